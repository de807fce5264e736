#include "app/desktop/loop.hpp"

#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/console/console.hpp"
#include "app/console/exit_code.hpp"
#include "app/explain/transcript.hpp"
#include "app/explore/explore.hpp"
#include "app/export/hand_in_picture.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "app/export/print_page.hpp"
#include "app/lecture/recording.hpp"
#include "app/platform/input_of_frame.hpp"
#include "app/present/present.hpp"
#include "app/session/address.hpp"
#include "app/session/free_name.hpp"
#include "app/start/start.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "app/view/words.hpp"
#include "app/walk/screen/walk.hpp"
#include "gfx/gl_context.hpp"

namespace syn {

namespace {

void show_page(const std::filesystem::path& page) { SDL_OpenURL(file_address(page).c_str()); }

}  // namespace

int drawn_px(int window_px) {
  constexpr int kMin = 64;  // as `render --size`
  constexpr int kMax = 8192;
  return std::clamp(window_px, kMin, kMax);
}

Loop::Loop(const Parts& parts, bool choose_quality, const std::filesystem::path& controls, std::filesystem::path beats,
           std::unique_ptr<ModeScreen> first)
    : window_(parts.window),
      gui_(parts.gui),
      scene_(parts.show),
      session_(parts.session),
      resources_(parts.resources),
      user_data_(parts.user_data),
      files_(parts.files),
      shell_(session_, gui_, scene_, resources_, parts.files, user_data_,
             {first ? std::move(first) : make_explore(), make_present(parts.files),
              make_start(parts.files, make_walk(parts.files, {.clinic = {}, .open = show_page}))}),
      view_(session_.state().view),
      log_(parts.log),
      end_(parts.end),
      beats_(std::move(beats)) {
  if (!controls.empty()) controls_.emplace(controls);
  if (choose_quality) first_second_.emplace(is_software_renderer());
  if (const SettingsFound& found = user_data_.found(); !found.problems.empty()) {
    const std::string place = found.set_aside.empty() ? found.problems.front().file : found.set_aside.string();
    shell_.notify(locale().text(Sentence{"settings.broken"_key, {{"file", place}, {"reason", to_text(found.problems.front())}}}));
  }
  if (const auto& left = user_data_.recovery().unreadable()) {
    shell_.notify(locale().text(Sentence{"files.left_unreadable"_key, {{"file", left->file}, {"reason", to_text(*left)}}}));
  }
  if (const std::string& reason = user_data_.keeps_nothing(); !reason.empty()) {
    shell_.notify(locale().text(Sentence{"settings.not_kept"_key, {{"reason", reason}}}));
  }
  shell_.parts().chrome.files().ask_restore();
  shell_.parts().scene.drift();
}

int Loop::run() {
  constexpr std::chrono::milliseconds kPatience{250};  // now and then for ImGui's cursor
  while (frame(kPatience)) {
  }
  return leave();
}

bool Loop::frame(std::chrono::milliseconds patience) {
  if (quit_ || told_to_end(Clock::now())) return false;
  take_events(patience);
  session_.take_bands();
  const auto now = Clock::now();
  // A stall (a dragged window, a sleeping laptop) must not fling the story forward.
  const float seconds = std::min(0.1F, std::chrono::duration<float>(now - last_.value_or(now)).count());
  last_ = now;
  shell_.advance(seconds);
  if (drawn_) prepare_more();
  look_after_desk(now);
  show_speaker(now);
  if (!shell_.wants_redraw() && !first_second_) return true;
  draw(seconds);
  window_.swap();
  drawn_ = true;
  do_as_wished();
  tell_witnesses();
  return true;
}

int Loop::leave() {
  if (end_.signal() != 0) return end_by_signal();
  look_after_desk(Clock::now());
  tell_witnesses();
  user_data_.leave();
  end_.unsaved(nullptr);
  return kDone;
}

void Loop::draw(float seconds) {
  const int width = drawn_px(window_.width_px());
  const int height = drawn_px(window_.height_px());
  const auto frame_began = Clock::now();
  if (first_second_) scene_.start_afresh();
  {
    std::optional<ControlReport> report;
    if (controls_) report.emplace();
    draw_shell(width, height, seconds, [&] { bind_window(width, height); });
    if (report) list_ = report->text();
  }
  if (first_second_) choose_quality(frame_began);
}

void Loop::draw_shell(int width, int height, float seconds, const std::function<void()>& bind) {
  const Wishes more = shell_.draw(width, height, seconds, bind);
  wishes_.insert(wishes_.end(), more.begin(), more.end());
}

void Loop::do_as_wished() {
  for (const Wish wish : std::exchange(wishes_, {})) {
    switch (wish) {
      case Wish::picture: save_picture(); break;
      case Wish::table: export_table(); break;
      case Wish::page: save_page(); break;
      case Wish::transcript: save_transcript(); break;
      case Wish::hand_in: hand_in(); break;
      case Wish::keep_lab: keep_lab(); break;
      case Wish::beat: record_beat(); break;
      case Wish::full_screen: window_.toggle_full_screen(); break;
      case Wish::quality: first_second_.emplace(is_software_renderer()); break;
      case Wish::quit: quit_ = true; break;
    }
  }
}

// What the person did before the signal counts: events that wait are handled, but not for long.
bool Loop::told_to_end(Clock::time_point now) {
  constexpr std::chrono::milliseconds kForInput{300};
  if (end_.signal() == 0) return false;
  if (!end_at_) end_at_ = now + kForInput;
  SDL_PumpEvents();
  return now >= *end_at_ || (!later_ && SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT) == SDL_FALSE);
}

