// A whole run in words, as a text for people, screen readers and files: one section a moment.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/explain/description.hpp"
#include "app/ui/look/locale.hpp"
#include "model/run/run.hpp"

namespace syn {

struct TranscriptMoment {
  Hours at;
  std::vector<Event> events;  // that fall on it
};

// The start and the end of the run, each event, and a moment every so long from day 0; in order, each once.
// `every` > 0.
std::vector<TranscriptMoment> transcript_moments(const Trajectory& trajectory, Hours every = {24.0});

// Title and intent; for each moment its clock, what happens at it, and the paragraphs of describe(), with the picture's
// words if `picture` gives some; at the end, once, what the run assumes and what nobody knows.
using PictureAt = std::function<PictureWords(Hours)>;
// The text goes to `take` in parts, as it is made; `take` says whether to go on. True if it took everything.
bool transcript_text(const Run& run, const Locale& locale, Hours every, const PictureAt& picture,
                     const std::function<bool(std::string_view)>& take, const std::function<void(double)>& progress = {});
// The same as one text.
std::string transcript_text(const Run& run, const Locale& locale, Hours every = {24.0}, const PictureAt& picture = {});

}  // namespace syn
