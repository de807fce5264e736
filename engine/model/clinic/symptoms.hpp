// From drives to a symptom score. Each independent source of improvement leaves a share of the symptoms; the shares are
// multiplied, so nothing is counted twice and nothing goes below zero:
//
//   R = (1 - gF m rhoF F)(1 - gP m rhoS P)(1 - gQ m rhoS Q)(1 - xi X)(1 - xi N)(1 - alpha A)(1 - A')(1 - lambda M)
//       (1 - lambda L) of each kind of therapy, (1 - 0.3 (1 - Me)), in pain (1 - max(m rhoF lasting, acute))
//
// and what is read off is
//
//   points     score = S0 (R + sZ z + cS s) + sigma_E e, held within the scale; lower is better
//   days       days abstinent, % = 100 (1 - q0 (R + cS s)); higher is better
//   survival   still abstinent, % = 100 exp(-integral of H (R + cS s)); higher is better     (abstinence.hpp)
//
// What a bracket takes away is held within 0 and 0.97. m is the setting factor (how much of the effect of small early
// trials is left); rhoF (fast), rhoS (lasting), xi, alpha and lambda are one person's multipliers, 1 on average; z and e
// are noise (cohort.hpp); X and N come with visits (visits.hpp). Sizes in depression were fitted for this program to trial means, spreads
// and response rates; those of the other conditions were taken as found and fitted to nothing.
#pragma once

#include <array>

#include "model/scenario/scenario.hpp"

namespace syn {

class Parameters;

// A number for each kind of therapy, in the order of kValues<TherapyKind>.
using PerTherapy = std::array<double, kValues<TherapyKind>.size()>;

// What acts on the symptoms at one moment; all 0 = nothing.
struct Drives {
  double fast = 0.0;          // F
  double labile = 0.0;        // P
  double stable = 0.0;        // Q
  double expectancy = 0.0;    // X
  double course = 0.0;        // N, the course without drug
  double medicine = 0.0;      // A, another medicine
  double steady = 0.0;        // A', a medicine that does the same in everybody
  double insight = 0.0;       // M, durable change per dose; 0 in depression
  double pain_lasting = 0.0;  // share of pain that infusions took away for weeks, for m and rho 1
  double pain_acute = 0.0;    // ... and that the drug takes away while it is there
  PerTherapy learning{};      // L of each kind of therapy
  double drug_factor = 1.0;   // on the three gains of the drug (naltrexone, by hypothesis)
  double memory = 1.0;        // Me, a called-up memory; 1 = untouched
};

// One person's strength of answer to each source.
struct Multipliers {
  double fast = 1.0;        // rhoF
  double lasting = 1.0;     // rhoS
  double expectancy = 1.0;  // xi, also of the course without drug
  double medicine = 1.0;    // alpha
  double learning = 1.0;    // lambda
};

// What is read off for a condition.
enum class Readout { points, days, survival };

struct SymptomConstants {
  SymptomConstants(const Parameters& parameters, Condition condition);

  double fast_gain, labile_gain, stable_gain;  // gF, gP, gQ
  double most_removed;                         // 0.97
  double scale_top;                            // points; MADRS 60
  double response_share;                       // fall from the own baseline that counts as a response, 0.5
  double remission_points;                     // score that counts as remission, MADRS 10
  double fluctuation;                          // sZ: SD of the day-to-day fluctuation, share of the baseline
  double fluctuation_memory_h;                 // tau_Z
  double rating_error;                         // sigma_E, points
  double rating_memory_h;                      // time after which a rating errs anew
  double stress_score;                         // cS: added at stress 1, share of the baseline
  double memory_share;                         // share of the symptoms that a called-up memory carries
  double pain_share;                           // 1 in pain, else 0: whether pain is what is relieved
  double use_share;                            // q0: days of use without any help, share of all days
  bool remission_with_response;                // whether remission asks for a response too
  Readout readout;

  bool higher_is_better() const { return readout != Readout::points; }
  // What is read off where `left` of the symptoms is left, `burden` of everyday stress included, without noise; of survival see
  // Abstinence.
  double score_of(double left, double baseline) const;
  // A fall by the share from one's own baseline; of days with use, that they fall by it. Abstinence that lasts or not has no response.
  bool responds(double score, double baseline) const;
  // Of a score in points; of the others see Abstinence.
  bool remits(double score, double baseline) const {
    return readout == Readout::points && score <= remission_points && (!remission_with_response || responds(score, baseline));
  }
};

// Where a condition has a number of its own for what else is the same for all: clinical.CONDITION.NAME, else clinical.NAME.
double own_or_common(const Parameters& parameters, Condition condition, std::string_view name);

// How much of the symptoms each drive takes away in one person, per unit of the drive.
struct Gains {
  double fast, labile, stable, expectancy, medicine, learning, pain;
};
// `setting_factor` is m, 0 or more.
Gains gains(const SymptomConstants& constants, double setting_factor, const Multipliers& who = {});

// 1 - what one source takes away.
inline double left_after(double removed, double most_removed) {
  const double some = removed > 0.0 ? removed : 0.0;
  return 1.0 - (some < most_removed ? some : most_removed);
}

// What is left of pain: the drug relieves while it is there, or for weeks, whichever is more.
inline double pain_left(double lasting, double acute, double most_removed) {
  const double held = lasting < most_removed ? lasting : most_removed;
  return 1.0 - (held > acute ? held : acute);
}

// R: what is left of the symptoms, 0..1; 1 = untreated.
double remaining(const SymptomConstants& constants, const Gains& gains, const Drives& drives);
// The factor of a called-up memory alone; above 1 when it was strengthened.
inline double memory_left(const SymptomConstants& c, double memory) { return 1.0 - c.memory_share * (1.0 - memory); }

}  // namespace syn
