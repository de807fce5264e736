// What stands over the picture: labels with leader lines, clock, evidence badge, scale bar, caption, and the line that
// says that all this is a teaching model. Sizes follow the height of the picture (fonts: style.hpp).
#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/look/clock.hpp"
#include "app/ui/overlay/chart.hpp"
#include "app/ui/widgets/badge.hpp"
#include "app/ui/widgets/glyph.hpp"
#include "app/ui/widgets/label_layout.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {

struct OverlayLabel {
  float x = 0.0F, y = 0.0F;  // anchor in pixels from the top left corner of the picture
  float depth = 0.0F;        // distance from the eye
  float priority = 1.0F;     // where there is no room, the lower goes
  std::string text;
  Color swatch{0, 0, 0, 0};  // colour of the sign before the words; alpha 0 = no sign
  Glyph sign = Glyph::sphere;
  bool in_place = false;  // centred under the anchor where there is room, without a leader
  float radius = 0.0F;    // of a small thing, pixels: the leader stops before it; 0 = the anchor lies in something large
  std::string id;         // tells one from another from frame to frame
};

// Labels of this priority and more belong to the drawing itself, as the name of a row does: they are always shown.
inline constexpr float kLegendPriority = 20.0F;
// Of all others so many are shown at once.
inline constexpr std::size_t kMostLabels = 5;

// A label that stands where it stood, in pixels of the picture: while time runs words do not move.
struct StandingLabel {
  std::string id;
  LabelPlace place;
};

struct OverlayContent {
  std::vector<OverlayLabel> labels;
  std::string caption;    // one sentence; more than two lines are set smaller, then cut with an ellipsis
  std::string lens_note;  // what this lens shows, and any exaggeration; never cut
  BadgeGlyph badge = BadgeGlyph::our_model;
  bool show_badge = true;  // false where the screen shows one elsewhere
  double time_h = 0.0;
  ClockUnit lens = ClockUnit::h;
  double hours_per_second = 0.0;  // pace of the story, 0 = not said (a still picture)
  bool paused = false;
  double nanometres_per_px = 0.0;                  // at the depth one looks at; 0 = no scale bar
  float band_px = 0.0F;                            // least height of the caption bar: what caption_band() reserved under the picture
  std::optional<Chart> chart;                      // at the left, over the caption bar; labels keep clear of it
  bool teaching_line = true;                       // false where the screen shows the line elsewhere
  std::vector<Box> subjects;                       // what the picture is about, in its pixels: no label lies over it
  std::vector<StandingLabel> standing;             // these keep their places
  std::optional<std::pair<float, float>> pointer;  // in pixels of the picture: what is pointed at is named, too
  float text_scale = 1.0F;                         // from 1.75 on names stand in a list
  Box reserved{};  // in pixels from the picture's top left corner: a control that labels keep clear of; empty = none
};

// Height to keep free under the picture for the caption (two lines) and this many small lines, so that the bar covers
// nothing and the picture does not jump when a caption is shorter.
float caption_band(const Fonts& fonts, int small_lines);

// A round length (1, 2 or 5 times a power of ten) that is as long as `longest_px` allows.
struct ScaleBar {
  double nanometres = 0.0;
  float pixels = 0.0F;
};
ScaleBar scale_bar(double nanometres_per_px, float longest_px);
std::string length_text(double nanometres, const Locale& locale);  // "20 nm", "0.5 µm", "2 µm"

struct OverlayLook {
  const Theme& theme;
  const Locale& locale;
  const Fonts& fonts;
};

// Where everything goes, in the pixels of the draw list. Needs built fonts, no window.
struct OverlayPlan {
  Box picture, badge_box, clock_box, scale_box, bar_box;  // scale_box is empty without a scale bar
  Box chart_box;                                          // empty without a chart
  std::vector<LabelPlace> labels;
  std::vector<std::string> label_texts;  // with line breaks
  std::vector<ImFont*> label_fonts;      // the most important one is larger
  std::optional<std::size_t> pointed;    // the label that is there only because it is pointed at
  bool listed = false;                   // names stand one under the other, without leaders, but for the most important one
  std::vector<std::string> caption_lines;
  ImFont* caption_font = nullptr;
  std::vector<std::string> small_lines;  // under the caption: the lens's note and the teaching line
  bool small_side_by_side = false;       // both on one line, left and right
  std::string clock, pace;
  ScaleBar scale_bar;
};
OverlayPlan plan_overlay(const Box& picture, const OverlayContent& content, const OverlayLook& look);
void draw_overlay(ImDrawList& draw, const OverlayPlan& plan, const OverlayContent& content, const OverlayLook& look);
// What stands in a plan, to be kept in the next one.
std::vector<StandingLabel> standing_labels(const OverlayPlan& plan, const OverlayContent& content);
// Both at once.
void draw_overlay(ImDrawList& draw, const Box& picture, const OverlayContent& content, const OverlayLook& look);

// Breaks a text at spaces into lines no wider than this; a single longer word stands alone.
std::vector<std::string> break_lines(const std::string& text, const ImFont& font, float width_px);
// As few lines, but all of about one width.
std::vector<std::string> balanced_lines(const std::string& text, const ImFont& font, float width_px);

}  // namespace syn
