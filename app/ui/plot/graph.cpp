#include "app/ui/plot/graph.hpp"

#include <algorithm>
#include <cmath>

#include "app/ui/plot/plot.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

constexpr float kSample = 1.7F, kApart = 0.45F, kRow = 1.3F;  // of the names, text heights

struct Ends {
  double low = 0.0, high = 1.0;
};

Ends ends_of_x(const Graph& graph) {
  Ends ends{1.0e300, -1.0e300};
  for (const GraphLine& line : graph.lines) {
    for (const double x : line.x) {
      if (graph.log_x && x <= 0.0) continue;
      ends.low = std::min(ends.low, x);
      ends.high = std::max(ends.high, x);
    }
  }
  if (ends.low > ends.high) return {};
  if (ends.low == ends.high) return graph.log_x ? Ends{ends.low / 2.0, ends.high * 2.0} : Ends{ends.low - 1.0, ends.high + 1.0};
  return graph.log_x ? Ends{ends.low / 2.0, ends.high} : ends;  // the room of 0
}

AxisRange range_of_y(const Graph& graph) {
  if (graph.y_range) return *graph.y_range;
  double low = 1.0e300, high = -1.0e300;
  const auto take = [&](const std::vector<double>& values) {
    for (const double value : values) low = std::min(low, value), high = std::max(high, value);
  };
  for (const GraphLine& line : graph.lines) take(line.y);
  for (const GraphBand& band : graph.bands) take(band.low), take(band.high);
  if (low > high) return {};
  return low == high ? AxisRange{low - 0.5, high + 0.5} : round_range(low, high);
}

// From values to pixels.
class Map {
 public:
  Map(const Graph& graph, Box box) : log_(graph.log_x), x_(ends_of_x(graph)), y_(range_of_y(graph)), box_(box) {}
  double share(double x) const {
    if (!log_) return (x - x_.low) / (x_.high - x_.low);
    return x <= 0.0 ? 0.0 : std::log(x / x_.low) / std::log(x_.high / x_.low);
  }
  double at(double share) const {
    share = std::clamp(share, 0.0, 1.0);
    return log_ ? x_.low * std::pow(x_.high / x_.low, share) : x_.low + share * (x_.high - x_.low);
  }
  float px(double x) const { return box_.left + static_cast<float>(std::clamp(share(x), 0.0, 1.0)) * (box_.right - box_.left); }
  float py(double y) const { return box_.bottom - static_cast<float>((y - y_.low) / (y_.high - y_.low)) * (box_.bottom - box_.top); }
  double of_px(float px) const { return at(static_cast<double>((px - box_.left) / (box_.right - box_.left))); }
  Ends x() const { return x_; }
  AxisRange y() const { return y_; }

 private:
  bool log_;
  Ends x_;
  AxisRange y_;
  Box box_;
};

std::vector<double> ticks_of_x(const Graph& graph, const Map& map, int most) {
  if (!graph.log_x) return round_ticks(map.x().low, map.x().high, most);
  std::vector<double> ticks;
  for (const GraphLine& line : graph.lines) {
    if (!line.x.empty() && line.x.front() <= 0.0) ticks = {0.0};
  }
  for (double tick = std::pow(10.0, std::ceil(std::log10(map.x().low * 1.5))); tick <= map.x().high * 1.001; tick *= 10.0)
    ticks.push_back(tick);
  return ticks;
}

std::vector<ImVec2> path(const GraphLine& line, const Map& map) {
  std::vector<ImVec2> points;
  for (std::size_t i = 0; i < line.x.size(); ++i) points.emplace_back(map.px(line.x[i]), map.py(line.y[i]));
  return points;
}

void draw_stroke(ImDrawList& draw, const std::vector<ImVec2>& points, Stroke stroke, ImU32 color, float width) {
  if (points.size() < 2) return;
  if (stroke == Stroke::solid) {
    draw.AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, width);
    return;
  }
  const float on = (stroke == Stroke::dashed ? 4.5F : 1.3F) * width, off = 2.3F * width;
  float walked = 0.0F;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const ImVec2 from = points[i], to = points[i + 1];
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    for (float at = 0.0F; at < length;) {
      const float phase = std::fmod(walked + at, on + off);
      const float part = std::min(length - at, std::max(phase < on ? on - phase : on + off - phase, 0.05F));
      if (phase < on) {
        const float a = at / length, b = (at + part) / length;
        draw.AddLine({from.x + a * (to.x - from.x), from.y + a * (to.y - from.y)},
                     {from.x + b * (to.x - from.x), from.y + b * (to.y - from.y)}, color, width);
      }
      at += part;
    }
    walked += length;
  }
}

