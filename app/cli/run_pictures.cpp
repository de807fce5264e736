// The main job of a machine without a display: the scenario as pictures of every stage, curves and a table in a folder.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <set>
#include <span>

#include "app/cli/run.hpp"
#include "app/console/console.hpp"
#include "app/console/outputs.hpp"
#include "app/export/curves_file.hpp"
#include "app/export/offscreen_renderer.hpp"
#include "app/view/picture_report.hpp"

namespace syn {
namespace fs = std::filesystem;
namespace {

// The drug's way through a run: the moments of the stages count from here.
struct Landmarks {
  Hours before;               // the first dose begins, or the run where none is given
  std::optional<Hours> peak;  // of plasma after it
};

// The end of an infusion is kept to the digit; any other peak is a whole minute, which nobody can tell from the peak.
Landmarks landmarks_of(const Trajectory& run) {
  const Scenario& scenario = run.scenario();
  if (scenario.doses.empty()) return {Hours{std::max(0.0, scenario.start_h())}, {}};
  const Dose& first = scenario.doses.front();
  constexpr double kDayHours = 24.0;
  const double until_h = scenario.doses.size() > 1 ? std::min(first.at_h + kDayHours, scenario.doses[1].at_h) : first.at_h + kDayHours;
  const std::span<const double> plasma = run.column(Column::plasma_ketamine);
  double highest = 0.0;
  double peak_h = first.end_h();
  for (std::size_t row = 0; row < plasma.size(); ++row) {
    const double time_h = run.times_h()[row];
    if (time_h < first.at_h || time_h > until_h || plasma[row] <= highest) continue;
    highest = plasma[row];
    peak_h = time_h;
  }
  if (peak_h != first.end_h()) peak_h = std::round(peak_h * 60.0) / 60.0;
  return {Hours{first.at_h}, Hours{peak_h}};
}

// Nothing where the run has no such moment: no drug, or it is over by then.
std::optional<Hours> when(const Shot& moment, const Landmarks& landmarks, const Trajectory& run) {
  using Anchor = Shot::Anchor;
  if (moment.anchor != Anchor::before && !landmarks.peak) return {};
  Hours at = landmarks.before;
  if (moment.anchor == Anchor::peak) at = *landmarks.peak;
  if (moment.anchor == Anchor::halfway) at = at + (*landmarks.peak - at) * 0.5;
  at = at + *parse_time(moment.later);
  if (at < run.start() || at > run.end()) return {};
  return at;
}

// A file can be made there: tried, as rights and file systems know more reasons against it than can be asked for.
Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return failure({folder.string(), 0, 0, "the folder cannot be made: " + error.message(), "name another with --out"});
  const fs::path probe = folder / ".synaptoscope-may-write";
  if (auto written = write_file(probe, ""); !written)
    return failure({folder.string(), 0, 0, "nothing can be written there", "name another folder with --out"});
  fs::remove(probe, error);
  return {};
}

// The folder that was asked for; else out/, and where that cannot be (a read-only copy), a new one among the temporary files.
Result<fs::path> choose_folder(const fs::path& asked) {
  if (!asked.empty()) {
    if (auto made = make_folder(asked); !made) return failure(std::move(made.error()));
    return asked;
  }
  const fs::path usual = "out";
  const auto made = make_folder(usual);
  if (made) return usual;
  std::error_code error;
  const fs::path temporary = fs::temp_directory_path(error);
  if (error) return failure(made.error());
  for (int number = 1; number <= 1000; ++number) {
    const fs::path folder = temporary / fmt::format("synaptoscope-out-{}", number);
    // Made by us and by nobody before us, as others write there too.
    if (!fs::create_directory(folder, error) || error) continue;
    say("Nothing can be written to {} here, so the pictures go to {}\n", usual.string(), folder.string());
    return folder;
  }
  return failure(made.error());
}

// A scenario that lies among the pictures under such a name would be written over.
bool may_be_lost(const fs::path& scenario, const fs::path& folder) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(scenario, error);
  return !scenario.empty() && format_of(real) && fs::equivalent(real.parent_path(), folder, error);
}

class PictureFolder {
 public:
  PictureFolder(fs::path folder, Session& session) : folder_(std::move(folder)), session_(session) {}

  Result<void> table() {
    const fs::path path = folder_ / "trajectory.csv";
    const Run& run = *session_.run();
    return kept(path, write_file(path, to_csv(simulate(run.scenario(), session_.parameters()), version(), run.parameters.hash())));
  }

  // As a vector picture: what can be shown of the run without OpenGL.
  Result<void> curves_without_graphics(const DataFiles& files) {
    const auto resources = Resources::load(files, session_.parameters());
    if (!resources) return failure(resources.error());
    for (const CurveTab tab : tabs()) {
      const fs::path path = folder_ / fmt::format("curves-{}.svg", name_of(tab));
      const auto drawn = curves_picture(tab, session_, files, *resources, kWidth, kHeight);
      if (!drawn) return failure(drawn.error());
      if (auto written = kept(path, write_file(path, *drawn)); !written) return written;
    }
    return {};
  }

