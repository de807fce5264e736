// The population's bands beside the picture: whole runs are simulated while the person goes on, on a thread of their own or,
// where there is none, in small steps between two frames.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "math/stop.hpp"
#include "model/run/run.hpp"
#include "os/process.hpp"

namespace syn {

// How a session simulates: what the screen shows and what a worker finishes later must be the same call.
SimulateOptions session_options();

// One worker, one wish: a newer wish replaces the one that waits, stops the one in work, and only the answer to the
// newest is ever given out. A wish is begun when none has followed it for kRest: while something changes every frame, a run
// would only be stopped again, and take the processor from the picture. All functions may be called from one thread (the window's).
class CohortWorker {
 public:
  static constexpr std::chrono::milliseconds kRest{35};   // with the run itself, 200 people: within 100 ms
  static constexpr std::chrono::milliseconds kBudget{4};  // of a frame, where there is no thread

  // Without `threads`, or where none can be started, take() and wait() do the work: the same bytes.
  explicit CohortWorker(const Parameters& parameters, bool threads = os::threads_exist());
  ~CohortWorker();
  CohortWorker(const CohortWorker&) = delete;
  CohortWorker& operator=(const CohortWorker&) = delete;

  void ask(Scenario scenario);
  bool pending() const;  // a wish has not been answered, or its answer not been taken
  RunPtr take();         // the answer to the newest wish, once; empty while there is none
  RunPtr wait();         // the same, but stays until it is there; empty if nothing is wished for

 private:
  using Clock = std::chrono::steady_clock;
  void work();
  void step();
  Parameters parameters_;  // its own: read by the worker only
  mutable std::mutex lock_;
  std::condition_variable changed_;
  std::optional<Scenario> wish_;   // not begun yet
  Clock::time_point wished_;       // when
  StopSource current_;             // of the run in work
  std::optional<Simulation> run_;  // in work, without a thread
  unsigned newest_ = 0;            // number of the newest wish
  bool hurry_ = false;             // somebody waits
  bool open_ = false;              // the newest wish has not been taken
  bool end_ = false;               // the thread is to leave
  RunPtr answer_;                  // to the newest wish
  std::thread thread_;
};

}  // namespace syn
