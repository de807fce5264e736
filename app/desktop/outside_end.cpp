#include "app/desktop/outside_end.hpp"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "app/console/exit_code.hpp"

namespace syn {
namespace {

std::atomic<OutsideEnd*> living{nullptr};

}  // namespace

OutsideEnd::OutsideEnd(std::function<void(const State&)> keep) : keep_(std::move(keep)), requests_(kGrace, [this] { end_overdue(); }) {
  living = this;
  static const bool registered = std::atexit(&OutsideEnd::at_exit) == 0;
  static_cast<void>(registered);
}

OutsideEnd::~OutsideEnd() { living = nullptr; }

int OutsideEnd::signal() const { return os::EndRequests::asked(); }

void OutsideEnd::unsaved(std::shared_ptr<const State> state) {
  const std::lock_guard guard(lock_);
  unsaved_ = std::move(state);
}

void OutsideEnd::say_at_exit(std::string words) {
  const std::lock_guard guard(lock_);
  words_ = std::move(words);
}

void OutsideEnd::keep_newest() {
  const std::lock_guard guard(lock_);
  if (unsaved_) keep_(*unsaved_);
  unsaved_.reset();
}

void OutsideEnd::end_overdue() {
  keep_newest();
  std::_Exit(code_of(signal()));
}

// Reached only while the window stands open, through an exit() that is not the program's own.
void OutsideEnd::at_exit() {
  OutsideEnd* end = living.exchange(nullptr);
  if (end == nullptr) return;
  end->keep_newest();
  std::fprintf(stderr, "error: %s\n", end->words_.c_str());
  std::fflush(nullptr);
  std::_Exit(os::EndRequests::asked() != 0 ? code_of(os::EndRequests::asked()) : static_cast<int>(kCannot));
}

}  // namespace syn
