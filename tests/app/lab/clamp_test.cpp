// The voltage clamp in the window: the numbers of `patch`, and the receptor at the cursor of its trace.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

#include "../panel_bench.hpp"
#include "../receptor_fixture.hpp"
#include "../temporary_folder.hpp"
#include "app/cli/run.hpp"
#include "app/panels/editors/lab_tools.hpp"
#include "app/panels/editors/panels.hpp"
#include "model/patch/clamp_knobs.hpp"

using namespace syn;
using namespace syn::test;
namespace fs = std::filesystem;

namespace {

const std::vector<NamedProtocol>& protocols() {
  static const std::vector<NamedProtocol> all = must(load_protocols(data_files(), shipped_parameters()));
  return all;
}
const Protocol& named(std::string_view name) {
  return std::find_if(protocols().begin(), protocols().end(), [&](const NamedProtocol& one) { return one.name == name; })->protocol;
}

PatchRecord in_steps(const Protocol& protocol) {
  PatchClamp clamp(protocol, shipped_parameters());
  double share = 0.0;
  bool rises = true;
  while (clamp.step()) {
    rises = rises && clamp.share() >= share;
    share = clamp.share();
  }
  CHECK(rises);
  return clamp.take();
}

// The panel with the clamp in front, until its record is made.
struct Clamped : PanelBench {
  explicit Clamped(const ClampView& view = {}, const char* locale = "en") : PanelBench(make_lab_panel(), 480.0F, 1600.0F, "dark", locale) {
    protocols = ::protocols();
    state.view.lab = LabPart::clamp;
    state.view.front = PanelName::lab;
    state.view.panels = PanelPlace::beside;
    state.view.clamp = view;
    settle();
  }
  void settle() {
    for (int frames = 0; frames < 2000; ++frames) {
      const ClampView before = state.view.clamp;
      ui.frame();
      if (frames > 20 && state.view.clamp == before && state.view.clamp.state >= 0) break;
    }
  }
};

}  // namespace

TEST_CASE("a protocol with its knobs turned is computed by patch to the same bytes, and read back as the same") {
  struct Row {
    const char* protocol;
    ClampKnobs knobs;
  };
  const TemporaryFolder folder("lab-clamp");
  for (const Row& row :
       {Row{"epsc", {PoreBlocker::ketamine, 10.0, -60.0}}, Row{"epsc", {PoreBlocker::memantine, 3.5, -20.0}},
        Row{"current-voltage", {PoreBlocker::s_ketamine, 1.0, -35.0}}, Row{"current-voltage", {PoreBlocker::ketamine, 0.0, -60.0}},
        Row{"recovery", {PoreBlocker::ketamine, 10.0, 20.0}}}) {
    CAPTURE(row.protocol);
    const Protocol turned = with_knobs(named(row.protocol), row.knobs, shipped_parameters());
    const fs::path file = folder.path / "turned.toml", csv = folder.path / "turned.csv", summary = folder.path / "turned-summary.csv";
    REQUIRE(write_file(file, to_toml(turned)).has_value());
    const std::vector<std::string> words{"synaptoscope", "--data",     SYN_SOURCE_DIR, "patch",         file.string(),
                                         "--csv",        csv.string(), "--summary",    summary.string()};
    std::vector<const char*> argv;
    for (const std::string& word : words) argv.push_back(word.c_str());
    REQUIRE(run_command_line(static_cast<int>(argv.size()), argv.data()) == kDone);
    const PatchRecord record = in_steps(turned);
    const std::string hash = shipped_parameters().with(turned.parameters).hash();
    CHECK(read_file(summary).value() == summary_csv(record, turned, version(), hash));
    CHECK(read_file(csv).value() == to_csv(record, turned, version(), hash));
    CHECK(to_toml(must(load_protocol(file, shipped_parameters()))) == to_toml(turned));
    // What is shown is the sweep of the knobs, and its numbers have the digits of the table.
    const std::size_t sweep = sweep_of(turned, row.knobs);
    const ClampValues values = turned.sweeps()[sweep];
    CHECK(values[static_cast<std::size_t>(Clamp::drug_um)] == row.knobs.drug_um);
    CHECK(values[static_cast<std::size_t>(Clamp::voltage_mv)] == row.knobs.voltage_mv);
  }
}

TEST_CASE("numbers are written with the six digits of the tables") {
  const HeadlessUi ui(400.0F, 300.0F, 18.0F, "dark", "en");
  for (const double value : {-123.4567891, 0.0412345678, 1.0, 98765.4321, 1.5e-4, 0.0}) {
    CAPTURE(value);
    const std::string words = six_digits(value, ui.locale);
    std::string plain = words;
    for (const auto& [sign, instead] : {std::pair{"\u2212", "-"}, {"\u00A0", ""}, {"\u202F", ""}, {"\u2009", ""}}) {
      for (std::size_t at = plain.find(sign); at != std::string::npos; at = plain.find(sign))
        plain.replace(at, std::string(sign).size(), instead);
    }
    CHECK(std::stod(plain) == doctest::Approx(value).epsilon(1e-5));
  }
}

