#include "app/present/frame.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/ui/widgets/badge.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

std::optional<BadgeGlyph> glyph_of(BeatBadge badge) {
  if (badge == BeatBadge::background) return std::nullopt;
  return static_cast<BadgeGlyph>(badge);
}

float margin(const FontSizes& fonts) { return fonts.label; }

// The badge of what is said, at the right; background has a word and no sign.
void draw_evidence(ImDrawList& draw, const Beat& beat, float right, float middle, const ScreenContext& screen) {
  ImFont& font = *screen.fonts.clock;
  if (const auto glyph = glyph_of(beat.badge)) {
    const ImVec2 size = badge_size(*glyph, font, screen.locale());
    draw_badge(draw, *glyph, {right - size.x, middle - 0.5F * size.y}, font, screen.theme(), screen.locale());
    return;
  }
  const std::string words = std::string("\u2014 ") + screen.text(badge_word(beat.badge));
  const float width = font.CalcTextSizeA(font.FontSize, 1e6F, 0.0F, words.c_str()).x;
  draw.AddText(&font, font.FontSize, {right - width, middle - 0.5F * font.FontSize}, as_u32(screen.theme()[Role::muted]), words.c_str());
}

// What the picture exaggerates, on three lines at most, and below it that all of it is a model.
void draw_small_print(ImDrawList& draw, const Area& area, const FontSizes& fonts, const std::string& note, const ScreenContext& screen) {
  ImFont* font = screen.fonts.label;
  const ImU32 ink = as_u32(screen.theme()[Role::muted]);
  const float left = area.x + margin(fonts), width = area.width - 2.0F * margin(fonts);
  const float y = area.bottom() - 1.2F * fonts.label;
  draw.AddText(font, font->FontSize, {left, y}, ink, screen.text("app.overlay.teaching_model"_key));
  if (note.empty()) return;
  ImGui::PushFont(font);
  const std::string lines = wrapped(note, width);
  const float height = ImGui::CalcTextSize(lines.c_str()).y;
  ImGui::PopFont();
  draw.AddText(font, font->FontSize, {left, y - height}, ink, lines.c_str());
}

}  // namespace

HallLayout hall_layout(float width_px, float height_px, const FontSizes& fonts, bool picture) {
  const float head = std::round(1.4F * fonts.clock);
  const float foot = std::round(1.1F * fonts.heading + 2.0F * fonts.caption + (picture ? 4.6F : 1.6F) * fonts.label);
  HallLayout at;
  at.head = {0.0F, 0.0F, width_px, head};
  at.middle = {0.0F, head, width_px, std::max(16.0F, height_px - head - foot)};
  at.foot = {0.0F, at.middle.bottom(), width_px, std::max(0.0F, height_px - at.middle.bottom())};
  return at;
}

void draw_hall_head(const Area& area, const FontSizes& fonts, const Lecture* lecture, int index, bool silent, const ScreenContext& screen) {
  place(area);
  ImGui::Begin("head", nullptr, kFixed);
  if (lecture != nullptr) {
    const Beat& beat = lecture->beats[static_cast<std::size_t>(index)];
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    ImFont* font = screen.fonts.clock;
    const ImU32 ink = as_u32(screen.theme()[Role::text]);
    const float y = area.y + 0.5F * (area.height - font->FontSize);
    const std::string name = silent ? "" : lecture->chapters[static_cast<std::size_t>(beat.chapter)].in(name_of(screen.view().locale));
    draw.AddText(font, font->FontSize, {area.x + margin(fonts), y}, ink, fmt::format("{}  {}", beat.chapter + 1, name).c_str());
    const std::string count = fmt::format("{}/{}", index + 1, lecture->beats.size());
    const float width = font->CalcTextSizeA(font->FontSize, 1e6F, 0.0F, count.c_str()).x;
    draw.AddText(font, font->FontSize, {area.right() - margin(fonts) - width, y}, ink, count.c_str());
  }
  ImGui::End();
}

void draw_hall_foot(const Area& area, const FontSizes& fonts, const Beat* beat, const std::string& note, const ScreenContext& screen,
                    const std::function<void()>& over) {
  place(area);
  ImGui::Begin("foot", nullptr, kFixed);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  if (beat != nullptr) {
    const std::string_view language = name_of(screen.view().locale);
    const ImU32 ink = as_u32(screen.theme()[Role::text]);
    const float left = area.x + margin(fonts), right = area.right() - margin(fonts);
    const float y = area.y + 0.1F * fonts.heading;
    draw.AddText(screen.fonts.heading, fonts.heading, {left, y}, ink, beat->headline.in(language).c_str());
    draw_evidence(draw, *beat, right, y + 0.5F * fonts.heading, screen);
    ImGui::PushFont(screen.fonts.caption);
    const std::string caption = wrapped(beat->caption.in(language), right - left);
    ImGui::PopFont();
    draw.AddText(screen.fonts.caption, fonts.caption, {left, y + fonts.heading}, ink, caption.c_str());
  }
  draw_small_print(draw, area, fonts, note, screen);
  over();
  ImGui::End();
}

}  // namespace syn
