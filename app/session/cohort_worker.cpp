#include "app/session/cohort_worker.hpp"

#include <algorithm>
#include <utility>

#include "os/process.hpp"

namespace syn {

SimulateOptions session_options() { return {.dense_start = true}; }

CohortWorker::CohortWorker(const Parameters& parameters) : parameters_(parameters) {
  thread_ = std::jthread([this](const std::stop_token& end) { work(end); });
}

CohortWorker::~CohortWorker() {
  const std::lock_guard guard(lock_);
  wish_.reset();
  current_.request_stop();  // the thread's own stop and join follow with its destructor
}

void CohortWorker::ask(Scenario scenario) {
  const std::lock_guard guard(lock_);
  current_.request_stop();
  wish_ = std::move(scenario);
  answer_.reset();
  open_ = true;
  ++newest_;
  changed_.notify_all();
}

bool CohortWorker::pending() const {
  const std::lock_guard guard(lock_);
  return open_;
}

TrajectoryPtr CohortWorker::take() {
  const std::lock_guard guard(lock_);
  if (!answer_) return nullptr;
  open_ = false;
  return std::exchange(answer_, nullptr);
}

TrajectoryPtr CohortWorker::wait() {
  std::unique_lock guard(lock_);
  if (!open_) return nullptr;
  hurry_ = true;
  changed_.notify_all();
  changed_.wait(guard, [this] { return answer_ != nullptr; });
  open_ = false;
  return std::exchange(answer_, nullptr);
}

void CohortWorker::work(const std::stop_token& end) {
  // A software renderer draws with threads of its own, on all cores: while a hand drags they come first, and so does the
  // typical patient.
  os::let_others_first();
  std::unique_lock guard(lock_);
  while (changed_.wait(guard, end, [this] { return wish_.has_value(); })) {
    for (unsigned last = newest_ - 1; last != newest_ && !hurry_ && !end.stop_requested();) {
      last = newest_;
      changed_.wait_for(guard, end, kRest, [&] { return newest_ != last || hurry_; });
    }
    hurry_ = false;
    if (!wish_) continue;  // the end
    const Scenario scenario = *std::exchange(wish_, std::nullopt);
    const unsigned number = newest_;
    current_ = std::stop_source();
    SimulateOptions options = session_options();
    options.stop = current_.get_token();
    // One core stays with the picture; the result does not depend on it.
    options.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
    guard.unlock();
    auto run = std::make_shared<const Trajectory>(simulate(scenario, parameters_, options));
    guard.lock();
    if (number != newest_) continue;  // superseded: a stopped run is no run
    answer_ = std::move(run);
    changed_.notify_all();
  }
}

}  // namespace syn
