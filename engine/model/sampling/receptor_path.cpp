#include "model/sampling/receptor_path.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"

namespace syn::receptor {
namespace {

constexpr Subtype kSubtype = Subtype::glun2a;  // what the model file shows
constexpr double kStretch_s = 600.0, kMinute_s = 60.0;
constexpr std::int64_t kWarmUp = 3;  // releases before a stretch
constexpr std::size_t kLivesKept = 4;
constexpr std::size_t kStretchesKept = 2;
constexpr std::uint64_t kReceptor = 2021;
constexpr std::uint32_t kPaired = 410;  // name of the draw
constexpr double kRounding_s = 1.0e-7;  // 40 min is not a whole number of seconds in binary hours
constexpr double kMicromolarPerMillimolar = 1000.0;
constexpr double kInstant_ms = 1.0e-3;

std::int64_t floored(double x) { return static_cast<std::int64_t>(std::floor(x)); }
std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

bool only_esketamine(const Scenario& scenario) {
  const auto& doses = scenario.doses;
  return !doses.empty() && std::all_of(doses.begin(), doses.end(), [](const Dose& d) { return d.drug == Drug::esketamine; });
}

}  // namespace

// The rates at rest and depolarised, both through a release.
struct StatePath::Tables {
  WalkTable rest, paired;
};

WalkState Life::state_at(double ms) const {
  const auto after = std::upper_bound(stays.begin(), stays.end(), ms, [](double at, const Stay& s) { return at < s.at_ms; });
  return after == stays.begin() ? stays.front().state : std::prev(after)->state;
}

void StatePath::enter(RunPtr run) {
  run_ = std::move(run);
  const Parameters& parameters = run_->parameters;
  const bool esketamine = only_esketamine(run_->scenario());
  if (made_with_ == parameters.hash() && esketamine_ == esketamine) return;
  made_with_ = parameters.hash();
  esketamine_ = esketamine;
  every_s_ = parameters["receptor_stage.release_every"];
  paired_share_ = parameters["receptor_stage.paired_share"];
  paired_mv_ = parameters["receptor_stage.paired_voltage"];
  after_ms_ = parameters["receptor_stage.paired_after"];
  for_ms_ = std::min(parameters["receptor_stage.paired_for"], release_every_ms() - after_ms_ - 1.0);
  channel_.emplace(parameters, kSubtype, esketamine ? PoreBlocker::s_ketamine : PoreBlocker::ketamine);
  stretches_.clear();
  lives_.clear();
}

void StatePath::watch(int receptor) {
  if (receptor == receptor_) return;
  receptor_ = receptor;
  stretches_.clear();
  lives_.clear();
}

std::pair<std::int64_t, std::int64_t> StatePath::stretch_around(Hours time) const {
  const std::int64_t first = floor_divide(place(time).release, releases_in_stretch()) * releases_in_stretch();
  return {first, first + releases_in_stretch()};
}

SinceRelease StatePath::place(Hours time) const {
  const double seconds = time.seconds() + kRounding_s;
  const std::int64_t release = floored(seconds / every_s_);
  const double since = seconds - kRounding_s - static_cast<double>(release) * every_s_;
  return {release, std::clamp(1000.0 * since, 0.0, release_every_ms())};
}

std::int64_t StatePath::releases_in_stretch() const { return std::max<std::int64_t>(1, std::llround(kStretch_s / every_s_)); }

bool StatePath::is_paired(std::uint64_t seed, std::int64_t release) const {
  return uniform_at(seed, static_cast<std::uint64_t>(release), kPaired) < paired_share_;
}

double StatePath::voltage_mv(const Life& life, double since_ms) const {
  const bool depolarised = life.paired && since_ms >= paired_from_ms() && since_ms < paired_until_ms();
  return depolarised ? paired_mv_ : channel_->resting_mv();
}

double StatePath::glutamate_um(double since_ms) const { return channel_->released_glutamate_um(since_ms, since_ms + kInstant_ms); }

double StatePath::magnesium_um() const { return kMicromolarPerMillimolar * channel_->magnesium_mm(); }

double StatePath::current_pa(WalkState state, double voltage_mv) const {
  return conducts(state) ? channel_->current_pa(1.0, voltage_mv) : 0.0;
}

double StatePath::lowest_current_pa() const { return channel_->current_pa(1.0, channel_->resting_mv()); }

std::vector<double> StatePath::ketamine_of(std::int64_t stretch) const {
  std::vector<double> out;
  const auto minutes = static_cast<int>(kStretch_s / kMinute_s);
  for (int minute = -1; minute < minutes; ++minute) {
    const double middle_s = static_cast<double>(stretch) * kStretch_s + (minute + 0.5) * kMinute_s;
    out.push_back(std::max(0.0, run_->trajectory.at(Column::brain_ketamine, Hours::from_seconds(middle_s))));
  }
  return out;
}

StatePath::Tables StatePath::tables_of(double ketamine_um) const {
  const Channel& chain = *channel_;
  ChannelConditions conditions{chain.ambient_glutamate_um(), chain.resting_mv(), chain.magnesium_mm(), ketamine_um};
  ChannelConditions depolarised = conditions;
  depolarised.voltage_mv = paired_mv_;
  return {WalkTable::release(chain, conditions), WalkTable::release(chain, depolarised)};
}

void StatePath::walk(ChannelWalk& walker, const Tables& tables, bool paired, std::vector<Stay>* stays) const {
  const auto note = [stays](double ms, WalkState state) {
    if (stays != nullptr) stays->push_back({ms, state});
  };
  if (stays != nullptr) stays->assign(1, {0.0, walker.state()});
  const double end = release_every_ms();
  if (paired) {
    walker.advance(tables.rest, 0.0, paired_from_ms(), note);
    walker.advance(tables.paired, paired_from_ms(), paired_until_ms(), note);
    walker.advance(tables.rest, paired_until_ms(), end, note);
  } else {
    walker.advance(tables.rest, 0.0, end, note);
  }
}

const StatePath::Stretch& StatePath::stretch(std::int64_t number) {
  const Channel& chain = *channel_;
  const std::uint64_t seed = run_->scenario().seed;
  std::vector<double> ketamine = ketamine_of(number);
  const auto number_of = [number](const Stretch& s) { return s.number == number; };
  const auto known = std::find_if(stretches_.begin(), stretches_.end(), number_of);
  if (known != stretches_.end() && known->seed == seed && known->ketamine_um == ketamine) return *known;

  Stretch made{seed, number, std::move(ketamine), {}};
  const ChannelConditions rest{chain.ambient_glutamate_um(), chain.resting_mv(), chain.magnesium_mm(), made.ketamine_um.front()};
  ChannelWalk walker(seed, kReceptor + static_cast<std::uint64_t>(receptor_) + (static_cast<std::uint64_t>(number) << 16U),
                     chain.equilibrium(rest));
  const std::int64_t first = number * releases_in_stretch();
  std::optional<Tables> tables;
  std::size_t minute = 0;
  for (std::int64_t i = -kWarmUp; i < releases_in_stretch(); ++i) {
    const auto now = i < 0 ? 0U : 1U + static_cast<std::size_t>(static_cast<double>(i) * every_s_ / kMinute_s);
    if (!tables || now != minute) {
      minute = std::min<std::size_t>(now, made.ketamine_um.size() - 1);
      tables = tables_of(made.ketamine_um[minute]);
    }
    if (i >= 0) made.starts.push_back(walker);
    walk(walker, *tables, is_paired(seed, first + i), nullptr);
  }
  if (known != stretches_.end()) stretches_.erase(known);
  if (stretches_.size() >= kStretchesKept) stretches_.erase(stretches_.begin());
  std::erase_if(lives_, [&](const Life& life) { return floor_divide(life.release, releases_in_stretch()) == number; });
  stretches_.push_back(std::move(made));
  return stretches_.back();
}

Life StatePath::life(std::int64_t release) {
  const std::int64_t number = floor_divide(release, releases_in_stretch());
  const Stretch& own = stretch(number);
  for (const Life& kept : lives_) {
    if (kept.release == release) return kept;
  }
  const auto index = static_cast<std::size_t>(release - number * releases_in_stretch());
  const auto minute =
      std::min(own.ketamine_um.size() - 1, 1U + static_cast<std::size_t>(static_cast<double>(index) * every_s_ / kMinute_s));
  Life life{release, release_every_ms(), is_paired(own.seed, release), {}};
  ChannelWalk walker = own.starts[index];
  walk(walker, tables_of(own.ketamine_um[minute]), life.paired, &life.stays);
  if (lives_.size() >= kLivesKept) lives_.erase(lives_.begin());
  lives_.push_back(life);
  return life;
}

}  // namespace syn::receptor
