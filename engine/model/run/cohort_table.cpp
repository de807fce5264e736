#include "model/run/cohort_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/maths.hpp"
#include "math/parallel_for.hpp"
#include "model/clinic/abstinence.hpp"
#include "model/clinic/cohort.hpp"
#include "model/clinic/relapse.hpp"
#include "model/cortex/drives.hpp"
#include "model/run/course.hpp"
#include "model/run/moments.hpp"
#include "model/run/timeline.hpp"
#include "model/scenario/acting.hpp"

namespace syn {
namespace {

constexpr double kCheckDays[] = {1.0, 3.0, 7.0, 14.0, 28.0};
constexpr int kPatientsAtATime = 256;
constexpr int kPiecesAtATime = 64;

// The times that are looked at: the checks with their ratings; every day for responses; and often enough for the lowest
// score, which comes a day or so after a session, on a kink, or as flat as it can be: every event, every hour for three
// days after a session begins, else every six hours. Where abstinence is followed, its knots too.
struct Plan {
  std::vector<double> times_h;                     // all, increasing
  std::vector<std::optional<std::size_t>> checks;  // places of the checks in `times_h`
  std::vector<std::size_t> days;
};

Plan make_plan(const Scenario& scenario, std::span<const TreatmentSession> sessions, const std::vector<double>& knots_h) {
  constexpr double kSparseHours = 6.0;
  constexpr double kDenseHours = 72.0;
  const double first_h = scenario.doses.empty() ? 0.0 : scenario.doses.front().at_h;
  const double start_h = scenario.start_h();
  const double end_h = scenario.end_h();
  std::vector<double> checks_h;
  for (const double days : kCheckDays) checks_h.push_back(first_h + 24.0 * days);
  checks_h.push_back(end_h);
  std::vector<double> days_h;
  for (double t = first_h + 24.0; t <= end_h; t += 24.0) days_h.push_back(t);

  Plan plan;
  plan.times_h = knots_h;
  plan.times_h.push_back(start_h);
  plan.times_h.push_back(end_h);
  for (const double t : checks_h) {
    if (t <= end_h) plan.times_h.push_back(t);
  }
  plan.times_h.insert(plan.times_h.end(), days_h.begin(), days_h.end());
  for (const Event& event : events_of(scenario)) plan.times_h.push_back(event.at_h);
  for (double t = first_h; t <= end_h; t += kSparseHours) plan.times_h.push_back(t);
  for (const TreatmentSession& session : sessions) {
    for (double hour = 1.0; hour <= kDenseHours; ++hour) plan.times_h.push_back(session.at_h + hour);
  }
  std::erase_if(plan.times_h, [&](double t) { return t < start_h || t > end_h; });
  std::sort(plan.times_h.begin(), plan.times_h.end());
  plan.times_h.erase(std::unique(plan.times_h.begin(), plan.times_h.end()), plan.times_h.end());
  const auto place = [&](double t) -> std::optional<std::size_t> {
    const auto found = std::lower_bound(plan.times_h.begin(), plan.times_h.end(), t);
    if (found == plan.times_h.end() || *found != t) return std::nullopt;
    return static_cast<std::size_t>(found - plan.times_h.begin());
  };
  for (const double t : checks_h) plan.checks.push_back(place(t));
  for (const double t : days_h) plan.days.push_back(*place(t));
  return plan;
}

std::string cell(std::optional<double> value) { return value ? fmt::format("{:.6g}", *value) : std::string(); }
std::string hour_cell(std::optional<double> hour) { return hour ? hours_text(*hour) : std::string(); }

class TableMaker {
 public:
  TableMaker(const Scenario& scenario, const Parameters& parameters)
      : whole_(sorted(scenario)),
        scenario_(acting(whole_, parameters)),
        parameters_(parameters.with(scenario_.parameters)),
        scale_(reference_scale(parameters, scenario.model)),
        treatments_(treatment_sessions(whole_.doses, parameters["scenario.limit.session"])),
        plan_(make_plan(whole_, treatments_, RelapseHazard(parameters_, whole_).knots_h())),
        cohort_(scenario_, parameters_),
        drives_(parameters_),
        relapse_(parameters_) {
    if (scenario_.model.vary_pharmacokinetics) return;
    shared_ = shared_course(scenario_, parameters_, scale_, plan_.times_h);
  }

