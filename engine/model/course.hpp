// The typical patient's course: drug, receptors, plasticity and drives solved together over the whole scenario.
//
// One set of ordinary differential equations, driven by the exact drug level. Near doses all of it is integrated; far
// from them (effective block below a small threshold) the quantities that follow within minutes are put where they
// tend to go, which changes nothing by more than 1e-5 and lets the steps grow to hours.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "model/circuit.hpp"
#include "model/drives.hpp"
#include "model/integrator.hpp"
#include "model/pharmacokinetics.hpp"
#include "model/plasticity.hpp"
#include "model/receptor.hpp"
#include "model/scenario.hpp"

namespace syn {

// What is integrated.
struct CourseState {
  PlasticityState biology;
  double glutamate = 1.0;  // the lagged, shown glutamate ratio
  DriveState drives;
};

// Everything about the typical patient at one moment.
struct CourseRow {
  double time_h = 0.0;
  Levels levels;
  PlasticityState biology;
  PlasticityRates rates;
  double glutamate = 1.0;
  double synaptic_protein = 0.0;
  double fast = 0.0;             // F
  PerLifetime<double> labile{};  // P
  PerLifetime<double> stable{};  // Q
  double typical_labile() const { return labile[kTypicalLifetime]; }
  double typical_stable() const { return stable[kTypicalLifetime]; }
};

struct CourseOptions {
  IntegratorOptions integrator;
  // Below this effective block, and not within 6 h of an input, the fast quantities are taken as settled; 0 = never.
  double settled_block = 0.0004;
};

class Course {
 public:
  // `parameters` must already carry the scenario's changes. Nothing of the arguments is kept by reference.
  Course(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale,
         const CourseOptions& options = {});
  Course(const Course&) = delete;
  Course& operator=(const Course&) = delete;

  // Solves from the scenario's start to the last of `times_h` (increasing, none before the start) and shows a row for
  // each, in order. Other times change no digit of a row.
  using Visitor = std::function<void(const CourseRow&)>;
  void run(std::span<const double> times_h, const Visitor& visit);
  std::vector<CourseRow> rows(std::span<const double> times_h);
  IntegratorWork work() const { return work_; }

 private:
  static constexpr std::size_t kSize = sizeof(CourseState) / sizeof(double);
  using Values = std::array<double, kSize>;
  enum class Mode { full, settled };

  CourseState slope(double time_h, const CourseState& state, Mode mode);
  void settle(CourseState& state, double time_h);
  double settled_from(double begin_h, double end_h);
  CourseRow row(double time_h, const CourseState& state);
  PlasticityInput input_at(double k_um) const;

  CourseOptions options_;
  double start_h_;
  Stress stress_;
  Receptor receptor_;
  Circuit circuit_;
  Plasticity plasticity_;
  DriveConstants drive_constants_;
  DriveScale scale_;
  Pharmacokinetics drug_;
  Pharmacokinetics::Cursor cursor_;
  IntegratorWork work_;
};

// The genes of a patient as switches of the chain.
PlasticitySwitches switches_of(const Patient& patient, const Parameters& parameters);

// J_F and J_P: from the reference run (remembered for the last few parameter sets) with the parameters as they stand in
// the files. Hypotheses and other choices of a scenario do not enter, except route logic "either" with one arm listed,
// which is a model of its own with its own scale.
DriveScale reference_scale(const Parameters& parameters, const ModelOptions& options);

}  // namespace syn
