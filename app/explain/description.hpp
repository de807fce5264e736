// A moment in words, as text for people, screen readers and files: what `synaptoscope describe` prints.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/look/locale.hpp"
#include "app/ui/widgets/badge.hpp"
#include "model/words/describe.hpp"

namespace syn {

// A moment of the model for a reader: what the picture shows, if there is one, then the paragraphs of describe().
struct PictureWords {
  Sentence caption, lens_note;  // of a stage; an empty key is left out
  BadgeGlyph badge = BadgeGlyph::our_model;
};
Paragraph picture_paragraph(const PictureWords& picture);
// "Evidence: (sign) People. This was seen in people. The numbers are our model's."
Sentence basis_sentence(const Paragraph& paragraph);

// Title, one line of intent, then a heading, wrapped text and the evidence for each paragraph; UTF-8, ends with a line
// break. `at` must lie within the run. `picture` may be empty.
std::string description_text(const Run& run, Hours at, const Locale& locale, const std::optional<PictureWords>& picture = {});
// The same for paragraphs at hand, without title and intent.
std::string paragraphs_text(const std::vector<Paragraph>& paragraphs, const Locale& locale);

// Breaks text at ordinary spaces so that no line is longer than `width` characters (code points), except for a single
// longer word. Non-breaking spaces hold.
std::string wrap(std::string_view text, std::size_t width);

}  // namespace syn
