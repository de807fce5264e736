// The scenario: everything a run depends on besides the parameters. A plain value, read from a TOML file.
//
// Format: product design section 4 (version 1). Times are hours on the scenario's clock, 0 = day 0.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/enum_table.hpp"
#include "core/files.hpp"
#include "core/result.hpp"

namespace syn {

// Moments of a scenario that lie nearer to each other than this, h, are one moment: a microsecond.
inline constexpr double kSameMomentHours = 1e-6 / 3600.0;

enum class Condition { trd, anxiety, social_anxiety, ptsd, alcohol, opioid, smoking, pain_crps, pain_mixed };
enum class Stress { chronic, none };
// Who knows what is given: everybody; nobody, but people guess from what they feel; nobody, and nobody feels anything.
enum class Masking { open, masked, anaesthesia };
enum class Bdnf { val_val, val_met, met_met };
enum class Drug { racemic, esketamine };
enum class Route { iv_infusion, iv_bolus, im, sc, intranasal, sublingual, oral };
enum class TherapyKind { cbt, training, met, mbrp, fap, support };
enum class MedicineKind { ssri, naltrexone_oral, naltrexone_xr, bupropion };
// What speaks against ketamine in a person, or asks for care. They change no number; the program says what is known of them.
enum class Caution {
  aneurysm,
  brain_haemorrhage,
  allergy,
  recent_heart_event,
  high_pressure,
  psychosis,
  mania,
  pregnancy,
  breastfeeding,
  sleep_apnoea,
  glaucoma,
  liver,
  addiction,
  depressants,
  stimulants,
  mao_inhibitor
};
// How ketamine may start the chain; the letters a to g of the literature's competing explanations, in this order.
enum class Hypothesis { burst, rest_block, extrasynaptic, metabolite, habenula, trkb, opioid };
enum class RouteLogic { both, either };  // "and", "either"
enum class WindowKind { clinical, rodent };
// How the receptors of the shown circuit fill: at once (equilibrium), or as fast as their channels open.
enum class BlockKinetics { equilibrium, use_dependent };
// Interventions of the laboratory, and the genes that stand in for them.
enum class Experiment {
  rapamycin,
  ampa_blocker,
  calcium_blocker,
  trkb_blocker,
  anti_bdnf,
  lithium,
  gsk3_knock_in,
  eef2k_knock_out,
  eef2k_inhibitor,
  pi3k_inhibitor,
  mek_inhibitor,
  memantine,
  spine_erasure,
  acute_stressor
};

// Their names in files, in file order.
template <>
inline constexpr auto kWords<Condition> = words("trd", "anxiety", "social_anxiety", "ptsd", "alcohol", "opioid", "smoking", "pain_crps",
                                                "pain_mixed");
template <>
inline constexpr auto kWords<Stress> = words("chronic", "none");
template <>
inline constexpr auto kWords<Masking> = words("open", "masked", "anaesthesia");
template <>
inline constexpr auto kWords<Bdnf> = words("val_val", "val_met", "met_met");
template <>
inline constexpr auto kWords<Drug> = words("racemic", "esketamine");
template <>
inline constexpr auto kWords<Route> = words("iv_infusion", "iv_bolus", "im", "sc", "intranasal", "sublingual", "oral");
template <>
inline constexpr auto kWords<TherapyKind> = words("cbt", "training", "met", "mbrp", "fap", "support");
template <>
inline constexpr auto kWords<MedicineKind> = words("ssri", "naltrexone_oral", "naltrexone_xr", "bupropion");
template <>
inline constexpr auto kWords<Caution> = words("aneurysm", "brain_haemorrhage", "allergy", "recent_heart_event", "high_pressure",
                                              "psychosis", "mania", "pregnancy", "breastfeeding", "sleep_apnoea", "glaucoma", "liver",
                                              "addiction", "depressants", "stimulants", "mao_inhibitor");
template <>
inline constexpr auto kWords<Hypothesis> = words("burst", "rest_block", "extrasynaptic", "metabolite", "habenula", "trkb", "opioid");
template <>
inline constexpr auto kWords<RouteLogic> = words("and", "either");
template <>
inline constexpr auto kWords<WindowKind> = words("clinical", "rodent");
template <>
inline constexpr auto kWords<BlockKinetics> = words("equilibrium", "use_dependent");
template <>
inline constexpr auto kWords<Experiment> = words("rapamycin", "ampa_blocker", "calcium_blocker", "trkb_blocker", "anti_bdnf", "lithium",
                                                 "gsk3_knock_in", "eef2k_knock_out", "eef2k_inhibitor", "pi3k_inhibitor", "mek_inhibitor",
                                                 "memantine", "spine_erasure", "acute_stressor");

struct Patient {
  double weight_kg = 70.0;       // 40 to 150
  double age_years = 40.0;       // 18 to 100
  double baseline_score = 33.0;  // points of the condition's scale
  double baseline_sd = 5.5;      // spread in the population, points
  Stress stress = Stress::chronic;
  Bdnf bdnf = Bdnf::val_val;
  std::vector<Caution> warnings{};
  bool operator==(const Patient&) const = default;
};

// What surrounds the treatment: the part of the answer that is hope and trial design.
struct Setting {
  std::optional<double> expectancy;  // Xamp; empty = the condition's own (TRD 0.20)
  double trial_factor = 0.8;         // m, the setting factor; a file that gives none has the condition's own
  Masking masking = Masking::open;
  bool operator==(const Setting&) const = default;
};

// Esketamine base in one spray device, mg: a property of the product, not of the model.
inline constexpr double kSprayDeviceMg = 28.0;

// One giving of the drug. The amount is `mg`, or `mg_per_kg` times the weight, or `sprays` devices of 28 mg:
// exactly one of the three is set.
struct Dose {
  double at_h = 0.0;
  Drug drug = Drug::racemic;
  Route route = Route::iv_infusion;
  std::optional<double> mg_per_kg;
  std::optional<double> mg;
  std::optional<int> sprays;  // esketamine devices, kSprayDeviceMg each
  double over_min = 40.0;     // length of an infusion; unused by other routes
  bool swallowed = true;      // of a lozenge (sublingual): swallowed after holding it, or spat out
  double amount_mg(double weight_kg) const;
  double end_h() const;  // end of the infusion, or at_h
  std::partial_ordering operator<=>(const Dose&) const = default;
};

struct Therapy {
  double at_h = 24.0;
  TherapyKind kind = TherapyKind::cbt;
  std::partial_ordering operator<=>(const Therapy&) const = default;
};

// A treatment visit without drug (control arms). Doses are visits by themselves; therapy sessions are not.
struct Visit {
  double at_h = 0.0;
  std::partial_ordering operator<=>(const Visit&) const = default;
};

// Another medicine beside ketamine, from `start_h` until `stop_h` or to the end of the run. What it does depends on the condition,
// see Medicines.
struct Medication {
  MedicineKind kind = MedicineKind::ssri;
  double start_h = 0.0;
  std::optional<double> stop_h;
  bool operator==(const Medication&) const = default;
  bool operator<(const Medication& other) const;  // by start
};

// A burden of everyday life for some hours: raises the score and wears labile spines away while it lasts.
struct Stressor {
  double at_h = 0.0;
  double hours = 24.0;
  double level = 0.5;  // 0..1
  std::partial_ordering operator<=>(const Stressor&) const = default;
};

// A memory is called up, which may make it changeable for some hours (reconsolidation; no effect by default).
struct Retrieval {
  double at_h = 0.0;
  std::partial_ordering operator<=>(const Retrieval&) const = default;
};

// A laboratory intervention that is switched on. Without a window it acts as its trials did: rapamycin from 2 h before
// to 24 h after each treatment session begins, the others all along. A gene has no window; an erasure and an acute stressor have a moment
// (`from_h`) and no length.
struct ExperimentUse {
  Experiment kind = Experiment::rapamycin;
  std::optional<double> from_h;
  std::optional<double> hours;
  std::partial_ordering operator<=>(const ExperimentUse&) const = default;
};
bool is_gene(Experiment experiment);
bool is_moment(Experiment experiment);

struct ModelOptions {
  std::vector<Hypothesis> hypotheses{Hypothesis::burst, Hypothesis::rest_block};
  double coupling = 1.0;      // multiplies each therapy's own synergy; 0 = none
  bool encoding_loss = true;  // therapy during intoxication is remembered less
  RouteLogic route_logic = RouteLogic::both;
  WindowKind window = WindowKind::clinical;
  BlockKinetics block_kinetics = BlockKinetics::equilibrium;
  bool vary_pharmacokinetics = false;  // each virtual patient clears the drug in a way of their own (slower)
  bool has(Hypothesis hypothesis) const;
  bool operator==(const ModelOptions&) const = default;
};

struct Scenario {
  std::string title = "One infusion, then CBT";
  std::string title_sv{};  // in Swedish; empty: as the title
  Condition condition = Condition::trd;
  double horizon_days = 28.0;     // 0.5 to 366
  std::optional<double> detox_h;  // alcohol, opioid: from when abstinence counts; empty = 0
  std::optional<double> quit_h;   // smoking: the day of quitting; empty = 0
  std::uint64_t seed = 7;
  int population = 200;  // virtual patients behind the bands and rates, 1 to 100000
  Patient patient;
  Setting setting;
  std::vector<Dose> doses;                 // sorted by time
  std::vector<Therapy> therapies;          // sorted by time
  std::vector<Visit> visits;               // sorted by time
  std::vector<Medication> medications;     // sorted by start
  std::vector<Stressor> stressors;         // sorted by time
  std::vector<Retrieval> retrievals;       // sorted by time
  std::vector<ExperimentUse> experiments;  // sorted by kind, each kind at most once
  ModelOptions model;
  std::map<std::string, double> parameters;  // changed model numbers by key
  bool operator==(const Scenario&) const = default;

