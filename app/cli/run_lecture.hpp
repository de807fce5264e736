// What the sub-commands have in common that read lectures.
#pragma once

#include <string>
#include <string_view>

#include "app/lecture/lecture.hpp"

namespace syn {

// Everything wrong with a lecture's text, its states brought about included. What beats want that the program cannot show is said.
Problems lecture_problems(std::string_view text, const std::string& file, const LectureReader& reader, const Parameters& parameters,
                          const NamedMoments& moments);

}  // namespace syn
