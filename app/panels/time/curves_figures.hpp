// What the tabs of the curves show, as values: figures for the screen and for a vector picture, and the same curves as a
// table. Pure: (run, run A, published scores, time axis) -> figures.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ui/plot/figure.hpp"
#include "app/viewing/view.hpp"
#include "model/calibration/published.hpp"
#include "model/run/run.hpp"

namespace syn {

TextKey title_of(CurveTab tab);

// One curve of a tab. The table and the comparison speak of these.
struct TabCurve {
  Column column;
  TextKey name;
  double factor = 1.0;  // shown = value x factor
  int decimals = 1;
  const char* unit = "";
};
std::span<const TabCurve> curves_of(CurveTab tab);

// What of a run a tab shows by itself through a lens: all of the symptoms, which are one story, else a page around the moment.
TimePage usual_page(const Trajectory& run, CurveTab tab, Lens lens, double time_h);
TimePage whole_page(const Trajectory& run, CurveTab tab);

struct CurveView {
  const Run& run;
  const Trajectory* pinned = nullptr;              // run A
  std::span<const PublishedScore> published = {};  // those that fit; laid over the symptoms
  TimePage page;                                   // what of the run is shown
  bool log_time = false;
  std::optional<AxisRange> values = {};  // typed; empty = what holds the data
  double playhead_h = 0.0;
  double least_score_top = 0.0;  // of the symptoms' axis while the people have not followed
};

// One or two figures, from top to bottom; none for the symptoms of a healthy start. They refer to the view's data.
std::vector<Figure> make_figures(CurveTab tab, const CurveView& view, const Locale& locale, const Theme& theme);

// Who, how many, what was found, how the number was checked; one line a score.
std::string words_of(const PublishedScore& score, const Parameters& parameters, const Locale& locale);
// "Murrough 2013, n 47"
std::string short_words(const PublishedScore& score, const Locale& locale);

// The curves of a tab over the page, in the units of the trajectory's own table, with run A (columns ending in _a,
// empty outside of its run) where there is one. `#` lines carry version, seed, parameter hash, what it is.
std::string curves_csv(CurveTab tab, const CurveView& view, std::string_view version);

// Run B (shown) minus run A (pinned).
struct CurveDifference {
  const TabCurve* curve = nullptr;
  std::optional<double> a, b;  // at the moment; nothing outside of a run
  double largest = 0.0;        // B - A where its size is largest over the time that both have
  double largest_at_h = 0.0;
};
// In units as shown (times factor). O(rows of both).
std::vector<CurveDifference> differences(CurveTab tab, const Trajectory& run, const Trajectory& pinned, double time_h);

// When and how high each link of the chain stands out in this run.
struct Peak {
  TextKey name;
  Column column{};
  bool trough = false;  // the lowest value counts
  bool flat = false;    // nothing moved: time and value mean nothing
  double time_h = 0.0;
  double value = 0.0;  // times factor; of the symptoms: the change from the start
  int decimals = 1;
  const char* unit = "";
  BadgeGlyph evidence = BadgeGlyph::our_model;  // where such a time course was measured
};
// In order of time; flat ones last. Without the symptoms after a healthy start.
std::vector<Peak> peaks_of(const Trajectory& run);

}  // namespace syn
