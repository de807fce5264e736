#include "app/recovery.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>

namespace syn {
namespace fs = std::filesystem;
namespace {

constexpr int kPlaces = 16;

int try_lock(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return -1;
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return file;
  ::close(file);
  return -1;
}

}  // namespace

Recovery::Recovery(const fs::path& folder) {
  for (const bool with_something_left : {true, false}) {
    for (int place = 1; place <= kPlaces; ++place) {
      const fs::path file = folder / fmt::format("unsaved-{}.toml", place);
      std::error_code error;
      if (with_something_left && !fs::is_regular_file(file, error)) continue;
      lock_ = try_lock(folder / fmt::format("session-{}.lock", place));
      if (lock_ < 0) continue;
      path_ = file;
      constexpr std::size_t kLimitBytes = 1U << 20U;
      if (auto text = read_file(path_, kLimitBytes)) left_ = std::move(*text);
      return;
    }
  }
}

Recovery::~Recovery() {
  if (lock_ >= 0) ::close(lock_);
}

void Recovery::discard() {
  left_.reset();
  std::error_code error;
  if (!path_.empty()) fs::rename(path_, path_.parent_path() / "discarded.toml", error);
}

Result<void> Recovery::keep(std::string_view text) {
  if (path_.empty() || left_ || text == written_) return {};
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

void remove_part_files(const fs::path& folder) {
  constexpr std::string_view kPart = ".part";
  std::error_code error;
  fs::directory_iterator here(folder, error);
  for (; !error && here != fs::directory_iterator(); here.increment(error)) {
    const std::string name = here->path().filename().string();
    const std::size_t at = name.rfind(kPart);
    if (at == std::string::npos) continue;
    const std::string_view digits = std::string_view(name).substr(at + kPart.size());
    int process = 0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), process);
    if (code != std::errc() || end != digits.data() + digits.size() || process <= 0) continue;
    if (::kill(process, 0) == 0 || errno != ESRCH) continue;
    std::error_code removing;
    fs::remove(here->path(), removing);
  }
}

}  // namespace syn
