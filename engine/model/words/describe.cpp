#include "model/words/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/sentence.hpp"
#include "model/cortex/circuit.hpp"
#include "model/drug/safety.hpp"
#include "model/words/describe_parts.hpp"

namespace syn {
namespace describing {
namespace {

// Below these nothing is left that anybody would measure or feel.
constexpr double kTraceNgMl = 0.1;
constexpr double kArrives_h = 0.25;  // so soon after a dose, what is not there has not come yet
constexpr double kJustNow_h = 0.5 / 60.0;
constexpr double kSmallShare = 0.005;
constexpr double kSmallChange = 0.01;

// Points and mmHg: a decimal only where it says something.
Quantity tenths(double value) { return {value, value < 10.0 ? 1 : 0}; }

bool moved(double value, double from) { return std::abs(value - from) >= kSmallChange; }

// Events of which there is nothing more to say than what they are.
TextKey event_key(EventKind kind) {
  switch (kind) {
    case EventKind::medication_start: return "describe.event.medicine_begins"_key;
    case EventKind::medication_end: return "describe.event.medicine_ends"_key;
    case EventKind::stressor_start: return "describe.event.stressor_begins"_key;
    case EventKind::stressor_end: return "describe.event.stressor_ends"_key;
    case EventKind::retrieval: return "describe.event.retrieval"_key;
    case EventKind::experiment_start: return "describe.event.experiment_begins"_key;
    case EventKind::experiment_end: return "describe.event.experiment_ends"_key;
    default: return "describe.event.visit"_key;
  }
}

Sentence next_event(const Instant& moment) {
  const auto events = moment.run.events();
  const auto next = std::find_if(events.begin(), events.end(), [&](const Event& e) { return e.at_h > moment.now.value; });
  if (next == events.end()) return {"describe.where.nothing_more"_key, span_values("left", moment.run.end().value - moment.now.value)};
  Values values = span_values("in", next->at_h - moment.now.value);
  switch (next->kind) {
    case EventKind::dose_start:
      add_dose(values, moment.scenario.doses[static_cast<std::size_t>(next->index)], moment.scenario.patient.weight_kg);
      return {"describe.where.next_dose"_key, values};
    case EventKind::dose_end: return {"describe.where.next_dose_end"_key, values};
    case EventKind::therapy:
      values.emplace_back("therapy", named_key<"describe.therapy.">(moment.scenario.therapies[static_cast<std::size_t>(next->index)].kind));
      return {"describe.where.next_therapy"_key, values};
    default: values.emplace_back("event", event_key(next->kind)); return {"describe.where.next_other"_key, values};
  }
}

Paragraph where_paragraph(const Instant& moment) {
  Paragraph text{"describe.heading.where"_key, {}, Basis::our_model};
  const double hours = moment.now.value;
  const double day = std::floor(hours / 24.0 + 1e-9);
  const int minutes = static_cast<int>(std::lround((hours - 24.0 * day) * 60.0));
  text.sentences.push_back(
      {"describe.where.moment"_key, {{"day", Quantity{day, 0}}, {"time", fmt::format("{:02}:{:02}", minutes / 60 % 24, minutes % 60)}}});
  const std::size_t all = moment.scenario.doses.size();
  if (all == 0) {
    text.sentences.push_back({"describe.where.no_dose"_key, {}});
  } else if (!moment.given()) {
    text.sentences.push_back({"describe.where.before"_key, {}});
  } else {
    Values values{{"number", count(moment.doses_begun)}, {"count", count(all)}};
    add_dose(values, moment.last_dose(), moment.scenario.patient.weight_kg);
    add_span(values, "since", moment.hours_since_dose());
    text.sentences.push_back({moment.hours_since_dose() < kJustNow_h ? "describe.where.begins"_key
                              : moment.in_infusion()                 ? "describe.where.during"_key
                                                                     : "describe.where.after"_key,
                              std::move(values)});
  }
  if (!moment.scenario.therapies.empty()) {
    text.sentences.push_back(
        {"describe.where.sessions"_key, {{"done", count(moment.sessions_begun)}, {"count", count(moment.scenario.therapies.size())}}});
  }
  add_context(moment, text.sentences);
  text.sentences.push_back(next_event(moment));
  return text;
}

// What the person feels and the cuff shows; only while the drug is there.
void add_acute_effects(const Instant& moment, std::vector<Sentence>& sentences) {
  const Safety safety(moment.parameters);
  const double cadss = moment.at(Column::cadss);
  const double rise = moment.at(Column::systolic_rise);
  if (cadss >= 0.05) {
    sentences.push_back({"describe.drug.cadss"_key, {{"points", tenths(cadss)}}});
    if (moment.last_dose().drug == Drug::esketamine && moment.hours_since_dose() > 1.5)
      sentences.push_back({"describe.drug.cadss_too_long"_key, {}});
  } else {
    sentences.push_back({"describe.drug.little_felt"_key, {}});
  }
  const double spread = safety.systolic_sd_mmhg();
  if (rise >= 0.5) {
    sentences.push_back({"describe.drug.pressure"_key,
                         {{"low", Quantity{rise - spread, 0}}, {"high", Quantity{rise + spread, 0}}, {"mean", tenths(rise)}}});
  } else {
    sentences.push_back({"describe.drug.pressure_none"_key, {}});
  }
  const auto of_100 = [&](Column share) { return tenths(100.0 * moment.at(share)); };
  if (moment.at(Column::sedated_fraction) >= kSmallShare) {
    sentences.push_back({"describe.drug.sedated"_key,
                         {{"sedated", of_100(Column::sedated_fraction)},
                          {"unconscious", of_100(Column::unconscious_fraction)},
                          {"steep", of_100(Column::steep_rise_fraction)}}});
  }
  const double relief = moment.at(Column::pain_relief_acute);
  if (relief >= kSmallShare) sentences.push_back({"describe.drug.pain"_key, {{"percent", percent(relief)}}});
}

Paragraph drug_paragraph(const Instant& moment) {
  Paragraph text{"describe.heading.drug"_key, {}, Basis::people};
  if (!moment.given()) {
    text.basis = Basis::our_model;
    text.sentences.push_back({"describe.drug.none"_key, {}});
    return text;
  }
  const double plasma = moment.at(Column::plasma_ketamine);
  if (plasma < kTraceNgMl) {
    const bool coming = moment.in_infusion() || moment.hours_since_dose() < kArrives_h;
    text.sentences.push_back({coming ? "describe.drug.coming"_key : "describe.drug.gone"_key, {}});
  } else {
    text.sentences.push_back({"describe.drug.plasma"_key, {{"ng", plain(plasma)}}});
    text.sentences.push_back({"describe.drug.brain"_key, {{"um", plain(moment.at(Column::brain_ketamine))}}});
  }
  const double norketamine = moment.at(Column::plasma_norketamine);
  const double hnk = moment.at(Column::plasma_hnk);
  if (std::max(norketamine, hnk) >= kTraceNgMl)
    text.sentences.push_back({"describe.drug.metabolites"_key, {{"norketamine", plain(norketamine)}, {"hnk", plain(hnk)}}});
  add_acute_effects(moment, text.sentences);
  return text;
}

Paragraph receptor_paragraph(const Instant& moment) {
  Paragraph text{"describe.heading.receptor"_key, {}, Basis::our_model};
  const double pyramidal = moment.at(Column::nmda_block_pyramidal);
  const double interneuron = moment.at(Column::nmda_block_interneuron);
  const double block = moment.at(Column::effective_block);
  if (interneuron < kSmallShare) {
    text.sentences.push_back({"describe.receptor.free"_key, {}});
  } else {
    text.sentences.push_back(
        {"describe.receptor.occupancy"_key, {{"pyramidal", percent(pyramidal)}, {"interneuron", percent(interneuron)}}});
  }
  if (block >= kSmallShare && interneuron >= kSmallShare) {
    text.sentences.push_back(
        {"describe.receptor.block"_key, {{"block", percent(block)}, {"times", Quantity{block / std::max(pyramidal, 1e-9), 0}}}});
  } else if (block >= kSmallShare) {
    text.sentences.push_back({"describe.receptor.block_trace"_key, {{"block", percent(block)}}});
  } else {
    text.sentences.push_back({"describe.receptor.block_none"_key, {}});
  }
  text.sentences.push_back({"describe.receptor.meaning"_key, {}});
  return text;
}

Sentence rates_sentence(const Instant& moment) {
  const Circuit circuit(moment.parameters, moment.scenario.model.has(Hypothesis::burst));
  const CircuitRates& rest = circuit.resting();
  return {"describe.circuit.rates"_key,
          {{"pyramidal", percent(moment.at(Column::pyramidal_rate))},
           {"parvalbumin", percent(moment.run.at(Inner::parvalbumin_hz, moment.now) / rest.parvalbumin)},
           {"somatostatin", percent(moment.run.at(Inner::somatostatin_hz, moment.now) / rest.somatostatin)}}};
}

Paragraph circuit_paragraph(const Instant& moment) {
  Paragraph text{"describe.heading.circuit"_key, {}, Basis::animals};
  const double pyramidal = moment.at(Column::pyramidal_rate);
  const double glutamate = moment.at(Column::glutamate);
  if (!moved(pyramidal, 1.0) && !moved(glutamate, 1.0)) {
    text.sentences.push_back({"describe.circuit.rest"_key, {}});
  } else {
    text.sentences.push_back(rates_sentence(moment));
    text.sentences.push_back({"describe.circuit.glutamate"_key, {{"percent", percent(glutamate)}}});
    text.sentences.push_back({pyramidal > 1.0 ? "describe.circuit.up"_key : "describe.circuit.down"_key, {}});
  }
  text.sentences.push_back({"describe.circuit.seen"_key, {}});
  return text;
}

// When each signal was highest since the last dose began, h after that moment.
Sentence peaks_since_dose(const Instant& moment) {
  Values values;
  const double from_h = moment.last_dose().at_h;
  const auto times = moment.run.times_h();
  for (const auto& [name, column] : {std::pair{"glutamate", Column::glutamate}, std::pair{"bdnf", Column::bdnf},
                                     std::pair{"mtorc1", Column::mtorc1}, std::pair{"ampa", Column::ampa}}) {
    const auto first = std::lower_bound(times.begin(), times.end(), from_h);
    const auto last = std::upper_bound(first, times.end(), moment.now.value);
    const auto levels = moment.run.column(column);
    const auto level = [&](const double& at) { return levels[static_cast<std::size_t>(&at - times.data())]; };
    const auto top = std::max_element(first, last, [&](const double& a, const double& b) { return level(a) < level(b); });
    add_span(values, name, (top == last ? moment.now.value : *top) - from_h);
  }
  return {"describe.signals.peaks"_key, std::move(values)};
}

Paragraph signals_paragraph(const Instant& moment) {
  Paragraph text{"describe.heading.signals"_key, {}, Basis::animals};
  constexpr std::pair<const char*, Column> kSignals[] = {{"bdnf", Column::bdnf},
                                                         {"trkb", Column::trkb},
                                                         {"mtorc1", Column::mtorc1},
                                                         {"eef2", Column::eef2_phospho},
                                                         {"gsk3", Column::gsk3_activity}};
  Values now, before;
  bool quiet = true;
  for (const auto& [name, column] : kSignals) {
    now.emplace_back(name, percent(moment.at(column)));
    before.emplace_back(name, percent(moment.before(column)));
    quiet = quiet && !moved(moment.at(column), moment.before(column));
  }
  text.sentences.push_back({"describe.signals.now"_key, std::move(now)});
  if (!moment.given()) {
    text.sentences.push_back({"describe.signals.untouched"_key, {}});
    if (moment.scenario.patient.stress == Stress::chronic) text.sentences.push_back({"describe.signals.stress"_key, {}});
    return text;
  }
  if (quiet) {
    text.sentences.push_back({"describe.signals.back"_key, {}});
  } else {
    text.sentences.push_back({"describe.signals.before"_key, std::move(before)});
    if (moment.at(Column::eef2_phospho) < moment.before(Column::eef2_phospho) - kSmallChange)
      text.sentences.push_back({"describe.signals.brake"_key, {}});
    if (moment.at(Column::trkb) > moment.before(Column::trkb) + kSmallChange) text.sentences.push_back({"describe.signals.growth"_key, {}});
  }
  // Before that the peaks are still to come.
  if (moment.hours_since_dose() > 6.0) text.sentences.push_back(peaks_since_dose(moment));
  text.sentences.push_back({"describe.signals.rapamycin"_key, {}});
  return text;
}

Paragraph spines_paragraph(const Instant& moment) {
  Paragraph text{"describe.heading.spines"_key, {}, Basis::animals};
  const double density = moment.at(Column::spine_density);
  const double before = moment.before(Column::spine_density);
  text.sentences.push_back({"describe.spines.ampa"_key, {{"percent", percent(moment.at(Column::ampa))}}});
  text.sentences.push_back(
      {"describe.spines.density"_key, {{"percent", percent(density)}, {"lost", percent(std::max(0.0, 1.0 - density))}}});
  if (!moment.given()) {
    text.sentences.push_back({"describe.spines.before"_key, {}});
    return text;
  }
  text.sentences.push_back({"describe.spines.change"_key, {{"before", percent(before)}, {"change", percent(density / before - 1.0)}}});
  const auto a_day = [&](Inner rate) { return percent(24.0 * moment.run.at(rate, moment.now)); };
  text.sentences.push_back({"describe.spines.turnover"_key, {{"formed", a_day(Inner::formation_rate)}, {"gone", a_day(Inner::loss_rate)}}});
  if (!moved(density, before) && moment.now.value - moment.first_dose.value < 12.0) {
    text.sentences.push_back({"describe.spines.not_yet"_key, {}});
  } else if (moved(density, before)) {
    text.sentences.push_back({"describe.spines.mice"_key, {}});
  }
  if (density > 1.0 + kSmallChange && before <= 1.0) text.sentences.push_back({"describe.spines.above"_key, {}});
  text.sentences.push_back({"describe.spines.pet"_key, {}});
  return text;
}

}  // namespace
}  // namespace describing

Sentence event_sentence(const Trajectory& trajectory, const Event& event) {
  const Scenario& scenario = trajectory.scenario();
  const auto index = static_cast<std::size_t>(event.index);
  describing::Values values;
  switch (event.kind) {
    case EventKind::dose_start:
      describing::add_dose(values, scenario.doses[index], scenario.patient.weight_kg);
      return {"describe.event.dose_begins"_key, values};
    case EventKind::dose_end: return {"describe.event.dose_ends"_key, {}};
    case EventKind::therapy:
      return {"describe.event.session"_key, {{"therapy", named_key<"describe.therapy.">(scenario.therapies[index].kind)}}};
    default: return {"describe.event.other"_key, {{"event", describing::event_key(event.kind)}}};
  }
}

std::vector<Paragraph> describe(const Run& run, Hours at) {
  using namespace describing;
  assert(at >= run.trajectory.start() && at <= run.trajectory.end());
  const Instant moment(run, at);
  return {where_paragraph(moment),       drug_paragraph(moment),   receptor_paragraph(moment), circuit_paragraph(moment),
          signals_paragraph(moment),     spines_paragraph(moment), learning_paragraph(moment), symptoms_paragraph(moment),
          assumptions_paragraph(moment), unknown_paragraph(moment)};
}

}  // namespace syn
