// A lock that the system takes back however the program ends (flock on a small file beside what it guards).
#pragma once

#include <chrono>
#include <filesystem>

namespace syn {

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

}  // namespace syn
