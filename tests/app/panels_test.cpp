#include "panels/panel.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "headless_ui.hpp"

using namespace syn;
using namespace syn::test;

namespace {

const Parameters& shipped_parameters() {
  static const Parameters parameters = must(Parameters::load(data_files()));
  return parameters;
}

const Lookup& shipped_lookup() {
  static const Lookup lookup = must(Lookup::load(data_files()));
  return lookup;
}

Scenario small_scenario() {
  Scenario scenario;
  scenario.doses = {Dose{.at_h = 0.0, .mg_per_kg = 0.5, .mg = {}, .sprays = {}},
                    Dose{.at_h = 72.0, .mg_per_kg = 0.5, .mg = {}, .sprays = {}}};
  scenario.therapies = {Therapy{24.0}, Therapy{120.0}, Therapy{300.0}};
  return scenario;
}

// Made-up smooth columns: panels only show them.
std::shared_ptr<const Trajectory> small_trajectory(const Scenario& scenario) {
  std::vector<double> times;
  for (int i = 0; i <= 672; ++i) times.push_back(i);
  Trajectory::Columns columns;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (const double t : times)
      columns[c].push_back(0.5 + 0.4 * std::exp(-t / (20.0 + 10.0 * static_cast<double>(c))));
  }
  Trajectory::Inners inners;
  for (auto& inner : inners) inner.assign(times.size(), 0.0);
  std::vector<std::vector<double>> runs(3, std::vector<double>(times.size(), 20.0));
  return std::make_shared<Trajectory>(scenario, times, std::move(columns), std::move(inners), std::vector<Event>{},
                                      std::move(runs));
}

// One panel in a window; commands are applied after each frame, as the shell does.
struct PanelBench {
  HeadlessUi ui;
  State state;
  std::unique_ptr<Panel> panel;
  std::shared_ptr<const Trajectory> trajectory;
  std::shared_ptr<const Trajectory> pinned;
  Exports exports{"test", {}};
  Commands said;              // everything since the last forget()
  std::vector<int> gestures;  // the gesture of each of them

  explicit PanelBench(std::unique_ptr<Panel> p, float width = 1280.0F, float height = 900.0F,
                      const char* theme = "dark", const char* locale = "en")
      : ui(width, height, 18.0F, theme, locale), panel(std::move(p)) {
    state.scenario = small_scenario();
    trajectory = small_trajectory(state.scenario);
    ui.content = [this] {
      Commands out;
      int gesture = 0;
      panel->draw({state, *trajectory, shipped_parameters(), ui.locale, ui.theme, ui.fonts.sizes.body, ui.fonts.heading,
                   out, gesture, pinned.get(), {}, &exports, {}, nullptr, &shipped_lookup()});
      for (Command& command : out) {
        const auto next = apply(state, command, shipped_parameters());
        CHECK_MESSAGE(next.has_value(), to_text(command));
        if (next) state = *next;
        said.push_back(std::move(command));
        gestures.push_back(gesture);
      }
    };
    ui.frame(2);
    forget();
  }
  void forget() {
    said.clear();
    gestures.clear();
  }
  template <class T>
  const T* last() const {
    for (auto at = said.rbegin(); at != said.rend(); ++at) {
      if (const T* command = std::get_if<T>(&*at)) return command;
    }
    return nullptr;
  }
  template <class T>
  std::size_t count() const {
    return static_cast<std::size_t>(
        std::count_if(said.begin(), said.end(), [](const Command& c) { return std::holds_alternative<T>(c); }));
  }
};

// Pixel of a moment on a track of the timeline (its item sticks out 0.8 text heights at both ends).
float track_x(const PanelBench& bench, const Box& track, double time_h) {
  const float out = 0.8F * bench.ui.fonts.sizes.body;
  const double share =
      (time_h - bench.state.scenario.start_h()) / (bench.state.scenario.end_h() - bench.state.scenario.start_h());
  return track.left + out + static_cast<float>(share) * (track.width() - 2.0F * out);
}

}  // namespace

TEST_CASE("every panel draws in both languages and themes, narrow and wide, and says nothing by itself") {
  for (const char* theme : {"dark", "light"}) {
    for (const char* locale : {"en", "sv"}) {
      for (const float width : {360.0F, 1900.0F}) {
        for (auto& panel : make_panels()) {
          CAPTURE(width);
          PanelBench bench(std::move(panel), width, 700.0F, theme, locale);
          bench.ui.frame(3);
          CHECK(bench.said.empty());
          CHECK(ImGui::GetDrawData()->TotalVtxCount > 500);
          CHECK(bench.ui.locale.has(bench.panel->title()));
        }
      }
    }
  }
}

