#include "core/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "core/config.hpp"
#include "core/number_text.hpp"
#include "core/text.hpp"

namespace syn {
namespace {

// Nobody mends more than this at once, and a table of nothing but mistakes shall not fill the memory.
constexpr std::size_t kMaxProblems = 200;

// Goes through the text once; every record keeps the line it began on.
class Splitter {
 public:
  // Of a record with more than `most_fields` the rest is left out; it has too many anyway.
  Splitter(std::string_view text, const std::string& file, std::size_t most_fields, Problems& problems)
      : text_(text), file_(file), most_fields_(most_fields), problems_(problems) {}

  // Ends with a problem at the first record too many.
  std::vector<CsvRecord> records() {
    std::vector<CsvRecord> out;
    while (at_ < text_.size() && problems_.size() < kMaxProblems) {
      if (out.size() > kMaxCsvRecords) {
        note("has more records than a table may hold", fmt::format("at most {}", kMaxCsvRecords));
        return out;
      }
      out.push_back(record());
    }
    return out;
  }

 private:
  void note(std::string what, std::string remedy) { problems_.push_back({file_, line_, 0, std::move(what), std::move(remedy)}); }

  CsvRecord record() {
    CsvRecord out;
    out.line = line_;
    for (;;) {
      std::string field = at_ < text_.size() && text_[at_] == '"' ? quoted() : plain();
      if (out.fields.size() <= most_fields_) out.fields.push_back(std::move(field));
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        continue;
      }
      end_line();
      return out;
    }
  }

  void end_line() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  std::string plain() {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    std::string field(text_.substr(begin, at_ - begin));
    if (field.find('"') != std::string::npos)
      note("a quote stands inside `" + field + "`", "put the whole field in quotes and double those inside");
    return field;
  }

  std::string quoted() {
    const int begun_on = line_;
    std::string field;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        field += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        field += text_[++at_];
      } else {
        ++at_;
        const std::string rest = plain();
        if (!rest.empty()) note("`" + rest + "` follows a closing quote", "a comma or the end of the line belongs there");
        return field;
      }
    }
    problems_.push_back({file_, begun_on, 0, "a quote is opened and never closed", "close it with \""});
    return field;
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t most_fields_;
  Problems& problems_;
  std::size_t at_ = 0;
  int line_ = 1;
};

void check_columns(const CsvRecord& header, std::span<const std::string_view> columns, const std::string& file, Problems& problems) {
  const auto note = [&](std::string what, std::string remedy) {
    problems.push_back({file, header.line, 0, std::move(what), std::move(remedy)});
  };
  for (auto name = header.fields.begin(); name != header.fields.end(); ++name) {
    if (std::find(header.fields.begin(), name, *name) != name) {
      note("the column `" + *name + "` stands there twice", "keep one of them");
    } else if (std::find(columns.begin(), columns.end(), *name) == columns.end()) {
      const std::string near = nearest_word(*name, columns);
      note("the column `" + *name + "` is unknown",
           near.empty() ? fmt::format("known are {}", fmt::join(columns, ", ")) : "did you mean `" + near + "`?");
    }
  }
  for (const std::string_view name : columns) {
    if (std::find(header.fields.begin(), header.fields.end(), name) == header.fields.end())
      note(fmt::format("the column `{}` is missing", name), "add it to the header and to every row");
  }
}

}  // namespace

Result<CsvTable> parse_csv(std::string_view text, const std::string& file, std::span<const std::string_view> columns) {
  Problems problems;
  if (text.size() > kLargestCsv)
    return failure({file, 0, 0, fmt::format("is {} bytes long", text.size()), fmt::format("at most {} bytes are read", kLargestCsv)});
  if (text.find('\0') != std::string_view::npos || !is_utf8(text))
    return failure({file, 0, 0, "holds bytes that are not text", "save it as UTF-8 text"});
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  CsvTable table;
  table.file = file;
  table.records = Splitter(text, file, 2 * columns.size(), problems).records();
  if (table.records.empty()) return failure({file, 0, 0, "is empty", "begin with a line that names the columns"});
  check_columns(table.records.front(), columns, file, problems);
  table.columns = table.records.front().fields;
  table.records.erase(table.records.begin());
  for (const CsvRecord& record : table.records) {
    if (record.fields.size() == table.columns.size()) continue;
    if (problems.size() >= kMaxProblems) break;
    problems.push_back(
        {file, record.line, 0,
         fmt::format("has {}{} fields where the header has {}", record.fields.size() > 2 * columns.size() ? "more than " : "",
                     std::min(record.fields.size(), 2 * columns.size()), table.columns.size()),
         "a field with a comma in it stands in quotes; an empty field still needs its comma"});
  }
  if (!problems.empty()) return failure(std::move(problems));
  return table;
}

const std::string& CsvReader::text(std::string_view column) const {
  const auto place = std::find(table_->columns.begin(), table_->columns.end(), column);
  assert(place != table_->columns.end());
  return record_->fields[static_cast<std::size_t>(place - table_->columns.begin())];
}

const std::string& CsvReader::needed(std::string_view column) const {
  const std::string& field = text(column);
  if (field.empty()) problem(column, "is empty", "this column is never left empty");
  return field;
}

std::optional<double> CsvReader::as_number(std::string_view column, std::string_view text) const {
  if (const auto value = plain_number(text)) return value;
  problem(column, fmt::format("is `{}`, which is no number", text), "write it like 12.5, with a point");
  return std::nullopt;
}

double CsvReader::number(std::string_view column) const {
  const std::string& field = needed(column);
  return field.empty() ? 0.0 : as_number(column, field).value_or(0.0);
}

std::optional<double> CsvReader::optional_number(std::string_view column) const {
  const std::string& field = text(column);
  return field.empty() ? std::nullopt : as_number(column, field);
}

std::vector<std::string> CsvReader::items(std::string_view column) const {
  const std::string& field = text(column);
  std::vector<std::string> out;
  if (field.empty()) return out;
  for (std::size_t from = 0;;) {
    const std::size_t to = std::min(field.find(';', from), field.size());
    out.push_back(field.substr(from, to - from));
    if (out.back().empty()) problem(column, "has an empty item", "one semicolon between two items, none at the ends");
    if (to == field.size()) return out;
    from = to + 1;
  }
}

std::vector<double> CsvReader::numbers(std::string_view column) const {
  std::vector<double> out;
  for (const std::string& item : items(column)) {
    if (const auto value = as_number(column, item)) out.push_back(*value);
  }
  return out;
}

std::string_view CsvReader::choice(std::string_view column, std::span<const std::string_view> choices) const {
  const std::string& field = text(column);
  const auto found = std::find(choices.begin(), choices.end(), field);
  if (found != choices.end()) return *found;
  const std::string near = nearest_word(field, choices);
  problem(column, "is `" + field + "`",
          near.empty() ? fmt::format("write one of: {}", fmt::join(choices, ", ")) : "did you mean `" + near + "`?");
  return choices.front();
}

void CsvReader::problem(std::string_view column, std::string what, std::string remedy) const {
  problems_->push_back({table_->file, record_->line, 0, fmt::format("`{}` {}", column, what), std::move(remedy)});
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace syn
