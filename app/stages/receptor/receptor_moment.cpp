#include "app/stages/receptor/receptor_moment.hpp"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <numbers>
#include <numeric>

#include "core/random.hpp"

namespace syn::receptor {
namespace {

constexpr double kBesides_s = 1.4;  // viewer's time a molecule takes to come near, and to go
constexpr double kThrough_s = 0.5;  // ... of which to pass the gate, if it stands open long enough
constexpr double kStory_s = 1.2;    // the caption looks back so far
constexpr float kPassed = 0.6F;     // of the way to its place: the mouth of the pore

bool walks(Lens lens) { return synapse::shows_release(lens); }

// The walk around a moment, across the border between two releases.
class Window {
 public:
  Window(StatePath& walk, const SinceRelease& place)
      : before_(walk.life(place.release - 1)),
        now_(walk.life(place.release)),
        after_(walk.life(place.release + 1)),
        since_ms_(place.since_ms) {}
  const Life& now() const { return now_; }
  WalkState now_state() const { return now_.state_at(since_ms_); }

  // Share of the last `ms`.
  template <class Holds>
  double share(double ms, Holds&& holds) const {
    const double from = since_ms_ - ms;
    double sum = 0.0;
    if (from < 0.0) sum -= from * before_.share(before_.length_ms + from, before_.length_ms, holds);
    if (since_ms_ > 0.0) sum += (since_ms_ - std::max(0.0, from)) * now_.share(std::max(0.0, from), since_ms_, holds);
    return ms > 0.0 ? sum / ms : (holds(now_.state_at(since_ms_)) ? 1.0 : 0.0);
  }

  // Time from now to the next entry into ketamine's arm, and since the last leave of it; infinite where there is none
  // within one release. Also for how long the gate stands open before the one and after the other.
  struct Passing {
    double away_ms = 1.0e9, open_ms = 0.0;
  };
  Passing next_entry() const {
    Passing out;
    each([&](double at, WalkState from, WalkState to) {
      if (at > 0.0 && at < out.away_ms && pore_of(to) == Pore::ketamine && pore_of(from) != Pore::ketamine) out.away_ms = at;
    });
    if (out.away_ms < 1.0e9) out.open_ms = open_before(out.away_ms);
    return out;
  }
  // How long ago ketamine came in; very long where it did not within a release.
  double since_entry_ms() const {
    double since = 1.0e9;
    each([&](double at, WalkState from, WalkState to) {
      if (at <= 0.0 && pore_of(to) == Pore::ketamine && pore_of(from) != Pore::ketamine) since = -at;
    });
    return since;
  }
  Passing last_exit() const {
    Passing out;
    double shut = 1.0e9;
    each([&](double at, WalkState from, WalkState to) {
      if (at <= 0.0 && pore_of(from) == Pore::ketamine && pore_of(to) != Pore::ketamine) {
        out.away_ms = -at;
        shut = 1.0e9;
      }
      if (-out.away_ms < at && shut > 1.0e8 && gate_of(to) != Gate::o) shut = at;
    });
    if (out.away_ms < 1.0e9) out.open_ms = std::min(shut, 1.0e3) + out.away_ms;
    return out;
  }

