// What can be looked up: the glossary in both languages, a thing for every label of every picture, values that are the
// model's, the panels that show them, and the transcript.
#include "app/explain/lookup.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "app/cli/run.hpp"
#include "app/explain/source_card.hpp"
#include "app/explain/transcript.hpp"
#include "app/panels/common/panel.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/stages/common/stage.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "app/view/stages.hpp"
#include "app/view/words.hpp"
#include "headless_ui.hpp"
#include "model/run/run.hpp"

using namespace syn;
using namespace syn::test;
namespace fs = std::filesystem;

namespace {

const Parameters& parameters() {
  static const Parameters loaded = must(Parameters::load(data_files()));
  return loaded;
}
const Lookup& lookup() {
  static const Lookup loaded = must(Lookup::load(data_files(), parameters()));
  return loaded;
}
const RunPtr& run_of_one_infusion() {
  static const RunPtr run = [] {
    Scenario scenario = must(load_scenario(fs::path(SYN_SOURCE_DIR) / "assets/scenarios/one-infusion-cbt.toml", parameters()));
    scenario.population = 50;
    return run_of(scenario, parameters(), {.every_min = 30.0, .dense_start = true});
  }();
  return run;
}

// Verbs that no sentence may use (product design 7.2).
bool promises(const std::string& text) {
  static const std::regex banned("\\b(heals?|repairs?|resets?|rewires?|läker|reparerar|nollställer)\\b", std::regex::icase);
  return std::regex_search(text, banned);
}

constexpr const char* kGlossaryHead = "term_en,term_sv,plain_en,plain_sv\n";

struct Bench {
  HeadlessUi ui;
  State state;
  std::unique_ptr<Panel> panel;
  InView in_view;

  Bench(std::unique_ptr<Panel> p, float width, float height, const char* locale, float body_px = 18.0F)
      : ui(width, height, body_px, "dark", locale), panel(std::move(p)) {
    state.scenario = run_of_one_infusion()->scenario();
    state.view.locale = *from_name<LocaleName>(locale);
    state.playhead.time_h = 2.0;
    ui.content = [this] {
      Commands out;
      int gesture = 0;
      panel->draw({state,
                   *run_of_one_infusion(),
                   parameters(),
                   ui.locale,
                   ui.theme,
                   ui.fonts.sizes.body,
                   ui.fonts.heading,
                   out,
                   gesture,
                   nullptr,
                   {},
                   nullptr,
                   {},
                   &in_view,
                   &lookup()});
      for (const Command& command : out) {  // of the view alone
        CHECK_FALSE(changes_scenario(command));
        state = must(apply(state, command, parameters()));
      }
    };
    ui.frame(2);
  }
};

}  // namespace

TEST_CASE("the glossary has every term with one plain sentence in English and in Swedish") {
  const Glossary& glossary = lookup().glossary();
  CHECK(glossary.entries().size() >= 50);
  for (const GlossaryEntry& entry : glossary.entries()) {
    for (std::size_t language = 0; language < 2; ++language) {
      CHECK_FALSE(entry.terms[language].empty());
      CHECK(entry.plains[language].back() == '.');
      CHECK_MESSAGE(!promises(entry.plains[language]), entry.plains[language]);
    }
    CHECK_MESSAGE(entry.plains[0] != entry.plains[1], entry.id());
  }
  const Locale swedish = must(Locale::load(data_files(), "sv"));
  const auto all = glossary.search("", swedish);
  REQUIRE(all.size() == glossary.entries().size());
  // å, ä and ö come after z in Swedish.
  CHECK(all.back()->term(swedish).substr(0, 2) == "\u00E5");
  // Found in either language, in capitals or not.
  for (const char* words : {"NMDA-RECEPTOR", "Gate on nerve", "\u00C5TERFALL", "relapse"})
    CHECK_MESSAGE(!glossary.search(words, swedish).empty(), words);
  CHECK(glossary.search("no such words", swedish).empty());
}

TEST_CASE("a glossary that is not whole is refused with the line of each problem") {
  const auto read = Glossary::parse(std::string(kGlossaryHead) + "spine,tagg,A bump.,Ett utskott.\nspine,tagg,A bump,\n", "g.csv");
  REQUIRE_FALSE(read.has_value());
  const std::string text = to_text(read.error());
  CHECK(read.error().size() == 4);
  CHECK_MESSAGE(text.find("g.csv:3") != std::string::npos, text);
  CHECK_MESSAGE(text.find("already stands on line 2") != std::string::npos, text);
  CHECK_MESSAGE(text.find("full stop") != std::string::npos, text);
  CHECK_FALSE(Glossary::parse(kGlossaryHead, "g.csv").has_value());
  CHECK_FALSE(Glossary::parse("term,plain\na,b\n", "g.csv").has_value());
}

