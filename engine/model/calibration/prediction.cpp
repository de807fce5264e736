#include "model/calibration/prediction.hpp"

#include <algorithm>
#include <string>

#include "model/clinic/cohort.hpp"
#include "model/data/parameters.hpp"

namespace syn {
namespace {

std::string_view word_of(std::string_view unit) {
  if (unit == "points of 100") return "percent";
  if (unit == "SD") return "effect";
  return unit == "days" ? "days" : "points";
}

}  // namespace

PredictionScale::PredictionScale(const Parameters& parameters, std::string_view unit_of_row)
    : error(parameters["prediction.error." + std::string(word_of(unit_of_row))]),
      unit(parameters["prediction.unit." + std::string(word_of(unit_of_row))]) {}

PredictedInterval interval_of(std::vector<double>& draws, const Parameters& parameters) {
  std::sort(draws.begin(), draws.end());
  const double tail = parameters["prediction.tail"];
  return {quantile(draws, tail), quantile(draws, 0.5), quantile(draws, 1.0 - tail)};
}

double interval_score(const PredictedInterval& interval, double observed, const PredictionScale& scale, const Parameters& parameters) {
  const double outside = std::max({0.0, interval.low - observed, observed - interval.high});
  return (interval.high - interval.low + outside / parameters["prediction.tail"]) / scale.unit;
}

}  // namespace syn
