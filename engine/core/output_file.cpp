#include "core/output_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstdio>
#include <cstring>
#include <utility>

namespace syn {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kPieceBytes = 1U << 20U;
constexpr int kMaxLinks = 40;

// The names of temporary files, in memory that a signal handler may read. One that finds no slot is only not removed then.
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

bool lists_own_descriptors(const fs::path& folder) {
  if (folder == "/dev/fd") return true;
  std::error_code error;
  for (const char* own : {"/proc/self/fd", "/proc/thread-self/fd"}) {
    if (const fs::path real = fs::canonical(own, error); !error && real == folder) return true;
  }
  return false;
}

// Goes on through links until `look` knows enough, or there is no link. The last path, its folder real.
template <class Look>
fs::path follow(const fs::path& named, Look look) {
  std::error_code error;
  fs::path path = fs::absolute(named, error);
  if (error) return named;
  for (int links = 0; links < kMaxLinks; ++links) {
    const fs::path folder = fs::weakly_canonical(path.parent_path(), error);
    path = (error ? path.parent_path() : folder) / path.filename();
    if (look(path) || !fs::is_symlink(path, error)) break;
    const fs::path goal = fs::read_symlink(path, error);
    if (error) break;
    path = goal.is_absolute() ? goal : path.parent_path() / goal;
  }
  return path;
}

std::optional<int> descriptor_in(const fs::path& path) {
  const std::string name = path.filename().string();
  int number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size() || number < 0) return std::nullopt;
  return lists_own_descriptors(path.parent_path()) ? std::optional(number) : std::nullopt;
}

void take_kind(OutputPlace& place, const struct stat& what) {
  place.device = what.st_dev;
  place.number = what.st_ino;
  place.character_device = S_ISCHR(what.st_mode);
  place.null_device = place.character_device && what.st_rdev == makedev(1, 3);
  if (S_ISDIR(what.st_mode)) {
    place.kind = OutputPlace::Kind::folder;
  } else if (S_ISBLK(what.st_mode)) {
    place.kind = OutputPlace::Kind::block_device;
  } else if (place.descriptor >= 0 || S_ISFIFO(what.st_mode) || S_ISCHR(what.st_mode)) {
    place.kind = OutputPlace::Kind::stream;
  } else {
    place.kind = S_ISSOCK(what.st_mode) ? OutputPlace::Kind::socket : OutputPlace::Kind::file;
  }
}

int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) {  // a pipe that somebody else made not to wait
      pollfd full{file, POLLOUT, 0};
      ::poll(&full, 1, -1);
      continue;
    }
    if (written < 0) return errno;
    if (written == 0) return ENOSPC;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

// A rename outlives a loss of power only once the folder is on the disk too. Some file systems refuse to flush a folder:
// the file is whole all the same, so that is no failure.
void flush_folder(const fs::path& file) {
  const int handle = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

// Beside the file, so that a rename is enough; a name that is nearly too long is cut.
fs::path temporary_for(const fs::path& path) {
  const std::string ending = ".part" + std::to_string(::getpid());
  std::string name = path.filename().string();
  name.resize(std::min<std::size_t>(name.size(), NAME_MAX - ending.size()));
  return path.parent_path() / (name + ending);
}

}  // namespace

std::optional<int> own_descriptor(const fs::path& path) {
  std::optional<int> found;
  follow(path, [&](const fs::path& here) { return (found = descriptor_in(here)).has_value(); });
  return found;
}

OutputPlace output_place(const fs::path& named) {
  OutputPlace place;
  if (named.empty()) return place;
  place.path = follow(named, [&](const fs::path& here) {
    place.descriptor = descriptor_in(here).value_or(-1);
    return place.descriptor >= 0;
  });
  struct stat what {};
  const int found = place.descriptor >= 0 ? ::fstat(place.descriptor, &what) : ::stat(place.path.c_str(), &what);
  if (found == 0) take_kind(place, what);
  return place;
}

