// The named moments of the place one looks at, as a row of buttons over the picture, and the keys that go through all of them.
#pragma once

#include <vector>

#include "app/shell/screen_context.hpp"

namespace syn {

class MomentStrip {
 public:
  explicit MomentStrip(ScreenContext& screen) : screen_(screen) {}
  // How high it stands over the picture; 0 where the place has no moments or the screen no room.
  static float height(const ScreenContext& screen, const Area& picture);
  void draw(const Area& area);
  // To the next moment that occurs in this run (-1: the one before): through those of this place, and on to other places.
  void step(int by);

 private:
  // Goes there; or says why it does not occur.
  bool go_to(const NamedMoment& moment, bool say_why);
  // Searches cost a moment's thought each: one a frame, and none while an input changes the run.
  void look_for_one();
  static std::vector<const NamedMoment*> here(const ScreenContext& screen);
  ScreenContext& screen_;
};

}  // namespace syn
