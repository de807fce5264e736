// What the dendrite stage shows of a history, without drawing it: the branch that is chosen, what is new, what is said.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "app/stages/dendrite/dendrite_cache.hpp"
#include "app/stages/dendrite/dendrite_outline.hpp"
#include "app/stages/dendrite/dendrite_stage.hpp"
#include "app/stages/dendrite/dendrite_story.hpp"
#include "app/ui/look/locale.hpp"
#include "core/files.hpp"
#include "made_spines.hpp"
#include "model/run/simulate.hpp"
#include "model/sampling/spine_choice.hpp"

using namespace syn;
using namespace syn::dendrite;
using namespace syn::test;

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
