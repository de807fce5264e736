// The picture of the shell with its words: labels, clock, badge, caption, messages, and what the mouse points at.
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/explore/shell.hpp"
#include "app/explore/shell_parts.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "app/view/words.hpp"

namespace syn {

void Shell::picture(const Area& area, int height_px, float band_px) {
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0F, 0.0F});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
  ImGui::Begin("picture", nullptr, kFixed | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(2);
  ImGui::InvisibleButton("scene", {area.width, area.height}, ImGuiButtonFlags_AllowItemOverlap);
  ImGui::SetItemAllowOverlap();  // the button over it has the mouse
  picture_focused_ = ImGui::IsItemFocused() || ImGui::IsItemActive();
  const bool scene_hovered = ImGui::IsItemHovered();
  look_around();
  focus_stop(look(), "scene");

  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const Color ground = theme()[Role::background];
  if (scene_.fade() > 0.0F) draw.AddRectFilled({area.x, area.y}, {area.right(), area.bottom()}, as_u32(ground, scene_.fade()));
  if (picture_shown_ && scene_.words_alpha() > 0.0F) {
    const State& state = session_.state();
    const StageReport report = scene_.report(session_.run(), {state.playhead.time_h}, state.view);
    OverlayContent content = overlay_content(scene_, report, state, locale(), height_px, !scene_.gliding());
    if (const char* words = viewpoint_words()) content.reserved = viewpoint_box(words, static_cast<float>(height_px));
    in_view_.caption = report.caption;
    in_view_.lens_note = report.lens_note;
    in_view_.badge = sign_of(report.badge);
    caption_words_ = std::move(content.caption);
    note_words_ = std::move(content.lens_note);
    if (band_px > 0.0F) {  // else they stand in a strip of their own
      content.caption = caption_words_;
      content.lens_note = note_words_;
    } else {
      content.caption.clear();
      content.lens_note.clear();
    }
    content.band_px = band_px;
    content.teaching_line = false;  // it stands at the foot of the screen
    const OverlayLook overlay{theme(), locale(), gui_.fonts()};
    const OverlayPlan plan = plan_overlay(Box{area.x, area.y, area.right(), area.bottom()}, content, overlay);
    look_up(area, content, plan, scene_hovered);
    draw_overlay(draw, plan, content, overlay);
  }
  viewpoint_button(area, static_cast<float>(height_px));
  message(area);
  ImGui::End();
}

// Where the picture is low for the text, its caption stands below it and scrolls: by wheel, or with the focus on it by
// arrows.
void Shell::caption_strip(const Area& area) {
  place(area);
  ImGui::Begin("caption", nullptr, kFixed & ~ImGuiWindowFlags_NoScrollbar);
  ImGui::TextUnformatted(wrapped(caption_words_, ImGui::GetContentRegionAvail().x).c_str());
  if (!note_words_.empty()) paragraph(note_words_.c_str(), look());
  if (const float more = ImGui::GetScrollMaxY(); more > 0.0F) {
    const ImVec2 pad = ImGui::GetStyle().WindowPadding;
    ImGui::SetCursorScreenPos({area.x + pad.x, area.y + pad.y});
    ImGui::InvisibleButton("read", {ImGui::GetContentRegionAvail().x, area.height - 2.0F * pad.y});
    if (item_has_keys()) {
      if (const int arrow = take_vertical_arrows(); arrow != 0)
        ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + static_cast<float>(arrow) * ImGui::GetTextLineHeightWithSpacing(), 0.0F, more));
    }
    focus_stop(look(), "read");
  }
  ImGui::End();
}

