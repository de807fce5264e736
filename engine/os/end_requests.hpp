// The system, or the person at a terminal, asks the program to end: SIGTERM, SIGINT, SIGHUP, or what another system has in
// their place, under these numbers. A program that was started to outlive its terminal (nohup) hears nothing of SIGHUP.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace syn::os {

// For a program without a window: a request removes what is not finished (remove_unfinished) and ends the process, as if
// nobody had listened.
void end_on_request();

// For a program with a window, which looks at asked() between two frames and ends by itself. If it still stands `grace`
// after the first request (a driver that does not answer), `overdue` is called, on a thread of its own; it has to end the
// process. Where no thread can be started, nobody calls it.
//
// Meanwhile a display or a reader that is gone is an error where it is written to, and for programs that this one starts it
// is what it always was. One such object at a time; after it, requests do what they did before it.
class EndRequests {
 public:
  EndRequests(std::chrono::milliseconds grace, std::function<void()> overdue);
  ~EndRequests();
  EndRequests(const EndRequests&) = delete;
  EndRequests& operator=(const EndRequests&) = delete;

  // The number of the first request, or 0: since the newest such object began, also after its end.
  static int asked();

 private:
  void watch();
  std::chrono::milliseconds grace_;
  std::function<void()> overdue_;
  std::thread watcher_;
};

}  // namespace syn::os
