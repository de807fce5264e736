#include "contrast_probe.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "flash_counter.hpp"

namespace syn::test {
namespace {

struct Pixel {
  int x = 0, y = 0;
};

Color at(const Image& picture, int x, int y) {
  const std::size_t i = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x));
  return {static_cast<float>(picture.rgb[i]) / 255.0F, static_cast<float>(picture.rgb[i + 1]) / 255.0F,
          static_cast<float>(picture.rgb[i + 2]) / 255.0F, 1.0F};
}

// A pixel as one number, and its relative luminance: there are many more pixels than colours.
std::uint32_t packed(const Image& picture, int x, int y) {
  const std::size_t i = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x));
  return static_cast<std::uint32_t>(picture.rgb[i]) << 16U | static_cast<std::uint32_t>(picture.rgb[i + 1]) << 8U | picture.rgb[i + 2];
}
double luminance(std::uint32_t color) {
  static const std::array<double, 256> kLinear = [] {
    std::array<double, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = linear(static_cast<std::uint8_t>(i));
    return table;
  }();
  return 0.2126 * kLinear[color >> 16U] + 0.7152 * kLinear[color >> 8U & 0xFFU] + 0.0722 * kLinear[color & 0xFFU];
}
double contrast_of(std::uint32_t a, std::uint32_t b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

Color over(Color ink, Color ground) {
  const auto blend = [&](float a, float b) { return b + (a - b) * ink.a; };
  return {blend(ink.r, ground.r), blend(ink.g, ground.g), blend(ink.b, ground.b), 1.0F};
}

float apart(Color a, Color b) { return std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)}); }

Color unpack(ImU32 packed) {
  const ImVec4 c = ImGui::ColorConvertU32ToFloat4(packed);
  return {c.x, c.y, c.z, c.w};
}

double quantile(std::vector<double>& values, double share) {
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), nth, values.end());
  return *nth;
}

// Which letter stands where in the texture of letters.
class Letters {
 public:
  Letters() {
    const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    width_ = atlas.TexWidth;
    height_ = atlas.TexHeight;
    letters_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), 0);
    for (const ImFont* font : atlas.Fonts) {
      for (const ImFontGlyph& glyph : font->Glyphs) {
        for (int y = pixel(glyph.V0, height_); y < pixel(glyph.V1, height_); ++y)
          for (int x = pixel(glyph.U0, width_); x < pixel(glyph.U1, width_); ++x) letters_[index(x, y)] = glyph.Codepoint;
      }
    }
  }
  unsigned at(ImVec2 uv) const {
    return letters_[index(std::clamp(static_cast<int>(uv.x * static_cast<float>(width_)), 0, width_ - 1),
                          std::clamp(static_cast<int>(uv.y * static_cast<float>(height_)), 0, height_ - 1))];
  }

 private:
  static int pixel(float share, int size) { return static_cast<int>(std::lround(share * static_cast<float>(size))); }
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  }
  int width_ = 0, height_ = 0;
  std::vector<unsigned> letters_;
};

void append(std::string& text, unsigned code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | (code >> 6U));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    text += static_cast<char>(0xE0U | (code >> 12U));
    text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

struct Whole {  // pixels [left, right) x [top, bottom)
  int left = 0, top = 0, right = 0, bottom = 0;
  bool holds(int x, int y) const { return x >= left && x < right && y >= top && y < bottom; }
  bool empty() const { return left >= right || top >= bottom; }
};

Whole whole(const Box& box, const Image& picture) {
  return {std::max(0, static_cast<int>(std::floor(box.left))), std::max(0, static_cast<int>(std::floor(box.top))),
          std::min(picture.width, static_cast<int>(std::ceil(box.right))),
          std::min(picture.height, static_cast<int>(std::ceil(box.bottom)))};
}

struct Line {  // of text
  ProbedText text;
  std::vector<Box> letters;
};