// The label under the mouse, or the one whose anchor is nearest: the inspector tells of it. A frame is drawn around it
// while it is pointed at, and as long as the inspector is in front.
void Shell::look_up(const Area& area, const OverlayContent& content, const OverlayPlan& plan, bool hovered) {
  const auto labels = scene_.canvas().labels();
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < plan.labels.size() && i < labels.size(); ++i) {
    if (plan.labels[i].shown) shown.push_back(i);
  }
  std::sort(shown.begin(), shown.end(), [&](std::size_t a, std::size_t b) { return plan.labels[a].box.top < plan.labels[b].box.top; });
  in_view_.labels.clear();
  for (const std::size_t i : shown) {
    in_view_.labels.push_back(labels[i].label.text.key.id());
    control_report::add_part(in_view_.labels.back(), plan.labels[i].box, false);
  }

  const ImVec2 mouse = ImGui::GetIO().MousePos;
  std::optional<std::size_t> under;
  float nearest = 1.2F * unit_px_;
  for (const std::size_t i : shown) {
    if (!hovered) break;
    const float away = std::hypot(area.x + content.labels[i].x - mouse.x, area.y + content.labels[i].y - mouse.y);
    const bool inside = plan.labels[i].box.holds(mouse.x, mouse.y);
    if (!inside && away >= nearest) continue;
    under = i;
    nearest = inside ? 0.0F : away;
  }
  if (under && in_view_.labels.size() == shown.size()) {
    const std::string_view key = labels[*under].label.text.key.id();
    pointed_anew_ = pointed_anew_ || !pointing_ || pointed_at_ != key;
    pointed_at_ = key;
  }
  pointing_ = under.has_value();
  if (!under && view().front != PanelName::inspector) return;
  for (const std::size_t i : shown) {
    const bool meant = under ? i == *under : labels[i].label.text.key.id() == pointed_at_;
    if (!meant) continue;
    const Box& box = plan.labels[i].box;
    const float out = 0.2F * unit_px_;
    const ImU32 color = as_u32(theme()[Role::focus]);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddRect({box.left - out, box.top - out}, {box.right + out, box.bottom + out}, color, out, 0, 2.0F);
    draw.AddCircle({area.x + content.labels[i].x, area.y + content.labels[i].y}, 0.35F * unit_px_, color, 0, 2.0F);
    break;
  }
}

// Where a scene can be looked at from two places: a way to the other one, under the clock.
Box Shell::viewpoint_box(const char* words, float picture_height) const {
  const float u = unit_px_;
  const ImVec2 text = ImGui::CalcTextSize(words);
  const Box box{0.6F * u, 2.9F * u, 0.6F * u + text.x + 2.4F * ImGui::GetStyle().FramePadding.x,
                2.9F * u + text.y + 2.0F * ImGui::GetStyle().FramePadding.y};
  // Where the text is large and the picture low there is no room; the key of the scale leads there, too.
  return box.bottom > 0.45F * picture_height ? Box{} : box;
}

const char* Shell::viewpoint_words() const {
  const View& view = session_.state().view;
  if (scene_.gliding() || !scene_.stage(view.stage).has(Viewpoint::signals)) return nullptr;
  return view.viewpoint == Viewpoint::usual ? locale().text("shell.look_inside"_key) : locale().text("shell.look_at_cleft"_key);
}

void Shell::viewpoint_button(const Area& area, float picture_height) {
  const char* words = viewpoint_words();
  if (words == nullptr) return;
  const Box box = viewpoint_box(words, picture_height);
  if (box.width() <= 0.0F) return;
  const float out = 0.2F * unit_px_;  // its edge stands out from the panels' colour, whatever the scene shows
  ImGui::GetWindowDrawList()->AddRectFilled({area.x + box.left - out, area.y + box.top - out},
                                            {area.x + box.right + out, area.y + box.bottom + out}, as_u32(theme()[Role::panel]),
                                            2.0F * out);
  ImGui::SetCursorScreenPos({area.x + box.left, area.y + box.top});
  if (button("viewpoint", words, look())) commands_.push_back(command::SetViewpoint{other_viewpoint(session_.state().view.viewpoint)});
}

void Shell::message(const Area& area) {
  if (message_seconds_ <= 0.0F) return;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float wrap = 0.7F * area.width;
  const ImVec2 size = ImGui::CalcTextSize(message_.c_str(), nullptr, false, wrap);
  const ImVec2 at{area.x + (area.width - size.x) / 2.0F, area.y + 0.16F * area.height};
  const float pad = 0.7F * unit_px_;
  draw.AddRectFilled({at.x - pad, at.y - pad}, {at.x + size.x + pad, at.y + size.y + pad}, as_u32(theme()[Role::panel]), 6.0F);
  draw.AddRect({at.x - pad, at.y - pad}, {at.x + size.x + pad, at.y + size.y + pad}, as_u32(theme()[Role::focus]), 6.0F, 0, 2.0F);
  draw.AddText(gui_.fonts().body, gui_.fonts().body->FontSize, at, as_u32(theme()[Role::text]), message_.c_str(), nullptr, wrap);
}

}  // namespace syn
