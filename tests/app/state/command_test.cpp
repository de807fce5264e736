#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "app/state/command.hpp"
#include "app/state/history.hpp"
#include "core/random.hpp"

using namespace syn;

namespace {

const Parameters& parameters() {
  static const Parameters kParameters = Parameters::load(DataFiles({std::string(SYN_SOURCE_DIR)})).value();
  return kParameters;
}

State start() {
  State state;
  Dose dose;
  dose.mg_per_kg = 0.5;
  state.scenario.doses = {dose};
  for (const double at_h : {24.0, 48.0, 72.0, 96.0}) state.scenario.therapies.push_back({at_h, TherapyKind::cbt});
  return state;
}

Dose spray(double at_h) {
  Dose dose;
  dose.at_h = at_h;
  dose.drug = Drug::esketamine;
  dose.route = Route::intranasal;
  dose.sprays = 2;
  return dose;
}

// One of every kind, with fields away from their defaults.
Commands one_of_each() {
  Scenario scenario = start().scenario;
  scenario.title = "A \"quoted\" title,\nwith a line break";
  scenario.seed = 9007199254740991ULL;
  scenario.setting.expectancy = 0.29;
  ModelOptions model;
  model.hypotheses = {Hypothesis::rest_block};
  model.coupling = 0.1;
  model.encoding_loss = false;
  model.window = WindowKind::rodent;
  Patient patient;
  patient.weight_kg = 61.3;
  patient.bdnf = Bdnf::met_met;
  patient.stress = Stress::none;
  Camera camera;
  camera.target = {0.1F, -2.0F, 3.5F};
  camera.yaw = 1.0F / 3.0F;
  Dose infusion;
  infusion.at_h = 168.5;
  infusion.mg = 35.0;
  infusion.over_min = 60.0;
  return {command::SetScenario{scenario},
          command::ApplySchedule{scenario},
          command::SetLetterKeys{false},
          command::AddDose{infusion},
          command::SetDose{0, infusion},
          command::MoveDose{0, 1.0 / 3.0},
          command::RemoveDose{0},
          command::AddTherapy{{12.5, TherapyKind::cbt}},
          command::SetTherapy{2, {13.0, TherapyKind::cbt}},
          command::MoveTherapy{1, 100.0},
          command::RemoveTherapy{3},
          command::SetPatient{patient},
          command::SetSetting{{0.29, 1.0}},
          command::SetSetting{{std::nullopt, 0.27}},
          command::SetModel{model},
          command::SetModel{ModelOptions{.hypotheses = {}}},
          command::SetHorizon{60.0},
          command::SetSeed{123456789012345ULL},
          command::Seek{40.0 / 60.0},
          command::Play{false},
          command::SetPopulation{50},
          command::SetCondition{Condition::trd},
          command::SetAbstinence{-24.5},
          command::SetExperiment{{Experiment::rapamycin, 10.5, 1.0 / 3.0}},
          command::SetExperiment{{Experiment::spine_erasure, 24.0, {}}},
          command::RemoveExperiment{Experiment::rapamycin},
          command::SetParameter{"clinical.relapse.hazard", 0.004},
          command::ResetParameter{"clinical.relapse.hazard"},
          command::ResetParameters{},
          command::SetSpeed{2.5},
          command::Step{-3},
          command::NextEvent{-1},
          command::ShowMoment{{"receptor.ketamine-enters", StageName::receptor, Viewpoint::close, Lens::ms, 2.0 / 3.0, 17}},
          command::ShowMoment{{"symptoms.fall", std::nullopt, Viewpoint::usual, Lens::h, 24.0, 0}},
          command::SetLens{Lens::ms},
          command::SetStage{StageName::dendrite},
          command::SetViewpoint{Viewpoint::signals},
          command::SetCamera{camera},
          command::ResetCamera{},
          command::SetTheme{ThemeName::light},
          command::SetPalette{PaletteName::high_contrast},
          command::SetLocale{LocaleName::sv},
          command::SetQuality{QualityName::high},
          command::SetReducedMotion{true},
          command::SetLabels{false},
          command::SetTextScale{1.75F},
          command::Select{{MarkerKind::therapy, 2}},
          command::SetCurveTab{CurveTab::circuit},
          command::SetMode{Mode::present},
          command::Present{"twenty-minutes", "in-the-gate", {Card::notes, true, false, true, false}},
          command::SetHall{true},
          command::SetPanel{PanelName::lab},
          command::PlacePanels{PanelPlace::large},
          command::SetDialog{Dialog::help},
          command::LookUp{{LookupPage::thing, "weight"}},
          command::LookUp{{LookupPage::glossary, ""}},
          command::SetLabPart{LabPart::clamp},
          command::SetClamp{{"tonic", "memantine", 3.5, -40.0, 12.25, 17, -55.0, 0.5, 1000.0, 0.25}},
          command::Highlight{"stage.synapse.label.nmda"},
          command::ClearHighlight{},
          command::SetPin{},
          command::ClearPin{}};
}

}  // namespace

