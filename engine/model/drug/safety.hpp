// What the person feels and the cuff shows while the drug is there. Every function takes the effect-site level in
// ng/mL as racemate: C = Ce of racemate + 2 Ce of esketamine (Levels::acute_ng_ml), C >= 0.
// Averages over people; nothing here predicts one person.
#pragma once

#include <span>

namespace syn {

class Parameters;

class Safety {
 public:
  // Reads safety.*; the parameters must already carry the scenario's changes.
  explicit Safety(const Parameters& parameters);

  // Dissociation on the CADSS, 0..92 points: min(92, slope [C - 30]+) times the tolerance. Linear in the level (Bowdle
  // 1998), milder with each session.
  double cadss(double c_ng_ml, double tolerance) const;
  // What repetition leaves of it: 0.94^n, n the earlier treatment sessions (see TreatmentSession), each counting for half as
  // much every twelve weeks later. `sessions_h`: when the sessions began, the present one last; none gives 0.
  double tolerance(std::span<const double> sessions_h) const;

  // Mean rise of systolic blood pressure, mmHg: 40 C/(C + 750).
  double systolic_rise_mmhg(double c_ng_ml) const;
  // Standard deviation of one person's measured rise about that mean, mmHg.
  double systolic_sd_mmhg() const { return systolic_sd_mmhg_; }
  // Share of people (0..1) whose measured rise is at this moment as large as the label counts, 40 mmHg or more. Ordinary swings
  // leave 0.0006 of them at C = 0.
  double steep_rise_share(double c_ng_ml) const;

  // Share of people (0..1) sedated, C^2/(C^2 + 180^2), and unconscious, C^4/(C^4 + 900^4).
  double sedated_share(double c_ng_ml) const;
  double unconscious_share(double c_ng_ml) const;

  // Acute analgesia, 0..0.6 of the pain taken away: 0.6 C^2/(C^2 + 110^2). Column pain_relief_acute.
  double pain_relief(double c_ng_ml) const;

 private:
  double cadss_slope_;
  double cadss_floor_ng_ml_;
  double cadss_top_;
  double cadss_repeat_;
  double cadss_forgetting_h_;
  double systolic_top_mmhg_;
  double systolic_half_ng_ml_;
  double systolic_sd_mmhg_;
  double steep_rise_mmhg_;
  double sedation_half_ng_ml_;
  double unconscious_half_ng_ml_;
  double pain_top_;
  double pain_half_ng_ml_;
};

}  // namespace syn
