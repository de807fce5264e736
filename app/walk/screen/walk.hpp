// The mode Walk: ten screens for a patient, each one card and one calm picture.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "app/shell/shell.hpp"

namespace syn {

// Where one is, from 1.
struct WalkPlace {
  int screen = 1;
  int card = 1;  // 0 = stopped
  bool operator==(const WalkPlace&) const = default;
};

class WalkScreenMode : public ModeScreen {
 public:
  virtual WalkPlace place() const = 0;
  virtual void go_to(WalkPlace place) = 0;  // in the next frame
};

struct WalkSetup {
  std::filesystem::path clinic;                                 // the clinic's own file; empty = assets/walk/clinic.toml where there is one
  std::function<void(const std::filesystem::path&)> open = {};  // shows a page that was made; may be empty
};

// What is wrong with a file of the walk stands on the screen in its place.
std::unique_ptr<WalkScreenMode> make_walk(const DataFiles& files, WalkSetup setup = {});

}  // namespace syn
