#include "app/session/user_data.hpp"

#include <SDL.h>

#include <chrono>
#include <system_error>
#include <utility>

#include "app/session/moment_text.hpp"
#include "os/files.hpp"

namespace syn {
namespace fs = std::filesystem;

namespace {
constexpr const char* kLabName = "lab.toml";
constexpr std::size_t kLabLimit = 1U << 20U;
}  // namespace

UserData::UserData(const fs::path& folder) : folder_(folder), recovery_(std::make_unique<Recovery>()) {
  if (folder_.empty()) {
    keeps_nothing_ = "HOME: " + std::make_error_code(std::errc::no_such_file_or_directory).message();
    return;
  }
  std::error_code error;
  fs::create_directories(folder_, error);
  if (const auto why = os::why_not_filled(folder_)) keeps_nothing_ = folder_.string() + ": " + why.message();
  os::remove_abandoned(folder_);
  found_ = load_settings(folder_);
  if (!keeps_nothing_.empty()) found_.may_write = false;  // told already
  recovery_ = std::make_unique<Recovery>(folder_);
  // What cannot be read stays where it is until another worksheet is kept.
  if (const auto text = read_file(folder_ / kLabName, kLabLimit)) {
    if (auto kept = parse_lab_book(*text, kLabName)) lab = std::move(*kept);
  }
}

Result<fs::path> UserData::keep_lab() const {
  if (folder_.empty()) return failure({"", 0, 0, keeps_nothing_, "save the hand-in instead"});
  const fs::path path = folder_ / kLabName;
  if (const auto written = write_file(path, to_toml(lab)); !written) return failure(written.error());
  return path;
}

Result<void> UserData::change(const Settings& settings) {
  if (settings == found_.settings && !found_.first_run) return {};
  found_.first_run = false;  // from the first run on there is a file to read
  const Settings before = std::exchange(found_.settings, settings);
  if (folder_.empty() || !found_.may_write) return {};
  // Another window may write at the same time. One that keeps the lock is not waited for: the person wants to go on.
  constexpr std::chrono::milliseconds kPatience{1000};
  const os::FileLock lock(folder_ / "settings.lock", kPatience);
  SettingsFound now = load_settings(folder_);
  if (!now.first_run && now.problems.empty()) found_.settings = merged(before, settings, now.settings);
  found_.may_write = now.may_write;
  auto written = found_.may_write ? write_file(folder_ / kSettingsName, to_toml(found_.settings)) : Result<void>();
  if (!written) found_.may_write = false;
  if (now.problems.empty()) return written;
  Problem broken = now.problems.front();
  if (!now.set_aside.empty()) broken.remedy += "; the file is now " + now.set_aside.string();
  return failure(std::move(broken));
}

void UserData::look_again() {
  if (folder_.empty() || !found_.may_write) return;
  const auto text = read_file(folder_ / kSettingsName);
  if (!text) return;
  if (auto now = parse_settings(*text, kSettingsName)) found_.settings = std::move(*now);
}

Result<void> UserData::save(const fs::path& path, const Scenario& scenario) {
  std::string bytes = to_toml(scenario);
  if (auto written = write_file(path, bytes); !written) return written;
  os::remove_abandoned(path.has_parent_path() ? path.parent_path() : fs::path("."));
  document.saved(path, scenario, std::move(bytes));
  recovery_->forget();
  clock_.done();
  Settings next = settings();
  remember_file(next, path);
  return change(next);
}

void UserData::look_after(const State& state, unsigned revision, double now_s) {
  if (revision != seen_) {
    seen_ = revision;
    clock_.changed(now_s);
  }
  if (!clock_.due(now_s)) return;
  clock_.done();
  // A full disk must not stop the story; saving by hand says what is wrong.
  if (!keep(state)) clock_.changed(now_s + AutosaveClock::kPatience);
}

Result<void> UserData::keep(const State& state) {
  if (document.unsaved(state.scenario)) return recovery_->keep(moment_text(state));
  recovery_->forget();
  return {};
}

void UserData::leave() { recovery_->forget(); }

fs::path preference_folder() {
  char* folder = SDL_GetPrefPath(nullptr, "synaptoscope");
  if (folder == nullptr) return {};
  fs::path path(folder);
  SDL_free(folder);
  return path;
}

}  // namespace syn
