// A scenario together with a moment and the place from which it is looked at, as text: what recovery keeps after a
// crash, and what "share" copies.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "app/state/command.hpp"
#include "model/data/parameters.hpp"

namespace syn {

struct KeptMoment {
  Scenario scenario;
  Commands commands;  // after the scenario is set: scale, viewpoint, lens, labels, camera, time; nothing else
};

// A scenario file of version 1; comment lines "#: seek 24" at its end hold the rest. So it can also be opened as a
// scenario, by any version and by hand.
std::string moment_text(const State& state);
// Fails with what is wrong with the scenario, or with a "#:" line, with file and line.
Result<KeptMoment> read_moment(std::string_view text, const std::string& file, const Parameters& parameters);

// The same in one short printable word: "SYN1:" and base64url (RFC 4648, no padding) of a 4 byte check sum (FNV-1a) and of
// the text without what the reader would fill in by itself. How a person likes the program (language, theme, palette,
// text size, motion, quality) is not in it.
std::string share_text(const State& state, const Parameters& parameters);
// No shared text that the program writes is longer, line breaks of a mail program included; a test makes the longest.
inline constexpr std::size_t kLongestShare = 512U << 10U;
// True for what is meant to be such a text, whole or damaged.
bool is_share_text(std::string_view text);
// Spaces and line breaks inside do not matter: mail programs put them there. Fails when it is damaged, longer than
// kLongestShare, or made by a newer version.
Result<KeptMoment> read_share(std::string_view text, const Parameters& parameters);

}  // namespace syn
