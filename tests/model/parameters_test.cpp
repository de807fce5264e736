#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "model/data/parameters.hpp"
#include "shipped.hpp"

using namespace syn;

namespace {

constexpr std::string_view kSources = R"([perez_2021]
citation = "Perez 2021"
says = "a model"
limit = "venous"
read = "page"
)";

std::string one(std::string_view key, std::string_view value = "value = 2.0", std::string_view source = "perez_2021") {
  return "[" + std::string(key) + "]\n" + std::string(value) + "\nunit = \"L\"\nrange = [1.0, 3.0]\nkind = \"fitted\"\nsource = \"" +
         std::string(source) + "\"\n";
}

// The one problem that `text` has.
Problem problem_of(const std::string& text) {
  const auto read = Parameters::from_texts({{"p.toml", text}}, kSources);
  REQUIRE_FALSE(read.has_value());
  REQUIRE_MESSAGE(read.error().size() == 1, to_text(read.error()));
  return read.error().front();
}

}  // namespace

TEST_CASE("the shipped parameters load, each in its range, with unit and source") {
  const Parameters& parameters = test::shipped();
  CHECK(parameters.all().size() > 100);
  for (const auto& each : parameters.all()) {
    const auto& key = each.first;
    const auto& parameter = each.second;
    CAPTURE(key);
    CHECK(parameter.range.contains(parameter.value));
    CHECK_FALSE(parameter.unit.empty());
    CHECK(parameters.source(parameter.source) != nullptr);
  }
  CHECK(parameters["pk.racemic.clearance"] == 90.0);
  CHECK(parameters.find("pk.racemic.clearance")->unit == "L/h");
  CHECK(parameters.find("receptor.block_half")->kind == Evidence::fitted);
  CHECK(parameters.find("pk.molar_mass_ketamine")->kind == Evidence::published);
  CHECK(parameters.find("pk.no_such_thing") == nullptr);
}

TEST_CASE("every source says who, what and what not") {
  for (const auto& each : test::shipped().sources()) {
    const auto& key = each.first;
    const auto& source = each.second;
    CAPTURE(key);
    CHECK(source.citation.size() > 5);
    CHECK(source.says.size() > 5);
    CHECK((source.limit.size() > 3 || source.limit == kUnknown));
    CHECK_FALSE(source.read.empty());
  }
}

TEST_CASE("every number has a name, and every text of the program's numbers and sources stands in both languages") {
  CHECK_MESSAGE(test::shipped().missing_words().empty(), to_text(test::shipped().missing_words()));
  std::set<std::string> english, swedish;
  for (const auto& each : test::shipped().all()) {
    const auto& key = each.first;
    const auto& parameter = each.second;
    CAPTURE(key);
    CHECK(english.insert(parameter.name.en).second);  // two numbers of one name could not be told apart in a list
    CHECK(swedish.insert(parameter.name.sv).second);
    CHECK(parameter.name.in("sv") == parameter.name.sv);
    CHECK(parameter.note_words.in("en") == parameter.note);
  }
  // What is missing is named, with the place where it belongs.
  const auto read = Parameters::from_texts({{"a.toml", one("pk.x") + "name = \"Volume\"\nnote = \"n\"\n"}}, kSources);
  REQUIRE(read);
  std::set<std::string> told;
  for (const Problem& problem : read->missing_words()) told.insert(problem.file + ": " + problem.what);
  CHECK(told == std::set<std::string>{"assets/parameters: `pk.x.name_sv` is missing", "assets/parameters: `pk.x.note_sv` is missing",
                                      "assets/sources.toml: `perez_2021.limit_sv` is missing",
                                      "assets/sources.toml: `perez_2021.says_sv` is missing"});
}

