#include "app/shell.hpp"

#include <SDL.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <utility>

#include "app/run.hpp"
#include "app/words.hpp"
#include "panels/beside.hpp"
#include "ui/choice_layout.hpp"
#include "ui/control_report.hpp"
#include "ui/focus.hpp"
#include "ui/widgets.hpp"
#include "ui/wrap.hpp"

namespace syn {
namespace {

// The tabs of the right column, in order: one line a panel. The curves have a place of their own where there is room.
struct EditorTab {
  PanelName panel;
  TextKey words;
};
constexpr std::array kEditorTabs{
    EditorTab{PanelName::dose, "shell.dose_tab"_key},
    EditorTab{PanelName::therapy, "shell.therapy_tab"_key},
    EditorTab{PanelName::person, "shell.person_tab"_key},
    EditorTab{PanelName::lab, "shell.lab_tab"_key},
    EditorTab{PanelName::parameters, "shell.parameters_tab"_key},
    EditorTab{PanelName::curves, "shell.curves"_key},
    EditorTab{PanelName::inspector, "lookup.tab"_key},
    EditorTab{PanelName::words, "words.tab"_key},
};

// The screen is cleared in the panels' colour, so their windows need no ground of their own: a software renderer pays
// for every filled pixel.
constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoBackground |
                                    ImGuiWindowFlags_NoFocusOnAppearing;  // the curves come back: the focus stays where it is

// Text height for a screen: 23 px on 1080 rows (19 px type), never below 17.
float unit_for(int height_px, float text_scale) {
  return std::round(std::max(17.0F, static_cast<float>(height_px) * 23.0F / 1080.0F) * text_scale);
}

// The windows of the panels: side by side, nothing of theirs lies over another.
constexpr std::array<std::string_view, 5> kPanelWindows{"bar", "editor", "curves", "timeline", "line"};

void place(const Area& area) {
  ImGui::SetNextWindowPos({area.x, area.y});
  ImGui::SetNextWindowSize({area.width, area.height});
}

std::optional<KeyPress> named_key(const SDL_Keysym& key) {
  const bool ctrl = (key.mod & KMOD_CTRL) != 0;
  const bool shift = (key.mod & KMOD_SHIFT) != 0;
  if (key.sym >= SDLK_F1 && key.sym <= SDLK_F12) {
    return KeyPress{static_cast<KeyCode>(static_cast<std::uint32_t>(KeyCode::f1) + static_cast<std::uint32_t>(key.sym - SDLK_F1)), ctrl, shift};
  }
  switch (key.sym) {
    case SDLK_ESCAPE: return KeyPress{KeyCode::escape, ctrl, shift};
    case SDLK_RETURN:
    case SDLK_KP_ENTER: return KeyPress{KeyCode::enter, ctrl, shift};
    case SDLK_LEFT: return KeyPress{KeyCode::left, ctrl, shift};
    case SDLK_RIGHT: return KeyPress{KeyCode::right, ctrl, shift};
    case SDLK_UP: return KeyPress{KeyCode::up, ctrl, shift};
    case SDLK_DOWN: return KeyPress{KeyCode::down, ctrl, shift};
    case SDLK_HOME: return KeyPress{KeyCode::home, ctrl, shift};
    case SDLK_PAGEUP: return KeyPress{KeyCode::page_up, ctrl, shift};
    case SDLK_PAGEDOWN: return KeyPress{KeyCode::page_down, ctrl, shift};
    case SDLK_BACKSPACE: return KeyPress{KeyCode::backspace, ctrl, shift};
    case SDLK_END: return KeyPress{KeyCode::end, ctrl, shift};
    default: break;
  }
  // Characters come as text (that is what the layout makes of them); with Ctrl held they type nothing.
  if (ctrl && key.sym > 32 && key.sym < 127) return KeyPress{key_of(static_cast<char>(key.sym)), true, shift};
  return std::nullopt;
}

Viewpoint other_viewpoint(Viewpoint now) { return now == Viewpoint::usual ? Viewpoint::signals : Viewpoint::usual; }

std::optional<KeyPress> typed_key(const char* text) {
  if (text[0] == '\0' || text[1] != '\0' || static_cast<unsigned char>(text[0]) >= 127) return std::nullopt;
  const bool upper = text[0] >= 'A' && text[0] <= 'Z';
  const char c = upper ? static_cast<char>(text[0] - 'A' + 'a') : text[0];
  return KeyPress{key_of(c), false, upper};
}

}  // namespace

Result<Looks> Looks::load(const DataFiles& files) {
  Looks looks;
  for (const LocaleName name : {LocaleName::en, LocaleName::sv}) {
    auto locale = Locale::load(files, name_of(name));
    if (!locale) return failure(std::move(locale.error()));
    looks.locales.push_back(std::move(*locale));
  }
  for (const ThemeName name : {ThemeName::dark, ThemeName::light}) {
    auto theme = load_theme(files, name_of(name));
    if (!theme) return failure(std::move(theme.error()));
    looks.themes.push_back(*theme);
  }
  auto lookup = Lookup::load(files);
  if (!lookup) return failure(std::move(lookup.error()));
  looks.lookup = std::move(*lookup);
  return looks;
}

Shell::Shell(Session& session, Gui& gui, Show& show, const Looks& looks, const DataFiles& files, Desk& desk)
    : session_(session), gui_(gui), show_(show), looks_(looks), desk_(desk), files_box_(session, desk, files), panels_(make_panels()), last_place_(here()) {
  // What is wrong with the file is for `check` to say; without it nothing is laid over the curves.
  if (auto scores = load_published_scores(files, session.parameters())) published_ = std::move(*scores);
  exports_.version = version();
  auto schedules = load_schedules(files, session.parameters());
  if (schedules) {
    schedules_ = std::move(*schedules);
  } else {
    tell(to_text(schedules.error().front()));
  }
}

Shell::~Shell() = default;

Panel& Shell::panel(PanelName name) {
  return **std::find_if(panels_.begin(), panels_.end(), [name](const auto& panel) { return panel->name() == name; });
}

UiLook Shell::look() const { return {theme(), locale(), unit_px_, gui_.fonts().heading}; }

PanelContext Shell::context() {
  return {session_.state(), session_.trajectory(), session_.parameters(), locale(), theme(), unit_px_, gui_.fonts().heading, commands_, gesture_,
          session_.pinned(), published_, &exports_, schedules_, &in_view_, &looks_.lookup};
}

void Shell::tell(std::string message) {
  message_ = std::move(message);
  message_seconds_ = 6.0F;
  touch();
}

// --- the hand ------------------------------------------------------------------------------------------------

void Shell::handle(const SDL_Event& event) {
  touch();
  awake_seconds_ = 0.6F;  // long enough for a hint to come up under a resting mouse
  switch (event.type) {
    case SDL_QUIT: quit_question_ = true; break;
    case SDL_KEYDOWN:
      if (const auto key = named_key(event.key.keysym)) press(*key);
      break;
    case SDL_TEXTINPUT:
      if (const auto key = typed_key(event.text.text)) press(*key);
      break;
    case SDL_MULTIGESTURE: {
      // Two fingers: the distance between them changes by a share of the screen.
      constexpr float kPinch = 4.0F;
      if (std::abs(event.mgesture.dDist) > 0.0005F) turn(0.0F, 0.0F, std::exp(-kPinch * event.mgesture.dDist));
      break;
    }
    case SDL_DROPFILE:
      files_box_.open_file(event.drop.file);
      SDL_free(event.drop.file);
      break;
    default: break;
  }
}

void Shell::press(const KeyPress& press) {
  // A dialog has the keys. Enter is for the button that has the focus: at first the one that loses nothing.
  if (quit_question_ || help_ || settings_) {
    if (help_) {
      constexpr float kPage = 12.0F;
      if (press.key == KeyCode::up) help_scroll_ -= 3.0F;
      if (press.key == KeyCode::down) help_scroll_ += 3.0F;
      if (press.key == KeyCode::page_up) help_scroll_ -= kPage;
      if (press.key == KeyCode::page_down) help_scroll_ += kPage;
    }
    if (press.key == KeyCode::escape) quit_question_ = help_ = settings_ = false;
    return;
  }
  if (files_box_.open()) return files_box_.press(press);
  if (const auto action = action_of(press, picture_focused_, ImGui::GetIO().WantTextInput, session_.state().view.letter_keys)) act(*action);
}

void Shell::act(KeyAction action) {
  const State& state = session_.state();
  constexpr float kTurn = 0.08F;
  switch (action) {
    case KeyAction::pause: return session_.submit(command::Play{!state.playhead.playing});
    case KeyAction::step: return session_.submit(command::Step{1});
    case KeyAction::step_back: return session_.submit(command::Step{-1});
    case KeyAction::next_event: return session_.submit(command::NextEvent{1});
    case KeyAction::previous_event: return session_.submit(command::NextEvent{-1});
    case KeyAction::lens_coarser: return set_lens(1);
    case KeyAction::lens_finer: return set_lens(-1);
    case KeyAction::stage_circuit: return go_to(StageName::circuit);
    case KeyAction::stage_dendrite: return go_to(StageName::dendrite);
    case KeyAction::stage_synapse: return go_to(StageName::synapse);
    case KeyAction::stage_receptor: return go_to(StageName::receptor);
    case KeyAction::orbit_left: return turn(-kTurn, 0.0F, 1.0F);
    case KeyAction::orbit_right: return turn(kTurn, 0.0F, 1.0F);
    case KeyAction::orbit_up: return turn(0.0F, kTurn, 1.0F);
    case KeyAction::orbit_down: return turn(0.0F, -kTurn, 1.0F);
    case KeyAction::zoom_in: return turn(0.0F, 0.0F, 0.9F);
    case KeyAction::zoom_out: return turn(0.0F, 0.0F, 1.0F / 0.9F);
    case KeyAction::rescue_camera:
      if (state.view.camera) previous_place_ = here();
      return session_.submit(command::ResetCamera{});
    case KeyAction::previous_view: return go_back();
    case KeyAction::next_hypothesis: return next_hypothesis();
    case KeyAction::add_dose:
    case KeyAction::add_therapy:
    case KeyAction::copy_marker:
    case KeyAction::paste_marker:
    case KeyAction::duplicate_marker: return edit_markers(action);
    // The controls act on these themselves.
    case KeyAction::remove_marker:
    case KeyAction::move_marker:
    case KeyAction::leap_marker:
    case KeyAction::seek_marker:
    case KeyAction::next_stop:
    case KeyAction::previous_stop: return;
    case KeyAction::language:
      return session_.submit(command::SetLocale{state.view.locale == LocaleName::en ? LocaleName::sv : LocaleName::en});
    case KeyAction::theme: return session_.submit(command::SetTheme{state.view.theme == ThemeName::dark ? ThemeName::light : ThemeName::dark});
    case KeyAction::reduced_motion: return session_.submit(command::SetReducedMotion{!state.view.reduced_motion});
    case KeyAction::full_screen: full_screen_wanted_ = true; return;
    case KeyAction::undo: return undo_or_redo(true);
    case KeyAction::redo: return undo_or_redo(false);
    case KeyAction::compare:
      return state.pinned ? session_.submit(command::ClearPin{}) : session_.submit(command::SetPin{});
    case KeyAction::export_table: table_wanted_ = true; return;
    case KeyAction::save: return files_box_.save();
    case KeyAction::save_as: return files_box_.ask_save();
    case KeyAction::open: return files_box_.ask_open();
    case KeyAction::share: return files_box_.share(locale());
    case KeyAction::settings: settings_ = true; return;
    case KeyAction::picture: picture_wanted_ = true; return;
    case KeyAction::help: help_ = true; return;
    case KeyAction::inspector: return turn_to(LookupPage::thing);
    case KeyAction::sources: return turn_to(LookupPage::sources);
    case KeyAction::glossary: return turn_to(LookupPage::glossary);
    case KeyAction::quit: quit_question_ = true; return;
  }
}

// Brings the page to the front; the inspector, once there, goes on to the next label of the picture.
void Shell::turn_to(LookupPage page) {
  const bool there = editor_ == PanelName::inspector;
  editor_ = PanelName::inspector;
  in_view_.turn_to = page;
  const auto& labels = in_view_.labels;
  if (page != LookupPage::thing || labels.empty()) return;
  const auto at = std::find(labels.begin(), labels.end(), in_view_.pointed_at);
  if (at != labels.end() && !there) return;
  in_view_.pointed_at = at == labels.end() || at + 1 == labels.end() ? labels.front() : *(at + 1);
  ++in_view_.pointings;
}

// To a scale; again, once there: to the next place from which it can be looked at.
void Shell::go_to(StageName stage) {
  const View& view = session_.state().view;
  if (view.stage != stage) return session_.submit(command::SetStage{stage});
  if (show_.stage(stage).has(Viewpoint::signals)) session_.submit(command::SetViewpoint{other_viewpoint(view.viewpoint)});
}

void Shell::set_lens(int steps) {
  const int lens = std::clamp(static_cast<int>(session_.state().view.lens) + steps, 0, static_cast<int>(Lens::wk));
  session_.submit(command::SetLens{static_cast<Lens>(lens)});
}

void Shell::turn(float yaw, float pitch, float zoom) {
  if (show_.gliding()) return;
  Camera camera = show_.camera(session_.state());
  camera.yaw += yaw;
  camera.pitch = std::clamp(camera.pitch + pitch, -1.45F, 1.45F);
  if (zoom != 1.0F) {
    const Rung rung = session_.state().view.rung();
    const ScaleZoom::Answer answer = scale_zoom_.zoom(camera, show_.stage(rung.stage).home(rung.viewpoint).distance, rung, zoom);
    if (answer.rung) {
      session_.submit(command::SetStage{answer.rung->stage});
      session_.submit(command::SetViewpoint{answer.rung->viewpoint});
      return;
    }
    camera = answer.camera;
  }
  session_.submit(command::SetCamera{camera});
}

// Over the opening of a file, the file that Save writes goes along.
void Shell::undo_or_redo(bool undo) {
  const Scenario before = session_.state().scenario;
  undo ? session_.undo() : session_.redo();
  desk_.document.moved(before, session_.state().scenario);
}

void Shell::look_around() {
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 2.0F) && (io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F)) {
    turn(-0.006F * io.MouseDelta.x, 0.006F * io.MouseDelta.y, 1.0F);
  }
  if (ImGui::IsItemHovered() && io.MouseWheel != 0.0F) turn(0.0F, 0.0F, std::pow(0.88F, io.MouseWheel));
}

