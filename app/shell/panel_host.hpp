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
  // ... or all that have a tab, of which one is in front; the height that it would need. `with_curves`: they have no place of
  // their own.
  float tabs(const Area& area, bool with_curves);
  // Files that panels made, into the current folder; once the frame is drawn.
  void write_exports();

  std::span<const PublishedScore> published() const { return published_; }

 private:
  Panel& panel(PanelName name);
  PanelContext context();

  ScreenContext& screen_;
  std::vector<std::unique_ptr<Panel>> panels_;
  std::vector<PublishedScore> published_;
  std::vector<Schedule> schedules_;
  Exports exports_;
  Selection last_selection_;
};

}  // namespace syn
