// What stands below the curves, one section at a time: words, comparison with run A, peaks, axes, files.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "app/panels/common/panel.hpp"
#include "app/panels/time/curves_figures.hpp"
#include "app/ui/widgets/style.hpp"

namespace syn {

enum class CurvesSection { about, compare, peaks, axes, save };
inline constexpr std::array kCurvesSections{CurvesSection::about, CurvesSection::compare, CurvesSection::peaks, CurvesSection::axes,
                                            CurvesSection::save};
TextKey title_of(CurvesSection section);

// The axes as the person wants them; empty = by themselves.
struct CurvesAxes {
  std::optional<TimePage> page;
  std::optional<AxisRange> values;  // of the upper plot
  bool log_time = false;
};

struct CurvesBelow {
  const PanelContext& context;
  const UiLook& look;
  CurveTab tab;
  const CurveView& view;
  std::span<const PublishedScore> fitting;    // of the symptoms, whether shown or not
  std::span<const PublishedScore> elsewhere;  // of the same treatment in another kind of trial: only named
};

void draw_help_topic(const CurvesBelow& below, bool& show_published);
void draw_compare(const CurvesBelow& below, double time_h);
void draw_peaks(const CurvesBelow& below);
// `page` and `values` are those shown now.
void draw_axes(const CurvesBelow& below, CurvesAxes& axes, TimePage page, AxisRange values);
void draw_save(const CurvesBelow& below);

// The tab as a vector picture with title, source and the teaching-model line.
std::string curves_svg(CurveTab tab, const CurveView& view, const Parameters& parameters, const Locale& locale, const Theme& theme,
                       std::string_view version, double width = 960.0, double height = 640.0);

}  // namespace syn