// --- one frame -----------------------------------------------------------------------------------------------

void Shell::advance(float seconds) {
  const bool travelled = show_.gliding();
  show_.advance(seconds, session_.state());
  if (travelled && !show_.gliding()) touch();  // arrived: now the words are due
  awake_seconds_ = std::max(0.0F, awake_seconds_ - seconds);
  if (!show_.gliding()) session_.advance(seconds);  // the story waits while the camera travels
  if (message_seconds_ > 0.0F) {
    message_seconds_ -= seconds;
    if (message_seconds_ <= 0.0F) touch();
  }
}

bool Shell::wants_redraw() const {
  return stale_ > 0 || awake_seconds_ > 0.0F || show_.gliding() || session_.state().playhead.playing || session_.revision() != drawn_revision_;
}

void Shell::draw(int width_px, int height_px, double /*display_scale*/, float seconds, const std::function<void()>& bind) {
  if (session_.revision() != drawn_revision_ && !session_.state().playhead.playing) touch();
  drawn_revision_ = session_.revision();
  remember_place();
  stale_ = std::max(0, stale_ - 1);
  unit_px_ = unit_for(height_px, session_.state().view.text_scale);
  rows_.strips = static_cast<int>(count_beside(session_.state().scenario));
  const LayoutRows rows = rows_;
  Layout layout = make_layout(static_cast<float>(width_px), static_cast<float>(height_px), unit_px_, rows);
  // Reading takes the whole column; the curves come back with the tab of an editor.
  const bool curves_tab = layout.one_column;
  const bool reading = editor_ == PanelName::inspector || editor_ == PanelName::words;
  // Long lists of controls get more of it; the curves stay in sight, because they answer.
  const bool lists = editor_ == PanelName::person || editor_ == PanelName::lab || editor_ == PanelName::parameters;
  constexpr float kTall = 33.0F;  // text heights: on a lower screen the plot would not fit
  if (lists && !layout.one_column && layout.editor.height + layout.curves.height > kTall * unit_px_) {
    const float more = 0.14F * (layout.editor.height + layout.curves.height);
    layout.editor.height += more;
    layout.curves.y += more;
    layout.curves.height -= more;
  }
  if (reading && !layout.one_column) {
    layout.editor.height += layout.curves.height;
    layout.curves = {layout.curves.x, layout.editor.bottom(), layout.curves.width, 0.0F};
    layout.one_column = true;
  }
  gui_.begin(width_px, height_px, seconds, theme(), font_sizes(unit_px_, layout.picture.height));

  const auto picture_width = static_cast<int>(layout.picture.width);
  const auto band = static_cast<int>(caption_band(gui_.fonts(), 2));
  const auto picture_height = std::max(16, static_cast<int>(layout.picture.height) - band);
  if (picture_shown_) show_.paint(session_.trajectory(), session_.state(), theme(), picture_width, picture_height, render_scale_);

  commands_.clear();
  gesture_ = 0;  // a panel sets it while a drag lasts
  // Behind a question nothing can be reached, by mouse or by Tab.
  const bool dialog = help_ || settings_ || quit_question_ || files_box_.open();
  if (dialog) ImGui::BeginDisabled();
  picture(layout.picture, picture_height, static_cast<float>(band));
  bar(layout.bar);
  editor_tabs(layout.editor, curves_tab);
  if (!layout.one_column) panel_window("curves", layout.curves, PanelName::curves);
  panel_window("timeline", layout.timeline, PanelName::timeline);
  teaching_line(layout.line);
  if (dialog) ImGui::EndDisabled();
  const auto width = static_cast<float>(width_px);
  const auto height = static_cast<float>(height_px);
  if (help_) help_window(width, height);
  if (settings_) settings_window(width, height);
  files_box_.draw(look(), width, height);
  if (quit_question_) quit_window(width, height);
  if (gesture_ != 0 || rows_ != rows) touch();
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
    show_.present(scene_x, scene_y);
  } else {
    panels_picture_->copy_to_bound();
  }
  gui_.draw_others(kPanelWindows);

  // What the hand did this frame takes effect before the next one.
  session_.submit(commands_, gesture_);
  write_exports();
  if (auto told = files_box_.take_message()) tell(std::move(*told));
  if (files_box_.take_quit()) quit_ = true;
  if (!session_.refusal().empty()) {
    tell(locale().text(Sentence{"shell.refused"_key, {{"reason", to_text(session_.refusal().front())}}}));
    session_.forget_refusal();
  }
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
  const std::array areas{layout.bar, layout.editor, layout.curves, layout.timeline, layout.line};
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
  if (show_.veil() > 0.0F) draw.AddRectFilled({area.x, area.y}, {area.right(), area.bottom()}, as_u32(ground, show_.veil()));
  if (picture_shown_ && show_.words_alpha() > 0.0F) {
    const State& state = session_.state();
    const StageReport report = show_.stage(state.view.stage).describe(session_.trajectory(), {state.playhead.time_h}, state.view);
    OverlayContent content = overlay_content(show_, report, state, locale(), height_px, !show_.gliding());
    if (const char* words = viewpoint_words()) content.reserved = viewpoint_box(words, static_cast<float>(height_px));
    content.band_px = band_px;
    content.teaching_line = false;  // it stands at the foot of the screen
    const OverlayLook overlay{theme(), locale(), gui_.fonts()};
    const OverlayPlan plan = plan_overlay(Box{area.x, area.y, area.right(), area.bottom()}, content, overlay);
    in_view_.caption = report.caption;
    in_view_.lens_note = report.lens_note;
    in_view_.badge = sign_of(report.badge);
    look_up(area, content, plan, scene_hovered);
    draw_overlay(draw, plan, content, overlay);
  }
  viewpoint_button(area, static_cast<float>(height_px));
  message(area);
  ImGui::End();
}

