// What a plot over time shows, as a value: the widget (plot.hpp) draws it on screen, figure_svg() as a vector picture.
// Curves are held by reference: the data must outlive the figure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/look/theme.hpp"
#include "app/ui/plot/plot_math.hpp"
#include "app/ui/plot/strip.hpp"
#include "app/ui/widgets/badge.hpp"
#include "app/ui/widgets/glyph.hpp"

namespace syn {

struct PlotAxes {
  double time_low_h = 0.0, time_high_h = 1.0;
  double value_low = 0.0, value_high = 1.0;
  std::string value_label = {};  // quantity and unit, over the axis: "Plasma, ng/mL"
  std::string note = {};         // inside the plot: "teaching model"
  BadgeGlyph badge = BadgeGlyph::our_model;
  bool time_labels = true;  // false for the upper one of two plots with a common time axis
  bool log_time = false;
};

enum class Stroke { solid, dashed, dotted };
struct PlotLine {
  std::string name = {};
  std::string unit = {};  // behind the value in the legend
  int decimals = 1;
  double factor = 1.0;  // what is shown = value x factor (100 for shares in percent)
  Color color = {};
  Glyph sign = Glyph::sphere;
  Stroke stroke = Stroke::solid;
  float width = 1.0F;  // in multiples of the usual line
};

// A measured value with what is known of its error.
struct PlotPointMark {
  double time_h = 0.0, value = 0.0;
  std::optional<double> error;  // half of the bar's length
  bool open = false;            // drawn hollow: less surely known
  std::string hint = {};        // who, how many, what
};

struct Figure {
  using Data = std::span<const double>;
  struct Line {
    Data times, values;
    PlotLine style;
    // The same curve of another run, drawn pale and dashed; empty = none.
    Data ghost_times = {}, ghost_values = {};
  };
  struct Band {
    Data times, low, high;
    Color color;
    float alpha;
    std::string name;
    int decimals;
  };
  struct Runs {
    Data times;
    std::span<const std::vector<double>> runs;
    Color color;
    std::string name;
  };
  struct Points {
    std::vector<PlotPointMark> marks;
    Color color;
    std::string name;
  };
  struct Reference {
    double value;
    std::string words;
  };
  struct Marker {
    double time_h;
    Glyph sign;
    Color color;
  };
  struct Hatch {
    double from_h, until_h;
    std::string words;
  };
  // Something that happens on a curve: a ring there, and words beside it; with `from`, also an arrow from that value to it.
  struct Event {
    double time_h = 0.0, value = 0.0;
    std::optional<double> from = {};
    std::string words = {};
    Color color = {};
  };

  std::string id = {};
  PlotAxes axes = {};
  std::vector<Line> lines = {};
  std::string ghost_name = {};  // "A: the pinned run"; in the legend where a line has a ghost
  std::vector<Band> bands = {};
  std::vector<Runs> runs = {};
  std::vector<Points> points = {};
  std::vector<Reference> references = {};
  std::vector<Marker> markers = {};
  std::vector<Hatch> hatches = {};
  std::vector<Strip> strips = {};
  std::vector<Event> events = {};
  std::optional<double> playhead_h = {};

  bool has_ghost() const;
};

// What the end of a curve or a band is called, beside the plot: in the order of lines and bands.
struct EndName {
  std::string name, value;  // of a moment
  Color color;
  std::optional<Glyph> sign;     // of a line
  double low = 0.0, high = 0.0;  // at the end of the time axis; equal for a line
};
std::vector<EndName> end_names(const Figure& figure, double time_h, const Locale& locale);

// A picture of figures below one another, as a text: well-formed XML of SVG 1.1, w3.org/TR/SVG11. Lines and runs are
// <polyline class="line|ghost|run">, bands <polygon class="band">, points <g class="point">. `footer` stands below: the
// source and the teaching-model line, so that no copy loses them.
struct FigurePage {
  std::string title;
  std::vector<std::string> footer;
  double width = 960.0, height = 640.0;  // user units
};
std::string figure_svg(std::span<const Figure> figures, const FigurePage& page, const Theme& theme, const Locale& locale);

// What stands in the legend behind a name at a moment: "19.6 points", with run A behind it where the line has a ghost.
std::string value_words(const Figure::Line& line, double time_h, const Locale& locale);
std::string value_words(const Figure::Band& band, double time_h, const Locale& locale);
// A ghost's value, nothing outside of its run.
std::optional<double> ghost_at(const Figure::Line& line, double time_h);

}  // namespace syn
