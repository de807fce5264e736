#include "app/state/command.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "model/scenario/acting.hpp"

namespace syn {
namespace {

Problem missing_index(const char* what, int index, std::size_t count) {
  return {"", 0, 0, fmt::format("there is no {} number {}", what, index),
          count == 0 ? "the list is empty" : fmt::format("numbers run from 0 to {}", count - 1)};
}

bool in_list(int index, std::size_t count) { return index >= 0 && static_cast<std::size_t>(index) < count; }

// After sorting, where the edited marker went: the last one equal to it, but for what sorting makes of its moment.
template <class T>
int index_of(const std::vector<T>& list, const T& item) {
  const auto found = std::find_if(list.rbegin(), list.rend(), [&](T other) {
    if (!(std::abs(other.at_h - item.at_h) < kSameMomentHours)) return false;
    other.at_h = item.at_h;
    if constexpr (requires { other.over_min; }) {
      if (std::abs(other.over_min - item.over_min) < 60.0 * kSameMomentHours) other.over_min = item.over_min;
    }
    return other == item;
  });
  return found == list.rend() ? 0 : static_cast<int>(list.rend() - found) - 1;
}

class Applier {
 public:
  Applier(const State& state, const Parameters& parameters) : next_(state), parameters_(parameters) {}

  Result<State> operator()(const Command& command) {
    std::visit([this](const auto& c) { run(c); }, command);
    if (problems_.empty() && changes_scenario(command)) {
      problems_ = check_scenario(next_.scenario, parameters_);
      if (!problems_.empty()) return failure(std::move(problems_));  // before sorting: what is no number has no order
      next_.scenario.sort_events();
      if (marker_dose_) next_.selection = {MarkerKind::dose, index_of(next_.scenario.doses, *marker_dose_)};
      if (marker_therapy_) next_.selection = {MarkerKind::therapy, index_of(next_.scenario.therapies, *marker_therapy_)};
      clamp_time();
      clamp_selection();
    }
    if (!problems_.empty()) return failure(std::move(problems_));
    return std::move(next_);
  }

