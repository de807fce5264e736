#include "app/platform/gui.hpp"

#include <SDL.h>
#include <backends/imgui_impl_opengl3.h>
#include <backends/imgui_impl_sdl.h>
#include <imgui.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <vector>

#include "app/ui/widgets/focus.hpp"
#include "gfx/gl_context.hpp"
#include "gfx/target.hpp"

namespace syn {
namespace {

// Places of ImGui's table of keys that lie behind those of every keyboard.
constexpr int kNoSpace = SDL_NUM_SCANCODES - 1;
constexpr int kPageUp = SDL_NUM_SCANCODES - 2;
constexpr int kPageDown = SDL_NUM_SCANCODES - 3;

// The window at the top that a draw list belongs to: ImGui names a child "parent/child_number".
std::string_view owner_of(const ImDrawList& list) {
  const std::string_view name = list._OwnerName != nullptr ? list._OwnerName : "";
  return name.substr(0, name.find('/'));
}

template <class Wanted>
void draw_lists(Wanted&& wanted) {
  ImDrawData some = *ImGui::GetDrawData();
  std::vector<ImDrawList*> lists;
  for (int i = 0; i < some.CmdListsCount; ++i) {
    if (wanted(owner_of(*some.CmdLists[i]))) lists.push_back(some.CmdLists[i]);
  }
  if (lists.empty()) return;
  some.CmdLists = lists.data();
  some.CmdListsCount = static_cast<int>(lists.size());
  ImGui_ImplOpenGL3_RenderDrawData(&some);
}

// Mixes bytes into a running hash, eight at a time.
void add_bytes(std::uint64_t& hash, const void* data, std::size_t size) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;
  const auto* bytes = static_cast<const unsigned char*>(data);
  hash = (hash ^ size) * kOdd;
  for (std::size_t at = 0; at < size; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + at, std::min<std::size_t>(8, size - at));
    hash = (std::rotl(hash, 29) ^ word) * kOdd;
  }
}

}  // namespace

Result<std::unique_ptr<Gui>> Gui::create(Window& window, const DataFiles& files, bool interactive) {
  IMGUI_CHECKVERSION();
  ImGuiContext* context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;               // the layout is ours; nothing is kept between runs
  io.ConfigInputTextCursorBlink = false;  // nothing is drawn while nothing happens, and the cursor must not stay away then
  if (interactive) io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  std::unique_ptr<Gui> gui(new Gui(window, files, interactive));
  gui->context_ = context;
  // A context exists on this thread: the window made it and it is still current.
  if (interactive) {
    ImGui_ImplSDL2_InitForOpenGL(window.handle(), SDL_GL_GetCurrentContext());
    // Space plays, also while a button has the focus (Enter presses that), and Page up and down go through the events: ImGui,
    // which insists on having keys for these, gets keys that no keyboard has.
    io.KeyMap[ImGuiKey_Space] = kNoSpace;
    io.KeyMap[ImGuiKey_PageUp] = kPageUp;
    io.KeyMap[ImGuiKey_PageDown] = kPageDown;
  }
  if (!ImGui_ImplOpenGL3_Init(gl_terms().glsl)) {
    return failure(
        {"", 0, 0, "the interface could not be started on this OpenGL", "update the graphics driver, or set LIBGL_ALWAYS_SOFTWARE=1"});
  }
  return gui;
}

Gui::~Gui() {
  take_turn();
  ImGui_ImplOpenGL3_Shutdown();
  if (interactive_) ImGui_ImplSDL2_Shutdown();
  ImGui::DestroyContext(context_);
}

void Gui::take_turn() const { ImGui::SetCurrentContext(context_); }

