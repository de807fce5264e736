#include "model/run/course.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <mutex>
#include <string>
#include <utility>

#include "core/bits.hpp"
#include "core/maths.hpp"
#include "model/data/parameters.hpp"
#include "model/run/timeline.hpp"

namespace syn {
namespace {

constexpr double kFirstSettledStepHours = 0.5;  // nothing fast is left then
constexpr double kNever = -std::numeric_limits<double>::infinity();

double saturation(double x, double half) { return x / (x + half); }

template <std::size_t N>
using Values = std::array<double, sizeof(CourseState<N>) / sizeof(double)>;

// a + factor (b - a), quantity by quantity.
PlasticityState mix(const PlasticityState& a, const PlasticityState& b, double factor) {
  PlasticityArray out = to_array(a);
  const PlasticityArray other = to_array(b);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] += factor * (other[i] - out[i]);
  return from_array(out);
}

}  // namespace

Course::Course(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale, const CourseOptions& options)
    : options_(options),
      stress_(scenario.patient.stress),
      receptor_(parameters),
      circuit_(parameters, scenario.model.has(Hypothesis::burst)),
      plasticity_(PlasticityConstants(parameters, Species::human), PlasticityRoutes::of(scenario.model), {}),
      around_(scenario, parameters),
      drive_constants_(parameters),
      scale_(scale),
      drug_(scenario, parameters, options.traits),
      cursor_(drug_) {
  const auto rival = [&](Hypothesis hypothesis, const char* key) {
    return scenario.model.has(hypothesis) ? parameters[std::string("plasticity.") + key] : 0.0;
  };
  rivals_.extrasynaptic = scenario.model.has(Hypothesis::extrasynaptic);
  rivals_.extrasynaptic_half_um = parameters["plasticity.extrasynaptic.half_um"];
  rivals_.metabolite_gain = rival(Hypothesis::metabolite, "metabolite.gain");
  rivals_.metabolite_half_um = parameters["plasticity.metabolite.half_um"];
  rivals_.trkb_gain = rival(Hypothesis::trkb, "trkb.direct_gain");
  rivals_.trkb_half_um = parameters["plasticity.trkb.direct_half_um"];
  rivals_.habenula = scenario.model.has(Hypothesis::habenula);
  plain_ = scenario.experiments.empty() && scenario.parameters.empty() && !rivals_.extrasynaptic && rivals_.metabolite_gain == 0.0 &&
           rivals_.trkb_gain == 0.0;
  if (options.typical_only && options.lifetime_deviate != 0.0) {
    drive_constants_.lifetimes_h[kTypicalLifetime] =
        drive_constants_.spine_lifetime_h * maths::exp(drive_constants_.spine_lifetime_spread * options.lifetime_deviate);
  }
  // Sessions steady spines by the synergy of their therapy; mixed kinds share that of the first.
  double kappa = 0.0;
  if (!scenario.therapies.empty()) {
    const std::string kind(name_of(scenario.therapies.front().kind));
    kappa = scenario.model.coupling * parameters["therapy." + kind + ".kappa"];
  }
  steadying_gain_ = parameters["drive.steadying.boost"] * parameters["drive.steadying.size"] * kappa;
  // Until something acts on it the brain stands still; rows before that show it.
  for (const double kink : kinks_h()) start_h_ = std::min(start_h_, kink);
}

std::vector<double> Course::kinks_h() const {
  std::vector<double> out(drug_.breakpoints_h().begin(), drug_.breakpoints_h().end());
  for (const Stop& stop : around_.stops(steadying_gain_ > 0.0)) out.push_back(stop.at_h);
  return out;
}

PlasticityInput Course::input_at(double time_h, const Pharmacokinetics::Drive& drug) const {
  const double k = drug.potency_weighted_um;
  PlasticityInput in;
  in.block = receptor_.effective_block(k);
  in.stress = stress_ == Stress::chronic ? 1.0 : 0.0;
  if (around_.has_acute_stress()) in.acute_stress = around_.acute_stress(time_h);
  if (rivals_.extrasynaptic) in.extrasynaptic_block = saturation(k, rivals_.extrasynaptic_half_um);
  if (rivals_.metabolite_gain > 0.0)
    in.metabolite_drive = rivals_.metabolite_gain * saturation(drug.active_hnk_um, rivals_.metabolite_half_um);
  if (rivals_.trkb_gain > 0.0) in.trkb_direct = rivals_.trkb_gain * saturation(k, rivals_.trkb_half_um);
  if (steadying_gain_ > 0.0) in.steadying = steadying_gain_ * around_.session_trace(time_h);
  return in;
}

