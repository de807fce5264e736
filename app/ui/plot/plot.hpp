// Our plot over time: say what is to be seen, then end() draws it and says what the person did.
//
//   Plot plot("symptoms", size, axes, look);
//   plot.band(times, p05, p95, color, 0.18F, "90 % of the group");
//   plot.line(times, mean, {.name = "Mean", .unit = "points", ...});
//   plot.playhead(now_h);
//   if (const PlotOutcome hand = plot.end(); hand.seek_h) ...
//
// Where there is room, curves and bands are named at their end; else in a legend above. Either doubles as the read-out: beside
// each name stands its value at the playhead, or at the cursor (mouse, or left and right arrows while the plot has the keyboard focus;
// Enter takes the playhead there). Ctrl with the wheel, the wheel alone once the plot has the focus (a click gives it), and + and - zoom
// the time axis around it; otherwise the wheel scrolls what the plot stands in. The right mouse button moves the axis. Every line has a
// dash pattern and a shape of its own, so that nothing hangs on colour alone. Data is held by reference until end().
#pragma once

#include <imgui.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ui/plot/figure.hpp"
#include "app/ui/widgets/label_layout.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {

// The ground of a plot, and the edge of a band of this colour: it has 3:1 against that ground, filled or not.
Color inner_color(const Theme& theme);
Color band_edge(const Theme& theme, Color band);

struct PlotOutcome {
  std::optional<double> seek_h;    // the playhead was dragged, or the plot clicked
  std::optional<double> cursor_h;  // where the read-out is taken, if not at the playhead
  bool dragging = false;
  // The page was zoomed (Ctrl+wheel, + and -) by this factor around that moment, or moved (right mouse button) by a share.
  std::optional<double> zoom;
  double zoom_at_h = 0.0;
  std::optional<double> move;
  double read_at_h = 0.0;  // the moment of the legend's values
  Box area;                // the inner rectangle, in pixels
};

class Plot {
 public:
  using Data = std::span<const double>;
  // `size`: the whole widget with axes and legend; x 0 = the width that is left. It becomes higher where the legend would
  // leave too little for the curves.
  Plot(const char* id, ImVec2 size, PlotAxes axes, const UiLook& look);
  // All that there is to draw, said at once.
  Plot(Figure figure, ImVec2 size, const UiLook& look);

  void line(Data times_h, Data values, PlotLine style);
  void band(Data times_h, Data low, Data high, Color color, float alpha, std::string name, int decimals = 0);
  void runs(Data times_h, std::span<const std::vector<double>> runs, Color color,
            std::string name);                                   // thin single runs
  void reference(double value, std::string words);               // a horizontal line with words
  void marker(double time_h, Glyph sign, Color color);           // at the foot of the plot
  void hatch(double from_h, double until_h, std::string words);  // a hatched strip along the top
  void strip(Strip strip);                                       // a row of quiet marks with words, below the plot
  void playhead(double time_h);
  PlotOutcome end();

 private:
  enum class Kind { line, band, runs, points, ghost };
  struct LegendItem {
    Kind kind;
    std::size_t index;
    std::string name, value;
    float x = 0.0F;  // from the left edge
    int row = 0;
  };
  struct Legend {
    std::vector<LegendItem> items;
    int rows = 0;
  };
  // A name beside the end of its curve.
  struct Named {
    EndName end;
    std::string words;   // in lines
    bool beside = true;  // its value stands behind it, else below
    float height = 0.0F, wish = 0.0F, middle = 0.0F;
  };

  static constexpr float kLegendRow = 1.35F;  // text heights
  Legend legend_at(double time_h) const;
  std::string title() const;  // what the value axis shows, in lines
  float title_px() const;
  void place(ImVec2 corner, const Legend& legend);
  void interact(const char* id, ImVec2 corner, PlotOutcome& outcome) const;
  // In pixels; what lies within `tolerance_px` of the drawn line is left out.
  std::vector<ImVec2> path(Data times_h, Data values, double factor, float tolerance_px = 0.35F) const;
  // Drawing: plot_draw.cpp.
  void draw_frame(ImVec2 corner, double time_h) const;
  void draw_band(const Figure::Band& band) const;
  void draw_line(const Figure::Line& line, std::size_t number) const;
  void draw_ghost(const Figure::Line& line) const;
  void draw_runs(const Figure::Runs& runs) const;
  void draw_points(const Figure::Points& points) const;
  void draw_hatch_strips() const;
  std::vector<Box> draw_hatch_words() const;  // where they stand
  void draw_strips() const;
  void draw_marks(std::vector<Box> taken) const;  // `taken` by words
  bool crossed(const Box& box) const;             // by a curve
  // Names at the ends, and events: plot_names.cpp.
  void name_ends(double time_h);  // decides whether there is room
  float names_px() const;         // width of their column
  void stand_names();             // once the map is known
  void draw_names(double time_h) const;
  void draw_events(std::vector<Box> taken) const;
  std::optional<Box> place_for(const std::string& words, ImVec2 at, std::span<const Box> taken) const;
  // Of a horizontal line, where no curve runs if there is such a place; never where other words are.
  std::optional<Box> context_words(float y, float words_px, std::span<const Box> taken) const;
  std::optional<Box> draw_note(double time_h) const;  // where it stands
  void draw_cursor(double time_h) const;
  void draw_legend(const Legend& legend, ImVec2 corner) const;
  void draw_sample(const LegendItem& item, ImVec2 left, float width) const;
  float line_px() const;
  float strips_px() const;  // height of all strips together

  Figure figure_;
  ImVec2 size_;
  const UiLook& look_;
  ImDrawList* draw_;
  PlotMap map_;
  std::vector<double> value_ticks_;
  TimeTicks time_ticks_;
  std::vector<LogTick> log_ticks_;
  std::vector<Named> names_;  // empty where the legend has them
};

}  // namespace syn
