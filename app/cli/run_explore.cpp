// The program without a sub-command: the window over a scenario, with the person's settings and what is left of a sitting
// that ended badly. Where there is no display: pictures and a table (run_pictures.cpp).
#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>

#include "app/cli/run.hpp"
#include "app/console/console.hpp"
#include "app/desktop/loop.hpp"
#include "app/desktop/outside_end.hpp"
#include "app/lecture/lecture.hpp"
#include "app/session/address.hpp"
#include "app/session/moment_text.hpp"
#include "app/session/user_data.hpp"
#include "app/walk/screen/walk.hpp"

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

// The file that Save writes: the one that was named, unless it is an example, or something that is read only once.
std::filesystem::path own_file(const ExploreJob& job, const std::filesystem::path& path, const DataFiles& files) {
  std::error_code error;
  if (!job.share.empty() || job.scenario.empty() || comes_with_program(path, files) || !std::filesystem::is_regular_file(path, error))
    return {};
  const std::filesystem::path whole = std::filesystem::absolute(path, error).lexically_normal();
  return error ? path : whole;
}

// From a file, or from a shared text with its time and view.
Result<KeptMoment> starting_moment(const ExploreJob& job, const std::filesystem::path& path, const Parameters& parameters) {
  if (!job.share.empty()) return read_share(job.share, parameters);
  auto scenario = load_scenario(path, parameters);
  if (!scenario) return failure(std::move(scenario.error()));
  return KeptMoment{std::move(*scenario), {}};
}

// At the moment that is worth opening at; where the run has none, at its begin.
void open_at_moment(Session& session, const NamedMoments& moments) {
  const auto answer = moments.find(moments.opening(), session.run());
  if (const auto* found = std::get_if<FoundMoment>(&answer)) session.submit(command::ShowMoment{*found});
}

// Who names something wants to see it.
bool opens_doors(const ExploreJob& job) {
  return !job.at_once && !job.walk && job.scenario.empty() && job.share.empty() && job.lecture.empty();
}

View at_doors(View view) {
  view.mode = Mode::start;
  return view;
}

// Where the lecture was left, if it is the one that was given last.
View in_lecture(View view, const std::string& lecture, const Settings& settings) {
  view.mode = Mode::present;
  view.lecture = lecture;
  view.beat = settings.lecture == lecture ? settings.beat : "";
  return view;
}

Problems lecture_troubles(const std::string& name, const Parameters& parameters, const DataFiles& files) {
  const auto reader = LectureReader::open(files, parameters);
  if (!reader) return reader.error();
  const auto lecture = reader->load_named(name);
  return lecture ? Problems() : lecture.error();
}

}  // namespace

int run_explore(const ExploreJob& job, const DataFiles& files) {
  const auto path = scenario_path(job.scenario, files);
  if (!path) return report(path.error(), kBadInput);
  auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  auto start = starting_moment(job, *path, *parameters);
  if (!start) return report(start.error(), kBadInput);
  if (!job.lecture.empty()) {
    if (const Problems troubles = lecture_troubles(job.lecture, *parameters, files); !troubles.empty()) return report(troubles, kBadInput);
  }
  if (const auto reason = why_no_display()) {
    if (!job.lecture.empty())
      return report({{"lecture " + job.lecture, 0, 0, "there is nobody to give it to: " + *reason, "with --out DIR it is written"}},
                    kCannot);
    say("{}, so the scenario is rendered to pictures and a table instead.\n", *reason);
    std::fflush(stdout);
    end_on_signals();
    Session session(std::move(*parameters), std::move(start->scenario));
    View view = job.view;
    if (!job.given.locale) view.locale = locale_of_machine();
    session.set_view(view);
    session.submit(start->commands);
    return run_pictures({.scenario = job.share.empty() ? *path : std::filesystem::path(), .out = job.out, .own_moment = !job.share.empty()},
                        session, files);
  }
  const auto resources = Resources::load(files, *parameters);
  if (!resources) return report(resources.error(), kBadInput);
  Result<CommandLog> log = CommandLog();
  if (!job.record.empty()) log = CommandLog::open(job.record);
  if (!log) return report(log.error(), kCannot);
  UserData user_data(job.settings.empty() ? preference_folder() : job.settings);
  OutsideEnd end([&user_data](const State& state) { static_cast<void>(user_data.recovery().keep(moment_text(state))); });
  Session session(std::move(*parameters), std::move(start->scenario));
  if (log->is_open()) session.listen([&log](double time_h, const Command& command) { log->note(time_h, command); });
  session.set_view(with_settings(job.view, user_data.settings(), job.given));
  if (opens_doors(job)) session.set_view(at_doors(session.state().view));
  if (!job.lecture.empty()) session.set_view(in_lecture(session.state().view, job.lecture, user_data.settings()));
  session.submit(start->commands);
  if (start->commands.empty()) open_at_moment(session, resources->moments);
  session.follow_input(true);
  const std::filesystem::path own = own_file(job, *path, files);
  // Only what is read as this scenario is known: if the file was changed since, saving asks.
  std::optional<std::string> known;
  if (auto text = own.empty() ? Result<std::string>(failure(Problem{})) : read_file(own)) {
    const auto again = parse_scenario(*text, own.string(), session.parameters());
    if (again && *again == session.state().scenario) known = std::move(*text);
  }
  user_data.document.opened(own, session.state().scenario, session.state().scenario, true, std::move(known));
  end.say_at_exit(
      "the window cannot be opened: the display refused it\n  Synaptoscope needs OpenGL 3.3; check the display, or install the Mesa "
      "drivers (libgl1-mesa-dri)");
  auto window = Window::open({.width = job.width, .height = job.height});
  if (!window) return report(window.error(), kCannot);
  auto gui = Gui::create(**window, files, true);
  if (!gui) return report(gui.error(), kCannot);
  auto show = SceneView::create(files);
  if (!show) return report(show.error(), kCannot);
  if (user_data.found().first_run) {
    // Once, from the machine; from then on the person's own.
    Settings settings = user_data.settings();
    settings.locale = locale_of_machine();
    float dots_per_inch = 0.0F;
    const int display = std::max(0, SDL_GetWindowDisplayIndex((*window)->handle()));
    if (SDL_GetDisplayDPI(display, &dots_per_inch, nullptr, nullptr) == 0) {
      settings.text_scale = text_scale_for(dots_per_inch / static_cast<float>((*window)->display_scale()));
    }
    session.set_view(with_settings(session.state().view, settings, job.given));
    if (const auto kept = user_data.change(settings); !kept) complain("warning: {}\n", to_text(kept.error()));
  }
  const bool choose_quality = !job.given.quality && !user_data.settings().quality;
  end.say_at_exit("the display is gone, and the window with it; what was not saved is offered at the next start");
  std::unique_ptr<ModeScreen> first;
  if (job.walk)
    first = make_walk(files,
                      {.clinic = job.clinic, .open = [](const std::filesystem::path& page) { SDL_OpenURL(file_address(page).c_str()); }});
  return Loop({**window, **gui, **show, session, *resources, files, user_data, *log, end}, choose_quality, job.controls,
              job.beats.empty() ? Loop::kBeats : job.beats, std::move(first))
      .run();
}

}  // namespace syn
