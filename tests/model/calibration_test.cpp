// Calibration in the open: every published row is simulated, and each table keeps what the program holds itself to.
#include "model/calibration/calibration.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

#include "core/csv.hpp"
#include "model/calibration/calibration_trial.hpp"
#include "model/data/parameters.hpp"
#include "shipped.hpp"

using namespace syn;

namespace {

// Each table is run once.
const CalibrationReport& report(CalibrationTable table) {
  static std::map<CalibrationTable, CalibrationReport> known;
  const auto found = known.find(table);
  if (found != known.end()) return found->second;
  auto run = calibrate(table, test::source_tree(), test::shipped());
  REQUIRE_MESSAGE(run, (run ? "" : to_text(run.error())));
  return known.emplace(table, *std::move(run)).first->second;
}

CalibrationSummary summary(const CalibrationReport& in, std::string_view group) {
  for (std::size_t i = 0; i < in.groups.size(); ++i) {
    if (in.groups[i].name != group) continue;
    const CalibrationSummary out = summary_of(in, i);
    MESSAGE(group << ": n " << out.counted << ", rms " << out.rms << ", mean " << out.mean << " " << in.groups[i].unit);
    return out;
  }
  FAIL("no group " << group);
  return {};
}

const CalibrationRow& row(const CalibrationReport& in, std::string_view id) {
  const auto found = std::find_if(in.rows.begin(), in.rows.end(), [&](const auto& r) { return r.id == id; });
  REQUIRE(found != in.rows.end());
  return *found;
}

}  // namespace

TEST_CASE("trials of depression: means within 1.75 points, rates within 8.5 of 100, a dose lasts days and a course weeks") {
  const CalibrationReport& trials = report(CalibrationTable::trials);
  CHECK(trials.rows.size() == 119);
  const CalibrationSummary means = summary(trials, "T1 means");
  CHECK(means.counted == 23);
  CHECK(means.rms <= 1.75);
  const CalibrationSummary rates = summary(trials, "T2 rates");
  CHECK(rates.counted == 19);
  CHECK(rates.rms <= 8.5);
  const double days = row(trials, "T2-single-loss-median").model.value();
  CHECK(days >= 4.0);
  CHECK(days <= 8.0);
  const double course_days = row(trials, "T2-mur13b-loss-median").model.value();
  CHECK(course_days >= 14.0);
  CHECK(course_days <= 22.0);
  // What one dose may at most leave.
  for (const char* bound : {"T1-coy15-diff-14d", "T1-pri22-diff-30d"}) CHECK(row(trials, bound).inside() == true);
  CHECK(row(trials, "T2-abd20-resp-14d").model.value() <= 20.5);
  for (const char* beside : {"T3 effect sizes", "T3 rates", "X1 differences", "X1 effect sizes", "X2 rates"})
    CHECK(summary(trials, beside).counted > 0);
  // Every row gets an answer, or says why not.
  for (const CalibrationRow& r : trials.rows) {
    CAPTURE(r.id);
    CHECK((r.model.has_value() && std::isfinite(*r.model)));
    CHECK((r.model.has_value() || !r.note.empty()));
  }
}

TEST_CASE("every row of a trial has an interval, which holds the published value as often as was promised") {
  const CalibrationReport& trials = report(CalibrationTable::trials);
  for (const CalibrationRow& r : trials.rows) {
    CAPTURE(r.id);
    const bool none =
        r.quantity == "difference_at_most" || r.id.starts_with("T4") || r.id.starts_with("X4") || r.quantity == "median_days_to_relapse";
    CHECK(r.predicted.has_value() != none);
    if (none) continue;
    CHECK(r.predicted->low < r.predicted->middle);
    CHECK(r.predicted->middle < r.predicted->high);
    CHECK(*r.score > 0.0);
  }
  const IntervalTotals t = interval_totals(trials, 'T');
  const IntervalTotals x = interval_totals(trials, 'X');
  MESSAGE("T: " << t.foreseen << " of " << t.rows << ", score " << t.score << "; by the first rule " << t.foreseen_before << ", "
                << t.score_before);
  MESSAGE("X: " << x.foreseen << " of " << x.rows << ", score " << x.score << "; by the first rule " << x.foreseen_before << ", "
                << x.score_before);
  CHECK(t.foreseen >= 46);
  CHECK(x.foreseen >= 27);
  // A rule that lets trials of a kind differ foresees more of them; its score is no better for it, and the page says so.
  CHECK(t.foreseen_before < t.foreseen);
  CHECK(x.foreseen_before < x.foreseen);
}

