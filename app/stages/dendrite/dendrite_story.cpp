#include "app/stages/dendrite/dendrite_story.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

#include "app/stages/common/course_events.hpp"
#include "model/sampling/spine_population.hpp"

namespace syn::dendrite {
namespace {

constexpr double kFirstHours_h = 6.0;  // before this formation is not altered (3 to 6 h, Moda-Sava et al. 2019)
constexpr double kDays_h = 72.0;
constexpr double kTwoWeeks_h = 336.0;  // in mice the gain lasted up to two weeks (Phoumthipphavong et al. 2016)
constexpr double kVisibleGain = 0.01;  // of the healthy density

const Dose* last_dose(const Trajectory& trajectory, Hours time) {
  const Dose* found = nullptr;
  for (const Dose& dose : trajectory.scenario().doses) {
    if (dose.at_h <= time.value) found = &dose;
  }
  return found;
}

Sentence caption(const Trajectory& trajectory, Hours time, const Since& since) {
  const Dose* dose = last_dose(trajectory, time);
  if (dose == nullptr) {
    const bool stressed = trajectory.scenario().patient.stress == Stress::chronic;
    return {stressed ? "stage.dendrite.caption.stressed"_key : "stage.dendrite.caption.healthy"_key, {}};
  }
  const double since_h = time.value - dose->at_h;
  if (since_h < kFirstHours_h) return {"stage.dendrite.caption.first_hours"_key, {}};
  // A dose too small or too large to do anything must not be given credit.
  const double before = trajectory.at(Column::spine_density, {trajectory.scenario().doses.front().at_h});
  const double gain = trajectory.at(Column::spine_density, time) - before;
  if (gain < kVisibleGain) return {"stage.dendrite.caption.no_gain"_key, {}};
  const auto said = [&](TextKey key) {
    return Sentence{key, {{"new", Quantity{static_cast<double>(since.added), 0}}, {"lost", Quantity{static_cast<double>(since.lost), 0}}}};
  };
  if (since_h <= kDays_h) return said("stage.dendrite.caption.days"_key);
  return said(since_h <= kTwoWeeks_h ? "stage.dendrite.caption.weeks"_key : "stage.dendrite.caption.later"_key);
}

// `drug`: whether it is there, and so its signs are.
Sentence lens_note(Lens lens, bool drug) {
  const auto note = [drug](TextKey key) {
    return Sentence{key, {{"drug", drug ? std::vector<Sentence>{{"stage.dendrite.lens.drug"_key, {}}} : std::vector<Sentence>{}}}};
  };
  switch (lens) {
    case Lens::ms:
    case Lens::s: return {"stage.dendrite.lens.still"_key, {}};
    case Lens::min: return note("stage.dendrite.lens.minutes"_key);
    case Lens::h: return note("stage.dendrite.lens.hours"_key);
    case Lens::d:
    case Lens::wk: break;
  }
  return note("stage.dendrite.lens.days"_key);
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  const double at = share * static_cast<double>(values.size() - 1);
  const auto low = static_cast<std::size_t>(at);
  const std::size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (values[high] - values[low]) * (at - static_cast<double>(low));
}

void measure(StageReport& report, std::span<const SpineState> spines, std::span<const DrawnSizes> drawn) {
  std::vector<double> heads, necks, lengths;
  for (std::size_t i = 0; i < spines.size() && i < drawn.size(); ++i) {
    if (spines[i].presence < 1.0) continue;
    heads.push_back(drawn[i].head_volume_um3);
    lengths.push_back(drawn[i].length_um);
    if (spines[i].kind != SpineKind::stubby && drawn[i].neck_diameter_um > 0.0) necks.push_back(drawn[i].neck_diameter_um);
  }
  report.counts.emplace_back("drawn_head_um3_sum", std::accumulate(heads.begin(), heads.end(), 0.0));
  for (const int percent : {25, 50, 75}) {
    report.counts.emplace_back("drawn_head_um3_q" + std::to_string(percent), quantile(heads, 0.01 * percent));
    report.counts.emplace_back("drawn_length_um_q" + std::to_string(percent), quantile(lengths, 0.01 * percent));
  }
  report.counts.emplace_back("drawn_neck_um_q50", quantile(necks, 0.5));
}

}  // namespace

Losses losses_at(const SpineHistory& history, double time_h) {
  Losses losses;
  for (const LostSite& site : history.lost()) {
    if (!site.by_stress) continue;
    if (site.refilled_h <= time_h) {
      ++losses.refilled;
    } else if (mark_of(site, time_h) > 0.0) {
      ++losses.open;
    }
  }
  return losses;
}

StageReport story_of(const Trajectory& trajectory, Hours time, Lens lens, std::span<const SpineState> spines, const Since& since,
                     const Losses& marked, std::span<const DrawnSizes> drawn, std::span<const StoryPlace> grown) {
  StageReport report;
  report.story.assign(grown.begin(), grown.end());
  report.caption = caption(trajectory, time, since);
  report.lens_note = lens_note(lens, trajectory.at(Column::brain_ketamine, time) >= course::kKetamineThere_um);
  // Shapes and timing come from animals, but how many stand here is the model's word: the weaker badge counts.
  report.badge = Badge::our_model;
  const auto count = [&](auto which) { return static_cast<double>(std::count_if(spines.begin(), spines.end(), which)); };
  const auto of_kind = [&](SpineKind kind) { return count([kind](const SpineState& s) { return s.kind == kind; }); };
  const double all = static_cast<double>(spines.size());
  report.counts = {{"spines", all}};
  for (const SpineKind kind : kSpineKinds) {
    report.counts.emplace_back("spines_" + std::string(name_of(kind)), of_kind(kind));
  }
  report.counts.emplace_back("spines_leaving", count([](const SpineState& s) { return s.leaving; }));
  report.counts.emplace_back("psd_discs", count([](const SpineState& s) { return s.psd >= 0.5; }));
  report.counts.emplace_back("new_drawn", since.added);
  report.counts.emplace_back("lost_drawn", since.lost);
  report.counts.emplace_back("grown_drawn", since.grown);
  report.counts.emplace_back("lost_sites", marked.open);
  report.counts.emplace_back("lost_sites_refilled", marked.refilled);
  report.counts.emplace_back("density_per_um", all / kBranch_um);
  report.counts.emplace_back("branch_um", kBranch_um);
  if (!drawn.empty()) measure(report, spines, drawn);
  for (std::size_t i = 0; i < spines.size(); ++i) {
    std::string item(name_of(spines[i].kind));
    if (i < since.fresh.size() && since.fresh[i].share > 0.0F) item += since.fresh[i].whole ? " new" : " grown";
    if (spines[i].leaving) item += " leaving";
    report.items.push_back(std::move(item));
  }
  return report;
}

}  // namespace syn::dendrite
