// A card of the walk on the screen: words, pictures of a hundred people, and what can be marked, ticked and typed.
#pragma once

#include <utility>

#include "app/shell/shell.hpp"
#include "app/walk/content/walk.hpp"
#include "app/walk/screen/ring.hpp"

namespace syn {

class CardView {
 public:
  // Draws into the ImGui window under way. `beside`: the hundreds stand in the card, because there is no picture.
  void draw(const WalkCard& card, const Walk& walk, WalkNotes& notes, ScreenContext& screen, Ring& ring, bool beside);
  // The person asked for the page since it was asked last.
  bool take_page() { return std::exchange(page_, false); }
  bool typing() const { return typing_; }

 private:
  void settings(ScreenContext& screen, Ring& ring);
  void thing(const WalkCard& card, const Walk& walk, const ScreenContext& screen);
  void marks(const Walk& walk, WalkNotes& notes, const ScreenContext& screen, Ring& ring);
  void questions(const Walk& walk, WalkNotes& notes, const ScreenContext& screen, Ring& ring);
  bool page_ = false, typing_ = false;
};

// Two hundreds side by side in a box, each under its words and over its number.
void draw_hundreds(ImDrawList& draw, const Box& box, const WalkCard& card, const ScreenContext& screen);

}  // namespace syn
