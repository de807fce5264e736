#include "model/scenario/scenario.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

// A length of time in the unit of its field; where it ends follows from where it begins.
struct Length {
  const double* from_h;
  double* value;
  double per_hour;
  Range range;
  double end_h() const { return *from_h + *value / per_hour; }
  // Ends at `end_h` exactly, or as near to it as the field's numbers allow.
  void end_at(double end_h) {
    constexpr double kEver = std::numeric_limits<double>::infinity();
    double best = *value;
    double candidate = (end_h - *from_h) * per_hour;
    for (int back = 0; back < 3; ++back) candidate = std::nextafter(candidate, -kEver);
    for (int i = 0; i < 7; ++i, candidate = std::nextafter(candidate, kEver)) {
      if (!range.contains(candidate)) continue;
      const auto miss = [&](double length) { return std::abs(*from_h + length / per_hour - end_h); };
      if (miss(candidate) < miss(best)) best = candidate;
    }
    *value = best;
  }
};

// The moments of a scenario, by what they may be moved by: nothing (0 and the end of the run), their own field, or the
// length that leads to them.
struct Moments {
  std::vector<double> fixed;
  std::vector<double*> free;
  std::vector<Length> lengths;
};

// Calls visit(field, value, start) for every moment of a scenario, and for every length of time from a moment on with that.
template <class Visit>
struct EachTime {
  Visit visit;
  const double* start = nullptr;

  template <class T>
  void operator()(const Field& field, T& value, const auto&...) {
    if constexpr (List<T>) {
      for (auto& entry : value) {
        start = nullptr;
        fields(*this, entry);
      }
    } else if constexpr (Optional<T>) {
      if (value) (*this)(field, *value);
    } else if constexpr (std::same_as<std::remove_const_t<T>, double>) {
      if (field.moment) start = &value;
      if (field.applies && (field.moment || (field.per_hour > 0.0 && start != nullptr))) visit(field, value, start);
    }
  }
};
template <class Visit>
EachTime(Visit) -> EachTime<Visit>;

Moments moments_of(Scenario& scenario) {
  Moments out;
  for (const double at_h : {0.0, scenario.end_h()}) {
    if (std::isfinite(at_h)) out.fixed.push_back(at_h);
  }
  const auto collect = [&](const Field& field, double& value, const double* start) {
    if (!std::isfinite(value) || !std::isfinite(*start)) return;
    if (field.moment) {
      out.free.push_back(&value);
    } else {
      out.lengths.push_back({start, &value, field.per_hour, field.range});
    }
  };
  fields(EachTime{collect}, scenario);
  return out;
}

// Moments of one time. What is moved last stands first: fixed ones, then ends (of the longest lengths, whose numbers are
// the coarsest), then those with a field of their own.
struct Near {
  double at_h;
  int rank;
  double length_h;
  double* free;
  Length* length;
};

template <class Move>
void for_each_cluster(std::vector<Near>& all, Move move) {
  std::sort(all.begin(), all.end(), [](const Near& a, const Near& b) { return a.at_h < b.at_h; });
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    for (end = begin + 1; end < all.size() && all[end].at_h - all[end - 1].at_h < kSameMomentHours;) ++end;
    if (all[begin].at_h == all[end - 1].at_h) continue;
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = all.begin() + static_cast<std::ptrdiff_t>(end);
    const double at_h = std::min_element(first, last, [](const Near& a, const Near& b) {
                          return std::tuple(a.rank, -a.length_h, a.at_h) < std::tuple(b.rank, -b.length_h, b.at_h);
                        })->at_h;
    for (auto near = first; near != last; ++near) move(*near, at_h);
  }
}

void join_near_moments(Scenario& scenario) {
  Moments moments = moments_of(scenario);
  std::vector<Near> all;
  const auto collect = [&](int rank_of_free) {
    all.clear();
    for (const double at_h : moments.fixed) all.push_back({at_h, 0, 0.0, nullptr, nullptr});
    for (double* at_h : moments.free) all.push_back({*at_h, rank_of_free, 0.0, at_h, nullptr});
    for (Length& length : moments.lengths) all.push_back({length.end_h(), 1, *length.value / length.per_hour, nullptr, &length});
  };
  collect(2);
  for_each_cluster(all, [](Near& near, double at_h) {
    if (near.free != nullptr) *near.free = at_h;
  });
  // Starts now stand; ends that are still beside them, or beside each other, come to them.
  collect(0);
  for_each_cluster(all, [](Near& near, double at_h) {
    if (near.length != nullptr) near.length->end_at(at_h);
  });
}

}  // namespace

double Dose::amount_mg(double weight_kg) const {
  if (mg) return *mg;
  if (mg_per_kg) return *mg_per_kg * weight_kg;
  return sprays ? *sprays * kSprayDeviceMg : 0.0;
}

double Dose::end_h() const { return route == Route::iv_infusion ? at_h + over_min / 60.0 : at_h; }

bool Medication::operator<(const Medication& other) const {
  return std::tie(start_h, kind, stop_h) < std::tie(other.start_h, other.kind, other.stop_h);
}

bool ModelOptions::has(Hypothesis hypothesis) const {
  return std::find(hypotheses.begin(), hypotheses.end(), hypothesis) != hypotheses.end();
}

double Scenario::start_h() const {
  double first = 0.0;
  const auto look = [&](const Field& field, double value, const double*) {
    if (field.moment) first = std::min(first, value);
  };
  fields(EachTime{look}, *this);
  return first;
}

void Scenario::sort_events() {
  join_near_moments(*this);
  for (Dose& dose : doses) {
    if (dose.route != Route::iv_infusion) dose.over_min = Dose{}.over_min;
  }
  const auto sort = []<class T>(const Field&, T& list, const auto&...) {
    if constexpr (List<T>) std::stable_sort(list.begin(), list.end());
  };
  fields(sort, *this);
}

std::vector<TreatmentSession> treatment_sessions(std::span<const Dose> doses, double within_h) {
  std::vector<TreatmentSession> out;
  double runs_until_h = 0.0;
  for (std::size_t i = 0; i < doses.size(); ++i) {
    const Dose& dose = doses[i];
    const bool begins =
        out.empty() || (dose.at_h >= out.back().at_h + within_h - kSameMomentHours && dose.at_h > runs_until_h + kSameMomentHours);
    if (begins) {
      out.push_back({dose.at_h, i, 0});
      runs_until_h = dose.at_h;
    }
    ++out.back().count;
    runs_until_h = std::max(runs_until_h, dose.end_h());
  }
  return out;
}

bool is_gene(Experiment experiment) { return experiment == Experiment::gsk3_knock_in || experiment == Experiment::eef2k_knock_out; }
bool is_moment(Experiment experiment) { return experiment == Experiment::spine_erasure || experiment == Experiment::acute_stressor; }

bool limit_per_kg(Route route) {
  return route == Route::iv_infusion || route == Route::iv_bolus || route == Route::im || route == Route::sc;
}

std::string limit_key(Drug drug, Route route) {
  if (route == Route::intranasal) return drug == Drug::racemic ? "scenario.limit.nasal_racemic." : "scenario.limit.nasal_esketamine.";
  return "scenario.limit." + std::string(name_of(route)) + ".";
}

}  // namespace syn
