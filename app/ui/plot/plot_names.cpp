// What stands beside and on the curves of a Plot: their names at the right end, and events.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "app/ui/plot/plot.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

// In text heights: what a value may take, the column and what must be left of the plot, a line of words.
constexpr float kValue = 5.2F, kColumn = 11.5F, kShare = 0.34F, kLeastPlot = 22.0F, kLine = 1.1F, kApart = 0.15F;
constexpr float kBracket = 0.45F, kBefore = 1.0F;  // one band's bracket; before the words

}  // namespace

void Plot::name_ends(double time_h) {
  const float u = look_.unit_px;
  names_.clear();
  const float limit = std::min(kColumn * u, kShare * size_.x);
  if (size_.x - limit < kLeastPlot * u) return;
  float all = 0.0F;
  for (EndName& end : end_names(figure_, time_h, look_.locale)) {
    Named named;
    named.beside = !figure_.has_ghost() && ImGui::CalcTextSize(end.name.c_str()).x + kValue * u <= limit;
    named.words = named.beside ? end.name : wrapped(end.name, limit);
    named.height = ImGui::CalcTextSize(named.words.c_str()).y + (named.beside ? 0.0F : kLine * u) + kApart * u;
    named.end = std::move(end);
    all += named.height;
    names_.push_back(std::move(named));
  }
  constexpr float kAbove = 4.5F;  // title, axis and a row of the legend
  if (all + kAbove * u > size_.y - strips_px()) names_.clear();
}

float Plot::names_px() const {
  if (names_.empty()) return 0.0F;
  const float u = look_.unit_px;
  float widest = 0.0F;
  for (const Named& named : names_) {
    const float words = ImGui::CalcTextSize(named.words.c_str()).x, value = ImGui::CalcTextSize(named.end.value.c_str()).x;
    // Whole steps, so that nothing moves while the values change.
    widest = std::max(widest, named.beside ? words + kValue * u : std::max(words, std::ceil(value / u) * u));
  }
  return widest + (kBefore + kBracket * static_cast<float>(figure_.bands.size())) * u;
}

void Plot::stand_names() {
  if (names_.empty()) return;
  const auto y_of = [&](double value) { return std::clamp(map_.y_of(value), map_.top, map_.bottom); };
  for (Named& named : names_) named.wish = y_of(named.end.high);
  std::vector<std::size_t> order(names_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return names_[a].wish < names_[b].wish; });
  std::vector<float> wishes, heights;
  for (const std::size_t i : order) {
    wishes.push_back(names_[i].wish);
    heights.push_back(names_[i].height);
  }
  const float half_line = 0.5F * look_.unit_px;
  const std::vector<float> middles = spread_apart(wishes, heights, map_.top - half_line, map_.bottom + half_line);
  for (std::size_t k = 0; k < order.size(); ++k) names_[order[k]].middle = middles[k];
}

void Plot::draw_names(double time_h) const {
  if (names_.empty()) return;
  const float u = look_.unit_px;
  const Theme& theme = look_.theme;
  const std::vector<EndName> now = end_names(figure_, time_h, look_.locale);
  const float brackets = kBracket * u * static_cast<float>(figure_.bands.size());
  const float left = map_.right + brackets + kBefore * u;
  float bracket = map_.right + 0.3F * u;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const Named& named = names_[i];
    const bool band = !named.end.sign;
    const ImU32 ink = as_u32(band ? band_edge(theme, named.end.color) : named.end.color);
    const float thin = std::max(1.0F, 0.07F * u) * std::sqrt(theme.edge);
    float from = map_.right + 0.1F * u;
    if (band) {
      const float top = std::clamp(map_.y_of(named.end.high), map_.top, map_.bottom);
      const float bottom = std::clamp(map_.y_of(named.end.low), map_.top, map_.bottom);
      draw_->AddRectFilled({bracket, top}, {bracket + 0.28F * u, bottom},
                           as_u32(mix(inner_color(theme), named.end.color, 2.0F * figure_.bands[i - figure_.lines.size()].alpha)));
      draw_->AddRect({bracket, top}, {bracket + 0.28F * u, bottom}, ink, 0.0F, 0, thin);
      from = bracket + 0.28F * u;
      bracket += kBracket * u;
    }
    draw_->AddLine({from, named.wish}, {map_.right + brackets + 0.45F * u, named.wish}, ink, thin);
    draw_->AddLine({map_.right + brackets + 0.45F * u, named.wish}, {left - 0.2F * u, named.middle}, ink, thin);
    if (named.end.sign)
      draw_glyph(*draw_, *named.end.sign, {map_.right + brackets + 0.45F * u, named.wish}, 0.34F * u, ink, as_u32(theme[Role::panel]));
    const ImVec2 words = ImGui::CalcTextSize(named.words.c_str());
    const float top = named.middle - 0.5F * (named.height - kApart * u);
    draw_->AddText({left, top}, as_u32(theme[band ? Role::muted : Role::text]), named.words.c_str());
    const ImVec2 value = named.beside ? ImVec2{left + words.x + 0.4F * u, top} : ImVec2{left, top + words.y};
    draw_->AddText(value, as_u32(theme[Role::text]), now[i].value.c_str());
  }
}

