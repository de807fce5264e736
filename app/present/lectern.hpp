// The lecture that is being given: which beat one is at, and how to get to another.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/lecture/staging.hpp"
#include "app/shell/screen_context.hpp"

namespace syn {

class Lectern {
 public:
  explicit Lectern(const DataFiles& files) : files_(files) {}

  // Reads the lecture of the view, once, and again when its file has changed: a broken one leaves the last good one and is told.
  // True: it is another now.
  bool look_after(ScreenContext& screen);
  bool stale() const;  // its file has changed
  // To the beat that the view is at, else to the first; again exactly as it is, whatever was changed since.
  void go_back(ScreenContext& screen) { go_to(screen, index(screen)); }
  // On by so many beats; stays at the ends.
  void step(ScreenContext& screen, int by) { go_to(screen, index(screen) + by); }
  void to_first_of_chapter(ScreenContext& screen);
  void go_to(ScreenContext& screen, int index);  // the nearest there is

  // Why what is on disk now is not what is given; empty while it is.
  const std::string& trouble() const { return trouble_; }

  const Lecture* lecture() const { return lecture_ ? &*lecture_ : nullptr; }
  // The one the view is at; null without a lecture.
  const Beat* beat(const ScreenContext& screen) const {
    return lecture_ ? &lecture_->beats[static_cast<std::size_t>(index(screen))] : nullptr;
  }
  int index(const ScreenContext& screen) const;  // from 0; 0 where the view is at none

 private:
  void read(ScreenContext& screen);

  DataFiles files_;
  std::optional<LectureReader> reader_;
  std::unique_ptr<Staging> staging_;
  std::optional<Lecture> lecture_;
  std::string trouble_;
  std::string asked_;  // the lecture that was read last, good or not
  std::filesystem::path file_;
  std::filesystem::file_time_type changed_;
};

}  // namespace syn
