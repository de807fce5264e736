#include "app/ui/widgets/style.hpp"

#include <algorithm>
#include <cmath>

namespace syn {
namespace {

constexpr float kLinePerType = 1.21F;  // line height over type size of Inter

// Latin-1, Greek, dashes and quotes, super- and subscripts, arrows, the few signs of formulas that Inter has.
constexpr ImWchar kGlyphs[] = {0x0020, 0x00FF, 0x0370, 0x03FF, 0x2009, 0x2009, 0x2010, 0x2027, 0x202F, 0x2030, 0x2039, 0x203A, 0x2070,
                               0x209F, 0x2190, 0x2199, 0x2212, 0x2212, 0x221E, 0x221E, 0x2248, 0x2248, 0x2260, 0x2265, 0};

}  // namespace

FontSizes font_sizes(float body_px, float picture_height_px) {
  const auto over_picture = [&](float type_px_of_1080, float least_px) {
    return std::round(std::max(picture_height_px * type_px_of_1080 / 1080.0F * kLinePerType, least_px));
  };
  FontSizes sizes;
  sizes.body = std::round(body_px);
  sizes.heading = std::round(body_px * 1.2F);
  sizes.label = over_picture(24.0F, body_px);
  sizes.clock = over_picture(36.0F, body_px * 1.2F);
  sizes.caption = over_picture(48.0F, body_px * 1.35F);
  return sizes;
}

Result<Fonts> load_fonts(ImFontAtlas& atlas, const DataFiles& files, const FontSizes& sizes) {
  atlas.Clear();
  Problems problems;
  const auto load = [&](const char* name, float size_px) -> ImFont* {
    const auto path = files.find(name);
    if (!path) {
      problems.insert(problems.end(), path.error().begin(), path.error().end());
      return nullptr;
    }
    ImFontConfig config;
    config.OversampleH = size_px < 30.0F ? 2 : 1;  // small letters gain from finer placing, large ones only cost memory
    config.OversampleV = 1;
    ImFont* font = atlas.AddFontFromFileTTF(path->string().c_str(), size_px, &config, kGlyphs);
    if (font == nullptr) problems.push_back({path->string(), 0, 0, "this is no font", "install the package fonts-inter"});
    return font;
  };
  constexpr const char* kMedium = "assets/fonts/Inter-Medium.otf";
  constexpr const char* kSemiBold = "assets/fonts/Inter-SemiBold.otf";
  Fonts fonts;
  fonts.sizes = sizes;
  fonts.body = load(kMedium, sizes.body);
  if (problems.empty()) {
    fonts.heading = load(kSemiBold, sizes.heading);
    fonts.label = load(kMedium, sizes.label);
    fonts.clock = load(kSemiBold, sizes.clock);
    fonts.caption = load(kMedium, sizes.caption);
  }
  if (problems.empty() && !atlas.Build()) {
    problems.push_back({kMedium, 0, 0, "the letters could not be drawn", "install the package fonts-inter"});
  }
  if (!problems.empty()) {
    atlas.Clear();
    atlas.AddFontDefault();
    atlas.Build();
    return failure(std::move(problems));
  }
  return fonts;
}

ImVec4 as_vec(Color color, float alpha) { return {color.r, color.g, color.b, color.a * alpha}; }
ImU32 as_u32(Color color, float alpha) { return ImGui::ColorConvertFloat4ToU32(as_vec(color, alpha)); }

Color mix(Color from, Color to, float share) {
  const auto blend = [share](float a, float b) { return a + (b - a) * share; };
  return {blend(from.r, to.r), blend(from.g, to.g), blend(from.b, to.b), blend(from.a, to.a)};
}

void apply_style(ImGuiStyle& style, const Theme& theme, float body_px) {
  style = ImGuiStyle();
  const float u = body_px;
  const auto pixels = [](float x) { return std::max(1.0F, std::round(x)); };
  style.WindowPadding = {pixels(0.9F * u), pixels(0.7F * u)};
  style.FramePadding = {pixels(0.5F * u), pixels(0.28F * u)};
  style.ItemSpacing = {pixels(0.55F * u), pixels(0.45F * u)};
  style.ItemInnerSpacing = {pixels(0.35F * u), pixels(0.3F * u)};
  style.CellPadding = {pixels(0.3F * u), pixels(0.2F * u)};
  style.IndentSpacing = u;
  style.ScrollbarSize = pixels(0.75F * u);
  style.GrabMinSize = pixels(0.7F * u);
  style.WindowRounding = 0.0F;
  style.ChildRounding = style.FrameRounding = style.PopupRounding = style.TabRounding = pixels(0.25F * u);
  style.GrabRounding = style.ScrollbarRounding = pixels(0.4F * u);
  style.WindowBorderSize = style.ChildBorderSize = 0.0F;
  style.FrameBorderSize = style.PopupBorderSize = theme.edge * pixels(u / 16.0F);
  style.AntiAliasedLinesUseTex = true;

  const Color panel = theme[Role::panel];
  const Color control = theme[Role::control];
  const Color text = theme[Role::text];
  const auto shade = [&](float share) { return as_vec(mix(panel, control, share)); };
  ImVec4* c = style.Colors;
  for (int i = 0; i < ImGuiCol_COUNT; ++i) c[i] = shade(0.2F);
  c[ImGuiCol_Text] = as_vec(text);
  c[ImGuiCol_TextDisabled] = as_vec(theme[Role::muted]);
  c[ImGuiCol_WindowBg] = c[ImGuiCol_PopupBg] = as_vec(panel);
  c[ImGuiCol_ChildBg] = as_vec(panel, 0.0F);
  c[ImGuiCol_Border] = as_vec(control);
  c[ImGuiCol_BorderShadow] = as_vec(panel, 0.0F);
  c[ImGuiCol_FrameBg] = c[ImGuiCol_Button] = c[ImGuiCol_Tab] = c[ImGuiCol_TabUnfocused] = shade(0.12F);
  c[ImGuiCol_FrameBgHovered] = c[ImGuiCol_FrameBgActive] = shade(0.12F);  // the word in an empty field stays clear
  c[ImGuiCol_ButtonHovered] = c[ImGuiCol_HeaderHovered] = c[ImGuiCol_TabHovered] = shade(0.28F);
  c[ImGuiCol_ButtonActive] = c[ImGuiCol_HeaderActive] = c[ImGuiCol_TabActive] = shade(0.4F);
  c[ImGuiCol_TabUnfocusedActive] = shade(0.4F);
  c[ImGuiCol_CheckMark] = c[ImGuiCol_SliderGrabActive] = as_vec(text);
  c[ImGuiCol_SliderGrab] = c[ImGuiCol_ScrollbarGrab] = as_vec(control);
  c[ImGuiCol_ScrollbarGrabHovered] = c[ImGuiCol_ScrollbarGrabActive] = as_vec(mix(control, text, 0.3F));
  c[ImGuiCol_ScrollbarBg] = as_vec(panel, 0.0F);
  c[ImGuiCol_Separator] = as_vec(theme[Role::panel_edge]);
  c[ImGuiCol_TextSelectedBg] = as_vec(theme[Role::focus], 0.22F);
  c[ImGuiCol_NavHighlight] = as_vec(theme[Role::focus], 0.0F);
  c[ImGuiCol_NavWindowingHighlight] = as_vec(theme[Role::focus]);
  c[ImGuiCol_NavWindowingDimBg] = c[ImGuiCol_ModalWindowDimBg] = as_vec(theme[Role::background_low], 0.6F);
}

}  // namespace syn
