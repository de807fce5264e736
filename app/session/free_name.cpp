#include "app/session/free_name.hpp"

#include <string>

namespace syn {
namespace fs = std::filesystem;

Result<fs::path> free_name(const fs::path& name, bool numbered) {
  std::error_code error;
  const fs::path whole = fs::absolute(name, error);
  if (error)
    return failure({name.string(), 0, 0, "the current folder cannot be used: " + error.message(), "start the program in another folder"});
  const auto there = [](const fs::path& path) {
    std::error_code asking;
    return fs::exists(fs::symlink_status(path, asking));  // where it cannot be asked, writing says why
  };
  if (!numbered && !there(whole)) return whole;
  for (int number = numbered ? 1 : 2;; ++number) {
    const fs::path path = whole.parent_path() / (whole.stem().string() + "-" + std::to_string(number) + whole.extension().string());
    if (!there(path)) return path;
  }
}

}  // namespace syn
