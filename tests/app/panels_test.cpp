#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "app/panels/editors/panels.hpp"
#include "app/panels/time/time_panels.hpp"
#include "model/scenario/scenario_fields.hpp"
#include "panel_bench.hpp"

using namespace syn;
using namespace syn::test;

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

TEST_CASE("an infusion may be drawn out to days in pain, and to four hours else") {
  struct Row {
    Condition condition;
    double longest;  // min
  };
  for (const Row& row : {Row{Condition::trd, kUsualInfusionMin}, Row{Condition::pain_crps, kLongestInfusionMin}}) {
    PanelBench bench(make_dose_panel(), 420.0F, 900.0F);
    bench.state = must(apply(bench.state, command::SetCondition{row.condition}, shipped_parameters()));
    bench.state.scenario.doses.resize(1);
    const auto track = bench.ui.tab_to({"editor", "length", "track"});
    REQUIRE(track);
    const float middle = 0.5F * (track->top + track->bottom);
    bench.ui.mouse(track->left + 0.5F * track->width(), middle, false);
    bench.ui.mouse(track->left + 0.5F * track->width(), middle, true);
    bench.ui.mouse(track->right + 50.0F, middle, true);
    bench.ui.mouse(0.0F, 0.0F, false);
    CHECK(bench.state.scenario.doses[0].over_min == row.longest);
  }
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
      for (const Route route : kValues<Route>) {
        if (route != kValues<Route>.front()) bench.ui.key(ImGuiKey_RightArrow);
        check_usual(bench.state.scenario, route);
      }
      bench.ui.key(ImGuiKey_RightArrow);  // there is nothing after the last
      CHECK(bench.state.scenario.doses[0].route == kValues<Route>.back());

      // The mouse reaches all of them too, and no place of the grid is empty.
      std::set<Route> reached;
      for (float y = grid->top + 5.0F; y < grid->bottom; y += 10.0F) {
        for (float x = grid->left + 5.0F; x < grid->right; x += 35.0F) {
          bench.ui.click(x, y);
          reached.insert(bench.state.scenario.doses[0].route);
          check_usual(bench.state.scenario, bench.state.scenario.doses[0].route);
        }
      }
      CHECK(reached.size() == kValues<Route>.size());
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
      for (const TherapyKind kind : kValues<TherapyKind>) {
        if (kind != kValues<TherapyKind>.front()) bench.ui.key(ImGuiKey_RightArrow);
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
      CHECK(reached.size() == kValues<TherapyKind>.size());
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
  bench.ui.key(ImGuiKey_LeftArrow);  // by a day it would come to stand on the session at 300 h, which is refused
  CHECK(bench.state.scenario.therapies[3].at_h == 323.0);
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
  bench.state.view.curve_tab = CurveTab::cell;
  bench.state.playhead.time_h = 100.0;
  const auto plot = bench.ui.tab_to({"cell"});
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
  bench.pinned = small_run(*bench.state.pinned);
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
