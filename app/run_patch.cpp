// The sub-command patch: a student's voltage clamp.
#include <fmt/format.h>

#include <cstdio>

#include "app/run.hpp"
#include "model/parameters.hpp"
#include "model/patch_clamp.hpp"

namespace syn {

int run_patch(const PatchJob& job, const DataFiles& files) {
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  const auto protocol = load_protocol(job.protocol, *parameters);
  if (!protocol) return report(protocol.error(), kBadInput);
  const std::string hash = parameters->with(protocol->parameters).hash();
  const PatchRecord record = run_patch_clamp(*protocol, *parameters);
  const auto written = write_file(job.csv, to_csv(record, *protocol, version(), hash));
  if (!written) return report(written.error(), kCannot);
  const std::string summary = summary_csv(record, *protocol, version(), hash);
  if (job.summary.empty()) {
    fmt::print("{}", summary);
  } else if (const auto also = write_file(job.summary, summary); !also) {
    return report(also.error(), kCannot);
  }
  fmt::print("{}: {} rows, {} sweep(s) of {} ms\n", job.csv.string(), record.samples.size(), protocol->sweeps().size(),
             protocol->total_ms());
  return kDone;
}

}  // namespace syn
