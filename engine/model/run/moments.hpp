// From the course of the chain to what people answer to: the drives of one moment, and the sessions on the way.
#pragma once

#include <vector>

#include "model/clinic/abstinence.hpp"
#include "model/clinic/cohort.hpp"
#include "model/clinic/insight.hpp"
#include "model/clinic/medicines.hpp"
#include "model/clinic/pain.hpp"
#include "model/clinic/visits.hpp"
#include "model/drug/receptor.hpp"
#include "model/drug/safety.hpp"
#include "model/run/course.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

class MomentMaker {
 public:
  MomentMaker(const Scenario& scenario, const Parameters& parameters, const Pharmacokinetics& drug);

  // What acts at the time of this row.
  CohortMoment moment(const CourseRow& row) const;
  // The therapy sessions that lie after the row before and not after this one, as they are met at this row. Every session
  // of a trajectory stands on a row of its own.
  std::vector<CohortSession> sessions(const CourseRow& row);

 private:
  std::vector<Therapy> therapies_;
  bool encoding_loss_;
  Receptor receptor_;
  Visits visits_;
  Medicines medicines_;
  Insight insight_;
  PainRelief pain_;
  Safety safety_;
  RelapseHazard hazard_;
  std::size_t next_session_ = 0;
};

// The moments and sessions of one person who handles the drug in a way of their own: the chain solved for them alone,
// with their own lifetime of labile spines in every entry of the moments. Times increasing.
struct PersonalCourse {
  std::vector<CohortMoment> moments;
  std::vector<CohortSession> sessions;
  double peak_plasma_ng_ml = 0.0;  // of the whole scenario, whatever the times
};
PersonalCourse personal_course(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale, const VirtualPatient& who,
                               std::span<const double> times_h);

// The same of everybody whose drug goes the usual way: every lifetime in its entry.
PersonalCourse shared_course(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale,
                             std::span<const double> times_h);

}  // namespace syn
