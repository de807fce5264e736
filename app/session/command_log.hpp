// What others are told of a running session while it goes on: the commands that were given, and, for scripts that drive
// the program with real input, the controls on screen.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "app/session/session.hpp"
#include "core/result.hpp"

namespace syn {

// The commands of a session in a file, each as soon as its frame is drawn: what was done is not lost with a crash.
class CommandLog {
 public:
  CommandLog() = default;  // writes nothing
  // Empties the file.
  static Result<CommandLog> open(const std::filesystem::path& path);
  bool is_open() const { return file_.is_open(); }
  // A command that was applied, and the playhead's time before it.
  void note(double time_h, const Command& command);
  // Writes what was noted since. Fails when the file cannot be written to, once.
  Result<void> write();

 private:
  std::filesystem::path path_;
  std::ofstream file_;
  std::string noted_;
};

// A file that always holds the newest of several texts, whole. Not for what must outlive the computer's crash
// (write_file): it does not wait for the disk.
class NewestText {
 public:
  explicit NewestText(std::filesystem::path path) : path_(std::move(path)) {}
  Result<void> show(const std::string& text);

 private:
  std::filesystem::path path_;
  std::string shown_;
  bool written_ = false;
};

// One line: "moment", the number of the frame, hours, playing or paused, lens, scale, viewpoint, "undo" and "redo" if they
// can be done (else "-"). Above the lines of ControlReport.
std::string moment_line(const Session& session, unsigned frame);

}  // namespace syn
