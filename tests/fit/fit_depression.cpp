// Fits the numbers of the depression part to the T rows of assets/calibration/trials.csv, through the program's own
// calibration. README.md says what for and what came of it.
//
//   fit_depression [--set KEY=VALUE]... [--free KEY]... [--rounds N] [--step SHARE] [--seed N]... [--rows] [--intervals]
//   fit_depression [--set KEY=VALUE]... --table plasticity
//   fit_depression [--set KEY=VALUE]... --growth
//
// Without --free nothing is fitted: the objective and its parts are printed for the numbers as they stand (with --set). With
// --table another table of the calibration is printed instead, with --growth what one dose of 10 mg/kg adds to the spines of a
// rat or mouse, unstressed and after three weeks of stress.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/files.hpp"
#include "model/calibration/calibration.hpp"
#include "model/calibration/rodent.hpp"
#include "model/data/parameters.hpp"

namespace {

using namespace syn;

// What one unit of each part of the objective is.
constexpr double kPoints = 1.5;         // standard errors of the trials' means are 1.7 to 2.8
constexpr double kPercent = 6.0;        // ... of their rates 7 to 12; there are fewer rates than means
constexpr double kDays = 2.0;           // of the two durations
constexpr double kSpread = 2.0;         // points, of a printed SD of the change
constexpr double kBeyond = 0.25;        // points or percent beyond a bound: all but forbidden
constexpr double kMostResponse = 20.0;  // at two weeks after one dose
constexpr double kDrift = 0.4;          // of ln of a number from where it began

struct Parts {
  double means = 0.0, rates = 0.0, loss_one = 0.0, loss_six = 0.0, spreads = 0.0, response_14d = 0.0, difference_14d = 0.0,
         difference_30d = 0.0;
  double all = 0.0;
};

double square(double x) { return x * x; }

double printed_sd(const CalibrationRow& row) { return std::atof(row.spread.c_str() + std::strlen("SD ")); }

Parts parts_of(const CalibrationReport& report) {
  Parts out;
  int means = 0, rates = 0, spreads = 0;
  double beyond = 0.0;
  for (const CalibrationRow& row : report.rows) {
    if (!row.model) continue;
    const std::string& group = report.groups[row.group].name;
    const double miss = *row.model - row.published;
    if (group == "T1 means" || group == "T1 differences") {
      if (group == "T1 means") out.means += square(miss), ++means;
      out.all += square(miss / kPoints);
      if (row.spread_of_change) {
        const double apart = *row.spread_of_change - printed_sd(row);
        out.spreads += square(apart), ++spreads;
        out.all += 0.5 * square(apart / kSpread);
      }
    }
    if (group == "T2 rates") {
      out.rates += square(miss), ++rates;
      out.all += square(miss / kPercent);
    }
    if (row.id == "T2-single-loss-median") out.loss_one = *row.model;
    if (row.id == "T2-mur13b-loss-median") out.loss_six = *row.model;
    if (row.quantity == "median_days_to_loss") out.all += square(miss / kDays);
    if (row.id == "T2-abd20-resp-14d") out.response_14d = *row.model, beyond += std::max(0.0, *row.model - kMostResponse);
    if (row.id == "T1-coy15-diff-14d") out.difference_14d = *row.model, beyond += std::max(0.0, miss);
    if (row.id == "T1-pri22-diff-30d") out.difference_30d = *row.model, beyond += std::max(0.0, miss);
  }
  out.all += square(beyond / kBeyond);
  out.means = std::sqrt(out.means / means);
  out.rates = std::sqrt(out.rates / rates);
  out.spreads = std::sqrt(out.spreads / std::max(1, spreads));
  return out;
}

std::string text_of(const Parts& p) {
  return fmt::format(
      "objective {:.2f}: T1 means {:.2f} points, T2 rates {:.2f}, loss after one {:.1f} d, after six {:.1f} d, SDs off by {:.1f}; "
      "two weeks after one dose {:.1f} %, drug minus control {:.2f} at day 14, {:.2f} at day 30",
      p.all, p.means, p.rates, p.loss_one, p.loss_six, p.spreads, p.response_14d, p.difference_14d, p.difference_30d);
}

template <class T>
T need(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "{}", to_text(result.error()));
  std::exit(1);
}

// Peak of the density with the dose above the density without it.
double growth(const Parameters& parameters, bool stressed) {
  constexpr double kEnd = 15.0 * 24.0;
  Rodent rodent;
  if (stressed) rodent.stress_from_h = -21.0 * 24.0;
  const RodentCourse without(rodent, parameters, kEnd, 1e-8);
  rodent.injections = {{0.0, 10.0}};
  const RodentCourse with(rodent, parameters, kEnd, 1e-8);
  double most = 0.0;
  for (double t = 0.0; t <= kEnd; t += 1.0) most = std::max(most, with.at(t).spine_density() - without.at(t).spine_density());
  return most;
}

