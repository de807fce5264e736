#include "app/present/overlays.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "app/ui/look/clock.hpp"
#include "app/ui/widgets/badge.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

// One drawing: where it may go, in which ink, in which words.
class Drawing {
 public:
  Drawing(const Area& area, OverlayKind kind, const ScreenContext& screen)
      : screen_(screen), draw_(*ImGui::GetWindowDrawList()), pad_(screen.fonts.label->FontSize) {
    const bool many = kind == OverlayKind::year_ribbon || kind == OverlayKind::icon_array;  // words beside one another
    font_ = many ? screen.fonts.body : screen.fonts.clock;
    at_ = {area.x + pad_, area.y + 0.6F * pad_, area.width - 2.0F * pad_, area.height - 1.2F * pad_};
  }

  void of(const Overlay& overlay, const Lecture& lecture) {
    switch (overlay.kind) {
      case OverlayKind::molecule_pair: return molecule_pair(overlay.items);
      case OverlayKind::year_ribbon: return year_ribbon(overlay.items);
      case OverlayKind::stacked_clocks: return stacked_clocks(overlay.items);
      case OverlayKind::dials: return dials(overlay.items);
      case OverlayKind::thought_card: return thought_card(overlay.items);
      case OverlayKind::icon_array: return icon_array(overlay.items);
      case OverlayKind::memory_trace: return memory_trace(overlay.items);
      case OverlayKind::badge_census: return badge_census(lecture);
    }
  }

 private:
  ImU32 ink(Role role) const { return as_u32(screen_.theme()[role]); }
  std::string words(const OverlayItem& item) const { return item.words.in(name_of(screen_.view().locale)); }
  float line() const { return font_->FontSize; }

  // Wrapped, on the ground of the screen; how high it is.
  float put(ImVec2 corner, float width, const std::string& text, Role role = Role::text) const {
    ImGui::PushFont(font_);
    const std::string broken = wrapped(text, width);
    const ImVec2 size = ImGui::CalcTextSize(broken.c_str());
    const float height = size.y;
    ImGui::PopFont();
    draw_.AddRectFilled(corner, {corner.x + size.x, corner.y + size.y}, ink(Role::panel));
    draw_.AddText(font_, font_->FontSize, corner, ink(role), broken.c_str());
    return height;
  }

  // Side by side, as large as all have room for, on one scale: the same bond is the same length.
  void molecule_pair(const std::vector<OverlayItem>& items) const {
    const float step = at_.width / static_cast<float>(items.size()), gap = 0.8F * line();
    const float room = at_.height - 5.0F * line();  // above the words
    float bond = room;
    for (const OverlayItem& item : items) {
      const auto [low, high] = bounds(*item.molecule);
      bond = std::min({bond, room / (high.y - low.y + 1.0F), (step - gap) / (high.x - low.x + 1.0F)});
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Molecule& molecule = *items[i].molecule;
      const float left = at_.x + step * static_cast<float>(i);
      draw_molecule(molecule, {left + 0.5F * (step - gap), at_.y + 0.5F * room}, bond);
      const std::string name = molecule.name.in(name_of(screen_.view().locale)) + ". " + words(items[i]);
      put({left, at_.y + room}, step - gap, name);
    }
  }
  static std::pair<ImVec2, ImVec2> bounds(const Molecule& molecule) {
    ImVec2 low{1e6F, 1e6F}, high{-1e6F, -1e6F};
    for (const Molecule::Atom& atom : molecule.atoms) {
      low = {std::min(low.x, atom.x), std::min(low.y, atom.y)};
      high = {std::max(high.x, atom.x), std::max(high.y, atom.y)};
    }
    return {low, high};
  }
  void draw_molecule(const Molecule& molecule, ImVec2 middle, float bond) const {
    const auto [low, high] = bounds(molecule);
    const ImVec2 centre{0.5F * (low.x + high.x), 0.5F * (low.y + high.y)};
    const auto place_of = [&](int atom) {
      const Molecule::Atom& one = molecule.atoms[static_cast<std::size_t>(atom)];
      return ImVec2{middle.x + bond * (one.x - centre.x), middle.y - bond * (one.y - centre.y)};
    };
    for (const Molecule::Bond& one : molecule.bonds) draw_bond(place_of(one.from), place_of(one.to), one.order, bond);
    for (int i = 0; i < static_cast<int>(molecule.atoms.size()); ++i) {
      const std::string& element = molecule.atoms[static_cast<std::size_t>(i)].element;
      if (element != "C") draw_atom(place_of(i), element);
    }
  }
  void draw_bond(ImVec2 a, ImVec2 b, int order, float bond) const {
    const float length = std::max(1.0F, std::hypot(b.x - a.x, b.y - a.y));
    const ImVec2 aside{-(b.y - a.y) / length, (b.x - a.x) / length};
    for (int k = 0; k < order; ++k) {
      const float off = 0.13F * bond * (static_cast<float>(k) - 0.5F * static_cast<float>(order - 1));
      draw_.AddLine({a.x + off * aside.x, a.y + off * aside.y}, {b.x + off * aside.x, b.y + off * aside.y}, ink(Role::text), 4.0F);
    }
  }
  void draw_atom(ImVec2 at, const std::string& element) const {
    const float width = font_->CalcTextSizeA(line(), 1e6F, 0.0F, element.c_str()).x;
    draw_.AddCircleFilled(at, 0.55F * line(), ink(Role::panel));
    draw_.AddText(font_, line(), {at.x - 0.5F * width, at.y - 0.5F * line()}, ink(Role::text), element.c_str());
  }

