// Every reader of TOML behind the same door: what is too deep ends in a message with file and line, wherever it stands.
#include <doctest/doctest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/cli/run.hpp"
#include "app/explain/lookup.hpp"
#include "app/session/moment_text.hpp"
#include "app/session/settings.hpp"
#include "app/session/user_data.hpp"
#include "app/stages/receptor/receptor_parts.hpp"
#include "app/state/schedule.hpp"
#include "app/ui/look/locale.hpp"
#include "app/ui/look/theme.hpp"
#include "core/files.hpp"
#include "model/data/hypotheses.hpp"
#include "model/patch/protocol.hpp"
#include "temporary_folder.hpp"

using namespace syn;
using syn::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

const fs::path kCases = fs::path(SYN_SOURCE_DIR) / "tests/cases";

const DataFiles kShipped({fs::path(SYN_SOURCE_DIR)});

const Parameters& parameters() {
  static const Parameters shipped = Parameters::load(kShipped).value();
  return shipped;
}

std::string deep_text() { return read_file(kCases / "deep-dotted-key.toml").value(); }

// The problem of a failure, as it is told.
template <class T>
std::string told(const Result<T>& result) {
  return result ? std::string("read") : to_text(result.error());
}

int run(const std::vector<std::string>& words) {
  std::vector<const char*> argv{"synaptoscope", "--data", SYN_SOURCE_DIR};
  for (const std::string& word : words) argv.push_back(word.c_str());
  return run_command_line(static_cast<int>(argv.size()), argv.data());
}

}  // namespace

TEST_CASE("a text that is too deeply nested is told by every reader of TOML, with its line") {
  const std::string deep = deep_text();
  const std::string wanted = "deep.toml:2: this is too deeply nested; at most 32 levels of tables, lists and dotted keys\n";
  CHECK(told(parse_scenario(deep, "deep.toml", parameters())) == wanted);
  CHECK(told(parse_protocol(deep, "deep.toml", parameters())) == wanted);
  CHECK(told(parse_settings(deep, "deep.toml")) == wanted);
  CHECK(told(read_moment(deep, "deep.toml", parameters())) == wanted);
  CHECK(told(parse_hypotheses(deep, "deep.toml", parameters())) == wanted);
  CHECK(told(Lookup::parse_things(deep, "deep.toml", Glossary(), parameters())) == wanted);
  CHECK(told(Parameters::from_texts({{"deep.toml", deep}}, "")) == wanted);
  CHECK(told(Parameters::from_texts({}, deep)).starts_with("sources.toml:2: this is too deeply nested"));
  const std::string share = read_file(kCases / "deep-dotted-share.txt").value();
  CHECK(is_share_text(share));
  CHECK(told(read_share(share, parameters())).starts_with("shared text:2: this is too deeply nested"));
  for (const char* name : {"set_scenario ", "apply_schedule "}) {
    CHECK(told(parse_command(name + quote(deep), parameters())).starts_with("command:2: this is too deeply nested"));
  }
}

TEST_CASE("a data file that is too deeply nested is told by name, whichever it is") {
  const TemporaryFolder folder("deep");
  const std::string deep = deep_text();
  const DataFiles files({folder.path});
  for (const char* name :
       {"assets/locales/en.toml", "assets/palettes.toml", "assets/models/receptor_parts.toml", "assets/schedules/1.toml"}) {
    fs::create_directories((folder.path / name).parent_path());
    REQUIRE(write_file(folder.path / name, deep));
  }
  const auto names = [&](const std::string& text, const char* name) {
    CAPTURE(text);
    CHECK(text.starts_with((folder.path / name).string() + ":2: this is too deeply nested"));
  };
  names(told(Locale::load(files, "en")), "assets/locales/en.toml");
  names(told(load_theme(files, "dark")), "assets/palettes.toml");
  names(told(receptor::read_parts(files)), "assets/models/receptor_parts.toml");
  names(told(load_schedules(files, parameters())), "assets/schedules/1.toml");
}

TEST_CASE("the command line ends with the code of a bad input where a text is too deeply nested") {
  const std::string file = (kCases / "deep-dotted-key.toml").string();
  CHECK(run({"check", file}) == kBadInput);
  CHECK(run({"simulate", file, "--csv", "/dev/null"}) == kBadInput);
  CHECK(run({"patch", file, "--csv", "/dev/null"}) == kBadInput);
  CHECK(run({"describe", file, "--at", "1h"}) == kBadInput);
}

TEST_CASE("settings and a recovered scenario that are too deeply nested are set aside, and the program starts") {
  const TemporaryFolder folder("deep-home");
  REQUIRE(write_file(folder.path / kSettingsName, deep_text()));
  REQUIRE(write_file(folder.path / "unsaved-1.toml", deep_text()));
  UserData user_data(folder.path);
  CHECK(user_data.settings() == Settings{});
  CHECK(to_text(user_data.found().problems).find("too deeply nested") != std::string::npos);
  CHECK(fs::exists(folder.path / "settings.broken-1.toml"));
  REQUIRE(user_data.recovery().left());
  CHECK(told(read_moment(*user_data.recovery().left(), "unsaved", parameters())).starts_with("unsaved:2: this is too deeply nested"));
}
