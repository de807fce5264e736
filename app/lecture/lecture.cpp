#include "app/lecture/lecture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "core/config.hpp"

namespace syn {
namespace {

constexpr std::size_t kMaxBytes = 1U << 20U;
constexpr std::size_t kMostItems = 6;

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = text.find_first_not_of(' '); at != std::string_view::npos; at = text.find_first_not_of(' ', at)) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

// Lines that the text takes at this many letters a line.
int lines_of(std::string_view text, std::size_t line_letters) {
  int lines = 1;
  std::size_t used = 0;
  for (const std::string_view word : words_in(text)) {
    const std::size_t more = letters(word) + (used > 0 ? 1 : 0);
    if (used > 0 && used + more > line_letters) {
      ++lines;
      used = letters(word);
    } else {
      used += more;
    }
  }
  return lines;
}

bool is_name(std::string_view id) {
  return !id.empty() &&
         std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::vector<LocalizedText> both_lists(TableReader& reader, const std::string& key) {
  const std::vector<std::string> en = reader.texts(key, {}), sv = reader.texts(key + "_sv", {});
  if (en.size() != sv.size()) reader.problem(key + "_sv", "is not as long as `" + key + "`", "the same number of texts in both languages");
  std::vector<LocalizedText> out;
  for (std::size_t i = 0; i < std::min(en.size(), sv.size()); ++i) out.push_back({en[i], sv[i]});
  return out;
}

}  // namespace

double Lecture::minutes() const {
  return std::accumulate(beats.begin(), beats.end(), 0.0, [](double sum, const Beat& beat) { return sum + beat.minutes; });
}

const Beat* Lecture::beat(std::string_view id) const {
  const auto found = std::find_if(beats.begin(), beats.end(), [&](const Beat& beat) { return beat.id == id; });
  return found == beats.end() ? nullptr : &*found;
}

std::string claim_list(const Beat& beat) {
  std::string out;
  for (const int claim : beat.claims) out += fmt::format("{}C{}", out.empty() ? "" : " ", claim);
  return out;
}

// One file, read once.
class LectureText {
 public:
  LectureText(const LectureReader& reader, std::string file, bool may_use) : reader_(reader), file_(std::move(file)), may_use_(may_use) {}

  Result<Lecture> read(std::string_view text) {
    const auto table = parse_config(text, file_);
    if (!table) return failure(table.error());
    lecture_.file = file_;
    lecture_.name = std::filesystem::path(file_).stem().string();
    TableReader reader(*table, problems_);
    if (reader.integer("version", 1, 1, 1) != 1 || !reader.has("version")) reader.problem("version", "is missing", "version = 1");
    lecture_.title = both_languages(reader, "title", "what the lecture is called");
    lecture_.brief = reader.boolean("brief", false);
    for (const ConfigTable* one : reader.tables("chapter")) {
      TableReader fields(*one, problems_);
      lecture_.chapters.push_back(both_languages(fields, "name", "the chapter's name"));
      fields.done();
    }
    const auto beats = reader.tables("beat");
    if (beats.empty()) reader.problem("beat", "is missing", "a lecture has one [[beat]] at least");
    for (const ConfigTable* one : beats) add(*one);
    reader.done();
    if (lecture_.brief && problems_.empty()) check_brief();
    if (!problems_.empty()) return failure(std::move(problems_));
    return std::move(lecture_);
  }

 private:
  void add(const ConfigTable& table) {
    TableReader reader(table, problems_);
    Beat beat = reader.has("use") ? used(reader) : written(reader);
    beat.line = table.line;
    const auto chapters = static_cast<std::int64_t>(lecture_.chapters.size());
    beat.chapter = static_cast<int>(reader.integer("chapter", 1, 1, std::max<std::int64_t>(1, chapters))) - 1;
    if (chapters == 0) reader.problem("chapter", "is none of this lecture", "start each chapter with [[chapter]]");
    if (!lecture_.beats.empty() && beat.chapter < lecture_.beats.back().chapter)
      reader.problem("chapter", "goes back", "beats stand in the order of their chapters");
    beat.minutes = reader.number("minutes", 1.0, {0.1, 60.0}, "minutes");
    if (lecture_.beat(beat.id) != nullptr) reader.problem("id", "\"" + beat.id + "\" is used twice", "an id of its own");
    reader.done();
    lecture_.beats.push_back(std::move(beat));
  }

