// The page to print, and the voice that reads the caption.
#include <doctest/doctest.h>

#include <signal.h>
#include <sys/stat.h>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "app/export/print_page.hpp"
#include "app/platform/voice.hpp"
#include "app/session/moment_text.hpp"
#include "app/view/words.hpp"
#include "headless_ui.hpp"
#include "temporary_folder.hpp"

using namespace syn;
using namespace syn::test;

namespace {
// Gone, or dead and not yet buried by whoever inherited it.
bool ended_or_buried(pid_t process) {
  if (kill(process, 0) != 0) return true;
  std::ifstream in("/proc/" + std::to_string(process) + "/stat");
  std::string text((std::istreambuf_iterator<char>(in)), {});
  const std::size_t name_end = text.rfind(')');
  return name_end == std::string::npos || text.substr(name_end, 3) == ") Z";
}
}  // namespace

TEST_CASE("base64 writes the vectors of RFC 4648") {
  CHECK(base64("").empty());
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64(std::string("\xFF\x00\xFE", 3)) == "/wD+");
}

TEST_CASE("the page to print holds picture, curves, words, keys and the way back, in both languages") {
  const DataFiles files = data_files();
  const auto parameters = must(Parameters::load(files));
  const auto resources = must(Resources::load(files, parameters));
  auto scenario = must(load_scenario(std::string(SYN_SOURCE_DIR) + "/assets/scenarios/one-infusion-cbt.toml", parameters));
  scenario.title = "Dose <b> & \"talk\"";
  scenario.title_sv.clear();
  Session session(parameters, scenario);
  session.submit(command::Seek{2.0});
  Image picture;
  picture.width = picture.height = 2;
  picture.rgb.assign(2 * 2 * 3, 200);
  for (const LocaleName name : {LocaleName::en, LocaleName::sv}) {
    View view;
    view.locale = name;
    session.set_view(view);
    const Locale& locale = resources.locales[static_cast<std::size_t>(name)];
    const std::string page = print_page(session, picture, {}, {}, resources);
    CHECK(page.find("<html lang=\"" + locale.name() + "\">") != std::string::npos);
    CHECK(page.find("<h1>Dose &lt;b&gt; &amp; &quot;talk&quot;</h1>") != std::string::npos);
    CHECK(page.find("<b>") == std::string::npos);
    CHECK(page.find("data:image/png;base64," + base64(to_png(picture))) != std::string::npos);
    CHECK(page.find("<svg") != std::string::npos);
    CHECK(page.find(locale.text("shell.teaching_line"_key)) != std::string::npos);
    for (const Paragraph& paragraph : describe(*session.run(), Hours{2.0}))
      CHECK(page.find(locale.text(paragraph.heading)) != std::string::npos);
    CHECK(page.find(locale.text("app.key.undo"_key)) != std::string::npos);
    CHECK(page.find("<kbd>Ctrl+Z</kbd>") != std::string::npos);
    CHECK(page.find(parameters.hash()) != std::string::npos);
    // The text on the page leads back.
    const std::size_t from = page.find("SYN1:");
    REQUIRE(from != std::string::npos);
    const auto back = read_share(page.substr(from, page.find('<', from) - from), parameters);
    REQUIRE(back);
    CHECK(back->scenario == session.state().scenario);
  }
}

TEST_CASE("the voice hands text and language to the speech service, and says when there is none") {
  const TemporaryFolder folder("voice");
  const std::string old_path = std::getenv("PATH");
  const auto program = folder.path / "spd-say";
  const auto heard = folder.path / "heard.txt";
  std::ofstream(program) << "#!/bin/sh\nfor word in \"$@\"; do printf '%s\\n' \"$word\"; done >> '" << heard.string() << "'\n";
  chmod(program.c_str(), 0755);
  setenv("PATH", (folder.path.string() + ":" + old_path).c_str(), 1);
  {
    Voice voice;
    REQUIRE(voice.say("-7 % och \"ketamin\"", "sv"));
    std::string lines;
    for (int i = 0; i < 500 && lines.find("ketamin") == std::string::npos; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      std::ifstream in(heard);
      lines.assign(std::istreambuf_iterator<char>(in), {});
    }
    CHECK(lines == "-P\ntext\n-l\nsv\n--\n-7 % och \"ketamin\"\n");
  }
  // A service that never answers holds up neither the next words nor the end.
  std::ofstream(program) << "#!/bin/sh\nexec sleep 1000\n";
  {
    Voice voice;
    REQUIRE(voice.say("hej", "sv"));
    REQUIRE(voice.say("hej igen", "sv"));
    CHECK_FALSE(voice.failed());
  }
  // Nor does one that does not want to end: it is gone, with what it started, and leaves nothing to be buried.
  const auto born = folder.path / "born.txt";
  std::ofstream(program) << "#!/bin/sh\ntrap '' TERM\nsleep 1000 &\necho $$ $! >> '" << born.string() << "'\nwait\nsleep 1000\n";
  const auto processes = [&] {
    std::ifstream in(born);
    return std::vector<pid_t>(std::istream_iterator<pid_t>(in), {});
  };
  const auto wait_for = [](auto condition) {
    for (int i = 0; i < 1000 && !condition(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return condition();
  };
  {
    Voice voice;
    REQUIRE(voice.say("hej", "sv"));
    REQUIRE(wait_for([&] { return processes().size() == 2; }));
    REQUIRE(voice.say("hej igen", "sv"));
    REQUIRE(wait_for([&] { return processes().size() == 4; }));
    // The first one goes while the second speaks on.
    CHECK(wait_for([&] { return !voice.failed() && kill(processes()[0], 0) != 0; }));
    CHECK(kill(processes()[2], 0) == 0);
  }
  CHECK(kill(processes()[2], 0) != 0);
  for (const int child : {1, 3}) CHECK(wait_for([&] { return ended_or_buried(processes()[static_cast<std::size_t>(child)]); }));
  setenv("PATH", folder.path.c_str(), 1);
  std::filesystem::remove(program);
  {
    Voice voice;
    const auto said = voice.say("hej", "sv");
    REQUIRE_FALSE(said);
    CHECK(to_text(said.error()).find("speech-dispatcher") != std::string::npos);
  }
  setenv("PATH", old_path.c_str(), 1);
}
