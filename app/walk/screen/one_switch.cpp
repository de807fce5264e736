#include "app/walk/screen/one_switch.hpp"

namespace syn {

OneSwitch::Does OneSwitch::advance(float seconds, bool still_held) {
  Does does;
  if (!down_) return does;
  if (!still_held) {
    does.use = !moved_;
    down_ = moved_ = false;
    return does;
  }
  held_ += seconds;
  if (held_ < kLong) return does;
  held_ = 0.0F;
  moved_ = true;
  does.steps = 1;
  return does;
}

}  // namespace syn
