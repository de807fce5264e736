// Keyboard focus that is always visible and that Tab moves through every control, in every window, in drawing order.
//
// Dear ImGui 1.86 stops with Tab at text fields only. Every control of ours calls focus_stop() right after its ImGui
// item: that puts the item into the Tab order, scrolls it into view, and draws the 3 px ring when it has the focus.
#pragma once

#include <imgui.h>

#include "app/ui/widgets/style.hpp"

namespace syn {

// `id` is the item's own name, as ImGui was given it: the report for scripts (control_report.hpp) calls it so.
// `keeps_tab`: the item uses Tab itself this frame (the next marker on a track), so the focus stays.
void focus_stop(const UiLook& look, const char* id, bool keeps_tab = false);

// As ImGui::PushID, to be ended by ImGui::PopID; the report knows these names.
void push_id(const char* name);
void push_id(int number);

// The next control that is drawn gets the focus: for one that goes away when it is used.
void focus_next();

// For an item before its focus_stop(): true in the first frame in which it has the keyboard focus.
bool focus_arrived();

// True while keys, not the mouse, lead the focus, and it is in the window of this name or in one inside it.
bool keys_are_in(const char* window);

// True if the last item has the keyboard focus and no text is being typed.
bool item_has_keys();

// The next tooltip stands above the last item, and ends where it ends if that is in the right half of the screen: there it
// would run out of it.
void place_tooltip(const UiLook& look);

// For an item that item_has_keys(): true when the key was pressed. Keys that move (arrows, Tab, Page up and down) repeat
// while they are held, all others are pressed once.
bool key_pressed(ImGuiKey key);

// For an item that item_has_keys() and uses Page up and Page down itself. Taken means: in the last frame that was drawn.
void take_page_keys();
bool page_keys_taken();

// For an item that item_has_keys() and uses the left and right arrows itself: the focus does not wander off with
// them. -1, 0 or +1 by the arrow pressed this frame.
int take_horizontal_arrows();
int take_vertical_arrows();  // the same for up (-1) and down (+1)

// Gives one number to everything from the moment the last item is taken hold of (or an arrow key goes down on it)
// until it is let go: writes it to `gesture`, so that undo takes one drag as one change. Leaves it alone otherwise.
void mark_gesture(int& gesture);

}  // namespace syn
