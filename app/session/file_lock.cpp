#include "app/session/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <thread>
#include <utility>

namespace syn {

FileLock::FileLock(const std::filesystem::path& file, std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds kBetween{10};
  const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (handle < 0) return;
  for (;; patience -= kBetween) {
    if (::flock(handle, LOCK_EX | LOCK_NB) == 0) {
      handle_ = handle;
      return;
    }
    if (patience <= patience.zero()) break;
    std::this_thread::sleep_for(kBetween);
  }
  ::close(handle);
}

FileLock::~FileLock() {
  if (handle_ >= 0) ::close(handle_);
}

FileLock::FileLock(FileLock&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

}  // namespace syn