// What holds from this moment on.
void Course::enter(double time_h) {
  plasticity_.switches() = around_.switches(time_h);
  everyday_stress_ = around_.stress_level(time_h);
  if (around_.has_memories()) {
    const Surroundings::Memory memory = around_.memory(time_h);
    block_at_call_ = memory.lability > 0.0 ? receptor_.effective_block(drug_.potency_weighted_um(memory.called_h)) : 0.0;
  }
}

// The fast quantities follow their slow inputs with small lags. Their slopes are taken from where they would stand a
// moment earlier; twice, so that what is left out is the third power of the lags.
PlasticityState Course::settled(double time_h, const PlasticityState& slow, const Pharmacokinetics::Drive& drug) {
  constexpr double kBack = 0.02;  // h
  const bool metabolites = rivals_.metabolite_gain > 0.0;
  const PlasticityInput in0 = input_at(time_h, drug);
  PlasticityState y0 = slow;
  plasticity_.settle(y0, in0);
  // With next to no drug the lags change nothing; with little, their first power is enough.
  constexpr double kFaint = 2e-4;
  constexpr double kLittle = 0.01;
  const double strongest = std::max({in0.block, in0.metabolite_drive, in0.extrasynaptic_block, in0.trkb_direct, in0.acute_stress});
  if (strongest < kFaint) return y0;

  const PlasticityInput in1 = input_at(time_h - kBack, cursor_.drive(time_h - kBack, metabolites));
  const PlasticityArray trend = to_array(plasticity_.settled_motion(y0, in0).slope);
  const auto earlier = [&](double hours) {
    PlasticityArray out = to_array(slow);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] -= hours * trend[i];
    return from_array(out);
  };
  const auto difference = [](const PlasticityState& a, const PlasticityState& b) {
    PlasticityArray out = to_array(a);
    const PlasticityArray other = to_array(b);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = (out[i] - other[i]) / kBack;
    return from_array(out);
  };
  const PlasticityState before = earlier(kBack);
  PlasticityState y1 = before;
  plasticity_.settle(y1, in1);
  if (strongest < kLittle) {
    const PlasticityState slope = difference(y0, y1);
    PlasticityState out = slow;
    plasticity_.settle(out, in0, &slope);
    return out;
  }
  const PlasticityInput in2 = input_at(time_h - 2.0 * kBack, cursor_.drive(time_h - 2.0 * kBack, metabolites));
  PlasticityState y2 = earlier(2.0 * kBack);
  plasticity_.settle(y2, in2);
  const PlasticityState late = difference(y0, y1);   // slope half a step ago
  const PlasticityState early = difference(y1, y2);  // one and a half steps ago
  const PlasticityState now = mix(late, early, -0.5);
  const PlasticityState then = mix(late, early, 0.5);
  PlasticityState z0 = slow;
  PlasticityState z1 = before;
  plasticity_.settle(z0, in0, &now);
  plasticity_.settle(z1, in1, &then);
  PlasticityArray drift = to_array(difference(z0, z1));
  const PlasticityArray a = to_array(late);
  const PlasticityArray b = to_array(early);
  for (std::size_t i = 0; i < drift.size(); ++i) drift[i] += 0.5 * (a[i] - b[i]);
  const PlasticityState slope = from_array(drift);
  PlasticityState out = slow;
  plasticity_.settle(out, in0, &slope);
  return out;
}

// A first-order lag behind a slow input: the mean of now and two lags ago has the same mean and spread of delays.
double Course::settled_glutamate(double time_h, const Pharmacokinetics::Drive& drug) {
  const double before_h = time_h - 2.0 * circuit_.glutamate_lag_h();
  return 0.5 * (circuit_.glutamate_target(drug.potency_weighted_um) + circuit_.glutamate_target(cursor_.potency_weighted_um(before_h)));
}