// The names have the width of their curves: a mean is bolder than what it is the mean of.
float line_px(const GraphLine& line, float u) { return line.width * std::max(1.5F, 0.11F * u); }

std::string name_words(const GraphLine& line, const Graph& graph, const Locale& locale) {
  if (!graph.cursor || line.x.empty()) return line.name;
  return line.name + "  " + locale.number(value_at(line.x, line.y, *graph.cursor), line.decimals);
}

// The names, as many as fit on a row; how high they are.
float draw_names(ImDrawList* draw, ImVec2 corner, float width, const Graph& graph, const UiLook& look) {
  const float u = look.unit_px;
  float x = 0.0F, y = 0.0F;
  bool any = false;
  for (const GraphLine& line : graph.lines) {
    if (line.name.empty()) continue;
    any = true;
    const std::string words = wrapped(name_words(line, graph, look.locale), width - (kSample + kApart) * u);
    const ImVec2 size = ImGui::CalcTextSize(words.c_str());
    const float all = (kSample + kApart) * u + size.x;
    if (x > 0.0F && x + all > width) x = 0.0F, y += kRow * u;
    if (draw != nullptr) {
      const float line_y = corner.y + y + 0.5F * u;
      draw_stroke(*draw, {{corner.x + x, line_y}, {corner.x + x + kSample * u, line_y}}, line.stroke, as_u32(line.color), line_px(line, u));
      if (line.mark) draw_glyph(*draw, *line.mark, {corner.x + x + 0.5F * kSample * u, line_y}, 0.28F * u, as_u32(line.color));
      draw->AddText({corner.x + x + (kSample + kApart) * u, corner.y + y}, as_u32(look.theme[Role::text]), words.c_str());
    }
    x += all + 1.2F * u;
    y += size.y - u;  // of a name in several lines
  }
  return any ? y + kRow * u : 0.0F;
}

void draw_axes(ImDrawList& draw, const Graph& graph, const Map& map, const Box& box, float right, const UiLook& look) {
  const float u = look.unit_px;
  const ImU32 muted = as_u32(look.theme[Role::muted]), grid = as_u32(look.theme[Role::panel_edge], 0.75F);
  draw.AddRectFilled({box.left, box.top}, {box.right, box.bottom}, as_u32(inner_color(look.theme)));
  const std::vector<double> ys = round_ticks(map.y().low, map.y().high, std::max(2, static_cast<int>((box.bottom - box.top) / (2.0F * u))));
  for (const double tick : ys) {
    const float y = std::round(map.py(tick));
    const std::string words = look.locale.number(tick, tick_decimals(ys));
    draw.AddLine({box.left, y}, {box.right, y}, grid);
    draw.AddText({box.left - 0.5F * u - ImGui::CalcTextSize(words.c_str()).x, y - 0.5F * u}, muted, words.c_str());
  }
  float free_from = box.left - 2.0F * u;
  const std::vector<double> xs = ticks_of_x(graph, map, std::max(2, static_cast<int>((box.right - box.left) / (3.0F * u))));
  for (const double tick : xs) {
    const float x = std::round(map.px(tick));
    draw.AddLine({x, box.top}, {x, box.bottom}, grid);
    const std::string words = look.locale.number(
        tick, graph.log_x ? std::max(0, static_cast<int>(std::ceil(-std::log10(std::max(tick, 1.0e-9)) - 1.0e-9))) * (tick > 0.0)
                          : tick_decimals(xs));
    const float width = ImGui::CalcTextSize(words.c_str()).x;
    const float left = std::min(x - 0.5F * width, right - width);
    if (left < free_from) continue;
    draw.AddText({left, box.bottom + 0.25F * u}, muted, words.c_str());
    free_from = left + width + 0.5F * u;
  }
}

