// The drawing half of Plot.
#include <algorithm>
#include <cmath>
#include <optional>

#include "app/ui/plot/plot.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

constexpr float kRunAlpha = 0.10F;

void draw_words(ImDrawList& draw, ImVec2 at, ImU32 color, const std::string& words) { draw.AddText(at, color, words.c_str()); }

std::string tick_words(const LogTick& tick, const Locale& locale) {
  if (tick.time_h == 0.0) return locale.number(0.0, 0);
  return locale.number(tick.number, 0) + "\u00A0" + locale.text(symbol_key(tick.unit));
}

// A path as dashes of these lengths.
void draw_dashed(ImDrawList& draw, const std::vector<ImVec2>& points, float on_px, float off_px, ImU32 color, float width) {
  float left_over = on_px;
  bool on = true;
  std::vector<ImVec2> dash;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    ImVec2 from = points[i];
    const ImVec2 to = points[i + 1];
    float length = std::hypot(to.x - from.x, to.y - from.y);
    while (length > 0.0F) {
      const float part = std::min(length, left_over);
      const float share = part / length;
      const ImVec2 next{from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
      if (on) {
        if (dash.empty()) dash.push_back(from);
        dash.push_back(next);
      }
      from = next;
      length -= part;
      left_over -= part;
      if (left_over <= 0.0F) {
        if (on) draw.AddPolyline(dash.data(), static_cast<int>(dash.size()), color, 0, width);
        dash.clear();
        on = !on;
        left_over = on ? on_px : off_px;
      }
    }
  }
  if (dash.size() > 1) draw.AddPolyline(dash.data(), static_cast<int>(dash.size()), color, 0, width);
}

void draw_path(ImDrawList& draw, const std::vector<ImVec2>& points, Stroke stroke, ImU32 color, float width) {
  switch (stroke) {
    case Stroke::solid: draw.AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, width); break;
    case Stroke::dashed: draw_dashed(draw, points, 4.5F * width, 2.5F * width, color, width); break;
    case Stroke::dotted: draw_dashed(draw, points, 1.3F * width, 2.0F * width, color, width); break;
  }
}

}  // namespace

void Plot::draw_frame(ImVec2 corner, double time_h) const {
  const Theme& theme = look_.theme;
  const Locale& locale = look_.locale;
  const float u = look_.unit_px;
  const ImU32 muted = as_u32(theme[Role::muted]);
  const ImU32 grid = as_u32(theme[Role::panel_edge], 0.75F);
  draw_->AddRectFilled({map_.left, map_.top}, {map_.right, map_.bottom}, as_u32(inner_color(theme)));

  const float title_y = map_.top - 0.4F * u - title_px();
  draw_words(*draw_, {corner.x, title_y}, as_u32(theme[Role::text]), title());
  const std::string moment = moment_text(time_h, locale);
  const float moment_x = map_.right - ImGui::CalcTextSize(moment.c_str()).x;
  if (moment_x > corner.x + ImGui::CalcTextSize(figure_.axes.value_label.c_str()).x + 0.6F * u)
    draw_words(*draw_, {moment_x, title_y}, muted, moment);

  for (const double tick : value_ticks_) {
    const float y = std::round(map_.y_of(tick));
    draw_->AddLine({map_.left, y}, {map_.right, y}, grid);
    const std::string words = locale.number(tick, tick_decimals(value_ticks_));
    draw_words(*draw_, {map_.left - 0.6F * u - ImGui::CalcTextSize(words.c_str()).x, y - 0.5F * u}, muted, words);
  }
  const float times_y = map_.bottom + strips_px() + 0.25F * u;
  if (map_.log_time) {
    float free_from = map_.left - u;
    for (const LogTick& tick : log_ticks_) {
      const float x = std::round(map_.x_of(tick.time_h));
      draw_->AddLine({x, map_.top}, {x, map_.bottom}, grid);
      if (!figure_.axes.time_labels) continue;
      const std::string words = tick_words(tick, locale);
      const float width = ImGui::CalcTextSize(words.c_str()).x;
      if (x - 0.5F * width < free_from || x + 0.5F * width > corner.x + size_.x) continue;
      draw_words(*draw_, {x - 0.5F * width, times_y}, muted, words);
      free_from = x + 0.5F * width + 0.5F * u;
    }
    return;
  }
  const std::string unit = locale.text(name_key(time_ticks_.unit));
  const float unit_x = map_.right - ImGui::CalcTextSize(unit.c_str()).x;
  for (const double time : time_ticks_.times_h) {
    const float x = std::round(map_.x_of(time));
    draw_->AddLine({x, map_.top}, {x, map_.bottom}, grid);
    if (!figure_.axes.time_labels) continue;
    const std::string words = locale.number(time_ticks_.label_of(time), 0);
    const float width = ImGui::CalcTextSize(words.c_str()).x;
    if (x + 0.5F * width > unit_x - 0.5F * u) continue;  // the unit stands there
    draw_words(*draw_, {x - 0.5F * width, times_y}, muted, words);
  }
  if (figure_.axes.time_labels) draw_words(*draw_, {unit_x, times_y}, muted, unit);
}

