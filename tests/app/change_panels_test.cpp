// The panels that change what is no dose and no session: the person, the laboratory, the numbers of the model.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <regex>

#include "app/panels/common/panel.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/state/history.hpp"
#include "headless_ui.hpp"

using namespace syn;
using namespace syn::test;
namespace fs = std::filesystem;

namespace {

const Parameters& shipped_parameters() {
  static const Parameters parameters = must(Parameters::load(data_files()));
  return parameters;
}

Scenario small_scenario() {
  Scenario scenario;
  scenario.doses = {Dose{.at_h = 0.0, .mg_per_kg = 0.5, .mg = {}, .sprays = {}}};
  scenario.therapies = {Therapy{24.0}, Therapy{120.0}};
  return scenario;
}

RunPtr flat_run(const Scenario& scenario) {
  std::vector<double> times;
  for (int i = 0; i <= 672; ++i) times.push_back(i);
  Trajectory::Columns columns;
  for (auto& column : columns) column.assign(times.size(), 0.5);
  Trajectory::Inners inners;
  for (auto& inner : inners) inner.assign(times.size(), 0.0);
  std::vector<std::vector<double>> runs(3, std::vector<double>(times.size(), 20.0));
  return run_of(Trajectory(scenario, times, std::move(columns), std::move(inners), {}, std::move(runs)), shipped_parameters());
}

// A locale whose texts are twice as long: what another language may ask for.
Locale long_locale() {
  const fs::path folder = fs::temp_directory_path() / "synaptoscope_long_locale";
  fs::create_directories(folder / "assets/locales");
  std::ifstream in(fs::path(SYN_SOURCE_DIR) / "assets/locales/en.toml");
  std::ofstream out(folder / "assets/locales/xx.toml");
  const std::regex entry("^([a-z0-9_]+) = \"(.*)\"$");
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (std::regex_match(line, match, entry) && match[2].length() > 1) {
      out << match[1] << " = \"" << match[2] << ' ' << match[2] << "\"\n";
    } else {
      out << line << '\n';
    }
  }
  out.close();
  return must(Locale::load(DataFiles({folder}), "xx"));
}

// One panel in a window that scrolls, as the shell has it; commands are applied and remembered after each frame.
struct Bench {
  HeadlessUi ui;
  State state;
  History history;
  std::unique_ptr<Panel> panel;
  RunPtr run;
  Commands said;

  explicit Bench(std::unique_ptr<Panel> p, float width = 420.0F, float height = 900.0F, float body_px = 18.0F, const char* theme = "dark",
                 const char* locale = "en")
      : ui(width, height, body_px, theme, locale), panel(std::move(p)) {
    state.scenario = small_scenario();
    run = flat_run(state.scenario);
    ui.content = [this] {
      Commands out;
      int gesture = 0;
      ImGui::BeginChild("body");
      panel->draw({state, *run, shipped_parameters(), ui.locale, ui.theme, ui.fonts.sizes.body, ui.fonts.heading, out, gesture});
      ImGui::EndChild();
      for (Command& command : out) {
        auto next = apply(state, command, shipped_parameters());
        CHECK_MESSAGE(next.has_value(), to_text(command));
        if (next && changes_scenario(command)) history.remember(state, gesture);
        if (next) state = std::move(*next);
        said.push_back(std::move(command));
      }
    };
    ui.frame(3);
  }
  const Scenario& scenario() const { return state.scenario; }
  void type_into(std::initializer_list<const char*> path, const char* text) {
    REQUIRE(go(path));
    ui.key(ImGuiKey_Enter);
    ui.type(text);
    ui.key(ImGuiKey_Enter);
  }
  void press(std::initializer_list<const char*> path) {
    REQUIRE(go(path));
    ui.key(ImGuiKey_Enter);
  }
  // By Tab alone, from wherever the focus is; identifiers as in the sources.
  std::optional<Box> go(std::initializer_list<const char*> path) { return ui.tab_to(path); }
  void undo() {
    REQUIRE(history.can_undo());
    state = history.undo(state);
    ui.frame(2);
  }
};

struct Stop {
  ImGuiWindow* window;
  ImGuiID id;
  ImRect rect;  // in the content of its window
};

// Everything that Tab reaches, once around.
std::vector<Stop> stops_of(HeadlessUi& ui) {
  std::vector<Stop> stops;
  for (int i = 0; i < 150; ++i) {
    ui.key(ImGuiKey_Tab);
    ImGuiWindow* window = GImGui->NavWindow;
    const ImGuiID id = GImGui->NavId;
    if (window == nullptr || id == 0) continue;
    if (!stops.empty() && stops.front().id == id) break;
    stops.push_back({window, id, window->NavRectRel[0]});
  }
  return stops;
}

}  // namespace

