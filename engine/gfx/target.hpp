// Off-screen pictures and how they leave the program.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"

namespace syn {

// 8-bit RGB, rows from top to bottom, width * height * 3 bytes.
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;
};

// A framebuffer with colour (RGBA8) and depth, of a fixed size. Needs a current context. Move-only.
class RenderTarget {
 public:
  RenderTarget(int width, int height);
  ~RenderTarget();
  RenderTarget(RenderTarget&&) noexcept;
  RenderTarget& operator=(RenderTarget&&) noexcept;
  void bind() const;                                                                      // draws go here, the viewport covers it
  void clear_part(int x, int y, int width, int height, float r, float g, float b) const;  // pixels from the bottom left
  // Onto the bound framebuffer, each pixel to its own place.
  void copy_to_bound() const { copy_part_to_bound(0, 0, width_, height_); }
  void copy_part_to_bound(int x, int y, int width, int height) const;
  Image read() const;  // waits for the picture to be finished
  int width() const { return width_; }
  int height() const { return height_; }

 private:
  void release();
  int width_ = 0;
  int height_ = 0;
  unsigned framebuffer_ = 0;
  unsigned color_ = 0;
  unsigned depth_ = 0;
};

// Gives a texture four bytes a pixel, where it can be asked for (not in OpenGL ES) in the order of a window's channels: a
// software renderer has a much faster way to draw flat things and to copy where all pictures have that order. `rgba`: the
// pixels, or null.
void fill_color_texture(unsigned texture, int width, int height, const void* rgba = nullptr);

// The window's own framebuffer.
void bind_window(int width, int height);
void clear(float r, float g, float b);
void finish();  // waits until the graphics card (or the software renderer) is done

// PNG bytes of the picture, with `text` as pairs of keyword and text in tEXt chunks (version, seed, parameter hash).
std::string to_png(const Image& image, std::span<const std::pair<std::string, std::string>> text = {});
Result<void> save_png(const std::filesystem::path& path, const Image& image,
                      std::span<const std::pair<std::string, std::string>> text = {});
Result<Image> load_png(const std::filesystem::path& path);

// Largest and mean absolute difference of two pictures of the same size, per channel, 0..255. Sizes that differ give 255, 255.
struct ImageDifference {
  double largest = 0.0;
  double mean = 0.0;
};
ImageDifference compare(const Image& a, const Image& b);

}  // namespace syn
