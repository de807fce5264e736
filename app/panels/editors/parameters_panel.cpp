// Every number of the model: a list to type into and to walk through, and the one that is chosen with what it is, where
// it comes from, and how far it may be changed.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "app/explain/source_card.hpp"
#include "app/panels/common/changes.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/ui/look/glossary.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/text_block.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

// How many lines of the list are seen at once: a share of the panel, so that the chosen one is seen below it.
constexpr float kFewestRows = 4.0F, kMaxRows = 12.0F, kListShare = 0.4F;

// What a number is called in the reader's language; its key where it has no name yet.
const std::string& name_of(const Parameter& parameter, const Locale& locale) {
  const std::string& name = parameter.name.in(locale.name());
  return name.empty() ? parameter.key : name;
}

// A name may go on below behind its spaces and hyphens, a key behind its points and underscores: no part of it is cut.
std::string wrapped_name(std::string_view key, float width_px) {
  std::string out, line;
  std::size_t at = 0;
  while (at < key.size()) {
    const std::size_t end = std::min(key.find_first_of("._- ", at), key.size() - 1) + 1;
    const std::string piece(key.substr(at, end - at));
    if (!line.empty() && ImGui::CalcTextSize((line + piece).c_str()).x > width_px) {
      out += line + "\n";
      line.clear();
    }
    for (const char c : piece) {  // a part that is wider than a line goes on below wherever it must
      const bool begins_letter = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      if (!line.empty() && begins_letter && ImGui::CalcTextSize((line + c).c_str()).x > width_px) {
        out += line + "\n";
        line.clear();
      }
      line += c;
    }
    at = end;
  }
  return out + line;
}

// A step of the slider: a hundredth of the range, as 1, 2 or 5 times a power of ten.
double step_of(Range range) {
  const double hundredth = (range.high - range.low) / 100.0;
  const double power = std::pow(10.0, std::floor(std::log10(hundredth)));
  const double share = hundredth / power;
  return (share < 1.5 ? 1.0 : share < 3.5 ? 2.0 : share < 7.5 ? 5.0 : 10.0) * power;
}

bool is_fixed(const Parameter& parameter) { return parameter.key.starts_with("scenario.") || parameter.range.low >= parameter.range.high; }

TextKey word_of(Evidence kind) {
  constexpr std::array kWords{"panel.parameters.kind.published"_key, "panel.parameters.kind.fitted"_key,
                              "panel.parameters.kind.hypothesis"_key};
  return kWords[static_cast<std::size_t>(kind)];
}

class ParametersPanel : public Panel {
 public:
  PanelName name() const override { return PanelName::parameters; }
  TextKey title() const override { return "panel.parameters.title"_key; }
  TextKey tab() const override { return "shell.parameters_tab"_key; }

  void draw(const PanelContext& context) override {
    const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
    const auto& changed = context.state.scenario.parameters;
    const Parameter* before = context.parameters.find(chosen_);
    const HelpTopic about(thing_of(chosen_, context), before != nullptr ? before->source : std::string());
    changes_.begin(context);
    if (reset_all_row(static_cast<int>(changed.size()), context, look)) changes_.offer_as_one(context, {command::ResetParameters{}});
    changes_.draw_refused(context, look);
    text_input("search", context.locale.text("panel.parameters.search"_key), query_, look);
    const std::array which{context.locale.text("panel.parameters.all"_key), context.locale.text("panel.parameters.changed"_key)};
    choice("which", which, which_, look);
    find(context);
    const std::string found = context.locale.text({"panel.parameters.found"_key,
                                                   {{"shown", Quantity{static_cast<double>(shown_.size()), 0}},
                                                    {"count", Quantity{static_cast<double>(context.parameters.all().size()), 0}}}});
    paragraph(found.c_str(), look);
    draw_list(context, look);
    if (const Parameter* parameter = context.parameters.find(chosen_)) draw_chosen(*parameter, context, look);
  }

