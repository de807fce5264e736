#include "app/walk/content/walk.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <regex>
#include <set>
#include <utility>

#include "app/lecture/wording.hpp"
#include "app/walk/content/page.hpp"
#include "app/walk/content/readability.hpp"

using namespace syn;
namespace fs = std::filesystem;

namespace {

template <class T>
T must(Result<T> result) {
  if (!result) FAIL(to_text(result.error()));
  return std::move(*result);
}

const DataFiles& files() {
  static const DataFiles kFiles({fs::path(SYN_SOURCE_DIR)});
  return kFiles;
}
const Parameters& parameters() {
  static const Parameters kParameters = must(Parameters::load(files()));
  return kParameters;
}
const std::vector<Locale>& locales() {
  static const std::vector<Locale> kLocales = [] {
    std::vector<Locale> out;
    for (const char* name : {"en", "sv"}) out.push_back(must(Locale::load(files(), name)));
    return out;
  }();
  return kLocales;
}
const Walk& walk() {
  static const Walk kWalk = must(Walk::load(files(), parameters(), locales()));
  return kWalk;
}

// All that is said on a screen.
std::vector<std::string> prose(const WalkScreen& screen, const Locale& locale) {
  std::vector<std::string> out{screen.title.in(locale.name()), screen.picture_words.in(locale.name())};
  for (const WalkCard& card : screen.cards) {
    for (std::string& text : prose_of(card, walk(), locale)) out.push_back(std::move(text));
  }
  return out;
}

std::vector<std::string> sentences(const std::vector<std::string>& texts) {
  static const std::regex kEnd("[.!?] ");
  std::vector<std::string> out;
  for (const std::string& text : texts) {
    for (std::sregex_token_iterator one(text.begin(), text.end(), kEnd, -1), end; one != end; ++one) out.push_back(one->str());
  }
  return out;
}

// Without the signs over Swedish letters: regular expressions go by bytes.
std::string ascii(std::string text) {
  for (const auto& [sign, letter] : {std::pair{"å", "a"}, {"ä", "a"}, {"ö", "o"}, {"é", "e"}, {"Å", "A"}, {"Ä", "A"}, {"Ö", "O"}}) {
    for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign)) text.replace(at, 2, letter);
  }
  return text;
}

std::string problems_of(const Result<Facts>& facts) { return facts ? std::string() : to_text(facts.error()); }

}  // namespace

TEST_CASE("each screen of the walk is easy to read in both languages") {
  for (const Locale& locale : locales()) {
    for (std::size_t i = 0; i < walk().screens.size(); ++i) {
      const WalkScreen& screen = walk().screens[i];
      const std::vector<std::string> texts = prose(screen, locale);
      const Reading reading = reading_of(texts);
      const bool english = locale.name() == "en";
      std::string grade = english ? ", grade " + locale.number(reading.grade(), 1) : "";
      MESSAGE(locale.name(), " ", i + 1, " ", screen.id, ": LIX ", locale.number(reading.lix(), 1), grade, ", longest sentence ",
              reading.longest);
      CHECK(reading.lix() <= 40.0);
      if (english) CHECK(reading.grade() <= 8.0);
      for (const std::string& sentence : sentences(texts)) {
        CAPTURE(sentence);
        CHECK(reading_of(std::vector{sentence}).longest <= 25);
      }
    }
    const Reading stop = reading_of(prose_of(walk().stop, walk(), locale));
    CHECK(stop.lix() <= 40.0);
  }
}

