#include "app/session/free_name.hpp"

#include <doctest/doctest.h>

#include "core/files.hpp"
#include "temporary_folder.hpp"

namespace syn {
namespace {
namespace fs = std::filesystem;

TEST_CASE("what nobody named goes over nothing that is there, and a folder that is gone is told") {
  const test::TemporaryFolder folder("free-name");
  const fs::path before = fs::current_path();
  const fs::path here = folder.path / "here";
  fs::create_directory(here);
  fs::current_path(here);
  CHECK(free_name("curves.csv").value() == here / "curves.csv");
  CHECK(free_name("picture.png", true).value() == here / "picture-1.png");
  for (const char* name : {"curves.csv", "curves-2.csv", "picture-1.png"}) REQUIRE(write_file(name, "mine"));
  fs::create_symlink(here / "nowhere", "curves-3.csv");  // a link to nothing is something
  CHECK(free_name("curves.csv").value() == here / "curves-4.csv");
  CHECK(free_name("picture.png", true).value() == here / "picture-2.png");
  fs::remove_all(here);
  const auto gone = free_name("curves.csv");
  fs::current_path(before);
  REQUIRE_FALSE(gone);
  CHECK(to_text(gone.error()).find("folder") != std::string::npos);
}

}  // namespace
}  // namespace syn
