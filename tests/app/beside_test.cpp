// What stands beside doses and sessions: the layout of a choice's words, of strips, and what a scenario puts on them.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "app/panels/time/context.hpp"
#include "app/ui/widgets/choice_layout.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "headless_ui.hpp"
#include "model/cortex/surroundings.hpp"

using namespace syn;
using namespace syn::test;

namespace {

constexpr double kForever = std::numeric_limits<double>::infinity();

const Parameters& shipped_parameters() {
  static const Parameters parameters = must(Parameters::load(data_files()));
  return parameters;
}

Scenario crowded() {
  Scenario scenario;
  scenario.doses = {Dose{.at_h = 0.0, .mg_per_kg = 0.5, .mg = {}, .sprays = {}},
                    Dose{.at_h = 168.0, .mg_per_kg = 0.5, .mg = {}, .sprays = {}}};
  scenario.medications = {{MedicineKind::ssri, -48.0, {}}, {MedicineKind::naltrexone_oral, -1.0, -1.0}, {MedicineKind::ssri, 600.0, 650.0}};
  scenario.stressors = {{168.0, 168.0, 0.8}, {400.0, 24.0, 0.8}};
  scenario.retrievals = {{100.0}, {300.0}};
  return scenario;
}

std::vector<Strip> strips_of(const HeadlessUi& ui, const Scenario& scenario) {
  State state;
  state.scenario = scenario;
  Trajectory::Columns columns;
  for (auto& column : columns) column = {0.0, 0.0};
  Trajectory::Inners inners;
  for (auto& inner : inners) inner = {0.0, 0.0};
  const RunPtr run = run_of(Trajectory(scenario, {scenario.start_h(), scenario.end_h()}, std::move(columns), std::move(inners), {}, {}),
                            shipped_parameters());
  Commands out;
  int gesture = 0;
  return context_strips({state, *run, shipped_parameters(), ui.locale, ui.theme, 18.0F, nullptr, out, gesture});
}

}  // namespace

TEST_CASE("the words of a choice fill its rows, which are as few and as even as can be") {
  const std::vector<float> words{80.0F, 140.0F, 110.0F, 140.0F, 110.0F, 75.0F, 90.0F};
  for (const float width : {150.0F, 250.0F, 374.0F, 500.0F, 760.0F, 1400.0F}) {
    CAPTURE(width);
    const std::vector<ChoiceCell> cells = choice_cells(words, width);
    REQUIRE(cells.size() == words.size());
    std::vector<float> taken(static_cast<std::size_t>(cells.back().row) + 1, 0.0F);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      CHECK(cells[i].right - cells[i].left >= words[i] - 0.01F);  // no word is cut
      CHECK(cells[i].right <= width + 0.01F);
      const bool first = i == 0 || cells[i].row != cells[i - 1].row;
      CHECK(cells[i].left == doctest::Approx(first ? 0.0F : cells[i - 1].right));
      CHECK(cells[i].row == (i == 0 ? 0 : cells[i - 1].row + (first ? 1 : 0)));
      taken[static_cast<std::size_t>(cells[i].row)] += cells[i].right - cells[i].left;
    }
    for (const float row : taken) CHECK(row == doctest::Approx(width));
    const float all = std::accumulate(words.begin(), words.end(), 0.0F);
    CHECK(static_cast<float>(taken.size()) <= std::ceil(2.0F * all / width));
  }
  CHECK(choice_cells(words, 1400.0F).back().row == 0);
  CHECK(choice_cells(words, 374.0F).back().row == 2);
  CHECK(choice_cells(words, 374.0F)[2].row == 1);  // 2, 2, 3 and not 3, 3, 1
  CHECK(choice_cells(words, 374.0F)[4].row == 2);
  const std::vector<float> endless{50.0F, 900.0F, 50.0F};
  const auto cells = choice_cells(endless, 200.0F);
  CHECK(cells[1].row == 1);
  CHECK(cells[1].right == doctest::Approx(200.0F));
  CHECK(cells[2].row == 2);
}

TEST_CASE("every cell of a choice is found again by a point in it, and rows are crossed where it is nearest") {
  const std::vector<float> words{80.0F, 140.0F, 110.0F, 140.0F, 110.0F, 75.0F, 90.0F};
  const auto cells = choice_cells(words, 374.0F);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CHECK(choice_at(cells, cells[i].row, 0.5F * (cells[i].left + cells[i].right)) == static_cast<int>(i));
    CHECK(choice_across(cells, static_cast<int>(i), 0) == static_cast<int>(i));
  }
  CHECK(choice_at(cells, 9, 1e9F) == 6);
  CHECK(choice_at(cells, -3, -1e9F) == 0);
  CHECK(choice_across(cells, 0, 1) == 2);
  CHECK(choice_across(cells, 3, 1) == 6);
  CHECK(choice_across(cells, 5, -1) == 3);
  CHECK(choice_across(cells, 0, -1) == 0);
  CHECK(choice_across(cells, 6, 1) == 6);
}

