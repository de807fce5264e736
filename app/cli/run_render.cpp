// The sub-command `render`: one picture or a row of them, of a stage, a panel or the whole screen, and what they show as
// JSON. Curves alone, as SVG or CSV, need no graphics.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/cli/run.hpp"
#include "app/console/console.hpp"
#include "app/console/outputs.hpp"
#include "app/console/progress.hpp"
#include "app/export/curves_file.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "app/export/print_page.hpp"
#include "app/view/moments.hpp"
#include "app/view/picture_report.hpp"
#include "app/view/stages.hpp"
#include "app/view/words.hpp"
#include "core/output_file.hpp"
#include "gfx/gl_context.hpp"

namespace syn {
namespace {

constexpr double kFilmPictures = 25.0;  // a second of play

// How many pictures.
std::size_t picture_count(const RenderJob& job) {
  // Counted, not added up, so that the last moment is not lost to rounding.
  return job.every ? 1 + static_cast<std::size_t>(std::floor(job.lasting->value / job.every->value + 1e-9)) : 1;
}
Hours time_of(const RenderJob& job, std::size_t i) {
  return i == 0 ? job.at : std::min(job.at + *job.lasting, job.at + *job.every * static_cast<double>(i));
}
// The first or the last picture lies outside of the run.
Problems outside(const RenderJob& job, const Scenario& scenario) {
  for (const Hours time : {job.at, time_of(job, picture_count(job) - 1)}) {
    if (time.value >= scenario.start_h() && time.value <= scenario.end_h()) continue;
    return {{job.scenario.string(), 0, 0, "the moment " + time_text(time) + " lies outside the run",
             "the run goes from " + time_text({scenario.start_h()}) + " to " + time_text({scenario.end_h()})}};
  }
  return {};
}

// The curves as a vector picture or a table: needs no graphics.
int write_curves(const RenderJob& job, Session& session, const DataFiles& files, const Resources& resources) {
  session.submit(command::Seek{job.at.value});
  const CurveTab tab = session.state().view.curve_tab;
  if (tab == CurveTab::symptoms && session.state().scenario.patient.stress == Stress::none)
    return report(
        {{job.scenario.string(), 0, 0, "the run starts with a healthy brain, so there are no symptoms to show", "choose another --tab"}},
        kBadInput);
  const auto bytes = format_of(job.out) == Format::svg ? curves_picture(tab, session, files, resources, job.width, job.height)
                                                       : curves_table(tab, session, files);
  if (!bytes) return report(bytes.error(), kBadInput);
  return write_output(job.out, *bytes);
}

// The JSON file beside the pictures, or nothing if nobody wants it.
class JsonFile {
 public:
  Result<void> open(const std::filesystem::path& path, std::string_view head) {
    if (path.empty()) return {};
    auto file = OutputFile::open(path);
    if (!file) return failure(std::move(file.error()));
    file_.emplace(std::move(*file));
    file_->write(head);
    return {};
  }
  void add(const PictureReport& picture, const Trajectory& trajectory, const Locale& locale) {
    if (file_) file_->write(json_frame(picture, trajectory, locale, first_));
    first_ = false;
  }
  ExitCode commit() {
    if (!file_) return kDone;
    file_->write(json_tail());
    const auto written = file_->commit();
    return written ? kDone : not_written(*file_, written.error());
  }

