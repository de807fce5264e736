// Spines of a branch over time, without a picture: which stand when, and their sizes.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "app/stages/dendrite/dendrite_story.hpp"
#include "core/files.hpp"
#include "made_spines.hpp"
#include "model/run/simulate.hpp"
#include "model/sampling/spine_population.hpp"

using namespace syn;
using namespace syn::dendrite;
using namespace syn::test;

namespace {

bool same(const SpineState& a, const SpineState& b) {
  return a.id == b.id && a.kind == b.kind && a.place_um == b.place_um && a.angle_rad == b.angle_rad && a.presence == b.presence &&
         a.psd == b.psd && a.leaving == b.leaving && a.size.length_um == b.size.length_um &&
         a.size.head_volume_um3 == b.size.head_volume_um3;
}

double births_between(const SpineHistory& history, double from_h, double to_h) {
  return static_cast<double>(
      std::ranges::count_if(history.lives(), [&](const SpineLife& l) { return l.birth_h >= from_h && l.birth_h < to_h; }));
}

}  // namespace

TEST_CASE("the number of spines is the modelled density times the length, rounded up or down, at every moment") {
  for (const Trajectory& trajectory : {one_dose(), synthetic(kHealthy, 0.08 / 24.0, 1.8, Stress::none), no_dose()}) {
    for (const std::uint64_t seed : {1ULL, 7ULL, 99ULL}) {
      const SpineHistory history = SpineHistory::build(trajectory, seed);
      for (double t = 0.05; t < 720.0; t += 1.37) {
        const double exact = kBranch_um * kControlDensity_per_um * trajectory.at(Column::spine_density, {t});
        CHECK(history.count(t) == static_cast<std::size_t>(std::floor(exact + history.stratum())));
        CHECK(history.states(t, 0.0).size() == history.count(t));
      }
    }
  }
}

TEST_CASE("with the real model the spines follow it too") {
  const DataFiles files({SYN_SOURCE_DIR});
  const auto parameters = Parameters::load(files);
  REQUIRE(parameters);
  for (const char* name : {"one-infusion-cbt", "esketamine-spray", "no-ketamine"}) {
    const auto path = files.find("assets/scenarios/" + std::string(name) + ".toml");
    REQUIRE(path);
    const auto scenario = load_scenario(*path, *parameters);
    REQUIRE(scenario);
    const Trajectory trajectory = simulate(*scenario, *parameters, {.patients = 1});
    for (const std::uint64_t seed : {7ULL, 37ULL}) {
      const SpineHistory history = SpineHistory::build(trajectory, seed);
      double formed = 0.0;
      for (double t = 0.05; t < trajectory.end().value; t += 0.5) {
        const double exact = kBranch_um * kControlDensity_per_um * trajectory.at(Column::spine_density, {t});
        CHECK(history.count(t) == static_cast<std::size_t>(std::floor(exact + history.stratum())));
        formed += 0.5 * kBranch_um * trajectory.at(Inner::formation_rate, {t + 0.25});
      }
      CHECK(std::abs(births_between(history, 0.0, trajectory.end().value) - formed) <= 3.0);
    }
  }
}

TEST_CASE("over seeds the mean number of spines is the modelled one") {
  const Trajectory trajectory = one_dose();
  constexpr int kSeeds = 400;
  for (const double t : {0.0, 24.0, 336.0}) {
    double sum = 0.0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
      sum += static_cast<double>(SpineHistory::build(trajectory, seed).count(t));
    }
    const double expected = kBranch_um * trajectory.at(Column::spine_density, {t});
    CHECK(std::abs(sum / kSeeds - expected) < 3.0 * 0.5 / std::sqrt(kSeeds));  // a deviate of at most 0.5
  }
}

TEST_CASE("a spine stays the same spine: place, angle and age go on, and time can be played backwards") {
  const Trajectory trajectory = one_dose();
  const SpineHistory history = SpineHistory::build(trajectory, 7);
  std::map<std::uint32_t, SpineState> seen;
  for (double t = 0.0; t <= 720.0; t += 3.0) {
    for (const SpineState& spine : history.states(t, 0.1)) {
      const auto [before, fresh] = seen.try_emplace(spine.id, spine);
      if (fresh) continue;
      CHECK(before->second.place_um == spine.place_um);
      CHECK(before->second.angle_rad == spine.angle_rad);
      CHECK(spine.age_h > before->second.age_h);
    }
  }
  CHECK(seen.size() > 25);
  std::vector<std::vector<SpineState>> forward;
  for (int day = 0; day <= 28; ++day) forward.push_back(history.states(24.0 * day, 0.1));
  const SpineHistory again = SpineHistory::build(trajectory, 7);
  for (int day = 28; day >= 0; --day) {
    const auto states = again.states(24.0 * day, 0.1);
    REQUIRE(states.size() == forward[static_cast<std::size_t>(day)].size());
    for (std::size_t i = 0; i < states.size(); ++i) CHECK(same(states[i], forward[static_cast<std::size_t>(day)][i]));
  }
}

