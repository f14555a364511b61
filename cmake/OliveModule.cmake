# olive_module(DEPENDS … PRIVATE_DEPENDS … EXTERNAL …)
#
# Makes the module of the current folder: name = folder, layer = folder above. The suffix of a file
# decides its target: src/x_test.cpp → <name>_test, src/x_bench.cpp → <name>_bench,
# src/x_soak.cpp → <name>_soak (long random and crash runs), else the library.
# schema/*.sql and messages/*.json are embedded as <name>::embedded::schema() and messages().
#
#   DEPENDS          modules whose headers appear in this module's public headers
#   PRIVATE_DEPENDS  modules used in src/ only
#   EXTERNAL         third-party targets; always private, so their headers never spread
#   TEST_EXTERNAL    third-party targets for tests and benchmarks only
#   TEST_DEPENDS     modules that only tests and benchmarks use

set(OLIVE_LAYERS library platform foundation services apps)

# The layers a module of each layer may use. Services are not among their own: they never meet.
set(OLIVE_MAY_USE_library library)
set(OLIVE_MAY_USE_platform library platform)
set(OLIVE_MAY_USE_foundation library platform foundation)
set(OLIVE_MAY_USE_services library platform foundation)
set(OLIVE_MAY_USE_apps library platform foundation services)

function(olive_check_dependency user layer dependency)
  if(NOT TARGET olive_${dependency})
    message(FATAL_ERROR
      "${layer}/${user} depends on '${dependency}', which is no module listed before it in the "
      "root CMakeLists.txt (that list is a topological order).")
  endif()
  get_target_property(dependency_layer olive_${dependency} OLIVE_LAYER)
  if(NOT dependency_layer IN_LIST OLIVE_MAY_USE_${layer})
    message(FATAL_ERROR
      "${layer}/${user} may not depend on ${dependency_layer}/${dependency}: "
      "dependencies go down only, and services never see each other.")
  endif()
endfunction()

function(olive_module)
  cmake_parse_arguments(ARG "" ""
    "DEPENDS;PRIVATE_DEPENDS;EXTERNAL;TEST_EXTERNAL;TEST_DEPENDS" ${ARGN})
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "olive_module: unknown arguments ${ARG_UNPARSED_ARGUMENTS}")
  endif()
  get_filename_component(name ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  get_filename_component(parent ${CMAKE_CURRENT_SOURCE_DIR} DIRECTORY)
  get_filename_component(layer ${parent} NAME)
  if(NOT layer IN_LIST OLIVE_LAYERS)
    message(FATAL_ERROR "${layer}/${name}: '${layer}' is no layer (${OLIVE_LAYERS}).")
  endif()
  foreach(dependency IN LISTS ARG_DEPENDS ARG_PRIVATE_DEPENDS ARG_TEST_DEPENDS)
    olive_check_dependency(${name} ${layer} ${dependency})
  endforeach()

  file(GLOB headers CONFIGURE_DEPENDS include/${name}/*.h)
  file(GLOB sources CONFIGURE_DEPENDS src/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS src/*_test.cpp)
  file(GLOB bench_sources CONFIGURE_DEPENDS src/*_bench.cpp)
  file(GLOB soak_sources CONFIGURE_DEPENDS src/*_soak.cpp)
  set(main_file ${CMAKE_CURRENT_SOURCE_DIR}/src/main.cpp)
  list(REMOVE_ITEM sources ${tests} ${bench_sources} ${soak_sources} ${main_file})
  olive_embed(${name} embedded_source)

  set(target olive_${name})
  add_library(${target} STATIC ${sources} ${embedded_source})
  set_target_properties(${target} PROPERTIES OLIVE_LAYER ${layer} OUTPUT_NAME ${layer}_${name})
  if(headers)
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS include FILES ${headers})
  endif()
  list(TRANSFORM ARG_DEPENDS PREPEND olive_)
  list(TRANSFORM ARG_PRIVATE_DEPENDS PREPEND olive_)
  list(TRANSFORM ARG_TEST_DEPENDS PREPEND olive_)
  target_include_directories(${target} PRIVATE src)
  target_link_libraries(${target}
    PUBLIC ${ARG_DEPENDS} PRIVATE olive_options ${ARG_PRIVATE_DEPENDS} ${ARG_EXTERNAL})
  if(NOT name STREQUAL "base")
    target_precompile_headers(${target} REUSE_FROM olive_base)
  endif()

  if(EXISTS ${main_file})
    add_executable(${name} ${main_file})
    target_link_libraries(${name}
      PRIVATE ${target} olive_options ${ARG_PRIVATE_DEPENDS} ${ARG_EXTERNAL})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  endif()
  if(tests AND OLIVE_TESTS)
    olive_test(${name} "${tests}"
      "${ARG_PRIVATE_DEPENDS};${ARG_EXTERNAL};${ARG_TEST_DEPENDS};${ARG_TEST_EXTERNAL}")
  endif()
  foreach(suffix bench soak)
    if(${suffix}_sources AND OLIVE_TESTS)
      add_executable(${name}_${suffix} ${${suffix}_sources})
      target_include_directories(${name}_${suffix} PRIVATE src)
      target_link_libraries(${name}_${suffix} PRIVATE ${target} olive_options
        ${ARG_PRIVATE_DEPENDS} ${ARG_EXTERNAL} ${ARG_TEST_DEPENDS} ${ARG_TEST_EXTERNAL})
      set_target_properties(${name}_${suffix}
        PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
    endif()
  endforeach()
  # A test may start the soak program as a child, to kill it.
  if(TARGET ${name}_test AND TARGET ${name}_soak)
    add_dependencies(${name}_test ${name}_soak)
  endif()
endfunction()

# One executable per module, registered with ctest under the module's name.
function(olive_test name tests libraries)
  add_executable(${name}_test ${tests})
  target_include_directories(${name}_test PRIVATE src)
  target_link_libraries(${name}_test
    PRIVATE olive_${name} olive_options ${libraries}
      GTest::gmock GTest::gtest_main rapidcheck_gtest)
  target_precompile_headers(${name}_test REUSE_FROM olive_test_pch)
  target_compile_definitions(${name}_test PRIVATE
    OLIVE_SOURCE_DIR="${CMAKE_CURRENT_SOURCE_DIR}" OLIVE_ROOT_DIR="${CMAKE_SOURCE_DIR}")
  set_target_properties(${name}_test PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  add_test(NAME ${name} COMMAND ${name}_test)
endfunction()

# Embeds schema/*.sql and messages/*.json of the current module in one generated source file.
function(olive_embed name out)
  file(GLOB files CONFIGURE_DEPENDS schema/*.sql messages/*.json)
  if(NOT files)
    set(${out} "" PARENT_SCOPE)
    return()
  endif()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded.cpp)
  add_custom_command(
    OUTPUT ${source}
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tools/embed.py ${name} ${source} ${files}
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/embed.py
    COMMENT "Embedding schema and messages of ${name}")
  set(${out} ${source} PARENT_SCOPE)
endfunction()