TEST_CASE("an arm and what it is compared with hold the same people and the same visits") {
  const auto text = read_file(test::source_tree().find("assets/calibration/trials.csv").value());
  REQUIRE(text);
  std::vector<std::string_view> columns;
  const std::string header = text->substr(0, text->find('\n'));
  for (std::size_t from = 0; from <= header.size();) {
    const std::size_t to = std::min(header.find(',', from), header.size());
    columns.push_back(std::string_view(header).substr(from, to - from));
    from = to + 1;
  }
  const auto table = parse_csv(*text, "trials.csv", columns);
  REQUIRE(table);
  Problems problems;
  for (const CsvRecord& record : table->records) {
    const calibration::Trial trial = calibration::read_trial({*table, record, problems}, test::shipped());
    CAPTURE(trial.row.id);
    const double end_h = trial.last_h() + 24.0;
    const Scenario with = calibration::scenario_of(trial, end_h);
    const Scenario without = calibration::scenario_of(trial, end_h, {.drug = true});
    CHECK(without.doses.empty());
    CHECK(with.doses.size() + with.visits.size() == without.visits.size());
    CHECK(with.seed == without.seed);
    CHECK(with.patient == without.patient);
    CHECK(with.therapies == without.therapies);
    CHECK(calibration::scenario_of(trial, end_h, {.therapy = true}).therapies.empty());
    CHECK(calibration::scenario_of(trial, end_h, {.medication = true}).medications.empty());
    CHECK(with.patient.weight_kg == 80.0);
  }
  CHECK(problems.empty());
}

TEST_CASE("levels in blood: within their tolerance but for the named misses, reference vectors to the digit") {
  const CalibrationReport& levels = report(CalibrationTable::pharmacokinetics);
  for (const CalibrationRow& r : levels.rows) {
    CAPTURE(r.id);
    CAPTURE(*r.model);
    CHECK((r.inside().value() || !r.exception.empty()));
    if (!r.exception.empty()) MESSAGE(r.id << " " << r.published << " " << r.spread << ", model " << *r.model);
    if (r.id.starts_with("V-")) CHECK(r.inside() == true);
  }
  // All 26 of the list are there.
  for (int i = 1; i <= 26; ++i) {
    const std::string id = "C" + std::to_string(i);
    CHECK(std::any_of(levels.rows.begin(), levels.rows.end(),
                      [&](const CalibrationRow& r) { return r.id == id || r.id.starts_with(id + "-"); }));
  }
  CHECK(summary(levels, "V: second solution of the same equations").inside == 37);
  CHECK(summary(levels, "C: named misses").rows == 9);
}

TEST_CASE("the channel does what its scheme should, within 5 percent") {
  const CalibrationReport& channel = report(CalibrationTable::channel);
  for (const CalibrationRow& r : channel.rows) {
    CAPTURE(r.id);
    REQUIRE(r.model.has_value());
    CAPTURE(*r.model);
    CHECK(r.inside() == true);
  }
  CHECK(summary_of(channel, 0).judged == 100);
}

TEST_CASE("the same run gives the same bytes, as a table that reads back and a page without holes") {
  const auto again = calibrate(CalibrationTable::trials, test::source_tree(), test::shipped());
  REQUIRE(again);
  const std::vector<CalibrationReport> one{report(CalibrationTable::trials)}, two{*again};
  CHECK(to_csv(one) == to_csv(two));
  const std::string csv = to_csv(one);
  constexpr std::array<std::string_view, 22> kColumns{
      "table",         "group",          "id",     "subject",  "arm",     "n",         "time_h",   "quantity",     "unit",
      "published",     "spread",         "model",  "residual", "verdict", "exception", "evidence", "interval_low", "interval_middle",
      "interval_high", "interval_score", "source", "note"};
  const auto table = parse_csv(csv, "out.csv", kColumns);
  REQUIRE(table);
  CHECK(table->records.size() == one[0].rows.size());
  const std::string page = to_markdown(one, test::shipped());
  for (const CalibrationRow& r : one[0].rows) CHECK(page.find("| " + r.id + " |") != std::string::npos);
  for (const char* hole : {"nan", "inf "}) CHECK(page.find(hole) == std::string::npos);
}

TEST_CASE("the page in docs was made with the numbers that are shipped") {
  const auto page = read_file(std::string(SYN_SOURCE_DIR) + "/docs/calibration.md");
  REQUIRE(page);
  CHECK_MESSAGE(page->find("parameters " + test::shipped().hash()) != std::string::npos,
                "run: synaptoscope calibrate --markdown docs/calibration.md");
}

