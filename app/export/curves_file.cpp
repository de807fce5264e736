#include "app/export/curves_file.hpp"

#include <algorithm>
#include <iterator>

#include "app/console/exit_code.hpp"
#include "app/panels/time/curves_below.hpp"
#include "model/scenario/acting.hpp"

namespace syn {
namespace {

Result<std::vector<PublishedScore>> fitting_scores(const Session& session, const DataFiles& files) {
  auto published = load_published_scores(files, session.parameters());
  if (!published) return published;
  const Scenario& scenario = session.trajectory().scenario();
  const double expectancy = expectancy_of(scenario, session.parameters());
  std::erase_if(*published, [&](const PublishedScore& score) { return !fits(score, scenario, expectancy); });
  return published;
}

CurveView whole_run(const Session& session, std::span<const PublishedScore> fitting) {
  const Trajectory& run = session.trajectory();
  return {.run = *session.run(),
          .pinned = session.pinned(),
          .published = fitting,
          .page = {run.start().value, run.end().value},
          .playhead_h = session.state().playhead.time_h};
}

}  // namespace

Result<std::string> curves_picture(CurveTab tab, const Session& session, const DataFiles& files, const Resources& resources, int width_px,
                                   int height_px) {
  const auto fitting = fitting_scores(session, files);
  if (!fitting) return failure(fitting.error());
  const View& view = session.state().view;
  return curves_svg(tab, whole_run(session, *fitting), session.parameters(), resources.locale(view), resources.theme(view), version(),
                    width_px, height_px);
}

Result<std::string> curves_table(CurveTab tab, const Session& session, const DataFiles& files) {
  const auto fitting = fitting_scores(session, files);
  if (!fitting) return failure(fitting.error());
  return curves_csv(tab, whole_run(session, *fitting), version());
}

}  // namespace syn