TEST_CASE("person: every number is moved by arrows and typed, marked, and taken back by its mark") {
  Bench bench(make_person_panel());
  bench.type_into({"weight_kg", "value", "##typed"}, "61,5");
  CHECK(bench.scenario().patient.weight_kg == 61.5);
  REQUIRE(bench.go({"weight_kg", "value", "track"}));
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.scenario().patient.weight_kg == 63.0);  // 62.5 lies between the steps of the track
  bench.press({"weight_kg", "reset"});
  CHECK(bench.scenario().patient.weight_kg == Patient{}.weight_kg);
  CHECK(bench.ui.focus_is({"weight_kg", "value", "##typed"}));  // the mark is gone; the focus is not
  CHECK_FALSE(bench.go({"weight_kg", "reset"}));

  bench.type_into({"age_years", "value", "##typed"}, "66");
  bench.type_into({"baseline_score", "value", "##typed"}, "28");
  bench.type_into({"baseline_sd", "value", "##typed"}, "4.5");
  bench.type_into({"horizon", "value", "##typed"}, "120");
  bench.type_into({"population", "value", "##typed"}, "5000");
  bench.type_into({"seed", "value", "##typed"}, "9007199254740991");
  CHECK(bench.scenario().patient.age_years == 66.0);
  CHECK(bench.scenario().patient.baseline_score == 28.0);
  CHECK(bench.scenario().patient.baseline_sd == 4.5);
  CHECK(bench.scenario().horizon_days == 120.0);
  CHECK(bench.scenario().population == 5000);
  CHECK(bench.scenario().seed == 9007199254740991ULL);
  bench.type_into({"seed", "value", "##typed"}, "41");
  bench.press({"seed", "next"});
  CHECK(bench.scenario().seed == 42);

  const Scenario before = bench.scenario();
  bench.press({"reset_all"});
  CHECK(bench.scenario() == small_scenario());
  bench.undo();  // one step takes all of it back
  CHECK(bench.scenario() == before);
}

TEST_CASE("person: named choices give the values of the parameter files; the condition's own is no value") {
  Bench bench(make_person_panel());
  CHECK_FALSE(bench.scenario().setting.expectancy.has_value());
  REQUIRE(bench.go({"expectancy", "value"}));
  const std::array kNames{"none", "saline", "spray", "midazolam", "open_label"};
  for (const char* name : kNames) {
    bench.ui.key(ImGuiKey_RightArrow);
    CHECK(bench.scenario().setting.expectancy == shipped_parameters()[std::string("scenario.expectancy.") + name]);
  }
  bench.type_into({"expectancy_number", "value", "##typed"}, "0.33");
  CHECK(bench.scenario().setting.expectancy == 0.33);
  bench.press({"expectancy", "reset"});
  CHECK_FALSE(bench.scenario().setting.expectancy.has_value());
  REQUIRE(bench.go({"trial", "value"}));
  bench.ui.key(ImGuiKey_LeftArrow);
  CHECK(bench.scenario().setting.trial_factor == shipped_parameters()["scenario.trial.single_centre"]);
  bench.type_into({"trial_number", "value", "##typed"}, "0.5");
  CHECK(bench.scenario().setting.trial_factor == 0.5);
  REQUIRE(bench.go({"stress", "value"}));
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.scenario().patient.stress == Stress::none);
  REQUIRE(bench.go({"bdnf", "value"}));
  bench.ui.key(ImGuiKey_RightArrow);
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.scenario().patient.bdnf == Bdnf::met_met);
  REQUIRE(bench.go({"condition", "value"}));
  CHECK(bench.scenario().condition == Condition::trd);
}

TEST_CASE("person: what speaks against the drug is named in the order of files and taken back") {
  Bench bench(make_person_panel());
  for (const char* name : {"liver", "glaucoma"}) bench.press({name, "value"});
  CHECK(bench.scenario().patient.warnings == std::vector{Caution::glaucoma, Caution::liver});
  bench.press({"liver", "reset"});
  CHECK(bench.scenario().patient.warnings == std::vector{Caution::glaucoma});
  bench.press({"glaucoma", "value"});
  CHECK(bench.scenario() == small_scenario());
}