TEST_CASE("the timeline selects and drags a session with the mouse, as one change") {
  PanelBench bench(make_timeline_panel(), 1280.0F, 200.0F);
  const auto track = bench.ui.tab_to({"therapy_track"});
  REQUIRE(track);
  bench.forget();
  const float y = 0.5F * (track->top + track->bottom);
  bench.ui.mouse(track_x(bench, *track, 120.0), y, false);
  bench.ui.mouse(track_x(bench, *track, 120.0), y, true);
  REQUIRE(bench.last<command::Select>());
  CHECK(bench.last<command::Select>()->selection == Selection{MarkerKind::therapy, 1});
  for (const double to : {130.0, 150.0, 170.0, 192.0}) bench.ui.mouse(track_x(bench, *track, to), y, true);
  bench.ui.mouse(track_x(bench, *track, 192.0), y, false);
  REQUIRE(bench.count<command::MoveTherapy>() >= 3);
  CHECK(bench.state.scenario.therapies[1].at_h == doctest::Approx(192.0).epsilon(0.006));
  CHECK(std::remainder(bench.state.scenario.therapies[1].at_h, 1.0) == 0.0);  // whole hours
  CHECK(bench.state.scenario.therapies[0].at_h == 24.0);
  std::set<int> gestures;
  for (std::size_t i = 0; i < bench.said.size(); ++i) {
    if (std::holds_alternative<command::MoveTherapy>(bench.said[i])) gestures.insert(bench.gestures[i]);
  }
  CHECK(gestures.size() == 1);
  CHECK(!gestures.contains(0));

  // A second drag is a second change.
  bench.forget();
  bench.ui.mouse(track_x(bench, *track, 24.0), y, false);
  bench.ui.mouse(track_x(bench, *track, 24.0), y, true);
  bench.ui.mouse(track_x(bench, *track, 48.0), y, true);
  bench.ui.mouse(track_x(bench, *track, 48.0), y, false);
  REQUIRE(bench.last<command::MoveTherapy>());
  CHECK(!gestures.contains(bench.gestures.back()));
}

TEST_CASE("a dragged session that overtakes another stays in the hand") {
  PanelBench bench(make_timeline_panel(), 1280.0F, 200.0F);
  const auto track = bench.ui.tab_to({"therapy_track"});
  REQUIRE(track);
  const float y = 0.5F * (track->top + track->bottom);
  bench.ui.mouse(track_x(bench, *track, 24.0), y, false);
  bench.ui.mouse(track_x(bench, *track, 24.0), y, true);
  for (double to = 24.0; to <= 200.0; to += 11.0) bench.ui.mouse(track_x(bench, *track, to), y, true);
  bench.ui.mouse(track_x(bench, *track, 200.0), y, false);
  CHECK(bench.state.scenario.therapies[0].at_h == 120.0);
  CHECK(bench.state.scenario.therapies[1].at_h == doctest::Approx(200.0).epsilon(0.006));
  CHECK(bench.state.selection == Selection{MarkerKind::therapy, 1});
}

TEST_CASE("the timeline works by keys alone: Tab to a marker, arrows move, Delete removes") {
  PanelBench bench(make_timeline_panel(), 1280.0F, 200.0F);
  REQUIRE(bench.ui.tab_to({"therapy_track"}));
  CHECK(bench.state.selection == Selection{MarkerKind::therapy, 0});
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.state.scenario.therapies[0].at_h == 25.0);
  bench.ui.key(ImGuiKey_RightArrow, true);
  CHECK(bench.state.scenario.therapies[0].at_h == 49.0);
  bench.ui.key(ImGuiKey_LeftArrow);
  CHECK(bench.state.scenario.therapies[0].at_h == 48.0);
  CHECK(bench.ui.focus_is({"therapy_track"}));
  bench.ui.key(ImGuiKey_Tab);  // the next marker, not the next control
  CHECK(bench.state.selection == Selection{MarkerKind::therapy, 1});
  CHECK(bench.ui.focus_is({"therapy_track"}));
  bench.ui.key(ImGuiKey_Enter);
  CHECK(bench.state.playhead.time_h == 120.0);
  bench.ui.key(ImGuiKey_Delete);
  CHECK(bench.state.scenario.therapies.size() == 2);
  CHECK(bench.state.scenario.therapies[1].at_h == 300.0);
  bench.ui.key(ImGuiKey_Tab);  // past the last marker
  CHECK(bench.ui.focus_is({"axis"}));
  bench.ui.key(ImGuiKey_Tab, true);
  CHECK(bench.ui.focus_is({"therapy_track"}));
}

