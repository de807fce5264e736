// One receptor channel: what the 24-state scheme should do, as a patch clamp would see it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <vector>

#include "core/maths.hpp"
#include "model/calibration/calibration_read.hpp"
#include "model/channel/channel.hpp"
#include "model/channel/channel_walk.hpp"

namespace syn::calibration {
namespace {

constexpr std::array<std::string_view, 17> kColumns{"id",          "quantity", "subtype",   "glutamate_um", "voltage_mv", "magnesium_mm",
                                                    "ketamine_um", "ms",       "pulse",     "leak_per_s",   "expected",   "rounding",
                                                    "tolerance",   "evidence", "exception", "source",       "note"};
constexpr std::array kSubtypes{Subtype::glun2a, Subtype::glun2b, Subtype::glun2d};
constexpr std::size_t kOpen = static_cast<std::size_t>(Gate::o);
constexpr std::size_t kKetamine = static_cast<std::size_t>(Pore::ketamine);
constexpr double kLookMs = 4000.0;   // how long a release is followed unless the row says
constexpr double kFreedMs = 1000.0;  // how long after a release the freed ones are counted
constexpr double kPulseStepMs = 0.1;
constexpr double kPulseLookMs = 30.0;
constexpr double kSettleStepMs = 10.0;
constexpr double kLongestSettleMs = 3e5;

struct Recording {
  Subtype subtype = Subtype::glun2a;
  ChannelConditions conditions;
  double ms = 0.0;
  int pulse = 0;
  double leak_per_s = 0.0;
};

// The receptors of the table and the releases that several rows look at.
class Rig {
 public:
  explicit Rig(const Parameters& parameters) : parameters_(parameters) {}

  Channel channel(const Recording& r) const { return {parameters_.with({{"channel.ketamine_leak", r.leak_per_s}}), r.subtype}; }
  const ReleaseStepper& stepper(const Recording& r, double ketamine_um) {
    const ChannelConditions& c = r.conditions;
    const auto key = std::make_tuple(r.subtype, c.voltage_mv, c.magnesium_mm, ketamine_um);
    const auto found = steppers_.find(key);
    if (found != steppers_.end()) return found->second;
    const ChannelConditions between{0.0, c.voltage_mv, c.magnesium_mm, ketamine_um};
    return steppers_.emplace(key, ReleaseStepper(channel(r), between)).first->second;
  }
  const ReleaseStepper& stepper(const Recording& r) { return stepper(r, r.conditions.ketamine_um); }

 private:
  const Parameters& parameters_;
  std::map<std::tuple<Subtype, double, double, double>, ReleaseStepper> steppers_;
};

double held(const ChannelState& state) { return pore_shares(state)[kKetamine]; }

ChannelState fully_blocked() {
  ChannelState state{};
  state[state_index(Pore::ketamine, Gate::r)] = 1.0;
  return state;
}

// The conducting share after one release: where it peaks, how fast it comes and goes.
struct Current {
  std::vector<double> open, ms;
  std::size_t top = 0;