TEST_CASE("every trial gives who, how many, design, result and limit, or says which of them the documents do not give") {
  std::size_t trials = 0;
  std::size_t unknown = 0;
  for (const auto& each : test::shipped().sources()) {
    const auto& key = each.first;
    const auto& source = each.second;
    if (source.kind != SourceKind::trial) continue;
    CAPTURE(key);
    ++trials;
    for (const char* line : {"who", "n", "design", "result", "limit"}) {
      CAPTURE(line);
      const std::string& text = source.line(line, "en");
      CHECK((text == kUnknown || text.size() > 1));
      unknown += text == kUnknown ? 1U : 0U;
      // A line is either known from the documents, recalled, or from outside; a missing one is none of these.
      CHECK_FALSE((source.is_recalled(line) && source.is_outside(line)));
      if (text == kUnknown) CHECK_FALSE((source.is_recalled(line) || source.is_outside(line)));
    }
    if (source.n != kUnknown) CHECK(source.n.find_first_of("0123456789") != std::string::npos);
  }
  CHECK(trials >= 30);
  CHECK(unknown > 0);  // else nothing would prove that a gap can be said
  // As the documents print them, and not otherwise.
  const auto line = [](const char* key, const char* name) { return test::shipped().source(key)->line(name, "en"); };
  CHECK(line("daly_2018", "result").find("14 to 18 against 10") != std::string::npos);
  CHECK(line("feder_2021", "n") == "30 (15 and 15)");
  CHECK(line("fava_2020", "n").starts_with("99 "));
  CHECK(line("loo_2023", "n") == kUnknown);
  CHECK(test::shipped().source("loo_2016")->is_outside("n"));
  CHECK(test::shipped().source("murrough_2013")->is_recalled("result"));
}

TEST_CASE("a trial without its lines, or a mark at a line that is not there, is refused") {
  const std::string trial = "[a_1]\ncitation = \"x\"\nsays = \"y\"\nlimit = \"z\"\nread = \"page\"\nkind = \"trial\"\n";
  const auto refused = Parameters::from_texts({}, trial);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().front().what == "`a_1.who` is missing in a trial");
  const std::string lines = "who = \"w\"\nn = \"?\"\ndesign = \"d\"\nresult = \"r\"\n";
  const auto good = Parameters::from_texts({}, trial + lines + "recalled = [\"result\"]\n");
  REQUIRE(good);
  CHECK(good->source("a_1")->is_recalled("result"));
  CHECK(good->source("a_1")->n == kUnknown);
  CHECK_FALSE(Parameters::from_texts({}, trial + lines + "recalled = [\"weight\"]\n"));
}

TEST_CASE("a parameter file is read into value, unit, range, kind and note") {
  const auto read = Parameters::from_texts({{"a.toml", one("pk.x.volume") + "note = \"n\"\n"}, {"b.toml", one("pk.y")}}, kSources);
  REQUIRE_MESSAGE(read, (read ? "" : to_text(read.error())));
  const Parameter* parameter = read->find("pk.x.volume");
  REQUIRE(parameter != nullptr);
  CHECK(parameter->value == 2.0);
  CHECK(parameter->unit == "L");
  CHECK(parameter->range.low == 1.0);
  CHECK(parameter->range.high == 3.0);
  CHECK(parameter->kind == Evidence::fitted);
  CHECK(parameter->note == "n");
  CHECK(read->source("perez_2021")->limit == "venous");
  CHECK((*read)["pk.y"] == 2.0);
}

