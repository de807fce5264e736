#include "gfx/gl_context.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <string_view>
#include <utility>

namespace syn {
namespace {

constexpr std::array kTerms{
    // An unsized format with these transfer types is the way to ask for a window's channel order.
    GlTerms{"OpenGL 3.3", 3, 3, "#version 330 core", "", GL_RGBA, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, GL_PROGRAM_POINT_SIZE},
    GlTerms{"OpenGL ES 3.0", 3, 0, "#version 300 es", "precision highp float;\nprecision highp int;\n", GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE,
            0}};
const GlTerms* loaded_terms = &kTerms.front();

constexpr std::size_t kMaxMessages = 200;  // a broken draw call repeats itself every frame

struct MessageLog {
  std::mutex lock;
  std::vector<std::string> messages;
};

MessageLog& message_log() {
  static MessageLog log;
  return log;
}

void GLAD_API_PTR keep_message(GLenum, GLenum type, GLuint, GLenum severity, GLsizei length, const GLchar* text, const void*) {
  if (severity == GL_DEBUG_SEVERITY_NOTIFICATION) return;
  const bool grave = severity == GL_DEBUG_SEVERITY_HIGH || severity == GL_DEBUG_SEVERITY_MEDIUM;
  if (type != GL_DEBUG_TYPE_ERROR && !grave) return;
  MessageLog& log = message_log();
  const std::lock_guard guard(log.lock);
  if (log.messages.size() >= kMaxMessages) return;
  log.messages.push_back(length < 0 ? std::string(text) : std::string(text, static_cast<std::size_t>(length)));
}

}  // namespace

const GlTerms& terms_of(GlDialect dialect) { return kTerms[static_cast<std::size_t>(dialect)]; }

const GlTerms& gl_terms() { return *loaded_terms; }

bool load_gl(GlDialect dialect, void* (*get_address)(const char*), bool debug) {
  using Loader = void* (*)(const char*);
  const auto load = [](void* user, const char* name) { return reinterpret_cast<GLADapiproc>((*static_cast<Loader*>(user))(name)); };
  const bool es = dialect == GlDialect::es;
  const int version = es ? gladLoadGLES2UserPtr(load, &get_address) : gladLoadGLUserPtr(load, &get_address);
  loaded_terms = &terms_of(dialect);
  if (version < GLAD_MAKE_VERSION(loaded_terms->major, loaded_terms->minor)) return false;
  if (debug && GLAD_GL_KHR_debug != 0) {
    glEnable(GL_DEBUG_OUTPUT);
    glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
    // OpenGL ES has the name of the extension behind those of its functions.
    (es ? glDebugMessageCallbackKHR : glDebugMessageCallback)(keep_message, nullptr);
  }
  return true;
}

std::string gl_renderer() {
  const GLubyte* name = glGetString(GL_RENDERER);
  return name == nullptr ? std::string("unknown") : std::string(reinterpret_cast<const char*>(name));
}

std::vector<std::string> take_gl_messages() {
  MessageLog& log = message_log();
  const std::lock_guard guard(log.lock);
  return std::exchange(log.messages, {});
}

bool is_software_renderer() {
  const std::string name = gl_renderer();
  constexpr std::array<std::string_view, 6> kNames{"llvmpipe", "softpipe", "SwiftShader", "Software", "software", "GDI Generic"};
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

}  // namespace syn
