// The strip of the last seconds: a tick for each spike of each drawn cell. Above, the same cells with the same chance at
// their resting rates; below, now. What the drug adds is lit below, what it takes away is left there as a shadow.
//
// The two are comparable tick by tick because a spike is kept or not by one number of its own (circuit_spikes.hpp): where
// the rate is higher, all spikes of rest are there and some more.
#pragma once

#include <span>
#include <vector>

#include "app/stages/circuit/circuit_moment.hpp"
#include "gfx/canvas.hpp"

namespace syn::circuit {

struct RasterLook {
  std::array<glm::vec3, kCellClasses.size()> rest, now, added;  // by class
  glm::vec3 plate{0.0F}, missing{0.0F}, head{0.0F};
  float glow = 0.5F;  // of what is added
  Rgba ketamine{1.0F};
};

class RasterStrip {
 public:
  void prepare(Canvas& canvas);
  // Call between begin and end. `shown`: which cells have a row.
  void draw(Canvas& canvas, const Moment& moment, const std::vector<Cell>& cells, std::span<const std::size_t> shown,
            const RasterLook& look, bool words) const;

 private:
  Canvas::MeshId plate_ = 0;
};

}  // namespace syn::circuit
