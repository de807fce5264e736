#include "app/document.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

#include "app/session.hpp"
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
  document.saved("/s/b.toml", changed);
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
  document.saved("/s/a2.toml", edited);
  document.moved(edited, b);
  CHECK(document.path() == "/s/b.toml");
  CHECK_FALSE(document.unsaved(b));
  document.moved(b, edited);
  CHECK(document.path() == "/s/a2.toml");
  CHECK_FALSE(document.unsaved(edited));
}

TEST_CASE("a typed path: blanks, quotation marks, home, uri, folder") {
  ::setenv("HOME", "/home/her", 1);
  CHECK(typed_path("  x.toml \n", "/s") == "/s/x.toml");
  CHECK(typed_path("\"/a b/x.toml\"", "/s") == "/a b/x.toml");
  CHECK(typed_path("~/x.toml", "/s") == "/home/her/x.toml");
  CHECK(typed_path("file:///a/x.toml", "/s") == "/a/x.toml");
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
