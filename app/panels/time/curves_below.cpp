#include "app/panels/time/curves_below.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "app/ui/look/clock.hpp"
#include "app/ui/widgets/badge.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"
#include "model/scenario/acting.hpp"
#include "model/words/describe.hpp"

namespace syn {
namespace {

std::string with_sign(double value, int decimals, const Locale& locale) {
  return (value > 0.0 ? "+" : "") + locale.number(value, decimals);
}

// Words in columns of one row; the first takes what the others leave, and is wrapped there.
class Row {
 public:
  explicit Row(const UiLook& look) : look_(look), top_(ImGui::GetCursorScreenPos()), right_(top_.x + ImGui::GetContentRegionAvail().x) {}
  // From the right end: `share` of the row's width.
  void right_word(const std::string& words, float share, Role role = Role::text) {
    const float width = ImGui::CalcTextSize(words.c_str()).x;
    ImGui::GetWindowDrawList()->AddText({right_ - width, top_.y}, as_u32(look_.theme[role]), words.c_str());
    right_ -= std::max(share * ImGui::GetContentRegionAvail().x, width + 0.6F * look_.unit_px);
  }
  void right_badge(BadgeGlyph sign) {
    const float u = look_.unit_px;
    draw_badge_glyph(*ImGui::GetWindowDrawList(), sign, {right_ - 0.6F * u, top_.y + 0.5F * u}, 0.42F * u, as_u32(look_.theme[Role::text]));
    right_ -= 1.8F * u;
  }
  void finish(const std::string& words, Role role = Role::text) {
    ImGui::PushStyleColor(ImGuiCol_Text, as_vec(look_.theme[role]));
    ImGui::TextUnformatted(wrapped(words, std::max(right_ - top_.x, 5.0F * look_.unit_px)).c_str());
    ImGui::PopStyleColor();
  }

