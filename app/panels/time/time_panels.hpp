// The panels with a time axis.
#pragma once

#include <memory>

#include "app/panels/common/panel.hpp"

namespace syn {

std::unique_ptr<Panel> make_timeline_panel();
std::unique_ptr<Panel> make_curves_panel();

}  // namespace syn
