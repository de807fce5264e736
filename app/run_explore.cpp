#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>

#include "app/console.hpp"
#include "app/desk.hpp"
#include "app/input_of_frame.hpp"
#include "app/moment_text.hpp"
#include "app/quality_choice.hpp"
#include "app/print_page.hpp"
#include "app/run.hpp"
#include "app/studio.hpp"
#include "app/witness.hpp"
#include "app/words.hpp"
#include "panels/transcript.hpp"
#include "ui/control_report.hpp"

namespace syn {
namespace {

Result<std::filesystem::path> scenario_path(const std::filesystem::path& named, const DataFiles& files) {
  if (!named.empty()) return named;
  return files.find(kDefaultScenario);
}

bool comes_with_program(const std::filesystem::path& path, const DataFiles& files) {
  std::error_code error;
  const auto examples = files.list("assets/scenarios", ".toml");
  return std::any_of(examples.begin(), examples.end(),
                     [&](const std::filesystem::path& example) { return std::filesystem::equivalent(example, path, error); });
}

// From a file, or from a shared text with its time and view.
Result<KeptMoment> starting_moment(const ExploreJob& job, const std::filesystem::path& path, const Parameters& parameters) {
  if (!job.share.empty()) return read_share(job.share, parameters);
  auto scenario = load_scenario(path, parameters);
  if (!scenario) return failure(std::move(scenario.error()));
  return KeptMoment{std::move(*scenario), {}};
}

// The first free name of picture-1.png, picture-2.png, ... in the folder one stands in.
std::filesystem::path free_name(const char* stem, const char* extension) {
  for (int number = 1;; ++number) {
    std::error_code error;
    const std::filesystem::path path = std::filesystem::absolute(fmt::format("{}-{}{}", stem, number, extension), error);
    if (!std::filesystem::exists(path, error)) return path;
  }
}

class Loop {
 public:
  Loop(Window& window, Gui& gui, Show& show, Session& session, const Looks& looks, const DataFiles& files, Desk& desk, bool choose_quality,
       CommandLog& log, const std::filesystem::path& controls)
      : window_(window), gui_(gui), show_(show), session_(session), looks_(looks), desk_(desk),
        shell_(session, gui, show, looks, files, desk), view_(session.state().view), log_(log) {
    if (!controls.empty()) controls_.emplace(controls);
    if (choose_quality) first_second_.emplace(is_software_renderer());
    if (const SettingsFound& found = desk.found(); !found.problems.empty()) {
      const std::string place = found.set_aside.empty() ? found.problems.front().file : found.set_aside.string();
      shell_.tell(locale().text(Sentence{"settings.broken"_key, {{"file", place}, {"reason", to_text(found.problems.front())}}}));
    }
    shell_.files_box().ask_restore();
  }

  void run() {
    auto last = std::chrono::steady_clock::now();
    while (!shell_.wants_to_quit()) {
      take_events();
      session_.take_bands();
      const auto now = std::chrono::steady_clock::now();
      // A stall (a dragged window, a sleeping laptop) must not fling the story forward.
      const float seconds = std::min(0.1F, std::chrono::duration<float>(now - last).count());
      last = now;
      shell_.advance(seconds);
      if (drawn_) prepare_more();
      look_after_desk(now);
      if (!shell_.wants_redraw() && !first_second_) continue;
      const int width = window_.width_px();
      const int height = window_.height_px();
      const auto frame_began = std::chrono::steady_clock::now();
      if (first_second_) show_.start_afresh();
      {
        std::optional<ControlReport> report;
        if (controls_) report.emplace();
        shell_.draw(width, height, window_.display_scale(), seconds, [&] { bind_window(width, height); });
        if (report) list_ = report->text();
      }
      if (first_second_) choose_quality(frame_began);
      if (shell_.wants_picture()) save_picture();
      if (shell_.wants_table()) export_table();
      if (shell_.wants_transcript()) save_transcript();
      if (shell_.wants_page()) save_page();
      if (shell_.wants_quality_choice()) first_second_.emplace(is_software_renderer());
      window_.swap();
      drawn_ = true;
      tell_witnesses();
      if (shell_.wants_full_screen()) window_.toggle_full_screen();
    }
    look_after_desk(std::chrono::steady_clock::now());
    tell_witnesses();
    desk_.leave();
  }

