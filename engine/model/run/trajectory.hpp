// A trajectory: the immutable answer to a scenario. Columns over time, the events, and any moment by interpolation.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/units.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {

// The columns of the trajectory file, in its order (chain design section 4). Names, units and meaning: column_info.
// clang-format off
enum class Column : int {
  plasma_ketamine, plasma_norketamine, plasma_hnk, brain_ketamine,
  nmda_block_pyramidal, nmda_block_interneuron, effective_block,
  pyramidal_rate, glutamate, ampa, bdnf, trkb, mtorc1, eef2_phospho, gsk3_activity,
  synaptic_protein, spine_density, plasticity_window,
  drive_fast, drive_spines_labile, drive_spines_stable, therapy_learning,
  symptom_mean, symptom_p05, symptom_p25, symptom_p50, symptom_p75, symptom_p95,
  response_fraction, remission_fraction,
  cadss, systolic_rise, pain_relief_acute,
  sedated_fraction, unconscious_fraction, steep_rise_fraction,
  count
};
// clang-format on
inline constexpr std::size_t kColumnCount = static_cast<std::size_t>(Column::count);

struct ColumnInfo {
  std::string_view name;  // as in the file's header row, e.g. "plasma_ketamine_ng_ml"
  std::string_view unit;
};
const ColumnInfo& column_info(Column column);

// clang-format off
enum class EventKind {
  dose_start, dose_end, therapy, visit, medication_start, medication_end, stressor_start, stressor_end, retrieval,
  experiment_start, experiment_end
};
// clang-format on
struct Event {
  double at_h = 0.0;
  EventKind kind = EventKind::dose_start;
  int index = 0;  // into the scenario's list of that kind
};

// What simulate also knows of the typical patient and the stages and tests read, beyond the file's columns.
enum class Inner : int {
  effect_site_ng_ml,  // Ce
  formation_rate,     // f, 1/h: spines formed, per healthy density
  loss_rate,          // N/tN (1-pv) + e Ms, 1/h: spines lost
  spines_nascent,     // N
  spines_persistent,  // Ms
  psd95_excess,       // xP
  typical_remaining,  // Rt of the typical patient, rho = 1, m of the setting, no noise
  pyramidal_hz,       // E, Hz: mean rates of the circuit's three classes
  parvalbumin_hz,     // P
  somatostatin_hz,    // S
  block_parvalbumin,  // bP, bS: share of these cells' NMDA channels that the circuit takes as blocked
  block_somatostatin,
  bdnf_released,  // Br, ratio to healthy
  akt,            // Ak, Er: ratios to healthy
  erk,
  systolic_low,  // mmHg: the rise of two people of three lies between these
  systolic_high,
  outer_low,  // points: between these the people's mean score lies where the kind of setting is not known (OtherSettings)
  outer_high,
  translation,  // share of the protein synthesis that the signal can order, 0 at rest .. 1
  count
};
inline constexpr std::size_t kInnerCount = static_cast<std::size_t>(Inner::count);

class Trajectory {
 public:
  using Columns = std::array<std::vector<double>, kColumnCount>;
  using Inners = std::array<std::vector<double>, kInnerCount>;
  // `times_h` strictly increasing, at least two; every column as long as it.
  Trajectory(Scenario scenario, std::vector<double> times_h, Columns columns, Inners inners, std::vector<Event> events,
             std::vector<std::vector<double>> runs);

  const Scenario& scenario() const { return scenario_; }
  std::span<const double> times_h() const { return times_h_; }
  std::span<const double> column(Column column) const { return columns_[static_cast<std::size_t>(column)]; }
  std::span<const double> inner(Inner inner) const { return inners_[static_cast<std::size_t>(inner)]; }
  // Value at any moment: linear between rows, held at the ends. O(log rows).
  double at(Column column, Hours time) const;
  double at(Inner inner, Hours time) const;
  std::span<const Event> events() const { return events_; }
  // Scores of up to 20 single virtual patients at times_h(): the thin lines behind the bands.
  std::span<const std::vector<double>> runs() const { return runs_; }
  Hours start() const { return {times_h_.front()}; }
  Hours end() const { return {times_h_.back()}; }

 private:
  double interpolate(const std::vector<double>& values, double time_h) const;
  Scenario scenario_;
  std::vector<double> times_h_;
  Columns columns_;
  Inners inners_;
  std::vector<Event> events_;
  std::vector<std::vector<double>> runs_;
};

// A moment, h, with the digits that keep it apart from any other row: up to ten decimals, no zeros at their end.
std::string hours_text(double hours);

// The table as text: `#` lines with version, scenario, seed, parameter hash and the units of the columns, a header row, then one row a
// time, times as hours_text has them, numbers with 6 significant digits in any locale. `# symptoms:` says "shown" or, for a healthy start
// (stress = "none"), "hidden": then the eight symptom columns are 0 in every row and mean nothing, and there are no single runs.
std::string to_csv(const Trajectory& trajectory, std::string_view version, std::string_view parameter_hash);

}  // namespace syn
