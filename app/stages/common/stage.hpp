// A stage: one scale of the story as a picture. What it shows is a function of (run, time, view), nothing else.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/ui/look/theme.hpp"
#include "app/viewing/view.hpp"
#include "core/enum_table.hpp"
#include "core/sentence.hpp"
#include "gfx/canvas.hpp"
#include "model/run/run.hpp"

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

// Where in the scene something is that the story is about, such as a ketamine molecule: a ball around it, and its colour.
struct StoryPlace {
  glm::vec3 at{0.0F};
  float radius = 0.0F;  // scene units
  Role color = Role::ketamine;
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
  std::vector<StoryPlace> story;  // as drawn
};

// How a moment is drawn.
struct StageView {
  const View& view;
  const Theme& theme;
  float arrived = 1.0F;  // below 1 while the camera comes to this viewpoint of the scene, or leaves it
  bool bare = false;     // without any words: what needs a name is left out
};

// A moment worth a picture of its own, by its distance to the first dose or to the peak after it.
struct Shot {
  enum class Anchor { before, halfway, peak };  // just before the dose, halfway from there to the peak, at the peak
  Anchor anchor = Anchor::before;
  const char* later = "0h";  // than the anchor, as options write a time
  Lens lens = Lens::h;
};

// Something that happens in a run: when, and to which identity of the process that the picture shows (0 = the usual one).
struct Happening {
  Hours at;
  int identity = 0;
};
// Where it is; or, in words, why it is nowhere.
using Found = std::variant<Happening, Sentence>;
// A search for one kind of event, by the name that assets/moments.toml gives it. A function of the run alone.
struct EventSearch {
  std::string_view name;
  Found (*find)(const RunPtr& run);
};

// A picture takes four steps: enter a run, seek a moment of it, arrange what the moment's picture is made of, draw. Words and
// numbers need the first two alone, and no graphics.
class Stage {
 public:
  virtual ~Stage() = default;
  virtual StageName name() const = 0;
  virtual Camera home(Viewpoint from = Viewpoint::usual) const = 0;  // in scene units; the usual one where it has no other
  // The same for a bare picture, which has the whole frame: nothing that it is about is cut by the frame.
  virtual Camera composed(Viewpoint from) const { return home(from); }
  virtual bool has(Viewpoint from) const { return from == Viewpoint::usual; }
  virtual double nanometres_per_unit() const = 0;  // for the scale bar
  // What the scale bar measures: a point at the depth of what the picture is about. Else the camera's target.
  virtual std::optional<glm::vec3> hero(Viewpoint) const { return std::nullopt; }
  // What of a run is rendered where there is no window: before, on the way up, at the peak, hours, days and weeks after.
  virtual std::vector<Shot> shots() const = 0;
  // What can be looked for in a run at this scale.
  virtual std::span<const EventSearch> events() const { return {}; }
  // Reads what describe() needs from files; no graphics. prepare() does it, too.
  virtual Problems read(const DataFiles&) { return {}; }
  // Uploads meshes. Called once with a current context, before the first draw. Problems (a missing model file)
  // come back as text; the stage then draws a plain stand-in.
  virtual Problems prepare(Canvas& canvas, const DataFiles& files) = 0;
  // Enters the run, unless it is the one it is in, and seeks the moment.
  const Stage& at(const RunPtr& run, Hours time, const View& view) {
    if (!run_ || run_->id != run->id) {
      run_ = run;
      enter(run);
    }
    seek(time, view);
    return *this;
  }
  // Makes what the picture of the moment sought last is made of: meshes that change with it. Before draw().
  virtual void arrange(Canvas&, const StageView&) {}
  // Says the moment sought last into a canvas between begin and end (the caller does both; labels included).
  virtual void draw(Canvas& canvas, const StageView& view) const = 0;
  virtual StageReport describe() const = 0;  // the moment sought last

 protected:
  const Run& run() const { return *run_; }  // the one entered last

 private:
  // Builds what belongs to a run and to no moment of it; what is the same as in the run before may be kept.
  virtual void enter(const RunPtr& run) = 0;
  virtual void seek(Hours time, const View& view) = 0;
  RunPtr run_;
};

}  // namespace syn
