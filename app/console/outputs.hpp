// What a command reads and writes, declared before anything is computed: no output may be an input or another output,
// under whatever name, none may be one of the program's own files, and the ending of a name must not say another format
// than the one that is written.
//
//   Outputs outputs(files);
//   outputs.reads(job.scenario);
//   outputs.writes("--csv", job.csv, {Format::csv});
//   if (const auto code = outputs.refused()) return *code;
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/console/console.hpp"
#include "app/console/exit_code.hpp"
#include "core/files.hpp"
#include "core/output_file.hpp"

namespace syn {

enum class Format : std::uint8_t { png, html, svg, csv, json, markdown, text };
// By the ending of the name, in capitals too; empty for an ending that is none of these.
std::optional<Format> format_of(const std::filesystem::path& file);
// What a name with the ending stands for; of a pipe or a device without one, and of the standard output, `usual`.
std::optional<Format> format_of(const std::filesystem::path& file, Format usual);

// out.png -> out-0001.png for the first picture of a sequence.
std::filesystem::path numbered(const std::filesystem::path& out, std::size_t index);

class Outputs {
 public:
  explicit Outputs(const DataFiles& files) : files_(files) {}

  void reads(const std::filesystem::path& file);
  // A file that the option names; an empty name is an output that nobody wants. Exactly one format: other endings are
  // fine (`.txt`), but not those of the other formats. Several: the ending decides, and none but theirs will do.
  // `plain_only`: a pipe or a device will not do.
  void writes(std::string_view option, const std::filesystem::path& file, std::initializer_list<Format> formats, bool plain_only = false);
  // numbered(file, 0) to numbered(file, count - 1).
  void writes_sequence(std::string_view option, const std::filesystem::path& file, std::size_t count,
                       std::initializer_list<Format> formats);

  // Tells everything that is wrong. kBadCommandLine, or kCannot if all that is wrong is a folder that is not there or
  // cannot be written to; nothing if all is well.
  std::optional<ExitCode> refused() const;

  // One of the outputs is the standard output: what the command says then goes to the standard error.
  bool on_standard_output() const;
  Words words() const { return Words(on_standard_output() ? stderr : stdout); }

 private:
  struct Item {
    std::string option;  // empty for an input
    std::filesystem::path named;
    OutputPlace place;
  };
  void check_format(std::string_view option, const std::filesystem::path& file, const OutputPlace& place,
                    std::initializer_list<Format> formats);
  std::vector<std::filesystem::path> own_folders() const;
  static bool is_in(const std::vector<std::filesystem::path>& folders, const OutputPlace& place);
  Problems conflicts() const;

  const DataFiles& files_;
  std::vector<Item> items_;
  Problems wrong_;    // with the command line
  Problems missing_;  // places that cannot be written
};

// After a write that failed: says why, unless the reader just left; kCannot.
ExitCode not_written(const OutputFile& file, const Problems& problems);
// A whole output at once; kDone or, with words, kCannot.
ExitCode write_output(const std::filesystem::path& file, std::string_view bytes);

}  // namespace syn
