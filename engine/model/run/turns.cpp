#include "model/run/turns.hpp"

#include <algorithm>

namespace syn::course {
namespace {

constexpr double kFall = 1.0;      // points: less is no fall
constexpr double kLearned = 0.01;  // of the drive of learning: less holds nothing

}  // namespace

std::optional<Hours> first_dose(const Run& run) {
  const auto& doses = run.scenario().doses;
  if (doses.empty()) return std::nullopt;
  return Hours{std::min_element(doses.begin(), doses.end(), [](const Dose& a, const Dose& b) { return a.at_h < b.at_h; })->at_h};
}

Hours before_doses(const Run& run) {
  const Hours start = run.trajectory.start();
  const auto dose = first_dose(run);
  return dose ? Hours{std::max(start.value, dose->value - 1.0)} : start;
}

std::optional<SymptomTurns> symptom_turns(const Run& run) {
  const Condition condition = run.scenario().condition;
  if (run.scenario().patient.stress == Stress::none || condition == Condition::opioid || condition == Condition::smoking)
    return std::nullopt;
  const auto times = run.trajectory.times_h();
  const auto scores = run.trajectory.column(Column::symptom_mean);
  const double worse = condition == Condition::alcohol ? -1.0 : 1.0;  // of more points
  SymptomTurns turns;
  turns.before = before_doses(run);
  const auto from = static_cast<std::ptrdiff_t>(std::lower_bound(times.begin(), times.end(), turns.before.value) - times.begin());
  const auto lowest = std::min_element(scores.begin() + from, scores.end(), [&](double a, double b) { return worse * a < worse * b; });
  if (lowest == scores.end()) return std::nullopt;
  turns.lowest = {times[static_cast<std::size_t>(lowest - scores.begin())]};
  turns.from = run.trajectory.at(Column::symptom_mean, turns.before);
  turns.to = *lowest;
  if (worse * (turns.from - turns.to) < kFall) return std::nullopt;
  const auto back = std::find_if(lowest, scores.end(), [&](double score) { return worse * score >= worse * turns.half(); });
  if (back != scores.end()) {
    const auto i = static_cast<std::size_t>(back - scores.begin());  // after the lowest, which lies under the half
    const double share = (turns.half() - scores[i - 1]) / (scores[i] - scores[i - 1]);
    turns.back = Hours{times[i - 1] + share * (times[i] - times[i - 1])};
  }
  const auto learned = run.trajectory.column(Column::therapy_learning);
  const auto most = std::max_element(learned.begin(), learned.end());
  if (*most >= kLearned) turns.learned = Hours{times[static_cast<std::size_t>(most - learned.begin())]};
  return turns;
}

}  // namespace syn::course
