#include "app/console/console.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>

#include "app/console/exit_code.hpp"
#include "core/output_file.hpp"

namespace syn {
namespace {

int answer_error = 0;  // errno of the first words that the standard output did not take

void note_error() {
  if (answer_error == 0) answer_error = errno != 0 ? errno : EIO;
}

constexpr char kNoMemory[] = "synaptoscope: out of memory; ask for fewer rows, patients or pictures\n";

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
  if (::write(STDERR_FILENO, kNoMemory, sizeof kNoMemory - 1) < 0) errno = 0;
  ::_exit(kCannot);
}

void end_by_signal(int number) {
  remove_unfinished_files();
  ::signal(number, SIG_DFL);
  ::raise(number);
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
  // Open for the wrong direction: to read from or to write to it fails, as if it were closed.
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(standard, F_GETFD) >= 0) continue;
    const int held = ::open("/dev/null", standard == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (held != standard && held >= 0) ::close(held);
  }
  ::signal(SIGPIPE, SIG_IGN);
  std::set_terminate(end_without_memory);
}

void end_on_signals() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    if (::sigaction(number, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;  // nohup
    ::signal(number, end_by_signal);
  }
}

}  // namespace syn
