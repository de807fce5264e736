#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "panels/beside.hpp"
#include "panels/lens_words.hpp"
#include "panels/panel.hpp"
#include "ui/plot.hpp"
#include "ui/widgets.hpp"
#include "ui/wrap.hpp"

namespace syn {
namespace {

enum class Tab { drug, cell, symptoms };
constexpr std::array kTabs{Tab::drug, Tab::cell, Tab::symptoms};

TextKey title_of(Tab tab) {
  constexpr std::array kKeys{"panel.curves.drug"_key, "panel.curves.cell"_key, "panel.curves.symptoms"_key};
  return kKeys[static_cast<std::size_t>(tab)];
}

// How much of the run a lens shows at once, h; 0 = all of it.
double span_of(Lens lens) {
  switch (lens) {
    case Lens::ms:
    case Lens::s:
      return 1.0;
    case Lens::min:
      return 4.0;
    case Lens::h:
      return 48.0;
    case Lens::d:
      return 14.0 * 24.0;
    case Lens::wk:
      return 0.0;
  }
  return 0.0;
}

class CurvesPanel : public Panel {
 public:
  PanelName name() const override { return PanelName::curves; }
  TextKey title() const override { return "panel.curves.title"_key; }

  void draw(const PanelContext& context) override {
    const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
    const Trajectory& run = context.trajectory;
    // While the playhead is dragged the page stands still under the hand.
    if (!dragging_)
      page_ = page_around(context.state.playhead.time_h, run.start().value, run.end().value,
                          span_of(context.state.view.lens));
    dragging_ = false;
    strips_ = count_beside(context.state.scenario);

    const float u = look.unit_px;
    const ImVec2 room = ImGui::GetContentRegionAvail();
    if (room.x >= 66.0F * u) {
      const float gap = 1.2F * u;
      const float width = (room.x - 2.0F * gap) / 3.0F;
      for (const Tab tab : kTabs) {
        if (tab != Tab::drug) ImGui::SameLine(0.0F, gap);
        ImGui::BeginChild(context.locale.text(title_of(tab)), {width, room.y}, false,
                          ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
        heading(context.locale.text(title_of(tab)), look);
        draw_tab(tab, context, look);
        ImGui::EndChild();
      }
      return;
    }
    std::array<const char*, kTabs.size()> words{};
    for (const Tab tab : kTabs) words[static_cast<std::size_t>(tab)] = context.locale.text(title_of(tab));
    choice("tab", words, tab_, look);
    ImGui::BeginChild("tab_body");  // scrolls where the screen is low
    draw_tab(kTabs[static_cast<std::size_t>(tab_)], context, look);
    ImGui::EndChild();
  }

 private:
  void draw_tab(Tab tab, const PanelContext& context, const UiLook& look) {
    switch (tab) {
      case Tab::drug:
        return draw_drug(context, look);
      case Tab::cell:
        return draw_cell(context, look);
      case Tab::symptoms:
        return draw_symptoms(context, look);
    }
  }

  // Height left for plots when these words still have to stand below. On a low screen the plots keep a readable
  // height (`least` text heights) and the words are scrolled to.
  float plot_room(const std::string& words, float extra, const UiLook& look, float least = 11.0F) const {
    least += kStripRow * static_cast<float>(strips_);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float text =
        wrapped_size(words, room.x).y + ImGui::GetStyle().ItemSpacing.y + extra;
    // On a low screen the curve comes first and the explanation is scrolled to.
    const float reserved = room.y < 2.0F * least * look.unit_px ? extra : text;
    return std::max(room.y - reserved - 0.2F * look.unit_px, least * look.unit_px);
  }

  PlotAxes axes(const PanelContext& context, TextKey label, AxisRange range, BadgeSign badge) const {
    return {.time_low_h = page_.low_h,
            .time_high_h = page_.high_h,
            .value_low = range.low,
            .value_high = range.high,
            .value_label = context.locale.text(label),
            .note = context.locale.text("panel.curves.note"_key),
            .badge = badge};
  }

  // Markers and playhead are the same in every plot; what stands beside them once for plots with a common time axis.
  void finish(Plot& plot, const PanelContext& context, bool with_strips = true) {
    for (const Dose& dose : context.state.scenario.doses)
      plot.marker(dose.at_h, Sign::diamond, context.theme[Role::ketamine]);
    for (const Therapy& session : context.state.scenario.therapies)
      plot.marker(session.at_h, Sign::square, context.theme[Role::therapy]);
    if (with_strips) {
      for (Strip& strip : strips_beside(context)) plot.strip(with_name(std::move(strip), context.locale));
    }
    plot.playhead(std::clamp(context.state.playhead.time_h, page_.low_h, page_.high_h));
    const PlotOutcome hand = plot.end();
    dragging_ = dragging_ || hand.dragging;
    if (hand.seek_h) context.out.push_back(command::Seek{*hand.seek_h});
  }

  static double largest(const Trajectory& run, std::initializer_list<Column> columns) {
    double most = 0.0;
    for (const Column column : columns) {
      for (const double value : run.column(column)) most = std::max(most, value);
    }
    return most;
  }

  void draw_drug(const PanelContext& context, const UiLook& look) {
    const Locale& locale = context.locale;
    const Theme& theme = context.theme;
    const Trajectory& run = context.trajectory;
    const char* words = locale.text("panel.curves.drug_is"_key);
    const float strips = kStripRow * look.unit_px * static_cast<float>(strips_);
    const float height = 0.5F * (plot_room(words, ImGui::GetStyle().ItemSpacing.y, look, 22.0F) - strips);

    const double peak = largest(run, {Column::plasma_ketamine, Column::plasma_norketamine});
    PlotAxes plasma_axes =
        axes(context, "panel.curves.plasma"_key, round_range(0.0, std::max(peak, 10.0)), BadgeSign::our_model);
    plasma_axes.time_labels = false;
    Plot plasma("plasma", {0.0F, height - look.unit_px}, std::move(plasma_axes), look);
    plasma.line(run.times_h(), run.column(Column::plasma_ketamine),
                {.name = locale.text("panel.curves.ketamine"_key),
                 .decimals = 0,
                 .color = theme[Role::ketamine],
                 .sign = Sign::diamond});
    plasma.line(run.times_h(), run.column(Column::plasma_norketamine),
                {.name = locale.text("panel.curves.norketamine"_key),
                 .decimals = 0,
                 .color = mix(theme[Role::ketamine], theme[Role::text], 0.45F),
                 .sign = Sign::ring,
                 .stroke = Stroke::dashed});
    finish(plasma, context, false);

    Plot effect("effect", {0.0F, height + look.unit_px + strips},
                axes(context, "panel.curves.effect"_key, {0.0, 100.0}, BadgeSign::our_model), look);
    effect.line(run.times_h(), run.column(Column::effective_block),
                {.name = locale.text("panel.curves.effective_block"_key),
                 .unit = "%",
                 .decimals = 0,
                 .factor = 100.0,
                 .color = theme[Role::ketamine],
                 .sign = Sign::diamond});
    effect.line(run.times_h(), run.column(Column::nmda_block_interneuron),
                {.name = locale.text("panel.curves.block_interneuron"_key),
                 .unit = "%",
                 .decimals = 0,
                 .factor = 100.0,
                 .color = theme[Role::channel],
                 .sign = Sign::ring});
    effect.line(run.times_h(), run.column(Column::nmda_block_pyramidal),
                {.name = locale.text("panel.curves.block_pyramidal"_key),
                 .unit = "%",
                 .decimals = 0,
                 .factor = 100.0,
                 .color = theme[Role::structure],
                 .sign = Sign::triangle,
                 .stroke = Stroke::dashed});
    effect.line(run.times_h(), run.column(Column::pain_relief_acute),
                {.name = locale.text("panel.curves.pain_relief"_key),
                 .unit = "%",
                 .decimals = 0,
                 .factor = 100.0,
                 .color = theme[Role::burden],
                 .sign = Sign::plus,
                 .stroke = Stroke::dotted});
    finish(effect, context);
    paragraph(words, look);
  }

  void draw_cell(const PanelContext& context, const UiLook& look) {
    struct Curve {
      Column column;
      TextKey words;
      Role role;
      Sign sign;
      Stroke stroke;
    };
    constexpr std::array kCurves{
        Curve{Column::ampa, "panel.curves.ampa"_key, Role::glutamate, Sign::sphere, Stroke::solid},
        Curve{Column::bdnf, "panel.curves.bdnf"_key, Role::growth, Sign::triangle, Stroke::dashed},
        Curve{Column::mtorc1, "panel.curves.mtorc1"_key, Role::channel, Sign::ring, Stroke::dashed},
        Curve{Column::synaptic_protein, "panel.curves.protein"_key, Role::structure, Sign::square, Stroke::dotted},
        Curve{Column::spine_density, "panel.curves.spines"_key, Role::growth, Sign::diamond, Stroke::solid}};
    const Locale& locale = context.locale;
    const Trajectory& run = context.trajectory;
    const char* words = locale.text("panel.curves.cell_is"_key);
    double low = 1.0;
    double high = 1.0;
    for (const Curve& curve : kCurves) {
      const auto values = run.column(curve.column);
      const auto [least, most] = std::minmax_element(values.begin(), values.end());
      low = std::min(low, *least);
      high = std::max(high, *most);
    }
    Plot plot("cell", {0.0F, plot_room(words, 0.0F, look)},
              axes(context, "panel.curves.ratio"_key, round_range(std::max(0.0, low - 0.05), high + 0.05), BadgeSign::animals), look);
    for (const Curve& curve : kCurves) {
      plot.line(run.times_h(), run.column(curve.column),
                {.name = locale.text(curve.words),
                 .decimals = 2,
                 .color = context.theme[curve.role],
                 .sign = curve.sign,
                 .stroke = curve.stroke});
    }
    plot.reference(1.0, locale.text("panel.curves.healthy"_key));
    finish(plot, context);
    paragraph(words, look);
  }

  void draw_symptoms(const PanelContext& context, const UiLook& look) {
    const Locale& locale = context.locale;
    const Theme& theme = context.theme;
    const Trajectory& run = context.trajectory;
    const Scenario& scenario = run.scenario();
    if (scenario.patient.stress == Stress::none) {
      paragraph(locale.text("panel.curves.healthy_start"_key), look);
      return;
    }
    const Hours now{context.state.playhead.time_h};
    // While the hand moves there is the typical patient only; the axis stands still until the people follow.
    const bool people = !run.runs().empty();
    const std::string rates =
        !people ? std::string(locale.text("panel.curves.people_follow"_key)) : locale.text({"panel.curves.rates"_key,
                     {{"response", Quantity{100.0 * run.at(Column::response_fraction, now), 0}},
                      {"remission", Quantity{100.0 * run.at(Column::remission_fraction, now), 0}}}});
    const char* words = locale.text("panel.curves.symptoms_is"_key);
    const float width = ImGui::GetContentRegionAvail().x;
    const float rates_height =
        wrapped_size(rates, width).y + ImGui::GetStyle().ItemSpacing.y;
    const double top = std::max(10.0, std::ceil(largest(run, {Column::symptom_p95}) / 10.0) * 10.0);
    score_top_ = people ? top : std::max(top, score_top_);
    const AxisRange range{0.0, score_top_};
    Plot plot("symptoms", {0.0F, plot_room(words, rates_height, look)},
              axes(context, "panel.curves.score"_key, range, BadgeSign::our_model), look);
    const auto times = run.times_h();
    const Color color = theme[Role::symptom];
    plot.line(times, run.column(Column::symptom_mean),
              {.name = locale.text(people ? "panel.curves.mean"_key : "panel.curves.typical"_key), .decimals = 1, .color = color, .width = 1.5F});
    if (people) {
      plot.band(times, run.column(Column::symptom_p05), run.column(Column::symptom_p95), color, 0.13F,
                locale.text("panel.curves.band90"_key));
      plot.band(times, run.column(Column::symptom_p25), run.column(Column::symptom_p75), color, 0.2F,
                locale.text("panel.curves.band50"_key));
      plot.runs(times, run.runs(), color,
                locale.text({"panel.curves.runs"_key, {{"count", Quantity{static_cast<double>(run.runs().size()), 0}}}}));
    }
    if (!scenario.doses.empty() && !scenario.therapies.empty() && scenario.model.coupling > 0.0) {
      const double together = std::max(scenario.doses.front().at_h, scenario.therapies.front().at_h);
      plot.hatch(together, run.end().value, locale.text("panel.curves.assumed"_key));
    }
    finish(plot, context);
    ImGui::TextUnformatted(wrapped(rates, width).c_str());
    paragraph(words, look);
  }

  int tab_ = 2;             // symptoms first
  std::size_t strips_ = 0;  // below the plots
  TimePage page_;
  double score_top_ = 10.0;  // of the axis
  bool dragging_ = false;
};

}  // namespace

std::unique_ptr<Panel> make_curves_panel() { return std::make_unique<CurvesPanel>(); }

}  // namespace syn