TEST_CASE("each mistake in a parameter file is told with file, line and remedy") {
  Problem problem = problem_of(one("pk.x", "value = 4.0"));
  CHECK(problem.file == "p.toml");
  CHECK(problem.line == 2);
  CHECK(problem.what == "`pk.x.value` is 4, outside of its own range");
  CHECK(problem.remedy == "range = [1, 3]");

  problem = problem_of("\n\n" + one("pk.x", "value = 2.0", "peres_2021"));
  CHECK(problem.line == 8);
  CHECK(problem.what == "`pk.x.source` names \"peres_2021\", which assets/sources.toml does not list");
  CHECK(problem.remedy == "did you mean \"perez_2021\"?");

  CHECK(problem_of("[pk.x]\nvalue = 2.0\nrange = [1.0, 3.0]\nkind = \"fitted\"\nsource = \"perez_2021\"\n").what ==
        "`pk.x.unit` is missing");
  CHECK(problem_of("[pk.x]\nvalue = 2.0\nunit = \"L\"\nkind = \"fitted\"\nsource = \"perez_2021\"\n").what == "`pk.x.range` is missing");
  CHECK(problem_of("[pk.x]\nvalue = 2.0\nunit = \"L\"\nrange = [3.0, 1.0]\nkind = \"fitted\"\nsource = \"perez_2021\"\n").what ==
        "`pk.x.range` is [3, 1]");
  CHECK(problem_of("[pk.x]\nvalue = 2.0\nunit = \"L\"\nrange = [1.0, 3.0]\nkind = \"guess\"\nsource = \"perez_2021\"\n").remedy ==
        "possible: published, fitted, hypothesis");
  CHECK(problem_of("[pk.x]\nvalue = 2.0\nunit = \"L\"\nrange = [1.0, 3.0]\nsource = \"perez_2021\"\n").what == "`pk.x.kind` is missing");
  CHECK(problem_of("loose = 1\n").what == "`loose` stands outside of any parameter");
  CHECK(problem_of("[pk.Volume]\nvalue = 1\n").what == "`pk.Volume` is not a name for a parameter");
  CHECK(problem_of(one("pk.x", "value = nan")).what == "`pk.x.value` is nan");
  CHECK(problem_of(one("pk.x") + "colour = 3\n").what == "`pk.x.colour` is not a field here");
}

TEST_CASE("problems of all files come together, and a number given twice names the other place") {
  const auto read = Parameters::from_texts(
      {{"a.toml", one("pk.x") + one("pk.y", "value = 9.0")}, {"b.toml", one("pk.x")}, {"c.toml", "a = = 1"}}, kSources);
  REQUIRE_FALSE(read.has_value());
  REQUIRE(read.error().size() == 3);
  CHECK(read.error()[0].what == "`pk.y.value` is 9, outside of its own range");
  CHECK(read.error()[1].what == "`pk.x` is given twice");
  CHECK(read.error()[1].file == "b.toml");
  CHECK(read.error()[1].remedy == "the other one stands at a.toml:1");
  CHECK(read.error()[2].file == "c.toml");
}

TEST_CASE("a source without its limit is refused") {
  const auto read = Parameters::from_texts({}, "[a_1]\ncitation = \"x\"\nsays = \"y\"\nread = \"page\"\n");
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().front().what == "`a_1.limit` is missing");
  CHECK_FALSE(Parameters::from_texts({}, "[a_1]\ncitation = \"x\"\nsays = \"y\"\nlimit = \"z\"\nread = \"heard\"\n").has_value());
}

TEST_CASE("a missing folder of parameters is told, not taken for an empty model") {
  const auto read = Parameters::load(DataFiles({std::string(SYN_BINARY_DIR) + "/no_such_folder"}));
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().front().remedy.find("--data") != std::string::npos);
}

TEST_CASE("the hash follows every value and nothing else") {
  const Parameters& parameters = test::shipped();
  const std::string hash = parameters.hash();
  CHECK(hash.size() == 16);
  CHECK(hash.find_first_not_of("0123456789abcdef") == std::string::npos);
  std::set<std::string> hashes{hash};
  std::size_t movable = 0;
  for (const auto& [key, parameter] : parameters.all()) {
    const double other = parameter.value == parameter.range.high ? parameter.range.low : parameter.range.high;
    if (other == parameter.value) continue;
    ++movable;
    hashes.insert(parameters.with({{key, other}}).hash());
  }
  CHECK(hashes.size() == movable + 1);
  CHECK(parameters.with({}).hash() == hash);
  // Straight from the definition of FNV-1a over the text "a=1\n".
  const auto tiny = Parameters::from_texts({{"t.toml", one("a", "value = 1.0")}}, kSources);
  std::uint64_t expected = 14695981039346656037ULL;
  for (const char c : std::string_view("a=1\n")) expected = (expected ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  CHECK(std::stoull(tiny->hash(), nullptr, 16) == expected);
}

TEST_CASE("a changed copy leaves the original alone") {
  const Parameters& parameters = test::shipped();
  const Parameters changed = parameters.with({{"pk.racemic.clearance", 80.0}});
  CHECK(changed["pk.racemic.clearance"] == 80.0);
  CHECK(parameters["pk.racemic.clearance"] == 90.0);
}
