// The interface's windows in a picture that is kept from frame to frame: only what changes of them is drawn again, because a
// software renderer spends more on them than on the scene.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/platform/gui.hpp"
#include "app/platform/window_trace.hpp"

namespace syn {

class KeptPicture {
 public:
  struct Placed {
    std::string_view name;
    Area area;
    bool operator==(const Placed&) const = default;
  };

  // After Gui::end(): brings the picture up to date. The windows stand side by side; nothing of theirs lies over another.
  // `at_leisure`: what has changed may wait a while, and of several windows one is drawn a frame.
  void refresh(const Gui& gui, std::vector<Placed> windows, int width_px, int height_px, Color ground, float seconds, bool at_leisure);
  // All of the picture but this part, to the bound framebuffer.
  void copy_to_bound(const Area& but) const;
  // Over that: what is in none of the windows.
  void draw_others(const Gui& gui) const;
  // The next frame draws every window anew.
  void forget() { windows_.clear(); }

 private:
  // What of a window stands in the picture, and since when.
  struct Shown {
    std::uint64_t signature = 0;  // 0 = nothing
    float age = 0.0F;
    WindowTrace trace;
  };
  std::optional<RenderTarget> picture_;
  std::vector<Placed> windows_;
  std::vector<Shown> shown_;
  Color ground_;
};

}  // namespace syn
