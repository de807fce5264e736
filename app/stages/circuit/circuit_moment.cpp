#include "app/stages/circuit/circuit_moment.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "model/sampling/circuit_spikes.hpp"

namespace syn::circuit {
namespace {

constexpr double kSeen_s = 3.2;        // of the viewer: after this a pulse has left the longest axon
constexpr double kLongWindow_s = 1.0;  // of the story, in the lenses that show no spikes
constexpr double kReach_s = 2.0;       // how far ahead the next spike is looked for
constexpr std::uint32_t kHeldDraw = 800;

constexpr double kAnySeconds_s = 86400.0;  // the end of the strip where single spikes cannot be followed

float light_of(CellClass type, double ratio) {
  const double rest = type == CellClass::pyramidal ? kPyramidalRestLight : kBrakeRestLight;
  return static_cast<float>(std::clamp(rest + kLightGain * (ratio - 1.0), 0.04, 1.0));
}

// With the light of its rate a cell lights up at each spike, and fades.
float flickerless(const std::vector<double>& since_s, float light) {
  double dark = 1.0;
  for (const double since : since_s) dark *= 1.0 - 0.85 * glow(since);
  return static_cast<float>(std::clamp(0.72 * light + 0.28 * (1.0 - dark), 0.0, 1.0));
}

}  // namespace

double story_per_second(Lens lens) { return 3600.0 * lens_hours_per_second(lens); }

double rate_of(const Trajectory& trajectory, CellClass type, Hours time) {
  switch (type) {
    case CellClass::pyramidal: return trajectory.at(Inner::pyramidal_hz, time);
    case CellClass::parvalbumin: return trajectory.at(Inner::parvalbumin_hz, time);
    case CellClass::somatostatin: return trajectory.at(Inner::somatostatin_hz, time);
  }
  return 0.0;
}

std::uint64_t train_of(const Cell& cell) {
  return 100 * (1 + static_cast<std::uint64_t>(cell.type)) + static_cast<std::uint64_t>(cell.number);
}

CircuitRates resting_rates(const Parameters& parameters) { return Circuit(parameters, true).resting(); }

Moment moment_at(const Trajectory& trajectory, const CircuitRates& rest, Hours time, const View& view, const std::vector<Cell>& cells) {
  const Scenario& scenario = trajectory.scenario();
  Moment m;
  m.classes = {
      ClassMoment{rate_of(trajectory, CellClass::pyramidal, time), rest.pyramidal, trajectory.at(Column::nmda_block_pyramidal, time)},
      ClassMoment{rate_of(trajectory, CellClass::parvalbumin, time), rest.parvalbumin, trajectory.at(Inner::block_parvalbumin, time)},
      ClassMoment{rate_of(trajectory, CellClass::somatostatin, time), rest.somatostatin, trajectory.at(Inner::block_somatostatin, time)}};
  for (const CellClass type : kCellClasses) {
    ClassMoment& of = m.classes[static_cast<std::size_t>(type)];
    of.light = light_of(type, of.ratio());
  }
  m.glutamate = trajectory.at(Column::glutamate, time);
  m.ketamine_um = trajectory.at(Column::brain_ketamine, time);
  m.burst = scenario.model.has(Hypothesis::burst);
  m.rest_block = scenario.model.has(Hypothesis::rest_block);
  m.spiking = shows_spikes(view.lens) && !view.reduced_motion;
  const double pace = story_per_second(view.lens);
  m.window_s = shows_spikes(view.lens) ? pace : kLongWindow_s;
  m.next_s = kReach_s;

  const double now = time.seconds();
  // At a pace too fast to follow, the strip shows the same seconds always, at the rates of now: it does not flicker, and what
  // the rates add or take away can be seen one spike at a time.
  const double strip_end = m.spiking ? now : kAnySeconds_s;
  m.strip_end_s = strip_end;
  for (const Cell& cell : cells) {
    const auto rate = [&](double t) { return rate_of(trajectory, cell.type, Hours::from_seconds(t)); };
    const std::uint64_t train = train_of(cell);
    CellMoment c;
    const double back = m.spiking ? std::max(m.window_s, kSeen_s * pace) : m.window_s;
    for (const double spike : spikes_between(scenario.seed, train, now - back, now, rate)) {
      if (spike >= now - m.window_s) ++c.spikes;
      if (m.spiking && spike >= now - kSeen_s * pace) c.since_s.push_back((now - spike) / pace);
    }
    if (m.spiking) {
      const double next = next_spike(scenario.seed, train, now, m.next_s, rate) - now;
      if (next < m.next_s) m.next_s = next, m.next = cell.type;
    }
    const ClassMoment& of = m.of(cell.type);
    c.brightness = m.spiking ? flickerless(c.since_s, of.light) : of.light;
    // Rates hardly change within the strip, so that of its end stands for all of it.
    const SpikesAtTwo strip = spikes_at_two(scenario.seed, train, strip_end - kRaster_s, strip_end, of.rate_hz, of.rest_hz);
    for (const double spike : strip.first_s) c.back_s.push_back(strip_end - spike);
    for (const double spike : strip.second_s) c.rest_back_s.push_back(strip_end - spike);
    // Rounded differently in each cell of a class, so that the class as a whole has the modelled share.
    const int mates = cell.type == CellClass::pyramidal     ? kPyramidalCells
                      : cell.type == CellClass::parvalbumin ? kParvalbuminCells
                                                            : kSomatostatinCells;
    const double round = (cell.number + uniform_at(scenario.seed, static_cast<std::uint64_t>(cell.type), kHeldDraw)) / mates;
    c.held = of.block <= 0.0 ? 0.0 : kReceptorSigns * of.block + round;
    m.cells.push_back(std::move(c));
  }
  return m;
}

}  // namespace syn::circuit
