#include "os/process.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <utility>
#include <vector>

extern char** environ;

namespace syn::os {
namespace fs = std::filesystem;

fs::path executable() {
  std::error_code error;
  fs::path path = fs::weakly_canonical("/proc/self/exe", error);
  return error ? fs::path() : path;
}

fs::path home() {
  const char* folder = std::getenv("HOME");
  return folder != nullptr ? fs::path(folder) : fs::path();
}

bool is_terminal(std::FILE* stream) { return ::isatty(::fileno(stream)) == 1; }

void prepare_standard_streams() {
  // Open for the wrong direction: to read from or to write to it fails, as if it were closed.
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(standard, F_GETFD) >= 0) continue;
    const int held = ::open("/dev/null", standard == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (held != standard && held >= 0) ::close(held);
  }
  ::signal(SIGPIPE, SIG_IGN);
}

void put_error(std::string_view words) noexcept {
  if (::write(STDERR_FILENO, words.data(), words.size()) < 0) errno = 0;
}

void keep_freed_memory() {
  ::mallopt(M_MMAP_THRESHOLD, 64 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 256 << 20);
}

double peak_memory_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kilobytes = 0.0;
    if (word == "VmHWM:" && status >> kilobytes) return 1024.0 * kilobytes;
  }
  return 0.0;
}

bool threads_exist() { return true; }

// On Linux the niceness is a thread's own.
void let_others_first() {
  constexpr int kNice = 15;
  [[maybe_unused]] const int done = ::setpriority(PRIO_PROCESS, 0, kNice);
}

void* function_in_loaded(const char* library, const char* function) {
  void* loaded = ::dlopen(library, RTLD_NOW | RTLD_NOLOAD);
  return loaded != nullptr ? ::dlsym(loaded, function) : nullptr;
}

// In a process group of its own, so that what it starts ends with it.
Program Program::start(std::span<const std::string> words, std::error_code& error) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  Program out;
  posix_spawnattr_t attributes;
  int code = ::posix_spawnattr_init(&attributes);
  if (code == 0) {
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    pid_t process = -1;
    code = ::posix_spawnp(&process, arguments.front(), nullptr, &attributes, arguments.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    if (code == 0) out.process_ = process;
  }
  error = {code, std::generic_category()};
  return out;
}

Program::Program(Program&& other) noexcept : process_(std::exchange(other.process_, -1)), failed_(std::exchange(other.failed_, false)) {}

Program& Program::operator=(Program&& other) noexcept {
  process_ = std::exchange(other.process_, -1);
  failed_ = std::exchange(other.failed_, false);
  return *this;
}

bool Program::gone() {
  if (process_ <= 0) return true;
  int status = 0;
  const pid_t ended = ::waitpid(static_cast<pid_t>(process_), &status, WNOHANG);
  if (ended == 0) return false;
  process_ = -1;
  failed_ = ended > 0 && (!WIFEXITED(status) || WEXITSTATUS(status) != 0);
  return true;
}

void Program::ask_to_end() {
  if (process_ > 0) ::kill(-static_cast<pid_t>(process_), SIGTERM);
}

void Program::end() {
  if (process_ > 0) ::kill(-static_cast<pid_t>(process_), SIGKILL);
}

}  // namespace syn::os
