// What the laboratory has besides its assumptions: each a part of the panel, drawn where the panel's own content would be.
#pragma once

#include <memory>
#include <string>

#include "app/panels/common/panel.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {

class LabTool {
 public:
  virtual ~LabTool() = default;
  virtual void draw(const PanelContext& context, const UiLook& look) = 0;
};

std::unique_ptr<LabTool> make_lab_clamp();
std::unique_ptr<LabTool> make_lab_timing();
std::unique_ptr<LabTool> make_lab_seeds();
std::unique_ptr<LabTool> make_lab_compare();
std::unique_ptr<LabTool> make_lab_hand_in();

// A number with six significant digits, as the tables of the command line have them.
std::string six_digits(double value, const Locale& locale);

}  // namespace syn