TEST_CASE("no abbreviation, no promise, no number in words, and nothing that a voice cannot say") {
  const WordRules rules = must(WordRules::parse(must(read_file(must(files().find("assets/wording.toml")))), "wording.toml"));
  static const std::regex kShort("[A-Z]{2,}|[a-z]\\.[a-z]\\.");
  // But for two, which a row says in words.
  static const std::regex kNumberWord(
      "\\b(three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|tjugo|halften)\\b",
      std::regex::icase);
  static const std::regex kSpeakable("[A-Za-z0-9 .,:;?!'()-]*");
  for (const Locale& locale : locales()) {
    for (const WalkScreen& screen : walk().screens) {
      CAPTURE(screen.id);
      for (const WalkCard& card : screen.cards) {
        std::string all;
        for (const std::string& text : prose_of(card, walk(), locale)) {
          const std::string plain = ascii(text);
          CAPTURE(plain);
          CHECK((plain.find("I USA ") == 0 || !std::regex_search(plain, kShort)));  // in Swedish that is the country's name
          CHECK(!std::regex_search(plain, kNumberWord));
          CHECK(std::regex_match(plain, kSpeakable));
          all += text + ' ';
        }
        CHECK(rules.check(BeatBadge::background, locale.name(), all, all).empty());  // never promised
        if (card.known == KnownFrom::hypothesis) CHECK(to_text(rules.check(BeatBadge::hypothesis, locale.name(), all, "")) == "");
        if (card.known == KnownFrom::animals) CHECK(to_text(rules.check(BeatBadge::animals, locale.name(), all, "")) == "");
      }
    }
  }
}

TEST_CASE("every number on a screen is one of the facts that its card names") {
  static const std::regex kNumber("[0-9]+(?:[.,][0-9]+)?");
  for (const Locale& locale : locales()) {
    for (const WalkScreen& screen : walk().screens) {
      for (const WalkCard& card : screen.cards) {
        std::set<double> known{100.0, 112.0, 2026.0};
        for (const std::string& id : card.facts) {
          const Fact* fact = walk().facts.find(id);
          REQUIRE(fact != nullptr);
          CHECK(!fact->withheld());
          for (const auto& [name, value] : fact->more) known.insert(value);
          if (!fact->low) continue;
          for (const double value : {*fact->low, *fact->high, 100.0 - *fact->low, 100.0 - *fact->high})
            known.insert(std::round(10.0 * value) / 10.0);
        }
        for (const std::string& text : prose_of(card, walk(), locale)) {
          for (std::sregex_iterator one(text.begin(), text.end(), kNumber), end; one != end; ++one) {
            std::string number = one->str();
            std::replace(number.begin(), number.end(), ',', '.');
            CAPTURE(screen.id);
            CAPTURE(text);
            CHECK(known.count(std::stod(number)) == 1);
          }
        }
      }
    }
  }
}

TEST_CASE("what was recalled says so wherever it stands, and both frames stand beside each other") {
  std::size_t recalled = 0;
  for (const Locale& locale : locales()) {
    const std::string remark = locale.text("walk.recalled"_key);
    const auto check = [&](const Phrase& phrase) {
      const bool due =
          std::any_of(phrase.facts.begin(), phrase.facts.end(), [](const std::string& id) { return walk().facts.find(id)->recalled(); });
      CAPTURE(phrase.words.en);
      CHECK((phrase.words.in(locale.name()).find(remark) != std::string::npos) == due);
      recalled += due ? 1 : 0;
    };
    for (const WalkScreen& screen : walk().screens) {
      for (const WalkCard& card : screen.cards) {
        for (const Phrase& phrase : card.text) check(phrase);
        for (const Phrase& phrase : card.points) check(phrase);
        for (const IconArray& array : card.arrays) {
          const auto frames = both_frames(array, locale);
          CHECK(frames.size() == (array.none ? 1 : 2));
          if (array.none) continue;
          const std::vector<std::string> texts = prose_of(card, walk(), locale);
          CHECK((std::find(texts.begin(), texts.end(), remark) != texts.end()) ==
                std::any_of(card.arrays.begin(), card.arrays.end(), [](const IconArray& one) { return one.recalled; }));
        }
      }
    }
    for (const Choices::Thing& thing : walk().choices.things) {
      for (const Phrase& phrase : thing.of) check(phrase);
    }
  }
  CHECK(recalled > 10);
}

TEST_CASE("help and harm are shown in the same way: two hundreds side by side, the same time under both") {
  for (const std::size_t screen : {5U, 6U}) {
    std::size_t cards = 0;
    for (const WalkCard& card : walk().screens[screen].cards) {
      if (card.arrays.empty()) continue;
      ++cards;
      REQUIRE(card.arrays.size() == 2);
      CHECK(!card.arrays[0].none);
      if (!card.arrays[1].none) CHECK(card.arrays[0].when.en == card.arrays[1].when.en);
    }
    CHECK(cards >= 5);
  }
}

