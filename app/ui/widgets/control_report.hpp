// What stands on screen, in words: for scripts that drive the program with real input and must find its controls.
//
// Dear ImGui knows an item by a hash. Every control passes focus_stop() (focus.hpp) with its own name, and every scope of
// names is opened with push_id(): so a path such as "weight/track" can be told. Nothing is kept while nobody listens.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/widgets/label_layout.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {

// One frame, from construction on: the controls that are drawn until text() is asked for or this is gone.
class ControlReport {
 public:
  ControlReport();
  ~ControlReport();
  ControlReport(const ControlReport&) = delete;
  ControlReport& operator=(const ControlReport&) = delete;

  // One line each, its fields separated by tabs, in the order of drawing:
  //   window   NAME         LEFT TOP RIGHT BOTTOM  -
  //   control  WINDOW  PATH LEFT TOP RIGHT BOTTOM  FLAGS  the part of it that is seen; Tab reaches it
  //   part     WINDOW  PATH LEFT TOP RIGHT BOTTOM  FLAGS  inside the control before: a cell of a choice, a marker
  // Pixels of the framebuffer, from the top left. FLAGS: comma-separated words of choice, field, slider, text (to be read,
  // not pressed), plot; focus, typing, chosen; away (scrolled or cut out of view), or "-". A path that comes again in the same window gets
  // #2, #3, ...
  std::string text() const;
};

namespace control_report {

// From now on whatever has this path is pointed out by two frames around it, as a focus ring would be; empty = nothing.
// Said anew in every frame.
void point_out(const std::string& path, const UiLook& look);

// Whether somebody listens: what is costly to say needs not be prepared otherwise.
bool wanted();
// The item that was drawn last, under its own name.
void add_control(const char* id, bool focused);
// Of the control before: what it is, where it is no button.
void add_kind(const char* kind);
// A part of it, or of what the window shows: `id` may hold slashes.
void add_part(std::string_view id, const Box& place, bool chosen);

}  // namespace control_report

}  // namespace syn
