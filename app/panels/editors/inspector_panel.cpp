// The inspector: what is pointed at in the picture, in a name, a sentence and a value of the model with its sources; the
// glossary; and all sources with what rests on them and what contradicts them.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "app/explain/inputs.hpp"
#include "app/explain/source_card.hpp"
#include "app/panels/common/changes.hpp"
#include "app/panels/common/panel.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/text_block.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

TextKey key(const std::string& id) { return TextKey::unchecked(id); }

std::string filled(const PanelContext& c, TextKey sentence, const char* name, const std::string& text) {
  return c.locale.text(Sentence{sentence, {{name, text}}});
}

// Begins with a capital: some sentences also stand behind a colon.
std::string as_sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

void gap(float units, const UiLook& look) { ImGui::Dummy({1.0F, units * look.unit_px}); }

class InspectorPanel : public Panel {
 public:
  PanelName name() const override { return PanelName::inspector; }
  TextKey title() const override { return "lookup.title"_key; }
  TextKey tab() const override { return "lookup.tab"_key; }

  void draw(const PanelContext& context) override {
    const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
    if (context.lookup == nullptr) return;
    follow(context);
    const std::array pages{context.locale.text("lookup.thing"_key), context.locale.text("lookup.glossary"_key),
                           context.locale.text("lookup.sources"_key)};
    const LookedUp& now = context.state.view.looked_up;
    int page = static_cast<int>(now.page);
    if (choice("page", pages, page, look)) turn(context, static_cast<LookupPage>(page));
    gap(0.2F, look);
    switch (now.page) {
      case LookupPage::thing: draw_thing(context, look); break;
      case LookupPage::glossary: draw_glossary(context, look); break;
      case LookupPage::sources: draw_sources(context, look); break;
    }
  }

 private:
  // The thing that is looked up; with none, and at a new scale, the first that the picture shows.
  void follow(const PanelContext& c) {
    const std::string_view place = place_of(c.state.view.scale_step());
    const Thing* asked = c.lookup->find(c.state.view.looked_up.thing);
    if (asked == nullptr && (c.lookup->find(thing_) == nullptr || place_ != place)) {
      const std::vector<const Thing*> here = in_picture(c);
      if (!here.empty()) asked = here.front();
    }
    place_ = place;
    if (asked != nullptr && asked->id != thing_) {
      thing_ = asked->id;
      wanted_source_.clear();
    }
    if (c.in_view == nullptr || !c.in_view->asked_source) return;
    wanted_source_ = *std::exchange(c.in_view->asked_source, {});
    if (asked != nullptr) open_at(c, *asked);
  }

  // The glossary at the thing's own word, the sources from the top: its own come first.
  void open_at(const PanelContext& c, const Thing& thing) {
    const LookupPage page = c.state.view.looked_up.page;
    ImGui::SetScrollY(0.0F);
    if (page == LookupPage::sources) source_search_.fill('\0');
    const GlossaryEntry* entry =
        page == LookupPage::glossary && !thing.terms.empty() ? c.lookup->glossary().find(thing.terms.front()) : nullptr;
    if (entry != nullptr) set(term_search_, entry->term(c.locale));
  }

  static void show(const PanelContext& c, const Thing& thing) { c.out.push_back(command::LookUp{{LookupPage::thing, thing.id}}); }
  void turn(const PanelContext& c, LookupPage page) const { c.out.push_back(command::LookUp{{page, thing_}}); }

  // What stands over the picture, from top to bottom; without a picture, the things of the scale.
  std::vector<const Thing*> in_picture(const PanelContext& c) const {
    std::vector<const Thing*> found;
    if (c.in_view != nullptr) {
      for (const std::string_view label : c.in_view->labels) {
        const Thing* thing = c.lookup->of_label(label);
        if (thing != nullptr && std::find(found.begin(), found.end(), thing) == found.end()) found.push_back(thing);
      }
    }
    if (!found.empty()) return found;
    for (const Thing& thing : c.lookup->things()) {
      if (thing.place == place_of(c.state.view.scale_step())) found.push_back(&thing);
    }
    return found;
  }

  // In the order in which one leafs through them: the picture's, then all others as the file has them.
  std::vector<const Thing*> all_things(const PanelContext& c) const {
    std::vector<const Thing*> all = in_picture(c);
    for (const Thing& thing : c.lookup->things()) {
      if (std::find(all.begin(), all.end(), &thing) == all.end()) all.push_back(&thing);
    }
    return all;
  }

