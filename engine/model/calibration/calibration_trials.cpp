// Trials of people: each arm simulated with the same made-up people, and what a clinic would have counted.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <numeric>
#include <set>

#include "model/calibration/calibration_read.hpp"
#include "model/calibration/calibration_trial.hpp"
#include "model/clinic/cohort.hpp"
#include "model/clinic/relapse.hpp"
#include "model/clinic/symptoms.hpp"
#include "model/run/simulate.hpp"

namespace syn::calibration {
namespace {

constexpr double kDay = 24.0;
constexpr double kFollowDays = 120.0;          // how long people are followed until they lose their response
constexpr double kBeforeHours = 1.0 / 3600.0;  // the score is taken before any treatment at the same hour
constexpr double kRowsFarApart = 1e6;          // minutes: no rows but those asked for

using People = std::vector<double>;  // one number a person

double mean(const People& values) { return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()); }

double variance(const People& values) {
  const double middle = mean(values);
  double sum = 0.0;
  for (const double value : values) sum += (value - middle) * (value - middle);
  return sum / static_cast<double>(values.size() - 1);
}

// The people of one arm at the hours that its rows ask for.
class Arm {
 public:
  Arm(const Scenario& scenario, bool noise) : scenario_(scenario), noise_(noise) {}

  void need(double time_h) { times_h_.insert(time_h); }
  bool same(const Scenario& other, bool noise) const {
    Scenario mine = scenario_;
    mine.title = other.title;
    mine.horizon_days = other.horizon_days;
    return noise == noise_ && mine == other;
  }
  void lengthen(double horizon_days) { scenario_.horizon_days = std::max(scenario_.horizon_days, horizon_days); }

  void simulate(const Parameters& parameters) {
    SimulateOptions options;
    options.every_min = kRowsFarApart;
    options.patients = kPeople;
    options.runs = kPeople;
    options.noise = noise_;
    std::map<double, double> shown;  // hour asked for -> hour of the row
    for (const double time_h : times_h_) shown[time_h] = before_treatment(time_h);
    for (const auto& [asked, row] : shown) options.also_h.push_back(row);
    const Trajectory run = syn::simulate(scenario_, parameters, options);
    for (const auto& [asked, row] : shown) {
      const auto rows = run.times_h();
      const auto place = std::lower_bound(rows.begin(), rows.end(), row - 1e-9);
      People& scores = scores_[asked];
      for (const std::vector<double>& person : run.runs()) scores.push_back(person[static_cast<std::size_t>(place - rows.begin())]);
    }
    const CohortConstants constants(parameters, scenario_.condition);
    for (std::uint64_t i = 0; i < kPeople; ++i)
      baselines_.push_back(virtual_patient(constants, scenario_.patient, scenario_.seed, i).baseline);
  }

  const People& scores(double time_h) const { return scores_.at(time_h); }
  const People& baselines() const { return baselines_; }

 private:
  double before_treatment(double time_h) const {
    const auto here = [&](const auto& event) { return event.at_h == time_h; };
    const auto any = [&](const auto& events) { return std::any_of(events.begin(), events.end(), here); };
    return any(scenario_.doses) || any(scenario_.visits) || any(scenario_.therapies) ? time_h - kBeforeHours : time_h;
  }

  Scenario scenario_;
  bool noise_;
  std::set<double> times_h_;
  std::map<double, People> scores_;
  People baselines_;
};

// Arms that several rows share are simulated once.
class Arms {
 public:
  Arm& of(const Trial& trial, double end_h, const Without& without = {}, bool noise = true) {
    const Scenario scenario = scenario_of(trial, end_h, without);
    for (Arm& arm : arms_) {
      if (!arm.same(scenario, noise)) continue;
      arm.lengthen(scenario.horizon_days);
      return arm;
    }
    return arms_.emplace_back(scenario, noise);
  }
  void simulate(const Parameters& parameters, const CalibrationOptions& options) {
    std::size_t done = 0;
    for (Arm& arm : arms_) {
      arm.simulate(parameters);
      options.notify(++done, arms_.size());
    }
  }

