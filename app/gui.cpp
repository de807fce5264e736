#include "app/gui.hpp"

#include <SDL.h>
#include <backends/imgui_impl_opengl3.h>
#include <backends/imgui_impl_sdl.h>
#include <imgui.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace syn {

Result<std::unique_ptr<Gui>> Gui::create(Window& window, const DataFiles& files, bool interactive) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // the layout is ours; nothing is kept between runs
  if (interactive) io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  std::unique_ptr<Gui> gui(new Gui(window, files, interactive));
  // A context exists on this thread: the window made it and it is still current.
  if (interactive) ImGui_ImplSDL2_InitForOpenGL(window.handle(), SDL_GL_GetCurrentContext());
  if (!ImGui_ImplOpenGL3_Init("#version 330 core")) {
    return failure({"", 0, 0, "the interface could not be started on this OpenGL", "update the graphics driver, or set LIBGL_ALWAYS_SOFTWARE=1"});
  }
  return gui;
}

Gui::~Gui() {
  ImGui_ImplOpenGL3_Shutdown();
  if (interactive_) ImGui_ImplSDL2_Shutdown();
  ImGui::DestroyContext();
}

void Gui::handle(const SDL_Event& event) { ImGui_ImplSDL2_ProcessEvent(&event); }

void Gui::begin(int width_px, int height_px, float seconds, const Theme& theme, const FontSizes& sizes) {
  ImGuiIO& io = ImGui::GetIO();
  if (fonts_.body == nullptr || !(fonts_.sizes == sizes)) {
    auto loaded = load_fonts(*io.Fonts, *files_, sizes);
    if (loaded) {
      fonts_ = *loaded;
    } else {
      font_problems_ = loaded.error();
      ImFont* plain = io.Fonts->Fonts.empty() ? io.Fonts->AddFontDefault() : io.Fonts->Fonts.front();
      fonts_ = {sizes, plain, plain, plain, plain, plain};
    }
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
  }
  apply_style(ImGui::GetStyle(), theme, sizes.body);
  ImGui_ImplOpenGL3_NewFrame();
  if (interactive_) {
    ImGui_ImplSDL2_NewFrame();
    // The back end asks for the mouse of the whole desktop, which is stale where nobody manages windows.
    int x = 0;
    int y = 0;
    SDL_GetMouseState(&x, &y);
    if ((SDL_GetWindowFlags(window_->handle()) & SDL_WINDOW_MOUSE_FOCUS) != 0U) io.MousePos = ImVec2(static_cast<float>(x), static_cast<float>(y));
    const float scale = static_cast<float>(window_->display_scale());
    if (io.MousePos.x > -1e6F) io.MousePos = ImVec2(io.MousePos.x * scale, io.MousePos.y * scale);
  }
  // Everything is laid out in framebuffer pixels, so text is never stretched.
  io.DisplaySize = ImVec2(static_cast<float>(width_px), static_cast<float>(height_px));
  io.DisplayFramebufferScale = ImVec2(1.0F, 1.0F);
  io.DeltaTime = std::max(seconds, 1e-4F);
  ImGui::NewFrame();
  ImGui::PushFont(fonts_.body);
}

void Gui::end() {
  ImGui::PopFont();
  ImGui::Render();
}

void Gui::draw_some(const char* window, bool matching) const {
  ImDrawData some = *ImGui::GetDrawData();
  std::vector<ImDrawList*> lists;
  for (int i = 0; i < some.CmdListsCount; ++i) {
    const char* owner = some.CmdLists[i]->_OwnerName;
    if ((owner != nullptr && std::string_view(owner) == window) == matching) lists.push_back(some.CmdLists[i]);
  }
  some.CmdLists = lists.data();
  some.CmdListsCount = static_cast<int>(lists.size());
  ImGui_ImplOpenGL3_RenderDrawData(&some);
}

void Gui::draw() const { ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData()); }

}  // namespace syn
