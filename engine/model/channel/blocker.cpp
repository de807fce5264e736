#include "model/channel/blocker.hpp"

#include <string>

#include "core/maths.hpp"
#include "model/channel/channel.hpp"
#include "model/data/parameters.hpp"

namespace syn {
namespace {

constexpr double kPerMs = 1e-3;

std::string key_of(PoreBlocker blocker, std::string_view name) {
  return "blocker." + std::string(name_of(blocker)) + "." + std::string(name);
}

std::string kd_name(Subtype subtype) { return "kd_" + std::string(name_of(subtype)); }

std::string racemate_kd(Subtype subtype) { return "channel." + std::string(name_of(subtype)) + ".ketamine_kd"; }

double own_or(const Parameters& parameters, const std::string& own, std::string_view usual) {
  return parameters[parameters.find(own) != nullptr ? std::string_view(own) : usual];
}

double reference_kd_um(const Parameters& parameters, PoreBlocker blocker, Subtype subtype) {
  if (blocker == PoreBlocker::ketamine) return parameters[racemate_kd(subtype)];
  const std::string ratio = key_of(blocker, "kd_ratio");
  if (parameters.find(ratio) != nullptr) return parameters[ratio] * parameters[racemate_kd(subtype)];
  return parameters[key_of(blocker, kd_name(subtype))];
}

}  // namespace

double BlockerRates::kd_um(double voltage_mv) const {
  return kd_reference_um * maths::exp(depth * (voltage_mv - reference_mv) / thermal_mv);
}

bool is_measured(const Parameters& parameters, PoreBlocker blocker, Subtype subtype) {
  return blocker == PoreBlocker::ketamine || parameters.find(key_of(blocker, "kd_ratio")) != nullptr ||
         parameters.find(key_of(blocker, kd_name(subtype))) != nullptr;
}

BlockerRates blocker_rates(const Parameters& parameters, PoreBlocker blocker, Subtype subtype) {
  const Warming warming(parameters);
  BlockerRates rates;
  rates.on_per_um_ms = kPerMs * warming.drug * own_or(parameters, key_of(blocker, "on"), "channel.ketamine_on");
  rates.kd_reference_um = reference_kd_um(parameters, blocker, subtype);
  rates.depth = own_or(parameters, key_of(blocker, "depth"), "channel.ketamine_depth");
  rates.leak_per_ms = kPerMs * warming.drug * own_or(parameters, key_of(blocker, "leak"), "channel.ketamine_leak");
  rates.reference_mv = parameters["channel.ketamine_reference"];
  rates.thermal_mv = warming.thermal_mv;
  return rates;
}

double blocking_strength(const Parameters& parameters, Subtype subtype, std::span<const Dissolved> drugs, double voltage_mv) {
  double sum = 0.0;
  for (const Dissolved& drug : drugs) sum += drug.um / blocker_rates(parameters, drug.blocker, subtype).kd_um(voltage_mv);
  return sum;
}

SecondSite::SecondSite(const Parameters& parameters)
    : ec50_um_(parameters["channel.second_site_ec50"]), tau_ms_(parameters["channel.second_site_tau"]) {}

double SecondSite::advance(double y, double drug_um, double bound, double ms) const {
  const double target = bound * drug_um / (drug_um + ec50_um_);
  return target + (y - target) * maths::exp(-ms / tau_ms_);
}

}  // namespace syn
