// Scenarios of tests/cases, and the rows of a table to compare.
#pragma once

#include <map>
#include <sstream>
#include <string>

#include "chain_fixture.hpp"

namespace syn::test {

inline Scenario case_of(const std::string& name) {
  auto scenario = load_scenario(std::string(SYN_SOURCE_DIR) + "/tests/cases/" + name + ".toml", shipped());
  if (!scenario) FAIL(to_text(scenario.error()));
  return *scenario;
}

// The rows of a table by the text of their time.
inline std::map<std::string, std::string> rows_of(const Trajectory& run) {
  std::map<std::string, std::string> out;
  std::istringstream lines(to_csv(run, "0", "0"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#") || line.starts_with("time_h")) continue;
    const std::size_t comma = line.find(',');
    out[line.substr(0, comma)] = line.substr(comma);
  }
  CHECK(out.size() == run.times_h().size());  // no time stands twice
  return out;
}

// How many rows both have; every one of them has to be the same.
inline int common_rows(const std::map<std::string, std::string>& a, const std::map<std::string, std::string>& b) {
  int common = 0;
  for (const auto& each : a) {
    const std::string& time = each.first;
    const std::string& line = each.second;
    const auto other = b.find(time);
    if (other == b.end()) continue;
    ++common;
    if (line == other->second) continue;
    CAPTURE(time);
    REQUIRE(line == other->second);
  }
  return common;
}

inline Dose dose_by(Route route, double at_h = 0.0, double mg = 20.0) {
  Dose dose;
  dose.at_h = at_h;
  dose.route = route;
  dose.mg = mg;
  return dose;
}

}  // namespace syn::test
