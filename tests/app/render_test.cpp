// What the sub-commands leave on disk, checked against the model.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/cli/run.hpp"
#include "core/config.hpp"
#include "gfx/target.hpp"
#include "model/data/parameters.hpp"
#include "model/scenario/scenario.hpp"

using namespace syn;
namespace fs = std::filesystem;

namespace {

const fs::path kSource = SYN_SOURCE_DIR;
const fs::path kBuild = SYN_BINARY_DIR;

DataFiles data() { return DataFiles({kBuild, kSource}); }

fs::path scratch(const std::string& name) {
  const fs::path folder = kBuild / "test-files";
  fs::create_directories(folder);
  return folder / name;
}

int run(std::vector<const char*> words) {
  words.insert(words.begin(), "synaptoscope");
  return run_command_line(static_cast<int>(words.size()), words.data());
}

nlohmann::json load_json(const fs::path& path) { return nlohmann::json::parse(read_file(path).value()); }

// The table by column name.
std::map<std::string, std::vector<double>> load_table(const fs::path& path) {
  std::istringstream in(read_file(path).value());
  std::string line;
  std::vector<std::string> names;
  std::map<std::string, std::vector<double>> table;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream cells(line);
    std::string cell;
    for (std::size_t i = 0; std::getline(cells, cell, ','); ++i) {
      if (names.size() <= i && table.empty()) {
        names.push_back(cell);
      } else {
        table[names.at(i)].push_back(std::stod(cell));
      }
    }
    if (table.empty()) {
      for (const std::string& name : names) table[name];
    }
  }
  return table;
}

RenderJob sequence(const char* scenario, Lens lens, Hours at, Hours every, Hours until) {
  RenderJob job;
  job.scenario = kSource / "assets/scenarios" / scenario;
  job.stage = StageName::synapse;
  job.view.lens = lens;
  job.at = at;
  job.every = every;
  job.lasting = until - job.at;
  job.json = scratch("sequence-" + job.scenario.stem().string() + "-" + std::string(name_of(lens)) + ".json");  // tests run side by side
  return job;
}

}  // namespace

TEST_CASE("the default scenario's table has 194 ng/mL at the end of the infusion, twice the same bytes") {
  const fs::path first = scratch("first.csv");
  const fs::path second = scratch("second.csv");
  const std::string scenario = (kSource / kDefaultScenario).string();
  REQUIRE(run({"simulate", scenario.c_str(), "--csv", first.c_str()}) == kDone);
  REQUIRE(run({"simulate", scenario.c_str(), "--csv", second.c_str()}) == kDone);
  CHECK(read_file(first).value() == read_file(second).value());
  const auto table = load_table(first);
  const auto& time = table.at("time_h");
  bool found = false;
  for (std::size_t i = 0; i < time.size(); ++i) {
    if (std::abs(time[i] - 2.0 / 3.0) < 1e-5) {
      found = true;
      CHECK(table.at("plasma_ketamine_ng_ml")[i] == doctest::Approx(194.0).epsilon(2.0 / 194.0));
    }
  }
  CHECK(found);
}

TEST_CASE("the share of receptors that hold ketamine in the pictures is the model's") {
  const RenderJob job = sequence("one-infusion-cbt.toml", Lens::h, {0.0}, Hours::from_minutes(2.0), {5.0});
  REQUIRE(run_render(job, data()) == kDone);
  const auto file = load_json(job.json);
  double held = 0.0;
  double expected = 0.0;
  double variance = 0.0;
  double moments = 0.0;
  for (const auto& frame : file["frames"]) {
    const double n = frame["counts"]["receptors"].get<double>();
    const double share = frame["model"]["nmda_block_pyramidal"].get<double>();
    CHECK(n == 15.0);
    held += frame["counts"]["receptor_ketamine_held"].get<double>();
    expected += n * share;
    variance += n * share * (1.0 - share);
    moments += n;
  }
  MESSAGE("receptor-moments " << moments << ", held " << held << ", expected " << expected << ", three standard errors "
                              << 3.0 * std::sqrt(variance));
  CHECK(moments >= 2000.0);
  CHECK(expected > 20.0);
  CHECK(std::abs(held - expected) <= 3.0 * std::sqrt(variance));
}

