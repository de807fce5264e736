// What is not saved yet outlives a crash: it is written to the preference folder every few seconds, and offered at the
// next start.
//
// Each running program holds one place of the folder, N = 1 to 16: session-N.lock, which it keeps locked (the system
// unlocks it however the program ends), and unsaved-N.toml, which is there only while something is unsaved. A file
// whose place nobody holds was left by a run that did not end by itself.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/files.hpp"
#include "os/files.hpp"

namespace syn {

class Recovery {
 public:
  Recovery() = default;  // keeps nothing
  // Takes a place, one with something left in it if there is one. With no free place it keeps nothing. What is left and
  // cannot be read as a file (too large, no rights) is set aside, or its place left alone.
  explicit Recovery(const std::filesystem::path& folder);
  Recovery(const Recovery&) = delete;
  Recovery& operator=(const Recovery&) = delete;

  // What the run before left in this place.
  const std::optional<std::string>& left() const { return left_; }
  // Why something that was left cannot be offered; its file is where that is now.
  const std::optional<Problem>& unreadable() const { return unreadable_; }
  const std::filesystem::path& path() const { return path_; }
  // It was restored, or nobody wants it. It then stays as `discarded.toml` until the next one.
  void discard();
  // It is no moment: it goes to the first free unsaved.broken-N.toml, never over another one. Where it is then.
  std::filesystem::path set_aside();
  void taken() { left_.reset(); }

  // Writes the text whole, if it is not what was written last. Nothing while something is still left. May be called from
  // any thread.
  Result<void> keep(std::string_view text);
  // Nothing is unsaved any more.
  void forget();

 private:
  std::filesystem::path path_;  // empty: nothing is kept
  std::optional<std::string> left_;
  std::optional<Problem> unreadable_;
  std::timed_mutex writing_;
  std::string written_;
  os::FileLock lock_;
};

// When to write: some seconds after the last change, but not later than `kPatience` after the first one.
class AutosaveClock {
 public:
  static constexpr double kCalm = 3.0;
  static constexpr double kPatience = 20.0;
  void changed(double now_s);
  bool due(double now_s) const;
  void done() { first_.reset(); }

 private:
  std::optional<double> first_;
  double last_ = 0.0;
};

}  // namespace syn
