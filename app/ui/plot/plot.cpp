#include "app/ui/plot/plot.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {
constexpr float kNoCursor = -1e30F;
constexpr double kZoomStep = 1.25;  // of one notch of the wheel, one press of + or -
}  // namespace

// White paper in the light themes: the paler of the story colours need it.
Color inner_color(const Theme& theme) {
  return theme.dark ? mix(theme[Role::panel], theme[Role::background_low], 0.7F) : theme[Role::background];
}
Color band_edge(const Theme& theme, Color band) { return mix(inner_color(theme), band, 0.78F); }

Plot::Plot(const char* id, ImVec2 size, PlotAxes axes, const UiLook& look) : Plot(Figure{.id = id, .axes = std::move(axes)}, size, look) {}

Plot::Plot(Figure figure, ImVec2 size, const UiLook& look)
    : figure_(std::move(figure)), size_(size), look_(look), draw_(ImGui::GetWindowDrawList()) {
  if (size_.x <= 0.0F) size_.x = ImGui::GetContentRegionAvail().x;
}

void Plot::line(Data times_h, Data values, PlotLine style) { figure_.lines.push_back({times_h, values, std::move(style)}); }
void Plot::band(Data times_h, Data low, Data high, Color color, float alpha, std::string name, int decimals) {
  figure_.bands.push_back({times_h, low, high, color, alpha, std::move(name), decimals});
}
void Plot::runs(Data times_h, std::span<const std::vector<double>> runs, Color color, std::string name) {
  if (!runs.empty()) figure_.runs.push_back({times_h, runs, color, std::move(name)});
}
void Plot::reference(double value, std::string words) { figure_.references.push_back({value, std::move(words)}); }
void Plot::marker(double time_h, Glyph sign, Color color) { figure_.markers.push_back({time_h, sign, color}); }
void Plot::hatch(double from_h, double until_h, std::string words) {
  if (until_h > from_h) figure_.hatches.push_back({from_h, until_h, std::move(words)});
}
void Plot::strip(Strip strip) { figure_.strips.push_back(std::move(strip)); }
void Plot::playhead(double time_h) { figure_.playhead_h = time_h; }

float Plot::line_px() const { return std::max(1.5F, look_.unit_px * 0.12F) * std::sqrt(look_.theme.edge); }

float Plot::strips_px() const { return static_cast<float>(figure_.strips.size()) * kStripRow * look_.unit_px; }

std::string Plot::title() const { return wrapped(figure_.axes.value_label, size_.x); }

float Plot::title_px() const { return ImGui::CalcTextSize(title().c_str()).y; }

Plot::Legend Plot::legend_at(double time_h) const {
  Legend legend;
  const Locale& locale = look_.locale;
  for (std::size_t i = 0; i < figure_.lines.size() && names_.empty(); ++i) {
    const Figure::Line& entry = figure_.lines[i];
    legend.items.push_back({.kind = Kind::line, .index = i, .name = entry.style.name, .value = value_words(entry, time_h, locale)});
  }
  for (std::size_t i = 0; i < figure_.bands.size() && names_.empty(); ++i) {
    const Figure::Band& entry = figure_.bands[i];
    legend.items.push_back({.kind = Kind::band, .index = i, .name = entry.name, .value = value_words(entry, time_h, locale)});
  }
  for (std::size_t i = 0; i < figure_.runs.size(); ++i)
    legend.items.push_back({.kind = Kind::runs, .index = i, .name = figure_.runs[i].name, .value = ""});
  if (figure_.has_ghost()) legend.items.push_back({.kind = Kind::ghost, .index = 0, .name = figure_.ghost_name, .value = ""});
  for (std::size_t i = 0; i < figure_.points.size(); ++i)
    legend.items.push_back({.kind = Kind::points, .index = i, .name = figure_.points[i].name, .value = ""});

  // Row after row like words; widths in whole steps, so that nothing moves while the values change.
  const float u = look_.unit_px;
  float x = 0.0F;
  for (LegendItem& item : legend.items) {
    // A long name goes on below its first line, with the value after its last.
    const float value = ImGui::CalcTextSize(item.value.c_str()).x;
    item.name = wrapped(item.name, std::max(size_.x - value - 3.2F * u, 4.0F * u));
    const ImVec2 name = ImGui::CalcTextSize(item.name.c_str());
    const float width = std::ceil((name.x + value + 3.6F * u) / u) * u;
    if (x > 0.0F && x + width > size_.x + 0.5F * u) {
      ++legend.rows;
      x = 0.0F;
    }
    item.x = x;
    item.row = legend.rows;
    const auto lines = static_cast<int>(std::lround(name.y / ImGui::GetTextLineHeight()));
    legend.rows += static_cast<int>(std::ceil(static_cast<float>(lines - 1) / kLegendRow));
    x += legend.rows > item.row ? size_.x : width;
  }
  if (!legend.items.empty()) ++legend.rows;
  return legend;
}

