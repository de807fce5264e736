# One room of the house is one static library. What a room links is all that it can include, so a wrong
# include does not build: each room's headers are reached through a link of its own (build/rooms/NAME/ROOM),
# which only those who link the room have on their path. Every .cpp in the folder belongs to the room.
#
#   syn_room(NAME [SOURCES ...] [USES public libraries...] [HIDES private libraries...])
add_library(syn_warnings INTERFACE)
target_compile_options(syn_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # What clang calls otherwise, or sees without being asked.
  target_compile_options(syn_warnings INTERFACE
    -Wdangling-pointer=2 -Wuse-after-free=3 -Wnull-dereference -Wduplicated-cond -Wlogical-op -Wmissing-declarations)
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

function(syn_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;HIDES" ${ARGN})
  if(NOT ROOM_SOURCES)
    file(GLOB ROOM_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  endif()
  add_library(${name} STATIC ${ROOM_SOURCES})
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
  set(door ${CMAKE_BINARY_DIR}/rooms/${name})
  file(MAKE_DIRECTORY ${door})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${door}/${folder} SYMBOLIC)
  target_include_directories(${name} PUBLIC ${door})
  target_link_libraries(${name} PUBLIC ${ROOM_USES} PRIVATE ${ROOM_HIDES} syn_warnings)
endfunction()
