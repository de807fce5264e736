#include "app/console/outputs.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "os/files.hpp"

namespace syn {
namespace fs = std::filesystem;
namespace {

struct Ending {
  std::string_view text;
  Format format;
};
constexpr std::array kEndings{Ending{".png", Format::png},  Ending{".html", Format::html}, Ending{".svg", Format::svg},
                              Ending{".csv", Format::csv},  Ending{".json", Format::json}, Ending{".md", Format::markdown},
                              Ending{".txt", Format::text}, Ending{".htm", Format::html}};
// Endings that nothing is written under: a scenario, and pictures and pages of other kinds.
constexpr std::array<std::string_view, 11> kForeign{".toml", ".jpg",  ".jpeg", ".pdf", ".gif", ".bmp",
                                                    ".tif",  ".tiff", ".webp", ".glb", ".xlsx"};

std::string ending_of(const fs::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return ending;
}

std::string_view ending_for(Format format) {
  return std::find_if(kEndings.begin(), kEndings.end(), [&](const Ending& known) { return known.format == format; })->text;
}

std::string list_of(std::initializer_list<Format> formats) {
  std::string text;
  for (const Format* format = formats.begin(); format != formats.end(); ++format) {
    if (format != formats.begin()) text += format + 1 == formats.end() ? " or " : ", ";
    text += ending_for(*format);
  }
  return text;
}

// The same for two names of one thing.
std::string identity(const OutputPlace& place) {
  if (place.kind == OutputPlace::Kind::nothing) return place.path.string();
  return fmt::format("{}:{}", place.device, place.number);
}

}  // namespace

std::optional<Format> format_of(const fs::path& file) {
  const std::string ending = ending_of(file);
  const auto known = std::find_if(kEndings.begin(), kEndings.end(), [&](const Ending& one) { return one.text == ending; });
  return known == kEndings.end() ? std::nullopt : std::optional(known->format);
}

std::optional<Format> format_of(const fs::path& file, Format usual) {
  if (const auto format = format_of(file)) return format;
  return output_place(file).kind == OutputPlace::Kind::stream && ending_of(file).empty() ? std::optional(usual) : std::nullopt;
}

fs::path numbered(const fs::path& out, std::size_t index) {
  fs::path path = out;
  path.replace_filename(fmt::format("{}-{:04}{}", out.stem().string(), index + 1, out.extension().string()));
  return path;
}

void Outputs::reads(const fs::path& file) {
  if (!file.empty()) items_.push_back({{}, file, output_place(file)});
}

void Outputs::check_format(std::string_view option, const fs::path& file, const OutputPlace& place, std::initializer_list<Format> formats) {
  const auto found = format_of(file);
  const std::string ending = ending_of(file);
  const bool stream = place.kind == OutputPlace::Kind::stream;
  if (found ? std::find(formats.begin(), formats.end(), *found) != formats.end() : stream && ending.empty()) return;
  // One format is written whatever the name; only an ending that promises another one misleads.
  const bool promises = (found && *found != Format::text) || std::find(kForeign.begin(), kForeign.end(), ending) != kForeign.end();
  if (formats.size() == 1 && !promises) return;
  wrong_.push_back(
      {file.string(), 0, 0,
       ending.empty() ? fmt::format("{} does not say in which format", option) : fmt::format("{} does not write {}", option, ending),
       fmt::format("end the name with {}", list_of(formats))});
}

void Outputs::writes(std::string_view option, const fs::path& file, std::initializer_list<Format> formats, bool plain_only) {
  if (file.empty()) return;
  OutputPlace place = output_place(file);
  check_format(option, file, place, formats);
  const bool stream = place.kind == OutputPlace::Kind::stream;
  const auto cannot = [&](Problems& where, const std::string& why) {
    where.push_back({file.string(), 0, 0, fmt::format("{} cannot be written: {}", option, why), "name another file"});
  };
  if (const std::string why = why_not_written(place); !why.empty()) {
    // A standard stream that is closed is no fault of the command line.
    const bool closed = place.descriptor >= 0 && (stream || place.kind == OutputPlace::Kind::nothing);
    cannot(closed ? missing_ : wrong_, why);
  } else if (plain_only && stream) {
    cannot(wrong_, "this is a pipe or a device");
  } else if (const auto closed = stream ? std::error_code() : os::why_not_filled(place.path.parent_path())) {
    cannot(missing_, closed.message());
  }
  items_.push_back({std::string(option), file, std::move(place)});
}

void Outputs::writes_sequence(std::string_view option, const fs::path& file, std::size_t count, std::initializer_list<Format> formats) {
  if (file.empty()) return;
  if (own_descriptor(file)) {
    wrong_.push_back(
        {file.string(), 0, 0, "a sequence is several files, and this is one stream", "name a file, which gets a number before its ending"});
    return;
  }
  writes(option, numbered(file, 0), formats);
  // The folder is followed once; what is not there yet needs no second look.
  const fs::path folder = items_.back().place.path.parent_path();
  for (std::size_t i = 1; i < count; ++i) {
    const fs::path name = numbered(file, i);
    OutputPlace place;
    place.path = folder / name.filename();
    if (std::error_code error; fs::exists(fs::symlink_status(place.path, error))) {
      place = output_place(name);
      if (const std::string why = why_not_written(place); !why.empty())
        wrong_.push_back({name.string(), 0, 0, fmt::format("{} cannot be written: {}", option, why), "name another file"});
    }
    items_.push_back({std::string(option), name, std::move(place)});
  }
}

// The folders that the program reads from.
std::vector<fs::path> Outputs::own_folders() const {
  std::vector<fs::path> folders;
  for (const fs::path& root : files_.roots()) {
    for (const char* name : {"assets", "shaders"}) {
      std::error_code error;
      if (fs::path folder = fs::canonical(root / name, error); !error) folders.push_back(std::move(folder));
    }
  }
  return folders;
}

// A second name of one of the files in there is that file.
bool Outputs::is_in(const std::vector<fs::path>& folders, const OutputPlace& place) {
  if (place.kind != OutputPlace::Kind::file && place.kind != OutputPlace::Kind::nothing) return false;
  const bool has_more_names = place.kind == OutputPlace::Kind::file && place.names > 1;
  for (const fs::path& folder : folders) {
    if (std::mismatch(folder.begin(), folder.end(), place.path.begin(), place.path.end()).first == folder.end()) return true;
    if (!has_more_names) continue;
    std::error_code error;
    for (fs::recursive_directory_iterator here(folder, error), end; !error && here != end; here.increment(error)) {
      const os::Found own = os::look_at(here->path());
      if (own.device == place.device && own.number == place.number) return true;
    }
  }
  return false;
}

Problems Outputs::conflicts() const {
  Problems problems;
  std::map<std::string, const Item*> known;
  for (const Item& item : items_) {
    if (item.place.null_device) continue;
    const auto [at, fresh] = known.emplace(identity(item.place), &item);
    const Item& other = *at->second;
    if (fresh) continue;
    if (item.option.empty() && other.option.empty()) {
      if (item.place.kind == OutputPlace::Kind::stream && other.place.kind == OutputPlace::Kind::stream)
        problems.push_back({item.named.string(), 0, 0, "is read twice, and a stream can be read once", "name two files"});
    } else if (item.option.empty() || other.option.empty()) {
      // A terminal is both.
      const Item& output = item.option.empty() ? other : item;
      const Item& input = item.option.empty() ? item : other;
      if (!item.place.character_device)
        problems.push_back({output.named.string(), 0, 0,
                            fmt::format("{} would overwrite what is read, {}", output.option, input.named.string()), "name another file"});
    } else {
      problems.push_back({item.named.string(), 0, 0,
                          fmt::format("{} and {} would be one file ({})", other.option, item.option, other.named.string()),
                          "name two files"});
    }
  }
  return problems;
}

std::optional<ExitCode> Outputs::refused() const {
  Problems wrong = wrong_;
  const Problems same = conflicts();
  wrong.insert(wrong.end(), same.begin(), same.end());
  const auto folders = own_folders();
  for (const Item& item : items_) {
    if (!item.option.empty() && is_in(folders, item.place))
      wrong.push_back({item.named.string(), 0, 0, fmt::format("{} would change the program's own files", item.option),
                       "name a file in another folder"});
  }
  if (!wrong.empty()) return static_cast<ExitCode>(report(wrong, kBadCommandLine));
  if (!missing_.empty()) return static_cast<ExitCode>(report(missing_, kCannot));
  return std::nullopt;
}

bool Outputs::on_standard_output() const {
  const OutputPlace standard = output_place("/dev/stdout");
  return std::any_of(items_.begin(), items_.end(), [&](const Item& item) {
    return !item.option.empty() && item.place.kind == OutputPlace::Kind::stream && !item.place.null_device &&
           identity(item.place) == identity(standard);
  });
}

ExitCode not_written(const OutputFile& file, const Problems& problems) {
  return file.reader_left() ? kCannot : static_cast<ExitCode>(report(problems, kCannot));
}

ExitCode write_output(const fs::path& path, std::string_view bytes) {
  auto file = OutputFile::open(path);
  if (!file) return static_cast<ExitCode>(report(file.error(), kCannot));
  file->write(bytes);
  const auto written = file->commit();
  return written ? kDone : not_written(*file, written.error());
}

}  // namespace syn
