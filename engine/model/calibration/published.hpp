// Published scores of trials that can be laid over the symptom curve: mean scores on the MADRS, read from
// assets/calibration/trials.csv, and the question whether a trial was about a situation like that of a scenario.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "model/data/parameters.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

// One mean score of one arm, hours after its first dose.
struct PublishedScore {
  std::string id;     // of the row
  std::string trial;  // "Daly 2018"
  std::string arm;    // "esketamine 56 mg"
  double time_h = 0.0;
  double score = 0.0;           // MADRS points; where a change was printed: starting score plus change
  double baseline = 0.0;        // MADRS points, before treatment
  std::optional<double> error;  // standard error of the mean, points; from SD and n where these were printed
  std::optional<double> people;
  std::string spread;                // as printed, "SE 1.8"
  std::string evidence;              // how the value was checked, see assets/calibration/README.md
  std::vector<std::string> sources;  // keys of assets/sources.toml
  Scenario arm_scenario;             // the doses, setting and people of the arm
  bool recalled() const { return evidence == "memory" || evidence == "memory_medium"; }
};

// In the order of the file. Only rows with a mean score or mean change on the MADRS of everybody in an arm. Fails with
// every problem of the file.
Result<std::vector<PublishedScore>> load_published_scores(const DataFiles& files, const Parameters& parameters);

// Whether the trial was about a situation like this, up to the time of its score:
// - the same drug by the same route; amounts within a tenth of each other (of a spray within a quarter: trials mixed 56
//   and 84 mg); at the same times, 12 h apart at most and no more than a tenth of what lies between dose and score;
//   a control arm is like a run without any dose;
// - talking treatment before the score in both or in neither, the same other medicines;
// - people who started within 6 points of each other;
// - no experiment of the laboratory;
// - the same kind of trial: the setting factor and the expectancy that belong to the arm. A curve counted for another
//   kind would be compared with a drug effect or a hope that the trial's people did not have.
enum class Likeness { unlike, other_setting, like };  // other_setting: all but the last of these
// `expectancy` is what the scenario's own comes to (its condition's, where it names none).
Likeness likeness_of(const PublishedScore& score, const Scenario& scenario, double expectancy);
// Only such a score is laid over a curve.
bool fits(const PublishedScore& score, const Scenario& scenario, double expectancy);

}  // namespace syn