void Plot::draw_band(const Figure::Band& band) const {
  const int columns = std::max(2, static_cast<int>(map_.right - map_.left) / 3 + 1);
  // Where strong edges are wanted the bands step back, so that what lies on them stands out.
  const ImU32 color = as_u32(band.color, look_.theme.edge > 1.0F ? 0.8F * band.alpha : band.alpha);
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  draw_->PrimReserve(6 * (columns - 1), 2 * columns);
  const unsigned first = draw_->_VtxCurrentIdx;
  for (int i = 0; i < columns; ++i) {
    const float x = map_.left + static_cast<float>(i) * (map_.right - map_.left) / static_cast<float>(columns - 1);
    const double t = map_.time_of(x);
    draw_->PrimWriteVtx({x, map_.y_of(value_at(band.times, band.low, t))}, white, color);
    draw_->PrimWriteVtx({x, map_.y_of(value_at(band.times, band.high, t))}, white, color);
  }
  for (int i = 0; i + 1 < columns; ++i) {
    const unsigned k = first + 2U * static_cast<unsigned>(i);
    for (const unsigned corner : {k, k + 1, k + 3, k, k + 3, k + 2}) draw_->PrimWriteIdx(static_cast<ImDrawIdx>(corner));
  }
  for (const Data edge : {band.low, band.high}) {
    const std::vector<ImVec2> points = path(band.times, edge, 1.0, 0.6F);
    draw_->AddPolyline(points.data(), static_cast<int>(points.size()), as_u32(band_edge(look_.theme, band.color)), 0, look_.theme.edge);
  }
}

void Plot::draw_line(const Figure::Line& line, std::size_t number) const {
  const PlotLine& style = line.style;
  const float width = line_px() * style.width;
  draw_path(*draw_, path(line.times, line.values, style.factor), style.stroke, as_u32(style.color), width);
  // The line's own shape every so often, staggered from line to line.
  const float u = look_.unit_px;
  const float every = 9.0F * u;
  const float first = (1.5F + 1.7F * static_cast<float>(number)) * u;
  for (float x = map_.left + first; x < map_.right - u; x += every) {
    const float y = map_.y_of(value_at(line.times, line.values, map_.time_of(x)) * style.factor);
    draw_glyph(*draw_, style.sign, {x, y}, 0.34F * u, as_u32(style.color), as_u32(inner_color(look_.theme)));
  }
}

void Plot::draw_ghost(const Figure::Line& line) const {
  if (line.ghost_times.empty()) return;
  const float width = std::max(1.0F, 0.7F * line_px());
  draw_dashed(*draw_, path(line.ghost_times, line.ghost_values, line.style.factor), 6.0F * width, 5.0F * width, as_u32(line.style.color),
              width);
}

