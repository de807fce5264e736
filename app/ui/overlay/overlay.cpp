#include "app/ui/overlay/overlay.hpp"

#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>
#include <tuple>

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

constexpr float kPlate = 0.93F;              // behind clock and scale bar, over whatever the scene shows
constexpr float kHalo = 1.0F;                // around the names of things
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
    plan.caption_lines = balanced_lines(content.caption, *font, std::min(width, column));
    if (plan.caption_lines.size() <= 2) break;
    plan.caption_lines = balanced_lines(content.caption, *font, width);
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

// The drug's name comes first wherever it is.
float importance(const OverlayLabel& label, const Theme& theme) {
  constexpr float kDrugFirst = 10.0F;
  const Color drug = theme[Role::ketamine];
  const bool names_drug = label.swatch.a > 0.0F && label.swatch.r == drug.r && label.swatch.g == drug.g && label.swatch.b == drug.b;
  return label.priority + (names_drug && label.priority < kLegendPriority - kDrugFirst ? kDrugFirst : 0.0F);
}

// Labels in the order in which they are let in: legends, those that stand already, then by importance.
std::vector<std::size_t> chosen_labels(const OverlayContent& content, const Theme& theme) {
  const auto stands = [&](std::size_t i) {
    return std::any_of(content.standing.begin(), content.standing.end(),
                       [&](const StandingLabel& s) { return s.id == content.labels[i].id; });
  };
  std::vector<std::size_t> order, out;
  for (std::size_t i = 0; i < content.labels.size(); ++i) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto key = [&](std::size_t i) { return std::tuple(!stands(i), -importance(content.labels[i], theme), content.labels[i].depth); };
    return key(a) < key(b);
  });
  std::size_t names = 0;
  for (const std::size_t i : order) {
    if (content.labels[i].priority >= kLegendPriority || names++ < kMostLabels) out.push_back(i);
  }
  return out;
}

class LabelPlan {
 public:
  LabelPlan(OverlayPlan& plan, const OverlayContent& content, const OverlayLook& look)
      : plan_(plan), content_(content), look_(look), line_(look.fonts.label->FontSize) {
    const std::size_t count = content.labels.size();
    plan.labels.resize(count);
    plan.label_texts.resize(count);
    plan.label_fonts.assign(count, look.fonts.label);
    obstacles_ = {plan.badge_box, plan.clock_box, plan.bar_box};
    if (plan.scale_box.width() > 0.0F) obstacles_.push_back(plan.scale_box);
    if (plan.chart_box.width() > 0.0F) obstacles_.push_back(plan.chart_box);
    if (content.reserved.width() > 0.0F) obstacles_.push_back(on_screen(content.reserved));
  }

