#include "app/walk/screen/ring.hpp"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets/control_report.hpp"

namespace syn {

void Ring::begin() {
  last_ = std::move(ids_);
  ids_.clear();
  found_ = false;
  const auto now = std::find(last_.begin(), last_.end(), at_);
  if (steps_ != 0 && now != last_.end()) {
    const int count = static_cast<int>(last_.size());
    const int next = ((static_cast<int>(now - last_.begin()) + steps_) % count + count) % count;
    at_ = last_[static_cast<std::size_t>(next)];
    arrived_ = true;
  }
  steps_ = 0;
}

bool Ring::stop(const char* id, bool clicked, const UiLook& look, bool enabled) {
  if (!enabled) return false;
  ids_.emplace_back(id);
  if (clicked) at_ = id;
  const bool here = at_ == id;
  control_report::add_control(id, here);
  if (!here) return false;
  found_ = true;
  if (arrived_) ImGui::SetScrollHereY(0.5F);
  arrived_ = false;
  const float width = std::max(3.0F, std::round(look.unit_px / 7.0F));
  const float out = 0.5F * width + 2.0F;
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  ImGui::GetWindowDrawList()->AddRect({low.x - out, low.y - out}, {high.x + out, high.y + out}, as_u32(look.theme[Role::focus]),
                                      0.3F * look.unit_px, 0, width);
  const bool used = clicked || use_;
  use_ = false;
  return used;
}

bool Ring::field(const char* id, bool clicked, const UiLook& look) {
  const bool used = stop(id, clicked, look);
  if (used && !clicked && !letters_) move(1);
  return used && (clicked || letters_);
}

bool Ring::end() {
  use_ = false;
  if (found_ || ids_.empty()) return true;
  at_ = std::find(ids_.begin(), ids_.end(), "next") != ids_.end() ? "next" : ids_.front();
  return false;
}

}  // namespace syn
