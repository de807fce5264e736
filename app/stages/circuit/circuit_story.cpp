#include "app/stages/circuit/circuit_story.hpp"
#include "app/stages/common/course_events.hpp"
#include "core/sentence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace syn::circuit {
namespace {

constexpr double kMoved = 0.01;        // a change of a rate that is worth a sentence
constexpr double kHardlyFalls = 0.95;  // parvalbumin cells above this share of rest "hardly fall"

TextKey name_key(CellClass type) {
  switch (type) {
    case CellClass::pyramidal: return "stage.circuit.cell.pyramidal"_key;
    case CellClass::parvalbumin: return "stage.circuit.cell.parvalbumin"_key;
    case CellClass::somatostatin: return "stage.circuit.cell.somatostatin"_key;
  }
  return {};
}

bool moved(const Moment& m) {
  return std::any_of(m.classes.begin(), m.classes.end(), [](const ClassMoment& c) { return std::abs(c.ratio() - 1.0) > kMoved; });
}

Sentence caption(const Trajectory& trajectory, Hours time, const Moment& m, Lens lens) {
  if (lens == Lens::ms && m.spiking) {
    return {"stage.circuit.caption.next"_key, {{"cell", name_key(m.next)}, {"ms", Quantity{1000.0 * m.next_s, m.next_s < 0.01 ? 1 : 0}}}};
  }
  if (!moved(m)) {
    if (m.ketamine_um >= course::kKetamineThere_um) return {"stage.circuit.caption.trace"_key, {}};
    const auto& doses = trajectory.scenario().doses;
    const bool after = std::any_of(doses.begin(), doses.end(), [&](const Dose& dose) { return dose.at_h < time.value; });
    return {after ? "stage.circuit.caption.after"_key : "stage.circuit.caption.rest"_key, {}};
  }
  if (!m.burst) return {"stage.circuit.caption.no_burst"_key, {}};
  const Quantity percent{100.0 * m.of(CellClass::pyramidal).ratio(), 0};
  if (m.of(CellClass::pyramidal).ratio() < 1.0) return {"stage.circuit.caption.too_much"_key, {{"percent", percent}}};
  const bool kept = m.of(CellClass::parvalbumin).ratio() > kHardlyFalls;
  return {kept ? "stage.circuit.caption.burst"_key : "stage.circuit.caption.burst_strong"_key, {{"percent", percent}}};
}

// The note, with the names of the hypotheses that have no picture here.
Sentence note(const Trajectory& trajectory, const Moment& m, float thicker) {
  const Sentence what{m.spiking ? "stage.circuit.note.spikes"_key : "stage.circuit.note.rates"_key,
                      {{"branches", Quantity{static_cast<double>(thicker) * kBranchThicker, 1}}}};
  constexpr std::array kWordsOnly{Hypothesis::extrasynaptic, Hypothesis::metabolite, Hypothesis::habenula, Hypothesis::trkb,
                                  Hypothesis::opioid};
  Sentence out;
  constexpr std::array kPlaces{"a", "b", "c", "d", "e"};
  std::size_t n = 0;
  for (const Hypothesis one : kWordsOnly) {
    if (trajectory.scenario().model.has(one)) out.values.emplace_back(kPlaces[n++], named_key<"hypothesis.", ".name">(one));
  }
  if (n == 0) return what;
  constexpr std::array kAlso{"stage.circuit.also.one"_key, "stage.circuit.also.two"_key, "stage.circuit.also.three"_key,
                             "stage.circuit.also.four"_key, "stage.circuit.also.five"_key};
  out.key = kAlso[n - 1];
  out.values.emplace_back("note", std::vector{what});
  return out;
}

}  // namespace

int held_signs(const CellMoment& cell) { return std::min(kReceptorSigns, static_cast<int>(std::floor(cell.held))); }

StageReport story_of(const Trajectory& trajectory, Hours time, Lens lens, const Moment& m, const std::vector<Cell>& cells,
                     std::vector<StoryPlace> firing, float thicker) {
  StageReport report;
  report.story = std::move(firing);
  report.caption = caption(trajectory, time, m, lens);
  report.lens_note = note(trajectory, m, thicker);
  report.badge = moved(m) ? (m.burst ? Badge::hypothesis : Badge::our_model) : Badge::animals;
  for (const CellClass type : kCellClasses) {
    const std::string name(name_of(type));
    const ClassMoment& c = m.of(type);
    double number = 0.0, spikes = 0.0, held = 0.0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].type != type) continue;
      number += 1.0;
      spikes += m.cells[i].spikes;
      held += held_signs(m.cells[i]);
    }
    report.counts.insert(report.counts.end(), {{name + "_hz", c.rate_hz},
                                               {name + "_rest_hz", c.rest_hz},
                                               {name + "_ratio", c.ratio()},
                                               {name + "_block", c.block},
                                               {name + "_cells", number},
                                               {name + "_spikes", spikes},
                                               {name + "_signs_held", held}});
  }
  report.counts.emplace_back("pyramidal_glow", m.of(CellClass::pyramidal).light);
  report.counts.emplace_back("brake_light_parvalbumin", m.of(CellClass::parvalbumin).light);
  report.counts.emplace_back("brake_light_somatostatin", m.of(CellClass::somatostatin).light);
  for (const CellClass type : kCellClasses) {
    double now = 0.0, rest = 0.0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].type != type) continue;
      now += static_cast<double>(m.cells[i].back_s.size());
      rest += static_cast<double>(m.cells[i].rest_back_s.size());
    }
    report.counts.emplace_back("strip_" + std::string(name_of(type)), now);
    report.counts.emplace_back("strip_" + std::string(name_of(type)) + "_rest", rest);
  }
  report.counts.emplace_back("strip_s", kRaster_s);
  report.counts.emplace_back("glutamate_ratio", m.glutamate);
  report.counts.emplace_back("glutamate_dots", std::floor(kGlutamateDots * m.glutamate));
  report.counts.emplace_back("window_s", m.window_s);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    report.items.push_back(fmt::format("{} {}: spikes {}", name_of(cells[i].type), cells[i].number + 1, m.cells[i].spikes));
  }
  return report;
}

}  // namespace syn::circuit
