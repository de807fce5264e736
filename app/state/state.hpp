// What is being shown: the whole of it, as one value.
#pragma once

#include <optional>

#include "app/viewing/view.hpp"
#include "core/enum_table.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

struct Playhead {
  double time_h = 0.0;
  bool playing = false;
  double speed = 1.0;  // multiplies the lens's own pace; 0.1 .. 10
  bool operator==(const Playhead&) const = default;
};

// Which marker of the timeline the panels edit.
enum class MarkerKind { none, dose, therapy };
template <>
inline constexpr auto kWords<MarkerKind> = words("none", "dose", "therapy");
struct Selection {
  MarkerKind kind = MarkerKind::dose;
  int index = 0;
  bool operator==(const Selection&) const = default;
};

struct State {
  Scenario scenario;
  Playhead playhead;
  View view;
  Selection selection;
  std::optional<Scenario> pinned;  // run A, to compare with
  bool operator==(const State&) const = default;
};

}  // namespace syn
