// The four bars beside the cells: firing of each class and extracellular glutamate, against rest.
//
// They stand in the picture, not in the scene: always at the same place of it, whatever the camera does, with the words
// of each as a label to their left.
#pragma once

#include <array>
#include <glm/glm.hpp>

#include "app/stages/circuit/circuit_moment.hpp"
#include "app/ui/look/theme.hpp"
#include "gfx/canvas.hpp"

namespace syn::circuit {

class Dials {
 public:
  void prepare(Canvas& canvas);
  // Call between begin and end. The whole length of a bar is kFullScale of rest; a pale mark stands at rest.
  void draw(Canvas& canvas, const Moment& moment, const Theme& theme, const std::array<glm::vec3, kCellClasses.size()>& cell) const;
  static constexpr double kFullScale = 1.5;

 private:
  Canvas::MeshId box_ = 0;
};

}  // namespace syn::circuit
