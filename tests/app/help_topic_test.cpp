// What a control stands for: every control that changes the scenario can be looked up, by mouse and by focus.
#include "app/ui/widgets/help_topic.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/panels/time/time_panels.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "app/explain/inputs.hpp"
#include "app/panels/common/panel.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "headless_ui.hpp"
#include "model/run/simulate.hpp"

using namespace syn;
using namespace syn::test;
namespace fs = std::filesystem;

namespace {

const Parameters& parameters() {
  static const Parameters loaded = must(Parameters::load(data_files()));
  return loaded;
}
const Lookup& lookup() {
  static const Lookup loaded = must(Lookup::load(data_files(), parameters()));
  return loaded;
}

// One panel over a run with a dose of every kind of control in it.
struct Bench {
  HeadlessUi ui;
  State state;
  std::unique_ptr<Panel> panel;
  RunPtr run;
  Commands last;  // of the newest frame
  InView in_view;

  explicit Bench(std::unique_ptr<Panel> p, const char* locale = "en")
      : ui(700.0F, 4000.0F, 18.0F, "dark", locale), panel(std::move(p)), run(first()) {
    state.scenario = run->scenario();
    state.view.locale = *from_name<LocaleName>(locale);
    ui.content = [this] {
      last.clear();
      int gesture = 0;
      panel->draw({state,
                   *run,
                   parameters(),
                   ui.locale,
                   ui.theme,
                   ui.fonts.sizes.body,
                   ui.fonts.heading,
                   last,
                   gesture,
                   nullptr,
                   {},
                   nullptr,
                   {},
                   &in_view,
                   &lookup()});
    };
    ui.frame(2);
  }
  static RunPtr first() {
    Scenario scenario = must(load_scenario(fs::path(SYN_SOURCE_DIR) / "assets/scenarios/one-infusion-cbt.toml", parameters()));
    scenario.population = 20;
    scenario.experiments.push_back({Experiment::rapamycin, 2.0, 24.0});
    return run_of(scenario, parameters(), {.every_min = 30.0, .dense_start = true});
  }
};

using Maker = std::unique_ptr<Panel> (*)();

}  // namespace

TEST_CASE("every control of the panels that change the scenario stands for a thing that can be looked up") {
  for (const Maker make : {&make_dose_panel, &make_therapy_panel, &make_person_panel, &make_lab_panel, &make_parameters_panel}) {
    Bench bench(make());
    CAPTURE(static_cast<int>(bench.panel->name()));
    const std::vector<Control> controls = controls_drawn();
    CHECK(controls.size() >= 5);
    for (const Control& control : controls) {
      CAPTURE(control.id);
      CHECK_MESSAGE(lookup().find(control.thing) != nullptr, "no thing for the control of \"" << control.thing << "\"");
    }
  }
}

TEST_CASE("each number of the panels has a thing of its own, and each switch of the laboratory") {
  const auto things_of = [](Maker make) {
    const Bench bench(make());
    std::set<std::string> things;
    for (const Control& control : controls_drawn()) things.insert(control.thing);
    return things;
  };
  const auto dose = things_of(&make_dose_panel);
  for (const char* thing : {"medicine", "route", "dose_amount", "infusion_length", "dose_time", "weight", "dose_plan"})
    CHECK_MESSAGE(dose.contains(thing), thing);
  const auto therapy = things_of(&make_therapy_panel);
  for (const char* thing : {"therapy_kind", "session_time", "coupling", "encoding_loss"}) CHECK_MESSAGE(therapy.contains(thing), thing);
  const auto person = things_of(&make_person_panel);
  for (const char* thing : {"condition", "weight", "age", "starting_score", "starting_spread", "stress_before", "bdnf_gene", "expectancy",
                            "trial_kind", "run_length", "group_size", "seed"})
    CHECK_MESSAGE(person.contains(thing), thing);
  const auto lab = things_of(&make_lab_panel);
  for (const Hypothesis hypothesis : kValues<Hypothesis>)
    CHECK_MESSAGE(lab.contains("hypothesis_" + std::string(name_of(hypothesis))), name_of(hypothesis));
  for (const char* thing : {"coupling", "route_logic", "window_kind", "block_kinetics", "encoding_loss", "vary_people",
                            "experiment_rapamycin", "experiment_acute_stressor"})
    CHECK_MESSAGE(lab.contains(thing), thing);
  // A number of the model leads to the thing that rests on it; the first of the list rests under none.
  const auto numbers = things_of(&make_parameters_panel);
  CHECK(numbers == std::set<std::string>{"model_number"});
  // The tracks of the timeline, whose markers are the doses and the sessions.
  const auto timeline = things_of(&make_timeline_panel);
  CHECK(timeline.contains("dose_time"));
  CHECK(timeline.contains("session_time"));
}

