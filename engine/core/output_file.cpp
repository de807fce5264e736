#include "core/output_file.hpp"

#include <cassert>
#include <utility>

#include "os/files.hpp"

namespace syn {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kPieceBytes = 1U << 20U;
constexpr int kMaxLinks = 40;

// Goes on through links until `look` knows enough, or there is no link. The last path, its folder real.
template <class Look>
fs::path follow(const fs::path& named, Look look) {
  std::error_code error;
  fs::path path = fs::absolute(named, error);
  if (error) return named;
  for (int links = 0; links < kMaxLinks; ++links) {
    const fs::path folder = fs::weakly_canonical(path.parent_path(), error);
    path = (error ? path.parent_path() : folder) / path.filename();
    if (look(path) || !fs::is_symlink(path, error)) break;
    const fs::path goal = fs::read_symlink(path, error);
    if (error) break;
    path = goal.is_absolute() ? goal : path.parent_path() / goal;
  }
  return path;
}

OutputPlace::Kind kind_for_writing(os::Kind kind, bool own_descriptor) {
  using enum os::Kind;
  switch (kind) {
    case nothing: return OutputPlace::Kind::nothing;
    case folder: return OutputPlace::Kind::folder;
    case block_device: return OutputPlace::Kind::block_device;
    case pipe:
    case character_device: return OutputPlace::Kind::stream;
    case socket: return own_descriptor ? OutputPlace::Kind::stream : OutputPlace::Kind::socket;
    case file: break;
  }
  return own_descriptor ? OutputPlace::Kind::stream : OutputPlace::Kind::file;
}

}  // namespace

std::optional<int> own_descriptor(const fs::path& path) {
  std::optional<int> found;
  follow(path, [&](const fs::path& here) { return (found = os::descriptor_named(here)).has_value(); });
  return found;
}

OutputPlace output_place(const fs::path& named) {
  OutputPlace place;
  if (named.empty()) return place;
  place.path = follow(named, [&](const fs::path& here) {
    place.descriptor = os::descriptor_named(here).value_or(-1);
    return place.descriptor >= 0;
  });
  const os::Found found = place.descriptor >= 0 ? os::look_at(place.descriptor) : os::look_at(place.path);
  place.kind = kind_for_writing(found.kind, place.descriptor >= 0);
  place.device = found.device;
  place.number = found.number;
  place.names = found.names;
  place.character_device = found.kind == os::Kind::character_device;
  place.null_device = found.null_device;
  return place;
}

std::string why_not_written(const OutputPlace& place) {
  using enum OutputPlace::Kind;
  if (place.path.empty() || (place.kind == nothing && place.path.filename().empty())) return "this is no name of a file";
  switch (place.kind) {
    case folder: return "this is a folder";
    case socket: return "this is a socket";
    case block_device: return "this is a disk or another block device";
    case nothing:
      if (place.descriptor >= 0) return "is not open";
      if (std::error_code error; fs::is_symlink(place.path, error)) return "is a link that leads round to itself";
      break;
    case stream:
      if (place.descriptor >= 0 && !os::open_for_writing(place.descriptor)) return "is not open for writing";
      break;
    case file:
      if (const auto error = os::why_not_changed(place.path);
          error == std::errc::permission_denied || error == std::errc::read_only_file_system)
        return "is there and must not be changed (read only)";
      break;
  }
  return {};
}

Result<OutputFile> OutputFile::open(const fs::path& named) {
  const OutputPlace place = output_place(named);
  if (std::string why = why_not_written(place); !why.empty()) return failure({named.string(), 0, 0, std::move(why), "name a file"});
  OutputFile out;
  out.named_ = named;
  out.into_stream_ = place.kind == OutputPlace::Kind::stream;
  std::error_code error;
  out.file_ = std::make_unique<os::OpenFile>(!out.into_stream_       ? os::OpenFile::to_replace(place.path, error)
                                             : place.descriptor >= 0 ? os::OpenFile::of_descriptor(place.descriptor, error)
                                                                     : os::OpenFile::to_write(place.path, error));
  if (error) {
    out.into_stream_ = false;
    out.fail("cannot be written", error);
    return failure(*out.problem_);
  }
  return out;
}

OutputFile::OutputFile() = default;
OutputFile::OutputFile(OutputFile&& other) noexcept = default;
OutputFile::~OutputFile() = default;

void OutputFile::fail(const char* step, std::error_code reason) {
  if (problem_) return;
  error_ = reason;
  problem_ = {named_.string(), 0, 0, std::string(step) + ": " + reason.message(),
              into_stream_ ? "what was written so far is not all" : "nothing was changed; choose a place that can be written"};
}

bool OutputFile::put(std::string_view bytes) {
  std::error_code error;
  if (!problem_) file_->write(bytes, error);
  if (error) fail("writing failed", error);
  return !problem_;
}

bool OutputFile::flush() {
  put(buffer_);
  buffer_.clear();
  return !problem_;
}

bool OutputFile::write(std::string_view bytes) {
  assert(file_);
  if (problem_) return false;
  if (buffer_.size() + bytes.size() <= kPieceBytes) {
    buffer_ += bytes;
    return true;
  }
  if (!flush()) return false;
  if (bytes.size() >= kPieceBytes) return put(bytes);
  buffer_ = bytes;
  return true;
}

Result<void> OutputFile::commit() {
  assert(file_);
  if (flush()) {
    std::error_code error;
    file_->commit(error);
    if (error) fail("writing failed", error);
  }
  file_.reset();
  if (problem_) return failure(*problem_);
  return {};
}

bool OutputFile::reader_left() const { return error_ == std::errc::broken_pipe; }

void remove_unfinished_files() noexcept { os::remove_unfinished(); }

}  // namespace syn
