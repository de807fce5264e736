// The laboratory: competing hypotheses, assumptions of the model that can be switched, and interventions, each with what
// was seen for and against it beside its switch.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/panels/common/changes.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

constexpr double kTrackCoupling = 2.0;      // the coupling's slider; more can be typed
constexpr double kUsualWindowHours = 24.0;  // of an experiment that gets a window of its own, to begin with

// A hypothesis with its words, and in whom the evidence of these two sentences was seen.
struct HypothesisWords {
  Hypothesis hypothesis;
  TextKey name, supports, contradicts;
  BadgeGlyph seen_for, seen_against;
};
constexpr std::array kHypotheses{
    HypothesisWords{Hypothesis::burst, "hypothesis.burst.name"_key, "hypothesis.burst.supports"_key, "hypothesis.burst.contradicts"_key,
                    BadgeGlyph::animals, BadgeGlyph::animals},
    HypothesisWords{Hypothesis::rest_block, "hypothesis.rest_block.name"_key, "hypothesis.rest_block.supports"_key,
                    "hypothesis.rest_block.contradicts"_key, BadgeGlyph::animals, BadgeGlyph::animals},
    HypothesisWords{Hypothesis::extrasynaptic, "hypothesis.extrasynaptic.name"_key, "hypothesis.extrasynaptic.supports"_key,
                    "hypothesis.extrasynaptic.contradicts"_key, BadgeGlyph::animals, BadgeGlyph::animals},
    HypothesisWords{Hypothesis::metabolite, "hypothesis.metabolite.name"_key, "hypothesis.metabolite.supports"_key,
                    "hypothesis.metabolite.contradicts"_key, BadgeGlyph::animals, BadgeGlyph::people},
    HypothesisWords{Hypothesis::habenula, "hypothesis.habenula.name"_key, "hypothesis.habenula.supports"_key,
                    "hypothesis.habenula.contradicts"_key, BadgeGlyph::animals, BadgeGlyph::animals},
    HypothesisWords{Hypothesis::trkb, "hypothesis.trkb.name"_key, "hypothesis.trkb.supports"_key, "hypothesis.trkb.contradicts"_key,
                    BadgeGlyph::animals, BadgeGlyph::animals},
    HypothesisWords{Hypothesis::opioid, "hypothesis.opioid.name"_key, "hypothesis.opioid.supports"_key, "hypothesis.opioid.contradicts"_key,
                    BadgeGlyph::people, BadgeGlyph::people},
};

struct ExperimentWords {
  Experiment experiment;
  TextKey name, published;
};
constexpr std::array kExperiments{
    ExperimentWords{Experiment::rapamycin, "panel.beside.experiment.rapamycin"_key, "describe.experiment.rapamycin"_key},
    ExperimentWords{Experiment::ampa_blocker, "panel.beside.experiment.ampa_blocker"_key, "describe.experiment.ampa_blocker"_key},
    ExperimentWords{Experiment::calcium_blocker, "panel.beside.experiment.calcium_blocker"_key, "describe.experiment.calcium_blocker"_key},
    ExperimentWords{Experiment::trkb_blocker, "panel.beside.experiment.trkb_blocker"_key, "describe.experiment.trkb_blocker"_key},
    ExperimentWords{Experiment::anti_bdnf, "panel.beside.experiment.anti_bdnf"_key, "describe.experiment.anti_bdnf"_key},
    ExperimentWords{Experiment::lithium, "panel.beside.experiment.lithium"_key, "describe.experiment.lithium"_key},
    ExperimentWords{Experiment::gsk3_knock_in, "panel.beside.experiment.gsk3_knock_in"_key, "describe.experiment.gsk3_knock_in"_key},
    ExperimentWords{Experiment::eef2k_knock_out, "panel.beside.experiment.eef2k_knock_out"_key, "describe.experiment.eef2k_knock_out"_key},
    ExperimentWords{Experiment::eef2k_inhibitor, "panel.beside.experiment.eef2k_inhibitor"_key, "describe.experiment.eef2k_inhibitor"_key},
    ExperimentWords{Experiment::pi3k_inhibitor, "panel.beside.experiment.pi3k_inhibitor"_key, "describe.experiment.pi3k_inhibitor"_key},
    ExperimentWords{Experiment::mek_inhibitor, "panel.beside.experiment.mek_inhibitor"_key, "describe.experiment.mek_inhibitor"_key},
    ExperimentWords{Experiment::memantine, "panel.beside.experiment.memantine"_key, "describe.experiment.memantine"_key},
    ExperimentWords{Experiment::spine_erasure, "panel.beside.experiment.spine_erasure"_key, "describe.experiment.spine_erasure"_key},
    ExperimentWords{Experiment::acute_stressor, "panel.beside.experiment.acute_stressor"_key, "describe.experiment.acute_stressor"_key},
};

