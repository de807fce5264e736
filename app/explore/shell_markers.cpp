// What the keys do with markers, hypotheses and the way back.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/explore/shell.hpp"
#include "core/sentence.hpp"

namespace syn {
// The usual pair, then each idea alone, then the pair again. A choice of another kind starts from the pair.
void Shell::next_hypothesis() {
  ModelOptions model = session_.state().scenario.model;
  constexpr auto kAll = kValues<Hypothesis>;
  const auto name = [&](Hypothesis one) { return std::string(locale().text(named_key<"hypothesis.", ".name">(one))); };
  std::size_t next = 0;  // 0 = the pair
  if (model.hypotheses == ModelOptions{}.hypotheses) next = 1;
  for (std::size_t i = 0; i < kAll.size(); ++i) {
    if (model.hypotheses == std::vector{kAll[i]}) next = (i + 2) % (kAll.size() + 1);
  }
  std::string names;
  if (next == 0) {
    model.hypotheses = ModelOptions{}.hypotheses;
    names = name(kAll[0]) + " + " + name(kAll[1]);
  } else {
    model.hypotheses = {kAll[next - 1]};
    names = name(kAll[next - 1]);
  }
  session_.submit(command::SetModel{model});
  notify(locale().text(Sentence{"shell.hypothesis"_key, {{"names", names}}}));
}

void Shell::copy_marker() {
  if (const auto marker = selected_marker(session_.state())) {
    clipboard_ = marker;
    notify(locale().text("shell.copied"_key));
  }
}

void Shell::put_down(const Marker& marker) {
  const State& state = session_.state();
  const double step_h = std::min(1.0, snap_steps(state.view.lens).small_h);
  const double now_h = std::max(0.0, std::floor(state.playhead.time_h / step_h + 1e-9) * step_h);
  submit_if_room(put_marker(state, marker, now_h, step_h, session_.parameters()));
}

void Shell::duplicate_selected() {
  if (selected_marker(session_.state())) submit_if_room(duplicate_marker(session_.state(), session_.parameters()));
}

void Shell::submit_if_room(const std::optional<Command>& command) {
  if (command) return session_.submit(*command);
  notify(locale().text("shell.no_room"_key));
}

Shell::Place Shell::here() const {
  const View& view = session_.state().view;
  return {view.scale_step(), view.camera};
}

void Shell::remember_place() {
  const Place now = here();
  if (now.scale_step != last_place_.scale_step) previous_place_ = last_place_;
  last_place_ = now;
}

void Shell::go_back() {
  if (!previous_place_) return;
  const Place to = *previous_place_;
  previous_place_ = here();
  session_.submit(command::SetStage{to.scale_step.stage});
  session_.submit(command::SetViewpoint{to.scale_step.viewpoint});
  if (to.camera) {
    session_.submit(command::SetCamera{*to.camera});
  } else {
    session_.submit(command::ResetCamera{});
  }
  last_place_ = here();
}

}  // namespace syn
