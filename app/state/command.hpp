// The one door back: every change, from whatever hand, is a Command.
//
// A command is a typed value with a text form that round-trips ("move_dose 0 24"). apply() is pure: it gives the new
// State, or says why not. Panels, keys, the command line, tours and tests all speak it.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/state/state.hpp"
#include "core/result.hpp"
#include "model/data/parameters.hpp"

namespace syn::command {

// Scenario. Indices are positions in the (time-sorted) lists; after a move the list is sorted again and the
// selection follows the moved marker.
// clang-format off: a table, to be read as one
struct SetScenario {
  Scenario scenario;
  bool operator==(const SetScenario&) const = default;
};
// Takes the doses, therapies, visits and title of a ready-made schedule (schedule.hpp) in the place of the scenario's own,
// and lengthens the run if it is too short; the person, the setting and the model stay.
struct ApplySchedule {
  Scenario plan;
  bool operator==(const ApplySchedule&) const = default;
};
struct AddDose {
  Dose dose;
  bool operator==(const AddDose&) const = default;
};
struct SetDose {
  int index = 0;
  Dose dose;
  bool operator==(const SetDose&) const = default;
};
struct MoveDose {
  int index = 0;
  double at_h = 0.0;
  bool operator==(const MoveDose&) const = default;
};
struct RemoveDose {
  int index = 0;
  bool operator==(const RemoveDose&) const = default;
};
struct AddTherapy {
  Therapy therapy;
  bool operator==(const AddTherapy&) const = default;
};
struct SetTherapy {
  int index = 0;
  Therapy therapy;
  bool operator==(const SetTherapy&) const = default;
};
struct MoveTherapy {
  int index = 0;
  double at_h = 0.0;
  bool operator==(const MoveTherapy&) const = default;
};
struct RemoveTherapy {
  int index = 0;
  bool operator==(const RemoveTherapy&) const = default;
};
struct SetPatient {
  Patient patient;
  bool operator==(const SetPatient&) const = default;
};
struct SetSetting {
  Setting setting;
  bool operator==(const SetSetting&) const = default;
};
struct SetModel {
  ModelOptions model;
  bool operator==(const SetModel&) const = default;
};
struct SetHorizon {
  double days = 28.0;
  bool operator==(const SetHorizon&) const = default;
};
struct SetSeed {
  std::uint64_t seed = 7;
  bool operator==(const SetSeed&) const = default;
};
struct SetPopulation {
  int people = 200;
  bool operator==(const SetPopulation&) const = default;
};
struct SetCondition {
  Condition condition = Condition::trd;
  bool operator==(const SetCondition&) const = default;
};
// An experiment of the laboratory, switched on or given another window; each kind is there at most once.
struct SetExperiment {
  ExperimentUse use;
  bool operator==(const SetExperiment&) const = default;
};
struct RemoveExperiment {
  Experiment kind = Experiment::rapamycin;
  bool operator==(const RemoveExperiment&) const = default;
};
// A number of the model, by its key. The value that the parameter files give counts as unchanged and is not kept.
struct SetParameter {
  std::string key;
  double value = 0.0;
  bool operator==(const SetParameter&) const = default;
};
struct ResetParameter {
  std::string key;
  bool operator==(const ResetParameter&) const = default;
};
struct ResetParameters {
  bool operator==(const ResetParameters&) const = default;
};
// Comparison: the scenario as it is now stays beside every later one as run A, until it is let go. Can be undone.
struct SetPin {
  bool operator==(const SetPin&) const = default;
};
struct ClearPin {
  bool operator==(const ClearPin&) const = default;
};
// Time.
struct Seek {
  double time_h = 0.0;
  bool operator==(const Seek&) const = default;
};
struct Play {
  bool playing = true;
  bool operator==(const Play&) const = default;
};
struct SetSpeed {
  double speed = 1.0;
  bool operator==(const SetSpeed&) const = default;
};
struct Step {
  int count = 1;
  bool operator==(const Step&) const = default;
};  // in steps of the lens, may be negative
struct NextEvent {
  int count = 1;
  bool operator==(const NextEvent&) const = default;
};  // -1 = previous
// View.
struct SetLens {
  Lens lens = Lens::h;
  bool operator==(const SetLens&) const = default;
};
struct SetStage {
  StageName stage = StageName::synapse;
  bool operator==(const SetStage&) const = default;
};
struct SetViewpoint {
  Viewpoint viewpoint = Viewpoint::usual;
  bool operator==(const SetViewpoint&) const = default;
};
struct SetCamera {
  Camera camera;
  bool operator==(const SetCamera&) const = default;
};
struct ResetCamera {
  bool operator==(const ResetCamera&) const = default;
};
struct SetTheme {
  ThemeName theme = ThemeName::dark;
  bool operator==(const SetTheme&) const = default;
};
struct SetPalette {
  PaletteName palette = PaletteName::standard;
  bool operator==(const SetPalette&) const = default;
};
struct SetLocale {
  LocaleName locale = LocaleName::en;
  bool operator==(const SetLocale&) const = default;
};
struct SetQuality {
  QualityName quality = QualityName::standard;
  bool operator==(const SetQuality&) const = default;
};
struct SetReducedMotion {
  bool on = true;
  bool operator==(const SetReducedMotion&) const = default;
};
struct SetLetterKeys {
  bool on = true;
  bool operator==(const SetLetterKeys&) const = default;
};  // one-character shortcuts (WCAG 2.1.4)
struct SetLabels {
  bool on = true;
  bool operator==(const SetLabels&) const = default;
};
struct SetTextScale {
  float scale = 1.0F;
  bool operator==(const SetTextScale&) const = default;
};
struct SetCurveTab {
  CurveTab tab = CurveTab::symptoms;
  bool operator==(const SetCurveTab&) const = default;
};
struct Select {
  Selection selection;
  bool operator==(const Select&) const = default;
};
// clang-format on

}  // namespace syn::command

namespace syn {

using Command =
    std::variant<command::SetScenario, command::ApplySchedule, command::AddDose, command::SetDose, command::MoveDose, command::RemoveDose,
                 command::AddTherapy, command::SetTherapy, command::MoveTherapy, command::RemoveTherapy, command::SetPatient,
                 command::SetSetting, command::SetModel, command::SetHorizon, command::SetSeed, command::SetPopulation,
                 command::SetCondition, command::SetExperiment, command::RemoveExperiment, command::SetParameter, command::ResetParameter,
                 command::ResetParameters, command::Seek, command::Play, command::SetSpeed, command::Step, command::NextEvent,
                 command::SetLens, command::SetStage, command::SetViewpoint, command::SetCamera, command::ResetCamera, command::SetTheme,
                 command::SetPalette, command::SetLocale, command::SetQuality, command::SetReducedMotion, command::SetLetterKeys,
                 command::SetLabels, command::SetTextScale, command::Select, command::SetCurveTab, command::SetPin, command::ClearPin>;
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