TEST_CASE("what comes later does not change how spines were") {
  Knots later = kStressed;
  for (auto& [t, s] : later) {
    if (t > 168.0) s += 0.12;
  }
  const SpineHistory a = SpineHistory::build(one_dose(), 7);
  const SpineHistory b = SpineHistory::build(synthetic(later, 0.0026, 1.8), 7);
  // Up to the longest time a spine is marked as leaving before it goes.
  for (double t = 0.0; t < 168.0 - kLeavingPersistent_h; t += 2.0) {
    const auto left = a.states(t, 0.1);
    const auto right = b.states(t, 0.1);
    REQUIRE(left.size() == right.size());
    for (std::size_t i = 0; i < left.size(); ++i) CHECK(same(left[i], right[i]));
  }
}

TEST_CASE("births add up to the modelled formation: 8 % a day undrugged, a wave half a day after a dose, none before") {
  const Trajectory rest = no_dose();
  const Trajectory dose = one_dose();
  constexpr std::uint64_t kSeeds = 200;
  double at_rest = 0.0;
  double first_hours = 0.0;
  double wave = 0.0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    at_rest += births_between(SpineHistory::build(rest, seed), 0.0, 720.0) / 30.0;
    const SpineHistory history = SpineHistory::build(dose, seed);
    first_hours += births_between(history, 0.0, 3.0) / 3.0;
    wave += births_between(history, 12.0, 72.0) / 60.0;
    double formed = 0.0;
    for (double t = 0.0; t < 720.0; t += 0.25) formed += 0.25 * kBranch_um * dose.at(Inner::formation_rate, {t + 0.125});
    CHECK(std::abs(births_between(history, 0.0, 720.0) - formed) <= 3.0);
  }
  CHECK(at_rest / kSeeds == doctest::Approx(0.08 * kBranch_um).epsilon(0.03));
  const double before_dose = 0.0026 * kBranch_um;  // births an hour
  const double error = std::sqrt(before_dose / (3.0 * kSeeds));
  CHECK(first_hours / kSeeds < before_dose + 3.0 * error);
  CHECK(wave / kSeeds > 1.25 * before_dose);
}

TEST_CASE("young spines that do not stabilise go after about a day, and persistent ones are lost far more slowly") {
  std::vector<double> short_lives;
  double old_deaths = 0.0;
  double old_days = 0.0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const SpineHistory history = SpineHistory::build(no_dose(), seed);
    for (const SpineLife& life : history.lives()) {
      const double end = std::min(life.death_h, 720.0);
      if (life.birth_h > 0.0 && life.death_h - life.birth_h < kNascent_h) short_lives.push_back(end - life.birth_h);
      const double from = std::max(0.0, life.birth_h + kNascent_h);
      if (end > from) old_days += (end - from) / 24.0;
      if (life.death_h < 720.0 && life.death_h > from) old_deaths += 1.0;
    }
  }
  REQUIRE(short_lives.size() > 1000);
  std::ranges::sort(short_lives);
  const double median = short_lives[short_lives.size() / 2];
  CHECK(median > 12.0);
  CHECK(median < 36.0);
  CHECK(short_lives.front() >= 4.0);
  CHECK(old_deaths / old_days == doctest::Approx(0.017).epsilon(0.25));
}

TEST_CASE("after a dose at least half of the new spines stand within 2 um of a lost one") {
  double near = 0.0;
  double all = 0.0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const SpineHistory history = SpineHistory::build(one_dose(), seed);
    for (const SpineLife& life : history.lives()) {
      if (life.birth_h < 6.0 || life.birth_h > 96.0) continue;
      all += 1.0;
      if (life.near_lost_site) near += 1.0;
    }
  }
  CHECK(near / all > 0.5);
}

