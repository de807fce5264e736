# A room of the house is one folder is one static library (docs/architecture.md). What a room links is all that it can
# include, so a wrong include does not build: each room's headers are reached through a link of its own
# (build/rooms/NAME/...), which only those who link the room have on their path. They are named by their place: from
# engine/ ("model/drug/receptor.hpp", "core/units.hpp") or from the root ("app/state/command.hpp"). Every .cpp in the folder
# belongs to the room. A room's CMakeLists.txt begins with what lives there, what it may use and what it never sees.
#
#   syn_room(NAME [USES rooms that its headers need...] [HIDES rooms that only its sources need...])
add_library(syn_warnings INTERFACE)
target_compile_options(syn_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # What clang calls otherwise, or sees without being asked.
  target_compile_options(syn_warnings INTERFACE
    -Wdangling-pointer=2 -Wuse-after-free=3 -Wduplicated-cond -Wlogical-op -Wmissing-declarations)
endif()
# Results must be the same bytes on every machine: no fused or reordered arithmetic behind our back.
target_compile_options(syn_warnings INTERFACE -ffp-contract=off)
if(SYN_SANITIZE)
  # Instrumented code makes g++ 12 suspect variables that are fine; the other presets keep warnings as errors.
  # What is undefined ends the program: a line on the error stream would fail no test.
  target_compile_options(syn_warnings INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                         -fno-omit-frame-pointer -Wno-error)
  target_link_options(syn_warnings INTERFACE -fsanitize=address,undefined)
endif()
if(SYN_FUZZ)  # clang alone
  target_compile_options(syn_warnings INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(WIN32)
  set(SYN_SYSTEM windows)
elseif(EMSCRIPTEN)
  set(SYN_SYSTEM web)
else()
  set(SYN_SYSTEM posix)
endif()

function(syn_room name)
  cmake_parse_arguments(ROOM "" "" "USES;HIDES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  file(GLOB for_system CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_${SYN_SYSTEM}.cpp)
  list(FILTER sources EXCLUDE REGEX "_(posix|windows|web)\\.cpp$")
  add_library(${name} STATIC ${sources} ${for_system})
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE place)
  string(REGEX REPLACE "^engine/" "" place ${place})
  set(door ${CMAKE_BINARY_DIR}/rooms/${name})
  cmake_path(GET place PARENT_PATH above)
  file(MAKE_DIRECTORY ${door}/${above})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${door}/${place} SYMBOLIC)
  target_include_directories(${name} PUBLIC ${door})
  target_link_libraries(${name} PUBLIC ${ROOM_USES} PRIVATE ${ROOM_HIDES} syn_warnings)
endfunction()

# The room makes numbers that are the same bytes on every machine: the compiler knows no function by name, so that it cannot
# work out a call with constants by a library of its own (core/maths.hpp); what is called shows, and tests/bytes looks.
function(syn_exact name)
  target_compile_options(${name} PRIVATE -fno-builtin)
  set_property(GLOBAL APPEND PROPERTY SYN_EXACT_ROOMS ${name})
endfunction()