void measure(Line& line, const Image& picture) {
  std::vector<Whole> letters;
  for (const Box& box : line.letters) letters.push_back(whole(box, picture));
  const Whole text = whole(line.text.box, picture);
  constexpr int kMax = 3;  // pixels around the text, where there are few between the letters
  const int left = text.left - kMax, top = text.top - kMax;
  const int right = text.right + kMax, bottom = text.bottom + kMax;
  if (left >= right || top >= bottom) return;
  std::vector<bool> inked(static_cast<std::size_t>(right - left) * static_cast<std::size_t>(bottom - top), false);
  const auto cell = [&](int x, int y) { return static_cast<std::size_t>((y - top) * (right - left) + x - left); };
  for (const Whole& box : letters) {
    for (int y = std::max(box.top, top); y < std::min(box.bottom, bottom); ++y)
      for (int x = std::max(box.left, left); x < std::min(box.right, right); ++x) inked[cell(x, y)] = true;
  }
  std::unordered_map<std::uint32_t, double> known;  // contrast of the ink, by its ground
  std::vector<double> contrasts;
  std::vector<Color> grounds;
  for (int more = 1; more <= kMax && contrasts.size() < 8; ++more) {
    for (int y = std::max(0, text.top - more); y < std::min(picture.height, text.bottom + more); ++y) {
      for (int x = std::max(0, text.left - more); x < std::min(picture.width, text.right + more); ++x) {
        if (inked[cell(x, y)]) continue;
        const Color ground = at(picture, x, y);
        grounds.push_back(ground);
        const auto [it, fresh] = known.try_emplace(packed(picture, x, y), 0.0);
        if (fresh) it->second = contrast(over(line.text.color, ground), ground);
        contrasts.push_back(it->second);
      }
    }
  }
  if (contrasts.empty()) return;
  line.text.contrast = quantile(contrasts, 0.1);
  // The letters must be there: somewhere, a pixel is as good as of the drawn colour.
  const Color ground = grounds[grounds.size() / 2];
  const Color wanted = over(line.text.color, ground);
  double strongest = 1.0;
  bool there = false;
  for (const Whole& box : letters) {
    for (int y = box.top; y < box.bottom && !there; ++y) {
      for (int x = box.left; x < box.right && !there; ++x) {
        const Color seen = at(picture, x, y);
        there = apart(seen, wanted) < 0.16F;
        strongest = std::max(strongest, contrast(seen, ground));
      }
    }
  }
  if (!there) line.text.contrast = std::min(line.text.contrast, strongest);
}

// A shape as ImGui makes it: triangles that share their corners.
struct Shape {
  ProbedShape shape;
  std::vector<std::array<ImVec2, 3>> triangles;
  Box clip;
  Box last;               // of the part drawn last
  std::size_t drawn = 0;  // pixels that it covers
};

std::vector<Pixel> covered(const Shape& shape, const Image& picture, std::vector<unsigned char>& mask) {
  std::vector<Pixel> out;
  const Whole clip = whole(shape.clip, picture);
  for (const auto& [a, b, c] : shape.triangles) {
    const Whole box =
        whole({std::min({a.x, b.x, c.x}), std::min({a.y, b.y, c.y}), std::max({a.x, b.x, c.x}), std::max({a.y, b.y, c.y})}, picture);
    for (int y = std::max(box.top, clip.top); y < std::min(box.bottom, clip.bottom); ++y) {
      for (int x = std::max(box.left, clip.left); x < std::min(box.right, clip.right); ++x) {
        const ImVec2 p{static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
        const auto side = [&](ImVec2 u, ImVec2 v) { return (v.x - u.x) * (p.y - u.y) - (v.y - u.y) * (p.x - u.x); };
        const float s = side(a, b);
        const float t = side(b, c);
        const float r = side(c, a);
        if ((s < 0.0F || t < 0.0F || r < 0.0F) && (s > 0.0F || t > 0.0F || r > 0.0F)) continue;
        unsigned char& cell = mask[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)];
        if (cell == 0) out.push_back({x, y});
        cell = 1;
      }
    }
  }
  return out;
}

void measure(Shape& shape, const Image& picture, std::vector<unsigned char>& mask) {
  const std::vector<Pixel> all = covered(shape, picture, mask);
  shape.drawn = all.size();
  constexpr float kAlike = 0.16F;
  constexpr int kReach = 9;    // how far from its own pixel a neighbour may be
  constexpr int kContext = 4;  // what is next to it: the first pixels may be antialiased, or the contour line around a sign
  const auto cell = [&](int x, int y) -> unsigned char& {
    return mask[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)];
  };
  const auto mine = [&](int x, int y) { return cell(x, y) == 2; };
  for (const Pixel& p : all) {
    if (apart(at(picture, p.x, p.y), shape.shape.color) <= kAlike) cell(p.x, p.y) = 2;
  }
  std::vector<double> contrasts;
  std::map<std::uint32_t, std::size_t> counts;
  for (const Pixel& p : all) {
    if (!mine(p.x, p.y)) continue;
    const std::uint32_t seen = packed(picture, p.x, p.y);
    ++shape.shape.pixels;
    ++counts[seen];
    for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}}) {
      for (int step = 1; step <= kReach; ++step) {
        const int x = p.x + dx * step;
        const int y = p.y + dy * step;
        if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) break;
        if (mine(x, y)) continue;
        double most = 1.0;
        for (int more = 0; more < kContext; ++more) {
          const int gx = std::clamp(x + dx * more, 0, picture.width - 1);
          const int gy = std::clamp(y + dy * more, 0, picture.height - 1);
          if (!mine(gx, gy)) most = std::max(most, contrast_of(seen, packed(picture, gx, gy)));
        }
        contrasts.push_back(most);
        break;
      }
    }
  }
  for (const Pixel& p : all) cell(p.x, p.y) = 0;
  std::size_t most = 0;
  for (const auto& [color, count] : counts) {
    if (count <= most) continue;
    most = count;
    shape.shape.seen = {static_cast<float>(color >> 16U) / 255.0F, static_cast<float>(color >> 8U & 0xFFU) / 255.0F,
                        static_cast<float>(color & 0xFFU) / 255.0F, 1.0F};
  }
  if (!contrasts.empty()) shape.shape.contrast = quantile(contrasts, 0.5);
}