  void run() {
    constexpr float kListFrom = 1.75F;
    const std::vector<std::size_t> chosen = chosen_labels(content_, look_.theme);
    plan_.listed = content_.text_scale >= kListFrom;
    const auto hero = std::max_element(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    if (hero != chosen.end() && rank(*hero) > 0.0F && !content_.labels[*hero].in_place) plan_.label_fonts[*hero] = look_.fonts.clock;
    std::vector<std::size_t> open;
    for (const std::size_t i : chosen) {
      if (!keep(i)) open.push_back(i);
    }
    place(open);
    if (plan_.listed) list(open, hero == chosen.end() ? content_.labels.size() : *hero);
    name_pointed();
  }

 private:
  Box on_screen(const Box& box) const {
    return {plan_.picture.left + box.left, plan_.picture.top + box.top, plan_.picture.left + box.right, plan_.picture.top + box.bottom};
  }
  float rank(std::size_t i) const {
    const OverlayLabel& label = content_.labels[i];
    return label.priority >= kLegendPriority ? 0.0F : importance(label, look_.theme);
  }
  float swatch_px(std::size_t i) const { return content_.labels[i].swatch.a > 0.0F ? 1.05F * plan_.label_fonts[i]->FontSize : 0.0F; }

  // Long names break early, so that they stay narrow.
  LabelRequest request(std::size_t i) {
    const OverlayLabel& label = content_.labels[i];
    const ImFont& font = *plan_.label_fonts[i];
    const float widest = 0.5F * plan_.picture.width() - 2.6F * line_ - swatch_px(i);
    const std::vector<std::string> lines = balanced_lines(label.text, font, std::min(widest, 13.0F * font.FontSize));
    std::string joined;
    float width = 0.0F;
    for (const std::string& part : lines) {
      joined += (joined.empty() ? "" : "\n") + part;
      width = std::max(width, text_size(font, part).x);
    }
    plan_.label_texts[i] = std::move(joined);
    return {plan_.picture.left + label.x,
            plan_.picture.top + label.y,
            width + swatch_px(i) + 0.5F * line_,
            static_cast<float>(lines.size()) * font.FontSize + 0.2F * line_,
            label.priority >= kLegendPriority ? label.priority : rank(i),
            label.depth,
            label.in_place};
  }

  // Where it stood, if it still names something in the picture.
  bool keep(std::size_t i) {
    const OverlayLabel& label = content_.labels[i];
    const auto found =
        std::find_if(content_.standing.begin(), content_.standing.end(), [&](const StandingLabel& s) { return s.id == label.id; });
    if (found == content_.standing.end()) return false;
    request(i);
    plan_.labels[i] = found->place;
    plan_.labels[i].box = on_screen(found->place.box);
    obstacles_.push_back(plan_.labels[i].box);
    return true;
  }

  void place(const std::vector<std::size_t>& which) {
    std::vector<LabelRequest> requests;
    for (const std::size_t i : which) requests.push_back(request(i));
    std::vector<Box> obstacles = obstacles_;
    for (const Box& box : content_.subjects) obstacles.push_back(on_screen(box));
    const std::vector<LabelPlace> places = layout_labels(requests, plan_.picture, obstacles, 0.4F * line_);
    for (std::size_t k = 0; k < which.size(); ++k) plan_.labels[which[k]] = places[k];
  }

  // Large text: one name at its thing, the others one under the other below the badge.
  void list(const std::vector<std::size_t>& which, std::size_t hero) {
    float y = plan_.badge_box.bottom + 0.5F * line_;
    for (const std::size_t i : which) {
      if (i == hero || content_.labels[i].priority >= kLegendPriority) continue;
      const LabelRequest size = request(i);
      const Box box{plan_.badge_box.left, y, plan_.badge_box.left + size.width, y + size.height};
      LabelPlace& place = plan_.labels[i];
      place = {};
      const auto in_the_way = [&](const Box& other) { return other.overlaps(box); };
      const bool free =
          box.bottom < plan_.bar_box.top && std::none_of(obstacles_.begin(), obstacles_.end(), in_the_way) &&
          std::none_of(plan_.labels.begin(), plan_.labels.end(), [&](const LabelPlace& p) { return p.shown && in_the_way(p.box); });
      if (!free) continue;
      place = {true, true, true, box};
      y = box.bottom + 0.2F * line_;
    }
  }

  // What the pointer is at and has no name yet: beside it, where there is room.
  void name_pointed() {
    if (!content_.pointer) return;
    std::size_t nearest = content_.labels.size();
    float least = 1.2F * line_;
    for (std::size_t i = 0; i < content_.labels.size(); ++i) {
      const float away = std::hypot(content_.labels[i].x - content_.pointer->first, content_.labels[i].y - content_.pointer->second);
      if (away < least) nearest = i, least = away;
    }
    if (nearest == content_.labels.size() || plan_.labels[nearest].shown) return;
    const LabelRequest size = request(nearest);
    for (const bool left : {false, true}) {
      const float x = left ? size.anchor_x - 1.2F * line_ - size.width : size.anchor_x + 1.2F * line_;
      const Box box{x, size.anchor_y - 0.5F * size.height, x + size.width, size.anchor_y + 0.5F * size.height};
      const auto in_the_way = [&](const Box& other) { return other.overlaps(box); };
      const bool inside = box.left > plan_.picture.left && box.right < plan_.picture.right && box.top > plan_.picture.top;
      if (!inside || std::any_of(obstacles_.begin(), obstacles_.end(), in_the_way) ||
          std::any_of(plan_.labels.begin(), plan_.labels.end(), [&](const LabelPlace& p) { return p.shown && in_the_way(p.box); }))
        continue;
      plan_.labels[nearest] = {true, false, left, box};
      plan_.pointed = nearest;
      return;
    }
  }

  OverlayPlan& plan_;
  const OverlayContent& content_;
  const OverlayLook& look_;
  float line_;
  std::vector<Box> obstacles_;
};

// Words over a picture: ink on a halo of the ground's colour, no plate.
void haloed(ImDrawList& draw, ImFont* font, ImVec2 at, ImU32 ink, ImU32 halo, const char* text) {
  constexpr int kAround = 12, kRings = 3;  // what shines through between letters would cost contrast
  const float out = std::max(1.5F, 0.11F * font->FontSize);
  for (int i = 0; i < kRings * kAround; ++i) {
    const float angle = 6.2831853F * (static_cast<float>(i) + 0.5F * static_cast<float>(i / kAround)) / kAround;
    const float far = out * (1.0F + 0.75F * static_cast<float>(i / kAround));
    draw.AddText(font, font->FontSize, {at.x + far * std::cos(angle), at.y + far * std::sin(angle)}, halo, text);
  }
  draw.AddText(font, font->FontSize, at, ink, text);
}

// A line from a label to what it names: it stops before a small thing, and ends in a dot within a large one.
void draw_leader(ImDrawList& draw, const OverlayPlan& plan, const OverlayLabel& label, const LabelPlace& place, float line, ImU32 ink,
                 ImU32 halo) {
  const float thin = std::max(1.5F, std::round(plan.picture.height() / 540.0F));
  const ImVec2 anchor{plan.picture.left + label.x, plan.picture.top + label.y};
  const ImVec2 from{place.left_column ? place.box.right : place.box.left, 0.5F * (place.box.top + place.box.bottom)};
  const float length = std::hypot(anchor.x - from.x, anchor.y - from.y);
  const float before = label.radius > 0.0F ? label.radius + 0.3F * line : 0.0F;
  if (length < before + 0.4F * line) return;
  const float share = (length - before) / length;
  const ImVec2 end{from.x + share * (anchor.x - from.x), from.y + share * (anchor.y - from.y)};
  draw.AddLine(from, end, halo, thin * 3.0F);
  if (before <= 0.0F) draw.AddCircleFilled(end, thin * 2.8F, halo);
  draw.AddLine(from, end, ink, thin);
  if (before <= 0.0F) draw.AddCircleFilled(end, thin * 1.5F, ink);
}

void draw_labels(ImDrawList& draw, const OverlayPlan& plan, const OverlayContent& content, const OverlayLook& look) {
  const Theme& theme = look.theme;
  const ImU32 ink = as_u32(theme[Role::text]);
  const ImU32 halo = as_u32(theme[Role::background], kHalo);
  // First all leaders: no line crosses a word.
  for (std::size_t i = 0; i < plan.labels.size(); ++i) {
    if (const LabelPlace& place = plan.labels[i]; place.shown && !place.in_place)
      draw_leader(draw, plan, content.labels[i], place, look.fonts.label->FontSize, ink, halo);
  }
  for (std::size_t i = 0; i < plan.labels.size(); ++i) {
    const LabelPlace& place = plan.labels[i];
    if (!place.shown) continue;
    const OverlayLabel& label = content.labels[i];
    const float line = plan.label_fonts[i]->FontSize;
    float x = place.box.left + 0.25F * look.fonts.label->FontSize;
    const float y = place.box.top + 0.1F * look.fonts.label->FontSize;
    if (label.swatch.a > 0.0F) {
      const ImVec2 middle{x + 0.38F * line, y + 0.52F * line};
      draw_glyph(draw, label.sign, middle, 0.44F * line, halo, halo);
      draw_glyph(draw, label.sign, middle, 0.34F * line, as_u32(label.swatch), as_u32(theme[Role::outline]));
      x += 1.05F * line;
    }
    haloed(draw, plan.label_fonts[i], {x, y}, ink, halo, plan.label_texts[i].c_str());
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

std::vector<std::string> balanced_lines(const std::string& text, const ImFont& font, float width_px) {
  std::vector<std::string> lines = break_lines(text, font, width_px);
  if (lines.size() < 2) return lines;
  constexpr int kHalvings = 7;
  float low = 0.0F, high = width_px;
  for (int i = 0; i < kHalvings; ++i) {
    const float middle = 0.5F * (low + high);
    std::vector<std::string> tried = break_lines(text, font, middle);
    const bool as_few = tried.size() == lines.size();
    const bool fits = std::all_of(tried.begin(), tried.end(), [&](const std::string& line) { return text_size(font, line).x <= width_px; });
    (as_few && fits ? high : low) = middle;
    if (as_few && fits) lines = std::move(tried);
  }
  return lines;
}

std::vector<StandingLabel> standing_labels(const OverlayPlan& plan, const OverlayContent& content) {
  std::vector<StandingLabel> standing;
  for (std::size_t i = 0; i < plan.labels.size(); ++i) {
    LabelPlace place = plan.labels[i];
    if (!place.shown || plan.pointed == i) continue;
    Box& box = place.box;
    box = {box.left - plan.picture.left, box.top - plan.picture.top, box.right - plan.picture.left, box.bottom - plan.picture.top};
    standing.push_back({content.labels[i].id, place});
  }
  return standing;
}

OverlayPlan plan_overlay(const Box& picture, const OverlayContent& content, const OverlayLook& look) {
  OverlayPlan plan;
  plan.picture = picture;
  plan_bar(plan, content, look);
  plan_corners(plan, content, look);
  LabelPlan(plan, content, look).run();
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
