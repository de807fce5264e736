// This process and those it starts. For another system write another process_SYSTEM.cpp; what each function has to promise
// stands here. Where a system has nothing of the kind, the answer that is named "else" is right.
#pragma once

#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

namespace syn::os {

// The file of this program, through all links; else empty.
std::filesystem::path executable();
// The person's own folder; else empty.
std::filesystem::path home();

// Whether a person looks on, and the words go to no file; else false.
bool is_terminal(std::FILE* stream);
// Once, at the start. A standard stream that is closed is held, so that no file takes its number: to read from it or to
// write to it goes on to fail. A pipe whose reader left is an error of the write (std::errc::broken_pipe) and not the end
// of the process. Bytes go out as they are.
void prepare_standard_streams();
// Puts words on the standard error, without any memory; may be called by a signal handler. Lost if it cannot.
void put_error(std::string_view words) noexcept;

// What the process gave back it may want again soon: a software renderer takes and gives back megabytes every frame, and
// new pages of the system cost a tenth of the frame. Once, at the start; else nothing.
void keep_freed_memory();
// The most memory that this process has held at once, in bytes; else 0.
double peak_memory_bytes();

// Whether a thread can be started at all. Where this is false, std::thread throws, and what would be done beside the
// picture is done in small steps between two frames.
bool threads_exist();
// The thread that calls it, and those it will start, get the processor only when nobody else wants it; else nothing.
void let_others_first();

// A function of a library that somebody in this process has loaded already, under the file's name; else nullptr.
void* function_in_loaded(const char* library, const char* function);

// Another program, started beside this one. Move-only; nothing here waits for it, and it outlives this object.
class Program {
 public:
  Program() = default;  // none
  // The first word is its name, looked for where programs are. What it starts itself ends with it. Its streams are ours.
  static Program start(std::span<const std::string> words, std::error_code& error);
  Program(Program&& other) noexcept;
  Program& operator=(Program&& other) noexcept;

  // Whether it has ended, or there is none.
  bool gone();
  // After gone(): it could not do its work, as its exit code or the way it ended says.
  bool failed() const { return failed_; }
  // It and what it started: asked, and told.
  void ask_to_end();
  void end();

 private:
  long long process_ = -1;
  bool failed_ = false;
};

}  // namespace syn::os
