// What of one ImGui window stands in a picture, so that only the parts that changed are drawn again. A software renderer
// spends more on the interface than on the scene, and from frame to frame little of it changes: a playhead, a few
// numbers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/ui/look/theme.hpp"
#include "app/ui/widgets/area.hpp"
#include "gfx/target.hpp"

namespace syn {

class WindowTrace {
 public:
  // Brings the picture of this window up to date with the frame that Gui::end() built: where triangles came or went, the
  // ground is laid and all that lies there is drawn again, in order. The window fills `area` of the target.
  void update(std::string_view window, const Area& area, Color ground, const RenderTarget& target);

  // A triangle as it was drawn.
  struct Part {
    std::uint64_t content = 0;
    float left = 0.0F, top = 0.0F, right = 0.0F, bottom = 0.0F;
  };

 private:
  std::vector<Part> parts_;  // in order of their content
};

// Upright pixel boxes, right and bottom not included, that together hold all places where one list has a part that the
// other has not. Both in order of content. Boxes do not overlap.
struct PixelBox {
  int left = 0, top = 0, right = 0, bottom = 0;
  bool operator==(const PixelBox&) const = default;
};
std::vector<PixelBox> changed_boxes(const std::vector<WindowTrace::Part>& before, const std::vector<WindowTrace::Part>& after,
                                    const PixelBox& within);

}  // namespace syn