 private:
  // What of the inspector rests on this number; most numbers are just one of the model's.
  static std::string_view thing_of(const std::string& key, const PanelContext& context) {
    if (context.lookup != nullptr) {
      for (const Thing& thing : context.lookup->things()) {
        if (std::find(thing.parameters.begin(), thing.parameters.end(), key) != thing.parameters.end()) return thing.id;
      }
    }
    return "model_number";
  }
  static double value_now(const Parameter& parameter, const PanelContext& context) {
    const auto found = context.state.scenario.parameters.find(parameter.key);
    return found == context.state.scenario.parameters.end() ? parameter.value : found->second;
  }
  static bool is_changed(const Parameter& parameter, const PanelContext& context) {
    return context.state.scenario.parameters.contains(parameter.key);
  }

  // Every word of the query has to stand somewhere: in the name or note in either language, the key, the unit, the kind,
  // the source.
  void find(const PanelContext& context) {
    const auto& changes = context.state.scenario.parameters;
    const std::string asked = query_ + '\n' + std::to_string(which_) + context.locale.name();
    if (asked == asked_ && changes == asked_with_ && !shown_.empty()) return;
    asked_ = asked;
    asked_with_ = changes;
    measured_for_ = {};
    shown_.clear();
    const std::string query = folded(query_);
    for (const auto& [key, parameter] : context.parameters.all()) {
      if (which_ == 1 && !is_changed(parameter, context)) continue;
      if (!query.empty() && !matches(parameter, query, context)) continue;
      shown_.push_back(&parameter);
    }
    // What is called by the very words comes first.
    if (!query.empty()) {
      std::stable_partition(shown_.begin(), shown_.end(), [&](const Parameter* p) {
        return folded(p->name.en).starts_with(query) || folded(p->name.sv).starts_with(query) || p->key == query;
      });
    }
    if (shown_.empty()) return;
    const bool there = std::any_of(shown_.begin(), shown_.end(), [&](const Parameter* p) { return p->key == chosen_; });
    if (!there) choose(0);
  }
  static bool matches(const Parameter& parameter, const std::string& query, const PanelContext& context) {
    constexpr std::array kKinds{"published", "fitted", "hypothesis"};
    const std::string text =
        folded(parameter.name.en + ' ' + parameter.name.sv + ' ' + parameter.key + ' ' + unit_words(parameter.unit, context.locale) + ' ' +
               kKinds[static_cast<std::size_t>(parameter.kind)] + ' ' + context.locale.text(word_of(parameter.kind)) + ' ' +
               parameter.source + ' ' + parameter.note + ' ' + parameter.note_words.sv);
    std::size_t at = 0;
    while (at < query.size()) {
      const std::size_t end = std::min(query.find(' ', at), query.size());
      if (end > at && text.find(query.substr(at, end - at)) == std::string::npos) return false;
      at = end + 1;
    }
    return true;
  }

  void choose(std::size_t index) {
    chosen_ = shown_[index]->key;
    bring_into_view_ = true;
  }

  struct Row {
    std::string name, value;
    bool beside = true;  // the value stands on the name's line
    float height = 0.0F;
  };
  Row row_of(const Parameter& parameter, float width, const PanelContext& context, const UiLook& look) const {
    const float u = look.unit_px;
    const double now = value_now(parameter, context);
    Row row;
    row.value = context.locale.number(now, decimals_of(now));
    if (const std::string unit = unit_words(parameter.unit, context.locale); !unit.empty()) row.value += "\u00A0" + unit;
    const float value_px = ImGui::CalcTextSize(row.value.c_str()).x;
    row.name = wrapped_name(name_of(parameter, context.locale), width);
    // The value ends the name's last line where it fits there.
    const std::size_t last = row.name.rfind('\n');
    const char* last_line = row.name.c_str() + (last == std::string::npos ? 0 : last + 1);
    row.beside = ImGui::CalcTextSize(last_line).x + value_px + u <= width;
    row.height = ImGui::CalcTextSize(row.name.c_str()).y + (row.beside ? 0.0F : u) + 0.5F * u;
    return row;
  }

