#include "app/ui/widgets/help_topic.hpp"

#include <imgui_internal.h>

#include <utility>

namespace syn {
namespace {

constexpr float kRestSeconds = 0.35F;

// One hand, one focus: like ImGui's own, this lives once for the current context.
struct Desk {
  const ImGuiContext* context = nullptr;
  int frame = -1;
  std::string thing, source;  // of the control that is drawn now
  Meant hovered, focused;
  bool rested = false;
  std::vector<Control> controls;
};
Desk desk;

void begin_frame() {
  const ImGuiContext& g = *GImGui;
  if (desk.context == &g && desk.frame == g.FrameCount) return;
  desk.context = &g;
  desk.frame = g.FrameCount;
  desk.hovered = desk.focused = {};
  desk.rested = false;
  desk.controls.clear();
}

bool is_new() { return desk.context == GImGui && desk.frame == GImGui->FrameCount; }

}  // namespace

HelpTopic::HelpTopic(std::string_view thing, std::string_view source)
    : thing_before_(std::exchange(desk.thing, std::string(thing))), source_before_(std::exchange(desk.source, std::string(source))) {}

HelpTopic::~HelpTopic() {
  desk.thing = std::move(thing_before_);
  desk.source = std::move(source_before_);
}

void note_control() {
  begin_frame();
  const ImGuiContext& g = *GImGui;
  const ImGuiID id = g.LastItemData.ID;
  desk.controls.push_back({id, desk.thing});
  if (desk.thing.empty()) return;
  if (ImGui::IsItemHovered()) {
    desk.hovered = {desk.thing, desk.source};
    desk.rested = g.HoveredIdTimer > kRestSeconds;
  }
  if (g.NavId == id && g.NavWindow == g.CurrentWindow && !g.NavDisableHighlight) desk.focused = {desk.thing, desk.source};
}

void note_pointed(std::string_view thing) {
  begin_frame();
  desk.hovered = {std::string(thing), {}};
  desk.rested = GImGui->HoveredIdTimer > kRestSeconds;
}

Meant meant_by_input() {
  if (!is_new()) return {};
  // After a key the mouse lies where it lies: the focus counts.
  const bool mouse = !desk.hovered.thing.empty() && !GImGui->NavDisableMouseHover;
  return mouse ? desk.hovered : desk.focused;
}

Meant meant_by_rest() { return is_new() && desk.rested && !GImGui->NavDisableMouseHover ? desk.hovered : Meant{}; }

const std::vector<Control>& controls_drawn() { return desk.controls; }

}  // namespace syn
