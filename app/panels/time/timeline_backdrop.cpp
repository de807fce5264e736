#include "app/panels/time/timeline_backdrop.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "app/ui/plot/plot.hpp"
#include "model/run/run.hpp"

namespace syn {
namespace {

using Data = std::span<const double>;

void draw_band(ImDrawList& draw, const PlotMap& map, Data times, Data low, Data high, ImU32 color) {
  constexpr float kStep = 3.0F;  // px: the bands are smooth
  for (float x = map.left; x < map.right; x += kStep) {
    const float next = std::min(x + kStep, map.right);
    const double from = map.time_of(x), until = map.time_of(next);
    const auto y = [&](Data values, double at) { return map.y_of(value_at(times, values, at)); };
    const ImVec2 corners[]{{x, y(high, from)}, {next, y(high, until)}, {next, y(low, until)}, {x, y(low, from)}};
    draw.PrimReserve(6, 4);
    draw.PrimQuadUV(corners[0], corners[1], corners[2], corners[3], ImGui::GetFontTexUvWhitePixel(), ImGui::GetFontTexUvWhitePixel(),
                    ImGui::GetFontTexUvWhitePixel(), ImGui::GetFontTexUvWhitePixel(), color);
  }
}

void draw_mean(ImDrawList& draw, const PlotMap& map, const Trajectory& run, ImU32 color, float width) {
  const int columns = std::max(2, static_cast<int>(map.right - map.left) / 2);
  std::vector<ImVec2> points;
  for (const PlotPoint& point : thin_curve(run.times_h(), run.column(Column::symptom_mean), map.time_low_h, map.time_high_h, columns))
    points.emplace_back(map.x_of(point.time_h), map.y_of(point.value));
  draw.AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, width);
}

}  // namespace

void Backdrop::draw(const PanelContext& context, const UiLook& look, PlotMap map, const Box& box) {
  map_.reset();
  if (!has_curve(context)) return;
  const Trajectory& run = context.run.trajectory;
  const bool people = !run.runs().empty();  // while something is dragged there is the typical patient only
  const Data high = run.column(Column::symptom_p95);
  const double most = *std::max_element(high.begin(), high.end());
  top_ = std::ceil((people ? most : std::max(most, top_)) / 10.0) * 10.0;
  map.value_low = 0.0, map.value_high = top_;
  map.top = box.top, map.bottom = box.bottom;
  map_ = map;

  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.PushClipRect({box.left, box.top}, {box.right, box.bottom}, true);
  const Color color = look.theme[Role::symptom];
  if (people) {
    draw_band(draw, map, run.times_h(), run.column(Column::symptom_p05), high, as_u32(color, 0.10F));
    draw_band(draw, map, run.times_h(), run.column(Column::symptom_p25), run.column(Column::symptom_p75), as_u32(color, 0.12F));
  }
  const float width = std::max(2.0F, 0.16F * look.unit_px) * std::sqrt(look.theme.edge);
  if (context.pinned != nullptr && context.pinned->scenario().patient.stress != Stress::none)
    draw_mean(draw, map, *context.pinned, as_u32(look.theme[Role::muted]), 0.5F * width);
  draw_mean(draw, map, run, as_u32(color), width);
  const double now = context.state.playhead.time_h;
  if (now >= map.time_low_h && now <= map.time_high_h) {
    const ImVec2 at{map.x_of(now), map.y_of(run.at(Column::symptom_mean, Hours{now}))};
    draw.AddCircleFilled(at, 0.36F * look.unit_px, as_u32(inner_color(look.theme)));
    draw.AddCircleFilled(at, 0.27F * look.unit_px, as_u32(color));
  }
  draw.PopClipRect();
}

std::optional<float> Backdrop::mean_y(const PanelContext& context, float x) const {
  if (!map_) return std::nullopt;
  return map_->y_of(context.run.trajectory.at(Column::symptom_mean, Hours{map_->time_of(x)}));
}

}  // namespace syn
