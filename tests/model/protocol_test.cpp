#include "model/patch/protocol.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>

#include "core/files.hpp"
#include "shipped.hpp"

using namespace syn;

namespace {

const std::string kGood = R"(version = 1
title = "one release"
[receptors]
glun2a = 10
[[step]]
for_ms = 100
releases_ms = [5]
)";

Result<Protocol> read(const std::string& text) { return parse_protocol(text, "p.toml", test::shipped()); }

// `kGood` with one text replaced by another.
std::string changed(const std::string& from, const std::string& to) {
  std::string text = kGood;
  const std::size_t place = text.find(from);
  REQUIRE(place != std::string::npos);
  return text.replace(place, from.size(), to);
}

// The problems of a protocol, as text.
std::string told(const std::string& text) {
  const auto protocol = read(text);
  REQUIRE_FALSE(protocol.has_value());
  return to_text(protocol.error());
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a short protocol is whole: what is left out has a usual value") {
  const auto protocol = read(kGood);
  REQUIRE(protocol.has_value());
  CHECK(protocol->title == "one release");
  CHECK(protocol->drug == PoreBlocker::ketamine);
  CHECK(protocol->start == PatchStart::rest);
  REQUIRE(protocol->receptors.size() == 1);
  CHECK(protocol->receptors[0].count == 10);
  CHECK(protocol->total_ms() == 100.0);
  const auto sweeps = protocol->sweeps();
  REQUIRE(sweeps.size() == 1);
  CHECK(sweeps[0] == ClampValues{-60.0, 1.0, 0.0, 0.0});
  REQUIRE(protocol->measures.size() == 1);
  CHECK(protocol->measures[0].from_ms == 5.0);
  CHECK(protocol->measures[0].to_ms == 100.0);
}

TEST_CASE("lists make sweeps of all combinations, the drug changing fastest; trains make releases") {
  const auto protocol = read(R"(version = 1
drug = "memantine"
temperature_c = 35
gating_voltage = true
[receptors]
glun2b = 3
glun2d = 4
[hold]
voltage_mv = [-60, 40]
magnesium_mm = [0, 1]
drug_um = [0, 1, 10]
[[step]]
for_ms = 10
[[step]]
for_ms = 1000
voltage_mv = -70
train = { first_ms = 10, every_ms = 100, count = 5 }
[parameters]
channel.reversal = -3
)");
  REQUIRE(protocol.has_value());
  const auto sweeps = protocol->sweeps();
  REQUIRE(sweeps.size() == 12);
  CHECK(sweeps[0] == ClampValues{-60.0, 0.0, 0.0, 0.0});
  CHECK(sweeps[1] == ClampValues{-60.0, 0.0, 0.0, 1.0});
  CHECK(sweeps[3] == ClampValues{40.0, 0.0, 0.0, 0.0});
  CHECK(sweeps[6] == ClampValues{-60.0, 1.0, 0.0, 0.0});
  CHECK(protocol->steps[1].releases_ms == std::vector<double>{10, 110, 210, 310, 410});
  CHECK(protocol->steps[1].set[0] == -70.0);
  CHECK(protocol->measures.size() == 5);
  CHECK(protocol->parameters.at("channel.temperature") == 35.0);
  CHECK(protocol->parameters.at("channel.gating_voltage") == 1.0);
  CHECK(protocol->parameters.at("channel.reversal") == -3.0);
}

TEST_CASE("the protocols that come with the program can be read") {
  const auto paths = test::source_tree().list("assets/protocols", ".toml");
  CHECK(paths.size() >= 5);
  for (const auto& path : paths) {
    const auto protocol = load_protocol(path, test::shipped());
    CHECK_MESSAGE(protocol.has_value(), (protocol ? "" : to_text(protocol.error())));
    if (protocol) CHECK_FALSE(protocol->title.empty());
  }
}

