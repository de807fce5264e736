#include "app/session/document.hpp"

#include <algorithm>

#include "app/session/address.hpp"
#include "core/files.hpp"
#include "os/process.hpp"

namespace syn {
namespace fs = std::filesystem;

void Document::opened(fs::path path, const Scenario& before, const Scenario& scenario, bool kept, std::optional<std::string> bytes) {
  Belongs next{std::move(path), std::nullopt, std::move(bytes)};
  if (kept) next.kept = scenario;
  openings_.resize(inside_);
  openings_.push_back({before, scenario, now_, next});
  inside_ = openings_.size();
  now_ = std::move(next);
}

void Document::saved(fs::path path, const Scenario& scenario, std::string bytes) {
  now_ = {std::move(path), scenario, std::move(bytes)};
  // Undo and redo over an opening come back to what is in the file now.
  if (inside_ > 0) openings_[inside_ - 1].is = now_;
  if (inside_ < openings_.size()) openings_[inside_].was = now_;
}

void Document::moved(const Scenario& from, const Scenario& to) {
  if (inside_ > 0 && openings_[inside_ - 1].after == from && openings_[inside_ - 1].before == to) {
    now_ = openings_[--inside_].was;
  } else if (inside_ < openings_.size() && openings_[inside_].before == from && openings_[inside_].after == to) {
    now_ = openings_[inside_++].is;
  }
}

Document::InTheWay Document::in_the_way(const fs::path& path, std::string_view bytes) const {
  std::error_code error;
  const bool own = !path.empty() && path == now_.path;
  const bool there = fs::exists(path, error) || fs::is_symlink(path, error);
  if (!there) return own ? InTheWay::gone : InTheWay::nothing;
  // A superuser may write everything, and what the owner protected is protected all the same.
  constexpr auto kWrite = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
  const auto status = fs::status(path, error);
  if (fs::is_regular_file(status) && (status.permissions() & kWrite) == fs::perms::none) return InTheWay::write_protected;
  if (!own) return InTheWay::other_file;
  const auto held = read_file(path);
  const bool known = held && (*held == bytes || (now_.bytes && *held == *now_.bytes));
  return known ? InTheWay::nothing : InTheWay::changed;
}

fs::path typed_path(std::string_view typed, const fs::path& folder) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!typed.empty() && blank(typed.front())) typed.remove_prefix(1);
  while (!typed.empty() && blank(typed.back())) typed.remove_suffix(1);
  if (typed.size() >= 2 && (typed.front() == '"' || typed.front() == '\'') && typed.back() == typed.front()) {
    typed = typed.substr(1, typed.size() - 2);
  }
  if (typed.empty()) return {};
  if (auto path = path_of_address(typed)) return path->lexically_normal();
  fs::path path(typed);
  if (const fs::path home = os::home(); !home.empty() && (typed == "~" || typed.starts_with("~/"))) {
    path = home / typed.substr(std::min<std::size_t>(2, typed.size()));
  }
  return (folder / path).lexically_normal();
}

fs::path as_scenario_file(fs::path path) {
  if (path.extension() != ".toml") path += ".toml";
  return path;
}

std::vector<FolderEntry> list_folder(const fs::path& folder) {
  std::vector<FolderEntry> entries;
  std::error_code error;
  fs::directory_iterator here(folder, error);
  for (; !error && here != fs::directory_iterator(); here.increment(error)) {
    std::error_code kind;
    const std::string name = here->path().filename().string();
    if (name.starts_with('.')) continue;
    const bool is_folder = here->is_directory(kind);
    if (is_folder || (here->is_regular_file(kind) && here->path().extension() == ".toml")) entries.push_back({name, is_folder});
  }
  std::sort(entries.begin(), entries.end(),
            [](const FolderEntry& a, const FolderEntry& b) { return a.folder != b.folder ? a.folder : a.name < b.name; });
  if (folder.has_relative_path()) entries.insert(entries.begin(), {"..", true});
  return entries;
}

std::string suggested_name(std::string_view title) {
  std::string name;
  for (const char c : title) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool upper = c >= 'A' && c <= 'Z';
    if (plain || upper) {
      name += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  if (name.size() > 60) name.resize(60);
  while (!name.empty() && name.back() == '-') name.pop_back();
  return (name.empty() ? "scenario" : name) + ".toml";
}

}  // namespace syn
