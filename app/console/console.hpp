// What the program says on its standard streams, and what a full disk, a closed stream or a reader that left does to it.
//
// Words for the standard output that cannot be written make the exit code kCannot, once the command is done; those for the
// standard error are lost without a sign, for there is nowhere to tell it: an error keeps its own code.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <string_view>
#include <utility>

namespace syn {

// Never throws and never ends the program.
void put(std::FILE* stream, std::string_view text);

template <class... T>
void say(fmt::format_string<T...> format, T&&... values) {
  put(stdout, fmt::format(format, std::forward<T>(values)...));
}
template <class... T>
void complain(fmt::format_string<T...> format, T&&... values) {
  put(stderr, fmt::format(format, std::forward<T>(values)...));
}

// Where a command says what it did: on the standard output, or on the standard error when its data goes there.
class Words {
 public:
  explicit Words(std::FILE* stream) : stream_(stream) {}
  template <class... T>
  void say(fmt::format_string<T...> format, T&&... values) const {
    put(stream_, fmt::format(format, std::forward<T>(values)...));
  }

 private:
  std::FILE* stream_;
};

// Whether something said on the standard output is lost already: no need to go on.
bool answer_is_lost();
// Writes what was said. If it could not be, tells so on the standard error (not if the reader just left, as `head` does)
// and turns kDone into kCannot; any other code stays.
int settle(int code);

// Once, at the start of the process: standard streams that are closed are held, so that no file takes their number; a pipe
// whose reader left is an error like any other; running out of memory ends with words and kCannot, wherever it happens.
// Memory that was given back is kept for the next frame.
void prepare_process();
// For commands without a window: a signal to end removes what is not finished yet (remove_unfinished_files) and ends.
void end_on_signals();

}  // namespace syn