// The label under the mouse, or the one whose anchor is nearest: the inspector tells of it. A frame is drawn around it
// while it is pointed at, and as long as the inspector is in front.
void Shell::look_up(const Area& area, const OverlayContent& content, const OverlayPlan& plan, bool hovered) {
  const auto labels = show_.canvas().labels();
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
    if (!pointing_ || in_view_.pointed_at != key) ++in_view_.pointings;
    in_view_.pointed_at = key;
  }
  pointing_ = under.has_value();
  if (!under && editor_ != PanelName::inspector) return;
  for (const std::size_t i : shown) {
    const bool meant = under ? i == *under : labels[i].label.text.key.id() == in_view_.pointed_at;
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
  const Box box{0.6F * u, 2.9F * u, 0.6F * u + text.x + 2.4F * ImGui::GetStyle().FramePadding.x, 2.9F * u + text.y + 2.0F * ImGui::GetStyle().FramePadding.y};
  // Where the text is large and the picture low there is no room; the key of the scale leads there, too.
  return box.bottom > 0.45F * picture_height ? Box{} : box;
}

const char* Shell::viewpoint_words() const {
  const View& view = session_.state().view;
  if (show_.gliding() || !show_.stage(view.stage).has(Viewpoint::signals)) return nullptr;
  return view.viewpoint == Viewpoint::usual ? locale().text("shell.look_inside"_key) : locale().text("shell.look_at_cleft"_key);
}

