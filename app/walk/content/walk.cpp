#include "app/walk/content/walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/config.hpp"

namespace syn {
namespace {

constexpr std::size_t kMaxBytes = 1U << 20U;

void note(std::vector<std::string>& into, const std::vector<std::string>& facts) {
  for (const std::string& id : facts) {
    if (std::find(into.begin(), into.end(), id) == into.end()) into.push_back(id);
  }
}

// The files of the walk, read one after the other; problems of all of them are gathered.
class WalkFiles {
 public:
  WalkFiles(const DataFiles& files, const Parameters& parameters, std::span<const Locale> locales)
      : files_(files), parameters_(parameters), locales_(locales) {}

  Result<Walk> read(const std::filesystem::path& clinic) {
    if (auto text = text_of("assets/walk/facts.csv")) {
      auto facts = Facts::parse(text->second, text->first);
      facts ? void(walk_.facts = std::move(*facts)) : add(facts.error());
    }
    with_table("assets/walk/walk.toml", [&](TableReader& reader) {
      walk_.date = {reader.text("date", ""), reader.text("date_sv", "")};
      if (walk_.date.en.empty() || walk_.date.sv.empty()) reader.problem("date", "is missing", "when the facts were read, and date_sv");
      const Phrases phrases = words();
      if (const ConfigTable* stop = reader.table("stop")) walk_.stop = card(*stop, phrases).value_or(WalkCard{});
      for (const Phrase& question : phrases.list(reader, "questions")) walk_.questions.push_back(question.words);
    });
    with_table("assets/walk/choices.toml", [&](TableReader& reader) { read_choices(reader); });
    for (const std::filesystem::path& path : files_.list("assets/walk", ".toml")) {
      const std::string name = path.stem().string();
      if (name.size() > 3 && name[0] >= '0' && name[0] <= '9')
        with_table("assets/walk/" + path.filename().string(), [&](TableReader& reader) { read_screen(reader, name.substr(3)); });
    }
    if (walk_.screens.size() != kWalkScreens)
      add({{"assets/walk", 0, 0, fmt::format("has {} screens", walk_.screens.size()), "ten: 01-NAME.toml to 10-NAME.toml"}});
    read_clinic(clinic);
    if (!problems_.empty()) return failure(std::move(problems_));
    return std::move(walk_);
  }

 private:
  void add(const Problems& problems) { problems_.insert(problems_.end(), problems.begin(), problems.end()); }
  Phrases words() const { return {walk_.facts, locales_, walk_.date}; }

  std::optional<std::pair<std::string, std::string>> text_of(const std::string& name) {
    const auto path = files_.find(name);
    const auto text = path ? read_file(*path, kMaxBytes) : Result<std::string>(failure(path.error()));
    if (text) return std::pair(path->string(), *text);
    add(text.error());
    return std::nullopt;
  }

  template <class Read>
  void with_table(const std::string& name, Read&& read) {
    const auto text = text_of(name);
    if (!text) return;
    const auto table = parse_config(text->second, text->first);
    if (!table) return add(table.error());
    TableReader reader(*table, problems_);
    read(reader);
    reader.done();
  }

  void read_screen(TableReader& reader, const std::string& id) {
    const Phrases phrases = words();
    WalkScreen screen;
    screen.id = id;
    screen.title = phrases.one(reader, "title").words;
    screen.picture = *from_name<CalmPicture>(reader.choice("picture", "table", kWords<CalmPicture>));
    screen.picture_words = phrases.one(reader, "picture_words").words;
    for (const ConfigTable* one : reader.tables("card")) {
      auto read = card(*one, phrases);
      if (!read) continue;
      if (read->kind != CardKind::thing) {
        screen.cards.push_back(std::move(*read));
        continue;
      }
      for (std::size_t i = 0; i < walk_.choices.things.size(); ++i) {
        WalkCard thing = *read;
        thing.thing = static_cast<int>(i);
        thing.title = walk_.choices.things[i].name;
        for (const Phrase& phrase : walk_.choices.things[i].of) note(thing.facts, phrase.facts);
        screen.cards.push_back(std::move(thing));
      }
    }
    if (screen.cards.empty()) reader.problem("card", "is missing", "a screen has one [[card]] at least");
    walk_.screens.push_back(std::move(screen));
  }

