#include "model/sampling/spine_choice.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "model/run/simulate.hpp"

namespace syn::dendrite {
namespace {

constexpr std::array kLooks_h{0.0, 24.0, 72.0, 168.0, 336.0, 660.0};  // after the dose
// What is compared at each look: spines, volume of all heads, those that came, those that went.
constexpr std::size_t kFeatures = 4, kHeads = 1;
constexpr double kHeadsCount = 4.0;  // so much more than a number: one large head is what the eye sees first
using Features = std::array<double, kFeatures * kLooks_h.size()>;
// A birth counts as seen in the first days, a loss in the first two weeks.
constexpr double kBirthFrom_h = 6.0, kBirthUntil_h = 96.0, kLossFrom_h = 12.0, kLossUntil_h = 300.0;
constexpr int kStay = 3;               // births that last
constexpr double kNothingToSee = 1e6;  // worse than any distance

std::uint64_t candidate(std::uint64_t seed, std::uint32_t i) { return seed + (std::uint64_t{i} << 32U); }

Features features_of(const SpineHistory& history, const Trajectory& course, double from_h) {
  Features out{};
  std::size_t next = 0;
  for (const double later : kLooks_h) {
    const double at = std::min(from_h + later, course.end().value);
    double heads = 0.0, came = 0.0, went = 0.0;
    const std::vector<SpineState> states = history.states(at, course.at(Inner::psd95_excess, {at}));
    for (const SpineState& spine : states) heads += spine.size.head_volume_um3;
    for (const SpineLife& life : history.lives()) {
      came += life.birth_h > from_h && life.alive(at) ? 1.0 : 0.0;
      went += life.alive(from_h) && life.death_h <= at ? 1.0 : 0.0;
    }
    for (const double value : {static_cast<double>(states.size()), heads, came, went}) out[next++] = value;
  }
  return out;
}

bool has_something_to_see(const SpineHistory& history, double from_h) {
  bool grows = false, goes = false;
  int stay = 0;
  for (const SpineStory& story : stories_in(history, {}, from_h)) {
    const double born = story.birth_h - from_h;
    const bool stays = born > kBirthFrom_h && born < kBirthUntil_h && std::isfinite(story.mature_h);
    stay += stays ? 1 : 0;
    grows = grows || (stays && story.mushroom);
    goes = goes || (born < 0.0 && story.death_h > from_h + kLossFrom_h && story.death_h < from_h + kLossUntil_h);
  }
  return grows && goes && stay >= kStay;
}

}  // namespace

std::optional<double> day_zero(const Trajectory& trajectory) {
  const auto& doses = trajectory.scenario().doses;
  if (doses.empty()) return {};
  return std::max(doses.front().at_h, trajectory.start().value);
}

std::vector<SpineStory> stories_in(const SpineHistory& history, const Stretch& stretch, double from_h) {
  std::vector<SpineStory> stories;
  for (const SpineLife& life : history.lives()) {
    const bool moves = life.birth_h > from_h || (life.alive(from_h) && std::isfinite(life.death_h));
    if (!moves || !stretch.holds(life.place_um)) continue;
    const double mature_h = life.birth_h + life.mature_age_h;
    stories.push_back({.id = life.id,
                       .place_um = life.place_um,
                       .birth_h = life.birth_h,
                       .mature_h = mature_h < life.death_h ? mature_h : std::numeric_limits<double>::infinity(),
                       .death_h = life.death_h,
                       .mushroom = life.adult == SpineKind::mushroom});
  }
  return stories;
}

std::uint64_t nearest_to_mean(const Trajectory& course, std::uint64_t seed) {
  const double from_h = day_zero(course).value_or(course.start().value);
  std::vector<Features> all;
  std::vector<bool> worth;
  for (std::uint32_t i = 0; i < kBranches; ++i) {
    const SpineHistory history = SpineHistory::build(course, candidate(seed, i));
    all.push_back(features_of(history, course, from_h));
    worth.push_back(has_something_to_see(history, from_h));
  }
  Features mean{}, variance{};
  for (const Features& one : all) {
    for (std::size_t f = 0; f < one.size(); ++f) mean[f] += one[f] / kBranches;
  }
  for (const Features& one : all) {
    for (std::size_t f = 0; f < one.size(); ++f) variance[f] += (one[f] - mean[f]) * (one[f] - mean[f]) / kBranches;
  }
  std::uint32_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::uint32_t i = 0; i < kBranches; ++i) {
    double off = worth[i] ? 0.0 : kNothingToSee;
    for (std::size_t f = 0; f < mean.size(); ++f) {
      const double weight = f % kFeatures == kHeads ? kHeadsCount : 1.0;
      off += weight * (all[i][f] - mean[f]) * (all[i][f] - mean[f]) / std::max(variance[f], 1e-9);
    }
    if (off < least) least = off, best = i;
  }
  return candidate(seed, best);
}

std::uint64_t branch_seed(const Run& run) {
  Scenario usual;
  usual.patient.stress = run.scenario().patient.stress;
  Dose dose;
  dose.mg_per_kg = 0.5;
  usual.doses = {dose};
  const Trajectory course = simulate(usual, run.parameters, {.every_min = 60.0, .typical_only = true});
  return nearest_to_mean(course, run.scenario().seed);
}

std::vector<SpineStory> stories_of(const Run& run) {
  const SpineHistory history = SpineHistory::build(run.trajectory, branch_seed(run));
  return stories_in(history, {}, day_zero(run.trajectory).value_or(run.trajectory.start().value));
}

}  // namespace syn::dendrite