TEST_CASE("person: where abstinence is followed, its first day stands in the place of a starting score") {
  Bench bench(make_person_panel());
  CHECK_FALSE(bench.go({"abstinence", "value", "##typed"}));
  struct Case {
    Condition condition;
    std::optional<double> Scenario::*from;
  };
  for (const Case& each : {Case{Condition::alcohol, &Scenario::detox_h}, Case{Condition::opioid, &Scenario::detox_h},
                           Case{Condition::smoking, &Scenario::quit_h}}) {
    bench.state = must(apply(bench.state, command::SetCondition{each.condition}, shipped_parameters()));
    CHECK_FALSE(bench.go({"baseline_score", "value", "##typed"}));
    bench.type_into({"abstinence", "value", "##typed"}, "-36");
    CHECK(bench.scenario().*each.from == -36.0);
    bench.press({"abstinence", "reset"});
    CHECK_FALSE((bench.scenario().*each.from).has_value());
  }
  bench.type_into({"abstinence", "value", "##typed"}, "72");
  bench.press({"reset_all"});
  CHECK(bench.scenario() == small_scenario());
}

TEST_CASE("person: what cannot be is not taken, and said") {
  Bench bench(make_person_panel());
  for (const char* text : {"20", "400", "abc", "", "-70", "1e400"}) {
    CAPTURE(text);
    bench.type_into({"weight_kg", "value", "##typed"}, text[0] == '\0' ? " " : text);
    CHECK(bench.scenario() == small_scenario());
  }
  bench.type_into({"horizon", "value", "##typed"}, "3");  // a session is on day 5
  CHECK(bench.scenario() == small_scenario());
  CHECK(bench.said.empty());
  // The answer stands below the field: there is more to draw than before.
  bench.type_into({"weight_kg", "value", "##typed"}, "70");
  bench.ui.frame(2);
  const int quiet = ImGui::GetDrawData()->TotalVtxCount;
  bench.type_into({"weight_kg", "value", "##typed"}, "7000");
  bench.ui.frame(2);
  CHECK(ImGui::GetDrawData()->TotalVtxCount > quiet + 100);
}

TEST_CASE("lab: seven hypotheses, the assumptions and the coupling are switched by keys and taken back as one") {
  Bench bench(make_lab_panel());
  for (const Hypothesis each : kValues<Hypothesis>) {
    const std::string id(name_of(each));
    const bool before = bench.scenario().model.has(each);
    bench.press({id.c_str(), "value"});
    CHECK(bench.scenario().model.has(each) != before);
  }
  CHECK(std::is_sorted(bench.scenario().model.hypotheses.begin(), bench.scenario().model.hypotheses.end()));
  bench.press({"burst", "reset"});
  CHECK(bench.scenario().model.has(Hypothesis::burst));
  bench.type_into({"coupling", "value", "##typed"}, "0");
  CHECK(bench.scenario().model.coupling == 0.0);
  bench.type_into({"coupling", "value", "##typed"}, "4.5");  // more than the track has
  CHECK(bench.scenario().model.coupling == 4.5);
  REQUIRE(bench.go({"route_logic", "value"}));
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.scenario().model.route_logic == RouteLogic::either);
  REQUIRE(bench.go({"window", "value"}));
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.scenario().model.window == WindowKind::rodent);
  REQUIRE(bench.go({"block_kinetics", "value"}));
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.scenario().model.block_kinetics == BlockKinetics::use_dependent);
  bench.press({"encoding_loss", "value"});
  CHECK_FALSE(bench.scenario().model.encoding_loss);
  bench.press({"vary", "value"});
  CHECK(bench.scenario().model.vary_pharmacokinetics);
  const Scenario before = bench.scenario();
  bench.press({"reset_all"});
  CHECK(bench.scenario() == small_scenario());
  bench.undo();
  CHECK(bench.scenario() == before);
}