 private:
  void run(const command::SetScenario& c) {
    next_.scenario = c.scenario;
    next_.selection = {MarkerKind::dose, 0};
  }
  void run(const command::ApplySchedule& c) {
    Scenario plan = c.plan;
    plan.sort_events();
    problems_ = check_scenario(plan, parameters_);  // a plan is a scenario, also in its text form
    if (!problems_.empty()) return;
    next_.scenario.title = c.plan.title;
    next_.scenario.title_sv = c.plan.title_sv;
    next_.scenario.doses = c.plan.doses;
    next_.scenario.therapies = c.plan.therapies;
    next_.scenario.visits = c.plan.visits;
    next_.scenario.horizon_days = std::max(next_.scenario.horizon_days, c.plan.horizon_days);
    next_.selection = {MarkerKind::dose, 0};
  }
  void run(const command::AddDose& c) {
    next_.scenario.doses.push_back(c.dose);
    marker_dose_ = c.dose;
  }
  void run(const command::SetDose& c) { edit_dose(c.index, c.dose); }
  void run(const command::MoveDose& c) {
    if (!in_list(c.index, next_.scenario.doses.size())) return edit_dose(c.index, {});
    Dose moved = next_.scenario.doses[static_cast<std::size_t>(c.index)];
    moved.at_h = c.at_h;
    edit_dose(c.index, moved);
  }
  void run(const command::RemoveDose& c) { remove("dose", next_.scenario.doses, c.index); }
  void run(const command::AddTherapy& c) {
    next_.scenario.therapies.push_back(c.therapy);
    marker_therapy_ = c.therapy;
  }
  void run(const command::SetTherapy& c) { edit_therapy(c.index, c.therapy); }
  void run(const command::MoveTherapy& c) {
    if (!in_list(c.index, next_.scenario.therapies.size())) return edit_therapy(c.index, {});
    Therapy moved = next_.scenario.therapies[static_cast<std::size_t>(c.index)];
    moved.at_h = c.at_h;
    edit_therapy(c.index, moved);
  }
  void run(const command::RemoveTherapy& c) { remove("session", next_.scenario.therapies, c.index); }
  void run(const command::SetPatient& c) { next_.scenario.patient = c.patient; }
  void run(const command::SetSetting& c) { next_.scenario.setting = c.setting; }
  void run(const command::SetModel& c) { next_.scenario.model = c.model; }
  void run(const command::SetHorizon& c) { next_.scenario.horizon_days = c.days; }
  void run(const command::SetSeed& c) { next_.scenario.seed = c.seed; }
  void run(const command::SetPopulation& c) { next_.scenario.population = c.people; }
  // Starting score and setting become those of the condition; medicines that it does not know are left out.
  void run(const command::SetCondition& c) {
    const Scenario usual = usual_scenario(c.condition, parameters_);
    Scenario& now = next_.scenario;
    now.condition = c.condition;
    now.patient.baseline_score = usual.patient.baseline_score;
    now.patient.baseline_sd = usual.patient.baseline_sd;
    now.setting.trial_factor = usual.setting.trial_factor;
    now.setting.expectancy.reset();
    const std::vector<MedicineKind> known = medicines_of(c.condition);
    std::erase_if(now.medications,
                  [&](const Medication& medication) { return std::find(known.begin(), known.end(), medication.kind) == known.end(); });
  }
  void run(const command::SetAbstinence& c) {
    std::optional<double>& from = abstinent_from(next_.scenario);
    from.reset();
    if (c.from_h != 0.0) from = c.from_h;
  }
  void run(const command::SetExperiment& c) {
    std::erase_if(next_.scenario.experiments, [&](const ExperimentUse& use) { return use.kind == c.use.kind; });
    next_.scenario.experiments.push_back(c.use);
  }
  void run(const command::RemoveExperiment& c) {
    const auto same = [&](const ExperimentUse& use) { return use.kind == c.kind; };
    if (std::erase_if(next_.scenario.experiments, same) > 0) return;
    problems_.push_back({"", 0, 0, fmt::format("the experiment {} is not switched on", name_of(c.kind)), "set_experiment switches it on"});
  }
  void run(const command::SetParameter& c) {
    const Parameter* parameter = parameters_.find(c.key);
    if (parameter != nullptr && parameter->value == c.value) {
      next_.scenario.parameters.erase(c.key);
    } else {
      next_.scenario.parameters[c.key] = c.value;  // check_scenario knows keys and ranges
    }
  }
  void run(const command::ResetParameter& c) {
    if (next_.scenario.parameters.erase(c.key) > 0) return;
    problems_.push_back({"", 0, 0, fmt::format("the parameter \"{}\" is not changed", c.key), "only what was changed can go back"});
  }
  void run(const command::ResetParameters&) { next_.scenario.parameters.clear(); }

