// The upper row of the timeline: Play, steps, lens, speed, what is done with markers and with the page; and that page: what of
// the run the tracks below show.
#pragma once

#include <optional>

#include "app/panels/common/panel.hpp"
#include "app/panels/time/context.hpp"
#include "app/ui/plot/plot_math.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {

class TimelinePage {
 public:
  TimePage shown(const PanelContext& context) const { return page_.value_or(whole(context)); }
  // Once a frame: the run may have become shorter, and a playing story takes the page along.
  void follow(const PanelContext& context);
  // Over the item drawn last: the wheel comes closer, with Shift it goes along; + and - do it with the focus there.
  void by_input(const PanelContext& context, const PlotMap& map);
  void draw_buttons(const PanelContext& context, const UiLook& look);

 private:
  // The run, with what was before it.
  static TimePage whole(const PanelContext& context) {
    return {context.state.scenario.start_h() - kBeforeHours, context.state.scenario.end_h()};
  }
  void show(TimePage page, const PanelContext& context);
  void zoom(const PanelContext& context, double factor, double at_h);

  std::optional<TimePage> page_;  // empty = all of the run
  double last_now_h_ = 0.0;
};

void draw_transport(const PanelContext& context, const UiLook& look, TimelinePage& page);

}  // namespace syn
