// What of a session is on disk: the person's settings, the file of the scenario, what recovery keeps.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/session/document.hpp"
#include "app/session/recovery.hpp"
#include "app/session/settings.hpp"
#include "app/state/lab_book.hpp"
#include "app/state/state.hpp"

namespace syn {

class UserData {
 public:
  UserData() : recovery_(std::make_unique<Recovery>()) {}  // keeps nothing
  // Everything in this folder, which is made if it is missing.
  explicit UserData(const std::filesystem::path& folder);

  const Settings& settings() const { return found_.settings; }
  // As they were found: the first run, a broken file.
  const SettingsFound& found() const { return found_; }
  // Takes over what differs and writes it into the file, on top of what other windows wrote there since. A failure is told
  // once.
  Result<void> change(const Settings& settings);
  // The recent files of other windows, too: before they are offered.
  void look_again();
  // Why neither settings nor unsaved work are kept; empty when they are.
  const std::string& keeps_nothing() const { return keeps_nothing_; }

  Document document;
  // The worksheet of the laboratory; where one was kept it is there again.
  LabBook lab;
  // Writes it for the next start. Where the file is.
  Result<std::filesystem::path> keep_lab() const;
  Recovery& recovery() { return *recovery_; }

  // Writes the scenario whole and puts the file among the recent ones.
  Result<void> save(const std::filesystem::path& path, const Scenario& scenario);
  // Once a frame: writes what is unsaved some seconds after it changed. `now_s` is any clock that moves on.
  void look_after(const State& state, unsigned revision, double now_s);
  // The same at once: the program is ended from outside.
  Result<void> keep(const State& state);
  // The program ends by itself.
  void leave();

 private:
  std::filesystem::path folder_;  // empty: nothing is kept
  SettingsFound found_;
  std::string keeps_nothing_;
  std::unique_ptr<Recovery> recovery_;
  AutosaveClock clock_;
  unsigned seen_ = 0;
};

// Where SDL says that a program keeps such things; empty when there is no such place.
std::filesystem::path preference_folder();

}  // namespace syn