TEST_CASE("every command survives the way through text") {
  for (const Command& command : one_of_each()) {
    const std::string text = to_text(command);
    CAPTURE(text);
    CHECK(text.find('\n') == std::string::npos);
    const auto back = parse_command(text, parameters());
    REQUIRE_MESSAGE(back.has_value(), to_text(back ? Problems{} : back.error()));
    CHECK(*back == command);
  }
}

TEST_CASE("the fields of a part may come in any order") {
  const auto one = parse_command("add_dose at_h=168.5 drug=racemic route=im over_min=60 mg=35 swallowed=true", parameters());
  const auto other = parse_command("add_dose mg=35 over_min=60 route=im drug=racemic at_h=168.5", parameters());
  REQUIRE(one.has_value());
  REQUIRE(other.has_value());
  CHECK(*one == *other);
  const auto missing = parse_command("add_dose mg=35 route=im drug=racemic at_h=168.5", parameters());
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().front().what == "add_dose: the field over_min= is missing");
}

TEST_CASE("what a person does with the screen is a command as well: panel, dialog, look-up, highlight") {
  State state;
  state.scenario.doses = {};
  const auto after = [&](std::initializer_list<const char*> lines) {
    State now = state;
    for (const char* line : lines) now = apply(now, parse_command(line, parameters()).value(), parameters()).value();
    return now.view;
  };
  const View view = after({"set_panel inspector", "set_dialog settings", "look_up sources thing=weight", "highlight weight/track"});
  CHECK(view.front == PanelName::inspector);
  CHECK(view.shows(PanelName::inspector));
  CHECK(view.dialog == Dialog::settings);
  CHECK(view.looked_up == LookedUp{LookupPage::sources, "weight"});
  CHECK(view.highlight == "weight/track");
  CHECK(after({"highlight weight/track", "clear_highlight", "set_dialog menu", "set_dialog none"}) == state.view);
  // A panel that is called opens; folded away it is remembered; large are the curves alone.
  CHECK(after({"set_panel lab", "place_panels folded"}).front == PanelName::lab);
  CHECK_FALSE(after({"set_panel lab", "place_panels folded"}).shows(PanelName::lab));
  CHECK(after({"set_panel lab", "place_panels large"}).shows(PanelName::curves));
  CHECK(after({"place_panels large", "set_panel curves"}).panels == PanelPlace::large);
  CHECK(after({"place_panels large", "set_panel dose"}).panels == PanelPlace::beside);
  // Another scale has things of its own; the page stays.
  CHECK(after({"look_up sources thing=weight", "set_stage circuit"}).looked_up == LookedUp{LookupPage::sources, ""});
  CHECK(after({"look_up sources thing=weight", "set_stage synapse"}).looked_up.thing == "weight");
  for (const char* name : {"", "two words", "a=b"}) {
    CHECK_FALSE(apply(state, command::Highlight{name}, parameters()).has_value());
    CHECK(apply(state, command::LookUp{{LookupPage::thing, name}}, parameters()).has_value() == std::string(name).empty());
  }
  CHECK_FALSE(parse_command("highlight", parameters()).has_value());
  CHECK_FALSE(parse_command("set_dialog door", parameters()).has_value());
}

