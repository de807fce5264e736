#include "app/session/recovery.hpp"

#include <fmt/format.h>

#include <chrono>

namespace syn {
namespace fs = std::filesystem;
namespace {

constexpr int kPlaces = 16;

fs::path free_place(const fs::path& folder) {
  for (int number = 1;; ++number) {
    fs::path place = folder / fmt::format("unsaved.broken-{}.toml", number);
    std::error_code error;
    if (!fs::exists(fs::symlink_status(place, error))) return place;
  }
}

}  // namespace

Recovery::Recovery(const fs::path& folder) {
  for (const bool with_something_left : {true, false}) {
    for (int place = 1; place <= kPlaces; ++place) {
      const fs::path file = folder / fmt::format("unsaved-{}.toml", place);
      std::error_code error;
      const bool left = fs::exists(fs::symlink_status(file, error));
      if (left != with_something_left) continue;
      os::FileLock lock(folder / fmt::format("session-{}.lock", place));
      if (!lock.held()) continue;
      path_ = file;
      if (left) {
        if (auto text = read_file(path_)) {
          left_ = std::move(*text);
        } else {
          unreadable_ = text.error().front();
          const fs::path now = set_aside();
          unreadable_->file = (now.empty() ? file : now).string();
          if (now.empty()) {  // it cannot be moved, and must not be written over
            path_.clear();
            continue;
          }
        }
      }
      lock_ = std::move(lock);
      return;
    }
  }
}

fs::path Recovery::set_aside() {
  left_.reset();
  if (path_.empty()) return {};
  const fs::path place = free_place(path_.parent_path());
  std::error_code error;
  fs::rename(path_, place, error);
  return error ? fs::path() : place;
}

void Recovery::discard() {
  left_.reset();
  std::error_code error;
  if (!path_.empty()) fs::rename(path_, path_.parent_path() / "discarded.toml", error);
}

Result<void> Recovery::keep(std::string_view text) {
  // A disk that does not answer is waited for by one thread only.
  const std::unique_lock guard(writing_, std::chrono::seconds(1));
  if (!guard || path_.empty() || left_ || text == written_) return {};
  auto written = write_file(path_, text);
  if (written) written_ = text;
  return written;
}

void Recovery::forget() {
  if (path_.empty() || left_) return;
  std::error_code error;
  fs::remove(path_, error);
  written_.clear();
}

void AutosaveClock::changed(double now_s) {
  if (!first_) first_ = now_s;
  last_ = now_s;
}

bool AutosaveClock::due(double now_s) const { return first_ && (now_s - last_ >= kCalm || now_s - *first_ >= kPatience); }

}  // namespace syn
