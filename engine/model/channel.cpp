#include "model/channel.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "model/parameters.hpp"

namespace syn {
namespace {

constexpr std::size_t kEarlyBins = 120;
constexpr double kEarlyMs = 0.1;
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

double ratio(double on, double off) { return on == 0.0 ? 0.0 : on / off; }

}  // namespace

std::string_view name_of(Subtype subtype) {
  switch (subtype) {
    case Subtype::glun2a:
      return "glun2a";
    case Subtype::glun2b:
      return "glun2b";
    case Subtype::glun2d:
      return "glun2d";
  }
  return "";
}

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

Channel::Channel(const Parameters& parameters, Subtype subtype) {
  constexpr double kPerMs = 1e-3;
  const std::string own = "channel." + std::string(name_of(subtype)) + ".";
  const auto rate = [&](const char* name) { return kPerMs * parameters[own + name]; };
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
  ketamine_kd_reference_um_ = parameters[own + "ketamine_kd"];
  magnesium_scale_ = parameters[own + "magnesium_scale"];
  conductance_ps_ = parameters[own + "conductance"];
  magnesium_off_ = kPerMs * parameters["channel.magnesium_off"];
  magnesium_off_slope_mv_ = parameters["channel.magnesium_off_slope"];
  magnesium_kd_zero_mm_ = parameters["channel.magnesium_kd"];
  magnesium_kd_slope_ = parameters["channel.magnesium_kd_slope"];
  magnesium_mm_ = parameters["channel.magnesium"];
  ketamine_on_ = kPerMs * parameters["channel.ketamine_on"];
  ketamine_depth_ = parameters["channel.ketamine_depth"];
  ketamine_reference_mv_ = parameters["channel.ketamine_reference"];
  ketamine_leak_ = kPerMs * parameters["channel.ketamine_leak"];
  thermal_mv_ = parameters["channel.thermal_voltage"];
  reversal_mv_ = parameters["channel.reversal"];
  resting_mv_ = parameters["channel.resting"];
  glutamate_peak_um_ = parameters["channel.glutamate_peak"];
  glutamate_tau_ms_ = parameters["channel.glutamate_tau"];
  ambient_um_ = parameters["channel.glutamate_ambient"];
}

double Channel::magnesium_kd_mm(double voltage_mv) const {
  return magnesium_scale_ * magnesium_kd_zero_mm_ * std::exp(magnesium_kd_slope_ * voltage_mv);
}

double Channel::ketamine_kd_um(double voltage_mv) const {
  return ketamine_kd_reference_um_ * std::exp(ketamine_depth_ * (voltage_mv - ketamine_reference_mv_) / thermal_mv_);
}

Matrix Channel::gate_generator(double glutamate_um) const {
  Matrix q(kGates, kGates);
  const auto both = [&](Gate a, Gate b, double there, double back) {
    add_rate(q, at(a), at(b), there);
    add_rate(q, at(b), at(a), back);
  };
  both(Gate::r, Gate::ra, 2.0 * kon_ * glutamate_um, koff_);
  both(Gate::ra, Gate::ra2, kon_ * glutamate_um, 2.0 * koff_);
  both(Gate::ra2, Gate::d1, kd1_on_, kd1_off_);
  both(Gate::ra2, Gate::d2, kd2_on_, kd2_off_);
  both(Gate::ra2, Gate::f, kf_on_, kf_off_);
  both(Gate::ra2, Gate::s, ks_on_, ks_off_);
  both(Gate::f, Gate::o, ks_on_, ks_off_);
  both(Gate::s, Gate::o, kf_on_, kf_off_);
  return q;
}

Matrix Channel::generator(const ChannelConditions& c) const {
  const Matrix gate = gate_generator(c.glutamate_um);
  Matrix q(kChannelStates, kChannelStates);
  for (std::size_t pore = 0; pore < kPores; ++pore) {
    for (std::size_t i = 0; i < kGates; ++i) {
      for (std::size_t j = 0; j < kGates; ++j) q(kGates * pore + i, kGates * pore + j) = gate(i, j);
    }
  }
  const std::size_t open = state_index(Pore::empty, Gate::o);
  const std::size_t open_mg = state_index(Pore::magnesium, Gate::o);
  const std::size_t open_ketamine = state_index(Pore::ketamine, Gate::o);
  const double magnesium_off = magnesium_off_ * std::exp(c.voltage_mv / magnesium_off_slope_mv_);
  add_rate(q, open, open_mg, magnesium_off / magnesium_kd_mm(c.voltage_mv) * c.magnesium_mm);
  add_rate(q, open_mg, open, magnesium_off);
  add_rate(q, open, open_ketamine, ketamine_on_ * c.ketamine_um);
  add_rate(q, open_ketamine, open, ketamine_on_ * ketamine_kd_um(c.voltage_mv));
  for (std::size_t gate_index = 0; gate_index < at(Gate::o); ++gate_index) {
    add_rate(q, open_ketamine - at(Gate::o) + gate_index, gate_index, ketamine_leak_);
  }
  return q;
}

ChannelState Channel::step(const ChannelState& state, const ChannelConditions& conditions, double ms) const {
  return to_state(multiply_row(state, propagator(conditions, ms)));
}

GateShares Channel::gate_equilibrium(double glutamate_um) const {
  // Weights relative to RA2 = 1.
  GateShares w{};
  w[at(Gate::ra2)] = 1.0;
  w[at(Gate::ra)] = 2.0 * koff_ / (kon_ * glutamate_um);
  w[at(Gate::r)] = w[at(Gate::ra)] * koff_ / (2.0 * kon_ * glutamate_um);
  w[at(Gate::d1)] = ratio(kd1_on_, kd1_off_);
  w[at(Gate::d2)] = ratio(kd2_on_, kd2_off_);
  w[at(Gate::f)] = kf_on_ / kf_off_;
  w[at(Gate::s)] = ks_on_ / ks_off_;
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

ChannelState Channel::equilibrium(const ChannelConditions& c) const {
  return product_state(gate_equilibrium(c.glutamate_um), pore_equilibrium(c));
}

double Channel::relative_current(const ChannelConditions& c) const {
  ChannelConditions drug_free = c;
  drug_free.ketamine_um = 0.0;
  return pore_equilibrium(c)[0] / pore_equilibrium(drug_free)[0];
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
  const double area = glutamate_peak_um_ * glutamate_tau_ms_ *
                      (std::exp(-from / glutamate_tau_ms_) - std::exp(-until_ms / glutamate_tau_ms_));
  return ambient_um_ + area / (until_ms - from_ms);
}

ReleaseStepper::ReleaseStepper(const Channel& channel, const ChannelConditions& between) {
  for (std::size_t bin = 0; bin < kEarlyBins; ++bin) {
    ChannelConditions c = between;
    const double end = bin_end_ms(bin);
    c.glutamate_um += channel.released_glutamate_um(end - kEarlyMs, end) - channel.ambient_glutamate_um();
    early_.push_back(channel.propagator(c, kEarlyMs));
  }
  late_ = channel.propagator(between, kLateMs);
}

double ReleaseStepper::bin_end_ms(std::size_t bin) {
  if (bin < kEarlyBins) return kEarlyMs * static_cast<double>(bin + 1);
  return kEarlyMs * static_cast<double>(kEarlyBins) + kLateMs * static_cast<double>(bin + 1 - kEarlyBins);
}

std::vector<ChannelState> ReleaseStepper::run(const ChannelState& start, double until_ms) const {
  std::vector<ChannelState> out;
  ChannelState state = start;
  constexpr double kRoundingMs = 1e-9;
  for (std::size_t bin = 0; bin_end_ms(bin) <= until_ms + kRoundingMs; ++bin) {
    state = to_state(multiply_row(state, bin < kEarlyBins ? early_[bin] : late_));
    out.push_back(state);
  }
  return out;
}

}  // namespace syn
