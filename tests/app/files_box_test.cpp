#include "app/shell/files_box.hpp"

#include <doctest/doctest.h>

#include "app/session/address.hpp"
#include "headless_ui.hpp"
#include "temporary_folder.hpp"

using namespace syn;
using namespace syn::test;
namespace fs = std::filesystem;

namespace {

const Parameters& parameters() {
  static const Parameters shipped = must(Parameters::load(data_files()));
  return shipped;
}

// The windows of the files over an empty screen, a session and the user data of its own.
struct Screen {
  TemporaryFolder folder;
  DataFiles files = data_files();
  Session session;
  UserData user_data;
  HeadlessUi ui;
  FilesBox box;

  explicit Screen(const char* name, std::string_view locale = "en", float body_px = 18.0F)
      : folder(name),
        session(Parameters(parameters()), Scenario{}),
        user_data(folder.path / "home"),
        ui(1280.0F, 720.0F, body_px, "dark", locale),
        box(session, user_data, files) {
    user_data.document.opened({}, session.state().scenario, session.state().scenario);
    ui.content = [this] { box.draw(ui.look(), 1280.0F, 720.0F); };
  }
  void change(std::uint64_t seed) { session.submit(command::SetSeed{seed}); }
  void enter() {
    box.press({KeyCode::enter});
    ui.frame(3);
  }
  void escape() {
    box.press({KeyCode::escape});
    ui.frame(2);
  }
  void type(const std::string& text) {
    ui.frame(3);
    ui.type(text.c_str());
    ui.frame(2);
  }
  bool press(const char* button) {
    ui.frame(3);
    const auto at = ui.tab_to({button});
    if (!at) return false;
    ui.click((at->left + at->right) / 2.0F, (at->top + at->bottom) / 2.0F);
    ui.frame(2);
    return true;
  }
  const Scenario& scenario() const { return session.state().scenario; }
};

}  // namespace

TEST_CASE("save asks for a name once, and from then on writes to that file") {
  Screen screen("box-save");
  const fs::path file = screen.folder.path / "mine.toml";
  screen.change(41);
  screen.box.save();
  REQUIRE(screen.box.open());
  screen.type((screen.folder.path / "mine").string());
  screen.enter();
  CHECK_FALSE(screen.box.open());
  CHECK(must(load_scenario(file, parameters())) == screen.scenario());
  CHECK(screen.user_data.document.path() == file);
  screen.change(42);
  CHECK(screen.user_data.document.unsaved(screen.scenario()));
  screen.box.save();
  CHECK_FALSE(screen.box.open());
  CHECK(must(load_scenario(file, parameters())).seed == 42);
  CHECK_FALSE(screen.user_data.document.unsaved(screen.scenario()));
}

TEST_CASE("another file is replaced only by the button that says so") {
  Screen screen("box-overwrite");
  const fs::path file = screen.folder.path / "theirs.toml";
  REQUIRE(write_file(file, "theirs"));
  screen.box.ask_save();
  screen.type(file.string());
  for (int i = 0; i < 3; ++i) screen.enter();
  CHECK(screen.box.open());
  CHECK(must(read_file(file)) == "theirs");
  screen.escape();  // answers the question with no; the window stays
  CHECK(screen.box.open());
  screen.enter();
  REQUIRE(screen.press("save_typed"));
  CHECK_FALSE(screen.box.open());
  CHECK(must(load_scenario(file, parameters())) == screen.scenario());
}

TEST_CASE("save asks before it replaces what others wrote into its file") {
  Screen screen("box-changed");
  const fs::path file = screen.folder.path / "mine.toml";
  REQUIRE(write_file(file, to_toml(Scenario{})));
  screen.box.open_file(file);
  REQUIRE(screen.user_data.document.path() == file);
  screen.change(71);
  REQUIRE(write_file(file, "theirs"));
  screen.box.save();
  REQUIRE(screen.box.open());
  for (int i = 0; i < 3; ++i) screen.enter();
  CHECK(must(read_file(file)) == "theirs");
  SUBCASE("no: nothing is lost") {
    screen.escape();
    screen.escape();
    CHECK_FALSE(screen.box.open());
    CHECK(must(read_file(file)) == "theirs");
    CHECK(screen.user_data.document.unsaved(screen.scenario()));
  }
  SUBCASE("yes: and from then on it is its own again") {
    REQUIRE(screen.press("save_typed"));
    CHECK_FALSE(screen.box.open());
    CHECK(must(load_scenario(file, parameters())).seed == 71);
    screen.change(8);
    screen.box.save();
    CHECK_FALSE(screen.box.open());
    CHECK(must(load_scenario(file, parameters())).seed == 8);
  }
  SUBCASE("gone: asked, too, and with Save as as well") {
    screen.escape();
    screen.escape();
    fs::remove(file);
    screen.box.ask_save();
    screen.ui.frame(3);
    screen.enter();
    CHECK(screen.box.open());
    CHECK_FALSE(fs::exists(file));
    REQUIRE(screen.press("save_typed"));
    CHECK(must(load_scenario(file, parameters())).seed == 71);
  }
  SUBCASE("write-protected: another name") {
    REQUIRE(screen.press("save_typed"));
    const std::string before = must(read_file(file));
    fs::permissions(file, fs::perms::owner_read);
    screen.change(9);
    screen.box.save();
    for (int i = 0; i < 3; ++i) screen.press("save_typed");
    CHECK(screen.box.open());
    CHECK(must(read_file(file)) == before);
    CHECK(screen.user_data.document.unsaved(screen.scenario()));
  }
}

