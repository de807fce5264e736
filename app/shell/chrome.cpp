#include "app/shell/chrome.hpp"

#include <imgui.h>

#include <utility>

namespace syn {

// Enter is for the button that has the focus: at first the one that loses nothing.
bool Chrome::press(const KeyPress& press, bool repeated) {
  if (screen_.view().dialog == Dialog::none) {
    if (files_.open() && !repeated) files_.press(press);
    return files_.open();
  }
  if (screen_.view().dialog == Dialog::help) {
    constexpr float kPage = 12.0F;
    if (press.key == KeyCode::up) help_scroll_ -= 3.0F;
    if (press.key == KeyCode::down) help_scroll_ += 3.0F;
    if (press.key == KeyCode::page_up) help_scroll_ -= kPage;
    if (press.key == KeyCode::page_down) help_scroll_ += kPage;
  }
  if (press.key == KeyCode::escape && !repeated) screen_.show(Dialog::none);
  return true;
}

bool Chrome::advance(float seconds) {
  if (message_seconds_ <= 0.0F) return false;
  message_seconds_ -= seconds;
  return message_seconds_ <= 0.0F;
}

void Chrome::message(const Area& area) {
  if (!screen_.message.empty()) {
    message_ = std::exchange(screen_.message, {});
    message_seconds_ = 6.0F;
  }
  if (message_seconds_ <= 0.0F) return;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const Theme& theme = screen_.theme();
  const ImFont* font = screen_.fonts.body;
  const float wrap = 0.7F * area.width;
  const ImVec2 size = ImGui::CalcTextSize(message_.c_str(), nullptr, false, wrap);
  const ImVec2 at{area.x + (area.width - size.x) / 2.0F, area.y + 0.16F * area.height};
  const float pad = 0.7F * screen_.unit_px;
  draw.AddRectFilled({at.x - pad, at.y - pad}, {at.x + size.x + pad, at.y + size.y + pad}, as_u32(theme[Role::panel]), 6.0F);
  draw.AddRect({at.x - pad, at.y - pad}, {at.x + size.x + pad, at.y + size.y + pad}, as_u32(theme[Role::focus]), 6.0F, 0, 2.0F);
  draw.AddText(font, font->FontSize, at, as_u32(theme[Role::text]), message_.c_str(), nullptr, wrap);
}

// From 100 % to 250 %.
void Chrome::resize_text(const char* id, const char* word, float by) {
  const float now = screen_.view().text_scale;
  if (button(id, word, screen_.look(), by < 0.0F ? now > 1.0F : now < 2.5F)) screen_.give(command::SetTextScale{now + by});
}

void Chrome::hear_files() {
  if (auto told = files_.take_message()) screen_.notify(std::move(*told));
  if (files_.take_quit()) screen_.wish(Wish::quit);
}

}  // namespace syn
