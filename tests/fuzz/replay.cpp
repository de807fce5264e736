// Gives files to one target, in any build: replay TARGET FILE_OR_FOLDER... Ends with 1 if there was nothing to read.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "core/files.hpp"
#include "targets.hpp"

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto all = syn::fuzz::targets();
  const auto target = std::find_if(all.begin(), all.end(), [&](const auto& t) { return !words.empty() && t.name == words.front(); });
  if (target == all.end()) {
    std::fprintf(stderr, "usage: replay TARGET FILE_OR_FOLDER...\n");
    return 2;
  }
  int read = 0;
  const auto give = [&](const fs::path& path) {
    const auto bytes = syn::read_file(path);
    if (!bytes) return;
    std::printf("%s\n", path.c_str());  // the last one named is the one that broke it
    std::fflush(stdout);
    target->run(*bytes);
    ++read;
  };
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!fs::is_directory(words[i])) {
      give(words[i]);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(words[i])) {
      if (entry.is_regular_file()) give(entry.path());
    }
  }
  std::printf("%d inputs\n", read);
  return read > 0 ? 0 : 1;
}