  // One stop of the Tab order, whatever the number of rows: the arrows walk through it. Only what is seen is drawn.
  void draw_list(const PanelContext& context, const UiLook& look) {
    const float u = look.unit_px;
    const float row = 1.5F * u;
    const float height = std::clamp(kListShare * ImGui::GetWindowHeight(), kFewestRows * row, kMaxRows * row);
    ImGui::BeginChild("list", {0.0F, height}, true);
    const float width = ImGui::GetContentRegionAvail().x;
    const float mark = 1.1F * u;  // before the name: whether it is changed
    measure(width - mark - 0.4F * u, context, look);
    const float scroll = ImGui::GetScrollY();
    const ImVec2 top = ImGui::GetCursorScreenPos();  // of the first row, scrolled
    const float seen_height = std::max(ImGui::GetWindowHeight() - 2.0F * ImGui::GetStyle().WindowPadding.y, u);
    ImGui::SetCursorScreenPos({top.x, top.y + scroll});
    const bool pressed = ImGui::InvisibleButton("rows", {width, seen_height});
    take_keys(seen_height);
    if (pressed && ImGui::IsItemHovered()) {
      const float y = ImGui::GetIO().MousePos.y - top.y;
      const auto below = std::upper_bound(tops_.begin(), tops_.end(), y);
      if (below != tops_.begin() && below != tops_.end()) choose(static_cast<std::size_t>(below - tops_.begin()) - 1);
      bring_into_view_ = false;  // it is where the mouse is
    }
    focus_stop(look, "rows");
    draw_rows(top, width, mark, context, look);
    ImGui::SetCursorScreenPos(top);
    ImGui::Dummy({1.0F, std::max(tops_.back(), seen_height)});
    if (bring_into_view_) scroll_to_chosen(scroll, seen_height);
    ImGui::EndChild();
  }

  void measure(float width, const PanelContext& context, const UiLook& look) {
    if (measured_for_.x == width && measured_for_.y == look.unit_px) return;
    measured_for_ = {width, look.unit_px};
    tops_.assign(1, 0.0F);
    for (const Parameter* parameter : shown_) tops_.push_back(tops_.back() + row_of(*parameter, width, context, look).height);
  }

  std::size_t place() const {
    const auto found = std::find_if(shown_.begin(), shown_.end(), [&](const Parameter* p) { return p->key == chosen_; });
    return static_cast<std::size_t>(found - shown_.begin());
  }

  void take_keys(float seen_height) {
    if (!item_has_keys() || shown_.empty()) return;
    int move = take_vertical_arrows();
    take_page_keys();
    const int page = std::max(1, static_cast<int>(seen_height / std::max(1.0F, tops_.back() / static_cast<float>(shown_.size()))) - 1);
    if (key_pressed(ImGuiKey_PageDown)) move = page;
    if (key_pressed(ImGuiKey_PageUp)) move = -page;
    const int last = static_cast<int>(shown_.size()) - 1;
    int next = std::clamp(static_cast<int>(place()) + move, 0, last);
    if (key_pressed(ImGuiKey_Home)) next = 0;
    if (key_pressed(ImGuiKey_End)) next = last;
    if (next != static_cast<int>(place())) choose(static_cast<std::size_t>(next));
  }

  void draw_rows(ImVec2 top, float width, float mark, const PanelContext& context, const UiLook& look) const {
    const float u = look.unit_px;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float from = draw.GetClipRectMin().y - top.y;
    const float until = draw.GetClipRectMax().y - top.y;
    const auto first = std::upper_bound(tops_.begin(), tops_.end(), from);
    std::size_t i = first == tops_.begin() ? 0 : static_cast<std::size_t>(first - tops_.begin()) - 1;
    for (; i < shown_.size() && tops_[i] < until; ++i) {
      const Parameter& parameter = *shown_[i];
      const Row row = row_of(parameter, width - mark - 0.4F * u, context, look);
      const ImVec2 at{top.x, std::round(top.y + tops_[i])};
      const bool changed = is_changed(parameter, context);
      if (parameter.key == chosen_) {
        draw.AddRectFilled(at, {at.x + width, at.y + row.height}, as_u32(mix(look.theme[Role::panel], look.theme[Role::control], 0.38F)),
                           0.25F * u);
      }
      // A changed one has a disc before it, so that it is not told by colour alone.
      if (changed) draw.AddCircleFilled({at.x + 0.55F * u, at.y + 0.75F * u}, 0.25F * u, as_u32(look.theme[Role::text]));
      draw.AddText({at.x + mark, at.y + 0.25F * u}, as_u32(look.theme[Role::text]), row.name.c_str());
      const ImVec2 value = ImGui::CalcTextSize(row.value.c_str());
      const float y = at.y + row.height - 0.25F * u - value.y;
      draw.AddText({std::round(at.x + width - value.x - 0.4F * u), y},
                   as_u32(look.theme[changed || parameter.key == chosen_ ? Role::text : Role::muted]), row.value.c_str());
    }
  }

