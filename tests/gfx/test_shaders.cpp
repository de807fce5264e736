#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "gfx/program.hpp"
#include "gl_test.hpp"

namespace syn {
namespace {

const std::filesystem::path kShaders = std::filesystem::path(SYN_SOURCE_DIR) / "shaders";

std::string read(const std::filesystem::path& path) {
  auto text = read_file(path);
  REQUIRE(text.has_value());
  return *text;
}

// The variants that the painter asks for.
std::vector<std::vector<std::string>> variants_of(const std::string& material) {
  std::vector<std::vector<std::string>> out;
  if (material == "mesh") {
    for (const char* colors : {"COLORS 0", "COLORS 1", "COLORS 2"}) {
      out.push_back({colors});
      out.push_back({colors, "TWO_SIDED"});
      out.push_back({colors, "CUT"});
    }
  } else if (material == "sprite") {
    for (const char* shape : {"SHAPE 0", "SHAPE 1", "SHAPE 2", "SHAPE 3", "SHAPE 4"}) {
      out.push_back({shape});
      out.push_back({shape, "QUAD"});
      out.push_back({shape, "TRUE_DEPTH"});
      out.push_back({shape, "QUAD", "TRUE_DEPTH"});
    }
  } else if (material == "relief") {
    for (const char* part : {"CONTOUR", "GATHER", "SHADE"}) out.push_back({part});
  } else {
    out.push_back({});
  }
  return out;
}

bool quiet_run(const std::string& command) { return std::system((command + " > /dev/null 2>&1").c_str()) == 0; }

}  // namespace

TEST_CASE("no shader names a version, and each has its partner") {
  int pairs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kShaders)) {
    CHECK(read(entry.path()).find("#version") == std::string::npos);
    const auto extension = entry.path().extension();
    if (extension == ".vert") {
      CHECK(std::filesystem::exists(std::filesystem::path(entry.path()).replace_extension(".frag")));
      ++pairs;
    } else {
      CHECK((extension == ".frag" || extension == ".glsl"));
    }
  }
  CHECK(pairs == 6);
}

TEST_CASE("every shader variant is valid as OpenGL 3.3 core and as OpenGL ES 3.0") {
  REQUIRE_MESSAGE(quiet_run("glslangValidator --version"), "needs the package glslang-tools");
  const auto folder = std::filesystem::path(SYN_BINARY_DIR) / "test-gfx";
  std::filesystem::create_directories(folder);
  const std::string common = read(kShaders / "common.glsl");
  std::string command = "glslangValidator";
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kShaders)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".glsl") continue;
    for (const auto& defines : variants_of(entry.path().stem().string())) {
      for (const GlDialect dialect : kValues<GlDialect>) {
        const auto path = folder / (entry.path().stem().string() + std::to_string(count++) + extension);
        std::ofstream(path) << glsl_header(terms_of(dialect), defines) << common << read(entry.path());
        command += " '" + path.string() + "'";
      }
    }
  }
  CHECK(count >= 4 * 32);
  // Without "quiet", a failure shows which file and line.
  CHECK(std::system((command + " | grep -B 1 ERROR && exit 1 || exit 0").c_str()) == 0);
}

TEST_CASE("a shader that does not build is reported with its file and line (gl)") {
  const test::GlContext context;
  const auto root = std::filesystem::path(SYN_BINARY_DIR) / "test-gfx" / "broken";
  std::filesystem::create_directories(root / "shaders");
  REQUIRE(write_file(root / "shaders/contour.frag", "out vec4 o_color;\nvoid main() {\n  o_color = nonsense;\n}\n").has_value());
  const auto canvas = Canvas::create(DataFiles({root, std::filesystem::path(SYN_SOURCE_DIR)}));
  REQUIRE_FALSE(canvas.has_value());
  const Problem& problem = canvas.error().front();
  CAPTURE(to_text(canvas.error()));
  CHECK(problem.file == "shaders/contour.frag");
  CHECK(problem.line == 3);
  CHECK(problem.what.find("nonsense") != std::string::npos);
  take_gl_messages();  // the driver complains about the shader, too
}

TEST_CASE("a shader that is missing is named (gl)") {
  const test::GlContext context;
  const auto root = std::filesystem::path(SYN_BINARY_DIR) / "test-gfx" / "nothing";
  std::filesystem::create_directories(root);
  const auto canvas = Canvas::create(DataFiles({root}));
  REQUIRE_FALSE(canvas.has_value());
  CHECK(to_text(canvas.error()).find("shaders/") != std::string::npos);
}

}  // namespace syn
