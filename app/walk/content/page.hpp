// One page to bring along: what a person marked, ticked and wrote, and what is known of it. Without name and score.
#pragma once

#include <string>

#include "app/walk/content/walk.hpp"

namespace syn {

// An HTML file that needs nothing else; any browser prints it on one sheet of A4, 11 pt. Nothing marked: all six things, and room to
// write.
std::string walk_page(const Walk& walk, const WalkNotes& notes, const Parameters& parameters, const Locale& locale);

}  // namespace syn
