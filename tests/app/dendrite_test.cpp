// The dendrite stage without a picture: which spines stand when, their sizes, and what is said.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "app/stages/dendrite/dendrite_cache.hpp"
#include "app/stages/dendrite/dendrite_outline.hpp"
#include "app/stages/dendrite/dendrite_stage.hpp"
#include "app/stages/dendrite/dendrite_story.hpp"
#include "app/ui/look/locale.hpp"
#include "core/files.hpp"
#include "model/run/simulate.hpp"
#include "model/sampling/spine_choice.hpp"

using namespace syn;
using namespace syn::dendrite;

namespace {

using Knots = std::vector<std::pair<double, double>>;

// S of one 0.5 mg/kg infusion at hour 0 in a stressed patient and from a healthy start: the model's check values.
const Knots kStressed{{0, 0.6854}, {2, 0.6863}, {6, 0.6922}, {24, 0.7738}, {72, 0.8044}, {168, 0.8042}, {336, 0.7762}, {720, 0.7196}};
const Knots kHealthy{{0, 1.0}, {2, 1.002}, {6, 1.012}, {12, 1.047}, {24, 1.1165}, {72, 1.1271}, {168, 1.1128}, {336, 1.0723}, {720, 1.02}};
const Knots kSteady{{0, 1.0}, {720, 1.0}};

double line(const Knots& knots, double t) {
  for (std::size_t i = 1; i < knots.size(); ++i) {
    const auto [t0, y0] = knots[i - 1];
    const auto [t1, y1] = knots[i];
    if (t <= t1) return y0 + (y1 - y0) * std::max(0.0, t - t0) / (t1 - t0);
  }
  return knots.back().second;
}

// A trajectory whose S follows the knots and whose formation is `base` (1/h) times a bump around 15 h, with the loss
// and the pools that belong to them.
Trajectory synthetic(const Knots& density, double base, double bump, Stress stress = Stress::chronic, double until_h = 720.0) {
  constexpr double kStep_h = 1.0 / 6.0;
  constexpr double kNascentStay_h = 24.0;
  Scenario scenario;
  scenario.patient.stress = stress;
  if (bump > 0.0) {
    Dose dose;
    dose.mg_per_kg = 0.5;
    scenario.doses = {dose};
  }
  std::vector<double> times;
  for (double t = 0.0; t <= until_h + 1e-9; t += kStep_h) times.push_back(t);
  Trajectory::Columns columns;
  Trajectory::Inners inners;
  for (auto& column : columns) column.assign(times.size(), 0.0);
  for (auto& inner : inners) inner.assign(times.size(), 0.0);
  double nascent = base * kNascentStay_h;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const double t = times[i];
    const double s = line(density, t);
    const double slope = (line(density, t + kStep_h) - s) / kStep_h;
    const double wave = bump * std::exp(-std::pow((t - 15.0) / 8.0, 2.0)) * (1.0 - std::exp(-t * t / 25.0));
    const double formed = std::max(base * (1.0 + wave), slope);
    columns[static_cast<std::size_t>(Column::spine_density)][i] = s;
    inners[static_cast<std::size_t>(Inner::formation_rate)][i] = formed;
    inners[static_cast<std::size_t>(Inner::loss_rate)][i] = formed - slope;
    inners[static_cast<std::size_t>(Inner::spines_nascent)][i] = nascent;
    inners[static_cast<std::size_t>(Inner::spines_persistent)][i] = s - nascent;
    inners[static_cast<std::size_t>(Inner::psd95_excess)][i] = bump > 0.0 ? 0.2 * std::min(t / 4.0, std::exp(-t / 113.0)) : 0.0;
    nascent += kStep_h * (formed - nascent / kNascentStay_h);
  }
  return {scenario, times, columns, inners, {}, {}};
}

const Trajectory& one_dose() {
  static const Trajectory kRun = synthetic(kStressed, 0.0026, 1.8);
  return kRun;
}
const Trajectory& no_dose() {
  static const Trajectory kRun = synthetic(kSteady, 0.08 / 24.0, 0.0, Stress::none);
  return kRun;
}

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