TEST_CASE("every label of every picture can be looked up") {
  // Label keys as the locale files list them: the stages have no others (a missing key fails the locale test).
  std::set<std::string> keys;
  const Locale english = must(Locale::load(data_files(), "en"));
  for (const std::string& key : english.keys()) {
    static const std::regex label("stage\\.[a-z]+\\.(label|dial|signal)\\..*");
    if (std::regex_match(key, label)) keys.insert(key);
  }
  CHECK(keys.size() > 60);
  for (const std::string& key : keys) CHECK_MESSAGE(lookup().of_label(key) != nullptr, key);
  for (const Thing& thing : lookup().things()) {
    for (const std::string& label : thing.labels) CHECK_MESSAGE(keys.count(label) == 1, label);
  }
}

TEST_CASE("the keys of labels in the sources of the stages are the ones that can be looked up") {
  const std::regex literal("\"(stage\\.[a-z]+\\.(?:label|dial|signal)\\.[a-z0-9_]+)\"_key");
  std::size_t found = 0;
  for (const auto& file : fs::recursive_directory_iterator(fs::path(SYN_SOURCE_DIR) / "app/stages")) {
    if (file.path().extension() != ".cpp") continue;
    const std::string text = must(read_file(file.path()));
    for (auto it = std::sregex_iterator(text.begin(), text.end(), literal); it != std::sregex_iterator(); ++it) {
      ++found;
      CHECK_MESSAGE(lookup().of_label((*it)[1].str()) != nullptr, file.path().filename().string() << ": " << (*it)[1].str());
    }
  }
  CHECK(found > 60);
}

TEST_CASE("every thing has a name and a sentence in both languages, and the quantities of each panel are there") {
  for (const char* name : {"en", "sv"}) {
    const Locale locale = must(Locale::load(data_files(), name));
    CHECK_MESSAGE(lookup().check_words(locale).empty(), to_text(lookup().check_words(locale)));
    for (const Thing& thing : lookup().things()) {
      const std::string text = locale.text(TextKey::unchecked(thing.text_key));
      CHECK_MESSAGE(!promises(text), text);
    }
  }
  for (const Column column :
       {Column::plasma_ketamine, Column::brain_ketamine, Column::cadss, Column::systolic_rise, Column::plasticity_window,
        Column::therapy_learning, Column::symptom_p50, Column::response_fraction, Column::remission_fraction, Column::spine_density}) {
    const auto shows = [&](const Thing& thing) { return thing.value && *thing.value == Modelled(column); };
    CHECK_MESSAGE(std::any_of(lookup().things().begin(), lookup().things().end(), shows), column_info(column).name);
  }
}

TEST_CASE("a table of things with slips is refused: unknown names, units that do not fit, a label twice") {
  const char* text =
      "[one]\nplace = \"synaps\"\nlabels = [\"stage.synapse.label.nmda\"]\nterms = [\"NMDA receptr\"]\nvalue = \"glutamate_rato\"\nas = "
      "\"ng_ml\"\n"
      "sources = [\"li_201\"]\nbadge = \"animals\"\n"
      "[two]\nplace = \"synapse\"\nlabels = [\"stage.synapse.label.nmda\"]\nterms = [\"glutamate\"]\nvalue = \"glutamate_ratio\"\nas = "
      "\"ng_ml\"\n"
      "sources = [\"li_2010\"]\nagainst = [\"li_2010\"]\nbadge = \"animals\"\ncolour = \"red\"\n";
  const auto read = Lookup::parse_things(text, "i.toml", lookup().glossary(), parameters());
  REQUIRE_FALSE(read.has_value());
  const std::string problems = to_text(read.error());
  for (const char* part : {"i.toml:2", "i.toml:4", "did you mean \"NMDA receptor\"", "did you mean \"glutamate_ratio\"",
                           "did you mean \"li_20", "this one is in ratio", "already stands behind it", "already means `one`", "colour"}) {
    CHECK_MESSAGE(problems.find(part) != std::string::npos, part << " in\n" << problems);
  }
}

