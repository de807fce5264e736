// The program is ended from outside: by a signal (SIGTERM, SIGINT, SIGHUP), or by a library that calls exit() because its
// display is gone. What is unsaved is kept before.
//
// The window looks at the signal between two frames, keeps what is unsaved and ends. If it has not ended within kGrace (a
// driver that stands, a server that does not answer), a thread keeps what the window last handed over, and ends the process.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "app/state/state.hpp"
#include "os/end_requests.hpp"

namespace syn {

class OutsideEnd {
 public:
  static constexpr std::chrono::milliseconds kGrace{2000};

  // `keep` writes a state that is unsaved; from another thread if the window stands. One such object at a time.
  explicit OutsideEnd(std::function<void(const State&)> keep);
  ~OutsideEnd();
  OutsideEnd(const OutsideEnd&) = delete;
  OutsideEnd& operator=(const OutsideEnd&) = delete;

  // The signal that came, or 0.
  int signal() const;
  // The exit code of a program that a signal ended: 128 and its number.
  static int code_of(int signal) { return 128 + signal; }

  // What would be lost if the program ended now; nullptr when nothing would.
  void unsaved(std::shared_ptr<const State> state);
  // What is said if somebody calls exit() from now on, before the exit code of "this machine cannot".
  void say_at_exit(std::string words);

 private:
  [[noreturn]] void end_overdue();
  void keep_newest();
  static void at_exit();
  std::function<void(const State&)> keep_;
  std::mutex lock_;
  std::shared_ptr<const State> unsaved_;
  std::string words_;
  os::EndRequests requests_;  // last: its thread uses the others
};

}  // namespace syn