void Shell::viewpoint_button(const Area& area, float picture_height) {
  const char* words = viewpoint_words();
  if (words == nullptr) return;
  const Box box = viewpoint_box(words, picture_height);
  if (box.width() <= 0.0F) return;
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

void Shell::bar(const Area& area) {
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.6F * unit_px_, 0.25F * unit_px_});
  ImGui::Begin("bar", nullptr, kFixed);
  ImGui::PopStyleVar();
  const UiLook style = look();
  const State& state = session_.state();
  const float u = unit_px_;
  // Where the text is large for the window, the controls stand closer, and go on below where they must.
  constexpr float kRoomy = 64.0F;
  const bool tight = area.width < kRoomy * u;
  rows_.bar = 1;
  const auto beside = [&](float width, float gap) {
    const float left = ImGui::GetItemRectMax().x + gap;
    if (left + width <= area.right() - 0.6F * u) {
      ImGui::SameLine(0.0F, gap);
    } else {
      ++rows_.bar;
    }
  };
  const float near = tight ? 0.25F * u : ImGui::GetStyle().ItemSpacing.x;
  const float apart = tight ? 0.5F * u : 1.5F * u;
  const auto width_of = [](const char* word) {
    return ImGui::CalcTextSize(word).x + 2.4F * ImGui::GetStyle().FramePadding.x;
  };
  const auto pressed = [&](const char* id, const char* word, float gap, bool enabled = true) {
    beside(width_of(word), gap);
    return button(id, word, style, enabled);
  };
  if (!tight) {
    ImGui::AlignTextToFramePadding();
    ImGui::PushFont(gui_.fonts().heading);
    ImGui::TextUnformatted(locale().text("shell.name"_key));
    ImGui::PopFont();
    ImGui::SameLine(0.0F, apart);
  }

  const std::array stages{locale().text("shell.circuit"_key), locale().text("shell.dendrite"_key), locale().text("shell.synapse"_key),
                          locale().text("shell.receptor"_key)};
  // As wide as the longest name needs, so that the scales stay in one row in every language.
  float longest = 0.0F;
  for (const char* name : stages) longest = std::max(longest, ImGui::CalcTextSize(name).x);
  const float ladder_px = (longest + 0.65F * u) * static_cast<float>(stages.size());
  int stage = static_cast<int>(state.view.stage);
  if (choice("stage", stages, stage, style, ladder_px)) commands_.push_back(command::SetStage{static_cast<StageName>(stage)});

  if (pressed("undo", locale().text("shell.undo"_key), apart, session_.history().can_undo())) undo_or_redo(true);
  if (pressed("redo", locale().text("shell.redo"_key), near, session_.history().can_redo())) undo_or_redo(false);
  if (pressed("open", locale().text("shell.open"_key), near)) files_box_.ask_open();
  const std::string save = std::string(locale().text("shell.save"_key)) + (desk_.document.unsaved(state.scenario) ? " *" : "");
  if (pressed("save", save.c_str(), near)) files_box_.ask_save();

  const float language_px = (tight ? 4.2F : 5.0F) * u;
  const float theme_px = (tight ? 7.5F : 9.0F) * u;
  if (tight) {
    beside(language_px, near);
  } else {
    const float after_save = ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x + near;
    ImGui::SameLine(std::max(after_save, area.width - 29.0F * u));
  }
  constexpr std::array kLanguages{"EN", "SV"};
  int language = static_cast<int>(state.view.locale);
  if (choice("language", kLanguages, language, style, language_px)) commands_.push_back(command::SetLocale{static_cast<LocaleName>(language)});
  beside(theme_px, near);
  const std::array themes{locale().text("shell.dark"_key), locale().text("shell.light"_key)};
  int chosen = static_cast<int>(state.view.theme);
  if (choice("theme", themes, chosen, style, theme_px)) commands_.push_back(command::SetTheme{static_cast<ThemeName>(chosen)});
  if (pressed("smaller", "A-", near, state.view.text_scale > 1.0F)) commands_.push_back(command::SetTextScale{state.view.text_scale - 0.1F});
  if (pressed("larger", "A+", near, state.view.text_scale < 2.5F)) commands_.push_back(command::SetTextScale{state.view.text_scale + 0.1F});
  if (pressed("help", locale().text("shell.help"_key), near)) help_ = true;
  ImGui::End();
}

