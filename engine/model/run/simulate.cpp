#include "model/run/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

#include "math/parallel_for.hpp"
#include "model/clinic/cohort.hpp"
#include "model/clinic/psychotherapy.hpp"
#include "model/clinic/symptoms.hpp"
#include "model/cortex/circuit_course.hpp"
#include "model/drug/safety.hpp"
#include "model/run/course.hpp"
#include "model/run/moments.hpp"
#include "model/run/simulate_rows.hpp"
#include "model/run/timeline.hpp"
#include "model/scenario/acting.hpp"

namespace syn {
namespace {

constexpr std::size_t kMorePeaks = 64;  // rows that the course may add, before there has to be room for more

// Fills the columns of the typical patient, row by row, and collects what the cohort needs.
class Table {
 public:
  // Both arguments by reference must live as long as this.
  Table(const Scenario& scenario, const Parameters& parameters, const Pharmacokinetics& drug, std::size_t rows, bool keep_moments)
      : scenario_(scenario),
        receptor_(parameters),
        circuit_(parameters, scenario.model.has(Hypothesis::burst)),
        safety_(parameters),
        therapy_(parameters, scenario.model),
        maker_(scenario, parameters),
        symptoms_(parameters, scenario.condition),
        gains_(gains(symptoms_, scenario.setting.trial_factor)),
        treatments_(treatment_sessions(scenario.doses, parameters["scenario.limit.session"])),
        keep_moments_(keep_moments) {
    if (scenario.model.block_kinetics == BlockKinetics::use_dependent)
      used_circuit_.emplace(parameters, scenario.model.has(Hypothesis::burst), drug);
    start_piece(rows);
  }

  // The next rows, about so many: the columns begin anew, what the rows before have left behind stays.
  void start_piece(std::size_t rows) {
    hold(rows);
    moments_.clear();
    if (keep_moments_) moments_.reserve(rows);
    row_ = 0;
  }
  std::size_t rows() const { return row_; }

  void add(const CourseRow& row) {
    if (row_ == times_.size()) hold(2 * times_.size() + 1);
    times_[row_] = row.time_h;
    const double k_um = row.levels.potency_weighted_um;
    const double gate = receptor_.gate(k_um);
    const double window = therapy_.window(row.typical_labile(), row.biology, gate);
    attend_sessions(row, window);
    while (treated_ < treatments_.size() && treatments_[treated_].at_h <= row.time_h) ++treated_;

    put(Column::plasma_ketamine, row.levels.plasma_ng_ml);
    put(Column::plasma_norketamine, row.levels.norketamine_ng_ml);
    put(Column::plasma_hnk, row.levels.hnk_ng_ml);
    put(Column::brain_ketamine, row.levels.effect_site_um);
    put(Column::effective_block, receptor_.effective_block(k_um));
    if (used_circuit_) {
      follow_use(row.time_h);
    } else {
      put(Column::nmda_block_pyramidal, receptor_.occupancy_pyramidal(k_um));
      put(Column::nmda_block_interneuron, receptor_.occupancy_interneuron(k_um));
      put(Column::pyramidal_rate, circuit_.pyramidal_ratio(k_um));
      put(Column::glutamate, row.glutamate);
      put_cells(circuit_.equilibrium_blocks(k_um));
    }
    put(Column::ampa, row.biology.ampar);
    put(Column::bdnf, row.biology.bdnf_pool);
    put(Column::trkb, row.biology.trkb);
    put(Column::mtorc1, row.biology.mtorc1);
    put(Column::eef2_phospho, row.biology.eef2_phospho);
    put(Column::gsk3_activity, row.biology.gsk3);
    put(Column::synaptic_protein, row.synaptic_protein);
    put(Column::spine_density, row.biology.spine_density());
    put(Column::plasticity_window, window);
    put(Column::cadss, safety_.cadss(row.levels.acute_ng_ml, static_cast<int>(treated_)));
    put(Column::systolic_rise, safety_.systolic_rise_mmhg(row.levels.acute_ng_ml));
    put(Column::pain_relief_acute, safety_.pain_relief(row.levels.acute_ng_ml));

    const CohortMoment moment = maker_.moment(row);
    Drives drives;
    drives.fast = row.fast;
    drives.labile = row.typical_labile();
    drives.stable = row.typical_stable();
    drives.expectancy = moment.expectancy;
    drives.medicine = moment.medicine;
    drives.drug_factor = moment.drug_factor;
    drives.memory = moment.memory;
    drives.learning = learning_ * therapy_.kept(learned_by_, row.time_h - learning_h_);
    put(Column::drive_fast, drives.fast);
    put(Column::drive_spines_labile, drives.labile);
    put(Column::drive_spines_stable, drives.stable);
    put(Column::therapy_learning, drives.learning);

    put(Inner::effect_site_ng_ml, row.levels.effect_site_ng_ml);
    put(Inner::formation_rate, row.rates.formation);
    put(Inner::loss_rate, row.rates.loss);
    put(Inner::spines_nascent, row.biology.spines_nascent);
    put(Inner::spines_persistent, row.biology.spines_persistent);
    put(Inner::psd95_excess, row.biology.psd95_excess);
    put(Inner::bdnf_released, row.biology.bdnf_released);
    put(Inner::akt, row.biology.akt);
    put(Inner::erk, row.biology.erk);
    put(Inner::translation, row.translation);
    const double left = remaining(symptoms_, gains_, drives);
    put(Inner::typical_remaining, left);
    put(Column::symptom_mean, score_of(left, row.stress));

    if (keep_moments_) moments_.push_back(moment);
    ++row_;
  }