TEST_CASE("a row that cannot be read says where and what, and nothing is run") {
  const auto text = read_file(test::source_tree().find("assets/calibration/plasticity.csv").value());
  REQUIRE(text);
  const std::filesystem::path root = std::filesystem::path(SYN_BINARY_DIR) / "calibration_test";
  std::filesystem::create_directories(root / "assets/calibration");
  std::string broken = *text;
  const auto change = [&](const std::string& from, const std::string& to) { broken.replace(broken.find(from), from.size(), to); };
  change("C02,mtorc1,", "C01,mtorc2,");
  change("lithium,", "litium,");
  change("li_2010", "li_2011b");
  REQUIRE(write_file(root / "assets/calibration/plasticity.csv", broken));
  const auto run = calibrate(CalibrationTable::plasticity, DataFiles({root}), test::shipped());
  REQUIRE_FALSE(run);
  CHECK(run.error().size() == 4);
  CHECK(to_text(run.error()).find("did you mean `mtorc1`?") != std::string::npos);
  std::filesystem::remove_all(root);
}

TEST_CASE("another draw of four thousand people moves a mean by less than a point and a rate by a few in a hundred") {
  const auto other = calibrate(CalibrationTable::trials, test::source_tree(), test::shipped(), {.seed = 2024, .intervals = false});
  REQUIRE(other);
  const CalibrationReport& usual = report(CalibrationTable::trials);
  double means = 0.0;
  double rates = 0.0;
  for (std::size_t i = 0; i < usual.rows.size(); ++i) {
    const CalibrationRow& r = usual.rows[i];
    if (!r.model) continue;
    double& worst = r.unit == "MADRS points" ? means : rates;
    if (r.unit == "MADRS points" || r.quantity == "response" || r.quantity == "remission")
      worst = std::max(worst, std::abs(*r.model - *other->rows[i].model));
  }
  MESSAGE("largest change of a mean " << means << " points, of a rate " << rates << " in 100");
  CHECK(means > 0.0);
  CHECK(means < 1.0);
  CHECK(rates < 4.0);
}

TEST_CASE("rows of a trial become scenarios by the rules") {
  constexpr std::string_view kText =
      "id,trial,condition,arm,n,scale,s0_mean,s0_sd,drug,route,mg_per_kg,mg,over_min,dose_times_h,weight_kg,visits_h,"
      "therapy,medication,expectancy_xamp,kind,trials,masking,time_h,responders_at_h,remission_points,quantity,expected,spread,"
      "spread_kind,"
      "evidence,exception,source\n"
      "T1-a,A,trd,x,9,MADRS,33,6,racemic,iv_infusion,0.5,,40,0;72,80,0;72;100,cbt:24;cbt:90,ssri:0,0.135,large,,masked,336,,,"
      "mean_change,-5,2,SE,page,,singh_2016\n"
      "T2-b,B,trd,y,,MADRS,35,5,none,,,,,,80,0,,,0.2,small,,open,24,24,12,response,50,10;90,CI95,page,,singh_2016\n"
      "T2-c,C,trd,z,,MADRS,35,5,racemic,iv_infusion,9,,40,0,80,0,dance:3,,0.2,small,,anaesthesia,24,,,response,50,10,CI95,page,,none\n";
  std::vector<std::string_view> columns;
  const std::string_view header = kText.substr(0, kText.find('\n'));
  for (std::size_t from = 0; from <= header.size();) {
    const std::size_t to = std::min(header.find(',', from), header.size());
    columns.push_back(header.substr(from, to - from));
    from = to + 1;
  }
  const auto table = parse_csv(kText, "t.csv", columns);
  REQUIRE(table);
  Problems problems;
  const calibration::Trial a = calibration::read_trial({*table, table->records[0], problems}, test::shipped());
  const Scenario scenario = calibration::scenario_of(a, 400.0);
  REQUIRE(scenario.doses.size() == 2);
  CHECK(scenario.doses[1].at_h == 72.0);
  CHECK(scenario.doses[1].amount_mg(scenario.patient.weight_kg) == 40.0);
  CHECK(scenario.doses[1].end_h() == doctest::Approx(72.0 + 2.0 / 3.0));
  REQUIRE(scenario.visits.size() == 1);  // a dose is a visit by itself
  CHECK(scenario.visits[0].at_h == 100.0);
  CHECK(scenario.therapies.size() == 2);
  CHECK(scenario.medications.size() == 1);
  CHECK(scenario.setting.expectancy == 0.135);
  CHECK(scenario.setting.trial_factor == 0.23);
  CHECK(scenario.setting.masking == Masking::open);
  CHECK(scenario.patient.baseline_sd == 6.0);
  CHECK(a.last_h() == 336.0);
  CHECK(a.row.low.value() == doctest::Approx(-8.92));
  const calibration::Trial b = calibration::read_trial({*table, table->records[1], problems}, test::shipped());
  CHECK(calibration::scenario_of(b, 48.0).doses.empty());
  CHECK(b.row.high == 90.0);
  CHECK(b.responders_at_h == 24.0);
  CHECK(b.remission_points == 12.0);
  CHECK(problems.empty());
  calibration::read_trial({*table, table->records[2], problems}, test::shipped());
  CHECK(problems.size() == 4);  // a source, an interval of one number, a therapy, a dose above the hard stop
}
