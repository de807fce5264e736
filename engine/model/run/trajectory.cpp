#include "model/run/trajectory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <iterator>
#include <optional>

#include "model/run/simulate_rows.hpp"

namespace syn {
namespace {

constexpr std::array<ColumnInfo, kColumnCount> kColumns{{
    {"plasma_ketamine_ng_ml", "ng/mL"},
    {"plasma_norketamine_ng_ml", "ng/mL"},
    {"plasma_hnk_ng_ml", "ng/mL"},
    {"brain_ketamine_um", "uM"},
    {"nmda_block_pyramidal", "0..1"},
    {"nmda_block_interneuron", "0..1"},
    {"effective_block", "0..1"},
    {"pyramidal_rate_ratio", "ratio"},
    {"glutamate_ratio", "ratio"},
    {"ampa_ratio", "ratio"},
    {"bdnf_ratio", "ratio"},
    {"trkb_ratio", "ratio"},
    {"mtorc1_ratio", "ratio"},
    {"eef2_phospho_ratio", "ratio"},
    {"gsk3_activity_ratio", "ratio"},
    {"synaptic_protein_ratio", "ratio"},
    {"spine_density_ratio", "ratio"},
    {"plasticity_window", "0..1"},
    {"drive_fast", "-"},
    {"drive_spines_labile", "-"},
    {"drive_spines_stable", "-"},
    {"therapy_learning", "-"},
    {"symptom_mean", "points"},
    {"symptom_p05", "points"},
    {"symptom_p25", "points"},
    {"symptom_p50", "points"},
    {"symptom_p75", "points"},
    {"symptom_p95", "points"},
    {"response_fraction", "0..1"},
    {"remission_fraction", "0..1"},
    {"cadss", "points"},
    {"systolic_rise_mmhg", "mmHg"},
    {"pain_relief_acute", "0..1"},
    {"sedated_fraction", "0..1"},
    {"unconscious_fraction", "0..1"},
    {"steep_rise_fraction", "0..1"},
}};

}  // namespace

std::string hours_text(double hours) {
  std::string out = fmt::format("{:.10f}", hours);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out == "-0" ? "0" : out;
}

const ColumnInfo& column_info(Column column) { return kColumns[static_cast<std::size_t>(column)]; }

Trajectory::Trajectory(Scenario scenario, std::vector<double> times_h, Columns columns, Inners inners, std::vector<Event> events,
                       std::vector<std::vector<double>> runs)
    : scenario_(std::move(scenario)),
      times_h_(std::move(times_h)),
      columns_(std::move(columns)),
      inners_(std::move(inners)),
      events_(std::move(events)),
      runs_(std::move(runs)) {
  assert(times_h_.size() >= 2);
  assert(std::adjacent_find(times_h_.begin(), times_h_.end(), std::greater_equal<>()) == times_h_.end());
  for ([[maybe_unused]] const auto& column : columns_) assert(column.size() == times_h_.size());
  for ([[maybe_unused]] const auto& inner : inners_) assert(inner.size() == times_h_.size());
  for ([[maybe_unused]] const auto& run : runs_) assert(run.size() == times_h_.size());
}

double Trajectory::interpolate(const std::vector<double>& values, double time_h) const {
  const auto next = std::upper_bound(times_h_.begin(), times_h_.end(), time_h);
  if (next == times_h_.begin()) return values.front();
  if (next == times_h_.end()) return values.back();
  const auto high = static_cast<std::size_t>(next - times_h_.begin());
  const std::size_t low = high - 1;
  const double share = (time_h - times_h_[low]) / (times_h_[high] - times_h_[low]);
  return values[low] + share * (values[high] - values[low]);
}

double Trajectory::at(Column column, Hours time) const { return interpolate(columns_[static_cast<std::size_t>(column)], time.value); }

double Trajectory::at(Inner inner, Hours time) const { return interpolate(inners_[static_cast<std::size_t>(inner)], time.value); }

namespace {

constexpr int kModelEdition = 2;  // of the part that leads to symptoms

// What the symptom columns of a condition count, and what a response is. No commas: the units stand in a row of such values.
struct SymptomWords {
  std::string_view unit;
  std::optional<std::string_view> responds;
  bool abstinence = false;
};
SymptomWords symptom_words(Condition condition) {
  constexpr std::string_view kFall = "a fall of the own score";
  switch (condition) {
    case Condition::trd: return {"points of the MADRS; higher is worse", kFall};
    case Condition::anxiety: return {"points of the HAM-A; higher is worse", kFall};
    case Condition::social_anxiety: return {"points of the LSAS; higher is worse", kFall};
    case Condition::ptsd: return {"points of the CAPS-5; higher is worse", kFall};
    case Condition::alcohol: return {"% of days abstinent; higher is better", "a fall of the days of use", true};
    case Condition::opioid:
    case Condition::smoking: return {"% of people still abstinent; higher is better", std::nullopt, true};
    default: break;
  }
  return {"pain from 0 to 10; higher is worse", kFall};
}

}  // namespace

std::string csv_head(const Scenario& scenario, std::string_view version, std::string_view parameter_hash) {
  fmt::memory_buffer text;
  const auto out = std::back_inserter(text);
  // The title is the user's; a line break in it must not end the comment.
  std::string title = scenario.title;
  std::replace_if(
      title.begin(), title.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  fmt::format_to(out, "# synaptoscope {}\n# scenario: {}\n# seed: {}\n# parameters: {}\n# model: {}\n", version, title, scenario.seed,
                 parameter_hash, kModelEdition);
  const SymptomWords words = symptom_words(scenario.condition);
  const std::string_view condition = name_of(scenario.condition);
  fmt::format_to(out, "# condition: {}; symptom columns: {}", condition, words.unit);
  if (words.responds) fmt::format_to(out, "; response: {} by the share clinical.{}.response_share or more", *words.responds, condition);
  if (words.abstinence) {
    fmt::format_to(out, "; remission: abstinent so far\n");
  } else {
    fmt::format_to(out, "; remission: clinical.{}.remission_points or fewer\n", condition);
  }
  fmt::format_to(out, "# symptoms: {}\n",
                 scenario.patient.stress == Stress::none ? "hidden (healthy start: symptom columns are 0)" : "shown");
  fmt::format_to(out, "# teaching model; predicts nobody\n# units: time_h [h]");
  for (const ColumnInfo& info : kColumns)
    fmt::format_to(out, ", {} [{}]", info.name, info.name.starts_with("symptom_") ? words.unit : info.unit);
  fmt::format_to(out, "\ntime_h");
  for (const ColumnInfo& info : kColumns) fmt::format_to(out, ",{}", info.name);
  text.push_back('\n');
  return fmt::to_string(text);
}

std::string csv_rows(const TrajectoryRows& rows) {
  fmt::memory_buffer text;
  const auto out = std::back_inserter(text);
  for (std::size_t row = 0; row < rows.times_h.size(); ++row) {
    fmt::format_to(out, "{}", hours_text(rows.times_h[row]));
    for (const std::span<const double> column : rows.columns) fmt::format_to(out, ",{:.6g}", column[row]);
    text.push_back('\n');
  }
  return fmt::to_string(text);
}

std::string to_csv(const Trajectory& trajectory, std::string_view version, std::string_view parameter_hash) {
  TrajectoryRows rows{trajectory.times_h(), {}};
  for (std::size_t i = 0; i < kColumnCount; ++i) rows.columns[i] = trajectory.column(static_cast<Column>(i));
  return csv_head(trajectory.scenario(), version, parameter_hash) + csv_rows(rows);
}

}  // namespace syn