 private:
  const UiLook& look_;
  ImVec2 top_;
  float right_;
};

bool number_field(const char* id, const char* words, double& value, int decimals, const UiLook& look) {
  const float u = look.unit_px;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  push_id(id);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(words);
  ImGui::SameLine(0.0F, 0.4F * u);
  ImGui::SetNextItemWidth(4.6F * u);
  const bool edited = ImGui::InputText("##typed", text.data(), text.size(), ImGuiInputTextFlags_AutoSelectAll);
  focus_stop(look, "typed");
  control_report::add_kind("field");
  ImGui::PopID();
  if (!edited) return false;
  const auto typed = parse_number(text.data());
  if (!typed || *typed == value) return false;
  value = *typed;
  return true;
}

// Two fields on one line where they fit.
bool pair_of_fields(const char* id, TextKey from_words, TextKey to_words, double& from, double& to, int decimals,
                    const CurvesBelow& below) {
  const float u = below.look.unit_px;
  const Locale& locale = below.context.locale;
  push_id(id);
  const float need = ImGui::CalcTextSize(locale.text(from_words)).x + ImGui::CalcTextSize(locale.text(to_words)).x + 11.5F * u;
  bool changed = number_field("from", locale.text(from_words), from, decimals, below.look);
  if (need < ImGui::GetContentRegionAvail().x) ImGui::SameLine(0.0F, u);
  changed = number_field("to", locale.text(to_words), to, decimals, below.look) || changed;
  ImGui::PopID();
  return changed;
}

TextKey help_topic_of(CurveTab tab) {
  constexpr std::array kKeys{"panel.curves.drug_is"_key, "panel.curves.circuit_is"_key, "panel.curves.cell_is"_key,
                             "panel.curves.symptoms_is"_key, "panel.curves.safety_is"_key};
  return kKeys[static_cast<std::size_t>(tab)];
}

// How many people the drug makes sleepy and so on at this moment, and what is known of repeated use, for which there is no curve.
void draw_safety(const CurvesBelow& below) {
  const Locale& locale = below.context.locale;
  const Hours now{below.context.state.playhead.time_h};
  const auto of_100 = [&](Column share) { return Quantity{100.0 * below.context.run.trajectory.at(share, now), 1}; };
  const std::string shares = locale.text({"panel.curves.safety_now"_key,
                                          {{"sedated", of_100(Column::sedated_fraction)},
                                           {"unconscious", of_100(Column::unconscious_fraction)},
                                           {"steep", of_100(Column::steep_rise_fraction)}}});
  ImGui::TextUnformatted(wrapped(shares, ImGui::GetContentRegionAvail().x).c_str());
  paragraph(locale.text(help_topic_of(below.tab)), below.look);
  const HelpTopic about("repeated_use");
  for (const TextKey key : kRepeatedUse) paragraph(locale.text(key), below.look);
}

}  // namespace

TextKey title_of(CurvesSection section) {
  constexpr std::array kKeys{"panel.curves.about"_key, "panel.curves.compare"_key, "panel.curves.peaks"_key, "panel.curves.axes"_key,
                             "panel.curves.save"_key};
  return kKeys[static_cast<std::size_t>(section)];
}

void draw_help_topic(const CurvesBelow& below, bool& show_published) {
  const PanelContext& context = below.context;
  const Locale& locale = context.locale;
  const float width = ImGui::GetContentRegionAvail().x;
  if (below.tab == CurveTab::symptoms) {
    const Hours now{context.state.playhead.time_h};
    const bool people = !below.view.run.trajectory.runs().empty();
    std::string rates = locale.text(people ? "panel.curves.rates"_key : "panel.curves.people_follow"_key);
    if (people) {
      for (const Sentence& sentence : outcome_sentences(context.run, now)) rates += " " + locale.text(sentence);
    }
    ImGui::TextUnformatted(wrapped(rates, width).c_str());
    if (below.fitting.empty()) {
      if (below.elsewhere.empty()) paragraph(locale.text("panel.curves.no_points"_key), below.look);
    } else {
      toggle("published", locale.text("panel.curves.points"_key), show_published, below.look);
      if (show_published) {
        paragraph(locale.text("panel.curves.points_are"_key), below.look);
        for (const PublishedScore& score : below.fitting) paragraph(words_of(score, context.parameters, locale).c_str(), below.look);
      }
    }
  }
  if (!below.elsewhere.empty()) {
    std::string trials;
    for (const PublishedScore& score : below.elsewhere) {
      const std::string one = locale.text({"panel.curves.elsewhere"_key,
                                           {{"trial", short_words(score, locale)},
                                            {"factor", Quantity{score.arm_scenario.setting.trial_factor, 2}},
                                            {"expectancy", Quantity{score.arm_scenario.setting.expectancy.value_or(0.0), 2}}}});
      if (trials.find(one) == std::string::npos) trials += (trials.empty() ? "" : "; ") + one;
    }
    paragraph(locale
                  .text({"panel.curves.elsewhere_are"_key,
                         {{"trials", trials},
                          {"factor", Quantity{context.state.scenario.setting.trial_factor, 2}},
                          {"expectancy", Quantity{expectancy_of(context.state.scenario, context.parameters), 2}}}})
                  .c_str(),
              below.look);
  }
  if (below.tab == CurveTab::safety) {
    draw_safety(below);
  } else {
    const TextKey scale = named_key<"condition.", ".scale">(context.state.scenario.condition);
    paragraph(locale.text({help_topic_of(below.tab), {{"scale", scale}}}).c_str(), below.look);
  }
  paragraph(locale.text("panel.curves.hand"_key), below.look);
}

void draw_compare(const CurvesBelow& below, double time_h) {
  const PanelContext& context = below.context;
  const Locale& locale = context.locale;
  const UiLook& look = below.look;
  if (context.pinned == nullptr) {
    paragraph(locale.text("panel.curves.pin_is"_key), look);
    if (button("pin", locale.text("panel.curves.pin"_key), look)) context.out.push_back(command::SetPin{});
    return;
  }
  paragraph(
      locale.text({"panel.curves.compared"_key, {{"title", context.pinned->scenario().title}, {"moment", moment_text(time_h, locale)}}})
          .c_str(),
      look);
  Row head(look);
  for (const char* word : {locale.text("panel.curves.difference"_key), "B", "A"}) head.right_word(word, 0.21F, Role::muted);
  head.finish(" ");
  for (const CurveDifference& row : differences(below.tab, context.run.trajectory, *context.pinned, time_h)) {
    const TabCurve& curve = *row.curve;
    const auto number = [&](const std::optional<double>& value) {
      return value ? locale.number(*value, curve.decimals) : std::string("\u2013");
    };
    Row line(look);
    line.right_word(row.a && row.b ? with_sign(*row.b - *row.a, curve.decimals, locale) : "\u2013", 0.21F);
    line.right_word(number(row.b), 0.21F);
    line.right_word(number(row.a), 0.21F);
    std::string name = locale.text(curve.name);
    if (*curve.unit != '\0') name += std::string(", ") + curve.unit;
    line.finish(name);
    const std::string largest =
        locale.text({"panel.curves.largest"_key,
                     {{"difference", with_sign(row.largest, curve.decimals, locale)}, {"moment", moment_text(row.largest_at_h, locale)}}});
    paragraph(largest.c_str(), look);
  }
  if (button("unpin", locale.text("panel.curves.unpin"_key), look)) context.out.push_back(command::ClearPin{});
}

void draw_peaks(const CurvesBelow& below) {
  const Locale& locale = below.context.locale;
  const UiLook& look = below.look;
  for (const Peak& peak : peaks_of(below.context.run.trajectory)) {
    Row row(look);
    row.right_badge(peak.evidence);
    if (peak.flat) {
      row.right_word(locale.text("panel.curves.flat"_key), 0.3F, Role::muted);
    } else {
      std::string value = peak.trough ? with_sign(peak.value, peak.decimals, locale) : locale.number(peak.value, peak.decimals);
      if (*peak.unit != '\0') value += std::string("\u00A0") + peak.unit;
      row.right_word(value, 0.24F);
      row.right_word(moment_text(peak.time_h, locale), 0.3F);
    }
    row.finish(locale.text(peak.name));
  }
  paragraph(locale.text("panel.curves.peaks_are"_key), look);
  for (const BadgeGlyph sign : {BadgeGlyph::people, BadgeGlyph::animals, BadgeGlyph::our_model}) {
    Row row(look);
    row.right_badge(sign);
    row.finish(locale.text(word_of(sign)), Role::muted);
  }
}

void draw_axes(const CurvesBelow& below, CurvesAxes& axes, TimePage page, AxisRange values) {
  const Locale& locale = below.context.locale;
  const Trajectory& run = below.context.run.trajectory;
  if (pair_of_fields("time", "panel.curves.time_from"_key, "panel.curves.to"_key, page.low_h, page.high_h, 2, below)) {
    page.low_h = std::max(page.low_h, run.start().value);
    page.high_h = std::min(page.high_h, run.end().value);
    if (page.low_h < page.high_h) axes.page = page;
  }
  if (pair_of_fields("values", "panel.curves.value_from"_key, "panel.curves.to"_key, values.low, values.high, 2, below) &&
      values.low < values.high)
    axes.values = values;
  if (toggle("log", locale.text("panel.curves.log_time"_key), axes.log_time, below.look)) axes.page.reset();
  if (button("reset", locale.text("panel.curves.reset"_key), below.look, axes.page || axes.values || axes.log_time)) axes = {};
  paragraph(locale.text("panel.curves.axes_are"_key), below.look);
}

std::string curves_svg(CurveTab tab, const CurveView& view, const Parameters& parameters, const Locale& locale, const Theme& theme,
                       std::string_view version, double width, double height) {
  const Scenario& scenario = view.run.scenario();
  FigurePage page{
      .title = scenario.title_in(locale.name()) + " \u00B7 " + locale.text(title_of(tab)), .footer = {}, .width = width, .height = height};
  if (view.pinned != nullptr)
    page.footer.push_back(std::string(locale.text("panel.curves.ghost"_key)) + ": " + view.pinned->scenario().title);
  if (!view.published.empty() && tab == CurveTab::symptoms) page.footer.push_back(locale.text("panel.curves.points_are"_key));
  if (!view.published.empty() && tab == CurveTab::symptoms) {
    for (const PublishedScore& score : view.published) page.footer.push_back(words_of(score, parameters, locale));
  }
  page.footer.push_back(locale.text("shell.teaching_line"_key));
  page.footer.push_back(
      locale.text({"panel.curves.origin"_key,
                   {{"version", std::string(version)}, {"seed", std::to_string(scenario.seed)}, {"hash", view.run.parameters.hash()}}}));
  const std::vector<Figure> figures = make_figures(tab, view, locale, theme);
  return figure_svg(figures, page, theme, locale);
}

void draw_save(const CurvesBelow& below) {
  const PanelContext& context = below.context;
  const Locale& locale = context.locale;
  const bool open = context.exports != nullptr;
  const Scenario& scenario = context.run.trajectory.scenario();
  const std::string name = "synaptoscope-" + std::string(name_of(below.tab)) + "-seed" + std::to_string(scenario.seed);
  if (button("csv", locale.text("panel.curves.save_csv"_key), below.look, open))
    context.exports->made.push_back({name + ".csv", curves_csv(below.tab, below.view, context.exports->version)});
  if (button("svg", locale.text("panel.curves.save_svg"_key), below.look, open))
    context.exports->made.push_back(
        {name + ".svg", curves_svg(below.tab, below.view, context.parameters, locale, context.theme, context.exports->version)});
  paragraph(locale.text("panel.curves.save_is"_key), below.look);
}

}  // namespace syn
