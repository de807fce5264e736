// What the parts of a screen share: the story, what the program carries, and what the person did in this frame.
#pragma once

#include <imgui.h>

#include <span>
#include <string>
#include <utility>

#include "app/panels/common/panel.hpp"
#include "app/session/session.hpp"
#include "app/session/user_data.hpp"
#include "app/shell/resources.hpp"
#include "app/ui/widgets/area.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {

struct ScreenContext {
  Session& session;
  UserData& user_data;
  const Resources& resources;
  const Fonts& fonts;
  float unit_px = 18.0F;  // height of body text
  // What the person did: commands take effect once the frame is drawn. `gesture` as in PanelContext.
  Commands commands = {};
  int gesture = 0;
  InView in_view = {};       // what the picture shows, for panels; and what is wished for
  std::string message = {};  // to stand over the picture from the next frame on; empty = nothing new

  const State& state() const { return session.state(); }
  const View& view() const { return state().view; }
  const Locale& locale() const { return resources.locale(view()); }
  const Theme& theme() const { return resources.theme(view()); }
  UiLook look() const { return {theme(), locale(), unit_px, fonts.heading}; }
  const char* text(TextKey key) const { return locale().text(key); }
  void give(Command command) { commands.push_back(std::move(command)); }
  void show(Dialog dialog) { session.submit(command::SetDialog{dialog}); }
  void wish(Wish wish) { in_view.wishes.push_back(wish); }
  void notify(std::string words) { message = std::move(words); }
};

// The screen is cleared in the panels' colour, so their windows need no ground of their own: a software renderer pays
// for every filled pixel.
inline constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                           ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoBackground |
                                           ImGuiWindowFlags_NoFocusOnAppearing;  // the curves come back: the focus stays where it is
// The next window stands here.
void place(const Area& area);

// One word at a time, with a way to the one before and the next. At the ends it goes round if it may.
void step_through(const char* id, std::span<const char* const> words, int& chosen, bool round, const UiLook& look);

}  // namespace syn
