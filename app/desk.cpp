#include "app/desk.hpp"

#include <SDL.h>

#include "app/moment_text.hpp"

namespace syn {
namespace fs = std::filesystem;

Desk::Desk(const fs::path& folder) : folder_(folder) {
  if (!folder_.empty()) {
    std::error_code error;
    fs::create_directories(folder_, error);
    remove_part_files(folder_);
    found_ = load_settings(folder_);
  }
  recovery_ = folder_.empty() ? std::make_unique<Recovery>() : std::make_unique<Recovery>(folder_);
}

Result<void> Desk::change(const Settings& settings) {
  if (settings == found_.settings && !found_.first_run) return {};
  found_.first_run = false;  // from the first run on there is a file to read
  found_.settings = settings;
  if (folder_.empty() || !found_.may_write) return {};
  auto written = write_file(folder_ / kSettingsName, to_toml(settings));
  found_.may_write = written.has_value();
  return written;
}

Result<void> Desk::save(const fs::path& path, const Scenario& scenario) {
  if (auto written = write_file(path, to_toml(scenario)); !written) return written;
  remove_part_files(path.has_parent_path() ? path.parent_path() : fs::path("."));
  document.saved(path, scenario);
  recovery_->forget();
  clock_.done();
  Settings next = settings();
  remember_file(next, path);
  return change(next);
}

void Desk::look_after(const State& state, unsigned revision, double now_s) {
  if (revision != seen_) {
    seen_ = revision;
    clock_.changed(now_s);
  }
  if (!clock_.due(now_s)) return;
  clock_.done();
  if (document.unsaved(state.scenario)) {
    // A full disk must not stop the story; saving by hand says what is wrong.
    const auto kept = recovery_->keep(moment_text(state));
    if (!kept) clock_.changed(now_s + AutosaveClock::kPatience);
  } else {
    recovery_->forget();
  }
}

void Desk::leave() { recovery_->forget(); }

fs::path preference_folder() {
  char* folder = SDL_GetPrefPath(nullptr, "synaptoscope");
  if (folder == nullptr) return {};
  fs::path path(folder);
  SDL_free(folder);
  return path;
}

}  // namespace syn