void Shell::panel_window(const char* id, const Area& area, PanelName name) {
  place(area);
  ImGui::Begin(id, nullptr, kFixed);
  panel(name).draw(context());
  ImGui::End();
}

// Whether the tabs leave room for what they are tabs of.
bool Shell::tabs_fit(std::span<const char* const> words, const Area& area) const {
  const ImGuiStyle& style = ImGui::GetStyle();
  std::vector<float> widths;
  for (const char* word : words) widths.push_back(ImGui::CalcTextSize(word).x + 2.4F * style.FramePadding.x);
  const float rows = static_cast<float>(choice_cells(widths, ImGui::GetContentRegionAvail().x).back().row + 1);
  constexpr float kMostOfIt = 0.4F;
  return rows * (ImGui::GetTextLineHeight() + 2.0F * style.FramePadding.y) <= kMostOfIt * area.height;
}

// One tab at a time, with a way to the one before and the next.
void Shell::tab_stepper(std::span<const char* const> words, int& chosen) {
  const int count = static_cast<int>(words.size());
  if (icon_button("tab_before", Icon::step_back, locale().text("shell.tab_before"_key), look())) chosen = (chosen + count - 1) % count;
  ImGui::SameLine();
  if (icon_button("tab_next", Icon::step_on, locale().text("shell.tab_next"_key), look())) chosen = (chosen + 1) % count;
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(words[static_cast<std::size_t>(chosen)]);
}