TEST_CASE("lab: fourteen experiments are switched on and off; a window where one makes sense") {
  Bench bench(make_lab_panel());
  bench.state.playhead.time_h = 30.0;
  for (const Experiment each : kValues<Experiment>) {
    const std::string id(name_of(each));
    CAPTURE(id);
    bench.press({id.c_str(), "switch", "value"});
    REQUIRE(bench.scenario().experiments.size() == 1);
    CHECK(bench.scenario().experiments[0].kind == each);
    CHECK(bench.scenario().experiments[0].from_h.has_value() == is_moment(each));
    CHECK(bench.go({id.c_str(), "when"}).has_value() == (!is_gene(each) && !is_moment(each)));
    bench.press({id.c_str(), "switch", "reset"});
    CHECK(bench.scenario() == small_scenario());
  }
  bench.press({"rapamycin", "switch", "value"});
  REQUIRE(bench.go({"rapamycin", "when"}));
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.scenario().experiments[0] == ExperimentUse{Experiment::rapamycin, 30.0, 24.0});
  bench.type_into({"rapamycin", "from_h", "##typed"}, "-2");
  bench.type_into({"rapamycin", "hours", "##typed"}, "48");
  CHECK(bench.scenario().experiments[0] == ExperimentUse{Experiment::rapamycin, -2.0, 48.0});
  REQUIRE(bench.go({"rapamycin", "when"}));
  bench.ui.key(ImGuiKey_LeftArrow);
  CHECK(bench.scenario().experiments[0] == ExperimentUse{Experiment::rapamycin, {}, {}});
}

TEST_CASE("numbers: every one is found by its key, and changed within its range if it has one") {
  Bench bench(make_parameters_panel());
  int changed = 0;
  for (const auto& entry : shipped_parameters().all()) {
    const auto& key = entry.first;
    const auto& parameter = entry.second;
    if (changed % 40 != 0 && !key.starts_with("scenario.")) {  // all are walked through below; some are changed here
      ++changed;
      continue;
    }
    CAPTURE(key);
    bench.type_into({"search", "##text"}, key.c_str());
    bench.said.clear();
    const bool fixed = key.starts_with("scenario.") || parameter.range.low == parameter.range.high;
    const auto field = bench.go({key.c_str(), "chosen", "value", "##typed"});
    CHECK(field.has_value() == !fixed);
    if (!fixed) {
      REQUIRE(bench.go({key.c_str(), "chosen", "value", "track"}));
      bench.ui.key(parameter.value < parameter.range.high ? ImGuiKey_RightArrow : ImGuiKey_LeftArrow);
      REQUIRE(bench.scenario().parameters.contains(key));
      CHECK(bench.scenario().parameters.at(key) != parameter.value);
      CHECK(parameter.range.contains(bench.scenario().parameters.at(key)));
      for (int i = 0; i < 25; ++i) bench.ui.key(ImGuiKey_RightArrow, true);
      if (parameter.range.high != parameter.value) CHECK(bench.scenario().parameters.at(key) == parameter.range.high);
      bench.press({key.c_str(), "chosen", "reset"});
      CHECK(bench.scenario() == small_scenario());
    }
    ++changed;
  }
  CHECK(changed > 300);
}

TEST_CASE("numbers: the list is one stop that the arrows walk through, all of it, with every row seen") {
  Bench bench(make_parameters_panel());
  ImGuiWindow* list = nullptr;
  for (int i = 0; i < 10 && list == nullptr; ++i) {
    bench.ui.key(ImGuiKey_Tab);
    if (GImGui->NavWindow != nullptr && std::string_view(GImGui->NavWindow->Name).find("/list_") != std::string_view::npos)
      list = GImGui->NavWindow;
  }
  REQUIRE(list != nullptr);
  bench.ui.key(ImGuiKey_End);
  bench.ui.frame(6);                                                          // rows that were not drawn yet may be taller than thought
  CHECK(list->Scroll.y == doctest::Approx(list->ScrollMax.y).epsilon(0.04));  // the height of rows never drawn is a guess
  // The last one is chosen: its editor is there.
  const auto& last = *std::prev(shipped_parameters().all().end());
  bench.ui.key(ImGuiKey_Home);
  bench.ui.frame(2);
  CHECK(list->Scroll.y == 0.0F);
  const int count = static_cast<int>(shipped_parameters().all().size());
  for (int i = 1; i < count; ++i) bench.ui.key(ImGuiKey_DownArrow);
  CHECK(GImGui->NavWindow == list);
  CHECK(list->Scroll.y == doctest::Approx(list->ScrollMax.y).epsilon(0.02));
  if (!last.first.starts_with("scenario.") && last.second.range.low < last.second.range.high)
    CHECK(bench.go({last.first.c_str(), "chosen", "value", "##typed"}));
  CHECK(bench.said.empty());
}

TEST_CASE("numbers: they are found by their names in both languages") {
  for (const char* words : {"Clearance of ketamine", "ketaminets clearance", "KETAMINETS CLEARANCE", "largest rise systolic"}) {
    CAPTURE(words);
    Bench bench(make_parameters_panel());
    bench.type_into({"search", "##text"}, words);
    const bool pressure = std::string_view(words).starts_with("largest");
    CHECK(bench.go({pressure ? "safety.systolic_top" : "pk.racemic.clearance", "chosen", "value", "##typed"}).has_value());
  }
}

