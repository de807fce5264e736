// What of a session is on disk: the person's settings, the file of the scenario, what recovery keeps.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/document.hpp"
#include "app/recovery.hpp"
#include "app/settings.hpp"
#include "state/state.hpp"

namespace syn {

class Desk {
 public:
  Desk() : recovery_(std::make_unique<Recovery>()) {}  // keeps nothing
  // Everything in this folder, which is made if it is missing.
  explicit Desk(const std::filesystem::path& folder);

  const Settings& settings() const { return found_.settings; }
  // As they were found: the first run, a broken file.
  const SettingsFound& found() const { return found_; }
  // Takes them over and writes them if they differ. A failure is told once.
  Result<void> change(const Settings& settings);

  Document document;
  Recovery& recovery() { return *recovery_; }

  // Writes the scenario whole and puts the file among the recent ones.
  Result<void> save(const std::filesystem::path& path, const Scenario& scenario);
  // Once a frame: writes what is unsaved some seconds after it changed. `now_s` is any clock that moves on.
  void look_after(const State& state, unsigned revision, double now_s);
  // The program ends by itself.
  void leave();

 private:
  std::filesystem::path folder_;  // empty: nothing is kept
  SettingsFound found_;
  std::unique_ptr<Recovery> recovery_;
  AutosaveClock clock_;
  unsigned seen_ = 0;
};

// Where SDL says that a program keeps such things; empty when there is no such place.
std::filesystem::path preference_folder();

}  // namespace syn
