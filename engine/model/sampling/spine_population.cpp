#include "model/sampling/spine_population.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/random.hpp"

namespace syn::dendrite {
namespace {

// Draws for the branch as a whole (who = kBranch) and for single spines (who = id).
constexpr std::uint64_t kBranch = 0xB4A2C3;
enum Draw : std::uint32_t {
  kStratum = 1,
  kTurnover,
  kFate,
  kMixOffset,
  kShuffle,
  kLostSites,
  kYoungKind,
  kAdultKind,
  kPlace,
  kAngle,
  kNearLost,
  kWhichLost,
  kEarlyPsd,
  kVictim,
  kAge,
  kSide
};

// Chosen for teaching unless said otherwise.
constexpr double kPersistentLoss_per_h = 0.017 / 24.0;  // between Holtmaat et al. 2005 and Grutzendler et al. 2002
constexpr double kFilopodiaAmongNewborn = 0.4;
constexpr double kYoungestDeath_h = 4.0;
constexpr double kTypicalNascentDeath_h = 24.0;  // spines without a PSD rarely live longer (Cane et al. 2014)
constexpr double kNearLostShare = 0.65;          // direction: Ng et al. 2018
constexpr double kNearLost_um = 2.0;
constexpr std::size_t kRemembered = 16;  // lost sites
constexpr std::uint32_t kLostIds = 100000;
constexpr double kKeepApart_um = 0.6;     // of two heads; otherwise placement is random (no helix was found)
constexpr double kMushroomGain = 1.5;     // more adult mushrooms per unit of PSD95 excess at birth
constexpr double kMushroomShield = 0.65;  // ketamine protects mushroom spines (Ng et al. 2018): at full excess
constexpr double kFullExcess = 0.2;       // PSD95 excess of one usual dose

struct Step {
  double at_h;
  int change;  // +1 birth, -1 death, 0 a birth and a death
  std::size_t row;
};

// Passings of whole numbers by a value that runs straight from y0 to y1 between t0 and t1.
template <class Found>
void each_crossing(double t0, double t1, double y0, double y1, Found found) {
  const auto low = static_cast<long>(std::floor(y0));
  const auto high = static_cast<long>(std::floor(y1));
  const auto time_of = [&](long level) { return t0 + (t1 - t0) * (static_cast<double>(level) - y0) / (y1 - y0); };
  for (long level = low + 1; level <= high; ++level) found(time_of(level), +1);
  for (long level = low; level > high; --level) found(time_of(level), -1);
}

}  // namespace

class HistoryBuilder {
 public:
  HistoryBuilder(const Trajectory& trajectory, std::uint64_t seed)
      : times_(trajectory.times_h()),
        density_(trajectory.column(Column::spine_density)),
        formation_(trajectory.inner(Inner::formation_rate)),
        loss_(trajectory.inner(Inner::loss_rate)),
        nascent_(trajectory.inner(Inner::spines_nascent)),
        persistent_(trajectory.inner(Inner::spines_persistent)),
        excess_(trajectory.inner(Inner::psd95_excess)),
        mix_(trajectory.scenario().patient.stress == Stress::chronic ? kStressedMix : kHealthyMix),
        seed_(seed) {}

  SpineHistory run() {
    history_.stratum_ = uniform_at(seed_, kBranch, kStratum);
    history_.start_h_ = times_.front();
    remember_lost_before();
    settle_start();
    for (const Step& step : steps()) {
      if (step.change >= 0) bear(step.at_h, step.row);
      if (step.change <= 0) lose(step.at_h, step.row);
    }
    return std::move(history_);
  }

 private:
  static constexpr double scale() { return kBranch_um * kControlDensity_per_um; }
  double number(std::size_t row) const { return scale() * density_[row] + history_.stratum_; }

  // Births and deaths in time order: the steps of the stratified number, then turnover beyond them.
  std::vector<Step> steps() const {
    std::vector<Step> found;
    double turnover = uniform_at(seed_, kBranch, kTurnover);
    for (std::size_t row = 0; row + 1 < times_.size(); ++row) {
      const double t0 = times_[row];
      const double t1 = times_[row + 1];
      each_crossing(t0, t1, number(row), number(row + 1), [&](double at, int change) { found.push_back({at, change, row}); });
      const double formed = 0.5 * (formation_[row] + formation_[row + 1]) * (t1 - t0);
      const double risen = std::max(0.0, density_[row + 1] - density_[row]);
      const double next = turnover + scale() * std::max(0.0, formed - risen);
      each_crossing(t0, t1, turnover, next, [&](double at, int) { found.push_back({at, 0, row}); });
      turnover = next;
    }
    std::stable_sort(found.begin(), found.end(), [](const Step& a, const Step& b) { return a.at_h < b.at_h; });
    return found;
  }

