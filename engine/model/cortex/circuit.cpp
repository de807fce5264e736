#include "model/cortex/circuit.hpp"

#include <algorithm>

#include "model/data/parameters.hpp"

namespace syn {

Circuit::Circuit(const Parameters& parameters, bool disinhibition)
    : receptor_(parameters),
      disinhibition_(disinhibition),
      e_{parameters["circuit.j_e"], parameters["circuit.n_e"], parameters["circuit.tau_e"]},
      p_{parameters["circuit.j_p"], parameters["circuit.n_p"], parameters["circuit.tau_p"]},
      s_{parameters["circuit.j_s"], parameters["circuit.n_s"], parameters["circuit.tau_s"]},
      w_ee_(parameters["circuit.w_ee"]),
      w_ep_(parameters["circuit.w_ep"]),
      w_es_(parameters["circuit.w_es"]),
      w_pe_(parameters["circuit.w_pe"]),
      w_se_(parameters["circuit.w_se"]),
      glutamate_gain_(parameters["circuit.glutamate_gain"]),
      glutamate_lag_h_(parameters["circuit.glutamate_lag"]),
      gamma_gain_(parameters["circuit.gamma_gain"]),
      gamma_floor_(parameters["circuit.gamma_floor"]),
      resting_(rates(0.0)) {}

CircuitBlocks Circuit::equilibrium_blocks(double k_um) const {
  const double interneuron = disinhibition_ ? receptor_.occupancy_interneuron(k_um) : 0.0;
  return {receptor_.occupancy_pyramidal(k_um), interneuron, interneuron};
}

Circuit::Gains Circuit::gains(const CircuitBlocks& b) const {
  return {1.0 - e_.nmda_share * b.pyramidal, 1.0 - p_.nmda_share * b.parvalbumin, 1.0 - s_.nmda_share * b.somatostatin};
}

CircuitRates Circuit::rates_under(const CircuitBlocks& blocks) const {
  const Gains h = gains(blocks);
  const double drive = e_.drive_hz * h.e - w_ep_ * p_.drive_hz * h.p - w_es_ * s_.drive_hz * h.s;
  const double damping = 1.0 - w_ee_ * h.e + w_ep_ * w_pe_ * h.p + w_es_ * w_se_ * h.s;
  const double e = std::max(0.0, drive / damping);
  return {e, (p_.drive_hz + w_pe_ * e) * h.p, (s_.drive_hz + w_se_ * e) * h.s};
}

double Circuit::gamma_ratio(double k_um) const { return std::max(gamma_floor_, 1.0 + gamma_gain_ * (pyramidal_ratio(k_um) - 1.0)); }

CircuitRates Circuit::slope(const CircuitRates& now, double k_um) const {
  const Gains h = gains(equilibrium_blocks(k_um));
  const double into_e = (e_.drive_hz + w_ee_ * now.pyramidal) * h.e - w_ep_ * now.parvalbumin - w_es_ * now.somatostatin;
  const double into_p = (p_.drive_hz + w_pe_ * now.pyramidal) * h.p;
  const double into_s = (s_.drive_hz + w_se_ * now.pyramidal) * h.s;
  return {(std::max(0.0, into_e) - now.pyramidal) / e_.tau_ms, (std::max(0.0, into_p) - now.parvalbumin) / p_.tau_ms,
          (std::max(0.0, into_s) - now.somatostatin) / s_.tau_ms};
}

}  // namespace syn
