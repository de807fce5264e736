#include "app/ui/overlay/overlay.hpp"

#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>

namespace syn {
namespace {

ImVec2 text_size(const ImFont& font, const std::string& text) { return font.CalcTextSizeA(font.FontSize, FLT_MAX, 0.0F, text.c_str()); }

// Digits of one width, so that a running clock does not tremble.
struct ClockType {
  const ImFont& font;
  float digit_px;
  explicit ClockType(const ImFont& f) : font(f), digit_px(0.0F) {
    for (char c = '0'; c <= '9'; ++c) digit_px = std::max(digit_px, f.GetCharAdvance(static_cast<ImWchar>(c)));
  }
  // Calls visit(text, x) for each run of letters and each digit; returns the whole width.
  float each(const std::string& text, const auto& visit) const {
    float x = 0.0F;
    if (text.find(':') == std::string::npos) {  // a date stands still
      visit(text, 0.0F);
      return text_size(font, text).x;
    }
    for (std::size_t i = 0; i < text.size();) {
      std::size_t until = i;
      const bool digit = text[i] >= '0' && text[i] <= '9';
      while (until < text.size() && (text[until] >= '0' && text[until] <= '9') == digit && !(digit && until > i)) ++until;
      const std::string part = text.substr(i, until - i);
      const float width = text_size(font, part).x;
      visit(part, digit ? x + 0.5F * (digit_px - width) : x);
      x += digit ? digit_px : width;
      i = until;
    }
    return x;
  }
};

constexpr float kPlate = 0.93F;              // behind words, over whatever the scene shows
constexpr std::size_t kCaptionLetters = 60;  // a line longer than this is hard to read from a distance

void cut_to_two(std::vector<std::string>& lines) {
  if (lines.size() <= 2) return;
  lines.resize(2);
  lines.back() += "\u2026";
}

float margin_of(const OverlayLook& look) { return look.fonts.label->FontSize * 0.7F; }

void plan_bar(OverlayPlan& plan, const OverlayContent& content, const OverlayLook& look) {
  const float margin = margin_of(look);
  const float width = plan.picture.width() - 2.0F * margin;
  for (ImFont* font : {look.fonts.caption, look.fonts.clock, look.fonts.label}) {
    plan.caption_font = font;
    const float column = font->CalcTextSizeA(font->FontSize, FLT_MAX, 0.0F, "n").x * static_cast<float>(kCaptionLetters);
    plan.caption_lines = break_lines(content.caption, *font, std::min(width, column));
    if (plan.caption_lines.size() <= 2) break;
    plan.caption_lines = break_lines(content.caption, *font, width);
    if (plan.caption_lines.size() <= 2) break;
  }
  cut_to_two(plan.caption_lines);

  const ImFont& small = *look.fonts.label;
  const std::string teaching = content.teaching_line ? look.locale.text("app.overlay.teaching_model"_key) : "";
  const float apart = 2.0F * small.FontSize;
  plan.small_side_by_side = !content.lens_note.empty() && !teaching.empty() &&
                            text_size(small, content.lens_note).x + text_size(small, teaching).x + apart <= width;
  for (const std::string& text : {content.lens_note, teaching}) {
    for (std::string& line : break_lines(text, small, width)) plan.small_lines.push_back(std::move(line));
  }
  if (content.caption.empty() && plan.small_lines.empty() && content.band_px <= 0.0F) {
    plan.bar_box = {plan.picture.left, plan.picture.bottom, plan.picture.right, plan.picture.bottom};
    return;
  }
  const float small_rows = plan.small_side_by_side ? 1.0F : static_cast<float>(plan.small_lines.size());
  float height = small_rows * small.FontSize + margin;
  if (!content.caption.empty())
    height += static_cast<float>(plan.caption_lines.size()) * plan.caption_font->FontSize + 0.25F * small.FontSize;
  height = std::max(height, content.band_px);
  plan.bar_box = {plan.picture.left, plan.picture.bottom - height, plan.picture.right, plan.picture.bottom};
}

void plan_corners(OverlayPlan& plan, const OverlayContent& content, const OverlayLook& look) {
  const float margin = margin_of(look);
  const ImVec2 badge = content.show_badge ? badge_size(content.badge, *look.fonts.clock, look.locale) : ImVec2{};
  plan.badge_box = {plan.picture.left + margin, plan.picture.top + margin, plan.picture.left + margin + badge.x,
                    plan.picture.top + margin + badge.y};

  plan.clock = clock_text(content.time_h, content.lens, look.locale);
  plan.pace = pace_text(content.hours_per_second, look.locale);
  if (content.paused && !plan.pace.empty()) plan.pace = look.locale.text({"app.pace.paused"_key, {{"pace", plan.pace}}});
  // The pace is the first to go where the picture is small for the text.
  const float pace_width = text_size(*look.fonts.label, plan.pace).x;
  constexpr float kRoomForPace = 11.0F;
  if (pace_width + badge.x + 4.0F * margin > plan.picture.width() ||
      plan.bar_box.top - plan.picture.top < kRoomForPace * look.fonts.label->FontSize)
    plan.pace.clear();
  const float clock_width = ClockType(*look.fonts.clock).each(plan.clock, [](const std::string&, float) {});
  const float pad = look.fonts.clock->FontSize * 0.4F;
  const float width = std::max(clock_width, text_size(*look.fonts.label, plan.pace).x) + 2.0F * pad;
  const float height = look.fonts.clock->FontSize * 1.3F + (plan.pace.empty() ? 0.0F : look.fonts.label->FontSize * 1.15F);
  plan.clock_box = {plan.picture.right - margin - width, plan.picture.top + margin, plan.picture.right - margin,
                    plan.picture.top + margin + height};
  if (plan.clock_box.overlaps(plan.badge_box)) {  // a narrow picture: one under the other
    const float down = plan.badge_box.bottom + 0.5F * margin - plan.clock_box.top;
    plan.clock_box.top += down;
    plan.clock_box.bottom += down;
  }

  if (content.chart) {
    const ImVec2 size = chart_size(*content.chart, *look.fonts.label, {plan.picture.width(), plan.bar_box.top - plan.picture.top});
    const float bottom = plan.bar_box.top - margin;
    plan.chart_box = {plan.picture.left + margin, bottom - size.y, plan.picture.left + margin + size.x, bottom};
    if (plan.chart_box.overlaps(plan.badge_box) || size.x <= 0.0F) plan.chart_box = {};  // no room
  }

  if (content.nanometres_per_px <= 0.0) return;
  plan.scale_bar = scale_bar(content.nanometres_per_px, 0.2F * plan.picture.width());
  const float text = text_size(*look.fonts.label, length_text(plan.scale_bar.nanometres, look.locale)).x;
  const float box_width = std::max(text, plan.scale_bar.pixels) + margin;
  const float bottom = plan.bar_box.top - margin;
  plan.scale_box = {plan.picture.right - margin - box_width, bottom - look.fonts.label->FontSize * 1.75F, plan.picture.right - margin,
                    bottom};
  if (plan.scale_box.overlaps(plan.clock_box) || plan.scale_box.overlaps(plan.badge_box)) plan.scale_box = {};  // no room
}

void plan_labels(OverlayPlan& plan, const OverlayContent& content, const OverlayLook& look) {
  const ImFont& font = *look.fonts.label;
  const float line = font.FontSize;
  const float widest = 0.5F * plan.picture.width() - 2.6F * line;
  std::vector<LabelRequest> requests;
  for (const OverlayLabel& label : content.labels) {
    const float swatch = label.swatch.a > 0.0F ? 1.05F * line : 0.0F;
    // Long names break early, so that the column stays narrow.
    const std::vector<std::string> lines = break_lines(label.text, font, std::min(widest - swatch, 13.0F * line));
    std::string joined;
    float width = 0.0F;
    for (const std::string& part : lines) {
      joined += (joined.empty() ? "" : "\n") + part;
      width = std::max(width, text_size(font, part).x);
    }
    plan.label_texts.push_back(std::move(joined));
    requests.push_back({plan.picture.left + label.x, plan.picture.top + label.y, width + swatch + 0.7F * line,
                        static_cast<float>(lines.size()) * line + 0.3F * line, label.priority, label.depth, label.in_place});
  }
  std::vector<Box> obstacles{plan.badge_box, plan.clock_box, plan.bar_box};
  if (plan.scale_box.width() > 0.0F) obstacles.push_back(plan.scale_box);
  if (plan.chart_box.width() > 0.0F) obstacles.push_back(plan.chart_box);
  if (const Box& r = content.reserved; r.width() > 0.0F)
    obstacles.push_back({plan.picture.left + r.left, plan.picture.top + r.top, plan.picture.left + r.right, plan.picture.top + r.bottom});
  plan.labels = layout_labels(requests, plan.picture, obstacles, 0.4F * line);
}

void draw_labels(ImDrawList& draw, const OverlayPlan& plan, const OverlayContent& content, const OverlayLook& look) {
  const Theme& theme = look.theme;
  const float line = look.fonts.label->FontSize;
  const float thin = std::max(1.5F, std::round(plan.picture.height() / 540.0F));
  const ImU32 ink = as_u32(theme[Role::text]);
  const ImU32 halo = as_u32(theme[Role::panel], 0.94F);
  // First all leaders, dark under light, then the plates: no line crosses a word.
  for (std::size_t i = 0; i < plan.labels.size(); ++i) {
    const LabelPlace& place = plan.labels[i];
    if (!place.shown || place.in_place) continue;
    const ImVec2 anchor{plan.picture.left + content.labels[i].x, plan.picture.top + content.labels[i].y};
    const ImVec2 end{place.left_column ? place.box.right : place.box.left, 0.5F * (place.box.top + place.box.bottom)};
    draw.AddLine(end, anchor, halo, thin * 3.0F);
    draw.AddCircleFilled(anchor, thin * 2.8F, halo);
    draw.AddLine(end, anchor, ink, thin);
    draw.AddCircleFilled(anchor, thin * 1.5F, ink);
  }
  for (std::size_t i = 0; i < plan.labels.size(); ++i) {
    const LabelPlace& place = plan.labels[i];
    if (!place.shown) continue;
    const OverlayLabel& label = content.labels[i];
    draw.AddRectFilled({place.box.left, place.box.top}, {place.box.right, place.box.bottom}, as_u32(theme[Role::panel], kPlate),
                       line * 0.25F);
    float x = place.box.left + 0.35F * line;
    if (label.swatch.a > 0.0F) {
      draw_glyph(draw, label.sign, {x + 0.38F * line, place.box.top + 0.65F * line}, 0.34F * line, as_u32(label.swatch),
                 as_u32(theme[Role::outline]));
      x += 1.05F * line;
    }
    draw.AddText(look.fonts.label, line, {x, place.box.top + 0.15F * line}, ink, plan.label_texts[i].c_str());
  }
}

void draw_bar(ImDrawList& draw, const OverlayPlan& plan, const OverlayContent& content, const OverlayLook& look) {
  const float margin = margin_of(look);
  const Box& bar = plan.bar_box;
  if (bar.height() <= 0.0F) return;
  const float line = look.fonts.label->FontSize;
  draw.AddRectFilled({bar.left, bar.top}, {bar.right, bar.bottom}, as_u32(look.theme[Role::panel], 0.95F));
  draw.AddLine({bar.left, bar.top}, {bar.right, bar.top}, as_u32(look.theme[Role::panel_edge]), std::max(1.0F, line / 16.0F));
  float y = bar.top + 0.5F * margin;
  if (!content.caption.empty()) {
    for (const std::string& text : plan.caption_lines) {
      draw.AddText(plan.caption_font, plan.caption_font->FontSize, {bar.left + margin, y}, as_u32(look.theme[Role::text]), text.c_str());
      y += plan.caption_font->FontSize;
    }
    y += 0.25F * line;
  }
  const ImU32 muted = as_u32(look.theme[Role::muted]);
  for (std::size_t i = 0; i < plan.small_lines.size(); ++i) {
    const bool at_right = plan.small_side_by_side && i + 1 == plan.small_lines.size();
    const float x = at_right ? bar.right - margin - text_size(*look.fonts.label, plan.small_lines[i]).x : bar.left + margin;
    draw.AddText(look.fonts.label, line, {x, y}, muted, plan.small_lines[i].c_str());
    if (!plan.small_side_by_side) y += line;
  }
}

void draw_clock(ImDrawList& draw, const OverlayPlan& plan, const OverlayLook& look) {
  const Box& box = plan.clock_box;
  const float line = look.fonts.clock->FontSize;
  const ImU32 ink = as_u32(look.theme[Role::text]);
  draw.AddRectFilled({box.left, box.top}, {box.right, box.bottom}, as_u32(look.theme[Role::panel], kPlate), line * 0.32F);
  const float x = box.left + 0.4F * line;
  const float y = box.top + 0.15F * line;
  ClockType(*look.fonts.clock).each(plan.clock, [&](const std::string& part, float at) {
    draw.AddText(look.fonts.clock, line, {std::round(x + at), y}, ink, part.c_str());
  });
  if (!plan.pace.empty()) {
    draw.AddText(look.fonts.label, look.fonts.label->FontSize, {x, y + line}, as_u32(look.theme[Role::muted]), plan.pace.c_str());
  }
}

void draw_scale(ImDrawList& draw, const OverlayPlan& plan, const OverlayLook& look) {
  if (plan.scale_box.width() <= 0.0F) return;
  const Box& box = plan.scale_box;
  const float line = look.fonts.label->FontSize;
  const float stroke = std::max(2.0F, std::round(plan.picture.height() / 270.0F));
  const ImU32 ink = as_u32(look.theme[Role::text]);
  draw.AddRectFilled({box.left, box.top}, {box.right, box.bottom}, as_u32(look.theme[Role::panel], kPlate), line * 0.25F);
  const float middle = 0.5F * (box.left + box.right);
  const std::string text = length_text(plan.scale_bar.nanometres, look.locale);
  draw.AddText(look.fonts.label, line, {middle - 0.5F * text_size(*look.fonts.label, text).x, box.top + 0.12F * line}, ink, text.c_str());
  const float y = box.bottom - 0.32F * line;
  const float low = std::round(middle - 0.5F * plan.scale_bar.pixels);
  const float high = low + plan.scale_bar.pixels;
  draw.AddRectFilled({low, y - 0.5F * stroke}, {high, y + 0.5F * stroke}, ink);
  draw.AddRectFilled({low, y - 0.22F * line}, {low + stroke, y + 0.22F * line}, ink);
  draw.AddRectFilled({high - stroke, y - 0.22F * line}, {high, y + 0.22F * line}, ink);
}

}  // namespace

float caption_band(const Fonts& fonts, int small_lines) {
  const float small = fonts.label->FontSize;
  return std::round(2.0F * fonts.caption->FontSize + (static_cast<float>(small_lines) + 0.25F) * small + 0.9F * small);
}

ScaleBar scale_bar(double nanometres_per_px, float longest_px) {
  const double longest = nanometres_per_px * static_cast<double>(longest_px);
  if (!(longest > 0.0)) return {};
  const double decade = std::pow(10.0, std::floor(std::log10(longest)));
  double length = decade;
  for (const double round : {2.0, 5.0}) {
    if (round * decade <= longest) length = round * decade;
  }
  return {length, static_cast<float>(length / nanometres_per_px)};
}

std::string length_text(double nanometres, const Locale& locale) {
  const bool micro = nanometres >= 999.5;
  const double value = micro ? nanometres / 1000.0 : nanometres;
  const int decimals = value >= 0.999 ? 0 : static_cast<int>(std::ceil(-std::log10(value) - 1e-9));
  return locale.number(value, decimals) + "\u00A0" + locale.text(micro ? "app.unit.um"_key : "app.unit.nm"_key);
}

std::vector<std::string> break_lines(const std::string& text, const ImFont& font, float width_px) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t until = std::min(text.find(' ', i), text.size());
    const std::string word = text.substr(i, until - i);
    i = until + 1;
    if (word.empty()) continue;
    const std::string longer = lines.empty() ? word : lines.back() + " " + word;
    if (!lines.empty() && text_size(font, longer).x <= width_px) {
      lines.back() = longer;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

OverlayPlan plan_overlay(const Box& picture, const OverlayContent& content, const OverlayLook& look) {
  OverlayPlan plan;
  plan.picture = picture;
  plan_bar(plan, content, look);
  plan_corners(plan, content, look);
  plan_labels(plan, content, look);
  return plan;
}

void draw_overlay(ImDrawList& draw, const OverlayPlan& plan, const OverlayContent& content, const OverlayLook& look) {
  draw.PushClipRect({plan.picture.left, plan.picture.top}, {plan.picture.right, plan.picture.bottom}, true);
  draw_labels(draw, plan, content, look);
  if (content.show_badge)
    draw_badge(draw, content.badge, {plan.badge_box.left, plan.badge_box.top}, *look.fonts.clock, look.theme, look.locale);
  draw_clock(draw, plan, look);
  draw_scale(draw, plan, look);
  if (plan.chart_box.width() > 0.0F) draw_chart(draw, *content.chart, plan.chart_box, look.theme, look.locale, *look.fonts.label);
  draw_bar(draw, plan, content, look);
  draw.PopClipRect();
}

void draw_overlay(ImDrawList& draw, const Box& picture, const OverlayContent& content, const OverlayLook& look) {
  draw_overlay(draw, plan_overlay(picture, content, look), content, look);
}

}  // namespace syn
