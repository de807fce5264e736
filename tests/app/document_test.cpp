#include "app/session/document.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

#include "app/session/session.hpp"
#include "temporary_folder.hpp"

using namespace syn;
using syn::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

Scenario titled(const char* title) {
  Scenario scenario;
  scenario.title = title;
  return scenario;
}

}  // namespace

TEST_CASE("a scenario is unsaved from its first change until it is saved or the change is undone") {
  Document document;
  Scenario scenario = titled("a");
  document.opened("/s/a.toml", scenario, scenario);
  CHECK_FALSE(document.unsaved(scenario));
  Scenario changed = scenario;
  changed.seed = 99;
  CHECK(document.unsaved(changed));
  CHECK_FALSE(document.unsaved(scenario));
  document.saved("/s/b.toml", changed, "bytes");
  CHECK(document.path() == "/s/b.toml");
  CHECK_FALSE(document.unsaved(changed));
  CHECK(document.unsaved(scenario));
}

TEST_CASE("undo over an opening goes back to the file of before, so that Save never writes into the other's file") {
  Document document;
  const Scenario a = titled("a");
  Scenario edited = a;
  edited.seed = 3;
  const Scenario b = titled("b");
  document.opened("/s/a.toml", a, a);
  document.opened("/s/b.toml", edited, b);
  CHECK(document.path() == "/s/b.toml");
  document.moved(b, edited);
  CHECK(document.path() == "/s/a.toml");
  CHECK(document.unsaved(edited));
  document.moved(edited, a);  // an ordinary undo
  CHECK(document.path() == "/s/a.toml");
  CHECK_FALSE(document.unsaved(a));
  document.moved(a, edited);
  document.saved("/s/a2.toml", edited, "bytes");
  document.moved(edited, b);
  CHECK(document.path() == "/s/b.toml");
  CHECK_FALSE(document.unsaved(b));
  document.moved(b, edited);
  CHECK(document.path() == "/s/a2.toml");
  CHECK_FALSE(document.unsaved(edited));
}

TEST_CASE("what stands in the way of saving: what others did to the file since it was read or written here") {
  using enum Document::InTheWay;
  const TemporaryFolder folder("in-the-way");
  const fs::path file = folder.path / "a.toml";
  const fs::path other = folder.path / "b.toml";
  const Scenario scenario = titled("a");
  Document document;
  REQUIRE(write_file(file, "as read"));
  document.opened(file, scenario, scenario, true, "as read");
  CHECK(document.in_the_way(file, "mine") == nothing);
  CHECK(document.in_the_way(other, "mine") == nothing);  // not there
  REQUIRE(write_file(other, "theirs"));
  CHECK(document.in_the_way(other, "mine") == other_file);
  CHECK(document.in_the_way(folder.path, "mine") == other_file);

  // Of the same length and with the time of before: only what it holds tells.
  const auto time = fs::last_write_time(file);
  REQUIRE(write_file(file, "as rea."));
  fs::last_write_time(file, time);
  CHECK(document.in_the_way(file, "mine") == changed);
  CHECK(document.in_the_way(file, "as rea.") == nothing);  // the same as would be written
  REQUIRE(write_file(file, "as read"));
  CHECK(document.in_the_way(file, "mine") == nothing);  // and back again

  fs::remove(file);
  CHECK(document.in_the_way(file, "mine") == gone);
  fs::create_directory(file);
  CHECK(document.in_the_way(file, "mine") == changed);
  fs::remove(file);
  fs::create_symlink(folder.path / "nowhere", file);
  CHECK(document.in_the_way(file, "mine") == changed);
  fs::remove(file);
  REQUIRE(write_file(file, "as read"));
  fs::permissions(file, fs::perms::owner_read);
  CHECK(document.in_the_way(file, "mine") == write_protected);
  fs::permissions(file, fs::perms::owner_all);

  // Saved here: now it is that which is known; undo over an opening brings back what was known then.
  Scenario second = scenario;
  second.seed = 2;
  document.saved(file, scenario, "as written");
  REQUIRE(write_file(file, "as written"));
  document.opened(other, scenario, second, true, "theirs");
  CHECK(document.in_the_way(other, "mine") == nothing);
  CHECK(document.in_the_way(file, "mine") == other_file);
  document.moved(second, scenario);
  CHECK(document.in_the_way(file, "mine") == nothing);
  CHECK(document.in_the_way(other, "mine") == other_file);
  // Nobody knows what it held: asked.
  document.opened(file, scenario, second);
  CHECK(document.in_the_way(file, "mine") == changed);
}

TEST_CASE("a typed path: blanks, quotation marks, home, uri, folder") {
  ::setenv("HOME", "/home/her", 1);
  CHECK(typed_path("  x.toml \n", "/s") == "/s/x.toml");
  CHECK(typed_path("\"/a b/x.toml\"", "/s") == "/a b/x.toml");
  CHECK(typed_path("~/x.toml", "/s") == "/home/her/x.toml");
  CHECK(typed_path("file:///a/x.toml", "/s") == "/a/x.toml");
  CHECK(typed_path(" 'file:///my%20desk/%C3%A5.toml' ", "/s") == "/my desk/å.toml");
  CHECK(typed_path("file://localhost/a/../b.toml", "/s") == "/b.toml");
  CHECK(typed_path("100%25.toml", "/s") == "/s/100%25.toml");  // no address
  CHECK(typed_path("../x.toml", "/s/t") == "/s/x.toml");
  CHECK(typed_path(" \t", "/s").empty());
  CHECK(as_scenario_file("/s/x") == "/s/x.toml");
  CHECK(as_scenario_file("/s/x.v2") == "/s/x.v2.toml");
  CHECK(as_scenario_file("/s/x.toml") == "/s/x.toml");
  CHECK(suggested_name("One infusion, then CBT") == "one-infusion-then-cbt.toml");
  CHECK(suggested_name("../..//") == "scenario.toml");
}

TEST_CASE("a folder lists its folders and scenario files, sorted, without what is hidden") {
  const TemporaryFolder folder("list");
  for (const char* name : {"b", "a", ".hidden"}) fs::create_directory(folder.path / name);
  for (const char* name : {"z.toml", "c.toml", "notes.txt", ".x.toml", "c.toml.part12"}) REQUIRE(write_file(folder.path / name, "x"));
  const std::vector<FolderEntry> wanted{{"..", true}, {"a", true}, {"b", true}, {"c.toml", false}, {"z.toml", false}};
  CHECK(list_folder(folder.path) == wanted);
  CHECK(list_folder(folder.path / "missing").size() == 1);
  for (const FolderEntry& entry : list_folder("/")) CHECK(entry.name != "..");
}