// Calm: single courses go up and down from day to day, and twenty of them at full strength hide the bands.
void Plot::draw_runs(const Figure::Runs& entry) const {
  for (const std::vector<double>& run : entry.runs) {
    const std::vector<ImVec2> points = path(entry.times, run, 1.0, 1.2F);
    draw_->AddPolyline(points.data(), static_cast<int>(points.size()), as_u32(entry.color, kRunAlpha), 0, 1.0F);
  }
}

void Plot::draw_points(const Figure::Points& points) const {
  const float u = look_.unit_px;
  const ImU32 ink = as_u32(points.color);
  const ImU32 inside = as_u32(inner_color(look_.theme));
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for (const PlotPointMark& mark : points.marks) {
    const ImVec2 at{map_.x_of(mark.time_h), map_.y_of(mark.value)};
    if (at.x < map_.left || at.x > map_.right) continue;
    const float thin = std::max(1.5F, 0.1F * u);
    if (mark.error) {
      for (const double end : {-*mark.error, *mark.error}) {
        const float y = map_.y_of(mark.value + end);
        draw_->AddLine(at, {at.x, y}, ink, thin);
        draw_->AddLine({at.x - 0.25F * u, y}, {at.x + 0.25F * u, y}, ink, thin);
      }
    }
    draw_->AddRectFilled({at.x - 0.36F * u, at.y - 0.36F * u}, {at.x + 0.36F * u, at.y + 0.36F * u}, inside);
    draw_->AddRectFilled({at.x - 0.28F * u, at.y - 0.28F * u}, {at.x + 0.28F * u, at.y + 0.28F * u}, ink);
    if (mark.open) draw_->AddRectFilled({at.x - 0.14F * u, at.y - 0.14F * u}, {at.x + 0.14F * u, at.y + 0.14F * u}, inside);
    const bool near = std::abs(mouse.x - at.x) < 0.7F * u && std::abs(mouse.y - at.y) < 0.7F * u;
    if (near && ImGui::IsItemHovered() && !mark.hint.empty()) {
      ImGui::BeginTooltip();
      ImGui::TextUnformatted(wrapped(mark.hint, 24.0F * u).c_str());
      ImGui::EndTooltip();
    }
  }
}

void Plot::draw_hatch_strips() const {
  const float u = look_.unit_px;
  const Theme& theme = look_.theme;
  for (const Figure::Hatch& hatch : figure_.hatches) {
    const ImVec2 low{std::max(map_.x_of(hatch.from_h), map_.left), map_.top};
    const ImVec2 high{std::min(map_.x_of(hatch.until_h), map_.right), map_.top + 1.4F * u};
    if (low.x >= high.x) continue;
    draw_hatch(*draw_, low, high, 0.5F * u, std::max(1.0F, 0.09F * u), as_u32(theme[Role::control]));
    draw_->AddLine({low.x, high.y}, high, as_u32(theme[Role::control]));
  }
}

