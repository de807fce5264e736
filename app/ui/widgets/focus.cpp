#include "app/ui/widgets/focus.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/whole_rows.hpp"

namespace syn {
namespace {

struct Stop {
  ImGuiWindow* window = nullptr;
  ImGuiID id = 0;
  ImGuiID scope = 0;
  ImGuiNavLayer layer = ImGuiNavLayer_Main;
  ImRect rect;  // relative to the window's content
};

// One keyboard, one focus: like ImGui's own navigation state, this lives once for the current context.
struct Chain {
  ImGuiContext* context = nullptr;
  int frame = -1;
  Stop previous;               // the stop before this one in the frame
  Stop last;                   // the last stop of the frame before
  bool pass_on = false;        // the next stop gets the focus
  bool seen_focus = false;     // a stop had the focus in this frame
  bool had_focus = false;      // ... in the frame before
  ImGuiID focused = 0;         // the stop that has the focus in this frame
  ImGuiID focused_before = 0;  // ... had it in the frame before
  int page_keys = -1;          // the frame in which a control wanted Page up and Page down
  bool used = false;           // Tab has done its work in this frame
};
Chain chain;

void begin_frame(const ImGuiContext& g) {
  if (chain.context != &g || g.FrameCount < chain.frame) chain = {};
  if (chain.frame == g.FrameCount) return;
  const bool next = chain.frame + 1 == g.FrameCount;
  chain.context = GImGui;
  chain.frame = g.FrameCount;
  chain.last = next ? chain.previous : Stop{};
  chain.had_focus = next && chain.seen_focus;
  chain.previous = {};
  chain.seen_focus = chain.used = false;
  chain.focused_before = next ? chain.focused : 0;
  chain.focused = 0;
}

void give_focus(const Stop& stop) {
  ImGuiContext& g = *GImGui;
  if (stop.window == nullptr) return;
  if (g.ActiveId != 0 && g.ActiveId != stop.id) ImGui::ClearActiveID();
  if (g.NavWindow != stop.window) ImGui::FocusWindow(stop.window);
  ImGui::SetNavID(stop.id, stop.layer, stop.scope, stop.rect);
  g.NavDisableHighlight = false;
  g.NavDisableMouseHover = true;
  const ImVec2 origin = stop.window->DC.CursorStartPos;
  ImRect rect = stop.rect;
  rect.Translate(origin);
  ImGui::ScrollToBringRectIntoView(stop.window, rect);
  chain.used = chain.seen_focus = true;
}

bool tab_pressed() {
  const ImGuiIO& io = ImGui::GetIO();
  return !io.KeyCtrl && !io.KeyAlt && ImGui::IsKeyPressedMap(ImGuiKey_Tab, true);
}

int take_arrows(ImGuiKey back, ImGuiKey on) {
  const ImGuiIO& io = ImGui::GetIO();
  const auto down = [&](ImGuiKey key) { return io.KeyMap[key] >= 0 && io.KeysDown[io.KeyMap[key]]; };
  if (!down(back) && !down(on)) return 0;
  ImGui::NavMoveRequestCancel();
  return (key_pressed(on) ? 1 : 0) - (key_pressed(back) ? 1 : 0);
}

}  // namespace

void focus_stop(const UiLook& look, const char* id, bool keeps_tab) {
  ImGuiContext& g = *GImGui;
  const ImGuiLastItemData& item = g.LastItemData;
  if (item.ID == 0 || (item.InFlags & ImGuiItemFlags_Disabled) != 0) return;
  note_control();
  keep_whole();
  begin_frame(g);

  ImGuiWindow* window = g.CurrentWindow;
  const Stop stop{window, item.ID, window->DC.NavFocusScopeIdCurrent, window->DC.NavLayerCurrent,
                  ImGui::WindowRectAbsToRel(window, item.Rect)};
  const bool focused = g.NavId == item.ID && g.NavWindow == window;
  if (focused) chain.focused = item.ID;  // it could act on keys in this frame
  const bool tab = tab_pressed() && !chain.used;
  if (chain.pass_on || (tab && !chain.had_focus && !focused && g.ActiveId == 0)) {
    if (tab) ImGui::NavMoveRequestCancel();
    chain.pass_on = false;
    give_focus(stop);
  } else if (focused && tab) {
    ImGui::NavMoveRequestCancel();
    chain.used = true;
    if (!keeps_tab) {
      if (g.IO.KeyShift) {
        give_focus(chain.previous.window != nullptr ? chain.previous : chain.last);
      } else {
        chain.pass_on = true;
      }
    }
  }
  if (g.NavId == item.ID && g.NavWindow == window) {
    chain.seen_focus = true;
    if (!g.NavDisableHighlight && !chain.pass_on) {
      const float width = std::max(3.0F, std::round(look.unit_px / 6.0F));
      const float out = width * 0.5F + 2.0F;  // a line of ground between the ring and the edge of the control
      ImDrawList& draw = *window->DrawList;
      ImRect room = window->Rect();
      room.Expand(out + width);  // the ring of a control at the edge of a scrolled list is not cut
      draw.PushClipRect(room.Min, room.Max);
      draw.AddRect({item.Rect.Min.x - out, item.Rect.Min.y - out}, {item.Rect.Max.x + out, item.Rect.Max.y + out},
                   as_u32(look.theme[Role::focus]), look.unit_px * 0.3F, 0, width);
      draw.PopClipRect();
    }
  }
  control_report::add_control(id, g.NavId == item.ID && g.NavWindow == window && !chain.pass_on);
  chain.previous = stop;
}

void focus_next() {
  begin_frame(*GImGui);
  chain.pass_on = true;
}

bool focus_arrived() {
  begin_frame(*GImGui);
  return ImGui::IsItemFocused() && chain.focused_before != GImGui->LastItemData.ID;
}

bool keys_are_in(const char* window) {
  const ImGuiContext& g = *GImGui;
  return !g.NavDisableHighlight && g.NavWindow != nullptr && std::strcmp(g.NavWindow->RootWindow->Name, window) == 0;
}

bool item_has_keys() { return ImGui::IsItemFocused() && !ImGui::GetIO().WantTextInput; }

void place_tooltip(const UiLook& look) {
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  const bool right = low.x + high.x > ImGui::GetIO().DisplaySize.x;
  ImGui::SetNextWindowPos({right ? high.x : low.x, low.y - 0.5F * look.unit_px}, ImGuiCond_Always, {right ? 1.0F : 0.0F, 1.0F});
}

bool key_pressed(ImGuiKey key) {
  const bool moves = key == ImGuiKey_Tab || (key >= ImGuiKey_LeftArrow && key <= ImGuiKey_PageDown);
  return ImGui::IsKeyPressedMap(key, moves);
}

void take_page_keys() {
  begin_frame(*GImGui);
  chain.page_keys = GImGui->FrameCount;
}

bool page_keys_taken() { return chain.context == GImGui && GImGui != nullptr && chain.page_keys >= GImGui->FrameCount; }

int take_horizontal_arrows() { return take_arrows(ImGuiKey_LeftArrow, ImGuiKey_RightArrow); }

int take_vertical_arrows() { return take_arrows(ImGuiKey_UpArrow, ImGuiKey_DownArrow); }

void mark_gesture(int& gesture) {
  const ImGuiIO& io = ImGui::GetIO();
  bool first = ImGui::IsItemActivated();
  bool held = ImGui::IsItemActive() || ImGui::IsItemDeactivated();
  if (ImGui::IsItemFocused() && !io.WantTextInput) {
    for (const ImGuiKey key : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow}) {
      const int index = io.KeyMap[key];
      if (index < 0 || !io.KeysDown[index]) continue;
      held = true;
      first = first || io.KeysDownDuration[index] == 0.0F;
    }
  }
  if (!held) return;
  const ImGuiID slot = ImGui::GetItemID() ^ 0x9E5704E5U;
  ImGuiStorage& memory = *ImGui::GetStateStorage();
  if (first || memory.GetInt(slot) == 0) memory.SetInt(slot, ImGui::GetFrameCount());
  gesture = memory.GetInt(slot);
}

}  // namespace syn