// Both lists name everything there is, in the order of the enumeration.
template <class Table, class Member>
constexpr bool in_order(const Table& table, Member member) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (static_cast<std::size_t>(table[i].*member) != i) return false;
  }
  return true;
}
static_assert(in_order(kHypotheses, &HypothesisWords::hypothesis));
static_assert(in_order(kExperiments, &ExperimentWords::experiment));

const ExperimentUse* use_of(const Scenario& scenario, Experiment kind) {
  const auto found =
      std::find_if(scenario.experiments.begin(), scenario.experiments.end(), [kind](const ExperimentUse& use) { return use.kind == kind; });
  return found == scenario.experiments.end() ? nullptr : &*found;
}

bool has_usual(Hypothesis hypothesis) { return ModelOptions{}.has(hypothesis); }

// In the order of the list, whatever order the file had.
std::vector<Hypothesis> with(const ModelOptions& model, Hypothesis hypothesis, bool on) {
  std::vector<Hypothesis> out;
  for (const Hypothesis each : kValues<Hypothesis>) {
    if (each == hypothesis ? on : model.has(each)) out.push_back(each);
  }
  return out;
}

class LabPanel : public Panel {
 public:
  PanelName name() const override { return PanelName::lab; }
  TextKey title() const override { return "panel.lab.title"_key; }

  void draw(const PanelContext& context) override {
    const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
    const HelpTopic about("laboratory");
    changes_.begin(context);
    if (reset_all_row(changed_here(context.state.scenario), context, look)) reset_all(context);
    changes_.draw_refused(context, look);
    ModelOptions model = context.state.scenario.model;
    draw_coupling(model, context, look);
    ImGui::Separator();
    draw_hypotheses(model, context, look);
    ImGui::Separator();
    draw_choices(model, context, look);
    if (model != context.state.scenario.model) changes_.offer(context, {command::SetModel{model}});
    ImGui::Separator();
    draw_experiments(context, look);
  }

 private:
  static int changed_here(const Scenario& scenario) {
    const ModelOptions usual;
    int count = static_cast<int>(scenario.experiments.size());
    for (const Hypothesis each : kValues<Hypothesis>) count += scenario.model.has(each) != usual.has(each) ? 1 : 0;
    ModelOptions others = scenario.model;
    others.hypotheses = usual.hypotheses;
    return count + count_changed(others, usual);
  }

  void reset_all(const PanelContext& context) {
    Commands commands{command::SetModel{ModelOptions{}}};
    for (const ExperimentUse& use : context.state.scenario.experiments) commands.push_back(command::RemoveExperiment{use.kind});
    changes_.offer_as_one(context, commands);
  }

  static void draw_coupling(ModelOptions& model, const PanelContext& context, const UiLook& look) {
    const HelpTopic about("coupling");
    Field field = field_of(&ModelOptions::coupling);
    field.unit = "×";
    const NumberAnswer answer =
        number_row({"coupling", "panel.therapy.coupling"_key, field, model.coupling, ModelOptions{}.coupling, 0.1, 0.5, kTrackCoupling},
                   context, look);
    if (answer.value) model.coupling = *answer.value;
    notice(BadgeGlyph::hypothesis,
           context.locale.text(model.coupling > 0.0 ? "panel.therapy.coupling_assumed"_key : "panel.therapy.coupling_none"_key), look);
  }

