// Files, as far as the standard library does not reach: what stands under a name, bytes that are there whole or not at all,
// locks. For another system write another files_SYSTEM.cpp; what each function has to promise stands here. Errors are
// those of std::generic_category (std::errc), so that they say the same words and compare the same everywhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>

namespace syn::os {

enum class Kind : std::uint8_t { nothing, file, folder, pipe, socket, character_device, block_device };

// What stands under a name, or is open.
struct Found {
  Kind kind = Kind::nothing;
  // Which thing it is, whatever its name: two names with the same pair are one thing. 0 and 0 for nothing.
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  std::uintmax_t bytes = 0;  // of a file
  std::uintmax_t names = 0;  // how many names it has (hard links)
  bool null_device = false;  // what is written into it is gone
};
// Through all links. A name that cannot be looked at is nothing.
Found look_at(const std::filesystem::path& path);
// A descriptor of this process; nothing if it is not open.
Found look_at(int descriptor);

// The descriptor of this process that a name stands for by itself, without following it (its folder must be real):
// `/dev/fd/3`. A system that has no such names takes `/dev/stdin`, `/dev/stdout` and `/dev/stderr` for 0, 1 and 2.
std::optional<int> descriptor_named(const std::filesystem::path& path);
// False for one that was opened to be read only.
bool open_for_writing(int descriptor);

// Why this process may not change this file, or put a file into this folder; no error if it may. Asked, not tried.
std::error_code why_not_changed(const std::filesystem::path& file);
std::error_code why_not_filled(const std::filesystem::path& folder);

// A file, a pipe or a device that is open: bytes as they are, and not handed on to programs that this one starts.
// Move-only; empty after an error.
class OpenFile {
 public:
  OpenFile() = default;
  // Opening a pipe waits for its other end.
  static OpenFile to_read(const std::filesystem::path& path, std::error_code& error);
  static OpenFile to_write(const std::filesystem::path& path, std::error_code& error);
  // What is open under this number already, from where it stands; closing this one leaves that one open.
  static OpenFile of_descriptor(int descriptor, std::error_code& error);
  // A new file beside this one (NAME.partPROCESS), with its rights and, where that is allowed, its owner. commit() puts it
  // in its place; if it never comes, the new file goes and the old one is as it was, also when the program is ended
  // (remove_unfinished), and after a crash (remove_abandoned).
  static OpenFile to_replace(const std::filesystem::path& path, std::error_code& error);

  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&& other) noexcept;
  ~OpenFile();
  explicit operator bool() const { return file_ >= 0; }

  Found look() const { return look_at(file_); }
  // At least one byte, as soon as there are some; 0 at the end and after an error. Waits also where the other side said
  // that nobody waits.
  std::size_t read(std::span<char> into, std::error_code& error);
  // All of them, or an error; std::errc::broken_pipe if nobody reads any more.
  void write(std::string_view bytes, std::error_code& error);
  // Closes. A replacement is flushed to the disk before and takes its place in one step: readers see the old bytes or the
  // new ones, never a mixture, also after a loss of power. With an error the old file is as it was.
  void commit(std::error_code& error);

 private:
  int file_ = -1;
  std::filesystem::path place_;      // where a replacement comes to stand
  std::filesystem::path temporary_;  // where it is until then; empty for everything else
  int slot_ = -1;                    // where remove_unfinished finds it
};

// Removes all replacements that are not committed. May be called by a signal handler; the program must end after it.
void remove_unfinished() noexcept;
// Removes what killed programs left of their replacements in this folder: those whose process is gone.
void remove_abandoned(const std::filesystem::path& folder);

// A lock on a small file beside what it guards. The system takes it back however the program ends. Where there is only one
// program (a browser's page) it is always had.
class FileLock {
 public:
  FileLock() = default;  // holds nothing
  // Waits at most so long. Where it cannot be had (somebody keeps it, the folder cannot be written) it holds nothing.
  explicit FileLock(const std::filesystem::path& file, std::chrono::milliseconds patience = std::chrono::milliseconds(0));
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;

  bool held() const { return handle_ >= 0; }

 private:
  int handle_ = -1;
};

}  // namespace syn::os
