// Curves over time: five tabs, and below the plot what belongs to it (words, comparison, peaks, axes, files).
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/panels/common/panel.hpp"
#include "app/panels/time/context.hpp"
#include "app/panels/time/curves_below.hpp"
#include "app/panels/time/curves_figures.hpp"
#include "app/panels/time/time_panels.hpp"
#include "app/ui/plot/plot.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/whole_rows.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "model/scenario/acting.hpp"

namespace syn {
namespace {

// The thing of the inspector that a curve shows.
std::string_view thing_of(Column column) {
  struct Entry {
    Column column;
    std::string_view thing;
  };
  constexpr std::array kThings{Entry{Column::plasma_ketamine, "plasma"},
                               Entry{Column::plasma_norketamine, "norketamine"},
                               Entry{Column::effective_block, "effective_block"},
                               Entry{Column::pain_relief_acute, "pain_relief"},
                               Entry{Column::nmda_block_interneuron, "block_interneuron"},
                               Entry{Column::nmda_block_pyramidal, "nmda_receptor"},
                               Entry{Column::pyramidal_rate, "pyramidal"},
                               Entry{Column::glutamate, "glutamate"},
                               Entry{Column::ampa, "ampa"},
                               Entry{Column::bdnf, "signal_bdnf_pool"},
                               Entry{Column::mtorc1, "signal_mtorc1"},
                               Entry{Column::synaptic_protein, "density"},
                               Entry{Column::spine_density, "branch"},
                               Entry{Column::symptom_mean, "symptoms"},
                               Entry{Column::cadss, "dissociation"},
                               Entry{Column::systolic_rise, "blood_pressure"},
                               Entry{Column::sedated_fraction, "sedation"},
                               Entry{Column::unconscious_fraction, "sedation"},
                               Entry{Column::steep_rise_fraction, "blood_pressure"}};
  const auto* found = std::find_if(kThings.begin(), kThings.end(), [&](const Entry& entry) { return entry.column == column; });
  return found == kThings.end() ? std::string_view() : found->thing;
}

// What of a plot the mouse can be at.
struct DrawnLine {
  std::span<const double> times, values;
  double factor = 1.0;
  std::string_view thing;
};

class CurvesPanel : public Panel {
 public:
  PanelName name() const override { return PanelName::curves; }
  TextKey title() const override { return "panel.curves.title"_key; }
  TextKey tab() const override { return "shell.curves"_key; }

  void draw(const PanelContext& context) override {
    const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
    const CurveTab tab = context.state.view.curve_tab;
    choose_tab(tab, context, look);
    if (context.pinned != nullptr && !had_pin_) section_ = CurvesSection::compare;
    had_pin_ = context.pinned != nullptr;
    if (tab != drawn_tab_ || context.state.view.lens != drawn_lens_) {
      if (context.state.view.lens != drawn_lens_) axes_.page.reset();
      if (tab != drawn_tab_) axes_.values.reset();
      drawn_tab_ = tab;
      drawn_lens_ = context.state.view.lens;
    }
    strips_ = count_context(context.state.scenario);
    // The tabs stay where there is room to scroll below them.
    constexpr float kWorthScrolling = 8.0F;
    if (ImGui::GetContentRegionAvail().y < kWorthScrolling * look.unit_px) return draw_tab(tab, context, look);
    ImGui::BeginChild("tab_body");
    {
      const WholeRows whole;
      draw_tab(tab, context, look);
    }
    ImGui::EndChild();
  }

 private:
  void choose_tab(CurveTab tab, const PanelContext& context, const UiLook& look) {
    std::array<const char*, kCurveTabs.size()> words{};
    for (const CurveTab one : kCurveTabs) words[static_cast<std::size_t>(one)] = context.locale.text(title_of(one));
    int chosen = static_cast<int>(tab);
    if (choice("tab", words, chosen, look)) context.out.push_back(command::SetCurveTab{static_cast<CurveTab>(chosen)});
  }