TEST_CASE("without ketamine no receptor ever holds any, at any lens") {
  for (const Lens lens : {Lens::ms, Lens::min, Lens::d}) {
    const RenderJob job = sequence("no-ketamine.toml", lens, {0.0}, {12.3}, {600.0});
    REQUIRE(run_render(job, data()) == kDone);
    const auto file = load_json(job.json);
    double held = 0.0;
    for (const auto& frame : file["frames"])
      held += frame["counts"]["receptor_ketamine_held"].get<double>() + frame["counts"]["ketamine_drawn"].get<double>();
    CHECK(held == 0.0);
  }
}

TEST_CASE("a picture is written whole with its origin inside (gl)") {
  RenderJob job;
  job.scenario = kSource / kDefaultScenario;
  job.stage = StageName::synapse;
  job.at = Hours::from_minutes(40.0);
  job.width = 320;
  job.height = 180;
  job.out = scratch("picture.png");
  REQUIRE(run_render(job, data()) == kDone);
  const std::string bytes = read_file(job.out).value();
  CHECK(bytes.find("tEXt") != std::string::npos);
  CHECK(bytes.find("parameters") != std::string::npos);
  const auto image = load_png(job.out);
  REQUIRE(image.has_value());
  CHECK(image->width == 320);
  CHECK(image->height == 180);
}

TEST_CASE("exit codes tell what went wrong") {
  const std::string scenario = (kSource / kDefaultScenario).string();
  const fs::path broken = scratch("broken.toml");
  REQUIRE(write_file(broken, "version = 1\n[patient]\nweigth_kg = 70\n").has_value());
  const fs::path kept = scratch("kept.csv");
  REQUIRE(write_file(kept, "old").has_value());
  CHECK(run({"simulate", broken.c_str(), "--csv", kept.c_str()}) == kBadInput);
  CHECK(read_file(kept).value() == "old");
  CHECK(run({"simulate", "no-such-file.toml", "--csv", kept.c_str()}) == kBadInput);
  CHECK(run({"simulate", scenario.c_str(), "--csv", "no/such/folder/x.csv"}) == kCannot);
  CHECK(run({"simulate", scenario.c_str()}) == kBadCommandLine);
  CHECK(run({"dance"}) == kBadCommandLine);
  CHECK(run({"render", scenario.c_str(), "--stage", "brain", "--at", "1h", "--out", "x.png"}) == kBadCommandLine);
  CHECK(run({"render", scenario.c_str(), "--stage", "synapse", "--at", "soon", "--out", "x.png"}) == kBadCommandLine);
  CHECK(run({"render", scenario.c_str(), "--stage", "synapse", "--panel", "dose", "--at", "1h", "--out", "x.png"}) == kBadCommandLine);
  CHECK(run({"render", scenario.c_str(), "--stage", "synapse", "--at", "1h", "--size", "9x9", "--out", "x.png"}) == kBadCommandLine);
  CHECK(run({"check", broken.c_str()}) == kBadInput);
  CHECK(run({"check"}) == kDone);
  CHECK(run({"schema"}) == kDone);
  CHECK(run({"calibrate", "--table", "molecules"}) == kBadCommandLine);
  CHECK(run({"calibrate", "--table", "channel", "--csv", "no/such/folder/x.csv"}) == kCannot);
  CHECK(run({"--version"}) == kDone);
}

TEST_CASE("calibrate writes its rows as a table and as a page") {
  const fs::path table = scratch("calibration.csv");
  const fs::path page = scratch("calibration.md");
  CHECK(run({"calibrate", "--table", "pharmacokinetics", "--csv", table.c_str(), "--markdown", page.c_str()}) == kDone);
  const std::string rows = read_file(table).value();
  CHECK(rows.starts_with("table,group,id,"));
  CHECK(rows.find("C13-84") != std::string::npos);
  CHECK(read_file(page).value().find("## Named misses") != std::string::npos);
}

TEST_CASE("every scenario that comes with the program is good") {
  const auto parameters = Parameters::load(data());
  REQUIRE(parameters.has_value());
  std::size_t count = 0;
  for (const auto& path : data().list("assets/scenarios", ".toml")) {
    const auto scenario = load_scenario(path, *parameters);
    CHECK_MESSAGE(scenario.has_value(), path.string() << "\n" << (scenario ? std::string() : to_text(scenario.error())));
    ++count;
  }
  CHECK(count >= 11);
}
