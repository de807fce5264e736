// The ladder of scales: a rung for each step, from far to near, with a small picture of it and how much of the world it shows.
#pragma once

#include <array>
#include <string>

#include "app/shell/screen_context.hpp"
#include "app/view/scene_view.hpp"
#include "gfx/gl_object.hpp"

namespace syn {

class Ladder {
 public:
  Ladder(ScreenContext& screen, SceneView& scene) : screen_(screen), scene_(scene) {}
  // The small picture of one more rung, as it is before all doses, in the colours of now; false when all are there. What was
  // painted last of the scene must be painted anew.
  bool prepare_another();
  // Into an ImGui window of its own; the width that its words need, px. Where it is narrower, there are pictures alone, and the
  // words come on pointing.
  float draw(const Area& area);

 private:
  struct Rung {
    GlTexture picture;
    const Theme* theme = nullptr;  // of the picture
  };
  std::string size_words(ScaleStep step) const;
  const char* name(ScaleStep step) const;
  bool draw_rung(std::size_t index, ImVec2 size, bool words) const;

  ScreenContext& screen_;
  SceneView& scene_;
  std::array<Rung, kScaleSteps.size()> rungs_;
};

}  // namespace syn
