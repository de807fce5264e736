#include "app/platform/kept_picture.hpp"

#include <utility>

namespace syn {

// At leisure ten times a second: nobody reads a number faster. The first touch draws everything as it is.
void KeptPicture::refresh(const Gui& gui, std::vector<Placed> windows, int width_px, int height_px, Color ground, float seconds,
                          bool at_leisure) {
  constexpr float kLeisureSeconds = 0.1F;
  const bool fits = picture_ && picture_->width() == width_px && picture_->height() == height_px;
  if (!fits || windows_ != windows || ground_ != ground) {
    if (!fits) picture_.emplace(width_px, height_px);
    picture_->clear_part(0, 0, width_px, height_px, ground.r, ground.g, ground.b);
    windows_ = std::move(windows);
    ground_ = ground;
    shown_.assign(windows_.size(), {});
  }
  bool drawn = false;
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    Shown& shown = shown_[i];
    shown.age += seconds;
    const std::uint64_t signature = gui.signature(windows_[i].name);
    if (shown.signature == signature) continue;
    if (at_leisure && shown.signature != 0 && (drawn || shown.age < kLeisureSeconds)) continue;
    shown.signature = signature;
    shown.age = 0.0F;
    drawn = true;
    shown.trace.update(windows_[i].name, windows_[i].area, ground, *picture_);
  }
}

// A software renderer pays for every copied pixel.
void KeptPicture::copy_to_bound(const Area& but) const {
  if (but.width <= 0.0F) return picture_->copy_to_bound();
  const int width = picture_->width();
  const int height = picture_->height();
  const int left = static_cast<int>(but.x), right = static_cast<int>(but.right());
  const int low = height - static_cast<int>(but.bottom()), high = height - static_cast<int>(but.y);
  picture_->copy_part_to_bound(0, high, width, height - high);
  picture_->copy_part_to_bound(right, low, width - right, high - low);
  picture_->copy_part_to_bound(0, low, left, high - low);
  picture_->copy_part_to_bound(0, 0, width, low);
}

void KeptPicture::draw_others(const Gui& gui) const {
  std::vector<std::string_view> names;
  for (const Placed& window : windows_) names.push_back(window.name);
  gui.draw_others(names);
}

}  // namespace syn
