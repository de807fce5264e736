// Frame times of the whole screen, stage by stage, and what each may cost.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/export/offscreen_renderer.hpp"
#include "app/session/session.hpp"

namespace syn {

// What a frame may take without a graphics card, and as a multiple of the empty frame of the same run.
struct FrameBudget {
  double ms = 0.0;
  double ratio = 0.0;
};
// `low`: 60 frames a second and 4 times the empty frame; every other quality: 30 frames a second and 8 times.
FrameBudget budget_of(QualityName quality);

struct FrameFigure {
  std::string name;
  double ms = 0.0;
  double cpu_ms = 0.0;  // of all threads, mean; hardly feels what else the machine does
  FrameCounts counts;
  std::optional<QualityName> quality;  // empty: a row without a budget
  bool within(double empty_ms) const;
};

// Whole screens, each finished before the next starts; nothing waits for a display. Rows whose name does not contain
// `only` are left out, but for the first, which is the empty frame. `next` is told the name of each before it is measured.
std::vector<FrameFigure> measure_frames(OffscreenRenderer& renderer, Session& session, const DataFiles& files, int frames,
                                        const std::string& only, const std::function<void(const std::string&)>& next = {});

// The whole screen once, as the window shows it first.
void paint_first_frame(OffscreenRenderer& renderer, Session& session);

}  // namespace syn