TEST_CASE("the kept history is that of the trajectory at hand, also when trajectories take turns") {
  const Trajectory a = one_dose();
  const Trajectory b = no_dose();
  HistoryCache cache;
  for (int turn = 0; turn < 2; ++turn) {
    for (const Trajectory* trajectory : {&a, &b}) {
      for (const std::uint64_t seed : {3ULL, 4ULL}) {
        const SpineHistory fresh = SpineHistory::build(*trajectory, seed);
        const SpineHistory& kept = cache.of(*trajectory, seed);
        CHECK(kept.stratum() == fresh.stratum());
        CHECK(kept.lives().size() == fresh.lives().size());
      }
    }
  }
  const unsigned version = cache.version();
  const Trajectory copy = b;
  cache.of(copy, 4);
  CHECK(cache.version() == version);
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

TEST_CASE("spines now are those of day 0, and the new ones, without the lost ones; before the dose nothing is new") {
  const Trajectory trajectory = one_dose();
  for (const std::uint64_t seed : {7ULL, 8ULL}) {
    const SpineHistory history = SpineHistory::build(trajectory, seed);
    for (const double t : {0.0, 24.0, 168.0, 700.0}) {
      const auto now = history.states(t, 0.1);
      const Since since = since_day_zero(history, day_zero(trajectory), t, now);
      CHECK(static_cast<int>(now.size()) == static_cast<int>(history.count(0.0)) + since.added - since.lost);
      CHECK(since.before.size() == history.count(0.0));
      REQUIRE(since.fresh.size() == now.size());
      for (std::size_t i = 0; i < now.size(); ++i) {
        // Young spines of day 0 grow up: new in part, but no new spines.
        CHECK((since.fresh[i].whole && since.fresh[i].share > 0.0F) == (history.lives()[now[i].id].birth_h > 0.0));
      }
      if (t == 0.0) CHECK(since.added + since.lost + since.grown == 0);
      if (t == 168.0) CHECK(since.added > since.lost);
    }
  }
  const Trajectory rest = no_dose();
  const SpineHistory history = SpineHistory::build(rest, 7);
  const auto now = history.states(300.0, 0.0);
  const Since since = since_day_zero(history, day_zero(rest), 300.0, now);
  CHECK(since.added + since.lost + since.grown == 0);
  CHECK(since.before.empty());
}

TEST_CASE("the branch that is shown lies near the mean of its like, and has births, a full growth and a loss where one looks") {
  const Trajectory course = one_dose();
  const auto heads = [&](const SpineHistory& history, double t) {
    double sum = 0.0;
    for (const SpineState& spine : history.states(t, 0.1)) sum += spine.size.head_volume_um3;
    return sum;
  };
  double all_off = 0.0;  // squares, in those of one branch taken blindly
  for (const std::uint64_t seed : {7ULL, 8ULL, 1234ULL}) {
    const std::uint64_t chosen = nearest_to_mean(course, seed);
    CHECK(chosen == nearest_to_mean(course, seed));
    const SpineHistory history = SpineHistory::build(course, chosen);
    for (const double t : {0.0, 168.0, 600.0}) {
      double mean = 0.0, squares = 0.0;
      constexpr int kMany = 100;
      for (std::uint64_t other = 0; other < kMany; ++other) {
        const double one = heads(SpineHistory::build(course, 500000 + other), t);
        mean += one / kMany;
        squares += one * one / kMany;
      }
      const double off = (heads(history, t) - mean) / std::sqrt(squares - mean * mean);
      CHECK(std::abs(off) < 2.0);
      all_off += off * off / 9.0;
    }
    const std::vector<SpineStory> stories = stories_in(history, {}, 0.0);
    const auto grown = [](const SpineStory& s) { return s.birth_h > 0.0 && s.birth_h < 96.0 && s.mushroom && std::isfinite(s.mature_h); };
    CHECK(std::ranges::any_of(stories, grown));
    CHECK(std::ranges::any_of(stories, [](const SpineStory& s) { return s.birth_h < 0.0 && s.death_h < 300.0; }));
    for (const SpineStory& story : stories) CHECK(Stretch{}.holds(story.place_um));
  }
  CHECK(all_off < 0.8);
}

TEST_CASE("the same branch is shown whatever is given when, also beside a run without drug") {
  const DataFiles files({SYN_SOURCE_DIR});
  const auto parameters = Parameters::load(files);
  REQUIRE(parameters);
  Scenario scenario;
  Dose dose;
  dose.mg_per_kg = 0.5;
  scenario.doses = {dose};
  const auto seed_of = [&](const Scenario& of) { return branch_seed(*run_of(of, *parameters, {.typical_only = true})); };
  const std::uint64_t chosen = seed_of(scenario);
  const RunPtr run = run_of(scenario, *parameters, {.typical_only = true});
  const std::vector<SpineStory> stories = stories_of(*run);
  const auto in_view = stories_in(SpineHistory::build(run->trajectory, chosen), {}, 0.0);
  REQUIRE(stories.size() == in_view.size());
  CHECK(stories.size() >= 4);
  for (std::size_t i = 0; i < stories.size(); ++i) CHECK(stories[i].id == in_view[i].id);
  scenario.doses.front().at_h = 48.0;
  CHECK(seed_of(scenario) == chosen);
  scenario.doses.clear();
  CHECK(seed_of(scenario) == chosen);
  scenario.seed = 8;
  CHECK(seed_of(scenario) != chosen);
}

TEST_CASE("the outline of a spine is a row of evenly spaced dots around it, from any side") {
  const Branch branch({.length_um = static_cast<float>(kBranch_um), .seed = 11});
  const SpineState spine = SpineHistory::build(no_dose(), 7).states(300.0, 0.0).front();
  const SpineRings rings = rings_of(branch, spine, 7, {});
  REQUIRE(rings.points.size() > 4 * rings.sides);
  for (const glm::vec3 eye : {glm::vec3{0.0F, 0.0F, 20.0F}, glm::vec3{20.0F, 3.0F, 0.0F}, glm::vec3{-8.0F, 15.0F, 10.0F}}) {
    const std::vector<glm::vec3> dots = dotted_outline(rings, eye, 0.005F, 0.0F);
    REQUIRE(dots.size() > 8);
    for (std::size_t i = 1; i < dots.size(); ++i) {
      CHECK(glm::distance(dots[i], dots[i - 1]) < 1.25F * 0.005F * glm::distance(eye, dots[i]));
    }
  }
}

TEST_CASE("the report counts what is drawn and words the moment carefully") {
  const Trajectory trajectory = one_dose();
  const SpineHistory history = SpineHistory::build(trajectory, 7);
  std::set<std::string> captions;
  for (const double t : {0.0, 2.0, 5.9, 24.0, 71.0, 100.0, 336.0, 700.0}) {
    const auto states = history.states(t, 0.0);
    const Since since = since_day_zero(history, day_zero(trajectory), t, states);
    const StageReport report = story_of(trajectory, {t}, Lens::d, states, since);
    std::map<std::string, double> counts(report.counts.begin(), report.counts.end());
    CHECK(counts["spines"] == static_cast<double>(history.count(t)));
    CHECK(counts["spines"] == counts["spines_thin"] + counts["spines_stubby"] + counts["spines_mushroom"] + counts["spines_filopodium"]);
    CHECK(counts["density_per_um"] == doctest::Approx(counts["spines"] / counts["branch_um"]));
    CHECK(report.items.size() == history.count(t));
    CHECK(counts["spines"] == static_cast<double>(history.count(0.0)) + counts["new_drawn"] - counts["lost_drawn"]);
    CHECK(counts["new_drawn"] ==
          std::ranges::count_if(report.items, [](const std::string& item) { return item.find(" new") != item.npos; }));
    if (report.caption.values.size() == 2) CHECK(std::get<Quantity>(report.caption.values[0].second).value == counts["new_drawn"]);
    CHECK(counts["psd_discs"] <= counts["spines"]);
    const std::string caption(report.caption.key.id());
    if (t < 6.0) CHECK(caption == "stage.dendrite.caption.first_hours");
    captions.insert(caption);
  }
  CHECK(captions.size() == 4);
  const auto caption_at = [](const Trajectory& run, double t) { return story_of(run, {t}, Lens::d, {}).caption.key.id(); };
  CHECK(caption_at(no_dose(), 24.0) == "stage.dendrite.caption.healthy");
  CHECK(caption_at(synthetic({{0, 0.6854}, {720, 0.6854}}, 0.0026, 1e-9), 24.0) == "stage.dendrite.caption.no_gain");
  for (const Lens lens : {Lens::ms, Lens::s}) {
    CHECK(story_of(trajectory, {24.0}, lens, {}).lens_note.key.id() == "stage.dendrite.lens.still");
  }
  for (const Lens lens : {Lens::min, Lens::h, Lens::d, Lens::wk}) {
    CHECK(story_of(trajectory, {24.0}, lens, {}).lens_note.key.id() != "stage.dendrite.lens.still");
  }
}

TEST_CASE("every sentence of the dendrite stage exists in both languages, and growth comes with its caution") {
  const DataFiles files({SYN_SOURCE_DIR});
  for (const char* name : {"en", "sv"}) {
    const auto locale = Locale::load(files, name);
    REQUIRE(locale);
    for (const TextKey key : {"stage.dendrite.name"_key,
                              "stage.dendrite.caption.healthy"_key,
                              "stage.dendrite.caption.stressed"_key,
                              "stage.dendrite.caption.first_hours"_key,
                              "stage.dendrite.caption.days"_key,
                              "stage.dendrite.caption.weeks"_key,
                              "stage.dendrite.caption.later"_key,
                              "stage.dendrite.caption.no_gain"_key,
                              "stage.dendrite.lens.still"_key,
                              "stage.dendrite.lens.minutes"_key,
                              "stage.dendrite.label.density"_key,
                              "stage.dendrite.label.lost_site"_key,
                              "stage.dendrite.label.lost"_key,
                              "stage.dendrite.tally.new"_key,
                              "stage.dendrite.tally.lost"_key,
                              "stage.dendrite.lens.hours"_key,
                              "stage.dendrite.lens.days"_key,
                              "stage.dendrite.label.branch"_key,
                              "stage.dendrite.label.mushroom"_key,
                              "stage.dendrite.label.thin"_key,
                              "stage.dendrite.label.stubby"_key,
                              "stage.dendrite.label.filopodium"_key,
                              "stage.dendrite.label.new_spine"_key,
                              "stage.dendrite.label.leaving"_key,
                              "stage.dendrite.label.bouton"_key}) {
      CHECK_MESSAGE(locale->has(key), key.id());
      CHECK(std::string(locale->text(key)).size() < 190);
    }
    const std::string people = std::string(name) == "en" ? "people" : "människor";
    for (const TextKey key : {"stage.dendrite.caption.days"_key, "stage.dendrite.caption.weeks"_key}) {
      CHECK(std::string(locale->text(key)).find(people) != std::string::npos);
    }
  }
}
