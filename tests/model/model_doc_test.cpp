// docs/model.md is read by people who cannot run the program: its tables, keys and citations must be the program's.
#include <algorithm>
#include <map>
#include <regex>
#include <sstream>

#include "chain_fixture.hpp"

using namespace syn;
using namespace syn::test;

namespace {

const std::string& document() {
  static const std::string text = read_file(std::string(SYN_SOURCE_DIR) + "/docs/model.md").value();
  return text;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> split(const std::string& line, char at) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, at);) parts.push_back(trimmed(part));
  return parts;
}

// The rows below the header line that starts like this, as cells.
std::vector<std::vector<std::string>> table(const std::string& header) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream in(document());
  std::string line;
  while (std::getline(in, line) && line.rfind(header, 0) != 0) continue;
  REQUIRE_MESSAGE(in, header);
  std::getline(in, line);  // the line of dashes
  while (std::getline(in, line) && line.rfind("|", 0) == 0) rows.push_back(split(line.substr(1), '|'));
  REQUIRE(!rows.empty());
  return rows;
}

// A printed number stands for itself to within its last digit; a bare 0 or 1 for what rounds to it at three digits.
void check_printed(const std::string& cell, double value) {
  CAPTURE(cell);
  CAPTURE(value);
  const std::size_t point = cell.find('.');
  const std::size_t digits = point == std::string::npos ? 3 : cell.size() - point - 1;
  CHECK(std::abs(std::stod(cell) - value) <= 0.6 * std::pow(10.0, -static_cast<double>(digits)));
}

struct Drives {
  double fast_2h, fast_24h, labile_24h, left_24h, left_168h;
};
Drives drives_of(const Scenario& scenario) {
  const Trajectory run = simulate_typical(scenario);
  return {run.at(Column::drive_fast, {2.0}), run.at(Column::drive_fast, {24.0}), run.at(Column::drive_spines_labile, {24.0}),
          run.at(Inner::typical_remaining, {24.0}), run.at(Inner::typical_remaining, {168.0})};
}

}  // namespace

TEST_CASE("the document's course of one infusion is the program's") {
  const Trajectory run = simulate_typical(check_scenario({infusion(0.0)}, 31.0), 10.0);
  constexpr Column kColumns[] = {Column::plasma_ketamine,
                                 Column::nmda_block_pyramidal,
                                 Column::nmda_block_interneuron,
                                 Column::effective_block,
                                 Column::ampa,
                                 Column::bdnf,
                                 Column::trkb,
                                 Column::mtorc1,
                                 Column::eef2_phospho,
                                 Column::gsk3_activity,
                                 Column::synaptic_protein,
                                 Column::spine_density,
                                 Column::plasticity_window,
                                 Column::drive_fast,
                                 Column::drive_spines_labile,
                                 Column::drive_spines_stable};
  const auto rows = table("| h | C ng/mL |");
  CHECK(rows.size() == 8);
  for (const auto& cells : rows) {
    REQUIRE(cells.size() == 2 + std::size(kColumns));
    const Hours at{cells[0] == "0.667" ? 2.0 / 3.0 : std::stod(cells[0])};
    CAPTURE(at.value);
    for (std::size_t i = 0; i < std::size(kColumns); ++i) {
      CAPTURE(column_info(kColumns[i]).name);
      check_printed(cells[i + 1], run.at(kColumns[i], at));
    }
    check_printed(cells.back(), run.at(Inner::typical_remaining, at));
  }
}

TEST_CASE("the document's drives under each hypothesis are the program's") {
  const std::map<std::string, std::vector<Hypothesis>> listed{{"a + b (default)", {}},
                                                              {"+ c", {Hypothesis::extrasynaptic}},
                                                              {"+ d", {Hypothesis::metabolite}},
                                                              {"+ e", {Hypothesis::habenula}},
                                                              {"+ f", {Hypothesis::trkb}},
                                                              {"a only", {Hypothesis::burst}},
                                                              {"b only", {Hypothesis::rest_block}}};
  const auto rows = table("| listed | F 2 h |");
  CHECK(rows.size() == listed.size());
  for (const auto& cells : rows) {
    CAPTURE(cells[0]);
    Scenario scenario = check_scenario({infusion(0.0)}, 8.0);
    const auto& extra = listed.at(cells[0]);
    if (cells[0].find("only") != std::string::npos) scenario.model.hypotheses.clear();
    scenario.model.hypotheses.insert(scenario.model.hypotheses.end(), extra.begin(), extra.end());
    const Drives drives = drives_of(scenario);
    check_printed(cells[1], drives.fast_2h);
    check_printed(cells[2], drives.fast_24h);
    check_printed(cells[3], drives.labile_24h);
  }
}

