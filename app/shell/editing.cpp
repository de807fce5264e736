#include "app/shell/editing.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/sentence.hpp"

namespace syn {

// The usual pair, then each idea alone, then the pair again. A choice of another kind starts from the pair.
void Editing::next_hypothesis() {
  ModelOptions model = screen_.state().scenario.model;
  constexpr auto kAll = kValues<Hypothesis>;
  const auto name = [&](Hypothesis one) { return std::string(screen_.text(named_key<"hypothesis.", ".name">(one))); };
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
  screen_.session.submit(command::SetModel{model});
  screen_.notify(screen_.locale().text(Sentence{"shell.hypothesis"_key, {{"names", names}}}));
}

void Editing::copy() {
  if (const auto marker = selected_marker(screen_.state())) {
    clipboard_ = marker;
    screen_.notify(screen_.text("shell.copied"_key));
  }
}

void Editing::put_down(const Marker& marker) {
  const State& state = screen_.state();
  const double step_h = std::min(1.0, snap_steps(state.view.lens).small_h);
  const double now_h = std::max(0.0, std::floor(state.playhead.time_h / step_h + 1e-9) * step_h);
  submit_if_room(put_marker(state, marker, now_h, step_h, screen_.session.parameters()));
}

void Editing::duplicate() {
  if (selected_marker(screen_.state())) submit_if_room(duplicate_marker(screen_.state(), screen_.session.parameters()));
}

void Editing::submit_if_room(const std::optional<Command>& command) {
  if (command) return screen_.session.submit(*command);
  screen_.notify(screen_.text("shell.no_room"_key));
}

// Over the opening of a file, the file that Save writes goes along.
void Editing::undo_or_redo(bool undo) {
  const Scenario before = screen_.state().scenario;
  undo ? screen_.session.undo() : screen_.session.redo();
  screen_.user_data.document.moved(before, screen_.state().scenario);
}

}  // namespace syn
