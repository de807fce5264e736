// The time lenses in the words of the user interface, which does not know the state.
#pragma once

#include "app/ui/look/clock.hpp"
#include "app/viewing/view.hpp"

namespace syn {

constexpr ClockUnit unit_of(Lens lens) {
  switch (lens) {
    case Lens::ms: return ClockUnit::ms;
    case Lens::s: return ClockUnit::s;
    case Lens::min: return ClockUnit::min;
    case Lens::h: return ClockUnit::h;
    case Lens::d: return ClockUnit::d;
    case Lens::wk: return ClockUnit::wk;
  }
  return ClockUnit::h;
}

}  // namespace syn
