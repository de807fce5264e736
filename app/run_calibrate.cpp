// The sub-command calibrate: the tables of published rows, each simulated.
#include <fmt/format.h>

#include <cstdio>

#include "app/run.hpp"
#include "model/calibration.hpp"
#include "model/parameters.hpp"

namespace syn {

int run_calibrate(const CalibrateJob& job, const DataFiles& files) {
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  std::vector<CalibrationReport> reports;
  Problems problems;
  for (const CalibrationTable table : all_calibration_tables()) {
    if (!job.table.empty() && name_of(table) != job.table) continue;
    auto one = calibrate(table, files, *parameters, {.seed = job.seed});
    if (!one) {
      problems.insert(problems.end(), one.error().begin(), one.error().end());
      continue;
    }
    fmt::print("{}\n", to_text(*one));
    std::fflush(stdout);
    reports.push_back(*std::move(one));
  }
  if (!problems.empty()) return report(problems, kBadInput);
  if (!job.csv.empty()) {
    if (const auto written = write_file(job.csv, to_csv(reports)); !written) return report(written.error(), kCannot);
  }
  if (!job.markdown.empty()) {
    const auto written = write_file(job.markdown, to_markdown(reports, *parameters));
    if (!written) return report(written.error(), kCannot);
  }
  return kDone;
}

}  // namespace syn
