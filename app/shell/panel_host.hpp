// The panels: which there are, which is in front, and where they stand in the windows that a mode has for them.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "app/panels/common/panel.hpp"
#include "app/shell/screen_context.hpp"

namespace syn {

class PanelHost {
 public:
  PanelHost(ScreenContext& screen, const DataFiles& files);

  // Each draws into an ImGui window of its own, in the frame under way. One panel alone ...
  void window(const char* id, const Area& area, PanelName name);
  // ... or a word for each of those that open and close, of which the open one is marked: pressed it closes; how wide the words
  // are, px ...
  float rail(const Area& area);
  // ... or the open one, under its name. `alone`: no rail stands beside it, so that the way to the others is here.
  void open_one(const Area& area, bool alone);
  static const char* window_of(PanelName open) { return open == PanelName::curves ? "curves" : "editor"; }
  // How many words the rail has.
  std::size_t count() const;
  // A marker chosen on the timeline brings its editor to the front, where one is open. Once a frame.
  void follow_selection();
  void fold_or_open();
  // Files that panels made, into the current folder; once the frame is drawn.
  void write_exports();

  std::span<const PublishedScore> published() const { return published_; }
  // What a panel is given, for who draws something like one.
  PanelContext context();

 private:
  Panel& panel(PanelName name);
  std::vector<PanelName> openable() const;
  PanelName editor_of_selection(PanelName front) const;

  ScreenContext& screen_;
  std::vector<std::unique_ptr<Panel>> panels_;
  std::vector<PublishedScore> published_;
  std::vector<Schedule> schedules_;
  std::vector<NamedProtocol> protocols_;
  Exports exports_;
  Selection last_selection_;
};

}  // namespace syn
