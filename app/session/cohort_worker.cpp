#include "app/session/cohort_worker.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace syn {

SimulateOptions session_options() { return {.dense_start = true}; }

CohortWorker::CohortWorker(const Parameters& parameters, bool threads) : parameters_(parameters) {
  if (!threads) return;
  try {
    thread_ = std::thread([this] { work(); });
  } catch (const std::system_error&) {
    // No thread to be had: in steps.
  }
}

CohortWorker::~CohortWorker() {
  {
    const std::lock_guard guard(lock_);
    end_ = true;
    current_.request_stop();
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void CohortWorker::ask(Scenario scenario) {
  const std::lock_guard guard(lock_);
  current_.request_stop();
  run_.reset();
  wish_ = std::move(scenario);
  wished_ = Clock::now();
  answer_.reset();
  open_ = true;
  ++newest_;
  changed_.notify_all();
}

bool CohortWorker::pending() const {
  const std::lock_guard guard(lock_);
  return open_;
}

RunPtr CohortWorker::take() {
  std::unique_lock guard(lock_);
  if (!thread_.joinable() && (run_ || (wish_ && Clock::now() - wished_ >= kRest))) {
    const auto until = Clock::now() + kBudget;
    do {
      step();
    } while (run_ && Clock::now() < until);
  }
  if (!answer_) return nullptr;
  open_ = false;
  return std::exchange(answer_, nullptr);
}

RunPtr CohortWorker::wait() {
  std::unique_lock guard(lock_);
  if (!open_) return nullptr;
  if (thread_.joinable()) {
    hurry_ = true;
    changed_.notify_all();
    changed_.wait(guard, [this] { return answer_ != nullptr; });
  } else {
    while (!answer_) step();
  }
  open_ = false;
  return std::exchange(answer_, nullptr);
}

// Without a thread: the next of what is to be done.
void CohortWorker::step() {
  if (wish_) {
    run_.emplace(*std::exchange(wish_, std::nullopt), parameters_, session_options());
  } else if (!run_->step()) {
    answer_ = run_of(run_->take(), parameters_);
    run_.reset();
  }
}

void CohortWorker::work() {
  // A software renderer draws with threads of its own, on all cores: while something is dragged they come first, and so does the
  // typical patient.
  os::let_others_first();
  std::unique_lock guard(lock_);
  for (;;) {
    changed_.wait(guard, [this] { return end_ || wish_.has_value(); });
    for (unsigned last = newest_ - 1; last != newest_ && !hurry_ && !end_;) {
      last = newest_;
      changed_.wait_for(guard, kRest, [&] { return newest_ != last || hurry_ || end_; });
    }
    if (end_) return;
    hurry_ = false;
    const Scenario scenario = *std::exchange(wish_, std::nullopt);
    const unsigned number = newest_;
    current_ = StopSource();
    SimulateOptions options = session_options();
    options.stop = current_.token();
    // One core stays with the picture; the result does not depend on it.
    options.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
    guard.unlock();
    RunPtr run = run_of(scenario, parameters_, options);
    guard.lock();
    if (number != newest_) continue;  // superseded: a stopped run is no run
    answer_ = std::move(run);
    changed_.notify_all();
  }
}

}  // namespace syn
