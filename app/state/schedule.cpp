#include "app/state/schedule.hpp"

#include "model/data/parameters.hpp"

namespace syn {

Result<std::vector<Schedule>> load_schedules(const DataFiles& files, const Parameters& parameters) {
  std::vector<Schedule> schedules;
  Problems problems;
  for (const auto& path : files.list("assets/schedules", ".toml")) {
    auto plan = load_scenario(path, parameters);
    if (!plan) {
      problems.insert(problems.end(), plan.error().begin(), plan.error().end());
      continue;
    }
    if (plan->doses.empty() && plan->therapies.empty() && plan->visits.empty()) {
      problems.push_back({path.string(), 0, 0, "the schedule is empty", "give at least one dose, therapy or visit"});
      continue;
    }
    schedules.push_back({path.stem().string(), std::move(*plan)});
  }
  if (!problems.empty()) return failure(std::move(problems));
  return schedules;
}

}  // namespace syn