TEST_CASE("the document's table of experiments is the program's") {
  struct Setup {
    std::vector<Experiment> experiments;
    double mg_per_kg = 0.5;  // 0 = no ketamine and no visit
    Bdnf bdnf = Bdnf::val_val;
  };
  const std::map<std::string, std::vector<Setup>> setups{
      {"none", {{}}},
      {"rapamycin, −2 to 24 h", {{{Experiment::rapamycin}}}},
      {"AMPA blocker; L-type calcium blocker", {{{Experiment::ampa_blocker}}, {{Experiment::calcium_blocker}}}},
      {"TrkB blocker; anti-BDNF", {{{Experiment::trkb_blocker}}, {{Experiment::anti_bdnf}}}},
      {"BDNF Val/Met; Met/Met", {{{}, 0.5, Bdnf::val_met}, {{}, 0.5, Bdnf::met_met}}},
      {"lithium alone", {{{Experiment::lithium}, 0.0}}},
      {"lithium + 0.1; + 0.5 mg/kg", {{{Experiment::lithium}, 0.1}, {{Experiment::lithium}, 0.5}}},
      {"GSK3 knock-in", {{{Experiment::gsk3_knock_in}}}},
      {"eEF2K knock-out", {{{Experiment::eef2k_knock_out}}}},
      {"PI3K; MEK inhibitor", {{{Experiment::pi3k_inhibitor}}, {{Experiment::mek_inhibitor}}}},
      {"eEF2K inhibitor alone", {{{Experiment::eef2k_inhibitor}, 0.0}}},
      {"memantine, equal block", {{{Experiment::memantine}}}}};
  std::size_t met = 0;
  for (const auto& cells : table("| experiment | published |")) {
    const auto setup = setups.find(cells[0]);
    if (setup == setups.end()) continue;  // an erasure and a stressor have words instead of numbers
    ++met;
    CAPTURE(cells[0]);
    for (std::size_t which = 0; which < setup->second.size(); ++which) {
      const Setup& s = setup->second[which];
      Scenario scenario = check_scenario({}, 8.0);
      if (s.mg_per_kg > 0.0) scenario.doses = {infusion(0.0, s.mg_per_kg)};
      scenario.patient.bdnf = s.bdnf;
      for (const Experiment kind : s.experiments) scenario.experiments.push_back({kind, {}, {}});
      const Drives drives = drives_of(scenario);
      const double values[] = {drives.fast_2h, drives.fast_24h, drives.labile_24h, drives.left_24h, drives.left_168h};
      for (std::size_t i = 0; i < std::size(values); ++i) {
        // Two experiments share a cell; one number in it stands for both.
        const auto parts = split(cells[i + 2], ';');
        check_printed(parts[std::min(which, parts.size() - 1)], values[i]);
      }
    }
  }
  CHECK(met == setups.size());
}

TEST_CASE("the document's dose sweep is the program's") {
  std::istringstream in(document());
  std::string line;
  std::vector<std::string> doses, fast, labile;
  while (std::getline(in, line)) {
    if (line.rfind("| mg/kg |", 0) == 0) doses = split(line.substr(1), '|');
    if (line.rfind("| peak F |", 0) == 0) fast = split(line.substr(1), '|');
    if (line.rfind("| peak P |", 0) == 0) labile = split(line.substr(1), '|');
  }
  REQUIRE(doses.size() == 9);
  for (std::size_t i = 1; i < doses.size(); ++i) {
    CAPTURE(doses[i]);
    const Trajectory run = simulate_typical(check_scenario({infusion(0.0, std::stod(doses[i]))}, 8.0), 10.0);
    const auto peak = [&](Column column) { return *std::max_element(run.column(column).begin(), run.column(column).end()); };
    check_printed(fast.at(i), peak(Column::drive_fast));
    check_printed(labile.at(i), peak(Column::drive_spines_labile));
  }
}

TEST_CASE("every parameter that the document names exists") {
  const std::regex named("`((?:pk|receptor|circuit|plasticity|drive|clinical|therapy|safety|scenario|channel)\\.[a-z0-9_.]+\\*?)");
  const std::string& text = document();
  std::size_t found = 0;
  for (auto match = std::sregex_iterator(text.begin(), text.end(), named); match != std::sregex_iterator(); ++match) {
    std::string key = (*match)[1];
    CAPTURE(key);
    ++found;
    if (key.back() != '*') {
      CHECK(shipped().find(key) != nullptr);
      continue;
    }
    key.pop_back();
    const auto& all = shipped().all();
    CHECK(std::any_of(all.begin(), all.end(), [&](const auto& entry) { return entry.first.rfind(key, 0) == 0; }));
  }
  CHECK(found > 30);
}

TEST_CASE("every study that the document cites by author and year is among the sources") {
  const std::regex cited("([A-Z][a-z]+(?:-[A-Z][a-z]+)?) ((?:19|20)[0-9]{2})");
  const std::string& text = document();
  std::size_t found = 0;
  for (auto match = std::sregex_iterator(text.begin(), text.end(), cited); match != std::sregex_iterator(); ++match) {
    const std::string author = (*match)[1];
    const std::string year = (*match)[2];
    CAPTURE(author);
    CAPTURE(year);
    ++found;
    const auto& sources = shipped().sources();
    CHECK(std::any_of(sources.begin(), sources.end(), [&](const auto& entry) {
      const std::string& citation = entry.second.citation;
      return citation.find(author) != std::string::npos && citation.find(year) != std::string::npos;
    }));
  }
  CHECK(found > 80);
}