TEST_CASE("the protocol on the page for students can be read as it stands, and every drug is named there") {
  const auto page = read_file(std::string(SYN_SOURCE_DIR) + "/docs/patch.md");
  REQUIRE(page.has_value());
  const std::string fence = "```toml\n";
  const std::size_t start = page->find(fence) + fence.size();
  const auto protocol = read(page->substr(start, page->find("```", start) - start));
  CHECK_MESSAGE(protocol.has_value(), (protocol ? "" : to_text(protocol.error())));
  for (const PoreBlocker blocker : kPoreBlockers) CHECK(has(*page, "`" + std::string(name_of(blocker)) + "`"));
  for (const auto& path : test::source_tree().list("assets/protocols", ".toml")) CHECK(has(*page, "`" + path.filename().string() + "`"));
}

TEST_CASE("each mistake gives its line, what is wrong and what would be right") {
  struct Row {
    std::string from, to, told;
  };
  for (const Row& row : {
           Row{"version = 1", "version = 2", "p.toml:1:11: `version` is 2; this program reads version = 1"},
           Row{"version = 1\n", "", "`version` is missing"},
           Row{"title", "titel", "p.toml:2:9: `titel` is not a field here; did you mean `title`?"},
           Row{"title =", "drug = \"ketamin\"\ntitle =", "did you mean \"ketamine\"?"},
           Row{"title =", "drug = 5\ntitle =", "`drug` is a whole number"},
           Row{"title =", "start = \"resting\"\ntitle =", "did you mean \"rest\"?"},
           Row{"title =", "sample_ms = 0\ntitle =", "give a number from 0.01 to 60000 ms"},
           Row{"title =", "sample_ms = 0.0305\ntitle =", "whole microseconds"},
           Row{"title =", "sample_ms = nan\ntitle =", "`sample_ms` is nan"},
           Row{"title =", "single_channels = 1000\ntitle =", "a whole number from 0 to 20"},
           Row{"title =", "temperature_c = 80\ntitle =", "`temperature_c` is 80; give a number from 18 to 38"},
           Row{"title =", "ampa = 1\ntitle =", "write true or false"},
           Row{"glun2a = 10", "glun2c = 10", "did you mean `glun2a`?"},
           Row{"glun2a = 10", "glun2a = 0", "`receptors` holds none"},
           Row{"glun2a = 10", "glun2a = -4", "`receptors.glun2a` is -4; give a whole number from 0 to 1000000"},
           Row{"[receptors]\nglun2a = 10\n", "", "`receptors` is missing"},
           Row{"for_ms = 100", "", "`step[1].for_ms` is missing"},
           Row{"for_ms = 100", "for_ms = -1", "give a number from 0.001 to 3600000 ms"},
           Row{"for_ms = 100", "for_ms = 5", "releases at 5 ms; the step ends at 5 ms"},
           Row{"for_ms = 100", "for_ms = 100\nvoltage_mv = 1000", "give a number from -150 to 100 mV"},
           Row{"for_ms = 100", "for_ms = 100\ntrain = { every_ms = 10 }", "`step[1].train.count` is missing"},
           Row{"[5]", "[5, \"six\"]", "`step[1].releases_ms` holds a text"},
           Row{"[5]", "[5, 5]", "releases twice at the same moment"},
           Row{"[5]", "[5]\n[hold]\nvoltage_mv = []", "`hold.voltage_mv` is an empty list"},
           Row{"[5]", "[5]\n[hold]\ndrug_um = [1, -1]", "give numbers from 0 to 1000 uM"},
           Row{"[5]", "[5]\n[hold]\nvoltage = -60", "did you mean `voltage_mv`?"},
           Row{"[5]", "[5]\n[[measure]]\nfrom_ms = 50\nto_ms = 20", "a window ends after it begins"},
           Row{"[5]", "[5]\n[[measure]]\nto_ms = 200", "the steps end at 100 ms"},
           Row{"[5]", "[5]\n[parameters]\nchannel.reversol = 1", "did you mean `channel.reversal`?"},
           Row{"[5]", "[5]\n[parameters]\nchannel.reversal = 50", "give a number from -3 to 5 mV"},
           Row{"glun2a = 10", "glun2b = 10\n[hold]\n", ""},
       }) {
    CAPTURE(row.to);
    if (row.told.empty()) {
      CHECK(read(changed(row.from, row.to)).has_value());
      continue;
    }
    const std::string text = told(changed(row.from, row.to));
    CAPTURE(text);
    CHECK(has(text, row.told));
  }
}

