#include "model/cortex/circuit_kinetics.hpp"

#include <algorithm>
#include <cmath>

#include "core/maths.hpp"
#include "model/channel/channel.hpp"
#include "model/data/parameters.hpp"

namespace syn {
namespace {

constexpr double kMsPerHour = 3.6e6;
constexpr double kSecondsPerHour = 3600.0;
constexpr double kStepInTimeConstants = 0.5;
constexpr int kMaxSteps = 64;  // 32 time constants: after that the block is at its equilibrium to the last bit
constexpr int kMaxRounds = 30;
constexpr double kSameBlock = 1e-14;

double open_share(const Channel& channel) {
  return channel.gate_equilibrium(channel.ambient_glutamate_um())[static_cast<std::size_t>(Gate::o)];
}

double entry_per_um_h(const Channel& channel) {
  const double unblocked = 1.0 / (1.0 + channel.magnesium_mm() / channel.magnesium_kd_mm(channel.resting_mv()));
  return channel.blocker().on_per_um_ms * kMsPerHour * unblocked;
}

double largest(const CircuitBlocks& b) { return std::max({b.pyramidal, b.parvalbumin, b.somatostatin}); }

double distance(const CircuitBlocks& a, const CircuitBlocks& b) {
  return largest({std::abs(a.pyramidal - b.pyramidal), std::abs(a.parvalbumin - b.parvalbumin), std::abs(a.somatostatin - b.somatostatin)});
}

}  // namespace

CircuitKinetics::CircuitKinetics(const Parameters& parameters, bool disinhibition)
    : circuit_(parameters, disinhibition), disinhibition_(disinhibition) {
  const Channel a(parameters, Subtype::glun2a);
  const Channel b(parameters, Subtype::glun2b);
  const Channel d(parameters, Subtype::glun2d);
  e_ = {parameters["circuit.open_time_e"] / kSecondsPerHour, 0.5 * (open_share(a) + open_share(b)),
        0.5 * (entry_per_um_h(a) + entry_per_um_h(b)), parameters["receptor.ic50_pyramidal"]};
  i_ = {parameters["circuit.open_time_i"] / kSecondsPerHour, open_share(d), entry_per_um_h(d), parameters["receptor.ic50_interneuron"]};
}

CircuitBlocks CircuitKinetics::opening_at(const CircuitRates& rates, double activity) const {
  const auto share = [&](const Cell& cell, double hz) {
    return std::min(1.0, activity * hz * kSecondsPerHour * cell.open_time_h + cell.tonic);
  };
  return {share(e_, rates.pyramidal), share(i_, rates.parvalbumin), share(i_, rates.somatostatin)};
}

CircuitBlocks CircuitKinetics::approach_per_h(double k_um, double activity) const {
  const CircuitBlocks q = opening(activity);
  const auto rate = [&](const Cell& cell, double opening) { return opening * cell.entry_per_um_h * (k_um + cell.ic50_um); };
  return {rate(e_, q.pyramidal), rate(i_, q.parvalbumin), rate(i_, q.somatostatin)};
}

CircuitBlocks CircuitKinetics::relaxed(const CircuitBlocks& from, const CircuitBlocks& q, double k_um, double hours) const {
  const CircuitBlocks goal = circuit_.equilibrium_blocks(k_um);
  const auto moved = [&](const Cell& cell, double opening, double start, double end) {
    return end + (start - end) * maths::exp(-opening * cell.entry_per_um_h * (k_um + cell.ic50_um) * hours);
  };
  CircuitBlocks out{moved(e_, q.pyramidal, from.pyramidal, goal.pyramidal), 0.0, 0.0};
  if (disinhibition_) {
    out.parvalbumin = moved(i_, q.parvalbumin, from.parvalbumin, goal.parvalbumin);
    out.somatostatin = moved(i_, q.somatostatin, from.somatostatin, goal.somatostatin);
  }
  return out;
}

void CircuitKinetics::advance(double k_um, double hours, double activity) {
  double left = hours;
  for (int step = 0; left > 0.0; ++step) {
    const double fastest = largest(approach_per_h(k_um, activity));
    const double h = step < kMaxSteps && fastest * left > kStepInTimeConstants ? kStepInTimeConstants / fastest : left;
    // Openings of the middle of the step, found together with its end.
    const CircuitBlocks start = opening(activity);
    CircuitBlocks end = relaxed(blocks_, start, k_um, h);
    for (int round = 0; round < kMaxRounds; ++round) {
      const CircuitBlocks finish = opening_at(circuit_.rates_under(end), activity);
      const CircuitBlocks middle{0.5 * (start.pyramidal + finish.pyramidal), 0.5 * (start.parvalbumin + finish.parvalbumin),
                                 0.5 * (start.somatostatin + finish.somatostatin)};
      const CircuitBlocks next = relaxed(blocks_, middle, k_um, h);
      const double change = distance(next, end);
      end = next;
      if (change < kSameBlock) break;
    }
    blocks_ = end;
    left -= h;
  }
}

}  // namespace syn
