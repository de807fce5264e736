// How many hands went up for each answer to a question, as the presenter types it.
#pragma once

#include <algorithm>
#include <array>

#include "app/ui/look/keys.hpp"

namespace syn {

class Hands {
 public:
  // Of another question: nobody has answered.
  void ask(int answers) {
    *this = Hands();
    answers_ = std::min(answers, static_cast<int>(counts_.size()));
  }
  // True: the key was for the count. Digits make it, Backspace takes one back, Enter and the arrows go on; past the last one
  // they stay.
  bool press(KeyCode key) {
    if (locked_) return false;
    int& count = counts_[static_cast<std::size_t>(at_)];
    const int digit = static_cast<int>(key) - '0';
    if (digit >= 0 && digit <= 9) {
      if (count < kMost / 10) count = 10 * count + digit;
    } else if (key == KeyCode::backspace) {
      count /= 10;
    } else if (key == KeyCode::up) {
      at_ = std::max(0, at_ - 1);
    } else if (key == KeyCode::enter || key == KeyCode::down) {
      if (at_ + 1 < answers_) {
        ++at_;
      } else if (key == KeyCode::enter) {
        lock();
      }
    } else {
      return false;
    }
    return true;
  }
  void lock() { locked_ = true; }
  bool locked() const { return locked_; }
  int at() const { return locked_ ? -1 : at_; }  // the answer whose hands are being counted
  int count(std::size_t answer) const { return counts_[answer]; }
  int all() const {
    int sum = 0;
    for (const int count : counts_) sum += count;
    return sum;
  }

 private:
  static constexpr int kMost = 10000;
  std::array<int, 4> counts_{};
  int answers_ = 1;
  int at_ = 0;
  bool locked_ = false;
};

}  // namespace syn
