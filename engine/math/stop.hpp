// A wish that a run may end early, and those who look whether it was said: std::stop_source and std::stop_token, as far as
// they are needed here; libc++ has them from 18 on only.
#pragma once

#include <atomic>
#include <memory>
#include <utility>

namespace syn {

class StopToken {
 public:
  StopToken() = default;  // nobody will ever ask
  bool stop_requested() const { return asked_ && asked_->load(std::memory_order_relaxed); }

 private:
  friend class StopSource;
  explicit StopToken(std::shared_ptr<const std::atomic<bool>> asked) : asked_(std::move(asked)) {}
  std::shared_ptr<const std::atomic<bool>> asked_;
};

// Copies ask for the same end.
class StopSource {
 public:
  void request_stop() { asked_->store(true, std::memory_order_relaxed); }
  StopToken token() const { return StopToken(asked_); }

 private:
  std::shared_ptr<std::atomic<bool>> asked_ = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace syn
