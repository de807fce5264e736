// The made-up person and the trial around them: everything of a scenario that is no dose, no session and no number of
// the model. Ranges come from the fields of scenario files, named choices from assets/parameters/scenario.toml.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/panels/common/changes.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "core/sentence.hpp"
#include "model/scenario/acting.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

constexpr double kTrackPeople = 1000.0;  // the population's slider; more can be typed
constexpr double kTrackDays = 60.0;      // the horizon's
constexpr double kTrackAbstinence_h = 28.0 * 24.0;

// A named value of scenario.toml.
struct Named {
  const char* key;
  TextKey words;
};
constexpr std::array kExpectancies{
    Named{"scenario.expectancy.none", "panel.person.expectancy.none"_key},
    Named{"scenario.expectancy.saline", "panel.person.expectancy.saline"_key},
    Named{"scenario.expectancy.spray", "panel.person.expectancy.spray"_key},
    Named{"scenario.expectancy.midazolam", "panel.person.expectancy.midazolam"_key},
    Named{"scenario.expectancy.open_label", "panel.person.expectancy.open_label"_key},
};
constexpr std::array kTrials{
    Named{"scenario.trial.single_centre", "panel.person.trial.single_centre"_key},
    Named{"scenario.trial.typical", "panel.person.trial.typical"_key},
    Named{"scenario.trial.large_blinded", "panel.person.trial.large_blinded"_key},
};

// The day before which the run cannot end, because something still happens in it.
double shortest_days(const Scenario& scenario) {
  double latest_h = 0.0;
  for (const Dose& dose : scenario.doses) latest_h = std::max(latest_h, dose.end_h());
  const auto at = [&](const auto& events) {
    for (const auto& event : events) latest_h = std::max(latest_h, event.at_h + 0.01);  // strictly before the end
  };
  at(scenario.therapies), at(scenario.visits), at(scenario.stressors), at(scenario.retrievals), at(scenario.doses);
  return std::max(field_of(&Scenario::horizon_days).range.low, std::ceil(latest_h / 12.0) * 0.5);
}

class PersonPanel : public Panel {
 public:
  PanelName name() const override { return PanelName::person; }
  TextKey title() const override { return "panel.person.title"_key; }
  TextKey tab() const override { return "shell.person_tab"_key; }

  void draw(const PanelContext& context) override {
    const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
    const HelpTopic about("made_up_person");
    changes_.begin(context);
    if (reset_all_row(changed_here(context.state.scenario, context.parameters), context, look)) reset_all(context);
    changes_.draw_refused(context, look);
    draw_condition(context, look);
    draw_patient(context, look);
    ImGui::Separator();
    draw_setting(context, look);
    ImGui::Separator();
    draw_run(context, look);
    ImGui::Separator();
    draw_cautions(context, look);
  }

 private:
  static int changed_here(const Scenario& now, const Parameters& parameters) {
    Scenario usual = usual_scenario(now.condition, parameters);
    usual.condition = Scenario{}.condition;
    return count_changed(now.patient, usual.patient) + count_changed(now.setting, usual.setting) + (now.condition != usual.condition) +
           (abstinent_from(now).value_or(0.0) != 0.0) + (now.horizon_days != usual.horizon_days) + (now.seed != usual.seed) +
           (now.population != usual.population);
  }

  void reset_all(const PanelContext& context) {
    const Scenario usual;
    changes_.offer_as_one(context, {command::SetAbstinence{}, command::SetCondition{usual.condition}, command::SetPatient{usual.patient},
                                    command::SetSetting{usual.setting}, command::SetHorizon{usual.horizon_days},
                                    command::SetSeed{usual.seed}, command::SetPopulation{usual.population}});
  }