// In the strip, or before it where it is too short for them; beside the playhead's head, and where no curve runs.
std::vector<Box> Plot::draw_hatch_words() const {
  const float u = look_.unit_px;
  std::vector<Box> drawn;
  for (const Figure::Hatch& hatch : figure_.hatches) {
    const float from = std::max(map_.x_of(hatch.from_h), map_.left);
    const float until = std::min(map_.x_of(hatch.until_h), map_.right);
    if (from >= until) continue;
    const float width = ImGui::CalcTextSize(hatch.words.c_str()).x + 0.6F * u;
    const bool inside = width + 0.4F * u <= until - from;
    const float low = inside ? from + 0.2F * u : map_.left;
    const float high = (inside ? until : from) - 0.2F * u - width;
    if (low > high) continue;
    const float top = map_.top + 0.12F * u;
    const float playhead = figure_.playhead_h ? map_.x_of(*figure_.playhead_h) : -1e6F;
    Box words{inside ? low : high, top, 0.0F, top + 1.2F * u};
    constexpr int kPlaces = 16;
    bool found = false;
    for (const bool over_curves : {false, true}) {
      for (int place = 0; place <= kPlaces && !found; ++place) {
        const float share = static_cast<float>(place) / kPlaces;
        const float left = inside ? low + share * (high - low) : high - share * (high - low);
        const bool clear = playhead < left - 0.4F * u || playhead > left + width + 0.4F * u;
        if (!clear || (!over_curves && crossed({left, top, left + width, words.bottom}))) continue;
        words.left = left;
        found = true;
      }
    }
    words.right = words.left + width;
    drawn.push_back(words);
    draw_->AddRectFilled({words.left, words.top}, {words.right, words.bottom}, as_u32(inner_color(look_.theme), 0.95F));
    draw_words(*draw_, {words.left + 0.3F * u, words.top + 0.08F * u}, as_u32(look_.theme[Role::muted]), hatch.words);
  }
  return drawn;
}

// Below the plot, so that no curve lies behind them.
void Plot::draw_strips() const {
  const float u = look_.unit_px;
  float top = map_.bottom;
  for (const Strip& strip : figure_.strips) {
    const float bottom = top + kStripRow * u;
    draw_strip(strip, map_, top + 0.15F * u, bottom, look_);
    top = bottom;
  }
}

bool Plot::crossed(const Box& box) const {
  const float near = 0.35F * look_.unit_px;  // a curve's shapes
  const auto crosses = [&](Data times, Data values, double factor) {
    std::optional<float> before;
    for (float x = box.left - near; x <= box.right + near && !times.empty(); x += 2.0F) {
      const float y = map_.y_of(value_at(times, values, map_.time_of(x)) * factor);
      const float low = std::min(y, before.value_or(y));
      const float high = std::max(y, before.value_or(y));
      if (high > box.top - near && low < box.bottom + near) return true;
      before = y;
    }
    return false;
  };
  return std::any_of(figure_.lines.begin(), figure_.lines.end(), [&](const Figure::Line& line) {
    return crosses(line.times, line.values, line.style.factor) || crosses(line.ghost_times, line.ghost_values, line.style.factor);
  });
}

std::optional<Box> Plot::context_words(float y, float words_px, std::span<const Box> taken) const {
  const float u = look_.unit_px;
  const float width = words_px + 0.6F * u;
  const float height = 1.15F * u;
  const float gap = 0.2F * u;
  const float free_top = map_.top + (figure_.hatches.empty() ? 0.0F : 1.4F * u);
  const float free_bottom = map_.bottom - (figure_.markers.empty() ? 0.0F : 1.1F * u);
  const float far_right = map_.right - width - 0.2F * u;
  constexpr int kPlaces = 24;
  for (const bool over_curves : {false, true}) {
    for (int place = 0; place <= kPlaces; ++place) {  // from right to left, above and below
      const float left = map_.left + 0.2F * u + (far_right - map_.left - 0.2F * u) * (1.0F - static_cast<float>(place) / kPlaces);
      for (const float top : {y - height - gap, y + gap}) {
        const Box box{left, top, left + width, top + height};
        const bool free = std::none_of(taken.begin(), taken.end(), [&](const Box& other) { return box.overlaps(other); });
        if (!free || box.top < free_top || box.bottom > free_bottom) continue;
        if (over_curves || !crossed(box)) return box;
      }
    }
  }
  return std::nullopt;
}

