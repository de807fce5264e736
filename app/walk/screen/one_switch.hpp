// One key for a person who has no other: a short press uses what is in the frame, a long one moves the frame on, and goes on
// doing so while it lasts. Nothing moves by itself, and nothing has to be done in time.
#pragma once

namespace syn {

class OneSwitch {
 public:
  static constexpr float kLong = 0.8F;  // s

  void press() {
    down_ = true;
    moved_ = false;
    held_ = 0.0F;
  }
  // The viewer's clock moved on and the key is still held, or no more. Steps that the frame moves; and whether what is in it is used.
  struct Does {
    int steps = 0;
    bool use = false;
  };
  Does advance(float seconds, bool still_held);
  bool down() const { return down_; }
  float held_share() const { return down_ ? held_ / kLong : 0.0F; }  // of the time until the next step, 0 to 1

 private:
  bool down_ = false, moved_ = false;
  float held_ = 0.0F;
};

}  // namespace syn
