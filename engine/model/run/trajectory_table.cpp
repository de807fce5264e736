#include "model/run/trajectory_table.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace syn {

TrajectoryTable::TrajectoryTable(const Scenario& scenario, const Parameters& parameters, const Pharmacokinetics& drug, std::size_t rows,
                                 bool keep_moments)
    : scenario_(scenario),
      receptor_(parameters),
      circuit_(parameters, scenario.model.has(Hypothesis::burst)),
      safety_(parameters),
      therapy_(parameters, scenario.model, scenario.condition),
      maker_(scenario, parameters, drug),
      symptoms_(parameters, scenario.condition),
      gains_(gains(symptoms_, scenario.setting.trial_factor)),
      others_(scenario, parameters),
      treatments_(treatment_sessions(scenario.doses, parameters["scenario.limit.session"])),
      keep_moments_(keep_moments) {
  if (scenario.model.block_kinetics == BlockKinetics::use_dependent)
    used_circuit_.emplace(parameters, scenario.model.has(Hypothesis::burst), drug);
  start_piece(rows);
}

void TrajectoryTable::start_piece(std::size_t rows) {
  hold(rows);
  std::copy_if(moments_.begin(), moments_.end(), std::back_inserter(past_), [](const CohortMoment& moment) { return moment.knot; });
  moments_.clear();
  if (keep_moments_) moments_.reserve(rows);
  row_ = 0;
}

void TrajectoryTable::hold(std::size_t rows) {
  times_.resize(rows);
  for (auto& column : columns_) column.resize(rows);
  for (auto& inner : inners_) inner.resize(rows);
}

void TrajectoryTable::add(const CourseRow& row) {
  if (row_ == times_.size()) hold(2 * times_.size() + 1);
  times_[row_] = row.time_h;
  const double window = therapy_.window(row.typical_labile(), row.biology, receptor_.gate(row.levels.acute_ng_ml));
  attend_sessions(row, window);
  put(Column::plasticity_window, window);
  add_drug(row);
  add_biology(row);
  add_symptoms(row);
  ++row_;
}

void TrajectoryTable::add_drug(const CourseRow& row) {
  const double k_um = row.levels.potency_weighted_um;
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
  while (treated_h_.size() < treatments_.size() && treatments_[treated_h_.size()].at_h <= row.time_h) {
    treated_h_.push_back(treatments_[treated_h_.size()].at_h);
    tolerance_ = safety_.tolerance(treated_h_);
  }
  put(Inner::effect_site_ng_ml, row.levels.effect_site_ng_ml);
  add_safety(row.levels.acute_ng_ml);
}

void TrajectoryTable::add_safety(double acute_ng_ml) {
  const double rise = safety_.systolic_rise_mmhg(acute_ng_ml);
  put(Column::cadss, safety_.cadss(acute_ng_ml, tolerance_));
  put(Column::systolic_rise, rise);
  put(Column::pain_relief_acute, safety_.pain_relief(acute_ng_ml));
  put(Column::sedated_fraction, safety_.sedated_share(acute_ng_ml));
  put(Column::unconscious_fraction, safety_.unconscious_share(acute_ng_ml));
  put(Column::steep_rise_fraction, safety_.steep_rise_share(acute_ng_ml));
  put(Inner::systolic_low, rise - safety_.systolic_sd_mmhg());
  put(Inner::systolic_high, rise + safety_.systolic_sd_mmhg());
}

void TrajectoryTable::add_biology(const CourseRow& row) {
  put(Column::ampa, row.biology.ampar);
  put(Column::bdnf, row.biology.bdnf_pool);
  put(Column::trkb, row.biology.trkb);
  put(Column::mtorc1, row.biology.mtorc1);
  put(Column::eef2_phospho, row.biology.eef2_phospho);
  put(Column::gsk3_activity, row.biology.gsk3);
  put(Column::synaptic_protein, row.synaptic_protein);
  put(Column::spine_density, row.biology.spine_density());
  put(Inner::formation_rate, row.rates.formation);
  put(Inner::loss_rate, row.rates.loss);
  put(Inner::spines_nascent, row.biology.spines_nascent);
  put(Inner::spines_persistent, row.biology.spines_persistent);
  put(Inner::psd95_excess, row.biology.psd95_excess);
  put(Inner::bdnf_released, row.biology.bdnf_released);
  put(Inner::akt, row.biology.akt);
  put(Inner::erk, row.biology.erk);
  put(Inner::translation, row.translation);
}

void TrajectoryTable::add_symptoms(const CourseRow& row) {
  const CohortMoment moment = maker_.moment(row);
  Drives drives;
  drives.fast = row.fast;
  drives.labile = row.typical_labile();
  drives.stable = row.typical_stable();
  drives.expectancy = moment.expectancy;
  drives.course = moment.course;
  drives.medicine = moment.medicine;
  drives.steady = moment.steady;
  drives.insight = moment.insight;
  drives.pain_lasting = moment.pain_lasting;
  drives.pain_acute = moment.pain_acute;
  drives.drug_factor = moment.drug_factor;
  drives.memory = moment.memory;
  drives.learning = learning(row.time_h);
  put(Column::drive_fast, drives.fast);
  put(Column::drive_spines_labile, drives.labile);
  put(Column::drive_spines_stable, drives.stable);
  // Kinds of therapy leave shares that multiply.
  double unlearned = 1.0;
  for (const double learned : drives.learning) unlearned *= 1.0 - learned;
  put(Column::therapy_learning, 1.0 - unlearned);
  const double left = remaining(symptoms_, gains_, drives);
  put(Inner::typical_remaining, left);
  const Typical typical = typical_score(left, others_.apart(drives), moment);
  put(Column::symptom_mean, typical.score);
  put(Inner::outer_low, std::min(typical.best, typical.worst));
  put(Inner::outer_high, std::max(typical.best, typical.worst));
  if (follows_abstinence(scenario_.condition)) put(Column::remission_fraction, abstinence_.kept()[0]);
  if (keep_moments_) moments_.push_back(moment);
}