void Plot::draw_marks(std::vector<Box> taken) const {
  const float u = look_.unit_px;
  const Theme& theme = look_.theme;
  // Shapes at the edges may stick out a little; they are not cut in half.
  draw_->PushClipRect({map_.left - 0.5F * u, map_.top}, {map_.right + 0.5F * u, map_.bottom}, true);
  for (const Figure::Reference& reference : figure_.references) {
    const float y = std::round(map_.y_of(reference.value));
    draw_dashed(*draw_, {{map_.left, y}, {map_.right, y}}, 0.5F * u, 0.4F * u, as_u32(theme[Role::text]), std::max(1.0F, u / 14.0F));
    const std::optional<Box> words = context_words(y, ImGui::CalcTextSize(reference.words.c_str()).x, taken);
    if (!words) continue;
    draw_->AddRectFilled({words->left, words->top}, {words->right, words->bottom}, as_u32(inner_color(theme), 0.92F), 0.2F * u);
    draw_words(*draw_, {words->left + 0.3F * u, words->top + 0.05F * u}, as_u32(theme[Role::muted]), reference.words);
    taken.push_back(*words);
  }
  for (const Figure::Marker& marker : figure_.markers) {
    const float x = map_.x_of(marker.time_h);
    if (x < map_.left - 1.0F || x > map_.right + 1.0F) continue;
    draw_->AddLine({x, map_.top}, {x, map_.bottom}, as_u32(marker.color, 0.4F), std::max(1.0F, u / 16.0F));
    draw_glyph(*draw_, marker.sign, {x, map_.bottom - 0.55F * u}, 0.42F * u, as_u32(marker.color), as_u32(theme[Role::outline]));
  }
  draw_events(std::move(taken));
  draw_->PopClipRect();
}

std::optional<Box> Plot::draw_note(double time_h) const {
  if (figure_.axes.note.empty()) return std::nullopt;
  const float u = look_.unit_px;
  const Theme& theme = look_.theme;
  const float words = ImGui::CalcTextSize(figure_.axes.note.c_str()).x;
  const float top = map_.top + (figure_.hatches.empty() ? 0.25F : 1.6F) * u;
  const float width = words + 1.65F * u;
  const float usual = map_.right - 0.25F * u;
  float right = usual;
  // Out of the way of the playhead and the cursor, and where no curve runs if there is such a place.
  const auto clear = [&](float end) {
    for (const double line : {time_h, figure_.playhead_h.value_or(time_h)}) {
      const float x = map_.x_of(line);
      if (x > end - width - 0.5F * u && x < end + 0.5F * u) return false;
    }
    return true;
  };
  constexpr int kPlaces = 16;
  bool found = false;
  for (const bool any : {false, true}) {
    for (int place = 0; place <= kPlaces && !found; ++place) {
      const float end = usual - (usual - width - map_.left) * static_cast<float>(place) / kPlaces;
      if (!clear(end) || (!any && crossed({end - width, top, end, top + 1.2F * u}))) continue;
      right = end;
      found = true;
    }
  }
  const float left = right - width;
  draw_->AddRectFilled({left, top}, {right, top + 1.2F * u}, as_u32(inner_color(theme), 0.94F), 0.2F * u);
  draw_badge_glyph(*draw_, figure_.axes.badge, {left + 0.75F * u, top + 0.6F * u}, 0.36F * u, as_u32(theme[Role::muted]));
  draw_words(*draw_, {left + 1.4F * u, top + 0.1F * u}, as_u32(theme[Role::muted]), figure_.axes.note);
  return Box{left, top, right, top + 1.2F * u};
}

void Plot::draw_cursor(double time_h) const {
  const float u = look_.unit_px;
  const ImU32 ink = as_u32(look_.theme[Role::text]);
  if (figure_.playhead_h) {
    const float x = std::round(map_.x_of(*figure_.playhead_h));
    draw_->AddLine({x, map_.top}, {x, map_.bottom}, ink, std::max(1.5F, u * 0.11F));
    draw_->AddTriangleFilled({x - 0.35F * u, map_.top}, {x + 0.35F * u, map_.top}, {x, map_.top + 0.5F * u}, ink);
  }
  const float x = map_.x_of(time_h);
  if (!figure_.playhead_h || *figure_.playhead_h != time_h) {
    draw_dashed(*draw_, {{x, map_.top}, {x, map_.bottom}}, 0.25F * u, 0.2F * u, ink, std::max(1.0F, u / 14.0F));
  }
  for (const Figure::Line& line : figure_.lines) {
    const float y = map_.y_of(value_at(line.times, line.values, time_h) * line.style.factor);
    draw_->AddCircleFilled({x, y}, 0.32F * u, as_u32(inner_color(look_.theme)));
    draw_->AddCircleFilled({x, y}, 0.23F * u, as_u32(line.style.color));
  }
}

