# olive_second_compiler_test(NAME SOURCES … INCLUDES …)
#
# Builds the sources with g++ beside the compiler of everything else and registers them as the test
# <NAME>_gcc: what promises equal bytes with any compiler is held to it. g++ must be there.

find_program(OLIVE_GCC g++ REQUIRED)

function(olive_second_compiler_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;INCLUDES" ${ARGN})
  list(TRANSFORM ARG_INCLUDES PREPEND -I)
  foreach(source IN LISTS ARG_SOURCES)
    cmake_path(GET source STEM stem)
    set(object ${CMAKE_CURRENT_BINARY_DIR}/gcc/${stem}.o)
    add_custom_command(
      OUTPUT ${object}
      COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${OLIVE_GCC} -std=c++23 -O2 ${ARG_INCLUDES}
        -MD -MF ${object}.d -c ${source} -o ${object}
      DEPENDS ${source}
      DEPFILE ${object}.d
      COMMENT "Building ${name}_gcc: ${stem}"
      VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/gcc)
  set(program ${CMAKE_BINARY_DIR}/bin/${name}_gcc_test)
  add_custom_command(
    OUTPUT ${program}
    COMMAND ${OLIVE_GCC} -o ${program} ${objects} -lgtest_main -lgtest -lpthread
    DEPENDS ${objects}
    COMMENT "Linking ${name}_gcc_test"
    VERBATIM)
  add_custom_target(${name}_gcc_test ALL DEPENDS ${program})
  add_test(NAME ${name}_gcc COMMAND ${program})
endfunction()