// Words stand as near as may be where no curve and no other words are, or not at all; those of now stand out.
void Plot::draw_events(std::vector<Box> taken) const {
  struct Said {
    const Figure::Event* event;
    ImVec2 at;
    std::string words;
    std::optional<Box> box;
  };
  std::vector<Said> all;
  for (const Figure::Event& event : figure_.events) {
    Said said{&event, {map_.x_of(event.time_h), map_.y_of(event.value)}, wrapped(event.words, 0.45F * (map_.right - map_.left)), {}};
    if (said.at.x < map_.left || said.at.x > map_.right) continue;
    said.box = place_for(said.words, said.at, taken);
    if (said.box) taken.push_back(*said.box);
    all.push_back(std::move(said));
  }
  const float u = look_.unit_px;
  const float thick = 1.6F * line_px();
  for (const Said& said : all) {
    // A ring may lie on a band, where only the ink of the words is sure to be seen.
    const ImU32 ink = as_u32(said.event->from ? said.event->color : look_.theme[Role::text]);
    const auto [x, y] = said.at;
    if (said.event->from) {
      const float head = 0.55F * u;
      if (look_.theme.edge > 1.0F) {  // stands out from the bands by an edge
        const ImU32 ground = as_u32(inner_color(look_.theme));
        draw_->AddLine({x, map_.y_of(*said.event->from)}, {x, y - head}, ground, 1.6F * thick + 4.0F);
        draw_->AddTriangleFilled({x - head - 4.0F, y - head - 2.0F}, {x + head + 4.0F, y - head - 2.0F}, {x, y + 4.0F}, ground);
      }
      draw_->AddLine({x, map_.y_of(*said.event->from)}, {x, y - head}, ink, 1.6F * thick);
      draw_->AddTriangleFilled({x - head, y - head}, {x + head, y - head}, said.at, ink);
    } else if (said.box) {  // a ring without its words would say nothing
      draw_->AddCircleFilled(said.at, 0.55F * u, as_u32(inner_color(look_.theme)));
      draw_->AddCircle(said.at, 0.55F * u, ink, 0, thick);
    }
    if (!said.box) continue;
    const ImVec2 nearest{std::clamp(x, said.box->left, said.box->right), std::clamp(y, said.box->top, said.box->bottom)};
    draw_->AddLine(said.at, nearest, ink, std::max(1.0F, 0.08F * u));
  }
  for (const Said& said : all) {
    if (!said.box) continue;
    const bool is_now = figure_.playhead_h && std::abs(map_.x_of(*figure_.playhead_h) - said.at.x) < 0.6F * u;
    const ImVec2 low{said.box->left, said.box->top}, high{said.box->right, said.box->bottom};
    draw_->AddRectFilled(low, high, as_u32(inner_color(look_.theme), 0.94F), 0.2F * u);
    draw_->AddRect(low, high, as_u32(said.event->color), 0.2F * u, 0, is_now ? thick : std::max(1.0F, 0.06F * u));
    draw_->AddText({low.x + 0.35F * u, low.y + 0.15F * u}, as_u32(look_.theme[is_now ? Role::text : Role::muted]), said.words.c_str());
  }
}

std::optional<Box> Plot::place_for(const std::string& words, ImVec2 at, std::span<const Box> taken) const {
  const float u = look_.unit_px;
  const ImVec2 size = ImGui::CalcTextSize(words.c_str());
  const float wide = size.x + 0.7F * u, high = size.y + 0.3F * u;
  const float free_top = map_.top + (figure_.axes.note.empty() ? 0.2F : 1.7F) * u + (figure_.hatches.empty() ? 0.0F : 1.4F) * u;
  const float free_bottom = map_.bottom - (figure_.markers.empty() ? 0.2F : 1.2F) * u;
  std::optional<Box> best;
  float least = 1.0e9F;
  for (float down = -14.0F; down <= 14.0F; down += 0.5F) {
    for (const float share : {0.0F, 0.5F, 1.0F}) {
      const float left = at.x + 0.9F * u - share * (wide + 1.8F * u), top = at.y + down * u - 0.5F * high;
      const Box box{left, top, left + wide, top + high};
      const float away = std::abs(down) + 2.0F * share;
      if (away >= least || box.left < map_.left || box.right > map_.right || box.top < free_top || box.bottom > free_bottom) continue;
      if (box.holds(at.x, at.y) || crossed(box)) continue;
      if (std::any_of(taken.begin(), taken.end(), [&](const Box& other) { return box.overlaps(other); })) continue;
      best = box, least = away;
    }
  }
  return best;
}

}  // namespace syn
