// Relapse by chance: people in remission fall ill again at a steady rate, less often while doses go on. It stands beside
// the symptom curves and does not move them.
//
//   rate 0.00254 a day in stable remitters on an antidepressant alone (median 273 days), times 0.49 while esketamine
//   continues (SUSTAIN-1, Daly 2019)
#pragma once

namespace syn {

class Parameters;

class Relapse {
 public:
  // Reads clinical.relapse.*.
  explicit Relapse(const Parameters& parameters);

  // Hazard per day of somebody in remission. `days_since_dose`: since the last dose; infinite without one.
  double hazard_per_day(double days_since_dose) const {
    return days_since_dose <= continued_days_ ? continued_factor_ * hazard_per_day_ : hazard_per_day_;
  }
  // Days in remission until a person relapses whose threshold is `threshold` (an exponential deviate of mean 1), without
  // further doses.
  double days_until(double threshold) const { return threshold / hazard_per_day_; }

 private:
  double hazard_per_day_;
  double continued_factor_;
  double continued_days_;
};

}  // namespace syn
