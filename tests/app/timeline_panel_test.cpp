#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "app/panels/time/time_panels.hpp"
#include "panel_bench.hpp"

using namespace syn;
using namespace syn::test;

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

TEST_CASE("a dragged session that overtakes another is still the one that is dragged") {
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

TEST_CASE("the lens sets what a dragged marker snaps to, and Alt frees it") {
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
    CHECK(bench.ui.focus_is({"therapy_track"}));
    bench.ui.key(ImGuiKey_Tab);
  }
  CHECK(bench.ui.focus_is({"axis"}));
}

TEST_CASE("the timeline shows a page of the run: by wheel, by keys, by button, and back to all of it") {
  PanelBench bench(make_timeline_panel(), 1280.0F, 200.0F);
  const auto axis = bench.ui.tab_to({"axis"});
  REQUIRE(axis);
  const float y = 0.5F * (axis->top + axis->bottom);
  const float x = track_x(bench, *axis, 120.0);
  const auto time_at = [&](float at) {
    bench.ui.click(at, y);
    return bench.state.playhead.time_h;
  };
  const double whole_step = time_at(x + 20.0F) - time_at(x);
  CHECK(time_at(x) == doctest::Approx(120.0).epsilon(0.01));
  // Four notches of the wheel: what is under the mouse stays there, and a pixel stands for less time.
  for (int i = 0; i < 4; ++i) {
    ImGui::GetIO().MouseWheel = 1.0F;
    bench.ui.frame();
  }
  bench.ui.frame();
  CHECK(time_at(x) == doctest::Approx(120.0).epsilon(0.01));
  const double step = time_at(x + 20.0F) - time_at(x);
  CHECK(step == doctest::Approx(whole_step / std::pow(1.25, 4)).epsilon(0.05));

  // The whole run again, by the button; then closer by keys, around the playhead.
  REQUIRE(bench.ui.tab_to({"whole"}));
  bench.ui.key(ImGuiKey_Enter);
  CHECK(time_at(x + 20.0F) - time_at(x) == doctest::Approx(whole_step).epsilon(0.05));
  REQUIRE(bench.ui.tab_to({"axis"}));
  bench.ui.type("+");
  bench.ui.frame();
  CHECK(time_at(x) == doctest::Approx(120.0).epsilon(0.02));
  CHECK(time_at(x + 20.0F) - time_at(x) == doctest::Approx(whole_step / 1.25).epsilon(0.05));
  REQUIRE(bench.ui.tab_to({"axis"}));
  bench.ui.type("-");
  bench.ui.frame();
  CHECK(time_at(x + 20.0F) - time_at(x) == doctest::Approx(whole_step).epsilon(0.05));
  CHECK(bench.state.scenario == small_scenario());
}

TEST_CASE("a new run takes the place of the one that was drawn, which is gone by then") {
  PanelBench bench(make_timeline_panel(), 1280.0F, 200.0F);
  for (int i = 0; i < 3; ++i) {
    const std::weak_ptr<const Run> before = bench.run;
    bench.run = small_run(bench.state.scenario);
    CHECK(before.expired());
    bench.ui.frame(2);
  }
  bench.state.scenario.patient.stress = Stress::none;  // no symptoms: no curve
  const int with_curve = ImGui::GetDrawData()->TotalVtxCount;
  bench.run = small_run(bench.state.scenario);
  bench.ui.frame(2);
  CHECK(ImGui::GetDrawData()->TotalVtxCount < with_curve);
}

TEST_CASE("a playhead that leaves the page takes it along") {
  PanelBench bench(make_timeline_panel(), 1280.0F, 200.0F);
  const auto axis = bench.ui.tab_to({"axis"});
  REQUIRE(axis);
  REQUIRE(bench.ui.tab_to({"closer"}));
  for (int i = 0; i < 4; ++i) bench.ui.key(ImGuiKey_Enter);  // a sixteenth of four weeks around the start: 42 h
  bench.state.playhead.time_h = 400.0;
  bench.ui.frame(2);
  bench.ui.click(axis->left + 0.5F * axis->width(), 0.5F * (axis->top + axis->bottom));
  CHECK(std::abs(bench.state.playhead.time_h - 400.0) < 42.0);
}

TEST_CASE("where two rows have no room they stand in one, and every marker is still reached") {
  PanelBench bench(make_timeline_panel(), 620.0F, 112.0F);
  const auto doses = bench.ui.tab_to({"dose_track"});
  REQUIRE(doses);
  const auto therapy = bench.ui.tab_to({"therapy_track"});
  REQUIRE(therapy);
  CHECK(therapy->top == doctest::Approx(doses->bottom));  // no gap: one row of two halves
  CHECK(doses->height() < 1.2F * bench.ui.fonts.sizes.body);
  const auto axis = bench.ui.tab_to({"axis"});
  REQUIRE(axis);
  CHECK(axis->bottom <= 112.0F);
  const float y = 0.5F * (therapy->top + therapy->bottom);
  bench.ui.click(track_x(bench, *therapy, 120.0), y);
  CHECK(bench.state.selection == Selection{MarkerKind::therapy, 1});
}