TEST_CASE("the day axis and the tracks take the playhead to where one clicks") {
  PanelBench bench(make_timeline_panel(), 1280.0F, 200.0F);
  const auto axis = bench.ui.tab_to({"axis"});
  REQUIRE(axis);
  bench.ui.click(track_x(bench, *axis, 500.0), 0.5F * (axis->top + axis->bottom));
  CHECK(bench.state.playhead.time_h == doctest::Approx(500.0).epsilon(0.003));
  const auto track = bench.ui.tab_to({"dose_track"});
  REQUIRE(track);
  bench.ui.click(track_x(bench, *track, 400.0), 0.5F * (track->top + track->bottom));
  CHECK(bench.state.playhead.time_h == doctest::Approx(400.0).epsilon(0.003));
  CHECK(bench.state.scenario == small_scenario());
}

TEST_CASE("lens, play, step, events and speed are one key away") {
  PanelBench bench(make_timeline_panel(), 1280.0F, 200.0F);
  REQUIRE(bench.ui.tab_to({"lens"}));
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.state.view.lens == Lens::d);
  REQUIRE(bench.ui.tab_to({"play"}));
  bench.ui.key(ImGuiKey_Enter);
  CHECK(bench.state.playhead.playing);
  bench.ui.key(ImGuiKey_Space);
  CHECK(!bench.state.playhead.playing);
  REQUIRE(bench.ui.tab_to({"next_event"}));
  bench.ui.key(ImGuiKey_Enter);
  CHECK(bench.state.playhead.time_h == doctest::Approx(40.0 / 60.0));
  REQUIRE(bench.ui.tab_to({"speed"}));
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.state.playhead.speed == 5.0);
}

TEST_CASE("a dose is edited by slider keys, by mouse and by typing with a decimal comma") {
  PanelBench bench(make_dose_panel(), 420.0F, 900.0F, "light", "sv");
  REQUIRE(bench.ui.tab_to({"editor", "per_kg", "track"}));
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(*bench.state.scenario.doses[0].mg_per_kg == doctest::Approx(0.55));
  bench.ui.key(ImGuiKey_LeftArrow, true);
  CHECK(*bench.state.scenario.doses[0].mg_per_kg == doctest::Approx(0.30));

  bench.forget();
  REQUIRE(bench.ui.tab_to({"editor", "per_kg", "##typed"}));
  bench.ui.key(ImGuiKey_Enter);
  bench.ui.type("0,75");
  bench.ui.key(ImGuiKey_Enter);
  CHECK(*bench.state.scenario.doses[0].mg_per_kg == doctest::Approx(0.75));
  CHECK(std::set<int>(bench.gestures.begin(), bench.gestures.end()).size() == 1);  // typing one number is one change

  const auto track = bench.ui.tab_to({"editor", "length", "track"});
  REQUIRE(track);
  bench.ui.mouse(track->left + 0.5F * track->width(), 0.5F * (track->top + track->bottom), false);
  bench.ui.mouse(track->left + 0.5F * track->width(), 0.5F * (track->top + track->bottom), true);
  bench.ui.mouse(track->right + 50.0F, 0.5F * (track->top + track->bottom), true);
  bench.ui.mouse(0.0F, 0.0F, false);
  CHECK(bench.state.scenario.doses[0].over_min == 240.0);
  CHECK(bench.state.scenario.doses[1] == small_scenario().doses[1]);
}

TEST_CASE("what the rules forbid is not taken from the dose panel") {
  PanelBench bench(make_dose_panel(), 420.0F, 900.0F);
  const State before = bench.state;
  REQUIRE(bench.ui.tab_to({"editor", "time", "##typed"}));
  bench.ui.key(ImGuiKey_Enter);
  bench.ui.type("72");  // the second infusion starts then
  bench.ui.key(ImGuiKey_Enter);
  CHECK(bench.state == before);
  CHECK(bench.said.empty());
  bench.ui.key(ImGuiKey_Enter);
  bench.ui.type("71");
  bench.ui.key(ImGuiKey_Enter);
  CHECK(bench.state.scenario.doses[0].at_h == 71.0);
}

