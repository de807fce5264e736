// The reports as text: for a terminal, for a table, for a page.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/csv.hpp"
#include "model/calibration/calibration.hpp"
#include "model/data/parameters.hpp"

namespace syn {
namespace {

std::string number(double value) { return fmt::format("{:.4g}", value); }
std::string signed_number(double value) { return fmt::format("{:+.3g}", value == 0.0 ? 0.0 : value); }

std::string optional(const std::optional<double>& value) { return value ? fmt::format("{:.6g}", *value) : ""; }

std::string verdict(const CalibrationRow& row) {
  if (!row.model) return "not simulated";
  if (!row.exception.empty()) return "named miss";
  const auto inside = row.inside();
  return !inside ? "" : (*inside ? "within" : "outside");
}

std::string quantity_and_time(const CalibrationRow& row) {
  return row.time_h ? fmt::format("{} at {:.4g} h", row.quantity, *row.time_h) : row.quantity;
}

std::string interval(const CalibrationRow& row) {
  return row.predicted ? fmt::format("{} to {}", number(row.predicted->low), number(row.predicted->high)) : "";
}

std::string foreseen(const CalibrationRow& row) {
  const auto inside = row.foreseen();
  return !inside ? "" : (*inside ? "inside" : "OUTSIDE");
}

std::string note(const CalibrationRow& row) {
  std::string out = row.note;
  if (row.spread_of_change) out += fmt::format("{}SD of the change in the model {:.1f}", out.empty() ? "" : "; ", *row.spread_of_change);
  return out;
}

std::string why(const CalibrationRow& row) { return row.exception + (note(row).empty() ? "" : "; " + note(row)); }

std::string subject_and_arm(const CalibrationRow& row) { return row.arm.empty() ? row.subject : row.subject + ", " + row.arm; }

std::string limit_words(const CalibrationGroup& group, const CalibrationSummary& summary) {
  if (!group.limit) return "none: shown beside";
  return fmt::format("{} ({})", number(*group.limit), summary.rms <= *group.limit ? "kept" : "MISSED");
}

// A vertical bar would end the cell.
std::string cell(std::string text) {
  std::replace(text.begin(), text.end(), '|', '/');
  return text.empty() ? " " : text;
}

void write_summary_rows(const CalibrationReport& report, std::string& out) {
  for (std::size_t i = 0; i < report.groups.size(); ++i) {
    const CalibrationSummary s = summary_of(report, i);
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", name_of(report.table), cell(report.groups[i].name),
                       s.rows, s.simulated, s.counted > 0 ? number(s.rms) : "", s.counted > 0 ? signed_number(s.mean) : "",
                       report.groups[i].unit, s.judged > 0 ? fmt::format("{} of {}", s.inside, s.judged) : "",
                       s.predicted > 0 ? fmt::format("{} of {}", s.foreseen, s.predicted) : "", s.predicted > 0 ? number(s.score) : "",
                       limit_words(report.groups[i], s));
  }
}

constexpr char kPredicted[] = {'T', 'X'};

void write_intervals(const CalibrationReport& report, std::string& out) {
  out +=
      "\n## Intervals, before and now\n\nBefore: each kind of trial had one setting factor (1; 0.27 for large ones; 0.6 for mixtures) and "
      "trials of a "
      "kind did not\ndiffer. Now: the factor is drawn. Same people, same error of the model. A smaller score is better; it does not "
      "get smaller\nwhere wider intervals cost as much as they gain.\n\n"
      "| rows | n | inside before | score before | inside now | score now |\n|---|---|---|---|---|---|\n";
  for (const char letter : kPredicted) {
    const IntervalTotals of = interval_totals(report, letter);
    out += fmt::format("| all {} | {} | {} | {} | {} | {} |\n", letter, of.rows, of.foreseen_before, number(of.score_before), of.foreseen,
                       number(of.score));
  }
  out += "\nOutside now:\n\n| id | what | published | interval | score | why |\n|---|---|---|---|---|---|\n";
  for (const CalibrationRow& row : report.rows) {
    if (row.foreseen().value_or(true)) continue;
    out += fmt::format("| {} | {}: {} | {} | {} | {:.1f} | {} |\n", row.id, cell(subject_and_arm(row)), quantity_and_time(row),
                       number(row.published), interval(row), *row.score, cell(why(row)));
  }
}

void write_rows(const CalibrationReport& report, std::string& out) {
  out += fmt::format("\n## {}\n\n", name_of(report.table));
  const bool predicts =
      std::any_of(report.rows.begin(), report.rows.end(), [](const CalibrationRow& row) { return row.predicted.has_value(); });
  out += fmt::format("| id | what | n | quantity | published | spread | model |{} residual | verdict | checked | note |\n",
                     predicts ? " 90 % interval | published value | score |" : "");
  out += fmt::format("|---|---|---|---|---|---|---|{}---|---|---|---|\n", predicts ? "---|---|---|" : "");
  for (const CalibrationRow& row : report.rows) {
    const std::string prediction = predicts ? fmt::format(" {} | {} | {} |", cell(interval(row)), cell(foreseen(row)),
                                                          row.score ? fmt::format("{:.1f}", *row.score) : "")
                                            : "";
    out += fmt::format("| {} | {} | {} | {} | {} {} | {} | {} |{} {} | {} | {} | {} |\n", row.id, cell(subject_and_arm(row)),
                       optional(row.people), quantity_and_time(row), number(row.published), row.unit == "-" ? "" : row.unit,
                       cell(row.spread), row.model ? number(*row.model) : "", prediction, row.model ? signed_number(*row.residual()) : "",
                       cell(verdict(row)), row.evidence, cell(note(row)));
  }
}

}  // namespace

