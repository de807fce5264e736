#include "app/panels/editors/lab_seeds.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/panels/common/run_queue.hpp"
#include "app/panels/editors/lab_tools.hpp"
#include "app/ui/plot/graph.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace {

constexpr double kDayHours = 24.0, kEveryHours = 6.0;
constexpr std::array kCounts{5, 10, 20};

class LabSeeds : public LabTool {
 public:
  void draw(const PanelContext& context, const UiLook& look) override {
    const HelpTopic about("laboratory");
    const Locale& locale = context.locale;
    paragraph(locale.text(Sentence{"panel.lab.seeds_note"_key, {{"people", Quantity{kEnsemblePeople, 0}}}}).c_str(), look);
    if (context.state.scenario.patient.stress == Stress::none) return paragraph(locale.text("panel.curves.healthy_start"_key), look);
    std::array<std::string, kCounts.size()> texts;
    std::array<const char*, kCounts.size()> words{};
    for (std::size_t i = 0; i < kCounts.size(); ++i) {
      texts[i] = locale.text(Sentence{"panel.lab.seeds_count"_key, {{"count", Quantity{static_cast<double>(kCounts[i]), 0}}}});
      words[i] = texts[i].c_str();
    }
    choice("count", words, count_, look);
    queue_.ask(ensemble_of(context.state.scenario, kCounts[static_cast<std::size_t>(count_)]), ensemble_options(), context.parameters);
    if (queue_.work() && context.in_view != nullptr) context.in_view->busy = true;
    if (made_for_ != queue_.revision()) make_graph(context, look);
    made_for_ = queue_.revision();
    if (queue_.done() == 0) return;
    graph_.lines.back().name = locale.text("panel.lab.seeds_mean"_key);
    graph_.lines.back().color = look.theme[Role::text];
    graph_.lines.front().name = locale.text("panel.lab.seeds_one"_key);
    graph_.y_words = locale.text("panel.lab.seeds_y"_key);
    graph_.x_words = locale.text("panel.lab.seeds_x"_key);
    graph_.cursor = cursor_day_.value_or(context.state.playhead.time_h / kDayHours);
    graph_.cursor_words = locale.number(*graph_.cursor, 1);
    if (const auto taken = draw_graph("seeds", graph_, look)) cursor_day_ = *taken;
    draw_numbers(context, look);
  }

 private:
  void make_graph(const PanelContext&, const UiLook& look) {
    graph_ = {};
    if (queue_.done() == 0) return;
    const std::span<const double> times = queue_.runs().front().times_h();
    std::vector<double> days;
    for (const double time : times) days.push_back(time / kDayHours);
    GraphBand band{.x = days, .low = {}, .high = {}, .color = look.theme[Role::symptom]};
    GraphLine mean{.x = days, .y = {}, .decimals = 1, .width = 1.6F};
    for (std::size_t row = 0; row < times.size(); ++row) {
      double low = 1.0e300, high = -1.0e300, sum = 0.0;
      for (const Trajectory& run : queue_.runs()) {
        const double value = run.column(Column::symptom_mean)[row];
        low = std::min(low, value), high = std::max(high, value), sum += value;
      }
      band.low.push_back(low);
      band.high.push_back(high);
      mean.y.push_back(sum / static_cast<double>(queue_.done()));
    }
    for (const Trajectory& run : queue_.runs()) {
      const auto column = run.column(Column::symptom_mean);
      graph_.lines.push_back(
          {.x = days, .y = {column.begin(), column.end()}, .color = look.theme[Role::symptom], .alpha = 0.5F, .width = 0.5F});
    }
    graph_.lines.push_back(std::move(mean));
    graph_.bands.push_back(std::move(band));
  }

  void draw_numbers(const PanelContext& context, const UiLook& look) const {
    const Locale& locale = context.locale;
    if (queue_.done() < queue_.count()) {
      const double share = 100.0 * static_cast<double>(queue_.done()) / static_cast<double>(queue_.count());
      return paragraph(locale.text(Sentence{"panel.lab.working"_key, {{"share", Quantity{share, 0}}}}).c_str(), look);
    }
    double fewest = 1.0e300, most = 0.0;
    for (const Trajectory& run : queue_.runs()) {
      const double days = days_at_half(run);
      fewest = std::min(fewest, days), most = std::max(most, days);
    }
    paragraph(locale.text(Sentence{"panel.lab.seeds_days"_key, {{"fewest", Quantity{fewest, 2}}, {"most", Quantity{most, 2}}}}).c_str(),
              look);
  }

  int count_ = 2;
  RunQueue queue_;
  Graph graph_;
  unsigned made_for_ = 0;
  std::optional<double> cursor_day_;
};

}  // namespace

SimulateOptions ensemble_options() { return {.every_min = 60.0 * kEveryHours, .patients = kEnsemblePeople}; }

std::vector<Scenario> ensemble_of(const Scenario& scenario, int count) {
  std::vector<Scenario> out;
  for (int seed = 1; seed <= count; ++seed) {
    out.push_back(scenario);
    out.back().seed = static_cast<std::uint64_t>(seed);
  }
  return out;
}

double days_at_half(const Trajectory& run) {
  const auto scores = run.column(Column::symptom_mean);
  int rows = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const bool whole = std::fmod(run.times_h()[i], kEveryHours) == 0.0;
    rows += whole && scores[i] <= 0.5 * scores.front() ? 1 : 0;
  }
  return rows * kEveryHours / kDayHours;
}

std::unique_ptr<LabTool> make_lab_seeds() { return std::make_unique<LabSeeds>(); }

}  // namespace syn
