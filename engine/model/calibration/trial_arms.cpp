#include "model/calibration/trial_arms.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/maths.hpp"
#include "model/clinic/cohort.hpp"
#include "model/run/moments.hpp"
#include "model/scenario/acting.hpp"

namespace syn::calibration {
namespace {

constexpr double kDay = 24.0;
constexpr double kFollowDays = 120.0;          // how long people are followed until they lose their response
constexpr double kBeforeHours = 1.0 / 3600.0;  // the score is taken before any treatment at the same hour
constexpr int kDraws = 1000;

struct Moments {
  double mean, variance;
};

Moments moments_of(const People& values, const Chosen& whom) {
  const double n = static_cast<double>(whom.size());
  double sum = 0.0;
  for (const std::size_t i : whom) sum += values[i];
  const double middle = sum / n;
  double squares = 0.0;
  for (const std::size_t i : whom) squares += (values[i] - middle) * (values[i] - middle);
  return {middle, n > 1.0 ? squares / (n - 1.0) : 0.0};
}

Chosen drawn(const Chosen& from, std::size_t n, Stream& stream) {
  Chosen out(n);
  for (std::size_t& i : out) i = from[stream.below(static_cast<std::uint32_t>(from.size()))];
  return out;
}

}  // namespace

bool Arm::same(const Scenario& other, bool noise) const {
  Scenario mine = scenario_;
  mine.title = other.title;
  mine.horizon_days = other.horizon_days;
  return noise == noise_ && mine == other;
}

double Arm::before_treatment(double time_h) const {
  const auto here = [&](const auto& event) { return event.at_h == time_h; };
  const auto any = [&](const auto& events) { return std::any_of(events.begin(), events.end(), here); };
  return any(scenario_.doses) || any(scenario_.visits) || any(scenario_.therapies) ? time_h - kBeforeHours : time_h;
}

// The course of the biology is the same for all factors and all people.
void Arm::simulate(const Parameters& parameters) {
  std::map<double, double> shown;  // hour of the row -> place
  for (const double time_h : times_h_) shown[before_treatment(time_h)] = 0.0;
  for (const Therapy& therapy : scenario_.therapies) shown[therapy.at_h] = 0.0;  // sessions are met on their rows
  const RelapseHazard hazard(parameters, scenario_);
  for (const double knot : hazard.knots_h()) shown[knot] = 0.0;
  std::vector<double> rows;
  for (auto& [row, place] : shown) {
    place = static_cast<double>(rows.size());
    rows.push_back(row);
  }
  const Scenario acts = acting(scenario_, parameters);
  const PersonalCourse course = shared_course(acts, parameters, reference_scale(parameters, acts.model), rows);
  if (acts.doses.empty() || factors_.empty()) factors_ = {scenario_.setting.trial_factor};
  factors_.insert(scenario_.setting.trial_factor);
  for (const double factor : factors_) {
    Scenario other = acts;
    other.setting.trial_factor = factor;
    const Cohort cohort(other, parameters);
    CohortRequest request;
    request.moments = course.moments;
    request.sessions = course.sessions;
    request.patients = request.runs = kPeople;
    request.noise = noise_;
    const CohortSummary summary = cohort.run(request);
    auto& of_factor = scores_[factor];
    for (const double time_h : times_h_) {
      const auto place = static_cast<std::size_t>(shown.at(before_treatment(time_h)));
      People& scores = of_factor[time_h];
      for (const std::vector<double>& person : summary.runs) scores.push_back(person[place]);
      People& kept = kept_[factor][time_h];
      for (const std::vector<double>& person : summary.kept) kept.push_back(100.0 * person[place]);
    }
  }
  const Cohort cohort(acts, parameters);
  for (int i = 0; i < kPeople; ++i) baselines_.push_back(cohort.person(i).baseline);
}

const std::map<double, People>& Arm::of(const ByFactor& all, double factor) {
  const auto found = all.find(factor);
  return found != all.end() ? found->second : all.begin()->second;
}

Arm& Arms::of(const Trial& trial, double end_h, const Without& without, bool noise) {
  const Scenario scenario = scenario_of(trial, end_h, without);
  for (Arm& arm : arms_) {
    if (!arm.same(scenario, noise)) continue;
    arm.lengthen(scenario.horizon_days);
    return arm;
  }
  return arms_.emplace_back(scenario, noise);
}

void Arms::simulate(const Parameters& parameters, const CalibrationOptions& options) {
  std::size_t done = 0;
  for (Arm& arm : arms_) {
    arm.simulate(parameters);
    options.notify(++done, arms_.size());
  }
}

ReadOut::ReadOut(const Trial& trial, Arms& arms, const Parameters& parameters, bool draws)
    : trial_(trial), symptoms_(parameters, trial.condition) {
  // A normal distribution by its density at steps of half a standard deviation: mean and spread are right to many digits.
  constexpr double kWidest = 2.5;
  constexpr double kStep = 0.5;
  const SettingDistribution setting(parameters, trial.kind_of_trial, trial.trials);
  for (double z = -kWidest; draws && z <= kWidest; z += kStep) {
    factors_.push_back(setting.at(z));
    up_to_.push_back((up_to_.empty() ? 0.0 : up_to_.back()) + maths::exp(-0.5 * z * z));
  }
  const double all = draws ? up_to_.back() : 1.0;
  for (double& share : up_to_) share /= all;
  const std::string& quantity = trial.row.quantity;
  if (trial.remission_points) symptoms_.remission_points = *trial.remission_points;
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
  } else if (trial.kind == "days") {
    for (double at_h = kDay; at_h <= trial.time_h; at_h += kDay) times_h_.push_back(at_h);
  } else if (quantity == "ever_response") {
    for (double at_h = 1.0; at_h <= trial.time_h; at_h += 1.0) times_h_.push_back(at_h);
  } else {
    times_h_ = {trial.time_h};
  }
  const auto ask = [&](Arm& arm) {
    for (const double at_h : times_h_) arm.need(at_h);
    for (const double factor : factors_) arm.need_factor(factor);
  };
  arm_ = &arms.of(trial, end_h, {}, !counts_days && quantity != "ever_response");
  ask(*arm_);
  if (trial.responders_at_h) arm_->need(*trial.responders_at_h);
  if (const auto without = comparison()) {
    other_ = &arms.of(trial, end_h, *without);
    ask(*other_);
  }
  if (quantity == "difference_main") {
    without_therapy_ = &arms.of(trial, end_h, {.therapy = true});
    without_both_ = &arms.of(trial, end_h, {.drug = true, .therapy = true});
    ask(*without_therapy_), ask(*without_both_);
  }
}

