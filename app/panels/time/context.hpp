// What a scenario has beside doses and sessions, as strips for the timeline and the curves: other medicines (rounded
// bars), burdens of everyday life (hatched bars, as high as they are heavy), called-up memories (rings), experiments of
// the laboratory (brackets). They are edited in scenario files; the panels only show them.
#pragma once

#include <vector>

#include "app/panels/common/panel.hpp"
#include "app/ui/plot/strip.hpp"

namespace syn {

// The symptoms are shown from three days before the first of everything, where nothing has happened yet, h.
inline constexpr double kBeforeHours = 72.0;

// At most this many strips: where there are more things, those of one kind share a strip and are counted.
inline constexpr std::size_t kMaxStrips = 4;

// In the order medicines, burdens, memories, experiments; empty for most scenarios.
std::vector<Strip> context_strips(const PanelContext& context);

// How many strips_beside() gives, from the scenario alone.
std::size_t count_context(const Scenario& scenario);

// For a place without room before the row: the wordings start with the name, "Medicine: antidepressant".
Strip with_name(Strip strip, const Locale& locale);

}  // namespace syn