  // "twenty-minutes/in-the-gate": a beat of another lecture, as it is written there.
  Beat used(TableReader& reader) {
    const std::string name = reader.text("use", "");
    const std::size_t slash = std::min(name.find('/'), name.size());
    const std::string other = name.substr(0, slash), id = name.substr(std::min(slash + 1, name.size()));
    if (!may_use_) {
      reader.problem("use", "stands in a lecture that is used itself", "name the lecture in which the beat is written");
      return {};
    }
    if (!is_name(other) || !is_name(id)) {
      reader.problem("use", "\"" + name + "\" names no beat", "LECTURE/BEAT, such as \"twenty-minutes/in-the-gate\"");
      return {};
    }
    auto found = others_.find(other);
    if (found == others_.end()) {
      found = others_.emplace(other, std::vector<Beat>()).first;
      if (auto lecture = whole(reader, other)) found->second = std::move(lecture->beats);
    }
    std::vector<std::string_view> ids;
    for (const Beat& beat : found->second) {
      if (beat.id == id) return beat;
      ids.push_back(beat.id);
    }
    if (!ids.empty()) {
      const std::string near = nearest_word(id, ids);
      reader.problem("use", "the lecture " + other + " has no beat \"" + id + "\"",
                     near.empty() ? fmt::format("one of {}", fmt::join(ids, ", ")) : "did you mean \"" + near + "\"?");
    }
    return {};
  }

  std::optional<Lecture> whole(TableReader& reader, const std::string& name) {
    const auto path = reader_.files_.find("assets/lectures/" + name + ".toml");
    if (!path) {
      reader.problem("use", "there is no lecture \"" + name + "\"", "a file of assets/lectures, without its ending");
      return std::nullopt;
    }
    const auto text = read_file(*path, kMaxBytes);
    auto lecture = text ? LectureText(reader_, path->string(), false).read(*text) : Result<Lecture>(failure(text.error()));
    if (lecture) return std::move(*lecture);
    problems_.insert(problems_.end(), lecture.error().begin(), lecture.error().end());
    return std::nullopt;
  }

  Beat written(TableReader& reader) {
    Beat beat;
    beat.id = reader.text("id", "");
    if (!is_name(beat.id)) reader.problem("id", "\"" + beat.id + "\" is no name", "small letters, digits and hyphens");
    read_claims(reader, beat);
    if (!reader.has("badge")) reader.problem("badge", "is missing", "one of " + words_of<BeatBadge>(", "));
    beat.badge = *from_name<BeatBadge>(reader.choice("badge", "background", kWords<BeatBadge>));
    beat.sources_for = sources(reader, "for");
    beat.sources_against = sources(reader, "against");
    if (beat.sources_for.empty()) reader.problem("for", "names no source", "at least one of assets/sources.toml");
    if (beat.badge != BeatBadge::background && beat.sources_against.empty())
      reader.problem("against", "names no source", "what speaks against the claim, or limits it, stands in the same beat");
    beat.headline = both_languages(reader, "headline", "at most nine words");
    beat.caption = both_languages(reader, "caption", "one sentence or two, at most two lines");
    beat.note = both_languages(reader, "note", "what the presenter says");
    check_words(reader, beat);
    read_state(reader, beat);
    for (const std::string& word : reader.texts("wants", {})) {
      if (const auto wanted = from_name<Wanted>(word)) {
        beat.wants.push_back(*wanted);
      } else {
        reader.problem("wants", "\"" + word + "\" is not on the list", "one of " + words_of<Wanted>(", "));
      }
    }
    if (const ConfigTable* asked = reader.table("question")) beat.question = question(*asked);
    if (beat.question && !beat.question->days.empty() && beat.panel != PanelName::curves)
      reader.problem("question", "has days, and the beat no curve", "panel = \"curves\", or answers to choose from");
    if (const ConfigTable* beside = reader.table("overlay")) beat.overlay = overlay(*beside);
    return beat;
  }

  void read_claims(TableReader& reader, Beat& beat) {
    const std::vector<Claim>& claims = reader_.claims_;
    for (const std::string& word : reader.texts("claims", {})) {
      const auto found = std::find_if(claims.begin(), claims.end(), [&](const Claim& claim) { return claim.id == word; });
      if (found == claims.end()) {
        reader.problem("claims", "there is no claim \"" + word + "\"", "C1 to " + claims.back().id + " of assets/claims.toml");
      } else {
        beat.claims.push_back(static_cast<int>(found - claims.begin()) + 1);
      }
    }
  }

  std::vector<std::string> sources(TableReader& reader, const char* key) {
    std::vector<std::string> names = reader.texts(key, {});
    std::vector<std::string_view> known;
    for (const auto& [name, source] : reader_.parameters_.sources()) known.push_back(name);
    for (const std::string& name : names) {
      if (reader_.parameters_.source(name) != nullptr) continue;
      const std::string near = nearest_word(name, known);
      reader.problem(key, "there is no source \"" + name + "\"",
                     near.empty() ? "the name of a table in assets/sources.toml" : "did you mean \"" + near + "\"?");
    }
    return names;
  }

