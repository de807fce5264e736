# syn_maths: the functions below from musl's static library (Debian: musl-dev), each as syn_musl_NAME and needing nothing
# from outside, so that no other library can stand in for them. engine/core/maths.hpp declares them; tests/bytes checks
# that the rooms of the model use no other. A new function: its name here and in maths.hpp.
set(SYN_MATHS cos exp expm1 hypot log log1p log2 pow sinh)

string(REPLACE "-gnu" "-musl" SYN_MUSL_FOLDER "${CMAKE_LIBRARY_ARCHITECTURE}")
find_file(SYN_MUSL libc.a PATHS /usr/lib/${SYN_MUSL_FOLDER} NO_DEFAULT_PATH)
if(NOT SYN_MUSL)
  message(FATAL_ERROR "musl's maths is missing: install the package musl-dev.")
endif()
list(TRANSFORM SYN_MATHS PREPEND "--undefined=" OUTPUT_VARIABLE SYN_MATHS_WANTED)
list(TRANSFORM SYN_MATHS REPLACE "(.+)" "--redefine-sym=\\1=syn_musl_\\1" OUTPUT_VARIABLE SYN_MATHS_RENAMED)
list(TRANSFORM SYN_MATHS PREPEND "--keep-global-symbol=syn_musl_" OUTPUT_VARIABLE SYN_MATHS_SEEN)
set(SYN_MATHS_DIR ${CMAKE_BINARY_DIR}/maths)
file(MAKE_DIRECTORY ${SYN_MATHS_DIR})
# GNU's, whichever the compiler likes better: LLVM's linker takes no archive alone.
find_program(SYN_LD NAMES ld.bfd ld REQUIRED)
find_program(SYN_OBJCOPY objcopy REQUIRED)
add_custom_command(
  OUTPUT ${SYN_MATHS_DIR}/maths.o
  COMMAND ${SYN_LD} -r ${SYN_MATHS_WANTED} -o ${SYN_MATHS_DIR}/whole.o ${SYN_MUSL}
  COMMAND ${SYN_OBJCOPY} ${SYN_MATHS_RENAMED} ${SYN_MATHS_DIR}/whole.o ${SYN_MATHS_DIR}/renamed.o
  COMMAND ${SYN_OBJCOPY} ${SYN_MATHS_SEEN} ${SYN_MATHS_DIR}/renamed.o ${SYN_MATHS_DIR}/maths.o
  DEPENDS ${SYN_MUSL}
  COMMENT "Taking the maths functions out of musl" VERBATIM)
add_library(syn_maths STATIC ${SYN_MATHS_DIR}/maths.o)
set_target_properties(syn_maths PROPERTIES LINKER_LANGUAGE C)
