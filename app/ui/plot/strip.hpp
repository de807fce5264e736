// A strip: what stands beside the doses on a time axis, as one narrow row of quiet marks that are only looked at. Its
// form says what kind it is without any colour: a rounded bar, a hatched bar, a bracket, a ring.
#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

#include "app/ui/plot/plot_math.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {

enum class StripForm { pill, hatch, bracket, ring };

// A stretch of the axis, h; may reach beyond its ends, infinitely too. Without length it is a moment: a round pill, a
// plus for a bracket.
struct StripSpan {
  double from_h = 0.0, until_h = 0.0;
  float level = 1.0F;  // height of a hatched bar, 0..1
};

struct Strip {
  StripForm form = StripForm::pill;
  Color color = {};
  std::string name;                   // what kind of thing, before the row
  std::vector<std::string> wordings;  // which one, at the marks: the first that has room, the shortest last
  std::vector<StripSpan> spans;
};

// Rows are this many text heights high, with the gap to the next one.
inline constexpr float kStripRow = 1.3F;

// Pixels of a stretch on the axis; empty if none of it can be seen. A moment has some width, so that it can.
struct StripReach {
  float left = 0.0F, right = 0.0F;
};
std::optional<StripReach> reach_of(const StripSpan& span, const PlotMap& map, float unit_px);

// Where words of this width stand on the row so that no mark of it is covered: behind the first mark, else between two
// later ones, else behind the last, else before the first. Empty: there is no such place (a bar along the whole axis).
std::optional<float> words_left(const Strip& strip, const PlotMap& map, float words_px, float unit_px);

// The marks between these heights, and the first wording that fits beside them; where none does, the last on a plate
// over the marks.
void draw_strip(const Strip& strip, const PlotMap& map, float top, float bottom, const UiLook& look);

}  // namespace syn