  void draw_thing(const PanelContext& c, const UiLook& look) {
    const std::vector<const Thing*> all = all_things(c);
    const Thing* thing = c.lookup->find(thing_);
    if (thing == nullptr) {
      paragraph(c.locale.text("lookup.none"_key), look);
      return;
    }
    const auto count = static_cast<int>(all.size());
    const auto at = static_cast<int>(std::find(all.begin(), all.end(), thing) - all.begin());
    const auto leaf = [&](int by) { show(c, *all[static_cast<std::size_t>((at + by + count) % count)]); };
    if (icon_button("before", Icon::step_back, c.locale.text("lookup.previous"_key), look)) leaf(-1);
    ImGui::SameLine();
    if (icon_button("after", Icon::step_on, c.locale.text("lookup.next"_key), look)) leaf(1);
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    const std::string position = c.locale.text(Sentence{"lookup.position"_key,
                                                        {{"number", Quantity{at + 1.0, 0}},
                                                         {"count", Quantity{static_cast<double>(count), 0}},
                                                         {"place", key("lookup.place." + thing->place)}}});
    ImGui::TextUnformatted(wrapped(position, ImGui::GetContentRegionAvail().x).c_str());

    push_id(thing->id.c_str());
    gap(0.1F, look);
    title(c.locale.text(key(thing->name_key)), look);
    text_block("sentence", as_sentence(c.locale.text(key(thing->text_key))), BlockMark::none, look);
    draw_value(c, look, *thing);
    notice(thing->badge, c.locale.text(explanation_of(thing->badge)), look);
    draw_numbers(c, look, *thing);
    title(c.locale.text("lookup.behind"_key), look);
    for (const std::string& source : thing->sources) source_card(c, look, source, BlockMark::rule);
    if (!thing->against.empty()) {
      title(c.locale.text("lookup.against"_key), look);
      for (const std::string& source : thing->against) source_card(c, look, source, BlockMark::against);
    }
    title(c.locale.text("lookup.words"_key), look);
    for (const std::string& term : thing->terms) {
      const GlossaryEntry* entry = c.lookup->glossary().find(term);
      if (entry != nullptr) glossary_row(c, look, *entry);
    }
    ImGui::PopID();
    title(c.locale.text("lookup.list"_key), look);
    search_field(c, look, thing_search_);
    push_id("list");
    for (const Thing* other : all) {
      if (other != thing && holds(c, *other, thing_search_.data())) thing_row(c, look, *other);
    }
    ImGui::PopID();
  }

  static void title(const char* text, const UiLook& look) {
    gap(0.25F, look);
    if (look.bold != nullptr) ImGui::PushFont(look.bold);
    ImGui::TextUnformatted(wrapped(text, ImGui::GetContentRegionAvail().x).c_str());
    if (look.bold != nullptr) ImGui::PopFont();
  }

  static bool holds(const PanelContext& c, const Thing& thing, const char* words) {
    const std::string wanted = folded(words);
    return folded(c.locale.text(key(thing.name_key))).find(wanted) != std::string::npos ||
           folded(c.locale.text(key(thing.text_key))).find(wanted) != std::string::npos;
  }

  static std::string input_words(const Input& input, const Locale& locale) {
    const auto text = [&](double value, int decimals) { return locale.number(value, decimals); };
    const std::string unit = input.unit.empty() ? std::string() : " " + unit_words(input.unit, locale);
    return locale.text(Sentence{"lookup.set"_key,
                                {{"value", text(input.value, input.decimals) + unit},
                                 {"low", text(input.range.low, decimals_of(input.range.low))},
                                 {"high", text(input.range.high, decimals_of(input.range.high))}}});
  }

  static void draw_value(const PanelContext& c, const UiLook& look, const Thing& thing) {
    const Hours now{c.state.playhead.time_h};
    std::vector<TextLine> lines;
    const auto* column = thing.value ? std::get_if<Column>(&*thing.value) : nullptr;
    const bool of_symptoms = column != nullptr && *column >= Column::symptom_mean && *column <= Column::remission_fraction;
    const std::optional<Input> input = thing.input.empty() ? std::nullopt : input_of(thing.input, c.state, c.parameters);
    if (input) lines.push_back({input_words(*input, c.locale), Role::text, 0.2F});
    if (!thing.value) {
      if (!input) lines.push_back({c.locale.text("lookup.no_value"_key), Role::muted, 0.2F});
    } else if (of_symptoms && c.run.trajectory.scenario().patient.stress == Stress::none) {
      lines.push_back({c.locale.text("lookup.hidden"_key), Role::muted, 0.2F});
    } else {
      lines.push_back({filled(c, "lookup.now"_key, "value", words_of(thing, value_at(c.run.trajectory, *thing.value, now), c.locale)),
                       Role::text, 0.2F});
      const auto span = [&](TextKey sentence, double low, double high) {
        return c.locale.text(Sentence{
            sentence, {{"low", Quantity{low * thing.wording->scale, thing.wording->decimals}}, {"high", words_of(thing, high, c.locale)}}});
      };
      if (thing.low && thing.high) {
        lines.push_back({span("lookup.band"_key, value_at(c.run.trajectory, *thing.low, now), value_at(c.run.trajectory, *thing.high, now)),
                         Role::text, 0.0F});
      }
      const auto values = values_of(c.run.trajectory, *thing.value);
      const auto [low, high] = std::minmax_element(values.begin(), values.end());
      lines.push_back({span("lookup.run"_key, *low, *high), Role::muted, 0.0F});
    }
    text_block("value", lines, BlockMark::none, look);
  }

