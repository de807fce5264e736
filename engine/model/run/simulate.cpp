#include "model/run/simulate.hpp"

#include <algorithm>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

#include "math/parallel_for.hpp"
#include "model/run/preparation.hpp"
#include "model/run/simulate_rows.hpp"
#include "model/run/timeline.hpp"

namespace syn {
namespace {

// Counts pieces of work over threads and tells how many are done.
class DonePieces {
 public:
  DonePieces(int pieces, const ProgressTeller& progress) : pieces_(pieces), progress_(progress) {}
  void notify() {
    if (!progress_) return;
    const std::lock_guard lock(telling_);
    progress_(static_cast<double>(++done_) / pieces_);
  }

 private:
  int pieces_;
  int done_ = 0;
  const ProgressTeller& progress_;
  std::mutex telling_;
};

// A piece of the rows with everybody's scores, moved on from here or copied.
struct Piece {
  TrajectoryTable& table;
  std::vector<std::vector<double>> runs;
};

// The part of `summary` that belongs to rows from `first` on.
CohortSummary part_of(const CohortSummary& summary, std::size_t first, std::size_t rows) {
  const auto cut = [&](const std::vector<double>& from) {
    const auto begin = from.begin() + static_cast<std::ptrdiff_t>(first);
    return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(rows));
  };
  CohortSummary part{cut(summary.mean),
                     cut(summary.p05),
                     cut(summary.p25),
                     cut(summary.p50),
                     cut(summary.p75),
                     cut(summary.p95),
                     cut(summary.response),
                     cut(summary.remission),
                     {},
                     {}};
  for (const std::vector<double>& run : summary.runs) part.runs.push_back(cut(run));
  return part;
}

// Everybody with a chain of their own: the drug's way through the body differs too. A chain costs a thousand times what
// a score costs, so people are shared between the threads.
CohortSummary vary_everything(const Preparation& prepared, const SimulateOptions& options, const ProgressTeller& progress) {
  const Cohort cohort(prepared.scenario, prepared.changed);
  std::vector<OwnCourse> courses(static_cast<std::size_t>(prepared.patients));
  DonePieces done(prepared.patients, progress);
  parallel_for(prepared.patients, options.threads, [&](int number) {
    OwnCourse& own = courses[static_cast<std::size_t>(number)];
    if (options.stop.stop_requested()) {
      own.scores.assign(prepared.times.size(), 0.0);
      own.kept = own.scores;
      return;
    }
    own = own_course(prepared, cohort, number, options.noise);
    done.notify();
  });
  return summary_of(cohort, std::move(courses), options.runs);
}

// Fills a table with at most `piece` rows at a time and hands each to `take`, which says whether to go on. `whole`: its
// events sorted.
template <class Take>
bool fill(const Scenario& whole, const Parameters& parameters, const SimulateOptions& options, std::size_t piece,
          const ProgressTeller& progress, Take take) {
  Preparation prepared(whole, parameters, options);
  const std::vector<double>& times = prepared.times;
  std::optional<CohortSummary> own;
  if (prepared.own_chains) own = vary_everything(prepared, options, progress);

  TrajectoryTable table(prepared.scenario, prepared.changed, prepared.course.drug(), std::min(piece, times.size() + kMorePeaks),
                        !options.typical_only);
  std::size_t first = 0;  // row of this piece
  bool wanted = true;
  const auto finish = [&] {
    table.close();
    const std::size_t rows = table.rows();
    std::vector<std::vector<double>> runs;
    const auto add = [&](CohortSummary summary) {
      runs = std::move(summary.runs);
      table.add(std::move(summary));
    };
    if (prepared.healthy) {
      table.hide_symptoms();  // a healthy brain has no symptoms to follow; their columns stay 0 (see to_csv)
    } else if (options.typical_only || options.stop.stop_requested()) {
      table.add_typical();
    } else if (own) {
      add(rows == times.size() ? std::move(*own) : part_of(*own, first, rows));
    } else {
      CohortRequest request = request_for(table, prepared, options);
      if (progress) {
        request.progress = [&](double share) {
          const double done = static_cast<double>(first) + share * static_cast<double>(rows);
          progress(std::min(1.0, done / static_cast<double>(times.size())));
        };
      }
      add(Cohort(prepared.scenario, prepared.changed).run(request));
    }
    wanted = take(Piece{table, std::move(runs)});
    first += rows;
    table.start_piece(std::min(piece, times.size() + kMorePeaks));
  };
  prepared.course.run(times, [&](const CourseRow& row) {
    if (!wanted) return;
    if (table.rows() == piece) finish();
    if (wanted) table.add(row);
  });
  if (wanted && table.rows() > 0) finish();
  return wanted;
}

}  // namespace

Trajectory simulate(const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options) {
  return simulate(scenario, parameters, options, {});
}

Trajectory simulate(const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options,
                    const ProgressTeller& progress) {
  Scenario whole = scenario;
  whole.sort_events();
  std::vector<double> times;
  Trajectory::Columns columns;
  Trajectory::Inners inners;
  std::vector<std::vector<double>> runs;
  fill(whole, parameters, options, std::numeric_limits<std::size_t>::max(), progress, [&](Piece piece) {
    times = std::move(piece.table.times_h());
    columns = std::move(piece.table.columns());
    inners = std::move(piece.table.inners());
    runs = std::move(piece.runs);
    return true;
  });
  std::vector<Event> events = events_of(whole);
  return Trajectory(std::move(whole), std::move(times), std::move(columns), std::move(inners), std::move(events), std::move(runs));
}

bool simulate_rows(const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options,
                   const std::function<bool(const TrajectoryRows&)>& take, const ProgressTeller& progress, std::size_t piece) {
  Scenario whole = scenario;
  whole.sort_events();
  SimulateOptions without_runs = options;
  without_runs.runs = 0;
  return fill(whole, parameters, without_runs, piece, progress, [&](const Piece& made) {
    TrajectoryRows rows{made.table.times_h(), {}};
    std::copy(made.table.columns().begin(), made.table.columns().end(), rows.columns.begin());
    return take(rows);
  });
}

}  // namespace syn