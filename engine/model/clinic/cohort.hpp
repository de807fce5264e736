// Many virtual patients who get the same treatment: what differs between people, and what a clinic would count.
//
// People differ in their baseline, in how strongly they answer to the drug in the first days and in what lasts (some in
// neither, more in the first only), to hope and to therapy, and in how long new spines last. Their scores fluctuate from day to day (an
// Ornstein-Uhlenbeck process that is 0 on day 0, when the baseline is rated, and goes on from there to both sides) and each rating errs.
// Every number is drawn by (seed, patient, what, when), see core/random.hpp: the same patient has the same fluctuation at the same moment
// whatever rows are asked for, in whatever order, on any number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "model/clinic/abstinence.hpp"
#include "model/clinic/psychotherapy.hpp"
#include "model/clinic/symptoms.hpp"
#include "model/cortex/drives.hpp"
#include "model/drug/disposition.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

// How people differ, from clinical.patients.*.
struct CohortConstants {
  CohortConstants(const Parameters& parameters, Condition condition);
  // rho of somebody whom the drug relieves, by a standard normal number.
  double fast_answer(double deviate) const;
  double lasting_answer(double deviate) const;
  double non_responders_fast;     // share of people with the low answer of the first days
  double non_responders_lasting;  // ... of what lasts; those without the first are among them
  double non_responder_drug;      // their rho
  double fast_spread;             // SD of ln rhoF of the others; their mean makes everybody's mean 1
  double lasting_spread;          // SD of ln rhoS, likewise
  double lasting_correlation;     // between the two deviates
  double expectancy_spread;       // SD of ln xi; mean 1, as for the next two
  double medicine_spread;
  double learning_spread;
  double baseline_cut;  // baselines beyond so many SD are drawn again
  double scale_top;     // points
};

// One person.
struct VirtualPatient {
  double baseline = 0.0;  // S0, points
  Multipliers multipliers;
  double lifetime_deviate = 0.0;   // ln(tau_P / median) in units of its spread
  double relapse_threshold = 1.0;  // exponential deviate of mean 1, see Relapse
  DrugTraits traits;               // used only if the scenario lets pharmacokinetics vary
};
VirtualPatient virtual_patient(const CohortConstants& constants, const Patient& patient, std::uint64_t seed, std::uint64_t index);

// The day-to-day fluctuation is drawn at knots of 6 h and carried between them by the mean of the process given both
// neighbours, scaled to keep its spread. This gives the weights of the two knots around a moment. It depends on nothing
// but the moment: two runs that are compared have the same fluctuation, whatever they begin with.
inline constexpr double kFluctuationKnotHours = 6.0;
struct KnotWeights {
  std::int64_t knot = 0;  // the earlier one, at knot * spacing hours
  double before = 1.0;
  double after = 0.0;
};
KnotWeights fluctuation_weights(double time_h, double memory_h);
// Rating errors are drawn anew at knots of `memory_h` and blended in between, spread 1 everywhere.
KnotWeights rating_weights(double time_h, double memory_h);

// What the drug does to everybody at one moment, and to people of each spine lifetime.
struct CohortMoment {
  double time_h = 0.0;
  double fast = 0.0;
  double expectancy = 0.0;
  double course = 0.0;    // N
  double medicine = 0.0;  // A
  double steady = 0.0;    // A'
  double insight = 0.0;   // M
  double pain_lasting = 0.0;
  double pain_acute = 0.0;
  double hazard = 0.0;       // RelapseHazard::sum
  bool knot = false;         // whether the integral of relapse has a knot here
  double drug_factor = 1.0;  // on the gains of the drug
  double memory = 1.0;       // Me
  double stress = 0.0;       // s
  PerLifetime<double> labile{};
  PerLifetime<double> stable{};
};

// One therapy session: its effect depends on the person through the window.
struct CohortSession {
  double at_h = 0.0;
  TherapyKind kind = TherapyKind::cbt;
  PlasticityState biology;
  PerLifetime<double> labile{};
  double gate = 0.0;
  double encoding = 1.0;
};

struct CohortSummary {
  std::vector<double> mean, p05, p25, p50, p75, p95;  // points, one a moment
  std::vector<double> response, remission;            // 0..1
  std::vector<std::vector<double>> runs;              // scores of the first people
  std::vector<std::vector<double>> kept;              // where abstinence is followed: their probability of it, else empty
};

struct CohortRequest {
  std::span<const CohortMoment> moments;    // increasing in time
  std::span<const CohortMoment> past{};     // where abstinence is followed: the knots before them
  std::span<const CohortSession> sessions;  // increasing in time
  int patients = 1;
  int runs = 0;                            // how many single people to report, at most `patients`
  int threads = 0;                         // 0 = as many as the machine has
  bool noise = true;                       // false: neither fluctuation nor rating error
  int first = 0;                           // number of the first of them; who somebody is depends on seed and number alone
  std::function<void(double)> progress{};  // told now and then what share of the moments is done, 0..1
};

class Cohort {
 public:
  // Reads clinical.*, therapy.*.
  Cohort(const Scenario& scenario, const Parameters& parameters);
  CohortSummary run(const CohortRequest& request) const;
  VirtualPatient person(int number) const;
  // Mean, quantiles and rates of people whose scores (and abstinence) are already there: out.runs and out.kept, [person][moment].
  void summarise(CohortSummary& out) const;
  const SymptomConstants& symptoms() const { return symptoms_; }
  bool follows_abstinence() const { return symptoms_.readout != Readout::points; }

  // run() on one thread and some moments at a time: the same bytes, for who has no thread to give it to. Cohort and request
  // must live as long as this, and so must what the request points to.
  class Steps {
   public:
    Steps(const Cohort& cohort, const CohortRequest& request);
    Steps(Steps&& other) noexcept;
    ~Steps();
    bool step();           // about 8,000 scores; false when there are none left
    CohortSummary take();  // when there are none left

   private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
  };

 private:
  class Walker;
  class Past;
  // Fluctuation at a knot, from that at its neighbour nearer to day 0.
  double next_fluctuation(double last, std::uint64_t who, std::int64_t knot) const;
  SymptomConstants symptoms_;
  CohortConstants people_;
  Psychotherapy therapy_;
  Patient patient_;
  std::uint64_t seed_;
  double setting_factor_;
  double kept_, fresh_;  // of the fluctuation, from one knot to the next
};

// Quantile by linear interpolation between order statistics (type 7), q in 0..1; `sorted` increasing, not empty.
double quantile(std::span<const double> sorted, double q);

}  // namespace syn
