#include "model/drug/pharmacokinetics.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "core/maths.hpp"
#include "math/matrix.hpp"
#include "model/data/parameters.hpp"
#include "model/drug/drug_modes.hpp"

namespace syn {
namespace {

// exp(-x) for x >= 0, and plain 0 where less than 1e-19 of the start is left: most modes are gone most of the time.
double fading(double x) {
  constexpr double kNothing = 44.0;
  return x < kNothing ? maths::exp(-x) : 0.0;
}

// `sprayed_mg`: esketamine sprayed earlier in the same session.
std::vector<DrugInput> inputs_of(const Dose& dose, const Disposition& d, const Parameters& parameters, double weight_kg,
                                 const DrugTraits& traits, double sprayed_mg) {
  const double amount = dose.amount_mg(weight_kg);
  constexpr double kMinutesPerHour = 60.0;
  if (dose.route == Route::iv_infusion) return {{kCentral, dose.at_h, dose.end_h(), amount}};
  if (dose.route == Route::iv_bolus)
    return {{kCentral, dose.at_h, dose.at_h + parameters["pk.iv_bolus.minutes"] / kMinutesPerHour, amount}};
  const Intake share = intake(parameters, dose, amount, traits, sprayed_mg);
  std::vector<DrugInput> inputs;
  if (share.direct > 0.0) inputs.push_back({kDirect, dose.at_h, dose.at_h + d.direct_release_h, share.direct * amount});
  if (share.swallowed > 0.0) inputs.push_back({kGut, dose.at_h, dose.at_h + d.swallowed_release_h, share.swallowed * amount});
  return inputs;
}

// One way of writing what goes in: inputs of the same stretch are one, and so is an input that goes on where another
// ends, at the same rate. What is entered in parts then has no kink where the parts meet.
void join_inputs(std::vector<DrugInput>& inputs) {
  std::sort(inputs.begin(), inputs.end(), [](const DrugInput& a, const DrugInput& b) {
    return std::tie(a.into, a.from_h, a.until_h) < std::tie(b.into, b.from_h, b.until_h);
  });
  std::vector<DrugInput> joined;
  for (const DrugInput& input : inputs) {
    DrugInput* last = joined.empty() || joined.back().into != input.into ? nullptr : &joined.back();
    const bool same = last != nullptr && last->from_h == input.from_h && last->until_h == input.until_h;
    bool goes_on =
        last != nullptr && !same && !last->at_once() && !input.at_once() && std::abs(input.from_h - last->until_h) < kSameMomentHours;
    if (goes_on) {
      constexpr double kSameRate = 1e-9;
      const double before = last->amount_mg / (last->until_h - last->from_h);
      const double after = input.amount_mg / (input.until_h - input.from_h);
      goes_on = std::abs(after - before) < kSameRate * before;
    }
    if (same || goes_on) {
      last->until_h = input.until_h;
      last->amount_mg += input.amount_mg;
    } else {
      joined.push_back(input);
    }
  }
  inputs = std::move(joined);
}

// Of each dose: what was sprayed before it in its session, mg of esketamine; 0 for other doses.
std::vector<double> sprayed_before(const Scenario& scenario, const Parameters& parameters) {
  std::vector<double> out(scenario.doses.size(), 0.0);
  for (const TreatmentSession& session : treatment_sessions(scenario.doses, parameters["scenario.limit.session"])) {
    double sprayed = 0.0;
    for (std::size_t i = session.first; i < session.first + session.count; ++i) {
      const Dose& dose = scenario.doses[i];
      if (dose.drug != Drug::esketamine || dose.route != Route::intranasal) continue;
      out[i] = sprayed;
      sprayed += dose.amount_mg(scenario.patient.weight_kg);
    }
  }
  return out;
}

}  // namespace

Pharmacokinetics::System Pharmacokinetics::make_system(const Parameters& parameters, const DrugGroup& group,
                                                       std::span<const double> starts_h) {
  Disposition d = group.person;
  const DrugModes modes = find_modes(d);
  const std::vector<DrugInput>& inputs = group.inputs;

  System system;
  const bool racemic = group.drug == Drug::racemic;
  system.cu_per_ce = parameters["pk.unbound_fraction"] * parameters["pk.brain_unbound_ratio"] / parameters["pk.molar_mass_ketamine"];
  system.k_per_ce = system.cu_per_ce * parameters[racemic ? "receptor.potency_racemic" : "receptor.potency_esketamine"];
  system.k_per_cn = parameters[racemic ? "receptor.potency_norketamine" : "receptor.potency_esnorketamine"] *
                    parameters["pk.brain_entry_norketamine"] * parameters["pk.unbound_fraction_norketamine"] /
                    parameters["pk.molar_mass_norketamine"];
  if (racemic) system.active_hnk_um_per_ng_ml = parameters["pk.metabolite.share_2r6r"] / parameters["pk.molar_mass_hnk"];
  system.acute_weight = racemic ? 1.0 : parameters["safety.esketamine_weight"];
  std::copy(modes.rates.begin(), modes.rates.end(), system.rates.begin());

  // Each output is a row over the states; over the modes it is that row times V.
  Matrix read(kOutputs, kStates);
  read(kPlasma, kCentral) = kNgPerMlPerMgPerL / d.central_volume;
  read(kNorketamine, kNor) = kNgPerMlPerMgPerL / d.norketamine_volume;
  read(kHnk, kHnkBody) = kNgPerMlPerMgPerL / d.hnk_volume;
  read(kEffectSite, kSite) = 1.0;
  for (const DrugState state : {kDirect, kGut, kCentral, kShallow, kDeep, kLiver}) read(kInBody, state) = 1.0;
  read(kLossRate, kLiver) = d.liver_loss;
  read(kLossRate, kGut) = (1.0 - d.gut_passing) * d.swallowed_uptake;
  const Matrix read_modes = read * modes.vectors;

  // The levels at a moment: on the curve of the stretch before it, so that they are 0 when the first drug arrives and the
  // rounding of a sum of modes has no say.
  const auto levels_at = [&](const Stretch& stretch, double hours) {
    std::array<double, kEffectSite + 1> out{};
    for (std::size_t o = 0; o < out.size(); ++o) {
      out[o] = stretch.rows[o].constant;
      for (std::size_t m = 0; m < kModes; ++m) out[o] += stretch.rows[o].coefficient[m] * fading(system.rates[m] * hours);
      out[o] = std::max(0.0, out[o]);
    }
    return out;
  };

  std::vector<double> z(kStates, 0.0);
  system.stretches.resize(starts_h.size());
  for (std::size_t s = 1; s < starts_h.size(); ++s) {
    const double start = starts_h[s];
    const Stretch& before = system.stretches[s - 1];
    Stretch& stretch = system.stretches[s];
    const double hours = before.empty ? 0.0 : start - starts_h[s - 1];
    stretch.given_mg = before.given_mg + before.giving_mg_h * hours;
    stretch.removed_mg = before.removed_mg + lost_mg(system, before, hours);

    if (!before.empty) stretch.at_start = levels_at(before, hours);

    std::vector<double> per_hour(kStates, 0.0);
    for (const DrugInput& input : inputs) {
      if (input.from_h <= start) stretch.empty = false;
      if (input.at_once() && input.from_h == start) {
        for (std::size_t m = 0; m < kStates; ++m) z[m] += modes.inverse(m, input.into) * input.amount_mg;
        for (std::size_t o = 0; o < stretch.at_start.size(); ++o) stretch.at_start[o] += read(o, input.into) * input.amount_mg;
        stretch.given_mg += input.amount_mg;
      } else if (!input.at_once() && input.from_h <= start && start < input.until_h) {
        const double rate = input.amount_mg / (input.until_h - input.from_h);
        for (std::size_t m = 0; m < kStates; ++m) per_hour[m] += modes.inverse(m, input.into) * rate;
        stretch.giving_mg_h += rate;
      }
    }
    if (stretch.empty) continue;
    const double length = s + 1 < starts_h.size() ? starts_h[s + 1] - start : 0.0;
    for (std::size_t m = 0; m < kStates; ++m) {
      const double settled = per_hour[m] / modes.rates[m];
      for (std::size_t o = 0; o < kOutputs; ++o) {
        stretch.rows[o].constant += read_modes(o, m) * settled;
        stretch.rows[o].coefficient[m] = read_modes(o, m) * (z[m] - settled);
      }
      z[m] = settled + (z[m] - settled) * fading(modes.rates[m] * length);
      const double size =
          system.k_per_ce * stretch.rows[kEffectSite].coefficient[m] + system.k_per_cn * stretch.rows[kNorketamine].coefficient[m];
      if (size != 0.0) stretch.potency[stretch.potency_modes++] = {modes.rates[m], size};
    }
    stretch.potency_constant = system.k_per_ce * stretch.rows[kEffectSite].constant + system.k_per_cn * stretch.rows[kNorketamine].constant;
  }
  return system;
}

Pharmacokinetics::Pharmacokinetics(const Scenario& scenario, const Parameters& parameters, const DrugTraits& traits) {
  std::vector<DrugGroup> groups;
  starts_h_.push_back(-std::numeric_limits<double>::infinity());
  const double weight_kg = scenario.patient.weight_kg;
  const std::vector<double> sprayed_mg = sprayed_before(scenario, parameters);
  for (std::size_t i = 0; i < scenario.doses.size(); ++i) {
    const Dose& dose = scenario.doses[i];
    const Disposition person = disposition(parameters, dose.drug, dose.route, scenario.patient, traits);
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const DrugGroup& known) { return known.drug == dose.drug && known.person == person; });
    if (group == groups.end()) group = groups.insert(groups.end(), {dose.drug, person, {}});
    for (const DrugInput& input : inputs_of(dose, person, parameters, weight_kg, traits, sprayed_mg[i])) group->inputs.push_back(input);
    const double amount = dose.amount_mg(weight_kg);
    if (const double lost = intake(parameters, dose, amount, traits).lost; lost > 0.0) unabsorbed_.push_back({dose.at_h, lost * amount});
  }
  for (DrugGroup& group : groups) {
    join_inputs(group.inputs);
    for (const DrugInput& input : group.inputs) {
      starts_h_.push_back(input.from_h);
      starts_h_.push_back(input.until_h);
    }
  }
  std::sort(starts_h_.begin(), starts_h_.end());
  starts_h_.erase(std::unique(starts_h_.begin(), starts_h_.end()), starts_h_.end());
  for (const DrugGroup& group : groups) systems_.push_back(make_system(parameters, group, starts_h_));
}

