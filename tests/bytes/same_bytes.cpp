// One hash over every table that the shipped scenarios and protocols give, and one a table, so that a difference names it:
// the same for every compiler, optimisation, machine and number of threads.
//
//   same_bytes [--threads N] [--against FILE]
//
// "table" is of the text with 6 significant digits (without its # lines, where version and parameter hash stand),
// "digits" of all 53 bits of every number of a run. With --against the lines that differ from FILE's are printed and the
// exit code is 1. A change of the model changes the lines of tests/bytes/tables.txt: see there.
#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "core/files.hpp"
#include "model/patch/patch_clamp.hpp"
#include "model/run/cohort_table.hpp"
#include "model/run/simulate.hpp"

namespace {

using namespace syn;

// FNV-1a, 64 bits (draft-eastlake-fnv).
class Hash {
 public:
  void byte(unsigned char value) { state_ = (state_ ^ value) * 0x100000001b3ULL; }
  void text(std::string_view bytes) {
    for (const char c : bytes) byte(static_cast<unsigned char>(c));
  }
  void numbers(std::span<const double> values) {
    for (const double value : values) {
      const auto bits = std::bit_cast<std::uint64_t>(value);
      for (unsigned shift = 0; shift < 64; shift += 8) byte(static_cast<unsigned char>(bits >> shift));
    }
  }
  std::string hex() const { return fmt::format("{:016x}", state_); }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

std::string of_rows(std::string_view table) {
  Hash hash;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size() - 1) + 1;
    if (table.front() != '#') hash.text(table.substr(0, end));
    table.remove_prefix(end);
  }
  return hash.hex();
}

std::string of_digits(const Trajectory& run) {
  Hash hash;
  hash.numbers(run.times_h());
  for (std::size_t i = 0; i < kColumnCount; ++i) hash.numbers(run.column(static_cast<Column>(i)));
  for (std::size_t i = 0; i < kInnerCount; ++i) hash.numbers(run.inner(static_cast<Inner>(i)));
  for (const auto& one : run.runs()) hash.numbers(one);
  return hash.hex();
}

std::string of_digits(const PatchRecord& record) {
  Hash hash;
  for (const PatchSample& sample : record.samples) {
    hash.numbers(sample.clamp);
    hash.numbers(std::array{sample.time_ms, sample.current_pa, sample.open, sample.held, sample.trapped, sample.ampa_pa});
    hash.numbers(sample.single_pa);
  }
  return hash.hex();
}

template <typename T>
T need(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}", to_text(result.error()));
  std::exit(1);
}

// Name of a table to its hash, and "all" over them.
std::map<std::string, std::string> hashes(int threads) {
  const DataFiles files({SYN_SOURCE_DIR});
  const Parameters parameters = need(Parameters::load(files));
  std::map<std::string, std::string> out;
  for (const auto& path : files.list("assets/scenarios", ".toml")) {
    const Scenario scenario = need(load_scenario(path, parameters));
    const std::string name = path.stem().string();
    const Trajectory run = simulate(scenario, parameters, {.threads = threads});
    out["simulate " + name + " table"] = of_rows(to_csv(run, "", ""));
    out["simulate " + name + " digits"] = of_digits(run);
    if (scenario.patient.stress == Stress::none) continue;  // healthy people have no score to follow
    CohortTableOptions options;
    options.threads = threads;
    out["cohort " + name + " table"] = of_rows(cohort_csv(scenario, parameters, options, ""));
  }
  for (const auto& path : files.list("assets/protocols", ".toml")) {
    const Protocol protocol = need(load_protocol(path, parameters));
    const std::string name = path.stem().string();
    const PatchRecord record = run_patch_clamp(protocol, parameters);
    out["patch " + name + " table"] = of_rows(to_csv(record, protocol, "", ""));
    out["patch " + name + " digits"] = of_digits(record);
    out["patch " + name + " summary"] = of_rows(summary_csv(record, protocol, "", ""));
  }
  Hash all;
  for (const auto& [name, hash] : out) all.text(name + hash);
  out["all"] = all.hex();
  return out;
}

std::map<std::string, std::string> read_hashes(const char* path) {
  std::map<std::string, std::string> out;
  const std::string file = need(read_file(path));
  std::string_view text = file;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.size() > 18 && line.front() != '#') out[std::string(line.substr(18))] = line.substr(0, 16);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

// How many lines differ; each is printed.
int compare(const std::map<std::string, std::string>& now, const std::map<std::string, std::string>& kept) {
  int different = 0;
  std::set<std::string> names;
  for (const auto* hashes : {&now, &kept}) {
    for (const auto& line : *hashes) names.insert(line.first);
  }
  for (const std::string& name : names) {
    const auto of = [&name](const auto& map) { return map.contains(name) ? map.at(name) : std::string("nothing"); };
    if (of(now) == of(kept)) continue;
    ++different;
    fmt::print(stderr, "{}: {}, kept is {}\n", name, of(now), of(kept));
  }
  return different;
}

}  // namespace

int main(int count, char** words) {
  int threads = 1;
  const char* against = nullptr;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view option = words[i];
    const std::string_view value = words[i + 1];
    if (option == "--threads" && std::from_chars(value.begin(), value.end(), threads).ptr == value.end()) continue;
    if (option == "--against") {
      against = words[i + 1];
      continue;
    }
    fmt::print(stderr, "usage: same_bytes [--threads N] [--against FILE]\n");
    return 2;
  }
  const auto now = hashes(threads);
  if (against == nullptr) {
    for (const auto& [name, hash] : now) fmt::print("{}  {}\n", hash, name);
    return 0;
  }
  const int different = compare(now, read_hashes(against));
  fmt::print("{}  all, {} line(s) differ from {}\n", now.at("all"), different, against);
  return different == 0 ? 0 : 1;
}
