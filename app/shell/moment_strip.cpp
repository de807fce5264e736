#include "app/shell/moment_strip.hpp"

#include <algorithm>

#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace {

constexpr float kRow = 2.0F;            // lines of text
constexpr float kLeastPicture = 14.0F;  // in such a low picture the keys must do

}  // namespace

std::vector<const NamedMoment*> MomentStrip::here(const ScreenContext& screen) {
  std::vector<const NamedMoment*> out;
  for (const NamedMoment& moment : screen.resources.moments.all()) {
    if (moment.at(screen.view().scale_step())) out.push_back(&moment);
  }
  return out;
}

float MomentStrip::height(const ScreenContext& screen, const Area& picture) {
  return here(screen).empty() || picture.height < kLeastPicture * screen.unit_px ? 0.0F : kRow * screen.unit_px;
}

void MomentStrip::draw(const Area& area) {
  if (area.height <= 0.0F) return;
  look_for_one();
  const UiLook look = screen_.look();
  const float u = screen_.unit_px;
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.6F * u, 0.2F * u});
  ImGui::Begin("moments", nullptr, kFixed);
  ImGui::PopStyleVar();
  const std::vector<const NamedMoment*> all = here(screen_);
  std::vector<const char*> words;
  float width = -0.5F * u;
  for (const NamedMoment* moment : all) {
    words.push_back(moment->name(screen_.view().locale).c_str());
    width += button_width(words.back()) + 0.5F * u;
  }
  const auto current = std::find_if(all.begin(), all.end(), [&](const NamedMoment* m) { return m->id == screen_.view().moment; });
  if (width <= area.width - 1.2F * u) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i > 0) ImGui::SameLine(0.0F, 0.5F * u);
      const auto known = screen_.resources.moments.known(*all[i], screen_.session.run());
      const bool nowhere = known && std::holds_alternative<Sentence>(*known);
      ImGui::PushStyleColor(ImGuiCol_Text, as_vec(look.theme[nowhere ? Role::muted : Role::text]));
      if (button(all[i]->id.c_str(), words[i], look)) go_to(*all[i], true);
      ImGui::PopStyleColor();
      if (all.begin() + static_cast<std::ptrdiff_t>(i) != current) continue;
      const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
      ImGui::GetWindowDrawList()->AddRectFilled({low.x, high.y - 0.16F * u}, {high.x, high.y}, as_u32(look.theme[Role::ketamine]));
    }
  } else {
    int chosen = current == all.end() ? 0 : static_cast<int>(current - all.begin());
    const int before = chosen;
    step_through("moment", words, chosen, true, look);
    if (chosen != before) go_to(*all[static_cast<std::size_t>(chosen)], true);
  }
  ImGui::End();
}

void MomentStrip::look_for_one() {
  if (screen_.session.bands_pending()) return;
  for (const NamedMoment* moment : here(screen_)) {
    if (screen_.resources.moments.known(*moment, screen_.session.run())) continue;
    screen_.resources.moments.find(*moment, screen_.session.run());
    return;
  }
}

bool MomentStrip::go_to(const NamedMoment& moment, bool say_why) {
  const auto answer = screen_.resources.moments.find(moment, screen_.session.run());
  if (const auto* found = std::get_if<FoundMoment>(&answer)) {
    screen_.session.submit(command::ShowMoment{*found});
    screen_.session.submit(command::SetSpeed{moment.speed});
    return true;
  }
  if (say_why) {
    const Locale& locale = screen_.locale();
    screen_.notify(locale.text(Sentence{
        "moment.nowhere"_key, {{"name", moment.name(screen_.view().locale)}, {"reason", std::vector{std::get<Sentence>(answer)}}}}));
  }
  return false;
}

void MomentStrip::step(int by) {
  const auto all = screen_.resources.moments.all();
  const auto count = static_cast<int>(all.size());
  const auto index_where = [&](auto&& is) { return static_cast<int>(std::find_if(all.begin(), all.end(), is) - all.begin()); };
  int at = index_where([&](const NamedMoment& m) { return m.id == screen_.view().moment; });
  if (at == count) {
    // None yet: the first of this place is next.
    at = index_where([&](const NamedMoment& m) { return m.at(screen_.view().scale_step()); });
    at = at == count ? 0 : at;
    if (by > 0) --at;
  }
  for (int i = 1; i <= count; ++i) {
    if (go_to(all[static_cast<std::size_t>(((at + by * i) % count + count) % count)], false)) return;
  }
  screen_.notify(screen_.text("moment.none"_key));
}

}  // namespace syn
