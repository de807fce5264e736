// What the model says before it sees a trial: an interval, and what it is worth.
//
// The setting factor of a trial is not known beforehand (model/clinic/setting.hpp), and no row sets its own. A prediction draws
// the factor, then as many people as the trial had, and adds an error of the model; the middle 90 % are the interval.
#pragma once

#include <string_view>
#include <vector>

#include "model/calibration/calibration.hpp"

namespace syn {

class Parameters;

// Error of the model and unit of the score for a row's unit ("MADRS points", "points of 100", "SD", "days").
struct PredictionScale {
  PredictionScale(const Parameters& parameters, std::string_view unit);
  double error;
  double unit;
};

// Middle and both ends of what was drawn; sorts it.
PredictedInterval interval_of(std::vector<double>& draws, const Parameters& parameters);
// Width plus 2/alpha times the distance outside, in units of the scale (Gneiting and Raftery 2007): smaller is better.
double interval_score(const PredictedInterval& interval, double observed, const PredictionScale& scale, const Parameters& parameters);

}  // namespace syn
