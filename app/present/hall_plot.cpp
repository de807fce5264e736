#include "app/present/hall_plot.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/panels/time/context.hpp"
#include "app/panels/time/curves_figures.hpp"
#include "app/ui/plot/plot.hpp"
#include "model/scenario/acting.hpp"

namespace syn {
namespace {

// Nothing that tells of what comes after.
void forget_future(Figure& figure, double hour) {
  figure.points.clear(), figure.references.clear(), figure.events.clear(), figure.hatches.clear();
  figure.playhead_h = hour;
}

// An empty sheet over what comes after, with lines to draw by.
void cover_future(const Prediction& prediction, const PlotMap& map, const PanelContext& context) {
  constexpr int kLevels = 5;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImU32 line = as_u32(mix(inner_color(context.theme), context.theme[Role::muted], 0.3F));
  const float left = map.x_of(prediction.from_h()) + 2.0F, edge = ImGui::GetWindowPos().x + ImGui::GetWindowSize().x;
  draw.AddRectFilled({left, map.top}, {edge, map.bottom}, as_u32(inner_color(context.theme)));
  for (int i = 0; i <= kLevels; ++i) {
    const float y = map.y_of(std::lerp(map.value_low, map.value_high, static_cast<double>(i) / kLevels));
    draw.AddLine({left, y}, {map.right, y}, line, 2.0F);
  }
  for (const double hour : prediction.hours().subspan(1)) draw.AddLine({map.x_of(hour), map.top}, {map.x_of(hour), map.bottom}, line, 2.0F);
}

// A dot at each day, and a ring round the one that the arrows move.
void draw_line(const Prediction& prediction, const PlotMap& map, const PanelContext& context) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float u = context.unit_px;
  const ImU32 ink = as_u32(context.theme[Role::focus]);
  ImVec2 last{};
  for (std::size_t i = 0; i < prediction.hours().size(); ++i) {
    const ImVec2 at{map.x_of(prediction.hours()[i]), map.y_of(prediction.values()[i])};
    if (i > 0) draw.AddLine(last, at, ink, 0.18F * u);
    draw.AddCircleFilled(at, 0.3F * u, ink);
    if (i == prediction.at() && !prediction.locked()) draw.AddCircle(at, 0.6F * u, ink, 0, 0.12F * u);
    last = at;
  }
  const char* name = context.locale.text("lecture.prediction"_key);
  const ImVec2 size = ImGui::CalcTextSize(name);
  const bool above = last.y - map.top > 2.0F * size.y;
  const ImVec2 corner{last.x - size.x, above ? last.y - 1.6F * size.y : last.y + 0.6F * size.y};
  draw.AddRectFilled({corner.x - 0.2F * u, corner.y}, {corner.x + size.x + 0.2F * u, corner.y + size.y},
                     as_u32(inner_color(context.theme)));
  draw.AddText(corner, as_u32(context.theme[Role::text]), name);
}

}  // namespace

void draw_hall_plot(const PanelContext& context, Prediction& prediction, bool asked, float below) {
  const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
  const CurveTab tab = context.state.view.curve_tab;
  const Scenario& scenario = context.run.trajectory.scenario();
  std::vector<PublishedScore> published;
  if (tab == CurveTab::symptoms) {
    const double expectancy = expectancy_of(scenario, context.parameters);
    std::copy_if(context.published.begin(), context.published.end(), std::back_inserter(published),
                 [&](const PublishedScore& score) { return fits(score, scenario, expectancy); });
  }
  const double now_h = context.state.playhead.time_h;
  const TimePage page = usual_page(context.run.trajectory, tab, context.state.view.lens, now_h);
  const CurveView view{.run = context.run, .pinned = context.pinned, .published = published, .page = page, .playhead_h = now_h};
  std::vector<Figure> figures = make_figures(tab, view, context.locale, context.theme);
  if (figures.empty()) return;
  for (Strip& strip : context_strips(context)) figures.back().strips.push_back(with_name(std::move(strip), context.locale));
  const float gap = ImGui::GetStyle().ItemSpacing.y;
  const auto count = static_cast<float>(figures.size());
  const float each = (ImGui::GetContentRegionAvail().y - below - gap * (count - 1.0F)) / count;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    Figure figure = std::move(figures[i]);
    const bool predicted = i == 0 && prediction.asked() && !figure.lines.empty();
    const bool hidden = predicted && asked && !prediction.locked();
    if (predicted)
      prediction.stand(value_at(figure.lines.front().times, figure.lines.front().values, prediction.from_h()),
                       {figure.axes.value_low, figure.axes.value_high});
    if (hidden) forget_future(figure, prediction.from_h());
    PlotMap map{page.low_h, page.high_h, figure.axes.value_low, figure.axes.value_high, figure.axes.log_time};
    Plot plot(std::move(figure), {0.0F, each}, look);
    const Box inner = plot.end().area;
    map.left = inner.left, map.top = inner.top, map.right = inner.right, map.bottom = inner.bottom;
    if (hidden) {
      const ImVec2 mouse = ImGui::GetIO().MousePos;
      if (ImGui::IsMouseDown(ImGuiMouseButton_Left) && inner.holds(mouse.x, mouse.y))
        prediction.drag(map.time_of(mouse.x), map.value_of(mouse.y));
      cover_future(prediction, map, context);
    }
    if (hidden || (predicted && prediction.drawn())) draw_line(prediction, map, context);
  }
}

}  // namespace syn
