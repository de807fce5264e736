#include "core/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>

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
  std::error_code error;
  if (fs::is_directory(path, error)) return failure({path.string(), 0, 0, "this is a folder", "name a file"});
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return failure({path.string(), 0, 0, std::string("cannot be opened: ") + std::strerror(errno), "check the name and the rights"});
  }
  const auto size = fs::file_size(path, error);
  if (!error && size > limit_bytes) {
    return failure({path.string(), 0, 0, "too large to be what it should be (" + std::to_string(size) + " bytes)",
                    "at most " + std::to_string(limit_bytes) + " bytes are read"});
  }
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) return failure({path.string(), 0, 0, "reading failed half-way", "check the disk"});
  return std::move(text).str();
}

namespace {

Problem write_problem(const fs::path& path, const char* step) {
  return {path.string(), 0, 0, std::string(step) + ": " + std::strerror(errno), "nothing was changed; choose a place that can be written"};
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// A rename outlives a loss of power only once the folder is on the disk too. Some file systems refuse to flush a folder:
// the file is whole all the same, so that is no failure.
void flush_folder(const fs::path& file) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

}  // namespace

Result<void> write_file(const fs::path& named, std::string_view bytes) {
  std::error_code error;
  if (fs::is_directory(named, error)) return failure({named.string(), 0, 0, "this is a folder", "name a file"});
  // Through a link, so that the link stays one; with the rights that the file had.
  fs::path path = named;
  if (fs::is_symlink(named, error)) {
    if (const fs::path real = fs::canonical(named, error); !error) path = real;
  }
  struct stat old {};
  const bool exists = ::stat(path.c_str(), &old) == 0;
  const fs::path temporary = path.string() + ".part" + std::to_string(::getpid());
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return failure(write_problem(named, "cannot be written"));
  if (exists) ::fchmod(file, old.st_mode & 0777U);
  const bool whole = write_all(file, bytes) && ::fsync(file) == 0;
  const bool closed = ::close(file) == 0;
  if (!whole || !closed || std::rename(temporary.c_str(), path.c_str()) != 0) {
    Problem problem = write_problem(named, "writing failed");
    ::unlink(temporary.c_str());
    return failure(std::move(problem));
  }
  flush_folder(path);
  return {};
}

}  // namespace syn
