#include "model/scenario.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace syn {

double Dose::amount_mg(double weight_kg) const {
  if (mg) return *mg;
  if (mg_per_kg) return *mg_per_kg * weight_kg;
  return sprays ? *sprays * kSprayDeviceMg : 0.0;
}

double Dose::end_h() const { return route == Route::iv_infusion ? at_h + over_min / 60.0 : at_h; }

bool ModelOptions::has(Hypothesis hypothesis) const {
  return std::find(hypotheses.begin(), hypotheses.end(), hypothesis) != hypotheses.end();
}

double Scenario::start_h() const {
  double start = 0.0;
  for (const Dose& dose : doses) start = std::min(start, dose.at_h);
  for (const Therapy& therapy : therapies) start = std::min(start, therapy.at_h);
  for (const Visit& visit : visits) start = std::min(start, visit.at_h);
  return start;
}

void Scenario::sort_events() {
  const auto earlier = [](const auto& a, const auto& b) { return a.at_h < b.at_h; };
  std::stable_sort(doses.begin(), doses.end(), earlier);
  std::stable_sort(therapies.begin(), therapies.end(), earlier);
  std::stable_sort(visits.begin(), visits.end(), earlier);
}

std::string_view name_of(Condition condition) {
  switch (condition) {
    case Condition::trd:
      return "trd";
  }
  return "";
}

std::string_view name_of(Stress stress) {
  switch (stress) {
    case Stress::chronic:
      return "chronic";
    case Stress::none:
      return "none";
  }
  return "";
}

std::string_view name_of(Bdnf bdnf) {
  switch (bdnf) {
    case Bdnf::val_val:
      return "val_val";
    case Bdnf::val_met:
      return "val_met";
    case Bdnf::met_met:
      return "met_met";
  }
  return "";
}

std::string_view name_of(Drug drug) {
  switch (drug) {
    case Drug::racemic:
      return "racemic";
    case Drug::esketamine:
      return "esketamine";
  }
  return "";
}

std::string_view name_of(Route route) {
  switch (route) {
    case Route::iv_infusion:
      return "iv_infusion";
    case Route::intranasal:
      return "intranasal";
  }
  return "";
}

std::string_view name_of(TherapyKind kind) {
  switch (kind) {
    case TherapyKind::cbt:
      return "cbt";
  }
  return "";
}

std::string_view name_of(Hypothesis hypothesis) {
  switch (hypothesis) {
    case Hypothesis::burst:
      return "burst";
    case Hypothesis::rest_block:
      return "rest_block";
  }
  return "";
}

std::string_view name_of(RouteLogic logic) {
  switch (logic) {
    case RouteLogic::both:
      return "and";
    case RouteLogic::either:
      return "either";
  }
  return "";
}

std::string_view name_of(WindowKind window) {
  switch (window) {
    case WindowKind::clinical:
      return "clinical";
    case WindowKind::rodent:
      return "rodent";
  }
  return "";
}

}  // namespace syn
