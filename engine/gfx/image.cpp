// Pictures as files: PNG out (with text chunks), PNG in, and how far two pictures are apart.
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 16384
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#include <stb_image.h>
#include <stb_image_write.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <new>
#include <string_view>

#include "core/files.hpp"
#include "core/png_text.hpp"
#include "gfx/target.hpp"

namespace syn {
namespace {

constexpr std::size_t kHeaderBytes = 8 + 25;  // signature and the IHDR chunk, which must come first
constexpr std::size_t kLargestFile = 256U << 20U;

void append_big_endian(std::string& out, std::uint32_t value) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) out += static_cast<char>((value >> shift) & 0xFFU);
}

// length, type, data, CRC of type and data. A text with more than ASCII, which is UTF-8 here, stands in the kind of chunk for that.
std::string text_chunk(std::string_view keyword, std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string body = ascii ? "tEXt" : "iTXt";
  body += keyword.substr(0, 79);
  body += '\0';
  if (!ascii) body.append(4, '\0');  // not compressed, no language, no other keyword
  body += text;
  std::string out;
  append_big_endian(out, static_cast<std::uint32_t>(body.size() - 4));
  out += body;
  append_big_endian(out, png_crc(body));
  return out;
}

}  // namespace

std::string to_png(const Image& image, std::span<const std::pair<std::string, std::string>> text) {
  assert(image.rgb.size() == static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3);
  std::string bytes;
  const auto write = [](void* context, void* data, int size) {
    static_cast<std::string*>(context)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
  };
  if (stbi_write_png_to_func(write, &bytes, image.width, image.height, 3, image.rgb.data(), image.width * 3) == 0) throw std::bad_alloc();
  std::string chunks;
  for (const auto& [keyword, value] : text) {
    if (!keyword.empty()) chunks += text_chunk(keyword, value);
  }
  if (bytes.size() >= kHeaderBytes) bytes.insert(kHeaderBytes, chunks);
  return bytes;
}

Result<void> save_png(const std::filesystem::path& path, const Image& image, std::span<const std::pair<std::string, std::string>> text) {
  return write_file(path, to_png(image, text));
}

Result<Image> load_png(const std::filesystem::path& path) {
  auto bytes = read_file(path, kLargestFile);
  if (!bytes) return failure(bytes.error());
  int width = 0;
  int height = 0;
  int channels = 0;
  const auto* data = reinterpret_cast<const stbi_uc*>(bytes->data());
  const std::unique_ptr<stbi_uc, decltype(&std::free)> pixels(
      stbi_load_from_memory(data, static_cast<int>(bytes->size()), &width, &height, &channels, 3), &std::free);
  if (pixels == nullptr) {
    const char* reason = stbi_failure_reason();
    return failure({.file = path.string(),
                    .what = std::string("cannot be read as a picture: ") + (reason == nullptr ? "damaged" : reason),
                    .remedy = "a whole PNG file"});
  }
  const std::size_t size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3;
  return Image{.width = width, .height = height, .rgb = {pixels.get(), pixels.get() + size}};
}

ImageDifference compare(const Image& a, const Image& b) {
  if (a.width != b.width || a.height != b.height || a.rgb.size() != b.rgb.size()) return {255.0, 255.0};
  ImageDifference out;
  double sum = 0.0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) {
    const double difference = std::abs(static_cast<int>(a.rgb[i]) - static_cast<int>(b.rgb[i]));
    out.largest = std::max(out.largest, difference);
    sum += difference;
  }
  if (!a.rgb.empty()) out.mean = sum / static_cast<double>(a.rgb.size());
  return out;
}

}  // namespace syn
