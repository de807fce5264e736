# Everything comes from Debian 12 packages (the list is in packages.txt, which run.sh and test.sh install).
find_package(PkgConfig REQUIRED)
find_package(SDL2 CONFIG REQUIRED)
find_package(glm CONFIG REQUIRED)
find_package(assimp CONFIG REQUIRED)
find_package(tomlplusplus CONFIG REQUIRED)
find_package(fmt CONFIG REQUIRED)
find_package(tl-expected CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(IMGUI REQUIRED IMPORTED_TARGET imgui)
find_library(HARU_LIBRARY hpdf REQUIRED)
find_path(HARU_INCLUDE_DIR hpdf.h REQUIRED)
find_path(STB_INCLUDE_DIR stb_image_write.h PATH_SUFFIXES stb REQUIRED)

# Third-party headers are not ours to warn about.
function(syn_quiet target)
  get_target_property(dirs ${target} INTERFACE_INCLUDE_DIRECTORIES)
  if(dirs)
    set_target_properties(${target} PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${dirs}")
  endif()
endfunction()
foreach(target IN ITEMS SDL2::SDL2 glm::glm assimp::assimp tomlplusplus::tomlplusplus fmt::fmt tl::expected CLI11::CLI11 PkgConfig::IMGUI nlohmann_json::nlohmann_json)
  syn_quiet(${target})
endforeach()

# The loader of both forms of OpenGL is generated at build time by Debian's glad; nothing of it is kept in the repository.
find_program(GLAD_PROGRAM glad REQUIRED)
set(GLAD_DIR ${CMAKE_BINARY_DIR}/glad)
add_custom_command(
  OUTPUT ${GLAD_DIR}/src/gl.c ${GLAD_DIR}/include/glad/gl.h
  COMMAND ${GLAD_PROGRAM} --quiet --api gl:core=3.3,gles2=3.0 --merge --extensions GL_KHR_debug --reproducible --out-path ${GLAD_DIR} c
  COMMENT "Generating the OpenGL loader" VERBATIM)
add_library(syn_glad STATIC ${GLAD_DIR}/src/gl.c ${GLAD_DIR}/include/glad/gl.h)
target_include_directories(syn_glad SYSTEM PUBLIC ${GLAD_DIR}/include)
target_link_libraries(syn_glad PUBLIC ${CMAKE_DL_LIBS})
