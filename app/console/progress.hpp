// How far work is that takes more than two seconds: one line on the standard error, if that is a terminal, never in a
// file. It goes when the work is done.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace syn {

class Progress {
 public:
  // `what` is done, e.g. "simulating".
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // By any thread; as often as one likes. `share` 0..1.
  void show(double share);
  // The same for work whose end is not known: which of its parts goes on.
  void show_part(std::string_view part);
  // The same for who only knows a function; empty when nobody looks on.
  std::function<void(double)> teller();

 private:
  using Clock = std::chrono::steady_clock;
  void write_line(std::string_view state);
  void line(const std::string& text);
  std::string what_;
  bool seen_;  // by a person
  Clock::time_point next_;
  std::size_t length_ = 0;  // of the line that stands there
  std::mutex showing_;
};

}  // namespace syn
