#include "model/simulate.hpp"

#include <algorithm>
#include <utility>

#include "model/cohort.hpp"
#include "model/course.hpp"
#include "model/psychotherapy.hpp"
#include "model/safety.hpp"
#include "model/symptoms.hpp"
#include "model/timeline.hpp"

namespace syn {
namespace {

constexpr int kThinLines = 20;

// Fills the columns of the typical patient, row by row, and collects what the cohort needs.
class Table {
 public:
  Table(const Scenario& scenario, const Parameters& parameters, std::size_t rows)
      : scenario_(scenario),
        receptor_(parameters),
        circuit_(parameters, scenario.model.has(Hypothesis::burst)),
        safety_(parameters),
        therapy_(parameters, scenario.model),
        expectancy_(parameters, scenario),
        symptoms_(parameters, scenario.condition),
        gains_(gains(symptoms_, scenario.setting.trial_factor)) {
    for (auto& column : columns_) column.assign(rows, 0.0);
    for (auto& inner : inners_) inner.assign(rows, 0.0);
    moments_.reserve(rows);
  }

  void add(const CourseRow& row) {
    const double k_um = row.levels.potency_weighted_um;
    const double gate = receptor_.gate(k_um);
    const double window = therapy_.window(row.typical_labile(), row.biology, gate);
    attend_sessions(row, gate, window);
    for (; doses_ < scenario_.doses.size() && scenario_.doses[doses_].at_h <= row.time_h;) ++doses_;

    put(Column::plasma_ketamine, row.levels.plasma_ng_ml);
    put(Column::plasma_norketamine, row.levels.norketamine_ng_ml);
    put(Column::plasma_hnk, row.levels.hnk_ng_ml);
    put(Column::brain_ketamine, row.levels.effect_site_um);
    put(Column::nmda_block_pyramidal, receptor_.occupancy_pyramidal(k_um));
    put(Column::nmda_block_interneuron, receptor_.occupancy_interneuron(k_um));
    put(Column::effective_block, receptor_.effective_block(k_um));
    put(Column::pyramidal_rate, circuit_.pyramidal_ratio(k_um));
    put(Column::glutamate, row.glutamate);
    put(Column::ampa, row.biology.ampar);
    put(Column::bdnf, row.biology.bdnf_pool);
    put(Column::trkb, row.biology.trkb);
    put(Column::mtorc1, row.biology.mtorc1);
    put(Column::eef2_phospho, row.biology.eef2_phospho);
    put(Column::gsk3_activity, row.biology.gsk3);
    put(Column::synaptic_protein, row.synaptic_protein);
    put(Column::spine_density, row.biology.spine_density());
    put(Column::plasticity_window, window);
    put(Column::cadss, safety_.cadss(row.levels.acute_ng_ml, static_cast<int>(doses_)));
    put(Column::systolic_rise, safety_.systolic_rise_mmhg(row.levels.acute_ng_ml));
    put(Column::pain_relief_acute, safety_.pain_relief(row.levels.acute_ng_ml));

    Drives drives;
    drives.fast = row.fast;
    drives.labile = row.typical_labile();
    drives.stable = row.typical_stable();
    drives.expectancy = expectancy_.at(row.time_h);
    drives.learning = learning_ * therapy_.kept(row.time_h - learning_h_);
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
    put(Inner::typical_remaining, remaining(symptoms_, gains_, drives));

    moments_.push_back({row.time_h, row.fast, drives.expectancy, row.labile, row.stable});
    ++row_;
  }

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
  Trajectory::Columns& columns() { return columns_; }
  Trajectory::Inners& inners() { return inners_; }

 private:
  std::vector<double>& column(Column which) { return columns_[static_cast<std::size_t>(which)]; }
  void put(Column which, double value) { column(which)[row_] = value; }
  void put(Inner which, double value) { inners_[static_cast<std::size_t>(which)][row_] = value; }

  // Every session stands on a row of its own, so its moment is this row's.
  void attend_sessions(const CourseRow& row, double gate, double window) {
    const double encoding = receptor_.encoding(row.levels.potency_weighted_um, scenario_.model.encoding_loss);
    for (; session_ < scenario_.therapies.size() && scenario_.therapies[session_].at_h <= row.time_h; ++session_) {
      const TherapyKind kind = scenario_.therapies[session_].kind;
      learning_ = therapy_.learn(learning_ * therapy_.kept(row.time_h - learning_h_), kind, window, encoding);
      learning_h_ = row.time_h;
      sessions_.push_back({row.time_h, kind, row.biology, row.labile, gate, encoding});
    }
  }

  const Scenario& scenario_;
  Receptor receptor_;
  Circuit circuit_;
  Safety safety_;
  Psychotherapy therapy_;
  Expectancy expectancy_;
  SymptomConstants symptoms_;
  Gains gains_;
  Trajectory::Columns columns_;
  Trajectory::Inners inners_;
  std::vector<CohortMoment> moments_;
  std::vector<CohortSession> sessions_;
  std::size_t row_ = 0;
  std::size_t doses_ = 0;
  std::size_t session_ = 0;
  double learning_ = 0.0;
  double learning_h_ = 0.0;
};

}  // namespace

Trajectory simulate(const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options) {
  const Parameters changed = parameters.with(scenario.parameters);
  const DriveScale scale = reference_scale(parameters, scenario.model);
  std::vector<Event> events = events_of(scenario);
  std::vector<double> times = row_times_h(scenario, events, options);

  Table table(scenario, changed, times.size());
  Course(scenario, changed, scale).run(times, [&](const CourseRow& row) { table.add(row); });

  std::vector<std::vector<double>> runs;
  // A healthy brain has no symptoms to follow; their columns stay 0 (see to_csv).
  if (scenario.patient.stress == Stress::chronic) {
    CohortRequest request;
    request.moments = table.moments();
    request.sessions = table.sessions();
    request.patients = options.patients > 0 ? options.patients : scenario.population;
    request.runs = kThinLines;
    request.threads = options.threads;
    CohortSummary summary = Cohort(scenario, changed).run(request);
    runs = std::move(summary.runs);
    table.add(std::move(summary));
  }
  return Trajectory(scenario, std::move(times), std::move(table.columns()), std::move(table.inners()),
                    std::move(events), std::move(runs));
}

}  // namespace syn
