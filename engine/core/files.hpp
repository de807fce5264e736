// Finding the files that come with the program, reading files, and writing them whole or not at all.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace syn {

// Where the program's own files (`assets/...`, `shaders/...`) may lie, first match wins for each file by itself.
class DataFiles {
 public:
  // Order: `data_option` (--data DIR, may be empty), the variable SYNAPTOSCOPE_DATA, beside the executable,
  // the install prefix (../share/synaptoscope), the source tree around the build folder, the source tree the program was built from.
  static DataFiles standard(const std::filesystem::path& data_option, const std::filesystem::path& executable);
  explicit DataFiles(std::vector<std::filesystem::path> roots) : roots_(std::move(roots)) {}

  // Full path of e.g. "assets/locales/en.toml". Fails with every place that was searched.
  Result<std::filesystem::path> find(std::string_view relative) const;
  // Files with this extension (".toml") in this folder over all roots, sorted by name; the first root wins a name.
  std::vector<std::filesystem::path> list(std::string_view folder, std::string_view extension) const;
  const std::vector<std::filesystem::path>& roots() const { return roots_; }

 private:
  std::vector<std::filesystem::path> roots_;
};

// The whole file as bytes; of a pipe or a device what comes until its end. A descriptor of this process (`/dev/stdin`) is
// read from where it stands, so only once. Fails if it is missing, a folder, unreadable, or larger than `limit_bytes`.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit_bytes = 64U << 20U);

// A whole output at once, see core/output_file.hpp: a file is replaced whole or not at all, a pipe or a device is written
// into. Fails with the reason of the operating system; a file is then as it was.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace syn
