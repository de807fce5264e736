// Abstinence that lasts until the first use: somebody whose use is R of what it would be is still abstinent with the probability
// exp(-integral of H R dt), H the hazard without any help.
//
//   alcohol   H = 0.0289 exp(-t/45 d) + 0.0008 a day, t since the end of detoxification (Scenario::detox_h)
//   opioid    H = (3/90) exp(-t/90 d) a day, likewise: 5 of 100 are abstinent after a year
//   smoking   integral of H = 2.16 (t/180 d)^0.35, t since the day of quitting (quit_h): most relapse in the first days (Hughes 2004)
//
// The integral is taken between knots that belong to the scenario, so that the rows that are asked for change no digit of it.
#pragma once

#include <span>
#include <vector>

#include "model/scenario/scenario.hpp"

namespace syn {

class Parameters;

class RelapseHazard {
 public:
  // Reads clinical.alcohol.*, clinical.opioid.*, clinical.smoking.*.
  RelapseHazard(const Parameters& parameters, const Scenario& scenario);
  // Integral of H from the beginning to this moment; 0 where abstinence is not followed.
  double sum(double time_h) const;
  // Where the integral has its knots, increasing; empty where abstinence is not followed.
  const std::vector<double>& knots_h() const { return knots_h_; }
  bool is_knot(double time_h) const;

 private:
  Condition condition_;
  double from_h_;
  double size_ = 0.0, time_d_ = 1.0, late_ = 0.0, power_ = 1.0;
  std::vector<double> knots_h_;
};

// Several people on their way through the moments of a run.
class Abstinence {
 public:
  explicit Abstinence(std::size_t people) : sums_(people, 0.0), left_(people, 0.0), kept_(people, 1.0) {}
  // `hazard`: RelapseHazard::sum at this moment; `left`: R of each person now.
  void move_to(double hazard, bool knot, std::span<const double> left);
  // Probability of each that they are still abstinent.
  std::span<const double> kept() const { return kept_; }

 private:
  std::vector<double> sums_, left_, kept_;
  double hazard_ = 0.0;  // at the last knot
  bool begun_ = false;
};

}  // namespace syn