TEST_CASE("a value is worded as the model has it") {
  const Locale english = must(Locale::load(data_files(), "en"));
  const Locale swedish = must(Locale::load(data_files(), "sv"));
  const Trajectory& run = run_of_one_infusion()->trajectory;
  for (const Thing& thing : lookup().things()) {
    if (!thing.value) continue;
    const double value = value_at(run, *thing.value, {2.0});
    const auto values = values_of(run, *thing.value);
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    CHECK(value >= *low);
    CHECK(value <= *high);
    const std::string words = words_of(thing, value, english);
    CHECK_MESSAGE(words.find(english.number(value * thing.wording->scale, thing.wording->decimals)) != std::string::npos, words);
  }
  const Thing& plasma = *lookup().find("plasma");
  CHECK(words_of(plasma, 194.27, english).substr(0, 5) == "194.3");
  CHECK(words_of(plasma, 194.27, swedish).substr(0, 5) == "194,3");
  CHECK(words_of(*lookup().find("nmda_receptor"), 0.08, english) == "8 of 100 receptors");
}

TEST_CASE("the inspector shows what is looked up, leafs, and turns to the page that a command asks for") {
  Bench bench(make_inspector_panel(), 395.0F, 600.0F, "sv");
  bench.in_view.labels = {"stage.synapse.label.nmda", "stage.synapse.label.glutamate"};
  bench.state.view.looked_up = {LookupPage::thing, "glutamate"};
  bench.ui.frame(2);
  CHECK(bench.ui.tab_to({"glutamate", "sentence"}).has_value());
  CHECK(bench.ui.tab_to({"after"}).has_value());
  bench.ui.key(ImGuiKey_Enter);
  CHECK_FALSE(bench.ui.tab_to({"glutamate", "sentence"}).has_value());
  bench.state.view.looked_up.page = LookupPage::glossary;
  bench.ui.frame(2);
  CHECK(bench.ui.tab_to({"AMPA receptor"}).has_value());
  // The next thing after the two of the picture is the first of the file; its sources come first.
  bench.state.view.looked_up.page = LookupPage::sources;
  bench.ui.frame(2);
  CHECK(bench.ui.tab_to({"homayoun_2007"}).has_value());
}

TEST_CASE("nothing of the inspector or the words is wider than its column, with large text, in both languages") {
  for (const char* locale : {"en", "sv"}) {
    for (const float body : {18.0F, 45.0F}) {
      for (const LookupPage page : {LookupPage::thing, LookupPage::glossary, LookupPage::sources}) {
        Bench bench(make_inspector_panel(), body > 20.0F ? 700.0F : 395.0F, 600.0F, locale, body);
        bench.state.view.looked_up.page = page;
        bench.ui.frame(2);
        const ImGuiWindow* window = ImGui::FindWindowByName("window");
        CHECK_MESSAGE(window->ContentSize.x <= window->ContentRegionRect.GetWidth() + 1.0F,
                      locale << " " << body << " " << static_cast<int>(page));
      }
      Bench words(make_words_panel(), body > 20.0F ? 700.0F : 395.0F, 600.0F, locale, body);
      const ImGuiWindow* window = ImGui::FindWindowByName("window");
      CHECK_MESSAGE(window->ContentSize.x <= window->ContentRegionRect.GetWidth() + 1.0F, locale << " " << body);
    }
  }
}

TEST_CASE("Copy puts the words of the moment on the clipboard, and the transcript is asked for") {
  Bench bench(make_words_panel(), 500.0F, 600.0F, "en");
  bench.in_view.caption = {"stage.synapse.label.nmda"_key, {}};
  bench.ui.frame(2);
  REQUIRE(bench.ui.tab_to({"copy"}).has_value());
  bench.ui.key(ImGuiKey_Enter);
  const std::string text = ImGui::GetClipboardText();
  CHECK(text.find("NMDA receptor, cut open") != std::string::npos);
  CHECK(text.find(description_text(*run_of_one_infusion(), {2.0}, bench.ui.locale).substr(0, 300)) == 0);
  REQUIRE(bench.ui.tab_to({"transcript"}).has_value());
  bench.ui.key(ImGuiKey_Enter);
  CHECK(bench.in_view.wishes == Wishes{Wish::transcript});
  // Ctrl+C does the same, wherever in the panel the focus is.
  ImGui::SetClipboardText("something else");
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = true;
  io.KeyMods = ImGuiKeyModFlags_Ctrl;
  io.KeysDown[ImGuiKey_C] = true;
  bench.ui.frame();
  io.KeyCtrl = false;
  io.KeyMods = ImGuiKeyModFlags_None;
  io.KeysDown[ImGuiKey_C] = false;
  bench.ui.frame();
  CHECK(text == ImGui::GetClipboardText());
}

