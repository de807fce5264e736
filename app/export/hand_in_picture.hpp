// The file that a student hands in, as bytes.
#pragma once

#include <string>

#include "app/session/session.hpp"
#include "app/state/lab_book.hpp"
#include "gfx/target.hpp"

namespace syn {

// A PNG of the picture, which carries the session's scenario, the answers and the table, with seed, version and parameter hash.
std::string hand_in_png(const Image& picture, const Session& session, const LabBook& book);

}  // namespace syn