 private:
  std::optional<OutputFile> file_;
  bool first_ = true;
};

}  // namespace

std::string renderer_name() {
  const auto window = Window::open({.width = 64, .height = 64, .hidden = true});
  return window ? "renderer " + gl_renderer() : "no renderer (" + window.error().front().what + ")";
}

int run_render(const RenderJob& wanted, const DataFiles& files) {
  RenderJob job = wanted;
  std::optional<NamedMoments> named;
  if (!job.moment.empty()) {
    auto all = NamedMoments::load(files);
    if (!all) return report(all.error(), kBadInput);
    const NamedMoment* moment = all->named(job.moment);
    if (moment == nullptr) return report({all->unknown(job.moment)}, kBadCommandLine);
    if (moment->stage) job.stage = moment->stage;
    if (!moment->stage) job.panel = PanelName::curves;
    if (job.lasting && !job.every) {
      job.every = Hours{lens_hours_per_second(moment->lens) * moment->speed / kFilmPictures};
      if (job.lasting->value > kMaxPictures * job.every->value) {
        complain("synaptoscope: at the pace of {} that is more than {} pictures; --every says another\n", job.moment, kMaxPictures);
        return kBadCommandLine;
      }
    }
    named = std::move(*all);
  }
  const bool curves = job.panel == PanelName::curves && !job.screen;
  Outputs outputs(files);
  outputs.reads(job.scenario);
  if (job.pin) outputs.reads(*job.pin);
  if (job.every) {
    outputs.writes_sequence("--out", job.out, picture_count(job), {Format::png, Format::html});
  } else if (curves) {
    outputs.writes("--out", job.out, {Format::png, Format::html, Format::svg, Format::csv});
  } else {
    outputs.writes("--out", job.out, {Format::png, Format::html});
  }
  outputs.writes("--json", job.json, {Format::json});
  if (const auto code = outputs.refused()) return *code;
  const auto format = format_of(job.out, Format::png);
  auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  auto scenario = load_scenario(job.scenario, *parameters);
  if (!scenario) return report(scenario.error(), kBadInput);
  if (const Problems wrong = too_many_scores(*scenario); !wrong.empty()) return report(wrong, kBadInput);
  if (!named) {
    if (const Problems wrong = outside(job, *scenario); !wrong.empty()) return report(wrong, kBadInput);
  }
  const auto resources = Resources::load(files, *parameters);
  if (!resources) return report(resources.error(), kBadInput);
  std::optional<Scenario> pinned;
  if (job.pin) {
    auto other = load_scenario(*job.pin, *parameters);
    if (!other) return report(other.error(), kBadInput);
    if (const Problems wrong = too_many_scores(*other); !wrong.empty()) return report(wrong, kBadInput);
    pinned = std::move(*other);
  }
  Session session(std::move(*parameters), pinned ? *pinned : *scenario);
  if (pinned) {
    session.submit(command::SetPin{});
    session.submit(command::SetScenario{std::move(*scenario)});
  }
  const std::string hash = session.run()->parameters.hash();
  const auto origin = picture_origin(session.run()->scenario(), hash, version());
  View view = job.view;
  if (job.stage) view.stage = *job.stage;
  if (job.panel) {
    view.front = *job.panel;
    view.panels = PanelPlace::beside;
  }
  session.set_view(view);
  if (named) {
    const auto answer = named->find(*named->named(job.moment), session.run());
    if (const auto* reason = std::get_if<Sentence>(&answer)) {
      const Locale& english = resources->locales[static_cast<std::size_t>(LocaleName::en)];
      return report(
          {{job.scenario.string(), 0, 0, fmt::format("the moment {} does not occur in this run: {}", job.moment, english.text(*reason)),
            "`describe --moment all` lists those that do"}},
          kBadInput);
    }
    const FoundMoment& found = std::get<FoundMoment>(answer);
    session.submit(command::ShowMoment{found});
    job.at = {session.state().playhead.time_h};
    if (const Problems wrong = outside(job, session.state().scenario); !wrong.empty()) return report(wrong, kBadInput);
  }

  const bool needs_no_graphics = curves && (format == Format::svg || format == Format::csv);
  if (needs_no_graphics) {
    const int code = write_curves(job, session, files, *resources);
    if (code != kDone) return code;
  }

  std::unique_ptr<OffscreenRenderer> renderer;
  std::unique_ptr<RenderTarget> target;
  if (!job.out.empty() && !needs_no_graphics) {
    auto opened = OffscreenRenderer::open(files, session.parameters());
    if (!opened) return report(opened.error(), kCannot);
    renderer = std::move(*opened);
    if (job.double_words) renderer->double_words();
    target = std::make_unique<RenderTarget>(job.width, job.height);
  }
  // Without pictures the report still comes from the stage, which needs no graphics to describe itself.
  const auto stages = make_stages();
  for (const auto& stage : stages) {
    const View& shown = session.state().view;
    if (stage->name() == shown.stage && !stage->has(shown.viewpoint)) {
      complain("synaptoscope: stage {} has no viewpoint {}\n", name_of(shown.stage), name_of(shown.viewpoint));
      return kBadCommandLine;
    }
    if (const Problems problems = stage->read(files); !problems.empty()) return report(problems, kBadInput);
  }
  const Locale& locale = resources->locale(view);

  JsonFile json;
  if (const auto opened = json.open(job.json, json_head(session.trajectory(), session.state().view, locale, version(), hash)); !opened)
    return report(opened.error(), kCannot);
  Progress progress("painting");
  const std::size_t pictures = picture_count(job);
  for (std::size_t i = 0; i < pictures; ++i) {
    if (!named || i > 0) session.submit(command::Seek{time_of(job, i).value});
    const Hours now{session.state().playhead.time_h};
    PictureReport picture{now, {}, {}};
    if (job.stage) {
      for (const auto& stage : stages) {
        if (stage->name() == *job.stage) picture.report = stage->at(session.run(), now, session.state().view).describe();
      }
    }
    if (renderer != nullptr) {
      if (job.screen) {
        renderer->paint_screen(session, *target);
      } else if (job.stage) {
        renderer->paint_stage(session, *target, job.bare, Finish::refined);
        picture.labels = label_words(renderer->show(), locale);
      } else {
        renderer->paint_panel(session, *job.panel, *target);
      }
      const auto path = job.every ? numbered(job.out, i) : job.out;
      std::string bytes;
      if (format == Format::html) {
        const auto published = load_published_scores(files, session.parameters());
        if (!published) return report(published.error(), kBadInput);
        bytes = print_page(session, target->read(), picture_words(picture.report), *published, *resources);
      } else {
        bytes = to_png(target->read(), origin);
      }
      if (const auto code = write_output(path, bytes); code != kDone) return code;
    }
    json.add(picture, session.trajectory(), locale);
    progress.show(static_cast<double>(i + 1) / static_cast<double>(pictures));
  }
  if (renderer != nullptr) {
    for (const Problem& problem : renderer->show().problems()) complain("warning: {}\n", to_text(problem));
  }
  return json.commit();
}

}  // namespace syn