void Plot::draw_legend(const Legend& legend, ImVec2 corner) const {
  const float u = look_.unit_px;
  const ImU32 ink = as_u32(look_.theme[Role::text]);
  const ImU32 muted = as_u32(look_.theme[Role::muted]);
  for (const LegendItem& item : legend.items) {
    const ImVec2 at{std::round(corner.x + item.x), corner.y + static_cast<float>(item.row) * kLegendRow * u};
    draw_sample(item, {at.x, at.y + 0.5F * u}, 1.9F * u);
    draw_words(*draw_, {at.x + 2.3F * u, at.y}, muted, item.name);
    const std::size_t last = item.name.rfind('\n') + 1;  // 0 where there is one line
    const float below = ImGui::CalcTextSize(item.name.c_str()).y - ImGui::GetFontSize();
    draw_words(*draw_, {at.x + 2.7F * u + ImGui::CalcTextSize(item.name.c_str() + last).x, at.y + below}, ink, item.value);
  }
}

void Plot::draw_sample(const LegendItem& item, ImVec2 left, float width) const {
  const float u = look_.unit_px;
  switch (item.kind) {
    case Kind::line: {
      const PlotLine& style = figure_.lines[item.index].style;
      draw_path(*draw_, {left, {left.x + width, left.y}}, style.stroke, as_u32(style.color), line_px() * style.width);
      draw_glyph(*draw_, style.sign, {left.x + 0.5F * width, left.y}, 0.34F * u, as_u32(style.color), as_u32(look_.theme[Role::panel]));
      break;
    }
    case Kind::band: {
      const Figure::Band& band = figure_.bands[item.index];
      const ImVec2 low{left.x, left.y - 0.38F * u};
      const ImVec2 high{left.x + width, left.y + 0.38F * u};
      // A narrower band lies on every wider one before it, so its sample is as dark as it looks in the plot.
      for (std::size_t i = 0; i <= item.index; ++i) draw_->AddRectFilled(low, high, as_u32(figure_.bands[i].color, figure_.bands[i].alpha));
      draw_->AddRect(low, high, as_u32(band_edge(look_.theme, band.color)));
      break;
    }
    case Kind::ghost:
      draw_dashed(*draw_, {left, {left.x + width, left.y}}, 5.0F * line_px(), 3.0F * line_px(), as_u32(look_.theme[Role::muted]),
                  std::max(1.0F, 0.8F * line_px()));
      break;
    case Kind::points: {
      const float x = left.x + 0.5F * width;
      const ImU32 ink = as_u32(figure_.points[item.index].color);
      draw_->AddLine({x, left.y - 0.5F * u}, {x, left.y + 0.5F * u}, ink, std::max(1.5F, 0.1F * u));
      draw_->AddRectFilled({x - 0.28F * u, left.y - 0.28F * u}, {x + 0.28F * u, left.y + 0.28F * u}, ink);
      break;
    }
    case Kind::runs:
      for (int i = -1; i <= 1; ++i) {
        const float y = left.y + static_cast<float>(i) * 0.28F * u;
        draw_->AddLine({left.x, y + 0.12F * u}, {left.x + width, y - 0.12F * u}, as_u32(figure_.runs[item.index].color, 0.6F));
      }
      break;
  }
}

}  // namespace syn
