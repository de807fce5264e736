// The course of the symptoms behind the rows of the timeline: the mean with the bands of 50 and 90 of 100 people, and run A.
#pragma once

#include <optional>

#include "app/panels/common/panel.hpp"
#include "app/ui/plot/plot_math.hpp"
#include "app/ui/widgets/label_layout.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {

class Backdrop {
 public:
  // A healthy start has no symptoms.
  static bool has_curve(const PanelContext& context) { return context.state.scenario.patient.stress != Stress::none; }
  // Into this box, with the time axis of `map`; high scores stand high.
  void draw(const PanelContext& context, const UiLook& look, PlotMap map, const Box& box);
  // Where the mean of this run stands, with the axes of what was drawn last; empty where no curve is.
  std::optional<float> mean_y(const PanelContext& context, float x) const;

 private:
  std::optional<PlotMap> map_;
  double top_ = 10.0;  // of the scale; it stands still while the people follow
};

}  // namespace syn