  Result<void> pictures(OffscreenRenderer& renderer) {
    const RenderTarget target(kWidth, kHeight);
    const Trajectory& run = session_.trajectory();
    const View start = session_.state().view;
    const Landmarks landmarks = landmarks_of(run);
    for (const StageName stage : kStageNames) {
      std::set<std::string> times;
      for (const Shot& moment : renderer.show().stage(stage).shots()) {
        const std::optional<Hours> at = when(moment, landmarks, run);
        // A slow route may reach its peak at a moment that is drawn anyhow: the first of the two stays.
        if (!at || !times.insert(time_text(*at)).second) continue;
        View view = start;
        view.stage = stage;
        view.viewpoint = Viewpoint::usual;
        view.lens = moment.lens;
        look(view, *at);
        renderer.paint_stage(session_, target, false, Finish::refined);
        if (auto written = picture(fmt::format("{}-{}.png", name_of(stage), time_text(*at)), target); !written) return written;
      }
    }
    for (const CurveTab tab : tabs()) {
      View view = start;
      view.curve_tab = tab;
      // What follows the drug within hours, around its peak; what takes days, on a page of weeks.
      const bool slow = tab == CurveTab::cell || tab == CurveTab::symptoms;
      view.lens = slow ? Lens::wk : Lens::h;
      look(view, slow ? std::min(landmarks.before + Hours::from_days(7.0), run.end()) : landmarks.peak.value_or(landmarks.before));
      renderer.paint_panel(session_, PanelName::curves, target);
      if (auto written = picture(fmt::format("curves-{}.png", name_of(tab)), target); !written) return written;
    }
    return {};
  }

  // What a shared text points at.
  Result<void> shared_moment(OffscreenRenderer& renderer, const View& view, Hours at) {
    const RenderTarget target(kWidth, kHeight);
    look(view, at);
    renderer.paint_stage(session_, target, false, Finish::refined);
    return picture(fmt::format("shared-{}-{}.png", name_of(view.stage), time_text(at)), target);
  }

  std::size_t files() const { return files_written_; }

 private:
  static constexpr int kWidth = 1280;
  static constexpr int kHeight = 720;

  void look(const View& view, Hours at) {
    session_.set_view(view);
    session_.submit(command::Seek{at.value});
  }
  // A healthy brain has no symptoms to draw.
  std::vector<CurveTab> tabs() const {
    std::vector<CurveTab> out(kCurveTabs.begin(), kCurveTabs.end());
    if (session_.state().scenario.patient.stress == Stress::none) std::erase(out, CurveTab::symptoms);
    return out;
  }
  Result<void> picture(const std::string& name, const RenderTarget& target) {
    const Run& run = *session_.run();
    const auto origin = picture_origin(run.scenario(), run.parameters.hash(), version());
    return kept(folder_ / name, save_png(folder_ / name, target.read(), origin));
  }
  Result<void> kept(const fs::path& path, Result<void> written) {
    if (!written) return written;
    ++files_written_;
    say("{}\n", path.string());
    std::fflush(stdout);  // each as it is made: a slow machine takes a while
    return {};
  }

  fs::path folder_;
  Session& session_;
  std::size_t files_written_ = 0;
};

}  // namespace

int run_pictures(const PicturesJob& job, Session& session, const DataFiles& files) {
  const auto folder = choose_folder(job.out);
  if (!folder) return report(folder.error(), kCannot);
  if (may_be_lost(job.scenario, *folder))
    return report({{job.scenario.string(), 0, 0, "the scenario lies in the folder of the pictures, under a name that one of them may take",
                    "name another folder with --out"}},
                  kBadCommandLine);
  const View view = session.state().view;
  const Hours now{session.state().playhead.time_h};
  PictureFolder out(*folder, session);
  if (const auto written = out.table(); !written) return report(written.error(), kCannot);
  const auto renderer = OffscreenRenderer::open(files, session.parameters());
  if (!renderer) {
    if (const auto drawn = out.curves_without_graphics(files); !drawn) return report(drawn.error(), kCannot);
    say("The table and the curves are in {}; the pictures need OpenGL.\n", fs::absolute(*folder).string());
    return report(renderer.error(), kCannot);
  }
  auto written = out.pictures(**renderer);
  if (written && job.own_moment) written = out.shared_moment(**renderer, view, now);
  if (!written) return report(written.error(), kCannot);
  for (const Problem& problem : (*renderer)->show().problems()) complain("warning: {}\n", to_text(problem));
  say("The {} files are in {}\n", out.files(), fs::absolute(*folder).string());
  return kDone;
}

}  // namespace syn
