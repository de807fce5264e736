#include "app/view/words.hpp"

#include <cmath>

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

// Where the story's things are on the picture. The smallest are no ground to keep off: there is nothing to be hidden.
std::vector<Box> subjects_of(const Canvas& canvas, const StageReport& report) {
  constexpr float kSmallest = 0.006F;  // of the picture's height
  constexpr float kCore = 0.8F;        // of the ball that is sure to be filled
  const Frame& frame = canvas.frame();
  const auto width = static_cast<float>(frame.width_px), height = static_cast<float>(frame.height_px);
  const glm::mat4 view = frame.camera.view();
  const float focal = 0.5F * height / std::tan(0.5F * frame.camera.field_of_view);
  std::vector<Box> boxes;
  for (const StoryPlace& place : report.story) {
    const glm::vec3 at(view * glm::vec4(place.at, 1.0F));
    if (at.z > -0.01F) continue;
    const float x = 0.5F * width + focal * at.x / -at.z, y = 0.5F * height - focal * at.y / -at.z;
    const float r = kCore * focal * place.radius / -at.z;
    if (r > kSmallest * height) boxes.push_back({x - r, y - r, x + r, y + r});
  }
  return boxes;
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
  content.text_scale = state.view.text_scale;
  if (!with_labels || !state.view.labels) return content;
  content.subjects = subjects_of(show.canvas(), report);
  for (const KeptClear& clear : show.canvas().kept_clear()) {
    const float r = clear.radius_px;
    content.subjects.push_back({clear.pixel.x - r, clear.pixel.y - r, clear.pixel.x + r, clear.pixel.y + r});
  }
  for (const ProjectedLabel& projected : show.canvas().labels()) {
    if (projected.hidden) continue;  // its leader would end in something else
    const Rgba& swatch = projected.label.swatch;
    content.labels.push_back({projected.pixel.x, projected.pixel.y, projected.depth, projected.label.priority,
                              locale.text(projected.label.text), Color{swatch.r, swatch.g, swatch.b, swatch.a},
                              static_cast<Glyph>(projected.label.shape), projected.label.in_place, projected.radius_px,
                              std::string(projected.label.text.key.id())});
  }
  return content;
}

}  // namespace syn