  void draw_condition(const PanelContext& context, const UiLook& look) {
    const HelpTopic about("condition");
    std::vector<const char*> words;
    for (const Condition each : kValues<Condition>) words.push_back(context.locale.text(named_key<"condition.", ".name">(each)));
    const int chosen = static_cast<int>(context.state.scenario.condition);
    const auto next = choice_row({"condition", "panel.person.condition.name"_key, words, chosen, 0}, context, look);
    if (next) changes_.offer(context, {command::SetCondition{kValues<Condition>[static_cast<std::size_t>(*next)]}});
    const Condition now = context.state.scenario.condition;
    for (const TextKey key :
         {named_key<"condition.", ".scale_is">(now), named_key<"condition.", ".evidence">(now), named_key<"condition.", ".nulls">(now)})
      paragraph(context.locale.text(key), look);
  }

  // A number of the patient.
  static void edit(double Patient::*member, std::string_view thing, TextKey words, double step, double leap, Patient& patient,
                   const PanelContext& context, const UiLook& look) {
    Field field = field_of(member);
    const Condition condition = context.state.scenario.condition;
    const double usual = usual_scenario(condition, context.parameters).patient.*member;
    if (member == &Patient::baseline_score) field.range = baseline_range(condition, context.parameters);
    const HelpTopic about(thing);
    const std::string id(field.name);
    const NumberAnswer answer = number_row({id.c_str(), words, field, patient.*member, usual, step, leap}, context, look);
    if (answer.value) patient.*member = *answer.value;
  }

  void draw_patient(const PanelContext& context, const UiLook& look) {
    const Locale& locale = context.locale;
    Patient patient = context.state.scenario.patient;
    edit(&Patient::weight_kg, "weight", "panel.dose.weight"_key, 1.0, 10.0, patient, context, look);
    edit(&Patient::age_years, "age", "panel.person.age"_key, 1.0, 10.0, patient, context, look);
    if (!follows_abstinence(context.state.scenario.condition)) {
      edit(&Patient::baseline_score, "starting_score", "panel.person.baseline"_key, 1.0, 5.0, patient, context, look);
      edit(&Patient::baseline_sd, "starting_spread", "panel.person.spread"_key, 0.5, 2.0, patient, context, look);
    } else {
      draw_abstinence(context, look);
    }
    const std::array stresses{locale.text("panel.person.stress.chronic"_key), locale.text("panel.person.stress.none"_key)};
    {
      const HelpTopic about("stress_before");
      if (const auto next =
              choice_row({"stress", "panel.person.stress.name"_key, stresses, static_cast<int>(patient.stress), 0}, context, look))
        patient.stress = static_cast<Stress>(*next);
    }
    if (patient.stress == Stress::none) paragraph(locale.text("panel.person.stress.note"_key), look);
    const HelpTopic about("bdnf_gene");
    constexpr std::array kGenes{"Val/Val", "Val/Met", "Met/Met"};
    if (const auto next = choice_row({"bdnf", "panel.person.bdnf"_key, kGenes, static_cast<int>(patient.bdnf), 0}, context, look))
      patient.bdnf = static_cast<Bdnf>(*next);
    if (patient != context.state.scenario.patient) changes_.offer(context, {command::SetPatient{patient}});
  }

  // From when abstinence counts.
  void draw_abstinence(const PanelContext& context, const UiLook& look) {
    const Scenario& now = context.state.scenario;
    const bool smoking = now.condition == Condition::smoking;
    const HelpTopic about(smoking ? "quitting" : "detox");
    const NumberAnswer answer = number_row({.id = "abstinence",
                                            .words = smoking ? "panel.person.quit"_key : "panel.person.detox"_key,
                                            .field = field_of(smoking ? &Scenario::quit_h : &Scenario::detox_h),
                                            .value = abstinent_from(now).value_or(0.0),
                                            .standard = 0.0,
                                            .step = 24.0,
                                            .leap = 168.0,
                                            .track = kTrackAbstinence_h},
                                           context, look);
    if (answer.value) changes_.offer(context, {command::SetAbstinence{*answer.value}});
  }