 private:
  // Calls visit(time from now, state before, state after) for each transition in the three lives, in order.
  template <class Visit>
  void each(Visit&& visit) const {
    double begin = -since_ms_ - before_.length_ms;
    WalkState last = before_.stays.front().state;
    for (const Life* life : {&before_, &now_, &after_}) {
      for (const Stay& stay : life->stays) {
        if (stay.state != last) visit(begin + stay.at_ms, last, stay.state);
        last = stay.state;
      }
      begin += life->length_ms;
    }
  }
  double open_before(double at_ms) const {
    double opened = -1.0e9;
    each([&](double at, WalkState from, WalkState to) {
      if (at < at_ms && gate_of(to) == Gate::o && gate_of(from) != Gate::o) opened = at;
    });
    return at_ms - opened;
  }
  Life before_, now_, after_;
  double since_ms_;
};

// What is drawn now decides; which of the bound states it is, and whether an opening is over, are looked at for longer,
// so that the words stand still for a while.
Story story_of(const Window& window, double blend_ms, double story_ms) {
  const auto share = [&](double ms, auto&& holds) { return window.share(ms, holds); };
  const auto gate = [](WalkState s) { return gate_of(s) == Gate::o; };
  const bool open = share(blend_ms, gate) > 0.35 || share(story_ms, gate) > 0.3;
  if (pore_of(window.now_state()) == Pore::ketamine) return open ? Story::blocked : Story::trapped;
  if (open) return share(story_ms, [](WalkState s) { return pore_of(s) == Pore::magnesium; }) > 0.75 ? Story::open_magnesium : Story::open;
  const auto bound = [&](int sites) { return share(blend_ms, [sites](WalkState s) { return bound_glutamate(s) >= sites; }) > 0.5; };
  if (!bound(1)) return Story::rest;
  if (!bound(2)) return Story::one_bound;
  const auto rests = [](WalkState s) { return gate_of(s) == Gate::d1 || gate_of(s) == Gate::d2; };
  return share(story_ms, rests) > 0.5 ? Story::desensitised : Story::both_bound;
}

void look_through(Moment& m, const Window& window, double ms_per_second) {
  const double blend = kBlend_s * ms_per_second;
  const auto share = [&](auto&& holds) { return static_cast<float>(window.share(blend, holds)); };
  m.gate = share([](WalkState s) { return gate_of(s) == Gate::o; });
  m.magnesium = share([](WalkState s) { return pore_of(s) == Pore::magnesium; });
  m.ketamine = pore_of(m.state) == Pore::ketamine ? 1.0F : 0.0F;  // a molecule is there or it is not
  m.glutamate[0] = share([](WalkState s) { return bound_glutamate(s) > 0; });
  m.glutamate[1] = share([](WalkState s) { return bound_glutamate(s) > 1; });
  m.story = story_of(window, blend, kStory_s * ms_per_second);
  if (m.ketamine > 0.0F) {
    m.entered_s = static_cast<float>(window.since_entry_ms() / ms_per_second);
    return;
  }

  // It comes to the mouth in its own time and passes while the gate is open.
  const auto way = [&](const Window::Passing& passing) {
    const double through = std::clamp(passing.open_ms, kMinThrough_s * ms_per_second, kThrough_s * ms_per_second);
    if (passing.away_ms < through) return 1.0F - (1.0F - kPassed) * static_cast<float>(passing.away_ms / through);
    return kPassed * static_cast<float>(std::max(0.0, 1.0 - (passing.away_ms - through) / (kBesides_s * ms_per_second)));
  };
  const float coming = way(window.next_entry()), going = way(window.last_exit());
  m.approach = std::max(coming, going);
  m.leaving = going > coming;
  if (m.approach > kPassed) m.story = m.leaving ? Story::leaving : Story::entering;
}

double reflected(double x, double low, double high) {
  const double span = high - low;
  double folded = std::fmod(x - low, 2.0 * span);
  if (folded < 0.0) folded += 2.0 * span;
  return low + (folded < span ? folded : 2.0 * span - folded);
}

}  // namespace

Moment moment_at(StatePath& walk, const synapse::ReceptorShares& shares, const Trajectory& trajectory, Hours time, Lens lens,
                 bool reduced_motion) {
  Moment m;
  m.walking = walks(lens);
  m.reduced = reduced_motion;
  m.seconds = reduced_motion ? 0.0 : synapse::wander_seconds(time, lens);
  m.ketamine_um = std::max(0.0, trajectory.at(Column::brain_ketamine, time));
  m.magnesium_um = walk.magnesium_um();
  m.place = walk.place(time);
  if (m.walking) {
    const Window window(walk, m.place);
    m.life = window.now();
    m.state = m.life.state_at(m.place.since_ms);
    m.voltage_mv = walk.voltage_mv(m.life, m.place.since_ms);
    m.current_pa = walk.current_pa(m.state, m.voltage_mv);
    m.glutamate_um = walk.glutamate_um(m.place.since_ms);
    look_through(m, window, 3.6e6 * lens_hours_per_second(lens));
    return m;
  }
  m.shares = shares.at(trajectory, time, lens, 0.0);
  m.glutamate_um = walk.channel().ambient_glutamate_um();
  m.voltage_mv = walk.channel().resting_mv();
  m.story = Story::many;
  // The receptor that is drawn is in the commonest state.
  const auto kinds = kind_shares(m.shares);
  const auto of = [&](Kind kind) { return static_cast<float>(kinds[static_cast<std::size_t>(kind)]); };
  const auto wins = [](float a, float b) { return glm::smoothstep(-0.04F, 0.04F, a - b); };
  m.ketamine = of(Kind::ketamine) > std::max(of(Kind::shut_magnesium), of(Kind::shut)) ? 1.0F : 0.0F;
  m.magnesium = (1.0F - m.ketamine) * wins(of(Kind::shut_magnesium), of(Kind::shut));
  m.state = walk_state(m.ketamine > 0.5F ? Pore::ketamine : m.magnesium > 0.5F ? Pore::magnesium : Pore::empty, Gate::r);
  return m;
}

Moment clamped_moment(const ClampView& clamp, const Channel& channel, Hours time, Lens lens, bool reduced_motion) {
  Moment m;
  m.walking = true;
  m.reduced = reduced_motion;
  m.seconds = reduced_motion ? 0.0 : synapse::wander_seconds(time, lens);
  m.state = static_cast<WalkState>(clamp.state);
  m.life.stays = {{0.0, m.state}};
  m.voltage_mv = clamp.held_mv;
  m.current_pa = channel.current_pa(conducts(m.state) ? 1.0 : 0.0, clamp.held_mv);
  m.ketamine_um = clamp.bath_um;
  m.glutamate_um = clamp.glutamate_um;
  constexpr double kUmPerMm = 1000.0;
  m.magnesium_um = kUmPerMm * clamp.magnesium_mm;
  const bool open = gate_of(m.state) == Gate::o;
  const Pore pore = pore_of(m.state);
  m.gate = open ? 1.0F : 0.0F;
  m.magnesium = pore == Pore::magnesium ? 1.0F : 0.0F;
  m.ketamine = pore == Pore::ketamine ? 1.0F : 0.0F;
  const int bound = bound_glutamate(m.state);
  m.glutamate = {bound > 0 ? 1.0F : 0.0F, bound > 1 ? 1.0F : 0.0F};
  const bool rests = gate_of(m.state) == Gate::d1 || gate_of(m.state) == Gate::d2;
  m.story = pore == Pore::ketamine ? (open ? Story::blocked : Story::trapped)
            : open                 ? (pore == Pore::magnesium ? Story::open_magnesium : Story::open)
            : bound == 0           ? Story::rest
            : bound == 1           ? Story::one_bound
            : rests                ? Story::desensitised
                                   : Story::both_bound;
  return m;
}

std::array<double, kKinds> kind_shares(const synapse::Shares& s) {
  const double free = 1.0 - s.ketamine;
  return {free * s.open * (1.0 - s.magnesium), free * s.open * s.magnesium, free * (1.0 - s.open) * (1.0 - s.magnesium),
          free * (1.0 - s.open) * s.magnesium, s.ketamine};
}

std::array<int, kKinds> of_many(const std::array<double, kKinds>& shares, int many) {
  std::array<int, kKinds> out{};
  std::array<std::size_t, kKinds> order{};
  std::iota(order.begin(), order.end(), std::size_t{0});
  const double whole = many;
  for (std::size_t i = 0; i < kKinds; ++i) out[i] = static_cast<int>(std::floor(whole * shares[i]));
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return whole * shares[a] - out[a] > whole * shares[b] - out[b]; });
  int left = many - std::accumulate(out.begin(), out.end(), 0);
  for (std::size_t i = 0; i < kKinds && left > 0; ++i, --left) ++out[order[i]];
  return out;
}

