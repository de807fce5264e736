#include "model/patch/patch_clamp.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "core/maths.hpp"
#include "model/channel/channel_walk.hpp"
#include "model/data/parameters.hpp"
#include "model/patch/patch_window.hpp"

namespace syn {
namespace {

const std::int64_t kBinUs = microseconds(kReleaseBinMs);
const std::int64_t kReleaseUs = static_cast<std::int64_t>(kReleaseBins) * kBinUs;
constexpr std::int64_t kSiteUs = 10000;  // longest stretch while the second site fills
constexpr std::int64_t kAmpaUs = 50000;  // after this nothing of an AMPA current is left
constexpr double kUsPerMs = 1000.0;
constexpr std::size_t kMaxCached = 2000;

constexpr std::size_t at(Clamp clamp) { return static_cast<std::size_t>(clamp); }
double in_ms(std::int64_t us) { return static_cast<double>(us) / kUsPerMs; }

// A stretch of a sweep in which nothing changes.
struct Stretch {
  std::int64_t from_us = 0;
  std::int64_t to_us = 0;
  ClampValues clamp{};
  std::size_t releases = 0;  // how many have happened, with one at from_us
  std::size_t step = 0;      // of the protocol
};

// One sweep cut at every step, release, 0.1 ms after a release, and sample.
class Timeline {
 public:
  Timeline(const Protocol& protocol, const Channel& channel)
      : total_us_(microseconds(protocol.total_ms())), transient_(channel.release_bins_um()) {
    std::int64_t start = 0;
    for (const ProtocolStep& step : protocol.steps) {
      starts_.push_back(start);
      for (const double ms : step.releases_ms) releases_.push_back(start + microseconds(ms));
      start += microseconds(step.for_ms);
    }
    cuts_ = starts_;
    cuts_.push_back(total_us_);
    for (const std::int64_t release : releases_) {
      for (std::int64_t us = release; us <= release + kReleaseUs && us < total_us_; us += kBinUs) cuts_.push_back(us);
    }
    const std::int64_t sample = microseconds(protocol.sample_ms);
    for (std::int64_t us = 0; us < total_us_; us += sample) samples_.push_back(us);
    samples_.push_back(total_us_);
    cuts_.insert(cuts_.end(), samples_.begin(), samples_.end());
    for (const Measure& measure : protocol.measures) {
      cuts_.push_back(std::min(total_us_, microseconds(measure.from_ms)));
      cuts_.push_back(std::min(total_us_, microseconds(measure.to_ms)));
    }
    if (protocol.second_site) {
      for (std::int64_t us = kSiteUs; us < total_us_; us += kSiteUs) cuts_.push_back(us);
    }
    std::sort(cuts_.begin(), cuts_.end());
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
  }

  const std::vector<std::int64_t>& releases() const { return releases_; }
  const std::vector<std::int64_t>& samples() const { return samples_; }

  std::size_t stretches() const { return cuts_.size() - 1; }
  // Turns a stretch into the `i`-th of a sweep; they are asked for in order, the first of a new `stretch`.
  void next(std::size_t i, const Protocol& protocol, const ClampValues& hold, Stretch& stretch) const {
    stretch.from_us = cuts_[i];
    stretch.to_us = cuts_[i + 1];
    while (stretch.step + 1 < starts_.size() && starts_[stretch.step + 1] <= stretch.from_us) ++stretch.step;
    for (std::size_t clamp = 0; clamp < kClamps; ++clamp)
      stretch.clamp[clamp] = protocol.steps[stretch.step].set[clamp].value_or(hold[clamp]);
    while (stretch.releases < releases_.size() && releases_[stretch.releases] <= stretch.from_us) ++stretch.releases;
    for (std::size_t r = stretch.releases; r > 0 && stretch.from_us - releases_[r - 1] < kReleaseUs; --r)
      stretch.clamp[at(Clamp::glutamate_um)] += transient_[static_cast<std::size_t>((stretch.from_us - releases_[r - 1]) / kBinUs)];
  }

 private:
  std::int64_t total_us_;
  std::vector<double> transient_;  // what a release adds, uM, in bins
  std::vector<std::int64_t> starts_, releases_, samples_, cuts_;
};

// One receptor recorded by itself: what passed since the last sample, pA ms.
struct SingleChannel {
  ChannelWalk walk;
  double charge_fc = 0.0;

  void advance(const WalkTable& table, double ms, double open_pa) {
    double since = 0.0;
    bool open = conducts(walk.state());
    walk.advance(table, 0.0, ms, [&](double now, WalkState next) {
      if (open) charge_fc += open_pa * (now - since);
      open = conducts(next);
      since = now;
    });
    if (open) charge_fc += open_pa * (ms - since);
  }
};

// All receptors of one subtype through a sweep.
class Population {
 public:
  Population(const Protocol& protocol, const Parameters& parameters, const ReceptorGroup& group)
      : protocol_(&protocol),
        channel_(parameters, group.subtype, protocol.drug),
        site_(parameters),
        count_(static_cast<double>(group.count)),
        subtype_(group.subtype) {}