TEST_CASE("a strip's marks stay on the axis and its words off the marks") {
  PlotMap map;
  map.time_low_h = 0.0;
  map.time_high_h = 100.0;
  map.left = 100.0F;
  map.right = 1100.0F;
  const float u = 18.0F;
  CHECK_FALSE(reach_of({-50.0, -1.0}, map, u));
  CHECK_FALSE(reach_of({101.0, kForever}, map, u));
  CHECK(reach_of({-kForever, kForever}, map, u)->left == 100.0F);
  CHECK(reach_of({-kForever, kForever}, map, u)->right == 1100.0F);
  CHECK(reach_of({20.0, kForever}, map, u)->left == doctest::Approx(300.0F));
  const auto moment = reach_of({50.0, 50.0}, map, u);
  CHECK(moment->left < 600.0F);
  CHECK(moment->right > 600.0F);

  Strip strip;
  const auto clear = [&](float words_px) {
    const auto x = words_left(strip, map, words_px, u);
    if (!x) return false;
    CHECK(*x >= map.left);
    CHECK(*x + words_px <= map.right);
    for (const StripSpan& span : strip.spans) {
      const auto mark = reach_of(span, map, u);
      if (mark) CHECK((*x + words_px <= mark->left || *x >= mark->right));
    }
    return true;
  };
  strip.spans = {{10.0, 20.0}, {50.0, 60.0}};
  CHECK(clear(200.0F));  // between
  CHECK(*words_left(strip, map, 200.0F, u) > map.x_of(20.0));
  CHECK(clear(350.0F));  // behind the last
  CHECK(*words_left(strip, map, 350.0F, u) > map.x_of(60.0));
  strip.spans = {{70.0, kForever}};
  CHECK(clear(400.0F));  // before the first
  strip.spans = {{-kForever, kForever}};
  CHECK_FALSE(words_left(strip, map, 100.0F, u));
  strip.spans = {{60.0, 60.0}, {20.0, 95.0}};  // one within another, in any order
  CHECK(clear(150.0F));
}

TEST_CASE("a scenario without company has no strips") {
  const HeadlessUi ui;
  CHECK(strips_of(ui, Scenario{}).empty());
  CHECK(count_context(Scenario{}) == 0);
  for (const auto& path : data_files().list("assets/scenarios", ".toml")) {
    const Scenario scenario = must(load_scenario(path, shipped_parameters()));
    const bool company =
        !scenario.medications.empty() || !scenario.stressors.empty() || !scenario.experiments.empty() || !scenario.retrievals.empty();
    CHECK((count_context(scenario) > 0) == company);
    CHECK(strips_of(ui, scenario).size() == count_context(scenario));
  }
}

TEST_CASE("medicines, burdens, memories and experiments have strips of their own form, with words") {
  const HeadlessUi ui;
  Scenario scenario = crowded();
  std::vector<Strip> strips = strips_of(ui, scenario);
  REQUIRE(strips.size() == 4);
  CHECK(count_context(scenario) == 4);
  CHECK(strips[0].form == StripForm::pill);
  CHECK(strips[0].wordings.back() == "antidepressant");
  REQUIRE(strips[0].spans.size() == 2);
  CHECK(strips[0].spans[0].from_h == -48.0);
  CHECK(strips[0].spans[0].until_h == kForever);
  CHECK(strips[0].spans[1].until_h == 650.0);
  CHECK(strips[1].wordings.back() == "naltrexone");
  CHECK(strips[1].spans[0].from_h == strips[1].spans[0].until_h);
  CHECK(strips[2].form == StripForm::hatch);
  CHECK(strips[2].wordings.front().find("80") != std::string::npos);
  CHECK(strips[2].spans[1].from_h == 400.0);
  CHECK(strips[2].spans[1].until_h == 424.0);
  CHECK(strips[3].form == StripForm::ring);
  CHECK(strips[3].spans.size() == 2);
  const Strip named = with_name(strips[0], ui.locale);
  CHECK(named.wordings == std::vector<std::string>{"Medicine: antidepressant", "antidepressant"});
  CHECK(with_name(strips[2], ui.locale).wordings.size() == 3);
  CHECK(with_name(strips[2], ui.locale).wordings.back() == strips[2].wordings.back());

  // Burdens that differ are not given one number.
  scenario.stressors[1].level = 0.2;
  strips = strips_of(ui, scenario);
  CHECK(strips[2].wordings.front().find("80") == std::string::npos);
  CHECK(strips[2].spans[0].level > strips[2].spans[1].level);

  // Too many: one strip for each kind, with their number.
  scenario.experiments = {{Experiment::rapamycin, {}, {}}, {Experiment::gsk3_knock_in, {}, {}}, {Experiment::spine_erasure, 30.0, {}}};
  strips = strips_of(ui, scenario);
  REQUIRE(strips.size() == 4);
  CHECK(count_context(scenario) == 4);
  CHECK(strips[0].wordings.back() == "2 medicines");
  CHECK(strips[0].spans.size() == 3);
  CHECK(strips[3].form == StripForm::bracket);
  CHECK(strips[3].wordings.back() == "3 experiments");
  CHECK(strips[3].spans.size() == 4);  // rapamycin at both doses, the gene all along, one moment
}

