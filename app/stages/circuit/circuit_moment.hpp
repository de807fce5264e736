// What the circuit stage shows at a moment: rates, blocks, spikes, brightness. A function of (trajectory, time, view).
#pragma once

#include <array>
#include <vector>

#include "app/stages/circuit/circuit_cells.hpp"
#include "app/viewing/view.hpp"
#include "model/cortex/circuit.hpp"
#include "model/data/parameters.hpp"
#include "model/run/trajectory.hpp"

namespace syn::circuit {

// One class of cells, as the model has it.
struct ClassMoment {
  double rate_hz = 0.0;
  double rest_hz = 1.0;  // without drug, same parameters
  double block = 0.0;    // share of its NMDA channels that the circuit takes as blocked
  double ratio() const { return rate_hz / rest_hz; }
  // 0..1: how bright its light is drawn. At rest cells that excite are half dark and those that hold back are lit; a change
  // of the rate changes the light kLightGain times as much.
  float light = 0.0F;
};

struct CellMoment {
  std::vector<double> since_s;  // spikes that still show, in the viewer's seconds before now
  int spikes = 0;               // within the window
  float brightness = 0.0F;      // 0..1
  double held = 0.0;            // NMDA receptor signs that hold ketamine; the last one may be part there
  // The strip of the last kRaster_s: spikes in seconds of the story before its end, now and at the resting rate.
  std::vector<double> back_s, rest_back_s;
};

struct Moment {
  std::array<ClassMoment, kCellClasses.size()> classes;
  double glutamate = 1.0;    // extracellular, relative to rest
  double ketamine_um = 0.0;  // unbound, in the brain
  bool spiking = false;      // single spikes are shown (lenses ms and s, motion not reduced)
  bool burst = true;         // the hypotheses that the scenario lists
  bool rest_block = true;
  double window_s = 1.0;     // of the story: what `spikes` counts
  double strip_end_s = 0.0;  // of the story: where the strip ends
  double next_s = 0.0;       // until the next spike of any cell; only while `spiking`
  CellClass next = CellClass::pyramidal;
  std::vector<CellMoment> cells;  // as grow_cells orders them
  const ClassMoment& of(CellClass type) const { return classes[static_cast<std::size_t>(type)]; }
};

inline constexpr double kLightGain = 3.5, kPyramidalRestLight = 0.25, kBrakeRestLight = 0.80;
inline constexpr double kRaster_s = 4.0;

constexpr bool shows_spikes(Lens lens) { return lens == Lens::ms || lens == Lens::s; }
// Seconds of the story in one second of the viewer's, at speed x 1.
double story_per_second(Lens lens);

// Rates without drug; at rest no hypothesis plays a part.
CircuitRates resting_rates(const Parameters& parameters);
// `resting`: of the run's parameters.
Moment moment_at(const Trajectory& trajectory, const CircuitRates& resting, Hours time, const View& view, const std::vector<Cell>& cells);

// Modelled rate of a class, Hz.
double rate_of(const Trajectory& trajectory, CellClass type, Hours time);
// The identity of a cell's spike train.
std::uint64_t train_of(const Cell& cell);

}  // namespace syn::circuit
