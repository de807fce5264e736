#include "model/channel/synaptic_channel.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/data/parameters.hpp"

namespace syn {
namespace {

// The table in stretches of even spacing.
struct Stretch {
  double end_ms;
  double spacing_ms;
};
constexpr std::array kStretches{Stretch{12.0, 0.1}, Stretch{1000.0, 1.0}, Stretch{10000.0, 10.0}, Stretch{60000.0, 100.0}};

std::size_t bins(double start_ms, const Stretch& stretch) {
  return static_cast<std::size_t>(std::llround((stretch.end_ms - start_ms) / stretch.spacing_ms));
}

}  // namespace

SynapticChannel::SynapticChannel(const Parameters& parameters, Subtype subtype)
    : channel_(parameters, subtype),
      receptor_(parameters),
      interneuron_(subtype == Subtype::glun2d),
      before_(channel_.gate_equilibrium(channel_.ambient_glutamate_um())) {
  table_.push_back(before_);
  const auto advance = [&](const Matrix& step) {
    const std::vector<double> next = multiply_row(table_.back(), step);
    GateShares shares{};
    std::copy(next.begin(), next.end(), shares.begin());
    table_.push_back(shares);
  };
  double start_ms = 0.0;
  for (const Stretch& stretch : kStretches) {
    const std::size_t count = bins(start_ms, stretch);
    const bool transient = start_ms == 0.0;
    const Matrix calm = exponential(channel_.gate_generator(channel_.ambient_glutamate_um()) * stretch.spacing_ms);
    for (std::size_t bin = 0; bin < count; ++bin) {
      const double from = start_ms + stretch.spacing_ms * static_cast<double>(bin);
      const double glutamate = channel_.released_glutamate_um(from, from + stretch.spacing_ms);
      advance(transient ? exponential(channel_.gate_generator(glutamate) * stretch.spacing_ms) : calm);
    }
    start_ms = stretch.end_ms;
  }
}

GateShares SynapticChannel::release_conformations(double ms_after_release) const {
  if (!(ms_after_release > 0.0)) return before_;
  double start_ms = 0.0;
  std::size_t first = 0;
  for (const Stretch& stretch : kStretches) {
    if (ms_after_release < stretch.end_ms) {
      const double place = (ms_after_release - start_ms) / stretch.spacing_ms;
      const std::size_t bin = std::min(static_cast<std::size_t>(place), bins(start_ms, stretch) - 1);
      const double along = place - static_cast<double>(bin);
      GateShares out{};
      for (std::size_t i = 0; i < kGates; ++i) out[i] = (1.0 - along) * table_[first + bin][i] + along * table_[first + bin + 1][i];
      return out;
    }
    first += bins(start_ms, stretch);
    start_ms = stretch.end_ms;
  }
  return table_.back();
}

PoreShares SynapticChannel::pore_shares_at(double k_um, double voltage_mv) const {
  const double ketamine = interneuron_ ? receptor_.occupancy_interneuron(k_um) : receptor_.occupancy_pyramidal(k_um);
  const PoreShares without = channel_.pore_equilibrium({0.0, voltage_mv, channel_.magnesium_mm(), 0.0});
  return {(1.0 - ketamine) * without[0], (1.0 - ketamine) * without[1], ketamine};
}

double SynapticChannel::conducting(double ms_after_release, double k_um, double voltage_mv) const {
  return release_conformations(ms_after_release)[static_cast<std::size_t>(Gate::o)] * pore_shares_at(k_um, voltage_mv)[0];
}

double SynapticChannel::current_pa(double ms_after_release, double k_um, double voltage_mv) const {
  return channel_.current_pa(conducting(ms_after_release, k_um, voltage_mv), voltage_mv);
}

}  // namespace syn
