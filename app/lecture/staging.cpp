#include "app/lecture/staging.hpp"

#include <algorithm>

namespace syn {
namespace {

// What a moment is looked for in follows from these; the others say how it is looked at.
bool before_moment(const Command& command) {
  return changes_scenario(command) || std::holds_alternative<command::SetPin>(command) ||
         std::holds_alternative<command::ClearPin>(command);
}

Problem refused(const Lecture& lecture, const Beat& beat, const Problem& why) {
  return {lecture.file, beat.line, 0, "the beat \"" + beat.id + "\" cannot be brought about: " + why.what, why.remedy};
}

}  // namespace

View with_likes(View view, const View& liked) {
  view.theme = liked.theme;
  view.palette = liked.palette;
  view.locale = liked.locale;
  view.quality = liked.quality;
  view.reduced_motion = liked.reduced_motion;
  view.letter_keys = liked.letter_keys;
  view.text_scale = liked.text_scale;
  view.mode = liked.mode;
  view.door = liked.door;
  view.hall_theme = liked.hall_theme;
  view.hall = liked.hall;
  view.lecture = liked.lecture;
  view.beat = liked.beat;
  view.presented = liked.presented;
  return view;
}

Result<State> Staging::state_of(const Lecture& lecture, const Beat& beat, const View& liked) const {
  State state;
  state.view = with_likes(state.view, liked);
  const auto take = [&](const Command& command) -> Problems {
    auto next = apply(state, command, parameters_);
    if (!next)
      return {refused(lecture, beat, {"", 0, 0, to_text(command) + ": " + next.error().front().what, next.error().front().remedy})};
    state = std::move(*next);
    return {};
  };
  if (Problems wrong = take(command::SetScenario{beat.scenario}); !wrong.empty()) return failure(std::move(wrong));
  take(command::Seek{std::max(0.0, state.scenario.start_h())});
  for (const Command& command : beat.commands) {
    if (!before_moment(command)) continue;
    if (Problems wrong = take(command); !wrong.empty()) return failure(std::move(wrong));
  }
  if (beat.panel) take(command::SetPanel{*beat.panel});
  if (!beat.moment.empty()) {
    const auto moment = find(beat.moment, state.scenario);
    if (!moment) return failure(refused(lecture, beat, moment.error().front()));
    take(command::ShowMoment{*moment});
  }
  for (const Command& command : beat.commands) {
    if (before_moment(command)) continue;
    if (Problems wrong = take(command); !wrong.empty()) return failure(std::move(wrong));
  }
  state.view = with_likes(state.view, liked);
  return state;
}

Problems Staging::rehearse(const Lecture& lecture) const {
  Problems problems;
  for (const Beat& beat : lecture.beats) {
    const auto state = state_of(lecture, beat, View());
    if (!state) problems.insert(problems.end(), state.error().begin(), state.error().end());
  }
  return problems;
}

Result<FoundMoment> Staging::find(const std::string& id, const Scenario& scenario) const {
  const NamedMoment* moment = moments_.named(id);
  if (moment == nullptr) return failure(moments_.unknown(id));
  auto run = std::find_if(runs_.begin(), runs_.end(), [&](const RunPtr& known) { return known->scenario() == scenario; });
  if (run == runs_.end()) {
    SimulateOptions options;
    options.dense_start = true;
    options.typical_only = true;
    run = runs_.insert(runs_.end(), run_of(scenario, parameters_, options));
  }
  const auto answer = moments_.find(*moment, *run);
  if (const auto* found = std::get_if<FoundMoment>(&answer)) return *found;
  return failure(
      {"", 0, 0, "the moment " + id + " does not occur in this run", "`synaptoscope describe SCENARIO --moment all` lists those that do"});
}

Commands commands_to(const State& target) {
  const View& view = target.view;
  Commands commands;
  if (target.pinned) {
    commands.push_back(command::SetScenario{*target.pinned});
    commands.push_back(command::SetPin{});
  } else {
    commands.push_back(command::ClearPin{});
  }
  commands.push_back(command::SetScenario{target.scenario});
  commands.push_back(command::Select{target.selection});
  // Through the moment, which alone says who is looked at; a state without one leaves it again.
  constexpr const char* kNone = "none";
  commands.push_back(command::ShowMoment{{.id = view.moment.empty() ? kNone : view.moment,
                                          .stage = view.stage,
                                          .viewpoint = view.viewpoint,
                                          .lens = view.lens,
                                          .at_h = target.playhead.time_h,
                                          .identity = view.identity}});
  if (view.moment.empty()) commands.push_back(command::Seek{target.playhead.time_h});
  if (view.camera) commands.push_back(command::SetCamera{*view.camera});
  commands.push_back(command::SetCurveTab{view.curve_tab});
  commands.push_back(command::SetPanel{view.front});
  commands.push_back(command::PlacePanels{view.panels});
  commands.push_back(command::SetLabPart{view.lab});
  commands.push_back(command::SetClamp{view.clamp});
  commands.push_back(command::SetLabels{view.labels});
  commands.push_back(command::LookUp{view.looked_up});
  commands.push_back(view.highlight.empty() ? Command(command::ClearHighlight{}) : Command(command::Highlight{view.highlight}));
  commands.push_back(command::SetDialog{view.dialog});
  commands.push_back(command::SetSpeed{target.playhead.speed});
  commands.push_back(command::Play{target.playhead.playing});
  return commands;
}

}  // namespace syn