double ReadOut::value() const {
  const double factor = trial_.setting_factor;
  const Chosen whom = counted(factor);
  return value_of({factor, whom, whom});
}

double ReadOut::spread() const {
  People changes = arm_->scores(trial_.time_h, trial_.setting_factor);
  for (std::size_t i = 0; i < changes.size(); ++i) changes[i] -= arm_->baselines()[i];
  return std::sqrt(moments_of(changes, counted(trial_.setting_factor)).variance);
}

std::vector<double> ReadOut::draws(double error, std::uint64_t row) const {
  std::vector<Chosen> whom;
  for (const double factor : factors_) whom.push_back(counted(factor));
  std::vector<double> out;
  Stream stream(trial_.seed, row);
  for (int draw = 0; draw < kDraws; ++draw) {
    const auto which = static_cast<std::size_t>(std::upper_bound(up_to_.begin(), up_to_.end() - 1, stream.uniform()) - up_to_.begin());
    if (whom[which].empty()) continue;
    Sample sample{factors_[which], whom[which], whom[which]};
    if (trial_.row.people) {
      // The printed number is that of both arms where two are compared.
      const double arms = other_ != nullptr ? 2.0 : 1.0;
      const auto n = static_cast<std::size_t>(std::max(2.0, std::round(*trial_.row.people / arms)));
      sample.arm = drawn(whom[which], n, stream);
      if (other_ != nullptr) sample.other = drawn(whom[which], n, stream);
    }
    out.push_back(value_of(sample) + error * stream.normal());
  }
  return out;
}

