// A panel: shows numbers, takes input, pushes commands. It draws a copy and pushes a command if the copy changed.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/explain/lookup.hpp"
#include "app/state/command.hpp"
#include "app/state/lab_book.hpp"
#include "app/state/schedule.hpp"
#include "app/state/wish.hpp"
#include "app/ui/look/locale.hpp"
#include "app/ui/look/theme.hpp"
#include "core/sentence.hpp"
#include "model/calibration/published.hpp"
#include "model/data/parameters.hpp"
#include "model/patch/protocol.hpp"
#include "model/run/run.hpp"

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

// What the picture shows at this moment, for panels that put it in words. Not part of the state: it comes with the frame.
struct InView {
  Sentence caption, lens_note;  // of the stage; empty keys where no picture is shown
  BadgeGlyph badge = BadgeGlyph::our_model;
  std::vector<std::string_view> labels;  // keys of the labels that stand over the picture, from top to bottom
  Wishes wishes = {};                    // of the panels
  bool busy = false;                     // a panel computes: it wants the next frame at once
  // A key asked for what the input was at, and this source of it, or none; the inspector takes it over.
  std::optional<std::string> asked_source = {};
};

struct PanelContext {
  const State& state;
  const Run& run;
  const Parameters& parameters;  // of the program; the run has its own
  const Locale& locale;
  const Theme& theme;
  float unit_px = 18.0F;                           // height of body text; every size in a panel is a multiple of it
  ImFont* bold = nullptr;                          // headings
  Commands& out;                                   // what the person did
  int& gesture;                                    // set to a new non-zero number while one drag lasts, so that undo takes it as one
  const Trajectory* pinned = nullptr;              // run A
  std::span<const PublishedScore> published = {};  // trial results that may be laid over the symptoms
  Exports* exports = nullptr;                      // where made files go; without it there is no way out
  std::span<const Schedule> schedules{};           // ready-made ones to choose from
  InView* in_view = nullptr;                       // empty where there is no picture
  const Lookup* lookup = nullptr;                  // what can be looked up; the inspector needs it
  std::span<const NamedProtocol> protocols{};      // of the voltage clamp
  LabBook* book = nullptr;                         // what is typed into the worksheet
};

class Panel {
 public:
  virtual ~Panel() = default;
  virtual PanelName name() const = 0;
  virtual TextKey title() const = 0;
  // On its tab in the right column; none: it has a place of its own.
  virtual TextKey tab() const { return {}; }
  // Draws the content into the current ImGui window, which the shell has placed and sized.
  virtual void draw(const PanelContext& context) = 0;
};

}  // namespace syn
