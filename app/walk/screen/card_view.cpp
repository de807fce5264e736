#include "app/walk/screen/card_view.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "app/ui/widgets/badge.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "app/walk/screen/controls.hpp"
#include "app/walk/screen/icons.hpp"

namespace syn {
namespace {

void say(const std::string& text, const ScreenContext& screen, Role role = Role::text) {
  ImGui::PushStyleColor(ImGuiCol_Text, as_vec(screen.theme()[role]));
  ImGui::TextUnformatted(wrapped(text, ImGui::GetContentRegionAvail().x).c_str());
  ImGui::PopStyleColor();
}

void gap(float lines, const ScreenContext& screen) { ImGui::Dummy({0.0F, lines * screen.unit_px}); }

// How well it is known: sign and words.
void known(KnownFrom from, const ScreenContext& screen) {
  if (from == KnownFrom::background) return;
  constexpr std::array kGlyphs{BadgeGlyph::people, BadgeGlyph::animals, BadgeGlyph::hypothesis};
  constexpr std::array kKeys{"walk.known_people"_key, "walk.known_animals"_key, "walk.known_hypothesis"_key};
  const auto at = static_cast<std::size_t>(from);
  const float u = screen.unit_px;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  draw_badge_glyph(*ImGui::GetWindowDrawList(), kGlyphs[at], {corner.x + 0.5F * u, corner.y + 0.5F * u}, 0.36F * u,
                   as_u32(screen.theme()[Role::muted]));
  ImGui::Indent(1.3F * u);
  say(screen.text(kKeys[at]), screen, Role::muted);
  ImGui::Unindent(1.3F * u);
}

void point(const std::string& text, const ScreenContext& screen) {
  const float u = screen.unit_px;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddCircleFilled({corner.x + 0.4F * u, corner.y + 0.52F * u}, 0.14F * u, as_u32(screen.theme()[Role::control]),
                                              16);
  ImGui::Indent(1.0F * u);
  say(text, screen);
  ImGui::Unindent(1.0F * u);
}

void hundred(const IconArray& array, const ScreenContext& screen) {
  const std::string& language = screen.locale().name();
  const std::string when = array.none ? "" : ", " + array.when.in(language);
  say(array.label.in(language) + when + ":", screen, Role::muted);
  std::string frames;
  for (const std::string& frame : both_frames(array, screen.locale())) frames += (frames.empty() ? "" : " ") + frame;
  if (array.recalled) frames += std::string(" ") + screen.text("walk.recalled"_key);
  say(frames, screen);
}

}  // namespace

void draw_hundreds(ImDrawList& draw, const Box& box, const WalkCard& card, const ScreenContext& screen) {
  const float u = screen.unit_px, half = 0.5F * box.width();
  std::array<std::string, 2> words;
  float tallest = 0.0F;
  for (std::size_t i = 0; i < 2; ++i) {
    words[i] = wrapped(card.arrays[i].label.in(screen.locale().name()), half - u);
    tallest = std::max(tallest, ImGui::CalcTextSize(words[i].c_str()).y);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const IconArray& array = card.arrays[i];
    const float left = box.left + static_cast<float>(i) * half;
    const Box room{left + 0.5F * u, box.top + tallest + 0.4F * u, left + half - 0.5F * u, box.bottom - 1.6F * u};
    draw.AddText({room.left, box.top}, as_u32(screen.theme()[Role::text]), words[i].c_str());
    const float foot = draw_icons(draw, room, array, screen.theme());
    const std::string count = array.none ? "?" : count_of(array.low, array.high, screen.locale());
    const ImFont& font = *screen.fonts.heading;
    const ImVec2 size = font.CalcTextSizeA(font.FontSize, 1e6F, 0.0F, count.c_str());
    draw.AddText(&font, font.FontSize, {std::round(0.5F * (room.left + room.right - size.x)), foot + 0.2F * u},
                 as_u32(screen.theme()[Role::text]), count.c_str());
  }
}

void CardView::draw(const WalkCard& card, const Walk& walk, WalkNotes& notes, ScreenContext& screen, Ring& ring, bool beside) {
  const std::string& language = screen.locale().name();
  typing_ = false;
  heading(card.title.in(language).c_str(), screen.look());
  known(card.known, screen);
  if (card.of_clinic) say(screen.locale().text(Sentence{"walk.of_clinic"_key, {{"clinic", walk.clinic->name}}}), screen, Role::muted);
  gap(0.2F, screen);
  for (const Phrase& phrase : card.text) {
    say(phrase.words.in(language), screen);
    gap(0.15F, screen);
  }
  if (beside && !card.arrays.empty()) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = 0.5F * width + 3.6F * screen.unit_px;
    draw_hundreds(*ImGui::GetWindowDrawList(), {at.x, at.y, at.x + width, at.y + height}, card, screen);
    ImGui::Dummy({width, height});
  }
  for (const IconArray& array : card.arrays) {
    hundred(array, screen);
    gap(0.15F, screen);
  }
  for (const Phrase& phrase : card.points) point(phrase.words.in(language), screen);
  switch (card.kind) {
    case CardKind::text: break;
    case CardKind::settings: settings(screen, ring); break;
    case CardKind::thing: thing(card, walk, screen); break;
    case CardKind::marks: marks(walk, notes, screen, ring); break;
    case CardKind::questions: questions(walk, notes, screen, ring); break;
    case CardKind::page:
      if (notes.empty()) say(screen.text("walk.page_empty"_key), screen, Role::muted);
      if (walk_button("page", screen.text("walk.make_page"_key), ring, screen.look())) page_ = true;
      break;
  }
  std::string sources;
  for (const std::string& source : sources_of(card, walk, screen.session.parameters(), screen.locale()))
    sources += (sources.empty() ? " " : "; ") + source;
  if (sources.empty()) return;
  gap(0.3F, screen);
  say(screen.text("walk.sources"_key) + sources + '.', screen, Role::muted);
}

