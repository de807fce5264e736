// describe(), its part on what acts beside drug and sessions: medicines, stressors, called memories, experiments.
#include <algorithm>

#include "core/sentence.hpp"
#include "model/cortex/surroundings.hpp"
#include "model/words/describe_parts.hpp"

namespace syn::describing {
namespace {

// A called-up memory is worth a word for a day; it is changeable for hours only.
constexpr double kMemoryHours = 24.0;

}  // namespace

void add_context(const Instant& moment, std::vector<Sentence>& sentences) {
  const double now_h = moment.now.value;
  for (const Medication& medication : moment.scenario.medications) {
    // A tablet of naltrexone acts on after it was taken.
    const bool tablet = medication.kind == MedicineKind::naltrexone_oral;
    const double after_h = tablet ? moment.parameters["clinical.naltrexone.hours"] : 0.0;
    if (now_h < medication.start_h || (medication.stop_h && now_h >= *medication.stop_h + after_h)) continue;
    Values values{{"medicine", named_key<"describe.medicine.">(medication.kind)}};
    add_span(values, "since", now_h - medication.start_h);
    sentences.push_back({"describe.beside.medicine"_key, std::move(values)});
    if (tablet && moment.scenario.condition == Condition::trd && !moment.scenario.model.has(Hypothesis::opioid))
      sentences.push_back({"describe.beside.naltrexone"_key, {}});
  }
  const double burden = Surroundings(moment.scenario, moment.parameters).stress_level(now_h);
  if (burden > 0.0) sentences.push_back({"describe.beside.stressor"_key, {{"percent", percent(burden)}}});

  const auto& calls = moment.scenario.retrievals;
  const auto next = std::find_if(calls.begin(), calls.end(), [&](const Retrieval& r) { return r.at_h > now_h; });
  if (next == calls.begin()) return;
  const double since_h = now_h - std::prev(next)->at_h;
  if (since_h > kMemoryHours) return;
  sentences.push_back({"describe.beside.retrieval"_key, span_values("since", since_h)});
  sentences.push_back({"describe.beside.retrieval_signs"_key, {}});
}

void add_experiments(const Instant& moment, std::vector<Sentence>& sentences) {
  const Surroundings around(moment.scenario, moment.parameters);
  for (const ExperimentUse& use : moment.scenario.experiments) {
    const bool acts = around.acts(use.kind, moment.now.value);
    sentences.push_back({acts ? "describe.experiment.acting"_key : "describe.experiment.idle"_key,
                         {{"experiment", named_key<"describe.experiment.">(use.kind)}}});
  }
}

}  // namespace syn::describing