TEST_CASE("an experiment's strip is when it acts in the model") {
  const HeadlessUi ui;
  Scenario scenario = crowded();
  scenario.medications.clear();
  scenario.stressors.clear();
  scenario.retrievals.clear();
  for (const Experiment kind : kValues<Experiment>) {
    CAPTURE(name_of(kind));
    for (const bool window : {false, true}) {
      if (window && is_gene(kind)) continue;
      ExperimentUse use{kind, {}, {}};
      if (window || is_moment(kind)) use.from_h = 24.0;
      if (window && !is_moment(kind)) use.hours = 48.0;
      scenario.experiments = {use};
      REQUIRE(check_scenario(scenario, shipped_parameters()).empty());
      const std::vector<Strip> strips = strips_of(ui, scenario);
      REQUIRE(strips.size() == 1);
      for (const std::string& words : strips[0].wordings) CHECK(words.find('<') == std::string::npos);
      const Surroundings surroundings(scenario, shipped_parameters());
      for (double time_h = -3.5; time_h < 300.0; time_h += 1.0) {
        bool marked = false;
        for (const StripSpan& span : strips[0].spans)
          marked = marked || (span.from_h <= time_h && (time_h < span.until_h || is_moment(kind)));
        CHECK(marked == surroundings.acts(kind, time_h));
      }
    }
  }
}

TEST_CASE("lines end between words, never within a number") {
  HeadlessUi ui;
  ui.content = [] {
    const std::string text = "Dag 0, 00:00: sammanlagt 100 mg, 1,43 mg för varje kilo av 70 kg.\nNy rad. 0.50 mg";
    for (float width = 20.0F; width < 900.0F; width += 7.0F) {
      const std::string lines = wrapped(text, width);
      // Nothing is lost; a word is broken only where it alone is wider than the line.
      std::string joined = lines;
      joined.erase(std::remove(joined.begin(), joined.end(), '\n'), joined.end());
      joined.erase(std::remove(joined.begin(), joined.end(), ' '), joined.end());
      std::string letters = text;
      letters.erase(std::remove_if(letters.begin(), letters.end(), [](char c) { return c == '\n' || c == ' '; }), letters.end());
      REQUIRE(joined == letters);
      const float longest = ImGui::CalcTextSize("sammanlagt").x;
      if (width >= longest) {
        REQUIRE(lines.size() == text.size());
        for (std::size_t i = 0; i < text.size(); ++i) CHECK((lines[i] == text[i] || (lines[i] == '\n' && text[i] == ' ')));
      }
      std::size_t from = 0;
      while (from < lines.size()) {
        const std::size_t until = std::min(lines.find('\n', from), lines.size());
        const std::string line = lines.substr(from, until - from);
        if (line.size() > 2) CHECK(ImGui::CalcTextSize(line.c_str()).x <= width);
        from = until + 1;
      }
    }
    CHECK(wrapped(text, 5000.0F) == text);
    CHECK(wrapped("", 50.0F).empty());
    // What counts a number stays with it.
    const std::string counted = "magnesium thinned 8 ×, glutamate 10 × and 40 % of it";
    for (float width = ImGui::CalcTextSize("magnesium").x; width < 500.0F; width += 3.0F) {
      const std::string lines = wrapped(counted, width);
      CHECK(lines.find("\n×") == std::string::npos);
      CHECK(lines.find("\n%") == std::string::npos);
    }
  };
  ui.frame();
}
