#include "model/sampling/receptor_blocking.hpp"

#include <vector>

namespace syn::receptor {
namespace {

// Follows one receptor from stay to stay.
class Follower {
 public:
  explicit Follower(double release_every_ms) : release_every_ms_(release_every_ms) {}

  // True once all four turns have been seen.
  bool take(const Life& life) {
    for (std::size_t i = 0; i < life.stays.size(); ++i) {
      const double until = i + 1 < life.stays.size() ? life.stays[i + 1].at_ms : life.length_ms;
      step(life.release, life.stays[i], until - life.stays[i].at_ms);
      if (left_) return true;
    }
    return false;
  }
  const Blocking& seen() const { return seen_; }
  bool freed() const { return freed_; }  // magnesium has left, at seen()

 private:
  void step(std::int64_t release, const Stay& stay, double lasts_ms) {
    const Pore before = pore_of(last_), now = pore_of(stay.state);
    const bool open = gate_of(stay.state) == Gate::o, was_open = gate_of(last_) == Gate::o;
    const double at = static_cast<double>(release) * release_every_ms_ + stay.at_ms;
    if (open && !was_open) opened_ = at;
    if (!open) shut_ms_ = was_open ? lasts_ms : shut_ms_ + lasts_ms;
    if (!open && was_open) shut_at_ = {{release, stay.at_ms}, at - opened_};
    const Turn turn{{release, stay.at_ms}, at - opened_};
    if (known_) {
      if (open && before == Pore::magnesium && now == Pore::empty) {
        // The first time after a release: it comes back and leaves again many times.
        if (!freed_ || seen_.magnesium_leaves.at.release != release) seen_.magnesium_leaves = turn;
        freed_ = true;
      }
      if (now == Pore::ketamine && before != Pore::ketamine) {
        entered_ = freed_ && turn.open_ms >= kSeenOpen_ms;
        shut_ = false;
        seen_.ketamine_enters = turn;
      }
      if (entered_ && before == Pore::ketamine && now != Pore::ketamine) {
        left_ = shut_;
        seen_.ketamine_leaves = turn;
        entered_ = freed_ = false;
      }
    }
    if (entered_ && !shut_ && !open && shut_ms_ >= kStaysShut_ms) {
      seen_.gate_shuts = shut_at_;
      shut_ = true;
    }
    last_ = stay.state;
    known_ = true;
  }

  double release_every_ms_;
  Blocking seen_;
  WalkState last_ = 0;
  Turn shut_at_;
  double opened_ = 0.0, shut_ms_ = 0.0;
  bool known_ = false, freed_ = false, entered_ = false, shut_ = false, left_ = false;
};

}  // namespace

std::optional<Blocking> find_blocking(StatePath& path, Hours around, int at_most) {
  const auto [first, last] = path.stretch_around(around);
  for (int receptor = 0; receptor < at_most; ++receptor) {
    path.watch(receptor);
    Follower follower(path.release_every_ms());
    for (std::int64_t release = first; release < last; ++release) {
      if (!follower.take(path.life(release))) continue;
      Blocking found = follower.seen();
      found.receptor = receptor;
      return found;
    }
  }
  return std::nullopt;
}

std::optional<Turn> find_magnesium_leaving(StatePath& path, Hours around) {
  const auto [first, last] = path.stretch_around(around);
  path.watch(0);
  Follower follower(path.release_every_ms());
  for (std::int64_t release = first; release < last; ++release) {
    follower.take(path.life(release));
    if (follower.freed()) return follower.seen().magnesium_leaves;
  }
  return std::nullopt;
}

}  // namespace syn::receptor
