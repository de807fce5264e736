// A panel: shows numbers, takes input, pushes commands. It draws a copy and pushes a command if the copy changed.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "model/parameters.hpp"
#include "model/published.hpp"
#include "model/trajectory.hpp"
#include "state/command.hpp"
#include "state/schedule.hpp"
#include "ui/locale.hpp"
#include "ui/theme.hpp"

struct ImFont;

namespace syn {

// A file that a panel has made whole: the shell writes it and says where.
struct MadeFile {
  std::string name;  // with its ending, without a folder
  std::string bytes;
};
struct Exports {
  std::string version;  // of the program, for the files' heads
  std::vector<MadeFile> made;
};

struct PanelContext {
  const State& state;
  const Trajectory& trajectory;
  const Parameters& parameters;
  const Locale& locale;
  const Theme& theme;
  float unit_px = 18.0F;   // height of body text; every size in a panel is a multiple of it
  ImFont* bold = nullptr;  // headings
  Commands& out;           // what the hand did
  int& gesture;            // set to a new non-zero number while one drag lasts, so that undo takes it as one
  const Trajectory* pinned = nullptr;               // run A
  std::span<const PublishedScore> published = {};  // trial results that may be laid over the symptoms
  Exports* exports = nullptr;                       // where made files go; without it there is no way out
  std::span<const Schedule> schedules{};  // ready-made ones to choose from
};

class Panel {
 public:
  virtual ~Panel() = default;
  virtual PanelName name() const = 0;
  virtual TextKey title() const = 0;
  // Draws the content into the current ImGui window, which the shell has placed and sized.
  virtual void draw(const PanelContext& context) = 0;
};

// All panels: the one list.
std::vector<std::unique_ptr<Panel>> make_panels();
std::unique_ptr<Panel> make_dose_panel();
std::unique_ptr<Panel> make_therapy_panel();
std::unique_ptr<Panel> make_timeline_panel();
std::unique_ptr<Panel> make_curves_panel();
std::unique_ptr<Panel> make_person_panel();
std::unique_ptr<Panel> make_lab_panel();
std::unique_ptr<Panel> make_parameters_panel();

}  // namespace syn
