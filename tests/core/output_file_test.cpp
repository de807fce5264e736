// Outputs: a file whole or not at all, a stream written into, everything else refused.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <string>
#include <thread>

#include "core/files.hpp"
#include "core/output_file.hpp"

using namespace syn;
namespace fs = std::filesystem;

namespace {

constexpr unsigned kNobody = 65534;

struct Folder {
  fs::path path = fs::path(SYN_BINARY_DIR) / ("output_file_test" + std::to_string(::getpid()));
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  std::size_t entries() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator())); }
};

mode_t kind_of(const fs::path& path) {
  struct stat what {};
  return ::lstat(path.c_str(), &what) == 0 ? what.st_mode & S_IFMT : 0;
}

}  // namespace

TEST_CASE("an output that is not committed leaves the old bytes, one that is takes their place") {
  const Folder folder;
  const fs::path file = folder.path / "table.csv";
  REQUIRE(write_file(file, "old"));
  {
    auto out = OutputFile::open(file);
    REQUIRE(out);
    for (int i = 0; i < 300; ++i) REQUIRE(out->write(std::string(10000, 'x')));
    CHECK(read_file(file).value() == "old");
    CHECK(folder.entries() == 2);
  }
  CHECK(read_file(file).value() == "old");
  CHECK(folder.entries() == 1);
  auto out = OutputFile::open(file);
  REQUIRE(out);
  std::string all;
  for (int i = 0; i < 300; ++i) {
    const std::string piece = std::to_string(i) + std::string(static_cast<std::size_t>(i) * 97, 'y');
    all += piece;
    REQUIRE(out->write(piece));
  }
  REQUIRE(out->commit());
  CHECK(read_file(file).value() == all);
  CHECK(folder.entries() == 1);
}

TEST_CASE("what is unfinished can be removed at any moment, as a signal does") {
  const Folder folder;
  auto one = OutputFile::open(folder.path / "one.csv");
  auto two = OutputFile::open(folder.path / "two.csv");
  REQUIRE(one);
  REQUIRE(two);
  CHECK(folder.entries() == 2);
  remove_unfinished_files();
  CHECK(folder.entries() == 0);
}

TEST_CASE("a pipe and a device are written into and stay what they are") {
  const Folder folder;
  const fs::path pipe = folder.path / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::string heard;
  std::thread reader([&] { heard = read_file(pipe).value(); });
  const auto written = write_file(pipe, std::string(200000, 'z'));
  reader.join();
  REQUIRE(written);
  CHECK(heard == std::string(200000, 'z'));
  CHECK(kind_of(pipe) == S_IFIFO);
  CHECK(write_file("/dev/null", "nothing"));
  CHECK(kind_of("/dev/null") == S_IFCHR);
  const auto full = write_file("/dev/full", "something");
  REQUIRE_FALSE(full);
  CHECK(full.error().front().what.find("No space left") != std::string::npos);
  CHECK(folder.entries() == 1);
}

TEST_CASE("a descriptor of the program is written from where it stands, by each of its names") {
  const Folder folder;
  const fs::path file = folder.path / "log.txt";
  REQUIRE(write_file(file, "first\n"));
  const int open_file = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  REQUIRE(open_file >= 0);
  const std::string number = std::to_string(open_file);
  fs::create_symlink("/dev/fd/" + number, folder.path / "link");
  for (const fs::path& name : {fs::path("/dev/fd/" + number), fs::path("/proc/self/fd/" + number), folder.path / "link"}) {
    CHECK(own_descriptor(name) == open_file);
    CHECK(write_file(name, "more\n"));
  }
  CHECK(read_file(file).value() == "first\nmore\nmore\nmore\n");
  CHECK(output_place("/dev/fd/" + number).number == output_place(file).number);
  ::close(open_file);
  CHECK(write_file("/dev/fd/" + number, "x").error().front().what == "is not open");
  CHECK_FALSE(own_descriptor(file).has_value());
  const int read_only = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  CHECK(write_file("/dev/fd/" + std::to_string(read_only), "x").error().front().what == "is not open for writing");
  CHECK(read_file("/dev/fd/" + std::to_string(read_only)).value() == "first\nmore\nmore\nmore\n");
  CHECK(read_file("/dev/fd/" + std::to_string(read_only)).value().empty());  // read to its end
  ::close(read_only);
}

TEST_CASE("what is neither file nor stream is refused and stays") {
  const Folder folder;
  const fs::path socket_path = folder.path / "s";
  const int socket_file = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  // A socket's name is short: relative to a folder that is.
  const fs::path before = fs::current_path();
  fs::current_path(folder.path);
  std::strcpy(address.sun_path, "s");
  const int bound = ::bind(socket_file, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  fs::current_path(before);
  REQUIRE(bound == 0);
  CHECK(write_file(socket_path, "x").error().front().what == "this is a socket");
  CHECK(kind_of(socket_path) == S_IFSOCK);
  ::close(socket_file);
  CHECK(write_file(folder.path, "x").error().front().what == "this is a folder");
  CHECK(write_file("", "x").error().front().what == "this is no name of a file");
  CHECK(write_file(folder.path / "new/", "x").error().front().what == "this is no name of a file");
}

TEST_CASE("links are written through, also one that leads to nothing yet, and long names find room") {
  const Folder folder;
  fs::create_symlink("target.csv", folder.path / "link.csv");
  CHECK(output_place(folder.path / "link.csv").path == folder.path / "target.csv");
  REQUIRE(write_file(folder.path / "link.csv", "1"));
  CHECK(fs::is_symlink(folder.path / "link.csv"));
  CHECK(read_file(folder.path / "target.csv").value() == "1");
  fs::create_symlink("loop", folder.path / "loop");
  CHECK(write_file(folder.path / "loop", "1").error().front().what == "is a link that leads round to itself");
  CHECK(fs::is_symlink(folder.path / "loop"));
  const fs::path longest = folder.path / std::string(255, 'n');
  CHECK(write_file(longest, "long"));
  CHECK(read_file(longest).value() == "long");
}

TEST_CASE("rights stay, and a file that must not be changed is not") {
  const Folder folder;
  const fs::path file = folder.path / "table.csv";
  REQUIRE(write_file(file, "old"));
  ::chmod(file.c_str(), 0640);
  REQUIRE(write_file(file, "new"));
  struct stat what {};
  REQUIRE(::stat(file.c_str(), &what) == 0);
  CHECK((what.st_mode & 0777U) == 0640);
  ::chmod(file.c_str(), 0440);
  // Who may do everything is not refused: a process without rights tries it.
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    if (::geteuid() == 0 && (::chown(file.c_str(), kNobody, kNobody) != 0 || ::chown(folder.path.c_str(), kNobody, kNobody) != 0 ||
                             ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0))
      ::_exit(1);
    const Result<void> written = write_file(file, "newer");
    ::_exit(!written && written.error().front().what.find("read only") != std::string::npos ? 0 : 2);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(read_file(file).value() == "new");
}

TEST_CASE("a pipe that does not end is not read for ever") {
  CHECK(read_file("/dev/zero", 100000).error().front().what.find("too large") != std::string::npos);
  CHECK(read_file("/dev/null").value().empty());
}