  std::string rows(int first, int patients) const {
    std::string out;
    if (!scenario_.model.vary_pharmacokinetics) {
      const Scores rated = ratings(shared_, first, patients);
      const CohortSummary course = people(shared_, shared_.moments, first, patients, false);
      for (int i = 0; i < patients; ++i) {
        const auto at = static_cast<std::size_t>(i);
        out += row(first + i, cohort_.person(first + i), shared_.peak_plasma_ng_ml, rated[at], course, at);
      }
      return out;
    }
    for (int number = first; number < first + patients; ++number) {
      const VirtualPatient who = cohort_.person(number);
      const PersonalCourse own = personal_course(scenario_, parameters_, scale_, who, plan_.times_h);
      out += row(number, who, own.peak_plasma_ng_ml, ratings(own, number, 1).front(), people(own, own.moments, number, 1, false), 0);
    }
    return out;
  }

 private:
  using Scores = std::vector<std::vector<double>>;

  static Scenario sorted(Scenario scenario) {
    scenario.sort_events();
    return scenario;
  }

  // At the checks that lie in the run, in their order; the end is the last of them.
  Scores ratings(const PersonalCourse& course, int first, int patients) const {
    std::vector<std::size_t> places;
    for (const auto& check : plan_.checks) {
      if (check) places.push_back(*check);
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    // Abstinence rests on all that was before.
    const bool all = cohort_.follows_abstinence();
    std::vector<CohortMoment> moments;
    for (const std::size_t place : places) moments.push_back(course.moments[place]);
    const Scores at_checks = people(course, all ? course.moments : moments, first, patients, true).runs;
    Scores out;
    for (const std::vector<double>& person : at_checks) {
      std::vector<double>& rated = out.emplace_back();
      for (const auto& check : plan_.checks) {
        const std::size_t place = check.value_or(places.back());
        const auto found = std::lower_bound(places.begin(), places.end(), place);
        rated.push_back(person[all ? place : static_cast<std::size_t>(found - places.begin())]);
      }
    }
    return out;
  }

  CohortSummary people(const PersonalCourse& course, std::span<const CohortMoment> moments, int first, int patients, bool noise) const {
    CohortRequest request;
    request.moments = moments;
    request.sessions = course.sessions;
    request.patients = request.runs = patients;
    request.first = first;
    request.noise = noise;
    request.threads = 1;
    return cohort_.run(request);
  }

  // Somebody is abstinent until as much of the integral of relapse has come together as their threshold says.
  std::optional<double> first_use_h(const VirtualPatient& who, const std::vector<double>& kept) const {
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (kept[i] <= maths::exp(-who.relapse_threshold)) return plan_.times_h[i];
    }
    return std::nullopt;
  }

  // The day on which somebody in remission falls ill again.
  std::optional<double> relapse_h(const VirtualPatient& who, const std::vector<double>& course) const {
    double hazard = 0.0;
    for (const std::size_t day : plan_.days) {
      if (!cohort_.symptoms().remits(course[day], who.baseline)) continue;
      hazard += relapse_.hazard_per_day(days_since_dose(plan_.times_h[day]));
      if (hazard >= who.relapse_threshold) return plan_.times_h[day];
    }
    return std::nullopt;
  }

  // The person at place `at` of `all`.
  std::string row(int number, const VirtualPatient& who, double peak, const std::vector<double>& rated, const CohortSummary& all,
                  std::size_t at) const {
    const std::vector<double>& course = all.runs[at];
    const bool abstains = cohort_.follows_abstinence();
    const auto best = cohort_.symptoms().higher_is_better() ? std::max_element(course.begin(), course.end())
                                                            : std::min_element(course.begin(), course.end());
    const auto lowest = static_cast<std::size_t>(best - course.begin());
    std::optional<double> first_response, loss;
    for (const std::size_t day : plan_.days) {
      const bool responds = cohort_.symptoms().responds(course[day], who.baseline);
      if (responds && !first_response) first_response = plan_.times_h[day];
      if (!responds && first_response && !loss) loss = plan_.times_h[day];
    }
    const std::optional<double> relapse = abstains ? first_use_h(who, all.kept[at]) : relapse_h(who, course);
    const bool remits = abstains ? !relapse : cohort_.symptoms().remits(rated.back(), who.baseline);
    std::string out =
        fmt::format("{},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g}", number + 1, who.baseline, who.multipliers.fast,
                    who.multipliers.lasting, who.multipliers.expectancy, who.multipliers.medicine, who.multipliers.learning,
                    drives_.spine_lifetime_h * maths::exp(drives_.spine_lifetime_spread * who.lifetime_deviate), peak);
    for (std::size_t i = 0; i < plan_.checks.size(); ++i) out += "," + cell(plan_.checks[i] ? std::optional(rated[i]) : std::nullopt);
    out += fmt::format(",{:.6g},{},{},{},{},{}\n", course[lowest], hours_text(plan_.times_h[lowest]), hour_cell(first_response),
                       hour_cell(loss), hour_cell(relapse), remits ? 1 : 0);
    return out;
  }

