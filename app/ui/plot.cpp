#include "ui/plot.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/focus.hpp"

namespace syn {
namespace {
constexpr float kNoCursor = -1e30F;
}

Plot::Plot(const char* id, ImVec2 size, PlotAxes axes, const UiLook& look)
    : id_(id), size_(size), axes_(std::move(axes)), look_(look), draw_(ImGui::GetWindowDrawList()) {
  if (size_.x <= 0.0F) size_.x = ImGui::GetContentRegionAvail().x;
}

void Plot::line(Data times_h, Data values, PlotLine style) { lines_.push_back({times_h, values, std::move(style)}); }
void Plot::band(Data times_h, Data low, Data high, Color color, float alpha, std::string name, int decimals) {
  bands_.push_back({times_h, low, high, color, alpha, std::move(name), decimals});
}
void Plot::runs(Data times_h, std::span<const std::vector<double>> runs, Color color, std::string name) {
  if (!runs.empty()) runs_.push_back({times_h, runs, color, std::move(name)});
}
void Plot::reference(double value, std::string words) { references_.push_back({value, std::move(words)}); }
void Plot::marker(double time_h, Sign sign, Color color) { markers_.push_back({time_h, sign, color}); }
void Plot::hatch(double from_h, double until_h, std::string words) {
  if (until_h > from_h) hatches_.push_back({from_h, until_h, std::move(words)});
}
void Plot::strip(Strip strip) { strips_.push_back(std::move(strip)); }
void Plot::playhead(double time_h) { playhead_h_ = time_h; }

float Plot::line_px() const { return std::max(1.5F, look_.unit_px * 0.12F); }

float Plot::strips_px() const { return static_cast<float>(strips_.size()) * kStripRow * look_.unit_px; }

Plot::Legend Plot::legend_at(double time_h) const {
  Legend legend;
  const Locale& locale = look_.locale;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const LineEntry& entry = lines_[i];
    std::string value =
        locale.number(value_at(entry.times, entry.values, time_h) * entry.style.factor, entry.style.decimals);
    if (!entry.style.unit.empty()) value += "\u00A0" + entry.style.unit;
    legend.items.push_back({.kind = Kind::line, .index = i, .name = entry.style.name, .value = std::move(value)});
  }
  for (std::size_t i = 0; i < bands_.size(); ++i) {
    const BandEntry& entry = bands_[i];
    const std::string low = locale.number(value_at(entry.times, entry.low, time_h), entry.decimals);
    const std::string high = locale.number(value_at(entry.times, entry.high, time_h), entry.decimals);
    legend.items.push_back({.kind = Kind::band, .index = i, .name = entry.name, .value = low + "\u2013" + high});
  }
  for (std::size_t i = 0; i < runs_.size(); ++i)
    legend.items.push_back({.kind = Kind::runs, .index = i, .name = runs_[i].name, .value = ""});

  // Row after row like words; widths in whole steps, so that nothing moves while the values change.
  const float u = look_.unit_px;
  float x = 0.0F;
  for (LegendItem& item : legend.items) {
    const float words = ImGui::CalcTextSize(item.name.c_str()).x + ImGui::CalcTextSize(item.value.c_str()).x;
    const float width = std::ceil((words + 3.6F * u) / u) * u;
    if (x > 0.0F && x + width > size_.x + 0.5F * u) {
      ++legend.rows;
      x = 0.0F;
    }
    item.x = x;
    item.row = legend.rows;
    x += width;
  }
  if (!legend.items.empty()) ++legend.rows;
  return legend;
}

void Plot::place(ImVec2 corner, const Legend& legend) {
  const float u = look_.unit_px;
  map_.time_low_h = axes_.time_low_h;
  map_.time_high_h = axes_.time_high_h;
  map_.value_low = axes_.value_low;
  map_.value_high = axes_.value_high;
  map_.top = corner.y + 1.35F * u * static_cast<float>(legend.rows) + 1.5F * u;
  map_.bottom = std::max(corner.y + size_.y - strips_px() - (axes_.time_labels ? 1.5F : 0.5F) * u, map_.top + u);
  value_ticks_ = round_ticks(axes_.value_low, axes_.value_high,
                             std::max(2, static_cast<int>((map_.bottom - map_.top) / (2.0F * u))));
  float labels = u;
  for (const double tick : value_ticks_) {
    labels = std::max(labels, ImGui::CalcTextSize(look_.locale.number(tick, tick_decimals(value_ticks_)).c_str()).x);
  }
  labels = std::max(labels, 2.2F * u);  // plots above one another keep one left edge
  map_.left = std::round(corner.x + labels + 0.5F * u);
  map_.right = std::round(std::max(corner.x + size_.x - 0.4F * u, map_.left + u));
  time_ticks_ = time_ticks(axes_.time_low_h, axes_.time_high_h,
                           std::max(2, static_cast<int>((map_.right - map_.left) / (2.2F * u))));
}