  void scroll_to_chosen(float scroll, float seen_height) {
    bring_into_view_ = false;
    const std::size_t at = place();
    if (at >= shown_.size()) return;
    if (tops_[at] < scroll) ImGui::SetScrollY(tops_[at]);
    if (tops_[at + 1] > scroll + seen_height) ImGui::SetScrollY(tops_[at + 1] - seen_height);
  }

  void draw_chosen(const Parameter& parameter, const PanelContext& context, const UiLook& look) {
    const Locale& locale = context.locale;
    if (look.bold != nullptr) ImGui::PushFont(look.bold);
    ImGui::TextUnformatted(wrapped_name(name_of(parameter, locale), ImGui::GetContentRegionAvail().x).c_str());
    if (look.bold != nullptr) ImGui::PopFont();
    paragraph(wrapped_name(parameter.key, ImGui::GetContentRegionAvail().x).c_str(), look);
    const std::string unit = unit_words(parameter.unit, context.locale);
    push_id(parameter.key.c_str());  // what was typed for one belongs to no other
    if (is_fixed(parameter)) {
      paragraph(locale.text(parameter.key.starts_with("scenario.") ? "panel.parameters.fixed_scenario"_key : "panel.parameters.fixed"_key),
                look);
    } else {
      edit(parameter, context, look);
    }
    ImGui::PopID();
    line("panel.parameters.range"_key, range_text(parameter.range, unit.c_str(), locale), context, look);
    line("panel.parameters.usual"_key, locale.number(parameter.value, decimals_of(parameter.value)) + " " + unit, context, look);
    line("panel.parameters.kind.name"_key, locale.text(word_of(parameter.kind)), context, look);
    if (!parameter.note.empty()) line("panel.parameters.note"_key, parameter.note_words.in(locale.name()), context, look);
    if (const Source* source = context.parameters.source(parameter.source)) {
      heading(locale.text("panel.parameters.source"_key), look);
      text_block("source", source_lines(*source, locale), BlockMark::rule, look);
    }
  }

  void edit(const Parameter& parameter, const PanelContext& context, const UiLook& look) {
    const double now = value_now(parameter, context);
    const double step = step_of(parameter.range);
    const Field field{.name = parameter.key, .range = parameter.range, .unit = parameter.unit, .decimals = decimals_of(now)};
    const NumberAnswer answer = number_row({.id = "chosen",
                                            .words = "panel.parameters.value"_key,
                                            .field = field,
                                            .value = now,
                                            .standard = parameter.value,
                                            .step = step,
                                            .leap = 10.0 * step,
                                            .changed = is_changed(parameter, context)},
                                           context, look);
    if (answer.reset) {
      changes_.offer(context, {command::ResetParameter{parameter.key}});
    } else if (answer.value) {
      changes_.offer(context, {command::SetParameter{parameter.key, *answer.value}});
    }
  }

  static void line(TextKey name, const std::string& words, const PanelContext& context, const UiLook& look) {
    paragraph(context.locale.text({name, {{"words", words}}}).c_str(), look);
  }

  std::string query_;
  int which_ = 0;       // 0 = all, 1 = the changed ones
  std::string chosen_;  // key
  bool bring_into_view_ = false;
  std::vector<const Parameter*> shown_;
  std::vector<float> tops_;  // of the rows, and the end of the last
  // What they were found and measured for: hundreds of rows are not measured anew in every frame.
  std::string asked_;
  std::map<std::string, double> asked_with_;
  ImVec2 measured_for_{};
  Changes changes_;
};

}  // namespace

std::unique_ptr<Panel> make_parameters_panel() { return std::make_unique<ParametersPanel>(); }

}  // namespace syn
