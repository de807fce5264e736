// Tables of comma-separated values, read strictly: a header row that names exactly the expected columns, then one
// record a row. A field may stand in double quotes, inside which commas and line ends are text and "" is one quote. No
// comments, no spaces around fields. Everything wrong with a table is reported at once, with line and column name.
//
//   Result<CsvTable> table = parse_csv(text, "trials.csv", kColumns);
//   for (const CsvRecord& record : table->records) {
//     CsvReader row(*table, record, problems);
//     trial.hours = row.number("time_h");
//   }
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace syn {

struct CsvRecord {
  int line = 0;                     // on which it begins, counted from 1
  std::vector<std::string> fields;  // as many as the table has columns, without their quotes
};

struct CsvTable {
  std::string file;
  std::vector<std::string> columns;  // as the header names them
  std::vector<CsvRecord> records;
};

// Far more than any table of the program holds; looked at before memory is taken for fields.
inline constexpr std::size_t kLargestCsv = 4U << 20U;  // bytes
inline constexpr std::size_t kMaxCsvRecords = 20'000;

// Problems: an empty file, one larger than the limits, a column that is missing, unknown or there twice, a record with too
// few or too many fields, a quote that is not closed or stands inside a field, bytes that are not text in UTF-8.
Result<CsvTable> parse_csv(std::string_view text, const std::string& file, std::span<const std::string_view> columns);

// Takes one record apart by column name; a column that the table was not asked for is a broken invariant. A field that
// cannot be read adds a Problem and gives a harmless value, so that one pass reports everything.
class CsvReader {
 public:
  CsvReader(const CsvTable& table, const CsvRecord& record, Problems& problems) : table_(&table), record_(&record), problems_(&problems) {}

  // The field as it stands; may be empty.
  const std::string& text(std::string_view column) const;
  // The same, where nothing is a problem.
  const std::string& needed(std::string_view column) const;
  // A finite number; nothing, or anything else, is a problem.
  double number(std::string_view column) const;
  // The same, but may be left empty.
  std::optional<double> optional_number(std::string_view column) const;
  // Items between semicolons; an empty field has none, an empty item is a problem.
  std::vector<std::string> items(std::string_view column) const;
  std::vector<double> numbers(std::string_view column) const;
  // One of `choices`; anything else is a problem that names the nearest.
  std::string_view choice(std::string_view column, std::span<const std::string_view> choices) const;

  // A part of a field that must be a finite number.
  std::optional<double> as_number(std::string_view column, std::string_view text) const;
  void problem(std::string_view column, std::string what, std::string remedy) const;

 private:
  const CsvTable* table_;
  const CsvRecord* record_;
  Problems* problems_;
};

// A field ready to be written: in quotes if it needs them.
std::string csv_field(std::string_view text);

}  // namespace syn