TEST_CASE("a source card says what is from memory, what is from outside and what is not known, in both languages") {
  for (const char* name : {"en", "sv"}) {
    const Locale locale = must(Locale::load(data_files(), name));
    const auto card = [&](const char* key) {
      std::string text;
      for (const TextLine& line : source_lines(*parameters().source(key), locale)) text += line.text + "\n";
      return text;
    };
    const std::string unknown = locale.text("lookup.source.unknown"_key);
    const std::string recalled = locale.text("lookup.source.recalled"_key);
    const std::string outside = locale.text("lookup.source.outside"_key);
    CHECK(card("loo_2023").find(unknown) != std::string::npos);
    CHECK(card("loo_2023").find(outside) != std::string::npos);
    CHECK(card("murrough_2013").find(recalled) != std::string::npos);
    CHECK(card("feder_2021").find(unknown) == std::string::npos);
    CHECK(card("feder_2021").find("11" + std::string(name == std::string("sv") ? "," : ".") + "9") != std::string::npos);
    for (const auto& entry : parameters().sources()) {
      const auto& key = entry.first;
      const auto& source = entry.second;
      CAPTURE(key);
      const std::string text = card(key.c_str());
      CHECK(text.find("?") == std::string::npos);
      CHECK(text.find(locale.text(TextKey::unchecked("lookup.source.read." + source.read))) != std::string::npos);
    }
  }
  // Found by a word of either language.
  CHECK(source_holds(*parameters().source("laje_2012"), folded("Met-allelen")));
  CHECK(source_holds(*parameters().source("laje_2012"), folded("Met allele")));
  CHECK_FALSE(source_holds(*parameters().source("laje_2012"), folded("no such words")));
}

TEST_CASE("a transcript has a section for each event and each day, in both languages, and leaves no key unworded") {
  const Trajectory& run = run_of_one_infusion()->trajectory;
  const auto moments = transcript_moments(run, {24.0});
  std::size_t events = 0;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    if (i > 0) CHECK(moments[i].at.value > moments[i - 1].at.value);
    events += moments[i].events.size();
    for (const Event& event : moments[i].events) CHECK(event.at_h == doctest::Approx(moments[i].at.value));
  }
  CHECK(events == run.events().size());
  CHECK(moments.front().at.value == run.start().value);
  CHECK(moments.back().at.value == run.end().value);
  for (int day = 0; day <= 28; ++day) {
    const auto on = [&](const TranscriptMoment& m) { return std::abs(m.at.value - 24.0 * day) < 1e-6; };
    CHECK(std::any_of(moments.begin(), moments.end(), on));
  }
  for (const char* name : {"en", "sv"}) {
    const Locale locale = must(Locale::load(data_files(), name));
    const auto stages = make_stages();
    Stage& circuit = *stages.front();
    const std::string text = transcript_text(*run_of_one_infusion(), locale, {24.0}, [&](Hours at) {
      return picture_words(circuit.at(run_of_one_infusion(), at, View{}).describe());
    });
    std::size_t sections = 0;
    for (std::size_t at = text.find("\n=== "); at != std::string::npos; at = text.find("\n=== ", at + 1)) ++sections;
    CHECK(sections == moments.size());
    CHECK(text.find('<') == std::string::npos);
    CHECK(text.find('{') == std::string::npos);
    for (const Event& event : run.events()) {
      const std::string words = locale.text(event_sentence(run, event));
      CHECK_MESSAGE(text.find(words.substr(0, 20)) != std::string::npos, words);
    }
    CHECK(text.find(locale.text("describe.heading.picture"_key)) != std::string::npos);
    // What is the same at every moment is said once.
    const std::string unknown = locale.text("describe.heading.unknown"_key);
    const std::size_t first = text.find("\n" + unknown + "\n");
    REQUIRE(first != std::string::npos);
    CHECK(text.find("\n" + unknown + "\n", first + 1) == std::string::npos);
  }
}

TEST_CASE("describe --transcript writes the run to a file, whole") {
  const fs::path file = fs::temp_directory_path() / "synaptoscope-transcript-test.txt";
  fs::remove(file);
  DescribeJob job;
  job.scenario = fs::path(SYN_SOURCE_DIR) / "assets/scenarios/one-infusion-cbt.toml";
  job.transcript = file;
  job.every = {7.0 * 24.0};
  job.stage = StageName::circuit;
  CHECK(run_describe(job, data_files()) == kDone);
  const std::string text = must(read_file(file));
  CHECK(text.find("=== Day 28, 00:00 ===") != std::string::npos);
  CHECK(text.find("A dose begins: 35 mg of ketamine") != std::string::npos);
  fs::remove(file);
}
