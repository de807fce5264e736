#include "model/clinic/visits.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/maths.hpp"
#include "core/random.hpp"
#include "model/clinic/symptoms.hpp"
#include "model/data/parameters.hpp"
#include "model/drug/safety.hpp"
#include "model/scenario/acting.hpp"

namespace syn {

double felt_share(const Parameters& parameters, double cadss) {
  const double spread = parameters["clinical.masking.spread"];
  if (cadss <= 0.0) return 0.0;
  return normal_share(maths::log(cadss / parameters["clinical.masking.felt_points"]) / spread - 0.5 * spread);
}

Visits::Visits(const Parameters& parameters, const Scenario& scenario, const Pharmacokinetics& drug)
    : rise_h_(parameters["clinical.expectancy_rise"]),
      lifetime_h_(own_or_common(parameters, scenario.condition, "expectancy_lifetime")),
      day_lift_(parameters["clinical." + std::string(name_of(scenario.condition)) + ".day_lift"]),
      day_h_(parameters["clinical.expectancy_day"]),
      // Where the rise, at its fastest against the slowest fall, has come to an end.
      falling_from_h_(rise_h_ > 0.0 ? rise_h_ * maths::log1p(lifetime_h_ / rise_h_) : 0.0),
      course_size_(parameters["clinical." + std::string(name_of(scenario.condition)) + ".course"]),
      course_h_(parameters["clinical.course_time"]) {
  const double usual = expectancy_of(scenario, parameters);
  const double unfelt = std::min(usual, parameters["clinical.masking.unfelt"]);
  const double by_feeling = (usual - unfelt) / parameters["clinical.masking.reference_share"];
  const Safety safety(parameters);
  const bool pain = is_pain(scenario.condition);
  std::vector<double> sessions_h;
  const std::vector<TreatmentSession> sessions = treatment_sessions(scenario.doses, parameters["scenario.limit.session"]);
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    sessions_h.push_back(sessions[i].at_h);
    double size = usual;
    if (scenario.setting.masking == Masking::anaesthesia) size = unfelt;
    if (scenario.setting.masking == Masking::masked) {
      constexpr double kDayHours = 24.0;
      const double until_h =
          i + 1 < sessions.size() ? std::min(sessions[i + 1].at_h, sessions[i].at_h + kDayHours) : sessions[i].at_h + kDayHours;
      const double felt = safety.cadss(drug.peak(&Levels::acute_ng_ml, sessions[i].at_h, until_h).value, safety.tolerance(sessions_h));
      size = unfelt + by_feeling * felt_share(parameters, felt);
    }
    double held_h = 0.0;
    if (pain) {
      for (std::size_t dose = sessions[i].first; dose < sessions[i].first + sessions[i].count; ++dose)
        held_h = std::max(held_h, scenario.doses[dose].end_h() - sessions[i].at_h);
    }
    visits_.push_back({sessions[i].at_h, size, held_h});
  }
  for (const auto& visit : scenario.visits)
    visits_.push_back({visit.at_h, scenario.setting.masking == Masking::anaesthesia ? unfelt : usual});
  std::stable_sort(visits_.begin(), visits_.end(), [](const Visit& a, const Visit& b) { return a.at_h < b.at_h; });
  for (const Visit& visit : visits_) largest_ = std::max(largest_, visit.size);
}

double Visits::shape(double hours, double held_h) const {
  const double since = held_h > 0.0 ? std::max(0.0, hours - held_h) : hours;
  const double fading = maths::exp(-since / lifetime_h_) + (day_lift_ > 0.0 ? day_lift_ * maths::exp(-hours / day_h_) : 0.0);
  return rise_h_ > 0.0 ? fading * -maths::expm1(-hours / rise_h_) : fading;
}

double Visits::hope(double time_h) const {
  double best = 0.0;
  auto next = std::upper_bound(visits_.begin(), visits_.end(), time_h, [](double t, const Visit& visit) { return t < visit.at_h; });
  while (next != visits_.begin()) {
    --next;
    const double hours = time_h - next->at_h;
    const double left = shape(hours, next->held_h);
    best = std::max(best, next->size * left);
    // Visits before it have less left of theirs.
    if (hours >= falling_from_h_ && largest_ * left <= best) break;
  }
  return best;
}

double Visits::course(double time_h) const {
  if (visits_.empty() || time_h <= visits_.front().at_h) return 0.0;
  return course_size_ * -maths::expm1(-(time_h - visits_.front().at_h) / course_h_);
}

}  // namespace syn