  // What speaks against the drug in this person; of what is chosen, what is known.
  void draw_cautions(const PanelContext& context, const UiLook& look) {
    const HelpTopic about("cautions");
    const Locale& locale = context.locale;
    heading(locale.text("panel.person.cautions"_key), look);
    paragraph(locale.text("panel.person.cautions_are"_key), look);
    Patient patient = context.state.scenario.patient;
    for (const Caution each : kValues<Caution>) {
      const auto place = std::find(patient.warnings.begin(), patient.warnings.end(), each);
      const bool named = place != patient.warnings.end();
      const std::string id(name_of(each));
      const auto on = toggle_row(id.c_str(), locale.text(named_key<"panel.person.caution.">(each)), named, false, context, look);
      if (named) paragraph(locale.text(named_key<"describe.caution.">(each)), look);
      if (on && *on) patient.warnings.insert(std::upper_bound(patient.warnings.begin(), patient.warnings.end(), each), each);
      if (on && !*on) patient.warnings.erase(place);
    }
    if (patient != context.state.scenario.patient) changes_.offer(context, {command::SetPatient{patient}});
  }

  // Which of the named values this is; where it is none of them, the one after the last.
  template <std::size_t N>
  static int place_of(double value, const std::array<Named, N>& named, const PanelContext& context) {
    const auto same = [&](const Named& entry) { return context.parameters[entry.key] == value; };
    return static_cast<int>(std::find_if(named.begin(), named.end(), same) - named.begin());
  }

  void draw_setting(const PanelContext& context, const UiLook& look) {
    Setting setting = context.state.scenario.setting;
    draw_expectancy(setting, context, look);
    draw_trial(setting, context, look);
    if (setting != context.state.scenario.setting) changes_.offer(context, {command::SetSetting{setting}});
  }

  static void draw_expectancy(Setting& setting, const PanelContext& context, const UiLook& look) {
    const HelpTopic about("expectancy");
    const Parameter& usual = *context.parameters.find(expectancy_key(context.state.scenario.condition));
    std::vector<const char*> words{context.locale.text("panel.person.default"_key)};
    for (const Named& entry : kExpectancies) words.push_back(context.locale.text(entry.words));
    int chosen = setting.expectancy ? 1 + place_of(*setting.expectancy, kExpectancies, context) : 0;
    if (chosen == static_cast<int>(words.size())) words.push_back(context.locale.text("panel.person.own"_key));
    if (const auto next = choice_row({"expectancy", "panel.person.expectancy.name"_key, words, chosen, 0}, context, look)) {
      chosen = *next;
      if (chosen == 0) setting.expectancy.reset();
      if (chosen > 0 && chosen <= static_cast<int>(kExpectancies.size()))
        setting.expectancy = context.parameters[kExpectancies[static_cast<std::size_t>(chosen) - 1].key];
    }
    const NumberAnswer answer = number_row({.id = "expectancy_number",
                                            .words = "panel.person.expectancy.number"_key,
                                            .field = field_of(&Setting::expectancy),
                                            .value = setting.expectancy.value_or(usual.value),
                                            .standard = usual.value,
                                            .step = 0.01,
                                            .leap = 0.1,
                                            .plausible = usual.range,
                                            .changed = false},
                                           context, look);
    if (answer.value) setting.expectancy = *answer.value;
  }

