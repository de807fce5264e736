// What stands around picture and panels in every mode: the foot of the screen, dialogs and the windows of the files, and messages
// that come and go.
#pragma once

#include <imgui.h>

#include <span>
#include <string>

#include "app/shell/actions.hpp"
#include "app/shell/files_box.hpp"
#include "app/shell/screen_context.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {

class Chrome {
 public:
  Chrome(ScreenContext& screen, const DataFiles& files) : screen_(screen), files_(screen.session, screen.user_data, files) {}

  FilesBox& files() { return files_; }
  // A question over the screen: behind it nothing can be reached.
  bool asks() const { return screen_.view().dialog != Dialog::none || files_.open(); }
  // True: the key was for what asks.
  bool press(const KeyPress& press, bool repeated);
  // The viewer's clock moved on; true when the message goes.
  bool advance(float seconds);

  // Each draws into an ImGui window of its own, in the frame under way. What was pressed is the caller's to do; null = nothing.
  // That this is a teaching model, and what is done with the whole. `panels`: with the way to the panels, where no rail has room.
  const Action* foot(const Area& area, bool panels);
  const Action* dialogs(float width_px, float height_px);
  int foot_lines() const { return foot_lines_; }  // that its sentence takes
  // The message, over this part of the window under way ...
  void message(const Area& area);
  // ... or at the foot of the screen, in a window of its own on this height.
  void message_at_foot(float width_px, float bottom_px);
  // What the windows of the files have to say, once the frame is drawn.
  void hear_files();

 private:
  // The values of an enumeration to choose from, side by side or one at a time; `Set` is the command. A word for each: one that is
  // left out does not build.
  template <class Set, class E>
  void choose(const char* id, std::span<const char* const, kWords<E>.size()> words, E now, float width_px = 0.0F, bool stepper = false) {
    int chosen = static_cast<int>(now);
    stepper ? step_through(id, words, chosen, false, screen_.look()) : void(choice(id, words, chosen, screen_.look(), width_px));
    if (chosen != static_cast<int>(now)) screen_.give(Set{static_cast<E>(chosen)});
  }
  bool has_message();
  void draw_message(ImVec2 at, ImVec2 size, float wrap) const;
  void resize_text(const char* id, const char* word, float by);
  void key_table(bool letters) const;
  void help_window();
  void quit_window();
  void settings_window();
  void menu_window();

  ScreenContext& screen_;
  FilesBox files_;
  const Action* chosen_ = nullptr;  // in the menu
  float help_scroll_ = 0.0F;        // how far the keys want the help page moved, in lines
  int foot_lines_ = 1;
  std::string message_;
  float message_seconds_ = 0.0F;  // that it still stands
};

}  // namespace syn
