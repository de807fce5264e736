// The panel of doses: ready-made schedules, the list of doses, and one of them in all its parts. A change that the
// scenario's rules refuse is not offered as a command.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "app/panels/common/panel.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/state/marker_edit.hpp"
#include "app/ui/look/clock.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/moment_field.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "core/sentence.hpp"
#include "model/scenario/acting.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

// Where the sliders start and have their tick: what clinics give most often. No part of the model.
constexpr int kUsualSprays = 2;
constexpr double kUsualGapH = 48.0;

// The names of the shipped schedules in the viewer's language; another file goes by its title.
std::optional<TextKey> key_of(const Schedule& schedule) {
  struct Named {
    std::string_view name;
    TextKey words;
  };
  constexpr std::array kNamed{Named{"1_single_infusion", "panel.dose.schedule.single_infusion"_key},
                              Named{"2_six_infusions", "panel.dose.schedule.six_infusions"_key},
                              Named{"3_spray_twice_weekly", "panel.dose.schedule.spray_twice_weekly"_key},
                              Named{"4_kap_course", "panel.dose.schedule.kap_course"_key}};
  for (const Named& named : kNamed) {
    if (named.name == schedule.name) return named.words;
  }
  return std::nullopt;
}

bool with_sprays(const Dose& dose) { return dose.drug == Drug::esketamine && dose.route == Route::intranasal; }

// What clinics give most often by this route.
double usual_amount(Route route) {
  switch (route) {
    case Route::iv_infusion:
    case Route::im:
    case Route::sc: return 0.5;  // mg/kg
    case Route::iv_bolus: return 0.15;
    case Route::intranasal: return 50.0;  // mg
    case Route::sublingual:
    case Route::oral: return 100.0;
  }
  return 0.0;
}

void set_usual_amount(Dose& dose) {
  dose.mg_per_kg.reset();
  dose.mg.reset();
  dose.sprays.reset();
  if (with_sprays(dose)) {
    dose.sprays = kUsualSprays;
  } else if (limit_per_kg(dose.route)) {
    dose.mg_per_kg = usual_amount(dose.route);
  } else {
    dose.mg = usual_amount(dose.route);
  }
  dose.swallowed = true;
}

class DosePanel : public Panel {
 public:
  PanelName name() const override { return PanelName::dose; }
  TextKey title() const override { return "panel.dose.title"_key; }
  TextKey tab() const override { return "shell.dose_tab"_key; }

  void draw(const PanelContext& context) override {
    const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
    const HelpTopic about("dose_plan");
    const Scenario& scenario = context.state.scenario;
    const Selection& selected = context.state.selection;
    const int count = static_cast<int>(scenario.doses.size());
    if (scenario != refused_for_) refused_ = false;

    if (selected.kind == MarkerKind::dose) last_ = selected.index;
    const int index = count > 0 ? std::clamp(last_, 0, count - 1) : -1;
    const std::string which =
        count > 0
            ? context.locale.text({"panel.dose.which"_key, {{"number", Quantity{index + 1.0, 0}}, {"count", Quantity{1.0 * count, 0}}}})
            : context.locale.text("panel.dose.none"_key);
    if (title_row("add", which.c_str(), context.locale.text("panel.dose.add"_key), look)) add(context, index);
    if (index >= 0) draw_editor(context, look, index);
    draw_warnings(context, look, index);
    draw_person(context, look);
    draw_list(context, look, index);
    draw_schedules(context, look);
  }

 private:
  static std::string summary(const PanelContext& context, const Dose& dose) {
    const double mg = dose.amount_mg(context.state.scenario.patient.weight_kg);
    return context.locale.text({"panel.dose.row"_key,
                                {{"when", moment_text(dose.at_h, context.locale)},
                                 {"mg", Quantity{mg, 0}},
                                 {"route", named_key<"panel.dose.route.">(dose.route)}}});
  }

  // Takes an edit if the scenario it makes is allowed; else nothing changes and the panel says so.
  bool offer(const PanelContext& context, Scenario scenario, Command command) {
    scenario.sort_events();
    refused_ = !check_scenario(scenario, context.parameters).empty();
    if (refused_) {
      refused_for_ = context.state.scenario;
      return false;
    }
    context.out.push_back(std::move(command));
    return true;
  }

  void draw_list(const PanelContext& context, const UiLook& look, int index) {
    const std::vector<Dose>& doses = context.state.scenario.doses;
    if (!doses.empty()) ImGui::Separator();
    for (int i = 0; i < static_cast<int>(doses.size()); ++i) {
      push_id(i);
      const RowAnswer answer =
          list_row("dose", Glyph::diamond, context.theme[Role::ketamine], summary(context, doses[static_cast<std::size_t>(i)]).c_str(),
                   i == index, context.locale.text("panel.dose.remove"_key), look);
      if (answer.chosen) context.out.push_back(command::Select{{MarkerKind::dose, i}});
      if (answer.removed) context.out.push_back(command::RemoveDose{i});
      ImGui::PopID();
    }
  }