void draw_data(ImDrawList& draw, const Graph& graph, const Map& map, const UiLook& look) {
  const float u = look.unit_px;
  for (const GraphBand& band : graph.bands) {
    for (std::size_t i = 0; i + 1 < band.x.size(); ++i) {
      const float left = map.px(band.x[i]), right = map.px(band.x[i + 1]);
      draw.AddQuadFilled({left, map.py(band.high[i])}, {right, map.py(band.high[i + 1])}, {right, map.py(band.low[i + 1])},
                         {left, map.py(band.low[i])}, as_u32(band.color, 0.22F));
    }
  }
  for (const GraphLine& line : graph.lines) {
    const std::vector<ImVec2> points = path(line, map);
    draw_stroke(draw, points, line.stroke, as_u32(line.color, line.alpha), line_px(line, u));
    if (!line.mark) continue;
    for (const ImVec2& point : points) draw_glyph(draw, *line.mark, point, 0.3F * u, as_u32(line.color, line.alpha));
  }
}

// Where the hand takes the cursor to: by mouse, or by the arrows from stop to stop.
std::optional<double> take_hand(const Graph& graph, const Map& map, const Box& box) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!graph.cursor) return std::nullopt;
  if (ImGui::IsItemActive() && io.MouseDown[0]) {
    const double wish = nearest_stop(graph, map.of_px(std::clamp(io.MousePos.x, box.left, box.right)));
    return wish != *graph.cursor ? std::optional(wish) : std::nullopt;
  }
  if (!item_has_keys()) return std::nullopt;
  const int step = take_horizontal_arrows();
  if (step == 0) return std::nullopt;
  if (graph.stops.empty()) return map.at(map.share(*graph.cursor) + step * (io.KeyShift ? 0.1 : 0.01));
  const auto here = std::find(graph.stops.begin(), graph.stops.end(), nearest_stop(graph, *graph.cursor)) - graph.stops.begin();
  const auto next = std::clamp<std::ptrdiff_t>(here + step, 0, static_cast<std::ptrdiff_t>(graph.stops.size()) - 1);
  return graph.stops[static_cast<std::size_t>(next)];
}

}  // namespace

double nearest_stop(const Graph& graph, double x) {
  double best = x, away = 1.0e300;
  for (const double stop : graph.stops) {
    const double apart = graph.log_x ? std::abs(std::log(std::max(stop, 1.0e-9) / std::max(x, 1.0e-9))) : std::abs(stop - x);
    if (apart < away) away = apart, best = stop;
  }
  return best;
}

std::optional<double> draw_graph(const char* id, const Graph& graph, const UiLook& look) {
  const float u = look.unit_px;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const std::string y_words = wrapped(graph.y_words, width);
  const std::string x_words =
      wrapped(graph.cursor && !graph.cursor_words.empty() ? graph.x_words + ":  " + graph.cursor_words : graph.x_words, width);
  const float names = draw_names(nullptr, corner, width, graph, look);
  const float title = ImGui::CalcTextSize(y_words.c_str()).y + 0.5F * u;
  Box box{corner.x, corner.y + names + title, corner.x + width - 0.4F * u, 0.0F};
  box.bottom = box.top + graph.height * u;
  const AxisRange range = range_of_y(graph);
  const std::vector<double> ys = round_ticks(range.low, range.high, std::max(2, static_cast<int>(graph.height / 2.0F)));
  float labels = 1.5F * u;
  for (const double tick : ys) labels = std::max(labels, ImGui::CalcTextSize(look.locale.number(tick, tick_decimals(ys)).c_str()).x);
  box.left = std::round(corner.x + labels + 0.7F * u);
  const Map map(graph, box);
  const ImVec2 size{width, box.bottom + 1.6F * u + ImGui::CalcTextSize(x_words.c_str()).y - corner.y};

  ImGui::InvisibleButton(id, size);
  const std::optional<double> taken = take_hand(graph, map, box);
  draw_names(&draw, corner, width, graph, look);
  draw.AddText({corner.x, corner.y + names}, as_u32(look.theme[Role::text]), y_words.c_str());
  draw_axes(draw, graph, map, box, corner.x + width, look);
  draw.PushClipRect({box.left, box.top - 0.3F * u}, {box.right + 0.3F * u, box.bottom + 0.3F * u}, true);
  draw_data(draw, graph, map, look);
  if (graph.cursor) {
    const float x = std::round(map.px(*graph.cursor));
    draw.AddLine({x, box.top}, {x, box.bottom}, as_u32(look.theme[Role::ketamine]), 0.13F * u);
  }
  draw.PopClipRect();
  draw.AddText({corner.x, box.bottom + 1.45F * u}, as_u32(look.theme[Role::text]), x_words.c_str());
  focus_stop(look, id);
  control_report::add_kind("plot");
  return taken;
}

}  // namespace syn