synapse::Crowd room_crowd(synapse::Molecule molecule, double concentration_um) {
  // Chosen so that each kind is seen and none hides the receptor; printed on screen.
  constexpr double kKetamineDenser = 12000.0, kMaxKetamine = 9.0, kGlutamateDenser = 16.0, kMagnesiumDenser = 10.0;
  synapse::Crowd out;
  out.real = std::max(0.0, concentration_um) * kRoom.molecules_per_um();
  switch (molecule) {
    case synapse::Molecule::ketamine: out.factor = std::min(kKetamineDenser, kMaxKetamine / std::max(out.real, 1.0e-9)); break;
    case synapse::Molecule::glutamate: out.factor = kGlutamateDenser; break;
    case synapse::Molecule::magnesium: out.factor = kMagnesiumDenser; break;
  }
  out.drawn = out.real * out.factor;
  return out;
}

glm::mat4 wander(std::uint64_t seed, synapse::Molecule molecule, int identity, double seconds) {
  struct Scale {
    double reach_nm, period_s;
  };
  constexpr std::array kScales{Scale{5.0, 7.0}, Scale{0.35, 1.5}};  // calm: nothing blinks in a small area
  constexpr double kTurns = 0.9, kTurnPeriod_s = 4.0;
  const auto who = static_cast<std::uint64_t>(identity);
  const std::uint32_t what = 500 + 40 * static_cast<std::uint32_t>(molecule);
  glm::vec3 at{0.0F};
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::uint32_t>(axis);
    double x = std::lerp(double{kRoom.low[axis]}, double{kRoom.high[axis]}, uniform_at(seed, who, what + a));
    for (std::uint32_t k = 0; k < kScales.size(); ++k) {
      const double phase = uniform_at(seed, who, what + 3 + k);
      x += kScales[k].reach_nm * smooth_noise(seed, who, what + 6 + 3 * k + a, phase + seconds / kScales[k].period_s);
    }
    at[axis] = static_cast<float>(reflected(x, kRoom.low[axis], kRoom.high[axis]));
  }
  at.z += std::max(0.0F, 0.25F * at.x);  // the cut leans that way
  glm::mat4 m = glm::translate(glm::mat4(1.0F), at);
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::uint32_t>(axis);
    const double turn = uniform_at(seed, who, what + 20 + a) + kTurns * smooth_noise(seed, who, what + 24 + a, seconds / kTurnPeriod_s);
    glm::vec3 about{0.0F};
    about[axis] = 1.0F;
    m = glm::rotate(m, static_cast<float>(2.0 * std::numbers::pi * turn), about);
  }
  return m;
}

}  // namespace syn::receptor
