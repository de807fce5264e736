// Lectures: what their files may say, and that the shipped ones carry the brief in words that fit what is known.
#include "app/lecture/lecture.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace syn;

namespace {

const DataFiles kFiles({SYN_SOURCE_DIR});

const LectureReader& reader() {
  static const LectureReader opened = LectureReader::open(kFiles, Parameters::load(kFiles).value()).value();
  return opened;
}

const std::string kHead = "version = 1\ntitle = \"a\"\ntitle_sv = \"b\"\n[[chapter]]\nname = \"c\"\nname_sv = \"d\"\n";
const std::string kBeat =
    "[[beat]]\nid = \"one\"\nchapter = 1\nclaims = [\"C15\"]\nbadge = \"hypothesis\"\nfor = [\"li_2010\"]\nagainst = [\"holmes_2022\"]\n"
    "headline = \"It may be so\"\nheadline_sv = \"Det kan vara så\"\ncaption = \"An idea.\"\ncaption_sv = \"En idé.\"\n"
    "note = \"n\"\nnote_sv = \"n\"\nscenario = \"one-infusion-cbt\"\n";

std::string with(std::string text, const std::string& from, const std::string& to) {
  REQUIRE(text.find(from) != std::string::npos);
  return text.replace(text.find(from), from.size(), to);
}

// The problems of the good beat with one thing in it another.
std::string problems(const std::string& from, const std::string& to) {
  const auto read = reader().parse(with(kHead + kBeat, from, to), "l.toml");
  return read ? "" : to_text(read.error());
}

}  // namespace

TEST_CASE("a lecture is read as written") {
  const Lecture lecture = reader().parse(kHead + kBeat, "talks/l.toml").value();
  CHECK(lecture.name == "l");
  CHECK(lecture.title.sv == "b");
  REQUIRE(lecture.beats.size() == 1);
  const Beat& beat = lecture.beats.front();
  CHECK(beat.claims == std::vector<int>{15});
  CHECK(claim_list(beat) == "C15");
  CHECK(beat.badge == BeatBadge::hypothesis);
  CHECK(beat.sources_against == std::vector<std::string>{"holmes_2022"});
  CHECK(beat.scenario.therapies.size() == 4);
  CHECK(beat.line == 7);
  CHECK(lecture.beat("one") == &beat);
  CHECK(lecture.beat("two") == nullptr);
}

TEST_CASE("each mistake is named with its line and what would be right") {
  CHECK(problems("id = \"one\"", "id = \"One beat\"").find("l.toml:8") != std::string::npos);
  CHECK(problems("\"C15\"", "\"C25\"").find("C1 to C24") != std::string::npos);
  CHECK(problems("li_2010", "li_2100").find("did you mean \"li_2010\"?") != std::string::npos);
  CHECK(problems("one-infusion-cbt", "one-infusion").find("`beat[1].scenario`") != std::string::npos);
  CHECK(problems("against = [\"holmes_2022\"]", "against = []").find("in the same beat") != std::string::npos);
  CHECK(problems("chapter = 1", "chapter = 2").find("from 1 to 1") != std::string::npos);
  CHECK(problems("badge = \"hypothesis\"\n", "").find("badge") != std::string::npos);
  CHECK(problems("caption_sv = \"En idé.\"\n", "").find("caption_sv") != std::string::npos);
  CHECK(problems("note = \"n\"\n", "note = \"n\"\nnoet = \"n\"\n").find("did you mean `note`?") != std::string::npos);
  CHECK(problems("note = \"n\"\n", "note = \"n\"\ncommands = [\"sek 3\"]\n").find("did you mean seek?") != std::string::npos);
  CHECK(problems("note = \"n\"\n", "note = \"n\"\nwants = [\"brains\"]\n").find("brain") != std::string::npos);
  CHECK(problems("It may be so", "It may be one word too many for a headline now").find("has 11 words") != std::string::npos);
  const std::string line = "An idea " + std::string(55, 'x') + " ";
  CHECK(problems("\"An idea.\"", "\"" + line + line + line + "\"").find("at most 2") != std::string::npos);
}