void Plot::place(ImVec2 corner, const Legend& legend) {
  const float u = look_.unit_px;
  map_.time_low_h = figure_.axes.time_low_h;
  map_.time_high_h = figure_.axes.time_high_h;
  map_.log_time = figure_.axes.log_time;
  map_.value_low = figure_.axes.value_low;
  map_.value_high = figure_.axes.value_high;
  map_.top = corner.y + kLegendRow * u * static_cast<float>(legend.rows) + 0.5F * u + title_px();
  map_.bottom = std::max(corner.y + size_.y - strips_px() - (figure_.axes.time_labels ? 1.5F : 0.5F) * u, map_.top + u);
  value_ticks_ =
      round_ticks(figure_.axes.value_low, figure_.axes.value_high, std::max(2, static_cast<int>((map_.bottom - map_.top) / (2.0F * u))));
  float labels = u;
  for (const double tick : value_ticks_) {
    labels = std::max(labels, ImGui::CalcTextSize(look_.locale.number(tick, tick_decimals(value_ticks_)).c_str()).x);
  }
  labels = std::max(labels, 2.2F * u);  // plots above one another keep one left edge
  map_.left = std::round(corner.x + labels + 0.75F * u);
  map_.right = std::round(std::max(corner.x + size_.x - std::max(0.4F * u, names_px()), map_.left + u));
  time_ticks_ =
      time_ticks(figure_.axes.time_low_h, figure_.axes.time_high_h, std::max(2, static_cast<int>((map_.right - map_.left) / (2.2F * u))));
  if (map_.log_time) log_ticks_ = log_time_ticks(map_.time_low_h, map_.time_high_h);
  stand_names();
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
    // The wheel scrolls the panel that the plot stands in; with Ctrl, or once the plot was clicked, it zooms.
    const bool zooms = io.KeyCtrl || ImGui::IsItemFocused();
    if (zooms) ImGui::SetItemUsingMouseWheel();
    if (zooms && io.MouseWheel != 0.0F) {
      outcome.zoom = std::pow(kZoomStep, -static_cast<double>(io.MouseWheel));
      outcome.zoom_at_h = *outcome.cursor_h;
    }
    if (ImGui::IsMouseDragging(ImGuiMouseButton_Right, 1.0F) && io.MouseDelta.x != 0.0F)
      outcome.move = -static_cast<double>(io.MouseDelta.x / (map_.right - map_.left));
  }

  ImGuiStorage& memory = *ImGui::GetStateStorage();
  const ImGuiID slot = ImGui::GetItemID() ^ 0xC0450E01U;
  if (!item_has_keys() || GImGui->NavDisableHighlight) {
    memory.SetFloat(slot, kNoCursor);
  } else {
    const float stored = memory.GetFloat(slot, kNoCursor);
    double cursor = stored > 0.5F * kNoCursor ? static_cast<double>(stored) : figure_.playhead_h.value_or(figure_.axes.time_low_h);
    if (const int step = take_horizontal_arrows(); step != 0)
      cursor = map_.time_at(map_.share_of(cursor) + step * (io.KeyShift ? 0.1 : 0.01));
    cursor = std::clamp(cursor, figure_.axes.time_low_h, figure_.axes.time_high_h);
    memory.SetFloat(slot, static_cast<float>(cursor));
    if (!outcome.cursor_h && !outcome.dragging) outcome.cursor_h = cursor;
    if (key_pressed(ImGuiKey_Enter)) outcome.seek_h = cursor;
    for (const ImWchar typed : io.InputQueueCharacters) {
      if (typed != '+' && typed != '-') continue;
      outcome.zoom = outcome.zoom.value_or(1.0) * (typed == '+' ? 1.0 / kZoomStep : kZoomStep);
      outcome.zoom_at_h = cursor;
    }
  }
  focus_stop(look_, id);
  control_report::add_kind("plot");
}

PlotOutcome Plot::end() {
  PlotOutcome outcome;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const double now = figure_.playhead_h.value_or(figure_.axes.time_low_h);
  name_ends(now);
  const Legend legend = legend_at(now);
  constexpr float kMinArea = 9.0F;  // text heights; with less the words in it lie on each other
  const float beside = kLegendRow * static_cast<float>(legend.rows) + title_px() / look_.unit_px + (figure_.axes.time_labels ? 2.0F : 1.0F);
  size_.y = std::max(size_.y, (beside + kMinArea) * look_.unit_px + strips_px());
  place(corner, legend);
  interact(figure_.id.c_str(), corner, outcome);
  const double read_at = outcome.seek_h ? *outcome.seek_h : outcome.cursor_h.value_or(now);

  outcome.read_at_h = read_at;
  draw_frame(corner, read_at);
  draw_->PushClipRect({map_.left, map_.top}, {map_.right, map_.bottom}, true);
  for (const Figure::Runs& entry : figure_.runs) draw_runs(entry);
  for (const Figure::Band& band : figure_.bands) draw_band(band);
  draw_hatch_strips();
  draw_->PopClipRect();
  const float foot = 0.36F * look_.unit_px;  // what lies at the lower end of the axis is not cut in half
  draw_->PushClipRect({map_.left, map_.top}, {map_.right, map_.bottom + foot}, true);
  for (const Figure::Line& line : figure_.lines) draw_ghost(line);
  for (std::size_t i = 0; i < figure_.lines.size(); ++i) draw_line(figure_.lines[i], i);
  for (const Figure::Points& points : figure_.points) draw_points(points);
  std::vector<Box> taken = draw_hatch_words();
  draw_cursor(read_at);
  if (const auto note = draw_note(read_at)) taken.push_back(*note);
  draw_->PopClipRect();
  draw_marks(std::move(taken));
  draw_strips();
  draw_names(read_at);
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
       thin_curve(times_h, values, map_.time_low_h, map_.time_high_h, static_cast<int>(map_.right - map_.left), map_.log_time)) {
    points.emplace_back(map_.x_of(p.time_h), map_.y_of(p.value * factor));
  }
  return simplified(points, tolerance_px);
}

}  // namespace syn