  explicit Current(const std::vector<ChannelState>& states) : open{0.0}, ms{0.0} {
    for (std::size_t i = 0; i < states.size(); ++i) {
      open.push_back(open_probability(states[i]));
      ms.push_back(ReleaseStepper::bin_end_ms(i));
    }
    top = static_cast<std::size_t>(std::max_element(open.begin(), open.end()) - open.begin());
  }
  double peak() const { return open[top]; }
  // First moment at or behind `from` at which the curve passes this share of its peak.
  double crossing_ms(std::size_t from, double share, bool up) const {
    const double level = share * peak();
    for (std::size_t i = std::max<std::size_t>(from, 1); i < open.size(); ++i) {
      if (up ? open[i] < level : open[i] > level) continue;
      return ms[i - 1] + (level - open[i - 1]) / (open[i] - open[i - 1]) * (ms[i] - ms[i - 1]);
    }
    return std::numeric_limits<double>::quiet_NaN();
  }
  double rise_ms() const { return crossing_ms(0, 0.9, true) - crossing_ms(0, 0.1, true); }
  double decay_ms() const { return crossing_ms(top, maths::exp(-1.0), false) - ms[top]; }
  double area_ms() const {
    double sum = 0.0;
    for (std::size_t i = 1; i < open.size(); ++i) sum += 0.5 * (open[i] + open[i - 1]) * (ms[i] - ms[i - 1]);
    return sum;
  }
};

Current release(Rig& rig, const Recording& r) { return Current(rig.stepper(r).run(resting_state(), r.ms > 0.0 ? r.ms : kLookMs)); }

// Peak after a pulse of agonist, and when it comes.
std::pair<double, double> pulse_peak(Rig& rig, const Recording& r) {
  const Channel channel = rig.channel(r);
  ChannelConditions off = r.conditions;
  off.glutamate_um = 0.0;
  const Matrix during = channel.propagator(r.conditions, kPulseStepMs);
  const Matrix after = channel.propagator(off, kPulseStepMs);
  const long pulse_steps = std::lround(r.ms / kPulseStepMs);
  ChannelState state = resting_state();
  std::pair<double, double> best{0.0, 0.0};
  for (long i = 0; i < std::lround(kPulseLookMs / kPulseStepMs); ++i) {
    const std::vector<double> next = multiply_row(state, i < pulse_steps ? during : after);
    std::copy(next.begin(), next.end(), state.begin());
    if (open_probability(state) > best.first) best = {open_probability(state), kPulseStepMs * static_cast<double>(i + 1)};
  }
  return best;
}

// Time until the conducting share has gone 1 - 1/e of the way from one equilibrium to the other, s.
double settling_s(const Channel& channel, const ChannelConditions& from, const ChannelConditions& to) {
  ChannelState state = channel.equilibrium(from);
  const double start = open_probability(state);
  const double end = open_probability(channel.equilibrium(to));
  const Matrix step = channel.propagator(to, kSettleStepMs);
  for (double ms = 0.0; ms < kLongestSettleMs; ms += kSettleStepMs) {
    if (std::abs(open_probability(state) - end) <= std::abs(start - end) * maths::exp(-1.0)) return ms / 1000.0;
    const std::vector<double> next = multiply_row(state, step);
    std::copy(next.begin(), next.end(), state.begin());
  }
  return std::numeric_limits<double>::quiet_NaN();
}

ChannelConditions without_drug(const Recording& r) {
  ChannelConditions out = r.conditions;
  out.ketamine_um = 0.0;
  return out;
}

double kept_percent(Rig& rig, const Recording& r) {
  const Channel channel = rig.channel(r);
  const ChannelState full = channel.equilibrium(r.conditions);
  ChannelConditions alone = without_drug(r);
  alone.glutamate_um = 0.0;
  return 100.0 * held(channel.step(full, alone, r.ms)) / held(full);
}

// Peak of the n-th release of a train with drug, over the n-th without.
double train_ratio(Rig& rig, const Recording& r) {
  const ReleaseStepper& drugged = rig.stepper(r);
  const ReleaseStepper& plain = rig.stepper(r, 0.0);
  ChannelState with = resting_state();
  ChannelState without = resting_state();
  double ratio = 1.0;
  for (int i = 0; i < r.pulse; ++i) {
    const std::vector<ChannelState> a = drugged.run(with, r.ms);
    const std::vector<ChannelState> b = plain.run(without, r.ms);
    ratio = Current(a).peak() / Current(b).peak();
    with = a.back();
    without = b.back();
  }
  return ratio;
}

double open_at(Rig& rig, const Recording& r) { return open_probability(rig.stepper(r).run(resting_state(), r.ms).back()); }

// Single receptors after one release, counted one by one.
struct Counted {
  double open_share = 0.0;     // conducting at the moment of the row
  double reached_share = 0.0;  // ever conducting
  double mean_stay_ms = 0.0;   // of a visit to the conducting state
};

Counted walked(Rig& rig, const Recording& r) {
  constexpr std::uint64_t kSeed = 1;
  constexpr std::uint64_t kReceptors = 60000;
  constexpr double kFollowMs = 400.0;
  const Channel channel = rig.channel(r);
  const WalkTable table = WalkTable::release(channel, r.conditions);
  Counted out;
  double stays = 0.0;
  for (std::uint64_t receptor = 0; receptor < kReceptors; ++receptor) {
    ChannelWalk walk(kSeed, receptor);
    bool open = false;
    bool ever = false;
    double since = 0.0;
    const auto visit = [&](double now, WalkState next) {
      if (open) {
        out.mean_stay_ms += now - since;
        stays += 1.0;
      }
      open = conducts(next);
      ever = ever || open;
      since = now;
    };
    walk.advance(table, 0.0, r.ms, visit);
    if (conducts(walk.state())) out.open_share += 1.0;
    if (r.ms == 0.0) walk.advance(table, 0.0, kFollowMs, visit);
    if (ever) out.reached_share += 1.0;
  }
  out.open_share /= static_cast<double>(kReceptors);
  out.reached_share /= static_cast<double>(kReceptors);
  if (stays > 0.0) out.mean_stay_ms /= stays;
  return out;
}

struct Quantity {
  std::string_view name, unit;
  double (*read)(Rig&, const Recording&);
};
const Quantity kQuantities[] = {
    {"open_ms", "ms", [](Rig& rig, const Recording& r) { return rig.channel(r).mean_open_ms(); }},
    {"pulse_peak", "-", [](Rig& rig, const Recording& r) { return pulse_peak(rig, r).first; }},
    {"pulse_peak_ms", "ms", [](Rig& rig, const Recording& r) { return pulse_peak(rig, r).second; }},
    {"steady_open", "-", [](Rig& rig, const Recording& r) { return rig.channel(r).gate_equilibrium(r.conditions.glutamate_um)[kOpen]; }},
    {"release_peak", "-", [](Rig& rig, const Recording& r) { return release(rig, r).peak(); }},
    {"release_rise_ms", "ms", [](Rig& rig, const Recording& r) { return release(rig, r).rise_ms(); }},
    {"release_decay_ms", "ms", [](Rig& rig, const Recording& r) { return release(rig, r).decay_ms(); }},
    {"release_area_over_peak_ms", "ms",
     [](Rig& rig, const Recording& r) {
       const Current current = release(rig, r);
       return current.area_ms() / current.peak();
     }},
    {"release_open", "-", open_at},
    {"ic50_um", "uM",
     [](Rig& rig, const Recording& r) { return rig.channel(r).ic50_um(r.conditions.voltage_mv, r.conditions.magnesium_mm); }},
    {"block_percent", "%", [](Rig& rig, const Recording& r) { return 100.0 * (1.0 - rig.channel(r).relative_current(r.conditions)); }},
    {"freed_percent", "%",
     [](Rig& rig, const Recording& r) { return 100.0 * (1.0 - held(rig.stepper(r).run(fully_blocked(), kFreedMs).back())); }},
    {"onset_s", "s", [](Rig& rig, const Recording& r) { return settling_s(rig.channel(r), without_drug(r), r.conditions); }},
    {"offset_s", "s", [](Rig& rig, const Recording& r) { return settling_s(rig.channel(r), r.conditions, without_drug(r)); }},
    {"kept_percent", "%", kept_percent},
    {"held_percent", "%", [](Rig& rig, const Recording& r) { return 100.0 * held(rig.channel(r).equilibrium(r.conditions)); }},
    {"trapped_percent", "%",
     [](Rig& rig, const Recording& r) {
       const ChannelState state = rig.channel(r).equilibrium(r.conditions);
       return 100.0 * trapped_share(state) / held(state);
     }},
    {"cleared_percent", "%",
     [](Rig& rig, const Recording& r) { return 100.0 * (1.0 - held(rig.channel(r).step(fully_blocked(), r.conditions, r.ms))); }},
    {"train_ratio", "-", train_ratio},
    {"walk_open", "-", [](Rig& rig, const Recording& r) { return walked(rig, r).open_share; }},
    {"walk_reached_percent", "%", [](Rig& rig, const Recording& r) { return 100.0 * walked(rig, r).reached_share; }},
    {"walk_stay_ms", "ms", [](Rig& rig, const Recording& r) { return walked(rig, r).mean_stay_ms; }},
};

const Quantity& quantity_of(std::string_view name) {
  return *std::find_if(std::begin(kQuantities), std::end(kQuantities), [&](const Quantity& q) { return q.name == name; });
}

Recording read_recording(const CsvReader& in) {
  Recording out;
  std::vector<std::string_view> names;
  for (const Subtype subtype : kSubtypes) names.push_back(name_of(subtype));
  const std::string_view name = in.choice("subtype", names);
  out.subtype = kSubtypes[static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin())];
  out.conditions.glutamate_um = in.optional_number("glutamate_um").value_or(0.0);
  out.conditions.voltage_mv = in.number("voltage_mv");
  out.conditions.magnesium_mm = in.number("magnesium_mm");
  out.conditions.ketamine_um = in.number("ketamine_um");
  out.ms = in.optional_number("ms").value_or(0.0);
  out.pulse = static_cast<int>(in.optional_number("pulse").value_or(0.0));
  out.leak_per_s = in.optional_number("leak_per_s").value_or(0.0);
  return out;
}

std::string setting_words(const CsvReader& in, const Recording& r) {
  std::string out = fmt::format("{}, {:g} mV, {:g} mM Mg", name_of(r.subtype), r.conditions.voltage_mv, r.conditions.magnesium_mm);
  if (r.conditions.ketamine_um > 0.0) out += fmt::format(", {:g} uM ketamine", r.conditions.ketamine_um);
  if (r.conditions.glutamate_um > 0.0) out += fmt::format(", {:g} uM glutamate", r.conditions.glutamate_um);
  if (!in.text("ms").empty()) out += fmt::format(", {:g} ms", r.ms);
  if (r.pulse > 0) out += fmt::format(", release {}", r.pulse);
  if (r.leak_per_s > 0.0) out += fmt::format(", leak {:g} /s", r.leak_per_s);
  return out;
}

}  // namespace