  // Years side by side; their distances are not to scale.
  void year_ribbon(const std::vector<OverlayItem>& items) const {
    const float step = at_.width / static_cast<float>(items.size());
    const float y = at_.y + 1.4F * line();
    draw_.AddLine({at_.x, y}, {at_.right(), y}, ink(Role::muted), 4.0F);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const float x = at_.x + step * static_cast<float>(i);
      draw_.AddCircleFilled({x + 0.4F * line(), y}, 0.35F * line(), ink(Role::text));
      draw_.AddText(screen_.fonts.clock, screen_.fonts.clock->FontSize, {x, at_.y - 0.2F * line()}, ink(Role::text),
                    fmt::format("{:.0f}", items[i].at).c_str());
      put({x, y + 0.5F * line()}, step - 0.8F * line(), words(items[i]));
    }
  }

  // Bars on a logarithmic axis from a minute to twelve weeks: when each begins, and how long it goes on.
  void stacked_clocks(const std::vector<OverlayItem>& items) const {
    constexpr std::array kTicks{std::pair{1.0 / 60.0, ClockUnit::min}, std::pair{1.0, ClockUnit::h}, std::pair{24.0, ClockUnit::d},
                                std::pair{168.0, ClockUnit::wk}};
    constexpr double kFirst = 1.0 / 60.0, kLast = 2016.0;
    const bool narrow = at_.width < 2.0F * at_.height;  // the words stand over their bars
    const float left = narrow ? at_.x : at_.x + 0.34F * at_.width, right = at_.right();
    const auto place_of = [&](double hours) {
      const double share = std::log(std::clamp(hours, kFirst, kLast) / kFirst) / std::log(kLast / kFirst);
      return left + static_cast<float>(share) * (right - left);
    };
    const float step = (at_.height - 1.3F * line()) / static_cast<float>(items.size());
    for (const auto& [hours, unit] : kTicks) {
      const float x = place_of(hours);
      draw_.AddLine({x, at_.y}, {x, at_.bottom() - 1.2F * line()}, ink(Role::muted), 3.0F);
      draw_.AddText(font_, line(), {x + 0.2F * line(), at_.bottom() - 1.1F * line()}, ink(Role::text),
                    fmt::format("1 {}", screen_.text(symbol_key(unit))).c_str());
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      const float y = at_.y + step * static_cast<float>(i);
      const float high = put({at_.x, y}, narrow ? at_.width : left - at_.x - 0.5F * line(), words(items[i]));
      const float top = y + 0.1F * line() + (narrow ? high : 0.0F);
      draw_.AddRectFilled({place_of(items[i].at), top}, {place_of(items[i].to), top + std::min(line(), 0.8F * step)}, ink(Role::muted),
                          0.2F * line());
    }
  }

  // Half circles with a hand; the mark is the healthy value 1 where the scale has it.
  void dials(const std::vector<OverlayItem>& items) const {
    const Hours now{screen_.state().playhead.time_h};
    const float step = at_.height / static_cast<float>(items.size());
    const float radius = std::min(0.8F * step, 0.2F * at_.width);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const OverlayItem& item = items[i];
      const double value = screen_.session.trajectory().at(*item.column, now);
      const ImVec2 hub{at_.x + radius, at_.y + step * static_cast<float>(i) + radius};
      const auto angle_of = [&](double at) {
        return std::numbers::pi_v<float> * (1.0F + static_cast<float>(std::clamp((at - item.at) / (item.to - item.at), 0.0, 1.0)));
      };
      const auto on_rim = [&](double at, float share) {
        const float angle = angle_of(at);
        return ImVec2{hub.x + share * radius * std::cos(angle), hub.y + share * radius * std::sin(angle)};
      };
      draw_.PathArcTo(hub, radius, std::numbers::pi_v<float>, 2.0F * std::numbers::pi_v<float>, 48);
      draw_.PathStroke(ink(Role::muted), 0, 6.0F);
      if (item.at < 1.0 && item.to > 1.0) draw_.AddLine(on_rim(1.0, 0.75F), on_rim(1.0, 1.0F), ink(Role::text), 4.0F);
      draw_.AddLine(hub, on_rim(value, 0.9F), ink(Role::text), 7.0F);
      draw_.AddCircleFilled(hub, 0.1F * radius, ink(Role::text));
      const float left = hub.x + 1.3F * radius;
      const float height = put({left, hub.y - 0.9F * radius}, at_.right() - left, words(item));
      put({left, hub.y - 0.9F * radius + height}, at_.right() - left, "\u00D7 " + screen_.locale().number(value, 2), Role::muted);
    }
  }

  void thought_card(const std::vector<OverlayItem>& items) const {
    float y = at_.y + 0.5F * line();
    for (const OverlayItem& item : items) {
      const std::string all = words(item);
      const std::size_t colon = std::min(all.find(": "), all.size());
      y += put({at_.x + 0.7F * line(), y}, at_.width - 1.4F * line(), all.substr(0, colon), Role::muted);
      if (colon < all.size()) y += put({at_.x + 0.7F * line(), y}, at_.width - 1.4F * line(), all.substr(colon + 2));
      y += 0.35F * line();
    }
    draw_.AddRect({at_.x, at_.y}, {at_.right(), y + 0.15F * line()}, ink(Role::therapy), 0.5F * line(), 0, 5.0F);
  }

  // A hundred icons each, the first so many filled.
  void icon_array(const std::vector<OverlayItem>& items) const {
    constexpr int kSide = 10;
    const float step = at_.width / static_cast<float>(items.size());
    const float icon = std::min((step - line()) / kSide, (at_.height - 3.5F * line()) / kSide);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const ImVec2 corner{at_.x + step * static_cast<float>(i), at_.y};
      const int filled = static_cast<int>(std::lround(items[i].at));
      for (int k = 0; k < kSide * kSide; ++k) {
        const ImVec2 middle{corner.x + icon * (static_cast<float>(k % kSide) + 0.5F),
                            corner.y + icon * (static_cast<float>(k / kSide) + 0.5F)};
        draw_.AddCircle(middle, 0.38F * icon, ink(Role::text), 0, 2.0F);
        if (k < filled) draw_.AddCircleFilled(middle, 0.38F * icon, ink(Role::text));
      }
      put({corner.x, corner.y + kSide * icon + 0.3F * line()}, step - line(), fmt::format("{} / 100  {}", filled, words(items[i])));
    }
  }

  // Kept, called up, kept again: the same dots, their ties firm, loose, weaker.
  void memory_trace(const std::vector<OverlayItem>& items) const {
    constexpr std::array kTies{5.0F, 1.5F, 3.0F};
    constexpr int kDots = 9;
    const float step = (at_.height - 1.2F * line()) / static_cast<float>(items.size());
    const float radius = std::min(0.42F * step, 0.2F * at_.width);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const ImVec2 hub{at_.x + radius, at_.y + step * (static_cast<float>(i) + 0.5F)};
      const auto dot = [&](int k) {
        const float angle = 2.0F * std::numbers::pi_v<float> * static_cast<float>(k) / kDots;
        const float out = radius * (k % 2 == 0 ? 0.9F : 0.5F);
        return ImVec2{hub.x + out * std::cos(angle), hub.y + out * std::sin(angle)};
      };
      const std::size_t state = std::min(i, kTies.size() - 1);
      for (int k = 0; k < kDots; ++k) {
        const int every = state == 1 ? 4 : 1;  // called up, many ties are loose
        if (k % every == 0 || state != 1) draw_.AddLine(dot(k), dot((k + 2) % kDots), ink(Role::muted), kTies[state]);
      }
      for (int k = 0; k < kDots; ++k) draw_.AddCircleFilled(dot(k), 0.09F * radius + 3.0F, ink(Role::text));
      put({hub.x + 1.3F * radius, hub.y - line()}, at_.right() - hub.x - 1.3F * radius, words(items[i]));
    }
    put({at_.x, at_.bottom() - line()}, at_.width, screen_.text("lecture.metaphor"_key), Role::muted);
  }

  void badge_census(const Lecture& lecture) const {
    const float step = at_.height / static_cast<float>(kValues<BeatBadge>.size());
    std::array<int, kValues<BeatBadge>.size()> counts{};
    for (const Beat& beat : lecture.beats) ++counts[static_cast<std::size_t>(beat.badge)];
    const int most = *std::max_element(counts.begin(), counts.end());
    const float left = at_.x + 0.45F * at_.width;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const float y = at_.y + step * static_cast<float>(i);
      const auto badge = static_cast<BeatBadge>(i);
      if (badge == BeatBadge::background) {
        put({at_.x + 0.2F * line(), y}, line(), "\u2014");
      } else {
        draw_badge_glyph(draw_, static_cast<BadgeGlyph>(i), {at_.x + 0.6F * line(), y + 0.55F * line()}, 0.45F * line(), ink(Role::text));
      }
      put({at_.x + 1.6F * line(), y}, left - at_.x - 1.8F * line(), screen_.text(badge_word(badge)));
      const float longest = at_.right() - left - 2.0F * line();
      const float length = longest * static_cast<float>(counts[i]) / static_cast<float>(std::max(1, most));
      draw_.AddRectFilled({left, y + 0.1F * line()}, {left + length, y + line()}, ink(Role::muted));
      draw_.AddText(font_, line(), {left + length + 0.4F * line(), y}, ink(Role::text), fmt::format("{}", counts[i]).c_str());
    }
  }

  const ScreenContext& screen_;
  ImDrawList& draw_;
  ImFont* font_ = nullptr;
  float pad_;
  Area at_;
};

}  // namespace

OverlayPlaces overlay_places(const Area& whole, OverlayKind kind, bool panel) {
  const bool at_foot = !panel && (kind == OverlayKind::year_ribbon || kind == OverlayKind::stacked_clocks);
  if (at_foot) {
    const float height = std::round((kind == OverlayKind::year_ribbon ? 0.3F : 0.36F) * whole.height);
    return {{whole.x, whole.bottom() - height, whole.width, height}, {whole.x, whole.y, whole.width, whole.height - height}};
  }
  const bool wide = kind == OverlayKind::molecule_pair || kind == OverlayKind::icon_array;
  const float width = std::round((panel ? 0.3F : wide ? 0.45F : 0.38F) * whole.width);
  return {{whole.x, whole.y, width, whole.height}, {whole.x + width, whole.y, whole.width - width, whole.height}};
}

void draw_beside(const Area& area, const Overlay& overlay, const Lecture& lecture, const ScreenContext& screen) {
  place(area);
  ImGui::Begin("beside", nullptr, kFixed);
  Drawing(area, overlay.kind, screen).of(overlay, lecture);
  ImGui::End();
}

}  // namespace syn
