#include "app/ui/overlay/chart.hpp"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "app/ui/overlay/overlay.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {
namespace {

constexpr float kPad = 0.5F;  // of the line height
constexpr int kDotsAcross = 20;
constexpr float kDot = 0.62F;  // from dot to dot, of the line height

float width_of(const ImFont& font, const std::string& text) { return font.CalcTextSizeA(font.FontSize, FLT_MAX, 0.0F, text.c_str()).x; }

std::vector<std::string> title_lines(const Chart& chart, const ImFont& font, float width) { return break_lines(chart.title, font, width); }

float row_height(const ChartRow& row, const ImFont& font, float width) {
  return font.FontSize * (static_cast<float>(break_lines(row.words, font, width).size()) + 0.12F);
}

float sign_width(const ImFont& font) { return 2.9F * font.FontSize; }  // the sign and the number

void draw_lines(ImDrawList& draw, const ImFont& font, const std::vector<std::string>& lines, ImVec2 at, ImU32 ink) {
  for (const std::string& line : lines) {
    draw.AddText(&font, font.FontSize, at, ink, line.c_str());
    at.y += font.FontSize;
  }
}

void draw_dots(ImDrawList& draw, const Chart& chart, ImVec2 at, float width, const Theme& theme, const Locale& locale, const ImFont& font) {
  const float line = font.FontSize;
  const ImU32 edge = as_u32(theme[Role::outline]);
  int drawn = 0;
  for (const ChartRow& row : chart.rows) {
    for (int i = 0; i < row.of_hundred; ++i, ++drawn) {
      const ImVec2 middle{at.x + (static_cast<float>(drawn % kDotsAcross) + 0.5F) * kDot * line,
                          at.y + (static_cast<float>(drawn / kDotsAcross) + 0.5F) * kDot * line};
      draw_glyph(draw, row.sign, middle, 0.42F * kDot * line, as_u32(theme[row.color]), edge);
    }
  }
  at.y += (100.0F / kDotsAcross + 0.5F) * kDot * line;
  for (const ChartRow& row : chart.rows) {
    draw_glyph(draw, row.sign, {at.x + 0.4F * line, at.y + 0.5F * line}, 0.34F * line, as_u32(theme[row.color]), edge);
    const std::string number = locale.number(row.of_hundred, 0);
    draw.AddText(&font, line, {at.x + 2.5F * line - width_of(font, number), at.y}, as_u32(theme[Role::text]), number.c_str());
    const float words = width - sign_width(font);
    draw_lines(draw, font, break_lines(row.words, font, words), {at.x + sign_width(font), at.y}, as_u32(theme[Role::text]));
    at.y += row_height(row, font, words);
  }
}

void draw_course(ImDrawList& draw, const Chart& chart, const Box& area, const Theme& theme, const Locale& locale, const ImFont& font) {
  const float line = font.FontSize;
  const float thin = std::max(1.0F, std::round(line / 18.0F));
  const ImU32 muted = as_u32(theme[Role::muted]);
  const ImU32 faint = as_u32(theme[Role::panel_edge]);
  const auto x_of = [&](float x) { return area.left + area.width() * (x - chart.x_low) / (chart.x_high - chart.x_low); };
  const auto y_of = [&](float y) { return area.bottom - area.height() * (y - chart.y_low) / (chart.y_high - chart.y_low); };
  for (const float tick : chart.y_ticks) {
    draw.AddLine({area.left, y_of(tick)}, {area.right, y_of(tick)}, faint, thin);
    const std::string number = locale.number(static_cast<double>(tick), 0);
    draw.AddText(&font, line, {area.left - 0.3F * line - width_of(font, number), y_of(tick) - 0.5F * line}, muted, number.c_str());
  }
  for (const float tick : chart.x_ticks) {
    draw.AddLine({x_of(tick), area.bottom}, {x_of(tick), area.bottom + 0.2F * line}, muted, thin);
    const std::string number = locale.number(static_cast<double>(tick), 0);
    draw.AddText(&font, line, {x_of(tick) - 0.5F * width_of(font, number), area.bottom + 0.2F * line}, muted, number.c_str());
  }
  draw.AddLine({area.left, area.bottom}, {area.right, area.bottom}, muted, thin);
  draw.AddLine({area.left, area.top}, {area.left, area.bottom}, muted, thin);
  draw.AddText(&font, line, {area.right - width_of(font, chart.x_title), area.bottom + 1.15F * line}, muted, chart.x_title.c_str());

  draw.PushClipRect({area.left, area.top - thin}, {area.right, area.bottom + thin}, true);
  const ImU32 ink = as_u32(theme[chart.color]);
  std::vector<ImVec2> path;
  for (const ImVec2& p : chart.points) {
    const ImVec2 at{x_of(p.x), y_of(p.y)};
    if (!path.empty() && path.back().y != at.y) path.push_back({at.x, path.back().y});
    path.push_back(at);
  }
  if (path.size() > 1) draw.AddPolyline(path.data(), static_cast<int>(path.size()), ink, 0, 1.6F * thin);
  if (!path.empty()) draw.AddCircleFilled(path.back(), 0.22F * line, as_u32(theme[Role::text]));
  draw.PopClipRect();
}

}  // namespace

ImVec2 chart_size(const Chart& chart, const ImFont& font, ImVec2 picture) {
  const float line = font.FontSize;
  const float width = std::min(0.34F * picture.x, 17.0F * line);
  const float inner = width - 2.0F * kPad * line;
  if (inner < 9.0F * line) return {0.0F, 0.0F};
  float height = (2.0F * kPad + static_cast<float>(title_lines(chart, font, inner).size()) + 0.3F) * line;
  if (chart.rows.empty()) {
    height += 2.3F * line + std::clamp(0.16F * picture.y, 2.5F * line, 6.0F * line);
  } else {
    height += (100.0F / kDotsAcross + 0.5F) * kDot * line;
    for (const ChartRow& row : chart.rows) height += row_height(row, font, inner - sign_width(font));
  }
  return height < 0.62F * picture.y ? ImVec2{width, height} : ImVec2{0.0F, 0.0F};
}

void draw_chart(ImDrawList& draw, const Chart& chart, const Box& box, const Theme& theme, const Locale& locale, const ImFont& font) {
  const float line = font.FontSize;
  const float pad = kPad * line;
  draw.AddRectFilled({box.left, box.top}, {box.right, box.bottom}, as_u32(theme[Role::panel], 0.95F), 0.25F * line);
  const std::vector<std::string> title = title_lines(chart, font, box.width() - 2.0F * pad);
  draw_lines(draw, font, title, {box.left + pad, box.top + pad}, as_u32(theme[Role::text]));
  const float top = box.top + pad + (static_cast<float>(title.size()) + 0.3F) * line;
  if (!chart.rows.empty()) return draw_dots(draw, chart, {box.left + pad, top}, box.width() - 2.0F * pad, theme, locale, font);
  float numbers = 0.0F;
  for (const float tick : chart.y_ticks) numbers = std::max(numbers, width_of(font, locale.number(static_cast<double>(tick), 0)));
  draw_course(draw, chart,
              {box.left + pad + numbers + 0.4F * line, top + 0.2F * line, box.right - pad - 0.9F * line, box.bottom - pad - 2.2F * line},
              theme, locale, font);
}

}  // namespace syn