double ReadOut::value_of(const Sample& sample) const {
  const std::string& quantity = trial_.row.quantity;
  const double at_h = trial_.time_h;
  if (quantity == "mean_change")
    return moments_of(arm_->scores(at_h, sample.factor), sample.arm).mean - moments_of(arm_->baselines(), sample.arm).mean;
  if (quantity == "score") return moments_of(arm_->scores(at_h, sample.factor), sample.arm).mean;
  if (quantity == "response") return percent(sample, at_h, false);
  if (quantity == "remission") return percent(sample, at_h, true);
  if (quantity == "lost_response") return 100.0 - percent(sample, at_h, false);
  if (quantity == "median_days_to_loss") return median_days_to_loss(sample);
  if (quantity == "difference") return difference(sample, at_h);
  if (quantity == "difference_at_most") return std::abs(difference(sample, at_h));
  if (quantity == "share_of_6wk_effect") return difference(sample, times_h_[0]) / difference(sample, times_h_[1]);
  if (quantity == "percent_change")
    return 100.0 * (moments_of(arm_->scores(at_h, sample.factor), sample.arm).mean / moments_of(arm_->baselines(), sample.arm).mean - 1.0);
  if (quantity == "ever_response") return ever_response(sample);
  if (quantity == "abstinent") return moments_of(arm_->kept(at_h, sample.factor), sample.arm).mean;
  if (quantity == "pda") return mean_days(*arm_, sample);
  if (quantity == "difference_drug_and_therapy") return mean_days(*arm_, sample) - mean_days(*other_, sample);
  if (quantity == "difference_medication") return mean_days(*other_, sample) - mean_days(*arm_, sample);  // days of use
  if (quantity == "difference_main")
    return 0.5 * (mean_days(*arm_, sample) - mean_days(*other_, sample) + mean_days(*without_therapy_, sample) -
                  mean_days(*without_both_, sample));
  double sum = 0.0;
  for (const double time_h : times_h_) sum += effect_size(sample, time_h);
  return sum / static_cast<double>(times_h_.size());
}

std::optional<Without> ReadOut::comparison() const {
  const std::string& quantity = trial_.row.quantity;
  if (quantity == "effect_size_therapy") return Without{.therapy = true};
  if (quantity == "share_of_6wk_effect" || quantity == "difference_medication") return Without{.medication = true};
  if (quantity == "difference_drug_and_therapy") return Without{.drug = true, .therapy = true};
  if (quantity.starts_with("difference") || quantity.starts_with("effect_size")) return Without{.drug = true};
  return std::nullopt;
}

double ReadOut::mean_days(const Arm& arm, const Sample& sample) const {
  double sum = 0.0;
  for (const double at_h : times_h_) sum += moments_of(arm.scores(at_h, sample.factor), sample.arm).mean;
  return sum / static_cast<double>(times_h_.size());
}

double ReadOut::ever_response(const Sample& sample) const {
  const auto ever = [&](std::size_t i) {
    return std::any_of(times_h_.begin(), times_h_.end(), [&](double at_h) { return responds(i, at_h, sample.factor); });
  };
  return 100.0 * static_cast<double>(std::count_if(sample.arm.begin(), sample.arm.end(), ever)) / static_cast<double>(sample.arm.size());
}

bool ReadOut::responds(std::size_t i, double at_h, double factor) const {
  return symptoms_.responds(arm_->scores(at_h, factor)[i], arm_->baselines()[i]);
}

Chosen ReadOut::counted(double factor) const {
  Chosen out;
  for (std::size_t i = 0; i < arm_->baselines().size(); ++i) {
    if (!trial_.responders_at_h || responds(i, *trial_.responders_at_h, factor)) out.push_back(i);
  }
  return out;
}

double ReadOut::percent(const Sample& sample, double at_h, bool remission) const {
  const People& scores = arm_->scores(at_h, sample.factor);
  const auto holds = [&](std::size_t i) {
    return remission ? symptoms_.remits(scores[i], arm_->baselines()[i]) : symptoms_.responds(scores[i], arm_->baselines()[i]);
  };
  return 100.0 * static_cast<double>(std::count_if(sample.arm.begin(), sample.arm.end(), holds)) / static_cast<double>(sample.arm.size());
}

double ReadOut::difference(const Sample& sample, double at_h) const {
  return moments_of(arm_->scores(at_h, sample.factor), sample.arm).mean -
         moments_of(other_->scores(at_h, sample.factor), sample.other).mean;
}

double ReadOut::effect_size(const Sample& sample, double at_h) const {
  const Moments arm = moments_of(arm_->scores(at_h, sample.factor), sample.arm);
  const Moments other = moments_of(other_->scores(at_h, sample.factor), sample.other);
  return (arm.mean - other.mean) / std::sqrt(0.5 * (arm.variance + other.variance));
}

double ReadOut::median_days_to_loss(const Sample& sample) const {
  People days;
  for (const std::size_t i : sample.arm) {
    const auto lost = std::find_if(times_h_.begin(), times_h_.end(), [&](double at_h) { return !responds(i, at_h, sample.factor); });
    days.push_back(lost == times_h_.end() ? kFollowDays : (*lost - trial_.time_h) / kDay);
  }
  std::sort(days.begin(), days.end());
  return quantile(days, 0.5);
}

}  // namespace syn::calibration
