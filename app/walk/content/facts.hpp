// Every number that the walk may say: assets/walk/facts.csv, a row a fact, with the group, the period, the source, and how it
// was read. Texts name a number by the id of its row.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "model/data/parameters.hpp"

namespace syn {

struct Fact {
  std::string id;
  std::string words;           // the fact in full, English
  std::optional<double> low;   // of 100; empty = no number was read
  std::optional<double> high;  // equal to `low` where it is no range
  std::string period, group;   // English, as the source gives them
  LocalizedText source;        // empty = none; "own" = what was put together for this program
  std::string evidence;        // "V" read at its page, "V2" at a second one, "M-hi", "M-med", "M-lo" recalled, "gap", "HYP"
  std::map<std::string, double, std::less<>> more;  // other numbers of its words, by name
  bool recalled() const { return evidence.find("M-hi") != std::string::npos || evidence.find("M-med") != std::string::npos; }
  // Remembered only to its order: nobody is shown that.
  bool withheld() const { return evidence.find("M-lo") != std::string::npos; }
};

class Facts {
 public:
  // Fails with every row that is wrong: an id used twice, a number that is none or not of 100, a further number that the row's own
  // words do not hold.
  static Result<Facts> parse(std::string_view text, const std::string& file);
  const Fact* find(std::string_view id) const;
  const std::vector<Fact>& all() const { return facts_; }

 private:
  std::vector<Fact> facts_;
};

}  // namespace syn
