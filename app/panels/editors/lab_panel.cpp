// The laboratory: competing hypotheses, assumptions of the model that can be switched, and interventions, each with what
// was seen for and against it beside its switch.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/panels/common/changes.hpp"
#include "app/panels/editors/lab_tools.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "core/sentence.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

constexpr double kTrackCoupling = 2.0;      // the coupling's slider; more can be typed
constexpr double kUsualWindowHours = 24.0;  // of an experiment that gets a window of its own, to begin with

// In whom the evidence for and against a hypothesis was seen, in their order.
struct Seen {
  BadgeGlyph supporting, contradicting;
};
constexpr std::array kSeen{Seen{BadgeGlyph::animals, BadgeGlyph::animals},  // burst
                           Seen{BadgeGlyph::animals, BadgeGlyph::animals},  // rest_block
                           Seen{BadgeGlyph::animals, BadgeGlyph::animals},  // extrasynaptic
                           Seen{BadgeGlyph::animals, BadgeGlyph::people},   // metabolite
                           Seen{BadgeGlyph::animals, BadgeGlyph::animals},  // habenula
                           Seen{BadgeGlyph::animals, BadgeGlyph::animals},  // trkb
                           Seen{BadgeGlyph::people, BadgeGlyph::people}};   // opioid
static_assert(kSeen.size() == kValues<Hypothesis>.size());

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
  TextKey tab() const override { return "shell.lab_tab"_key; }

  void draw(const PanelContext& context) override {
    const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
    const HelpTopic about("laboratory");
    if (choose_part(context, look)) return;
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
  // Which part is in front; true if it is one of the tools, which is drawn then.
  bool choose_part(const PanelContext& context, const UiLook& look) {
    std::array<const char*, kValues<LabPart>.size()> words{};
    for (const LabPart part : kValues<LabPart>)
      words[static_cast<std::size_t>(part)] = context.locale.text(named_key<"panel.lab.part.">(part));
    const LabPart part = context.state.view.lab;
    int chosen = static_cast<int>(part);
    if (choice("lab_part", words, chosen, look)) context.out.push_back(command::SetLabPart{static_cast<LabPart>(chosen)});
    ImGui::Separator();
    if (part == LabPart::assumptions) return false;
    push_id(name_of(part).data());
    tools_[static_cast<std::size_t>(part) - 1]->draw(context, look);
    ImGui::PopID();
    return true;
  }

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
    for (const Hypothesis one : kValues<Hypothesis>) {
      const std::string id(name_of(one));
      const Seen& seen = kSeen[static_cast<std::size_t>(one)];
      const char* name = context.locale.text(named_key<"hypothesis.", ".name">(one));
      const HelpTopic about("hypothesis_" + id);
      const auto on = toggle_row(id.c_str(), name, model.has(one), has_usual(one), context, look);
      if (on) model.hypotheses = with(model, one, *on);
      evidence(seen.supporting, "panel.lab.supports"_key, named_key<"hypothesis.", ".supports">(one), context, look);
      evidence(seen.contradicting, "panel.lab.contradicts"_key, named_key<"hypothesis.", ".contradicts">(one), context, look);
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
    for (const Experiment kind : kValues<Experiment>) draw_experiment(kind, context, look);
  }

  void draw_experiment(Experiment kind, const PanelContext& context, const UiLook& look) {
    const ExperimentUse* now = use_of(context.state.scenario, kind);
    const std::string id(name_of(kind));
    const HelpTopic about("experiment_" + id);
    push_id(id.c_str());
    const auto on =
        toggle_row("switch", context.locale.text(named_key<"panel.beside.experiment.">(kind)), now != nullptr, false, context, look);
    if (on && *on) {
      ExperimentUse use{kind, {}, {}};
      if (is_moment(use.kind)) use.from_h = std::floor(context.state.playhead.time_h);
      changes_.offer(context, {command::SetExperiment{use}});
    } else if (on) {
      changes_.offer(context, {command::RemoveExperiment{kind}});
    }
    const float left = reset_mark_width(look);
    ImGui::Indent(left);
    // The one of them that was made with people too, and went the other way there.
    const char* published = context.locale.text(named_key<"describe.experiment.">(kind));
    if (kind == Experiment::rapamycin) {
      notice(BadgeGlyph::people, published, look);
    } else {
      paragraph(published, look);
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

  // In the order of LabPart, after the assumptions.
  std::array<std::unique_ptr<LabTool>, 5> tools_{make_lab_clamp(), make_lab_timing(), make_lab_seeds(), make_lab_compare(),
                                                 make_lab_hand_in()};
  Changes changes_;
};

}  // namespace

std::unique_ptr<Panel> make_lab_panel() { return std::make_unique<LabPanel>(); }

}  // namespace syn
