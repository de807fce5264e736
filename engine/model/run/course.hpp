// The typical patient's course: drug, receptors, plasticity and drives solved together over the whole scenario.
//
// One set of ordinary differential equations, driven by the exact drug level. Near doses all of it is integrated; some
// hours later the quantities that follow within minutes are put where they tend to go, less their lag, which changes
// nothing by more than 1.5e-4 and lets the steps grow to hours.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "math/integrator.hpp"
#include "model/cortex/circuit.hpp"
#include "model/cortex/drives.hpp"
#include "model/cortex/plasticity.hpp"
#include "model/cortex/surroundings.hpp"
#include "model/drug/pharmacokinetics.hpp"
#include "model/drug/receptor.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

// What is integrated.
template <std::size_t Lifetimes>
struct CourseState {
  PlasticityState biology;
  double glutamate = 1.0;  // the lagged, shown glutamate ratio
  DriveStores<Lifetimes> drives;
};

// Everything about the typical patient at one moment.
struct CourseRow {
  double time_h = 0.0;
  Levels levels;
  PlasticityState biology;
  PlasticityRates rates;
  double glutamate = 1.0;
  double synaptic_protein = 0.0;
  double translation = 0.0;      // see Plasticity::translation
  double stress = 0.0;           // s, everyday stress
  double fast = 0.0;             // F
  double memory = 1.0;           // Me
  PerLifetime<double> labile{};  // P; of the typical lifetime only if the options say so
  PerLifetime<double> stable{};  // Q
  double typical_labile() const { return labile[kTypicalLifetime]; }
  double typical_stable() const { return stable[kTypicalLifetime]; }
};

struct CourseOptions {
  IntegratorOptions integrator{.relative_tolerance = 1e-4, .absolute_tolerance = 1e-6};
  // Below this effective block, and not within 6 h of an input, the fast quantities are taken as settled; 0 = never.
  // With experiments, rival hypotheses or changed parameters the loops of the chain may be strong, and the block has to
  // be next to nothing first.
  double settled_block = 0.06;
  bool typical_only = false;      // one lifetime of labile spines instead of all
  bool peaks = false;             // also a row where a quantity that is looked up is highest, see Course::looked_up
  double lifetime_deviate = 0.0;  // that one: ln(tau_P / median) in units of its spread
  DrugTraits traits;              // how this person's body handles the drug
};

class Course {
 public:
  // `parameters` must already carry the scenario's changes. Nothing of the arguments is kept by reference.
  Course(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale, const CourseOptions& options = {});
  Course(const Course&) = delete;
  Course& operator=(const Course&) = delete;

  // Solves from the first moment at which anything acts (or 0) to the last of `times_h` (increasing) and shows a row for
  // each, in order; with the option `peaks` those of the peaks between them too. Other times change no digit of a row.
  using Visitor = std::function<void(const CourseRow&)>;
  void run(std::span<const double> times_h, const Visitor& visit);
  std::vector<CourseRow> rows(std::span<const double> times_h);
  IntegratorWork work() const { return work_; }
  // Where the drug is.
  const Pharmacokinetics& drug() const { return drug_; }
  // Moments, in no order, at which what drives the chain has a kink or jumps.
  std::vector<double> kinks_h() const;

 private:
  enum class Mode { full, settled };
  // How strongly the hypotheses beyond the two arms act; 0 when not listed.
  struct Rivals {
    double extrasynaptic_half_um = 1.0, metabolite_gain = 0.0, metabolite_half_um = 1.0, trkb_gain = 0.0, trkb_half_um = 1.0;
    bool extrasynaptic = false, habenula = false;
  };

  // What people look up the peak of: glutamate, BDNF pool, mTORC1, AMPA receptors, synaptic protein, spines. Linear in the
  // state. Once the fast ones are taken as settled (`settled`) the first three have no peak of their own any more.
  static constexpr std::size_t kLookedUp = 6;
  template <std::size_t N>
  std::array<double, kLookedUp> looked_up(const CourseState<N>& state, Mode mode) const;
  template <std::size_t N, class Step>
  std::vector<double> peaks_in(const Step& step, Mode mode) const;
  template <std::size_t N>
  void solve(std::span<const double> times_h, const Visitor& visit);
  template <std::size_t N>
  CourseState<N> slope(double time_h, const CourseState<N>& state, Mode mode);
  template <std::size_t N>
  CourseRow row(double time_h, const CourseState<N>& state);
  // The biology at a moment with its fast part settled; `slow` carries the rest, `drug` is the level then.
  PlasticityState settled(double time_h, const PlasticityState& slow, const Pharmacokinetics::Drive& drug);
  double settled_glutamate(double time_h, const Pharmacokinetics::Drive& drug);
  double quiet_from(double kicked_h, double from_h, double to_h);
  PlasticityInput input_at(double time_h, const Pharmacokinetics::Drive& drug) const;
  void enter(double time_h);
  std::vector<Stop> stops(double last_h) const;

  CourseOptions options_;
  double start_h_ = 0.0;
  Stress stress_;
  Receptor receptor_;
  Circuit circuit_;
  Plasticity plasticity_;
  Surroundings around_;
  Rivals rivals_;
  DriveConstants drive_constants_;
  DriveScale scale_;
  Pharmacokinetics drug_;
  Pharmacokinetics::Cursor cursor_;
  double steadying_gain_;         // 0.5 xi kappa
  bool plain_;                    // the chain as its parameters stand, nothing added or blocked
  double everyday_stress_ = 0.0;  // s of the present stretch
  double block_at_call_ = 0.0;    // effective block when the last memory was called up
  double density_before_ = 0.0;
  IntegratorWork work_;
};

// J_F and J_P: from the reference run (remembered for the last few parameter sets) with the parameters as they stand in
// the files. Hypotheses and other choices of a scenario do not enter, except route logic "either" with one arm listed,
// which is a model of its own with its own scale.
DriveScale reference_scale(const Parameters& parameters, const ModelOptions& options);

}  // namespace syn