std::string to_text(const CalibrationReport& report) {
  std::string out = fmt::format("{}\n", name_of(report.table));
  for (const CalibrationRow& row : report.rows) {
    out += fmt::format("  {:<26} {:<33} {:>9} {:<22} {:>9} {:>9}  {:<18} {:<8} {:<13} {}\n", row.id, quantity_and_time(row),
                       number(row.published), row.spread, row.model ? number(*row.model) : "-",
                       row.model ? signed_number(*row.residual()) : "-", interval(row), foreseen(row), verdict(row), subject_and_arm(row));
  }
  for (std::size_t i = 0; i < report.groups.size(); ++i) {
    const CalibrationSummary s = summary_of(report, i);
    out += fmt::format("  = {}: n {}, simulated {}", report.groups[i].name, s.rows, s.simulated);
    if (s.counted > 0) out += fmt::format(", rms {}, mean {} {}", number(s.rms), signed_number(s.mean), report.groups[i].unit);
    if (s.judged > 0) out += fmt::format(", {} of {} within", s.inside, s.judged);
    if (s.predicted > 0) out += fmt::format(", {} of {} in their 90 % interval, score {}", s.foreseen, s.predicted, number(s.score));
    out += fmt::format("; limit {}\n", limit_words(report.groups[i], s));
  }
  for (const char letter : kPredicted) {
    const IntervalTotals of = interval_totals(report, letter);
    if (of.rows > 0)
      out += fmt::format("  intervals of all {}: {} of {} inside, score {} (first rule: {}, {})\n", letter, of.foreseen, of.rows,
                         number(of.score), of.foreseen_before, number(of.score_before));
  }
  for (const CalibrationRow& row : report.rows) {
    if (row.exception.empty() || !row.model) continue;
    out += fmt::format("  named miss {} ({} {}): {}\n", row.id, signed_number(*row.residual()), row.unit, why(row));
  }
  return out;
}

std::string to_csv(std::span<const CalibrationReport> reports) {
  std::string out =
      "table,group,id,subject,arm,n,quantity,time_h,unit,published,spread,model,residual,interval_low,interval_middle,interval_high,"
      "interval_score,verdict,exception,evidence,source,note\n";
  for (const CalibrationReport& report : reports) {
    for (const CalibrationRow& row : report.rows) {
      const std::string fields[] = {std::string(name_of(report.table)),
                                    report.groups[row.group].name,
                                    row.id,
                                    row.subject,
                                    row.arm,
                                    optional(row.people),
                                    row.quantity,
                                    optional(row.time_h),
                                    row.unit,
                                    optional(row.published),
                                    row.spread,
                                    optional(row.model),
                                    optional(row.residual()),
                                    optional(row.predicted ? std::optional(row.predicted->low) : std::nullopt),
                                    optional(row.predicted ? std::optional(row.predicted->middle) : std::nullopt),
                                    optional(row.predicted ? std::optional(row.predicted->high) : std::nullopt),
                                    optional(row.score),
                                    verdict(row),
                                    row.exception,
                                    row.evidence,
                                    fmt::format("{}", fmt::join(row.sources, ";")),
                                    note(row)};
      for (const std::string& field : fields) out += csv_field(field) + (&field == std::end(fields) - 1 ? "\n" : ",");
    }
  }
  return out;
}

std::string to_markdown(std::span<const CalibrationReport> reports, const Parameters& parameters) {
  std::string out = fmt::format(
      "# Calibration in the open\n\n"
      "Made by `synaptoscope calibrate --markdown docs/calibration.md`, parameters {}. Do not edit: run it again.\n\n"
      "Each published row of `assets/calibration` beside what this model gives when it is run on that row's own "
      "inputs. The\nmodel was fitted to some of these rows (T1, T2; C and T of the rodents; most levels in blood), so "
      "a "
      "small residual there\nis a description and no proof. X rows and T3 were never fitted to. Everything is about "
      "groups; nothing here predicts\none person. `assets/calibration/README.md` explains columns and rules.\n\n",
      parameters.hash());
  out += "## Summary\n\n";
  out +=
      "| table | rows | n | simulated | rms | mean | unit of rms and mean | within what the row allows | in the 90 % interval | score of "
      "the intervals | limit of the rms |\n";
  out += "|---|---|---|---|---|---|---|---|---|---|---|\n";
  for (const CalibrationReport& report : reports) write_summary_rows(report, out);
  out +=
      "\nResidual = model minus published. A row allows its tolerance; a trial allows its printed 95 % interval, if "
      "any. The 90 % interval is what\nthe model would have said beforehand, with the setting factor drawn, as many people as the "
      "trial had, and an error of\nits own; its score is its width plus 20 times the distance of a value outside, in units of 1 point, "
      "4 percentage\npoints, 0.12 SD or 2 days: smaller is better. Coverage is reported; no width was tuned to it.\n";
  for (const CalibrationReport& report : reports) {
    if (report.table == CalibrationTable::trials) write_intervals(report, out);
  }
  out += "\n## Named misses\n\nKnown, left as they are, never tuned to.\n\n";
  out += "| id | what | published | model | residual | why |\n|---|---|---|---|---|---|\n";
  for (const CalibrationReport& report : reports) {
    for (const CalibrationRow& row : report.rows) {
      if (row.exception.empty() || !row.model) continue;
      out += fmt::format("| {} | {}: {} | {} | {} | {} {} | {} |\n", row.id, cell(subject_and_arm(row)), quantity_and_time(row),
                         number(row.published), number(*row.model), signed_number(*row.residual()), row.unit == "-" ? "" : row.unit,
                         cell(why(row)));
    }
  }
  for (const CalibrationReport& report : reports) write_rows(report, out);
  return out;
}

}  // namespace syn
