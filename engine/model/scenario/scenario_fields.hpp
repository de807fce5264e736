// The fields of a scenario, each said once: what reads, writes, checks, explains or edits a scenario goes through
//
//   fields(visitor, part)
//
// which calls visitor(Field, member) for each field of a part, in the order of files, and visitor(Field, member, usual) where
// another value than the member's default stands for what is left out. A new field is its member in scenario.hpp and its
// line here.
#pragma once

#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/config.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

struct Field {
  std::string_view name;  // in files, commands and messages
  std::string_view meaning = {};
  Range range = {};  // of a number, of a text in bytes, of a list in entries
  std::string_view unit = {};
  int decimals = 0;               // as many as people are shown
  std::string_view usual = {};    // what stands there when it is left out, in words; empty: the member's default
  std::string_view accepts = {};  // what may stand there, in words; empty: what its type and range say
  std::string_view remedy = {};   // for a number outside of the range; empty: names the range
  std::string_view names = {};    // words instead of a number: the parameters scenario.NAME.WORD
  bool moment = false;            // a moment of the run
  double per_hour = 0.0;          // a length of time that starts at the moment before it: so many of its unit are an hour
  bool applies = true;            // false: means nothing beside the others; the member keeps it, files leave it out
  bool left_out = false;          // says no more than the default: files and commands leave it out
};

// Earliest and latest moment of an event, h; the end of the run limits it further.
inline constexpr Range kEventHours{-720.0, 366.0 * 24.0};
inline constexpr Range kEventLengths{0.1, 366.0 * 24.0};
inline constexpr Range kAboveZero{std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max()};
inline constexpr Range kFromOne{1.0, std::numeric_limits<int>::max()};
inline constexpr Range kSessions{0.0, 500.0};  // how many therapies, and how many visits
inline constexpr Range kOthers{0.0, 100.0};    // how many medicines, stressors and retrievals
inline constexpr int kMaxVaried = 5000;        // people whose pharmacokinetics vary, each with a chain of their own

// Infusions of days are given for pain only.
inline constexpr double kLongestInfusionMin = 7200.0;
inline constexpr double kUsualInfusionMin = 240.0;

// A moment of the run, a length of time after one, and one of the ways to say how much is given.
constexpr Field time_field(std::string_view name, std::string_view meaning, std::string_view usual = {}) {
  return {.name = name, .meaning = meaning, .range = kEventHours, .unit = "h", .usual = usual, .moment = true};
}
constexpr Field length_field(std::string_view name, std::string_view meaning) {
  return {.name = name, .meaning = meaning, .range = kEventLengths, .unit = "h", .per_hour = 1.0};
}
constexpr Field amount_field(std::string_view name, std::string_view meaning, Range range, std::string_view accepts,
                             std::string_view usual = {}) {
  return {.name = name,
          .meaning = meaning,
          .range = range,
          .usual = usual,
          .accepts = accepts,
          .remedy = "give a number above 0; a visit without drug is a [[visit]]"};
}

// A part as it is, or const.
template <class T, class Part>
concept Is = std::same_as<std::remove_const_t<T>, Part>;

void fields(auto&& each, Is<Patient> auto& patient) {
  each({"weight_kg", "body weight", {40.0, 150.0}, "kg"}, patient.weight_kg);
  each({"age_years", "adults only", {18.0, 100.0}, "years"}, patient.age_years);
  each({.name = "baseline_score",
        .meaning = "mean score on day 0, on the scale of the condition",
        .range = {1.0, 144.0},
        .unit = "points",
        .usual = "33 (trd); the condition's own"},
       patient.baseline_score);
  each({.name = "baseline_sd",
        .meaning = "its spread in the population",
        .range = {0.0, 40.0},
        .unit = "points",
        .decimals = 1,
        .usual = "5.5 (trd); the condition's own"},
       patient.baseline_sd);
  each({"stress", "chronic: stressed before and during; none: healthy start"}, patient.stress);
  each({"bdnf", "variant of the BDNF gene"}, patient.bdnf);
  each({.name = "warnings",
        .meaning = "what speaks against ketamine or asks for care; changes no number",
        .left_out = patient.warnings.empty()},
       patient.warnings);
}