std::size_t Pharmacokinetics::segment_at(double time_h) const {
  const auto next = std::upper_bound(starts_h_.begin(), starts_h_.end(), time_h);
  return next == starts_h_.begin() ? 0 : static_cast<std::size_t>(next - starts_h_.begin()) - 1;
}

std::size_t Pharmacokinetics::Cursor::move_to(double time_h) {
  const std::vector<double>& starts = owner_->starts_h_;
  while (segment_ > 0 && time_h < starts[segment_]) --segment_;
  while (segment_ + 1 < starts.size() && time_h >= starts[segment_ + 1]) ++segment_;
  return segment_;
}

void Pharmacokinetics::add_levels(const System& system, const std::array<double, kEffectSite + 1>& value, Levels& out) {
  out.plasma_ng_ml += value[kPlasma];
  out.norketamine_ng_ml += value[kNorketamine];
  out.hnk_ng_ml += value[kHnk];
  out.active_hnk_um += system.active_hnk_um_per_ng_ml * value[kHnk];
  out.effect_site_ng_ml += value[kEffectSite];
  out.effect_site_um += system.cu_per_ce * value[kEffectSite];
  out.potency_weighted_um += system.k_per_ce * value[kEffectSite] + system.k_per_cn * value[kNorketamine];
  out.acute_ng_ml += system.acute_weight * value[kEffectSite];
}

