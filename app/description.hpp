// A moment in words, as text for people, screen readers and files: what `synaptoscope describe` prints.
#pragma once

#include <string>
#include <string_view>

#include "model/describe.hpp"
#include "ui/locale.hpp"

namespace syn {

// Title, one line of intent, then a heading, wrapped text and the evidence for each paragraph; UTF-8, ends with a line
// break. `at` must lie within the run.
std::string description_text(const Trajectory& trajectory, const Parameters& parameters, Hours at,
                             const Locale& locale);

// Breaks text at ordinary spaces so that no line is longer than `width` characters (code points), except for a single
// longer word. Non-breaking spaces hold.
std::string wrap(std::string_view text, std::size_t width);

}  // namespace syn
