#include "app/explain/source_card.hpp"

#include <array>

#include "app/ui/look/glossary.hpp"

namespace syn {
namespace {

struct Row {
  std::string_view name;
  TextKey words;
};
constexpr std::array kRows{Row{"who", "lookup.source.who"_key},       Row{"n", "lookup.source.n"_key},
                           Row{"design", "lookup.source.design"_key}, Row{"result", "lookup.source.result"_key},
                           Row{"says", "lookup.source.says"_key},     Row{"limit", "lookup.source.limit"_key}};

std::string worded(const Source& source, const Row& row, const Locale& locale) {
  const std::string& text = source.line(row.name, locale.name());
  const std::string said = text == kUnknown ? std::string(locale.text("lookup.source.unknown"_key)) : text;
  std::string out = locale.text(Sentence{row.words, {{"text", said}}});
  if (source.is_recalled(row.name)) out += " " + std::string(locale.text("lookup.source.recalled"_key));
  if (source.is_outside(row.name)) out += " " + std::string(locale.text("lookup.source.outside"_key));
  return out;
}

}  // namespace

std::vector<TextLine> source_lines(const Source& source, const Locale& locale) {
  std::vector<TextLine> lines{{source.line("citation", locale.name()), Role::text, 0.0F}};
  // How it was read says the same of what is the program's own.
  if (source.kind != SourceKind::own)
    lines.push_back({locale.text(TextKey::unchecked("lookup.source.kind." + std::string(name_of(source.kind)))), Role::muted, 0.0F});
  for (const Row& row : kRows) {
    const bool apart = !source.result.empty();  // who, n, design and result say it better than one line
    if (source.line(row.name, "en").empty() || (row.name == "says" && apart)) continue;
    lines.push_back({worded(source, row, locale), Role::text, 0.15F});
  }
  lines.push_back({locale.text(TextKey::unchecked("lookup.source.read." + source.read)), Role::muted, 0.15F});
  return lines;
}

bool source_holds(const Source& source, std::string_view folded_words) {
  std::string all = source.key;
  for (const char* language : {"en", "sv"}) {
    all += ' ' + source.line("citation", language);
    for (const Row& row : kRows) all += ' ' + source.line(row.name, language);
  }
  return folded(all).find(folded_words) != std::string::npos;
}

}  // namespace syn