TEST_CASE("curves of the summary go over what the protocol lists: doses as a share of the control, voltages in pA") {
  const ClampKnobs knobs{PoreBlocker::ketamine, 3.0, -60.0};
  const Protocol epsc = with_knobs(named("epsc"), knobs, shipped_parameters());
  const ClampCurve doses = curve_of(in_steps(epsc), epsc, knobs);
  CHECK(doses.over == Clamp::drug_um);
  CHECK(doses.peak);
  REQUIRE(doses.lines.size() == 2);
  CHECK(doses.lines[0].x == std::vector<double>{0.0, 1.0, 3.0, 10.0});
  CHECK(doses.lines[0].y.front() == 1.0);
  CHECK(doses.lines[0].y.back() < doses.lines[0].y.front());
  const Protocol voltages = with_knobs(named("current-voltage"), knobs, shipped_parameters());
  const ClampCurve line = curve_of(in_steps(voltages), voltages, knobs);
  CHECK(line.over == Clamp::voltage_mv);
  CHECK_FALSE(line.peak);
  CHECK(line.lines.size() == 6);
  CHECK(line.lines[0].control);
  CHECK(line.lines[0].x.size() == 12);
}

TEST_CASE("the panel shows the receptor of its own record, and the stage beside it shows the same state") {
  Clamped bench;
  const ClampView& clamp = bench.state.view.clamp;
  const Protocol turned = with_knobs(named("epsc"), {PoreBlocker::ketamine, clamp.drug_um, clamp.voltage_mv}, shipped_parameters());
  const PatchRecord record = run_patch_clamp(turned, shipped_parameters());
  const std::size_t sweep = sweep_of(turned, {PoreBlocker::ketamine, clamp.drug_um, clamp.voltage_mv});
  for (const double ms : {5.0, 25.0, 60.0, 300.0}) {
    ClampView there = clamp;
    there.cursor_ms = ms;
    Clamped moved(there);
    const PatchSample* row = nullptr;
    for (const PatchSample& one : record.samples) {
      if (one.sweep == sweep && one.time_ms <= ms) row = &one;
    }
    REQUIRE(row != nullptr);
    CHECK(moved.state.view.clamp.state == static_cast<int>(row->single_state.front()));
    CHECK(moved.state.view.clamp.glutamate_um == row->clamp[static_cast<std::size_t>(Clamp::glutamate_um)]);
    View view = moved.state.view;
    CHECK(view.clamped());
    const auto number = [](const StageReport& report, std::string_view name) {
      return std::find_if(report.counts.begin(), report.counts.end(), [&](const auto& count) { return count.first == name; })->second;
    };
    const RunPtr run = run_of(simulate(small_scenario(), shipped_parameters(), {.typical_only = true}), shipped_parameters());
    const StageReport shown = test::receptor::stage().at(run, {24.0}, view).describe();
    CHECK(number(shown, "state") == moved.state.view.clamp.state);
    CHECK(number(shown, "voltage_mv") == -60.0);
    CHECK_FALSE(shown.chart.has_value());
    view.lab = LabPart::timing;  // another part in front: the story's own receptor again
    CHECK(number(test::receptor::stage().at(run, {24.0}, view).describe(), "watched") == 0.0);
    CHECK_FALSE(view.clamped());
  }
}

TEST_CASE("dose, voltage and cursor are moved by keys; the protocol is saved as a file that patch reads") {
  Clamped bench;
  bench.forget();
  REQUIRE(bench.ui.tab_to({"clamp", "dose", "track"}));
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.state.view.clamp.drug_um == doctest::Approx(10.1));
  REQUIRE(bench.ui.tab_to({"clamp", "voltage", "track"}));
  bench.ui.key(ImGuiKey_RightArrow, true);
  CHECK(bench.state.view.clamp.voltage_mv == -50.0);
  bench.settle();
  REQUIRE(bench.ui.tab_to({"clamp", "trace"}));
  const double before = bench.state.view.clamp.cursor_ms;
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(bench.state.view.clamp.cursor_ms > before);
  REQUIRE(bench.ui.tab_to({"clamp", "save_protocol"}));
  bench.ui.key(ImGuiKey_Enter);
  REQUIRE(bench.exports.made.size() == 1);
  const Protocol saved = must(parse_protocol(bench.exports.made.front().bytes, "saved", shipped_parameters()));
  CHECK(to_toml(saved) ==
        to_toml(with_knobs(named("epsc"), {PoreBlocker::ketamine, bench.state.view.clamp.drug_um, -50.0}, shipped_parameters())));
}
