// What a run knows before its first row, and the parts that a whole run and one in steps share.
#pragma once

#include <vector>

#include "model/clinic/cohort.hpp"
#include "model/run/course.hpp"
#include "model/run/simulate.hpp"
#include "model/run/trajectory_table.hpp"

namespace syn {

inline constexpr std::size_t kMorePeaks = 64;  // rows that the course may add, before there has to be room for more

// `whole`: the scenario with its events sorted; not kept.
struct Preparation {
  Preparation(const Scenario& whole, const Parameters& parameters, const SimulateOptions& options);
  Scenario scenario;  // as it acts
  Parameters changed;
  DriveScale scale;
  bool healthy, typical, own_chains;
  int patients;
  Course course;
  std::vector<double> times;
};

CohortRequest request_for(const TrajectoryTable& table, const Preparation& prepared, const SimulateOptions& options);
// The scores of one person with a chain of their own, and their abstinence where it is followed.
struct OwnCourse {
  std::vector<double> scores, kept;
};
OwnCourse own_course(const Preparation& prepared, const Cohort& cohort, int number, bool noise);
// What a clinic counts of everybody's courses, and the scores of the first people.
CohortSummary summary_of(const Cohort& cohort, std::vector<OwnCourse> courses, int runs);

}  // namespace syn
