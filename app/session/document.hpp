// Which file the scenario belongs to, and whether it has changed since it was read or written.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/scenario/scenario.hpp"

namespace syn {

class Document {
 public:
  // The file that Save writes; empty while there is none of the person's own (an example, a shared text).
  const std::filesystem::path& path() const { return now_.path; }
  bool unsaved(const Scenario& scenario) const { return !now_.kept || !(*now_.kept == scenario); }

  // `scenario` took the place of `before`. Without a path it belongs to no file; with `kept` false it is not in any.
  // `bytes`: what the file held when it was read or written, if that is known.
  void opened(std::filesystem::path path, const Scenario& before, const Scenario& scenario, bool kept = true,
              std::optional<std::string> bytes = std::nullopt);
  void saved(std::filesystem::path path, const Scenario& scenario, std::string bytes);
  // Undo or redo went from one scenario to the other. Where that steps over an opening, the file changes with it: Save
  // must not write one scenario into the other's file.
  void moved(const Scenario& from, const Scenario& to);

  // What stands in the way of writing `bytes` to a path without asking: another file; or, of this document's own file, that
  // it does not hold any more what was read from it or written to it, or that it is gone. One that is write-protected is not
  // written at all.
  enum class InTheWay { nothing, other_file, changed, gone, write_protected };
  InTheWay in_the_way(const std::filesystem::path& path, std::string_view bytes) const;

 private:
  struct Belongs {
    std::filesystem::path path;
    std::optional<Scenario> kept;      // what the file holds
    std::optional<std::string> bytes;  // and how, when it was last read or written here
  };
  struct Opening {
    Scenario before, after;
    Belongs was, is;
  };
  Belongs now_;
  std::vector<Opening> openings_;
  std::size_t inside_ = 0;  // how many of them lie behind: fewer than all after undo
};

// --- paths as a person types them ---

// Without blanks and quotation marks around, "~/" and addresses (address.hpp) understood, relative to `folder`. Empty for nothing.
std::filesystem::path typed_path(std::string_view typed, const std::filesystem::path& folder);
// With .toml at the end, unless the name ends like that.
std::filesystem::path as_scenario_file(std::filesystem::path path);

struct FolderEntry {
  std::string name;
  bool folder = false;
  bool operator==(const FolderEntry&) const = default;
};
// ".." first (not in the root), then folders, then .toml files, each by name. What is hidden stays so; a folder that
// cannot be read is empty but for "..".
std::vector<FolderEntry> list_folder(const std::filesystem::path& folder);

// "night-2.toml" -> a file name that a title suggests: letters, digits and dashes.
std::string suggested_name(std::string_view title);

}  // namespace syn
