#include <doctest/doctest.h>

#include "app/platform/window_trace.hpp"

using namespace syn;

namespace {

using Part = WindowTrace::Part;

bool holds(const std::vector<PixelBox>& boxes, int x, int y) {
  int found = 0;
  for (const PixelBox& box : boxes) {
    if (x >= box.left && x < box.right && y >= box.top && y < box.bottom) ++found;
  }
  CHECK(found <= 1);  // boxes do not overlap
  return found == 1;
}

constexpr PixelBox kWindow{10, 20, 310, 220};

}  // namespace

TEST_CASE("window trace: what did not change is not drawn again") {
  const std::vector<Part> parts{{1, 20, 30, 40, 50}, {2, 60, 30, 90, 50}, {2, 60, 30, 90, 50}};
  CHECK(changed_boxes(parts, parts, kWindow).empty());
  CHECK(changed_boxes({}, {}, kWindow).empty());
}

TEST_CASE("window trace: places where something came, went or moved are drawn again, others are not") {
  const std::vector<Part> before{{1, 20, 30, 40, 50}, {2, 100, 100, 104, 180}, {5, 250, 30, 300, 60}};
  const std::vector<Part> after{{1, 20, 30, 40, 50}, {3, 140, 100, 144, 180}, {5, 250, 30, 300, 60}};
  const std::vector<PixelBox> boxes = changed_boxes(before, after, kWindow);
  for (int y = 100; y < 180; ++y) {
    for (int x = 100; x < 104; ++x) CHECK(holds(boxes, x, y));
    for (int x = 140; x < 144; ++x) CHECK(holds(boxes, x, y));
  }
  CHECK(!holds(boxes, 30, 40));
  CHECK(!holds(boxes, 275, 45));
  CHECK(!holds(boxes, 122, 140));
}

TEST_CASE("window trace: the second of two equal triangles can come and go") {
  const std::vector<Part> one{{7, 50, 50, 60, 60}};
  const std::vector<Part> two{{7, 50, 50, 60, 60}, {7, 50, 50, 60, 60}};
  CHECK(holds(changed_boxes(one, two, kWindow), 55, 55));
  CHECK(holds(changed_boxes(two, one, kWindow), 55, 55));
}

TEST_CASE("window trace: boxes stay inside the window") {
  const std::vector<Part> all{{1, -50, -50, 1000, 1000}};
  const std::vector<PixelBox> boxes = changed_boxes({}, all, kWindow);
  REQUIRE(boxes.size() == 1);
  CHECK(boxes.front() == kWindow);
}
