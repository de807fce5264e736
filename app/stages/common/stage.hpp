// A stage: one scale of the story as a picture. A function of (trajectory, time, view), nothing else.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/look/theme.hpp"
#include "app/viewing/view.hpp"
#include "core/enum_table.hpp"
#include "core/sentence.hpp"
#include "gfx/canvas.hpp"
#include "model/run/trajectory.hpp"

namespace syn {

// How well what is shown is known; a mixed scene carries the weakest (product design 7.1).
enum class Badge { people, animals, hypothesis, our_model };
template <>
inline constexpr auto kWords<Badge> = words("people", "animals", "hypothesis", "our_model");

// Something measured that stands beside the picture: a course of values, or how many of a hundred. Keys and values only;
// app/ui draws it (ui/chart.hpp).
struct StageChart {
  Sentence title;                 // what is counted or measured, with its unit
  Sentence x_title;               // below the axis of a course
  std::vector<glm::vec2> points;  // a course, in order of x; drawn as steps
  float x_low = 0.0F, x_high = 1.0F, y_low = 0.0F, y_high = 1.0F;
  std::vector<float> x_ticks, y_ticks;
  Role color = Role::text;
  struct Row {
    Sentence words;
    int of_hundred = 0;
    Role color = Role::text;
    SpriteShape shape = SpriteShape::sphere;
  };
  std::vector<Row> rows;  // they sum to 100; empty for a course
};

// What a stage says about a moment, in keys and values; app/ui words it.
struct StageReport {
  Sentence caption;    // one sentence, two lines at most
  Sentence lens_note;  // what this lens shows here, and any exaggeration ("ketamine drawn 40 x denser")
  Badge badge = Badge::our_model;
  // What the picture shows, by name, for `render --json` and tests: counts per receptor state, spines per kind, ...
  std::vector<std::pair<std::string, double>> counts;
  // Per-thing states in drawing order, e.g. one entry a receptor; may be empty.
  std::vector<std::string> items;
  std::optional<StageChart> chart;
};

// What a stage needs to know besides trajectory and time.
struct StageView {
  const View& view;
  const Theme& theme;
  float arrived = 1.0F;  // below 1 while the camera comes to this viewpoint of the scene, or leaves it
};

class Stage {
 public:
  virtual ~Stage() = default;
  virtual StageName name() const = 0;
  virtual Camera home(Viewpoint from = Viewpoint::usual) const = 0;  // in scene units; the usual one where it has no other
  virtual bool has(Viewpoint from) const { return from == Viewpoint::usual; }
  virtual double nanometres_per_unit() const = 0;  // for the scale bar
  // Reads what describe() needs from files; no graphics. prepare() does it, too.
  virtual Problems read(const DataFiles&) { return {}; }
  // Uploads meshes. Called once with a current context, before the first draw. Problems (a missing model file)
  // come back as text; the stage then draws a plain stand-in.
  virtual Problems prepare(Canvas& canvas, const DataFiles& files) = 0;
  // Says the scene into a canvas between begin and end (the caller does both; labels included).
  virtual void draw(Canvas& canvas, const Trajectory& trajectory, Hours time, const StageView& view) const = 0;
  virtual StageReport describe(const Trajectory& trajectory, Hours time, const View& view) const = 0;
};

}  // namespace syn