std::span<const std::string_view> channel_columns() { return kColumns; }

CalibrationReport run_channel(const CsvTable& table, const Parameters& parameters, const CalibrationOptions& options, Problems& problems) {
  CalibrationReport report;
  report.groups = {{"scheme: second solution of the same rates", "% of the other solution", 5.0}};
  std::vector<std::string_view> names;
  for (const Quantity& quantity : kQuantities) names.push_back(quantity.name);
  std::vector<Recording> recordings;
  for (const CsvRecord& record : table.records) {
    const CsvReader in(table, record, problems);
    CalibrationRow row = read_common(in, names, parameters);
    row.unit = quantity_of(row.quantity).unit;
    row.note = in.text("note");
    row.published = in.number("expected");
    // A figure printed as 0.04 says no more than 0.035 to 0.045.
    const double half_width = std::max(in.number("rounding"), in.number("tolerance") * std::abs(row.published));
    row.low = row.published - half_width;
    row.high = row.published + half_width;
    row.scale = row.published / 100.0;
    recordings.push_back(read_recording(in));
    row.subject = setting_words(in, recordings.back());
    report.rows.push_back(std::move(row));
  }
  if (!problems.empty() || !options.simulate) return report;
  Rig rig(parameters);
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    CalibrationRow& row = report.rows[i];
    row.model = quantity_of(row.quantity).read(rig, recordings[i]);
    options.notify(i + 1, recordings.size());
  }
  return report;
}

}  // namespace syn::calibration
