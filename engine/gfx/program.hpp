// Shader programs from files. A material is a pair shaders/NAME.vert and shaders/NAME.frag, without #version line;
// what all share stands in shaders/common.glsl. The same text is valid as OpenGL 3.3 core and as OpenGL ES 3.0: only
// the header differs, and it is put in front here.
#pragma once

#include <glm/glm.hpp>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/files.hpp"
#include "core/result.hpp"
#include "gfx/gl_context.hpp"
#include "gfx/gl_object.hpp"

namespace syn {

// What precedes the shared text: the version, default precisions, one "#define" a name ("CUT", "SHAPE 2").
std::string glsl_header(const GlTerms& terms, std::span<const std::string> defines = {});

// A linked vertex and fragment shader. Move-only.
class Program {
 public:
  Program() = default;
  // Fails with one problem for each message of the shader compiler, at its file and line, or with the linker's log.
  // A uniform block named FrameBlock is connected to binding 0.
  static Result<Program> load(const DataFiles& files, std::string_view material, std::span<const std::string> defines = {});

  void use() const;
  // Values of the program in use. A name that the program does not have (or that the compiler dropped) is ignored.
  void set(std::string_view name, float value) const;
  void set(std::string_view name, const glm::vec2& value) const;
  void set(std::string_view name, const glm::vec4& value) const;
  void set(std::string_view name, std::span<const glm::vec4> values) const;
  bool has(std::string_view name) const { return locations_.contains(name); }
  unsigned id() const { return program_.id(); }

 private:
  int location(std::string_view name) const;
  GlProgram program_;
  std::map<std::string, int, std::less<>> locations_;
};

}  // namespace syn
