#include "app/console/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/console/console.hpp"
#include "os/process.hpp"

namespace syn {
namespace {

constexpr std::chrono::milliseconds kPatience{2000};
constexpr std::chrono::milliseconds kBetween{200};

}  // namespace

Progress::Progress(std::string what) : what_(std::move(what)), seen_(os::is_terminal(stderr)), next_(Clock::now() + kPatience) {}

Progress::~Progress() {
  if (length_ == 0) return;
  line("");
  put(stderr, "\r");
}

// Over the line that stands there. Spaces and not an escape: every terminal knows them.
void Progress::line(const std::string& text) {
  const std::size_t before = length_;
  length_ = text.size();
  put(stderr, "\r" + text + std::string(before > length_ ? before - length_ : 0, ' '));
  std::fflush(stderr);
}

void Progress::write_line(std::string_view state) {
  const std::lock_guard lock(showing_);
  const auto now = Clock::now();
  if (now < next_) return;
  next_ = now + kBetween;
  line(fmt::format("{}: {}", what_, state));
}

void Progress::show(double share) {
  if (seen_) write_line(fmt::format("{:.0f} %", 100.0 * std::clamp(share, 0.0, 1.0)));
}

void Progress::show_part(std::string_view part) {
  if (seen_) write_line(part);
}

std::function<void(double)> Progress::teller() {
  if (!seen_) return {};
  return [this](double share) { show(share); };
}

}  // namespace syn