class Reader {
 public:
  Reader(const ImDrawData& data, const std::vector<Color>& colors) : colors_(colors) {
    for (int i = 0; i < data.CmdListsCount; ++i) read(*data.CmdLists[i]);
    close_line();
    close_shape();
  }
  std::vector<Line> lines;
  std::vector<Shape> shapes;

 private:
  void read(const ImDrawList& list) {
    const std::string_view owner = list._OwnerName != nullptr ? list._OwnerName : "";
    window_ = owner.substr(0, owner.find('/'));
    close_line();
    close_shape();
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const Box clip{command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w};
      for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        std::array<const ImDrawVert*, 3> corners{};
        std::array<unsigned, 3> numbers{};
        ImVec2 uv{0.0F, 0.0F};
        for (unsigned k = 0; k < 3; ++k) {
          numbers[k] = list.IdxBuffer[static_cast<int>(command.IdxOffset + i + k)] + command.VtxOffset;
          corners[k] = &list.VtxBuffer[static_cast<int>(numbers[k])];
          uv.x += corners[k]->uv.x / 3.0F;
          uv.y += corners[k]->uv.y / 3.0F;
        }
        const unsigned letter = letters_.at(uv);
        if (letter != 0) {
          close_shape();
          add_letter(letter, *corners[0], *corners[2], clip);
        } else {
          add_triangle(corners, numbers, clip);
        }
      }
    }
  }

  void add_letter(unsigned letter, const ImDrawVert& low, const ImDrawVert& high, const Box& clip) {
    if (low.pos.y >= high.pos.y || low.pos.x >= high.pos.x) return;  // the second triangle of the same letter
    const Box full{low.pos.x, low.pos.y, high.pos.x, high.pos.y};
    if (!lines_open_.letters.empty() && lines_open_.letters.back().left == full.left && lines_open_.letters.back().top == full.top) return;
    const Box box{std::max(full.left, clip.left), std::max(full.top, clip.top), std::min(full.right, clip.right),
                  std::min(full.bottom, clip.bottom)};
    if (box.left >= box.right || full.top < clip.top || full.bottom > clip.bottom) {  // cut by the edge of a list
      cut_ = true;
      return;
    }
    const Color color = unpack(low.col);
    const float size = ImGui::GetIO().Fonts->Fonts[0]->FontSize;
    if (!lines_open_.letters.empty()) {
      const Box& last = lines_open_.letters.back();
      const ProbedText& open = lines_open_.text;
      const bool same_row = full.top < open.box.bottom + 0.3F * size && full.bottom > open.box.top - 0.3F * size;
      const bool follows = full.left > last.left && full.left < last.right + 1.4F * size;
      if (!(color == open.color) || !same_row || !follows) {
        close_line();
      } else if (full.left > last.right + 0.17F * size) {
        lines_open_.text.words += ' ';
      }
    }
    ProbedText& text = lines_open_.text;
    if (lines_open_.letters.empty()) {
      text = {"", std::string(window_), color, box, 0.0};
    } else {
      text.box = {std::min(text.box.left, box.left), std::min(text.box.top, box.top), std::max(text.box.right, box.right),
                  std::max(text.box.bottom, box.bottom)};
    }
    append(text.words, letter);
    lines_open_.letters.push_back(box);
  }

  void add_triangle(const std::array<const ImDrawVert*, 3>& corners, const std::array<unsigned, 3>& numbers, const Box& clip) {
    const unsigned low = std::min({numbers[0], numbers[1], numbers[2]});
    const unsigned high = std::max({numbers[0], numbers[1], numbers[2]});
    if (!shape_ || low > last_ || low < first_) {
      close_shape();
      shape_.emplace();
      shape_->shape.window = window_;
      shape_->clip = clip;
      shape_->shape.box = {1e9F, 1e9F, -1e9F, -1e9F};
      first_ = low;
      last_ = high;
    }
    last_ = std::max(last_, high);
    Color strongest{0, 0, 0, 0};
    for (const ImDrawVert* corner : corners) {
      const Color color = unpack(corner->col);
      if (color.a > strongest.a) strongest = color;
      Box& box = shape_->shape.box;
      box = {std::min(box.left, corner->pos.x), std::min(box.top, corner->pos.y), std::max(box.right, corner->pos.x),
             std::max(box.bottom, corner->pos.y)};
    }
    if (strongest.a > shape_->shape.color.a || shape_->triangles.empty()) shape_->shape.color = strongest;
    shape_->triangles.push_back({corners[0]->pos, corners[1]->pos, corners[2]->pos});
  }

  static bool same(const Box& a, const Box& b) { return a.left == b.left && a.top == b.top && a.right == b.right && a.bottom == b.bottom; }
  static bool near(const Box& a, const Box& b) {
    constexpr float kGap = 16.0F;
    return a.left < b.right + kGap && b.left < a.right + kGap && a.top < b.bottom + kGap && b.top < a.bottom + kGap;
  }
  void close_line() {
    if (!lines_open_.letters.empty() && !cut_) lines.push_back(std::move(lines_open_));
    lines_open_ = {};
    cut_ = false;
  }
  void close_shape() {
    if (!shape_) return;
    const Color c = shape_->shape.color;
    const bool meant = c.a > 0.99F && std::any_of(colors_.begin(), colors_.end(), [&](Color color) { return apart(color, c) < 0.003F; });
    if (meant) {
      // Dashes of one line, the line and the sign of one swatch, the strokes of one icon: one shape.
      const Box& box = shape_->shape.box;
      const bool goes_on = !shapes.empty() && shapes.back().shape.color == c && shapes.back().shape.window == shape_->shape.window &&
                           same(shapes.back().clip, shape_->clip) && near(shapes.back().last, box);
      if (goes_on) {
        Shape& whole = shapes.back();
        Box& all = whole.shape.box;
        all = {std::min(all.left, box.left), std::min(all.top, box.top), std::max(all.right, box.right), std::max(all.bottom, box.bottom)};
        whole.triangles.insert(whole.triangles.end(), shape_->triangles.begin(), shape_->triangles.end());
        whole.last = box;
      } else {
        shape_->last = box;
        shapes.push_back(std::move(*shape_));
      }
    }
    shape_.reset();
  }

  const std::vector<Color>& colors_;
  Letters letters_;
  std::string_view window_;
  Line lines_open_;
  bool cut_ = false;  // its row is partly out of sight
  std::optional<Shape> shape_;
  unsigned first_ = 0, last_ = 0;
};

}  // namespace