  const Channel& channel() const { return channel_; }
  double count() const { return count_; }

  void begin(std::size_t sweep, const ClampValues& first) {
    site_taken_ = 0.0;
    state_ = start_of(conditions(first));
    singles_.clear();
    constexpr std::uint64_t kMaxInSweep = 1024;
    const std::uint64_t own = (sweep * 8 + static_cast<std::uint64_t>(subtype_)) * kMaxInSweep;
    for (int i = 0; i < protocol_->single_channels; ++i)
      singles_.push_back({ChannelWalk(protocol_->seed, own + static_cast<std::uint64_t>(i), state_)});
  }

  void advance(const Stretch& stretch) {
    const std::int64_t us = stretch.to_us - stretch.from_us;
    const ChannelConditions c = conditions(stretch.clamp);
    const double bound = bound_share();
    step(c, us);
    if (!singles_.empty()) {
      const WalkTable& table = walk_table(c);
      const double open_pa = channel_.current_pa(1.0, c.voltage_mv);
      for (SingleChannel& single : singles_) single.advance(table, in_ms(us), open_pa);
    }
    if (protocol_->second_site) {
      site_taken_ = site_.advance(site_taken_, c.ketamine_um, 0.5 * (bound + bound_share()), in_ms(us));
    }
  }

  double open() const { return std::max(0.0, open_probability(state_)); }
  double held() const { return pore_shares(state_)[static_cast<std::size_t>(Pore::ketamine)]; }
  double trapped() const { return trapped_share(state_); }
  double current_pa(double voltage_mv) const { return count_ * channel_.current_pa(open(), voltage_mv); }
  // Mean since the last call, pA each, and where each is now.
  void collect(double over_ms, PatchSample& row) {
    for (SingleChannel& single : singles_) {
      row.single_pa.push_back(over_ms > 0.0 ? single.charge_fc / over_ms : 0.0);
      row.single_state.push_back(single.walk.state());
      single.charge_fc = 0.0;
    }
  }

 private:
  using Key = std::array<double, 6>;

  ChannelConditions conditions(const ClampValues& clamp) const {
    // In steps of a thousandth, so that stretches can share their exponentials.
    constexpr double kGrain = 1000.0;
    return {clamp[at(Clamp::glutamate_um)], clamp[at(Clamp::voltage_mv)], clamp[at(Clamp::magnesium_mm)], clamp[at(Clamp::drug_um)],
            std::round(site_taken_ * kGrain) / kGrain};
  }
  ChannelState start_of(const ChannelConditions& c) const {
    switch (protocol_->start) {
      case PatchStart::rest: break;
      case PatchStart::equilibrium: return channel_.equilibrium(c);
      case PatchStart::blocked: {
        ChannelState state{};
        state[state_index(Pore::ketamine, Gate::r)] = 1.0;
        return state;
      }
    }
    return resting_state();
  }
  double bound_share() const {
    const GateShares gates = gate_shares(state_);
    return 1.0 - gates[static_cast<std::size_t>(Gate::r)] - gates[static_cast<std::size_t>(Gate::ra)];
  }
  static Key key_of(const ChannelConditions& c, double us) {
    return {c.glutamate_um, c.voltage_mv, c.magnesium_mm, c.ketamine_um, c.second_site, us};
  }
  // A stretch that comes again is worth its exponential.
  void step(const ChannelConditions& c, std::int64_t us) {
    if (propagators_.size() > kMaxCached) propagators_.clear();
    const auto [place, first_time] = propagators_.try_emplace(key_of(c, static_cast<double>(us)));
    if (first_time) {
      state_ = channel_.step(state_, c, in_ms(us));
      return;
    }
    if (place->second.rows() == 0) place->second = channel_.propagator(c, in_ms(us));
    const std::vector<double> next = multiply_row(state_, place->second);
    std::copy(next.begin(), next.end(), state_.begin());
  }
  const WalkTable& walk_table(const ChannelConditions& c) {
    if (tables_.size() > kMaxCached) tables_.clear();
    return tables_.try_emplace(key_of(c, 0.0), channel_, c).first->second;
  }

