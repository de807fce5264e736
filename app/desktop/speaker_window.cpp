#include "app/desktop/speaker_window.hpp"

#include <cmath>

#include "gfx/target.hpp"

namespace syn {

std::unique_ptr<SpeakerWindow> SpeakerWindow::open(Window& hall, Gui& hall_gui, const DataFiles& files) {
  auto window = hall.open_on_other_display();
  if (!window) return nullptr;
  std::unique_ptr<SpeakerWindow> speaker(new SpeakerWindow(hall, hall_gui, std::move(window)));
  auto gui = Gui::create(*speaker->window_, files, false);
  hall_gui.take_turn();
  if (!gui) return nullptr;
  speaker->gui_ = std::move(*gui);
  return speaker;
}

SpeakerWindow::~SpeakerWindow() {
  gui_.reset();
  hall_gui_.take_turn();
}

void SpeakerWindow::draw(Shell& shell, const Theme& theme, std::chrono::steady_clock::time_point now, unsigned revision) {
  const auto second = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch());
  if (second == drawn_at_ && revision == drawn_) return;
  drawn_at_ = second;
  drawn_ = revision;
  const int width = window_->width_px(), height = window_->height_px();
  const float k = static_cast<float>(height) / 1080.0F;
  window_->take_context(hall_);
  gui_->begin(width, height, 1.0F, theme,
              {.body = std::round(48.0F * k),
               .heading = std::round(73.0F * k),
               .label = std::round(34.0F * k),
               .clock = std::round(110.0F * k),
               .caption = std::round(58.0F * k)});
  shell.draw_for_speaker({0.0F, 0.0F, static_cast<float>(width), static_cast<float>(height)}, gui_->fonts());
  gui_->end();
  bind_window(width, height);
  const Color ground = theme[Role::panel];
  clear(ground.r, ground.g, ground.b);
  gui_->draw();
  window_->swap();
  hall_.take_context(hall_);
  hall_gui_.take_turn();
}

}  // namespace syn