  // The title in a language ("sv"), or as it was given.
  const std::string& title_in(std::string_view language) const { return language == "sv" && !title_sv.empty() ? title_sv : title; }
  // First moment of the run: 0, or the earliest event if one lies before it.
  double start_h() const;
  double end_h() const { return horizon_days * 24.0; }
  // Puts every list in its one order (that of its entries), whatever order it came in, and gives moments (starts, ends, 0 and the end of
  // the run) that lie nearer to each other than kSameMomentHours one number. What is no number stays as it is.
  void sort_events();
};

// A treatment session: the doses that begin within `within_h` (scenario.limit.session) of its first one, or not after
// the end of an infusion that it already holds. However many entries it is written in, it is one session.
struct TreatmentSession {
  double at_h = 0.0;      // of its first dose
  std::size_t first = 0;  // dose, by its place in the list
  std::size_t count = 0;
};
// `doses` sorted by time.
std::vector<TreatmentSession> treatment_sessions(std::span<const Dose> doses, double within_h);

class Parameters;

// Reads a scenario; fails with every problem of the text at once (file, line, what is wrong, what would be right):
// syntax, unknown fields, unknown names, numbers out of range, doses above the hard stop of their route,
// overlapping infusions, an unknown version, a parameter that does not exist or is out of its range.
Result<Scenario> parse_scenario(std::string_view text, const std::string& file, const Parameters& parameters);
Result<Scenario> load_scenario(const std::filesystem::path& path, const Parameters& parameters);

// What is allowed but unusual (a dose above the route's "warn" limit), in the same form as problems.
Problems scenario_warnings(const Scenario& scenario, const Parameters& parameters);

// The same checks as parse_scenario for a scenario made in the program (a panel, a command). Empty = good.
Problems check_scenario(const Scenario& scenario, const Parameters& parameters);

// The scenario as a version 1 file; parse_scenario gives an equal scenario back. What a route does not use (the length
// of a spray) is not written.
std::string to_toml(const Scenario& scenario);

// A dose's limits count mg/kg or mg, by route.
bool limit_per_kg(Route route);
// "scenario.limit.im." and so on; the nose has its own for the esketamine devices.
std::string limit_key(Drug drug, Route route);

// The fields that scenario files accept, one line each with unit, range and default: what `schema` prints.
std::string scenario_schema();

}  // namespace syn
