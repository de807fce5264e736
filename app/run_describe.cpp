// The sub-command `describe`: a moment of a scenario in words, on the standard output.
#include <fmt/format.h>

#include <cstdio>

#include "app/description.hpp"
#include "app/run.hpp"
#include "model/simulate.hpp"

namespace syn {

int run_describe(const DescribeJob& job, const DataFiles& files) {
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  const auto scenario = load_scenario(job.scenario, *parameters);
  if (!scenario) return report(scenario.error(), kBadInput);
  const auto locale = Locale::load(files, job.locale);
  if (!locale) return report(locale.error(), kBadInput);
  if (job.at.value < scenario->start_h() || job.at.value > scenario->end_h()) {
    return report(
        {{job.scenario.string(), 0, 0, "--at " + time_text(job.at) + " lies outside of the run",
          fmt::format("a moment from {} to {}", time_text({scenario->start_h()}), time_text({scenario->end_h()}))}},
        kBadInput);
  }
  const Trajectory trajectory = simulate(*scenario, *parameters, {.dense_start = true, .also_h = {job.at.value}});
  fmt::print("{}", description_text(trajectory, *parameters, job.at, *locale));
  return kDone;
}

}  // namespace syn