  static void draw_numbers(const PanelContext& c, const UiLook& look, const Thing& thing) {
    if (thing.parameters.empty()) return;
    title(c.locale.text("lookup.numbers"_key), look);
    constexpr std::array kKinds{"lookup.kind.published"_key, "lookup.kind.fitted"_key, "lookup.kind.hypothesis"_key};
    for (const std::string& name : thing.parameters) {
      const Parameter* number = c.parameters.find(name);
      if (number == nullptr) continue;
      const auto text = [&](double value) { return c.locale.number(value, decimals_of(value)); };
      const std::string unit = unit_words(number->unit, c.locale);
      const std::string value = c.locale.text(Sentence{"lookup.number"_key,
                                                       {{"value", text(number->value) + (unit.empty() ? "" : "\u00A0" + unit)},
                                                        {"low", text(number->range.low)},
                                                        {"high", text(number->range.high)},
                                                        {"kind", kKinds[static_cast<std::size_t>(number->kind)]}}});
      const std::string& words = number->name.in(c.locale.name());
      const std::array lines{TextLine{words.empty() ? name : words, Role::text, 0.0F}, TextLine{value, Role::text, 0.0F},
                             TextLine{name, Role::muted, 0.0F}};
      text_block(name.c_str(), lines, BlockMark::none, look);
    }
  }

  // Who, how many, design, result, limit, how it was read. Chosen: the page of sources opens at it.
  void source_card(const PanelContext& c, const UiLook& look, const std::string& name, BlockMark mark) {
    const Source* source = c.parameters.source(name);
    if (source == nullptr) return;
    push_id(mark == BlockMark::against ? "against" : "for");
    if (text_block(name.c_str(), card_lines(c, *source), mark, look)) {
      turn(c, LookupPage::sources);
      wanted_source_ = name;
    }
    ImGui::PopID();
    gap(0.15F, look);
  }

  static std::vector<TextLine> card_lines(const PanelContext& c, const Source& source) { return source_lines(source, c.locale); }

  void glossary_row(const PanelContext& c, const UiLook& look, const GlossaryEntry& entry) {
    const std::array lines{TextLine{entry.term(c.locale) + ": " + entry.plain(c.locale)}};
    if (text_block(entry.id().c_str(), lines, BlockMark::row, look)) {
      turn(c, LookupPage::glossary);
      set(term_search_, entry.term(c.locale));
    }
  }

  void thing_row(const PanelContext& c, const UiLook& look, const Thing& thing) {
    const std::string words = std::string(c.locale.text(key(thing.name_key))) + " · " + c.locale.text(key("lookup.place." + thing.place));
    if (text_block(thing.id.c_str(), words, BlockMark::row, look)) {
      show(c, thing);
      ImGui::SetScrollY(0.0F);
    }
  }

  using Search = std::array<char, 64>;
  static void set(Search& search, const std::string& words) {
    search.fill('\0');
    std::size_t size = std::min(words.size(), search.size() - 1);
    while (size > 0 && size < words.size() && (static_cast<unsigned char>(words[size]) & 0xC0U) == 0x80U) --size;
    std::copy_n(words.begin(), size, search.begin());
  }
  static void search_field(const PanelContext& c, const UiLook& look, Search& search) {
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    ImGui::InputTextWithHint("##search", c.locale.text("lookup.search"_key), search.data(), search.size());
    focus_stop(look, "search");
    control_report::add_kind("field");
  }
  static void say_count(const PanelContext& c, const UiLook& look, std::size_t count) {
    const Sentence found{"lookup.found"_key, {{"count", Quantity{static_cast<double>(count), 0}}}};
    paragraph(count == 0 ? c.locale.text("lookup.nothing"_key) : c.locale.text(found).c_str(), look);
  }

