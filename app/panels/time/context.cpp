#include "app/panels/time/context.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "core/sentence.hpp"
#include "model/cortex/surroundings.hpp"

namespace syn {
namespace {

constexpr double kForever = std::numeric_limits<double>::infinity();

std::string counted(const PanelContext& context, TextKey key, std::size_t count) {
  return context.locale.text({key, {{"count", Quantity{static_cast<double>(count), 0}}}});
}

// Kinds of medicine in the order they are first taken.
std::vector<MedicineKind> medicines_of(const Scenario& scenario) {
  std::vector<MedicineKind> kinds;
  for (const Medication& medication : scenario.medications) {
    if (std::find(kinds.begin(), kinds.end(), medication.kind) == kinds.end()) kinds.push_back(medication.kind);
  }
  return kinds;
}

std::size_t count_apart(const Scenario& scenario) {
  return medicines_of(scenario).size() + (scenario.stressors.empty() ? 0U : 1U) + (scenario.retrievals.empty() ? 0U : 1U) +
         scenario.experiments.size();
}

// All of one kind in one strip, with their number for words.
void merge(std::vector<Strip>& strips, std::string words) {
  if (strips.size() < 2) return;
  Strip& all = strips.front();
  for (std::size_t i = 1; i < strips.size(); ++i) all.spans.insert(all.spans.end(), strips[i].spans.begin(), strips[i].spans.end());
  all.wordings = {std::move(words)};
  strips.erase(std::next(strips.begin()), strips.end());
}

std::vector<Strip> medicine_strips(const PanelContext& context) {
  std::vector<Strip> out;
  for (const MedicineKind kind : medicines_of(context.state.scenario)) {
    Strip strip{StripForm::pill,
                context.theme[Role::muted],
                context.locale.text("panel.beside.medicine_name"_key),
                {context.locale.text(named_key<"panel.beside.medicine.">(kind))},
                {}};
    for (const Medication& medication : context.state.scenario.medications) {
      if (medication.kind == kind) strip.spans.push_back({medication.start_h, medication.stop_h.value_or(kForever)});
    }
    out.push_back(std::move(strip));
  }
  return out;
}

Strip stress_strip(const PanelContext& context) {
  const std::vector<Stressor>& stressors = context.state.scenario.stressors;
  const double level = stressors.front().level;
  const bool alike = std::all_of(stressors.begin(), stressors.end(), [&](const Stressor& s) { return s.level == level; });
  Strip strip{StripForm::hatch,
              context.theme[Role::burden],
              context.locale.text("panel.beside.stress_name"_key),
              {context.locale.text("panel.beside.stress"_key)},
              {}};
  if (alike) {
    const Sentence level_words{"panel.beside.stress_level"_key, {{"percent", Quantity{100.0 * level, 0}}}};
    strip.wordings.insert(strip.wordings.begin(), context.locale.text(level_words));
  }
  for (const Stressor& stressor : stressors)
    strip.spans.push_back({stressor.at_h, stressor.at_h + stressor.hours, static_cast<float>(stressor.level)});
  return strip;
}

Strip memory_strip(const PanelContext& context) {
  Strip strip{StripForm::ring,
              context.theme[Role::muted],
              context.locale.text("panel.beside.memory_name"_key),
              {context.locale.text("panel.beside.memory"_key)},
              {}};
  for (const Retrieval& retrieval : context.state.scenario.retrievals) strip.spans.push_back({retrieval.at_h, retrieval.at_h});
  return strip;
}

std::vector<Strip> experiment_strips(const PanelContext& context) {
  std::vector<Strip> out;
  const Scenario& scenario = context.state.scenario;
  if (scenario.experiments.empty()) return out;
  const Surroundings surroundings(scenario, context.parameters);
  for (const ExperimentUse& use : scenario.experiments) {
    Strip strip{StripForm::bracket,
                context.theme[Role::muted],
                context.locale.text("panel.beside.experiment_name"_key),
                {context.locale.text(named_key<"panel.beside.experiment.">(use.kind))},
                {}};
    // The one experiment that was made with people too; the other way round than in rats, and than here.
    if (use.kind == Experiment::rapamycin)
      strip.wordings.insert(strip.wordings.begin(), context.locale.text("panel.beside.rapamycin_in_people"_key));
    for (const Span& span : surroundings.spans(use.kind)) strip.spans.push_back({span.from_h, span.until_h});
    out.push_back(std::move(strip));
  }
  return out;
}

}  // namespace

std::vector<Strip> context_strips(const PanelContext& context) {
  const Scenario& scenario = context.state.scenario;
  std::vector<Strip> medicines = medicine_strips(context);
  std::vector<Strip> experiments = experiment_strips(context);
  if (count_apart(scenario) > kMaxStrips) {
    merge(medicines, counted(context, "panel.beside.medicines"_key, medicines.size()));
    merge(experiments, counted(context, "panel.beside.experiments"_key, experiments.size()));
  }
  std::vector<Strip> out = std::move(medicines);
  if (!scenario.stressors.empty()) out.push_back(stress_strip(context));
  if (!scenario.retrievals.empty()) out.push_back(memory_strip(context));
  for (Strip& strip : experiments) out.push_back(std::move(strip));
  return out;
}

std::size_t count_context(const Scenario& scenario) {
  const std::size_t apart = count_apart(scenario);
  if (apart <= kMaxStrips) return apart;
  return (scenario.medications.empty() ? 0U : 1U) + (scenario.stressors.empty() ? 0U : 1U) + (scenario.retrievals.empty() ? 0U : 1U) +
         (scenario.experiments.empty() ? 0U : 1U);
}

Strip with_name(Strip strip, const Locale& locale) {
  std::vector<std::string> named;
  for (const std::string& words : strip.wordings)
    named.push_back(locale.text({"panel.beside.named"_key, {{"kind", strip.name}, {"which", words}}}));
  // The name is left out before the last words are.
  strip.wordings.insert(strip.wordings.begin(), named.begin(), named.end());
  strip.wordings.erase(std::next(strip.wordings.begin(), static_cast<std::ptrdiff_t>(named.size())), std::prev(strip.wordings.end()));
  return strip;
}

}  // namespace syn
