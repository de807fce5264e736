#include "app/explain/description.hpp"

#include <algorithm>

#include "app/ui/widgets/badge.hpp"

namespace syn {
namespace {

constexpr std::size_t kLineWidth = 96;
// The same signs as the badges of the pictures: disc, triangle, question mark, gear wheel.
constexpr const char* kSigns[] = {"\u25CF", "\u25B2", "?", "\u2699"};

static_assert(static_cast<int>(Basis::our_model) == static_cast<int>(BadgeGlyph::our_model));

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string running(const Paragraph& paragraph, const Locale& locale) {
  std::string words;
  for (const Sentence& sentence : paragraph.sentences) words += locale.text(sentence) + " ";
  return wrap(words, kLineWidth) + "\n";
}

// One sentence a point, further lines set in below the words.
std::string points(const Paragraph& paragraph, const Locale& locale) {
  std::string out;
  for (const Sentence& sentence : paragraph.sentences) {
    out += "- ";
    for (const char c : wrap(locale.text(sentence), kLineWidth - 2)) out += c == '\n' ? std::string("\n  ") : std::string(1, c);
    out += '\n';
  }
  return out;
}

}  // namespace

std::string wrap(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(' ', from), text.size());
    const std::string_view word = text.substr(from, to - from);
    from = to + 1;
    if (word.empty()) continue;
    const std::size_t wide = length(word);
    if (column > 0 && column + 1 + wide > width) {
      out += '\n';
      column = 0;
    } else if (column > 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += wide;
  }
  return out;
}

Paragraph picture_paragraph(const PictureWords& picture) {
  Paragraph paragraph{"describe.heading.picture"_key, {}, static_cast<Basis>(picture.badge)};
  for (const Sentence& sentence : {picture.caption, picture.lens_note}) {
    if (!sentence.key.empty()) paragraph.sentences.push_back(sentence);
  }
  return paragraph;
}

Sentence basis_sentence(const Paragraph& paragraph) {
  const Basis basis = paragraph.basis;
  const auto sign = static_cast<BadgeGlyph>(basis);
  const bool plain = basis == Basis::our_model || !paragraph.modelled;
  return {plain ? "describe.basis"_key : "describe.basis_numbers"_key,
          {{"sign", std::string(kSigns[static_cast<std::size_t>(basis)])}, {"badge", word_of(sign)}, {"means", explanation_of(sign)}}};
}

std::string paragraphs_text(const std::vector<Paragraph>& paragraphs, const Locale& locale) {
  std::string out;
  for (const Paragraph& paragraph : paragraphs) {
    out += (out.empty() ? "" : "\n") + std::string(locale.text(paragraph.heading)) + "\n";
    out += paragraph.list ? points(paragraph, locale) : running(paragraph, locale);
    out += wrap(locale.text(basis_sentence(paragraph)), kLineWidth) + "\n";
  }
  return out;
}

std::string description_text(const Run& run, Hours at, const Locale& locale, const std::optional<PictureWords>& picture) {
  const auto line = [&](const Sentence& sentence) { return wrap(locale.text(sentence), kLineWidth) + "\n"; };
  std::vector<Paragraph> paragraphs = describe(run, at);
  if (picture) paragraphs.insert(paragraphs.begin() + 1, picture_paragraph(*picture));
  return line({"describe.title"_key, {{"title", run.scenario().title_in(locale.name())}, {"at", time_text(at)}}}) +
         line({"describe.intro"_key, {}}) + "\n" + paragraphs_text(paragraphs, locale);
}

}  // namespace syn
