#include "app/panels/time/curves_figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/panels/time/context.hpp"
#include "app/ui/look/clock.hpp"
#include "model/run/turns.hpp"

namespace syn {
namespace {

constexpr std::array kDrug{TabCurve{Column::plasma_ketamine, "panel.curves.ketamine"_key, 1.0, 1, "ng/mL"},
                           TabCurve{Column::plasma_norketamine, "panel.curves.norketamine"_key, 1.0, 1, "ng/mL"},
                           TabCurve{Column::effective_block, "panel.curves.effective_block"_key, 100.0, 1, "%"},
                           TabCurve{Column::pain_relief_acute, "panel.curves.pain_relief"_key, 100.0, 1, "%"}};
constexpr std::array kCircuit{TabCurve{Column::nmda_block_interneuron, "panel.curves.block_interneuron"_key, 100.0, 1, "%"},
                              TabCurve{Column::nmda_block_pyramidal, "panel.curves.block_pyramidal"_key, 100.0, 1, "%"},
                              TabCurve{Column::effective_block, "panel.curves.effective_block"_key, 100.0, 1, "%"},
                              TabCurve{Column::pyramidal_rate, "panel.curves.pyramidal_rate"_key, 1.0, 2, "\u00D7"},
                              TabCurve{Column::glutamate, "panel.curves.glutamate"_key, 1.0, 2, "\u00D7"}};
constexpr std::array kCell{TabCurve{Column::ampa, "panel.curves.ampa"_key, 1.0, 2, "\u00D7"},
                           TabCurve{Column::bdnf, "panel.curves.bdnf"_key, 1.0, 2, "\u00D7"},
                           TabCurve{Column::mtorc1, "panel.curves.mtorc1"_key, 1.0, 2, "\u00D7"},
                           TabCurve{Column::synaptic_protein, "panel.curves.protein"_key, 1.0, 2, "\u00D7"},
                           TabCurve{Column::spine_density, "panel.curves.spines"_key, 1.0, 2, "\u00D7"}};
// The first two on an axis of their own, the others in per cent.
constexpr std::array kSafety{TabCurve{Column::cadss, "panel.curves.dissociation"_key, 1.0, 1, ""},
                             TabCurve{Column::systolic_rise, "panel.curves.pressure"_key, 1.0, 1, "mmHg"},
                             TabCurve{Column::sedated_fraction, "panel.curves.sedated"_key, 100.0, 1, "%"},
                             TabCurve{Column::unconscious_fraction, "panel.curves.unconscious"_key, 100.0, 1, "%"},
                             TabCurve{Column::steep_rise_fraction, "panel.curves.steep_rise"_key, 100.0, 1, "%"},
                             TabCurve{Column::pain_relief_acute, "panel.curves.pain_relief"_key, 100.0, 1, "%"}};
constexpr std::array kSymptoms{TabCurve{Column::symptom_mean, "panel.curves.mean"_key, 1.0, 1, ""}};

// How each curve is drawn; colour by role, and a dash and a shape of its own.
struct Ink {
  Role role;
  Glyph sign;
  Stroke stroke;
};
constexpr std::array kDrugInk{Ink{Role::ketamine, Glyph::diamond, Stroke::solid}, Ink{Role::structure, Glyph::ring, Stroke::dashed},
                              Ink{Role::ketamine, Glyph::diamond, Stroke::solid}, Ink{Role::burden, Glyph::plus, Stroke::dotted}};
constexpr std::array kCircuitInk{Ink{Role::channel, Glyph::ring, Stroke::solid}, Ink{Role::structure, Glyph::triangle, Stroke::dashed},
                                 Ink{Role::ketamine, Glyph::diamond, Stroke::solid}, Ink{Role::structure, Glyph::triangle, Stroke::dashed},
                                 Ink{Role::glutamate, Glyph::sphere, Stroke::solid}};
constexpr std::array kCellInk{Ink{Role::glutamate, Glyph::sphere, Stroke::solid}, Ink{Role::growth, Glyph::triangle, Stroke::dashed},
                              Ink{Role::channel, Glyph::ring, Stroke::dashed}, Ink{Role::structure, Glyph::square, Stroke::dotted},
                              Ink{Role::growth, Glyph::diamond, Stroke::solid}};
constexpr std::array kSafetyInk{Ink{Role::ketamine, Glyph::diamond, Stroke::solid}, Ink{Role::burden, Glyph::triangle, Stroke::dashed},
                                Ink{Role::structure, Glyph::ring, Stroke::solid},   Ink{Role::therapy, Glyph::square, Stroke::dashed},
                                Ink{Role::burden, Glyph::triangle, Stroke::dashed}, Ink{Role::ketamine, Glyph::plus, Stroke::dotted}};

struct Extent {
  double low, high;
};
// Of these curves in both runs, as shown, with `start` among them.
Extent extent(std::span<const TabCurve> curves, const CurveView& view, Extent start) {
  for (const Trajectory* run : {&view.run.trajectory, view.pinned}) {
    if (run == nullptr) continue;
    for (const TabCurve& curve : curves) {
      for (const double value : run->column(curve.column)) {
        start.low = std::min(start.low, value * curve.factor);
        start.high = std::max(start.high, value * curve.factor);
      }
    }
  }
  return start;
}

class Maker {
 public:
  Maker(const CurveView& view, const Locale& locale, const Theme& theme) : view_(view), locale_(locale), theme_(theme) {}

