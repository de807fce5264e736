#include "app/explore/shell.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <utility>

#include "app/console/exit_code.hpp"
#include "app/explore/shell_parts.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/panels/time/context.hpp"
#include "app/session/free_name.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "app/view/words.hpp"

namespace syn {
namespace {

// Text height for a screen: 23 px on 1080 rows (19 px type), never below 17.
float unit_for(int height_px, float text_scale) {
  return std::round(std::max(17.0F, static_cast<float>(height_px) * 23.0F / 1080.0F) * text_scale);
}

// The windows of the panels: side by side, nothing of theirs lies over another.
constexpr std::array<std::string_view, 6> kPanelWindows{"bar", "caption", "editor", "curves", "timeline", "line"};

}  // namespace

Result<Resources> Resources::load(const DataFiles& files, const Parameters& parameters) {
  Resources resources;
  for (const LocaleName name : {LocaleName::en, LocaleName::sv}) {
    auto locale = Locale::load(files, name_of(name));
    if (!locale) return failure(std::move(locale.error()));
    resources.locales.push_back(std::move(*locale));
  }
  for (const char* name : {"dark", "light", "dark_high_contrast", "light_high_contrast"}) {
    auto theme = load_theme(files, name);
    if (!theme) return failure(std::move(theme.error()));
    resources.themes.push_back(*theme);
  }
  auto lookup = Lookup::load(files, parameters);
  if (!lookup) return failure(std::move(lookup.error()));
  resources.lookup = std::move(*lookup);
  return resources;
}

Shell::Shell(Session& session, Gui& gui, SceneView& show, const Resources& resources, const DataFiles& files, UserData& user_data)
    : session_(session),
      gui_(gui),
      scene_(show),
      resources_(resources),
      user_data_(user_data),
      files_box_(session, user_data, files),
      panels_(make_panels()),
      last_place_(here()) {
  // What is wrong with the file is for `check` to say; without it nothing is laid over the curves.
  if (auto scores = load_published_scores(files, session.parameters())) published_ = std::move(*scores);
  exports_.version = version();
  auto schedules = load_schedules(files, session.parameters());
  if (schedules) {
    schedules_ = std::move(*schedules);
  } else {
    notify(to_text(schedules.error().front()));
  }
}

Shell::~Shell() = default;

Panel& Shell::panel(PanelName name) {
  return **std::find_if(panels_.begin(), panels_.end(), [name](const auto& panel) { return panel->name() == name; });
}

UiLook Shell::look() const { return {theme(), locale(), unit_px_, gui_.fonts().heading}; }

PanelContext Shell::context() {
  return {session_.state(),  *session_.run(), session_.parameters(), locale(),   theme(),   unit_px_,   gui_.fonts().heading,
          commands_,         gesture_,        session_.pinned(),     published_, &exports_, schedules_, &in_view_,
          &resources_.lookup};
}

void Shell::notify(std::string message) {
  message_ = std::move(message);
  message_seconds_ = 6.0F;
  touch();
}

// --- one frame -----------------------------------------------------------------------------------------------

void Shell::advance(float seconds) {
  if (voice_.failed()) notify(locale().text("shell.no_voice"_key));
  const bool travelled = scene_.gliding();
  scene_.advance(seconds, session_.state());
  if (travelled && !scene_.gliding()) touch();  // arrived: now the words are due
  awake_seconds_ = std::max(0.0F, awake_seconds_ - seconds);
  if (!scene_.gliding()) session_.advance(seconds);  // the story waits while the camera travels
  if (message_seconds_ > 0.0F) {
    message_seconds_ -= seconds;
    if (message_seconds_ <= 0.0F) touch();
  }
}

bool Shell::wants_redraw() const {
  return stale_ > 0 || awake_seconds_ > 0.0F || scene_.gliding() || session_.state().playhead.playing ||
         session_.revision() != drawn_revision_;
}

Wishes Shell::draw(int width_px, int height_px, double /*display_scale*/, float seconds, const std::function<void()>& bind) {
  if (session_.revision() != drawn_revision_ && !session_.state().playhead.playing) touch();
  drawn_revision_ = session_.revision();
  remember_place();
  stale_ = std::max(0, stale_ - 1);
  unit_px_ = unit_for(height_px, session_.state().view.text_scale);
  needs_.strips = static_cast<int>(count_context(session_.state().scenario));
  const PanelName front = view().front;
  needs_.list = front == PanelName::person || front == PanelName::lab || front == PanelName::parameters;
  const LayoutNeeds needs = needs_;
  Layout layout = make_layout(static_cast<float>(width_px), static_cast<float>(height_px), unit_px_, needs);
  // Reading takes the whole column; the curves come back with the tab of an editor.
  const bool curves_tab = layout.one_column;
  const bool reading = front == PanelName::inspector || front == PanelName::words;
  if (reading && !layout.one_column) {
    layout.editor.height += layout.curves.height;
    layout.curves = {layout.curves.x, layout.editor.bottom(), layout.curves.width, 0.0F};
    layout.one_column = true;
  }
  gui_.begin(width_px, height_px, seconds, theme(), font_sizes(unit_px_, layout.picture.height));

  const auto picture_width = static_cast<int>(layout.picture.width);
  const bool strip = layout.caption.height > 0.0F;  // the caption stands below the picture, not over its foot
  const auto band = strip ? 0 : static_cast<int>(caption_band(gui_.fonts(), 2));
  const auto picture_height = std::max(16, static_cast<int>(layout.picture.height) - band);
  if (picture_shown_) scene_.paint(session_.run(), session_.state(), theme(), picture_width, picture_height, render_scale_);

  // Where the screen is low for the text, everything stands closer.
  const bool roomy = static_cast<float>(height_px) >= kRoomyHeight * unit_px_;
  const auto spaced = [&](float x, float y) { return ImVec2{std::round(x * unit_px_), std::round(y * unit_px_)}; };
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, roomy ? spaced(0.75F, 0.5F) : spaced(0.45F, 0.3F));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, roomy ? spaced(0.5F, 0.38F) : spaced(0.4F, 0.3F));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, roomy ? ImGui::GetStyle().FramePadding : spaced(0.4F, 0.2F));

  control_report::point_out(view().highlight, look());
  commands_.clear();
  gesture_ = 0;  // a panel sets it while a drag lasts
  // Behind a question nothing can be reached, by mouse or by Tab.
  const bool dialog = view().dialog != Dialog::none || files_box_.open();
  if (dialog) ImGui::BeginDisabled();
  picture(layout.picture, picture_height, static_cast<float>(band));
  if (strip) caption_strip(layout.caption);
  bar(layout.bar);
  editor_tabs(layout.editor, curves_tab);
  if (!layout.one_column) panel_window("curves", layout.curves, PanelName::curves);
  panel_window("timeline", layout.timeline, PanelName::timeline);
  teaching_line(layout.line);
  follow_pointing();
  if (dialog) ImGui::EndDisabled();
  const auto width = static_cast<float>(width_px);
  const auto height = static_cast<float>(height_px);
  files_box_.draw(look(), width, height);
  dialog_window(width, height);
  if (gesture_ != 0 || needs_ != needs) touch();
  ImGui::PopStyleVar(3);
  gui_.end();

  refresh_panels(layout, width_px, height_px, seconds, !dialog);
  bind();
  const int scene_y = height_px - static_cast<int>(layout.picture.y) - picture_height;
  if (picture_shown_) {
    // All but the place of the scene: a software renderer pays for every copied pixel.
    const int scene_x = static_cast<int>(layout.picture.x);
    const int right = scene_x + picture_width;
    const int above = scene_y + picture_height;
    panels_picture_->copy_part_to_bound(0, above, width_px, height_px - above);
    panels_picture_->copy_part_to_bound(right, scene_y, width_px - right, picture_height);
    panels_picture_->copy_part_to_bound(0, scene_y, scene_x, picture_height);
    panels_picture_->copy_part_to_bound(0, 0, width_px, scene_y);
    scene_.blit(scene_x, scene_y);
  } else {
    panels_picture_->copy_to_bound();
  }
  gui_.draw_others(kPanelWindows);

  // What the hand did this frame takes effect before the next one.
  session_.submit(commands_, gesture_);
  write_exports();
  if (auto told = files_box_.take_message()) notify(std::move(*told));
  if (files_box_.take_quit()) wish(Wish::quit);
  if (!session_.refusal().empty()) {
    notify(locale().text(Sentence{"shell.refused"_key, {{"reason", to_text(session_.refusal().front())}}}));
    session_.forget_refusal();
  }
  return std::exchange(in_view_.wishes, {});
}

