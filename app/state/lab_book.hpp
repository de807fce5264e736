// What a student typed into the worksheet (docs/lab): an answer to each of its questions, as a text file of its own.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/config.hpp"
#include "core/result.hpp"

namespace syn {

inline constexpr std::size_t kLabQuestions = 11;

struct LabBook {
  static constexpr std::size_t kLongest = 2000;    // bytes of an answer
  std::array<std::string, kLabQuestions> answers;  // Q1 first
  bool empty() const { return answers == LabBook{}.answers; }
  bool operator==(const LabBook&) const = default;
};

// "q1" .. "q11": what an answer is called in files.
std::string question_name(std::size_t index);

// [answers], q1 = "...": what is empty is left out.
std::string answers_toml(const LabBook& book);
// Takes the answers out of the field `answers`; what is wrong is added to the reader's problems.
LabBook read_answers(TableReader& reader, Problems& problems);
// A file of answers alone: version = 1 and [answers].
std::string to_toml(const LabBook& book);
Result<LabBook> parse_lab_book(std::string_view text, const std::string& file);

}  // namespace syn