void Shell::editor_tabs(const Area& area, bool with_curves) {
  place(area);
  ImGui::Begin("editor", nullptr, kFixed);
  // A marker chosen on the timeline brings its editor to the front.
  if (last_selection_ != session_.state().selection) {
    if (session_.state().selection.kind == MarkerKind::therapy) editor_ = PanelName::therapy;
    if (session_.state().selection.kind == MarkerKind::dose) editor_ = PanelName::dose;
  }
  last_selection_ = session_.state().selection;
  std::vector<const char*> words;
  std::vector<PanelName> names;
  for (const EditorTab& tab : kEditorTabs) {
    if (tab.panel == PanelName::curves && !with_curves) continue;
    words.push_back(locale().text(tab.words));
    names.push_back(tab.panel);
  }
  int chosen = static_cast<int>(std::find(names.begin(), names.end(), editor_) - names.begin());
  if (chosen == static_cast<int>(names.size())) chosen = 0;
  if (tabs_fit(words, area)) {
    choice("editor_tab", words, chosen, look());
  } else {
    tab_stepper(words, chosen);
  }
  editor_ = names[static_cast<std::size_t>(chosen)];
  ImGui::PushID(static_cast<int>(editor_));  // each is scrolled by itself
  ImGui::BeginChild("editor_body", {0.0F, 0.0F});
  panel(editor_).draw(context());
  ImGui::EndChild();
  ImGui::PopID();
  ImGui::End();
}

