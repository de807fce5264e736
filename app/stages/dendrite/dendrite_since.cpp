#include "app/stages/dendrite/dendrite_since.hpp"

#include <algorithm>
#include <cmath>

namespace syn::dendrite {
namespace {

// A head counts as grown from a tenth more of its width on; at nearly half as wide again all of it is new.
constexpr double kSeen = 0.10, kAll = 0.45;

float smooth(double x) {
  const double t = std::clamp(x, 0.0, 1.0);
  return static_cast<float>(t * t * (3.0 - 2.0 * t));
}

}  // namespace

Since since_day_zero(const SpineHistory& history, std::optional<double> zero_h, double time_h, std::span<const SpineState> now) {
  Since since;
  since.fresh.resize(now.size());
  if (!zero_h || time_h < *zero_h) return since;
  const auto lives = history.lives();
  for (std::size_t i = 0; i < now.size(); ++i) {
    const SpineState& spine = now[i];
    if (lives[spine.id].birth_h <= *zero_h) continue;
    since.fresh[i] = {1.0F, true};
    ++since.added;
  }
  for (SpineState& was : history.states(*zero_h, 0.0)) {
    Before before;
    const auto same = std::find_if(now.begin(), now.end(), [&](const SpineState& spine) { return spine.id == was.id; });
    if (same == now.end()) {
      before.gone = 1.0F;
      ++since.lost;
    } else {
      before.gone = was.presence > 0.0 ? static_cast<float>(std::clamp(1.0 - same->presence / was.presence, 0.0, 1.0)) : 0.0F;
      const double wider = std::cbrt(same->size.head_volume_um3 / was.size.head_volume_um3) - 1.0;
      before.grown = smooth((wider - kSeen) / (kAll - kSeen));
      if (before.grown > 0.0F) {
        since.fresh[static_cast<std::size_t>(same - now.begin())] = {before.grown, false};
        ++since.grown;
      }
    }
    was.psd = 0.0;
    before.was = std::move(was);
    since.before.push_back(std::move(before));
  }
  return since;
}

}  // namespace syn::dendrite
