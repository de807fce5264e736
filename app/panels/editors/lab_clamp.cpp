// The voltage clamp of the laboratory: what `synaptoscope patch` computes, by sliders. The trace's cursor chooses the moment at which the
// receptor beside it is shown.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <optional>

#include "app/panels/editors/lab_tools.hpp"
#include "app/ui/plot/graph.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "model/patch/clamp_knobs.hpp"

namespace syn {
namespace {

constexpr std::chrono::milliseconds kBudget{8};  // of a frame
constexpr int kColumns = 500;                    // of the trace
constexpr double kUmTrack = 30.0, kMvLow = -100.0, kMvHigh = 60.0;

ClampKnobs knobs_of(const ClampView& view) {
  return {from_name<PoreBlocker>(view.drug).value_or(PoreBlocker::ketamine), view.drug_um, view.voltage_mv};
}

// A protocol of one's own in the folder has no words in the locale: its own title then.
std::string words_of(const NamedProtocol& one, const Locale& locale) {
  std::string key = "panel.lab.protocol." + one.name;
  std::replace(key.begin(), key.end(), '-', '_');
  const TextKey text = TextKey::unchecked(key);
  return locale.has(text) ? locale.text(text) : one.protocol.title;
}

// One record, made in pieces, and what is shown of it.
class Recording {
 public:
  Recording(const NamedProtocol& named, const ClampKnobs& turned, const Parameters& parameters)
      : name(named.name),
        knobs(turned),
        protocol(with_knobs(named.protocol, turned, parameters)),
        clamp_(std::in_place, protocol, parameters) {}

  bool work() {
    const auto until = std::chrono::steady_clock::now() + kBudget;
    constexpr int kAtOnce = 32;
    while (clamp_) {
      for (int i = 0; i < kAtOnce && clamp_; ++i) {
        if (!clamp_->step()) finish();
      }
      if (std::chrono::steady_clock::now() >= until) break;
    }
    return clamp_.has_value();
  }
  bool done() const { return !clamp_; }
  double share() const { return clamp_ ? clamp_->share() : 1.0; }
  // The row at or before a moment of the shown sweep.
  const PatchSample& at(double ms) const {
    const auto after = std::upper_bound(first_, last_, ms, [](double value, const PatchSample& row) { return value < row.time_ms; });
    return after == first_ ? *first_ : *(after - 1);
  }
  const PatchWindow& window() const { return record.windows[(sweep_ + 1) * protocol.measures.size() - 1]; }

  std::string name;
  ClampKnobs knobs;
  Protocol protocol;
  PatchRecord record;
  ClampCurve curve;
  GraphLine trace, control;

 private:
  void finish() {
    record = clamp_->take();
    clamp_.reset();
    sweep_ = sweep_of(protocol, knobs);
    curve = curve_of(record, protocol, knobs);
    trace = line_of(sweep_);
    if (const std::size_t other = control_of(protocol, knobs); other != sweep_) control = line_of(other);
    std::tie(first_, last_) = rows_of(sweep_);
  }
  std::pair<std::vector<PatchSample>::const_iterator, std::vector<PatchSample>::const_iterator> rows_of(std::size_t sweep) const {
    const auto before = [](const PatchSample& row, std::size_t wanted) { return row.sweep < wanted; };
    const auto first = std::lower_bound(record.samples.cbegin(), record.samples.cend(), sweep, before);
    return {first, std::lower_bound(first, record.samples.cend(), sweep + 1, before)};
  }
  GraphLine line_of(std::size_t sweep) const {
    std::vector<double> ms, pa;
    const auto [first, last] = rows_of(sweep);
    for (auto row = first; row != last; ++row) {
      ms.push_back(row->time_ms);
      pa.push_back(row->current_pa);
    }
    GraphLine line;
    for (const PlotPoint& point : thin_curve(ms, pa, ms.front(), ms.back(), kColumns)) {
      line.x.push_back(point.time_h);
      line.y.push_back(point.value);
    }
    return line;
  }

  std::optional<PatchClamp> clamp_;  // while it runs
  std::size_t sweep_ = 0;
  std::vector<PatchSample>::const_iterator first_, last_;
};

class LabClamp : public LabTool {
 public:
  void draw(const PanelContext& context, const UiLook& look) override {
    const HelpTopic about("laboratory");
    if (context.protocols.empty()) return;
    ClampView view = context.state.view.clamp;
    const NamedProtocol& named = chosen(view, context);
    draw_knobs(view, named, context, look);
    follow(view, context);
    if (recording_->work()) {
      if (context.in_view != nullptr) context.in_view->busy = true;
    } else {
      shown_ = recording_;
    }
    // While a new one is made the last one stays: nothing blinks under a hand.
    if (shown_ && shown_->name == named.name) {
      draw_trace(view, context, look);
      draw_receptor(view, context, look);
      draw_curve(view, context, look);
      draw_numbers(context, look);
    } else {
      paragraph(context.locale.text({"panel.lab.working"_key, {{"share", Quantity{100.0 * recording_->share(), 0}}}}).c_str(), look);
    }
    if (view != context.state.view.clamp) context.out.push_back(command::SetClamp{view});
  }