  // No more rows to come.
  void close() { hold(row_); }

  // The one score of the typical patient stands for everybody.
  void add_typical() {
    const std::vector<double>& score = column(Column::symptom_mean);
    for (const Column other : {Column::symptom_p05, Column::symptom_p25, Column::symptom_p50, Column::symptom_p75, Column::symptom_p95})
      column(other) = score;
    for (std::size_t i = 0; i < score.size(); ++i) {
      column(Column::response_fraction)[i] = symptoms_.responds(score[i], scenario_.patient.baseline_score) ? 1.0 : 0.0;
      column(Column::remission_fraction)[i] = symptoms_.remits(score[i]) ? 1.0 : 0.0;
    }
  }

  void hide_symptoms() { std::fill(column(Column::symptom_mean).begin(), column(Column::symptom_mean).end(), 0.0); }

  void add(CohortSummary summary) {
    column(Column::symptom_mean) = std::move(summary.mean);
    column(Column::symptom_p05) = std::move(summary.p05);
    column(Column::symptom_p25) = std::move(summary.p25);
    column(Column::symptom_p50) = std::move(summary.p50);
    column(Column::symptom_p75) = std::move(summary.p75);
    column(Column::symptom_p95) = std::move(summary.p95);
    column(Column::response_fraction) = std::move(summary.response);
    column(Column::remission_fraction) = std::move(summary.remission);
  }

  const std::vector<CohortMoment>& moments() const { return moments_; }
  const std::vector<CohortSession>& sessions() const { return sessions_; }
  std::vector<double>& times_h() { return times_; }
  Trajectory::Columns& columns() { return columns_; }
  Trajectory::Inners& inners() { return inners_; }

 private:
  std::vector<double>& column(Column which) { return columns_[static_cast<std::size_t>(which)]; }
  void put(Column which, double value) { column(which)[row_] = value; }
  void put(Inner which, double value) { inners_[static_cast<std::size_t>(which)][row_] = value; }
  void hold(std::size_t rows) {
    times_.resize(rows);
    for (auto& column : columns_) column.resize(rows);
    for (auto& inner : inners_) inner.resize(rows);
  }

  void follow_use(double time_h) {
    used_circuit_->move_to(time_h);
    const CircuitBlocks& blocks = used_circuit_->blocks();
    put(Column::nmda_block_pyramidal, blocks.pyramidal);
    put(Column::nmda_block_interneuron, 0.5 * (blocks.parvalbumin + blocks.somatostatin));
    put(Column::pyramidal_rate, used_circuit_->pyramidal_ratio());
    put(Column::glutamate, used_circuit_->glutamate());
    put_cells(blocks);
  }

  void put_cells(const CircuitBlocks& blocks) {
    const CircuitRates rates = circuit_.rates_under(blocks);
    put(Inner::pyramidal_hz, rates.pyramidal);
    put(Inner::parvalbumin_hz, rates.parvalbumin);
    put(Inner::somatostatin_hz, rates.somatostatin);
    put(Inner::block_parvalbumin, blocks.parvalbumin);
    put(Inner::block_somatostatin, blocks.somatostatin);
  }

  double score_of(double left, double stress) const {
    const double score = scenario_.patient.baseline_score * (left + symptoms_.stress_score * stress);
    return std::clamp(score, 0.0, symptoms_.scale_top);
  }

  void attend_sessions(const CourseRow& row, double window) {
    for (const CohortSession& session : maker_.sessions(row)) {
      learning_ = therapy_.learn(learning_ * therapy_.kept(learned_by_, row.time_h - learning_h_), session.kind, window, session.encoding);
      learning_h_ = row.time_h;
      learned_by_ = session.kind;
      sessions_.push_back(session);
    }
  }