  // Typed limits are those of the upper one of two plots.
  Figure figure(const char* id, TextKey label, AxisRange range, BadgeGlyph badge, bool lower = false) const {
    const AxisRange values = lower ? range : view_.values.value_or(range);
    return {.id = id,
            .axes = {.time_low_h = view_.page.low_h,
                     .time_high_h = view_.page.high_h,
                     .value_low = values.low,
                     .value_high = values.high,
                     .value_label = locale_.text(label),
                     .note = locale_.text("panel.curves.note"_key),
                     .badge = badge,
                     .log_time = view_.log_time},
            .ghost_name = locale_.text("panel.curves.ghost"_key),
            .playhead_h = view_.playhead_h};
  }

  void add(Figure& out, const TabCurve& curve, Ink ink, float width = 1.0F) const {
    Figure::Line line{view_.run.trajectory.times_h(), view_.run.trajectory.column(curve.column),
                      PlotLine{.name = locale_.text(curve.name),
                               .unit = curve.unit,
                               .decimals = curve.decimals,
                               .factor = curve.factor,
                               .color = theme_[ink.role],
                               .sign = ink.sign,
                               .stroke = ink.stroke,
                               .width = width}};
    if (view_.pinned != nullptr) {
      line.ghost_times = view_.pinned->times_h();
      line.ghost_values = view_.pinned->column(curve.column);
    }
    out.lines.push_back(std::move(line));
  }

  std::vector<Figure> drug() const {
    const std::span<const TabCurve> curves = kDrug;
    Figure plasma =
        figure("plasma", "panel.curves.plasma"_key, rounded(extent(curves.first(2), view_, {0.0, 10.0})), BadgeGlyph::our_model);
    plasma.axes.time_labels = false;
    Figure effect = figure("effect", "panel.curves.effect"_key, {0.0, 100.0}, BadgeGlyph::our_model, true);
    for (std::size_t i = 0; i < kDrug.size(); ++i) add(i < 2 ? plasma : effect, kDrug[i], kDrugInk[i]);
    return {std::move(plasma), std::move(effect)};
  }

  std::vector<Figure> circuit() const {
    const std::span<const TabCurve> curves = kCircuit;
    Figure block = figure("block", "panel.curves.blocked"_key, rounded(extent(curves.first(3), view_, {0.0, 10.0})), BadgeGlyph::our_model);
    block.axes.time_labels = false;
    const Extent most = extent(curves.subspan(3), view_, {1.0, 1.2});
    Figure firing =
        figure("firing", "panel.curves.rest"_key, rounded({std::max(0.0, most.low - 0.05), most.high + 0.1}), BadgeGlyph::animals, true);
    firing.references.push_back({1.0, locale_.text("panel.curves.at_rest"_key)});
    firing.hatches.push_back(no_human_data());
    for (std::size_t i = 0; i < kCircuit.size(); ++i) add(i < 3 ? block : firing, kCircuit[i], kCircuitInk[i]);
    return {std::move(block), std::move(firing)};
  }

  std::vector<Figure> cell() const {
    const Extent most = extent(kCell, view_, {1.0, 1.0});
    Figure out = figure("cell", "panel.curves.ratio"_key, rounded({std::max(0.0, most.low - 0.05), most.high + 0.1}), BadgeGlyph::animals);
    for (std::size_t i = 0; i < kCell.size(); ++i) add(out, kCell[i], kCellInk[i]);
    out.references.push_back({1.0, locale_.text("panel.curves.healthy"_key)});
    out.hatches.push_back(no_human_data());
    return {std::move(out)};
  }

