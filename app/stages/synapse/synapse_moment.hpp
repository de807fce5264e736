// Which receptor is in which state at a moment. Pure: a function of (seed, time, lens, the model's shares), so that
// scrubbing backwards shows the same again.
//
// The model gives shares; a picture needs whole receptors. Time is cut into bins, and in every bin seeded draws round
// the shares up or down so that the mean over bins is exactly the model's share ("stratified"):
//
//   holding ketamine           n = floor(15 share + u)                u uniform in 0..1, one a bin
//   ... of these gate open         floor(n open + u')                 and likewise gate open among the others,
//   ... of those without it, Mg2+  floor(...)                         magnesium among the open and among the shut
//
// The draws of successive bins follow a generalised golden-ratio sequence from a seeded start (Roberts 2018): each is
// uniform, and their sums settle far faster than independent ones. Who is taken is seeded too, and drifts slowly from
// bin to bin, so that most receptors stay as they are. Receptor 0, the one that is cut open, holds ketamine whenever
// any does; the lens note on screen says so.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "app/stages/synapse/synapse_layout.hpp"
#include "app/viewing/view.hpp"
#include "core/units.hpp"

namespace syn::synapse {

// Gate shut or open, and what the pore holds. `trapped` is ketamine behind a shut gate.
enum class ReceptorState : std::uint8_t { shut, shut_magnesium, open, open_magnesium, open_ketamine, trapped };
inline constexpr std::array kReceptorStates{ReceptorState::shut,           ReceptorState::shut_magnesium, ReceptorState::open,
                                            ReceptorState::open_magnesium, ReceptorState::open_ketamine,  ReceptorState::trapped};
std::string_view name_of(ReceptorState state);  // "receptor_shut", "receptor_shut_mg", ... as in `render --json`

// What the model says at a moment, each 0..1.
struct Shares {
  double ketamine = 0.0;   // of all receptors: ketamine in the pore
  double open = 0.0;       // of any of them: gate open (the same in every pore occupancy: the scheme is symmetric)
  double magnesium = 0.0;  // of those without ketamine: Mg2+ in the pore
};

// The lenses ms and s look at one release; the longer ones at the state between releases.
constexpr bool shows_release(Lens lens) { return lens == Lens::ms || lens == Lens::s; }

// The last release before a moment. They come once a second of the story.
struct Release {
  std::int64_t number = 0;
  double since_ms = 0.0;  // 0 .. 1000
  int site = 0;           // which of the front vesicles
};
Release last_release(std::uint64_t seed, Hours time);

// A stretch of the story with one set of draws. For the states of gates and Mg2+ one release, 1 min, 15 min, 6 h, 1 d
// by lens; ketamine stays for eight releases (trapped drug leaves in a few per cent of them), and comes and goes when
// gates are open, 8 ms after a release.
struct Bin {
  std::int64_t number = 0;
  double since_s = 0.0;  // story time since it began
  double length_s = 1.0;
};
Bin gate_bin(Hours time, Lens lens);
Bin ketamine_bin(Hours time, Lens lens);

// Uniform in 0..1; `what` < 5 tells the draws of one bin apart.
double stratified_draw(std::uint64_t seed, std::uint32_t what, std::int64_t bin);

struct ReceptorMoment {
  ReceptorState state = ReceptorState::shut;
  // How much of each is to be seen, 0..1: the state, faded over the first moments of a bin.
  float gate = 0.0F;
  float ketamine = 0.0F;
  float magnesium = 0.0F;
  // Ketamine on its way: 0 in the cleft, 1 at its place in the pore. Below 1 only while it comes or leaves.
  float arrival = 1.0F;
};
using ReceptorMoments = std::array<ReceptorMoment, kNmdaReceptors>;
ReceptorMoments receptors_at(std::uint64_t seed, Hours time, Lens lens, const Shares& shares);

// The receptors in the order in which a bin takes them: a permutation of 0..14.
std::array<int, kNmdaReceptors> order_of(std::uint64_t seed, std::uint32_t what, std::int64_t bin, double drift);

std::array<int, kReceptorStates.size()> count_states(const ReceptorMoments& receptors);

}  // namespace syn::synapse