  // Stress removed spines before the story begins; their sites are where restored spines tend to appear.
  void remember_lost_before() {
    const double missing = scale() * std::max(0.0, 1.0 - density_.front()) + uniform_at(seed_, kBranch, kStratum, 1);
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(missing); ++i) {
      LostSite site;
      site.by_stress = true;
      // Its number is beyond those of the spines that stand, so that it draws numbers of its own.
      site.was.id = kLostIds + i;
      site.was.place_um = kBranch_um * (i + uniform_at(seed_, kBranch, kLostSites, i)) / std::floor(missing);
      site.was.angle_rad = angle_for(uniform_at(seed_, site.was.id, kSide), uniform_at(seed_, site.was.id, kAngle));
      site.was.adult = lost_kind((i + uniform_at(seed_, kBranch, kLostSites, 1000)) / std::floor(missing));
      draw_sizes(site.was, seed_, true);
      site.was.death_h = times_.front() - 24.0;
      site.was.birth_h = site.was.death_h - 3.0 * site.was.mature_age_h;
      open_.push_back(history_.lost_.size());
      history_.lost_.push_back(site);
    }
  }

  // What stress took is what the healthy branch has and the stressed one has not, most of all mushrooms.
  SpineKind lost_kind(double quantile) const {
    const auto gone = [&](double KindMix::*kind) { return std::max(0.0, kHealthyMix.*kind - density_.front() * mix_.*kind); };
    const double mushroom = gone(&KindMix::mushroom);
    const double stubby = gone(&KindMix::stubby);
    const double at = quantile * (mushroom + stubby + gone(&KindMix::thin));
    if (at < mushroom) return SpineKind::mushroom;
    return at < mushroom + stubby ? SpineKind::stubby : SpineKind::thin;
  }

  // The spines of the start: kinds by quota in random order, a share of them nascent, the others full-grown.
  void settle_start() {
    const double start_h = times_.front();
    const auto all = static_cast<std::uint32_t>(std::floor(number(0)));
    const auto young = static_cast<std::uint32_t>(scale() * nascent_.front() + uniform_at(seed_, kBranch, kAge));
    std::vector<SpineKind> kinds;
    for (std::uint32_t i = 0; i < all; ++i) {
      kinds.push_back(quota_kind((i + uniform_at(seed_, kBranch, kMixOffset)) / all));
    }
    std::uint32_t still_young = young;
    for (std::uint32_t id = 0; id < all; ++id) {
      SpineLife life;
      life.id = id;
      // Filopodia stand last in the quota order and are always nascent; further nascent ones are thin.
      const SpineKind kind = kinds[all - 1 - id];
      const bool is_young = kind == SpineKind::filopodium || (kind == SpineKind::thin && still_young > 0);
      life.young = kind == SpineKind::filopodium ? kind : SpineKind::thin;
      life.adult = kind == SpineKind::filopodium || is_young ? adult_kind(id, 0) : kind;
      draw_sizes(life, seed_, uniform_at(seed_, id, kEarlyPsd) < stabilising_share(0));
      const double u = uniform_at(seed_, id, kAge);
      if (is_young) {
        if (still_young > 0) --still_young;
        life.birth_h = start_h - 1.0 - 23.0 * u;
      } else {
        life.birth_h = start_h - life.mature_age_h + std::log(u) / kPersistentLoss_per_h;
      }
      place(life, start_h, false);
      history_.lives_.push_back(life);
    }
  }

  // Thin at the low end, filopodia at the high end of 0..1.
  SpineKind quota_kind(double quantile) const {
    if (quantile < mix_.stubby) return SpineKind::stubby;
    if (quantile < mix_.stubby + mix_.mushroom) return SpineKind::mushroom;
    if (quantile < mix_.stubby + mix_.mushroom + mix_.thin) return SpineKind::thin;
    return SpineKind::filopodium;
  }

