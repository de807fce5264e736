#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/curves_file.hpp"
#include "app/picture_report.hpp"
#include "app/print_page.hpp"
#include "app/run.hpp"
#include "app/studio.hpp"
#include "app/words.hpp"

namespace syn {
namespace {

// out.png -> out-0001.png for the first picture of a sequence.
std::filesystem::path numbered(const std::filesystem::path& out, std::size_t index) {
  std::filesystem::path path = out;
  path.replace_filename(fmt::format("{}-{:04}{}", out.stem().string(), index + 1, out.extension().string()));
  return path;
}

std::vector<Hours> moments(const RenderJob& job) {
  if (!job.every) return {job.at};
  std::vector<Hours> times;
  // Counted, not added up, so that the last moment is not lost to rounding.
  const auto steps = static_cast<std::size_t>(std::floor((job.until->value - job.at.value) / job.every->value + 1e-9));
  for (std::size_t i = 0; i <= steps; ++i) times.push_back(job.at + *job.every * static_cast<double>(i));
  return times;
}

// The curves as a vector picture or a table: needs no graphics.
int write_curves(const RenderJob& job, Session& session, const DataFiles& files, const Looks& looks) {
  session.submit(command::Seek{job.at.value});
  const CurveTab tab = job.view.curve_tab;
  if (tab == CurveTab::symptoms && session.state().scenario.patient.stress == Stress::none)
    return report({{job.scenario.string(), 0, 0, "the run starts with a healthy brain, so there are no symptoms to show", "choose another --tab"}}, kBadInput);
  const auto bytes = job.out.extension() == ".svg" ? curves_picture(tab, session, files, looks, job.width, job.height)
                                                   : curves_table(tab, session, files);
  if (!bytes) return report(bytes.error(), kBadInput);
  if (const auto written = write_file(job.out, *bytes); !written) return report(written.error(), kCannot);
  return kDone;
}

}  // namespace

std::string renderer_name() {
  const auto window = Window::open({.width = 64, .height = 64, .hidden = true});
  return window ? "renderer " + gl_renderer() : "no renderer (" + window.error().front().what + ")";
}

int run_render(const RenderJob& job, const DataFiles& files) {
  auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  auto scenario = load_scenario(job.scenario, *parameters);
  if (!scenario) return report(scenario.error(), kBadInput);
  const auto looks = Looks::load(files);
  if (!looks) return report(looks.error(), kBadInput);
  const std::string hash = parameters->with(scenario->parameters).hash();
  const auto origin = picture_origin(*scenario, hash, version());

  std::optional<Scenario> pinned;
  if (job.pin) {
    auto other = load_scenario(*job.pin, *parameters);
    if (!other) return report(other.error(), kBadInput);
    pinned = std::move(*other);
  }
  Session session(std::move(*parameters), pinned ? *pinned : *scenario);
  if (pinned) {
    session.submit(command::SetPin{});
    session.submit(command::SetScenario{std::move(*scenario)});
  }
  View view = job.view;
  if (job.stage) view.stage = *job.stage;
  session.set_view(view);

  if (job.panel == PanelName::curves && (job.out.extension() == ".svg" || job.out.extension() == ".csv"))
    return write_curves(job, session, files, *looks);

  std::unique_ptr<Studio> studio;
  std::unique_ptr<RenderTarget> target;
  if (!job.out.empty()) {
    auto opened = Studio::open(files);
    if (!opened) return report(opened.error(), kCannot);
    studio = std::move(*opened);
    if (job.double_words) studio->double_words();
    target = std::make_unique<RenderTarget>(job.width, job.height);
  }
  // Without pictures the report still comes from the stage, which needs no graphics to describe itself.
  const auto stages = make_stages();
  for (const auto& stage : stages) {
    if (stage->name() == view.stage && !stage->has(view.viewpoint)) {
      fmt::print(stderr, "synaptoscope: stage {} has no viewpoint {}\n", name_of(view.stage), name_of(view.viewpoint));
      return kBadCommandLine;
    }
    if (const Problems problems = stage->read(files); !problems.empty()) return report(problems, kBadInput);
  }
  const Locale& locale = looks->locales[static_cast<std::size_t>(view.locale)];

  std::vector<PictureReport> reports;
  const std::vector<Hours> times = moments(job);
  for (std::size_t i = 0; i < times.size(); ++i) {
    session.submit(command::Seek{times[i].value});
    const Hours now{session.state().playhead.time_h};
    if (now.value != times[i].value) {
      return report({{job.scenario.string(), 0, 0, "the moment " + time_text(times[i]) + " lies outside the run",
                      "the run goes from " + time_text(session.trajectory().start()) + " to " + time_text(session.trajectory().end())}},
                    kBadInput);
    }
    PictureReport picture{now, {}, {}};
    if (job.stage) {
      for (const auto& stage : stages) {
        if (stage->name() == *job.stage) picture.report = stage->describe(session.trajectory(), now, session.state().view);
      }
    }
    if (studio != nullptr) {
      if (job.screen) {
        studio->paint_screen(session, *target, job.panel);
      } else if (job.stage) {
        studio->paint_stage(session, *target, job.bare);
        picture.labels = label_words(studio->show(), locale);
      } else {
        studio->paint_panel(session, *job.panel, *target);
      }
      const auto path = times.size() == 1 && !job.every ? job.out : numbered(job.out, i);
      if (path.extension() == ".html") {
        const auto published = load_published_scores(files, session.parameters());
        if (!published) return report(published.error(), kBadInput);
        const std::string page = print_page(session, target->read(), picture_words(picture.report), *published, *looks);
        if (const auto written = write_file(path, page); !written) return report(written.error(), kCannot);
        reports.push_back(std::move(picture));
        continue;
      }
      if (const auto written = save_png(path, target->read(), origin); !written) return report(written.error(), kCannot);
    }
    reports.push_back(std::move(picture));
  }
  if (studio != nullptr) {
    for (const Problem& problem : studio->show().problems()) fmt::print(stderr, "warning: {}\n", to_text(problem));
  }
  if (!job.json.empty()) {
    const std::string json = to_json(reports, session.trajectory(), session.state().view, locale, version(), hash);
    if (const auto written = write_file(job.json, json); !written) return report(written.error(), kCannot);
  }
  return kDone;
}

}  // namespace syn