  const Scenario& scenario_;
  Receptor receptor_;
  Circuit circuit_;
  std::optional<CircuitCourse> used_circuit_;  // if the block follows use
  Safety safety_;
  Psychotherapy therapy_;
  MomentMaker maker_;
  SymptomConstants symptoms_;
  Gains gains_;
  Trajectory::Columns columns_;
  Trajectory::Inners inners_;
  std::vector<CohortMoment> moments_;
  std::vector<CohortSession> sessions_;
  std::vector<double> times_;
  std::size_t row_ = 0;
  std::vector<TreatmentSession> treatments_;
  std::size_t treated_ = 0;  // how many of them have begun
  double learning_ = 0.0;
  double learning_h_ = 0.0;
  TherapyKind learned_by_ = TherapyKind::cbt;
  bool keep_moments_;
};

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

std::vector<double> kinks_of(const Course& course, const Scenario& scenario, const Parameters& parameters) {
  std::vector<double> out = course.kinks_h();
  const std::vector<double> jumps = Medicines(parameters, scenario).jumps_h();
  out.insert(out.end(), jumps.begin(), jumps.end());
  return out;
}

// Where a level is highest that a column shows, or that a column is a growing function of.
std::vector<double> peaks_of(const Pharmacokinetics& drug, const Scenario& scenario) {
  constexpr Pharmacokinetics::Level kLevels[] = {&Levels::plasma_ng_ml,   &Levels::norketamine_ng_ml,   &Levels::hnk_ng_ml,
                                                 &Levels::effect_site_um, &Levels::potency_weighted_um, &Levels::acute_ng_ml};
  return drug.peaks_h(kLevels, scenario.start_h(), scenario.end_h());
}

// A piece of the rows with everybody's scores, moved on from here or copied.
struct Piece {
  Table& table;
  std::vector<std::vector<double>> runs;
};

// The part of `summary` that belongs to rows from `first` on.
CohortSummary part_of(const CohortSummary& summary, std::size_t first, std::size_t rows) {
  const auto cut = [&](const std::vector<double>& from) {
    const auto begin = from.begin() + static_cast<std::ptrdiff_t>(first);
    return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(rows));
  };
  CohortSummary part{cut(summary.mean),     cut(summary.p05),       cut(summary.p25),
                     cut(summary.p50),      cut(summary.p75),       cut(summary.p95),
                     cut(summary.response), cut(summary.remission), {}};
  for (const std::vector<double>& run : summary.runs) part.runs.push_back(cut(run));
  return part;
}

// These rows and those of the typical patient's own peaks.
std::vector<double> with_peaks(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale,
                               std::span<const double> times_h) {
  CourseOptions typical;
  typical.typical_only = true;
  typical.peaks = true;
  std::vector<double> out;
  Course(scenario, parameters, scale, typical).run(times_h, [&](const CourseRow& row) { out.push_back(row.time_h); });
  return out;
}

// What stands before the first row. `whole`: its events sorted; not kept.
struct Preparation {
  Preparation(const Scenario& whole, const Parameters& parameters, const SimulateOptions& options)
      : scenario(acting(whole, parameters)),
        changed(parameters.with(scenario.parameters)),
        scale(reference_scale(parameters, scenario.model)),
        healthy(scenario.patient.stress == Stress::none),
        typical(options.typical_only || options.stop.stop_requested()),
        own_chains(!healthy && !typical && scenario.model.vary_pharmacokinetics),
        patients(options.patients > 0 ? options.patients : scenario.population),
        course(scenario, changed, scale, how(options)),
        times(row_times_h(whole, events_of(whole), options, kinks_of(course, scenario, changed), peaks_of(course.drug(), whole))) {
    // Everybody needs all rows beforehand, also those that the typical patient's peaks add.
    if (own_chains) times = with_peaks(scenario, changed, scale, times);
  }
  static CourseOptions how(const SimulateOptions& options) {
    CourseOptions out;
    out.typical_only = options.typical_only;
    out.peaks = true;
    return out;
  }
  Scenario scenario;  // as it acts
  Parameters changed;
  DriveScale scale;
  bool healthy, typical, own_chains;
  int patients;
  Course course;
  std::vector<double> times;
};

CohortRequest request_for(const Table& table, const Preparation& prepared, const SimulateOptions& options) {
  CohortRequest request;
  request.moments = table.moments();
  request.sessions = table.sessions();
  request.patients = prepared.patients;
  request.runs = options.runs;
  request.noise = options.noise;
  request.threads = options.threads;
  return request;
}

// The scores of one person with a chain of their own.
std::vector<double> own_scores(const Preparation& prepared, const Cohort& cohort, int number, bool noise) {
  const PersonalCourse course = personal_course(prepared.scenario, prepared.changed, prepared.scale, cohort.person(number), prepared.times);
  CohortRequest request;
  request.moments = course.moments;
  request.sessions = course.sessions;
  request.first = number;
  request.runs = 1;
  request.noise = noise;
  request.threads = 1;
  return std::move(cohort.run(request).runs.front());
}

// What a clinic counts of everybody's scores, and those of the first people.
CohortSummary summary_of(const Cohort& cohort, std::vector<std::vector<double>> scores, int runs) {
  CohortSummary out;
  cohort.summarise(scores, out);
  scores.resize(std::min(scores.size(), static_cast<std::size_t>(std::max(0, runs))));
  out.runs = std::move(scores);
  return out;
}

// Everybody with a chain of their own: the drug's way through the body differs too. A chain costs a thousand times what
// a score costs, so people are shared between the threads.
CohortSummary vary_everything(const Preparation& prepared, const SimulateOptions& options, const ProgressTeller& progress) {
  const Cohort cohort(prepared.scenario, prepared.changed);
  std::vector<std::vector<double>> scores(static_cast<std::size_t>(prepared.patients));
  DonePieces done(prepared.patients, progress);
  parallel_for(prepared.patients, options.threads, [&](int number) {
    auto& own = scores[static_cast<std::size_t>(number)];
    if (options.stop.stop_requested()) {
      own.assign(prepared.times.size(), 0.0);
      return;
    }
    own = own_scores(prepared, cohort, number, options.noise);
    done.notify();
  });
  return summary_of(cohort, std::move(scores), options.runs);
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

  Table table(prepared.scenario, prepared.changed, prepared.course.drug(), std::min(piece, times.size() + kMorePeaks),
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

struct Simulation::Inside {
  enum class Next : std::uint8_t { chains, rows, people, nothing };
  Inside(Scenario&& sorted, const Parameters& parameters, const SimulateOptions& how)
      : whole(std::move(sorted)),
        options(how),
        prepared(whole, parameters, options),
        table(prepared.scenario, prepared.changed, prepared.course.drug(), prepared.times.size() + kMorePeaks, !options.typical_only),
        cohort(prepared.scenario, prepared.changed),
        next(prepared.own_chains ? Next::chains : Next::rows) {}

  void chain() {
    scores.push_back(own_scores(prepared, cohort, static_cast<int>(scores.size()), options.noise));
    if (static_cast<int>(scores.size()) == prepared.patients) next = Next::rows;
  }

  void rows() {
    prepared.course.run(prepared.times, [&](const CourseRow& row) { table.add(row); });
    table.close();
    next = Next::nothing;
    if (prepared.healthy) return table.hide_symptoms();
    if (prepared.typical) return table.add_typical();
    if (prepared.own_chains) return add(summary_of(cohort, std::move(scores), options.runs));
    request = request_for(table, prepared, options);
    people.emplace(cohort, request);
    next = Next::people;
  }

  void some_people() {
    if (people->step()) return;
    add(people->take());
    next = Next::nothing;
  }

  void add(CohortSummary summary) {
    runs = std::move(summary.runs);
    table.add(std::move(summary));
  }

  Scenario whole;
  SimulateOptions options;
  Preparation prepared;
  Table table;
  Cohort cohort;
  CohortRequest request;
  std::optional<Cohort::Steps> people;
  std::vector<std::vector<double>> scores;  // of people with chains of their own
  std::vector<std::vector<double>> runs;
  Next next;
};

Simulation::Simulation(const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options) {
  Scenario whole = scenario;
  whole.sort_events();
  SimulateOptions how = options;
  how.stop = {};
  inside_ = std::make_unique<Inside>(std::move(whole), parameters, how);
}
Simulation::Simulation(Simulation&& other) noexcept = default;
Simulation::~Simulation() = default;

bool Simulation::step() {
  switch (inside_->next) {
    case Inside::Next::chains: inside_->chain(); break;
    case Inside::Next::rows: inside_->rows(); break;
    case Inside::Next::people: inside_->some_people(); break;
    case Inside::Next::nothing: break;
  }
  return inside_->next != Inside::Next::nothing;
}

Trajectory Simulation::take() {
  std::vector<Event> events = events_of(inside_->whole);
  return Trajectory(std::move(inside_->whole), std::move(inside_->table.times_h()), std::move(inside_->table.columns()),
                    std::move(inside_->table.inners()), std::move(events), std::move(inside_->runs));
}

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
