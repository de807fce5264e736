// A source in lines to read: what it is, who, how many, design, result, limit, and how each of them is known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ui/look/locale.hpp"
#include "app/ui/widgets/text_block.hpp"
#include "model/data/parameters.hpp"

namespace syn {

// A line that the project's documents do not give says so; so does one that rests on memory.
std::vector<TextLine> source_lines(const Source& source, const Locale& locale);

// Whether these words, folded (glossary.hpp), stand in any line of it, in either language.
bool source_holds(const Source& source, std::string_view folded_words);

}  // namespace syn
