#include "app/present/cards.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

// A window with the ground of a panel and one font in it.
template <class Fill>
void card(const char* id, const Area& area, const ScreenContext& screen, const Fill& fill, ImGuiWindowFlags flags = kFixed) {
  place(area);
  const float pad = 0.5F * screen.fonts.heading->FontSize;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pad, pad});
  ImGui::Begin(id, nullptr, flags);
  ImGui::PopStyleVar();
  fill(ImGui::GetContentRegionAvail().x);
  ImGui::End();
}

void text(ImFont* font, Color color, std::string_view words, float width) {
  ImGui::PushFont(font);
  ImGui::PushStyleColor(ImGuiCol_Text, as_vec(color));
  ImGui::TextUnformatted(wrapped(words, width).c_str());
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

}  // namespace

void draw_sources(const Area& area, const Beat& beat, float& down, const ScreenContext& screen) {
  const Theme& theme = screen.theme();
  const std::string_view language = name_of(screen.view().locale);
  const auto fill = [&](float width) {
    const auto list = [&](TextKey title, const std::vector<std::string>& names) {
      if (names.empty()) return;
      text(screen.fonts.clock, theme[Role::text], screen.text(title), width);
      for (const std::string& name : names) {
        const Source& source = *screen.session.parameters().source(name);
        text(screen.fonts.label, theme[Role::text], source.line("says", language), width);
        text(screen.fonts.label, theme[Role::muted], source.line("citation", language), width);
      }
    };
    list("lecture.for"_key, beat.sources_for);
    list("lecture.against"_key, beat.sources_against);
    down = std::clamp(down, 0.0F, std::max(0.0F, ImGui::GetScrollMaxY()));
    ImGui::SetScrollY(down);
  };
  card("sources", area, screen, fill, kFixed & ~ImGuiWindowFlags_NoScrollbar);
}

void draw_notes(const Area& area, const Lecture& lecture, int index, float seconds, const ScreenContext& screen) {
  const Theme& theme = screen.theme();
  const std::string_view language = name_of(screen.view().locale);
  const auto at = static_cast<std::size_t>(index);
  card("notes", area, screen, [&](float width) {
    text(screen.fonts.body, theme[Role::text], lecture.beats[at].note.in(language), width);
    if (at + 1 < lecture.beats.size())
      text(screen.fonts.body, theme[Role::muted],
           fmt::format("{}: {}", screen.text("lecture.next"_key), lecture.beats[at + 1].headline.in(language)), width);
    const int gone = static_cast<int>(seconds / 60.0F);
    text(screen.fonts.body, theme[Role::muted],
         screen.locale().text(
             Sentence{"lecture.time"_key, {{"gone", Quantity{static_cast<double>(gone), 0}}, {"all", Quantity{lecture.minutes(), 0}}}}),
         width);
  });
}

void draw_speaker(const Area& area, const Lecture& lecture, int index, float seconds, const ScreenContext& screen) {
  const Theme& theme = screen.theme();
  const std::string_view language = name_of(screen.view().locale);
  const auto at = static_cast<std::size_t>(index);
  const auto clock = [](float of_seconds) {
    const int whole = static_cast<int>(std::abs(of_seconds));
    return fmt::format("{}{}:{:02}", of_seconds <= -1.0F ? "\u2212" : "", whole / 60, whole % 60);
  };
  card("speaker", area, screen, [&](float width) {
    const float left = 60.0F * static_cast<float>(lecture.minutes()) - seconds;
    text(screen.fonts.clock, theme[Role::text],
         screen.locale().text(Sentence{"lecture.clock"_key, {{"gone", clock(seconds)}, {"left", clock(left)}}}), width);
    text(screen.fonts.label, theme[Role::muted],
         fmt::format("{}/{}  {}", at + 1, lecture.beats.size(),
                     lecture.chapters[static_cast<std::size_t>(lecture.beats[at].chapter)].in(language)),
         width);
    text(screen.fonts.heading, theme[Role::text], lecture.beats[at].headline.in(language), width);
    text(screen.fonts.body, theme[Role::text], lecture.beats[at].note.in(language), width);
    ImGui::Dummy({1.0F, 0.5F * screen.fonts.body->FontSize});
    if (at + 1 == lecture.beats.size()) return;
    const Beat& next = lecture.beats[at + 1];
    text(screen.fonts.label, theme[Role::muted], screen.text("lecture.next"_key), width);
    text(screen.fonts.heading, theme[Role::text], next.question ? next.question->words.in(language) : next.headline.in(language), width);
  });
}