  const Protocol* protocol_;
  Channel channel_;
  SecondSite site_;
  double count_;
  Subtype subtype_;
  double site_taken_ = 0.0;
  ChannelState state_{};
  std::vector<SingleChannel> singles_;
  std::map<Key, Matrix> propagators_;  // empty after the first time
  std::map<Key, WalkTable> tables_;
};

}  // namespace

AmpaCurrent::AmpaCurrent(const Parameters& parameters)
    : peak_ns_(parameters["ampa.conductance"]),
      decay_ms_(parameters["ampa.decay"]),
      rise_ms_(parameters["ampa.rise"]),
      reversal_mv_(parameters["ampa.reversal"]) {
  const double top_ms = maths::log(decay_ms_ / rise_ms_) * decay_ms_ * rise_ms_ / (decay_ms_ - rise_ms_);
  norm_ = 1.0 / (maths::exp(-top_ms / decay_ms_) - maths::exp(-top_ms / rise_ms_));
}

double AmpaCurrent::pa(double ms, double voltage_mv) const {
  if (ms <= 0.0) return 0.0;
  return peak_ns_ * norm_ * (maths::exp(-ms / decay_ms_) - maths::exp(-ms / rise_ms_)) * (voltage_mv - reversal_mv_);
}

struct PatchClamp::Inside {
  Inside(const Protocol& wanted, const Parameters& shipped)
      : protocol(wanted), parameters(shipped.with(wanted.parameters)), ampa(parameters), sweeps(protocol.sweeps()) {
    record.ampa = protocol.ampa;
    for (const ReceptorGroup& group : protocol.receptors) {
      populations.emplace_back(protocol, parameters, group);
      receptors += populations.back().count();
      for (int i = 1; i <= protocol.single_channels; ++i)
        record.single_names.push_back(std::string(name_of(group.subtype)) + "_" + std::to_string(i));
    }
    timeline.emplace(protocol, populations.front().channel());
  }

  double total_pa(double voltage_mv) const {
    double sum = 0.0;
    for (const Population& population : populations) sum += population.current_pa(voltage_mv);
    return sum;
  }

  void sample(std::int64_t us) {
    PatchSample row;
    row.time_ms = in_ms(us);
    row.sweep = sweep;
    row.clamp = stretch.clamp;
    const double voltage = stretch.clamp[at(Clamp::voltage_mv)];
    row.current_pa = total_pa(voltage);
    for (Population& population : populations) {
      const double weight = population.count() / receptors;
      row.open += weight * population.open();
      row.held += weight * population.held();
      row.trapped += weight * population.trapped();
      population.collect(in_ms(us) - sampled_ms, row);
    }
    for (std::size_t r = stretch.releases; protocol.ampa && r > 0; --r) {
      const std::int64_t since = us - timeline->releases()[r - 1];
      if (since > kAmpaUs) break;
      row.ampa_pa += ampa.pa(in_ms(since), voltage);
    }
    record.samples.push_back(std::move(row));
    sampled_ms = in_ms(us);
    ++next_sample;
  }

  void begin_sweep() {
    meters.emplace(protocol.measures, sweep, sweeps[sweep]);
    stretch = {};
    next_sample = 0;
    sampled_ms = 0.0;
  }

  bool step() {
    if (sweep == sweeps.size()) return false;
    if (number == 0) begin_sweep();
    timeline->next(number, protocol, sweeps[sweep], stretch);
    if (number == 0) {
      for (Population& population : populations) population.begin(sweep, stretch.clamp);
    }
    if (stretch.from_us == timeline->samples()[next_sample]) sample(stretch.from_us);
    const double voltage = stretch.clamp[at(Clamp::voltage_mv)];
    const double from_pa = total_pa(voltage);
    for (Population& population : populations) population.advance(stretch);
    meters->add(stretch.from_us, stretch.to_us, from_pa, total_pa(voltage));
    if (++number < timeline->stretches()) return true;
    sample(stretch.to_us);
    for (const WindowMeter& meter : meters->all()) record.windows.push_back(meter.window());
    number = 0;
    if (++sweep < sweeps.size()) return true;
    compare_with_control(record.windows, protocol);
    return false;
  }

  Protocol protocol;
  Parameters parameters;
  AmpaCurrent ampa;
  std::vector<ClampValues> sweeps;
  PatchRecord record;
  std::vector<Population> populations;  // they refer to `protocol`
  double receptors = 0.0;
  std::optional<Timeline> timeline;
  std::optional<WindowMeters> meters;  // of the sweep in work
  Stretch stretch;
  std::size_t sweep = 0, number = 0, next_sample = 0;  // number: of the stretch that comes next
  double sampled_ms = 0.0;
};

PatchClamp::PatchClamp(const Protocol& protocol, const Parameters& parameters) : inside_(std::make_unique<Inside>(protocol, parameters)) {}
PatchClamp::PatchClamp(PatchClamp&& other) noexcept = default;
PatchClamp::~PatchClamp() = default;
bool PatchClamp::step() { return inside_->step(); }
PatchRecord PatchClamp::take() { return std::move(inside_->record); }
double PatchClamp::share() const {
  const double done = static_cast<double>(inside_->number) / static_cast<double>(inside_->timeline->stretches());
  return (static_cast<double>(inside_->sweep) + done) / static_cast<double>(inside_->sweeps.size());
}

PatchRecord run_patch_clamp(const Protocol& protocol, const Parameters& parameters, const std::function<void(double)>& progress) {
  PatchClamp clamp(protocol, parameters);
  for (std::size_t steps = 0; clamp.step(); ++steps) {
    constexpr std::size_t kNowAndThen = 64;
    if (progress && steps % kNowAndThen == 0) progress(clamp.share());
  }
  if (progress) progress(1.0);
  return clamp.take();
}

}  // namespace syn
