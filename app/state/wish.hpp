// What the screen asks of the program around it, where a Command would change nothing: the window's loop does it.
#pragma once

#include <vector>

namespace syn {

enum class Wish {
  picture,     // of the screen, as a file
  table,       // of the curves
  page,        // to print
  transcript,  // of the run
  beat,        // the present state, as a beat of a lecture
  hand_in,     // the worksheet with its scenario, table and picture, as one file
  keep_lab,    // the worksheet as it is, for the next start
  full_screen,
  quality,  // "auto" was chosen: what this computer can do is to be measured again
  quit
};
using Wishes = std::vector<Wish>;

}  // namespace syn