  static TimePage whole_of(const PanelContext& context) { return whole_page(context.run.trajectory, context.state.view.curve_tab); }

  TimePage page(const PanelContext& context) {
    const TimePage whole = whole_of(context);
    if (axes_.page) {
      // The run may have become shorter.
      const TimePage page{std::max(axes_.page->low_h, whole.low_h), std::min(axes_.page->high_h, whole.high_h)};
      if (page.low_h < page.high_h) return page;
      axes_.page.reset();
    }
    // Logarithmic time is about the first minutes beside the weeks.
    if (axes_.log_time) return {std::max(0.0, whole.low_h), whole.high_h};
    // While the playhead is dragged the page stands still under the mouse.
    const View& view = context.state.view;
    if (!dragging_) page_ = usual_page(context.run.trajectory, view.curve_tab, view.lens, context.state.playhead.time_h);
    return page_;
  }

  void draw_tab(CurveTab tab, const PanelContext& context, const UiLook& look) {
    const Scenario& scenario = context.run.trajectory.scenario();
    const bool symptoms = tab == CurveTab::symptoms;
    if (symptoms && scenario.patient.stress == Stress::none) return paragraph(context.locale.text("panel.curves.healthy_start"_key), look);
    const TimePage shown = page(context);
    dragging_ = false;
    std::vector<PublishedScore> fitting, elsewhere;
    const double expectancy = symptoms ? expectancy_of(scenario, context.parameters) : 0.0;
    for (const PublishedScore& score : symptoms ? context.published : std::span<const PublishedScore>{}) {
      const Likeness likeness = likeness_of(score, scenario, expectancy);
      if (likeness == Likeness::like) fitting.push_back(score);
      if (likeness == Likeness::other_setting) elsewhere.push_back(score);
    }
    const CurveView view{.run = context.run,
                         .pinned = context.pinned,
                         .published = show_published_ ? std::span<const PublishedScore>(fitting) : std::span<const PublishedScore>{},
                         .page = shown,
                         .log_time = axes_.log_time,
                         .values = axes_.values,
                         .playhead_h = context.state.playhead.time_h,
                         .least_score_top = score_top_};
    std::vector<Figure> figures = make_figures(tab, view, context.locale, context.theme);
    if (figures.empty()) return;
    if (symptoms && !axes_.values && !context.run.trajectory.runs().empty()) score_top_ = figures.front().axes.value_high;
    const AxisRange values{figures.front().axes.value_low, figures.front().axes.value_high};
    draw_plots(std::move(figures), shown, context, look);

    std::array<const char*, kCurvesSections.size()> words{};
    for (const CurvesSection one : kCurvesSections) words[static_cast<std::size_t>(one)] = context.locale.text(title_of(one));
    int chosen = static_cast<int>(section_);
    if (choice("below", words, chosen, look)) section_ = static_cast<CurvesSection>(chosen);
    const float top = ImGui::GetCursorPosY();
    const CurvesBelow below{context, look, tab, view, fitting, elsewhere};
    switch (section_) {
      case CurvesSection::about: draw_help_topic(below, show_published_); break;
      case CurvesSection::compare: draw_compare(below, read_at_h_); break;
      case CurvesSection::peaks: draw_peaks(below); break;
      case CurvesSection::axes: draw_axes(below, axes_, shown, values); break;
      case CurvesSection::save: draw_save(below); break;
    }
    section_px_ = ImGui::GetCursorPosY() - top;
  }

