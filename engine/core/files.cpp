#include "core/files.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>

#include "core/output_file.hpp"
#include "os/files.hpp"

namespace syn {
namespace fs = std::filesystem;

DataFiles DataFiles::standard(const fs::path& data_option, const fs::path& executable) {
  std::vector<fs::path> roots;
  if (!data_option.empty()) roots.push_back(data_option);
  if (const char* variable = std::getenv("SYNAPTOSCOPE_DATA"); variable != nullptr && *variable != '\0') {
    roots.emplace_back(variable);
  }
  if (!executable.empty()) {
    roots.push_back(executable.parent_path());
    roots.push_back(executable.parent_path() / ".." / "share" / "synaptoscope");
    // A copy of the source tree that was built before it was copied: its own files, not those it came from.
    const fs::path tree = executable.parent_path().parent_path().parent_path();
    std::error_code error;
    if (fs::is_regular_file(tree / "CMakePresets.json", error)) roots.push_back(tree);
  }
  roots.emplace_back(SYN_SOURCE_DIR);
  return DataFiles(std::move(roots));
}

Result<fs::path> DataFiles::find(std::string_view relative) const {
  std::string searched;
  for (const fs::path& root : roots_) {
    std::error_code error;
    fs::path candidate = root / relative;
    if (fs::is_regular_file(candidate, error)) return candidate;
    searched += (searched.empty() ? "" : ", ") + root.string();
  }
  return failure({std::string(relative), 0, 0, "a file of the program is missing (searched " + searched + ")",
                  "name the folder that holds assets/ and shaders/ with --data DIR or SYNAPTOSCOPE_DATA"});
}

std::vector<fs::path> DataFiles::list(std::string_view folder, std::string_view extension) const {
  std::map<std::string, fs::path> found;
  for (const fs::path& root : roots_) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(root / folder, error)) {
      if (entry.is_regular_file(error) && entry.path().extension() == extension) {
        found.emplace(entry.path().filename().string(), entry.path());
      }
    }
  }
  std::vector<fs::path> paths;
  for (auto& [name, path] : found) paths.push_back(std::move(path));
  return paths;
}

Result<std::string> read_file(const fs::path& path, std::size_t limit_bytes) {
  const auto problem = [&](std::string what, std::string remedy) {
    return failure({path.string(), 0, 0, std::move(what), std::move(remedy)});
  };
  std::error_code error;
  const auto own = own_descriptor(path);
  os::OpenFile file = own ? os::OpenFile::of_descriptor(*own, error) : os::OpenFile::to_read(path, error);
  if (!file) return problem("cannot be opened: " + error.message(), "check the name and the rights");
  const os::Found what = file.look();
  if (what.kind == os::Kind::folder) return problem("this is a folder", "name a file");
  const auto too_large = [&](const std::string& bytes) {
    return problem("too large to be what it should be (" + bytes + " bytes)", "at most " + std::to_string(limit_bytes) + " bytes are read");
  };
  if (what.kind == os::Kind::file && what.bytes > limit_bytes) return too_large(std::to_string(what.bytes));
  // A pipe or a device tells no size, and a file may grow: what is read is counted.
  std::string text;
  std::array<char, 1U << 16U> piece{};
  for (;;) {
    const std::size_t got = file.read(piece, error);
    if (error) return problem("reading failed: " + error.message(), "check the disk");
    if (got == 0) return text;
    if (text.size() + got > limit_bytes) return too_large("more than " + std::to_string(limit_bytes));
    text.append(piece.data(), got);
  }
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  auto file = OutputFile::open(path);
  if (!file) return failure(std::move(file.error()));
  file->write(bytes);
  return file->commit();
}

}  // namespace syn
