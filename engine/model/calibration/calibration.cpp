#include "model/calibration/calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "model/calibration/calibration_read.hpp"

namespace syn {
namespace {

// How a published value was checked.
constexpr std::array<std::string_view, 8> kEvidence{
    "page", "secondary", "memory", "memory_medium", "direction_page", "direction_page_size_memory", "chosen", "regression"};

struct Runner {
  std::span<const std::string_view> (*columns)();
  CalibrationReport (*run)(const CsvTable&, const Parameters&, const CalibrationOptions&, Problems&);
};

Runner runner_of(CalibrationTable table) {
  using namespace calibration;
  switch (table) {
    case CalibrationTable::trials: return {trial_columns, run_trials};
    case CalibrationTable::plasticity: return {plasticity_columns, run_plasticity};
    case CalibrationTable::pharmacokinetics: return {pharmacokinetics_columns, run_pharmacokinetics};
    case CalibrationTable::channel: break;
  }
  return {channel_columns, run_channel};
}

}  // namespace

std::optional<double> CalibrationRow::residual() const { return model ? std::optional(*model - published) : std::nullopt; }

std::optional<bool> CalibrationRow::inside() const {
  if (!model || (!low && !high)) return std::nullopt;
  return (!low || *model >= *low) && (!high || *model <= *high);
}

std::optional<bool> CalibrationRow::foreseen() const {
  if (!predicted) return std::nullopt;
  return predicted->low <= published && published <= predicted->high;
}

CalibrationSummary summary_of(const CalibrationReport& report, std::size_t group) {
  CalibrationSummary out;
  double sum = 0.0;
  double squares = 0.0;
  for (const CalibrationRow& row : report.rows) {
    if (row.group != group) continue;
    ++out.rows;
    if (!row.exception.empty()) ++out.exceptions;
    if (!row.model) continue;
    ++out.simulated;
    if (const auto foreseen = row.foreseen()) {
      ++out.predicted;
      if (*foreseen) ++out.foreseen;
      out.score += row.score.value_or(0.0);
    }
    if (const auto inside = row.inside()) {
      ++out.judged;
      if (*inside) ++out.inside;
    }
    if (!row.scale) continue;
    const double z = *row.residual() / *row.scale;
    ++out.counted;
    sum += z;
    squares += z * z;
  }
  if (out.predicted > 0) out.score /= out.predicted;
  if (out.counted > 0) {
    out.mean = sum / out.counted;
    out.rms = std::sqrt(squares / out.counted);
  }
  return out;
}

IntervalTotals interval_totals(const CalibrationReport& report, char letter) {
  IntervalTotals out;
  for (const CalibrationRow& row : report.rows) {
    if (!row.predicted || row.id.front() != letter) continue;
    ++out.rows;
    if (*row.foreseen()) ++out.foreseen;
    if (row.foreseen_before.value_or(false)) ++out.foreseen_before;
    out.score += row.score.value_or(0.0);
    out.score_before += row.score_before.value_or(0.0);
  }
  if (out.rows > 0) {
    out.score /= out.rows;
    out.score_before /= out.rows;
  }
  return out;
}

Result<CalibrationReport> calibrate(CalibrationTable table, const DataFiles& files, const Parameters& parameters,
                                    const CalibrationOptions& options) {
  const std::string name = fmt::format("assets/calibration/{}.csv", name_of(table));
  const auto path = files.find(name);
  if (!path) return failure(path.error());
  const auto text = read_file(*path);
  if (!text) return failure(text.error());
  return calibrate_text(table, *text, path->string(), parameters, options);
}

Result<CalibrationReport> calibrate_text(CalibrationTable table, std::string_view text, const std::string& file,
                                         const Parameters& parameters, const CalibrationOptions& options) {
  const Runner runner = runner_of(table);
  const auto rows = parse_csv(text, file, runner.columns());
  if (!rows) return failure(rows.error());
  Problems problems;
  calibration::check_ids(*rows, problems);
  CalibrationReport report = runner.run(*rows, parameters, options, problems);
  if (!problems.empty()) return failure(std::move(problems));
  report.table = table;
  return report;
}

namespace calibration {

CalibrationRow read_common(const CsvReader& in, std::span<const std::string_view> quantities, const Parameters& parameters) {
  CalibrationRow row;
  row.id = in.needed("id");
  row.quantity = in.choice("quantity", quantities);
  row.evidence = in.choice("evidence", kEvidence);
  row.exception = in.text("exception");
  row.sources = in.items("source");
  if (row.sources.empty()) in.problem("source", "is empty", "name a key of assets/sources.toml");
  for (const std::string& key : row.sources) {
    if (parameters.source(key) == nullptr)
      in.problem("source", "names `" + key + "`, which assets/sources.toml does not list", "add it there");
  }
  return row;
}

void check_ids(const CsvTable& table, Problems& problems) {
  std::set<std::string> known;
  for (const CsvRecord& record : table.records) {
    const CsvReader in(table, record, problems);
    if (!known.insert(in.text("id")).second)
      in.problem("id", "is `" + in.text("id") + "`, which another row has too", "give every row an id of its own");
  }
}

}  // namespace calibration
}  // namespace syn
