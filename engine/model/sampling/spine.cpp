#include "model/sampling/spine.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/random.hpp"

namespace syn::dendrite {
namespace {

// What a number of a spine is drawn for.
enum Draw : std::uint32_t { kNeckLength = 100, kNeckDiameter, kHead, kPsd, kPsdAge, kMature, kYoungLength, kYoungNeck, kYoungHead };

constexpr double kHeadElongation = 1.05;  // heads are a little longer than wide
constexpr double kPsdScale = 0.873;       // PSD area = scale x head volume^power goes through the published means of
constexpr double kPsdPower = 0.8155;      // thin (0.03 um^3, 0.05 um^2) and mushroom (0.27 um^3, 0.30 um^2)
constexpr double kHeadSwelling = 0.2;     // of the head's volume per unit of PSD95 excess

double smooth(double x) {
  const double t = std::clamp(x, 0.0, 1.0);
  return t * t * t * (t * (6.0 * t - 15.0) + 10.0);
}

double mix(double a, double b, double t) { return a + (b - a) * t; }

double bounded_normal(Spread spread, double z, double bound) { return spread.mean + spread.sd * std::clamp(z, -bound, bound); }

// Log-normal with this mean and deviation, cut at 1.7 standard deviations of its logarithm.
double log_normal(Spread spread, double z) {
  const double variance = std::log1p(spread.sd * spread.sd / (spread.mean * spread.mean));
  return spread.mean * std::exp(std::sqrt(variance) * std::clamp(z, -1.7, 1.7) - 0.5 * variance);
}

double foot_length(double neck_diameter_um) { return 0.06 + 0.4 * neck_diameter_um; }

double psd_area(double head_volume_um3) { return kPsdScale * std::pow(head_volume_um3, kPsdPower); }

void set_length(SpineSize& size) {
  size.length_um = foot_length(size.neck_diameter_um) + size.neck_length_um + kHeadElongation * size.head_diameter_um();
}

SpineSize draw_adult(SpineKind kind, std::uint64_t seed, std::uint32_t id) {
  const KindSizes& known = published_sizes(kind);
  SpineSize size;
  const double lowest_neck = kind == SpineKind::stubby ? 0.0 : 0.12;
  size.neck_length_um = std::max(lowest_neck, bounded_normal(known.neck_length_um, normal_at(seed, id, kNeckLength), 0.9));
  size.neck_diameter_um = bounded_normal(known.neck_diameter_um, normal_at(seed, id, kNeckDiameter), 1.2);
  const double head = log_normal(known.head_volume_um3, normal_at(seed, id, kHead));
  size.head_volume_um3 = kind == SpineKind::mushroom ? std::max(head, 1.35 * kMushroomHead_um3) : std::min(head, 0.65 * kMushroomHead_um3);
  const double scatter = std::exp(0.12 * std::clamp(normal_at(seed, id, kPsd), -2.0, 2.0));
  const Spread& psd = known.psd_area_um2;
  size.psd_area_um2 = std::clamp(psd_area(size.head_volume_um3) * scatter, psd.mean - 1.8 * psd.sd, psd.mean + 1.8 * psd.sd);
  set_length(size);
  return size;
}

SpineSize draw_young(SpineKind kind, std::uint64_t seed, std::uint32_t id) {
  SpineSize size;
  const double u = uniform_at(seed, id, kYoungHead);
  const double long_neck = uniform_at(seed, id, kYoungLength);
  if (kind == SpineKind::filopodium) {
    size.head_volume_um3 = mix(0.005, 0.010, u);
    size.neck_diameter_um = mix(0.11, 0.16, uniform_at(seed, id, kYoungNeck));
    size.neck_length_um = mix(1.95, 2.45, long_neck);
  } else {
    size.head_volume_um3 = mix(0.010, 0.030, u);
    size.neck_diameter_um = mix(0.08, 0.12, uniform_at(seed, id, kYoungNeck));
    size.neck_length_um = mix(0.35, 0.80, long_neck);
  }
  size.psd_area_um2 = psd_area(size.head_volume_um3);
  set_length(size);
  return size;
}

// The word for a shape. Long ones without a real head keep the name filopodium until they have shortened.
SpineKind kind_of(const SpineLife& life, const SpineSize& size, double maturity) {
  if (life.young == SpineKind::filopodium && size.length_um >= 2.0) return SpineKind::filopodium;
  if (life.adult == SpineKind::stubby && maturity > 0.5) return SpineKind::stubby;
  return size.head_volume_um3 >= kMushroomHead_um3 ? SpineKind::mushroom : SpineKind::thin;
}

}  // namespace

std::string_view name_of(SpineKind kind) {
  constexpr std::array<std::string_view, 4> names{"thin", "stubby", "mushroom", "filopodium"};
  return names[static_cast<std::size_t>(kind)];
}

const KindSizes& published_sizes(SpineKind kind) {
  static constexpr std::array<KindSizes, 4> sizes{{
      {{0.98, 0.42}, {0.51, 0.34}, {0.10, 0.03}, {0.030, 0.015}, {0.05, 0.02}},  // thin
      {{0.55, 0.12}, {0.02, 0.02}, {0.30, 0.05}, {0.032, 0.012}, {0.06, 0.02}},  // stubby
      {{1.50, 0.25}, {0.43, 0.21}, {0.20, 0.07}, {0.270, 0.130}, {0.30, 0.10}},  // mushroom
      {{2.40, 0.30}, {2.10, 0.30}, {0.14, 0.03}, {0.008, 0.002}, {0.00, 0.00}},  // filopodium
  }};
  return sizes[static_cast<std::size_t>(kind)];
}

double SpineSize::head_diameter_um() const { return std::cbrt(6.0 * head_volume_um3 / std::numbers::pi); }

void draw_sizes(SpineLife& life, std::uint64_t seed, bool gains_psd_early) {
  life.young_size = draw_young(life.young, seed, life.id);
  life.adult_size = draw_adult(life.adult, seed, life.id);
  const double u = uniform_at(seed, life.id, kPsdAge);
  life.psd_age_h = gains_psd_early ? 2.0 * std::pow(12.0, u) : mix(24.0, 72.0, u);
  life.mature_age_h = mix(96.0, 336.0, uniform_at(seed, life.id, kMature));
}

SpineState state_at(const SpineLife& life, double time_h, double psd95_excess, double swell_h) {
  SpineState state;
  state.id = life.id;
  state.place_um = life.place_um;
  state.angle_rad = life.angle_rad;
  state.age_h = time_h - life.birth_h;
  const double maturity = smooth(state.age_h / life.mature_age_h);
  const SpineSize& young = life.young_size;
  const SpineSize& adult = life.adult_size;
  SpineSize& size = state.size;
  size.neck_length_um = mix(young.neck_length_um, adult.neck_length_um, maturity);
  size.neck_diameter_um = mix(young.neck_diameter_um, adult.neck_diameter_um, maturity);
  const double swelling = 1.0 + kHeadSwelling * std::max(0.0, psd95_excess);
  // The cube root is blended, so that the head's diameter grows evenly.
  const double head = mix(std::cbrt(young.head_volume_um3), std::cbrt(adult.head_volume_um3), maturity);
  size.head_volume_um3 = head * head * head * swelling;
  size.psd_area_um2 = mix(young.psd_area_um2, adult.psd_area_um2, maturity) * std::pow(swelling, 2.0 / 3.0);
  set_length(size);
  state.kind = kind_of(life, size, maturity);

  const double leaving_h = life.death_h - life.birth_h < kNascent_h ? kLeavingNascent_h : kLeavingPersistent_h;
  const double left = (life.death_h - time_h) / leaving_h;  // infinite for those that stay
  state.leaving = left < 1.0;
  state.departure = std::clamp(1.0 - left, 0.0, 1.0);
  const double longest_h = std::max(kEmergence_h, 0.4 * (life.death_h - life.birth_h));
  const double emerging = smooth(state.age_h / std::min(swell_h, longest_h));
  // First the head wanes, then the whole spine is drawn in during the last quarter of its leaving time.
  const double going_h = std::max(0.25 * leaving_h, std::min(swell_h, longest_h));
  const double withdrawn = smooth(1.0 - (life.death_h - time_h) / going_h);
  state.presence = emerging * (1.0 - withdrawn);
  if (state.leaving) {
    const double waned = smooth(state.departure);
    size.head_volume_um3 *= 1.0 - 0.6 * waned;
    size.psd_area_um2 *= 1.0 - 0.6 * waned;
    set_length(size);
  }
  state.psd = smooth((state.age_h - 0.6 * life.psd_age_h) / (0.4 * life.psd_age_h)) * (1.0 - withdrawn);
  state.is_new = state.age_h < kNewSpine_h;
  state.newness = 1.0 - smooth(state.age_h / kNewSpine_h);
  return state;
}

}  // namespace syn::dendrite