TEST_CASE("numbers: typed ones are taken within the range, refused outside, marked and taken back as one") {
  Bench bench(make_parameters_panel());
  const std::string key = "clinical.relapse.hazard";
  const Parameter& parameter = *shipped_parameters().find(key);
  bench.type_into({"search", "##text"}, key.c_str());
  bench.type_into({key.c_str(), "chosen", "value", "##typed"}, "0,0042");
  CHECK(bench.scenario().parameters.at(key) == 0.0042);
  bench.type_into({key.c_str(), "chosen", "value", "##typed"}, "77");
  CHECK(bench.scenario().parameters.at(key) == 0.0042);
  CHECK(parameter.range.high < 77.0);
  bench.type_into({"search", "##text"}, "hazard fitted nonsense");
  bench.ui.frame(2);
  CHECK(bench.scenario().parameters.size() == 1);
  bench.type_into({"search", "##text"}, "pk.racemic.clearance");
  bench.type_into({"pk.racemic.clearance", "chosen", "value", "##typed"}, "80");
  CHECK(bench.scenario().parameters.size() == 2);
  // Only the changed ones.
  bench.type_into({"search", "##text"}, " ");
  REQUIRE(bench.go({"which"}));
  bench.ui.key(ImGuiKey_RightArrow);
  bench.press({"reset_all"});
  CHECK(bench.scenario() == small_scenario());
  bench.undo();
  CHECK(bench.scenario().parameters.size() == 2);
}

TEST_CASE("nothing is cut or lies over another thing, at usual and largest text, in both languages and a longer one") {
  const std::array makers{make_person_panel, make_lab_panel, make_parameters_panel};
  for (const auto& make : makers) {
    for (const char* locale : {"en", "sv", "xx"}) {
      // Width of the column in text heights: usual at 1280 x 720, with the largest text at 1920 x 1080 and at 1280 x 720.
      for (const auto& size : {std::pair{425.0F, 17.0F}, std::pair{806.0F, 58.0F}, std::pair{537.0F, 43.0F}}) {
        const float width = size.first;
        const float body = size.second;
        Bench bench(make(), width, 1000.0F, body, "light", std::string_view(locale) == "xx" ? "en" : locale);
        if (std::string_view(locale) == "xx") bench.ui.locale = long_locale();
        CAPTURE(name_of(bench.panel->name()));
        CAPTURE(std::string(locale));
        CAPTURE(width);
        // Changed values show their marks.
        bench.state.scenario.patient.weight_kg = 61.0;
        bench.state.scenario.setting.expectancy = 0.33;
        bench.state.scenario.model.coupling = 0.3;
        bench.state.scenario.experiments = {{Experiment::rapamycin, 10.0, 20.0}, {Experiment::spine_erasure, 24.0, {}}};
        bench.state.scenario.parameters["clinical.relapse.hazard"] = 0.004;
        bench.ui.frame(3);
        const std::vector<Stop> stops = stops_of(bench.ui);
        CHECK(stops.size() >= 6);
        for (std::size_t i = 0; i < stops.size(); ++i) {
          for (std::size_t k = i + 1; k < stops.size(); ++k) {
            if (stops[i].window != stops[k].window || stops[i].id == stops[k].id) continue;
            ImRect a = stops[i].rect;
            a.Expand(-1.0F);
            CHECK_FALSE(a.Overlaps(stops[k].rect));
          }
        }
        // Word by word: what is drawn ends before the window's edge, over the whole height of the panel.
        ImGuiWindow* body_window = nullptr;
        for (ImGuiWindow* window : GImGui->Windows)
          if (std::string_view(window->Name).find("/body_") != std::string_view::npos && window->Active &&
              std::string_view(window->Name).find("/list_") == std::string_view::npos)
            body_window = window;
        REQUIRE(body_window != nullptr);
        for (float at = 0.0F;; at += 700.0F) {
          ImGui::SetScrollY(body_window, at);
          GImGui->NavDisableHighlight = true;  // the focus ring lies around things on purpose
          bench.ui.frame(2);
          float right = 0.0F;
          for (const ImDrawVert& vertex : body_window->DrawList->VtxBuffer) right = std::max(right, vertex.pos.x);
          CHECK(right <= body_window->Pos.x + body_window->Size.x + 2.0F);
          if (at >= body_window->ScrollMax.y) break;
        }
        CHECK(bench.said.empty());
      }
    }
  }
}
