#include "app/session/hand_in.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <sstream>

#include "core/number_text.hpp"
#include "model/scenario/scenario.hpp"

namespace syn {
namespace {

constexpr double kEveryMin = 360.0;
constexpr double kNear = 0.02;  // of a number in an answer
constexpr std::array kParts{"scenario", "answers", "table", "seed", "parameters"};

const std::string* find(const HandInTexts& texts, std::string_view name) {
  const auto found = std::find_if(texts.begin(), texts.end(), [name](const auto& text) { return text.first == name; });
  return found == texts.end() ? nullptr : &found->second;
}

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> out;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, by);) out.push_back(part);
  return out;
}

// Lines that hold numbers; the head says which program wrote them, which may be a later one.
std::vector<std::string> rows_of(const std::string& table) {
  std::vector<std::string> rows = split(table, '\n');
  std::erase_if(rows, [](const std::string& line) { return line.starts_with('#'); });
  return rows;
}

// Where two tables differ first; empty where they agree.
std::string first_difference(const std::string& given, const std::string& again) {
  const std::vector<std::string> a = rows_of(given), b = rows_of(again);
  if (a.size() != b.size() || a.empty() || a.front() != b.front())
    return fmt::format("the table has {} rows and other columns than the {} rows that come out", a.size(), b.size());
  const std::vector<std::string> names = split(a.front(), ',');
  for (std::size_t row = 1; row < a.size(); ++row) {
    if (a[row] == b[row]) continue;
    const std::vector<std::string> in_a = split(a[row], ','), in_b = split(b[row], ',');
    if (in_a.size() != in_b.size()) return fmt::format("row {} has {} numbers, not {}", row, in_a.size(), in_b.size());
    for (std::size_t column = 0; column < in_b.size(); ++column) {
      if (in_a[column] != in_b[column])
        return fmt::format("{} in row {} (time {} h) is {}, not {}", names[column], row, in_b.front(), in_a[column], in_b[column]);
    }
  }
  return {};
}

std::string table_of(const Scenario& scenario, const Parameters& parameters, const std::string& version) {
  return to_csv(simulate(scenario, parameters, hand_in_options()), version, parameters.with(scenario.parameters).hash());
}

}  // namespace

SimulateOptions hand_in_options() { return {.every_min = kEveryMin}; }

HandInTexts hand_in_texts(const Scenario& scenario, const LabBook& book, const Parameters& parameters, const std::string& version) {
  return {{"scenario", to_toml(scenario)}, {"answers", to_toml(book)}, {"table", table_of(scenario, parameters, version)}};
}

Grade grade(const HandInTexts& texts, const Parameters& parameters) {
  Grade out;
  std::vector<std::string> missing;
  for (const char* part : kParts) {
    if (find(texts, part) == nullptr) missing.emplace_back(part);
  }
  const bool any = std::any_of(kParts.begin(), kParts.begin() + 3, [&](const char* part) { return find(texts, part) != nullptr; });
  if (!any) {
    out.what = "a picture without scenario, answers and table";
    return out;
  }
  if (const std::string* answers = find(texts, "answers")) {
    if (auto book = parse_lab_book(*answers, "answers")) {
      out.answers = std::move(*book);
    } else {
      missing.push_back("answers (" + to_text(book.error().front()) + ")");
    }
  }
  if (!missing.empty()) {
    out.verdict = Verdict::missing_part;
    out.what = fmt::format("{}", fmt::join(missing, ", "));
    return out;
  }
  const auto scenario = parse_scenario(*find(texts, "scenario"), "scenario", parameters);
  const std::string& made_with = *find(texts, "parameters");
  const std::string hash = scenario ? parameters.with(scenario->parameters).hash() : parameters.hash();
  if (made_with != hash) {
    out.verdict = Verdict::other_parameters;
    out.what = fmt::format("made with {}, this program has {}", made_with, hash);
    return out;
  }
  out.verdict = Verdict::changed_number;
  if (!scenario) {
    out.what = to_text(scenario.error().front());
    return out;
  }
  out.title = scenario->title;
  if (const std::string& seed = *find(texts, "seed"); seed != std::to_string(scenario->seed)) {
    out.what = fmt::format("the seed is {}, that of the scenario {}", seed, scenario->seed);
    return out;
  }
  out.what = first_difference(*find(texts, "table"), table_of(*scenario, parameters, {}));
  if (out.what.empty()) out.verdict = Verdict::agrees;
  return out;
}

std::size_t numbers_found(const std::string& answer, const std::vector<double>& expected) {
  std::vector<double> said;
  for (std::size_t at = 0; at < answer.size();) {
    const std::size_t begin = answer.find_first_of("0123456789", at);
    if (begin == std::string::npos) break;
    std::size_t end = begin;
    while (end < answer.size() && (std::isdigit(static_cast<unsigned char>(answer[end])) != 0 ||
                                   ((answer[end] == '.' || answer[end] == ',') && end + 1 < answer.size() &&
                                    std::isdigit(static_cast<unsigned char>(answer[end + 1])) != 0)))
      ++end;
    std::string word = answer.substr(begin, end - begin);
    std::replace(word.begin(), word.end(), ',', '.');
    const bool negative = begin > 0 && answer[begin - 1] == '-';
    if (const auto number = plain_number(word)) {
      const double value = negative ? -*number : *number;
      said.push_back(value);
      const std::size_t sign = answer.find_first_not_of(' ', end);
      if (sign != std::string::npos && answer[sign] == '%') said.push_back(value / 100.0);
    }
    at = end;
  }
  return static_cast<std::size_t>(std::count_if(expected.begin(), expected.end(), [&](double value) {
    return std::any_of(said.begin(), said.end(), [value](double one) { return std::abs(one - value) <= kNear * std::abs(value) + 1.0e-9; });
  }));
}

}  // namespace syn
