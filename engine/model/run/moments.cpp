#include "model/run/moments.hpp"

#include <algorithm>

namespace syn {

MomentMaker::MomentMaker(const Scenario& scenario, const Parameters& parameters)
    : therapies_(scenario.therapies),
      encoding_loss_(scenario.model.encoding_loss),
      receptor_(parameters),
      expectancy_(parameters, scenario),
      medicines_(parameters, scenario) {}

CohortMoment MomentMaker::moment(const CourseRow& row) const {
  CohortMoment out;
  out.time_h = row.time_h;
  out.fast = row.fast;
  out.expectancy = expectancy_.at(row.time_h);
  out.medicine = medicines_.antidepressant(row.time_h);
  out.drug_factor = medicines_.drug_factor(row.time_h);
  out.memory = row.memory;
  out.stress = row.stress;
  out.labile = row.labile;
  out.stable = row.stable;
  return out;
}

std::vector<CohortSession> MomentMaker::sessions(const CourseRow& row) {
  std::vector<CohortSession> out;
  for (; next_session_ < therapies_.size() && therapies_[next_session_].at_h <= row.time_h; ++next_session_) {
    const double k_um = row.levels.potency_weighted_um;
    out.push_back({row.time_h, therapies_[next_session_].kind, row.biology, row.labile, receptor_.gate(k_um),
                   receptor_.encoding(k_um, encoding_loss_)});
  }
  return out;
}

PersonalCourse personal_course(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale, const VirtualPatient& who,
                               std::span<const double> times_h) {
  CourseOptions options;
  options.typical_only = true;
  options.traits = who.traits;
  options.lifetime_deviate = who.lifetime_deviate;
  MomentMaker maker(scenario, parameters);
  PersonalCourse out;
  out.moments.reserve(times_h.size());
  Course course(scenario, parameters, scale, options);
  course.run(times_h, [&](const CourseRow& solved) {
    CourseRow row = solved;
    row.labile.fill(solved.typical_labile());
    row.stable.fill(solved.typical_stable());
    for (CohortSession& session : maker.sessions(row)) out.sessions.push_back(session);
    out.moments.push_back(maker.moment(row));
  });
  out.peak_plasma_ng_ml = course.drug().peak(&Levels::plasma_ng_ml, scenario.start_h(), scenario.end_h()).value;
  return out;
}

}  // namespace syn