TEST_CASE("stress leaves marked places, as many as the model misses; growth after a dose refills them, nothing else does") {
  constexpr int kSeeds = 200;
  double marked = 0.0;
  double refilled = 0.0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    const SpineHistory history = SpineHistory::build(one_dose(), seed);
    const Losses start = losses_at(history, 0.0);
    const Losses week = losses_at(history, 168.0);
    CHECK(start.refilled == 0);
    marked += start.open;
    refilled += week.refilled;
    int within_a_week = 0;
    REQUIRE_FALSE(history.lost().empty());
    for (const LostSite& site : history.lost()) {
      if (site.by_stress && site.refilled_h <= 168.0) ++within_a_week;
      CHECK(mark_of(site, site.was.death_h - 0.01) == 0.0);
      if (!std::isfinite(site.refilled_h)) continue;
      CHECK(mark_of(site, site.refilled_h + 25.0) == 0.0);
      // Each refilled place has the spine that came near it, born at that moment.
      const bool near = std::ranges::any_of(history.lives(), [&](const SpineLife& life) {
        return life.birth_h == site.refilled_h && life.near_lost_site && std::abs(life.place_um - site.was.place_um) <= 2.0;
      });
      CHECK(near);
      CHECK(site.refilled_h > 0.0);
    }
    CHECK(week.refilled == within_a_week);
    CHECK(losses_at(SpineHistory::build(no_dose(), seed), 0.0).open == 0);
  }
  CHECK(marked / kSeeds == doctest::Approx(kBranch_um * (1.0 - 0.6854)).epsilon(0.05));
  CHECK(refilled / kSeeds > 1.0);
}

TEST_CASE("the stressed population is thinner: more small heads, fewer large ones (direction of Radley et al. 2008)") {
  const auto heads_of = [](const Trajectory& trajectory) {
    std::vector<double> heads;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      for (const SpineState& spine : SpineHistory::build(trajectory, seed).states(0.0, 0.0)) {
        heads.push_back(spine.size.head_volume_um3);
      }
    }
    std::ranges::sort(heads);
    return heads;
  };
  const std::vector<double> healthy = heads_of(no_dose());
  const std::vector<double> stressed = heads_of(one_dose());
  const auto share_above = [&](double volume) {
    return static_cast<double>(std::ranges::count_if(stressed, [&](double v) { return v > volume; })) /
           static_cast<double>(stressed.size());
  };
  CHECK(share_above(healthy[healthy.size() * 3 / 4]) < 0.235);
  CHECK(share_above(healthy[healthy.size() / 4]) < 0.76);
  CHECK(static_cast<double>(stressed.size()) < 0.75 * static_cast<double>(healthy.size()));
}

TEST_CASE("at the start the shapes are mixed as chosen, and a dose brings mushrooms rather than taking them") {
  for (const bool stressed : {true, false}) {
    const Trajectory trajectory = stressed ? one_dose() : no_dose();
    const KindMix& mix = stressed ? kStressedMix : kHealthyMix;
    std::map<SpineKind, double> share;
    double all = 0.0;
    double mushrooms_later = 0.0;
    double all_later = 0.0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      const SpineHistory history = SpineHistory::build(trajectory, seed);
      for (const SpineState& spine : history.states(0.0, 0.0)) {
        share[spine.kind] += 1.0;
        all += 1.0;
      }
      for (const SpineState& spine : history.states(504.0, 0.0)) {
        all_later += 1.0;
        if (spine.kind == SpineKind::mushroom) mushrooms_later += 1.0;
      }
    }
    CHECK(std::abs(share[SpineKind::thin] / all - mix.thin) < 0.04);
    CHECK(std::abs(share[SpineKind::stubby] / all - mix.stubby) < 0.04);
    CHECK(std::abs(share[SpineKind::mushroom] / all - mix.mushroom) < 0.04);
    CHECK(std::abs(share[SpineKind::filopodium] / all - mix.filopodium) < 0.03);
    // Three weeks on: 0.25 in health; in the stressed branch up towards it after the dose.
    CHECK(std::abs(mushrooms_later / all_later - 0.25) < 0.06);
  }
}