int Loop::end_by_signal() {
  const State& state = session_.state();
  const bool unsaved = user_data_.document.unsaved(state.scenario);
  const auto kept = user_data_.keep(state);
  end_.unsaved(nullptr);
  tell_witnesses();
  if (!kept) {
    complain("error: what was not saved is lost: {}\n", to_text(kept.error()));
  } else if (unsaved && user_data_.recovery().path().empty()) {
    complain("error: what was not saved is lost: there is no folder to keep it in\n");
  } else if (unsaved) {
    complain("What was not saved is kept in {} and offered at the next start.\n", user_data_.recovery().path().string());
  }
  return OutsideEnd::code_of(end_.signal());
}

// What the frame showed and what was done: after it stands on the screen.
void Loop::tell_witnesses() {
  if (const auto written = log_.write(); !written) shell_.notify(to_text(written.error()));
  if (!controls_) return;
  if (const auto written = controls_->show(moment_line(session_, ++frame_) + list_); !written) {
    shell_.notify(to_text(written.error()));
    controls_.reset();
  }
}

// After the first picture, one stage and then one rung of the ladder a frame, in new colours anew; what is wrong with its files is told.
void Loop::prepare_more() {
  if (all_ready_ && ladder_theme_ == &resources_.theme(session_.state().view)) return;
  ladder_theme_ = &resources_.theme(session_.state().view);
  all_ready_ = !scene_.prepare_another();
  if (all_ready_ && shell_.parts().ladder.prepare_another()) {
    all_ready_ = false;
    shell_.touch();
  }
  for (; notified_ < scene_.problems().size(); ++notified_) shell_.notify(to_text(scene_.problems()[notified_]));
}

// What the person changed is how they like it; what is unsaved is kept; the title says which file this is.
void Loop::look_after_desk(Clock::time_point now) {
  const State& state = session_.state();
  if (session_.revision() != seen_) {
    seen_ = session_.revision();
    if (presenting_ != (state.view.mode == Mode::present)) go_before_people(!presenting_);
    Settings settings = user_data_.settings();
    follow_view(settings, view_, state.view);
    view_ = state.view;
    if (const auto kept = user_data_.change(settings); !kept) shell_.notify(to_text(kept.error()));
    end_.unsaved(user_data_.document.unsaved(state.scenario) ? std::make_shared<const State>(state) : nullptr);
  }
  user_data_.look_after(state, session_.revision(), std::chrono::duration<double>(now.time_since_epoch()).count());
  const std::filesystem::path& path = user_data_.document.path();
  const std::string name = path.empty() ? state.scenario.title : path.string();
  const std::string title = fmt::format("{}{} - Synaptoscope", user_data_.document.unsaved(state.scenario) ? "* " : "", name);
  if (title != title_) window_.set_title(title_ = title);
}

// A lecture has the whole screen, and no screen saver over it.
void Loop::go_before_people(bool on) {
  presenting_ = on;
  Window::keep_awake(on);
  if (on) was_full_screen_ = window_.is_full_screen();
  if (!was_full_screen_ && window_.is_full_screen() != on) window_.toggle_full_screen();
  speaker_ = on ? SpeakerWindow::open(window_, gui_, files_) : nullptr;
}

void Loop::show_speaker(Clock::time_point now) {
  if (speaker_ && drawn_) speaker_->draw(shell_, resources_.theme(session_.state().view), now, session_.revision());
}

void Loop::take_events(std::chrono::milliseconds patience) {
  SDL_Event event;
  constexpr std::chrono::milliseconds kForBands{5};
  if (session_.bands_pending()) patience = std::min(patience, kForBands);
  if (shell_.wants_redraw() || first_second_ || !all_ready_) patience = patience.zero();
  if (!later_ && SDL_WaitEventTimeout(&event, static_cast<int>(patience.count())) == 0) return;
  if (later_) event = *later_;
  later_.reset();
  InputOfFrame so_far;
  do {
    if (speaker_ && speaker_->owns(event)) continue;  // nothing can be pressed there
    // ImGui looks at what is held down once a frame: what is let go of in the frame in which it was pressed waits.
    if (!so_far.takes(event)) {
      later_ = event;
      return;
    }
    if (!shell_.keeps(event)) gui_.handle(event);
    shell_.handle(event);
  } while (SDL_PollEvent(&event) != 0);
}