  // A line of evidence, with the sign of those in whom it was seen where the reset marks stand.
  static void evidence(BadgeGlyph seen, TextKey side, TextKey words, const PanelContext& context, const UiLook& look) {
    const float u = look.unit_px;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float left = reset_mark_width(look);
    draw_badge_glyph(*ImGui::GetWindowDrawList(), seen, {at.x + 0.5F * ImGui::GetFrameHeight(), at.y + 0.5F * u}, 0.36F * u,
                     as_u32(look.theme[Role::muted]));
    ImGui::Indent(left);
    paragraph(context.locale.text({side, {{"evidence", words}}}).c_str(), look);
    ImGui::Unindent(left);
  }

  static void draw_hypotheses(ModelOptions& model, const PanelContext& context, const UiLook& look) {
    heading_line("panel.lab.hypotheses"_key, context, look);
    notice(BadgeGlyph::hypothesis,
           context.locale.text(model.hypotheses.empty() ? "panel.lab.no_hypothesis"_key : "panel.lab.hypotheses_note"_key), look);
    for (const HypothesisWords& entry : kHypotheses) {
      const std::string id(name_of(entry.hypothesis));
      const HelpTopic about("hypothesis_" + id);
      const auto on =
          toggle_row(id.c_str(), context.locale.text(entry.name), model.has(entry.hypothesis), has_usual(entry.hypothesis), context, look);
      if (on) model.hypotheses = with(model, entry.hypothesis, *on);
      evidence(entry.seen_for, "panel.lab.supports"_key, entry.supports, context, look);
      evidence(entry.seen_against, "panel.lab.contradicts"_key, entry.contradicts, context, look);
    }
  }

  static void heading_line(TextKey words, const PanelContext& context, const UiLook& look) {
    if (look.bold != nullptr) ImGui::PushFont(look.bold);
    ImGui::TextUnformatted(wrapped(context.locale.text(words), ImGui::GetContentRegionAvail().x).c_str());
    if (look.bold != nullptr) ImGui::PopFont();
  }

  void draw_choices(ModelOptions& model, const PanelContext& context, const UiLook& look) {
    const Locale& locale = context.locale;
    const ModelOptions usual;
    heading_line("panel.lab.assumptions"_key, context, look);
    const std::array logics{locale.text("panel.lab.route_logic.both"_key), locale.text("panel.lab.route_logic.either"_key)};
    const auto one_of = [&](const char* thing, const ChoiceRow& row) {
      const HelpTopic about(thing);
      return choice_row(row, context, look);
    };
    if (const auto next = one_of("route_logic", {"route_logic", "panel.lab.route_logic.name"_key, logics,
                                                 static_cast<int>(model.route_logic), static_cast<int>(usual.route_logic)}))
      model.route_logic = static_cast<RouteLogic>(*next);
    const std::array windows{locale.text("panel.lab.window.clinical"_key), locale.text("panel.lab.window.rodent"_key)};
    if (const auto next = one_of("window_kind", {"window", "panel.lab.window.name"_key, windows, static_cast<int>(model.window),
                                                 static_cast<int>(usual.window)}))
      model.window = static_cast<WindowKind>(*next);
    const std::array kinetics{locale.text("panel.lab.kinetics.equilibrium"_key), locale.text("panel.lab.kinetics.use_dependent"_key)};
    if (const auto next = one_of("block_kinetics", {"block_kinetics", "panel.lab.kinetics.name"_key, kinetics,
                                                    static_cast<int>(model.block_kinetics), static_cast<int>(usual.block_kinetics)}))
      model.block_kinetics = static_cast<BlockKinetics>(*next);
    const auto on_or_off = [&](const char* thing, const char* id, TextKey words, bool& now, bool standard) {
      const HelpTopic about(thing);
      now = toggle_row(id, locale.text(words), now, standard, context, look).value_or(now);
    };
    on_or_off("encoding_loss", "encoding_loss", "panel.therapy.encoding_loss"_key, model.encoding_loss, usual.encoding_loss);
    on_or_off("vary_people", "vary", "panel.lab.vary"_key, model.vary_pharmacokinetics, usual.vary_pharmacokinetics);
  }

