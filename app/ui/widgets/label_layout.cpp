#include "app/ui/widgets/label_layout.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace syn {
namespace {

using Order = std::vector<std::size_t>;  // indices of labels, from top to bottom

struct Column {
  float left = 0.0F, width = 0.0F;
  float top = 0.0F, bottom = 0.0F;  // the free stretch of it
};

class LabelColumns {
 public:
  LabelColumns(std::span<const LabelRequest> labels, const Box& picture, std::span<const Box> obstacles, float gap)
      : labels_(labels), picture_(picture), obstacles_(obstacles.begin(), obstacles.end()), gap_(gap), places_(labels.size()) {}

  std::vector<LabelPlace> run() {
    place_in_place();
    const float middle = 0.5F * (picture_.left + picture_.right);
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      if (places_[i].shown) continue;
      const LabelRequest& label = labels_[i];
      const bool fits = label.width <= 0.5F * picture_.width() - 2.0F * gap_ && label.height <= picture_.height() - 2.0F * gap_;
      if (fits && picture_.holds(label.anchor_x, label.anchor_y)) side(label.anchor_x < middle).push_back(i);
    }
    make_room();
    for (const bool left : {true, false}) place_column(left);
    return std::move(places_);
  }

 private:
  Order& side(bool left) { return left ? left_ : right_; }