 private:
  std::deque<Arm> arms_;
};

// What one row reads from its arms, once they are simulated.
class ReadOut {
 public:
  ReadOut(const Trial& trial, Arms& arms, const SymptomConstants& symptoms) : trial_(trial), symptoms_(symptoms) {
    const std::string& quantity = trial.row.quantity;
    double end_h = trial.last_h();
    const bool counts_days = quantity == "median_days_to_loss";
    if (counts_days) end_h += kFollowDays * kDay;
    end_h += kDay;  // room behind the last row
    if (quantity == "share_of_6wk_effect") end_h = 6 * 7 * kDay + kDay;

    if (counts_days) {
      for (int day = 1; day <= kFollowDays; ++day) times_h_.push_back(trial.time_h + day * kDay);
    } else if (quantity == "effect_size_mean") {
      for (double at_h = kDay; at_h <= trial.time_h; at_h += kDay) times_h_.push_back(at_h);
    } else if (quantity == "share_of_6wk_effect") {
      times_h_ = {trial.time_h, 6 * 7 * kDay};
    } else {
      times_h_ = {trial.time_h};
    }
    arm_ = &arms.of(trial, end_h, {}, !counts_days);
    for (const double at_h : times_h_) arm_->need(at_h);
    if (trial.responders_at_h) arm_->need(*trial.responders_at_h);
    if (const auto without = comparison()) {
      other_ = &arms.of(trial, end_h, *without);
      for (const double at_h : times_h_) other_->need(at_h);
    }
  }

  // Whether anybody counts; without responders there is nothing to average.
  bool anybody() const {
    for (std::size_t i = 0; i < arm_->baselines().size(); ++i) {
      if (counts(i)) return true;
    }
    return false;
  }
  double value() const {
    const std::string& quantity = trial_.row.quantity;
    const double at_h = trial_.time_h;
    if (quantity == "mean_change") return mean(chosen(changes()));
    if (quantity == "score") return mean(chosen(arm_->scores(at_h)));
    if (quantity == "response") return percent([&](std::size_t i) { return responds(i, at_h); });
    if (quantity == "remission") return percent([&](std::size_t i) { return symptoms_.remits(arm_->scores(at_h)[i]); });
    if (quantity == "lost_response") return percent([&](std::size_t i) { return !responds(i, at_h); });
    if (quantity == "median_days_to_loss") return median_days_to_loss();
    if (quantity == "difference") return difference(at_h);
    if (quantity == "share_of_6wk_effect") return difference(times_h_[0]) / difference(times_h_[1]);
    double sum = 0.0;
    for (const double time_h : times_h_) sum += effect_size(time_h);
    return sum / static_cast<double>(times_h_.size());
  }
  // SD of the change, for rows that print one.
  double spread() const { return std::sqrt(variance(chosen(changes()))); }

 private:
  std::optional<Without> comparison() const {
    const std::string& quantity = trial_.row.quantity;
    if (quantity == "effect_size_therapy") return Without{.therapy = true};
    if (quantity == "share_of_6wk_effect") return Without{.medication = true};
    if (quantity == "difference" || quantity.starts_with("effect_size")) return Without{.drug = true};
    return std::nullopt;
  }
  bool responds(std::size_t i, double at_h) const { return symptoms_.responds(arm_->scores(at_h)[i], arm_->baselines()[i]); }
  bool counts(std::size_t i) const { return !trial_.responders_at_h || responds(i, *trial_.responders_at_h); }
  People chosen(const People& everybody) const {
    People out;
    for (std::size_t i = 0; i < everybody.size(); ++i) {
      if (counts(i)) out.push_back(everybody[i]);
    }
    return out;
  }
  People changes() const {
    People out = arm_->scores(trial_.time_h);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] -= arm_->baselines()[i];
    return out;
  }
  template <class Holds>
  double percent(Holds holds) const {
    int people = 0;
    int yes = 0;
    for (std::size_t i = 0; i < arm_->baselines().size(); ++i) {
      if (!counts(i)) continue;
      ++people;
      if (holds(i)) ++yes;
    }
    return 100.0 * yes / people;
  }
  double difference(double at_h) const { return mean(chosen(arm_->scores(at_h))) - mean(chosen(other_->scores(at_h))); }
  double effect_size(double at_h) const {
    const double pooled = 0.5 * (variance(chosen(arm_->scores(at_h))) + variance(chosen(other_->scores(at_h))));
    return difference(at_h) / std::sqrt(pooled);
  }
  double median_days_to_loss() const {
    People days;
    for (std::size_t i = 0; i < arm_->baselines().size(); ++i) {
      if (!counts(i)) continue;
      const auto lost = std::find_if(times_h_.begin(), times_h_.end(), [&](double at_h) { return !responds(i, at_h); });
      days.push_back(lost == times_h_.end() ? kFollowDays : (*lost - trial_.time_h) / kDay);
    }
    std::sort(days.begin(), days.end());
    return quantile(days, 0.5);
  }

