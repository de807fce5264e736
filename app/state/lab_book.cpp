#include "app/state/lab_book.hpp"

#include <fmt/format.h>

namespace syn {

std::string question_name(std::size_t index) { return fmt::format("q{}", index + 1); }

std::string answers_toml(const LabBook& book) {
  std::string out = "[answers]\n";
  for (std::size_t i = 0; i < kLabQuestions; ++i) {
    if (!book.answers[i].empty()) out += fmt::format("{} = {}\n", question_name(i), quote(book.answers[i]));
  }
  return out;
}

LabBook read_answers(TableReader& reader, Problems& problems) {
  LabBook book;
  const ConfigTable* table = reader.table("answers");
  if (table == nullptr) return book;
  TableReader answers(*table, problems);
  for (std::size_t i = 0; i < kLabQuestions; ++i) {
    const std::string name = question_name(i);
    std::string answer = answers.text(name, "");
    if (answer.size() > LabBook::kLongest) {
      answers.problem(name, fmt::format("has {} bytes", answer.size()), fmt::format("give at most {}", LabBook::kLongest));
      continue;
    }
    book.answers[i] = std::move(answer);
  }
  answers.done();
  return book;
}

std::string to_toml(const LabBook& book) { return "# answers to the worksheet of the laboratory\nversion = 1\n\n" + answers_toml(book); }

Result<LabBook> parse_lab_book(std::string_view text, const std::string& file) {
  const Result<ConfigTable> parsed = parse_config(text, file);
  if (!parsed) return failure(parsed.error());
  Problems problems;
  TableReader reader(*parsed, problems);
  if (reader.integer("version", 0, 1, 1) != 1 && problems.empty())
    reader.problem("version", "is missing", "files of answers start with version = 1");
  LabBook book = read_answers(reader, problems);
  reader.done();
  if (!problems.empty()) return failure(std::move(problems));
  return book;
}

}  // namespace syn
