// Opening, saving, sharing and restoring, with the questions that belong to them: windows over the screen that every key
// and the mouse can use. What they decide is in document, user_data and moment_text; here is only the asking.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/session/moment_text.hpp"
#include "app/session/session.hpp"
#include "app/session/user_data.hpp"
#include "app/ui/look/keys.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {

class FilesBox {
 public:
  FilesBox(Session& session, UserData& user_data, const DataFiles& files) : session_(session), user_data_(user_data), files_(files) {}

  bool open() const { return window_ != Window::none; }
  void ask_open();
  void ask_save();  // with a name
  void save();      // to the file it belongs to, or asks for a name
  void save_and_quit();
  void open_file(const std::filesystem::path& path);  // dropped on the window: asks first if something is unsaved
  void ask_restore();                                 // if the run before left something
  // The moment as a short text, on the clipboard.
  void share(const Locale& locale);

  // Why the last try failed, as it stands in the window; empty if it did not.
  const std::string& wrong() const { return wrong_; }

  void press(const KeyPress& press);  // Enter and Esc, while a window is open
  void draw(const UiLook& look, float width_px, float height_px);

  // What is to be told over the picture; what is to be done after saving.
  std::optional<std::string> take_message() { return std::exchange(message_, std::nullopt); }
  bool take_quit() { return std::exchange(quit_, false); }

 private:
  enum class Window { none, open, save, unsaved, restore };
  struct Source {
    std::filesystem::path file;  // or
    std::string shared;
  };
  void show(Window window);
  void request(Source source);
  void load(const Source& source);
  void take(KeptMoment moment, std::filesystem::path path, bool kept, std::optional<std::string> bytes = std::nullopt);
  void accept_typed();
  bool asks_first(const std::filesystem::path& path);
  void write(const std::filesystem::path& path);
  void after_saving();
  void go_to(const std::filesystem::path& folder);
  bool is_example(const std::filesystem::path& path) const;
  void field(const UiLook& look);
  void places(const UiLook& look);
  void open_window(const UiLook& look);
  void save_window(const UiLook& look);
  void unsaved_window(const UiLook& look);
  void restore_window(const UiLook& look);

  Session& session_;
  UserData& user_data_;
  const DataFiles& files_;
  Window window_ = Window::none;
  bool appearing_ = false;
  std::string typed_;    // a path or a shared text, however long
  bool typing_ = false;  // the field had the keyboard in the last frame
  bool enter_ = false;
  std::filesystem::path folder_;
  std::vector<FolderEntry> entries_;
  std::vector<std::filesystem::path> recent_, examples_;
  std::string wrong_;
  std::filesystem::path overwrite_;  // the file about which was asked
  Document::InTheWay in_the_way_{};  // and why
  std::optional<Source> waiting_;    // opened once the question is answered
  bool quit_after_ = false;
  bool quit_ = false;
  std::optional<std::string> message_;
  const Locale* locale_ = nullptr;  // of the last frame
};

}  // namespace syn
