// Moments and lengths of time in words: the clock over the picture, times in panels, how much the story is slowed.
#pragma once

#include <string>

#include "app/ui/look/locale.hpp"

namespace syn {

// The unit that one looks through; the same order as the time lenses.
enum class ClockUnit { ms, s, min, h, d, wk };

TextKey name_key(ClockUnit unit);    // "hours"
TextKey symbol_key(ClockUnit unit);  // "h"

// The clock with as many digits as the unit needs: "Day 0  00:00:12.453" (ms), "Day 3  14:05" (h), "Week 2 · day 10".
// Days are counted from 0 and start at the scenario's time 0; before it stand negative days.
std::string clock_text(double time_h, ClockUnit unit, const Locale& locale);

// A moment within a sentence: "day 3, 14:05".
std::string moment_text(double time_h, const Locale& locale);

// A length of time in its most readable unit, at most one decimal: "40 min", "1.5 h", "12 d".
std::string span_text(double hours, const Locale& locale);

// The pace of the story, `hours` of it a second of the viewer: "slowed 10 000 ×", "as in life", "1 s shows 2 h".
std::string pace_text(double hours_per_second, const Locale& locale);

}  // namespace syn
