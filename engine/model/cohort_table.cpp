#include "model/cohort_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "model/cohort.hpp"
#include "model/course.hpp"
#include "model/drives.hpp"
#include "model/moments.hpp"
#include "model/relapse.hpp"
#include "model/share_work.hpp"

namespace syn {
namespace {

constexpr double kCheckDays[] = {1.0, 3.0, 7.0, 14.0, 28.0};
constexpr int kPatientsAtATime = 256;
constexpr int kPiecesAtATime = 64;

// The times that are looked at: the checks with their ratings, every day without noise, and every session.
struct Plan {
  std::vector<double> times_h;                     // all, increasing
  std::vector<std::optional<std::size_t>> checks;  // places of the checks in `times_h`
  std::vector<std::size_t> days;
};

Plan make_plan(const Scenario& scenario) {
  const double first_h = scenario.doses.empty() ? 0.0 : scenario.doses.front().at_h;
  const double end_h = scenario.end_h();
  std::vector<double> checks_h;
  for (const double days : kCheckDays) checks_h.push_back(first_h + 24.0 * days);
  checks_h.push_back(end_h);
  std::vector<double> days_h;
  for (double t = first_h + 24.0; t <= end_h; t += 24.0) days_h.push_back(t);

  Plan plan;
  plan.times_h = {scenario.start_h(), end_h};
  for (const double t : checks_h) {
    if (t <= end_h) plan.times_h.push_back(t);
  }
  plan.times_h.insert(plan.times_h.end(), days_h.begin(), days_h.end());
  for (const Therapy& therapy : scenario.therapies) plan.times_h.push_back(therapy.at_h);
  // The peak of each dose comes within two hours by any route.
  for (const Dose& dose : scenario.doses) {
    plan.times_h.push_back(dose.end_h());
    for (int step = 1; step <= 24; ++step) plan.times_h.push_back(dose.at_h + step / 12.0);
  }
  std::erase_if(plan.times_h, [&](double t) { return t < scenario.start_h() || t > end_h; });
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

class TableMaker {
 public:
  TableMaker(const Scenario& scenario, const Parameters& parameters)
      : scenario_(scenario),
        parameters_(parameters.with(scenario.parameters)),
        scale_(reference_scale(parameters, scenario.model)),
        plan_(make_plan(scenario)),
        cohort_(scenario_, parameters_),
        drives_(parameters_),
        relapse_(parameters_) {
    if (scenario_.model.vary_pharmacokinetics) return;
    MomentMaker maker(scenario_, parameters_);
    Course(scenario_, parameters_, scale_).run(plan_.times_h, [&](const CourseRow& row) {
      for (CohortSession& session : maker.sessions(row)) shared_.sessions.push_back(session);
      shared_.moments.push_back(maker.moment(row));
      shared_.peak_plasma_ng_ml = std::max(shared_.peak_plasma_ng_ml, row.levels.plasma_ng_ml);
    });
  }

  std::string rows(int first, int patients) const {
    std::string out;
    if (!scenario_.model.vary_pharmacokinetics) {
      const Scores rated = scores(shared_, first, patients, true);
      const Scores course = scores(shared_, first, patients, false);
      for (int i = 0; i < patients; ++i) {
        const auto at = static_cast<std::size_t>(i);
        out += row(first + i, cohort_.person(first + i), shared_.peak_plasma_ng_ml, rated[at], course[at]);
      }
      return out;
    }
    for (int number = first; number < first + patients; ++number) {
      const VirtualPatient who = cohort_.person(number);
      const PersonalCourse own = personal_course(scenario_, parameters_, scale_, who, plan_.times_h);
      out += row(number, who, own.peak_plasma_ng_ml, scores(own, number, 1, true).front(),
                 scores(own, number, 1, false).front());
    }
    return out;
  }

 private:
  using Scores = std::vector<std::vector<double>>;

  Scores scores(const PersonalCourse& course, int first, int patients, bool noise) const {
    CohortRequest request;
    request.moments = course.moments;
    request.sessions = course.sessions;
    request.patients = request.runs = patients;
    request.first = first;
    request.noise = noise;
    request.threads = 1;
    return cohort_.run(request).runs;
  }

  std::string row(int number, const VirtualPatient& who, double peak, const std::vector<double>& rated,
                  const std::vector<double>& course) const {
    const auto lowest = static_cast<std::size_t>(std::min_element(course.begin(), course.end()) - course.begin());
    std::optional<double> first_response, loss;
    for (const std::size_t day : plan_.days) {
      const bool responds = cohort_.symptoms().responds(course[day], who.baseline);
      if (responds && !first_response) first_response = plan_.times_h[day];
      if (!responds && first_response && !loss) loss = plan_.times_h[day];
    }
    std::optional<double> relapse;
    double hazard = 0.0;
    for (const std::size_t day : plan_.days) {
      if (relapse || !cohort_.symptoms().remits(course[day])) continue;
      hazard += relapse_.hazard_per_day(days_since_dose(plan_.times_h[day]));
      if (hazard >= who.relapse_threshold) relapse = plan_.times_h[day];
    }
    std::string out = fmt::format(
        "{},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g}", number + 1, who.baseline, who.multipliers.drug,
        who.multipliers.expectancy, who.multipliers.medicine, who.multipliers.learning,
        drives_.spine_lifetime_h * std::exp(drives_.spine_lifetime_spread * who.lifetime_deviate), peak);
    for (const auto& check : plan_.checks) out += "," + cell(check ? std::optional(rated[*check]) : std::nullopt);
    out += fmt::format(",{:.6g},{:.6g},{},{},{},{}\n", course[lowest], plan_.times_h[lowest], cell(first_response),
                       cell(loss), cell(relapse), cohort_.symptoms().remits(rated.back()) ? 1 : 0);
    return out;
  }

  double days_since_dose(double time_h) const {
    double days = std::numeric_limits<double>::infinity();
    for (const Dose& dose : scenario_.doses) {
      if (dose.at_h <= time_h) days = (time_h - dose.at_h) / 24.0;
    }
    return days;
  }

  const Scenario& scenario_;
  Parameters parameters_;
  DriveScale scale_;
  Plan plan_;
  Cohort cohort_;
  DriveConstants drives_;
  Relapse relapse_;
  PersonalCourse shared_;
};

}  // namespace

Result<Shard> parse_shard(std::string_view text) {
  constexpr int kMost = 100000;
  const std::size_t slash = text.find('/');
  Shard shard{0, 0};
  const auto whole = [](std::string_view digits, int& value) {
    const auto end = digits.data() + digits.size();
    const auto [at, error] = std::from_chars(digits.data(), end, value);
    return error == std::errc() && at == end && !digits.empty();
  };
  const bool read = slash != std::string_view::npos && whole(text.substr(0, slash), shard.index) &&
                    whole(text.substr(slash + 1), shard.count);
  if (read && shard.index >= 1 && shard.index <= shard.count && shard.count <= kMost) return shard;
  return failure(Problems{{"", 0, 0, fmt::format("\"{}\" is not a shard", text),
                           "write it like 2/8: the second of eight, counted from 1"}});
}

bool cohort_csv(const Scenario& scenario, const Parameters& parameters, const CohortTableOptions& options,
                std::string_view version, const std::function<bool(std::string_view)>& take) {
  const int patients = options.patients > 0 ? options.patients : scenario.population;
  const auto border = [&](int shard) {
    return static_cast<int>(static_cast<long long>(patients) * shard / options.shard.count);
  };
  const int begin = border(options.shard.index - 1);
  const int end = border(options.shard.index);

  const TableMaker maker(scenario, parameters);
  if (options.shard.index == 1) {
    std::string title = scenario.title;
    std::replace_if(
        title.begin(), title.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    std::string head = fmt::format("# synaptoscope {}\n# scenario: {}\n# seed: {}\n# parameters: {}\n", version, title,
                                   scenario.seed, parameters.with(scenario.parameters).hash());
    head += fmt::format("# patients: {}\n# teaching model; predicts nobody\n", patients);
    head += "patient,baseline,drug_multiplier,expectancy_multiplier,medicine_multiplier,learning_multiplier,";
    head += "spine_lifetime_h,peak_plasma_ng_ml,score_1d,score_3d,score_7d,score_14d,score_28d,score_end,";
    head += "lowest_score,lowest_at_h,first_response_h,loss_of_response_h,relapse_h,remission_end\n";
    if (!take(head)) return false;
  }
  // A piece is as many people as share their scores well; who shares a piece changes no byte. Some pieces at a time.
  const int at_a_time = scenario.model.vary_pharmacokinetics ? 1 : kPatientsAtATime;
  for (int from = begin; from < end;) {
    const int pieces = std::min(kPiecesAtATime, (end - from + at_a_time - 1) / at_a_time);
    std::vector<std::string> parts(static_cast<std::size_t>(pieces));
    share_work(pieces, options.threads, [&](int piece) {
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
