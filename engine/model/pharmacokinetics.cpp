#include "model/pharmacokinetics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "model/drug_modes.hpp"
#include "model/matrix.hpp"
#include "model/parameters.hpp"

namespace syn {
namespace {

// exp(-x) for x >= 0, and plain 0 where only a denormal number would be left (those are slow).
double fading(double x) {
  constexpr double kNothing = 700.0;
  return x < kNothing ? std::exp(-x) : 0.0;
}

std::vector<DrugInput> inputs_of(const Dose& dose, const Disposition& d, const Parameters& parameters, double weight_kg,
                                 const DrugTraits& traits) {
  const double amount = dose.amount_mg(weight_kg);
  constexpr double kMinutesPerHour = 60.0;
  if (dose.route == Route::iv_infusion) return {{kCentral, dose.at_h, dose.end_h(), amount}};
  if (dose.route == Route::iv_bolus)
    return {{kCentral, dose.at_h, dose.at_h + parameters["pk.iv_bolus.minutes"] / kMinutesPerHour, amount}};
  const Intake share = intake(parameters, dose, amount, traits);
  std::vector<DrugInput> inputs;
  if (share.direct > 0.0) inputs.push_back({kDirect, dose.at_h, dose.at_h + d.direct_release_h, share.direct * amount});
  if (share.swallowed > 0.0)
    inputs.push_back({kGut, dose.at_h, dose.at_h + d.swallowed_release_h, share.swallowed * amount});
  return inputs;
}

}  // namespace

Pharmacokinetics::System Pharmacokinetics::make_system(const Parameters& parameters, const DrugGroup& group,
                                                       std::span<const double> starts_h) {
  Disposition d = group.person;
  const DrugModes modes = find_modes(d);
  const std::vector<DrugInput>& inputs = group.inputs;

  System system;
  const bool racemic = group.drug == Drug::racemic;
  system.cu_per_ce =
      parameters["pk.unbound_fraction"] * parameters["pk.brain_unbound_ratio"] / parameters["pk.molar_mass_ketamine"];
  system.k_per_ce = system.cu_per_ce * parameters[racemic ? "receptor.potency_racemic" : "receptor.potency_esketamine"];
  if (racemic)
    system.active_hnk_um_per_ng_ml = parameters["pk.metabolite.share_2r6r"] / parameters["pk.molar_mass_hnk"];
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

  std::vector<double> z(kStates, 0.0);
  system.stretches.resize(starts_h.size());
  for (std::size_t s = 1; s < starts_h.size(); ++s) {
    const double start = starts_h[s];
    const Stretch& before = system.stretches[s - 1];
    Stretch& stretch = system.stretches[s];
    const double hours = before.empty ? 0.0 : start - starts_h[s - 1];
    stretch.given_mg = before.given_mg + before.giving_mg_h * hours;
    stretch.removed_mg = before.removed_mg + lost_mg(system, before, hours);

    std::vector<double> per_hour(kStates, 0.0);
    for (const DrugInput& input : inputs) {
      if (input.from_h <= start) stretch.empty = false;
      if (input.at_once() && input.from_h == start) {
        for (std::size_t m = 0; m < kStates; ++m) z[m] += modes.inverse(m, input.into) * input.amount_mg;
        stretch.given_mg += input.amount_mg;
      } else if (!input.at_once() && input.from_h <= start && start < input.until_h) {
        const double rate = input.amount_mg / (input.until_h - input.from_h);
        for (std::size_t m = 0; m < kStates; ++m) per_hour[m] += modes.inverse(m, input.into) * rate;
        stretch.giving_mg_h += rate;
      }
    }
    if (stretch.empty) continue;
    for (std::size_t o = 0; o < stretch.at_start.size(); ++o) {
      for (std::size_t m = 0; m < kStates; ++m) stretch.at_start[o] += read_modes(o, m) * z[m];
    }
    const double length = s + 1 < starts_h.size() ? starts_h[s + 1] - start : 0.0;
    for (std::size_t m = 0; m < kStates; ++m) {
      const double settled = per_hour[m] / modes.rates[m];
      for (std::size_t o = 0; o < kOutputs; ++o) {
        stretch.rows[o].constant += read_modes(o, m) * settled;
        stretch.rows[o].coefficient[m] = read_modes(o, m) * (z[m] - settled);
      }
      z[m] = settled + (z[m] - settled) * fading(modes.rates[m] * length);
    }
  }
  return system;
}

Pharmacokinetics::Pharmacokinetics(const Scenario& scenario, const Parameters& parameters, const DrugTraits& traits) {
  std::vector<DrugGroup> groups;
  starts_h_.push_back(-std::numeric_limits<double>::infinity());
  const double weight_kg = scenario.patient.weight_kg;
  for (const Dose& dose : scenario.doses) {
    const Disposition person = disposition(parameters, dose.drug, dose.route, scenario.patient, traits);
    auto group = std::find_if(groups.begin(), groups.end(), [&](const DrugGroup& known) {
      return known.drug == dose.drug && known.person == person;
    });
    if (group == groups.end()) group = groups.insert(groups.end(), {dose.drug, person, {}});
    for (const DrugInput& input : inputs_of(dose, person, parameters, weight_kg, traits)) {
      starts_h_.push_back(input.from_h);
      starts_h_.push_back(input.until_h);
      group->inputs.push_back(input);
    }
    const double amount = dose.amount_mg(weight_kg);
    if (const double lost = intake(parameters, dose, amount, traits).lost; lost > 0.0)
      unabsorbed_.push_back({dose.at_h, lost * amount});
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
    out.plasma_ng_ml += value[kPlasma];
    out.norketamine_ng_ml += value[kNorketamine];
    out.hnk_ng_ml += value[kHnk];
    out.active_hnk_um += system.active_hnk_um_per_ng_ml * value[kHnk];
    out.effect_site_ng_ml += value[kEffectSite];
    out.effect_site_um += system.cu_per_ce * value[kEffectSite];
    out.potency_weighted_um += system.k_per_ce * value[kEffectSite];
    out.acute_ng_ml += system.acute_weight * value[kEffectSite];
  }
  return out;
}

Pharmacokinetics::Drive Pharmacokinetics::drive(std::size_t segment, double time_h, bool metabolites) const {
  Drive out;
  for (const System& system : systems_) {
    const Stretch& stretch = system.stretches[segment];
    if (stretch.empty) continue;
    const double hours = time_h - starts_h_[segment];
    const bool hnk = metabolites && system.active_hnk_um_per_ng_ml > 0.0;
    const Row& site_row = stretch.rows[kEffectSite];
    const Row& hnk_row = stretch.rows[kHnk];
    double site = hours > 0.0 ? site_row.constant : stretch.at_start[kEffectSite];
    double body = hours > 0.0 ? hnk_row.constant : stretch.at_start[kHnk];
    for (std::size_t m = 0; m < kModes && hours > 0.0; ++m) {
      if (site_row.coefficient[m] == 0.0 && !hnk) continue;
      const double left = fading(system.rates[m] * hours);
      site += site_row.coefficient[m] * left;
      body += hnk_row.coefficient[m] * left;
    }
    out.potency_weighted_um += system.k_per_ce * std::max(0.0, site);
    if (hnk) out.active_hnk_um += system.active_hnk_um_per_ng_ml * std::max(0.0, body);
  }
  return out;
}

// Parent drug removed in the first `hours` of a stretch: the integral of its rate of loss.
double Pharmacokinetics::lost_mg(const System& system, const Stretch& stretch, double hours) {
  const Row& row = stretch.rows[kLossRate];
  double lost = row.constant * hours;
  for (std::size_t m = 0; m < kModes; ++m)
    lost -= row.coefficient[m] * std::expm1(-system.rates[m] * hours) / system.rates[m];
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
    for (std::size_t m = 0; m < kModes; ++m)
      out.in_body += stretch.rows[kInBody].coefficient[m] * fading(system.rates[m] * hours);
  }
  return out;
}

}  // namespace syn