 private:
  static const NamedProtocol& chosen(const ClampView& view, const PanelContext& context) {
    const auto found = std::find_if(context.protocols.begin(), context.protocols.end(),
                                    [&](const NamedProtocol& one) { return one.name == view.protocol; });
    return found == context.protocols.end() ? context.protocols.front() : *found;
  }

  static void draw_knobs(ClampView& view, const NamedProtocol& named, const PanelContext& context, const UiLook& look) {
    const Locale& locale = context.locale;
    paragraph(locale.text("panel.lab.clamp_note"_key), look);
    std::vector<std::string> titles;
    for (const NamedProtocol& one : context.protocols) titles.push_back(words_of(one, locale));
    std::vector<const char*> words;
    for (const std::string& title : titles) words.push_back(title.c_str());
    int protocol = static_cast<int>(&named - context.protocols.data());
    if (choice("protocol", words, protocol, look)) {
      const NamedProtocol& next = context.protocols[static_cast<std::size_t>(protocol)];
      view.protocol = next.name;
      view.cursor_ms = std::round(0.15 * next.protocol.total_ms());
    }
    std::vector<PoreBlocker> drugs;
    words.clear();
    for (const PoreBlocker drug : kPoreBlockers) {
      if (!std::all_of(named.protocol.receptors.begin(), named.protocol.receptors.end(),
                       [&](const ReceptorGroup& group) { return is_measured(context.parameters, drug, group.subtype); }))
        continue;
      drugs.push_back(drug);
      words.push_back(locale.text(named_key<"panel.lab.drug.">(drug)));
    }
    int drug = static_cast<int>(std::find(drugs.begin(), drugs.end(), knobs_of(view).drug) - drugs.begin());
    if (choice("drug", words, drug, look)) view.drug = name_of(drugs[static_cast<std::size_t>(drug)]);
    slider("dose", locale.text("panel.lab.clamp_dose"_key), view.drug_um,
           {.high = kUmTrack,
            .step = 0.1,
            .leap = 1.0,
            .decimals = 2,
            .unit = "µM",
            .standard = ClampView{}.drug_um,
            .typed = Range{0.0, kMostDrugUm}},
           look, context.gesture);
    slider("voltage", locale.text("panel.lab.clamp_voltage"_key), view.voltage_mv,
           {.low = kMvLow,
            .high = kMvHigh,
            .step = 1.0,
            .leap = 10.0,
            .decimals = 0,
            .unit = "mV",
            .standard = ClampView{}.voltage_mv,
            .typed = Range{kLowestMv, kHighestMv}},
           look, context.gesture);
  }

  void follow(const ClampView& view, const PanelContext& context) {
    const NamedProtocol& named = chosen(view, context);
    const ClampKnobs knobs = knobs_of(view);
    if (recording_ && recording_->name == named.name && recording_->knobs == knobs) return;
    recording_ = std::make_shared<Recording>(named, knobs, context.parameters);
  }

  void draw_trace(ClampView& view, const PanelContext& context, const UiLook& look) const {
    const Locale& locale = context.locale;
    Graph graph;
    graph.x_words = locale.text("panel.lab.trace_x"_key);
    graph.y_words = locale.text("panel.lab.trace_y"_key);
    graph.cursor = std::min(view.cursor_ms, shown_->protocol.total_ms());
    graph.cursor_words = locale.number(*graph.cursor, 1);
    GraphLine control = shown_->control, trace = shown_->trace;
    control.name = locale.text("panel.lab.control"_key);
    control.color = look.theme[Role::muted];
    control.stroke = Stroke::dashed;
    trace.name = locale.text({"panel.lab.with_drug"_key, {{"um", Quantity{shown_->knobs.drug_um, decimals_of(shown_->knobs.drug_um)}}}});
    trace.color = look.theme[Role::channel];
    control.decimals = trace.decimals = 2;
    if (!control.x.empty()) graph.lines.push_back(std::move(control));
    graph.lines.push_back(std::move(trace));
    if (const auto taken = draw_graph("trace", graph, look)) view.cursor_ms = *taken;
    mark_gesture(context.gesture);
  }