TEST_CASE("a dropped address is the file that it names") {
  Screen screen("box-address");
  const fs::path file = screen.folder.path / "my desk #1.toml";
  Scenario theirs;
  theirs.title = "dropped";
  REQUIRE(write_file(file, to_toml(theirs)));
  screen.box.open_file(file_address(file));
  CHECK(screen.scenario().title == "dropped");
  CHECK(screen.user_data.document.path() == file);
}

TEST_CASE("a file that cannot be written keeps the window open and the scenario unsaved") {
  Screen screen("box-cannot");
  screen.change(5);
  screen.box.ask_save();
  screen.type((screen.folder.path / "missing" / "x.toml").string());
  screen.enter();
  CHECK(screen.box.open());
  CHECK(screen.user_data.document.unsaved(screen.scenario()));
  CHECK(screen.user_data.document.path().empty());
}

TEST_CASE("a bad file changes nothing, whatever is wrong with it") {
  Screen screen("box-bad");
  const State before = screen.session.state();
  const fs::path file = screen.folder.path / "bad.toml";
  for (const char* text : {"version = 9\n", "version = 1\nsed = 3\n", "", "\xff\xfe", "version = 1\n[[dose]]\nmg = -3\n"}) {
    REQUIRE(write_file(file, text));
    screen.box.open_file(file);
    screen.ui.frame(3);
    CHECK(screen.box.open());  // the reason stands there until it has been read
    CHECK(screen.session.state() == before);
    CHECK(screen.user_data.document.path().empty());
    CHECK_FALSE(screen.session.history().can_undo());
    screen.escape();
    CHECK_FALSE(screen.box.open());
  }
  screen.box.open_file(screen.folder.path / "none.toml");
  CHECK(screen.box.open());
  CHECK(screen.session.state() == before);
}

TEST_CASE("opening asks before unsaved changes are left; undo brings them back with their file") {
  Screen screen("box-unsaved");
  const fs::path other = screen.folder.path / "other.toml";
  Scenario theirs;
  theirs.title = "other";
  REQUIRE(write_file(other, to_toml(theirs)));
  screen.change(77);
  screen.box.open_file(other);
  CHECK(screen.scenario().seed == 77);
  REQUIRE(screen.press("stay"));
  CHECK_FALSE(screen.box.open());
  CHECK(screen.scenario().seed == 77);
  screen.box.open_file(other);
  REQUIRE(screen.press("open_anyway"));
  CHECK(screen.scenario().title == "other");
  CHECK(screen.user_data.document.path() == other);
  const Scenario opened = screen.scenario();
  screen.session.undo();
  screen.user_data.document.moved(opened, screen.scenario());
  CHECK(screen.scenario().seed == 77);
  CHECK(screen.user_data.document.path().empty());
  CHECK(screen.user_data.document.unsaved(screen.scenario()));
  // Saved first, and then opened.
  const fs::path mine = screen.folder.path / "mine.toml";
  screen.box.open_file(other);
  REQUIRE(screen.press("save_first"));
  screen.type(mine.string());
  screen.enter();
  CHECK(must(load_scenario(mine, parameters())).seed == 77);
  CHECK(screen.scenario().title == "other");
  CHECK_FALSE(screen.box.open());
}

TEST_CASE("a shared text pasted into Open restores the moment; a damaged one changes nothing") {
  Screen screen("box-share");
  State sent;
  sent.scenario.doses = {Dose{.at_h = 3.0, .mg_per_kg = 0.4, .mg = {}, .sprays = {}}};
  sent.playhead.time_h = 30.0;
  sent.view.stage = StageName::dendrite;
  const std::string text = share_text(sent, parameters());
  std::string damaged = text;
  damaged[20] = damaged[20] == 'x' ? 'y' : 'x';
  const State before = screen.session.state();
  screen.box.ask_open();
  screen.type(damaged);
  screen.enter();
  CHECK(screen.session.state() == before);
  CHECK(screen.box.open());
  screen.escape();
  screen.box.ask_open();
  screen.type(text);
  screen.enter();
  CHECK_FALSE(screen.box.open());
  CHECK(screen.scenario() == sent.scenario);
  CHECK(screen.session.state().playhead.time_h == 30.0);
  CHECK(screen.session.state().view.stage == StageName::dendrite);
  screen.box.share(screen.ui.locale);
  CHECK(std::string(ImGui::GetClipboardText()) == share_text(screen.session.state(), parameters()));
}

