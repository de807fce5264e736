#include "os/files.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstdio>
#include <cstring>
#include <string>
#include <thread>
#include <utility>

namespace syn::os {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kPart = ".part";

std::error_code last_error() { return {errno, std::generic_category()}; }

// The names of replacements, in memory that a signal handler may read. One that finds no slot is only not removed then.
struct Unfinished {
  std::atomic<bool> used{false};
  std::atomic<bool> there{false};
  std::array<char, PATH_MAX> path{};
};
std::array<Unfinished, 8> unfinished;

int remember(const fs::path& temporary) {
  const std::string& name = temporary.native();
  for (std::size_t i = 0; i < unfinished.size() && name.size() < PATH_MAX; ++i) {
    if (unfinished[i].used.exchange(true)) continue;
    std::memcpy(unfinished[i].path.data(), name.c_str(), name.size() + 1);
    unfinished[i].there = true;
    return static_cast<int>(i);
  }
  return -1;
}

void forget(int slot) {
  if (slot < 0) return;
  unfinished[static_cast<std::size_t>(slot)].there = false;
  unfinished[static_cast<std::size_t>(slot)].used = false;
}

// Beside the file, so that a rename is enough; a name that is nearly too long is cut.
fs::path temporary_for(const fs::path& path) {
  const std::string ending = std::string(kPart) + std::to_string(::getpid());
  std::string name = path.filename().string();
  name.resize(std::min<std::size_t>(name.size(), NAME_MAX - ending.size()));
  return path.parent_path() / (name + ending);
}

// A rename outlives a loss of power only once the folder is on the disk too. Some file systems refuse to flush a folder:
// the file is whole all the same, so that is no failure.
void flush_folder(const fs::path& file) {
  const int handle = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

Kind kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return Kind::folder;
  if (S_ISBLK(mode)) return Kind::block_device;
  if (S_ISFIFO(mode)) return Kind::pipe;
  if (S_ISCHR(mode)) return Kind::character_device;
  return S_ISSOCK(mode) ? Kind::socket : Kind::file;
}

Found found(const struct stat& what) {
  Found out;
  out.kind = kind_of(what.st_mode);
  out.device = what.st_dev;
  out.number = what.st_ino;
  out.bytes = static_cast<std::uintmax_t>(what.st_size);
  out.names = what.st_nlink;
  out.null_device = out.kind == Kind::character_device && what.st_rdev == makedev(1, 3);
  return out;
}

bool lists_own_descriptors(const fs::path& folder) {
  if (folder == "/dev/fd") return true;
  std::error_code error;
  for (const char* own : {"/proc/self/fd", "/proc/thread-self/fd"}) {
    if (const fs::path real = fs::canonical(own, error); !error && real == folder) return true;
  }
  return false;
}

// The number that the text is, and nothing else; below 0 if it is none.
int number_in(std::string_view text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

void wait_for(int file, short what) {
  pollfd one{file, what, 0};
  ::poll(&one, 1, -1);
}

}  // namespace

Found look_at(const fs::path& path) {
  struct stat what {};
  return ::stat(path.c_str(), &what) == 0 ? found(what) : Found();
}

Found look_at(int descriptor) {
  struct stat what {};
  return ::fstat(descriptor, &what) == 0 ? found(what) : Found();
}

std::optional<int> descriptor_named(const fs::path& path) {
  const int number = number_in(path.filename().string());
  return number >= 0 && lists_own_descriptors(path.parent_path()) ? std::optional(number) : std::nullopt;
}

bool open_for_writing(int descriptor) { return (::fcntl(descriptor, F_GETFL) & O_ACCMODE) != O_RDONLY; }

std::error_code why_not_changed(const fs::path& file) {
  return ::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) == 0 ? std::error_code() : last_error();
}

std::error_code why_not_filled(const fs::path& folder) {
  return ::access(folder.c_str(), W_OK | X_OK) == 0 ? std::error_code() : last_error();
}

// O_NOCTTY: a terminal that is opened does not become the one that sends signals.
OpenFile OpenFile::to_read(const fs::path& path, std::error_code& error) {
  OpenFile out;
  out.file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  error = out ? std::error_code() : last_error();
  return out;
}

OpenFile OpenFile::to_write(const fs::path& path, std::error_code& error) {
  OpenFile out;
  out.file_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  error = out ? std::error_code() : last_error();
  return out;
}

OpenFile OpenFile::of_descriptor(int descriptor, std::error_code& error) {
  OpenFile out;
  out.file_ = ::fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  error = out ? std::error_code() : last_error();
  return out;
}

OpenFile OpenFile::to_replace(const fs::path& path, std::error_code& error) {
  OpenFile out;
  fs::path temporary = temporary_for(path);
  ::unlink(temporary.c_str());  // of a process of this number that was killed
  out.file_ = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  error = out ? std::error_code() : last_error();
  if (!out) return out;
  out.slot_ = remember(temporary);
  out.temporary_ = std::move(temporary);
  out.place_ = path;
  struct stat old {};
  if (::stat(path.c_str(), &old) == 0) {
    [[maybe_unused]] const int owner = ::fchown(out.file_, old.st_uid, old.st_gid);  // only the owner's own file can keep its owner
    ::fchmod(out.file_, old.st_mode & 0777U);
  }
  return out;
}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      place_(std::move(other.place_)),
      temporary_(std::exchange(other.temporary_, {})),
      slot_(std::exchange(other.slot_, -1)) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(place_, other.place_);
  std::swap(temporary_, other.temporary_);
  std::swap(slot_, other.slot_);
  return *this;
}

OpenFile::~OpenFile() {
  if (file_ >= 0) ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  forget(slot_);
}

std::size_t OpenFile::read(std::span<char> into, std::error_code& error) {
  for (;;) {
    const ssize_t got = ::read(file_, into.data(), into.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) {  // a pipe that somebody else made not to wait
      wait_for(file_, POLLIN);
      continue;
    }
    error = got < 0 ? last_error() : std::error_code();
    return static_cast<std::size_t>(std::max<ssize_t>(0, got));
  }
}

void OpenFile::write(std::string_view bytes, std::error_code& error) {
  error.clear();
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) {
      wait_for(file_, POLLOUT);
      continue;
    }
    if (written <= 0) {
      error = written < 0 ? last_error() : std::make_error_code(std::errc::no_space_on_device);
      return;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void OpenFile::commit(std::error_code& error) {
  error.clear();
  const bool replaces = !temporary_.empty();
  if (replaces && ::fsync(file_) != 0) error = last_error();
  if (::close(std::exchange(file_, -1)) != 0 && !error) error = last_error();
  if (!replaces || error) return;
  if (std::rename(temporary_.c_str(), place_.c_str()) != 0) {
    error = last_error();
    return;
  }
  temporary_.clear();
  forget(std::exchange(slot_, -1));
  flush_folder(place_);
}

void remove_unfinished() noexcept {
  for (Unfinished& file : unfinished) {
    if (file.there.exchange(false)) ::unlink(file.path.data());
  }
}

void remove_abandoned(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator here(folder, error);
  for (; !error && here != fs::directory_iterator(); here.increment(error)) {
    const std::string name = here->path().filename().string();
    const std::size_t at = name.rfind(kPart);
    if (at == std::string::npos) continue;
    const int process = number_in(std::string_view(name).substr(at + kPart.size()));
    if (process <= 0 || ::kill(process, 0) == 0 || errno != ESRCH) continue;
    std::error_code removing;
    fs::remove(here->path(), removing);
  }
}

FileLock::FileLock(const fs::path& file, std::chrono::milliseconds patience) {
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

}  // namespace syn::os
