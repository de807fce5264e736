// Stage "receptor" without a picture: what is drawn against the walk, what is said.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

#include <nlohmann/json.hpp>

#include "app/cli/run.hpp"
#include "app/ui/look/locale.hpp"
#include "model/run/run.hpp"
#include "receptor_fixture.hpp"

using namespace syn;
using namespace syn::receptor;
using test::receptor::kFiles;
using test::receptor::stage;

namespace {

const Parameters& parameters() {
  static const Parameters loaded = Parameters::load(kFiles).value();
  return loaded;
}

RunPtr run_for(double mg_per_kg, std::uint64_t seed = 7) {
  Scenario scenario;
  scenario.seed = seed;
  scenario.horizon_days = 2.0;
  scenario.population = 1;
  if (mg_per_kg > 0.0) {
    Dose dose;
    dose.mg_per_kg = mg_per_kg;
    scenario.doses.push_back(dose);
  }
  return run_of(scenario, parameters());
}

View through(Lens lens) {
  View view;
  view.stage = StageName::receptor;
  view.lens = lens;
  return view;
}

Moment sought(const RunPtr& run, Hours time, const View& view) {
  stage().at(run, time, view);
  return stage().moment();
}

double count_of(const StageReport& report, std::string_view name) {
  const auto found = std::find_if(report.counts.begin(), report.counts.end(), [&](const auto& c) { return c.first == name; });
  REQUIRE(found != report.counts.end());
  return found->second;
}

}  // namespace

TEST_CASE("ketamine stands in the pore exactly when the walk says so, and never without a dose") {
  const RunPtr run = run_for(1.0);
  int held = 0;
  for (int i = 0; i < 1500; ++i) {
    const Hours time = Hours::from_seconds(2400.0 + 0.731 * i);
    for (const Lens lens : {Lens::ms, Lens::s}) {
      const auto m = sought(run, time, through(lens));
      CHECK((m.ketamine == 1.0F) == (pore_of(m.state) == Pore::ketamine));
      if (m.ketamine == 0.0F) CHECK(m.approach < 1.0F + 1e-6F);
      held += m.ketamine > 0.0F ? 1 : 0;
    }
  }
  CHECK(held > 0);
  const RunPtr none = run_for(0.0);
  for (int i = 0; i < 600; ++i) {
    for (const Lens lens : kLenses) {
      const StageReport report = stage().at(none, Hours::from_seconds(2400.0 + 1.37 * i), through(lens)).describe();
      CHECK(count_of(report, "ketamine_pore_drawn") == 0.0);
      CHECK(count_of(report, "ketamine_drawn") == 0.0);
    }
  }
}

TEST_CASE("what is seen changes no faster than the blending allows") {
  const RunPtr run = run_for(0.5);
  for (const Lens lens : {Lens::ms, Lens::s}) {
    constexpr double kFrame_s = 1.0 / 30.0;
    const double step = lens_hours_per_second(lens) * kFrame_s;
    auto before = sought(run, {0.7}, through(lens));
    glm::vec4 place = wander(7, synapse::Molecule::ketamine, 0, before.seconds)[3];
    for (int frame = 1; frame < 400; ++frame) {
      const auto now = sought(run, {0.7 + step * frame}, through(lens));
      const auto slow = static_cast<float>(kFrame_s / kBlend_s * 1.01 + 1e-4);
      CHECK(std::abs(now.gate - before.gate) <= slow);
      CHECK(std::abs(now.magnesium - before.magnesium) <= slow);
      CHECK(std::abs(now.glutamate[0] - before.glutamate[0]) <= slow);
      const glm::vec4 moved = wander(7, synapse::Molecule::ketamine, 0, now.seconds)[3];
      CHECK(glm::distance(moved, place) < 0.6F);  // nanometres a frame
      place = moved;
      before = now;
    }
  }
}