TEST_CASE("doses are added, removed and change medicine and route as allowed scenarios") {
  PanelBench bench(make_dose_panel(), 420.0F, 900.0F);
  REQUIRE(bench.ui.tab_to({"add"}));
  bench.ui.key(ImGuiKey_Enter);
  REQUIRE(bench.state.scenario.doses.size() == 3);
  CHECK(bench.state.scenario.doses[2].at_h == 120.0);
  CHECK(bench.state.selection == Selection{MarkerKind::dose, 2});
  REQUIRE(bench.ui.tab_to({"editor", "route"}));
  for (int i = 0; i < 4; ++i) bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.state.scenario.doses[2].route == Route::intranasal);
  CHECK(bench.state.scenario.doses[2].mg.has_value());
  CHECK(!bench.state.scenario.doses[2].mg_per_kg);
  REQUIRE(bench.ui.tab_to({"editor", "drug"}));
  bench.ui.key(ImGuiKey_RightArrow);
  for (const Dose& dose : bench.state.scenario.doses) CHECK(dose.drug == Drug::esketamine);
  CHECK(bench.state.scenario.doses[2].sprays == 2);
  CHECK(bench.state.scenario.doses[0].mg_per_kg == 0.5);
  CHECK(bench.state.selection == Selection{MarkerKind::dose, 2});
  for (int left = 2; left >= 0; --left) {
    REQUIRE(bench.ui.tab_to({"0", "dose", "remove"}));
    bench.ui.key(ImGuiKey_Enter);
    CHECK(static_cast<int>(bench.state.scenario.doses.size()) == left);
  }
  REQUIRE(bench.ui.tab_to({"add"}));
  bench.ui.key(ImGuiKey_Enter);
  CHECK(bench.state.scenario.doses.size() == 1);
}

namespace {

// What the dose panel gives when a route is chosen: the amount that clinics give most often, in the route's own unit.
void check_usual(const Scenario& scenario, Route route) {
  const Dose& dose = scenario.doses[0];
  CAPTURE(name_of(route));
  CHECK(dose.route == route);
  CHECK(check_scenario(scenario, shipped_parameters()).empty());
  CHECK(scenario_warnings(scenario, shipped_parameters()).empty());
  CHECK(dose.mg_per_kg.has_value() == limit_per_kg(route));
  CHECK(dose.mg.has_value() == !limit_per_kg(route));
  CHECK(dose.swallowed);
  CHECK(scenario.doses[1] == small_scenario().doses[1]);
}

}  // namespace

TEST_CASE("every route is chosen by arrows and by mouse, on one row of words or on several") {
  for (const char* locale : {"en", "sv"}) {
    for (const float width : {300.0F, 420.0F, 1280.0F}) {
      CAPTURE(locale);
      CAPTURE(width);
      PanelBench bench(make_dose_panel(), width, 900.0F, "dark", locale);
      const auto grid = bench.ui.tab_to({"editor", "route"});
      REQUIRE(grid);
      for (const Route route : all_routes()) {
        if (route != all_routes().front()) bench.ui.key(ImGuiKey_RightArrow);
        check_usual(bench.state.scenario, route);
      }
      bench.ui.key(ImGuiKey_RightArrow);  // there is nothing after the last
      CHECK(bench.state.scenario.doses[0].route == all_routes().back());

      // The mouse reaches all of them too, and no place of the grid is empty.
      std::set<Route> reached;
      for (float y = grid->top + 5.0F; y < grid->bottom; y += 10.0F) {
        for (float x = grid->left + 5.0F; x < grid->right; x += 35.0F) {
          bench.ui.click(x, y);
          reached.insert(bench.state.scenario.doses[0].route);
          check_usual(bench.state.scenario, bench.state.scenario.doses[0].route);
        }
      }
      CHECK(reached.size() == all_routes().size());
    }
  }
}

