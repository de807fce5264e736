// The curves as values: figures, table, comparison, peaks, published scores, vector picture.
#include <doctest/doctest.h>

#include <cmath>
#include <sstream>

#include "app/panels/time/curves_below.hpp"
#include "app/panels/time/curves_figures.hpp"
#include "core/csv.hpp"
#include "headless_ui.hpp"
#include "model/run/run.hpp"
#include "model/run/turns.hpp"
#include "model/scenario/acting.hpp"

using namespace syn;
using namespace syn::test;

namespace {

const Parameters& shipped() {
  static const Parameters parameters = must(Parameters::load(data_files()));
  return parameters;
}

Scenario infusion(double mg_per_kg, bool with_therapy) {
  Scenario scenario;
  Dose dose;
  dose.mg_per_kg = mg_per_kg;
  scenario.doses = {dose};
  if (with_therapy) scenario.therapies = {Therapy{24.0}, Therapy{48.0}};
  return scenario;
}

const Run& run_a() {
  static const Run run = *run_of(infusion(0.25, false), shipped(), {.dense_start = true});
  return run;
}
const Run& run_b() {
  static const Run run = *run_of(infusion(0.5, true), shipped(), {.dense_start = true});
  return run;
}

const std::vector<PublishedScore>& scores() {
  static const std::vector<PublishedScore> all = must(load_published_scores(data_files(), shipped()));
  return all;
}

CurveView whole(const Run& run, const Trajectory* pinned = nullptr) {
  return {.run = run, .pinned = pinned, .page = {run.trajectory.start().value, run.trajectory.end().value}, .playhead_h = 24.0};
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

// Well-formedness as far as our writer could break it: one root, tags closed in order, quoted attributes, no bare signs.
bool well_formed(const std::string& xml) {
  std::vector<std::string> open;
  std::size_t roots = 0;
  for (std::size_t i = 0; i < xml.size(); ++i) {
    if (xml[i] == '>') return false;
    if (xml[i] == '&' && xml.compare(i, 5, "&amp;") != 0 && xml.compare(i, 4, "&lt;") != 0 && xml.compare(i, 4, "&gt;") != 0 &&
        xml.compare(i, 6, "&quot;") != 0)
      return false;
    if (xml[i] != '<') continue;
    const std::size_t end = xml.find('>', i);
    if (end == std::string::npos) return false;
    const std::string tag = xml.substr(i + 1, end - i - 1);
    if (tag.find('<') != std::string::npos || count(tag, "\"") % 2 != 0) return false;
    const std::string name = tag.substr(tag[0] == '/' ? 1 : 0, tag.find_first_of(" /?", 1) - (tag[0] == '/' ? 1 : 0));
    if (tag[0] == '/') {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    } else if (tag[0] != '?' && tag.back() != '/') {
      if (open.empty()) ++roots;
      open.push_back(name);
    }
    i = end;
  }
  return open.empty() && roots == 1;
}

}  // namespace

TEST_CASE("the legend says the trajectory's own values, and run A's beside them") {
  const Locale locale = must(Locale::load(data_files(), "en"));
  const Theme theme = must(load_theme(data_files(), "dark"));
  for (const CurveTab tab : kCurveTabs) {
    const auto figures = make_figures(tab, whole(run_b(), &run_a().trajectory), locale, theme);
    std::size_t k = 0;
    for (const Figure& figure : figures) {
      for (const Figure::Line& line : figure.lines) {
        const TabCurve& curve = curves_of(tab)[k++];
        const std::string b = locale.number(run_b().trajectory.at(curve.column, {36.0}) * curve.factor, curve.decimals);
        const std::string a = locale.number(run_a().trajectory.at(curve.column, {36.0}) * curve.factor, curve.decimals);
        const std::string words = value_words(line, 36.0, locale);
        CHECK(words.starts_with(b));
        CHECK(words.find("(A\u00A0" + a + ")") != std::string::npos);
      }
    }
    CHECK(k == curves_of(tab).size());
  }
}

TEST_CASE("B minus A is the difference of the two runs, and its largest is found between rows too") {
  for (const CurveTab tab : kCurveTabs) {
    for (const CurveDifference& row : differences(tab, run_b().trajectory, run_a().trajectory, 36.0)) {
      REQUIRE(row.a);
      REQUIRE(row.b);
      CHECK(*row.b - *row.a == doctest::Approx(row.curve->factor * (run_b().trajectory.at(row.curve->column, {36.0}) -
                                                                    run_a().trajectory.at(row.curve->column, {36.0}))));
      CHECK(row.largest == doctest::Approx(row.curve->factor * (run_b().trajectory.at(row.curve->column, {row.largest_at_h}) -
                                                                run_a().trajectory.at(row.curve->column, {row.largest_at_h}))));
      for (double t = 0.0; t <= 672.0; t += 0.37) {
        const double here =
            row.curve->factor * (run_b().trajectory.at(row.curve->column, {t}) - run_a().trajectory.at(row.curve->column, {t}));
        CHECK(std::abs(here) <= std::abs(row.largest) + 1e-9);
      }
    }
  }
  // Outside of A's run there is no difference to speak of.
  Scenario brief = infusion(0.25, false);
  brief.horizon_days = 2.0;
  const Trajectory short_run = simulate(brief, shipped());
  const auto rows = differences(CurveTab::symptoms, run_b().trajectory, short_run, 100.0);
  CHECK(!rows.front().a);
  CHECK(rows.front().largest_at_h <= 48.0);
}

TEST_CASE("beside the benefit stands what is felt and what the cuff shows, with its range and the label's limit") {
  const Locale locale = must(Locale::load(data_files(), "en"));
  const Theme theme = must(load_theme(data_files(), "dark"));
  const Run& run = run_b();
  const auto figures = make_figures(CurveTab::safety, whole(run), locale, theme);
  REQUIRE(figures.size() == 2);
  REQUIRE(figures[0].bands.size() == 1);
  const auto rise = run.trajectory.column(Column::systolic_rise);
  const Figure::Band& band = figures[0].bands[0];
  for (std::size_t i = 0; i < rise.size(); ++i) {
    CHECK(band.high[i] - rise[i] == doctest::Approx(shipped()["safety.systolic_sd"]));
    CHECK(rise[i] - band.low[i] == doctest::Approx(shipped()["safety.systolic_sd"]));
  }
  REQUIRE(figures[0].references.size() == 1);
  CHECK(figures[0].references[0].value == 40.0);
  CHECK(figures[0].axes.value_high >= 40.0);
  CHECK(figures[0].axes.value_low <= -12.0);
  CHECK(figures[1].axes.value_high == 100.0);
}

TEST_CASE("the symptoms' plot says the fall, the return and that therapy holds it, where the course turns") {
  const Locale locale = must(Locale::load(data_files(), "en"));
  const Theme theme = must(load_theme(data_files(), "dark"));
  for (const Run* run : {&run_a(), &run_b()}) {
    const auto turns = course::symptom_turns(*run);
    REQUIRE(turns);
    const Figure figure = make_figures(CurveTab::symptoms, whole(*run), locale, theme).front();
    CHECK(figure.events.size() == 1U + (turns->back ? 1U : 0U) + (turns->learned ? 1U : 0U));
    const auto scores = run->trajectory.column(Column::symptom_mean);
    CHECK(figure.events.front().value == *std::min_element(scores.begin(), scores.end()));
    CHECK(figure.events.front().from == doctest::Approx(run->trajectory.at(Column::symptom_mean, turns->before)));
    CHECK(figure.events.front().words.find(locale.number(turns->from - turns->to, 0)) != std::string::npos);
    if (turns->back) {
      CHECK(run->trajectory.at(Column::symptom_mean, *turns->back) == doctest::Approx(turns->half()).epsilon(1e-3));
      CHECK(turns->back->value > turns->lowest.value);
    }
    // Every line and band has a name at its end.
    const std::vector<EndName> names = end_names(figure, 24.0, locale);
    CHECK(names.size() == figure.lines.size() + figure.bands.size());
    CHECK(names.front().high == doctest::Approx(scores.back()));
  }
  CHECK(!course::symptom_turns(run_a())->learned);
  CHECK(course::symptom_turns(run_b())->learned);
  Scenario healthy = infusion(0.5, false);
  healthy.patient.stress = Stress::none;
  CHECK(!course::symptom_turns(*run_of(healthy, shipped(), {.typical_only = true})));
  // Days abstinent rise where symptoms fall; the share of people still abstinent only gets less.
  Scenario alcohol = infusion(0.8, true);
  alcohol.condition = Condition::alcohol;
  const auto gain = course::symptom_turns(*run_of(alcohol, shipped(), {.typical_only = true}));
  REQUIRE(gain);
  CHECK(gain->to > gain->from + 1.0);
  alcohol.condition = Condition::opioid;
  CHECK(!course::symptom_turns(*run_of(alcohol, shipped(), {.typical_only = true})));
}

TEST_CASE("peaks are the extremes of the columns, in order of time") {
  const auto peaks = peaks_of(run_b().trajectory);
  REQUIRE(peaks.size() == 9);
  double before = -1e9;
  for (const Peak& peak : peaks) {
    CHECK(!peak.flat);
    CHECK(peak.time_h >= before);
    before = peak.time_h;
    const auto values = run_b().trajectory.column(peak.column);
    const double at = run_b().trajectory.at(peak.column, {peak.time_h});
    for (const double value : values) CHECK((peak.trough ? value >= at : value <= at));
  }
  // The drug is highest when the infusion ends; the score is lowest later, and the change is a fall.
  const auto find = [&](Column column) {
    return *std::find_if(peaks.begin(), peaks.end(), [column](const Peak& p) { return p.column == column; });
  };
  CHECK(find(Column::plasma_ketamine).time_h == doctest::Approx(40.0 / 60.0).epsilon(0.02));
  CHECK(find(Column::symptom_mean).time_h > find(Column::plasma_ketamine).time_h);
  CHECK(find(Column::symptom_mean).value < 0.0);
  CHECK(find(Column::plasma_ketamine).evidence == BadgeGlyph::people);
  CHECK(find(Column::spine_density).evidence == BadgeGlyph::animals);
  // Without a dose the drug has no peak.
  Scenario none;
  const auto still = peaks_of(simulate(none, shipped()));
  CHECK(std::any_of(still.begin(), still.end(), [](const Peak& p) { return p.column == Column::plasma_ketamine && p.flat; }));
}

TEST_CASE("published scores are read as the table prints them") {
  const auto find = [](std::string_view id) {
    return *std::find_if(scores().begin(), scores().end(), [id](const PublishedScore& s) { return s.id == id; });
  };
  const PublishedScore murrough = find("T1-mur13-ket-24h");
  CHECK(murrough.score == 14.8);
  CHECK(*murrough.people == 47.0);
  CHECK(!murrough.error);
  CHECK(murrough.recalled());
  const PublishedScore singh = find("T1-sin16-ket2x-d15");
  CHECK(singh.score == doctest::Approx(33.0 - 18.4));
  CHECK(!singh.error);  // an SD is about people, and how many they were is not printed
  const PublishedScore open = find("T1-mur13b-open-2h");
  CHECK(*open.error == doctest::Approx(6.6 / std::sqrt(24.0)));
  CHECK(*find("T1-dal18-esk28-2h").error == 2.8);
  CHECK(!find("T1-dal18-esk28-2h").recalled());
  // Differences between arms and rates are no scores.
  for (const PublishedScore& score : scores()) CHECK((score.score > 5.0 && score.score < 60.0));
}

// With the kind of trial and the expectancy of small trials against midazolam.
static Scenario as_in(std::string_view id, Scenario scenario) {
  const auto found = std::find_if(scores().begin(), scores().end(), [id](const PublishedScore& s) { return s.id == id; });
  REQUIRE(found != scores().end());
  scenario.setting = found->arm_scenario.setting;
  return scenario;
}

TEST_CASE("only trials of a like situation are laid over a run") {
  const auto of = [](const Scenario& scenario, Likeness wanted) {
    std::vector<std::string> ids;
    for (const PublishedScore& score : scores()) {
      if (likeness_of(score, scenario, expectancy_of(scenario, shipped())) == wanted) ids.push_back(score.id);
    }
    return ids;
  };
  const auto fitting = [&](const Scenario& scenario) { return of(scenario, Likeness::like); };
  const auto has = [](const std::vector<std::string>& ids, std::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  constexpr std::string_view kMurrough = "T1-mur13-ket-24h";
  const Scenario plain = as_in(kMurrough, infusion(0.5, true));  // sessions from day 1 on: not before the score of day 1
  CHECK(has(fitting(plain), kMurrough));
  CHECK(has(fitting(plain), "T1-mur13b-open-2h"));  // open label: nearly the hope of midazolam
  CHECK(!has(fitting(plain), "T1-dal18-esk56-24h"));
  CHECK(!has(fitting(plain), "T1-sin16-ket2x-d15"));  // four infusions
  for (const double mg_per_kg : {0.25, 0.4, 0.6}) CHECK(!has(fitting(as_in(kMurrough, infusion(mg_per_kg, true))), kMurrough));
  Scenario talked = plain;
  talked.therapies.front().at_h = 20.0;
  CHECK(!has(fitting(talked), kMurrough));
  Scenario milder = plain;
  milder.patient.baseline_score = 24.0;
  CHECK(fitting(milder).empty());
  Scenario healthy = plain;
  healthy.patient.stress = Stress::none;
  CHECK(fitting(healthy).empty());
  // An hour later is another schedule for a score of the second hour, not for one of the next day.
  Scenario later = plain;
  later.doses.front().at_h = 1.0;
  CHECK(!has(fitting(later), "T1-mur13b-open-2h"));
  CHECK(has(fitting(later), kMurrough));
  Scenario spray;
  Dose dose;
  dose.drug = Drug::esketamine;
  dose.route = Route::intranasal;
  dose.sprays = 2;
  spray.doses = {dose};
  spray = as_in("T1-dal18-esk56-2h", spray);
  CHECK(has(fitting(spray), "T1-dal18-esk56-2h"));
  CHECK(!has(fitting(spray), "T1-dal18-esk84-2h"));
}

TEST_CASE("a published score of another kind of trial is named and not laid over the curve") {
  const auto of = [](const Scenario& scenario, Likeness wanted) {
    return std::count_if(scores().begin(), scores().end(), [&](const PublishedScore& score) {
      return likeness_of(score, scenario, expectancy_of(scenario, shipped())) == wanted;
    });
  };
  const Scenario usual = infusion(0.5, true);  // the usual setting, which no trial had
  CHECK(of(usual, Likeness::like) == 0);
  CHECK(of(usual, Likeness::other_setting) == 2);
  const Scenario small = as_in("T1-mur13-ket-24h", usual);
  CHECK(of(small, Likeness::like) == 2);
  CHECK(of(small, Likeness::other_setting) == 0);
  for (const double factor : {0.27, 0.6, 1.2}) {
    Scenario other = small;
    other.setting.trial_factor = factor;
    CHECK(of(other, Likeness::like) == 0);
    CHECK(of(other, Likeness::other_setting) == 2);
  }
  Scenario saline = small;
  saline.setting.expectancy = 0.135;
  CHECK(of(saline, Likeness::like) == 0);
  // Other treatment is not even named.
  CHECK(of(as_in("T1-mur13-ket-24h", infusion(0.25, true)), Likeness::other_setting) == 0);
}

TEST_CASE("the vector picture holds every curve, run and point, and its lines of origin") {
  const Locale locale = must(Locale::load(data_files(), "en"));
  const Theme theme = must(load_theme(data_files(), "light"));
  std::vector<PublishedScore> fitting;
  for (const PublishedScore& score : scores()) {
    const Scenario small = as_in("T1-mur13-ket-24h", run_b().scenario());
    if (fits(score, small, expectancy_of(small, shipped()))) fitting.push_back(score);
  }
  REQUIRE(!fitting.empty());
  for (const CurveTab tab : kCurveTabs) {
    CurveView view = whole(run_b(), &run_a().trajectory);
    view.published = fitting;
    const std::string svg = curves_svg(tab, view, shipped(), locale, theme, "1.2.3");
    CHECK(well_formed(svg));
    CHECK(count(svg, "class=\"line\"") == curves_of(tab).size());
    CHECK(count(svg, "class=\"ghost\"") == curves_of(tab).size());
    const bool symptoms = tab == CurveTab::symptoms;
    CHECK(count(svg, "class=\"run\"") == (symptoms ? 20 : 0));
    // People, and the mean in another setting; of blood pressure its range.
    CHECK(count(svg, "class=\"band\"") == (symptoms ? 3 : tab == CurveTab::safety ? 1 : 0));
    CHECK(count(svg, "class=\"point\"") == (symptoms ? fitting.size() : 0));
    // The teaching line stands in it, on as many lines as it needs.
    std::string spoken;
    for (std::size_t at = svg.find("<text"); at != std::string::npos; at = svg.find("<text", at + 1)) {
      const std::size_t from = svg.find('>', at) + 1;
      spoken += svg.substr(from, svg.find('<', from) - from) + " ";
    }
    CHECK(spoken.find(locale.text("shell.teaching_line"_key)) != std::string::npos);
    CHECK(svg.find("1.2.3") != std::string::npos);
    CHECK(svg.find(shipped().hash()) != std::string::npos);
  }
  // A title can hold what XML may not.
  Scenario odd = infusion(0.5, false);
  odd.title = "a < b & \"c\" > d";
  odd.horizon_days = 1.0;
  const RunPtr run = run_of(odd, shipped());
  CHECK(well_formed(curves_svg(CurveTab::drug, whole(*run), shipped(), locale, theme, "1")));
}

TEST_CASE("the table of a tab reads back as the trajectory") {
  CurveView view = whole(run_b(), &run_a().trajectory);
  view.page = {12.0, 60.0};
  for (const CurveTab tab : kCurveTabs) {
    std::istringstream lines(curves_csv(tab, view, "1.2.3"));
    std::string line;
    std::string heads;
    std::string body;
    while (std::getline(lines, line)) (line.starts_with('#') ? heads : body) += line + "\n";
    CHECK(heads.find("# seed: 7\n") != std::string::npos);
    CHECK(heads.find("# parameters: " + run_b().parameters.hash() + "\n") != std::string::npos);
    CHECK(heads.find("teaching model") != std::string::npos);
    const std::string header = body.substr(0, body.find('\n'));
    std::vector<std::string_view> columns;
    for (std::size_t from = 0; from <= header.size();) {
      const std::size_t comma = std::min(header.find(',', from), header.size());
      columns.push_back(std::string_view(header).substr(from, comma - from));
      from = comma + 1;
    }
    const CsvTable table = must(parse_csv(body, "out.csv", columns));
    REQUIRE(table.records.size() > 40);
    Problems problems;
    for (const CsvRecord& record : table.records) {
      const CsvReader row(table, record, problems);
      const double time_h = row.number("time_h");
      CHECK(time_h >= 12.0);
      CHECK(time_h <= 60.0);
      for (const TabCurve& curve : curves_of(tab)) {
        const std::string name(column_info(curve.column).name);
        CHECK(row.number(name) == doctest::Approx(run_b().trajectory.at(curve.column, {time_h})).epsilon(2e-5));
        CHECK(row.number(name + "_a") == doctest::Approx(run_a().trajectory.at(curve.column, {time_h})).epsilon(2e-5));
      }
    }
    CHECK(problems.empty());
  }
}
