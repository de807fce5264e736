#include "model/drug/disposition.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "core/maths.hpp"
#include "math/matrix.hpp"
#include "model/data/parameters.hpp"

namespace syn {

double Disposition::extraction() const { return liver_volume * liver_loss / (liver_flow + liver_volume * liver_loss); }

double Disposition::clearance() const { return liver_flow * extraction(); }

double Disposition::bioavailability(double direct_share) const {
  return direct_share + (1.0 - direct_share) * gut_passing * (1.0 - extraction());
}

double Disposition::steady_state_volume() const {
  // At steady state the tissues are at the plasma level, the liver below it by its extraction.
  return central_volume + shallow_volume + deep_volume + liver_volume * (1.0 - extraction());
}

double Disposition::terminal_half_life_h() const {
  const double volumes[] = {central_volume, shallow_volume, deep_volume, liver_volume};
  const double flows[] = {0.0, shallow_flow, deep_flow, liver_flow};
  Matrix a(4, 4);
  for (std::size_t i = 1; i < 4; ++i) {
    a(0, 0) += flows[i] / volumes[0];
    a(i, i) += flows[i] / volumes[i];
    a(0, i) = a(i, 0) = -flows[i] / std::sqrt(volumes[0] * volumes[i]);
  }
  a(3, 3) += liver_loss;
  return std::numbers::ln2 / symmetric_modes(a).values.front();
}

namespace {

// The spray's own population model covers the nose and the mouth.
bool spray_column(Drug drug, Route route) { return drug == Drug::esketamine && (route == Route::intranasal || route == Route::oral); }

std::string uptake_prefix(Drug drug, Route route) {
  switch (route) {
    case Route::intranasal: return drug == Drug::esketamine ? "pk.spray." : "pk.racemic_nasal.";
    case Route::oral: return drug == Drug::esketamine ? "pk.esketamine_oral." : "pk.oral.";
    case Route::iv_infusion:
    case Route::iv_bolus: return "pk.im.";  // nothing passes a depot
    case Route::im:
    case Route::sc:
    case Route::sublingual: return "pk." + std::string(name_of(route)) + ".";
  }
  return "";
}

// A share p moved by `shift` on the logit scale.
double moved_share(double p, double shift) {
  if (shift == 0.0 || p <= 0.0 || p >= 1.0) return p;
  return 1.0 / (1.0 + (1.0 - p) / p * maths::exp(-shift));
}

}  // namespace

Disposition disposition(const Parameters& parameters, Drug drug, Route route, const Patient& patient, const DrugTraits& traits) {
  const bool spray = spray_column(drug, route);
  const auto column = [&](const char* name) { return parameters[std::string(spray ? "pk.esketamine." : "pk.racemic.") + name]; };
  const auto metabolite = [&](const char* name) { return parameters[std::string("pk.metabolite.") + name]; };
  const auto between = [&](const char* name, double deviate) {
    return deviate == 0.0 ? 1.0 : maths::exp(parameters[std::string("pk.between.") + name] * deviate);
  };

  const double relative_weight = spray ? 1.0 : patient.weight_kg / parameters["pk.reference_weight"];
  const double flow_scale = maths::pow(relative_weight, parameters["pk.flow_exponent"]);
  const double volume_scale = maths::pow(relative_weight, parameters["pk.volume_exponent"]);
  const double years_over = std::max(0.0, patient.age_years - parameters["pk.age_threshold"]);
  const double young_liver_flow = column("liver_flow") * between("liver_flow", traits.liver_flow);
  const double uptake_factor = between(spray ? "spray_uptake" : "uptake", traits.uptake);

  Disposition out;
  out.central_volume =
      volume_scale * column("central_volume") * between(spray ? "spray_central_volume" : "central_volume", traits.central_volume);
  out.shallow_volume = volume_scale * column("shallow_volume") * between("shallow_volume", traits.shallow_volume);
  out.deep_volume = volume_scale * column("deep_volume");
  out.liver_volume = volume_scale * column("liver_volume");
  out.shallow_flow = flow_scale * column("shallow_flow");
  out.deep_flow = flow_scale * column("deep_flow");
  out.liver_flow = flow_scale * (young_liver_flow - parameters["pk.liver_flow_fall"] * years_over);
  if (spray) {
    const double to_norketamine = column("liver_loss_to_norketamine");
    out.liver_loss = to_norketamine + column("liver_loss_otherwise") * between("spray_clearance", traits.clearance);
    out.liver_to_norketamine = to_norketamine / out.liver_loss;
  } else {
    // The clearance is known for people under 60; the loss rate that gives it is kept when liver flow falls with age.
    // No liver takes out more than what flows through it.
    constexpr double kMaxExtracted = 0.95;
    const double typical = parameters[drug == Drug::esketamine ? "pk.esketamine_iv.clearance" : "pk.racemic.clearance"];
    const double clearance = std::min(typical * between("clearance", traits.clearance), kMaxExtracted * young_liver_flow);
    out.liver_loss = flow_scale * young_liver_flow * clearance / ((young_liver_flow - clearance) * out.liver_volume);
    out.liver_to_norketamine = column("liver_to_norketamine");
  }
  out.gut_passing = std::min(1.0, column("gut_passing") * between("oral_share", traits.oral_share));
  out.gut_to_norketamine = column("gut_to_norketamine");
  out.norketamine_volume = volume_scale * metabolite("norketamine_volume");
  out.norketamine_tissue_volume = volume_scale * metabolite("norketamine_tissue_volume");
  out.norketamine_clearance =
      flow_scale * metabolite("norketamine_clearance") * between("norketamine_clearance", traits.norketamine_clearance);
  out.norketamine_flow = flow_scale * metabolite("norketamine_flow");
  out.norketamine_to_hnk = metabolite("norketamine_to_hnk");
  out.hnk_volume = volume_scale * metabolite("hnk_volume");
  out.hnk_clearance = flow_scale * metabolite("hnk_clearance") * between("hnk", traits.hnk);
  constexpr double kMinutesPerHour = 60.0;
  out.effect_site_rate = kMinutesPerHour * parameters["pk.effect_site_rate"];

  const std::string prefix = uptake_prefix(drug, route);
  const auto uptake = [&](const char* name, double otherwise) {
    const Parameter* found = parameters.find(prefix + name);
    return found != nullptr ? found->value : otherwise;
  };
  // Of what a route does not use, the rate only has to be one that no other mode has.
  constexpr double kUnused = 1.0;
  out.direct_uptake = uptake_factor * uptake("direct_uptake", kUnused);
  out.direct_release_h = uptake("direct_release", 0.0);
  out.swallowed_uptake = uptake_factor * uptake("swallowed_uptake", kUnused);
  out.swallowed_release_h = uptake("swallowed_release", 0.0);
  return out;
}

Intake intake(const Parameters& parameters, const Dose& dose, double amount_mg, const DrugTraits& traits, double sprayed_mg) {
  const auto logit_shift = [&](const char* name) {
    return traits.direct_share == 0.0 ? 0.0 : parameters[std::string("pk.between.") + name] * traits.direct_share;
  };
  switch (dose.route) {
    case Route::iv_infusion:
    case Route::iv_bolus: return {1.0, 0.0, 0.0};
    case Route::im:
    case Route::sc: {
      const double direct = parameters["pk." + std::string(name_of(dose.route)) + ".direct_share"];
      return {direct, 0.0, 1.0 - direct};
    }
    case Route::intranasal: {
      const bool spray = dose.drug == Drug::esketamine;
      const double shift = logit_shift(spray ? "spray_direct_share" : "direct_share");
      const auto taken_mg = [&](double mg) {
        return mg > 0.0 ? mg * moved_share(nasal_direct_share(parameters, dose.drug, mg), shift) : 0.0;
      };
      const double direct = (taken_mg(sprayed_mg + amount_mg) - taken_mg(sprayed_mg)) / amount_mg;
      return {direct, 1.0 - direct, 0.0};
    }
    case Route::sublingual: {
      const double direct = moved_share(parameters["pk.sublingual.direct_share"], logit_shift("direct_share"));
      const double swallowed = dose.swallowed ? 1.0 - direct : std::min(1.0 - direct, parameters["pk.sublingual.spat_swallowed_share"]);
      return {direct, swallowed, 1.0 - direct - swallowed};
    }
    case Route::oral: return {0.0, 1.0, 0.0};
  }
  return {};
}

double reaching_share(const Parameters& parameters, const Dose& dose, const Patient& patient) {
  const double amount_mg = dose.amount_mg(patient.weight_kg);
  if (!(amount_mg > 0.0)) return 0.0;
  const Intake way = intake(parameters, dose, amount_mg);
  return way.direct + way.swallowed * disposition(parameters, dose.drug, dose.route, patient).bioavailability(0.0);
}

double nasal_direct_share(const Parameters& parameters, Drug drug, double amount_mg) {
  if (drug == Drug::racemic) return parameters["pk.racemic_nasal.direct_share"];
  const double first = parameters["pk.spray.direct_share"];
  const double devices = amount_mg / kSprayDeviceMg;
  if (devices <= 1.0) return first;
  return first * (1.0 + parameters["pk.spray.further_device_share"] * (devices - 1.0)) / devices;
}

}  // namespace syn