  std::vector<Figure> safety() const {
    const double steep = view_.run.parameters["safety.steep_rise"];
    const auto& run = view_.run.trajectory;
    const auto high = run.inner(Inner::systolic_high), low = run.inner(Inner::systolic_low);
    const Extent swings{*std::min_element(low.begin(), low.end()), std::max(1.5 * steep, *std::max_element(high.begin(), high.end()))};
    const Extent most = extent(std::span<const TabCurve>(kSafety).first(2), view_, swings);
    Figure felt = figure("felt", "panel.curves.felt"_key, rounded(most), BadgeGlyph::our_model);
    felt.axes.time_labels = false;
    felt.bands.push_back({run.times_h(), low, high, theme_[Role::burden], 0.14F, locale_.text("panel.curves.two_of_three"_key), 0});
    felt.references.push_back({steep, locale_.text({"panel.curves.label_limit"_key, {{"rise", Quantity{steep, 0}}}})});
    Figure shares = figure("shares", "panel.curves.of_100"_key, {0.0, 100.0}, BadgeGlyph::our_model, true);
    for (std::size_t i = 0; i < kSafety.size(); ++i) add(i < 2 ? felt : shares, kSafety[i], kSafetyInk[i]);
    return {std::move(felt), std::move(shares)};
  }

  std::vector<Figure> symptoms() const {
    const Scenario& scenario = view_.run.trajectory.scenario();
    if (scenario.patient.stress == Stress::none) return {};
    // While something is dragged there is the typical patient only; the axis stands still until the people follow.
    const auto runs = view_.run.trajectory.runs();
    const bool people = !runs.empty();
    double most = people ? 10.0 : std::max(10.0, view_.least_score_top);
    for (const double value : view_.run.trajectory.column(Column::symptom_p95)) most = std::max(most, value);
    Figure out = figure("symptoms", named_key<"condition.", ".axis">(scenario.condition), {0.0, std::ceil(most / 10.0) * 10.0},
                        BadgeGlyph::our_model);
    const Color color = theme_[Role::symptom];
    add(out, kSymptoms.front(), {Role::symptom, Glyph::sphere, Stroke::solid}, 1.8F);
    if (!people) out.lines.front().style.name = locale_.text("panel.curves.typical"_key);
    // A healthy start has no symptoms to compare with.
    if (view_.pinned != nullptr && view_.pinned->scenario().patient.stress == Stress::none) {
      out.lines.front().ghost_times = {};
      out.lines.front().ghost_values = {};
    }
    const auto times = view_.run.trajectory.times_h();
    // Where the mean could lie in another setting, under everything else.
    out.bands.push_back({times, view_.run.trajectory.inner(Inner::outer_low), view_.run.trajectory.inner(Inner::outer_high),
                         theme_[Role::muted], 0.14F, locale_.text("panel.curves.band_outer"_key), 0});
    if (people)
      out.bands.push_back({times, view_.run.trajectory.column(Column::symptom_p05), view_.run.trajectory.column(Column::symptom_p95), color,
                           0.12F, locale_.text("panel.curves.band90"_key), 0});
    if (people)
      out.bands.push_back({times, view_.run.trajectory.column(Column::symptom_p25), view_.run.trajectory.column(Column::symptom_p75), color,
                           0.22F, locale_.text("panel.curves.band50"_key), 0});
    if (people)
      out.runs.push_back(
          {times, runs, color, locale_.text({"panel.curves.runs"_key, {{"count", Quantity{static_cast<double>(runs.size()), 0}}}})});
    if (!scenario.doses.empty() && !scenario.therapies.empty() && scenario.model.coupling > 0.0) {
      const double together = std::max(scenario.doses.front().at_h, scenario.therapies.front().at_h);
      out.hatches.push_back({together, view_.run.trajectory.end().value, locale_.text("panel.curves.assumed"_key)});
    }
    turns(out);
    published(out);
    return {std::move(out)};
  }

 private:
  static AxisRange rounded(Extent extent) { return round_range(extent.low, extent.high); }
  Figure::Hatch no_human_data() const {
    return {view_.run.trajectory.start().value, view_.run.trajectory.end().value, locale_.text("panel.curves.no_human"_key)};
  }

  // What the named moments call the fall, the return, and that therapy holds it, in the picture itself.
  void turns(Figure& out) const {
    const auto found = course::symptom_turns(view_.run);
    if (!found) return;
    const auto score = [&](Hours at) { return view_.run.trajectory.at(Column::symptom_mean, at); };
    const double doses_h = course::first_dose(view_.run).value_or(found->before).value;
    const bool gain = found->to > found->from;  // of days abstinent
    out.references.push_back({found->half(), locale_.text(gain ? "panel.curves.half_gain"_key : "panel.curves.half"_key)});
    out.events.push_back({.time_h = found->lowest.value,
                          .value = found->to,
                          .from = found->from,
                          .words = locale_.text({gain ? "panel.curves.gain"_key : "panel.curves.fall"_key,
                                                 {{"points", Quantity{std::abs(found->from - found->to), 0}},
                                                  {"time", span_text(found->lowest.value - doses_h, locale_)}}}),
                          .color = theme_[Role::ketamine]});
    if (found->back)
      out.events.push_back({.time_h = found->back->value,
                            .value = found->half(),
                            .words = locale_.text(gain ? "panel.curves.gain_lost"_key : "panel.curves.return"_key),
                            .color = theme_[Role::burden]});
    if (found->learned)
      out.events.push_back({.time_h = found->learned->value,
                            .value = score(*found->learned),
                            .words = locale_.text("panel.curves.holds"_key),
                            .color = theme_[Role::therapy]});
  }