  void run(const command::Seek& c) {
    if (!finite(c.time_h)) return;
    next_.playhead.time_h = c.time_h;
    next_.view.moment.clear();
    clamp_time();
  }
  void run(const command::Play& c) {
    next_.playhead.playing = c.playing;
    if (c.playing && next_.playhead.time_h >= next_.scenario.end_h()) next_.playhead.time_h = next_.scenario.start_h();
  }
  void run(const command::SetSpeed& c) {
    if (finite(c.speed)) next_.playhead.speed = std::clamp(c.speed, 0.1, 10.0);
  }
  void run(const command::Step& c) {
    next_.playhead.playing = false;
    next_.view.moment.clear();
    next_.playhead.time_h += c.count * lens_step_hours(next_.view.lens);
    clamp_time();
  }
  void run(const command::NextEvent& c) {
    next_.view.moment.clear();
    for (int i = 0; i < std::abs(std::clamp(c.count, -1000, 1000)); ++i) jump(c.count > 0);
  }
  void run(const command::ShowMoment& c) {
    const FoundMoment& m = c.moment;
    if (!finite(m.at_h) || !one_word(m.id)) return;
    if (m.identity < 0 || m.identity > kMostIdentities) {
      problems_.push_back({"", 0, 0, fmt::format("there is no number {} in the picture's process", m.identity),
                           fmt::format("a whole number from 0 to {}", kMostIdentities)});
      return;
    }
    run(command::Seek{m.at_h});
    next_.playhead.playing = false;
    if (m.stage) {
      run(command::SetStage{*m.stage});
      run(command::SetViewpoint{m.viewpoint});
      run(command::SetLens{m.lens});
      run(command::ResetCamera{});
      next_.view.identity = m.identity;
    } else {
      run(command::SetPanel{PanelName::curves});
      run(command::SetCurveTab{CurveTab::symptoms});
    }
    next_.view.moment = m.id;
  }
  void run(const command::SetLens& c) { next_.view.lens = c.lens; }
  void run(const command::SetStage& c) {
    if (next_.view.stage != c.stage) {
      look_from_elsewhere();
      next_.view.viewpoint = Viewpoint::usual;
      next_.view.identity = 0;
    }
    next_.view.stage = c.stage;
  }
  void run(const command::SetViewpoint& c) {
    if (next_.view.viewpoint != c.viewpoint) look_from_elsewhere();
    next_.view.viewpoint = c.viewpoint;
  }
  void run(const command::SetCamera& c) {
    const Camera& camera = c.camera;
    const bool good = finite(camera.yaw) && finite(camera.pitch) && finite(camera.target.x) && finite(camera.target.y) &&
                      finite(camera.target.z) && camera.distance > 0.0F && finite(camera.distance) && camera.field_of_view > 0.05F &&
                      camera.field_of_view < 2.5F;
    if (!good) {
      problems_.push_back({"", 0, 0, "this is not a camera", "angles in radians, a positive distance, a field of view from 0.05 to 2.5"});
      return;
    }
    next_.view.camera = camera;
    next_.view.camera->pitch = std::clamp(camera.pitch, -1.5F, 1.5F);
  }
  void run(const command::ResetCamera&) { next_.view.camera.reset(); }
  void run(const command::SetTheme& c) { (next_.view.mode == Mode::present ? next_.view.hall_theme : next_.view.theme) = c.theme; }
  void run(const command::SetPalette& c) { next_.view.palette = c.palette; }
  void run(const command::SetLocale& c) { next_.view.locale = c.locale; }
  void run(const command::SetQuality& c) { next_.view.quality = c.quality; }
  void run(const command::SetReducedMotion& c) { next_.view.reduced_motion = c.on; }
  void run(const command::SetLetterKeys& c) { next_.view.letter_keys = c.on; }
  void run(const command::SetLabels& c) { next_.view.labels = c.on; }
  void run(const command::SetTextScale& c) {
    if (finite(c.scale)) next_.view.text_scale = std::clamp(c.scale, 1.0F, 2.5F);
  }
  void run(const command::SetCurveTab& c) { next_.view.curve_tab = c.tab; }
  void run(const command::SetPanel& c) {
    next_.view.front = c.panel;
    if (next_.view.panels != PanelPlace::large || c.panel != PanelName::curves) next_.view.panels = PanelPlace::beside;
  }
  void run(const command::PlacePanels& c) {
    next_.view.panels = c.place;
    if (c.place == PanelPlace::large) next_.view.front = PanelName::curves;
  }
  void run(const command::SetMode& c) {
    next_.view.mode = c.mode;
    if (c.mode != Mode::start) next_.view.door = c.mode;
  }
  void run(const command::Present& c) {
    if (!one_word(c.lecture) || !one_word(c.beat)) return;
    next_.view.lecture = c.lecture;
    next_.view.beat = c.beat;
    next_.view.presented = c.how;
  }
  void run(const command::SetHall& c) { next_.view.hall = c.on; }
  void run(const command::SetDialog& c) { next_.view.dialog = c.dialog; }
  void run(const command::LookUp& c) {
    if (c.what.thing.empty() || one_word(c.what.thing)) next_.view.looked_up = c.what;
  }
  void run(const command::SetLabPart& c) { next_.view.lab = c.part; }
  void run(const command::SetClamp& c) {
    const ClampView& clamp = c.clamp;
    if (!one_word(clamp.protocol) || !one_word(clamp.drug)) return;
    for (const double value :
         {clamp.drug_um, clamp.voltage_mv, clamp.cursor_ms, clamp.held_mv, clamp.magnesium_mm, clamp.glutamate_um, clamp.bath_um}) {
      if (!finite(value)) return;
    }
    next_.view.clamp = clamp;
    next_.view.clamp.drug_um = std::clamp(clamp.drug_um, 0.0, kMostDrugUm);
    next_.view.clamp.voltage_mv = std::clamp(clamp.voltage_mv, kLowestMv, kHighestMv);
    next_.view.clamp.cursor_ms = std::max(0.0, clamp.cursor_ms);
    next_.view.clamp.state = std::clamp(clamp.state, -1, kClampStates - 1);
  }
  void run(const command::Highlight& c) {
    if (one_word(c.name)) next_.view.highlight = c.name;
  }
  void run(const command::ClearHighlight&) { next_.view.highlight.clear(); }
  void run(const command::SetPin&) { next_.pinned = next_.scenario; }
  void run(const command::ClearPin&) { next_.pinned.reset(); }
  void run(const command::Select& c) {
    next_.selection = c.selection;
    clamp_selection();
  }