TEST_CASE("verbs follow the badge, in both languages") {
  CHECK(problems("An idea.", "An idea: ketamine causes relief.").find("says \"causes\"") != std::string::npos);
  CHECK(problems("En idé.", "En idé: ketamin ORSAKAR lindring.").find("says \"orsakar\"") != std::string::npos);
  CHECK(problems("note_sv = \"n\"", "note_sv = \"Det läker.\"").find("says \"läker\"") != std::string::npos);
  const std::string bare = with(kHead + kBeat, "It may be so", "It is so");
  const auto read = reader().parse(with(bare, "An idea.", "So it is."), "l.toml");
  REQUIRE(!read);
  CHECK(to_text(read.error()).find("hypothesis") != std::string::npos);
  // A word within another is not the word.
  CHECK(problems("An idea.", "An idea of becauses.").empty());
  CHECK(problems("badge = \"hypothesis\"", "badge = \"animals\"").find("mice") != std::string::npos);
  CHECK(problems("badge = \"hypothesis\"", "badge = \"our_model\"").find("model") != std::string::npos);
}

TEST_CASE("a beat of another lecture is used as it is written there") {
  const std::string use = "[[beat]]\nuse = \"twenty-minutes/in-the-gate\"\nchapter = 1\nminutes = 3\n";
  const Lecture lecture = reader().parse(kHead + use, "l.toml").value();
  const Lecture source = reader().load_named("twenty-minutes").value();
  const Beat& beat = lecture.beats.front();
  CHECK(beat.headline.en == source.beat("in-the-gate")->headline.en);
  CHECK(beat.minutes == 3.0);
  CHECK(beat.chapter == 0);
  const auto problem = [&](const std::string& to) {
    return to_text(reader().parse(kHead + with(use, "twenty-minutes/in-the-gate", to), "l").error());
  };
  CHECK(problem("twenty-minutes/in-the-gaet").find("did you mean \"in-the-gate\"?") != std::string::npos);
  CHECK(problem("twenty/in-the-gate").find("there is no lecture") != std::string::npos);
  CHECK(problem("in-the-gate").find("LECTURE/BEAT") != std::string::npos);
  CHECK(problem("five-minutes/in-the-gate").find("used itself") != std::string::npos);
}

TEST_CASE("a lecture of the brief carries every claim in its order") {
  const auto path = kFiles.find("assets/lectures/twenty-minutes.toml").value();
  const std::string text = read_file(path).value();
  CHECK(reader().parse(text, "l.toml"));
  const auto missing = reader().parse(with(text, "[\"C16\"]", "[]"), "l.toml");
  REQUIRE(!missing);
  CHECK(to_text(missing.error()).find("C17 comes before C16") != std::string::npos);
  const auto last = reader().parse(with(text, "[\"C24\"]", "[]"), "l.toml");
  REQUIRE(!last);
  CHECK(to_text(last.error()).find("no beat carries C24") != std::string::npos);
}

TEST_CASE("the shipped lectures are what their names say") {
  const Lecture twenty = reader().load_named("twenty-minutes").value();
  CHECK(twenty.brief);
  CHECK(twenty.chapters.size() == 10);
  CHECK(twenty.beats.size() == 20);
  CHECK(twenty.minutes() == doctest::Approx(20.0));
  std::array<int, 10> beats_of{};
  for (const Beat& beat : twenty.beats) ++beats_of[static_cast<std::size_t>(beat.chapter)];
  for (const int beats : beats_of) CHECK(beats == 2);
  CHECK(reader().load_named("five-minutes").value().minutes() == doctest::Approx(5.0));
  const Lecture long_one = reader().load_named("pharmacology").value();
  CHECK(long_one.minutes() == doctest::Approx(45.0));
  CHECK(reader().load_named("template"));
  CHECK(!reader().load_named("no-such"));
  CHECK(!reader().load_named("../scenarios/one-infusion-cbt"));
}

TEST_CASE("claims are numbered in their order") {
  CHECK(reader().claims().size() == 24);
  CHECK(!parse_claims("[[claim]]\nid = \"C2\"\nwords = \"w\"\nwords_sv = \"w\"\n", "c"));
  CHECK(!parse_claims("", "c"));
}