void CardView::settings(ScreenContext& screen, Ring& ring) {
  const View& view = screen.view();
  const UiLook look = screen.look();
  constexpr std::array kLanguages{"English", "Svenska"};
  for (const LocaleName locale : kValues<LocaleName>) {
    const auto i = static_cast<std::size_t>(locale);
    if (i > 0) same_line_if_fits(walk_button_width(kLanguages[i], look));
    if (walk_button(name_of(locale).data(), kLanguages[i], ring, look, {.chosen = view.locale == locale}))
      screen.give(command::SetLocale{locale});
  }
  constexpr float kStep = 0.25F, kMost = 2.5F;
  const auto size = [&](const char* id, TextKey word, float by, bool possible) {
    if (walk_button(id, screen.text(word), ring, look, {.enabled = possible})) screen.give(command::SetTextScale{view.text_scale + by});
  };
  size("smaller", "walk.smaller"_key, -kStep, view.text_scale > 1.0F);
  same_line_if_fits(walk_button_width(screen.text("walk.larger"_key), look));
  size("larger", "walk.larger"_key, kStep, view.text_scale < kMost);
  for (const auto& [id, word, theme] :
       {std::tuple{"light", "walk.colours_light"_key, ThemeName::light}, {"dark", "walk.colours_dark"_key, ThemeName::dark}}) {
    if (theme == ThemeName::dark) same_line_if_fits(walk_button_width(screen.text(word), look));
    if (walk_button(id, screen.text(word), ring, look, {.chosen = view.theme == theme})) screen.give(command::SetTheme{theme});
  }
}

void CardView::thing(const WalkCard& card, const Walk& walk, const ScreenContext& screen) {
  const std::string& language = screen.locale().name();
  const Choices::Thing& about = walk.choices.things[static_cast<std::size_t>(card.thing)];
  const float width = ImGui::GetContentRegionAvail().x, u = screen.unit_px;
  const float names = width > 20.0F * u ? 0.3F * width : 0.0F;
  for (std::size_t i = 0; i < about.of.size(); ++i) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine(at, {at.x + width, at.y}, as_u32(screen.theme()[Role::panel_edge]));
    gap(0.05F, screen);
    const std::string& name = walk.choices.names[i].in(language);
    const float row = ImGui::GetCursorPosY();
    const std::string lines = names > 0.0F ? wrapped(name, names - 0.5F * u) : name;
    ImGui::PushStyleColor(ImGuiCol_Text, as_vec(screen.theme()[Role::muted]));
    ImGui::TextUnformatted(lines.c_str());
    ImGui::PopStyleColor();
    const float below = ImGui::GetCursorPosY();
    if (names > 0.0F) {
      ImGui::SetCursorPosY(row);
      ImGui::Indent(names);
      say(about.of[i].words.in(language), screen);
      ImGui::Unindent(names);
      ImGui::SetCursorPosY(std::max(below, ImGui::GetCursorPosY()));
    } else {
      say(about.of[i].words.in(language), screen);
    }
  }
}

void CardView::marks(const Walk& walk, WalkNotes& notes, const ScreenContext& screen, Ring& ring) {
  const std::array names{screen.text("walk.mark_none"_key), screen.text("walk.mark_little"_key), screen.text("walk.mark_lot"_key)};
  for (std::size_t i = 0; i < kThings; ++i) {
    const Choices::Thing& thing = walk.choices.things[i];
    walk_mark(thing.id.c_str(), thing.name.in(screen.locale().name()), notes.marks[i], names, ring, screen.look());
  }
}

void CardView::questions(const Walk& walk, WalkNotes& notes, const ScreenContext& screen, Ring& ring) {
  notes.ticked.resize(walk.questions.size());
  for (std::size_t i = 0; i < walk.questions.size(); ++i) {
    bool on = notes.ticked[i];
    const std::string id = "question " + std::to_string(i + 1);
    if (walk_tick(id.c_str(), walk.questions[i].in(screen.locale().name()), on, ring, screen.look())) notes.ticked[i] = on;
  }
  for (std::size_t i = 0; i < kOwnQuestions; ++i) {
    const std::string id = "own " + std::to_string(i + 1);
    text_input(id.c_str(), screen.text("walk.own_question"_key), notes.own[i], screen.look());
    const bool active = ImGui::IsItemActive();
    typing_ = typing_ || active;
    if (ring.field(id.c_str(), ImGui::IsItemActivated(), screen.look()) && !active) ImGui::SetKeyboardFocusHere(-1);
  }
}

}  // namespace syn