Levels Pharmacokinetics::levels(std::size_t segment, double time_h) const {
  Levels out;
  for (const System& system : systems_) {
    const Stretch& stretch = system.stretches[segment];
    if (stretch.empty) continue;
    const double hours = time_h - starts_h_[segment];
    std::array<double, kEffectSite + 1> value = stretch.at_start;
    if (hours > 0.0) {
      for (std::size_t o = 0; o < value.size(); ++o) value[o] = stretch.rows[o].constant;
      for (std::size_t m = 0; m < kModes; ++m) {
        const double left = fading(system.rates[m] * hours);
        for (std::size_t o = 0; o < value.size(); ++o) value[o] += stretch.rows[o].coefficient[m] * left;
      }
    }
    for (double& v : value) v = std::max(0.0, v);  // rounding may leave -1e-15 where nothing is
    add_levels(system, value, out);
  }
  return out;
}

Levels Pharmacokinetics::slopes(std::size_t segment, double time_h) const {
  Levels out;
  for (const System& system : systems_) {
    const Stretch& stretch = system.stretches[segment];
    if (stretch.empty) continue;
    const double hours = time_h - starts_h_[segment];
    std::array<double, kEffectSite + 1> value{};
    for (std::size_t m = 0; m < kModes; ++m) {
      const double falling = system.rates[m] * fading(system.rates[m] * hours);
      for (std::size_t o = 0; o < value.size(); ++o) value[o] -= stretch.rows[o].coefficient[m] * falling;
    }
    add_levels(system, value, out);
  }
  return out;
}

