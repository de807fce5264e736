// How fast single receptors are walked on this machine, for the program's own figures.
#pragma once

namespace syn {

class Parameters;

// Millions of transitions a second on one core, GluN2A, 1 mM magnesium, -60 mV. `sink` keeps the work from being left out.
struct WalkSpeed {
  double steady_agonist = 0.0;
  double synaptic_currents = 0.0;
  double sink = 0.0;
};
WalkSpeed measure_walk_speed(const Parameters& parameters);

}  // namespace syn