  // Ready-made ones: they take the place of doses, sessions and visits in one step that undo takes back.
  static void draw_schedules(const PanelContext& context, const UiLook& look) {
    if (context.schedules.empty()) return;
    ImGui::Separator();
    heading(context.locale.text("panel.dose.schedules"_key), look);
    paragraph(context.locale.text("panel.dose.schedules_are"_key), look);
    for (const Schedule& schedule : context.schedules) {
      const auto key = key_of(schedule);
      const char* words = key ? context.locale.text(*key) : schedule.plan.title.c_str();
      if (button(schedule.name.c_str(), words, look)) context.out.push_back(command::ApplySchedule{schedule.plan});
    }
  }

  void add(const PanelContext& context, int index) {
    const Scenario& scenario = context.state.scenario;
    Dose dose;
    if (index >= 0) {
      dose = scenario.doses[static_cast<std::size_t>(index)];
    } else {
      set_usual_amount(dose);
    }
    // After the last dose if the run is long enough, else where one looks at, else at the first free hour.
    std::vector<double> moments{std::floor(context.state.playhead.time_h), 0.0};
    if (!scenario.doses.empty()) moments.insert(moments.begin(), scenario.doses.back().at_h + kUsualGapH);
    for (double hour = 0.0; hour < scenario.end_h(); hour += 12.0) moments.push_back(hour);
    for (const double moment : moments) {
      dose.at_h = moment;
      const auto near = [&](const Dose& other) { return std::abs(other.at_h - moment) < 1.0; };
      if (std::any_of(scenario.doses.begin(), scenario.doses.end(), near)) continue;
      Scenario next = scenario;
      next.doses.push_back(dose);
      if (offer(context, std::move(next), command::AddDose{dose})) return;
    }
  }

  void draw_editor(const PanelContext& context, const UiLook& look, int index) {
    const Locale& locale = context.locale;
    const Scenario& scenario = context.state.scenario;
    const Dose& now = scenario.doses[static_cast<std::size_t>(index)];
    Dose dose = now;
    push_id("editor");  // not the index: a dragged time may change it
    draw_drug(context, look, index, dose);

    draw_route(context, look, dose);
    edit_amount(context, look, dose);
    if (dose.route == Route::iv_infusion) {
      const HelpTopic length("infusion_length");
      const double lowest = field_of(&Dose::over_min).range.low;
      const bool days = is_pain(scenario.condition);  // only then an infusion may run for days
      slider("length", locale.text("panel.dose.length"_key), dose.over_min,
             {.low = lowest,
              .high = days ? kLongestInfusionMin : kUsualInfusionMin,
              .step = 1.0,
              .leap = days ? 60.0 : 10.0,
              .decimals = 0,
              .unit = locale.text("app.unit.min"_key),
              .standard = Dose{}.over_min},
             look, context.gesture);
    }
    draw_time(context, look, now, dose);
    paragraph(amount_words(context, dose).c_str(), look);
    ImGui::PopID();

    if (dose != now) {
      Scenario next = scenario;
      next.doses[static_cast<std::size_t>(index)] = dose;
      offer(context, std::move(next), command::SetDose{index, dose});
    }
  }

  static void draw_route(const PanelContext& context, const UiLook& look, Dose& dose) {
    const HelpTopic about("route");
    std::vector<const char*> routes;
    for (const Route route : kValues<Route>) routes.push_back(context.locale.text(named_key<"panel.dose.route.">(route)));
    int route = static_cast<int>(dose.route);
    if (choice("route", routes, route, look)) {
      dose.route = kValues<Route>[static_cast<std::size_t>(route)];
      set_usual_amount(dose);
    }
    if (dose.route == Route::sublingual) toggle("swallowed", context.locale.text("panel.dose.swallowed"_key), dose.swallowed, look);
  }

  void draw_time(const PanelContext& context, const UiLook& look, const Dose& now, Dose& dose) {
    const HelpTopic about("dose_time");
    const Locale& locale = context.locale;
    const double latest = std::floor(context.state.scenario.end_h() - (dose.end_h() - dose.at_h));
    slider("time", locale.text("panel.dose.time"_key), dose.at_h,
           {.low = std::min(0.0, now.at_h),
            .high = std::max(latest, now.at_h),
            .step = 1.0,
            .leap = 24.0,
            .decimals = 0,
            .unit = locale.text("app.unit.h"_key)},
           look, context.gesture);
    moment_.draw("##moment", locale.text("panel.timeline.moment"_key), dose.at_h, std::min(0.0, now.at_h), std::max(latest, now.at_h),
                 look);
  }