TEST_CASE("the hundred receptors are a hundred and follow the model's shares") {
  const RunPtr run = run_for(0.5);
  for (const Lens lens : {Lens::min, Lens::h, Lens::d, Lens::wk}) {
    for (double hour = 0.0; hour < 30.0; hour += 1.3) {
      const StageReport report = stage().at(run, {hour}, through(lens)).describe();
      double sum = 0.0;
      for (const char* name : {"of_100_conducting", "of_100_open_mg", "of_100_shut", "of_100_shut_mg", "of_100_ketamine"})
        sum += count_of(report, name);
      CHECK(sum == 100.0);
      CHECK(std::abs(count_of(report, "of_100_ketamine") - 100.0 * run->trajectory.at(Column::nmda_block_pyramidal, {hour})) < 1.0);
      REQUIRE(report.chart.has_value());
      CHECK(std::accumulate(report.chart->rows.begin(), report.chart->rows.end(), 0,
                            [](int n, const auto& row) { return n + row.of_hundred; }) == 100);
    }
  }
  CHECK(of_hundred({0.004, 0.004, 0.004, 0.984, 0.004}) == std::array<int, kKinds>{1, 0, 0, 99, 0});
}

TEST_CASE("a row of small receptors stands beside the one when the model says that some hold ketamine") {
  const RunPtr run = run_for(0.5);
  int with = 0;
  for (double hour = 0.0; hour < 30.0; hour += 1.3) {
    const StageReport report = stage().at(run, {hour}, through(Lens::h)).describe();
    const double share = run->trajectory.at(Column::nmda_block_pyramidal, {hour}), held = count_of(report, "row_ketamine");
    CHECK(std::abs(held - kRowOf * share) < 1.0);
    CHECK(count_of(report, "row_drawn") == (held > 0.0 ? kRowOf : 0));
    with += held > 0.0 ? 1 : 0;
  }
  CHECK(with > 0);
  CHECK(of_many({0.0, 0.0, 0.02, 0.90, 0.08}, 20) == std::array<int, kKinds>{0, 0, 0, 18, 2});
}

TEST_CASE("as many molecules are drawn as concentration and printed factor say") {
  for (const double um : {0.05, 0.3, 0.7, 1.4}) {
    const synapse::Crowd c = room_crowd(synapse::Molecule::ketamine, um);
    CHECK(c.real == doctest::Approx(um * 6.02214076e-7 * 9.6 * 10.2 * 5.0).epsilon(1e-4));
    CHECK(c.drawn == doctest::Approx(c.real * c.factor));
  }
  CHECK(room_crowd(synapse::Molecule::ketamine, 0.0).slots() == 0);
  CHECK(room_crowd(synapse::Molecule::ketamine, 500.0).drawn == doctest::Approx(9.0));  // a cap, and the factor tells
}

TEST_CASE("the current in the chart is the walk's") {
  const RunPtr run = run_for(0.0);
  const Hours time = Hours::from_seconds(2429.0 + 0.0301);
  const auto m = sought(run, time, through(Lens::ms));
  const StageReport report = stage().at(run, time, through(Lens::ms)).describe();
  REQUIRE(report.chart.has_value());
  CHECK(report.chart->x_low == 0.0F);
  CHECK(report.chart->x_high == 50.0F);
  CHECK(report.chart->points.back().y == doctest::Approx(m.current_pa));
  CHECK(report.chart->points.back().x == doctest::Approx(30.1).epsilon(1e-3));
  for (std::size_t i = 1; i < report.chart->points.size(); ++i) CHECK(report.chart->points[i].x >= report.chart->points[i - 1].x);
  // 50 pS at -66 mV: 3.3 pA inward.
  StatePath walk;
  walk.enter(run);
  CHECK(walk.lowest_current_pa() == doctest::Approx(-3.3).epsilon(0.02));
}

TEST_CASE("with reduced motion molecules stand, and what the walk does is still seen") {
  const RunPtr run = run_for(1.0);
  View calm = through(Lens::ms);
  calm.reduced_motion = true;
  for (int i = 0; i < 200; ++i) {
    const Hours time = Hours::from_seconds(2429.0 + 0.0004 * i);
    const auto still = sought(run, time, calm), moving = sought(run, time, through(Lens::ms));
    CHECK(still.seconds == 0.0);
    CHECK(moving.seconds > 0.0);
    CHECK(still.gate == moving.gate);
    CHECK(still.ketamine == moving.ketamine);
    CHECK(still.state == moving.state);
  }
}