TEST_CASE("a chosen number of the model stands for the thing that rests on it") {
  Bench bench(make_parameters_panel());
  REQUIRE(bench.ui.tab_to({"search", "##text"}));
  bench.ui.key(ImGuiKey_Enter);
  bench.ui.type("pk.racemic.clearance");
  bench.ui.key(ImGuiKey_Enter);
  bench.ui.frame(3);
  std::set<std::string> things;
  for (const Control& control : controls_drawn()) things.insert(control.thing);
  CHECK(things == std::set<std::string>{"plasma"});
}

TEST_CASE("the thing is that of the control under the mouse, and after a key that of the focus") {
  HeadlessUi ui(400.0F, 300.0F);
  bool first = false;
  bool second = false;
  bool third = false;
  ImVec2 at{}, without{};
  ui.content = [&] {
    const UiLook look = ui.look();
    {
      const HelpTopic about("weight", "allometry");
      toggle("first", "first", first, look);
      at = ImGui::GetItemRectMin();
      {
        const HelpTopic inner("age");
        toggle("second", "second", second, look);
      }
    }
    toggle("third", "third", third, look);
    without = ImGui::GetItemRectMin();
  };
  ui.frame(2);
  CHECK(meant_by_input().thing.empty());
  ui.mouse(at.x + 5.0F, at.y + 5.0F, false);
  ui.frame(2);
  CHECK(meant_by_input().thing == "weight");
  CHECK(meant_by_input().source == "allometry");
  CHECK(meant_by_rest().thing.empty());  // it only passes
  ui.frame(40);
  CHECK(meant_by_rest().thing == "weight");
  ui.mouse(without.x + 5.0F, without.y + 5.0F, false);
  ui.frame(2);
  CHECK(meant_by_input().thing.empty());
  REQUIRE(ui.tab_to({"second"}));
  CHECK(meant_by_input().thing == "age");
  CHECK(meant_by_input().source.empty());
  CHECK(meant_by_rest().thing.empty());
  REQUIRE(ui.tab_to({"third"}));
  CHECK(meant_by_input().thing.empty());
}

TEST_CASE("a curve of a plot is found by the mouse that is near it") {
  Bench bench(make_curves_panel());
  bench.state.view.curve_tab = CurveTab::drug;
  bench.ui.frame(3);
  // Some place over the plots lies at each curve; none of them at a thing that does not exist.
  std::set<std::string> found;
  for (float y = 60.0F; y < 3900.0F; y += 12.0F) {
    for (const float x : {120.0F, 200.0F, 350.0F, 600.0F}) {
      bench.ui.mouse(x, y, false);
      if (const Meant meant = meant_by_input(); !meant.thing.empty()) found.insert(meant.thing);
    }
  }
  for (const std::string& thing : found) CHECK_MESSAGE(lookup().find(thing) != nullptr, thing);
  CHECK(found.contains("plasma"));
  CHECK(found.contains("effective_block"));
}

TEST_CASE("the inspector opens at what was meant, with the number that is set and its range") {
  for (const char* locale : {"en", "sv"}) {
    for (const LookupPage page : {LookupPage::thing, LookupPage::glossary, LookupPage::sources}) {
      Bench bench(make_inspector_panel(), locale);
      bench.state.view.looked_up = {page, "weight"};
      bench.in_view.asked_source = "";
      bench.ui.frame(2);
      CHECK_FALSE(bench.in_view.asked_source.has_value());
      CHECK(bench.last.empty());
    }
  }
}

TEST_CASE("what is set in a scenario is told with its range and unit") {
  State state;
  state.scenario = Bench::first()->scenario();
  const auto weight = input_of("weight_kg", state, parameters());
  REQUIRE(weight);
  CHECK(weight->value == state.scenario.patient.weight_kg);
  CHECK(weight->range.low == 40.0);
  CHECK(weight->range.high == 150.0);
  const auto amount = input_of("dose_amount", state, parameters());
  REQUIRE(amount);
  CHECK(amount->value == doctest::Approx(0.5));
  CHECK(amount->range.high == parameters()["scenario.limit.iv_infusion.stop"]);
  CHECK(input_of("over_min", state, parameters())->value == 40.0);
  for (const std::string_view name : input_names()) CHECK_MESSAGE(input_of(name, state, parameters()).has_value(), name);
  state.scenario.doses.clear();
  state.scenario.therapies.clear();
  CHECK_FALSE(input_of("dose_amount", state, parameters()));
  CHECK_FALSE(input_of("session_time", state, parameters()));
  CHECK_FALSE(input_of("no_such_name", state, parameters()));
  // Every thing that names an input names one that exists, and each input has its thing.
  std::set<std::string> named;
  for (const Thing& thing : lookup().things()) {
    if (!thing.input.empty()) named.insert(thing.input);
  }
  CHECK(named.size() == input_names().size());
}
