// Independent pieces of work over a few threads. What a piece does must depend on its number alone.
#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace syn {

// Calls work(0) .. work(pieces - 1), each once, on `threads` threads (0 = as many as the machine has). A machine that
// gives no more threads gets the work done on those it has. What a piece throws (no memory left) ends the others soon and
// is thrown here.
template <class Work>
void parallel_for(int pieces, int threads, Work&& work) {
  const int wanted = threads > 0 ? threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  std::atomic<int> next{0};
  std::exception_ptr thrown;
  std::mutex throwing;
  const auto take = [&] {
    try {
      for (int piece = next++; piece < pieces; piece = next++) work(piece);
    } catch (...) {
      const std::lock_guard lock(throwing);
      if (!thrown) thrown = std::current_exception();
      next = pieces;
    }
  };
  std::vector<std::thread> others;
  for (int i = 1; i < std::min(wanted, pieces); ++i) {
    try {
      others.emplace_back(take);
    } catch (const std::system_error&) {
      break;
    }
  }
  take();
  for (std::thread& other : others) other.join();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace syn
