#include "app/console/console.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>

#include "app/console/exit_code.hpp"
#include "core/output_file.hpp"
#include "os/end_requests.hpp"
#include "os/process.hpp"

namespace syn {
namespace {

int answer_error = 0;  // errno of the first words that the standard output did not take

void note_error() {
  if (answer_error == 0) answer_error = errno != 0 ? errno : EIO;
}

constexpr std::string_view kNoMemory = "synaptoscope: out of memory; ask for fewer rows, patients or pictures\n";

// Reached by what no thread caught. Nothing that needs memory may happen here.
[[noreturn]] void end_without_memory() {
  bool memory = false;
  if (const std::exception_ptr thrown = std::current_exception()) {
    try {
      std::rethrow_exception(thrown);
    } catch (const std::bad_alloc&) {
      memory = true;
    } catch (...) {
      memory = false;
    }
  }
  if (!memory) std::abort();
  remove_unfinished_files();
  os::put_error(kNoMemory);
  std::_Exit(kCannot);
}

}  // namespace

void put(std::FILE* stream, std::string_view text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stream) != text.size() && stream == stdout) note_error();
}

bool answer_is_lost() {
  errno = 0;
  if (std::fflush(stdout) != 0) note_error();
  return answer_error != 0;
}

int settle(int code) {
  const bool lost = answer_is_lost();
  const int error = std::exchange(answer_error, 0);
  std::clearerr(stdout);
  if (!lost || code != kDone) return code;
  if (error != EPIPE) complain("synaptoscope: the standard output could not be written: {}\n", std::strerror(error));
  return kCannot;
}

void prepare_process() {
  os::keep_freed_memory();
  os::prepare_standard_streams();
  std::set_terminate(end_without_memory);
}

void end_on_signals() { os::end_on_request(); }

}  // namespace syn