// From when on, in a stretch, the fast quantities may be taken as settled; `to_h` = not at all.
double Course::quiet_from(double kicked_h, double from_h, double to_h) {
  constexpr double kRestAfterInputHours = 6.0;
  if (options_.settled_block <= 0.0) return to_h;
  if (kicked_h == kNever) return from_h;
  constexpr double kNextToNothing = 1e-4;
  const double least = plain_ ? options_.settled_block : std::min(options_.settled_block, kNextToNothing);
  const bool metabolites = rivals_.metabolite_gain > 0.0;
  for (double t = std::max(from_h, kicked_h + kRestAfterInputHours); t < to_h; t += 1.0) {
    const PlasticityInput in = input_at(t, cursor_.drive(t, metabolites));
    if (std::max({in.block, in.metabolite_drive, in.extrasynaptic_block, in.trkb_direct, in.acute_stress}) < least) return t;
  }
  return to_h;
}

template <std::size_t N>
CourseState<N> Course::slope(double time_h, const CourseState<N>& state, Mode mode) {
  const Pharmacokinetics::Drive drug = cursor_.drive(time_h, rivals_.metabolite_gain > 0.0);
  const PlasticityInput in = input_at(time_h, drug);
  CourseState<N> d;
  PlasticityMotion motion;
  if (mode == Mode::full) {
    motion = plasticity_.motion(state.biology, in);
    d.glutamate = (circuit_.glutamate_target(drug.potency_weighted_um) - state.glutamate) / circuit_.glutamate_lag_h();
  } else {
    motion = plasticity_.settled_motion(settled(time_h, state.biology, drug), in);
    d.glutamate = 0.0;
  }
  d.biology = motion.slope;
  DriveSources sources{motion.rates.ampar_production,
                       motion.rates.drug_formation,
                       everyday_stress_,
                       in.steadying,
                       rivals_.habenula ? drug.potency_weighted_um : 0.0,
                       0.0};
  if (around_.has_memories()) sources.memory_slope = around_.memory_slope(around_.memory(time_h), in.block, block_at_call_);
  d.drives = drive_slope(drive_constants_, scale_, state.drives, sources);
  return d;
}

template <std::size_t N>
auto Course::looked_up(const CourseState<N>& state, Mode mode) const -> std::array<double, kLookedUp> {
  const PlasticityState& y = state.biology;
  const bool fast = mode == Mode::full;
  return {fast ? state.glutamate : 0.0,    fast ? y.bdnf_pool : 0.0, fast ? y.mtorc1 : 0.0, y.ampar,
          plasticity_.synaptic_protein(y), y.spine_density()};
}

// Moments inside a step at which something looked up is highest: its slope is known at both ends, the rest is a search
// on the continuous extension.
template <std::size_t N, class Step>
std::vector<double> Course::peaks_in(const Step& step, Mode mode) const {
  const auto values = [&](const Values<N>& y) { return looked_up(syn::bit_cast<CourseState<N>>(y), mode); };
  const auto rising = [&](Values<N> y, const Values<N>& slope) {
    const auto here = values(y);
    for (std::size_t i = 0; i < y.size(); ++i) y[i] += slope[i];
    auto out = values(y);
    for (std::size_t q = 0; q < kLookedUp; ++q) out[q] -= here[q];
    return out;
  };
  const auto first = rising(step.begin(), step.begin_slope());
  const auto last = rising(step.end(), step.end_slope());
  std::vector<double> out;
  for (std::size_t q = 0; q < kLookedUp; ++q) {
    constexpr double kStill = 1e-9;  // 1/h
    if (!(first[q] > kStill && last[q] < -kStill)) continue;
    // Golden section.
    constexpr double kPart = 0.6180339887498949;
    constexpr double kExactHours = 1e-5;
    double low = step.begin_h();
    double high = step.end_h();
    double left = high - kPart * (high - low);
    double right = low + kPart * (high - low);
    double at_left = values(step.at(left))[q];
    double at_right = values(step.at(right))[q];
    while (high - low > kExactHours) {
      if (at_left >= at_right) {
        high = right;
        right = left;
        at_right = at_left;
        left = high - kPart * (high - low);
        at_left = values(step.at(left))[q];
      } else {
        low = left;
        left = right;
        at_left = at_right;
        right = low + kPart * (high - low);
        at_right = values(step.at(right))[q];
      }
    }
    out.push_back(0.5 * (low + high));
  }
  std::sort(out.begin(), out.end());
  return out;
}