// The first second is measured with everything drawn anew, as while the picture is turned. A person's own choice ends
// it.
void Loop::choose_quality(Clock::time_point frame_began) {
  finish();
  first_second_->add(std::chrono::duration<double, std::milli>(Clock::now() - frame_began).count());
  View view = session_.state().view;
  const bool chosen_by_user = user_data_.settings().quality.has_value();
  if (!chosen_by_user && !first_second_->over()) return;
  const QualityName answer = first_second_->answer();
  first_second_.reset();
  if (chosen_by_user || answer == view.quality) return;
  view.quality = answer;
  session_.set_view(view);
  view_.quality = answer;  // the computer's choice, not the person's
  const TextKey word = answer == QualityName::low ? "shell.quality_low"_key : "shell.quality_high"_key;
  shell_.notify(locale().text(Sentence{"shell.quality_chosen"_key, {{"quality", locale().text(word)}}}));
}

void Loop::tell_written(const Result<std::filesystem::path>& path, const Result<void>& written) {
  shell_.notify(!path ? to_text(path.error()) : !written ? to_text(written.error()) : path->string());
}

void Loop::save_picture() {
  session_.finish_bands();
  const RenderTarget target(drawn_px(window_.width_px()), drawn_px(window_.height_px()));
  shell_.parts().scene.refine();
  draw_shell(target.width(), target.height(), 0.0F, [&target] { target.bind(); });
  const auto path = free_name("synaptoscope.png", true);
  tell_written(path, path ? save_png(*path, target.read()) : Result<void>());
}

// The whole run in words, with what the scale on screen shows.
void Loop::save_transcript() {
  const auto picture = [&](Hours at) { return picture_words(scene_.report(session_.run(), at, session_.state().view)); };
  const auto text = transcript_text(*session_.run(), locale(), {24.0}, picture);
  const auto path = free_name("synaptoscope.txt", true);
  tell_written(path, path ? write_file(*path, text) : Result<void>());
}

// A page to print, which the browser then prints.
void Loop::save_page() {
  const State& state = session_.state();
  const RenderTarget target(1600, 900);
  View light = state.view;
  light.theme = ThemeName::light;
  paint_stage_picture(scene_, gui_, session_, resources_.theme(light), locale(), target, false, Finish::refined);
  const PictureWords words = picture_words(scene_.report(session_.run(), {state.playhead.time_h}, state.view));
  const auto path = free_name("synaptoscope.html", true);
  const auto saved =
      path ? write_file(*path, print_page(session_, target.read(), words, shell_.parts().panels.published(), resources_)) : Result<void>();
  if (!path || !saved) return tell_written(path, saved);
  shell_.notify(locale().text(Sentence{"page.made"_key, {{"file", path->string()}}}));
  show_page(*path);
}

// Appended, so that a lecture is made by doing.
void Loop::record_beat() {
  std::string text;
  if (std::error_code error; std::filesystem::exists(beats_, error)) {
    auto known = read_file(beats_);
    if (!known) return shell_.notify(to_text(known.error()));
    text = std::move(*known);
  }
  const auto written = write_file(beats_, with_beat(text, session_.state()));
  if (!written) return shell_.notify(to_text(written.error()));
  shell_.notify(locale().text(Sentence{"lecture.recorded"_key, {{"file", beats_.string()}}}));
}

// The screen as it is, with the run and the answers inside.
void Loop::hand_in() {
  session_.finish_bands();
  const RenderTarget target(drawn_px(window_.width_px()), drawn_px(window_.height_px()));
  shell_.parts().scene.refine();
  draw_shell(target.width(), target.height(), 0.0F, [&target] { target.bind(); });
  const auto path = free_name("hand-in.png", true);
  const auto written = path ? write_file(*path, hand_in_png(target.read(), session_, user_data_.lab)) : Result<void>();
  if (!path || !written) return tell_written(path, written);
  shell_.notify(locale().text(Sentence{"panel.lab.given"_key, {{"file", path->string()}}}));
}

void Loop::keep_lab() {
  const auto path = user_data_.keep_lab();
  shell_.notify(path ? locale().text(Sentence{"panel.lab.kept"_key, {{"file", path->string()}}}) : to_text(path.error()));
}

// The table of the curves that are shown, as `simulate` writes it.
void Loop::export_table() {
  session_.finish_bands();
  const auto path = free_name("synaptoscope.csv", true);
  tell_written(path,
               path ? write_file(*path, to_csv(session_.trajectory(), version(), session_.run()->parameters.hash())) : Result<void>());
}

}  // namespace syn
