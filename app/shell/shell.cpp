#include "app/shell/shell.hpp"

#include <SDL.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"

namespace syn {
namespace {

// Text height for a screen: 23 px on 1080 rows (19 px type), never below 17.
float unit_for(int height_px, float text_scale) {
  return std::round(std::max(17.0F, static_cast<float>(height_px) * 23.0F / 1080.0F) * text_scale);
}

}  // namespace

void ScreenParts::act(const Action* action) {
  if (action == nullptr) return;
  if (const auto* command_of = std::get_if<Command (*)(const State&)>(&action->does)) screen.session.submit((*command_of)(screen.state()));
  if (const auto* wished = std::get_if<Wish>(&action->does)) screen.wish(*wished);
  if (const auto* function = std::get_if<void (*)(ScreenParts&)>(&action->does)) (*function)(*this);
}

Shell::Shell(Session& session, Gui& gui, SceneView& scene, const Resources& resources, const DataFiles& files, UserData& user_data,
             ModeScreens modes)
    : session_(session),
      gui_(gui),
      parts_{.screen = {session, user_data, resources, gui.fonts()},
             .chrome = {parts_.screen, files},
             .panels = {parts_.screen, files},
             .look_up = LookUp(parts_.screen),
             .scene = {parts_.screen, scene, parts_.look_up},
             .moments = MomentStrip(parts_.screen),
             .ladder = {parts_.screen, scene},
             .editing = Editing(parts_.screen)},
      modes_(std::move(modes)) {}

// --- input ---------------------------------------------------------------------------------------------------

void Shell::handle(const SDL_Event& event) {
  touch();
  awake_seconds_ = 0.6F;  // long enough for a hint to come up under a resting mouse
  for (const Uint32 input : {SDL_KEYDOWN, SDL_MOUSEBUTTONDOWN, SDL_MOUSEWHEEL, SDL_FINGERDOWN, SDL_DROPFILE}) {
    if (event.type == input) parts_.scene.stop_drift();
  }
  switch (event.type) {
    case SDL_QUIT: parts_.screen.show(Dialog::quit); break;
    case SDL_KEYDOWN:
    case SDL_KEYUP:
    case SDL_TEXTINPUT:
      if (const auto key = keys_.take(event)) press(key->press, key->repeated);
      break;
    case SDL_MULTIGESTURE: {
      // Two fingers: the distance between them changes by a share of the screen.
      constexpr float kPinch = 4.0F;
      if (std::abs(event.mgesture.dDist) > 0.0005F) parts_.scene.turn(0.0F, 0.0F, std::exp(-kPinch * event.mgesture.dDist));
      break;
    }
    case SDL_DROPFILE:
      parts_.chrome.files().open_file(event.drop.file);
      SDL_free(event.drop.file);
      break;
    default: break;
  }
}

bool Shell::keeps(const SDL_Event& event) const {
  const bool key = event.type == SDL_KEYDOWN || event.type == SDL_KEYUP || event.type == SDL_TEXTINPUT;
  return key && mode().holds_keys() && !parts_.chrome.asks();
}

void Shell::press(const KeyPress& press, bool repeated) {
  if (!parts_.chrome.asks() && mode().press(parts_, press, repeated)) return;
  const bool typing = ImGui::GetIO().WantTextInput;
  if (press == KeyPress{key_of(' ')} && !typing) {  // over a dialog, too
    if (!repeated) parts_.act(&action_named("app.key.pause"_key));
    return;
  }
  if (parts_.chrome.press(press, repeated)) return;
  if ((press.key == KeyCode::page_up || press.key == KeyCode::page_down) && page_keys_taken()) return;
  const Action* action = action_of(press, parts_.scene.focused(), typing, session_.state().view.letter_keys);
  if (action != nullptr && (!repeated || action->traits.repeats)) parts_.act(action);
}

// --- one frame -----------------------------------------------------------------------------------------------

void Shell::advance(float seconds) {
  const bool frozen = mode().frozen(parts_.screen);
  if (!frozen && parts_.scene.advance(seconds)) touch();  // arrived: now the words are due
  awake_seconds_ = std::max(0.0F, awake_seconds_ - seconds);
  if (!parts_.scene.travels() && !frozen) session_.advance(seconds);  // the story waits while the camera travels
  mode().advance(parts_.screen, seconds);
  if (parts_.chrome.advance(seconds)) touch();
}

bool Shell::wants_redraw() const {
  return stale_ > 0 || awake_seconds_ > 0.0F || !parts_.screen.message.empty() || parts_.scene.travels() || parts_.scene.drifts() ||
         parts_.scene.waits_to_refine() || parts_.screen.in_view.busy || mode().moving() || session_.state().playhead.playing ||
         session_.revision() != drawn_revision_;
}

Wishes Shell::draw(int width_px, int height_px, float seconds, const std::function<void()>& bind) {
  ScreenContext& screen = parts_.screen;
  const auto width = static_cast<float>(width_px);
  const auto height = static_cast<float>(height_px);
  if (!screen.message.empty() || (session_.revision() != drawn_revision_ && !session_.state().playhead.playing)) touch();
  drawn_revision_ = session_.revision();
  parts_.scene.remember_place();
  stale_ = std::max(0, stale_ - 1);
  if (entered_ != screen.view().mode) {
    entered_ = screen.view().mode;
    mode().enter(parts_);
  }
  screen.unit_px = unit_for(height_px, screen.view().text_scale);
  ModeScreen::Plan plan = mode().plan(screen, width, height);
  if (plan.fonts) screen.unit_px = plan.fonts->body;
  gui_.begin(width_px, height_px, seconds, screen.theme(), plan.fonts.value_or(font_sizes(screen.unit_px, plan.picture.height)));
  parts_.scene.paint(plan.picture, plan.caption_over);
  draw_windows(width, height);
  gui_.end();

  const bool at_leisure =
      !parts_.chrome.asks() && session_.state().playhead.playing && awake_seconds_ <= 0.0F && stale_ == 0 && screen.message.empty();
  kept_.refresh(gui_, std::move(plan.windows), width_px, height_px, screen.theme()[Role::panel], seconds, at_leisure);
  bind();
  kept_.copy_to_bound(parts_.scene.painted());
  parts_.scene.blit(height_px);
  kept_.draw_others(gui_);
  take_effect();
  return std::exchange(screen.in_view.wishes, {});
}

void Shell::draw_windows(float width_px, float height_px) {
  ScreenContext& screen = parts_.screen;
  // Where the screen is low for the text, everything stands closer.
  const bool roomy = height_px >= kRoomyHeight * screen.unit_px;
  const auto spaced = [&](float x, float y) { return ImVec2{std::round(x * screen.unit_px), std::round(y * screen.unit_px)}; };
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, roomy ? spaced(0.75F, 0.5F) : spaced(0.45F, 0.3F));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, roomy ? spaced(0.5F, 0.38F) : spaced(0.4F, 0.3F));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, roomy ? ImGui::GetStyle().FramePadding : spaced(0.4F, 0.2F));

  control_report::point_out(screen.view().highlight, screen.look());
  screen.commands.clear();
  screen.in_view.busy = false;
  screen.gesture = 0;  // a panel sets it while a drag lasts
  // Behind a question nothing can be reached, by mouse or by Tab.
  const bool asks = parts_.chrome.asks();
  if (asks) ImGui::BeginDisabled();
  const bool settled = mode().draw(parts_);
  parts_.look_up.follow();
  if (asks) ImGui::EndDisabled();
  parts_.act(parts_.chrome.dialogs(width_px, height_px));
  if (screen.gesture != 0 || !settled) touch();
  ImGui::PopStyleVar(3);
}

// What the person did in this frame, before the next one.
void Shell::take_effect() {
  ScreenContext& screen = parts_.screen;
  session_.submit(screen.commands, screen.gesture);
  parts_.panels.write_exports();
  parts_.chrome.hear_files();
  if (session_.refusal().empty()) return;
  screen.notify(screen.locale().text(Sentence{"shell.refused"_key, {{"reason", to_text(session_.refusal().front())}}}));
  session_.forget_refusal();
}

}  // namespace syn