std::vector<double> Pharmacokinetics::peaks_h(std::span<const Level> levels, double from_h, double to_h) const {
  // A stretch is looked at in steps that grow with the time since its start, as the modes do; between two of them with
  // a rise and a fall the peak is found by halving.
  constexpr double kFirstLookHours = 1e-4;
  constexpr double kGrowth = 1.3;
  constexpr double kExactHours = 1e-7;
  constexpr double kTraceOfLevel = 1e-6;  // ng/mL or uM: below it a "peak" is the rounding of nothing
  std::vector<double> out;
  for (std::size_t s = 1; s < starts_h_.size(); ++s) {
    const double begin = std::max(starts_h_[s], from_h);
    const double end = std::min(s + 1 < starts_h_.size() ? starts_h_[s + 1] : to_h, to_h);
    double before_h = begin;
    Levels before = slopes(s, before_h);
    for (double look = kFirstLookHours; before_h < end; look *= kGrowth) {
      const double now_h = std::min(begin + look, end);
      const Levels now = slopes(s, now_h);
      for (const Level level : levels) {
        if (!(before.*level > 0.0 && now.*level <= 0.0)) continue;
        double low = before_h;
        double high = now_h;
        while (high - low > kExactHours) {
          const double middle = 0.5 * (low + high);
          (slopes(s, middle).*level > 0.0 ? low : high) = middle;
        }
        const double at_h = 0.5 * (low + high);
        if (this->levels(s, at_h).*level > kTraceOfLevel) out.push_back(at_h);
      }
      before_h = now_h;
      before = now;
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

Pharmacokinetics::Peak Pharmacokinetics::peak(Level level, double from_h, double to_h) const {
  std::vector<double> candidates = peaks_h(std::array{level}, from_h, to_h);
  candidates.push_back(from_h);
  candidates.push_back(to_h);
  for (const double kink : breakpoints_h()) {
    if (kink > from_h && kink < to_h) candidates.push_back(kink);
  }
  std::sort(candidates.begin(), candidates.end());
  Peak best{at(from_h).*level, from_h};
  for (const double at_h : candidates) {
    if (const double value = at(at_h).*level; value > best.value) best = {value, at_h};
  }
  return best;
}

Pharmacokinetics::Drive Pharmacokinetics::drive(std::size_t segment, double time_h, bool metabolites) const {
  Drive out;
  for (const System& system : systems_) {
    const Stretch& stretch = system.stretches[segment];
    if (stretch.empty) continue;
    const double hours = time_h - starts_h_[segment];
    const bool hnk = metabolites && system.active_hnk_um_per_ng_ml > 0.0;
    double k_um = stretch.potency_constant;
    if (hours > 0.0) {
      for (std::size_t m = 0; m < stretch.potency_modes; ++m)
        k_um += stretch.potency[m].coefficient * fading(stretch.potency[m].rate * hours);
    } else {
      k_um = system.k_per_ce * stretch.at_start[kEffectSite] + system.k_per_cn * stretch.at_start[kNorketamine];
    }
    double body = 0.0;
    if (hnk) {
      const Row& row = stretch.rows[kHnk];
      body = hours > 0.0 ? row.constant : stretch.at_start[kHnk];
      for (std::size_t m = 0; m < kModes && hours > 0.0; ++m) body += row.coefficient[m] * fading(system.rates[m] * hours);
    }
    out.potency_weighted_um += std::max(0.0, k_um);
    if (hnk) out.active_hnk_um += system.active_hnk_um_per_ng_ml * std::max(0.0, body);
  }
  return out;
}

// Parent drug removed in the first `hours` of a stretch: the integral of its rate of loss.
double Pharmacokinetics::lost_mg(const System& system, const Stretch& stretch, double hours) {
  const Row& row = stretch.rows[kLossRate];
  double lost = row.constant * hours;
  for (std::size_t m = 0; m < kModes; ++m) lost -= row.coefficient[m] * maths::expm1(-system.rates[m] * hours) / system.rates[m];
  return lost;
}

DrugMass Pharmacokinetics::mass(double time_h) const {
  const std::size_t segment = segment_at(time_h);
  DrugMass out;
  for (const auto& [at_h, amount] : unabsorbed_) {
    if (at_h > time_h) continue;
    out.given += amount;
    out.removed += amount;
  }
  for (const System& system : systems_) {
    const Stretch& stretch = system.stretches[segment];
    if (stretch.empty) continue;
    const double hours = time_h - starts_h_[segment];
    out.given += stretch.given_mg + stretch.giving_mg_h * hours;
    out.removed += stretch.removed_mg + lost_mg(system, stretch, hours);
    out.in_body += stretch.rows[kInBody].constant;
    for (std::size_t m = 0; m < kModes; ++m) out.in_body += stretch.rows[kInBody].coefficient[m] * fading(system.rates[m] * hours);
  }
  return out;
}

}  // namespace syn
