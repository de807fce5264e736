// Where the words over a picture go: a pure function, so that a picture is the same on every machine and a scrub
// backwards shows what it showed before.
//
// Labels stand left and right of the middle, which stays free, like the labels of a textbook plate: each at the nearest free
// place that is level with what it names, on none of what the picture is about, with no leader through another.
#pragma once

#include <span>
#include <vector>

namespace syn {

// A rectangle in pixels, y downwards.
struct Box {
  float left = 0.0F, top = 0.0F, right = 0.0F, bottom = 0.0F;
  float width() const { return right - left; }
  float height() const { return bottom - top; }
  bool overlaps(const Box& other) const { return left < other.right && other.left < right && top < other.bottom && other.top < bottom; }
  bool holds(float x, float y) const { return x >= left && x <= right && y >= top && y <= bottom; }
};

struct LabelRequest {
  float anchor_x = 0.0F, anchor_y = 0.0F;
  float width = 0.0F, height = 0.0F;
  float priority = 1.0F;  // the highest chooses first; among equals the nearest
  float depth = 0.0F;     // distance from the eye
  bool in_place = false;  // wants to stand centred under its anchor; goes to a side where it has no room there
};

struct LabelPlace {
  bool shown = false;
  bool in_place = false;  // centred under its anchor: no leader
  bool left_column = false;
  Box box;
};

// One place for each request, in the same order. Shown labels lie inside `picture`, keep `gap_px` from each other and
// touch no obstacle. A label is not shown when its anchor is outside the picture, when it is wider than half of it,
// or when labels at least as important leave it no room.
std::vector<LabelPlace> layout_labels(std::span<const LabelRequest> labels, const Box& picture, std::span<const Box> obstacles,
                                      float gap_px);

}  // namespace syn
