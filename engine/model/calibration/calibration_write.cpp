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

std::string why(const CalibrationRow& row) { return row.exception + (row.note.empty() ? "" : "; " + row.note); }

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
    out += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", name_of(report.table), cell(report.groups[i].name), s.rows,
                       s.simulated, s.counted > 0 ? number(s.rms) : "", s.counted > 0 ? signed_number(s.mean) : "", report.groups[i].unit,
                       s.judged > 0 ? fmt::format("{} of {}", s.inside, s.judged) : "", limit_words(report.groups[i], s));
  }
}

void write_rows(const CalibrationReport& report, std::string& out) {
  out += fmt::format("\n## {}\n\n", name_of(report.table));
  out += "| id | what | n | quantity | published | spread | model | residual | verdict | checked | note |\n";
  out += "|---|---|---|---|---|---|---|---|---|---|---|\n";
  for (const CalibrationRow& row : report.rows) {
    out += fmt::format("| {} | {} | {} | {} | {} {} | {} | {} | {} | {} | {} | {} |\n", row.id, cell(subject_and_arm(row)),
                       optional(row.people), quantity_and_time(row), number(row.published), row.unit == "-" ? "" : row.unit,
                       cell(row.spread), row.model ? number(*row.model) : "", row.model ? signed_number(*row.residual()) : "",
                       cell(verdict(row)), row.evidence, cell(row.note));
  }
}

}  // namespace

std::string to_text(const CalibrationReport& report) {
  std::string out = fmt::format("{}\n", name_of(report.table));
  for (const CalibrationRow& row : report.rows) {
    out += fmt::format("  {:<26} {:<33} {:>9} {:<22} {:>9} {:>9}  {:<13} {}\n", row.id, quantity_and_time(row), number(row.published),
                       row.spread, row.model ? number(*row.model) : "-", row.model ? signed_number(*row.residual()) : "-", verdict(row),
                       subject_and_arm(row));
  }
  for (std::size_t i = 0; i < report.groups.size(); ++i) {
    const CalibrationSummary s = summary_of(report, i);
    out += fmt::format("  = {}: n {}, simulated {}", report.groups[i].name, s.rows, s.simulated);
    if (s.counted > 0) out += fmt::format(", rms {}, mean {} {}", number(s.rms), signed_number(s.mean), report.groups[i].unit);
    if (s.judged > 0) out += fmt::format(", {} of {} within", s.inside, s.judged);
    out += fmt::format("; limit {}\n", limit_words(report.groups[i], s));
  }
  for (const CalibrationRow& row : report.rows) {
    if (row.exception.empty() || !row.model) continue;
    out += fmt::format("  named miss {} ({} {}): {}\n", row.id, signed_number(*row.residual()), row.unit, why(row));
  }
  return out;
}

std::string to_csv(std::span<const CalibrationReport> reports) {
  std::string out =
      "table,group,id,subject,arm,n,quantity,time_h,unit,published,spread,model,residual,verdict,exception,evidence,"
      "source,note\n";
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
                                    verdict(row),
                                    row.exception,
                                    row.evidence,
                                    fmt::format("{}", fmt::join(row.sources, ";")),
                                    row.note};
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
      "| table | rows | n | simulated | rms | mean | unit of rms and mean | within what the row allows | limit of the "
      "rms "
      "|\n";
  out += "|---|---|---|---|---|---|---|---|---|\n";
  for (const CalibrationReport& report : reports) write_summary_rows(report, out);
  out +=
      "\nResidual = model minus published. A row allows its tolerance; a trial allows its printed 95 % interval, if "
      "any.\n";
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
