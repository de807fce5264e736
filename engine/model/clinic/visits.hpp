// What visits do by themselves: hope rises within the visit and fades, and people get somewhat better anyway.
//
//   hope              X = max over visits of Xamp (1 - e^(-t/0.5 h))(e^(-t/336 h) + e e^(-t/8 h)), t since that visit
//   course without    N = n (1 - e^(-t/tN)), t since the first visit
//
// The lift of the day (e) is seen in depression only; hope lives longer where days of use are counted (alcohol, opioids). In pain, X is
// the relief by being treated at all: it does not fade before the last infusion has ended.
//
// A treatment session (doses that belong together, see TreatmentSession) is a visit by itself; therapy sessions are not.
// Who knows what is given (Setting::masking):
//   open         Xamp at every visit
//   masked       with drug, people guess from what they feel: Xamp = X0 + X1 share, where share is that of people whose
//                dissociation in this session passes 4 points of the CADSS, X0 the hope of somebody who feels nothing (0.135,
//                or the scenario's expectancy if that is lower), and X1 such that the usual infusion gives the scenario's
//                expectancy; without drug, the scenario's expectancy
//   anaesthesia  nobody feels anything: X0 at every visit
#pragma once

#include <vector>

#include "model/drug/pharmacokinetics.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

class Parameters;

class Visits {
 public:
  // Reads clinical.expectancy_*, clinical.course_*, clinical.masking.*, safety.*. The drug's level is read only where people
  // guess.
  Visits(const Parameters& parameters, const Scenario& scenario, const Pharmacokinetics& drug);

  // X and N, 0 before the first visit. A visit at that very moment has begun.
  double hope(double time_h) const;
  double course(double time_h) const;

 private:
  struct Visit {
    double at_h, size;
    double held_h = 0.0;  // hours before it begins to fade
  };
  double shape(double hours, double held_h) const;
  std::vector<Visit> visits_;  // increasing in time
  double largest_ = 0.0;       // size of any
  double rise_h_, lifetime_h_, day_lift_, day_h_;
  double falling_from_h_;  // hope only falls from then on after a visit
  double course_size_, course_h_;
};

// Share of people whose dissociation passes what counts as felt, where the mean comes to `cadss` points: people differ
// lognormally.
double felt_share(const Parameters& parameters, double cadss);

}  // namespace syn