// The panels are kept in a picture of their own, and only what changes of them is drawn again: a software renderer
// spends more on them than on the scene. While the story only plays that is ten times a second, one
// panel a frame: nobody reads a number faster. The first touch draws everything as it is.
void Shell::refresh_panels(const Layout& layout, int width_px, int height_px, float seconds, bool may_wait) {
  constexpr float kPanelSeconds = 0.1F;
  const Color ground = theme()[Role::panel];
  const bool fits = panels_picture_ && panels_picture_->width() == width_px && panels_picture_->height() == height_px;
  if (!fits || panels_layout_ != layout || panels_ground_ != ground) {
    if (!fits) panels_picture_.emplace(width_px, height_px);
    panels_picture_->clear_part(0, 0, width_px, height_px, ground.r, ground.g, ground.b);
    panels_layout_ = layout;
    panels_ground_ = ground;
    panels_shown_ = {};
  }
  const bool only_plays = may_wait && session_.state().playhead.playing && awake_seconds_ <= 0.0F && stale_ == 0;
  const std::array areas{layout.bar, layout.caption, layout.editor, layout.curves, layout.timeline, layout.line};
  static_assert(areas.size() == kPanelWindows.size());
  bool drawn = false;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    ShownPanel& shown = panels_shown_[i];
    shown.age += seconds;
    const std::uint64_t signature = gui_.signature(kPanelWindows[i]);
    if (shown.signature == signature) continue;
    if (only_plays && shown.signature != 0 && (drawn || shown.age < kPanelSeconds)) continue;
    shown.signature = signature;
    shown.age = 0.0F;
    drawn = true;
    shown.trace.update(kPanelWindows[i], areas[i], ground, *panels_picture_);
  }
}

// Into the current folder, under a name that is still free.
void Shell::write_exports() {
  for (const MadeFile& file : std::exchange(exports_.made, {})) {
    const auto path = free_name(file.name);
    const auto written = path ? write_file(*path, file.bytes) : Result<void>(failure(path.error()));
    notify(written ? path->string() : to_text(written.error()));
  }
}

}  // namespace syn
