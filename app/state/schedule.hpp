// Ready-made schedules: doses, sessions and visits as published trials and clinics placed them, counted from day 0.
#pragma once

#include <string>
#include <vector>

#include "model/scenario/scenario.hpp"

namespace syn {

struct Schedule {
  std::string name;  // of its file, without the ending: "six_infusions"
  Scenario plan;     // of which the doses, therapies, visits, title and (if the run is shorter) horizon_days count
};

// Every assets/schedules/*.toml, in the order of their names; each is written as a scenario and checked as one. Fails
// with all problems of all files.
Result<std::vector<Schedule>> load_schedules(const DataFiles& files, const Parameters& parameters);

}  // namespace syn