  void check_words(TableReader& reader, const Beat& beat) {
    for (const std::string_view language : {"en", "sv"}) {
      const std::string ending = language == "sv" ? "_sv" : "";
      const std::string& headline = beat.headline.in(language);
      const std::string& caption = beat.caption.in(language);
      if (const auto count = words_in(headline).size(); count > kMaxHeadlineWords)
        reader.problem("headline" + ending, fmt::format("has {} words", count), fmt::format("at most {}", kMaxHeadlineWords));
      if (const int lines = lines_of(caption, kCaptionLineLetters); lines > kMaxCaptionLines)
        reader.problem("caption" + ending, fmt::format("takes {} lines of {} letters", lines, kCaptionLineLetters),
                       fmt::format("at most {}; what is longer goes into the note", kMaxCaptionLines));
      for (Problem& problem : reader_.wording_.check(beat.badge, language, headline + " . " + caption, beat.note.in(language)))
        reader.problem("caption" + ending, std::move(problem.what), std::move(problem.remedy));
    }
  }

  void read_state(TableReader& reader, Beat& beat) {
    const std::string name = reader.text("scenario", "");
    const auto path = is_name(name) ? reader_.files_.find("assets/scenarios/" + name + ".toml") : Result<std::filesystem::path>();
    if (!is_name(name) || !path) {
      reader.problem("scenario", "\"" + name + "\" is not there", "the name of a file of assets/scenarios, such as \"one-infusion-cbt\"");
    } else if (auto scenario = load_scenario(*path, reader_.parameters_)) {
      beat.scenario = std::move(*scenario);
    } else {
      problems_.insert(problems_.end(), scenario.error().begin(), scenario.error().end());
    }
    beat.moment = reader.text("moment", "");
    if (reader.has("panel")) beat.panel = from_name<PanelName>(reader.choice("panel", "curves", kWords<PanelName>));
    for (const std::string& text : reader.texts("commands", {})) {
      if (auto command = parse_command(text, reader_.parameters_)) {
        beat.commands.push_back(std::move(*command));
      } else {
        reader.problem("commands", "\"" + text + "\": " + command.error().front().what, command.error().front().remedy);
      }
    }
  }

  Question question(const ConfigTable& table) {
    TableReader reader(table, problems_);
    Question question;
    question.words = both_languages(reader, "words", "what the room is asked");
    if (reader.has("days")) {
      question.days = days(reader);
    } else {
      question.answers = both_lists(reader, "answers");
      const auto count = static_cast<std::int64_t>(question.answers.size());
      if (count < 2 || count > 4) reader.problem("answers", fmt::format("are {}", count), "two to four to choose from, or `days`");
      question.right = static_cast<int>(reader.integer("right", 1, 1, std::max<std::int64_t>(1, count))) - 1;
    }
    reader.done();
    return question;
  }

  static std::vector<double> days(TableReader& reader) {
    constexpr std::size_t kLeast = 3, kMost = 12;
    const ConfigArray* items = reader.any("days")->as_array();
    std::vector<double> out;
    for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
      const auto& value = (*items)[i].value;
      if (const auto* whole = std::get_if<std::int64_t>(&value)) out.push_back(static_cast<double>(*whole));
      if (const auto* number = std::get_if<double>(&value)) out.push_back(*number);
    }
    const bool rising = std::adjacent_find(out.begin(), out.end(), std::greater_equal<>()) == out.end();
    if (items == nullptr || out.size() != items->size() || out.size() < kLeast || out.size() > kMost || !rising)
      reader.problem("days", "are no days to draw a curve by",
                     fmt::format("{} to {} numbers that rise, such as [1, 3, 7, 14]", kLeast, kMost));
    return out;
  }

  Overlay overlay(const ConfigTable& table) {
    TableReader reader(table, problems_);
    Overlay overlay;
    overlay.kind = *from_name<OverlayKind>(reader.choice("kind", "badge_census", kWords<OverlayKind>));
    const bool counted = overlay.kind == OverlayKind::badge_census, spans = overlay.kind == OverlayKind::stacked_clocks;
    for (const ConfigTable* one : reader.tables("item")) {
      TableReader fields(*one, problems_);
      OverlayItem item;
      item.words = both_languages(fields, "words", "what it says");
      item.at = fields.number("at", 0.0, overlay.kind == OverlayKind::icon_array ? Range{0.0, 100.0} : Range{});
      item.to = fields.number("to", item.at);
      if (spans && !(item.at > 0.0 && item.to > item.at)) fields.problem("to", "is not after `at`", "hours, such as at = 0.1 and to = 2");
      if (overlay.kind == OverlayKind::dials) read_dial(fields, item);
      if (overlay.kind == OverlayKind::molecule_pair) item.molecule = molecule(fields);
      fields.done();
      overlay.items.push_back(std::move(item));
    }
    const std::size_t least = counted ? 0 : overlay.kind == OverlayKind::memory_trace ? 3 : 1;
    if (overlay.items.size() < least || overlay.items.size() > (counted ? 0 : kMostItems))
      reader.problem("item", fmt::format("are {}", overlay.items.size()), fmt::format("{} to {}", least, counted ? 0 : kMostItems));
    reader.done();
    return overlay;
  }

