# Compiler options of every target of ours, third-party libraries, precompiled headers.

find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_package(Threads REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(PROMETHEUS REQUIRED IMPORTED_TARGET prometheus-cpp-core)
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo-pdf)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(LEMON REQUIRED IMPORTED_TARGET lemon)

add_library(olive_options INTERFACE)
target_compile_options(olive_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  -Wimplicit-fallthrough -Werror -fno-omit-frame-pointer -gline-tables-only
  $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-designated-field-initializers>
  $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-field-initializers>
  "SHELL:$<$<CXX_COMPILER_ID:Clang>:-Xclang -fno-pch-timestamp>")
target_link_options(olive_options INTERFACE "$<$<CXX_COMPILER_ID:Clang>:-fuse-ld=mold>")
target_link_libraries(olive_options INTERFACE Threads::Threads)
if(OLIVE_SANITIZE)
  target_compile_options(olive_options INTERFACE
    -fsanitize=${OLIVE_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(olive_options INTERFACE -fsanitize=${OLIVE_SANITIZE})
endif()

if(OLIVE_TESTS)
  find_package(GTest REQUIRED)
  find_package(benchmark REQUIRED)
  find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
  add_library(rapidcheck_gtest INTERFACE)
  target_link_libraries(rapidcheck_gtest INTERFACE ${RAPIDCHECK_LIBRARY})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/test_pch.cpp
    CONTENT "// Owner of the precompiled header that all tests share.\n")
  add_library(olive_test_pch STATIC ${CMAKE_BINARY_DIR}/test_pch.cpp)
  target_link_libraries(olive_test_pch PRIVATE olive_options GTest::gmock rapidcheck_gtest)
  target_precompile_headers(olive_test_pch PRIVATE
    <gmock/gmock.h> <gtest/gtest.h> <algorithm> <chrono> <expected> <functional> <map> <memory>
    <optional> <span> <string> <string_view> <thread> <variant> <vector>)
endif()
