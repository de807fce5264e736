#include "app/ui/widgets/whole_rows.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace syn {
namespace {

// One list at a time is being drawn; the windows inside it are lists of their own.
struct Recording {
  ImGuiWindow* window = nullptr;
  float top = 0.0F, bottom = 0.0F;          // of what the window shows
  float cut_top = 0.0F, cut_bottom = 0.0F;  // of what stands whole in it
};
Recording recording;

ImGuiID slot(const char* name) { return ImHashStr(name); }

}  // namespace

WholeRows::WholeRows() : window_(ImGui::GetCurrentWindow()) {
  const ImRect& shown = window_->InnerClipRect;
  recording = {window_, shown.Min.y, shown.Max.y, shown.Min.y, shown.Max.y};
  const ImGuiStorage& before = window_->StateStorage;
  const float top = before.GetFloat(slot("whole_top"), shown.Min.y);
  const float bottom = before.GetFloat(slot("whole_bottom"), shown.Max.y);
  clips_ = window_->ScrollMax.y > 0.0F && top >= shown.Min.y && bottom <= shown.Max.y && bottom - top > 0.5F * shown.GetHeight();
  if (clips_) ImGui::PushClipRect({shown.Min.x, top}, {shown.Max.x, bottom}, true);
}

WholeRows::~WholeRows() {
  if (clips_) ImGui::PopClipRect();
  window_->StateStorage.SetFloat(slot("whole_top"), recording.cut_top);
  window_->StateStorage.SetFloat(slot("whole_bottom"), recording.cut_bottom);
  recording = {};
}

void keep_whole() {
  const ImGuiContext& g = *GImGui;
  if (g.CurrentWindow != recording.window) return;
  const ImRect& row = g.LastItemData.Rect;
  if (row.GetHeight() > 0.5F * (recording.bottom - recording.top)) return;
  if (row.Min.y < recording.top && row.Max.y > recording.top) recording.cut_top = std::max(recording.cut_top, row.Max.y);
  if (row.Min.y < recording.bottom && row.Max.y > recording.bottom) recording.cut_bottom = std::min(recording.cut_bottom, row.Min.y);
}

void keep_lines_whole() {
  const ImGuiContext& g = *GImGui;
  if (g.CurrentWindow != recording.window) return;
  const ImRect& text = g.LastItemData.Rect;
  const float line = ImGui::GetTextLineHeight();
  const auto edge = [&](float y, auto round) { return text.Min.y + round((y - text.Min.y) / line) * line; };
  if (text.Min.y < recording.top && text.Max.y > recording.top)
    recording.cut_top = std::max(recording.cut_top, edge(recording.top, [](float lines) { return std::ceil(lines); }));
  if (text.Min.y < recording.bottom && text.Max.y > recording.bottom)
    recording.cut_bottom = std::min(recording.cut_bottom, edge(recording.bottom, [](float lines) { return std::floor(lines); }));
}

}  // namespace syn