  std::optional<WalkCard> card(const ConfigTable& table, const Phrases& phrases) {
    TableReader reader(table, problems_);
    WalkCard card;
    card.kind = *from_name<CardKind>(reader.choice("kind", "text", kWords<CardKind>));
    card.title = phrases.one(reader, "title", card.kind != CardKind::thing).words;
    card.known = *from_name<KnownFrom>(reader.choice("known", "background", kWords<KnownFrom>));
    card.text = phrases.list(reader, "text");
    card.points = phrases.list(reader, "points");
    for (const auto* phrases_of : {&card.text, &card.points}) {
      for (const Phrase& phrase : *phrases_of) note(card.facts, phrase.facts);
    }
    card.sources = reader.texts("sources", {});
    for (const std::string& source : card.sources) {
      if (parameters_.source(source) == nullptr)
        reader.problem("sources", "there is no source \"" + source + "\"", "the name of a table in assets/sources.toml");
    }
    for (const ConfigTable* one : reader.tables("array")) card.arrays.push_back(array(*one, phrases, card));
    if (card.arrays.size() == 1 || card.arrays.size() > 2)
      reader.problem("array", "stands alone",
                     "two side by side, the second of those without the treatment (`none = true` where no figure was read)");
    reader.done();
    return card;
  }

  IconArray array(const ConfigTable& table, const Phrases& phrases, WalkCard& card) {
    TableReader reader(table, problems_);
    IconArray out;
    const auto text = [&](const char* key) {
      Phrase phrase = phrases.one(reader, key);
      note(card.facts, phrase.facts);
      return std::move(phrase.words);
    };
    out.label = text("label");
    out.none = reader.boolean("none", false);
    out.fact = reader.text("fact", "");
    out.to = reader.text("to", "");
    if (out.none) {
      if (!out.fact.empty()) reader.problem("fact", "is given where there is none", "`fact` or `none = true`");
    } else {
      out.when = text("when");
      out.yes = text("yes");
      out.no = text("no");
      const Fact* from = number(reader, "fact", out.fact);
      const Fact* to = out.to.empty() ? from : number(reader, "to", out.to);
      if (from != nullptr && to != nullptr) {
        out.low = *from->low;
        out.high = *to->high;
        if (out.low > out.high) reader.problem("to", "is below `fact`", "the lower number first");
        out.recalled = from->recalled() || to->recalled();
        note(card.facts, {from->id, to->id});
      }
    }
    reader.done();
    return out;
  }

  const Fact* number(TableReader& reader, const char* key, const std::string& id) {
    const Fact* fact = walk_.facts.find(id);
    if (fact != nullptr && fact->low && !fact->withheld()) return fact;
    reader.problem(key, "\"" + id + "\" is no fact with a number that may be shown", "the id of such a row of facts.csv");
    return nullptr;
  }

  void read_choices(TableReader& reader) {
    const Phrases phrases = words();
    std::vector<std::string> ids;
    for (const ConfigTable* one : reader.tables("choice")) {
      TableReader fields(*one, problems_);
      ids.push_back(fields.text("id", ""));
      walk_.choices.names.push_back(phrases.one(fields, "name").words);
      fields.done();
    }
    for (const ConfigTable* one : reader.tables("thing")) {
      TableReader fields(*one, problems_);
      Choices::Thing thing{fields.text("id", ""), phrases.one(fields, "name").words, {}};
      for (const std::string& id : ids) thing.of.push_back(phrases.one(fields, id));
      fields.done();
      walk_.choices.things.push_back(std::move(thing));
    }
    if (walk_.choices.things.size() != kThings) reader.problem("thing", "is not there six times", "the six things that people weigh");
  }

  void read_clinic(std::filesystem::path path) {
    if (path.empty()) {
      const auto found = files_.find("assets/walk/clinic.toml");
      if (!found) return;
      path = *found;
    }
    const auto text = read_file(path, kMaxBytes);
    if (!text) return add(text.error());
    auto clinic = parse_clinic(*text, path.string());
    if (!clinic) return add(clinic.error());
    walk_.clinic = std::move(*clinic);
    for (const Clinic::Card& own : walk_.clinic->cards) {
      WalkCard card;
      card.title = own.title;
      card.text.push_back({own.text, {}});
      card.of_clinic = true;
      if (static_cast<std::size_t>(own.screen) <= walk_.screens.size())
        walk_.screens[static_cast<std::size_t>(own.screen) - 1].cards.push_back(std::move(card));
    }
  }