  // Every term in both languages: the reader's own first.
  void draw_glossary(const PanelContext& c, const UiLook& look) {
    search_field(c, look, term_search_);
    const auto found = c.lookup->glossary().search(term_search_.data(), c.locale);
    say_count(c, look, found.size());
    const std::size_t other = c.locale.name() == "sv" ? 0 : 1;
    for (const GlossaryEntry* entry : found) {
      std::vector<TextLine> lines{{entry->term(c.locale), Role::text, 0.0F}, {entry->plain(c.locale), Role::text, 0.0F}};
      lines.push_back({entry->terms[other] + ": " + entry->plains[other], Role::muted, 0.1F});
      text_block(entry->id().c_str(), lines, BlockMark::rule, look);
      gap(0.15F, look);
    }
  }

  // What a source is used for: the things and the ideas that name it, and how many numbers of the model.
  void draw_sources(const PanelContext& c, const UiLook& look) {
    search_field(c, look, source_search_);
    const std::string wanted = folded(source_search_.data());
    std::vector<const Source*> found;
    for (const auto& [name, source] : c.parameters.sources()) {
      if (source_holds(source, wanted)) found.push_back(&source);
    }
    // Those of the thing that is looked at come first.
    const Thing* thing = c.lookup->find(thing_);
    const auto rank = [&](const Source* source) {
      const auto in = [&](const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), source->key) != list.end(); };
      if (source->key == wanted_source_) return 0;
      return thing == nullptr ? 3 : in(thing->sources) ? 1 : in(thing->against) ? 2 : 3;
    };
    std::stable_sort(found.begin(), found.end(), [&](const Source* a, const Source* b) { return rank(a) < rank(b); });
    say_count(c, look, found.size());
    std::map<std::string_view, int> numbers;
    for (const auto& [name, parameter] : c.parameters.all()) ++numbers[parameter.source];
    for (const Source* source : found) {
      std::vector<TextLine> lines = card_lines(c, *source);
      add_uses(c, *source, numbers[source->key], lines);
      const bool contradicts = thing != nullptr && rank(source) == 2;
      text_block(source->key.c_str(), lines, contradicts ? BlockMark::against : BlockMark::rule, look);
      gap(0.25F, look);
    }
  }

  static void add_uses(const PanelContext& c, const Source& source, int numbers, std::vector<TextLine>& lines) {
    const auto names = [&](const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), source.key) != list.end(); };
    if (numbers > 0)
      lines.push_back({c.locale.text(Sentence{"lookup.source.numbers"_key, {{"count", Quantity{static_cast<double>(numbers), 0}}}}),
                       Role::muted, 0.0F});
    std::string used;
    std::vector<std::string> beside;  // what contradicts the claims that it stands behind
    for (const Thing& thing : c.lookup->things()) {
      if (!names(thing.sources)) continue;
      used += (used.empty() ? "" : ", ") + std::string(c.locale.text(key(thing.name_key)));
      beside.insert(beside.end(), thing.against.begin(), thing.against.end());
    }
    if (!used.empty()) lines.push_back({filled(c, "lookup.source.things"_key, "names", used), Role::muted, 0.0F});
    for (const Thing& thing : c.lookup->things()) {
      if (names(thing.against))
        lines.push_back({filled(c, "lookup.source.speaks_against"_key, "name", c.locale.text(key(thing.name_key))), Role::muted, 0.0F});
    }
    for (const HypothesisEvidence& idea : c.lookup->ideas()) {
      const std::string name = c.locale.text(key("hypothesis." + idea.key + ".name"));
      if (names(idea.supports)) {
        lines.push_back({filled(c, "lookup.source.speaks_for"_key, "name", name), Role::muted, 0.0F});
        beside.insert(beside.end(), idea.contradicts.begin(), idea.contradicts.end());
      }
      if (names(idea.contradicts)) lines.push_back({filled(c, "lookup.source.speaks_against"_key, "name", name), Role::muted, 0.0F});
    }
    std::sort(beside.begin(), beside.end());
    beside.erase(std::unique(beside.begin(), beside.end()), beside.end());
    for (const std::string& other : beside) {
      if (const Source* against = c.parameters.source(other); against != nullptr && other != source.key)
        lines.push_back({filled(c, "lookup.source.beside"_key, "citation", against->line("citation", c.locale.name())), Role::text, 0.0F});
    }
  }

  std::string thing_;       // that is shown: its id
  std::string_view place_;  // where one looked, the frame before
  std::string wanted_source_;
  Search thing_search_{}, term_search_{}, source_search_{};
};

}  // namespace

std::unique_ptr<Panel> make_inspector_panel() { return std::make_unique<InspectorPanel>(); }

}  // namespace syn
