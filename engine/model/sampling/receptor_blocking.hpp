// The four turns in the life of a receptor that ketamine blocks, looked for in the process that the picture shows.
#pragma once

#include <optional>

#include "model/sampling/receptor_path.hpp"

namespace syn::receptor {

// A turn: when, and between what. Milliseconds since the release.
struct Turn {
  SinceRelease at;
  double open_ms = 0.0;  // for how long the gate had stood open when it came to it
};

// One blocking from begin to end, of one receptor.
struct Blocking {
  int receptor = 0;       // its identity; also how many were looked at in vain before it
  Turn magnesium_leaves;  // the pore is free and the gate open
  Turn ketamine_enters;
  Turn gate_shuts;  // behind it, for at least kStaysShut_ms
  Turn ketamine_leaves;
};
inline constexpr double kStaysShut_ms = 4.0;
// A gate that opens for less shows nobody who comes through.
inline constexpr double kSeenOpen_ms = 0.4;

// Looks through the stretch of ten minutes around `around`, at one receptor after the other, `at_most` of them. O(receptors x
// releases of a stretch). Nothing where no receptor goes through all four turns within the stretch.
std::optional<Blocking> find_blocking(StatePath& path, Hours around, int at_most);

// The first time in that stretch that magnesium leaves the open pore of the usual receptor, without asking for ketamine.
std::optional<Turn> find_magnesium_leaving(StatePath& path, Hours around);

}  // namespace syn::receptor
