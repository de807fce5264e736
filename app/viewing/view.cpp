#include "app/viewing/view.hpp"

#include <algorithm>

namespace syn {

std::string table_of(ThemeName theme, PaletteName palette) {
  const std::string name(name_of(theme));
  return palette == PaletteName::standard ? name : name + "_" + std::string(name_of(palette));
}

int index_of(ScaleStep scale_step) {
  if (scale_step.viewpoint == Viewpoint::close) scale_step.viewpoint = Viewpoint::usual;
  return static_cast<int>(std::find(kScaleSteps.begin(), kScaleSteps.end(), scale_step) - kScaleSteps.begin());
}

double lens_hours_per_second(Lens lens) {
  switch (lens) {
    case Lens::ms: return 0.004 / 3600.0;  // 4 ms of the story a second
    case Lens::s: return 0.25 / 3600.0;
    case Lens::min: return 2.0 / 60.0;
    case Lens::h: return 0.5;
    case Lens::d: return 12.0;
    case Lens::wk: return 48.0;
  }
  return 1.0;
}

double lens_step_hours(Lens lens) {
  switch (lens) {
    case Lens::ms: return 1.0 / 3.6e6;
    case Lens::s: return 0.1 / 3600.0;
    case Lens::min: return 1.0 / 60.0;
    case Lens::h: return 0.5;
    case Lens::d: return 12.0;
    case Lens::wk: return 24.0;
  }
  return 1.0;
}

}  // namespace syn
