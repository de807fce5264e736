// The sub-command patch: a student's voltage clamp.
#include <fmt/format.h>

#include <cstdio>

#include "app/cli/run.hpp"
#include "app/console/console.hpp"
#include "app/console/outputs.hpp"
#include "app/console/progress.hpp"
#include "model/data/parameters.hpp"
#include "model/patch/patch_clamp.hpp"

namespace syn {

int run_patch(const PatchJob& job, const DataFiles& files) {
  Outputs outputs(files);
  outputs.reads(job.protocol);
  outputs.writes("--csv", job.csv, {Format::csv});
  outputs.writes("--summary", job.summary, {Format::csv});
  if (const auto code = outputs.refused()) return *code;
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  const auto protocol = load_protocol(job.protocol, *parameters);
  if (!protocol) return report(protocol.error(), kBadInput);
  const std::string hash = parameters->with(protocol->parameters).hash();
  const PatchRecord record = [&] {
    Progress progress("recording");
    return run_patch_clamp(*protocol, *parameters, progress.teller());
  }();
  if (const auto code = write_output(job.csv, to_csv(record, *protocol, version(), hash)); code != kDone) return code;
  const std::string summary = summary_csv(record, *protocol, version(), hash);
  const Words words = outputs.words();
  if (job.summary.empty()) {
    words.say("{}", summary);
  } else if (const auto code = write_output(job.summary, summary); code != kDone) {
    return code;
  }
  words.say("{}: {} rows, {} sweep(s) of {} ms\n", job.csv.string(), record.samples.size(), protocol->sweeps().size(),
            protocol->total_ms());
  return kDone;
}

}  // namespace syn