TEST_CASE("a shared text of any length that the program writes is pasted; one beyond is told") {
  Screen screen("box-paste");
  State sent;
  sent.scenario = must(load_scenario(fs::path(SYN_SOURCE_DIR) / "tests/cases/share-too-long-to-paste.toml", parameters()));
  const auto paste = [&](const std::string& text) {
    screen.box.ask_open();
    screen.ui.frame(3);
    ImGui::SetClipboardText(text.c_str());
    ImGuiIO& io = ImGui::GetIO();
    io.KeyCtrl = true;
    io.KeyMods = ImGuiKeyModFlags_Ctrl;
    io.KeysDown[ImGuiKey_V] = true;
    screen.ui.frame();
    io.KeysDown[ImGuiKey_V] = false;
    io.KeyCtrl = false;
    io.KeyMods = ImGuiKeyModFlags_None;
    screen.ui.frame(2);
  };
  paste(share_text(sent, parameters()));
  screen.enter();
  CHECK_FALSE(screen.box.open());
  CHECK(screen.scenario() == sent.scenario);
  const State before = screen.session.state();
  paste("SYN1:" + std::string(kLongestShare, 'A'));
  CHECK(screen.box.wrong().find("too long") != std::string::npos);
  screen.enter();
  CHECK(screen.box.open());
  CHECK(screen.session.state() == before);
}

TEST_CASE("what a crashed run left is offered, and Yes brings back scenario, time and view as unsaved") {
  Screen screen("box-restore");
  State left;
  left.scenario.seed = 1234;
  left.playhead.time_h = 50.0;
  left.view.stage = StageName::receptor;
  fs::create_directory(screen.folder.path / "crashed");
  { REQUIRE(Recovery(screen.folder.path / "crashed").keep(moment_text(left))); }
  UserData user_data(screen.folder.path / "crashed");
  FilesBox box(screen.session, user_data, screen.files);
  box.ask_restore();
  REQUIRE(box.open());
  screen.ui.content = [&] { box.draw(screen.ui.look(), 1280.0F, 720.0F); };
  box.press({KeyCode::escape});
  CHECK(box.open());  // not put away by a slip of a key
  SUBCASE("yes") {
    REQUIRE(screen.press("restore_yes"));
    CHECK(screen.scenario().seed == 1234);
    CHECK(screen.session.state().playhead.time_h == 50.0);
    CHECK(screen.session.state().view.stage == StageName::receptor);
    CHECK(user_data.document.unsaved(screen.scenario()));
  }
  SUBCASE("no") {
    REQUIRE(screen.press("restore_no"));
    CHECK(screen.scenario() == Scenario{});
    CHECK(fs::exists(screen.folder.path / "crashed" / "discarded.toml"));
  }
  CHECK_FALSE(box.open());
}

TEST_CASE("what was left and is no moment is told and set aside, and the next start asks nothing") {
  Screen screen("box-left-broken");
  const fs::path home = screen.folder.path / "crashed";
  fs::create_directory(home);
  for (const char* text : {"version = 9\n", "", "#: seek now\n"}) {
    REQUIRE(write_file(home / "unsaved-1.toml", text));
    UserData user_data(home);
    FilesBox box(screen.session, user_data, screen.files);
    box.ask_restore();
    REQUIRE(box.open());
    screen.ui.content = [&] { box.draw(screen.ui.look(), 1280.0F, 720.0F); };
    REQUIRE(screen.press("restore_yes"));
    CHECK(screen.scenario() == Scenario{});
    CHECK(box.open());                           // the reason stands there
    REQUIRE(user_data.recovery().keep("mine"));  // there is a place again
    user_data.leave();
    CHECK_FALSE(Recovery(home).left());
  }
  for (const char* name : {"unsaved.broken-1.toml", "unsaved.broken-2.toml", "unsaved.broken-3.toml"}) CHECK(fs::exists(home / name));
  CHECK(must(read_file(home / "unsaved.broken-1.toml")) == "version = 9\n");
}

TEST_CASE("every button and every entry of the open window is reached by Tab, also in Swedish and large") {
  for (const float body : {18.0F, 40.0F}) {
    Screen screen("box-tab", "sv", body);
    screen.box.ask_open();
    screen.ui.frame(3);
    for (const char* id : {"open_typed", "close", "one-infusion-cbt.toml", "six-infusions.toml"}) CHECK_MESSAGE(screen.ui.tab_to({id}), id);
    const ImGuiWindow* window = ImGui::FindWindowByName("files");
    REQUIRE(window != nullptr);
    CHECK(window->Pos.x >= 0.0F);
    CHECK(window->Pos.y >= 0.0F);
    CHECK(window->Pos.x + window->Size.x <= 1280.0F);
    CHECK(window->Pos.y + window->Size.y <= 720.0F);
    CHECK(window->ContentSize.x <= window->Size.x);
  }
}
