#include "model/disposition.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "model/matrix.hpp"
#include "model/parameters.hpp"

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

Disposition disposition(const Parameters& parameters, Drug drug, Route route, const Patient& patient) {
  const bool spray = drug == Drug::esketamine && route == Route::intranasal;
  const auto column = [&](const char* name) {
    return parameters[std::string(spray ? "pk.esketamine." : "pk.racemic.") + name];
  };
  const auto uptake = [&](const char* name) {
    return parameters[std::string(spray ? "pk.spray." : "pk.racemic_nasal.") + name];
  };
  const auto metabolite = [&](const char* name) { return parameters[std::string("pk.metabolite.") + name]; };

  const double relative_weight = spray ? 1.0 : patient.weight_kg / parameters["pk.reference_weight"];
  const double flow_scale = std::pow(relative_weight, parameters["pk.flow_exponent"]);
  const double volume_scale = std::pow(relative_weight, parameters["pk.volume_exponent"]);
  const double years_over = std::max(0.0, patient.age_years - parameters["pk.age_threshold"]);
  const double young_liver_flow = column("liver_flow");

  Disposition out;
  out.central_volume = volume_scale * column("central_volume");
  out.shallow_volume = volume_scale * column("shallow_volume");
  out.deep_volume = volume_scale * column("deep_volume");
  out.liver_volume = volume_scale * column("liver_volume");
  out.shallow_flow = flow_scale * column("shallow_flow");
  out.deep_flow = flow_scale * column("deep_flow");
  out.liver_flow = flow_scale * (young_liver_flow - parameters["pk.liver_flow_fall"] * years_over);
  if (spray) {
    const double to_norketamine = column("liver_loss_to_norketamine");
    out.liver_loss = to_norketamine + column("liver_loss_otherwise");
    out.liver_to_norketamine = to_norketamine / out.liver_loss;
  } else {
    // The clearance is known for people under 60; the loss rate that gives it is kept when liver flow falls with age.
    const double clearance =
        parameters[drug == Drug::esketamine ? "pk.esketamine_iv.clearance" : "pk.racemic.clearance"];
    out.liver_loss = flow_scale * young_liver_flow * clearance / ((young_liver_flow - clearance) * out.liver_volume);
    out.liver_to_norketamine = column("liver_to_norketamine");
  }
  out.gut_passing = column("gut_passing");
  out.gut_to_norketamine = column("gut_to_norketamine");
  out.norketamine_volume = volume_scale * metabolite("norketamine_volume");
  out.norketamine_tissue_volume = volume_scale * metabolite("norketamine_tissue_volume");
  out.norketamine_clearance = flow_scale * metabolite("norketamine_clearance");
  out.norketamine_flow = flow_scale * metabolite("norketamine_flow");
  out.norketamine_to_hnk = metabolite("norketamine_to_hnk");
  out.hnk_volume = volume_scale * metabolite("hnk_volume");
  out.hnk_clearance = flow_scale * metabolite("hnk_clearance");
  constexpr double kMinutesPerHour = 60.0;
  out.effect_site_rate = kMinutesPerHour * parameters["pk.effect_site_rate"];
  out.direct_uptake = uptake("direct_uptake");
  out.swallowed_uptake = uptake("swallowed_uptake");
  out.swallowed_release_h = uptake("swallowed_release");
  return out;
}

double nasal_direct_share(const Parameters& parameters, Drug drug, double amount_mg) {
  if (drug == Drug::racemic) return parameters["pk.racemic_nasal.direct_share"];
  const double first = parameters["pk.spray.direct_share"];
  const double devices = amount_mg / kSprayDeviceMg;
  if (devices <= 1.0) return first;
  return first * (1.0 + parameters["pk.spray.further_device_share"] * (devices - 1.0)) / devices;
}

}  // namespace syn
