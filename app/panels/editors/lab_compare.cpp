#include "app/panels/editors/lab_compare.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "app/panels/common/run_queue.hpp"
#include "app/panels/editors/lab_tools.hpp"
#include "app/ui/plot/graph.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace {

constexpr double kDayHours = 24.0, kEqual = 0.01;

// Calls visit(time, a, b) for each row that both runs have.
void both(const Trajectory& a, const Trajectory& b, const std::function<void(double, double, double)>& visit) {
  const auto times_a = a.times_h(), times_b = b.times_h();
  for (std::size_t i = 0, k = 0; i < times_a.size() && k < times_b.size();) {
    if (times_a[i] == times_b[k]) visit(times_a[i], a.column(Column::symptom_mean)[i], b.column(Column::symptom_mean)[k]);
    const bool on_a = times_a[i] <= times_b[k], on_b = times_b[k] <= times_a[i];
    i += on_a ? 1 : 0;
    k += on_b ? 1 : 0;
  }
}

class LabCompare : public LabTool {
 public:
  void draw(const PanelContext& context, const UiLook& look) override {
    const HelpTopic about("laboratory");
    const Scenario& scenario = context.state.scenario;
    const Locale& locale = context.locale;
    paragraph(locale.text("panel.lab.compare_note"_key), look);
    if (scenario.patient.stress == Stress::none) return paragraph(locale.text("panel.curves.healthy_start"_key), look);
    choose("a", "panel.lab.compare_a"_key, a_, context, look);
    choose("b", "panel.lab.compare_b"_key, b_, context, look);
    slider("dose_b", locale.text("panel.lab.compare_dose"_key), dose_,
           {.low = 0.25, .high = 2.0, .step = 0.01, .leap = 0.1, .decimals = 2, .unit = "×", .standard = 1.0}, look, context.gesture);
    from_day_ = std::clamp(from_day_, 0.0, scenario.horizon_days);
    slider(
        "from_day", locale.text("panel.lab.compare_from"_key), from_day_,
        {.high = scenario.horizon_days, .step = 0.25, .leap = 1.0, .decimals = 2, .unit = locale.text("app.unit.d"_key), .standard = 0.0},
        look, context.gesture);
    queue_.ask({with_hypothesis(scenario, kValues<Hypothesis>[static_cast<std::size_t>(a_)]),
                with_hypothesis(scenario, kValues<Hypothesis>[static_cast<std::size_t>(b_)], dose_)},
               compare_options(), context.parameters);
    if (queue_.work() && context.in_view != nullptr) context.in_view->busy = true;
    if (queue_.done() == queue_.count()) shown_ = queue_.runs();  // until then the last ones stay
    if (shown_.size() == 2) draw_both(context, look);
  }

 private:
  static void choose(const char* id, TextKey words, int& chosen, const PanelContext& context, const UiLook& look) {
    std::vector<const char*> names;
    for (const Hypothesis one : kValues<Hypothesis>) names.push_back(context.locale.text(named_key<"hypothesis.", ".name">(one)));
    paragraph(context.locale.text(words), look);
    choice(id, names, chosen, look);
  }

  GraphLine line_of(const Trajectory& run) const {
    const auto scores = run.column(Column::symptom_mean);
    GraphLine line{.y = {scores.begin(), scores.end()}, .decimals = 2};
    for (const double time : run.times_h()) line.x.push_back(time / kDayHours);
    return line;
  }

  void draw_both(const PanelContext& context, const UiLook& look) {
    const Locale& locale = context.locale;
    Graph graph;
    graph.x_words = locale.text("panel.lab.seeds_x"_key);
    graph.y_words = locale.text("panel.lab.seeds_y"_key);
    graph.cursor = from_day_;
    graph.cursor_words = locale.number(from_day_, 2);
    for (const bool second : {false, true}) {
      GraphLine line = line_of(shown_[second ? 1 : 0]);
      line.name = locale.text(second ? "panel.lab.compare_line_b"_key : "panel.lab.compare_line_a"_key);
      line.color = look.theme[second ? Role::therapy : Role::channel];
      line.stroke = second ? Stroke::dashed : Stroke::solid;
      graph.lines.push_back(std::move(line));
    }
    if (const auto taken = draw_graph("compare", graph, look)) from_day_ = std::round(4.0 * *taken) / 4.0;
    const double apart = largest_difference(shown_[0], shown_[1], kDayHours * from_day_);
    const std::string words =
        locale.text(Sentence{apart < kEqual ? "panel.lab.compare_equal"_key : "panel.lab.compare_apart"_key,
                             {{"share", six_digits(100.0 * apart, locale)},
                              {"day", Quantity{from_day_, 2}},
                              {"last", Quantity{last_apart_h(shown_[0], shown_[1]) / kDayHours, 2}},
                              {"all", six_digits(100.0 * largest_difference(shown_[0], shown_[1], -1.0e9), locale)}}});
    notice(BadgeGlyph::our_model, words.c_str(), look);
  }

  int a_ = static_cast<int>(Hypothesis::burst), b_ = static_cast<int>(Hypothesis::rest_block);
  double dose_ = 1.0, from_day_ = 0.0;
  RunQueue queue_;
  std::vector<Trajectory> shown_;
};

}  // namespace

Scenario with_hypothesis(Scenario scenario, Hypothesis hypothesis, double dose_factor) {
  scenario.model.hypotheses = {hypothesis};
  scenario.model.route_logic = RouteLogic::either;
  for (Dose& dose : scenario.doses) {
    if (dose.mg_per_kg) *dose.mg_per_kg *= dose_factor;
    if (dose.mg) *dose.mg *= dose_factor;
  }
  return scenario;
}

SimulateOptions compare_options() { return {.every_min = 360.0}; }

double largest_difference(const Trajectory& a, const Trajectory& b, double from_h) {
  double largest = 0.0;
  both(a, b, [&](double time_h, double in_a, double in_b) {
    if (time_h >= from_h && in_a != 0.0) largest = std::max(largest, std::abs(in_a - in_b) / std::abs(in_a));
  });
  return largest;
}

double last_apart_h(const Trajectory& a, const Trajectory& b) {
  double last = a.start().value;
  both(a, b, [&](double time_h, double in_a, double in_b) {
    if (std::abs(in_a - in_b) >= kEqual * std::abs(in_a)) last = time_h;
  });
  return last;
}

std::unique_ptr<LabTool> make_lab_compare() { return std::make_unique<LabCompare>(); }

}  // namespace syn
