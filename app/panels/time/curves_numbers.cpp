// The curves as numbers: table, comparison, peaks.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "app/panels/time/curves_figures.hpp"

namespace syn {
namespace {

bool within(const Trajectory& run, double time_h) { return time_h >= run.start().value && time_h <= run.end().value; }

constexpr std::array kSymptomColumns{Column::symptom_mean, Column::symptom_p05, Column::symptom_p25,       Column::symptom_p50,
                                     Column::symptom_p75,  Column::symptom_p95, Column::response_fraction, Column::remission_fraction};

std::vector<Column> table_columns(CurveTab tab) {
  if (tab == CurveTab::symptoms) return {kSymptomColumns.begin(), kSymptomColumns.end()};
  std::vector<Column> out;
  for (const TabCurve& curve : curves_of(tab)) out.push_back(curve.column);
  return out;
}

}  // namespace

std::string curves_csv(CurveTab tab, const CurveView& view, std::string_view version) {
  fmt::memory_buffer text;
  const auto out = std::back_inserter(text);
  const auto one_line = [](std::string title) {
    std::replace_if(
        title.begin(), title.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return title;
  };
  const Trajectory& run = view.run.trajectory;
  fmt::format_to(out, "# synaptoscope {}\n# scenario: {}\n# seed: {}\n# parameters: {}\n# curves: {}\n", version,
                 one_line(run.scenario().title), run.scenario().seed, view.run.parameters.hash(), name_of(tab));
  if (view.pinned != nullptr)
    fmt::format_to(out, "# columns that end in _a: run A, {}, seed {}\n", one_line(view.pinned->scenario().title),
                   view.pinned->scenario().seed);
  fmt::format_to(out, "# teaching model of a made-up group; predicts nobody\ntime_h");
  const std::vector<Column> columns = table_columns(tab);
  for (const Column column : columns) fmt::format_to(out, ",{}", column_info(column).name);
  if (view.pinned != nullptr) {
    for (const Column column : columns) fmt::format_to(out, ",{}_a", column_info(column).name);
  }
  text.push_back('\n');
  const auto times = run.times_h();
  for (std::size_t row = 0; row < times.size(); ++row) {
    if (times[row] < view.page.low_h || times[row] > view.page.high_h) continue;
    fmt::format_to(out, "{}", hours_text(times[row]));
    for (const Column column : columns) fmt::format_to(out, ",{:.6g}", run.column(column)[row]);
    if (view.pinned != nullptr) {
      for (const Column column : columns) {
        text.push_back(',');
        if (within(*view.pinned, times[row])) fmt::format_to(out, "{:.6g}", view.pinned->at(column, {times[row]}));
      }
    }
    text.push_back('\n');
  }
  return fmt::to_string(text);
}

std::vector<CurveDifference> differences(CurveTab tab, const Trajectory& run, const Trajectory& pinned, double time_h) {
  std::vector<CurveDifference> out;
  for (const TabCurve& curve : curves_of(tab)) {
    CurveDifference row{&curve, {}, {}, 0.0, 0.0};
    if (within(pinned, time_h)) row.a = pinned.at(curve.column, {time_h}) * curve.factor;
    if (within(run, time_h)) row.b = run.at(curve.column, {time_h}) * curve.factor;
    // Both are straight between their own rows, so the largest difference lies on a row of either.
    for (const Trajectory* one : {&run, &pinned}) {
      const Trajectory& other = one == &run ? pinned : run;
      const auto times = one->times_h();
      const auto values = one->column(curve.column);
      const auto other_times = other.times_h();
      const auto other_values = other.column(curve.column);
      std::size_t k = 0;
      for (std::size_t i = 0; i < times.size(); ++i) {
        if (!within(other, times[i])) continue;
        while (k + 2 < other_times.size() && other_times[k + 1] < times[i]) ++k;
        const double share = (times[i] - other_times[k]) / (other_times[k + 1] - other_times[k]);
        const double beside = other_values[k] + share * (other_values[k + 1] - other_values[k]);
        const double difference = (one == &run ? values[i] - beside : beside - values[i]) * curve.factor;
        if (std::abs(difference) > std::abs(row.largest)) {
          row.largest = difference;
          row.largest_at_h = times[i];
        }
      }
    }
    out.push_back(row);
  }
  return out;
}

std::vector<Peak> peaks_of(const Trajectory& run) {
  struct Link {
    Column column;
    TextKey name;
    double factor;
    int decimals;
    const char* unit;
    BadgeGlyph evidence;
  };
  // Drug levels were measured in people; glutamate, signals, proteins and spines in rodents; scores in people. The share
  // of blocked channels in a living brain was measured in neither.
  constexpr std::array kLinks{Link{Column::plasma_ketamine, "panel.curves.peak_plasma"_key, 1.0, 0, "ng/mL", BadgeGlyph::people},
                              Link{Column::brain_ketamine, "panel.curves.peak_brain"_key, 1.0, 2, "\u00B5M", BadgeGlyph::our_model},
                              Link{Column::nmda_block_interneuron, "panel.curves.peak_block"_key, 100.0, 0, "%", BadgeGlyph::our_model},
                              Link{Column::glutamate, "panel.curves.glutamate"_key, 1.0, 2, "\u00D7", BadgeGlyph::animals},
                              Link{Column::bdnf, "panel.curves.bdnf"_key, 1.0, 2, "\u00D7", BadgeGlyph::animals},
                              Link{Column::mtorc1, "panel.curves.mtorc1"_key, 1.0, 2, "\u00D7", BadgeGlyph::animals},
                              Link{Column::synaptic_protein, "panel.curves.protein"_key, 1.0, 2, "\u00D7", BadgeGlyph::animals},
                              Link{Column::spine_density, "panel.curves.spines"_key, 1.0, 2, "\u00D7", BadgeGlyph::animals},
                              Link{Column::symptom_mean, "panel.curves.symptoms"_key, 1.0, 1, "", BadgeGlyph::people}};
  std::vector<Peak> out;
  for (const Link& link : kLinks) {
    const bool symptoms = link.column == Column::symptom_mean;
    const Scenario& scenario = run.scenario();
    // Shares of abstinence have no turning point.
    const bool survival = scenario.condition == Condition::opioid || scenario.condition == Condition::smoking;
    if (symptoms && (scenario.patient.stress == Stress::none || survival)) continue;
    const bool higher = scenario.condition == Condition::alcohol;
    const bool trough = symptoms && !higher;
    const auto values = run.column(link.column);
    const auto at = trough ? std::min_element(values.begin(), values.end()) : std::max_element(values.begin(), values.end());
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    // The score before any treatment: at the first row expectancy is already at work.
    const double base = trough ? scenario.patient.baseline_score : (symptoms ? values.front() : 0.0);
    constexpr double kNothing = 1e-6;  // of the value itself
    out.push_back({.name = symptoms ? named_key<"condition.", ".change">(scenario.condition) : link.name,
                   .column = link.column,
                   .trough = trough,
                   .flat = *most - *least <= kNothing * std::max(std::abs(*most), 1.0),
                   .time_h = run.times_h()[static_cast<std::size_t>(at - values.begin())],
                   .value = (*at - base) * link.factor,
                   .decimals = link.decimals,
                   .unit = link.unit,
                   .evidence = link.evidence});
  }
  std::stable_sort(out.begin(), out.end(), [](const Peak& a, const Peak& b) { return a.flat != b.flat ? b.flat : a.time_h < b.time_h; });
  return out;
}

}  // namespace syn
