// What a picture shows, as JSON: for people without the picture, for scripts and for tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/stages/common/stage.hpp"
#include "app/ui/look/locale.hpp"
#include "model/run/trajectory.hpp"

namespace syn {

// One picture: its moment, the stage's report, the model's columns at that moment, the labels in words.
struct PictureReport {
  Hours time;
  StageReport report;
  std::vector<std::string> labels;
};

// {"version", "parameters", "seed", "scenario", "stage", "lens", "frames": [{"time_h", "caption", "counts", "items", "model", ...}]}
// as head, one or more frames, and tail, so that a long sequence is written as it is made.
std::string json_head(const Trajectory& trajectory, const View& view, const Locale& locale, const std::string& program_version,
                      const std::string& parameter_hash);
std::string json_frame(const PictureReport& picture, const Trajectory& trajectory, const Locale& locale, bool first);
std::string json_tail();

// What stands inside a picture's file, by name: the program, what a picture is not, and what would give it again.
std::vector<std::pair<std::string, std::string>> picture_origin(const Scenario& scenario, const std::string& parameter_hash,
                                                                const std::string& program_version);

}  // namespace syn
