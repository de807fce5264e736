#include "app/shell/chrome.hpp"

#include <imgui.h>

#include <cmath>
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

bool Chrome::has_message() {
  if (!screen_.message.empty()) {
    message_ = std::exchange(screen_.message, {});
    message_seconds_ = 6.0F;
  }
  return message_seconds_ > 0.0F;
}

// On a plate, into the window under way.
void Chrome::draw_message(ImVec2 at, ImVec2 size, float wrap) const {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const Theme& theme = screen_.theme();
  const ImFont* font = screen_.fonts.body;
  const float pad = 0.7F * screen_.unit_px;
  draw.AddRectFilled({at.x - pad, at.y - pad}, {at.x + size.x + pad, at.y + size.y + pad}, as_u32(theme[Role::panel]), 6.0F);
  draw.AddRect({at.x - pad, at.y - pad}, {at.x + size.x + pad, at.y + size.y + pad}, as_u32(theme[Role::focus]), 6.0F, 0, 2.0F);
  draw.AddText(font, font->FontSize, at, as_u32(theme[Role::text]), message_.c_str(), nullptr, wrap);
}

void Chrome::message(const Area& area) {
  if (!has_message()) return;
  const float wrap = 0.7F * area.width;
  const ImVec2 size = ImGui::CalcTextSize(message_.c_str(), nullptr, false, wrap);
  draw_message({area.x + (area.width - size.x) / 2.0F, area.y + 0.16F * area.height}, size, wrap);
}

void Chrome::message_at_foot(float width_px, float bottom_px) {
  if (!has_message()) return;
  const float pad = std::round(0.9F * screen_.unit_px);
  const float wrap = 0.7F * width_px;
  const ImVec2 size = ImGui::CalcTextSize(message_.c_str(), nullptr, false, wrap);
  place({0.0F, bottom_px - size.y - 2.0F * pad, size.x + 2.0F * pad, size.y + 2.0F * pad});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1.0F, 1.0F});
  ImGui::Begin("message", nullptr, kFixed | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoNav);
  draw_message({pad, bottom_px - size.y - pad}, size, wrap);
  ImGui::End();
  ImGui::PopStyleVar();
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