  // Those that may stand under their anchors, the most important first. Where they stand, no column does.
  void place_in_place() {
    Order wanting;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      if (labels_[i].in_place && picture_.holds(labels_[i].anchor_x, labels_[i].anchor_y)) wanting.push_back(i);
    }
    std::stable_sort(wanting.begin(), wanting.end(),
                     [&](std::size_t a, std::size_t b) { return labels_[a].priority > labels_[b].priority; });
    for (const std::size_t i : wanting) {
      const LabelRequest& label = labels_[i];
      const float left = label.anchor_x - 0.5F * label.width, top = label.anchor_y;
      const Box box{left, top, left + label.width, top + label.height};
      const bool inside =
          box.left >= picture_.left && box.right <= picture_.right && box.top >= picture_.top && box.bottom <= picture_.bottom;
      if (!inside || std::any_of(obstacles_.begin(), obstacles_.end(), [&](const Box& other) { return box.overlaps(other); })) continue;
      places_[i] = {true, true, false, box};
      obstacles_.push_back(box);
    }
  }

  // Moves labels to the other column or drops them until both columns hold theirs.
  void make_room() {
    std::vector<bool> moved(labels_.size(), false);
    for (;;) {
      const bool left_full = spare(true) < 0.0F;
      if (!left_full && spare(false) >= 0.0F) return;
      Order& full = side(left_full);
      Order& other = side(!left_full);
      // The one whose anchor is nearest to the middle crosses over with the least harm.
      const float middle = 0.5F * (picture_.left + picture_.right);
      std::size_t best = labels_.size();
      for (const std::size_t i : full) {
        const auto distance = [&](std::size_t k) { return std::abs(labels_[k].anchor_x - middle); };
        if (!moved[i] && (best == labels_.size() || distance(i) < distance(best))) best = i;
      }
      if (best < labels_.size()) {
        moved[best] = true;
        other.push_back(best);
        if (spare(!left_full) >= 0.0F) {
          std::erase(full, best);
          continue;
        }
        other.pop_back();
        continue;
      }
      // No label gives way to a less important one of the other column: then that one goes, and its room is offered.
      const std::size_t here = least_important(full);
      const std::size_t there = other.empty() ? here : least_important(other);
      if (labels_[there].priority < labels_[here].priority) {
        std::erase(other, there);
        std::fill(moved.begin(), moved.end(), false);
      } else {
        std::erase(full, here);
      }
    }
  }

  std::size_t least_important(const Order& order) const {
    return *std::min_element(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const LabelRequest& x = labels_[a];
      const LabelRequest& y = labels_[b];
      if (x.priority != y.priority) return x.priority < y.priority;
      if (x.depth != y.depth) return x.depth > y.depth;
      return a > b;
    });
  }

  float total_height(const Order& order) const {
    float sum = -gap_;
    for (const std::size_t i : order) sum += labels_[i].height + gap_;
    return sum;
  }

  // Height left over in a column; negative when its labels do not fit.
  float spare(bool left) {
    if (side(left).empty()) return picture_.height();
    const Column column = column_of(left);
    return column.bottom - column.top - total_height(side(left));
  }

  // The column stands a little outside the anchors it serves: short leaders, and the middle stays free.
  Column column_of(bool left) {
    Column column;
    float reach = left ? picture_.right : picture_.left;
    for (const std::size_t i : side(left)) {
      column.width = std::max(column.width, labels_[i].width);
      reach = left ? std::min(reach, labels_[i].anchor_x) : std::max(reach, labels_[i].anchor_x);
    }
    const float middle = 0.5F * (picture_.left + picture_.right);
    const float quarter = 0.22F * picture_.width();
    if (left) {
      const float outermost = picture_.left + gap_ + column.width;
      column.left = std::max(outermost, std::min(reach - 4.0F * gap_, middle - std::max(quarter, gap_))) - column.width;
    } else {
      const float outermost = picture_.right - gap_ - column.width;
      column.left = std::min(outermost, std::max(reach + 4.0F * gap_, middle + std::max(quarter, gap_)));
    }
    std::tie(column.top, column.bottom) = free_stretch(column.left, column.left + column.width);
    return column;
  }

  // The longest stretch of a column that no obstacle touches.
  std::pair<float, float> free_stretch(float left, float right) const {
    std::vector<std::pair<float, float>> taken;
    for (const Box& box : obstacles_) {
      if (box.left - gap_ < right && box.right + gap_ > left) taken.emplace_back(box.top - gap_, box.bottom + gap_);
    }
    std::sort(taken.begin(), taken.end());
    std::pair<float, float> best{0.0F, 0.0F};
    float from = picture_.top + gap_;
    const auto offer = [&](float until) {
      if (until - from > best.second - best.first) best = {from, until};
    };
    for (const auto& [top, bottom] : taken) {
      offer(std::min(top, picture_.bottom - gap_));
      from = std::max(from, bottom);
    }
    offer(picture_.bottom - gap_);
    return best;
  }

  // Tops of the labels of a column in this order: least squares from "level with the anchor", no overlaps, in bounds.
  std::vector<float> tops(const Order& order, const Column& column) const {
    struct Block {
      float sum;
      float count;
      float mean() const { return sum / count; }
    };
    std::vector<Block> blocks;
    float offset = 0.0F;
    for (const std::size_t i : order) {
      blocks.push_back({labels_[i].anchor_y - 0.5F * labels_[i].height - offset, 1.0F});
      offset += labels_[i].height + gap_;
      while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
        const Block last = blocks.back();
        blocks.pop_back();
        blocks.back().sum += last.sum;
        blocks.back().count += last.count;
      }
    }
    const float highest = column.bottom - total_height(order);
    std::vector<float> out;
    offset = 0.0F;
    auto label = order.begin();
    for (const Block& block : blocks) {
      const float base = std::clamp(block.mean(), column.top, std::max(column.top, highest));
      for (float k = 0.0F; k < block.count; k += 1.0F, ++label) {
        out.push_back(base + offset);
        offset += labels_[*label].height + gap_;
      }
    }
    return out;
  }

  struct Line {
    float x0, y0, x1, y1;
  };
  static bool cross(const Line& a, const Line& b) {
    const auto turn = [](float ax, float ay, float bx, float by, float cx, float cy) {
      return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    };
    const bool ab = (turn(a.x0, a.y0, a.x1, a.y1, b.x0, b.y0) > 0) != (turn(a.x0, a.y0, a.x1, a.y1, b.x1, b.y1) > 0);
    const bool ba = (turn(b.x0, b.y0, b.x1, b.y1, a.x0, a.y0) > 0) != (turn(b.x0, b.y0, b.x1, b.y1, a.x1, a.y1) > 0);
    return ab && ba;
  }

  void place_column(bool left) {
    Order& order = side(left);
    if (order.empty()) return;
    const Column column = column_of(left);
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return std::pair(labels_[a].anchor_y, a) < std::pair(labels_[b].anchor_y, b); });
    std::vector<float> top = tops(order, column);
    const float edge = left ? column.left + column.width : column.left;
    // Neighbours whose leaders cross change places; as often as a sort could need.
    for (std::size_t pass = 0; pass < order.size(); ++pass) {
      bool swapped = false;
      for (std::size_t k = 0; k + 1 < order.size(); ++k) {
        const auto line = [&](std::size_t j) {
          const LabelRequest& label = labels_[order[j]];
          return Line{label.anchor_x, label.anchor_y, edge, top[j] + 0.5F * label.height};
        };
        if (!cross(line(k), line(k + 1))) continue;
        std::swap(order[k], order[k + 1]);
        top = tops(order, column);
        swapped = true;
      }
      if (!swapped) break;
    }
    for (std::size_t k = 0; k < order.size(); ++k) {
      const LabelRequest& label = labels_[order[k]];
      const float from = left ? edge - label.width : edge;
      places_[order[k]] = {true, false, left, {from, top[k], from + label.width, top[k] + label.height}};
    }
  }

  std::span<const LabelRequest> labels_;
  Box picture_;
  std::vector<Box> obstacles_;
  float gap_;
  std::vector<LabelPlace> places_;
  Order left_, right_;
};

}  // namespace

std::vector<LabelPlace> layout_labels(std::span<const LabelRequest> labels, const Box& picture, std::span<const Box> obstacles,
                                      float gap_px) {
  return LabelColumns(labels, picture, obstacles, gap_px).run();
}

}  // namespace syn
