// Timing sweep, ensemble of seeds, hypothesis A against B: the numbers of the commands that the worksheet names.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "../panel_bench.hpp"
#include "app/panels/common/run_queue.hpp"
#include "app/panels/editors/lab_compare.hpp"
#include "app/panels/editors/lab_seeds.hpp"
#include "app/panels/editors/lab_timing.hpp"
#include "app/panels/editors/panels.hpp"

using namespace syn;
using namespace syn::test;

namespace {

Scenario of_lab(const char* name) {
  return must(load_scenario(std::filesystem::path(SYN_SOURCE_DIR) / "docs/lab" / name, shipped_parameters()));
}

// The laboratory with one of its tools in front, few people, until all is computed.
struct Lab : PanelBench {
  Lab(LabPart part, Scenario scenario) : PanelBench(make_lab_panel(), 480.0F, 1600.0F) {
    scenario.population = 8;
    state.scenario = std::move(scenario);
    state.view.lab = part;
    ui.frame(400);
    forget();
  }
};

}  // namespace

TEST_CASE("runs made in pieces of a frame are those of simulate; asking for the same again keeps them") {
  Scenario scenario = small_scenario();
  scenario.population = 12;
  std::vector<Scenario> wanted(3, scenario);
  for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i].seed = i + 1;
  RunQueue queue;
  queue.ask(wanted, {.every_min = 360.0}, shipped_parameters());
  while (queue.work()) {
  }
  REQUIRE(queue.done() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    const Trajectory whole = simulate(wanted[i], shipped_parameters(), {.every_min = 360.0});
    CHECK(to_csv(queue.runs()[i], "x", "y") == to_csv(whole, "x", "y"));
  }
  const unsigned before = queue.revision();
  queue.ask(wanted, {.every_min = 360.0}, shipped_parameters());
  CHECK(queue.revision() == before);
  wanted.pop_back();
  queue.ask(wanted, {.every_min = 360.0}, shipped_parameters());
  CHECK(queue.done() == 0);
}

TEST_CASE("the sweep's schedules are those of the worksheet's files") {
  const Scenario day_1 = of_lab("sessions-1d.toml");
  for (const auto& [hours, file] :
       {std::pair{2.0, "sessions-2h.toml"}, {24.0, "sessions-1d.toml"}, {168.0, "sessions-7d.toml"}, {672.0, "sessions-28d.toml"}}) {
    CAPTURE(file);
    CHECK(with_sessions_from(day_1, hours).therapies == of_lab(file).therapies);
    CHECK(sessions_from(of_lab(file)) == hours);
    const auto starts = session_starts(day_1);
    CHECK(std::find(starts.begin(), starts.end(), hours) != starts.end());
  }
  Scenario none = day_1;
  none.therapies.clear();
  CHECK(with_sessions_from(none, 24.0).therapies == day_1.therapies);
  Scenario brief = day_1;
  brief.horizon_days = 3.0;
  CHECK(session_starts(brief).back() < 72.0);
  CHECK(check_scenario(with_sessions_from(brief, 48.0), shipped_parameters()).empty());
}

TEST_CASE("a point of the sweep is chosen by keys and sets the schedule; nothing is computed anew for it") {
  Lab lab(LabPart::timing, of_lab("sessions-1d.toml"));
  REQUIRE(lab.ui.tab_to({"timing", "sweep"}));
  lab.ui.key(ImGuiKey_RightArrow);
  CHECK(sessions_from(lab.state.scenario) == 48.0);
  CHECK(lab.count<command::SetScenario>() == 1);
  lab.ui.key(ImGuiKey_LeftArrow);
  CHECK(sessions_from(lab.state.scenario) == 24.0);
}

TEST_CASE("days at half are counted as the key of the worksheet counts them") {
  Scenario scenario = small_scenario();
  scenario.population = 12;
  const auto ensemble = ensemble_of(scenario, 3);
  REQUIRE(ensemble.size() == 3);
  CHECK(ensemble.back().seed == 3);
  const Trajectory run = simulate(ensemble.front(), shipped_parameters(), ensemble_options());
  double days = 0.0;
  for (double time = run.start().value; time <= run.end().value; time += 6.0)
    days += run.at(Column::symptom_mean, {time}) <= 0.5 * run.column(Column::symptom_mean).front() ? 0.25 : 0.0;
  CHECK(days_at_half(run) == days);
}

TEST_CASE("each hypothesis alone is the worksheet's scenario; their difference falls below one percent") {
  const Scenario a = of_lab("hypothesis-a.toml"), b = of_lab("hypothesis-b.toml");
  CHECK(with_hypothesis(b, Hypothesis::burst).model == a.model);
  CHECK(with_hypothesis(a, Hypothesis::rest_block).model == b.model);
  CHECK(*with_hypothesis(a, Hypothesis::burst, 0.5).doses.front().mg_per_kg == doctest::Approx(0.25));
  const Trajectory in_a = simulate(a, shipped_parameters(), compare_options()), in_b = simulate(b, shipped_parameters(), compare_options());
  const double all = largest_difference(in_a, in_b, -1.0e9), last_h = last_apart_h(in_a, in_b);
  CHECK(all > 0.01);
  CHECK(largest_difference(in_a, in_b, last_h) >= 0.01);
  CHECK(largest_difference(in_a, in_b, last_h + 0.1) < 0.01);
  CHECK(largest_difference(in_a, in_a, -1.0e9) == 0.0);
}

TEST_CASE("every part of the laboratory draws in both languages, narrow and wide, and is chosen by keys") {
  const auto protocols = must(load_protocols(data_files(), shipped_parameters()));
  for (const char* locale : {"en", "sv"}) {
    for (const float width : {360.0F, 1200.0F}) {
      for (const LabPart part : kValues<LabPart>) {
        CAPTURE(name_of(part));
        PanelBench bench(make_lab_panel(), width, 900.0F, "light", locale);
        bench.state.scenario.population = 4;
        bench.protocols = protocols;
        bench.state.view.lab = part;
        bench.ui.frame(30);
        CHECK(ImGui::GetDrawData()->TotalVtxCount > 400);
        REQUIRE(bench.ui.tab_to({"lab_part"}));
        bench.ui.key(part == LabPart::assumptions ? ImGuiKey_RightArrow : ImGuiKey_LeftArrow);
        CHECK(bench.count<command::SetLabPart>() == 1);
      }
    }
  }
}
