#include "model/channel/channel.hpp"

#include <algorithm>
#include <string>

#include "core/maths.hpp"
#include "model/data/parameters.hpp"

namespace syn {
namespace {

constexpr double kLateMs = 1.0;

constexpr std::size_t at(Gate gate) { return static_cast<std::size_t>(gate); }

// Sets the rate of one way and takes it from the diagonal, so that the row keeps its sum of zero.
void add_rate(Matrix& q, std::size_t from, std::size_t to, double rate) {
  q(from, to) += rate;
  q(from, from) -= rate;
}

ChannelState to_state(const std::vector<double>& row) {
  ChannelState state{};
  std::copy(row.begin(), row.end(), state.begin());
  return state;
}

// exp(Q h) on one row by uniformisation (Jensen 1953): a Poisson number of jumps of a chain that jumps at the fastest
// rate and often stays. All terms are positive; cheap while few jumps are expected.
ChannelState by_jumps(const ChannelState& state, const Matrix& q, double fastest, double ms) {
  struct Move {
    std::size_t from, to;
    double share;
  };
  std::vector<Move> moves;
  moves.reserve(4 * kChannelStates);
  for (std::size_t i = 0; i < kChannelStates; ++i) {
    for (std::size_t j = 0; j < kChannelStates; ++j)
      if (i != j && q(i, j) > 0.0) moves.push_back({i, j, q(i, j) / fastest});
  }
  const double expected = fastest * ms;
  constexpr double kNegligible = 1e-17;
  ChannelState after = state;
  ChannelState sum{};
  double weight = maths::exp(-expected);
  double weights = 0.0;
  for (double jumps = 0.0; jumps <= expected || weight > kNegligible; ++jumps) {
    for (std::size_t i = 0; i < kChannelStates; ++i) sum[i] += weight * after[i];
    weights += weight;
    weight *= expected / (jumps + 1.0);
    const ChannelState before = after;
    for (const Move& move : moves) {
      const double flow = before[move.from] * move.share;
      after[move.to] += flow;
      after[move.from] -= flow;
    }
  }
  for (double& share : sum) share /= weights;
  return sum;
}

double ratio(double on, double off) { return on == 0.0 ? 0.0 : on / off; }

}  // namespace

double open_probability(const ChannelState& state) { return state[state_index(Pore::empty, Gate::o)]; }

GateShares gate_shares(const ChannelState& state) {
  GateShares shares{};
  for (std::size_t i = 0; i < kChannelStates; ++i) shares[i % kGates] += state[i];
  return shares;
}

PoreShares pore_shares(const ChannelState& state) {
  PoreShares shares{};
  for (std::size_t i = 0; i < kChannelStates; ++i) shares[i / kGates] += state[i];
  return shares;
}

double trapped_share(const ChannelState& state) {
  return pore_shares(state)[static_cast<std::size_t>(Pore::ketamine)] - state[state_index(Pore::ketamine, Gate::o)];
}

ChannelState resting_state() {
  ChannelState state{};
  state[state_index(Pore::empty, Gate::r)] = 1.0;
  return state;
}

ChannelState product_state(const GateShares& gates, const PoreShares& pores) {
  ChannelState state{};
  for (std::size_t i = 0; i < kChannelStates; ++i) state[i] = pores[i / kGates] * gates[i % kGates];
  return state;
}

Warming::Warming(const Parameters& parameters) {
  constexpr double kZeroCelsius = 273.15;
  const double reference_c = parameters["channel.temperature_reference"];
  const double warmer_c = parameters["channel.temperature"] - reference_c;
  const auto factor = [&](const char* q10) { return maths::pow(parameters[q10], warmer_c / 10.0); };
  gating = factor("channel.q10_gating");
  magnesium = factor("channel.q10_magnesium");
  drug = factor("channel.q10_drug");
  thermal_mv = parameters["channel.thermal_voltage"] * (1.0 + warmer_c / (reference_c + kZeroCelsius));
}

Channel::Channel(const Parameters& parameters, Subtype subtype, PoreBlocker blocker)
    : blocker_(blocker_rates(parameters, blocker, subtype)) {
  constexpr double kPerMs = 1e-3;
  const Warming warming(parameters);
  const std::string own = "channel." + std::string(name_of(subtype)) + ".";
  const auto rate = [&](const char* name) { return kPerMs * warming.gating * parameters[own + name]; };
  kon_ = rate("kon");
  koff_ = rate("koff");
  kd1_on_ = rate("kd1_on");
  kd1_off_ = rate("kd1_off");
  kd2_on_ = rate("kd2_on");
  kd2_off_ = rate("kd2_off");
  kf_on_ = rate("kf_on");
  kf_off_ = rate("kf_off");
  ks_on_ = rate("ks_on");
  ks_off_ = rate("ks_off");
  magnesium_scale_ = parameters[own + "magnesium_scale"];
  conductance_ps_ = parameters[own + "conductance"];
  magnesium_off_ = kPerMs * warming.magnesium * parameters["channel.magnesium_off"];
  magnesium_off_slope_mv_ = parameters["channel.magnesium_off_slope"];
  magnesium_kd_zero_mm_ = parameters["channel.magnesium_kd"];
  magnesium_kd_slope_ = parameters["channel.magnesium_kd_slope"];
  magnesium_mm_ = parameters["channel.magnesium"];
  gating_voltage_ = parameters["channel.gating_voltage"];
  gating_voltage_slope_mv_ = parameters["channel.gating_voltage_slope"];
  gating_voltage_zero_mv_ = parameters["channel.gating_voltage_zero"];
  second_site_effect_ = parameters["channel.second_site_effect"];
  reversal_mv_ = parameters["channel.reversal"];
  resting_mv_ = parameters["channel.resting"];
  glutamate_peak_um_ = parameters["channel.glutamate_peak"];
  glutamate_tau_ms_ = parameters["channel.glutamate_tau"];
  ambient_um_ = parameters["channel.glutamate_ambient"];
}

double Channel::magnesium_kd_mm(double voltage_mv) const {
  return magnesium_scale_ * magnesium_kd_zero_mm_ * maths::exp(magnesium_kd_slope_ * voltage_mv);
}

Channel::Steps Channel::steps(const ChannelConditions& c) const {
  const double pull = maths::exp(gating_voltage_ * (c.voltage_mv - gating_voltage_zero_mv_) / gating_voltage_slope_mv_);
  return {kf_on_ * pull * (1.0 - second_site_effect_ * c.second_site), kf_off_ / pull, ks_on_ * pull, ks_off_ / pull};
}

Matrix Channel::gate_generator(const ChannelConditions& c) const {
  const Steps step = steps(c);
  Matrix q(kGates, kGates);
  const auto both = [&](Gate a, Gate b, double there, double back) {
    add_rate(q, at(a), at(b), there);
    add_rate(q, at(b), at(a), back);
  };
  both(Gate::r, Gate::ra, 2.0 * kon_ * c.glutamate_um, koff_);
  both(Gate::ra, Gate::ra2, kon_ * c.glutamate_um, 2.0 * koff_);
  both(Gate::ra2, Gate::d1, kd1_on_, kd1_off_);
  both(Gate::ra2, Gate::d2, kd2_on_, kd2_off_);
  both(Gate::ra2, Gate::f, step.fast_on, step.fast_off);
  both(Gate::ra2, Gate::s, step.slow_on, step.slow_off);
  both(Gate::f, Gate::o, step.slow_on, step.slow_off);
  both(Gate::s, Gate::o, step.fast_on, step.fast_off);
  return q;
}

Matrix Channel::generator(const ChannelConditions& c) const {
  const Matrix gate = gate_generator(c);
  Matrix q(kChannelStates, kChannelStates);
  for (std::size_t pore = 0; pore < kPores; ++pore) {
    for (std::size_t i = 0; i < kGates; ++i) {
      for (std::size_t j = 0; j < kGates; ++j) q(kGates * pore + i, kGates * pore + j) = gate(i, j);
    }
  }
  const std::size_t open = state_index(Pore::empty, Gate::o);
  const std::size_t open_mg = state_index(Pore::magnesium, Gate::o);
  const std::size_t open_ketamine = state_index(Pore::ketamine, Gate::o);
  const double magnesium_off = magnesium_off_ * maths::exp(c.voltage_mv / magnesium_off_slope_mv_);
  add_rate(q, open, open_mg, magnesium_off / magnesium_kd_mm(c.voltage_mv) * c.magnesium_mm);
  add_rate(q, open_mg, open, magnesium_off);
  add_rate(q, open, open_ketamine, blocker_.on_per_um_ms * c.ketamine_um);
  add_rate(q, open_ketamine, open, blocker_.off_per_ms(c.voltage_mv));
  for (std::size_t gate_index = 0; gate_index < at(Gate::o); ++gate_index) {
    add_rate(q, open_ketamine - at(Gate::o) + gate_index, gate_index, blocker_.leak_per_ms);
  }
  return q;
}

ChannelState Channel::step(const ChannelState& state, const ChannelConditions& conditions, double ms) const {
  const Matrix q = generator(conditions);
  double fastest = 0.0;
  for (std::size_t i = 0; i < kChannelStates; ++i) fastest = std::max(fastest, -q(i, i));
  constexpr double kFewJumps = 60.0;
  if (fastest * ms > kFewJumps) return to_state(multiply_row(state, exponential(q * ms)));
  return by_jumps(state, q, fastest, ms);
}

GateShares Channel::gate_equilibrium(const ChannelConditions& c) const {
  GateShares w{};
  if (!(c.glutamate_um > 0.0)) {
    w[at(Gate::r)] = 1.0;
    return w;
  }
  const Steps step = steps(c);
  // Weights relative to RA2 = 1.
  w[at(Gate::ra2)] = 1.0;
  w[at(Gate::ra)] = 2.0 * koff_ / (kon_ * c.glutamate_um);
  w[at(Gate::r)] = w[at(Gate::ra)] * koff_ / (2.0 * kon_ * c.glutamate_um);
  w[at(Gate::d1)] = ratio(kd1_on_, kd1_off_);
  w[at(Gate::d2)] = ratio(kd2_on_, kd2_off_);
  w[at(Gate::f)] = step.fast_on / step.fast_off;
  w[at(Gate::s)] = step.slow_on / step.slow_off;
  w[at(Gate::o)] = w[at(Gate::f)] * w[at(Gate::s)];
  double sum = 0.0;
  for (const double weight : w) sum += weight;
  for (double& weight : w) weight /= sum;
  return w;
}

PoreShares Channel::pore_equilibrium(const ChannelConditions& c) const {
  const double ketamine = c.ketamine_um / ketamine_kd_um(c.voltage_mv);
  const double magnesium = c.magnesium_mm / magnesium_kd_mm(c.voltage_mv);
  const double sum = 1.0 + magnesium + ketamine;
  return {1.0 / sum, magnesium / sum, ketamine / sum};
}

ChannelState Channel::equilibrium(const ChannelConditions& c) const { return product_state(gate_equilibrium(c), pore_equilibrium(c)); }

double Channel::relative_current(const ChannelConditions& c) const {
  return relative_current(c.ketamine_um / ketamine_kd_um(c.voltage_mv), c.voltage_mv, c.magnesium_mm);
}

double Channel::relative_current(double strength, double voltage_mv, double magnesium_mm) const {
  const double magnesium = magnesium_mm / magnesium_kd_mm(voltage_mv);
  return (1.0 + magnesium) / (1.0 + strength + magnesium);
}

double Channel::ic50_um(double voltage_mv, double magnesium_mm) const {
  return ketamine_kd_um(voltage_mv) * (1.0 + magnesium_mm / magnesium_kd_mm(voltage_mv));
}

double Channel::mean_open_ms() const { return 1.0 / (kf_off_ + ks_off_); }

double Channel::current_pa(double conducting_probability, double voltage_mv) const {
  constexpr double kPicoamperePerPicosiemensMillivolt = 1e-3;
  return conducting_probability * conductance_ps_ * (voltage_mv - reversal_mv_) * kPicoamperePerPicosiemensMillivolt;
}

double Channel::released_glutamate_um(double from_ms, double until_ms) const {
  const double from = std::max(0.0, from_ms);
  if (until_ms <= from) return ambient_um_;
  const double area =
      glutamate_peak_um_ * glutamate_tau_ms_ * (maths::exp(-from / glutamate_tau_ms_) - maths::exp(-until_ms / glutamate_tau_ms_));
  return ambient_um_ + area / (until_ms - from_ms);
}

std::vector<double> Channel::release_bins_um() const {
  std::vector<double> out;
  for (std::size_t bin = 0; bin < kReleaseBins; ++bin) {
    const double from = kReleaseBinMs * static_cast<double>(bin);
    out.push_back(released_glutamate_um(from, from + kReleaseBinMs) - ambient_um_);
  }
  return out;
}

ReleaseStepper::ReleaseStepper(const Channel& channel, const ChannelConditions& between) {
  for (const double added_um : channel.release_bins_um()) {
    ChannelConditions c = between;
    c.glutamate_um += added_um;
    early_.push_back(channel.propagator(c, kReleaseBinMs));
  }
  late_ = channel.propagator(between, kLateMs);
}

double ReleaseStepper::bin_end_ms(std::size_t bin) {
  if (bin < kReleaseBins) return kReleaseBinMs * static_cast<double>(bin + 1);
  return kReleaseBinMs * static_cast<double>(kReleaseBins) + kLateMs * static_cast<double>(bin + 1 - kReleaseBins);
}

std::vector<ChannelState> ReleaseStepper::run(const ChannelState& start, double until_ms) const {
  std::vector<ChannelState> out;
  ChannelState state = start;
  constexpr double kRoundingMs = 1e-9;
  for (std::size_t bin = 0; bin_end_ms(bin) <= until_ms + kRoundingMs; ++bin) {
    state = to_state(multiply_row(state, bin < kReleaseBins ? early_[bin] : late_));
    out.push_back(state);
  }
  return out;
}

}  // namespace syn
