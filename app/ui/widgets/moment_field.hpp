// A moment typed as day and clock time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ui/widgets/style.hpp"

namespace syn {

// Reads "day 3 14:30", "3 14:30", "dag -1, 9.05" (hours and minutes by colon or point), "3" (that day, the clock time
// of `now_h`) and "14:30" (that time, the day of `now_h`), in hours since day 0; words are passed over. Empty when it is
// none of these.
std::optional<double> parse_moment(std::string_view text, double now_h);

// A text field that shows `at_h` as "day 3, 14:30" with `words` before it (`id` as ImGui takes it for a field without a label: "##moment").
// What is typed counts when Enter is pressed or the field is left (half a moment is another moment); Esc takes it back. True when `at_h`
// changed, which then lies from `low_h` to `high_h`; a moment outside or unreadable changes nothing.
class MomentField {
 public:
  bool draw(const char* id, const char* words, double& at_h, double low_h, double high_h, const UiLook& look);

 private:
  bool typing_ = false;
  std::string typed_;
};

}  // namespace syn