  // The scale and the place there have a camera of their own, and things of their own to look up.
  void look_from_elsewhere() {
    next_.view.camera.reset();
    next_.view.moment.clear();
    next_.view.looked_up.thing.clear();
  }
  // What a text form can hold.
  bool one_word(const std::string& name) {
    const bool good = !name.empty() && std::none_of(name.begin(), name.end(), [](unsigned char c) { return c <= ' ' || c == '='; });
    if (!good) problems_.push_back({"", 0, 0, fmt::format("\"{}\" is no name", name), "one word, as the screen's report gives it"});
    return good;
  }
  bool finite(double value) {
    if (std::isfinite(value)) return true;
    problems_.push_back({"", 0, 0, "the number is not finite", "give an ordinary number"});
    return false;
  }
  void edit_dose(int index, const Dose& dose) {
    if (!in_list(index, next_.scenario.doses.size())) {
      problems_.push_back(missing_index("dose", index, next_.scenario.doses.size()));
      return;
    }
    next_.scenario.doses[static_cast<std::size_t>(index)] = dose;
    marker_dose_ = dose;
  }
  void edit_therapy(int index, const Therapy& therapy) {
    if (!in_list(index, next_.scenario.therapies.size())) {
      problems_.push_back(missing_index("session", index, next_.scenario.therapies.size()));
      return;
    }
    next_.scenario.therapies[static_cast<std::size_t>(index)] = therapy;
    marker_therapy_ = therapy;
  }
  template <class T>
  void remove(const char* what, std::vector<T>& list, int index) {
    if (in_list(index, list.size())) {
      list.erase(list.begin() + index);
    } else {
      problems_.push_back(missing_index(what, index, list.size()));
    }
  }
  void clamp_time() { next_.playhead.time_h = std::clamp(next_.playhead.time_h, next_.scenario.start_h(), next_.scenario.end_h()); }
  void clamp_selection() {
    const std::size_t count = next_.selection.kind == MarkerKind::dose ? next_.scenario.doses.size() : next_.scenario.therapies.size();
    if (next_.selection.kind != MarkerKind::none && !in_list(next_.selection.index, count)) {
      next_.selection = count == 0 ? Selection{MarkerKind::none, 0} : Selection{next_.selection.kind, static_cast<int>(count) - 1};
    }
  }
  void jump(bool forward) {
    std::vector<double> moments{next_.scenario.start_h(), next_.scenario.end_h()};
    for (const Dose& dose : next_.scenario.doses) moments.insert(moments.end(), {dose.at_h, dose.end_h()});
    for (const Therapy& therapy : next_.scenario.therapies) moments.push_back(therapy.at_h);
    for (const Visit& visit : next_.scenario.visits) moments.push_back(visit.at_h);
    constexpr double kSame = 1e-9;
    const double now = next_.playhead.time_h;
    double best = forward ? next_.scenario.end_h() : next_.scenario.start_h();
    for (const double moment : moments) {
      if (forward && moment > now + kSame) best = std::min(best, moment);
      if (!forward && moment < now - kSame) best = std::max(best, moment);
    }
    next_.playhead.time_h = best;
    clamp_time();
  }

  State next_;
  const Parameters& parameters_;
  Problems problems_;
  std::optional<Dose> marker_dose_;
  std::optional<Therapy> marker_therapy_;
};

}  // namespace

Result<State> apply(const State& state, const Command& command, const Parameters& parameters) {
  return Applier(state, parameters)(command);
}

bool changes_scenario(const Command& command) {
  return std::visit([]<class C>(const C&) { return std::get<command::Entry<C>>(command::kList).changes_scenario; }, command);
}

}  // namespace syn
