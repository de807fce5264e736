// The number fields of a scenario, with their ranges: one table that the checks apply, the schema prints and the panels
// that edit them show. Otherwise internal to the scenario's sources.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/config.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

template <class Owner>
struct NumberField {
  std::string_view name;
  Range range;
  std::string_view unit;
  std::string_view fallback;  // what stands there when it is left out, in words
  std::string_view meaning;
  std::optional<double> (*value)(const Owner&);  // empty: left out
};

// Earliest and latest moment of an event, h; the end of the run limits it further.
inline constexpr Range kEventHours{-720.0, 366.0 * 24.0};
inline constexpr Range kHorizonDays{0.5, 366.0};
inline constexpr std::size_t kMaxDoses = 200;
inline constexpr std::size_t kMaxSessions = 500;   // of therapies, and of visits
inline constexpr std::size_t kMaxOthers = 100;     // of medicines, of stressors and of retrievals
inline constexpr int kMaxVaried = 5000;            // people whose pharmacokinetics vary, each with a chain of their own
inline constexpr std::size_t kLongestTitle = 200;  // bytes

inline constexpr NumberField<Scenario> kScenarioNumbers[] = {
    {"horizon_days", kHorizonDays, "days", "28", "length of the run from day 0",
     [](const Scenario& s) { return std::optional(s.horizon_days); }},
    {"seed",
     {0.0, 9007199254740991.0},
     "",
     "7",
     "seed of the virtual patients, a whole number",
     [](const Scenario& s) { return std::optional(static_cast<double>(s.seed)); }},
    {"population",
     {1.0, 100000.0},
     "people",
     "200",
     "virtual patients behind the bands and rates",
     [](const Scenario& s) { return std::optional(static_cast<double>(s.population)); }},
};

inline constexpr NumberField<Patient> kPatientNumbers[] = {
    {"weight_kg", {40.0, 150.0}, "kg", "70", "body weight", [](const Patient& p) { return std::optional(p.weight_kg); }},
    {"age_years", {18.0, 100.0}, "years", "40", "adults only", [](const Patient& p) { return std::optional(p.age_years); }},
    {"baseline_score",
     {1.0, 60.0},
     "points",
     "33",
     "mean score on day 0 (MADRS)",
     [](const Patient& p) { return std::optional(p.baseline_score); }},
    {"baseline_sd",
     {0.0, 15.0},
     "points",
     "5.5",
     "its spread in the population",
     [](const Patient& p) { return std::optional(p.baseline_sd); }},
};

inline constexpr NumberField<Setting> kSettingNumbers[] = {
    {"expectancy",
     {0.0, 0.9},
     "",
     "the condition's own (trd 0.20)",
     "share of symptoms that hope and attention take away at a visit; or a name",
     [](const Setting& s) { return s.expectancy; }},
    {"trial",
     {0.0, 1.5},
     "",
     "0.6",
     "setting factor on the drug's effect; or a name",
     [](const Setting& s) { return std::optional(s.trial_factor); }},
};

inline constexpr NumberField<Dose> kDoseNumbers[] = {
    {"at_h", kEventHours, "h", "0", "start", [](const Dose& d) { return std::optional(d.at_h); }},
    {"over_min",
     {2.0, 240.0},
     "min",
     "40",
     "length of an infusion",
     [](const Dose& d) { return d.route == Route::iv_infusion ? std::optional(d.over_min) : std::nullopt; }},
};

inline constexpr NumberField<Therapy> kTherapyNumbers[] = {
    {"at_h", kEventHours, "h", "24", "the session", [](const Therapy& t) { return std::optional(t.at_h); }},
};

inline constexpr NumberField<Visit> kVisitNumbers[] = {
    {"at_h", kEventHours, "h", "0", "a treatment visit without drug", [](const Visit& v) { return std::optional(v.at_h); }},
};

inline constexpr NumberField<Medication> kMedicationNumbers[] = {
    {"start_h", kEventHours, "h", "0", "first day of it", [](const Medication& m) { return std::optional(m.start_h); }},
    {"stop_h", kEventHours, "h", "to the end of the run", "last tablet", [](const Medication& m) { return m.stop_h; }},
};

inline constexpr NumberField<Stressor> kStressorNumbers[] = {
    {"at_h", kEventHours, "h", "0", "when it begins", [](const Stressor& s) { return std::optional(s.at_h); }},
    {"hours", {0.1, 366.0 * 24.0}, "h", "24", "how long it lasts", [](const Stressor& s) { return std::optional(s.hours); }},
    {"level", {0.0, 1.0}, "", "0.5", "how heavy it is", [](const Stressor& s) { return std::optional(s.level); }},
};

inline constexpr NumberField<Retrieval> kRetrievalNumbers[] = {
    {"at_h", kEventHours, "h", "0", "a memory is called up", [](const Retrieval& r) { return std::optional(r.at_h); }},
};

inline constexpr NumberField<ExperimentUse> kExperimentNumbers[] = {
    {"from_h", kEventHours, "h", "see below", "when it begins, or its moment", [](const ExperimentUse& e) { return e.from_h; }},
    {"hours", {0.1, 366.0 * 24.0}, "h", "to the end of the run", "how long it acts", [](const ExperimentUse& e) { return e.hours; }},
};

inline constexpr NumberField<ModelOptions> kModelNumbers[] = {
    {"coupling",
     {0.0, 5.0},
     "",
     "1",
     "multiplies the synergy of drug and therapy; 0 = none",
     [](const ModelOptions& m) { return std::optional(m.coupling); }},
};

// "from 40 to 150 kg".
std::string range_words(Range range, std::string_view unit);

// A rule that a scenario breaks. `path` is written as in messages about files: "patient.weight_kg", "dose[2].mg"
// (counting from 1), or "dose[2]" when the entry as a whole is wrong.
// `other`, if there is one, is the entry that it goes against: a message about a file says where that stands too.
struct Violation {
  std::string path;
  std::string what;
  std::string remedy;
  std::string other = {};
};
std::vector<Violation> find_violations(const Scenario& scenario, const Parameters& parameters);
// What is allowed but unusual.
std::vector<Violation> find_cautions(const Scenario& scenario, const Parameters& parameters);

}  // namespace syn