void TrajectoryTable::add_typical() {
  const std::vector<double>& score = column(Column::symptom_mean);
  for (const Column other : {Column::symptom_p05, Column::symptom_p25, Column::symptom_p50, Column::symptom_p75, Column::symptom_p95})
    column(other) = score;
  for (std::size_t i = 0; i < score.size(); ++i) {
    column(Column::response_fraction)[i] = symptoms_.responds(score[i], scenario_.patient.baseline_score) ? 1.0 : 0.0;
    if (!follows_abstinence(scenario_.condition))
      column(Column::remission_fraction)[i] = symptoms_.remits(score[i], scenario_.patient.baseline_score) ? 1.0 : 0.0;
  }
  place_others();
}

void TrajectoryTable::hide_symptoms() {
  for (std::vector<double>* hidden : {&column(Column::symptom_mean), &inner(Inner::outer_low), &inner(Inner::outer_high)})
    std::fill(hidden->begin(), hidden->end(), 0.0);
}

void TrajectoryTable::add(CohortSummary summary) {
  column(Column::symptom_mean) = std::move(summary.mean);
  column(Column::symptom_p05) = std::move(summary.p05);
  column(Column::symptom_p25) = std::move(summary.p25);
  column(Column::symptom_p50) = std::move(summary.p50);
  column(Column::symptom_p75) = std::move(summary.p75);
  column(Column::symptom_p95) = std::move(summary.p95);
  column(Column::response_fraction) = std::move(summary.response);
  column(Column::remission_fraction) = std::move(summary.remission);
  place_others();
}

void TrajectoryTable::follow_use(double time_h) {
  used_circuit_->move_to(time_h);
  const CircuitBlocks& blocks = used_circuit_->blocks();
  put(Column::nmda_block_pyramidal, blocks.pyramidal);
  put(Column::nmda_block_interneuron, 0.5 * (blocks.parvalbumin + blocks.somatostatin));
  put(Column::pyramidal_rate, used_circuit_->pyramidal_ratio());
  put(Column::glutamate, used_circuit_->glutamate());
  put_cells(blocks);
}

void TrajectoryTable::put_cells(const CircuitBlocks& blocks) {
  const CircuitRates rates = circuit_.rates_under(blocks);
  put(Inner::pyramidal_hz, rates.pyramidal);
  put(Inner::parvalbumin_hz, rates.parvalbumin);
  put(Inner::somatostatin_hz, rates.somatostatin);
  put(Inner::block_parvalbumin, blocks.parvalbumin);
  put(Inner::block_somatostatin, blocks.somatostatin);
}

TrajectoryTable::Typical TrajectoryTable::typical_score(double left, const OtherSettings::Apart& apart, const CohortMoment& moment) {
  const double burdened = left + symptoms_.stress_score * moment.stress;
  const double baseline = scenario_.patient.baseline_score;
  if (symptoms_.readout == Readout::points) return {symptoms_.score_of(burdened, baseline), baseline * apart.best, baseline * apart.worst};
  left_ = {burdened, burdened + apart.best, burdened + apart.worst};
  abstinence_.move_to(moment.hazard, moment.knot, left_);
  const double days = -100.0 * symptoms_.use_share;
  if (symptoms_.readout == Readout::days) return {symptoms_.score_of(burdened, baseline), days * apart.best, days * apart.worst};
  const std::span<const double> kept = abstinence_.kept();
  return {100.0 * kept[0], 100.0 * (kept[1] - kept[0]), 100.0 * (kept[2] - kept[0])};
}

void TrajectoryTable::attend_sessions(const CourseRow& row, double window) {
  for (const CohortSession& session : maker_.sessions(row)) {
    const auto kind = static_cast<std::size_t>(session.kind);
    const double kept = therapy_.kept(session.kind, row.time_h - learning_h_[kind]);
    learning_[kind] = therapy_.learn(learning_[kind] * kept, session.kind, window, session.encoding);
    learning_h_[kind] = row.time_h;
    sessions_.push_back(session);
  }
}

void TrajectoryTable::place_others() {
  const std::vector<double>& mean = column(Column::symptom_mean);
  for (const Inner which : {Inner::outer_low, Inner::outer_high}) {
    std::vector<double>& score = inner(which);
    for (std::size_t i = 0; i < score.size(); ++i) score[i] = std::clamp(mean[i] + score[i], 0.0, symptoms_.scale_top);
  }
}

PerTherapy TrajectoryTable::learning(double time_h) const {
  PerTherapy out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (learning_[i] > 0.0) out[i] = learning_[i] * therapy_.kept(kValues<TherapyKind>[i], time_h - learning_h_[i]);
  }
  return out;
}

}  // namespace syn