void fields(auto&& each, Is<Setting> auto& setting) {
  each({.name = "expectancy",
        .meaning = "share of symptoms that hope and attention take away at a visit; or a name",
        .range = {0.0, 0.9},
        .decimals = 2,
        .usual = "the condition's own (trd 0.20)",
        .names = "none | saline | spray | midazolam | open_label"},
       setting.expectancy);
  each({.name = "trial",
        .meaning = "setting factor on the drug's effect; or a name",
        .range = {0.0, 1.5},
        .decimals = 2,
        .usual = "0.8 (trd); the condition's own",
        .names = "single_centre | typical | large_blinded"},
       setting.trial_factor);
  each({.name = "masking",
        .meaning = "who knows what is given: everybody; nobody, but people guess; nobody, and nobody feels it",
        .left_out = setting.masking == Masking::open},
       setting.masking);
}

static_assert(kSprayDeviceMg == 28.0);
void fields(auto&& each, Is<Dose> auto& dose) {
  each(time_field("at_h", "start"), dose.at_h);
  each({"drug"}, dose.drug);
  each({.name = "route", .usual = "racemic: iv_infusion, else nose"}, dose.route,
       dose.drug == Drug::esketamine ? Route::intranasal : Route::iv_infusion);
  each(amount_field("mg_per_kg", "amount of base by weight", kAboveZero, "above 0, mg/kg", "one of the three is required"), dose.mg_per_kg);
  each(amount_field("mg", "amount of base", kAboveZero, "above 0, mg"), dose.mg);
  each(amount_field("sprays", "esketamine devices of 28 mg", kFromOne, "1 or more, whole"), dose.sprays);
  each({.name = "over_min",
        .meaning = "length of an infusion",
        .range = {2.0, kLongestInfusionMin},
        .unit = "min",
        .per_hour = 60.0,
        .applies = dose.route == Route::iv_infusion},
       dose.over_min);
  each({.name = "swallowed", .meaning = "sublingual: swallowed after holding it, or spat out", .left_out = dose.swallowed}, dose.swallowed);
}

void fields(auto&& each, Is<Therapy> auto& therapy) {
  each(time_field("at_h", "the session"), therapy.at_h);
  each({"kind"}, therapy.kind);
}

void fields(auto&& each, Is<Visit> auto& visit) { each(time_field("at_h", "a treatment visit without drug"), visit.at_h); }

void fields(auto&& each, Is<Medication> auto& medication) {
  each({"kind"}, medication.kind);
  each(time_field("start_h", "first day of it"), medication.start_h);
  each(time_field("stop_h", "last tablet", "to the end of the run"), medication.stop_h);
}

void fields(auto&& each, Is<Stressor> auto& stressor) {
  each(time_field("at_h", "when it begins"), stressor.at_h);
  each(length_field("hours", "how long it lasts"), stressor.hours);
  each({"level", "how heavy it is", {0.0, 1.0}}, stressor.level);
}

void fields(auto&& each, Is<Retrieval> auto& retrieval) { each(time_field("at_h", "a memory is called up"), retrieval.at_h); }

// Its kind is no field but the name under which it stands.
void fields(auto&& each, Is<ExperimentUse> auto& use) {
  each(time_field("from_h", "when it begins, or its moment"), use.from_h);
  each(length_field("hours", "how long it acts"), use.hours);
}

void fields(auto&& each, Is<ModelOptions> auto& model) {
  each({"hypotheses", "how ketamine starts the chain"}, model.hypotheses);
  each({"coupling", "multiplies the synergy of drug and therapy; 0 = none", {0.0, 5.0}, "", 1}, model.coupling);
  each({"encoding_loss", "sessions while intoxicated are learned less"}, model.encoding_loss);
  each({"route_logic", "whether the hypotheses need each other"}, model.route_logic);
  each({"window", "which window for learning is assumed"}, model.window);
  each({"block_kinetics", "how the circuit's receptors fill"}, model.block_kinetics);
  each({"vary_pharmacokinetics", "each virtual patient clears the drug differently"}, model.vary_pharmacokinetics);
}