TEST_CASE("a command that is not understood says what would be right") {
  const auto unknown = parse_command("move_dosis 0 24", parameters());
  REQUIRE_FALSE(unknown.has_value());
  CHECK(unknown.error().front().remedy.find("move_dose") != std::string::npos);
  CHECK_FALSE(parse_command("move_dose zero 24", parameters()).has_value());
  CHECK_FALSE(parse_command("move_dose 0", parameters()).has_value());
  CHECK_FALSE(parse_command("move_dose 0 24 25", parameters()).has_value());
  CHECK_FALSE(parse_command("set_lens year", parameters()).has_value());
  CHECK_FALSE(parse_command("set_scenario \"version = 9\"", parameters()).has_value());
  CHECK_FALSE(parse_command("", parameters()).has_value());
}

TEST_CASE("a command holds finite numbers only") {
  const char* commands[] = {"seek {}",
                            "set_speed {}",
                            "set_horizon {}",
                            "set_abstinence {}",
                            "move_dose 0 {}",
                            "move_therapy 0 {}",
                            "set_text_scale {}",
                            "set_parameter clinical.relapse.hazard {}",
                            "set_camera {} 0 0 0 0 1 1",
                            "set_camera 0 0 0 0 0 {} 1",
                            "add_therapy at_h={} kind=cbt",
                            "add_dose at_h={} drug=racemic route=im over_min=40 mg=30",
                            "add_dose at_h=0 drug=racemic route=im over_min={} mg=30",
                            "add_dose at_h=0 drug=racemic route=im over_min=40 mg={}",
                            "set_setting trial={}",
                            "set_setting trial=1 expectancy={}",
                            "set_experiment rapamycin from_h={}",
                            "set_patient weight_kg={} age_years=40 baseline_score=33 baseline_sd=5 stress=none bdnf=val_val"};
  for (const std::string command : commands) {
    for (const char* number : {"nan", "inf", "-inf", "infinity", "nan(1)", "1e999", ""}) {
      std::string text = command;
      text.replace(text.find("{}"), 2, number);
      CAPTURE(text);
      CHECK_FALSE(parse_command(text, parameters()).has_value());
    }
    std::string text = command;
    text.replace(text.find("{}"), 2, "1");
    CHECK_MESSAGE(parse_command(text, parameters()).has_value(), text);
  }
}

TEST_CASE("moving a marker past another keeps it selected") {
  const auto moved = apply(start(), command::MoveTherapy{0, 60.0}, parameters());
  REQUIRE(moved.has_value());
  CHECK(moved->scenario.therapies[1].at_h == 60.0);
  CHECK(moved->selection == Selection{MarkerKind::therapy, 1});
}

TEST_CASE("a refused command leaves the state as it was and says why") {
  const State before = start();
  Dose overlapping;
  overlapping.at_h = 0.25;
  overlapping.mg_per_kg = 0.5;
  for (const Command& bad :
       Commands{command::RemoveDose{5}, command::MoveDose{-1, 3.0}, command::AddDose{overlapping}, command::SetHorizon{-3.0},
                command::Seek{std::nan("")}, command::SetSpeed{std::numeric_limits<double>::infinity()}}) {
    const auto result = apply(before, bad, parameters());
    CAPTURE(to_text(bad));
    REQUIRE_FALSE(result.has_value());
    CHECK_FALSE(result.error().front().what.empty());
    CHECK(before == start());
  }
}