TEST_CASE("up and down go between the rows of a choice, and leave it at its edge") {
  PanelBench bench(make_dose_panel(), 420.0F, 900.0F);
  REQUIRE(bench.ui.tab_to({"editor", "route"}));
  bench.ui.key(ImGuiKey_DownArrow);
  const Route below = bench.state.scenario.doses[0].route;
  CHECK(below != Route::iv_infusion);
  CHECK(below != Route::iv_bolus);  // that one stands beside it
  bench.ui.key(ImGuiKey_UpArrow);
  CHECK(bench.state.scenario.doses[0].route == Route::iv_infusion);
  CHECK(bench.ui.focus_is({"editor", "route"}));
}

TEST_CASE("a lozenge may be spat out, and only a lozenge") {
  PanelBench bench(make_dose_panel(), 420.0F, 900.0F);
  CHECK_FALSE(bench.ui.tab_to({"editor", "swallowed"}));
  REQUIRE(bench.ui.tab_to({"editor", "route"}));
  for (int i = 0; i < 5; ++i) bench.ui.key(ImGuiKey_RightArrow);
  REQUIRE(bench.state.scenario.doses[0].route == Route::sublingual);
  CHECK_FALSE(bench.ui.tab_to({"editor", "length", "track"}));
  REQUIRE(bench.ui.tab_to({"editor", "swallowed"}));
  bench.ui.key(ImGuiKey_Enter);
  CHECK_FALSE(bench.state.scenario.doses[0].swallowed);
  CHECK(check_scenario(bench.state.scenario, shipped_parameters()).empty());
  // Another route knows nothing of it.
  REQUIRE(bench.ui.tab_to({"editor", "route"}));
  bench.ui.key(ImGuiKey_RightArrow);
  check_usual(bench.state.scenario, Route::oral);
}

TEST_CASE("every kind of therapy is chosen by arrows and by mouse") {
  for (const char* locale : {"en", "sv"}) {
    for (const float width : {240.0F, 420.0F}) {
      PanelBench bench(make_therapy_panel(), width, 900.0F, "light", locale);
      const auto grid = bench.ui.tab_to({"editor", "kind"});
      REQUIRE(grid);
      for (const TherapyKind kind : all_therapies()) {
        if (kind != all_therapies().front()) bench.ui.key(ImGuiKey_RightArrow);
        CHECK(bench.state.scenario.therapies[0].kind == kind);
        CHECK(bench.state.scenario.therapies[1] == small_scenario().therapies[1]);
      }
      std::set<TherapyKind> reached;
      for (float y = grid->top + 5.0F; y < grid->bottom; y += 10.0F) {
        for (float x = grid->left + 5.0F; x < grid->right; x += 30.0F) {
          bench.ui.click(x, y);
          reached.insert(bench.state.scenario.therapies[0].kind);
        }
      }
      CHECK(reached.size() == all_therapies().size());
    }
  }
}

TEST_CASE("therapy: sessions are added and moved, and the assumptions can be switched off") {
  PanelBench bench(make_therapy_panel(), 420.0F, 900.0F);
  REQUIRE(bench.ui.tab_to({"add"}));
  bench.ui.key(ImGuiKey_Enter);
  REQUIRE(bench.state.scenario.therapies.size() == 4);
  CHECK(bench.state.scenario.therapies[3].at_h == 324.0);
  REQUIRE(bench.ui.tab_to({"editor", "time", "track"}));
  bench.ui.key(ImGuiKey_LeftArrow, true);
  CHECK(bench.state.scenario.therapies[2].at_h == 300.0);
  REQUIRE(bench.ui.tab_to({"coupling", "track"}));
  for (int i = 0; i < 2; ++i) bench.ui.key(ImGuiKey_LeftArrow, true);
  CHECK(bench.state.scenario.model.coupling == 0.0);
  REQUIRE(bench.ui.tab_to({"encoding"}));
  bench.ui.key(ImGuiKey_Enter);
  CHECK(!bench.state.scenario.model.encoding_loss);
}

