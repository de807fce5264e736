#include "gfx/program.hpp"

#include <fmt/format.h>
#include <glad/gl.h>

#include <array>
#include <charconv>
#include <glm/gtc/type_ptr.hpp>
#include <sstream>

namespace syn {
namespace {

constexpr std::string_view kCommon = "shaders/common.glsl";
// The body is numbered from here on, because not every compiler keeps the source number of a #line directive.
constexpr int kBodyLine = 10000;
constexpr std::string_view kRemedy = "a shader that builds as OpenGL 3.3 core and as OpenGL ES 3.0";

// A compiled shader that goes with its scope; the linked program keeps what it needs.
class Shader {
 public:
  explicit Shader(GLenum stage) : id_(glCreateShader(stage)) {}
  ~Shader() { glDeleteShader(id_); }
  Shader(const Shader&) = delete;
  Shader& operator=(const Shader&) = delete;
  GLuint id() const { return id_; }

 private:
  GLuint id_;
};

// Takes a number off the front of the text; 0 if there is none.
int take_number(std::string_view& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return error == std::errc() ? value : 0;
}

// One line of a log. Compilers write "0:LINE(COLUMN): error: ..." or "ERROR: 0:LINE: ..." or "0(LINE) : error ...".
Problem problem_from(std::string_view line, const std::string& name) {
  Problem problem{.file = name, .line = 0, .column = 0, .what = std::string(line), .remedy = std::string(kRemedy)};
  if (line.starts_with("ERROR: ")) line.remove_prefix(7);
  take_number(line);  // the number of the source, which not every compiler keeps
  if (line.empty() || (line.front() != ':' && line.front() != '(')) return problem;
  line.remove_prefix(1);
  const int number = take_number(line);
  if (number <= 0) return problem;
  problem.file = number > kBodyLine ? name : std::string(kCommon);
  problem.line = number > kBodyLine ? number - kBodyLine : number;
  if (line.starts_with("(")) {
    line.remove_prefix(1);
    problem.column = take_number(line);
  }
  const std::size_t words = line.find_first_not_of("): ");
  if (words != std::string_view::npos) problem.what = line.substr(words);
  return problem;
}

Problems problems_from(const std::string& log, const std::string& name) {
  Problems problems;
  std::istringstream lines(log);
  for (std::string line; std::getline(lines, line);) {
    if (line.find_first_not_of(" \t\r") != std::string::npos) problems.push_back(problem_from(line, name));
  }
  if (problems.empty()) problems.push_back(problem_from("does not build (no log)", name));
  return problems;
}

template <class Length, class Log>
std::string info_log(GLuint id, Length get_length, Log get_log) {
  GLint length = 0;
  get_length(id, GL_INFO_LOG_LENGTH, &length);
  std::string log(static_cast<std::size_t>(std::max(length, 1)), '\0');
  GLsizei written = 0;
  get_log(id, static_cast<GLsizei>(log.size()), &written, log.data());
  log.resize(static_cast<std::size_t>(written));
  return log;
}

Result<void> compile(const DataFiles& files, const Shader& shader, const std::string& name, const std::string& header,
                     const std::string& common) {
  auto path = files.find(name);
  if (!path) return failure(path.error());
  auto body = read_file(*path, 1U << 20U);
  if (!body) return failure(body.error());
  const std::string text = header + "#line 1\n" + common + fmt::format("\n#line {}\n", kBodyLine + 1) + *body;
  const char* source = text.c_str();
  glShaderSource(shader.id(), 1, &source, nullptr);
  glCompileShader(shader.id());
  GLint good = GL_FALSE;
  glGetShaderiv(shader.id(), GL_COMPILE_STATUS, &good);
  if (good == GL_FALSE) {
    const std::string log = info_log(shader.id(), glGetShaderiv, glGetShaderInfoLog);
    return failure(problems_from(log, name));
  }
  return {};
}

}  // namespace

std::string glsl_header(const GlTerms& terms, std::span<const std::string> defines) {
  std::string text = fmt::format("{}\n{}", terms.glsl, terms.precision);
  for (const std::string& define : defines) text += fmt::format("#define {}\n", define);
  return text;
}

Result<Program> Program::load(const DataFiles& files, std::string_view material, std::span<const std::string> defines) {
  auto common_path = files.find(kCommon);
  if (!common_path) return failure(common_path.error());
  auto common = read_file(*common_path, 1U << 20U);
  if (!common) return failure(common.error());

  const std::string header = glsl_header(gl_terms(), defines);
  const std::string vertex_name = fmt::format("shaders/{}.vert", material);
  const std::string fragment_name = fmt::format("shaders/{}.frag", material);
  const Shader vertex(GL_VERTEX_SHADER);
  const Shader fragment(GL_FRAGMENT_SHADER);
  Problems problems;
  for (const auto& [shader, name] : {std::pair(&vertex, &vertex_name), std::pair(&fragment, &fragment_name)}) {
    if (auto built = compile(files, *shader, *name, header, *common); !built) {
      problems.insert(problems.end(), built.error().begin(), built.error().end());
    }
  }
  if (!problems.empty()) return failure(std::move(problems));

  Program program;
  program.program_ = GlProgram::make();
  const GLuint id = program.id();
  glAttachShader(id, vertex.id());
  glAttachShader(id, fragment.id());
  glLinkProgram(id);
  glDetachShader(id, vertex.id());
  glDetachShader(id, fragment.id());
  GLint good = GL_FALSE;
  glGetProgramiv(id, GL_LINK_STATUS, &good);
  if (good == GL_FALSE) {
    return failure({.file = vertex_name,
                    .what = "does not link: " + info_log(id, glGetProgramiv, glGetProgramInfoLog),
                    .remedy = fmt::format("outputs that match the inputs of {}", fragment_name)});
  }
  if (const GLuint block = glGetUniformBlockIndex(id, "FrameBlock"); block != GL_INVALID_INDEX) {
    glUniformBlockBinding(id, block, 0);
  }
  GLint count = 0;
  glGetProgramiv(id, GL_ACTIVE_UNIFORMS, &count);
  for (GLint i = 0; i < count; ++i) {
    std::array<char, 128> name{};
    GLsizei length = 0;
    GLint size = 0;
    GLenum type = 0;
    glGetActiveUniform(id, static_cast<GLuint>(i), static_cast<GLsizei>(name.size()), &length, &size, &type, name.data());
    std::string key(name.data(), static_cast<std::size_t>(length));
    const GLint location = glGetUniformLocation(id, key.c_str());
    if (const auto bracket = key.find('['); bracket != std::string::npos) key.resize(bracket);
    if (location >= 0) program.locations_.emplace(std::move(key), location);
  }
  return program;
}

void Program::use() const { glUseProgram(program_.id()); }

int Program::location(std::string_view name) const {
  const auto found = locations_.find(name);
  return found == locations_.end() ? -1 : found->second;
}

void Program::set(std::string_view name, float value) const { glUniform1f(location(name), value); }
void Program::set(std::string_view name, const glm::vec2& value) const { glUniform2fv(location(name), 1, glm::value_ptr(value)); }
void Program::set(std::string_view name, const glm::vec4& value) const { glUniform4fv(location(name), 1, glm::value_ptr(value)); }
void Program::set(std::string_view name, std::span<const glm::vec4> values) const {
  if (values.empty()) return;
  glUniform4fv(location(name), static_cast<GLsizei>(values.size()), glm::value_ptr(values.front()));
}

}  // namespace syn
