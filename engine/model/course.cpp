#include "model/course.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <deque>
#include <mutex>
#include <string>
#include <utility>

#include "model/parameters.hpp"

namespace syn {
namespace {

constexpr double kRestAfterInputHours = 6.0;

}  // namespace

PlasticitySwitches switches_of(const Patient& patient, const Parameters& parameters) {
  PlasticitySwitches switches;
  if (patient.bdnf == Bdnf::val_met) switches.bdnf_secretion = parameters["plasticity.bdnf.secretion_val_met"];
  if (patient.bdnf == Bdnf::met_met) switches.bdnf_secretion = parameters["plasticity.bdnf.secretion_met_met"];
  return switches;
}

Course::Course(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale,
               const CourseOptions& options)
    : options_(options),
      start_h_(scenario.start_h()),
      stress_(scenario.patient.stress),
      receptor_(parameters),
      circuit_(parameters, scenario.model.has(Hypothesis::burst)),
      plasticity_(PlasticityConstants(parameters, Species::human), PlasticityRoutes::of(scenario.model),
                  switches_of(scenario.patient, parameters)),
      drive_constants_(parameters),
      scale_(scale),
      drug_(scenario, parameters),
      cursor_(drug_) {}

PlasticityInput Course::input_at(double k_um) const {
  PlasticityInput in;
  in.block = receptor_.effective_block(k_um);
  in.stress = stress_ == Stress::chronic ? 1.0 : 0.0;
  return in;
}

CourseState Course::slope(double time_h, const CourseState& state, Mode mode) {
  const double k_um = cursor_.potency_weighted_um(time_h);
  const PlasticityInput in = input_at(k_um);
  CourseState d;
  PlasticityMotion motion;
  if (mode == Mode::full) {
    motion = plasticity_.motion(state.biology, in);
    d.glutamate = (circuit_.glutamate_target(k_um) - state.glutamate) / circuit_.glutamate_lag_h();
  } else {
    PlasticityState settled = state.biology;
    plasticity_.settle(settled, in);
    motion = plasticity_.settled_motion(settled, in);
    d.glutamate = 0.0;
  }
  d.biology = motion.slope;
  d.drives =
      drive_slope(drive_constants_, scale_, state.drives, motion.rates.ampar_production, motion.rates.drug_formation);
  return d;
}

void Course::settle(CourseState& state, double time_h) {
  plasticity_.settle(state.biology, input_at(cursor_.potency_weighted_um(time_h)));
  // The shown glutamate runs one lag behind; that matters to the fifth decimal.
  state.glutamate = circuit_.glutamate_target(cursor_.potency_weighted_um(time_h - circuit_.glutamate_lag_h()));
}

// From when on the fast quantities may be taken as settled, between two inputs; `end_h` = not at all.
double Course::settled_from(double begin_h, double end_h) {
  const bool untouched = cursor_.potency_weighted_um(end_h) == 0.0;
  if (untouched) return begin_h;
  for (double t = begin_h + kRestAfterInputHours; t < end_h; t += 1.0) {
    if (input_at(cursor_.potency_weighted_um(t)).block < options_.settled_block) return t;
  }
  return end_h;
}

CourseRow Course::row(double time_h, const CourseState& state) {
  CourseRow out;
  out.time_h = time_h;
  out.levels = cursor_.at(time_h);
  out.biology = state.biology;
  out.rates = plasticity_.rates(state.biology, input_at(out.levels.potency_weighted_um));
  out.glutamate = state.glutamate;
  out.synaptic_protein = plasticity_.synaptic_protein(state.biology);
  out.fast = drive_constants_.fast(state.drives.fast_store);
  for (std::size_t i = 0; i < kLifetimes; ++i) out.labile[i] = drive_constants_.labile(state.drives.labile_store[i]);
  out.stable = state.drives.stable;
  return out;
}

std::vector<CourseRow> Course::rows(std::span<const double> times_h) {
  std::vector<CourseRow> out;
  out.reserve(times_h.size());
  run(times_h, [&](const CourseRow& row) { out.push_back(row); });
  return out;
}

void Course::run(std::span<const double> times_h, const Visitor& visit) {
  CourseState initial;
  initial.biology = start_state(plasticity_, stress_);
  Values y = std::bit_cast<Values>(initial);
  std::size_t next = 0;
  for (; next < times_h.size() && times_h[next] <= start_h_; ++next) visit(row(times_h[next], initial));
  if (next == times_h.size()) return;

  // A kink of the input at a moment belongs to the stretch that begins there.
  const double last = times_h.back();
  std::vector<double> stops;
  for (const double kink : drug_.breakpoints_h()) {
    if (kink > start_h_ && kink < last) stops.push_back(kink);
  }
  stops.push_back(last);

  const auto advance = [&](double from, double to, Mode mode) {
    const auto rate = [&](double t, const Values& values, Values& d) {
      d = std::bit_cast<Values>(slope(t, std::bit_cast<CourseState>(values), mode));
    };
    work_ += integrate(y, from, to, options_.integrator, rate, [&](const DenseStep<kSize>& step) {
      for (; next < times_h.size() && times_h[next] <= step.end_h(); ++next) {
        CourseState state = std::bit_cast<CourseState>(step.at(times_h[next]));
        if (mode == Mode::settled) settle(state, times_h[next]);
        visit(row(times_h[next], state));
      }
    });
  };
  double from = start_h_;
  for (const double to : stops) {
    const double quiet = settled_from(from, to);
    if (quiet > from) advance(from, quiet, Mode::full);
    if (quiet < to) {
      advance(quiet, to, Mode::settled);
      CourseState state = std::bit_cast<CourseState>(y);
      settle(state, to);
      y = std::bit_cast<Values>(state);
    }
    from = to;
  }
}

namespace {

// The reference run itself.
DriveScale solve_reference(const Parameters& parameters, const ModelOptions& model) {
  Scenario reference;
  reference.patient.weight_kg = parameters["drive.reference.weight"];
  Dose dose;
  dose.mg_per_kg = parameters["drive.reference.dose"];
  dose.over_min = parameters["drive.reference.minutes"];
  reference.doses = {dose};
  reference.model = model;
  // Both peaks are flat: rows every few minutes find them to a millionth.
  constexpr double spacing_h = 0.1;
  const double span = parameters["drive.reference.span"];
  std::vector<double> times;
  for (int i = 0; spacing_h * i <= span; ++i) times.push_back(spacing_h * i);
  double fast_peak = 0.0;
  double labile_peak = 0.0;
  Course(reference, parameters, DriveScale{}).run(times, [&](const CourseRow& row) {
    fast_peak = std::max(fast_peak, row.fast);
    labile_peak = std::max(labile_peak, row.typical_labile());
  });
  // The stores are proportional to 1/J and the drives are powers of them.
  const DriveConstants drives(parameters);
  DriveScale scale;
  scale.fast = std::pow(fast_peak, 1.0 / drives.fast_power);
  scale.spine = std::pow(labile_peak / drives.reference_labile_peak, 1.0 / drives.spine_power);
  return scale;
}

}  // namespace

DriveScale reference_scale(const Parameters& parameters, const ModelOptions& options) {
  ModelOptions model;
  const bool one_arm = options.has(Hypothesis::burst) != options.has(Hypothesis::rest_block);
  if (options.route_logic == RouteLogic::either && one_arm) {
    model.hypotheses = options.hypotheses;
    model.route_logic = RouteLogic::either;
  }
  // Every change of a scenario asks for the same run again; a few answers are kept. They depend on the key only.
  static std::mutex guard;
  static std::deque<std::pair<std::string, DriveScale>> known;
  std::string key = parameters.hash();
  if (model.route_logic == RouteLogic::either) key += model.has(Hypothesis::burst) ? "+burst" : "+rest_block";
  {
    const std::lock_guard lock(guard);
    for (const auto& [name, scale] : known) {
      if (name == key) return scale;
    }
  }
  const DriveScale scale = solve_reference(parameters, model);
  const std::lock_guard lock(guard);
  known.emplace_front(std::move(key), scale);
  if (known.size() > 8) known.pop_back();
  return scale;
}

}  // namespace syn