  double days_since_dose(double time_h) const {
    double days = std::numeric_limits<double>::infinity();
    for (const TreatmentSession& session : treatments_) {
      if (session.at_h <= time_h) days = (time_h - session.at_h) / 24.0;
    }
    return days;
  }

  Scenario whole_;
  Scenario scenario_;  // what of it acts
  Parameters parameters_;
  DriveScale scale_;
  std::vector<TreatmentSession> treatments_;
  Plan plan_;
  Cohort cohort_;
  DriveConstants drives_;
  Relapse relapse_;
  PersonalCourse shared_;
};

}  // namespace

Result<Shard> parse_shard(std::string_view text) {
  constexpr int kMax = 100000;
  const std::size_t slash = text.find('/');
  Shard shard{0, 0};
  const auto whole = [](std::string_view digits, int& value) {
    const auto end = digits.data() + digits.size();
    const auto [at, error] = std::from_chars(digits.data(), end, value);
    return error == std::errc() && at == end && !digits.empty();
  };
  const bool read =
      slash != std::string_view::npos && whole(text.substr(0, slash), shard.index) && whole(text.substr(slash + 1), shard.count);
  if (read && shard.index >= 1 && shard.index <= shard.count && shard.count <= kMax) return shard;
  return failure(
      Problems{{"", 0, 0, fmt::format("\"{}\" is not a shard", text), "write it like 2/8: the second of eight, counted from 1"}});
}

bool cohort_csv(const Scenario& scenario, const Parameters& parameters, const CohortTableOptions& options, std::string_view version,
                const std::function<bool(std::string_view)>& take) {
  const int patients = options.patients > 0 ? options.patients : scenario.population;
  const auto border = [&](int shard) { return static_cast<int>(static_cast<long long>(patients) * shard / options.shard.count); };
  const int begin = border(options.shard.index - 1);
  const int end = border(options.shard.index);

  const TableMaker maker(scenario, parameters);
  if (options.shard.index == 1) {
    std::string title = scenario.title;
    std::replace_if(
        title.begin(), title.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    std::string head = fmt::format("# synaptoscope {}\n# scenario: {}\n# seed: {}\n# parameters: {}\n", version, title, scenario.seed,
                                   parameters.with(scenario.parameters).hash());
    head += fmt::format("# patients: {}\n# teaching model; predicts nobody\n", patients);
    head += "patient,baseline,fast_multiplier,lasting_multiplier,expectancy_multiplier,medicine_multiplier,learning_multiplier,";
    const std::string_view best = follows_abstinence(scenario.condition) ? "highest" : "lowest";
    head += "spine_lifetime_h,peak_plasma_ng_ml,score_1d,score_3d,score_7d,score_14d,score_28d,score_end,";
    head += fmt::format("{0}_score,{0}_at_h,first_response_h,loss_of_response_h,relapse_h,remission_end\n", best);
    if (!take(head)) return false;
  }
  // A piece is as many people as share their scores well; who shares a piece changes no byte. Some pieces at a time.
  const int at_a_time = scenario.model.vary_pharmacokinetics ? 1 : kPatientsAtATime;
  for (int from = begin; from < end;) {
    const int pieces = std::min(kPiecesAtATime, (end - from + at_a_time - 1) / at_a_time);
    std::vector<std::string> parts(static_cast<std::size_t>(pieces));
    parallel_for(pieces, options.threads, [&](int piece) {
      const int first = from + piece * at_a_time;
      parts[static_cast<std::size_t>(piece)] = maker.rows(first, std::min(at_a_time, end - first));
    });
    for (const std::string& part : parts) {
      if (!take(part)) return false;
    }
    from += std::min(pieces * at_a_time, end - from);
    if (options.progress) options.progress(static_cast<double>(from - begin) / static_cast<double>(end - begin));
  }
  return true;
}

std::string cohort_csv(const Scenario& scenario, const Parameters& parameters, const CohortTableOptions& options,
                       std::string_view version) {
  std::string out;
  cohort_csv(scenario, parameters, options, version, [&](std::string_view part) {
    out += part;
    return true;
  });
  return out;
}

}  // namespace syn
