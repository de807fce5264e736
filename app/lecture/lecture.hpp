// A lecture: chapters of beats. A beat is a whole state of the program with the words that are said over it, the claims that it
// carries, how well they are known, and the sources that speak for and against them. All of it stands in a file; assets/lectures/
// template.toml says how one is written.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/lecture/claims.hpp"
#include "app/lecture/molecules.hpp"
#include "app/lecture/wording.hpp"
#include "app/state/command.hpp"
#include "app/view/moments.hpp"
#include "core/files.hpp"
#include "model/data/parameters.hpp"
#include "model/run/trajectory.hpp"

namespace syn {

// What the program cannot show yet where a beat would have it.
enum class Wanted { brain, neuron };
template <>
inline constexpr auto kWords<Wanted> = words("brain", "neuron");

// What stands beside the picture of a beat, drawn from its items:
enum class OverlayKind {
  molecule_pair,   // two structural formulas, each named by `molecule`
  year_ribbon,     // `at`: a year
  stacked_clocks,  // `at`, `to`: hours, on an axis from minutes to weeks
  dials,           // `column` of the trajectory at the moment shown, on a scale from `at` to `to`
  thought_card,    // a question and what was answered: "words: words"
  icon_array,      // `at`: so many of a hundred
  memory_trace,    // three states of a memory; labelled as a picture, not biology
  badge_census     // no items: the badges of the lecture's beats, counted
};
template <>
inline constexpr auto kWords<OverlayKind> = words("molecule_pair", "year_ribbon", "stacked_clocks", "dials", "thought_card", "icon_array",
                                                  "memory_trace", "badge_census");
struct OverlayItem {
  LocalizedText words;
  double at = 0.0, to = 0.0;
  std::optional<Column> column;
  std::optional<Molecule> molecule;
};
struct Overlay {
  OverlayKind kind = OverlayKind::badge_census;
  std::vector<OverlayItem> items;
};

// What the room is asked before the picture answers.
struct Question {
  LocalizedText words;
  std::vector<LocalizedText> answers;  // two to four
  int right = 0;                       // from 0
  // Instead of answers: days at which the room draws where the curve of the symptoms goes. It shows up to the first of them.
  std::vector<double> days;
};

struct Beat {
  std::string id;           // of its own in the lecture
  int line = 0;             // of the file
  int chapter = 0;          // from 0
  double minutes = 1;       // that it is meant to take
  std::vector<int> claims;  // from 1
  BeatBadge badge = BeatBadge::hypothesis;
  std::vector<std::string> sources_for, sources_against;  // of assets/sources.toml
  LocalizedText headline, caption, note;                  // the note is for who presents
  Scenario scenario;
  std::string moment;              // a named one; empty = none
  std::optional<PanelName> panel;  // stands over the picture
  std::optional<Overlay> overlay;
  Commands commands;
  std::vector<Wanted> wants;
  std::optional<Question> question;
};

struct Lecture {
  std::string name;  // of its file, without the ending
  std::string file;
  LocalizedText title;
  bool brief = false;  // carries every claim of the brief in its order
  std::vector<LocalizedText> chapters;
  std::vector<Beat> beats;
  double minutes() const;
  const Beat* beat(std::string_view id) const;
};

// Words of the claims of a beat: "C1 C2".
std::string claim_list(const Beat& beat);

inline constexpr int kMaxHeadlineWords = 9;
inline constexpr int kMaxCaptionLines = 2;
inline constexpr int kCaptionLineLetters = 60;

class LectureReader {
 public:
  // Reads the claims, the rules of wording and the molecules.
  static Result<LectureReader> open(const DataFiles& files, const Parameters& parameters);

  // Fails with every problem: a wrong field, a source, scenario or claim that is not there, words that do not fit the badge, a
  // missing claim. Scenarios and the beats of other lectures are looked for among the program's files.
  Result<Lecture> parse(std::string_view text, const std::string& file) const;
  Result<Lecture> load(const std::filesystem::path& file) const;
  // By its name in assets/lectures, or by the path of a file that ends in .toml.
  Result<Lecture> load_named(const std::string& name) const;
  std::filesystem::path path_of(const std::string& name) const;  // empty = there is none
  std::vector<std::filesystem::path> all() const { return files_.list("assets/lectures", ".toml"); }
  const std::vector<Claim>& claims() const { return claims_; }

 private:
  LectureReader(const DataFiles& files, const Parameters& parameters) : files_(files), parameters_(parameters) {}
  friend class LectureText;
  DataFiles files_;
  Parameters parameters_;
  std::vector<Claim> claims_;
  std::vector<Molecule> molecules_;
  WordRules wording_;
};

}  // namespace syn
