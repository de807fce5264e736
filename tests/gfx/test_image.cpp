#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <string>
#include <utility>

#include "core/files.hpp"
#include "gfx/target.hpp"

namespace syn {
namespace {

Image gradient(int width, int height) {
  Image image{.width = width, .height = height, .rgb = {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (const int value : {x * 7, y * 11, x * y}) image.rgb.push_back(static_cast<std::uint8_t>(value & 0xFF));
    }
  }
  return image;
}

std::filesystem::path scratch(const std::string& name) {
  const auto folder = std::filesystem::path(SYN_BINARY_DIR) / "test-gfx";
  std::filesystem::create_directories(folder);
  return folder / name;
}

using Texts = std::array<std::pair<std::string, std::string>, 2>;
const Texts kTexts{{{"Software", "Synaptoscope 0.1.0"}, {"seed", "7"}}};

}  // namespace

TEST_CASE("a picture survives the way through a PNG file with text chunks byte by byte") {
  const Image image = gradient(37, 23);
  const auto path = scratch("round-trip.png");
  REQUIRE(save_png(path, image, kTexts).has_value());
  const auto back = load_png(path);
  REQUIRE(back.has_value());
  CHECK(back->width == 37);
  CHECK(back->height == 23);
  CHECK(back->rgb == image.rgb);
}

TEST_CASE("text chunks stand right behind the header with the length and checksum that PNG asks for") {
  const std::string bytes = to_png(gradient(5, 4), kTexts);
  // Signature 8, IHDR 25, then length 26 = "Software" + 0 + 17 or 18 characters.
  const std::string chunk = bytes.substr(33);
  CHECK(static_cast<int>(chunk[3]) == 8 + 1 + 18);
  CHECK(chunk.substr(4, 4) == "tEXt");
  CHECK(chunk.substr(8, 27) == std::string("Software\0Synaptoscope 0.1.0", 27));
  const std::string second = chunk.substr(12 + 27);
  CHECK(second.substr(4, 4) == "tEXt");
  CHECK(second.substr(8, 6) == std::string("seed\0007", 6));
  // CRC-32 of the bytes "tEXtseed\0007", worked out with zlib.
  CHECK(second.substr(14, 4) == std::string("\x31\x36\x51\x07", 4));
}

TEST_CASE("a PNG without text has no text chunk") { CHECK(to_png(gradient(5, 4)).find("tEXt") == std::string::npos); }

TEST_CASE("a damaged, cut or missing PNG fails with the name of the file") {
  const std::string good = to_png(gradient(40, 40), kTexts);
  const auto path = scratch("damaged.png");
  for (const std::size_t length : {std::size_t{0}, std::size_t{4}, std::size_t{20}, std::size_t{60}, good.size() / 2}) {
    REQUIRE(write_file(path, good.substr(0, length)).has_value());
    const auto loaded = load_png(path);
    REQUIRE_FALSE(loaded.has_value());
    CHECK(loaded.error().front().file.find("damaged.png") != std::string::npos);
  }
  std::string huge = good;
  huge.replace(16, 4, "\x7F\xFF\xFF\xFF");  // the width in the header
  REQUIRE(write_file(path, huge).has_value());
  CHECK_FALSE(load_png(path).has_value());
  CHECK_FALSE(load_png(scratch("not-there.png")).has_value());
}

TEST_CASE("the difference of two pictures is the largest and the mean over all channels") {
  Image a = gradient(10, 10);
  Image b = a;
  CHECK(compare(a, b).largest == 0.0);
  b.rgb[5] = static_cast<std::uint8_t>(b.rgb[5] + 30);
  CHECK(compare(a, b).largest == 30.0);
  CHECK(compare(a, b).mean == doctest::Approx(30.0 / 300.0));
  CHECK(compare(a, gradient(10, 11)).largest == 255.0);
}

}  // namespace syn