  // In words, whatever stands beside the panel; and a way to the picture of it.
  void draw_receptor(ClampView& view, const PanelContext& context, const UiLook& look) const {
    const PatchSample& row = shown_->at(view.cursor_ms);
    const WalkState state = row.single_state.front();
    const auto value = [&](Clamp clamp) { return row.clamp[static_cast<std::size_t>(clamp)]; };
    view.state = static_cast<int>(state);
    view.held_mv = value(Clamp::voltage_mv);
    view.magnesium_mm = value(Clamp::magnesium_mm);
    view.glutamate_um = value(Clamp::glutamate_um);
    view.bath_um = value(Clamp::drug_um);
    const Locale& locale = context.locale;
    constexpr std::array kGates{"panel.lab.gate.r"_key,  "panel.lab.gate.ra"_key, "panel.lab.gate.ra2"_key, "panel.lab.gate.d1"_key,
                                "panel.lab.gate.d2"_key, "panel.lab.gate.f"_key,  "panel.lab.gate.s"_key,   "panel.lab.gate.o"_key};
    constexpr std::array kPore{"panel.lab.pore.empty"_key, "panel.lab.pore.magnesium"_key, "panel.lab.pore.drug"_key};
    constexpr std::array kSigns{Role::channel, Role::magnesium, Role::ketamine};
    constexpr std::array kGlyphs{Glyph::ring, Glyph::plus, Glyph::diamond};
    const std::size_t pore = state / kGates.size();
    const std::string words = locale.text(Sentence{
        "panel.lab.one_receptor"_key, {{"gate", kGates[state % kGates.size()]}, {"pore", kPore[pore]}, {"mv", Quantity{view.held_mv, 0}}}});
    const float u = look.unit_px;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_glyph(*ImGui::GetWindowDrawList(), kGlyphs[pore], {at.x + 0.5F * u, at.y + 0.5F * u}, 0.4F * u, as_u32(look.theme[kSigns[pore]]));
    ImGui::Indent(1.3F * u);
    paragraph(words.c_str(), look);
    ImGui::Unindent(1.3F * u);
    if (context.state.view.stage != StageName::receptor && button("to_receptor", locale.text("panel.lab.to_receptor"_key), look))
      context.out.push_back(command::SetStage{StageName::receptor});
  }

  void draw_curve(ClampView& view, const PanelContext& context, const UiLook& look) const {
    const Locale& locale = context.locale;
    const ClampCurve& curve = shown_->curve;
    const bool doses = curve.over == Clamp::drug_um;
    Graph graph;
    graph.log_x = doses;
    graph.x_words = locale.text(doses ? "panel.lab.curve_dose"_key : "panel.lab.curve_voltage"_key);
    graph.y_words = locale.text(doses ? (curve.peak ? "panel.lab.curve_peak_share"_key : "panel.lab.curve_end_share"_key)
                                      : (curve.peak ? "panel.lab.curve_peak"_key : "panel.lab.curve_end"_key));
    graph.cursor = doses ? shown_->knobs.drug_um : shown_->knobs.voltage_mv;
    graph.cursor_words = locale.number(*graph.cursor, decimals_of(*graph.cursor));
    graph.height = 9.0F;
    if (doses) graph.y_range = AxisRange{0.0, 1.0};
    constexpr std::array kColors{Role::channel, Role::magnesium, Role::therapy};
    constexpr std::array kMarks{Glyph::sphere, Glyph::plus, Glyph::triangle};
    std::size_t number = 0;
    for (const ClampCurve::Line& line : curve.lines) {
      const std::size_t kind = number % kColors.size();
      graph.lines.push_back({.name = locale.text(Sentence{line.control ? "panel.lab.curve_control"_key : "panel.lab.curve_line"_key,
                                                          {{"mm", Quantity{line.magnesium_mm, decimals_of(line.magnesium_mm)}}}}),
                             .x = line.x,
                             .y = line.y,
                             .color = look.theme[kColors[kind]],
                             .stroke = line.control ? Stroke::dashed : Stroke::solid,
                             .mark = kMarks[kind],
                             .decimals = doses ? 4 : 2});
      if (!line.control) ++number;
    }
    graph.stops = curve.lines.back().x;
    if (const auto taken = draw_graph("curve", graph, look)) (doses ? view.drug_um : view.voltage_mv) = *taken;
    mark_gesture(context.gesture);
  }

  // As the summary of `patch` has them.
  void draw_numbers(const PanelContext& context, const UiLook& look) const {
    const Locale& locale = context.locale;
    const PatchWindow& window = shown_->window();
    const auto number = [&](double value) { return value < 0.0 ? std::string("–") : six_digits(value, locale); };
    paragraph(locale
                  .text(Sentence{"panel.lab.clamp_numbers"_key,
                                 {{"window", window.name},
                                  {"peak", six_digits(window.peak_pa, locale)},
                                  {"end", six_digits(window.end_pa, locale)},
                                  {"decay", number(window.decay_ms)},
                                  {"peak_share", number(window.peak_of_control)},
                                  {"end_share", number(window.end_of_control)}}})
                  .c_str(),
              look);
    if (context.exports == nullptr) return;
    if (button("save_protocol", locale.text("panel.lab.save_protocol"_key), look))
      context.exports->made.push_back({shown_->name + ".toml", to_toml(shown_->protocol)});
  }

  std::shared_ptr<Recording> recording_, shown_;
};

}  // namespace

std::string six_digits(double value, const Locale& locale) {
  if (value == 0.0) return locale.number(0.0, 0);
  const int before = static_cast<int>(std::floor(std::log10(std::abs(value))));
  return locale.number(value, std::clamp(5 - before, 0, 9));
}

std::unique_ptr<LabTool> make_lab_clamp() { return std::make_unique<LabClamp>(); }

}  // namespace syn
