// The sub-command patch as a person types it: exit codes, files on disk, and what check says of protocols.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/run.hpp"
#include "core/files.hpp"

using namespace syn;
namespace fs = std::filesystem;

namespace {

const fs::path kSource = SYN_SOURCE_DIR;

fs::path scratch(const std::string& name) {
  const fs::path folder = fs::path(SYN_BINARY_DIR) / "test-files";
  fs::create_directories(folder);
  return folder / name;
}

int run(const std::vector<std::string>& words) {
  std::vector<const char*> argv{"synaptoscope", "--data", SYN_SOURCE_DIR};
  for (const std::string& word : words) argv.push_back(word.c_str());
  return run_command_line(static_cast<int>(argv.size()), argv.data());
}

long lines(const fs::path& path) {
  const std::string text = read_file(path).value();
  return std::count(text.begin(), text.end(), '\n');
}

}  // namespace

TEST_CASE("patch writes a table and a summary, the same bytes each time") {
  const std::string protocol = (kSource / "assets/protocols/current-voltage.toml").string();
  const fs::path csv = scratch("patch.csv"), again = scratch("patch-again.csv"), summary = scratch("patch-summary.csv");
  CHECK(run({"patch", protocol, "--csv", csv.string(), "--summary", summary.string()}) == kDone);
  CHECK(run({"patch", protocol, "--csv", again.string(), "--summary", summary.string()}) == kDone);
  CHECK(read_file(csv).value() == read_file(again).value());
  CHECK(lines(csv) == 6 + 1 + 36 * 21);
  CHECK(lines(summary) == 6 + 1 + 36);
}

TEST_CASE("patch refuses what is wrong and leaves no file behind") {
  const fs::path bad = scratch("bad-protocol.toml"), csv = scratch("never.csv");
  fs::remove(csv);
  REQUIRE(write_file(bad, "version = 1\n[receptors]\nglun2a = 0\n[[step]]\nfor_ms = 1e9\n").has_value());
  CHECK(run({"patch", bad.string(), "--csv", csv.string()}) == kBadInput);
  CHECK(run({"check", bad.string()}) == kBadInput);
  CHECK(run({"patch", scratch("none.toml").string(), "--csv", csv.string()}) == kBadInput);
  CHECK(run({"patch", (kSource / "assets/scenarios/one-infusion-cbt.toml").string(), "--csv", csv.string()}) == kBadInput);
  CHECK(run({"patch", bad.string()}) == kBadCommandLine);
  CHECK_FALSE(fs::exists(csv));
  const std::string good = (kSource / "assets/protocols/tonic.toml").string();
  CHECK(run({"patch", good, "--csv", "/no/such/folder/x.csv"}) == kCannot);
  CHECK(run({"check", good}) == kDone);
}
