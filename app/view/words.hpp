// From what a stage reports to what stands over the picture: keys become words, sprites become signs.
#pragma once

#include "app/explain/description.hpp"
#include "app/ui/look/locale.hpp"
#include "app/ui/overlay/overlay.hpp"
#include "app/view/scene_view.hpp"

namespace syn {

// The overlay of the picture painted last. `with_labels` false leaves the labels out (during a glide).
OverlayContent overlay_content(const SceneView& show, const StageReport& report, const State& state, const Locale& locale, int height_px,
                               bool with_labels);
PictureWords picture_words(const StageReport& report);
BadgeGlyph sign_of(Badge badge);
ClockUnit unit_of(Lens lens);
std::vector<std::string> label_words(const SceneView& show, const Locale& locale);

}  // namespace syn