void Plot::interact(const char* id, ImVec2 corner, PlotOutcome& outcome) const {
  ImGui::SetCursorScreenPos(corner);
  ImGui::InvisibleButton(id, size_);
  const ImGuiIO& io = ImGui::GetIO();
  const Box area{map_.left, map_.top, map_.right, map_.bottom};
  outcome.area = area;
  const ImVec2 clicked = io.MouseClickedPos[0];
  if (ImGui::IsItemActive() && io.MouseDown[0] && area.holds(clicked.x, clicked.y)) {
    outcome.dragging = true;
    outcome.seek_h = map_.time_of(io.MousePos.x);
  } else if (ImGui::IsItemHovered() && area.holds(io.MousePos.x, io.MousePos.y)) {
    outcome.cursor_h = map_.time_of(io.MousePos.x);
  }

  ImGuiStorage& memory = *ImGui::GetStateStorage();
  const ImGuiID slot = ImGui::GetItemID() ^ 0xC0450E01U;
  if (!item_has_keys() || GImGui->NavDisableHighlight) {
    memory.SetFloat(slot, kNoCursor);
  } else {
    const double span = axes_.time_high_h - axes_.time_low_h;
    const float stored = memory.GetFloat(slot, kNoCursor);
    double cursor = stored > 0.5F * kNoCursor ? static_cast<double>(stored) : playhead_h_.value_or(axes_.time_low_h);
    cursor += take_horizontal_arrows() * span * (io.KeyShift ? 0.1 : 0.01);
    cursor = std::clamp(cursor, axes_.time_low_h, axes_.time_high_h);
    memory.SetFloat(slot, static_cast<float>(cursor));
    if (!outcome.cursor_h && !outcome.dragging) outcome.cursor_h = cursor;
    if (key_pressed(ImGuiKey_Enter)) outcome.seek_h = cursor;
  }
  focus_stop(look_);
}

PlotOutcome Plot::end() {
  PlotOutcome outcome;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const double now = playhead_h_.value_or(axes_.time_low_h);
  place(corner, legend_at(now));
  interact(id_, corner, outcome);
  const double read_at = outcome.seek_h ? *outcome.seek_h : outcome.cursor_h.value_or(now);

  draw_frame(corner, read_at);
  draw_->PushClipRect({map_.left, map_.top}, {map_.right, map_.bottom}, true);
  for (const BandEntry& band : bands_) draw_band(band);
  for (const RunsEntry& entry : runs_) {
    const float thin = std::max(1.0F, line_px() * 0.45F);
    for (const std::vector<double>& run : entry.runs) {
      const std::vector<ImVec2> points = path(entry.times, run, 1.0, 1.2F);
      draw_->AddPolyline(points.data(), static_cast<int>(points.size()), as_u32(entry.color, 0.28F), 0, thin);
    }
  }
  draw_hatch_strips();
  for (std::size_t i = 0; i < lines_.size(); ++i) draw_line(lines_[i], i);
  draw_cursor(read_at);
  draw_note(read_at);
  draw_->PopClipRect();
  draw_marks();
  draw_strips();
  draw_legend(legend_at(read_at), corner);
  return outcome;
}

namespace {

// Leaves out points that lie within `tolerance_px` of the line through those kept (Ramer 1972, Douglas & Peucker 1973):
// every segment is triangles, and a software renderer pays for each.
std::vector<ImVec2> simplified(const std::vector<ImVec2>& points, float tolerance_px) {
  if (points.size() < 3) return points;
  std::vector<bool> keep(points.size(), false);
  keep.front() = keep.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, points.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    const ImVec2 a = points[first];
    const ImVec2 along{points[last].x - a.x, points[last].y - a.y};
    const float length = std::max(std::sqrt(along.x * along.x + along.y * along.y), 1e-6F);
    float farthest = tolerance_px;
    std::size_t at = 0;
    for (std::size_t i = first + 1; i < last; ++i) {
      const float away = std::abs((points[i].x - a.x) * along.y - (points[i].y - a.y) * along.x) / length;
      if (away > farthest) {
        farthest = away;
        at = i;
      }
    }
    if (at == 0) continue;
    keep[at] = true;
    open.emplace_back(first, at);
    open.emplace_back(at, last);
  }
  std::vector<ImVec2> out;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (keep[i]) out.push_back(points[i]);
  }
  return out;
}

}  // namespace

std::vector<ImVec2> Plot::path(Data times_h, Data values, double factor, float tolerance_px) const {
  std::vector<ImVec2> points;
  for (const PlotPoint& p :
       thin_curve(times_h, values, map_.time_low_h, map_.time_high_h, static_cast<int>(map_.right - map_.left))) {
    points.emplace_back(map_.x_of(p.time_h), map_.y_of(p.value * factor));
  }
  return simplified(points, tolerance_px);
}

}  // namespace syn