TEST_CASE("the choices are compared over six things, and every choice has a word in each") {
  const Choices& choices = walk().choices;
  CHECK(choices.names.size() == 6);
  for (const Choices::Thing& thing : choices.things) {
    REQUIRE(thing.of.size() == choices.names.size());
    for (const Phrase& phrase : thing.of) CHECK(!phrase.words.sv.empty());
  }
  std::size_t shown = 0;
  for (const WalkCard& card : walk().screens.back().cards) shown += card.kind == CardKind::thing ? 1 : 0;
  CHECK(shown == kThings);
}

TEST_CASE("the walk leads to care: whom to contact stands behind Stop here") {
  for (const Locale& locale : locales()) {
    std::string all;
    for (const std::string& text : prose_of(walk().stop, walk(), locale)) all += text;
    CHECK(all.find("112") != std::string::npos);
  }
  CHECK(!walk().clinic);
}

TEST_CASE("a clinic's own words stand on cards of their own") {
  const fs::path folder = fs::path(SYN_BINARY_DIR) / "walk-clinic";
  fs::create_directories(folder);
  const fs::path file = folder / "clinic.toml";
  REQUIRE(
      write_file(file, "name = \"A clinic\"\ncontact = \"Call 12345\"\n[[card]]\nscreen = 7\ntitle = \"With us\"\ntext = \"3 of 10\"\n"));
  const Walk with = must(Walk::load(files(), parameters(), locales(), file));
  REQUIRE(with.clinic);
  CHECK(with.clinic->contact.in("sv") == "Call 12345");
  CHECK(with.screens[6].cards.size() == walk().screens[6].cards.size() + 1);
  CHECK(with.screens[6].cards.back().of_clinic);
  CHECK(with.screens[5].cards.size() == walk().screens[5].cards.size());
  CHECK(must(parse_clinic(must(read_file(must(files().find("assets/walk/clinic-template.toml")))), "template")).cards.size() == 1);
  const auto wrong = parse_clinic("contact = \"x\"\n[[card]]\nscreen = 9\ntitle = \"a\"\ntext = \"b\"\n", "c.toml");
  REQUIRE(!wrong);
  CHECK(wrong.error().size() == 2);  // no name; no such screen
}

TEST_CASE("the page to print holds what was marked, ticked and typed, and each of its numbers is a fact's") {
  WalkNotes notes;
  CHECK(notes.empty());
  notes.marks = {2, 0, 1, 0, 0, 0};
  notes.ticked.assign(walk().questions.size(), false);
  notes.ticked[1] = true;
  notes.own[0] = "May I bring <my> dog & cat?";
  CHECK(!notes.empty());
  for (const Locale& locale : locales()) {
    const std::string page = walk_page(walk(), notes, parameters(), locale);
    const auto holds = [&](const std::string& text) { return page.find(text) != std::string::npos; };
    const Choices::Thing& works = walk().choices.things[0];
    CHECK(holds("<h3>" + works.name.in(locale.name()) + "</h3>"));
    CHECK(!holds("<h3>" + walk().choices.things[1].name.in(locale.name()) + "</h3>"));
    CHECK(holds(walk().questions[1].in(locale.name())));
    CHECK(!holds(walk().questions[0].in(locale.name())));
    CHECK(holds("May I bring &lt;my&gt; dog &amp; cat?"));
    CHECK(holds("112"));
    CHECK(holds(locale.text("walk.recalled"_key)) == false);  // none of what was marked was
    // Between the marks of the page, without its style.
    const std::string body = std::regex_replace(page.substr(page.find("<body>")), std::regex("<p class=\"small\">.*|<[^>]*>"), " ");
    std::set<double> known{100.0, 112.0, 2026.0};
    for (const Fact& fact : walk().facts.all()) {
      for (const auto& [name, value] : fact.more) known.insert(value);
      if (fact.low) known.insert({*fact.low, *fact.high, std::round(10.0 * (100.0 - *fact.low)) / 10.0});
    }
    static const std::regex kNumber("[0-9]+(?:[.,][0-9]+)?");
    for (std::sregex_iterator one(body.begin(), body.end(), kNumber), end; one != end; ++one) {
      std::string number = one->str();
      std::replace(number.begin(), number.end(), ',', '.');
      CAPTURE(number);
      CHECK(known.count(std::stod(number)) == 1);
    }
  }
  const std::string empty = walk_page(walk(), {}, parameters(), locales().front());
  for (const Choices::Thing& thing : walk().choices.things) CHECK(empty.find("<h3>" + thing.name.en) != std::string::npos);
}

