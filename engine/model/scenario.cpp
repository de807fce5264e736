#include "model/scenario.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace syn {

double Dose::amount_mg(double weight_kg) const {
  if (mg) return *mg;
  if (mg_per_kg) return *mg_per_kg * weight_kg;
  return sprays ? *sprays * kSprayDeviceMg : 0.0;
}

double Dose::end_h() const { return route == Route::iv_infusion ? at_h + over_min / 60.0 : at_h; }

bool ModelOptions::has(Hypothesis hypothesis) const {
  return std::find(hypotheses.begin(), hypotheses.end(), hypothesis) != hypotheses.end();
}

double Scenario::start_h() const {
  double start = 0.0;
  for (const Dose& dose : doses) start = std::min(start, dose.at_h);
  for (const Therapy& therapy : therapies) start = std::min(start, therapy.at_h);
  for (const Visit& visit : visits) start = std::min(start, visit.at_h);
  for (const Medication& medication : medications) start = std::min(start, medication.start_h);
  for (const Stressor& stressor : stressors) start = std::min(start, stressor.at_h);
  for (const Retrieval& retrieval : retrievals) start = std::min(start, retrieval.at_h);
  for (const ExperimentUse& use : experiments) start = std::min(start, use.from_h.value_or(0.0));
  return start;
}

void Scenario::sort_events() {
  const auto earlier = [](const auto& a, const auto& b) { return a.at_h < b.at_h; };
  std::stable_sort(doses.begin(), doses.end(), earlier);
  std::stable_sort(therapies.begin(), therapies.end(), earlier);
  std::stable_sort(visits.begin(), visits.end(), earlier);
  std::stable_sort(stressors.begin(), stressors.end(), earlier);
  std::stable_sort(retrievals.begin(), retrievals.end(), earlier);
  std::stable_sort(medications.begin(), medications.end(),
                   [](const Medication& a, const Medication& b) { return a.start_h < b.start_h; });
  std::stable_sort(experiments.begin(), experiments.end(),
                   [](const ExperimentUse& a, const ExperimentUse& b) { return a.kind < b.kind; });
}

// The name of an enumerator: its place in the list of names.
template <class E, std::size_t N>
std::string_view pick(const std::array<std::string_view, N>& names, E value) {
  const auto at = static_cast<std::size_t>(value);
  assert(at < N);
  return names[at];
}

std::string_view name_of(Condition condition) { return pick<Condition, 1>({"trd"}, condition); }
std::string_view name_of(Stress stress) { return pick<Stress, 2>({"chronic", "none"}, stress); }
std::string_view name_of(Bdnf bdnf) { return pick<Bdnf, 3>({"val_val", "val_met", "met_met"}, bdnf); }
std::string_view name_of(Drug drug) { return pick<Drug, 2>({"racemic", "esketamine"}, drug); }
std::string_view name_of(Route route) {
  return pick<Route, 7>({"iv_infusion", "iv_bolus", "im", "sc", "intranasal", "sublingual", "oral"}, route);
}
std::string_view name_of(TherapyKind kind) { return pick<TherapyKind, 4>({"cbt", "training", "fap", "support"}, kind); }
std::string_view name_of(MedicineKind kind) { return pick<MedicineKind, 2>({"ssri", "naltrexone_oral"}, kind); }
std::string_view name_of(Hypothesis hypothesis) {
  return pick<Hypothesis, 7>({"burst", "rest_block", "extrasynaptic", "metabolite", "habenula", "trkb", "opioid"},
                             hypothesis);
}
std::string_view name_of(RouteLogic logic) { return pick<RouteLogic, 2>({"and", "either"}, logic); }
std::string_view name_of(WindowKind window) { return pick<WindowKind, 2>({"clinical", "rodent"}, window); }
std::string_view name_of(BlockKinetics kinetics) {
  return pick<BlockKinetics, 2>({"equilibrium", "use_dependent"}, kinetics);
}
std::string_view name_of(Experiment experiment) {
  return pick<Experiment, 14>({"rapamycin", "ampa_blocker", "calcium_blocker", "trkb_blocker", "anti_bdnf", "lithium",
                               "gsk3_knock_in", "eef2k_knock_out", "eef2k_inhibitor", "pi3k_inhibitor", "mek_inhibitor",
                               "memantine", "spine_erasure", "acute_stressor"},
                              experiment);
}

namespace {

template <class E, std::size_t N>
constexpr std::array<E, N> enumerators() {
  std::array<E, N> out{};
  for (std::size_t i = 0; i < N; ++i) out[i] = static_cast<E>(i);
  return out;
}

constexpr auto kRoutes = enumerators<Route, 7>();
constexpr auto kTherapies = enumerators<TherapyKind, 4>();
constexpr auto kMedicines = enumerators<MedicineKind, 2>();
constexpr auto kHypotheses = enumerators<Hypothesis, 7>();
constexpr auto kExperiments = enumerators<Experiment, 14>();

}  // namespace

std::span<const Route> all_routes() { return kRoutes; }
std::span<const TherapyKind> all_therapies() { return kTherapies; }
std::span<const MedicineKind> all_medicines() { return kMedicines; }
std::span<const Hypothesis> all_hypotheses() { return kHypotheses; }
std::span<const Experiment> all_experiments() { return kExperiments; }

bool is_gene(Experiment experiment) {
  return experiment == Experiment::gsk3_knock_in || experiment == Experiment::eef2k_knock_out;
}
bool is_moment(Experiment experiment) {
  return experiment == Experiment::spine_erasure || experiment == Experiment::acute_stressor;
}

bool limit_per_kg(Route route) {
  return route == Route::iv_infusion || route == Route::iv_bolus || route == Route::im || route == Route::sc;
}

std::string limit_key(Drug drug, Route route) {
  if (route == Route::intranasal)
    return drug == Drug::racemic ? "scenario.limit.nasal_racemic." : "scenario.limit.nasal_esketamine.";
  return "scenario.limit." + std::string(name_of(route)) + ".";
}

}  // namespace syn