  // One legend entry: the trials by name, year and people.
  void published(Figure& out) const {
    if (view_.published.empty()) return;
    Figure::Points points{{}, theme_[Role::channel], {}};
    std::vector<std::string> trials;
    for (const PublishedScore& score : view_.published) {
      const std::string name = short_words(score, locale_);
      points.marks.push_back(
          {.time_h = score.time_h, .value = score.score, .error = score.error, .open = score.recalled(), .hint = name + ": " + score.arm});
      if (std::find(trials.begin(), trials.end(), name) == trials.end()) trials.push_back(name);
    }
    constexpr std::size_t kNamed = 2;
    for (std::size_t i = 0; i < std::min(trials.size(), kNamed); ++i) points.name += (i == 0 ? "" : "; ") + trials[i];
    if (trials.size() > kNamed) points.name += " +" + locale_.number(static_cast<double>(trials.size() - kNamed), 0);
    out.points.push_back(std::move(points));
  }

  const CurveView& view_;
  const Locale& locale_;
  const Theme& theme_;
};

// How much of the run a lens shows at once, h; 0 = all of it.
double span_of(Lens lens) {
  switch (lens) {
    case Lens::ms:
    case Lens::s: return 1.0;
    case Lens::min: return 4.0;
    case Lens::h: return 48.0;
    case Lens::d: return 14.0 * 24.0;
    case Lens::wk: return 0.0;
  }
  return 0.0;
}

}  // namespace

TextKey title_of(CurveTab tab) {
  constexpr std::array kKeys{"panel.curves.drug"_key, "panel.curves.circuit"_key, "panel.curves.cell"_key, "panel.curves.symptoms"_key,
                             "panel.curves.safety"_key};
  return kKeys[static_cast<std::size_t>(tab)];
}

std::span<const TabCurve> curves_of(CurveTab tab) {
  switch (tab) {
    case CurveTab::drug: return kDrug;
    case CurveTab::circuit: return kCircuit;
    case CurveTab::cell: return kCell;
    case CurveTab::symptoms: return kSymptoms;
    case CurveTab::safety: return kSafety;
  }
  return {};
}

TimePage whole_page(const Trajectory& run, CurveTab tab) {
  return {run.start().value - (tab == CurveTab::symptoms ? kBeforeHours : 0.0), run.end().value};
}

TimePage usual_page(const Trajectory& run, CurveTab tab, Lens lens, double time_h) {
  const TimePage whole = whole_page(run, tab);
  return page_around(time_h, whole.low_h, whole.high_h, tab == CurveTab::symptoms ? 0.0 : span_of(lens));
}

std::vector<Figure> make_figures(CurveTab tab, const CurveView& view, const Locale& locale, const Theme& theme) {
  const Maker maker(view, locale, theme);
  std::vector<Figure> out;
  switch (tab) {
    case CurveTab::drug: out = maker.drug(); break;
    case CurveTab::circuit: out = maker.circuit(); break;
    case CurveTab::cell: out = maker.cell(); break;
    case CurveTab::symptoms: out = maker.symptoms(); break;
    case CurveTab::safety: out = maker.safety(); break;
  }
  const Scenario& scenario = view.run.scenario();
  for (Figure& figure : out) {
    for (const Dose& dose : scenario.doses) figure.markers.push_back({dose.at_h, Glyph::diamond, theme[Role::ketamine]});
    for (const Therapy& session : scenario.therapies) figure.markers.push_back({session.at_h, Glyph::square, theme[Role::therapy]});
  }
  return out;
}

std::string short_words(const PublishedScore& score, const Locale& locale) {
  return score.people ? score.trial + ", n\u00A0" + locale.number(*score.people, 0) : score.trial;
}

std::string words_of(const PublishedScore& score, const Parameters& parameters, const Locale& locale) {
  std::string out = locale.text({"panel.curves.point"_key,
                                 {{"trial", short_words(score, locale)},
                                  {"arm", score.arm},
                                  {"day", Quantity{score.time_h / 24.0, score.time_h < 24.0 ? 2 : 0}},
                                  {"score", Quantity{score.score, 1}},
                                  {"start", Quantity{score.baseline, 1}}}});
  if (!score.spread.empty()) out += " " + score.spread + ".";
  if (score.recalled()) out += std::string(" ") + locale.text("panel.curves.point_recalled"_key);
  if (!score.sources.empty()) {
    if (const Source* source = parameters.source(score.sources.front())) out += " " + source->citation + ".";
  }
  return out;
}

}  // namespace syn