  void draw_experiments(const PanelContext& context, const UiLook& look) {
    heading_line("panel.lab.experiments"_key, context, look);
    paragraph(context.locale.text("panel.lab.experiments_note"_key), look);
    for (const ExperimentWords& entry : kExperiments) draw_experiment(entry, context, look);
  }

  void draw_experiment(const ExperimentWords& entry, const PanelContext& context, const UiLook& look) {
    const ExperimentUse* now = use_of(context.state.scenario, entry.experiment);
    const std::string id(name_of(entry.experiment));
    const HelpTopic about("experiment_" + id);
    push_id(id.c_str());
    const auto on = toggle_row("switch", context.locale.text(entry.name), now != nullptr, false, context, look);
    if (on && *on) {
      ExperimentUse use{entry.experiment, {}, {}};
      if (is_moment(use.kind)) use.from_h = std::floor(context.state.playhead.time_h);
      changes_.offer(context, {command::SetExperiment{use}});
    } else if (on) {
      changes_.offer(context, {command::RemoveExperiment{entry.experiment}});
    }
    const float left = reset_mark_width(look);
    ImGui::Indent(left);
    // The one of them that was made with people too, and went the other way there.
    if (entry.experiment == Experiment::rapamycin) {
      notice(BadgeGlyph::people, context.locale.text(entry.published), look);
    } else {
      paragraph(context.locale.text(entry.published), look);
    }
    if (now != nullptr) draw_window(*now, context, look);
    ImGui::Unindent(left);
    ImGui::PopID();
  }

  // When it acts: a gene always, an erasure and a stressor at a moment, the others as in their trials or in a window.
  void draw_window(const ExperimentUse& now, const PanelContext& context, const UiLook& look) {
    if (is_gene(now.kind)) return;
    ExperimentUse use = now;
    if (!is_moment(use.kind)) {
      const std::array words{context.locale.text("panel.lab.as_trials"_key), context.locale.text("panel.lab.own_window"_key)};
      int chosen = use.from_h ? 1 : 0;
      if (choice("when", words, chosen, look)) {
        use.from_h = chosen == 1 ? std::optional(std::floor(context.state.playhead.time_h)) : std::nullopt;
        use.hours = chosen == 1 ? std::optional(kUsualWindowHours) : std::nullopt;
      }
    }
    const char* hours = context.locale.text("app.unit.h"_key);
    const Scenario& scenario = context.state.scenario;
    if (use.from_h) {
      double from_h = *use.from_h;
      const Range range = field_of(&ExperimentUse::from_h).range;
      const std::string hint = range_text(range, hours, context.locale);
      if (slider("from_h", context.locale.text(is_moment(use.kind) ? "panel.lab.moment"_key : "panel.lab.from"_key), from_h,
                 {.low = std::min(0.0, from_h),
                  .high = std::max(scenario.end_h() - 1.0, from_h + 1.0),
                  .step = 1.0,
                  .leap = 24.0,
                  .decimals = 0,
                  .unit = hours,
                  .typed = range,
                  .hint = hint.c_str()},
                 look, context.gesture))
        use.from_h = from_h;
    }
    if (use.from_h && !is_moment(use.kind)) {
      const double all = std::max(scenario.end_h() - *use.from_h, 1.0);
      double length = use.hours.value_or(all);  // without a length: to the end of the run
      const Range range = field_of(&ExperimentUse::hours).range;
      const std::string hint = range_text(range, hours, context.locale);
      if (slider("hours", context.locale.text("panel.lab.hours"_key), length,
                 {.low = range.low,
                  .high = std::max(scenario.end_h(), length),
                  .step = 1.0,
                  .leap = 24.0,
                  .decimals = 0,
                  .unit = hours,
                  .typed = range,
                  .hint = hint.c_str()},
                 look, context.gesture))
        use.hours = length;
    }
    if (use != now) changes_.offer(context, {command::SetExperiment{use}});
  }

  Changes changes_;
};

}  // namespace

std::unique_ptr<Panel> make_lab_panel() { return std::make_unique<LabPanel>(); }

}  // namespace syn
