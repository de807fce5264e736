// Where a part of the screen stands.
#pragma once

namespace syn {

struct Area {
  float x = 0.0F, y = 0.0F, width = 0.0F, height = 0.0F;  // pixels from the top left
  float right() const { return x + width; }
  float bottom() const { return y + height; }
  bool operator==(const Area&) const = default;
};

// Screens with fewer text heights than this say things in fewer words and lines.
inline constexpr float kRoomyHeight = 34.0F;

}  // namespace syn
