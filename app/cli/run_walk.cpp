// The patient walk: its window, and its cards as pictures.
#include <fmt/format.h>

#include "app/cli/run.hpp"
#include "app/console/console.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "app/platform/display.hpp"
#include "app/walk/content/walk.hpp"
#include "app/walk/screen/walk.hpp"

namespace syn {
namespace {

int write_pictures(const WalkJob& job, const std::filesystem::path& folder, const Walk& walk, Parameters parameters,
                   const DataFiles& files) {
  end_on_signals();
  const auto path = files.find(kDefaultScenario);
  if (!path) return report(path.error(), kBadInput);
  auto scenario = load_scenario(*path, parameters);
  if (!scenario) return report(scenario.error(), kBadInput);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return report({{folder.string(), 0, 0, "the folder cannot be made: " + error.message(), "name another"}}, kCannot);
  Session session(std::move(parameters), std::move(*scenario));
  View view = job.window.view;
  view.reduced_motion = true;  // a still stands still
  session.set_view(view);
  const auto renderer = OffscreenRenderer::open(files, session.parameters());
  if (!renderer) return report(renderer.error(), kCannot);
  auto mode = make_walk(files, {.clinic = job.window.clinic});
  WalkScreenMode& shown = *mode;
  (*renderer)->show_mode(std::move(mode));
  const RenderTarget target(job.window.width, job.window.height);
  const auto write = [&](int screen, int card, const std::string& name) {
    shown.go_to({screen, card});
    (*renderer)->paint_screen(session, target);
    return save_png(folder / name, target.read());
  };
  std::size_t written = 0;
  for (std::size_t i = 0; i < walk.screens.size(); ++i) {
    for (std::size_t k = 0; k < walk.screens[i].cards.size(); ++k) {
      const auto done =
          write(static_cast<int>(i) + 1, static_cast<int>(k) + 1, fmt::format("{:02}-{}-{}.png", i + 1, k + 1, walk.screens[i].id));
      if (!done) return report(done.error(), kCannot);
      ++written;
    }
  }
  if (const auto done = write(1, 0, "stop-here.png"); !done) return report(done.error(), kCannot);
  say("The {} pictures are in {}\n", written + 1, std::filesystem::absolute(folder).string());
  return kDone;
}

}  // namespace

int run_walk(const WalkJob& job, const DataFiles& files) {
  auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  const auto resources = Resources::load(files, *parameters);
  if (!resources) return report(resources.error(), kBadInput);
  const auto walk = Walk::load(files, *parameters, resources->locales, job.window.clinic);
  if (!walk) return report(walk.error(), kBadInput);
  if (!job.pictures.empty()) return write_pictures(job, job.pictures, *walk, std::move(*parameters), files);
  const auto reason = why_no_display();
  if (!reason) return run_explore(job.window, files);
  say("{}, so the walk is written as pictures instead.\n", *reason);
  return write_pictures(job, "out/walk", *walk, std::move(*parameters), files);
}

}  // namespace syn
