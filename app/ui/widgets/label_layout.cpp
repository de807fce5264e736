#include "app/ui/widgets/label_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <tuple>

namespace syn {
namespace {

// Shares of the picture's width: how far from the middle labels stand, and how wide the steps are in which they move outwards.
constexpr float kFree = 0.20F, kStep = 0.03F;
constexpr float kOff = 1.6F;  // a pixel away from level costs as much as so many pixels to the side
constexpr float kAcross = 4.0F;

struct Line {
  float x0, y0, x1, y1;
};

bool cross(const Line& a, const Line& b) {
  const auto turn = [](float ax, float ay, float bx, float by, float cx, float cy) {
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  };
  const bool ab = (turn(a.x0, a.y0, a.x1, a.y1, b.x0, b.y0) > 0) != (turn(a.x0, a.y0, a.x1, a.y1, b.x1, b.y1) > 0);
  const bool ba = (turn(b.x0, b.y0, b.x1, b.y1, a.x0, a.y0) > 0) != (turn(b.x0, b.y0, b.x1, b.y1, a.x1, a.y1) > 0);
  return ab && ba;
}

bool cross(const Line& line, const Box& box) {
  return box.holds(line.x0, line.y0) || box.holds(line.x1, line.y1) || cross(line, Line{box.left, box.top, box.right, box.bottom}) ||
         cross(line, Line{box.left, box.bottom, box.right, box.top});
}

class LabelSides {
 public:
  LabelSides(std::span<const LabelRequest> labels, const Box& picture, std::span<const Box> obstacles, float gap)
      : labels_(labels), picture_(picture), obstacles_(obstacles.begin(), obstacles.end()), gap_(gap), places_(labels.size()) {}

  std::vector<LabelPlace> run() {
    std::vector<std::size_t> order(labels_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    // Those that may stand under their anchors choose first: they have one place.
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const auto key = [&](std::size_t i) { return std::tuple(!labels_[i].in_place, -labels_[i].priority, labels_[i].depth); };
      return key(a) < key(b);
    });
    for (const std::size_t i : order) {
      if (labels_[i].in_place && holds_anchor(i)) stand_in_place(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return labels_[a].priority > labels_[b].priority; });
    for (const std::size_t i : order) {
      if (!places_[i].shown && holds_anchor(i)) stand_aside(i);
    }
    return std::move(places_);
  }

 private:
  bool holds_anchor(std::size_t i) const { return picture_.holds(labels_[i].anchor_x, labels_[i].anchor_y); }
  bool touches_any(const Box& box) const {
    return std::any_of(obstacles_.begin(), obstacles_.end(), [&](const Box& other) { return box.overlaps(other); });
  }

  void stand_in_place(std::size_t i) {
    const LabelRequest& label = labels_[i];
    const float left = label.anchor_x - 0.5F * label.width, top = label.anchor_y;
    const Box box{left, top, left + label.width, top + label.height};
    const bool inside =
        box.left >= picture_.left && box.right <= picture_.right && box.top >= picture_.top && box.bottom <= picture_.bottom;
    if (!inside || touches_any(box)) return;
    places_[i] = {true, true, false, box};
    obstacles_.push_back(box);
  }

  // The cheapest place at both sides of the middle.
  void stand_aside(std::size_t i) {
    const LabelRequest& label = labels_[i];
    if (label.width > 0.5F * picture_.width() - 2.0F * gap_ || label.height > picture_.height() - 2.0F * gap_) return;
    const float middle = 0.5F * (picture_.left + picture_.right);
    std::optional<LabelPlace> best;
    float least = 0.0F;
    for (const bool left : {true, false}) {
      const bool across = left != (label.anchor_x < middle);
      const float from = left ? std::min(label.anchor_x - 4.0F * gap_, middle - kFree * picture_.width()) - label.width
                              : std::max(label.anchor_x + 4.0F * gap_, middle + kFree * picture_.width());
      const float outermost = left ? picture_.left + gap_ : picture_.right - gap_ - label.width;
      const float step = (left ? -kStep : kStep) * picture_.width();
      for (float x = left ? std::max(from, outermost) : std::min(from, outermost);; x += step) {
        const bool last = left ? x <= outermost : x >= outermost;
        if (last) x = outermost;
        try_rows(i, x, left, across, best, least);
        if (last) break;
      }
    }
    if (!best) return;
    places_[i] = *best;
    leaders_.push_back(leader_of(label, *best));
    obstacles_.push_back({best->box.left - gap_, best->box.top - gap_, best->box.right + gap_, best->box.bottom + gap_});
  }

  static Line leader_of(const LabelRequest& label, const LabelPlace& place) {
    return {label.anchor_x, label.anchor_y, place.left_column ? place.box.right : place.box.left,
            0.5F * (place.box.top + place.box.bottom)};
  }

  // The nearest free rows above and below the anchor's: an obstacle in the way is stepped over.
  void try_rows(std::size_t i, float x, bool left, bool across, std::optional<LabelPlace>& best, float& least) const {
    const LabelRequest& label = labels_[i];
    const float top = picture_.top + gap_, bottom = picture_.bottom - gap_ - label.height;
    const float level = std::clamp(label.anchor_y - 0.5F * label.height, top, bottom);
    std::vector<float> rows{level};
    for (const Box& box : obstacles_) {
      if (box.left >= x + label.width || box.right <= x) continue;
      for (const float y : {box.top - label.height - 0.01F, box.bottom + 0.01F}) {
        if (y >= top && y <= bottom) rows.push_back(y);
      }
    }
    for (const float y : rows) {
      const LabelPlace place{true, false, left, {x, y, x + label.width, y + label.height}};
      const Line leader = leader_of(label, place);
      const float cost =
          (across ? kAcross : 1.0F) * std::abs(leader.x1 - leader.x0) + kOff * std::abs(y + 0.5F * label.height - label.anchor_y);
      if (best && cost >= least) continue;
      if (touches_any(place.box)) continue;
      if (std::any_of(leaders_.begin(), leaders_.end(), [&](const Line& l) { return cross(l, leader) || cross(l, place.box); })) continue;
      const auto passes = [&](std::size_t k) { return places_[k].shown && cross(leader, places_[k].box); };
      bool through = false;
      for (std::size_t k = 0; k < places_.size() && !through; ++k) through = passes(k);
      if (through) continue;
      best = place;
      least = cost;
    }
  }

  std::span<const LabelRequest> labels_;
  Box picture_;
  std::vector<Box> obstacles_;
  float gap_;
  std::vector<LabelPlace> places_;
  std::vector<Line> leaders_;
};

}  // namespace

std::vector<LabelPlace> layout_labels(std::span<const LabelRequest> labels, const Box& picture, std::span<const Box> obstacles,
                                      float gap_px) {
  return LabelSides(labels, picture, obstacles, gap_px).run();
}

}  // namespace syn