TEST_CASE("curves answer a drag with the time under the mouse and keep their page meanwhile") {
  PanelBench bench(make_curves_panel(), 420.0F, 700.0F);
  bench.state.view.lens = Lens::h;
  bench.state.playhead.time_h = 100.0;
  const auto plot = bench.ui.tab_to({"symptoms"});
  REQUIRE(plot);
  bench.forget();
  const float y = 0.6F * plot->bottom + 0.4F * plot->top;
  bench.ui.mouse(plot->left + 0.5F * plot->width(), y, false);
  bench.ui.mouse(plot->left + 0.5F * plot->width(), y, true);
  REQUIRE(bench.last<command::Seek>());
  const double first = bench.last<command::Seek>()->time_h;
  CHECK(first > 72.0);  // the page at 100 h with 48 h on it runs from 72 to 120
  CHECK(first < 120.0);
  for (int i = 0; i < 5; ++i) bench.ui.mouse(0.0F, y, true);  // far left: held at the edge, the page does not run away
  CHECK(bench.last<command::Seek>()->time_h == doctest::Approx(72.0));
  bench.ui.mouse(0.0F, y, false);
}

TEST_CASE("the curves' tabs are reached by keys") {
  PanelBench bench(make_curves_panel(), 420.0F, 900.0F);
  REQUIRE(bench.ui.tab_to({"tab"}));
  bench.ui.key(ImGuiKey_LeftArrow);
  REQUIRE(bench.ui.tab_to({"cell"}));
  REQUIRE(bench.ui.tab_to({"tab"}));
  bench.ui.key(ImGuiKey_LeftArrow);
  CHECK(bench.state.view.curve_tab == CurveTab::circuit);
  REQUIRE(bench.ui.tab_to({"block"}));
  REQUIRE(bench.ui.tab_to({"firing"}));
  REQUIRE(bench.ui.tab_to({"tab"}));
  bench.ui.key(ImGuiKey_LeftArrow);
  REQUIRE(bench.ui.tab_to({"plasma"}));
  REQUIRE(bench.ui.tab_to({"effect"}));
}

TEST_CASE("plus and minus zoom the curves around the reading line; the axes section types and resets them") {
  PanelBench bench(make_curves_panel(), 420.0F, 900.0F);
  bench.state.view.lens = Lens::wk;
  bench.state.playhead.time_h = 300.0;
  REQUIRE(bench.ui.tab_to({"symptoms"}));
  bench.ui.key(ImGuiKey_RightArrow);
  bench.forget();
  for (int i = 0; i < 12; ++i) {
    ImGui::GetIO().AddInputCharacter('+');
    bench.ui.frame();
  }
  const auto plot = bench.ui.tab_to({"symptoms"});
  REQUIRE(plot);
  const float y = 0.5F * (plot->top + plot->bottom);
  bench.ui.mouse(plot->left + 0.9F * plot->width(), y, false);
  bench.ui.mouse(plot->left + 0.9F * plot->width(), y, true);
  bench.ui.mouse(plot->left + 0.9F * plot->width(), y, false);
  REQUIRE(bench.last<command::Seek>());
  // 672 h / 1.25^12 = 46 h, around 306.7 h.
  CHECK(bench.last<command::Seek>()->time_h > 306.7);
  CHECK(bench.last<command::Seek>()->time_h < 306.7 + 46.2);
  REQUIRE(bench.ui.tab_to({"below"}));
  for (int i = 0; i < 3; ++i) bench.ui.key(ImGuiKey_RightArrow);
  REQUIRE(bench.ui.tab_to({"time", "from", "##typed"}));
  REQUIRE(bench.ui.tab_to({"values", "to", "##typed"}));
  REQUIRE(bench.ui.tab_to({"log"}));
  REQUIRE(bench.ui.tab_to({"reset"}));
}

