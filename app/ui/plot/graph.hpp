// Curves over any number, such as a dose or a voltage: what Plot (plot.hpp) is for time.
//
// Above stand the names with their values at the cursor; the cursor is moved by the mouse, or by the arrows while the graph
// has the keyboard focus. Every curve has a stroke and a shape of its own, so that nothing hangs on colour alone.
#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

#include "app/ui/plot/figure.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {

struct GraphLine {
  std::string name = {};               // empty: not among the names
  std::vector<double> x = {}, y = {};  // x increasing
  Color color = {};
  Stroke stroke = Stroke::solid;
  std::optional<Glyph> mark = {};  // at each value
  int decimals = 1;
  float alpha = 1.0F, width = 1.0F;
};
struct GraphBand {
  std::vector<double> x = {}, low = {}, high = {};
  Color color = {};
};

struct Graph {
  std::string x_words = {}, y_words = {};  // quantity and unit
  std::string cursor_words = {};           // the cursor's place; empty: no cursor
  bool log_x = false;                      // a value of 0 then stands at the left edge
  std::vector<GraphBand> bands = {};
  std::vector<GraphLine> lines = {};
  std::optional<AxisRange> y_range = {};  // else as the data ask for
  std::optional<double> cursor = {};
  // The cursor stops at these alone, increasing; empty: anywhere.
  std::vector<double> stops = {};
  float height = 12.0F;  // text heights, of the curves alone
};

// Draws it across the width that is left; says where the cursor was taken to.
std::optional<double> draw_graph(const char* id, const Graph& graph, const UiLook& look);

// The stop nearest to x; x itself where there is none. `log_x`: nearest on that axis.
double nearest_stop(const Graph& graph, double x);

}  // namespace syn