void draw_question(const Area& area, const Question& question, const Hands& hands, bool told, const ScreenContext& screen) {
  const Theme& theme = screen.theme();
  const std::string_view language = name_of(screen.view().locale);
  card("question", area, screen, [&](float width) {
    const float gap = 0.4F * screen.fonts.heading->FontSize;
    text(screen.fonts.heading, theme[Role::text], question.words.in(language), width);
    ImGui::Dummy({1.0F, gap});
    const bool counted = hands.all() > 0;
    const float words_width = counted ? 0.55F * width : width - 4.0F * gap;
    const float line = screen.fonts.caption->FontSize;
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
      const ImVec2 from = ImGui::GetCursorScreenPos();
      const bool right = told && static_cast<int>(i) == question.right;
      const Color ink = theme[told && !right ? Role::muted : Role::text];
      text(screen.fonts.caption, ink, fmt::format("{}  {}", i + 1, question.answers[i].in(language)), words_width);
      ImDrawList& draw = *ImGui::GetWindowDrawList();
      const float bottom = ImGui::GetCursorScreenPos().y;
      if (right || static_cast<int>(i) == hands.at())
        draw.AddRect({from.x - 0.3F * gap, from.y}, {from.x + width, bottom}, as_u32(theme[right ? Role::text : Role::muted]), 0.3F * gap,
                     0, right ? 5.0F : 3.0F);
      if (!counted) continue;
      const float left = from.x + words_width + gap;
      const float longest = 0.9F * width - words_width - 3.0F * gap;
      const float length = longest * static_cast<float>(hands.count(i)) / static_cast<float>(hands.all());
      draw.AddRectFilled({left, from.y + 0.2F * line}, {left + length, from.y + 0.85F * line}, as_u32(ink));
      draw.AddText(screen.fonts.clock, screen.fonts.clock->FontSize, {left + length + 0.5F * gap, from.y + 0.1F * line}, as_u32(ink),
                   fmt::format("{}", hands.count(i)).c_str());
    }
    ImGui::Dummy({1.0F, gap});
    const TextKey hint = told ? "lecture.go_on"_key : hands.locked() ? "lecture.locked"_key : "lecture.hands"_key;
    text(screen.fonts.label, theme[Role::muted], screen.text(hint), width);
  });
}

void draw_hands(const Area& area, const Question& question, const Hands& hands, const ScreenContext& screen) {
  const Theme& theme = screen.theme();
  card("hands", area, screen, [&](float width) {
    const float line = screen.fonts.body->FontSize;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
      const bool right = static_cast<int>(i) == question.right;
      text(screen.fonts.body, theme[Role::text], question.answers[i].in(name_of(screen.view().locale)), width);
      const ImVec2 from = ImGui::GetCursorScreenPos();
      const float length = (width - 3.0F * line) * static_cast<float>(hands.count(i)) / static_cast<float>(hands.all());
      draw.AddRectFilled(from, {from.x + length, from.y + line}, as_u32(theme[right ? Role::text : Role::muted]));
      draw.AddText(screen.fonts.body, line, {from.x + length + 0.4F * line, from.y}, as_u32(theme[Role::text]),
                   fmt::format("{}{}", hands.count(i), right ? " \u25CF" : "").c_str());
      ImGui::Dummy({1.0F, 1.6F * line});
    }
  });
}

void draw_overview(const Area& area, const Lecture& lecture, int picked, const ScreenContext& screen) {
  const Theme& theme = screen.theme();
  const std::string_view language = name_of(screen.view().locale);
  card("overview", area, screen, [&](float width) {
    constexpr int kColumns = 2;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    ImFont* font = screen.fonts.label;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const auto lines = static_cast<int>(lecture.chapters.size() + lecture.beats.size());
    const int rows = (lines + kColumns - 1) / kColumns;
    const float step = std::min(1.25F * font->FontSize, ImGui::GetContentRegionAvail().y / static_cast<float>(rows));
    const float column = width / static_cast<float>(kColumns);
    int line = 0;
    const auto put = [&](const std::string& words, bool chapter, bool marked) {
      const ImVec2 at{corner.x + column * static_cast<float>(line / rows) + (chapter ? 0.0F : font->FontSize),
                      corner.y + step * static_cast<float>(line % rows)};
      ++line;
      const float right = corner.x + column * static_cast<float>((line - 1) / rows + 1) - font->FontSize;
      if (marked) draw.AddRectFilled({at.x - 4.0F, at.y}, {right, at.y + step}, as_u32(theme[Role::text]));
      draw.PushClipRect({at.x - 4.0F, at.y}, {right, at.y + step}, true);
      draw.AddText(font, font->FontSize, at, as_u32(theme[marked ? Role::panel : chapter ? Role::muted : Role::text]), words.c_str());
      draw.PopClipRect();
    };
    int chapter = -1;
    for (std::size_t i = 0; i < lecture.beats.size(); ++i) {
      const Beat& beat = lecture.beats[i];
      if (beat.chapter != chapter) {
        chapter = beat.chapter;
        put(fmt::format("{}  {}", chapter + 1, lecture.chapters[static_cast<std::size_t>(chapter)].in(language)), true, false);
      }
      put(fmt::format("{}  {}", i + 1, beat.headline.in(language)), false, static_cast<int>(i) == picked);
    }
  });
}

}  // namespace syn