std::string why_not_written(const OutputPlace& place) {
  using enum OutputPlace::Kind;
  if (place.path.empty() || (place.kind == nothing && place.path.filename().empty())) return "this is no name of a file";
  switch (place.kind) {
    case folder: return "this is a folder";
    case socket: return "this is a socket";
    case block_device: return "this is a disk or another block device";
    case nothing:
      if (place.descriptor >= 0) return "is not open";
      if (std::error_code error; fs::is_symlink(place.path, error)) return "is a link that leads round to itself";
      break;
    case stream:
      if (place.descriptor >= 0 && (::fcntl(place.descriptor, F_GETFL) & O_ACCMODE) == O_RDONLY) return "is not open for writing";
      break;
    case file:
      if (::faccessat(AT_FDCWD, place.path.c_str(), W_OK, AT_EACCESS) != 0 && (errno == EACCES || errno == EROFS))
        return "is there and must not be changed (read only)";
      break;
  }
  return {};
}

Result<OutputFile> OutputFile::open(const fs::path& named) {
  const OutputPlace place = output_place(named);
  if (std::string why = why_not_written(place); !why.empty()) return failure({named.string(), 0, 0, std::move(why), "name a file"});
  OutputFile out;
  out.named_ = named;
  if (place.kind == OutputPlace::Kind::stream) {
    // O_NOCTTY: a terminal that is written to does not become the one that sends signals.
    out.file_ =
        place.descriptor >= 0 ? ::fcntl(place.descriptor, F_DUPFD_CLOEXEC, 3) : ::open(place.path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  } else {
    out.path_ = place.path;
    const fs::path temporary = temporary_for(place.path);
    ::unlink(temporary.c_str());  // of a process of this number that was killed
    out.file_ = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    struct stat old {};
    if (out.file_ >= 0) {
      out.temporary_ = temporary;
      out.slot_ = remember(temporary);
      if (place.kind == OutputPlace::Kind::file && ::stat(place.path.c_str(), &old) == 0) {
        if (::fchown(out.file_, old.st_uid, old.st_gid) != 0) errno = 0;  // only the owner's own file can keep its owner
        ::fchmod(out.file_, old.st_mode & 0777U);
      }
    }
  }
  if (out.file_ < 0) {
    out.fail("cannot be written");
    return failure(*out.problem_);
  }
  return out;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : named_(std::move(other.named_)),
      path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)),
      file_(std::exchange(other.file_, -1)),
      slot_(std::exchange(other.slot_, -1)),
      buffer_(std::move(other.buffer_)),
      problem_(std::move(other.problem_)),
      error_(other.error_) {
  other.temporary_.clear();
}

OutputFile::~OutputFile() {
  if (file_ >= 0) ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  forget(slot_);
}

void OutputFile::fail(const char* step) {
  if (problem_) return;
  error_ = errno;
  problem_ = {
      named_.string(), 0, 0, std::string(step) + ": " + std::strerror(error_),
      temporary_.empty() && file_ >= 0 ? "what was written so far is not all" : "nothing was changed; choose a place that can be written"};
}

bool OutputFile::flush() {
  if (!problem_ && (errno = write_all(file_, buffer_)) != 0) fail("writing failed");
  buffer_.clear();
  return !problem_;
}

bool OutputFile::write(std::string_view bytes) {
  assert(file_ >= 0);
  if (problem_) return false;
  if (buffer_.size() + bytes.size() <= kPieceBytes) {
    buffer_ += bytes;
    return true;
  }
  if (!flush()) return false;
  if (bytes.size() < kPieceBytes) {
    buffer_ = bytes;
  } else if ((errno = write_all(file_, bytes)) != 0) {
    fail("writing failed");
  }
  return !problem_;
}

Result<void> OutputFile::commit() {
  assert(file_ >= 0);
  flush();
  const bool plain = !temporary_.empty();
  if (plain && !problem_ && ::fsync(file_) != 0) fail("writing failed");
  if (::close(std::exchange(file_, -1)) != 0) fail("writing failed");
  if (plain && !problem_ && std::rename(temporary_.c_str(), path_.c_str()) != 0) fail("writing failed");
  if (problem_) return failure(*problem_);
  temporary_.clear();
  forget(std::exchange(slot_, -1));
  if (plain) flush_folder(path_);
  return {};
}

bool OutputFile::reader_left() const { return error_ == EPIPE; }

void remove_unfinished_files() noexcept {
  for (Unfinished& file : unfinished) {
    if (file.there.exchange(false)) ::unlink(file.path.data());
  }
}

}  // namespace syn