template <std::size_t N>
CourseRow Course::row(double time_h, const CourseState<N>& state) {
  CourseRow out;
  out.time_h = time_h;
  out.levels = cursor_.at(time_h);
  out.biology = state.biology;
  // Nothing takes receptors away below the resting number; a long step may end a few parts in 100,000 under it.
  out.biology.ampar = std::max(1.0, out.biology.ampar);
  out.rates = plasticity_.rates(state.biology, input_at(time_h, {out.levels.potency_weighted_um, out.levels.active_hnk_um}));
  out.glutamate = state.glutamate;
  out.synaptic_protein = plasticity_.synaptic_protein(state.biology);
  out.translation = plasticity_.translation(state.biology);
  out.stress = around_.stress_level(time_h);
  const DriveStores<N>& stores = state.drives;
  out.fast =
      rivals_.habenula ? drive_constants_.fast_with_habenula(stores.fast_store, stores.habenula) : drive_constants_.fast(stores.fast_store);
  out.memory = maths::exp(stores.memory);
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t which = N == 1 ? kTypicalLifetime : i;
    out.labile[which] = drive_constants_.labile(stores.labile_store[i]);
    out.stable[which] = stores.stable[i];
  }
  return out;
}

std::vector<CourseRow> Course::rows(std::span<const double> times_h) {
  std::vector<CourseRow> out;
  out.reserve(times_h.size());
  run(times_h, [&](const CourseRow& row) { out.push_back(row); });
  return out;
}

void Course::run(std::span<const double> times_h, const Visitor& visit) {
  if (options_.typical_only) {
    solve<1>(times_h, visit);
  } else {
    solve<kLifetimes>(times_h, visit);
  }
}

// Moments inside the run at which the input has a kink or jumps, each once, and the end.
std::vector<Stop> Course::stops(double last_h) const {
  std::vector<Stop> all;
  for (const double kink : drug_.breakpoints_h()) all.push_back({kink, true});
  for (const Stop& stop : around_.stops(steadying_gain_ > 0.0)) all.push_back(stop);
  all.push_back({last_h, false});
  std::erase_if(all, [&](const Stop& stop) { return stop.at_h <= start_h_ || stop.at_h > last_h; });
  std::sort(all.begin(), all.end(), [](const Stop& a, const Stop& b) { return a.at_h < b.at_h; });
  std::vector<Stop> out;
  for (const Stop& stop : all) {
    if (!out.empty() && out.back().at_h == stop.at_h) {
      out.back().kick = out.back().kick || stop.kick;
    } else {
      out.push_back(stop);
    }
  }
  return out;
}

