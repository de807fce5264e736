// The made-up people of a trial's arms, and what a clinic would have read from them.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/random.hpp"
#include "model/calibration/calibration_trial.hpp"
#include "model/clinic/symptoms.hpp"

namespace syn::calibration {

using People = std::vector<double>;       // one number a person
using Chosen = std::vector<std::size_t>;  // people by their number; one may be there several times

// The people of one arm at the hours that its rows ask for: for the middle of the setting factor, and for others.
class Arm {
 public:
  Arm(const Scenario& scenario, bool noise) : scenario_(scenario), noise_(noise) {}

  void need(double time_h) { times_h_.insert(time_h); }
  void need_factor(double factor) { factors_.insert(factor); }
  bool same(const Scenario& other, bool noise) const;
  void lengthen(double horizon_days) { scenario_.horizon_days = std::max(scenario_.horizon_days, horizon_days); }
  void simulate(const Parameters& parameters);

  // At a factor that was asked for; without drug any factor is the same.
  const People& scores(double time_h, double factor) const { return of(scores_, factor).at(time_h); }
  // Percentages still abstinent, where that is followed.
  const People& kept(double time_h, double factor) const { return of(kept_, factor).at(time_h); }
  const People& baselines() const { return baselines_; }

 private:
  using ByFactor = std::map<double, std::map<double, People>>;  // and hour asked for
  double before_treatment(double time_h) const;
  static const std::map<double, People>& of(const ByFactor& all, double factor);

  Scenario scenario_;
  bool noise_;
  std::set<double> times_h_, factors_;
  ByFactor scores_, kept_;
  People baselines_;
};

// Arms that several rows share are simulated once.
class Arms {
 public:
  Arm& of(const Trial& trial, double end_h, const Without& without = {}, bool noise = true);
  void simulate(const Parameters& parameters, const CalibrationOptions& options);

 private:
  std::deque<Arm> arms_;
};

// What one row reads from its arms, once they are simulated.
class ReadOut {
 public:
  // `draws`: whether they will be asked for. All arguments must live as long as this.
  ReadOut(const Trial& trial, Arms& arms, const Parameters& parameters, bool draws);

  // Whether anybody counts; without responders there is nothing to average.
  bool anybody() const { return !counted(trial_.setting_factor).empty(); }
  double value() const;
  // SD of the change, for rows that print one.
  double spread() const;
  // Many draws of the factor, of as many people as the trial had, and of the model's own error.
  std::vector<double> draws(double error, std::uint64_t row) const;

 private:
  // People of both arms and the factor under which they are looked at.
  struct Sample {
    double factor;
    Chosen arm, other;
  };
  std::optional<Without> comparison() const;
  double mean_days(const Arm& arm, const Sample& sample) const;
  double ever_response(const Sample& sample) const;
  bool responds(std::size_t i, double at_h, double factor) const;
  Chosen counted(double factor) const;
  double value_of(const Sample& sample) const;
  double percent(const Sample& sample, double at_h, bool remission) const;
  double difference(const Sample& sample, double at_h) const;
  double effect_size(const Sample& sample, double at_h) const;
  double median_days_to_loss(const Sample& sample) const;

  const Trial& trial_;
  SymptomConstants symptoms_;
  std::vector<double> factors_;  // of the setting, and
  std::vector<double> up_to_;    // the share of trials that have it or one before it
  Arm* arm_ = nullptr;
  Arm* other_ = nullptr;
  Arm* without_therapy_ = nullptr;  // the drug's effect averaged over with and without talk
  Arm* without_both_ = nullptr;
  std::vector<double> times_h_;
};

}  // namespace syn::calibration