TEST_CASE("the file of `render --json` tells of receptor and circuit what the model's own columns tell") {
  const std::filesystem::path folder = std::filesystem::path(SYN_BINARY_DIR) / "test-files" / "receptor-json";
  std::filesystem::create_directories(folder);
  for (const StageName name : {StageName::receptor, StageName::circuit}) {
    RenderJob job;
    job.scenario = std::filesystem::path(SYN_SOURCE_DIR) / kDefaultScenario;
    job.stage = name;
    job.view.lens = Lens::h;
    job.at = {0.0};
    job.every = Hours::from_minutes(10.0);
    job.lasting = Hours{4.0};
    job.json = folder / (std::string(name_of(name)) + ".json");
    REQUIRE(run_render(job, DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)})) == kDone);
    const auto file = nlohmann::json::parse(read_file(job.json).value());
    REQUIRE(file["frames"].size() == 25);
    double low = 1e9, high = -1e9;
    for (const auto& frame : file["frames"]) {
      const auto count = [&](const char* key) { return frame["counts"][key].get<double>(); };
      const auto model = [&](const char* key) { return frame["model"][key].get<double>(); };
      if (name == StageName::receptor) {
        CHECK(std::abs(count("of_100_ketamine") - 100.0 * model("nmda_block_pyramidal")) < 1.0);
        CHECK(count("ketamine_drawn") <= 9.0);
        CHECK(count("ketamine_expected") * count("ketamine_factor") ==
              doctest::Approx(std::min(9.0, model("brain_ketamine_um") * 6.02214076e-7 * 9.6 * 10.2 * 5.0 * 1e3 * 12.0)).epsilon(1e-3));
        low = std::min(low, count("of_100_ketamine")), high = std::max(high, count("of_100_ketamine"));
      } else {
        CHECK(count("pyramidal_ratio") == doctest::Approx(model("pyramidal_rate_ratio")));
        CHECK(count("glutamate_ratio") == doctest::Approx(model("glutamate_ratio")));
        CHECK(count("pyramidal_block") == doctest::Approx(model("nmda_block_pyramidal")));
        CHECK(std::abs(count("pyramidal_signs_held") - 4.0 * 14.0 * count("pyramidal_block")) <= 4.0);
        CHECK(count("pyramidal_hz") / count("pyramidal_rest_hz") == doctest::Approx(count("pyramidal_ratio")));
        low = std::min(low, 100.0 * count("pyramidal_ratio")), high = std::max(high, 100.0 * count("pyramidal_ratio"));
      }
    }
    CHECK(high - low > 4.0);  // a drug comes and goes in these hours: a file of constants would not pass
  }
}

TEST_CASE("every sentence of the receptor stage stands in both languages") {
  for (const char* language : {"en", "sv"}) {
    const auto locale = Locale::load(kFiles, language);
    REQUIRE(locale);
    const auto check = [&](const Sentence& sentence) {
      CAPTURE(sentence.key.id());
      CHECK(locale->has(sentence.key));
      const std::string text = locale->text(sentence);
      CHECK(text.find('{') == std::string::npos);
      CHECK(text.find('<') == std::string::npos);
    };
    for (const double dose : {0.0, 0.5}) {
      const RunPtr run = run_for(dose);
      for (const Lens lens : kLenses) {
        for (int i = 0; i < 60; ++i) {
          const StageReport report = stage().at(run, Hours::from_seconds(2529.0 + 0.503 * i), through(lens)).describe();
          check(report.caption);
          check(report.lens_note);
          REQUIRE(report.chart.has_value());
          check(report.chart->title);
          if (!report.chart->x_title.key.empty()) check(report.chart->x_title);
          for (const auto& row : report.chart->rows) check(row.words);
          CHECK(report.badge == Badge::our_model);
        }
      }
    }
    for (const char* name : {"caption.rest",         "caption.one_bound",
                             "caption.both_bound",   "caption.desensitised",
                             "caption.open",         "caption.open_magnesium",
                             "caption.blocked",      "caption.trapped",
                             "caption.many",         "label.ketamine_pore",
                             "label.ketamine",       "label.ketamine_leaves",
                             "label.magnesium_pore", "label.magnesium",
                             "label.gate",           "label.gate_open",
                             "label.filter",         "label.hydrophobic",
                             "label.threonine",      "label.glutamate_bound",
                             "label.glutamate_site", "label.glycine",
                             "label.amino_terminal", "label.membrane",
                             "label.ligand_binding", "label.loupe"}) {
      const std::string key = std::string("stage.receptor.") + name;
      CAPTURE(key);
      CHECK(locale->has(TextKey::unchecked(key)));
    }
  }
}