 private:
  // What the frame showed and what was done: after it stands on the screen.
  void tell_witnesses() {
    if (const auto written = log_.write(); !written) shell_.tell(to_text(written.error()));
    if (!controls_) return;
    if (const auto written = controls_->show(moment_line(session_, ++frame_) + list_); !written) {
      shell_.tell(to_text(written.error()));
      controls_.reset();
    }
  }
  // After the first picture, one stage a frame; what is wrong with its files is told.
  void prepare_more() {
    if (all_ready_) return;
    all_ready_ = !show_.prepare_another();
    for (; told_ < show_.problems().size(); ++told_) shell_.tell(to_text(show_.problems()[told_]));
  }
  const Locale& locale() const { return looks_.locales[static_cast<std::size_t>(session_.state().view.locale)]; }
  // What the person changed is how they like it; what is unsaved is kept; the title says which file this is.
  void look_after_desk(std::chrono::steady_clock::time_point now) {
    const State& state = session_.state();
    if (session_.revision() != seen_) {
      seen_ = session_.revision();
      Settings settings = desk_.settings();
      follow_view(settings, view_, state.view);
      view_ = state.view;
      if (const auto kept = desk_.change(settings); !kept) shell_.tell(to_text(kept.error()));
    }
    desk_.look_after(state, session_.revision(), std::chrono::duration<double>(now.time_since_epoch()).count());
    const std::filesystem::path& path = desk_.document.path();
    const std::string name = path.empty() ? state.scenario.title : path.string();
    const std::string title = fmt::format("{}{} - Synaptoscope", desk_.document.unsaved(state.scenario) ? "* " : "", name);
    if (title != title_) window_.set_title(title_ = title);
  }
  void take_events() {
    SDL_Event event;
    // Nothing moves: sleep until something happens, but wake now and then for ImGui's cursor.
    const int idle_ms = session_.bands_pending() ? 5 : 250;
    const int patience_ms = later_ || shell_.wants_redraw() || first_second_ || !all_ready_ ? 0 : idle_ms;
    if (!later_ && SDL_WaitEventTimeout(&event, patience_ms) == 0) return;
    if (later_) event = *later_;
    later_.reset();
    InputOfFrame so_far;
    do {
      // ImGui looks at what is held down once a frame: what is let go of in the frame in which it was pressed waits.
      if (!so_far.takes(event)) {
        later_ = event;
        return;
      }
      gui_.handle(event);
      shell_.handle(event);
    } while (SDL_PollEvent(&event) != 0);
  }
  // The first second is measured with everything drawn anew, as while a hand turns the picture. A person's own choice ends
  // it.
  void choose_quality(std::chrono::steady_clock::time_point frame_began) {
    finish();
    first_second_->add(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - frame_began).count());
    View view = session_.state().view;
    const bool chosen_by_hand = desk_.settings().quality.has_value();
    if (!chosen_by_hand && !first_second_->over()) return;
    const QualityName answer = first_second_->answer();
    first_second_.reset();
    if (chosen_by_hand || answer == view.quality) return;
    view.quality = answer;
    session_.set_view(view);
    view_.quality = answer;  // the computer's choice, not the person's
    const TextKey word = answer == QualityName::low ? "shell.quality_low"_key : "shell.quality_high"_key;
    shell_.tell(locale().text(Sentence{"shell.quality_chosen"_key, {{"quality", locale().text(word)}}}));
  }
  void save_picture() {
    session_.finish_bands();
    const RenderTarget target(window_.width_px(), window_.height_px());
    shell_.draw(target.width(), target.height(), window_.display_scale(), 0.0F, [&target] { target.bind(); });
    const auto path = free_name("synaptoscope", ".png");
    const auto saved = save_png(path, target.read());
    shell_.tell(saved ? path.string() : to_text(saved.error()));
  }
  // The whole run in words, with what the scale on screen shows.
  void save_transcript() {
    const View& view = session_.state().view;
    const Locale& locale = looks_.locales[static_cast<std::size_t>(view.locale)];
    const auto text = transcript_text(session_.trajectory(), session_.parameters(), locale, {24.0},
                                      [&](Hours at) { return picture_words(show_.stage(view.stage).describe(session_.trajectory(), at, view)); });
    const auto path = free_name("synaptoscope", ".txt");
    const auto saved = write_file(path, text);
    shell_.tell(saved ? path.string() : to_text(saved.error()));
  }

