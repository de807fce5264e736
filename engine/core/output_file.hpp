// Writing to a name that a person gave, whatever stands there: a plain file appears whole or not at all, a pipe or a
// device is written into, and anything else is refused.
//
//   auto file = OutputFile::open("table.csv");     // nothing of that name is touched yet
//   if (!file) return failure(file.error());
//   for (...) if (!file->write(row)) break;        // false: it failed; the reason comes from commit()
//   return file->commit();                         // only now is it there; without this call nothing was written
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "core/result.hpp"

namespace syn {

namespace os {
class OpenFile;
}

// The number of the descriptor of this very process to which a path leads, through any links: `/dev/stdout`, `/dev/fd/3`,
// `/proc/self/fd/3`. Such a name means what is open there, from where it stands, and not the file of that name.
std::optional<int> own_descriptor(const std::filesystem::path& path);

// What stands at a path, as far as writing goes.
struct OutputPlace {
  enum class Kind : std::uint8_t {
    nothing,  // a new file would be made
    file,     // a plain file: replaced whole
    stream,   // a pipe, a character device, or a descriptor of this process: written into
    folder,
    socket,
    block_device
  };
  Kind kind = Kind::nothing;
  std::filesystem::path path;  // absolute and through all links, also those that lead nowhere yet
  int descriptor = -1;         // of this process
  // Which thing it is, whatever its name; 0 and 0 for nothing.
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  std::uintmax_t names = 0;  // hard links of a file
  bool character_device = false;
  bool null_device = false;  // /dev/null: may be named as often as one likes
};
OutputPlace output_place(const std::filesystem::path& path);

// Why nothing can be written there, in the words of a Problem without its file ("this is a folder"); empty if it can.
std::string why_not_written(const OutputPlace& place);

// One output. Move-only. Opening a pipe waits for its reader, as everywhere.
class OutputFile {
 public:
  // For a plain or a new file makes a temporary file beside it (os/files.hpp, to_replace), with the rights and the owner of
  // the old one; a link stays a link. Fails with the reason of the operating system.
  static Result<OutputFile> open(const std::filesystem::path& path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();  // not committed: the temporary file goes, what was there stays

  // Bytes are gathered and written in large pieces. False once anything failed; then it writes nothing more.
  bool write(std::string_view bytes);
  // Writes what is left. A file is flushed to the disk and takes its name: readers see the old bytes or the new ones,
  // never a mixture. Once only. Fails with the reason of what went wrong first; a file is then as it was.
  Result<void> commit();
  // Whether it failed because nobody reads the pipe any more (`| head`): no reason for words.
  bool reader_left() const;

 private:
  OutputFile();
  void fail(const char* step, std::error_code reason);
  bool put(std::string_view bytes);
  bool flush();
  std::filesystem::path named_;  // for messages
  std::unique_ptr<os::OpenFile> file_;
  bool into_stream_ = false;  // what was written is not taken back
  std::string buffer_;
  std::optional<Problem> problem_;
  std::error_code error_;
};

// Removes the temporary files of all outputs that are not committed. May be called by a signal handler; the program must
// end after it.
void remove_unfinished_files() noexcept;

}  // namespace syn