  // What a spine will be if it lives: the mix of the branch, with more mushrooms while PSD95 is raised.
  SpineKind adult_kind(std::uint32_t id, std::size_t row) const {
    const double persistent = mix_.thin + mix_.stubby + mix_.mushroom;
    const double mushroom = std::min(0.7, mix_.mushroom / persistent + kMushroomGain * std::max(0.0, excess_[row]));
    const double stubby = (1.0 - mushroom) * mix_.stubby / (mix_.stubby + mix_.thin);
    const double u = uniform_at(seed_, id, kAdultKind);
    if (u < mushroom) return SpineKind::mushroom;
    return u < mushroom + stubby ? SpineKind::stubby : SpineKind::thin;
  }

  // Share of the nascent pool's outflow that stays: what the pool lets go is formation minus its own growth, and the
  // model's loss tells how much of that vanishes.
  double stabilising_share(std::size_t row) const {
    const std::size_t next = std::min(row + 1, times_.size() - 1);
    const std::size_t last = next - 1;
    const double growth = (nascent_[next] - nascent_[last]) / (times_[next] - times_[last]);
    const double outflow = std::max(formation_[row] - growth, 1e-6);
    return std::clamp(1.0 - (loss_[row] - persistent_loss(row)) / outflow, 0.0, 0.9);
  }

  double persistent_loss(std::size_t row) const { return kPersistentLoss_per_h * persistent_[row]; }

  void bear(double at_h, std::size_t row) {
    SpineLife life;
    life.id = static_cast<std::uint32_t>(history_.lives_.size());
    life.birth_h = at_h;
    const bool long_one = uniform_at(seed_, life.id, kYoungKind) < kFilopodiaAmongNewborn;
    life.young = long_one ? SpineKind::filopodium : SpineKind::thin;
    life.adult = adult_kind(life.id, row);
    draw_sizes(life, seed_, uniform_at(seed_, life.id, kEarlyPsd) < stabilising_share(row));
    place(life, at_h, true);
    history_.lives_.push_back(life);
  }

  // Spines stand all around (no helix was found); drawn, they keep to the picture's plane and its front, so that each
  // can be counted (chosen for teaching; a microscope, too, misses those along its beam).
  static double angle_for(double side, double u) {
    constexpr double kSpread = 80.0 / 180.0 * std::numbers::pi;
    constexpr double kToFront = 0.17;
    const double off = kSpread * (u - 0.5) + kToFront;
    return side < 0.5 ? off : std::numbers::pi - off;
  }

