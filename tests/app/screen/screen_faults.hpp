// What is wrong with a drawn screen, found in the draw lists: letters that are cut, letters over letters, cut-off words,
// and windows that hold more than they show and cannot be scrolled.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace syn::test {

struct DrawnLetter {
  ImRect box;   // where the glyph stands, px
  ImRect clip;  // what of the window is shown, px
  ImWchar code = 0;
  ImU32 color = 0;
  float em = 0.0F;  // size of its font, px
};

// Without those that are the halo of a word: the same letter stands over them in another colour, shifted a little (overlay.cpp).
inline std::vector<DrawnLetter> without_halos(std::vector<DrawnLetter> letters) {
  std::map<ImWchar, std::vector<const DrawnLetter*>> same;
  for (const DrawnLetter& letter : letters) same[letter.code].push_back(&letter);
  std::vector<DrawnLetter> kept;
  for (const DrawnLetter& letter : letters) {
    const float stroke = std::max(4.0F, 0.3F * letter.em + 1.0F);  // whole pixels
    const auto& others = same[letter.code];
    const bool halo = std::any_of(others.begin(), others.end(), [&](const DrawnLetter* over) {
      return over > &letter && over->color != letter.color && std::abs(over->box.Min.x - letter.box.Min.x) < stroke &&
             std::abs(over->box.Min.y - letter.box.Min.y) < stroke;
    });
    if (!halo) kept.push_back(letter);
  }
  return kept;
}

// Which letter has this place in the texture of letters.
class Glyphs {
 public:
  Glyphs() {
    for (const ImFont* font : ImGui::GetIO().Fonts->Fonts) {
      for (const ImFontGlyph& glyph : font->Glyphs) {
        if (glyph.Visible)
          codes_.try_emplace({glyph.U0, glyph.V0, glyph.U1}, Letter{static_cast<ImWchar>(glyph.Codepoint), font->FontSize});
      }
    }
  }
  struct Letter {
    ImWchar code = 0;
    float em = 0.0F;  // size of the font, px
  };
  Letter at(ImVec2 low, ImVec2 high) const {
    const auto found = codes_.find({low.x, low.y, high.x});
    return found == codes_.end() ? Letter{} : found->second;
  }

 private:
  std::map<std::array<float, 3>, Letter> codes_;
};

// Every glyph quad of a draw list, in drawing order. Glyphs are told from filled shapes by their place in the atlas.
inline std::vector<DrawnLetter> letters_of(const ImDrawList& list, const Glyphs& glyphs) {
  std::vector<DrawnLetter> letters;
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const ImRect clip(command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w);
    for (unsigned i = 0; i + 6 <= command.ElemCount;) {
      const auto at = [&](unsigned k) { return list.IdxBuffer[static_cast<int>(command.IdxOffset + i + k)]; };
      const unsigned a = at(0);
      const bool quad = at(1) == a + 1 && at(2) == a + 2 && at(3) == a && at(4) == a + 2 && at(5) == a + 3;
      if (!quad) {
        i += 3;
        continue;
      }
      const ImDrawVert& low = list.VtxBuffer[static_cast<int>(command.VtxOffset + a)];
      const ImDrawVert& high = list.VtxBuffer[static_cast<int>(command.VtxOffset + a + 2)];
      if (high.uv.x > low.uv.x + 1e-6F && high.uv.y > low.uv.y + 1e-6F) {
        if (const auto letter = glyphs.at(low.uv, high.uv); letter.code != 0)
          letters.push_back({ImRect(low.pos, high.pos), clip, letter.code, low.col, letter.em});
      }
      i += 6;
    }
  }
  return letters;
}

inline std::string words_near(const std::vector<DrawnLetter>& letters, std::size_t at) {
  std::string words;
  for (std::size_t i = at > 12 ? at - 12 : 0; i < std::min(letters.size(), at + 13); ++i) {
    const ImWchar c = letters[i].code;
    words += c < 128 ? static_cast<char>(c) : '?';
  }
  return words;
}