class Fit {
 public:
  Fit(const DataFiles& files, const Parameters& parameters, bool only_fitted) : parameters_(parameters) {
    file_ = need(files.find("assets/calibration/trials.csv")).string();
    const std::string text = need(read_file(file_));
    // X, T3 and T4 rows are never looked at while fitting.
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t to = std::min(text.find('\n', from), text.size() - 1) + 1;
      const std::string line = text.substr(from, to - from);
      if (from == 0 || !only_fitted || line.starts_with("T1") || line.starts_with("T2")) table_ += line;
      from = to;
    }
  }

  CalibrationReport report(const std::map<std::string, double>& changes, std::optional<std::uint64_t> seed, bool intervals) const {
    CalibrationOptions options;
    options.seed = seed;
    options.intervals = intervals;
    return need(calibrate_text(CalibrationTable::trials, table_, file_, parameters_.with(changes), options));
  }
  double objective(const std::map<std::string, double>& changes, const std::map<std::string, double>& begin,
                   const std::vector<std::uint64_t>& seeds) const {
    double sum = 0.0;
    for (const std::uint64_t seed : seeds) sum += parts_of(report(changes, seed, false)).all;
    sum /= static_cast<double>(seeds.size());
    for (const auto& [key, value] : changes) {
      const auto first = begin.find(key);
      if (first != begin.end()) sum += square(std::log(value / first->second) / kDrift);
    }
    return sum;
  }

 private:
  const Parameters& parameters_;
  std::string file_, table_;
};

}  // namespace

int main(int count, char** arguments) {
  const DataFiles files({SYN_SOURCE_DIR});
  const Parameters parameters = need(Parameters::load(files));
  std::map<std::string, double> now;
  std::vector<std::string> free;
  std::vector<std::uint64_t> seeds;
  int rounds = 1;
  double step = 0.1;
  bool rows = false, intervals = false;
  std::optional<CalibrationTable> table;
  bool growths = false;
  for (int i = 1; i < count; ++i) {
    const std::string option = arguments[i];
    const auto next = [&]() -> std::string { return i + 1 < count ? arguments[++i] : ""; };
    if (option == "--set") {
      const std::string text = next();
      now[text.substr(0, text.find('='))] = std::atof(text.substr(text.find('=') + 1).c_str());
    } else if (option == "--free") {
      free.push_back(next());
    } else if (option == "--rounds") {
      rounds = std::atoi(next().c_str());
    } else if (option == "--step") {
      step = std::atof(next().c_str());
    } else if (option == "--seed") {
      seeds.push_back(std::strtoull(next().c_str(), nullptr, 10));
    } else if (option == "--table") {
      table = from_name<CalibrationTable>(next());
    } else if (option == "--growth") {
      growths = true;
    } else if (option == "--rows") {
      rows = true;
    } else if (option == "--intervals") {
      intervals = true;
    } else {
      fmt::print(stderr, "no option is called {}\n", option);
      return 1;
    }
  }
  for (const auto& [key, value] : now) {
    const Parameter* parameter = parameters.find(key);
    if (parameter == nullptr || !parameter->range.contains(value)) {
      fmt::print(stderr, "{} = {} is no number of the model, or out of its range\n", key, value);
      return 1;
    }
  }
  if (growths) {
    const Parameters changed = parameters.with(now);
    const double unstressed = growth(changed, false), stressed = growth(changed, true);
    fmt::print("10 mg/kg adds {:.4f} unstressed, {:.4f} stressed: {:.3f}\n", unstressed, stressed, unstressed / stressed);
    return 0;
  }
  if (table) {
    fmt::print("{}", to_text(need(calibrate(*table, files, parameters.with(now)))));
    return 0;
  }
  if (seeds.empty()) seeds = {7};

  if (!free.empty()) {
    const Fit fit(files, parameters, true);
    std::map<std::string, double> begin;
    std::map<std::string, double> steps;
    for (const std::string& key : free) {
      begin[key] = now.contains(key) ? now[key] : parameters[key];
      now[key] = begin[key];
      steps[key] = step;
    }
    double best = fit.objective(now, begin, seeds);
    fmt::print("start {:.3f}\n", best);
    // One number after the other, up or down; a step that helps grows, one that does not is halved.
    for (int round = 0; round < rounds; ++round) {
      for (const std::string& key : free) {
        bool better = false;
        for (const double way : {1.0, -1.0}) {
          std::map<std::string, double> tried = now;
          const Range range = parameters.find(key)->range;
          tried[key] = std::clamp(now[key] * std::exp(way * steps[key]), range.low, range.high);
          const double value = fit.objective(tried, begin, seeds);
          if (value >= best) continue;
          best = value;
          now = tried;
          better = true;
          steps[key] *= way > 0.0 ? 1.3 : -1.3;
          break;
        }
        if (!better) steps[key] *= 0.5;
        std::fflush(stdout);
      }
      fmt::print("round {}: {:.3f}\n", round + 1, best);
    }
    for (const std::string& key : free) fmt::print("  {} = {:.5g} (from {:.5g})\n", key, now[key], begin[key]);
  }

  const Fit all(files, parameters, false);
  for (const std::uint64_t seed : seeds) {
    const CalibrationReport report = all.report(now, seed, intervals);
    fmt::print("seed {}: {}\n", seed, text_of(parts_of(report)));
    if (rows) fmt::print("{}", to_text(report));
    if (!intervals) continue;
    for (const char letter : {'T', 'X'}) {
      const IntervalTotals of = interval_totals(report, letter);
      fmt::print("  {}: {} of {} inside, mean score {:.2f}\n", letter, of.foreseen, of.rows, of.score);
    }
  }
  return 0;
}