  const DataFiles& files_;
  const Parameters& parameters_;
  std::span<const Locale> locales_;
  Walk walk_;
  Problems problems_;
};

}  // namespace

bool WalkNotes::empty() const {
  return std::all_of(marks.begin(), marks.end(), [](int mark) { return mark == 0; }) &&
         std::none_of(ticked.begin(), ticked.end(), [](bool on) { return on; }) &&
         std::all_of(own.begin(), own.end(), [](const std::string& text) { return text.empty(); });
}

Result<Walk> Walk::load(const DataFiles& files, const Parameters& parameters, std::span<const Locale> locales,
                        const std::filesystem::path& clinic) {
  return WalkFiles(files, parameters, locales).read(clinic);
}

Result<Clinic> parse_clinic(std::string_view text, const std::string& file) {
  const auto table = parse_config(text, file);
  if (!table) return failure(table.error());
  Problems problems;
  TableReader reader(*table, problems);
  Clinic clinic;
  // One language is enough: the clinic's own.
  const auto words = [](TableReader& fields, const std::string& key, std::string_view what) {
    LocalizedText out{fields.text(key, ""), fields.text(key + "_sv", "")};
    if (out.en.empty()) out.en = out.sv;
    if (out.en.empty()) fields.problem(key, "is missing", std::string(what));
    return out;
  };
  clinic.name = reader.text("name", "");
  if (clinic.name.empty()) reader.problem("name", "is missing", "the clinic's name: its words stand under it");
  clinic.contact = words(reader, "contact", "whom to call, and when");
  for (const ConfigTable* one : reader.tables("card")) {
    TableReader fields(*one, problems);
    clinic.cards.push_back({static_cast<int>(fields.integer("screen", 8, 6, 8)), words(fields, "title", "what the card is about"),
                            words(fields, "text", "what the clinic says")});
    fields.done();
  }
  reader.done();
  if (!problems.empty()) return failure(std::move(problems));
  return clinic;
}

std::string count_of(double low, double high, const Locale& locale) {
  const auto number = [&](double value) { return locale.number(value, value == std::round(value) ? 0 : 1); };
  return low == high ? number(low) : locale.text(Sentence{"walk.range"_key, {{"low", number(low)}, {"high", number(high)}}});
}

std::vector<std::string> both_frames(const IconArray& array, const Locale& locale) {
  if (array.none) return {locale.text("walk.no_figure"_key)};
  const auto line = [&](double low, double high, const LocalizedText& what) {
    return locale.text(Sentence{"walk.of_100"_key, {{"number", count_of(low, high, locale)}, {"what", what.in(locale.name())}}});
  };
  return {line(array.low, array.high, array.yes), line(100.0 - array.high, 100.0 - array.low, array.no)};
}

std::vector<std::string> prose_of(const WalkCard& card, const Walk& walk, const Locale& locale) {
  const std::string& language = locale.name();
  std::vector<std::string> out{card.title.in(language)};
  const auto say = [&](std::string text) { out.push_back(std::move(text)); };
  for (const Phrase& phrase : card.text) say(phrase.words.in(language));
  for (const IconArray& array : card.arrays) {
    say(array.label.in(language));
    if (!array.none) say(array.when.in(language));
    for (std::string& frame : both_frames(array, locale)) say(std::move(frame));
    if (array.recalled) say(locale.text("walk.recalled"_key));
  }
  for (const Phrase& phrase : card.points) say(phrase.words.in(language));
  if (card.kind == CardKind::thing) {
    const Choices& choices = walk.choices;
    const Choices::Thing& thing = choices.things[static_cast<std::size_t>(card.thing)];
    for (std::size_t i = 0; i < thing.of.size(); ++i) {
      say(choices.names[i].in(language));
      say(thing.of[i].words.in(language));
    }
  }
  if (card.kind == CardKind::marks) {
    for (const Choices::Thing& thing : walk.choices.things) say(thing.name.in(language));
  }
  if (card.kind == CardKind::questions) {
    for (const LocalizedText& question : walk.questions) say(question.in(language));
  }
  return out;
}

std::vector<std::string> sources_of(const WalkCard& card, const Walk& walk, const Parameters& parameters, const Locale& locale) {
  std::vector<std::string> out;
  const auto add = [&](std::string text) {
    if (!text.empty() && std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
  };
  for (const std::string& id : card.facts) {
    const std::string& source = walk.facts.find(id)->source.in(locale.name());
    add(source == "own" ? locale.text("walk.own_reading"_key) : source);
  }
  for (const std::string& name : card.sources) add(parameters.source(name)->line("citation", locale.name()));
  return out;
}

}  // namespace syn