ProbedScreen look_at(const ImDrawData& data, const Image& picture, const std::vector<Color>& colors, std::optional<Box> where) {
  Reader reader(data, colors);
  ProbedScreen seen;
  for (Line& line : reader.lines) {
    if (where && !line.text.box.overlaps(*where)) continue;
    measure(line, picture);
    seen.texts.push_back(std::move(line.text));
  }
  std::vector<unsigned char> mask(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height), 0);
  for (Shape& shape : reader.shapes) {
    measure(shape, picture, mask);
    // Clipped, or all but a rest of it under something else: what is there instead is measured by itself.
    constexpr std::size_t kFew = 8;
    constexpr double kRest = 0.12;
    if (shape.shape.pixels < kFew || static_cast<double>(shape.shape.pixels) < kRest * static_cast<double>(shape.drawn)) continue;
    float nearest = 1e9F;
    const Box& box = shape.shape.box;
    for (const ProbedText& text : seen.texts) {
      if (text.window != shape.shape.window) continue;
      const float dx = std::max({text.box.left - box.right, box.left - text.box.right, 0.0F});
      const float dy = std::max({text.box.top - box.bottom, box.top - text.box.bottom, 0.0F});
      if (dx + 2.0F * dy >= nearest) continue;
      nearest = dx + 2.0F * dy;
      shape.shape.near = text.words;
    }
    seen.shapes.push_back(std::move(shape.shape));
  }
  return seen;
}

}  // namespace syn::test