  // A page to print, which the browser then prints.
  void save_page() {
    const State& state = session_.state();
    const RenderTarget target(1600, 900);
    View light = state.view;
    light.theme = ThemeName::light;
    paint_stage_picture(show_, gui_, session_, looks_.theme(light), locale(), target, false);
    const PictureWords words = picture_words(show_.stage(state.view.stage).describe(session_.trajectory(), Hours{state.playhead.time_h}, state.view));
    const auto path = free_name("synaptoscope", ".html");
    const auto saved = write_file(path, print_page(session_, target.read(), words, shell_.published(), looks_));
    shell_.tell(saved ? locale().text(Sentence{"page.made"_key, {{"file", path.string()}}}) : to_text(saved.error()));
    if (saved) SDL_OpenURL(("file://" + path.string()).c_str());
  }

  // The table of the curves that are shown, as `simulate` writes it.
  void export_table() {
    session_.finish_bands();
    const auto path = free_name("synaptoscope", ".csv");
    const Parameters changed = session_.parameters().with(session_.state().scenario.parameters);
    const auto saved = write_file(path, to_csv(session_.trajectory(), version(), changed.hash()));
    shell_.tell(saved ? path.string() : to_text(saved.error()));
  }

  Window& window_;
  Gui& gui_;
  Show& show_;
  Session& session_;
  const Looks& looks_;
  Desk& desk_;
  Shell shell_;
  bool drawn_ = false;      // the first picture
  bool all_ready_ = false;  // every stage is prepared
  std::size_t told_ = 0;    // problems of stages
  View view_;  // as settings last saw it
  unsigned seen_ = 0;
  std::string title_;
  std::optional<FirstSecond> first_second_;  // while the quality is still to be chosen
  std::optional<SDL_Event> later_;  // for the next frame
  CommandLog& log_;
  std::optional<NewestText> controls_;  // if somebody wants the list
  std::string list_;                    // of the controls of the last frame
  unsigned frame_ = 0;
};

}  // namespace

int run_explore(const ExploreJob& job, const DataFiles& files) {
  const auto path = scenario_path(job.scenario, files);
  if (!path) return report(path.error(), kBadInput);
  auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  auto start = starting_moment(job, *path, *parameters);
  if (!start) return report(start.error(), kBadInput);
  if (const auto reason = why_no_display()) {
    say("{}, so the scenario is rendered to pictures and a table instead.\n", *reason);
    std::fflush(stdout);
    Session session(std::move(*parameters), std::move(start->scenario));
    View view = job.view;
    if (!job.given.locale) view.locale = locale_of_machine();
    session.set_view(view);
    session.submit(start->commands);
    return run_pictures({.out = job.out, .own_moment = !job.share.empty()}, session, files);
  }
  const auto looks = Looks::load(files);
  if (!looks) return report(looks.error(), kBadInput);
  Result<CommandLog> log = CommandLog();
  if (!job.record.empty()) log = CommandLog::open(job.record);
  if (!log) return report(log.error(), kCannot);
  Desk desk(job.settings.empty() ? preference_folder() : job.settings);
  Session session(std::move(*parameters), std::move(start->scenario));
  if (log->is_open()) session.listen([&log](double time_h, const Command& command) { log->note(time_h, command); });
  session.set_view(with_settings(job.view, desk.settings(), job.given));
  session.submit(start->commands);
  session.follow_hand(true);
  const bool own_file = job.share.empty() && !job.scenario.empty() && !comes_with_program(*path, files);
  desk.document.opened(own_file ? std::filesystem::absolute(*path).lexically_normal() : std::filesystem::path(), session.state().scenario,
                       session.state().scenario);
  {
    auto window = Window::open({.width = job.width, .height = job.height});
    if (!window) return report(window.error(), kCannot);
    auto gui = Gui::create(**window, files, true);
    if (!gui) return report(gui.error(), kCannot);
    auto show = Show::create(files);
    if (!show) return report(show.error(), kCannot);
    if (desk.found().first_run) {
      // Once, from the machine; from then on the person's own.
      Settings settings = desk.settings();
      settings.locale = locale_of_machine();
      float dots_per_inch = 0.0F;
      const int display = std::max(0, SDL_GetWindowDisplayIndex((*window)->handle()));
      if (SDL_GetDisplayDPI(display, &dots_per_inch, nullptr, nullptr) == 0) {
        settings.text_scale = text_scale_for(dots_per_inch / static_cast<float>((*window)->display_scale()));
      }
      session.set_view(with_settings(session.state().view, settings, job.given));
      if (const auto kept = desk.change(settings); !kept) complain("warning: {}\n", to_text(kept.error()));
    }
    const bool choose_quality = !job.given.quality && !desk.settings().quality;
    Loop(**window, **gui, **show, session, *looks, files, desk, choose_quality, *log, job.controls).run();
  }
  return kDone;
}

}  // namespace syn
