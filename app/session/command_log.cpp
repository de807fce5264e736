#include "app/session/command_log.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "app/state/command.hpp"

namespace syn {
namespace fs = std::filesystem;
namespace {

tl::unexpected<Problems> cannot(const fs::path& path) {
  return failure({path.string(), 0, 0, std::string("cannot be written: ") + std::strerror(errno), "name another file"});
}

}  // namespace

Result<CommandLog> CommandLog::open(const fs::path& path) {
  CommandLog log;
  log.path_ = path;
  log.file_.open(path, std::ios::binary | std::ios::trunc);
  if (!log.file_) return cannot(path);
  return log;
}

void CommandLog::note(double time_h, const Command& command) { noted_ += fmt::format("{}\t{}\n", time_h, to_text(command)); }

Result<void> CommandLog::write() {
  if (!file_.is_open() || noted_.empty()) return {};
  file_ << noted_;
  noted_.clear();
  if (file_.flush()) return {};
  file_.close();  // told once
  return cannot(path_);
}

Result<void> NewestText::show(const std::string& text) {
  if (written_ && text == shown_) return {};
  const fs::path next = path_.string() + ".next";
  {
    std::ofstream file(next, std::ios::binary | std::ios::trunc);
    file << text;
    if (!file.flush()) return cannot(path_);
  }
  std::error_code error;
  fs::rename(next, path_, error);
  if (error) return failure({path_.string(), 0, 0, "cannot be written: " + error.message(), "name another file"});
  shown_ = text;
  written_ = true;
  return {};
}

std::string moment_line(const Session& session, unsigned frame) {
  const State& state = session.state();
  return fmt::format("moment\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", frame, state.playhead.time_h,
                     state.playhead.playing ? "playing" : "paused", name_of(state.view.lens), name_of(state.view.stage),
                     name_of(state.view.viewpoint), session.history().can_undo() ? "undo" : "-",
                     session.history().can_redo() ? "redo" : "-");
}

}  // namespace syn
