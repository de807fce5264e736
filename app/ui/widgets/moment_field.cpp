#include "app/ui/widgets/moment_field.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

#include "app/ui/look/clock.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

constexpr double kDayH = 24.0;

bool digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> whole(std::string_view text) {
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

// "14:30" or "14.30"; empty when it is no time of day.
std::optional<double> clock_time(std::string_view text) {
  const std::size_t colon = text.find_first_of(":.");
  const auto hour = whole(text.substr(0, colon));
  const auto minute = whole(text.substr(colon + 1));
  const bool good = hour && minute && text.size() - colon == 3 && *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60;
  if (!good) return std::nullopt;
  return *hour + *minute / 60.0;
}

}  // namespace

std::optional<double> parse_moment(std::string_view text, double now_h) {
  // Numbers with their signs, colons and points; a minus of typography counts as one.
  std::vector<std::string> pieces;
  std::string piece;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    constexpr std::string_view kMinus = "\u2212";
    if (text.substr(std::min(i, text.size())).starts_with(kMinus)) {
      piece += '-';
      i += kMinus.size() - 1;
    } else if (digit(c) || c == '-' || c == ':' || c == '.') {
      piece += c;
    } else if (!piece.empty()) {
      pieces.push_back(std::exchange(piece, {}));
    }
  }
  std::optional<int> day;
  std::optional<double> time;
  for (const std::string& one : pieces) {
    if (one.find_first_of(":.") != std::string::npos) {
      if (time) return std::nullopt;
      time = clock_time(one);
      if (!time) return std::nullopt;
    } else {
      if (day) return std::nullopt;
      day = whole(one);
      if (!day) return std::nullopt;
    }
  }
  if (!day && !time) return std::nullopt;
  const double today = std::floor(now_h / kDayH);
  return (day ? *day : today) * kDayH + (time ? *time : now_h - today * kDayH);
}

bool MomentField::draw(const char* id, const char* words, double& at_h, double low_h, double high_h, const UiLook& look) {
  const float u = look.unit_px;
  std::array<char, 48> text{};
  const std::string now = typing_ ? typed_ : moment_text(at_h, look.locale);
  std::snprintf(text.data(), text.size(), "%s", now.c_str());
  const float room = ImGui::GetContentRegionAvail().x;
  const float field = std::min(room, std::max(7.5F * u, ImGui::CalcTextSize(now.c_str()).x + 1.2F * u));
  const float right = ImGui::GetCursorPosX() + room;
  const bool beside = ImGui::CalcTextSize(words).x + ImGui::GetStyle().ItemSpacing.x + field <= room;
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(beside ? words : wrapped(words, room).c_str());
  if (beside) ImGui::SameLine();
  ImGui::SetCursorPosX(std::max(ImGui::GetCursorPosX(), right - field));
  ImGui::SetNextItemWidth(field);
  const bool entered =
      ImGui::InputText(id, text.data(), text.size(), ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_EnterReturnsTrue);
  const bool active = ImGui::IsItemActive();
  focus_stop(look, id);
  control_report::add_kind("field");
  const bool left = typing_ && !active;
  // On the frame in which the field is left the letters are the last ones typed; after Esc the ones of before.
  typed_ = text.data();
  typing_ = active && !entered;
  if (!left && !entered) return false;
  const auto wanted = parse_moment(typed_, at_h);
  if (!wanted || *wanted < low_h || *wanted > high_h || std::abs(*wanted - at_h) < 1.0 / 3600.0) return false;
  at_h = *wanted;
  return true;
}

}  // namespace syn