// All faults of the frame that was drawn last, each in words; none if the screen holds.
inline std::vector<std::string> screen_faults(float unit_px) {
  std::set<std::string> faults;
  const ImDrawData& data = *ImGui::GetDrawData();
  const Glyphs glyphs;
  const auto say = [&](const ImGuiWindow& window, const std::string& what) {
    std::string name = window.Name;
    name = name.substr(0, name.find('/'));
    faults.insert(name + ": " + what);
  };
  for (const ImGuiWindow* each : GImGui->Windows) {
    const ImGuiWindow& window = *each;
    if (!window.Active || window.Hidden) continue;
    const bool child = (window.Flags & ImGuiWindowFlags_ChildWindow) != 0;
    const bool scrolls = (window.Flags & ImGuiWindowFlags_NoScrollbar) == 0 && window.ScrollMax.y > 0.0F;
    if (window.ScrollMax.y > 1.0F && !scrolls)
      say(window, "holds " + std::to_string(static_cast<int>(window.ScrollMax.y)) + " px more than it shows");
    // What can be scrolled shows at least a control and a half at a time.
    if (scrolls && window.InnerRect.GetHeight() < 3.0F * unit_px)
      say(window, "scrolls in " + std::to_string(window.InnerRect.GetHeight() / unit_px) + " lines");
    if (window.ScrollMax.x > 1.0F || window.ContentSize.x > window.InnerRect.GetWidth() + 1.0F)
      say(window, "is " + std::to_string(static_cast<int>(window.ContentSize.x - window.InnerRect.GetWidth())) + " px too narrow");
    const bool drawn = std::find(data.CmdLists, data.CmdLists + data.CmdListsCount, window.DrawList) != data.CmdLists + data.CmdListsCount;
    if (!drawn) continue;
    const std::vector<DrawnLetter> letters = without_halos(letters_of(*window.DrawList, glyphs));
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const DrawnLetter& letter = letters[i];
      const ImRect& box = letter.box;
      constexpr float kEdge = 1.0F;
      const bool seen =
          box.Min.x < letter.clip.Max.x && box.Max.x > letter.clip.Min.x && box.Min.y < letter.clip.Max.y && box.Max.y > letter.clip.Min.y;
      const bool cut_across = box.Min.x < letter.clip.Min.x - kEdge || box.Max.x > letter.clip.Max.x + kEdge;
      const bool cut_along = box.Min.y < letter.clip.Min.y - kEdge || box.Max.y > letter.clip.Max.y + kEdge;
      // A scrolled list may cut a line at its upper and lower edge.
      const bool allowed = scrolls || (child && window.ParentWindow->ScrollMax.y > 0.0F);
      if ((seen && cut_across) || (cut_along && !allowed)) say(window, "cut: " + words_near(letters, i));
      if (letter.code == ImGui::GetFont()->EllipsisChar || letter.code == 0x2026) say(window, "shortened: " + words_near(letters, i));
    }
    // Letter over letter: in order of their left edges only neighbours can touch.
    std::vector<std::size_t> order(letters.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return letters[a].box.Min.x < letters[b].box.Min.x; });
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (std::size_t j = i + 1; j < order.size(); ++j) {
        const ImRect& a = letters[order[i]].box;
        const ImRect& b = letters[order[j]].box;
        if (b.Min.x >= a.Max.x) break;
        const float width = std::min(a.Max.x, b.Max.x) - b.Min.x;
        const float height = std::min(a.Max.y, b.Max.y) - std::max(a.Min.y, b.Min.y);
        if (height <= 0.0F) continue;
        const float least = std::min(a.GetWidth() * a.GetHeight(), b.GetWidth() * b.GetHeight());
        if (width * height > 0.25F * least) {
          say(window, "letters over letters: " + words_near(letters, order[i]) + " / " + words_near(letters, order[j]));
        }
      }
    }
  }
  return {faults.begin(), faults.end()};
}

inline std::string window_with_focus() { return GImGui->NavWindow != nullptr ? GImGui->NavWindow->RootWindow->Name : ""; }

// The window with the focus lies within the screen.
inline bool stands_within(int width, int height) {
  const ImGuiWindow* window = GImGui->NavWindow;
  if (window == nullptr) return false;
  window = window->RootWindow;
  return window->Pos.x >= 0.0F && window->Pos.y >= 0.0F && window->Pos.x + window->Size.x <= static_cast<float>(width) &&
         window->Pos.y + window->Size.y <= static_cast<float>(height);
}

}  // namespace syn::test
