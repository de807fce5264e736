#include "app/ui/widgets/glyph.hpp"

#include <array>
#include <span>

namespace syn {
namespace {

void polygon(ImDrawList& draw, std::span<const ImVec2> points, ImU32 color, ImU32 edge, float edge_px) {
  draw.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), color);
  if ((edge & IM_COL32_A_MASK) != 0) {
    draw.AddPolyline(points.data(), static_cast<int>(points.size()), edge, ImDrawFlags_Closed, edge_px);
  }
}

}  // namespace

void draw_glyph(ImDrawList& draw, Glyph sign, ImVec2 c, float r, ImU32 color, ImU32 edge) {
  const float edge_px = r > 7.0F ? 2.0F : 1.2F;
  const bool edged = (edge & IM_COL32_A_MASK) != 0;
  switch (sign) {
    case Glyph::sphere:
      draw.AddCircleFilled(c, r * 0.9F, color);
      if (edged) draw.AddCircle(c, r * 0.9F, edge, 0, edge_px);
      break;
    case Glyph::ring: {
      const float width = r * 0.36F;
      if (edged) draw.AddCircle(c, r * 0.76F, edge, 0, width + 1.6F * edge_px);
      draw.AddCircle(c, r * 0.76F, color, 0, width);
      break;
    }
    case Glyph::diamond:
      polygon(draw, std::array{ImVec2(c.x, c.y - r), ImVec2(c.x + r, c.y), ImVec2(c.x, c.y + r), ImVec2(c.x - r, c.y)}, color, edge,
              edge_px);
      break;
    case Glyph::plus: {
      const float w = r * 0.32F;
      if (edged) {
        const float e = edge_px;
        draw.AddRectFilled({c.x - r - e, c.y - w - e}, {c.x + r + e, c.y + w + e}, edge);
        draw.AddRectFilled({c.x - w - e, c.y - r - e}, {c.x + w + e, c.y + r + e}, edge);
      }
      draw.AddRectFilled({c.x - r, c.y - w}, {c.x + r, c.y + w}, color);
      draw.AddRectFilled({c.x - w, c.y - r}, {c.x + w, c.y + r}, color);
      break;
    }
    case Glyph::triangle:
      polygon(draw, std::array{ImVec2(c.x, c.y - r), ImVec2(c.x + r * 0.95F, c.y + r * 0.75F), ImVec2(c.x - r * 0.95F, c.y + r * 0.75F)},
              color, edge, edge_px);
      break;
    case Glyph::square: {
      const float h = r * 0.82F;
      polygon(draw, std::array{ImVec2(c.x - h, c.y - h), ImVec2(c.x + h, c.y - h), ImVec2(c.x + h, c.y + h), ImVec2(c.x - h, c.y + h)},
              color, edge, edge_px);
      break;
    }
  }
}

void draw_hatch(ImDrawList& draw, ImVec2 low, ImVec2 high, float spacing_px, float width_px, ImU32 color) {
  draw.PushClipRect(low, high, true);
  const float height = high.y - low.y;
  for (float x = low.x - height; x < high.x; x += spacing_px) {
    draw.AddLine({x, high.y}, {x + height, low.y}, color, width_px);
  }
  draw.PopClipRect();
}

}  // namespace syn