TEST_CASE("the wheel scrolls the panel of the curves; with Ctrl, or once the plot was clicked, it zooms") {
  PanelBench bench(make_curves_panel(), 420.0F, 420.0F);
  bench.state.view.lens = Lens::wk;
  bench.ui.frame(3);
  const auto body = [&]() -> ImGuiWindow& {
    for (ImGuiWindow* window : GImGui->Windows) {
      if (std::string(window->Name).find("tab_body") != std::string::npos) return *window;
    }
    FAIL("no body");
    return *GImGui->Windows[0];
  };
  const Box plot = bench.ui.tab_to({"symptoms"}).value();
  const ImVec2 at{plot.left + 0.9F * plot.width(), 0.5F * (plot.top + plot.bottom)};
  // What time a place of the plot stands for says how far it is zoomed.
  const auto time_at = [&](float share, bool stays) {
    bench.forget();
    const float x = plot.left + share * plot.width();
    for (const bool down : {false, true, false}) bench.ui.mouse(x, at.y, down);
    const double time = bench.last<command::Seek>()->time_h;
    if (!stays) {  // the focus goes elsewhere
      ImGui::SetWindowFocus(nullptr);
      GImGui->NavId = 0;
      bench.ui.frame(2);
    }
    return time;
  };
  const auto wheel = [&](float notches, bool ctrl) {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = at;
    io.KeyCtrl = ctrl;
    io.KeyMods = ctrl ? ImGuiKeyModFlags_Ctrl : ImGuiKeyModFlags_None;
    bench.ui.frame(2);
    io.MouseWheel = notches;
    bench.ui.frame();
    io.MouseWheel = 0.0F;
    io.KeyCtrl = false;
    io.KeyMods = ImGuiKeyModFlags_None;
    bench.ui.frame(2);
  };
  const double span = time_at(0.9F, false) - time_at(0.3F, false);
  const float scrolled = body().Scroll.y;
  wheel(-1.0F, false);
  CHECK(body().Scroll.y > scrolled + 10.0F);
  wheel(1.0F, false);
  CHECK(body().Scroll.y == scrolled);
  CHECK(time_at(0.9F, false) - time_at(0.3F, false) == span);
  wheel(1.0F, true);
  CHECK(body().Scroll.y == scrolled);
  CHECK(time_at(0.9F, false) - time_at(0.3F, true) == doctest::Approx(span / 1.25).epsilon(0.01));
  wheel(2.0F, false);  // it has been clicked
  CHECK(body().Scroll.y == scrolled);
  CHECK(time_at(0.9F, true) - time_at(0.3F, true) == doctest::Approx(span / std::pow(1.25, 3.0)).epsilon(0.01));
}

TEST_CASE("a run is pinned and let go by keys, and the files are made whole") {
  PanelBench bench(make_curves_panel(), 420.0F, 900.0F);
  REQUIRE(bench.ui.tab_to({"below"}));
  bench.ui.key(ImGuiKey_RightArrow);
  REQUIRE(bench.ui.tab_to({"pin"}));
  bench.ui.key(ImGuiKey_Enter);
  REQUIRE(bench.state.pinned);
  CHECK(*bench.state.pinned == bench.state.scenario);
  bench.pinned = small_trajectory(*bench.state.pinned);
  bench.ui.frame(2);
  REQUIRE(bench.ui.tab_to({"unpin"}));
  bench.ui.key(ImGuiKey_Enter);
  CHECK(!bench.state.pinned);
  bench.pinned.reset();
  REQUIRE(bench.ui.tab_to({"below"}));
  for (int i = 0; i < 3; ++i) bench.ui.key(ImGuiKey_RightArrow);
  REQUIRE(bench.ui.tab_to({"csv"}));
  bench.ui.key(ImGuiKey_Enter);
  REQUIRE(bench.ui.tab_to({"svg"}));
  bench.ui.key(ImGuiKey_Enter);
  REQUIRE(bench.exports.made.size() == 2);
  CHECK(bench.exports.made[0].name == "synaptoscope-symptoms-seed7.csv");
  CHECK(bench.exports.made[1].bytes.starts_with("<?xml"));
}

TEST_CASE("a double click adds a marker under the mouse, and the buttons copy and remove the chosen one") {
  PanelBench bench(make_timeline_panel(), 1280.0F, 200.0F);
  const auto track = bench.ui.tab_to({"therapy_track"});
  REQUIRE(track);
  const float y = 0.5F * (track->top + track->bottom);
  const float x = track_x(bench, *track, 400.0);
  for (const bool down : {false, true, false, true, false}) bench.ui.mouse(x, y, down);
  REQUIRE(bench.state.scenario.therapies.size() == 4);
  CHECK(bench.state.scenario.therapies[3].at_h == doctest::Approx(400.0).epsilon(0.005));
  CHECK(std::remainder(bench.state.scenario.therapies[3].at_h, 1.0) == 0.0);
  CHECK(bench.state.selection == Selection{MarkerKind::therapy, 3});
  // The next move is not a second marker.
  for (const bool down : {true, true, false}) bench.ui.mouse(x + 40.0F, y, down);
  CHECK(bench.state.scenario.therapies.size() == 4);

  REQUIRE(bench.ui.tab_to({"duplicate"}));
  bench.ui.key(ImGuiKey_Enter);
  REQUIRE(bench.state.scenario.therapies.size() == 5);
  CHECK(bench.state.scenario.therapies[4].at_h == bench.state.scenario.therapies[3].at_h + 24.0);
  REQUIRE(bench.ui.tab_to({"remove"}));
  bench.ui.key(ImGuiKey_Enter);
  CHECK(bench.state.scenario.therapies.size() == 4);
  bench.state.playhead.time_h = 200.3;
  REQUIRE(bench.ui.tab_to({"add_dose"}));
  bench.ui.key(ImGuiKey_Enter);
  REQUIRE(bench.state.scenario.doses.size() == 3);
  CHECK(bench.state.scenario.doses[2].at_h == 200.0);
}