void fields(auto&& each, Is<Scenario> auto& scenario) {
  each({"title", "", {0.0, 200.0}, "bytes"}, scenario.title);
  each({.name = "title_sv",
        .meaning = "the same in Swedish",
        .range = {0.0, 200.0},
        .unit = "bytes",
        .usual = "the title",
        .left_out = scenario.title_sv.empty()},
       scenario.title_sv);
  each({"condition", "what the made-up people have; scale and usual numbers follow"}, scenario.condition);
  each({"horizon_days", "length of the run from day 0", {0.5, 366.0}, "days", 1}, scenario.horizon_days);
  each(time_field("detox_h", "alcohol, opioid: from when abstinence counts", "0"), scenario.detox_h);
  each(time_field("quit_h", "smoking: the day of quitting", "0"), scenario.quit_h);
  each({"seed", "seed of the virtual patients, a whole number", {0.0, 9007199254740991.0}}, scenario.seed);
  each({"population", "virtual patients behind the bands and rates", {1.0, 100000.0}, "people"}, scenario.population);
  each({"patient"}, scenario.patient);
  each({"setting"}, scenario.setting);
  each({"dose", "", {0.0, 200.0}}, scenario.doses);
  each({"therapy", "", kSessions}, scenario.therapies);
  each({"visit", "", kSessions}, scenario.visits);
  each({"medication", "", kOthers}, scenario.medications);
  each({"stressor", "", kOthers}, scenario.stressors);
  each({"retrieval", "", kOthers}, scenario.retrievals);
  each({"experiments"}, scenario.experiments);
  each({"model"}, scenario.model);
  each({"parameters"}, scenario.parameters);
}

// What a member can be, for visitors.
struct AnyVisitor {
  void operator()(const Field&, const auto&, const auto&...) const {}
};
template <class T>
concept Part = requires(T& part) {
  fields(AnyVisitor{}, part);
};
template <class T>
concept List = Part<typename T::value_type>;
template <class T>
concept Number = std::is_arithmetic_v<T> && !std::same_as<T, bool>;
template <class T>
concept Optional = std::same_as<std::remove_const_t<T>, std::optional<typename T::value_type>>;

// The field of a member: field_of(&Patient::weight_kg).range.
template <class Owner, class T>
Field field_of(T Owner::*member) {
  static const Owner kOwner{};
  Field out;
  const auto look = [&](const Field& field, const auto& value, const auto&...) {
    if (static_cast<const void*>(&value) == static_cast<const void*>(&(kOwner.*member))) out = field;
  };
  fields(look, kOwner);
  return out;
}

// In how many fields two of a kind differ.
template <class Owner>
int count_changed(const Owner& now, const Owner& usual) {
  std::vector<const void*> others;
  fields([&](const Field&, const auto& value, const auto&...) { others.push_back(&value); }, usual);
  int count = 0;
  auto other = others.begin();
  const auto compare = [&]<class T>(const Field&, const T& value, const auto&...) {
    count += *static_cast<const T*>(*other++) == value ? 0 : 1;
  };
  fields(compare, now);
  return count;
}

// A value as files write it.
inline std::string toml_text(double value) { return number_text(value); }
inline std::string toml_text(bool value) { return value ? "true" : "false"; }
inline std::string toml_text(std::integral auto value) { return std::to_string(value); }
inline std::string toml_text(std::string_view value) { return quote(value); }
template <Named E>
std::string toml_text(E value) {
  return quote(name_of(value));
}
template <Named E>
std::string toml_text(const std::vector<E>& list) {
  std::string out;
  for (const E value : list) out += (out.empty() ? "" : ", ") + toml_text(value);
  return "[" + out + "]";
}

// "from 40 to 150 kg".
std::string range_words(const Field& field);

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

}  // namespace syn
