// A lecture on paper: for a projector that will not work, for who could not be there, and for who reads with the ears.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "app/lecture/lecture.hpp"
#include "app/ui/look/locale.hpp"
#include "gfx/target.hpp"

namespace syn {

// Headline, caption, badge, note and sources of every beat, in Markdown.
std::string lecture_transcript(const Lecture& lecture, const Locale& locale, const Parameters& parameters);

// Pictures of one size side by side in reading order, each at 1/`smaller` of its size.
Image contact_sheet(std::span<const Image> pictures, int columns, int smaller);

// A page a beat: its picture, and below it headline, caption, badge and sources as text. `font`: a TrueType file with the letters
// of the language. Fails where that cannot be read.
Result<std::string> lecture_pdf(const Lecture& lecture, std::span<const Image> pictures, const Locale& locale,
                                const std::filesystem::path& font);

}  // namespace syn
