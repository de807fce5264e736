// describe(), its part on the person: what is learned, symptoms, what this run assumes, what nobody knows.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/sentence.hpp"
#include "model/clinic/symptoms.hpp"
#include "model/scenario/acting.hpp"
#include "model/words/describe_parts.hpp"

namespace syn::describing {
namespace {

// Counts out of a hundred that add up to a hundred, as an icon array would show them.
void add_of_100(Values& values, double share) {
  const double yes = std::round(100.0 * share);
  values.emplace_back("yes", Quantity{yes, 0});
  values.emplace_back("no", Quantity{100.0 - yes, 0});
}

Sentence window_sentence(const Instant& moment) {
  const double window = moment.at(Column::plasticity_window);
  if (window >= 0.005) return {"describe.learning.open"_key, {{"percent", percent(window)}}};
  if (!moment.given()) return {"describe.learning.no_drug"_key, {}};
  const bool intoxicated = Receptor(moment.parameters).gate(moment.acute_ng_ml) > 0.5;
  return {intoxicated ? "describe.learning.intoxicated"_key : "describe.learning.shut"_key, {}};
}

// Whatever of [model] differs from the default, one sentence each.
void add_choices(const ModelOptions& model, std::vector<Sentence>& sentences) {
  const ModelOptions usual;
  if (model.hypotheses.empty()) {
    sentences.push_back({"describe.assume.no_hypothesis"_key, {}});
  } else if (!std::is_permutation(model.hypotheses.begin(), model.hypotheses.end(), usual.hypotheses.begin(), usual.hypotheses.end())) {
    sentences.push_back({"describe.assume.other_hypotheses"_key, {}});
  }
  const bool one_alone = model.has(Hypothesis::burst) != model.has(Hypothesis::rest_block);
  if (one_alone && model.route_logic == RouteLogic::both) sentences.push_back({"describe.assume.needs_both"_key, {}});
  if (model.route_logic != usual.route_logic) sentences.push_back({"describe.assume.either"_key, {}});
  if (model.block_kinetics != usual.block_kinetics) sentences.push_back({"describe.assume.use_dependent"_key, {}});
  if (model.vary_pharmacokinetics) sentences.push_back({"describe.assume.vary_drug"_key, {}});
  if (model.window != usual.window) sentences.push_back({"describe.assume.rodent_window"_key, {}});
  if (model.coupling != usual.coupling) sentences.push_back({"describe.assume.coupling"_key, {{"coupling", plain(model.coupling)}}});
  if (model.encoding_loss != usual.encoding_loss) sentences.push_back({"describe.assume.no_encoding_loss"_key, {}});
}

}  // namespace

Paragraph learning_paragraph(const Instant& moment) {
  Paragraph text{"describe.heading.learning"_key, {}, Basis::hypothesis};
  const ModelOptions& model = moment.scenario.model;
  text.sentences.push_back(window_sentence(moment));
  if (moment.given() && moment.hours_since_dose() > 47.0) text.sentences.push_back({"describe.learning.disagree"_key, {}});
  if (moment.sessions_begun > 0) {
    text.sentences.push_back(
        {follows_abstinence(moment.scenario.condition) ? "describe.learning.learned_use"_key : "describe.learning.learned"_key,
         {{"sessions", count(moment.sessions_begun)}, {"percent", plain(100.0 * moment.at(Column::therapy_learning))}}});
  } else {
    text.sentences.push_back(
        {moment.scenario.therapies.empty() ? "describe.learning.no_sessions"_key : "describe.learning.not_begun"_key, {}});
  }
  const auto untried = [&](const Therapy& session) { return !was_tried(session.kind, moment.scenario.condition); };
  const auto& sessions = moment.scenario.therapies;
  if (const auto found = std::find_if(sessions.begin(), sessions.end(), untried); found != sessions.end()) {
    text.sentences.push_back({"describe.learning.untried"_key,
                              {{"therapy", named_key<"describe.therapy.">(found->kind)},
                               {"condition", named_key<"condition.", ".name">(moment.scenario.condition)}}});
  }
  const auto fap = [](const Therapy& session) { return session.kind == TherapyKind::fap; };
  if (std::any_of(sessions.begin(), sessions.end(), fap)) text.sentences.push_back({"describe.learning.fap"_key, {}});
  text.sentences.push_back({model.coupling > 0.0 ? "describe.learning.assumed"_key : "describe.learning.uncoupled"_key, {}});
  if (!moment.scenario.doses.empty()) text.sentences.push_back({"describe.learning.reviews"_key, {}});
  return text;
}

namespace {

// What the trials of the condition showed, those without an effect in the same place.
void add_trials(const Instant& moment, std::vector<Sentence>& sentences) {
  if (!moment.given())
    sentences.push_back({moment.scenario.doses.empty() ? "describe.symptoms.no_drug"_key : "describe.symptoms.not_yet"_key, {}});
  const Condition condition = moment.scenario.condition;
  if (moment.given()) sentences.push_back({"describe.symptoms.mixture"_key, {}});
  if (condition == Condition::trd) {
    if (moment.given()) sentences.push_back({"describe.symptoms.null_trials"_key, {}});
    return;
  }
  if (is_pain(condition)) {
    sentences.push_back({"describe.symptoms.pain_by_dose"_key, {}});
  } else if (condition != Condition::smoking) {
    sentences.push_back({"describe.symptoms.carried_over"_key, {{"condition", named_key<"condition.", ".name">(condition)}}});
  }
  sentences.push_back({named_key<"condition.", ".evidence">(condition), {}});
  sentences.push_back({named_key<"condition.", ".nulls">(condition), {}});
}

std::vector<Sentence> outcome(const Instant& moment, const SymptomConstants& symptoms) {
  const bool points_scale = symptoms.readout == Readout::points;
  std::vector<Sentence> sentences;
  if (symptoms.readout != Readout::survival) {
    Values response{{"share", percent(symptoms.response_share)}};
    add_of_100(response, moment.at(Column::response_fraction));
    sentences.push_back({points_scale ? "describe.symptoms.response"_key : "describe.symptoms.response_days"_key, std::move(response)});
  }
  Values remission{{"limit", plain(symptoms.remission_points)}};
  add_of_100(remission, moment.at(Column::remission_fraction));
  const TextKey reached = !points_scale                        ? "describe.symptoms.abstinent"_key
                          : is_pain(moment.scenario.condition) ? "describe.symptoms.mild_pain"_key
                                                               : "describe.symptoms.remission"_key;
  sentences.push_back({reached, std::move(remission)});
  if (symptoms.readout == Readout::days) sentences.push_back({"describe.symptoms.two_measures"_key, {}});
  return sentences;
}

}  // namespace

Paragraph symptoms_paragraph(const Instant& moment) {
  // Sizes were fitted to trials in depression only.
  const bool fitted = moment.scenario.condition == Condition::trd;
  Paragraph text{"describe.heading.symptoms"_key, {}, fitted ? Basis::our_model : Basis::hypothesis};
  const SymptomConstants symptoms(moment.parameters, moment.scenario.condition);
  if (moment.scenario.patient.stress == Stress::none) {
    text.sentences.push_back({"describe.symptoms.hidden"_key, {}});
    return text;
  }
  const auto points = [&](Column column) { return Quantity{moment.at(column), 0}; };
  text.sentences.push_back({symptoms.readout == Readout::survival ? "describe.symptoms.chances"_key : "describe.symptoms.bands"_key,
                            {{"scale", named_key<"condition.", ".scale">(moment.scenario.condition)},
                             {"p05", points(Column::symptom_p05)},
                             {"p25", points(Column::symptom_p25)},
                             {"p50", points(Column::symptom_p50)},
                             {"p75", points(Column::symptom_p75)},
                             {"p95", points(Column::symptom_p95)}}});
  const auto inner = [&](Inner which) { return Quantity{moment.run.at(which, moment.now), 0}; };
  const bool points_scale = symptoms.readout == Readout::points;
  if (moment.given()) {
    text.sentences.push_back({points_scale ? "describe.symptoms.other_setting"_key : "describe.symptoms.other_setting_share"_key,
                              {{"low", inner(Inner::outer_low)}, {"high", inner(Inner::outer_high)}}});
  }
  if (points_scale) text.sentences.push_back({"describe.symptoms.start"_key, {{"points", plain(moment.scenario.patient.baseline_score)}}});
  const Hours yesterday{moment.now.value - 24.0};
  if (yesterday >= moment.run.start()) {
    text.sentences.push_back({"describe.symptoms.day_before"_key, {{"p50", Quantity{moment.run.at(Column::symptom_p50, yesterday), 0}}}});
  }
  for (Sentence& sentence : outcome(moment, symptoms)) text.sentences.push_back(std::move(sentence));
  add_trials(moment, text.sentences);
  return text;
}

Paragraph assumptions_paragraph(const Instant& moment) {
  Paragraph text{"describe.heading.assumptions"_key, {}, Basis::hypothesis, true, true};
  const Scenario& scenario = moment.scenario;
  for (const Hypothesis idea : kValues<Hypothesis>) {
    if (!scenario.model.has(idea)) continue;
    text.sentences.push_back({"describe.assume.hypothesis"_key,
                              {{"name", named_key<"hypothesis.", ".name">(idea)},
                               {"claim", named_key<"hypothesis.", ".claim">(idea)},
                               {"supports", named_key<"hypothesis.", ".supports">(idea)},
                               {"contradicts", named_key<"hypothesis.", ".contradicts">(idea)}}});
  }
  add_choices(scenario.model, text.sentences);
  add_experiments(moment, text.sentences);
  if (scenario.patient.stress == Stress::chronic) {
    text.sentences.push_back({"describe.assume.setting"_key, {{"percent", percent(scenario.setting.trial_factor)}}});
    text.sentences.push_back({"describe.assume.baselines"_key, {}});
  }
  if (scenario.patient.bdnf != Bdnf::val_val) text.sentences.push_back({"describe.assume.met_allele"_key, {}});
  for (const Caution caution : scenario.patient.warnings) text.sentences.push_back({named_key<"describe.caution.">(caution), {}});
  for (const auto& [key, value] : scenario.parameters)
    text.sentences.push_back({"describe.assume.parameter"_key, {{"key", key}, {"value", plain(value)}}});
  return text;
}

Paragraph unknown_paragraph(const Instant& moment) {
  Paragraph text{"describe.heading.unknown"_key, {}, Basis::people, false, true};
  for (const TextKey key : {"describe.unknown.rapamycin"_key, "describe.unknown.pet"_key, "describe.unknown.null_trials"_key,
                            "describe.unknown.synergy"_key, "describe.unknown.open"_key, "describe.unknown.left_out"_key})
    text.sentences.push_back({key, {}});
  if (moment.scenario.doses.size() > 1) {
    for (const TextKey key : kRepeatedUse) text.sentences.push_back({key, {}});
  }
  return text;
}

}  // namespace syn::describing

namespace syn {

std::vector<Sentence> outcome_sentences(const Run& run, Hours at) {
  const describing::Instant moment(run, at);
  return describing::outcome(moment, {moment.parameters, moment.scenario.condition});
}

}  // namespace syn
