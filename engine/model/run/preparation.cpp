#include "model/run/preparation.hpp"

#include <algorithm>
#include <utility>

#include "model/clinic/abstinence.hpp"
#include "model/clinic/medicines.hpp"
#include "model/run/moments.hpp"
#include "model/run/timeline.hpp"
#include "model/scenario/acting.hpp"

namespace syn {
namespace {

std::vector<double> kinks_of(const Course& course, const Scenario& scenario, const Parameters& parameters) {
  std::vector<double> out = course.kinks_h();
  const std::vector<double> jumps = Medicines(parameters, scenario).jumps_h();
  out.insert(out.end(), jumps.begin(), jumps.end());
  const RelapseHazard hazard(parameters, scenario);
  out.insert(out.end(), hazard.knots_h().begin(), hazard.knots_h().end());
  return out;
}

// Where a level is highest that a column shows, or that a column is a growing function of.
std::vector<double> peaks_of(const Pharmacokinetics& drug, const Scenario& scenario) {
  constexpr Pharmacokinetics::Level kLevels[] = {&Levels::plasma_ng_ml,   &Levels::norketamine_ng_ml,   &Levels::hnk_ng_ml,
                                                 &Levels::effect_site_um, &Levels::potency_weighted_um, &Levels::acute_ng_ml};
  return drug.peaks_h(kLevels, scenario.start_h(), scenario.end_h());
}

// These rows and those of the typical patient's own peaks.
std::vector<double> with_peaks(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale,
                               std::span<const double> times_h) {
  CourseOptions typical;
  typical.typical_only = true;
  typical.peaks = true;
  std::vector<double> out;
  Course(scenario, parameters, scale, typical).run(times_h, [&](const CourseRow& row) { out.push_back(row.time_h); });
  return out;
}

CourseOptions how(const SimulateOptions& options) {
  CourseOptions out;
  out.typical_only = options.typical_only;
  out.peaks = true;
  return out;
}

}  // namespace

Preparation::Preparation(const Scenario& whole, const Parameters& parameters, const SimulateOptions& options)
    : scenario(acting(whole, parameters)),
      changed(parameters.with(scenario.parameters)),
      scale(reference_scale(parameters, scenario.model)),
      healthy(scenario.patient.stress == Stress::none),
      typical(options.typical_only || options.stop.stop_requested()),
      own_chains(!healthy && !typical && scenario.model.vary_pharmacokinetics),
      patients(options.patients > 0 ? options.patients : scenario.population),
      course(scenario, changed, scale, how(options)),
      times(row_times_h(whole, events_of(whole), options, kinks_of(course, scenario, changed), peaks_of(course.drug(), whole))) {
  // Everybody needs all rows beforehand, also those that the typical patient's peaks add.
  if (own_chains) times = with_peaks(scenario, changed, scale, times);
}

CohortRequest request_for(const TrajectoryTable& table, const Preparation& prepared, const SimulateOptions& options) {
  CohortRequest request;
  request.moments = table.moments();
  request.past = table.past();
  request.sessions = table.sessions();
  request.patients = prepared.patients;
  request.runs = options.runs;
  request.noise = options.noise;
  request.threads = options.threads;
  return request;
}

OwnCourse own_course(const Preparation& prepared, const Cohort& cohort, int number, bool noise) {
  const PersonalCourse course = personal_course(prepared.scenario, prepared.changed, prepared.scale, cohort.person(number), prepared.times);
  CohortRequest request;
  request.moments = course.moments;
  request.sessions = course.sessions;
  request.first = number;
  request.runs = 1;
  request.noise = noise;
  request.threads = 1;
  CohortSummary made = cohort.run(request);
  return {std::move(made.runs.front()), made.kept.empty() ? std::vector<double>() : std::move(made.kept.front())};
}

CohortSummary summary_of(const Cohort& cohort, std::vector<OwnCourse> courses, int runs) {
  CohortSummary out;
  for (OwnCourse& own : courses) {
    out.runs.push_back(std::move(own.scores));
    out.kept.push_back(std::move(own.kept));
  }
  cohort.summarise(out);
  out.runs.resize(std::min(out.runs.size(), static_cast<std::size_t>(std::max(0, runs))));
  return out;
}

}  // namespace syn
