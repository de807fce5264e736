// The one door back: every change, wherever it comes from, is a Command.
//
// A command is a typed value with a text form that round-trips ("move_dose 0 24"). apply() is pure: it gives the new
// State, or says why not. Panels, keys, the command line, tours and tests all speak it. A new one is a struct and a line of
// kList here, and what it does in command.cpp; text, comparison and the rest follow from its fields.
#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "app/state/state.hpp"
#include "core/result.hpp"
#include "model/data/parameters.hpp"

namespace syn::command {

// clang-format off
// Scenario. Indices are positions in the (time-sorted) lists; after a move the list is sorted again and the
// selection follows the moved marker.
struct SetScenario { Scenario scenario; };
// Takes the doses, therapies, visits and title of a ready-made schedule (schedule.hpp) in the place of the scenario's own,
// and lengthens the run if it is too short; the person, the setting and the model stay.
struct ApplySchedule { Scenario plan; };
struct AddDose { Dose dose; };
struct SetDose { int index = 0; Dose dose; };
struct MoveDose { int index = 0; double at_h = 0.0; };
struct RemoveDose { int index = 0; };
struct AddTherapy { Therapy therapy; };
struct SetTherapy { int index = 0; Therapy therapy; };
struct MoveTherapy { int index = 0; double at_h = 0.0; };
struct RemoveTherapy { int index = 0; };
struct SetPatient { Patient patient; };
struct SetSetting { Setting setting; };
struct SetModel { ModelOptions model; };
struct SetHorizon { double days = 28.0; };
struct SetSeed { std::uint64_t seed = 7; };
struct SetPopulation { int people = 200; };
struct SetCondition { Condition condition = Condition::trd; };
// From when the people are abstinent: the end of detoxification, or with smoking the day of quitting.
struct SetAbstinence { double from_h = 0.0; };
// An experiment of the laboratory, switched on or given another window; each kind is there at most once.
struct SetExperiment { ExperimentUse use; };
struct RemoveExperiment { Experiment kind = Experiment::rapamycin; };
// A number of the model, by its key. The value that the parameter files give counts as unchanged and is not kept.
struct SetParameter { std::string key; double value = 0.0; };
struct ResetParameter { std::string key; };
struct ResetParameters {};
// Comparison: the scenario as it is now stays beside every later one as run A, until it is let go. Can be undone.
struct SetPin {};
struct ClearPin {};
// Time.
struct Seek { double time_h = 0.0; };
struct Play { bool playing = true; };
struct SetSpeed { double speed = 1.0; };
struct Step { int count = 1; };      // in steps of the lens, may be negative
struct NextEvent { int count = 1; };  // -1 = previous
// Goes to a named moment: scale, viewpoint, lens, time and who is looked at; or to the symptom curve at that time.
struct ShowMoment { FoundMoment moment; };
// View.
struct SetLens { Lens lens = Lens::h; };
struct SetStage { StageName stage = StageName::synapse; };
struct SetViewpoint { Viewpoint viewpoint = Viewpoint::usual; };
struct SetCamera { Camera camera; };
struct ResetCamera {};
struct SetTheme { ThemeName theme = ThemeName::dark; };
struct SetPalette { PaletteName palette = PaletteName::standard; };
struct SetLocale { LocaleName locale = LocaleName::en; };
struct SetQuality { QualityName quality = QualityName::standard; };
struct SetReducedMotion { bool on = true; };
struct SetLetterKeys { bool on = true; };  // one-character shortcuts (WCAG 2.1.4)
struct SetLabels { bool on = true; };
struct SetTextScale { float scale = 1.0F; };
struct SetCurveTab { CurveTab tab = CurveTab::symptoms; };
struct Select { Selection selection; };
// The screen.
struct SetMode { Mode mode = Mode::explore; };
struct SetPanel { PanelName panel = PanelName::dose; };  // opens it
struct PlacePanels { PanelPlace place = PanelPlace::folded; };
struct Present { std::string lecture, beat; Presented how; };
struct SetHall { bool on = false; };
struct SetDialog { Dialog dialog = Dialog::none; };
struct LookUp { LookedUp what; };
struct SetLabPart { LabPart part = LabPart::assumptions; };
struct SetClamp { ClampView clamp; };
struct Highlight { std::string name; };
struct ClearHighlight {};
// clang-format on

template <class C>
struct Entry {
  std::string_view name;  // of its text form
  bool changes_scenario;  // makes a new trajectory, and can be undone
};
inline constexpr bool kScenario = true, kView = false;

// All of them. The text form is the name and then the fields in their order.
// clang-format off
inline constexpr std::tuple kList{
    Entry<SetScenario>{"set_scenario", kScenario},
    Entry<ApplySchedule>{"apply_schedule", kScenario},
    Entry<AddDose>{"add_dose", kScenario},
    Entry<SetDose>{"set_dose", kScenario},
    Entry<MoveDose>{"move_dose", kScenario},
    Entry<RemoveDose>{"remove_dose", kScenario},
    Entry<AddTherapy>{"add_therapy", kScenario},
    Entry<SetTherapy>{"set_therapy", kScenario},
    Entry<MoveTherapy>{"move_therapy", kScenario},
    Entry<RemoveTherapy>{"remove_therapy", kScenario},
    Entry<SetPatient>{"set_patient", kScenario},
    Entry<SetSetting>{"set_setting", kScenario},
    Entry<SetModel>{"set_model", kScenario},
    Entry<SetHorizon>{"set_horizon", kScenario},
    Entry<SetSeed>{"set_seed", kScenario},
    Entry<SetPopulation>{"set_population", kScenario},
    Entry<SetCondition>{"set_condition", kScenario},
    Entry<SetAbstinence>{"set_abstinence", kScenario},
    Entry<SetExperiment>{"set_experiment", kScenario},
    Entry<RemoveExperiment>{"remove_experiment", kScenario},
    Entry<SetParameter>{"set_parameter", kScenario},
    Entry<ResetParameter>{"reset_parameter", kScenario},
    Entry<ResetParameters>{"reset_parameters", kScenario},
    Entry<Seek>{"seek", kView},
    Entry<Play>{"play", kView},
    Entry<SetSpeed>{"set_speed", kView},
    Entry<Step>{"step", kView},
    Entry<NextEvent>{"next_event", kView},
    Entry<ShowMoment>{"show_moment", kView},
    Entry<SetLens>{"set_lens", kView},
    Entry<SetStage>{"set_stage", kView},
    Entry<SetViewpoint>{"set_viewpoint", kView},
    Entry<SetCamera>{"set_camera", kView},
    Entry<ResetCamera>{"reset_camera", kView},
    Entry<SetTheme>{"set_theme", kView},
    Entry<SetPalette>{"set_palette", kView},
    Entry<SetLocale>{"set_locale", kView},
    Entry<SetQuality>{"set_quality", kView},
    Entry<SetReducedMotion>{"set_reduced_motion", kView},
    Entry<SetLetterKeys>{"set_letter_keys", kView},
    Entry<SetLabels>{"set_labels", kView},
    Entry<SetTextScale>{"set_text_scale", kView},
    Entry<Select>{"select", kView},
    Entry<SetCurveTab>{"set_curve_tab", kView},
    Entry<SetMode>{"set_mode", kView},
    Entry<Present>{"present", kView},
    Entry<SetHall>{"set_hall", kView},
    Entry<SetPanel>{"set_panel", kView},
    Entry<PlacePanels>{"place_panels", kView},
    Entry<SetDialog>{"set_dialog", kView},
    Entry<LookUp>{"look_up", kView},
    Entry<SetLabPart>{"set_lab_part", kView},
    Entry<SetClamp>{"set_clamp", kView},
    Entry<Highlight>{"highlight", kView},
    Entry<ClearHighlight>{"clear_highlight", kView},
    Entry<SetPin>{"set_pin", kView},
    Entry<ClearPin>{"clear_pin", kView}};
// clang-format on

// The fields of a command, none to three, as references.
struct AnyField {
  template <class T>
  operator T() const;
};
template <class C>
auto fields_of(C& command) {
  using Bare = std::remove_const_t<C>;
  if constexpr (requires { Bare{AnyField{}, AnyField{}, AnyField{}}; }) {
    auto& [first, second, third] = command;
    return std::tie(first, second, third);
  } else if constexpr (requires { Bare{AnyField{}, AnyField{}}; }) {
    auto& [first, second] = command;
    return std::tie(first, second);
  } else if constexpr (requires { Bare{AnyField{}}; }) {
    auto& [only] = command;
    return std::tie(only);
  } else {
    return std::tuple<>();
  }
}

template <class C, class List>
struct IsIn;
template <class C, class... Each>
struct IsIn<C, const std::tuple<Entry<Each>...>> : std::bool_constant<(std::is_same_v<C, Each> || ...)> {};
template <class C>
concept Listed = IsIn<C, decltype(kList)>::value;

template <Listed C>
bool operator==(const C& a, const C& b) {
  return fields_of(a) == fields_of(b);
}

template <class List>
struct VariantOf;
template <class... C>
struct VariantOf<const std::tuple<Entry<C>...>> {
  using type = std::variant<C...>;
};

}  // namespace syn::command

namespace syn {

using Command = command::VariantOf<decltype(command::kList)>::type;
using Commands = std::vector<Command>;

// The next State. Fails (leaving everything as it was) when an index does not exist or the scenario would break a
// rule of check_scenario. Times are clamped to the run, numbers of the view to their range.
Result<State> apply(const State& state, const Command& command, const Parameters& parameters);

// True for commands that change the scenario: they make a new trajectory and can be undone.
bool changes_scenario(const Command& command);

// One line of text; parse_command gives an equal command back.
std::string to_text(const Command& command);
Result<Command> parse_command(std::string_view text, const Parameters& parameters);

}  // namespace syn
