// The mode Present: picture, headline, caption and badge; a lecture runs by Next and Back.
#pragma once

#include <memory>

#include "app/shell/shell.hpp"

namespace syn {

// What is presented when nobody has named a lecture.
inline constexpr const char* kFirstLecture = "twenty-minutes";

std::unique_ptr<ModeScreen> make_present(const DataFiles& files);

}  // namespace syn
