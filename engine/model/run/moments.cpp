#include "model/run/moments.hpp"

#include <algorithm>

namespace syn {

MomentMaker::MomentMaker(const Scenario& scenario, const Parameters& parameters, const Pharmacokinetics& drug)
    : therapies_(scenario.therapies),
      encoding_loss_(scenario.model.encoding_loss),
      receptor_(parameters),
      visits_(parameters, scenario, drug),
      medicines_(parameters, scenario),
      insight_(parameters, scenario),
      pain_(parameters, scenario),
      safety_(parameters),
      hazard_(parameters, scenario) {}

CohortMoment MomentMaker::moment(const CourseRow& row) const {
  CohortMoment out;
  out.time_h = row.time_h;
  out.fast = row.fast;
  out.expectancy = visits_.hope(row.time_h);
  out.course = visits_.course(row.time_h);
  out.medicine = medicines_.antidepressant(row.time_h);
  out.steady = medicines_.steady(row.time_h);
  out.insight = insight_.at(row.time_h);
  out.pain_lasting = pain_.lasting(row.time_h);
  out.pain_acute = safety_.pain_relief(row.levels.acute_ng_ml);
  out.hazard = hazard_.sum(row.time_h);
  out.knot = hazard_.is_knot(row.time_h);
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
    const double felt = row.levels.acute_ng_ml;
    out.push_back({row.time_h, therapies_[next_session_].kind, row.biology, row.labile, receptor_.gate(felt),
                   receptor_.encoding(felt, encoding_loss_)});
  }
  return out;
}

namespace {

PersonalCourse followed(Course& course, const Scenario& scenario, const Parameters& parameters, std::span<const double> times_h,
                        bool one_lifetime) {
  MomentMaker maker(scenario, parameters, course.drug());
  PersonalCourse out;
  out.moments.reserve(times_h.size());
  course.run(times_h, [&](const CourseRow& solved) {
    CourseRow row = solved;
    if (one_lifetime) {
      row.labile.fill(solved.typical_labile());
      row.stable.fill(solved.typical_stable());
    }
    for (CohortSession& session : maker.sessions(row)) out.sessions.push_back(session);
    out.moments.push_back(maker.moment(row));
  });
  out.peak_plasma_ng_ml = course.drug().peak(&Levels::plasma_ng_ml, scenario.start_h(), scenario.end_h()).value;
  return out;
}

}  // namespace

PersonalCourse personal_course(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale, const VirtualPatient& who,
                               std::span<const double> times_h) {
  CourseOptions options;
  options.typical_only = true;
  options.traits = who.traits;
  options.lifetime_deviate = who.lifetime_deviate;
  Course course(scenario, parameters, scale, options);
  return followed(course, scenario, parameters, times_h, true);
}

PersonalCourse shared_course(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale,
                             std::span<const double> times_h) {
  Course course(scenario, parameters, scale);
  return followed(course, scenario, parameters, times_h, false);
}

}  // namespace syn