void Gui::handle(const SDL_Event& event) {
  if (event.type == SDL_MOUSEMOTION) mouse_ = ImVec2(static_cast<float>(event.motion.x), static_cast<float>(event.motion.y));
  if (event.type == SDL_MOUSEBUTTONDOWN || event.type == SDL_MOUSEBUTTONUP)
    mouse_ = ImVec2(static_cast<float>(event.button.x), static_cast<float>(event.button.y));
  ImGui_ImplSDL2_ProcessEvent(&event);
  if (event.type != SDL_KEYDOWN && event.type != SDL_KEYUP) return;
  // As they were with this key; the back end asks how they are by now.
  ImGuiIO& io = ImGui::GetIO();
  io.KeyShift = (event.key.keysym.mod & KMOD_SHIFT) != 0;
  io.KeyCtrl = (event.key.keysym.mod & KMOD_CTRL) != 0;
  io.KeyAlt = (event.key.keysym.mod & KMOD_ALT) != 0;
}

void Gui::begin(int width_px, int height_px, float seconds, const Theme& theme, const FontSizes& sizes) {
  take_turn();
  ImGuiIO& io = ImGui::GetIO();
  bool letters_wanted = false;
  if (fonts_.body == nullptr || !(fonts_.sizes == sizes)) {
    auto loaded = load_fonts(*io.Fonts, *files_, sizes);
    if (loaded) {
      fonts_ = *loaded;
    } else {
      font_problems_ = loaded.error();
      ImFont* plain = io.Fonts->Fonts.empty() ? io.Fonts->AddFontDefault() : io.Fonts->Fonts.front();
      fonts_ = {sizes, plain, plain, plain, plain, plain};
    }
    letters_wanted = true;
  }
  apply_style(ImGui::GetStyle(), theme, sizes.body);
  ImGui_ImplOpenGL3_NewFrame();
  if (letters_wanted) upload_letters();
  if (interactive_) {
    ImGui_ImplSDL2_NewFrame();
    // The back end asks for the mouse of the whole desktop, which is stale where nobody manages windows; and it is ahead of
    // the events that have been handled.
    if ((SDL_GetWindowFlags(window_->handle()) & SDL_WINDOW_MOUSE_FOCUS) != 0U && mouse_) io.MousePos = *mouse_;
    const float scale = static_cast<float>(window_->display_scale());
    if (io.MousePos.x > -1e6F) io.MousePos = ImVec2(io.MousePos.x * scale, io.MousePos.y * scale);
  }
  // Everything is laid out in framebuffer pixels, so text is never stretched.
  io.DisplaySize = ImVec2(static_cast<float>(width_px), static_cast<float>(height_px));
  io.DisplayFramebufferScale = ImVec2(1.0F, 1.0F);
  io.DeltaTime = std::max(seconds, 1e-4F);
  if (interactive_) {  // for a list that has asked for them
    io.KeysDown[kPageUp] = page_keys_taken() && io.KeysDown[SDL_SCANCODE_PAGEUP];
    io.KeysDown[kPageDown] = page_keys_taken() && io.KeysDown[SDL_SCANCODE_PAGEDOWN];
  }
  ImGui::NewFrame();
  ImGui::PushFont(fonts_.body);
}

// The back end would keep the letters in another order of channels than a window has.
void Gui::upload_letters() {
  ImGuiIO& io = ImGui::GetIO();
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
  letters_ = GlTexture::make();
  fill_color_texture(letters_.id(), width, height, pixels);
  io.Fonts->SetTexID(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(letters_.id())));
}

void Gui::end() {
  ImGui::PopFont();
  ImGui::Render();
}

void Gui::draw_others(std::span<const std::string_view> windows) const {
  draw_lists([windows](std::string_view owner) { return std::find(windows.begin(), windows.end(), owner) == windows.end(); });
}

std::uint64_t Gui::signature(std::string_view window) const {
  std::uint64_t hash = 0;
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    if (owner_of(list) != window) continue;
    add_bytes(hash, list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
    add_bytes(hash, list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.size_in_bytes()));
    for (const ImDrawCmd& command : list.CmdBuffer) {
      add_bytes(hash, &command.ClipRect, sizeof command.ClipRect);
      add_bytes(hash, &command.ElemCount, sizeof command.ElemCount);
    }
  }
  return hash;
}

void Gui::draw() const { ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData()); }

}  // namespace syn
