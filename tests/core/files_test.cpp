#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/files.hpp"

using namespace syn;
namespace fs = std::filesystem;

namespace {

// A fresh folder in the build tree, removed at the end of the test.
struct Folder {
  fs::path path = fs::path(SYN_BINARY_DIR) / ("files_test" + std::to_string(::getpid()));
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  std::size_t entries() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator())); }
};

}  // namespace

TEST_CASE("a written file reads back as the same bytes and leaves nothing beside it") {
  const Folder folder;
  const fs::path file = folder.path / "table.csv";
  const std::string bytes("a\0b\r\n\xff", 6);
  REQUIRE(write_file(file, bytes));
  CHECK(read_file(file).value() == bytes);
  REQUIRE(write_file(file, "new"));
  CHECK(read_file(file).value() == "new");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a write that fails leaves the old file as it was") {
  const Folder folder;
  const fs::path file = folder.path / "table.csv";
  REQUIRE(write_file(file, "old"));
  // A folder in the place of the temporary file makes the write fail, also for a privileged user.
  const fs::path in_the_way = file.string() + ".part" + std::to_string(::getpid());
  fs::create_directory(in_the_way);
  const auto result = write_file(file, "new");
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().front().file == file.string());
  CHECK(result.error().front().what.find("cannot be written") != std::string::npos);
  CHECK(read_file(file).value() == "old");
  fs::remove(in_the_way);
  CHECK(folder.entries() == 1);
}

TEST_CASE("places that cannot be written or read are named with the reason") {
  const Folder folder;
  CHECK(write_file(folder.path / "missing" / "x.csv", "1").error().front().what.find("No such file") != std::string::npos);
  CHECK(write_file(folder.path, "1").error().front().what == "this is a folder");
  CHECK(read_file(folder.path).error().front().what == "this is a folder");
  CHECK(read_file(folder.path / "none").error().front().what.find("No such file") != std::string::npos);
  REQUIRE(write_file(folder.path / "big", std::string(1000, 'x')));
  CHECK(read_file(folder.path / "big", 999).error().front().what.find("too large") != std::string::npos);
  CHECK(read_file(folder.path / "big", 1000).has_value());
}

TEST_CASE("the first root that has a file wins, and a missing one names every place") {
  const Folder folder;
  const fs::path first = folder.path / "first";
  const fs::path second = folder.path / "second";
  fs::create_directories(first / "assets");
  fs::create_directories(second / "assets");
  REQUIRE(write_file(second / "assets" / "a.toml", "2"));
  REQUIRE(write_file(second / "assets" / "b.toml", "2"));
  REQUIRE(write_file(first / "assets" / "b.toml", "1"));
  REQUIRE(write_file(first / "assets" / "c.txt", "1"));
  const DataFiles files({first, second});
  CHECK(files.find("assets/a.toml").value() == second / "assets/a.toml");
  CHECK(files.find("assets/b.toml").value() == first / "assets/b.toml");
  const auto list = files.list("assets", ".toml");
  REQUIRE(list.size() == 2);
  CHECK(list[0] == second / "assets" / "a.toml");
  CHECK(list[1] == first / "assets" / "b.toml");
  CHECK(files.list("nowhere", ".toml").empty());
  const Problem missing = files.find("assets/z.toml").error().front();
  CHECK(missing.what.find(first.string()) != std::string::npos);
  CHECK(missing.what.find(second.string()) != std::string::npos);
  CHECK(missing.remedy.find("--data") != std::string::npos);
}

TEST_CASE("the source tree is a root of the standard places") {
  const DataFiles files = DataFiles::standard("", "");
  CHECK(files.find("assets/sources.toml").has_value());
}

TEST_CASE("what does not say its size is read up to the limit and no further") {
  const auto endless = read_file("/dev/zero", 100000);
  REQUIRE_FALSE(endless.has_value());
  CHECK(endless.error().front().what == "too large to be what it should be (more than 100000 bytes)");
  CHECK(read_file("/dev/null").value().empty());
}