TEST_CASE("the lens sets what a hand snaps to, and Alt frees it") {
  PanelBench bench(make_timeline_panel(), 1280.0F, 200.0F);
  const auto track = bench.ui.tab_to({"therapy_track"});
  REQUIRE(track);
  const float y = 0.5F * (track->top + track->bottom);
  const auto drag = [&](double from, double to) {
    bench.ui.mouse(track_x(bench, *track, from), y, false);
    bench.ui.frame(40);  // no double click
    bench.ui.mouse(track_x(bench, *track, from), y, true);
    bench.ui.mouse(track_x(bench, *track, 0.5 * (from + to)), y, true);
    bench.ui.mouse(track_x(bench, *track, to), y, true);
    bench.ui.mouse(track_x(bench, *track, to), y, false);
  };
  bench.state.scenario.therapies[1].at_h = 129.5;  // half past nine on day 5
  bench.state.view.lens = Lens::d;
  drag(129.5, 205.0);
  CHECK(bench.state.scenario.therapies[1].at_h == 129.5 + 72.0);
  bench.state.view.lens = Lens::min;
  drag(201.5, 220.0);
  const double five = bench.state.scenario.therapies[1].at_h * 12.0;
  CHECK(five == doctest::Approx(std::round(five)).epsilon(1e-6));
  bench.state.view.lens = Lens::d;
  ImGui::GetIO().KeyAlt = true;
  drag(bench.state.scenario.therapies[1].at_h, 233.3);
  ImGui::GetIO().KeyAlt = false;
  CHECK(bench.state.scenario.therapies[1].at_h == doctest::Approx(233.3).epsilon(0.006));
  // Keys go by the same steps.
  bench.state.scenario.therapies[1].at_h = 200.0;
  bench.state.selection = {MarkerKind::therapy, 1};
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.state.scenario.therapies[1].at_h == 224.0);
  bench.state.view.lens = Lens::min;
  bench.ui.key(ImGuiKey_LeftArrow, true);
  CHECK(bench.state.scenario.therapies[1].at_h == 223.0);
}

TEST_CASE("markers on one spot are reached one by one by Tab, in the order of time") {
  PanelBench bench(make_timeline_panel(), 1280.0F, 200.0F);
  bench.state.scenario.therapies = {Therapy{24.0}, Therapy{24.5}, Therapy{25.0}};
  bench.state.selection = {MarkerKind::none, 0};
  REQUIRE(bench.ui.tab_to({"therapy_track"}));
  for (int i = 0; i < 3; ++i) {
    CHECK(bench.state.selection == Selection{MarkerKind::therapy, i});
    CHECK(bench.ui.focus_is({"therapy_track"}) );
    bench.ui.key(ImGuiKey_Tab);
  }
  CHECK(bench.ui.focus_is({"axis"}));
}

TEST_CASE("a dose and a session take a typed day and clock time") {
  PanelBench doses(make_dose_panel(), 420.0F, 900.0F, "dark", "sv");
  REQUIRE(doses.ui.tab_to({"editor", "##moment"}));
  doses.ui.key(ImGuiKey_Enter);
  doses.ui.type("dag 1 14:30");
  doses.ui.key(ImGuiKey_Enter);
  CHECK(doses.state.scenario.doses[0].at_h == 38.5);
}

TEST_CASE("a session takes a typed day and clock time") {
  PanelBench bench(make_therapy_panel(), 420.0F, 900.0F);
  REQUIRE(bench.ui.tab_to({"editor", "##moment"}));
  bench.ui.key(ImGuiKey_Enter);
  bench.ui.type("14:30");
  bench.ui.key(ImGuiKey_Enter);
  CHECK(bench.state.scenario.therapies[0].at_h == 38.5);
}