// Into the current folder, under a name that is still free.
void Shell::write_exports() {
  for (const MadeFile& file : std::exchange(exports_.made, {})) {
    const std::filesystem::path name = file.name;
    std::filesystem::path path = std::filesystem::absolute(name);
    for (int i = 2; std::filesystem::exists(path) && i < 1000; ++i)
      path.replace_filename(name.stem().string() + "-" + std::to_string(i) + name.extension().string());
    const auto written = write_file(path, file.bytes);
    tell(written ? path.string() : to_text(written.error()));
  }
}

void Shell::teaching_line(const Area& area) {
  place(area);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.6F * unit_px_, 0.2F * unit_px_});
  ImGui::Begin("line", nullptr, kFixed | ImGuiWindowFlags_NoNavFocus);
  ImGui::PopStyleVar();
  ImGui::PushStyleColor(ImGuiCol_Text, as_vec(theme()[Role::muted]));
  const std::string lines = wrapped(locale().text("shell.teaching_line"_key), ImGui::GetContentRegionAvail().x);
  rows_.line = 1 + static_cast<int>(std::count(lines.begin(), lines.end(), '\n'));
  ImGui::TextUnformatted(lines.c_str());
  ImGui::PopStyleColor();
  ImGui::End();
}

}  // namespace syn
