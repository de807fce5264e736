// Where a run's rows are filled in: the columns of the typical patient, row by row, and what the cohort needs of each.
#pragma once

#include <optional>
#include <vector>

#include "model/clinic/cohort.hpp"
#include "model/clinic/psychotherapy.hpp"
#include "model/clinic/setting.hpp"
#include "model/clinic/symptoms.hpp"
#include "model/cortex/circuit_course.hpp"
#include "model/drug/safety.hpp"
#include "model/run/course.hpp"
#include "model/run/moments.hpp"
#include "model/run/trajectory.hpp"
#include "model/scenario/acting.hpp"

namespace syn {

class TrajectoryTable {
 public:
  // Scenario (as it acts) and drug must live as long as this. Room for `rows` rows; more are made as they come.
  TrajectoryTable(const Scenario& scenario, const Parameters& parameters, const Pharmacokinetics& drug, std::size_t rows,
                  bool keep_moments);

  // The next rows, about so many: the columns begin anew, what the rows before have left behind stays.
  void start_piece(std::size_t rows);
  std::size_t rows() const { return row_; }
  void add(const CourseRow& row);
  // No more rows to come.
  void close() { hold(row_); }

  // What the symptom columns hold: the one score of the typical patient for everybody, nothing, or a cohort's.
  void add_typical();
  void hide_symptoms();
  void add(CohortSummary summary);

  const std::vector<CohortMoment>& moments() const { return moments_; }
  const std::vector<CohortMoment>& past() const { return past_; }  // knots of the pieces before, where abstinence is followed
  const std::vector<CohortSession>& sessions() const { return sessions_; }
  std::vector<double>& times_h() { return times_; }
  Trajectory::Columns& columns() { return columns_; }
  Trajectory::Inners& inners() { return inners_; }

 private:
  std::vector<double>& column(Column which) { return columns_[static_cast<std::size_t>(which)]; }
  void put(Column which, double value) { column(which)[row_] = value; }
  void put(Inner which, double value) { inners_[static_cast<std::size_t>(which)][row_] = value; }
  void hold(std::size_t rows);
  void add_drug(const CourseRow& row);
  void add_safety(double acute_ng_ml);
  void add_biology(const CourseRow& row);
  void add_symptoms(const CourseRow& row);
  void follow_use(double time_h);
  void put_cells(const CircuitBlocks& blocks);
  // Score of the typical patient; and how far above it two others' lie, see OtherSettings.
  struct Typical {
    double score, best, worst;
  };
  Typical typical_score(double left, const OtherSettings::Apart& apart, const CohortMoment& moment);
  std::vector<double>& inner(Inner which) { return inners_[static_cast<std::size_t>(which)]; }
  // Other settings, from how far apart they are to where they lie about the mean.
  void place_others();
  void attend_sessions(const CourseRow& row, double window);
  PerTherapy learning(double time_h) const;

  const Scenario& scenario_;
  Receptor receptor_;
  Circuit circuit_;
  std::optional<CircuitCourse> used_circuit_;  // if the block follows use
  Safety safety_;
  Psychotherapy therapy_;
  MomentMaker maker_;
  SymptomConstants symptoms_;
  Gains gains_;
  OtherSettings others_;
  Trajectory::Columns columns_;
  Trajectory::Inners inners_;
  std::vector<CohortMoment> moments_;
  std::vector<CohortMoment> past_;
  std::vector<CohortSession> sessions_;
  std::vector<double> times_;
  std::size_t row_ = 0;
  std::vector<TreatmentSession> treatments_;
  std::vector<double> treated_h_;  // when those that have begun did
  double tolerance_ = 0.0;         // of the last of them
  PerTherapy learning_{};          // right after the last session of each kind
  PerTherapy learning_h_{};        // when that was
  std::array<double, 3> left_{};   // of the typical patient, and of those in the best and worst of other settings
  Abstinence abstinence_{left_.size()};
  bool keep_moments_;
};

}  // namespace syn
