#include "app/shell/ladder.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "app/ui/overlay/overlay.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "gfx/target.hpp"

namespace syn {
namespace {

constexpr int kPictureWidth = 128, kPictureHeight = 80;
constexpr float kPad = 0.35F;  // text heights
constexpr float kGap = 0.3F;

}  // namespace

bool Ladder::prepare_another() {
  for (std::size_t i = 0; i < rungs_.size(); ++i) {
    Rung& rung = rungs_[i];
    if (rung.theme == &screen_.theme()) continue;
    const RenderTarget target(kPictureWidth, kPictureHeight);
    target.bind();
    scene_.paint_step(kScaleSteps[i], screen_.session.run(), screen_.view(), screen_.theme(), kPictureWidth, kPictureHeight);
    scene_.blit(0, 0);
    const Image image = target.read();
    std::vector<std::uint8_t> rgba;
    rgba.reserve(static_cast<std::size_t>(kPictureWidth * kPictureHeight) * 4);
    for (std::size_t p = 0; p < image.rgb.size(); p += 3)
      rgba.insert(rgba.end(), {image.rgb[p], image.rgb[p + 1], image.rgb[p + 2], std::uint8_t{255}});
    rung.picture = GlTexture::make();
    fill_color_texture(rung.picture.id(), kPictureWidth, kPictureHeight, rgba.data());
    rung.theme = &screen_.theme();
    return true;
  }
  return false;
}

const char* Ladder::name(ScaleStep step) const {
  return screen_.text(step.viewpoint == Viewpoint::signals ? "shell.signals"_key : named_key<"shell.">(step.stage));
}

// To one digit: it is about the power of ten.
std::string Ladder::size_words(ScaleStep step) const {
  const Stage& stage = scene_.stage(step.stage);
  const Camera home = stage.home(step.viewpoint);
  const double nanometres = 2.0 * home.distance * std::tan(home.field_of_view / 2.0) * stage.nanometres_per_unit();
  const double decade = std::pow(10.0, std::floor(std::log10(nanometres)));
  return length_text(std::round(nanometres / decade) * decade, screen_.locale());
}

bool Ladder::draw_rung(std::size_t index, ImVec2 size, bool words) const {
  const ScaleStep step = kScaleSteps[index];
  const UiLook look = screen_.look();
  const float u = screen_.unit_px;
  const bool here = index_of(screen_.view().scale_step()) == static_cast<int>(index);
  const std::string id = step.viewpoint == Viewpoint::signals ? "signals" : std::string(name_of(step.stage));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool pressed = ImGui::InvisibleButton(id.c_str(), size) || (item_has_keys() && key_pressed(ImGuiKey_Enter));
  const bool hovered = ImGui::IsItemHovered();
  focus_stop(look, id.c_str());
  if (!words) explain_item((std::string(name(step)) + ", " + size_words(step)).c_str(), look);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImVec2 far{at.x + size.x, at.y + size.y};
  const float words_px = words ? 2.0F * u : 0.0F;
  // The picture keeps its shape: what does not fit is cut at both ends.
  const ImVec2 low{at.x + 0.15F * u, at.y + 0.15F * u}, high{far.x - 0.15F * u, far.y - 0.15F * u - words_px};
  if (here || hovered)
    draw.AddRectFilled(at, far, as_u32(mix(look.theme[Role::panel], look.theme[Role::control], here ? 0.38F : 0.28F)), 0.25F * u);
  draw.AddRectFilled(low, high, as_u32(look.theme[Role::background]));
  if (const Rung& rung = rungs_[index]; rung.theme == &screen_.theme()) {
    const float shape = (high.x - low.x) / (high.y - low.y) * static_cast<float>(kPictureHeight) / static_cast<float>(kPictureWidth);
    const float across = std::min(1.0F, shape), along = std::min(1.0F, 1.0F / shape);
    draw.AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(rung.picture.id())), low, high,
                  {0.5F - 0.5F * across, 0.5F - 0.5F * along}, {0.5F + 0.5F * across, 0.5F + 0.5F * along});
  }
  if (here) draw.AddRectFilled({at.x, at.y + 0.25F * u}, {at.x + 0.14F * u, far.y - 0.25F * u}, as_u32(look.theme[Role::text]), 0.07F * u);
  if (!words) return pressed;
  const ImU32 ink = as_u32(look.theme[here || hovered ? Role::text : Role::muted]);
  draw.AddText({std::round(low.x + 0.1F * u), std::round(far.y - 2.05F * u)}, ink, name(step));
  draw.AddText({std::round(low.x + 0.1F * u), std::round(far.y - 1.1F * u)}, ink, size_words(step).c_str());
  return pressed;
}

float Ladder::draw(const Area& area) {
  const float u = screen_.unit_px;
  const float pad = std::round(kPad * u), gap = std::round(kGap * u);
  float needed = 0.0F;
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pad, pad});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0.0F, gap});
  ImGui::Begin("ladder", nullptr, kFixed);
  for (const ScaleStep step : kScaleSteps)
    needed = std::max({needed, ImGui::CalcTextSize(name(step)).x, ImGui::CalcTextSize(size_words(step).c_str()).x});
  needed = std::round(needed + 0.7F * u + 2.0F * pad);
  const auto count = static_cast<float>(kScaleSteps.size());
  const float room = (area.height - 2.0F * pad - gap * (count - 1.0F)) / count;
  const bool words = area.width >= needed && room >= 4.0F * u;
  const float high = std::floor(std::min(room, words ? 6.5F * u : 4.0F * u));
  for (std::size_t i = 0; i < kScaleSteps.size(); ++i) {
    if (!draw_rung(i, {area.width - 2.0F * pad, high}, words)) continue;
    screen_.give(command::SetStage{kScaleSteps[i].stage});
    screen_.give(command::SetViewpoint{kScaleSteps[i].viewpoint});
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
  return needed;
}

}  // namespace syn