TEST_CASE("a drug without numbers for a subtype is refused where the subtype stands") {
  const std::string text = "drug = \"ketamine_human\"\n" + changed("glun2a = 10", "glun2a = 10\nglun2b = 2");
  CHECK(has(told(text), "p.toml:6:10: `receptors.glun2b` has no numbers for drug \"ketamine_human\""));
}

TEST_CASE("every mistake of a file is told at once, in the order of its lines") {
  const std::string text = told(R"(version = 1
drug = "ketmine"
[receptors]
glun2a = 1.5
[hold]
magnesium_mm = -1
[[step]]
for_ms = "long"
glutamat_um = 3
)");
  CAPTURE(text);
  CHECK(std::count(text.begin(), text.end(), '\n') == 5);
  std::size_t before = 0;
  for (const char* part : {"`drug`", "`receptors.glun2a`", "`hold.magnesium_mm`", "`step[1].for_ms`", "`step[1].glutamat_um`"}) {
    const std::size_t place = text.find(part);
    REQUIRE(place != std::string::npos);
    CHECK(place >= before);
    before = place;
  }
}

TEST_CASE("no protocol runs forever: time, sweeps, rows, releases and single channels have an end") {
  const auto step = [](const std::string& more) { return changed("for_ms = 100\n", "for_ms = 100\n" + more); };
  std::string many = "[hold]\nvoltage_mv = [";
  for (int i = 0; i < 300; ++i) many += std::to_string(-100 + i % 150) + ", ";
  CHECK(has(told(kGood + many + "]\n"), "makes 300 sweeps; at most 200"));
  std::string hours = kGood;
  for (int i = 0; i < 3; ++i) hours += "[[step]]\nfor_ms = 3000000\n";
  CHECK(has(told("sample_ms = 1000\n" + hours), "a sweep lasts at most an hour"));
  CHECK(has(told("sample_ms = 0.01\n" + kGood + "[[step]]\nfor_ms = 100000\n"), "sample less often"));
  CHECK(has(told(step("train = { every_ms = 0.01, count = 5000 }\n")), "a whole number from 1 to 2000"));
  CHECK(has(told(step("train = { first_ms = 10, every_ms = 0.01, count = 2000 }\n")), "holds 2001 releases; at most 2000"));
  CHECK(has(told("single_channels = 20\nsample_ms = 1000\n" + kGood + "[[step]]\nfor_ms = 3000000\n"), "at most 20000000"));
  CHECK(has(told("single_channels = 20\nsample_ms = 0.1\n" + kGood + "[[step]]\nfor_ms = 99000\n"), "makes a table of"));
  CHECK(has(told("second_site = true\nsample_ms = 1000\n" + kGood + "[[step]]\nfor_ms = 3000000\n"), "at most 600000"));
  std::string steps = kGood;
  for (int i = 0; i < 1001; ++i) steps += "[[step]]\nfor_ms = 1\n";
  CHECK(has(told(steps), "is there 1002 times; at most 1000"));
}

TEST_CASE("what is no protocol at all is told as such") {
  CHECK(has(told("version = "), "this is not TOML"));
  CHECK(has(told("version = 1\n"), "`receptors` is missing"));
  CHECK(has(told("version = 1\n"), "`step` is missing"));
  CHECK_FALSE(load_protocol("/no/such/protocol.toml", test::shipped()).has_value());
}
