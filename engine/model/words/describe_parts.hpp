// What the sources of `describe` share: the instant with everything asked of it, and small ways to make sentences.
// Internal to them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/drug/receptor.hpp"
#include "model/words/describe.hpp"

namespace syn::describing {

using Value = Sentence::Value;
using Values = std::vector<std::pair<std::string, Value>>;

// A run at one instant.
struct Instant {
  Instant(const Run& of, Hours at);

  double at(Column column) const { return run.at(column, now); }
  double before(Column column) const { return run.at(column, first_dose); }  // just before the first dose
  bool given() const { return doses_begun > 0; }
  bool in_infusion() const { return given() && scenario.doses[doses_begun - 1].end_h() > now.value; }
  const Dose& last_dose() const { return scenario.doses[doses_begun - 1]; }
  double hours_since_dose() const { return now.value - last_dose().at_h; }

  const Trajectory& run;
  const Scenario& scenario;
  const Parameters& parameters;  // with the scenario's changes
  Hours now;
  Hours first_dose;  // or the start of the run
  std::size_t doses_begun = 0;
  std::size_t sessions_begun = 0;
  double acute_ng_ml = 0.0;  // the level that is felt, see Levels
};

// Significant digits as one would say them: 194, 1.2, 0.44.
Quantity plain(double value);
inline Quantity percent(double share) { return {100.0 * share, 0}; }
inline Quantity count(std::size_t number) { return {static_cast<double>(number), 0}; }

// Adds `name` and `name_unit` ("40", "minutes") for a length of time, 0 or more.
void add_span(Values& values, const std::string& name, double hours);
Values span_values(const std::string& name, double hours);
Values joined(Values first, Values second);
// Adds the dose's `mg`, `drug` and `route`.
void add_dose(Values& values, const Dose& dose, double weight_kg);

// Medicines, burdens and called-up memories that are there at the instant.
void add_context(const Instant& moment, std::vector<Sentence>& sentences);
// The laboratory's interventions, acting or not, each with what was seen.
void add_experiments(const Instant& moment, std::vector<Sentence>& sentences);

Paragraph learning_paragraph(const Instant& moment);
Paragraph symptoms_paragraph(const Instant& moment);
Paragraph assumptions_paragraph(const Instant& moment);
Paragraph unknown_paragraph(const Instant& moment);

}  // namespace syn::describing