TEST_CASE("full-grown spines have the published sizes") {
  std::map<SpineKind, std::vector<SpineSize>> sizes;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    for (const SpineState& spine : SpineHistory::build(no_dose(), seed).states(400.0, 0.0)) {
      if (spine.leaving || spine.presence < 1.0) continue;
      if (spine.age_h > 336.0 || spine.kind == SpineKind::filopodium) sizes[spine.kind].push_back(spine.size);
    }
  }
  for (const SpineKind kind : {SpineKind::thin, SpineKind::mushroom}) {
    const KindSizes& known = published_sizes(kind);
    REQUIRE(sizes[kind].size() > 50);
    const auto check = [&](const Spread& spread, const std::function<double(const SpineSize&)>& of) {
      double sum = 0.0;
      for (const SpineSize& size : sizes[kind]) {
        CHECK(std::abs(of(size) - spread.mean) <= 2.0 * spread.sd);
        sum += of(size);
      }
      CHECK(std::abs(sum / static_cast<double>(sizes[kind].size()) - spread.mean) < 0.5 * spread.sd);
    };
    check(known.length_um, [](const SpineSize& s) { return s.length_um; });
    check(known.neck_length_um, [](const SpineSize& s) { return s.neck_length_um; });
    check(known.neck_diameter_um, [](const SpineSize& s) { return s.neck_diameter_um; });
    check(known.head_volume_um3, [](const SpineSize& s) { return s.head_volume_um3; });
    check(known.psd_area_um2, [](const SpineSize& s) { return s.psd_area_um2; });
  }
  REQUIRE(sizes[SpineKind::filopodium].size() > 10);
  for (const SpineSize& size : sizes[SpineKind::filopodium]) {
    CHECK(size.length_um >= 2.0);
    CHECK(size.neck_diameter_um < 0.3);
  }
}

TEST_CASE("a spine comes within a quarter of an hour, gains its density within days, and grows without jumps") {
  const SpineHistory history = SpineHistory::build(one_dose(), 7);
  for (const SpineLife& life : history.lives()) {
    if (life.birth_h < 0.0) continue;
    CHECK(state_at(life, life.birth_h, 0.0).presence == 0.0);
    if (life.death_h > life.birth_h + 8.0) CHECK(state_at(life, life.birth_h + 0.26, 0.0).presence == 1.0);
    CHECK(state_at(life, life.birth_h + 1.1, 0.0).psd == 0.0);
    CHECK(state_at(life, life.birth_h + 0.5, 0.0).kind != SpineKind::mushroom);
    if (life.death_h > life.birth_h + 130.0) CHECK(state_at(life, life.birth_h + 96.0, 0.0).psd == 1.0);
    SpineState before = state_at(life, life.birth_h, 0.0);
    for (double t = life.birth_h; t < std::min(life.death_h, life.birth_h + 340.0); t += 1.0 / 60.0) {
      const SpineState now = state_at(life, t, 0.0);
      CHECK(std::abs(now.presence - before.presence) < 0.14);
      CHECK(std::abs(now.size.length_um - before.size.length_um) < 0.02);
      CHECK(std::abs(now.psd - before.psd) < 0.05);
      before = now;
    }
    if (life.death_h < 720.0) CHECK(state_at(life, life.death_h - 1e-9, 0.0).presence < 1e-6);
  }
}

TEST_CASE("at a fast pace a spine swells for two seconds of the viewer's, or for two fifths of a short life, and no longer else") {
  const SpineHistory history = SpineHistory::build(one_dose(), 7);
  constexpr double kSwell_h = 24.0;
  for (const SpineLife& life : history.lives()) {
    if (life.birth_h < 0.0) continue;
    const double own_h = std::max(kEmergence_h, std::min(kSwell_h, 0.4 * (life.death_h - life.birth_h)));
    CHECK(state_at(life, life.birth_h, 0.0, kSwell_h).presence == 0.0);
    CHECK(state_at(life, life.birth_h + 0.5 * own_h, 0.0, kSwell_h).presence == doctest::Approx(0.5).epsilon(0.02));
    CHECK(state_at(life, life.birth_h + own_h, 0.0, kSwell_h).presence > 0.99);
    if (life.death_h < 720.0) CHECK(state_at(life, life.death_h - 0.5 * own_h, 0.0, kSwell_h).presence < 0.75);
    double before = 0.0;
    for (double t = life.birth_h; t < std::min(life.death_h, life.birth_h + 60.0); t += 0.01 * own_h) {
      const double now = state_at(life, t, 0.0, kSwell_h).presence;
      CHECK(std::abs(now - before) < 0.03);
      before = now;
    }
  }
}