  // A seeded place that keeps clear of the others: of up to 24 tries the first that is free, else the freest.
  void place(SpineLife& life, double at_h, bool may_restore) {
    const std::uint32_t id = life.id;
    const bool restore = may_restore && !open_.empty() && uniform_at(seed_, id, kNearLost) < kNearLostShare;
    std::size_t site = 0;
    if (restore) site = static_cast<std::size_t>(uniform_at(seed_, id, kWhichLost) * static_cast<double>(open_.size()));
    double best = -1.0;
    for (std::uint32_t attempt = 0; attempt < 24 && best < kKeepApart_um; ++attempt) {
      const double u = uniform_at(seed_, id, kPlace, attempt);
      const double near = restore ? lost_at(site) + kNearLost_um * (2.0 * u - 1.0) : kBranch_um * u;
      const double where = std::clamp(near, 0.15, kBranch_um - 0.15);
      const double angle = angle_for(uniform_at(seed_, id, kSide, attempt), uniform_at(seed_, id, kAngle, attempt));
      const double room = nearest(where, angle, at_h);
      if (room > best) {
        best = room;
        life.place_um = where;
        life.angle_rad = angle;
      }
    }
    life.near_lost_site = std::any_of(open_.begin(), open_.end(), [&](std::size_t lost) {
      return std::abs(history_.lost_[lost].was.place_um - life.place_um) <= kNearLost_um;
    });
    if (restore) {
      history_.lost_[open_[site]].refilled_h = at_h;
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(site));
    }
  }

  double lost_at(std::size_t open_site) const { return history_.lost_[open_[open_site]].was.place_um; }

  // Distance to the nearest standing spine, measured where the heads are (0.7 um off the axis).
  double nearest(double where, double angle, double at_h) const {
    double least = 1e9;
    for (const SpineLife& other : history_.lives_) {
      if (other.death_h <= at_h) continue;
      const double turn = std::remainder(angle - other.angle_rad, 2.0 * std::numbers::pi);
      least = std::min(least, std::hypot(where - other.place_um, 0.7 * turn));
    }
    return least;
  }

  // One death, dealt to young or to persistent spines by their shares of the model's loss (dithered, not drawn, so
  // that the shares hold for few deaths too).
  void lose(double at_h, std::size_t row) {
    const double share = loss_[row] > 0.0 ? std::clamp(1.0 - persistent_loss(row) / loss_[row], 0.0, 1.0) : 0.0;
    if (deaths_ == 0) young_deaths_due_ = uniform_at(seed_, kBranch, kFate);
    young_deaths_due_ += share;
    SpineLife* victim = nullptr;
    if (young_deaths_due_ >= 1.0) victim = young_victim(at_h);
    if (victim != nullptr) {
      young_deaths_due_ -= 1.0;
    } else {
      victim = persistent_victim(at_h, row);
      if (victim == nullptr) victim = young_victim(at_h);
    }
    if (victim == nullptr) victim = oldest(at_h);
    ++deaths_;
    young_deaths_due_ = std::min(young_deaths_due_, 2.0);  // a debt no young spine could pay is let go
    if (victim == nullptr) return;
    victim->death_h = at_h;
    open_.push_back(history_.lost_.size());
    LostSite site;
    site.was = *victim;
    history_.lost_.push_back(site);
    if (open_.size() > kRemembered) open_.erase(open_.begin());
  }

  // Among the nascent those without an early PSD first, then the one nearest to the typical age.
  SpineLife* young_victim(double at_h) {
    SpineLife* found = nullptr;
    double least = 1e9;
    for (SpineLife& life : history_.lives_) {
      const double age = at_h - life.birth_h;
      if (!life.alive(at_h) || age < kYoungestDeath_h || !life.nascent(at_h)) continue;
      const double spared = life.psd_age_h < 24.0 ? 100.0 : 0.0;
      const double off = spared + std::abs(age - kTypicalNascentDeath_h);
      if (off < least) {
        least = off;
        found = &life;
      }
    }
    return found;
  }

  // Any persistent spine; mushrooms are shielded while PSD95 is raised.
  SpineLife* persistent_victim(double at_h, std::size_t row) {
    const double shield = 1.0 - kMushroomShield * std::clamp(excess_[row] / kFullExcess, 0.0, 1.0);
    const auto weight = [&](const SpineLife& life) {
      if (!life.alive(at_h) || life.nascent(at_h)) return 0.0;
      return life.adult == SpineKind::mushroom ? shield : 1.0;
    };
    double total = 0.0;
    for (const SpineLife& life : history_.lives_) total += weight(life);
    double left = total * uniform_at(seed_, kBranch, kVictim, deaths_);
    SpineLife* found = nullptr;
    for (SpineLife& life : history_.lives_) {
      const double w = weight(life);
      if (w <= 0.0) continue;
      found = &life;
      left -= w;
      if (left <= 0.0) break;
    }
    return found;
  }

  SpineLife* oldest(double at_h) {
    SpineLife* found = nullptr;
    for (SpineLife& life : history_.lives_) {
      if (life.alive(at_h) && (found == nullptr || life.birth_h < found->birth_h)) found = &life;
    }
    return found;
  }

  std::span<const double> times_, density_, formation_, loss_, nascent_, persistent_, excess_;
  KindMix mix_;
  std::uint64_t seed_;
  SpineHistory history_;
  std::vector<std::size_t> open_;  // of history_.lost_: places where spines were lost and none has come back
  std::uint32_t deaths_ = 0;
  double young_deaths_due_ = 0.0;
};

double mark_of(const LostSite& site, double time_h) {
  if (!site.by_stress || time_h < site.was.death_h) return 0.0;
  return std::clamp(1.0 - (time_h - site.refilled_h) / kLostFades_h, 0.0, 1.0);
}

SpineHistory SpineHistory::build(const Trajectory& trajectory, std::uint64_t seed) { return HistoryBuilder(trajectory, seed).run(); }

std::size_t SpineHistory::count(double time_h) const {
  const double time = std::max(time_h, start_h_);
  return static_cast<std::size_t>(std::count_if(lives_.begin(), lives_.end(), [&](const SpineLife& l) { return l.alive(time); }));
}

std::vector<SpineState> SpineHistory::states(double time_h, double psd95_excess, double swell_h) const {
  const double time = std::max(time_h, start_h_);
  std::vector<SpineState> standing;
  for (const SpineLife& life : lives_) {
    if (life.alive(time)) standing.push_back(state_at(life, time, psd95_excess, swell_h));
  }
  return standing;
}

}  // namespace syn::dendrite
