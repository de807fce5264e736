// A small chart over the picture: a course with axes and numbers, or how many of a hundred as dots.
#pragma once

#include <imgui.h>

#include <string>
#include <vector>

#include "app/ui/look/locale.hpp"
#include "app/ui/look/theme.hpp"
#include "app/ui/widgets/glyph.hpp"
#include "app/ui/widgets/label_layout.hpp"

namespace syn {

struct ChartRow {
  std::string words;
  int of_hundred = 0;
  Role color = Role::text;
  Glyph sign = Glyph::sphere;
};

struct Chart {
  std::string title, x_title;
  std::vector<ImVec2> points;  // in order of x, drawn as steps; what lies outside the axes is cut off
  float x_low = 0.0F, x_high = 1.0F, y_low = 0.0F, y_high = 1.0F;
  std::vector<float> x_ticks, y_ticks;
  Role color = Role::text;
  std::vector<ChartRow> rows;  // dots, if not empty
};

// The size it wants in a picture of this size, pixels; {0, 0} if it cannot be read there.
ImVec2 chart_size(const Chart& chart, const ImFont& font, ImVec2 picture);
void draw_chart(ImDrawList& draw, const Chart& chart, const Box& box, const Theme& theme, const Locale& locale, const ImFont& font);

}  // namespace syn
