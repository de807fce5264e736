// One dendritic spine: what it was born to be, and its shape at an age. Plain numbers, no picture.
//
// Shapes are a continuum (Arellano et al. 2007; Ofer et al. 2021): head volume is log-normal, neck length is
// independent of it, the area of the postsynaptic density (PSD) follows it. The four names are words for regions of
// that continuum, with the sizes of Harris et al. 1992 and Spacek and Harris 1997. A new spine is thin or a
// filopodium and stands within 10 to 20 minutes, gains its PSD after 2 to 24 h if at all, every spine of four days
// has one (Knott et al. 2006; Cane et al. 2014); full size takes 4 to 14 days (chosen for teaching).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

namespace syn::dendrite {

enum class SpineKind { thin, stubby, mushroom, filopodium };
inline constexpr std::array kSpineKinds{SpineKind::thin, SpineKind::stubby, SpineKind::mushroom, SpineKind::filopodium};
std::string_view name_of(SpineKind kind);

// Mean and standard deviation of a published size.
struct Spread {
  double mean;
  double sd;
};

// Adult sizes by kind, in um, um^2, um^3. Thin and mushroom: the published table named above. Stubby: short and
// without a neck, inside the quartiles of Radley et al. 2008 for prefrontal distal apical spines. A filopodium of the
// table is 2 to 20 um long with a neck below 0.3 um; the short end is drawn.
struct KindSizes {
  Spread length_um;
  Spread neck_length_um;
  Spread neck_diameter_um;
  Spread head_volume_um3;
  Spread psd_area_um2;
};
const KindSizes& published_sizes(SpineKind kind);

// Heads from this volume on are called mushroom, below it thin: the gap between the two published means.
inline constexpr double kMushroomHead_um3 = 0.09;
inline constexpr double kNewSpine_h = 72.0;       // "new" in pictures and counts: younger than three days
inline constexpr double kNascent_h = 60.0;        // past this age a spine counts as persistent
inline constexpr double kEmergence_h = 0.25;      // a new spine stands after 15 minutes (10 to 20)
inline constexpr double kLeavingNascent_h = 6.0;  // how long before it is gone a spine is marked as leaving
inline constexpr double kLeavingPersistent_h = 24.0;

// Sizes of one spine at one moment. `length_um` runs from the surface of the branch to the tip of the head.
struct SpineSize {
  double length_um = 0.0;
  double neck_length_um = 0.0;
  double neck_diameter_um = 0.0;
  double head_volume_um3 = 0.0;
  double psd_area_um2 = 0.0;        // when fully formed
  double head_diameter_um() const;  // of the ball of that volume
};

// A whole life. Everything but `death_h` is settled at birth, so that later events never change how a spine looked.
struct SpineLife {
  std::uint32_t id = 0;  // order of birth; never used again
  double birth_h = 0.0;  // on the scenario's clock
  double death_h = std::numeric_limits<double>::infinity();
  double place_um = 0.0;              // along the branch
  double angle_rad = 0.0;             // around it
  SpineKind young = SpineKind::thin;  // thin or filopodium
  SpineKind adult = SpineKind::thin;  // thin, stubby or mushroom
  SpineSize young_size;
  SpineSize adult_size;
  double psd_age_h = 12.0;      // age at which the PSD has formed
  double mature_age_h = 200.0;  // age at which it has its adult size
  bool near_lost_site = false;  // put within 2 um of where a spine was lost
  bool alive(double time_h) const { return birth_h <= time_h && time_h < death_h; }
  bool nascent(double time_h) const { return time_h - birth_h < kNascent_h; }
};

// What there is to see of a spine at one moment.
struct SpineState {
  std::uint32_t id = 0;
  SpineKind kind = SpineKind::thin;
  double place_um = 0.0;
  double angle_rad = 0.0;
  double age_h = 0.0;
  SpineSize size;
  double presence = 1.0;   // 0..1: how far it has come out (or is still out)
  double psd = 1.0;        // 0..1: how far the disc has formed
  bool is_new = false;     // younger than kNewSpine_h
  bool leaving = false;    // will be gone within its leaving time
  double departure = 0.0;  // 0..1: how much of its leaving time is over
  double newness = 0.0;    // 1 at birth .. 0 at kNewSpine_h
};

// Draws the seeded sizes and ages of a spine whose id, kinds and times are set; `gains_psd_early` = disc after 2 to
// 24 h, otherwise after 1 to 3 days, should it live that long.
void draw_sizes(SpineLife& life, std::uint64_t seed, bool gains_psd_early);

// The spine at a moment of its life. Heads swell with the PSD95 excess xP: volume x (1 + 0.2 xP) (chosen for
// teaching after Liu et al. 2013). Coming out takes `swell_h`, going as long at least, so that at any pace it is a swell
// to the eye and not a pop (not more than 0.4 of a life each). Continuous in time, a function of its arguments only.
SpineState state_at(const SpineLife& life, double time_h, double psd95_excess, double swell_h = kEmergence_h);

}  // namespace syn::dendrite
