#include "app/ui/widgets/control_report.hpp"

#include <fmt/format.h>
#include <imgui_internal.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "app/ui/widgets/focus.hpp"

namespace syn {
namespace {

struct Line {
  std::string kind, window, path;
  ImRect seen;
  std::string flags;
};

// One keyboard, one screen: like the chain of focus.cpp, this lives once.
struct Listener {
  ControlReport* report = nullptr;
  std::vector<Line> lines;
  std::map<std::string, int> times;      // how often a path came in this frame
  std::map<ImGuiID, std::string> names;  // of scopes, learnt as they are opened
  std::string pointed_out;
  ImU32 color = 0;
  float unit_px = 18.0F;
};
Listener listener;

std::string path_to(const char* id) {
  std::string path;
  const ImVector<ImGuiID>& stack = GImGui->CurrentWindow->IDStack;
  for (int i = 1; i < stack.Size; ++i) {
    if (const auto name = listener.names.find(stack[i]); name != listener.names.end()) path += name->second + "/";
  }
  return path + id;
}

// A name must not break the line it stands in.
std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 32; }, ' ');
  return text;
}

void draw_frames(const ImRect& place) {
  ImGuiWindow& window = *GImGui->CurrentWindow;
  const float u = listener.unit_px;
  ImRect room = window.Rect();
  room.Expand(u);  // as the focus ring: not cut at the edge of a list
  window.DrawList->PushClipRect(room.Min, room.Max);
  for (const float out : {0.4F * u, 0.65F * u})
    window.DrawList->AddRect({place.Min.x - out, place.Min.y - out}, {place.Max.x + out, place.Max.y + out}, listener.color, out, 0, 2.0F);
  window.DrawList->PopClipRect();
}

void add(const char* kind, std::string path, ImRect place, std::string flags) {
  const ImGuiWindow& window = *GImGui->CurrentWindow;
  if (path == listener.pointed_out) draw_frames(place);
  if (listener.report == nullptr) return;
  place.ClipWithFull(window.ClipRect);
  if (place.GetWidth() < 1.0F || place.GetHeight() < 1.0F) flags += "away,";
  std::string name = window.RootWindow->Name;
  const int times = ++listener.times[name + "\t" + path];
  if (times > 1) path += fmt::format("#{}", times);
  listener.lines.push_back({kind, std::move(name), on_one_line(std::move(path)), place, std::move(flags)});
}

void remember(const std::string& name) {
  if (control_report::wanted()) listener.names[GImGui->CurrentWindow->IDStack.back()] = name;
}

}  // namespace

ControlReport::ControlReport() {
  listener.report = this;
  listener.lines.clear();
  listener.times.clear();
}

ControlReport::~ControlReport() {
  if (listener.report == this) listener.report = nullptr;
}

std::string ControlReport::text() const {
  std::string out;
  const auto line = [&](const std::string& kind, const std::string& window, const std::string& path, const ImRect& r,
                        const std::string& flags) {
    out += fmt::format("{}\t{}\t{}\t{:.0f}\t{:.0f}\t{:.0f}\t{:.0f}\t{}\n", kind, window, path, r.Min.x, r.Min.y, r.Max.x, r.Max.y,
                       flags.empty() ? "-" : flags.substr(0, flags.size() - 1));
  };
  for (const ImGuiWindow* window : GImGui->Windows) {
    const bool shown =
        window->Active && !window->Hidden && (window->Flags & (ImGuiWindowFlags_ChildWindow | ImGuiWindowFlags_Tooltip)) == 0;
    if (shown && !window->IsFallbackWindow) line("window", window->Name, "-", window->Rect(), {});
  }
  for (const Line& one : listener.lines) line(one.kind, one.window, one.path, one.seen, one.flags);
  return out;
}

namespace control_report {

bool wanted() { return listener.report != nullptr || !listener.pointed_out.empty(); }

void point_out(const std::string& path, const UiLook& look) {
  listener.pointed_out = path;
  listener.color = as_u32(look.theme[Role::focus]);
  listener.unit_px = look.unit_px;
}

void add_control(const char* id, bool focused) {
  if (!wanted()) return;
  std::string flags;
  if (focused) flags += "focus,";
  if (GImGui->ActiveId == GImGui->LastItemData.ID && GImGui->IO.WantTextInput) flags += "typing,";
  add("control", path_to(id), GImGui->LastItemData.Rect, std::move(flags));
}

void add_kind(const char* kind) {
  if (listener.report != nullptr && !listener.lines.empty()) listener.lines.back().flags += std::string(kind) + ",";
}

void add_part(std::string_view id, const Box& place, bool chosen) {
  if (!wanted()) return;
  add("part", path_to(std::string(id).c_str()), {place.left, place.top, place.right, place.bottom}, chosen ? "chosen," : "");
}

}  // namespace control_report

void push_id(const char* name) {
  ImGui::PushID(name);
  remember(name);
}

void push_id(int number) {
  ImGui::PushID(number);
  remember(fmt::format("{}", number));
}

}  // namespace syn
