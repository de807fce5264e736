// The shell's hand: keys, wheel, drags and dropped files become commands.
#include <SDL.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/explore/shell.hpp"
#include "app/explore/shell_parts.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"

namespace syn {

void Shell::handle(const SDL_Event& event) {
  touch();
  awake_seconds_ = 0.6F;  // long enough for a hint to come up under a resting mouse
  switch (event.type) {
    case SDL_QUIT: show(Dialog::quit); break;
    case SDL_KEYDOWN:
    case SDL_KEYUP:
    case SDL_TEXTINPUT:
      if (const auto key = keys_.take(event)) press(key->press, key->repeated);
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

void Shell::press(const KeyPress& press, bool repeated) {
  const bool typing = ImGui::GetIO().WantTextInput;
  if (press == KeyPress{key_of(' ')} && !typing) {  // over a dialog, too
    if (!repeated) act(action_named("app.key.pause"_key));
    return;
  }
  // A dialog has the keys. Enter is for the button that has the focus: at first the one that loses nothing.
  if (view().dialog != Dialog::none) {
    if (view().dialog == Dialog::help) {
      constexpr float kPage = 12.0F;
      if (press.key == KeyCode::up) help_scroll_ -= 3.0F;
      if (press.key == KeyCode::down) help_scroll_ += 3.0F;
      if (press.key == KeyCode::page_up) help_scroll_ -= kPage;
      if (press.key == KeyCode::page_down) help_scroll_ += kPage;
    }
    if (press.key == KeyCode::escape && !repeated) show(Dialog::none);
    return;
  }
  if (files_box_.open()) {
    if (!repeated) files_box_.press(press);
    return;
  }
  if ((press.key == KeyCode::page_up || press.key == KeyCode::page_down) && page_keys_taken()) return;
  const Action* action = action_of(press, picture_focused_, typing, view().letter_keys);
  if (action != nullptr && (!repeated || action->traits.repeats)) act(*action);
}

void Shell::act(const Action& action) {
  if (const auto* command_of = std::get_if<Command (*)(const State&)>(&action.does)) session_.submit((*command_of)(session_.state()));
  if (const auto* wished = std::get_if<Wish>(&action.does)) wish(*wished);
  if (const auto* function = std::get_if<void (*)(Shell&)>(&action.does)) (*function)(*this);
}

void Shell::speak() {
  if (const auto spoken = voice_.say(caption_words_, locale().name()); !spoken) notify(locale().text("shell.no_voice"_key));
}

void Shell::rescue_camera() {
  if (view().camera) previous_place_ = here();
  session_.submit(command::ResetCamera{});
}

// Brings the page to the front: at what the hand is at; else the inspector, once there, goes on to the next label.
void Shell::turn_to(LookupPage page) {
  LookedUp what{page, view().looked_up.thing};
  const auto& labels = in_view_.labels;
  if (Meant meant = meant_by_input(); !meant.thing.empty()) {  // what the hand is at comes first
    what.thing = std::move(meant.thing);
    in_view_.asked_source = std::move(meant.source);
  } else if (page == LookupPage::thing && !labels.empty()) {
    const auto at = std::find(labels.begin(), labels.end(), pointed_at_);
    if (at == labels.end() || view().front == PanelName::inspector) {
      pointed_at_ = at == labels.end() || at + 1 == labels.end() ? labels.front() : *(at + 1);
      pointed_anew_ = true;
    }
  }
  session_.submit(command::SetPanel{PanelName::inspector});
  session_.submit(command::LookUp{std::move(what)});
}

// The inspector, where it is in front, follows the mouse to what it points at and to what it rests on.
void Shell::follow_pointing() {
  std::string rest = meant_by_rest().thing;
  if (view().front == PanelName::inspector) {
    std::string thing = rest != rested_on_ ? rest : std::string();
    if (const Thing* pointed = resources_.lookup.of_label(pointed_at_); thing.empty() && pointed_anew_ && pointed != nullptr)
      thing = pointed->id;
    if (!thing.empty()) commands_.push_back(command::LookUp{{LookupPage::thing, std::move(thing)}});
    pointed_anew_ = false;
  }
  rested_on_ = std::move(rest);
}

// To a scale; again, once there: to the next place from which it can be looked at.
void Shell::go_to(StageName stage) {
  const View& view = session_.state().view;
  if (view.stage != stage) return session_.submit(command::SetStage{stage});
  if (scene_.stage(stage).has(Viewpoint::signals)) session_.submit(command::SetViewpoint{other_viewpoint(view.viewpoint)});
}

void Shell::turn(float yaw, float pitch, float zoom) {
  if (scene_.gliding()) return;
  Camera camera = scene_.camera(session_.state());
  camera.yaw += yaw;
  camera.pitch = std::clamp(camera.pitch + pitch, -1.45F, 1.45F);
  if (zoom != 1.0F) {
    const ScaleStep scale_step = session_.state().view.scale_step();
    const ScaleZoom::Answer answer =
        scale_zoom_.zoom(camera, scene_.stage(scale_step.stage).home(scale_step.viewpoint).distance, scale_step, zoom);
    if (answer.scale_step) {
      session_.submit(command::SetStage{answer.scale_step->stage});
      session_.submit(command::SetViewpoint{answer.scale_step->viewpoint});
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
  user_data_.document.moved(before, session_.state().scenario);
}

void Shell::look_around() {
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 2.0F) &&
      (io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F)) {
    turn(-0.006F * io.MouseDelta.x, 0.006F * io.MouseDelta.y, 1.0F);
  }
  if (ImGui::IsItemHovered() && io.MouseWheel != 0.0F) turn(0.0F, 0.0F, std::pow(0.88F, io.MouseWheel));
}

}  // namespace syn
