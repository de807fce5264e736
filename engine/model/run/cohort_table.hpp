// One row a virtual patient: who they are, what they scored, when they responded and when they lost it.
//
// Who a patient is and how they fare depends on the seed and their number alone, so any sharding gives the same bytes:
// the shards 1/n, 2/n, ... n/n put behind each other are the whole table.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "model/data/parameters.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

struct Shard {
  int index = 1;  // from 1
  int count = 1;
};
// "2/8": index from 1 to count, count up to 100000.
Result<Shard> parse_shard(std::string_view text);

struct CohortTableOptions {
  int patients = 0;  // 0 = the scenario's population
  Shard shard;
  int threads = 0;                         // 0 = as many as the machine has; changes no byte
  std::function<void(double)> progress{};  // told now and then what share of the people is done, 0..1
};

// Columns: patient; baseline; the multipliers of drug, expectancy, medicine and learning; lifetime of labile spines (h);
// peak of plasma ketamine (ng/mL), solved for; score at 1, 3, 7, 14 and 28 days after the first dose (or day 0) and at
// the end, each as rated, noise included, empty beyond the run; lowest score without noise and its hour (looked for at
// every event, hourly for three days after each treatment session begins, else every six hours); hours of the first
// response and of its loss on the noise-free course, looked at once a day, empty if there was none; hour of a relapse by
// chance from remission (Relapse), empty if there was none; remission at the end (0/1). Hours as hours_text has them.
// The first shard carries the `#` lines and the header.
//
// The text goes to `take` in parts, as it is made, so that a table of ten million takes no more memory than one of some
// thousand; `take` says whether to go on. True if it took everything.
bool cohort_csv(const Scenario& scenario, const Parameters& parameters, const CohortTableOptions& options, std::string_view version,
                const std::function<bool(std::string_view)>& take);
// The same as one text.
std::string cohort_csv(const Scenario& scenario, const Parameters& parameters, const CohortTableOptions& options, std::string_view version);

}  // namespace syn
