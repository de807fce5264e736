#include "app/walk/content/facts.hpp"

#include <algorithm>
#include <array>

#include "core/csv.hpp"
#include "core/number_text.hpp"

namespace syn {
namespace {

constexpr std::array<std::string_view, 10> kColumns{"id",        "topic",    "fact", "number_per_100", "period", "group_studied", "source",
                                                    "source_sv", "evidence", "more"};

bool digit(char c) { return c >= '0' && c <= '9'; }

// The numbers that stand in a text.
std::vector<double> numbers_of(std::string_view text) {
  std::vector<double> out;
  for (std::size_t i = 0; i < text.size();) {
    if (!digit(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (digit(text[end]) || (text[end] == '.' && end + 1 < text.size() && digit(text[end + 1])))) ++end;
    if (const auto value = plain_number(text.substr(i, end - i))) out.push_back(*value);
    i = end;
  }
  return out;
}

bool of_100(double value) { return value >= 0.0 && value <= 100.0; }

}  // namespace

Result<Facts> Facts::parse(std::string_view text, const std::string& file) {
  const auto table = parse_csv(text, file, kColumns);
  if (!table) return failure(table.error());
  Problems problems;
  Facts facts;
  for (const CsvRecord& record : table->records) {
    const CsvReader row(*table, record, problems);
    Fact fact;
    fact.id = row.needed("id");
    fact.words = row.needed("fact");
    fact.period = row.text("period");
    fact.group = row.text("group_studied");
    fact.source = {row.text("source") == "none" ? "" : row.text("source"), row.text("source_sv")};
    fact.evidence = row.needed("evidence");
    if (facts.find(fact.id) != nullptr) row.problem("id", "\"" + fact.id + "\" is used twice", "an id of its own");
    if (const std::string& number = row.text("number_per_100"); !number.empty()) {
      const std::size_t dash = std::min(number.find('-'), number.size());
      fact.low = plain_number(std::string_view(number).substr(0, dash));
      fact.high = dash < number.size() ? plain_number(std::string_view(number).substr(dash + 1)) : fact.low;
      if (!fact.low || !fact.high || !of_100(*fact.low) || !of_100(*fact.high) || *fact.low > *fact.high)
        row.problem("number_per_100", "\"" + number + "\" is no number of 100", "such as 52, 0.5 or 61-75");
    }
    const std::vector<double> own = numbers_of(fact.words + ' ' + fact.period + ' ' + fact.group);
    for (const std::string& item : row.items("more")) {
      const std::size_t sign = std::min(item.find('='), item.size());
      const std::size_t start = std::min(item.find_first_not_of(' '), sign);
      const auto value = sign < item.size() ? plain_number(std::string_view(item).substr(sign + 1)) : std::optional<double>();
      if (!value || std::find(own.begin(), own.end(), *value) == own.end()) {
        row.problem("more", "\"" + item + "\" names no number of the row's own words",
                    "NAME=NUMBER, the number as it stands in fact, period or group");
        continue;
      }
      fact.more.emplace(item.substr(start, sign - start), *value);
    }
    facts.facts_.push_back(std::move(fact));
  }
  if (!problems.empty()) return failure(std::move(problems));
  return facts;
}

const Fact* Facts::find(std::string_view id) const {
  const auto found = std::find_if(facts_.begin(), facts_.end(), [&](const Fact& fact) { return fact.id == id; });
  return found == facts_.end() ? nullptr : &*found;
}

}  // namespace syn
