// The sub-command calibrate: the tables of published rows, each simulated.
#include <fmt/format.h>

#include <cstdio>

#include "app/cli/run.hpp"
#include "app/console/console.hpp"
#include "app/console/outputs.hpp"
#include "app/console/progress.hpp"
#include "model/calibration/calibration.hpp"
#include "model/data/parameters.hpp"

namespace syn {

int run_calibrate(const CalibrateJob& job, const DataFiles& files) {
  Outputs outputs(files);
  outputs.writes("--csv", job.csv, {Format::csv});
  outputs.writes("--markdown", job.markdown, {Format::markdown});
  if (const auto code = outputs.refused()) return *code;
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  std::vector<CalibrationReport> reports;
  Problems problems;
  for (const CalibrationTable table : kValues<CalibrationTable>) {
    if (!job.table.empty() && name_of(table) != job.table) continue;
    auto one = [&] {
      Progress progress(fmt::format("simulating the table {}", name_of(table)));
      return calibrate(table, files, *parameters, {.seed = job.seed, .progress = progress.teller()});
    }();
    if (!one) {
      problems.insert(problems.end(), one.error().begin(), one.error().end());
      continue;
    }
    outputs.words().say("{}\n", to_text(*one));
    if (answer_is_lost() && job.csv.empty() && job.markdown.empty()) return kDone;  // for settle() to tell
    reports.push_back(*std::move(one));
  }
  if (!problems.empty()) return report(problems, kBadInput);
  if (!job.csv.empty()) {
    if (const auto code = write_output(job.csv, to_csv(reports)); code != kDone) return code;
  }
  if (!job.markdown.empty()) {
    if (const auto code = write_output(job.markdown, to_markdown(reports, *parameters)); code != kDone) return code;
  }
  return kDone;
}

}  // namespace syn
