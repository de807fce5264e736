// One panel on a bench: a small scenario, a made-up run, input; every command is applied as the shell does.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "app/panels/common/panel.hpp"
#include "app/panels/time/context.hpp"
#include "headless_ui.hpp"

namespace syn::test {

inline const Parameters& shipped_parameters() {
  static const Parameters parameters = must(Parameters::load(data_files()));
  return parameters;
}

inline const Lookup& shipped_lookup() {
  static const Lookup lookup = must(Lookup::load(data_files(), shipped_parameters()));
  return lookup;
}

inline Scenario small_scenario() {
  Scenario scenario;
  scenario.doses = {Dose{.at_h = 0.0, .mg_per_kg = 0.5, .mg = {}, .sprays = {}},
                    Dose{.at_h = 72.0, .mg_per_kg = 0.5, .mg = {}, .sprays = {}}};
  scenario.therapies = {Therapy{24.0}, Therapy{120.0}, Therapy{300.0}};
  return scenario;
}

// Made-up smooth columns: panels only show them.
inline RunPtr small_run(const Scenario& scenario) {
  std::vector<double> times;
  for (int i = 0; i <= 672; ++i) times.push_back(i);
  Trajectory::Columns columns;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (const double t : times) columns[c].push_back(0.5 + 0.4 * std::exp(-t / (20.0 + 10.0 * static_cast<double>(c))));
  }
  Trajectory::Inners inners;
  for (auto& inner : inners) inner.assign(times.size(), 0.0);
  std::vector<std::vector<double>> runs(3, std::vector<double>(times.size(), 20.0));
  return run_of(Trajectory(scenario, times, std::move(columns), std::move(inners), {}, std::move(runs)), shipped_parameters());
}

// One panel in a window; commands are applied after each frame, as the shell does.
struct PanelBench {
  HeadlessUi ui;
  State state;
  std::unique_ptr<Panel> panel;
  RunPtr run;
  RunPtr pinned;
  Exports exports{"test", {}};
  std::span<const NamedProtocol> protocols = {};
  LabBook book;
  Commands said;              // everything since the last forget()
  std::vector<int> gestures;  // the gesture of each of them

  explicit PanelBench(std::unique_ptr<Panel> p, float width = 1280.0F, float height = 900.0F, const char* theme = "dark",
                      const char* locale = "en")
      : ui(width, height, 18.0F, theme, locale), panel(std::move(p)) {
    state.scenario = small_scenario();
    run = small_run(state.scenario);
    ui.content = [this] {
      Commands out;
      int gesture = 0;
      panel->draw({state,
                   *run,
                   shipped_parameters(),
                   ui.locale,
                   ui.theme,
                   ui.fonts.sizes.body,
                   ui.fonts.heading,
                   out,
                   gesture,
                   pinned ? &pinned->trajectory : nullptr,
                   {},
                   &exports,
                   {},
                   nullptr,
                   &shipped_lookup(),
                   protocols,
                   &book});
      for (Command& command : out) {
        const auto next = apply(state, command, shipped_parameters());
        CHECK_MESSAGE(next.has_value(), to_text(command));
        if (next) state = *next;
        said.push_back(std::move(command));
        gestures.push_back(gesture);
      }
    };
    ui.frame(2);
    forget();
  }
  void forget() {
    said.clear();
    gestures.clear();
  }
  template <class T>
  const T* last() const {
    for (auto at = said.rbegin(); at != said.rend(); ++at) {
      if (const T* command = std::get_if<T>(&*at)) return command;
    }
    return nullptr;
  }
  template <class T>
  std::size_t count() const {
    return static_cast<std::size_t>(std::count_if(said.begin(), said.end(), [](const Command& c) { return std::holds_alternative<T>(c); }));
  }
};

// Pixel of a moment on a track of the timeline (its item sticks out 0.8 text heights at both ends).
inline float track_x(const PanelBench& bench, const Box& track, double time_h) {
  const float out = 0.8F * bench.ui.fonts.sizes.body;
  const double low_h = bench.state.scenario.start_h() - kBeforeHours;
  const double share = (time_h - low_h) / (bench.state.scenario.end_h() - low_h);
  return track.left + out + static_cast<float>(share) * (track.width() - 2.0F * out);
}

}  // namespace syn::test
