#include "app/view/words.hpp"

namespace syn {

BadgeGlyph sign_of(Badge badge) { return static_cast<BadgeGlyph>(badge); }
PictureWords picture_words(const StageReport& report) { return {report.caption, report.lens_note, sign_of(report.badge)}; }
ClockUnit unit_of(Lens lens) { return static_cast<ClockUnit>(lens); }

static_assert(static_cast<int>(Badge::our_model) == static_cast<int>(BadgeGlyph::our_model));
static_assert(static_cast<int>(Lens::wk) == static_cast<int>(ClockUnit::wk));
static_assert(static_cast<int>(SpriteShape::triangle) == static_cast<int>(Glyph::triangle));

std::vector<std::string> label_words(const SceneView& show, const Locale& locale) {
  std::vector<std::string> words;
  for (const ProjectedLabel& projected : show.canvas().labels()) words.push_back(locale.text(projected.label.text));
  return words;
}

namespace {

Chart chart_of(const StageChart& from, const Locale& locale) {
  Chart chart{locale.text(from.title),
              from.x_title.key.empty() ? std::string() : locale.text(from.x_title),
              {},
              from.x_low,
              from.x_high,
              from.y_low,
              from.y_high,
              from.x_ticks,
              from.y_ticks,
              from.color,
              {}};
  for (const glm::vec2& p : from.points) chart.points.push_back({p.x, p.y});
  for (const StageChart::Row& row : from.rows) {
    chart.rows.push_back({locale.text(row.words), row.of_hundred, row.color, static_cast<Glyph>(row.shape)});
  }
  return chart;
}

}  // namespace

OverlayContent overlay_content(const SceneView& show, const StageReport& report, const State& state, const Locale& locale, int height_px,
                               bool with_labels) {
  OverlayContent content;
  content.caption = locale.text(report.caption);
  content.lens_note = locale.text(report.lens_note);
  content.badge = sign_of(report.badge);
  content.time_h = state.playhead.time_h;
  content.lens = unit_of(state.view.lens);
  content.hours_per_second = lens_hours_per_second(state.view.lens) * state.playhead.speed;
  content.paused = !state.playhead.playing;
  content.nanometres_per_px = show.nanometres_per_pixel(height_px);
  if (report.chart && with_labels) content.chart = chart_of(*report.chart, locale);
  if (!with_labels || !state.view.labels) return content;
  for (const ProjectedLabel& projected : show.canvas().labels()) {
    const Rgba& swatch = projected.label.swatch;
    content.labels.push_back({projected.pixel.x, projected.pixel.y, projected.depth, projected.label.priority,
                              locale.text(projected.label.text), Color{swatch.r, swatch.g, swatch.b, swatch.a},
                              static_cast<Glyph>(projected.label.shape), projected.label.in_place});
  }
  return content;
}

}  // namespace syn