  // One medicine for the whole run: the model does not mix the two.
  void draw_drug(const PanelContext& context, const UiLook& look, int index, const Dose& dose) {
    const std::array drugs{context.locale.text("panel.dose.drug.racemic"_key), context.locale.text("panel.dose.drug.esketamine"_key)};
    int drug = dose.drug == Drug::racemic ? 0 : 1;
    const HelpTopic about("medicine");
    if (!choice("drug", drugs, drug, look)) return;
    Scenario next = context.state.scenario;
    for (Dose& other : next.doses) {
      other.drug = drug == 0 ? Drug::racemic : Drug::esketamine;
      if (other.route == Route::intranasal) set_usual_amount(other);
    }
    const Command command = command::SetScenario{next};
    if (offer(context, std::move(next), command)) context.out.push_back(command::Select{{MarkerKind::dose, index}});
  }

  static void edit_amount(const PanelContext& context, const UiLook& look, Dose& dose) {
    const Locale& locale = context.locale;
    const char* words = locale.text("panel.dose.amount"_key);
    const HelpTopic about("dose_amount");
    const double weight_kg = context.state.scenario.patient.weight_kg;
    const double mg = dose.amount_mg(weight_kg);
    const auto limit = [&](const char* which) { return context.parameters[limit_key(dose.drug, dose.route) + which]; };
    if (limit_per_kg(dose.route)) {
      double per_kg = mg / weight_kg;
      if (slider("per_kg", words, per_kg,
                 {.low = 0.05,
                  .high = limit("stop"),
                  .step = 0.05,
                  .leap = 0.25,
                  .decimals = 2,
                  .unit = "mg/kg",
                  .standard = usual_amount(dose.route),
                  .warn_above = limit("warn")},
                 look, context.gesture)) {
        dose.mg.reset();
        dose.mg_per_kg = per_kg;
      }
    } else if (with_sprays(dose)) {
      double sprays = std::round(mg / kSprayDeviceMg);
      if (slider("sprays", words, sprays,
                 {.low = 1.0,
                  .high = std::floor(limit("stop") / kSprayDeviceMg),
                  .step = 1.0,
                  .leap = 1.0,
                  .decimals = 0,
                  .unit = locale.text("panel.dose.sprays"_key),
                  .standard = kUsualSprays,
                  .warn_above = limit("warn") / kSprayDeviceMg},
                 look, context.gesture)) {
        dose.mg.reset();
        dose.mg_per_kg.reset();
        dose.sprays = static_cast<int>(std::round(sprays));
      }
    } else {
      double amount = mg;
      if (slider("mg", words, amount,
                 {.low = 5.0,
                  .high = limit("stop"),
                  .step = 5.0,
                  .leap = 25.0,
                  .decimals = 0,
                  .unit = "mg",
                  .standard = usual_amount(dose.route),
                  .warn_above = limit("warn")},
                 look, context.gesture)) {
        dose.mg_per_kg.reset();
        dose.mg = amount;
      }
    }
  }

  static std::string amount_words(const PanelContext& context, const Dose& dose) {
    const double weight_kg = context.state.scenario.patient.weight_kg;
    const double mg = dose.amount_mg(weight_kg);
    return context.locale.text({"panel.dose.amount_words"_key,
                                {{"mg", Quantity{mg, mg < 10.0 ? 1 : 0}},
                                 {"per_kg", Quantity{mg / weight_kg, 2}},
                                 {"kg", Quantity{weight_kg, 0}},
                                 {"when", moment_text(dose.at_h, context.locale)}}});
  }

  static void draw_person(const PanelContext& context, const UiLook& look) {
    Patient patient = context.state.scenario.patient;
    const HelpTopic about("weight");
    slider("weight", context.locale.text("panel.dose.weight"_key), patient.weight_kg,
           {.low = 40.0, .high = 150.0, .step = 1.0, .leap = 10.0, .decimals = 0, .unit = "kg", .standard = Patient{}.weight_kg}, look,
           context.gesture);
    if (patient != context.state.scenario.patient) context.out.push_back(command::SetPatient{patient});
  }

  void draw_warnings(const PanelContext& context, const UiLook& look, int index) const {
    const Locale& locale = context.locale;
    if (refused_) warning(locale.text("panel.dose.refused"_key), look);
    if (index < 0) return;
    Scenario alone = context.state.scenario;
    alone.doses = {context.state.scenario.doses[static_cast<std::size_t>(index)]};
    if (!scenario_warnings(alone, context.parameters).empty()) {
      warning(locale.text("panel.dose.above_usual"_key), look);
    } else if (!scenario_warnings(context.state.scenario, context.parameters).empty()) {
      warning(locale.text("panel.dose.above_usual_elsewhere"_key), look);
    }
  }

  MomentField moment_;
  int last_ = 0;  // the dose that was edited last, while the selection is elsewhere
  bool refused_ = false;
  Scenario refused_for_;
};

}  // namespace

std::unique_ptr<Panel> make_dose_panel() { return std::make_unique<DosePanel>(); }

}  // namespace syn
