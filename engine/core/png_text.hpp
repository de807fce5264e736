// The texts inside a PNG file: what to_png() put beside the picture.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"

namespace syn {

using PngTexts = std::vector<std::pair<std::string, std::string>>;  // keyword and text, in the order of the file

// All tEXt and plain iTXt chunks (PNG specification, 11.3.4). Fails where the bytes are no whole PNG: a length beyond the end, a check
// sum that does not fit, no end. Looks at lengths first and makes no room for more than the bytes hold; pixels are not decoded.
Result<PngTexts> png_texts(std::string_view bytes, const std::string& file);

// As PNG asks for (annex D).
std::uint32_t png_crc(std::string_view bytes);

}  // namespace syn
