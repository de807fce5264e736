#include "model/cortex/plasticity.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/maths.hpp"
#include "model/data/parameters.hpp"

namespace syn {
namespace {

double above(double x) { return x > 0.0 ? x : 0.0; }
double square(double x) { return x * x; }

// x to a power that is usually a small whole number (given in `whole`, or 0).
double power(double x, double n, int whole) {
  if (whole == 0) return maths::pow(x, n);
  double out = 1.0;
  for (int left = whole; left > 0; left /= 2) {
    if (left % 2 == 1) out *= x;
    x *= x;
  }
  return out;
}

int whole_number(double n) { return n == std::floor(n) && n >= 1.0 && n <= 64.0 ? static_cast<int>(n) : 0; }

// A released BDNF above rest that is only rounding noise would come out of the later square roots as a signal.
constexpr double kNoSignal = 1e-13;

}  // namespace

PlasticityRoutes PlasticityRoutes::of(const ModelOptions& options) {
  return {options.has(Hypothesis::burst), options.has(Hypothesis::rest_block), options.route_logic};
}

PlasticityConstants::PlasticityConstants(const Parameters& parameters, Species species) {
  const auto at = [&](const char* name) { return parameters[std::string("plasticity.") + name]; };
  K1 = at("burst.half_block");
  n1 = at("burst.block_power");
  K2 = at("burst.shutdown_block");
  n2 = at("burst.shutdown_power");
  kHp = at("burst.adaptation_by_block");
  kHg = at("burst.adaptation_by_glutamate");
  tH = at(species == Species::human ? "burst.recovery_time_human" : "burst.recovery_time");
  gG = at("burst.gain");
  gGa = at("burst.acute_stress_gain");
  tG = at("burst.glutamate_time");
  wr = at("eef2.rest_block_weight");
  tE = at("eef2.time");
  wS = at("eef2.s6k_weight");
  gBt = at("bdnf.pool_gain");
  tBp = at("bdnf.pool_time");
  gBr = at("bdnf.release_gain");
  rho0 = at("bdnf.release_from_base_pool");
  rho1 = at("bdnf.release_from_new_pool");
  tBr = at("bdnf.release_time");
  tT = at("trkb.time");
  KT = at("trkb.half_signal");
  gAk = at("akt.gain");
  tAk = at("akt.time");
  gEr = at("erk.gain");
  tEr = at("erk.time");
  wG = at("gsk3.akt_weight");
  tGs = at("gsk3.time");
  serine_gain = at("gsk3.serine_gain");
  gM = at("mtorc1.gain");
  phi0 = at("mtorc1.gate_floor");
  phiK = at("mtorc1.gate_half");
  tM = at("mtorc1.time");
  tS6 = at("s6k.time");
  gel = at("translation.elongation_gain");
  KD = at("translation.half_drive");
  const double factor = species == Species::human ? at("protein.human_factor") : 1.0;
  kP = factor * at("protein.psd95_rate");
  kA = factor * at("protein.glua1_rate");
  Pmax = at("protein.ceiling");
  tP = at("protein.lifetime");
  synapsin = at("protein.synapsin_weight");
  kR = at("ampar.rate");
  wR1 = at("ampar.trkb_weight");
  wR2 = at("ampar.gsk3_weight");
  Rmax = at("ampar.ceiling");
  tR = at("ampar.lifetime");
  tV = at("spine.growth_delay");
  gf = at("spine.growth_gain");
  KV = at("spine.growth_half");
  fN = at("spine.nascent_share");
  tN = at("spine.nascent_lifetime");
  pc = at("spine.stabilised_share");
  pmax = at("spine.stabilised_ceiling");
  gp = at("spine.psd95_gain");
  Smax = at("spine.capacity");
  hS = at("spine.crowding");
  knat = at("spine.natural_repair");
  gd = at("spine.deficit_share");
  sM = at("stress.mtorc1");
  sP = at("stress.protein");
  sB = at("stress.bdnf");
  sf = at("stress.formation");
  se = at("stress.loss");
  Sfl = at("stress.spine_floor");
  tL = at("stress.load_time");
  acute_size = at("acute_stress.size");
  acute_fall = at("acute_stress.fall_time");
  acute_rise = at("acute_stress.rise_time");
  acute_formation = at("acute_stress.formation_gain");
  acute_loss = at("acute_stress.loss_gain");
  gC = at("extrasynaptic.mtorc1_gain");
  wC = at("extrasynaptic.ampar_weight");
  erased_from_nascent = at("experiment.erased_from_nascent");
  lone_burst_pool = at("either.burst_alone_pool");
  lone_rest_throughput = at("either.rest_alone_throughput");
}

struct Plasticity::Formation {
  double drug;             // fx
  double all;              // f
  double stabilised;       // pv
  double persistent_loss;  // e
  double natural_repair;   // nat
};

Plasticity::Plasticity(const PlasticityConstants& constants, const PlasticityRoutes& routes, const PlasticitySwitches& switches)
    : c_(constants), routes_(routes), s_(switches) {
  rate_ = {1.0 / c_.tG, 1.0 / c_.tE,  1.0 / c_.tBp, 1.0 / c_.tBr, 1.0 / c_.tT, 1.0 / c_.tAk, 1.0 / c_.tEr, 1.0 / c_.tGs,
           1.0 / c_.tM, 1.0 / c_.tS6, 1.0 / c_.tH,  1.0 / c_.tR,  1.0 / c_.tP, 1.0 / c_.tV,  1.0 / c_.tN,  1.0 / c_.tL};
  f0_ = c_.fN * rate_.tN;
  e0_ = c_.pc * f0_ / (1.0 - c_.fN);
  if (!routes_.rest_block) c_.wr = 0.0;
  whole_n1_ = whole_number(c_.n1);
  whole_n2_ = whole_number(c_.n2);
  half_drive_ = power(c_.K1, c_.n1, whole_n1_);
  half_shutdown_ = power(c_.K2, c_.n2, whole_n2_);
}

Plasticity::Burst Plasticity::burst(double block) const {
  const double x = s_.block_disinhibition * block;
  const double drive = power(x, c_.n1, whole_n1_);
  const double shutdown = power(x, c_.n2, whole_n2_);
  return {drive / (drive + half_drive_), shutdown / (shutdown + half_shutdown_)};
}

double Plasticity::glutamate_target(const PlasticityState& y, const Burst& now) const {
  const double gain = routes_.burst ? c_.gG : 0.0;
  return 1.0 + gain * now.drive * (1.0 - now.shutdown) * (1.0 - y.adaptation);
}

// K: activity of the eEF2 kinase.
double Plasticity::brake_target(const PlasticityState& y, const PlasticityInput& in) const {
  return s_.eef2k_gene * (1.0 - s_.eef2k_blocked) * (1.0 - c_.wr * s_.block_at_rest * in.block) / (1.0 + c_.wS * above(y.s6k - 1.0));
}

double Plasticity::pool_target(const PlasticityState& y) const {
  const double b0 = 1.0 - c_.sB * y.stress_load;
  return b0 * (1.0 + c_.gBt * above(s_.eef2k_gene - y.eef2_phospho));
}

// Release needs AMPA throughput AND a BDNF pool; with "either", a constant stands in for the arm that is not listed.
double Plasticity::release_target(const PlasticityState& y, const PlasticityInput& in) const {
  const double b0 = 1.0 - c_.sB * y.stress_load;
  const bool either = routes_.logic == RouteLogic::either;
  const bool lone_burst = either && routes_.burst && !routes_.rest_block;
  const bool lone_rest = either && routes_.rest_block && !routes_.burst;
  const double new_pool = c_.rho1 * above(y.bdnf_pool / b0 - 1.0);
  const double pool = lone_burst ? c_.lone_burst_pool : (lone_rest ? 0.0 : c_.rho0) + new_pool;
  const double surplus = lone_rest ? c_.lone_rest_throughput : above(y.glutamate - 1.0);
  const double calcium = (surplus + in.metabolite_drive) * y.ampar * (1.0 - s_.ampa_blocked) * (1.0 - s_.calcium_blocked);
  return b0 * (1.0 + c_.gBr * s_.bdnf_secretion * calcium * pool);
}

double Plasticity::trkb_signal(const PlasticityState& y) const {
  const double x = y.trkb - (1.0 - c_.sB * y.stress_load);
  return x < kNoSignal ? 0.0 : x / (x + c_.KT);
}

double Plasticity::gsk3_target(const PlasticityState& y) const {
  return (1.0 - s_.gsk3_blocked) / (1.0 + c_.wG * (1.0 - s_.gsk3_knock_in) * above(y.akt - 1.0));
}

double Plasticity::trkb_target(const PlasticityState& y, const PlasticityInput& in) const {
  return (1.0 - s_.trkb_blocked) * (1.0 - s_.bdnf_bound) * y.bdnf_released * (1.0 + in.trkb_direct);
}

double Plasticity::mtorc1_target(const PlasticityState& y, const PlasticityInput& in) const {
  const double inhibited = square(above(1.0 - y.gsk3));
  const double gate = c_.phi0 + (1.0 - c_.phi0) * inhibited / (inhibited + square(c_.phiK));
  const double m0 = 1.0 - c_.sM * y.stress_load;
  return (1.0 - s_.mtorc1_blocked) *
         (m0 + c_.gC * in.extrasynaptic_block + c_.gM * std::sqrt(above(y.akt - 1.0) * above(y.erk - 1.0)) * gate);
}

double Plasticity::ampar_production(const PlasticityState& y, const PlasticityInput& in) const {
  const double free_gsk3 = 1.0 - s_.gsk3_blocked;
  const double by_gsk3 = c_.wR2 * (1.0 - s_.gsk3_knock_in) * above(free_gsk3 - y.gsk3) / free_gsk3;
  const double signal = trkb_signal(y) * (c_.wR1 + by_gsk3) + c_.wC * in.extrasynaptic_block;
  return c_.kR * signal * above(c_.Rmax - y.ampar);
}

Plasticity::Formation Plasticity::formation(const PlasticityState& y, const PlasticityInput& in) const {
  const double density = y.spine_density();
  const double room = above(c_.Smax - density) / (c_.Smax - 1.0);
  const double m0 = 1.0 - c_.sM * y.stress_load;
  const double permitted = std::min(1.0, y.mtorc1 / m0);
  const double v2 = square(y.growth_signal_3);
  const double stressed = 1.0 - c_.sf * y.stress_load;
  Formation out;
  // The drug refills a loss: where stress has taken nothing, it adds less.
  const double wanted = 1.0 - c_.gd * (1.0 - y.stress_load);
  out.drug = f0_ * c_.gf * v2 / (y.growth_signal_3 + c_.KV) * room * permitted * stressed * wanted;
  out.all = f0_ * (1.0 + c_.acute_formation * in.acute_stress) * stressed + out.drug;
  out.stabilised = std::min(c_.pmax, c_.pc * (1.0 + in.steadying) * (1.0 + c_.gp * y.psd95_excess * std::min(1.0, room) * wanted));
  out.persistent_loss = e0_ * (1.0 + c_.hS * above(density - 1.0) + c_.se * y.stress_load * above(density - c_.Sfl) / (1.0 - c_.Sfl) +
                               c_.acute_loss * in.acute_stress);
  out.natural_repair = c_.knat * ((1.0 - y.stress_load) * above(1.0 - density) + above(c_.Sfl - density));
  return out;
}

PlasticityRates Plasticity::rates(const PlasticityState& y, const PlasticityInput& in, const Formation& form) const {
  PlasticityRates out;
  out.ampar_production = ampar_production(y, in);
  out.drug_formation = form.drug;
  out.formation = form.all;
  out.persistent_loss = form.persistent_loss * y.spines_persistent;
  out.loss = y.spines_nascent * rate_.tN * (1.0 - form.stabilised) + out.persistent_loss;
  return out;
}

PlasticityRates Plasticity::rates(const PlasticityState& y, const PlasticityInput& in) const { return rates(y, in, formation(y, in)); }

double Plasticity::translation(const PlasticityState& y) const {
  const double m0 = 1.0 - c_.sM * y.stress_load;
  const double freed = above(s_.eef2k_gene - y.eef2_phospho);
  const double z = square(above(y.s6k - m0) * (1.0 + c_.gel * freed));
  return z / (z + square(c_.KD));
}

void Plasticity::move_slow(const PlasticityState& y, const PlasticityInput& in, double shutdown, PlasticityMotion& out) const {
  const Formation form = formation(y, in);
  out.rates = rates(y, in, form);
  PlasticityState& d = out.slope;
  const double surplus = above(y.glutamate - 1.0) / c_.gG;
  d.adaptation = (c_.kHp * shutdown + c_.kHg * square(surplus)) * (1.0 - y.adaptation) - y.adaptation * rate_.tH;
  d.ampar = out.rates.ampar_production - (y.ampar - 1.0) * rate_.tR;

  const double p0 = 1.0 - c_.sP * y.stress_load;
  const double ordered = translation(y);
  const double made_glua1 = c_.kA * ordered * above(c_.Pmax * p0 - y.glua1_excess);
  const double made_psd95 = c_.kP * ordered * above(c_.Pmax * p0 - y.psd95_excess);
  d.glua1_excess = made_glua1 - y.glua1_excess * rate_.tP;
  d.psd95_excess = made_psd95 - y.psd95_excess * rate_.tP;
  d.growth_signal_1 = 0.5 * (made_glua1 + made_psd95) - y.growth_signal_1 * rate_.tV;
  d.growth_signal_2 = (y.growth_signal_1 - y.growth_signal_2) * rate_.tV;
  d.growth_signal_3 = (y.growth_signal_2 - y.growth_signal_3) * rate_.tV;

  d.spines_nascent = form.all - y.spines_nascent * rate_.tN;
  d.spines_persistent = form.stabilised * y.spines_nascent * rate_.tN - out.rates.persistent_loss + form.natural_repair;
  d.stress_load = (in.stress - y.stress_load) * rate_.tL;
}

[[gnu::flatten]] PlasticityMotion Plasticity::motion(const PlasticityState& y, const PlasticityInput& in) const {
  const Burst now = burst(in.block);
  PlasticityMotion out;
  PlasticityState& d = out.slope;
  d.glutamate = (glutamate_target(y, now) - y.glutamate) * rate_.tG;
  d.eef2_phospho = (brake_target(y, in) - y.eef2_phospho) * rate_.tE;
  d.bdnf_pool = (pool_target(y) - y.bdnf_pool) * rate_.tBp;
  d.bdnf_released = (release_target(y, in) - y.bdnf_released) * rate_.tBr;
  d.trkb = (trkb_target(y, in) - y.trkb) * rate_.tT;
  const double signal = trkb_signal(y);
  d.akt = (1.0 + c_.gAk * signal * (1.0 - s_.pi3k_blocked) - y.akt) * rate_.tAk;
  d.erk = (1.0 + c_.gEr * signal * (1.0 - s_.mek_blocked) - y.erk) * rate_.tEr;
  d.gsk3 = (gsk3_target(y) - y.gsk3) * rate_.tGs;
  d.mtorc1 = (mtorc1_target(y, in) - y.mtorc1) * rate_.tM;
  d.s6k = (y.mtorc1 - y.s6k) * rate_.tS6;
  move_slow(y, in, now.shutdown, out);
  return out;
}

[[gnu::flatten]] void Plasticity::settle(PlasticityState& y, const PlasticityInput& in, const PlasticityState* drift) const {
  static constexpr PlasticityState kStill = [] {
    PlasticityState none;
    none.glutamate = none.eef2_phospho = none.bdnf_pool = none.bdnf_released = none.trkb = 0.0;
    none.akt = none.erk = none.gsk3 = none.mtorc1 = none.s6k = 0.0;
    return none;
  }();
  const PlasticityState& v = drift != nullptr ? *drift : kStill;
  y.glutamate = glutamate_target(y, burst(in.block)) - c_.tG * v.glutamate;
  const auto follow = [&](double s6k) {
    y.s6k = s6k;
    y.eef2_phospho = brake_target(y, in) - c_.tE * v.eef2_phospho;
    y.bdnf_pool = pool_target(y) - c_.tBp * v.bdnf_pool;
    y.bdnf_released = release_target(y, in) - c_.tBr * v.bdnf_released;
    y.trkb = trkb_target(y, in) - c_.tT * v.trkb;
    const double signal = trkb_signal(y);
    y.akt = 1.0 + c_.gAk * signal * (1.0 - s_.pi3k_blocked) - c_.tAk * v.akt;
    y.erk = 1.0 + c_.gEr * signal * (1.0 - s_.mek_blocked) - c_.tEr * v.erk;
    y.gsk3 = gsk3_target(y) - c_.tGs * v.gsk3;
    y.mtorc1 = mtorc1_target(y, in) - c_.tM * v.mtorc1;
    y.s6k = y.mtorc1 - c_.tS6 * v.s6k;
    return y.s6k;
  };
  // S6K above 1 eases the brake, which is upstream of S6K: a loop, closed by iteration with Aitken's extrapolation.
  constexpr double kClosed = 1e-12;
  double guess = y.s6k;
  for (int round = 0; round < 8; ++round) {
    const double once = follow(guess);
    if (std::abs(once - guess) < kClosed || (once <= 1.0 && guess <= 1.0)) return;
    const double twice = follow(once);
    const double bend = twice - 2.0 * once + guess;
    const double jump = std::abs(bend) > kClosed ? square(once - guess) / bend : 0.0;
    // Only where the loop is weak does the extrapolation know where it goes.
    guess = std::abs(jump) < 4.0 * std::abs(once - guess) && jump != 0.0 ? guess - jump : twice;
  }
}

void Plasticity::erase_new_spines(PlasticityState& y, double density_before) const {
  const double excess = above(y.spine_density() - density_before);
  const double nascent = std::min(c_.erased_from_nascent * excess, y.spines_nascent);
  y.spines_nascent -= nascent;
  y.spines_persistent -= excess - nascent;
  y.glua1_excess = y.psd95_excess = 0.0;
  y.growth_signal_1 = y.growth_signal_2 = y.growth_signal_3 = 0.0;
}

[[gnu::flatten]] PlasticityMotion Plasticity::settled_motion(const PlasticityState& y, const PlasticityInput& in) const {
  PlasticityMotion out;
  PlasticityState& d = out.slope;
  d.glutamate = d.eef2_phospho = d.bdnf_pool = d.bdnf_released = d.trkb = 0.0;
  d.akt = d.erk = d.gsk3 = d.mtorc1 = d.s6k = 0.0;
  move_slow(y, in, burst(in.block).shutdown, out);
  return out;
}

PlasticityState Plasticity::healthy_start() const {
  PlasticityState y;
  y.eef2_phospho = s_.eef2k_gene;
  y.gsk3 = 1.0 - s_.gsk3_blocked;
  y.spines_nascent = c_.fN;
  y.spines_persistent = 1.0 - c_.fN;
  return y;
}

PlasticityState Plasticity::patient_start() const {
  PlasticityState y = healthy_start();
  y.stress_load = 1.0;
  y.bdnf_pool = y.bdnf_released = y.trkb = 1.0 - c_.sB;
  y.mtorc1 = y.s6k = 1.0 - c_.sM;
  y.spines_nascent = c_.fN * (1.0 - c_.sf);
  // Gain and loss of persistent spines balance once, because loss grows with their number.
  const PlasticityInput stressed{0.0, 1.0, 0.0};
  double low = 0.0;
  double high = 2.0;
  for (int halving = 0; halving < 60; ++halving) {
    y.spines_persistent = 0.5 * (low + high);
    const Formation form = formation(y, stressed);
    const double net = form.stabilised * y.spines_nascent * rate_.tN - form.persistent_loss * y.spines_persistent + form.natural_repair;
    (net > 0.0 ? low : high) = y.spines_persistent;
  }
  return y;
}

double Plasticity::glutamate(const PlasticityState& y, const PlasticityInput& in) const { return y.glutamate + c_.gGa * in.acute_stress; }
double Plasticity::glua1(const PlasticityState& y) const { return 1.0 - c_.sP * y.stress_load + y.glua1_excess; }
double Plasticity::psd95(const PlasticityState& y) const { return 1.0 - c_.sP * y.stress_load + y.psd95_excess; }
double Plasticity::synapsin(const PlasticityState& y) const { return 1.0 - c_.sP * y.stress_load + c_.synapsin * y.psd95_excess; }
double Plasticity::synaptic_protein(const PlasticityState& y) const { return (glua1(y) + psd95(y) + synapsin(y)) / 3.0; }
double Plasticity::gsk3_serine(const PlasticityState& y) const { return 1.0 + c_.serine_gain * (y.akt - 1.0); }

double acute_stressor(const PlasticityConstants& c, double hours) {
  return hours <= 0.0 ? 0.0 : c.acute_size * (maths::exp(-hours / c.acute_fall) - maths::exp(-hours / c.acute_rise));
}

PlasticityState start_state(const Plasticity& plasticity, Stress stress) {
  return stress == Stress::chronic ? plasticity.patient_start() : plasticity.healthy_start();
}

}  // namespace syn