TEST_CASE("a fact that is wrong is told with its line") {
  const std::string head = "id,topic,fact,number_per_100,period,group_studied,source,source_sv,evidence,more\n";
  CHECK(Facts::parse(head + "a,t,12 of 40 people,30,1 day,40 people,S,S,V,people=40\n", "f.csv")->find("a")->more.at("people") == 40.0);
  const auto range = Facts::parse(head + "a,t,f,0.3-0.4,,,S,S,V; 40 min M-hi,\n", "f.csv");
  REQUIRE(range);
  CHECK(*range->all().front().high == 0.4);
  CHECK(range->all().front().recalled());
  CHECK(problems_of(Facts::parse(head + "a,t,f,130,,,S,S,V,\n", "f.csv")).find("no number of 100") != std::string::npos);
  CHECK(problems_of(Facts::parse(head + "a,t,f,4-x,,,S,S,V,\n", "f.csv")).find("f.csv:2") != std::string::npos);
  CHECK(problems_of(Facts::parse(head + "a,t,f,30,,,S,S,V,people=41\n", "f.csv")).find("people=41") != std::string::npos);
  CHECK(problems_of(Facts::parse(head + "a,t,f,30,,,S,S,V,\na,t,f,30,,,S,S,V,\n", "f.csv")).find("twice") != std::string::npos);
}

TEST_CASE("a sentence says no number by itself, and none that is only remembered to its order") {
  const std::string head = "id,topic,fact,number_per_100,period,group_studied,source,source_sv,evidence,more\n";
  const Facts facts = must(Facts::parse(head + "good,t,f,52.5,,,S,S,M-hi,\nlow,t,f,30,,,S,S,M-lo,\ngap,t,f,,,,none,,gap,\n", "f.csv"));
  const Phrases phrases(facts, locales(), {"November 2026", "november 2026"});
  const auto said = [&](const std::string& en, const std::string& sv) {
    Problems problems;
    const ConfigTable table = must(parse_config("text = " + quote(en) + "\ntext_sv = " + quote(sv) + "\n", "t.toml"));
    TableReader reader(table, problems);
    const Phrase phrase = phrases.one(reader, "text");
    return problems.empty() ? phrase.words.sv : "PROBLEM " + to_text(problems);
  };
  CHECK(said("{good} of 100, {good.no} not", "{good} av 100, {good.no} inte") == "52,5 av 100, 47,5 inte (ur minnet, inte läst på nytt)");
  CHECK(said("Nothing was read.{=gap}", "Inget lästes.{=gap}") == "Inget lästes.");
  CHECK(said("53 of 100", "av 100").find("says 53 by itself") != std::string::npos);
  CHECK(said("{low}", "{low}").find("nobody is shown") != std::string::npos);
  CHECK(said("x{=low}", "x{=low}").find("nobody is shown") != std::string::npos);
  CHECK(said("{gap}", "{gap}").find("has no number") != std::string::npos);
  CHECK(said("{god}", "{good}").find("did you mean") != std::string::npos);
  CHECK(said("{good}", "inget").find("other facts") != std::string::npos);
  CHECK(said("{good.people}", "{good.people}").find("has no number \"people\"") != std::string::npos);
}

TEST_CASE("reading measures count sentences, words, long words and syllables") {
  const Reading one = reading_of(std::vector<std::string>{"The cat sat. It had a little table, 0.5 of it."});
  CHECK(one.sentences == 2);
  CHECK(one.words == 11);
  CHECK(one.long_words == 0);
  CHECK(one.longest == 8);
  CHECK(one.syllables == 1 + 1 + 1 + 1 + 1 + 1 + 2 + 2 + 2 + 1 + 1);
  CHECK(one.lix() == doctest::Approx(5.5));
  CHECK(reading_of(std::vector<std::string>{"nedstämdhet självmord"}).long_words == 2);
  CHECK(reading_of({}).lix() == 0.0);
}