template <std::size_t N>
void Course::solve(std::span<const double> times_h, const Visitor& visit) {
  if (times_h.empty()) return;
  // What acted already before the run has settled; what begins with it starts from the untouched brain.
  plasticity_.switches() = around_.switches(std::nextafter(start_h_, kNever));
  CourseState<N> state;
  state.biology = start_state(plasticity_, stress_);
  plasticity_.settle(state.biology, input_at(start_h_, {}));
  const bool begins_here = around_.begins_at(start_h_);
  std::size_t next = 0;
  for (; next < times_h.size() && times_h[next] < start_h_; ++next) visit(row(times_h[next], state));
  enter(start_h_);
  density_before_ = state.biology.spine_density();
  for (; next < times_h.size() && times_h[next] <= start_h_; ++next) visit(row(times_h[next], state));
  if (next == times_h.size()) return;

  const auto is_erasure = [&](double at_h) {
    const auto& moments = around_.erasures_h();
    return std::find(moments.begin(), moments.end(), at_h) != moments.end();
  };
  const auto settle = [&](double time_h, CourseState<N>& then) {
    const Pharmacokinetics::Drive drug = cursor_.drive(time_h, rivals_.metabolite_gain > 0.0);
    then.biology = settled(time_h, then.biology, drug);
    then.glutamate = settled_glutamate(time_h, drug);
  };
  // The typical patient's course must not depend on whether other lifetimes are solved beside it: their errors do not
  // count.
  CourseState<N> counts;
  Values<N> weights;
  weights.fill(1.0);
  counts = syn::bit_cast<CourseState<N>>(weights);
  for (std::size_t i = 0; N > 1 && i < N; ++i) counts.drives.labile_store[i] = counts.drives.stable[i] = i == kTypicalLifetime ? 1.0 : 0.0;
  weights = syn::bit_cast<Values<N>>(counts);

  double shown_h = next > 0 ? times_h[next - 1] : kNever;
  // Rows up to the end of a stretch, or just short of an event that changes the state there.
  bool end_changes = false;
  const auto advance = [&](double from, double to, Mode mode) {
    const auto rate = [&](double t, const Values<N>& values, Values<N>& d) {
      d = syn::bit_cast<Values<N>>(slope(t, syn::bit_cast<CourseState<N>>(values), mode));
    };
    Values<N> y = syn::bit_cast<Values<N>>(state);
    IntegratorOptions how = options_.integrator;
    if (mode == Mode::settled) how.first_step_h = kFirstSettledStepHours;
    const auto observe = [&](const auto& step) {
      const auto show = [&](double time_h) {
        auto then = syn::bit_cast<CourseState<N>>(step.at(time_h));
        if (mode == Mode::settled) settle(time_h, then);
        visit(row(time_h, then));
        shown_h = time_h;
      };
      std::vector<double> peaks;
      if (options_.peaks) peaks = peaks_in<N>(step, mode);
      auto peak = peaks.begin();
      const auto show_peaks = [&](double until_h) {
        for (; peak != peaks.end() && *peak < until_h; ++peak) {
          if (*peak - shown_h > kPeakApartHours && until_h - *peak > kPeakApartHours) show(*peak);
        }
      };
      for (; next < times_h.size() && times_h[next] <= step.end_h(); ++next) {
        if (end_changes && times_h[next] == to) break;
        show_peaks(times_h[next]);
        show(times_h[next]);
      }
      if (next < times_h.size()) show_peaks(std::min(times_h[next], to));
    };
    work_ += integrate(y, from, to, how, rate, observe, &weights);
    state = syn::bit_cast<CourseState<N>>(y);
    if (mode == Mode::settled) {
      settle(to, state);
    }
  };

  double from = start_h_;
  const bool drug_at_start = !drug_.breakpoints_h().empty() && drug_.breakpoints_h().front() <= start_h_;
  double kicked = drug_at_start || begins_here ? start_h_ : kNever;
  for (const Stop& stop : stops(times_h.back())) {
    const double to = stop.at_h;
    const double quiet = quiet_from(kicked, from, to);
    end_changes = false;
    if (quiet > from) {
      end_changes = quiet == to && is_erasure(to);
      advance(from, quiet, Mode::full);
    }
    if (quiet < to) {
      end_changes = is_erasure(to);
      advance(quiet, to, Mode::settled);
    }
    enter(to);
    if (is_erasure(to)) {
      plasticity_.erase_new_spines(state.biology, density_before_);
      state.drives.labile_store.fill(0.0);
      for (; next < times_h.size() && times_h[next] <= to; ++next) visit(row(times_h[next], state));
    }
    if (stop.kick) kicked = to;
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
  CourseOptions typical;
  typical.typical_only = true;
  typical.integrator.relative_tolerance = 1e-7;  // solved once, and everything is measured by it
  typical.integrator.absolute_tolerance = 1e-9;
  Course(reference, parameters, DriveScale{}, typical).run(times, [&](const CourseRow& row) {
    fast_peak = std::max(fast_peak, row.fast);
    labile_peak = std::max(labile_peak, row.typical_labile());
  });
  // The stores are proportional to 1/J and the drives are powers of them.
  const DriveConstants drives(parameters);
  DriveScale scale;
  scale.fast = maths::pow(fast_peak, 1.0 / drives.fast_power);
  scale.spine = maths::pow(labile_peak / drives.reference_labile_peak, 1.0 / drives.spine_power);
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
