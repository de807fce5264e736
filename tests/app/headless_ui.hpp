// Dear ImGui without a window: frames on demand, a mouse and a keyboard of our own, items found through the Tab order.
#pragma once

#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <list>
#include <optional>
#include <string_view>

#include "app/ui/widgets/label_layout.hpp"
#include "app/ui/widgets/style.hpp"
#include "core/files.hpp"

namespace syn::test {

inline DataFiles data_files() { return DataFiles({std::filesystem::path(SYN_BINARY_DIR), std::filesystem::path(SYN_SOURCE_DIR)}); }

template <class T>
T must(Result<T> result) {
  if (!result) FAIL(to_text(result.error()));
  return std::move(*result);
}

class HeadlessUi {
 public:
  explicit HeadlessUi(float width = 1280.0F, float height = 720.0F, float body_px = 18.0F, std::string_view theme_name = "dark",
                      std::string_view locale_name = "en")
      : theme(must(load_theme(data_files(), theme_name))),
        locale(must(Locale::load(data_files(), locale_name))),
        letters_(letters(font_sizes(body_px, height))),
        context_(ImGui::CreateContext(&letters_.atlas)) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {width, height};
    io.DeltaTime = 1.0F / 60.0F;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.MousePos = {-1.0F, -1.0F};
    for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
    fonts = letters_.fonts;
    apply_style(ImGui::GetStyle(), theme, body_px);
  }
  ~HeadlessUi() { ImGui::DestroyContext(context_); }
  HeadlessUi(const HeadlessUi&) = delete;
  HeadlessUi& operator=(const HeadlessUi&) = delete;

  UiLook look() const { return {theme, locale, fonts.sizes.body, fonts.heading}; }

  // What stands in the one window; called once a frame.
  std::function<void()> content;
  void frame(int count = 1) {
    for (int i = 0; i < count; ++i) {
      ImGui::NewFrame();
      ImGui::SetNextWindowPos({0.0F, 0.0F});
      ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
      ImGui::Begin("window", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
      if (content) content();
      ImGui::End();
      ImGui::Render();
    }
  }

  void mouse(float x, float y, bool down) {
    ImGui::GetIO().MousePos = {x, y};
    ImGui::GetIO().MouseDown[0] = down;
    frame();
  }
  void click(float x, float y) {
    mouse(x, y, false);
    mouse(x, y, true);
    mouse(x, y, false);
    frame();
  }
  void key(ImGuiKey which, bool shift = false) {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {-1.0F, -1.0F};
    io.KeyShift = shift;
    io.KeyMods = shift ? ImGuiKeyModFlags_Shift : ImGuiKeyModFlags_None;
    io.KeysDown[which] = true;
    frame();
    io.KeysDown[which] = false;
    frame();
    io.KeyShift = false;
    io.KeyMods = ImGuiKeyModFlags_None;
  }
  void type(const char* text) {
    ImGui::GetIO().AddInputCharactersUTF8(text);
    frame();
  }

  // Presses Tab until the item with this path of identifiers has the focus; its rectangle, or empty if Tab never
  // gets there. The path is relative to whatever window the item is in.
  std::optional<Box> tab_to(std::initializer_list<const char*> path) {
    for (int i = 0; i < 300; ++i) {
      key(ImGuiKey_Tab);
      if (focus_is(path)) {
        frame(2);  // a list scrolls to it
        const ImGuiWindow* window = GImGui->NavWindow;
        const ImRect& rect = window->NavRectRel[GImGui->NavLayer];
        const ImVec2 origin = window->DC.CursorStartPos;
        return Box{origin.x + rect.Min.x, origin.y + rect.Min.y, origin.x + rect.Max.x, origin.y + rect.Max.y};
      }
    }
    return std::nullopt;
  }
  bool focus_is(std::initializer_list<const char*> path) const {
    if (GImGui->NavWindow == nullptr || GImGui->NavId == 0) return false;
    ImGuiID id = GImGui->NavWindow->ID;
    for (const char* part : path) {
      if (part[0] >= '0' && part[0] <= '9') {  // a number given to PushID(int)
        const int number = part[0] - '0';
        id = ImHashData(&number, sizeof number, id);
      } else {
        id = ImHashStr(part, 0, id);
      }
    }
    return GImGui->NavId == id;
  }

  Theme theme;
  Locale locale;
  Fonts fonts;

 private:
  // Letters of a size are drawn once for all cases: that takes longer than most of them.
  struct Letters {
    explicit Letters(const FontSizes& sizes) : fonts(must(load_fonts(atlas, data_files(), sizes))) {}
    ImFontAtlas atlas;
    Fonts fonts;
  };
  static Letters& letters(const FontSizes& sizes) {
    static std::list<Letters> known;
    const auto found = std::find_if(known.begin(), known.end(), [&](const Letters& each) { return each.fonts.sizes == sizes; });
    return found != known.end() ? *found : known.emplace_back(sizes);
  }
  Letters& letters_;
  ImGuiContext* context_;
};

}  // namespace syn::test