  void draw_plots(std::vector<Figure> figures, TimePage shown, const PanelContext& context, const UiLook& look) {
    const float u = look.unit_px;
    const float strips = kStripRow * u * static_cast<float>(strips_);
    const float gap = ImGui::GetStyle().ItemSpacing.y;
    // The curve comes first: what stands below gets the room that a readable plot leaves, and is scrolled to.
    const auto count = static_cast<float>(figures.size());
    const float least = (figures.size() == 1 ? 13.8F : context.pinned != nullptr ? 29.0F : 25.0F) * u + strips;
    const float row = 2.0F * u + gap;
    const float room = ImGui::GetContentRegionAvail().y - row;
    const float height = std::max(least, std::max(room - section_px_ - 0.3F * u, std::min(room, 1.2F * least)));
    const float each = (height - strips - gap * (count - 1.0F)) / count;
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const bool last = i + 1 == figures.size();
      Figure figure = std::move(figures[i]);
      if (last) {
        for (Strip& strip : context_strips(context)) figure.strips.push_back(with_name(std::move(strip), context.locale));
      }
      const float shift = figures.size() == 1 ? 0.0F : (last ? u : -u);  // the lower one carries the time axis
      const std::vector<DrawnLine> lines = lines_of(figure, context);
      PlotMap map{shown.low_h, shown.high_h, figure.axes.value_low, figure.axes.value_high, figure.axes.log_time};
      const HelpTopic about(lines.empty() ? std::string_view() : lines.front().thing);  // in focus; the mouse can tell them apart
      Plot plot(std::move(figure), {0.0F, each + shift * 0.5F + (last ? strips : 0.0F)}, look);
      const PlotOutcome hand = plot.end();
      point_at(lines, map, hand.area, u);
      answer(hand, shown, context);
    }
  }

  static std::vector<DrawnLine> lines_of(const Figure& figure, const PanelContext& context) {
    std::vector<DrawnLine> lines;
    for (const Figure::Line& line : figure.lines) {
      for (const TabCurve& curve : curves_of(context.state.view.curve_tab)) {
        if (context.run.trajectory.column(curve.column).data() == line.values.data())
          lines.push_back({line.times, line.values, line.style.factor, thing_of(curve.column)});
      }
    }
    return lines;
  }

  // The line nearest to the mouse, if it is near.
  static void point_at(const std::vector<DrawnLine>& lines, PlotMap map, const Box& area, float u) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (!ImGui::IsItemHovered() || !area.holds(mouse.x, mouse.y)) return;
    map.left = area.left, map.top = area.top, map.right = area.right, map.bottom = area.bottom;
    const double time_h = map.time_of(mouse.x);
    float nearest = 2.0F * u;
    std::string_view thing;
    for (const DrawnLine& line : lines) {
      const float away = std::abs(map.y_of(line.factor * value_at(line.times, line.values, time_h)) - mouse.y);
      if (away >= nearest) continue;
      nearest = away;
      thing = line.thing;
    }
    if (!thing.empty()) note_pointed(thing);
  }

  void answer(const PlotOutcome& hand, TimePage shown, const PanelContext& context) {
    const TimePage whole = whole_of(context);
    dragging_ = dragging_ || hand.dragging;
    if (hand.seek_h) context.out.push_back(command::Seek{std::max(*hand.seek_h, context.run.trajectory.start().value)});
    if (hand.zoom) axes_.page = zoomed(shown, hand.zoom_at_h, *hand.zoom, whole, axes_.log_time);
    if (hand.move) axes_.page = moved(shown, *hand.move, whole, axes_.log_time);
    if (hand.read_at_h != context.state.playhead.time_h || hand.cursor_h) {
      read_at_h_ = hand.read_at_h;
      return;
    }
    read_at_h_ = context.state.playhead.time_h;
  }

  CurvesAxes axes_;
  CurvesSection section_ = CurvesSection::about;
  bool show_published_ = true;
  bool had_pin_ = false;
  CurveTab drawn_tab_ = CurveTab::symptoms;
  Lens drawn_lens_ = Lens::h;
  std::size_t strips_ = 0;   // below the plots
  float section_px_ = 0.0F;  // height of what stood below, the frame before
  double read_at_h_ = 0.0;
  TimePage page_;
  double score_top_ = 10.0;  // of the axis
  bool dragging_ = false;
};

}  // namespace

std::unique_ptr<Panel> make_curves_panel() { return std::make_unique<CurvesPanel>(); }

}  // namespace syn