TEST_CASE("time stays inside the run") {
  CHECK(apply(start(), command::Seek{1e9}, parameters())->playhead.time_h == 28.0 * 24.0);
  CHECK(apply(start(), command::Seek{-5.0}, parameters())->playhead.time_h == 0.0);
  State late = start();
  late.playhead.time_h = 600.0;
  CHECK(apply(late, command::SetHorizon{7.0}, parameters())->playhead.time_h == 168.0);
}

TEST_CASE("the next event is the next moment at which something happens, and back") {
  State state = start();
  std::vector<double> visited;
  for (int i = 0; i < 6; ++i) {
    state = apply(state, command::NextEvent{1}, parameters()).value();
    visited.push_back(state.playhead.time_h);
  }
  const std::vector<double> expected{40.0 / 60.0, 24.0, 48.0, 72.0, 96.0, 672.0};
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(visited[i] == doctest::Approx(expected[i]).epsilon(1e-12));
  CHECK(apply(state, command::NextEvent{-2}, parameters())->playhead.time_h == doctest::Approx(72.0));
}

TEST_CASE("a new scale starts from its own camera") {
  State state = start();
  state.view.camera = Camera{};
  state = apply(state, command::SetStage{StageName::dendrite}, parameters()).value();
  CHECK_FALSE(state.view.camera.has_value());
}

TEST_CASE("undo returns to the exact scenario and redo goes forth again") {
  History history;
  State state = start();
  const State first = state;
  std::vector<State> seen{state};
  for (const Command& command : Commands{command::AddDose{spray(168.0)}, command::MoveDose{1, 192.0}, command::RemoveTherapy{0}}) {
    history.remember(state);
    state = apply(state, command, parameters()).value();
    seen.push_back(state);
  }
  for (std::size_t i = 3; i-- > 0;) {
    state = history.undo(state);
    CHECK(state.scenario == seen[i].scenario);
  }
  CHECK_FALSE(history.can_undo());
  CHECK(state.scenario == first.scenario);
  for (std::size_t i = 1; i < 4; ++i) {
    state = history.redo(state);
    CHECK(state.scenario == seen[i].scenario);
  }
  CHECK_FALSE(history.can_redo());
}

TEST_CASE("one drag is one step back") {
  History history;
  State state = start();
  for (int hour = 1; hour <= 10; ++hour) {
    history.remember(state, 42);
    state = apply(state, command::MoveTherapy{0, 24.0 + hour}, parameters()).value();
  }
  state = history.undo(state);
  CHECK(state.scenario.therapies[0].at_h == 24.0);
  CHECK_FALSE(history.can_undo());
}

TEST_CASE("hundreds of random commands break nothing and undo leads home") {
  const State first = start();
  State state = first;
  History history;
  Stream random(11, 0);
  int applied = 0;
  for (int i = 0; i < 480; ++i) {
    Commands choices = one_of_each();
    choices.push_back(command::AddDose{spray(std::floor(random.uniform() * 600.0))});
    choices.push_back(command::MoveDose{static_cast<int>(random.below(3)), random.uniform() * 700.0 - 20.0});
    choices.push_back(command::MoveTherapy{static_cast<int>(random.below(6)), random.uniform() * 700.0 - 20.0});
    const Command& command = choices[random.below(static_cast<std::uint32_t>(choices.size()))];
    const auto next = apply(state, command, parameters());
    if (!next) continue;
    if (changes_scenario(command)) {
      history.remember(state);
      ++applied;
    }
    state = *next;
    CHECK(check_scenario(state.scenario, parameters()).empty());
    CHECK(state.playhead.time_h >= state.scenario.start_h());
    CHECK(state.playhead.time_h <= state.scenario.end_h());
  }
  CHECK(applied > 100);
  while (history.can_undo()) state = history.undo(state);
  CHECK(state.scenario == first.scenario);
}