  const Trial& trial_;
  const SymptomConstants& symptoms_;
  Arm* arm_ = nullptr;
  Arm* other_ = nullptr;
  std::vector<double> times_h_;
};

// Half of the people in lasting remission have relapsed by then.
double median_days_to_relapse(const Trial& trial, const Parameters& parameters) {
  const CohortConstants people(parameters, Condition::trd);
  const Relapse relapse(parameters);
  People days;
  for (std::uint64_t i = 0; i < kPeople; ++i)
    days.push_back(relapse.days_until(virtual_patient(people, Patient{}, trial.seed, i).relapse_threshold));
  std::sort(days.begin(), days.end());
  return quantile(days, 0.5);
}

// Rows are summed up by table (T1 ...) and kind of quantity. What the program holds itself to stands with two of them.
struct Kind {
  std::string_view table, name, unit;
  std::optional<double> limit;
};
const Kind kKinds[] = {
    {"T1", "means", "MADRS points", 2.0},
    {"T1", "differences", "MADRS points", std::nullopt},
    {"T2", "rates", "points of 100", 12.0},
    {"T2", "durations", "days", std::nullopt},
    {"T3", "effect sizes", "SD", std::nullopt},
    {"T3", "rates", "points of 100", std::nullopt},
    {"T4", "shares, by construction", "share", std::nullopt},
    {"X1", "differences", "MADRS points", std::nullopt},
    {"X1", "effect sizes", "SD", std::nullopt},
    {"X2", "rates", "points of 100", std::nullopt},
    {"X2", "relapse, by construction", "days", std::nullopt},
    {"X3", "effect sizes", "SD", std::nullopt},
};

std::optional<std::size_t> group_of(const Trial& trial) {
  const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                 [&](const Kind& k) { return trial.row.id.starts_with(k.table) && trial.kind == k.name; });
  if (kind == std::end(kKinds)) return std::nullopt;
  return static_cast<std::size_t>(kind - std::begin(kKinds));
}

}  // namespace

CalibrationReport run_trials(const CsvTable& table, const Parameters& parameters, const CalibrationOptions& options, Problems& problems) {
  CalibrationReport report;
  for (const Kind& kind : kKinds)
    report.groups.push_back({fmt::format("{} {}", kind.table, kind.name), std::string(kind.unit), kind.limit});
  std::vector<Trial> trials;
  for (const CsvRecord& record : table.records) {
    const CsvReader in(table, record, problems);
    trials.push_back(read_trial(in, parameters));
    if (options.seed) trials.back().seed = *options.seed;
    if (const auto group = group_of(trials.back())) {
      trials.back().row.group = *group;
    } else {
      in.problem("id", "begins with no table that knows this quantity", "T1 to T4 and X1 to X3");
    }
  }
  if (!options.simulate) {
    for (Trial& trial : trials) report.rows.push_back(std::move(trial.row));
  }
  if (!problems.empty() || !options.simulate) return report;

  const SymptomConstants symptoms(parameters, Condition::trd);
  Arms arms;
  std::deque<ReadOut> outs;
  std::vector<const ReadOut*> out_of_row;
  for (Trial& trial : trials) {
    if (trial.row.quantity == "median_days_to_relapse") {
      trial.row.model = median_days_to_relapse(trial, parameters);
      trial.row.scale = 1.0;
      trial.row.note = "by construction: the hazard was taken from this row";
      out_of_row.push_back(nullptr);
    } else {
      out_of_row.push_back(&outs.emplace_back(trial, arms, symptoms));
    }
  }
  arms.simulate(parameters, options);
  for (std::size_t i = 0; i < trials.size(); ++i) {
    CalibrationRow& row = trials[i].row;
    if (out_of_row[i] != nullptr && !out_of_row[i]->anybody()) {
      row.note = fmt::format("nobody responds at {:.4g} h in the model", *trials[i].responders_at_h);
    } else if (out_of_row[i] != nullptr) {
      row.model = out_of_row[i]->value();
      row.scale = 1.0;
      if (row.spread.starts_with("SD")) row.note = fmt::format("SD of the change in the model {:.1f}", out_of_row[i]->spread());
    }
    report.rows.push_back(std::move(row));
  }
  return report;
}

}  // namespace syn::calibration