  void read_dial(TableReader& fields, OverlayItem& item) {
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i < kColumnCount; ++i) known.push_back(column_info(static_cast<Column>(i)).name);
    const std::string name = fields.choice("column", known.front(), known);
    item.column = static_cast<Column>(std::find(known.begin(), known.end(), name) - known.begin());
    if (!fields.has("column") || item.to <= item.at)
      fields.problem("column", "makes no dial", "column = \"mtorc1_ratio\" with the ends of its scale, at and to");
  }

  std::optional<Molecule> molecule(TableReader& fields) {
    std::vector<std::string_view> known;
    for (const Molecule& one : reader_.molecules_) known.push_back(one.id);
    const std::string id = fields.choice("molecule", "", known);
    const auto found = std::find(known.begin(), known.end(), id);
    if (found != known.end()) return reader_.molecules_[static_cast<std::size_t>(found - known.begin())];
    if (!fields.has("molecule")) fields.problem("molecule", "is missing", "a table of assets/molecules.toml");
    return std::nullopt;
  }

  // Every claim, and none before an earlier one.
  void check_brief() {
    int reached = 0;
    for (const Beat& beat : lecture_.beats) {
      for (const int claim : beat.claims) {
        if (claim > reached + 1)
          problems_.push_back({file_, beat.line, 0, fmt::format("C{} comes before C{}", claim, reached + 1),
                               "a lecture with brief = true carries every claim in its order"});
        reached = std::max(reached, claim);
      }
    }
    for (std::size_t claim = static_cast<std::size_t>(reached); claim < reader_.claims_.size(); ++claim)
      problems_.push_back({file_, 0, 0, "no beat carries " + reader_.claims_[claim].id, "name it in the claims of a beat"});
  }

  const LectureReader& reader_;
  std::string file_;
  bool may_use_;
  Lecture lecture_;
  Problems problems_;
  std::map<std::string, std::vector<Beat>> others_;
};

Result<LectureReader> LectureReader::open(const DataFiles& files, const Parameters& parameters) {
  LectureReader reader(files, parameters);
  const auto text_of = [&](const char* name) -> Result<std::pair<std::string, std::string>> {
    const auto path = files.find(name);
    if (!path) return failure(path.error());
    auto text = read_file(*path, kMaxBytes);
    if (!text) return failure(text.error());
    return std::pair(std::move(*text), path->string());
  };
  const auto claims = text_of("assets/claims.toml"), rules = text_of("assets/wording.toml"), drawn = text_of("assets/molecules.toml");
  if (!claims) return failure(claims.error());
  if (!rules) return failure(rules.error());
  if (!drawn) return failure(drawn.error());
  auto read = parse_claims(claims->first, claims->second);
  if (!read) return failure(std::move(read.error()));
  auto wording = WordRules::parse(rules->first, rules->second);
  if (!wording) return failure(std::move(wording.error()));
  auto molecules = parse_molecules(drawn->first, drawn->second);
  if (!molecules) return failure(std::move(molecules.error()));
  reader.molecules_ = std::move(*molecules);
  reader.claims_ = std::move(*read);
  reader.wording_ = std::move(*wording);
  return reader;
}

Result<Lecture> LectureReader::parse(std::string_view text, const std::string& file) const {
  return LectureText(*this, file, true).read(text);
}

Result<Lecture> LectureReader::load(const std::filesystem::path& file) const {
  const auto text = read_file(file, kMaxBytes);
  if (!text) return failure(text.error());
  return parse(*text, file.string());
}

std::filesystem::path LectureReader::path_of(const std::string& name) const {
  std::error_code error;
  if (name.ends_with(".toml") && std::filesystem::is_regular_file(name, error)) return name;
  const auto path = is_name(name) ? files_.find("assets/lectures/" + name + ".toml") : Result<std::filesystem::path>();
  return path ? *path : std::filesystem::path();
}

Result<Lecture> LectureReader::load_named(const std::string& name) const {
  if (const auto path = path_of(name); !path.empty()) return load(path);
  std::string known;
  for (const std::filesystem::path& one : all()) known += (known.empty() ? "" : ", ") + one.stem().string();
  return failure({"assets/lectures", 0, 0, "there is no lecture \"" + name + "\"", "one of " + known + ", or the path of a .toml file"});
}

}  // namespace syn
