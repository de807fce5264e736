// The panel of therapy sessions: their list, one of them, and how strongly the model couples them to the drug (assumed).
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/panels/common/panel.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/ui/look/clock.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/moment_field.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "core/sentence.hpp"
#include "model/scenario/acting.hpp"

namespace syn {
namespace {

constexpr double kUsualGapH = 24.0;         // a day between sessions, where a new one is put first
constexpr std::size_t kCourseSessions = 6;  // treatments from which on the window of the model is open throughout

class TherapyPanel : public Panel {
 public:
  PanelName name() const override { return PanelName::therapy; }
  TextKey title() const override { return "panel.therapy.title"_key; }
  TextKey tab() const override { return "shell.therapy_tab"_key; }

  void draw(const PanelContext& context) override {
    const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
    const HelpTopic about("session_plan");
    const Locale& locale = context.locale;
    const std::vector<Therapy>& sessions = context.state.scenario.therapies;
    const Selection& selected = context.state.selection;
    const int count = static_cast<int>(sessions.size());
    if (selected.kind == MarkerKind::therapy) last_ = selected.index;
    const int index = count > 0 ? std::clamp(last_, 0, count - 1) : -1;

    const std::string which =
        count > 0 ? locale.text({"panel.therapy.which"_key, {{"number", Quantity{index + 1.0, 0}}, {"count", Quantity{1.0 * count, 0}}}})
                  : locale.text("panel.therapy.none"_key);
    if (title_row("add", which.c_str(), locale.text("panel.therapy.add"_key), look)) add(context, index);
    if (index >= 0) draw_editor(context, look, index);
    draw_assumptions(context, look);
    draw_list(context, look, index);
  }

 private:
  static void draw_list(const PanelContext& context, const UiLook& look, int index) {
    const Locale& locale = context.locale;
    const std::vector<Therapy>& sessions = context.state.scenario.therapies;
    if (!sessions.empty()) ImGui::Separator();
    for (int i = 0; i < static_cast<int>(sessions.size()); ++i) {
      const Therapy& session = sessions[static_cast<std::size_t>(i)];
      push_id(i);
      const std::string words =
          locale.text({"panel.therapy.row"_key,
                       {{"when", moment_text(session.at_h, locale)}, {"kind", named_key<"panel.therapy.kind.">(session.kind)}}});
      const RowAnswer answer = list_row("session", Glyph::square, context.theme[Role::therapy], words.c_str(), i == index,
                                        locale.text("panel.therapy.remove"_key), look);
      if (answer.chosen) context.out.push_back(command::Select{{MarkerKind::therapy, i}});
      if (answer.removed) context.out.push_back(command::RemoveTherapy{i});
      ImGui::PopID();
    }
  }

  static void add(const PanelContext& context, int index) {
    const Scenario& scenario = context.state.scenario;
    Therapy session = index >= 0 ? scenario.therapies[static_cast<std::size_t>(index)] : Therapy{};
    if (!scenario.therapies.empty()) session.at_h = scenario.therapies.back().at_h + kUsualGapH;
    if (session.at_h >= scenario.end_h()) session.at_h = std::floor(std::min(context.state.playhead.time_h, scenario.end_h() - 1.0));
    context.out.push_back(command::AddTherapy{session});
  }

  void draw_editor(const PanelContext& context, const UiLook& look, int index) {
    const Locale& locale = context.locale;
    const Therapy& now = context.state.scenario.therapies[static_cast<std::size_t>(index)];
    Therapy session = now;
    push_id("editor");  // not the index: a dragged time may change it
    std::vector<const char*> kinds;
    for (const TherapyKind kind : kValues<TherapyKind>) kinds.push_back(locale.text(named_key<"panel.therapy.kind.">(kind)));
    int kind = static_cast<int>(session.kind);
    {
      const HelpTopic about("therapy_kind");
      if (choice("kind", kinds, kind, look)) session.kind = kValues<TherapyKind>[static_cast<std::size_t>(kind)];
    }
    paragraph(locale.text(named_key<"panel.therapy.kind.", "_name">(session.kind)), look);
    if (!was_tried(session.kind, context.state.scenario.condition))
      notice(BadgeGlyph::hypothesis, locale.text("panel.therapy.untried"_key), look);
    const HelpTopic about("session_time");
    slider("time", locale.text("panel.therapy.time"_key), session.at_h,
           {.low = std::min(0.0, now.at_h),
            .high = std::max(context.state.scenario.end_h() - 1.0, now.at_h),
            .step = 1.0,
            .leap = 24.0,
            .decimals = 0,
            .unit = locale.text("app.unit.h"_key)},
           look, context.gesture);
    moment_.draw("##moment", locale.text("panel.timeline.moment"_key), session.at_h, std::min(0.0, now.at_h),
                 std::max(context.state.scenario.end_h() - 1.0, now.at_h), look);
    paragraph(moment_words(context, session).c_str(), look);
    const std::size_t treatments = treatment_sessions(context.state.scenario.doses, context.parameters["scenario.limit.session"]).size();
    if (treatments >= kCourseSessions)
      notice(BadgeGlyph::our_model,
             locale.text({"panel.therapy.window_course"_key, {{"count", Quantity{static_cast<double>(treatments), 0}}}}).c_str(), look);
    ImGui::PopID();
    if (session != now) context.out.push_back(command::SetTherapy{index, session});
  }

  // When the session is, and how wide the model's window stands open then.
  static std::string moment_words(const PanelContext& context, const Therapy& session) {
    const double open = context.run.trajectory.at(Column::plasticity_window, Hours{session.at_h});
    return context.locale.text(
        {"panel.therapy.window"_key, {{"when", moment_text(session.at_h, context.locale)}, {"percent", Quantity{100.0 * open, 0}}}});
  }

  static void draw_assumptions(const PanelContext& context, const UiLook& look) {
    const Locale& locale = context.locale;
    ModelOptions model = context.state.scenario.model;
    ImGui::Separator();
    {
      const HelpTopic about("coupling");
      slider("coupling", locale.text("panel.therapy.coupling"_key), model.coupling,
             {.low = 0.0,
              .high = std::max(2.0, model.coupling),
              .step = 0.1,
              .leap = 0.5,
              .decimals = 1,
              .unit = "×",
              .standard = ModelOptions{}.coupling},
             look, context.gesture);
    }
    notice(BadgeGlyph::hypothesis,
           locale.text(model.coupling > 0.0 ? "panel.therapy.coupling_assumed"_key : "panel.therapy.coupling_none"_key), look);
    const HelpTopic about("encoding_loss");
    toggle("encoding", locale.text("panel.therapy.encoding_loss"_key), model.encoding_loss, look);
    if (model != context.state.scenario.model) context.out.push_back(command::SetModel{model});
  }

  MomentField moment_;
  int last_ = 0;  // the session that was edited last, while the selection is elsewhere
};

}  // namespace

std::unique_ptr<Panel> make_therapy_panel() { return std::make_unique<TherapyPanel>(); }

}  // namespace syn