  static void draw_trial(Setting& setting, const PanelContext& context, const UiLook& look) {
    const HelpTopic about("trial_kind");
    const double standard = usual_scenario(context.state.scenario.condition, context.parameters).setting.trial_factor;
    std::vector<const char*> words;
    for (const Named& entry : kTrials) words.push_back(context.locale.text(entry.words));
    const int chosen = place_of(setting.trial_factor, kTrials, context);
    const int usual = place_of(standard, kTrials, context);
    if (std::max(chosen, usual) == static_cast<int>(words.size())) words.push_back(context.locale.text("panel.person.own"_key));
    const auto next = choice_row({"trial", "panel.person.trial.name"_key, words, chosen, usual}, context, look);
    if (next)
      setting.trial_factor =
          *next < static_cast<int>(kTrials.size()) ? context.parameters[kTrials[static_cast<std::size_t>(*next)].key] : standard;
    Field field = field_of(&Setting::trial_factor);
    field.unit = "×";
    const NumberAnswer answer = number_row({.id = "trial_number",
                                            .words = "panel.person.trial.number"_key,
                                            .field = field,
                                            .value = setting.trial_factor,
                                            .standard = standard,
                                            .step = 0.01,
                                            .leap = 0.1,
                                            .plausible = context.parameters.find("scenario.trial.typical")->range,
                                            .changed = false},
                                           context, look);
    if (answer.value) setting.trial_factor = *answer.value;
    std::vector<const char*> maskings;
    for (const Masking masking : kValues<Masking>) maskings.push_back(context.locale.text(named_key<"panel.person.masking.">(masking)));
    if (const auto masking =
            choice_row({"masking", "panel.person.masking.name"_key, maskings, static_cast<int>(setting.masking), 0}, context, look))
      setting.masking = kValues<Masking>[static_cast<std::size_t>(*masking)];
  }

  void draw_run(const PanelContext& context, const UiLook& look) {
    draw_length(context, look);
    draw_group(context, look);
    draw_seed(context, look);
  }

  void draw_length(const PanelContext& context, const UiLook& look) {
    const HelpTopic about("run_length");
    const Scenario& now = context.state.scenario;
    Field field = field_of(&Scenario::horizon_days);
    field.range.low = std::min(shortest_days(now), now.horizon_days);
    field.decimals = 0;
    const double track = std::max(kTrackDays, field.range.low + 1.0);
    const NumberAnswer horizon = number_row(
        {"horizon", "panel.person.horizon"_key, field, now.horizon_days, Scenario{}.horizon_days, 0.5, 7.0, track}, context, look);
    if (horizon.value) changes_.offer(context, {command::SetHorizon{*horizon.value}});
  }

  void draw_group(const PanelContext& context, const UiLook& look) {
    const HelpTopic about("group_size");
    const Scenario& now = context.state.scenario;
    Field field = field_of(&Scenario::population);
    if (now.model.vary_pharmacokinetics) field.range.high = kMaxVaried;
    const NumberAnswer population = number_row(
        {"population", "panel.person.population"_key, field, 1.0 * now.population, 1.0 * Scenario{}.population, 1.0, 50.0, kTrackPeople},
        context, look);
    if (population.value) changes_.offer(context, {command::SetPopulation{static_cast<int>(std::lround(*population.value))}});
  }

  void draw_seed(const PanelContext& context, const UiLook& look) {
    const Scenario& now = context.state.scenario;
    const std::uint64_t usual = Scenario{}.seed;
    const HelpTopic about("seed");
    push_id("seed");
    std::optional<std::uint64_t> next;
    if (reset_mark("reset", now.seed != usual, context.locale.text("panel.change.reset_one"_key), look)) next = usual;
    ImGui::BeginGroup();
    double seed = static_cast<double>(now.seed);
    const Range range = field_of(&Scenario::seed).range;
    const std::string hint = range_text(range, "", context.locale);
    if (number_input("value", context.locale.text("panel.person.seed"_key), seed,
                     {.low = range.low, .high = range.high, .step = 1.0, .decimals = 0, .hint = hint.c_str()}, look, context.gesture))
      next = static_cast<std::uint64_t>(std::llround(seed));
    const float room = ImGui::GetContentRegionAvail().x - 2.4F * ImGui::GetStyle().FramePadding.x;
    const std::string words = wrapped(context.locale.text("panel.person.next_seed"_key), room);
    if (button("next", words.c_str(), look, static_cast<double>(now.seed) < range.high)) next = now.seed + 1;
    ImGui::EndGroup();
    ImGui::PopID();
    if (next && *next != now.seed) changes_.offer(context, {command::SetSeed{*next}});
  }

  Changes changes_;
};

}  // namespace

std::unique_ptr<Panel> make_person_panel() { return std::make_unique<PersonPanel>(); }

}  // namespace syn
