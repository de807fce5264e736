#include "app/panels/editors/lab_timing.hpp"

#include <algorithm>
#include <array>

#include "app/panels/common/run_queue.hpp"
#include "app/panels/editors/lab_tools.hpp"
#include "app/ui/plot/graph.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace {

constexpr double kDayHours = 24.0;
constexpr std::array kStarts{2.0, 6.0, 12.0, 24.0, 48.0, 72.0, 120.0, 168.0, 240.0, 336.0, 504.0, 672.0};

double first_dose_h(const Scenario& scenario) { return scenario.doses.empty() ? 0.0 : scenario.doses.front().at_h; }

std::vector<Therapy> usual_sessions() {
  std::vector<Therapy> sessions;
  for (int day = 0; day < 4; ++day) sessions.push_back({kDayHours * day, TherapyKind::cbt});
  return sessions;
}

class LabTiming : public LabTool {
 public:
  void draw(const PanelContext& context, const UiLook& look) override {
    const HelpTopic about("coupling");
    const Scenario& scenario = context.state.scenario;
    const Locale& locale = context.locale;
    paragraph(locale.text("panel.lab.timing_note"_key), look);
    if (scenario.patient.stress == Stress::none) return paragraph(locale.text("panel.curves.healthy_start"_key), look);
    starts_ = session_starts(scenario);
    std::vector<Scenario> wanted;
    for (const bool none : {false, true}) {
      for (const double hours : starts_) {
        wanted.push_back(with_sessions_from(scenario, hours));
        if (none) wanted.back().model.coupling = 0.0;
      }
    }
    queue_.ask(std::move(wanted), timing_options(), context.parameters);
    if (queue_.work() && context.in_view != nullptr) context.in_view->busy = true;
    draw_sweep(context, look);
    draw_table(context, look);
  }

 private:
  double end_of(std::size_t i) const { return queue_.runs()[i].column(Column::symptom_mean).back(); }

  void draw_sweep(const PanelContext& context, const UiLook& look) {
    const Locale& locale = context.locale;
    const Scenario& scenario = context.state.scenario;
    Graph graph;
    graph.log_x = true;
    graph.x_words = locale.text("panel.lab.timing_x"_key);
    graph.y_words =
        locale.text(Sentence{"panel.lab.timing_y"_key, {{"day", Quantity{scenario.horizon_days, decimals_of(scenario.horizon_days)}}}});
    const double now = std::max(0.0, sessions_from(scenario)) / kDayHours;
    graph.cursor = now;
    graph.cursor_words = locale.number(now, 2);
    GraphLine coupled{.name = locale.text(Sentence{"panel.lab.timing_coupled"_key, {{"coupling", Quantity{scenario.model.coupling, 1}}}}),
                      .color = look.theme[Role::therapy],
                      .mark = Glyph::square,
                      .decimals = 2};
    GraphLine none{.name = locale.text("panel.lab.timing_none"_key),
                   .color = look.theme[Role::muted],
                   .stroke = Stroke::dashed,
                   .mark = Glyph::ring,
                   .decimals = 2};
    for (std::size_t i = 0; i < queue_.done(); ++i) {
      GraphLine& line = i < starts_.size() ? coupled : none;
      line.x.push_back(starts_[i % starts_.size()] / kDayHours);
      line.y.push_back(end_of(i));
    }
    for (const double hours : starts_) graph.stops.push_back(hours / kDayHours);
    if (!coupled.x.empty()) graph.lines.push_back(std::move(coupled));
    if (!none.x.empty()) graph.lines.push_back(std::move(none));
    if (graph.lines.empty()) return;
    if (const auto taken = draw_graph("sweep", graph, look))
      context.out.push_back(command::SetScenario{with_sessions_from(scenario, kDayHours * *taken)});
    mark_gesture(context.gesture);
  }

  // Each point in numbers, and what the worksheet asks for.
  void draw_table(const PanelContext& context, const UiLook& look) const {
    const Locale& locale = context.locale;
    const std::size_t count = starts_.size();
    if (queue_.done() < queue_.count()) {
      const double share = 100.0 * static_cast<double>(queue_.done()) / static_cast<double>(queue_.count());
      return paragraph(locale.text(Sentence{"panel.lab.working"_key, {{"share", Quantity{share, 0}}}}).c_str(), look);
    }
    const auto day_1 = std::find(starts_.begin(), starts_.end(), kDayHours),
               day_28 = std::find(starts_.begin(), starts_.end(), 28.0 * kDayHours);
    if (day_1 != starts_.end() && day_28 != starts_.end()) {
      const auto first = static_cast<std::size_t>(day_1 - starts_.begin()), last = static_cast<std::size_t>(day_28 - starts_.begin());
      paragraph(locale
                    .text(Sentence{"panel.lab.timing_contrast"_key,
                                   {{"with", six_digits(end_of(first) - end_of(last), locale)},
                                    {"without", six_digits(end_of(count + first) - end_of(count + last), locale)}}})
                    .c_str(),
                look);
    }
    for (std::size_t i = 0; i < count; ++i) {
      paragraph(locale
                    .text(Sentence{"panel.lab.timing_row"_key,
                                   {{"day", locale.number(starts_[i] / kDayHours, starts_[i] < kDayHours ? 2 : 0)},
                                    {"with", six_digits(end_of(i), locale)},
                                    {"without", six_digits(end_of(count + i), locale)}}})
                    .c_str(),
                look);
    }
  }

  std::vector<double> starts_;
  RunQueue queue_;
};

}  // namespace

std::vector<double> session_starts(const Scenario& scenario) {
  std::vector<double> starts;
  for (const double hours : kStarts) {
    if (first_dose_h(scenario) + hours < scenario.end_h()) starts.push_back(hours);
  }
  return starts;
}

Scenario with_sessions_from(Scenario scenario, double hours) {
  if (scenario.therapies.empty()) scenario.therapies = usual_sessions();
  const double shift = first_dose_h(scenario) + hours - scenario.therapies.front().at_h;
  for (Therapy& session : scenario.therapies) session.at_h += shift;
  std::erase_if(scenario.therapies, [&](const Therapy& session) { return session.at_h >= scenario.end_h(); });
  return scenario;
}

double sessions_from(const Scenario& scenario) {
  return scenario.therapies.empty() ? -1.0 : scenario.therapies.front().at_h - first_dose_h(scenario);
}

SimulateOptions timing_options() { return {.every_min = 1440.0}; }

std::unique_ptr<LabTool> make_lab_timing() { return std::make_unique<LabTiming>(); }

}  // namespace syn
