#include "app/session/address.hpp"

#include <doctest/doctest.h>

#include <string>

namespace syn {
namespace {

TEST_CASE("a file's address holds nothing that a browser would read as something else") {
  CHECK(file_address("/my desk/s.toml") == "file:///my%20desk/s.toml");
  CHECK(file_address("/a#1/b?c/100%/å.html") == "file:///a%231/b%3Fc/100%25/%C3%A5.html");
  CHECK(file_address("/-._~/A9z") == "file:///-._~/A9z");
}

TEST_CASE("an address is decoded to the path that it was made of, whatever the bytes") {
  std::string every = "/";
  for (int byte = 1; byte < 256; ++byte) every += static_cast<char>(byte);
  for (const std::string& path : {every, std::string("/my desk/100%25.toml"), std::string("/a/b")})
    CHECK(path_of_address(file_address(path)) == path);
}

TEST_CASE("addresses as others write them") {
  CHECK(path_of_address("file:///my%20desk/s.toml") == "/my desk/s.toml");
  CHECK(path_of_address("file://localhost/my%20desk/%c3%a5.toml") == "/my desk/å.toml");
  CHECK(path_of_address("FILE://LocalHost/a") == "/a");
  CHECK(path_of_address("file:/a/b") == "/a/b");
  CHECK(path_of_address("file:///50%/x%2") == "/50%/x%2");
  CHECK(path_of_address("file:///a+b") == "/a+b");
  CHECK_FALSE(path_of_address("file://server/share/s.toml"));
  CHECK_FALSE(path_of_address("file:///a%00b"));
  CHECK_FALSE(path_of_address("file:s.toml"));
  CHECK_FALSE(path_of_address("/a%20b"));
  CHECK_FALSE(path_of_address("https://localhost/a"));
  CHECK_FALSE(path_of_address(""));
}

}  // namespace
}  // namespace syn
