// Files as addresses (RFC 8089, RFC 3986): what a browser is given, and what a person pastes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace syn {

// "file:///my%20desk/s.toml" for an absolute path: every byte but letters, digits, "-._~" and "/" is encoded.
std::string file_address(const std::filesystem::path& path);

// The path of "file:///...", "file://localhost/..." or "file:/...", decoded. Empty for everything else: another computer's
// file, a plain path, a decoded zero byte. A "%" without two hexadecimal digits behind it stays as it is.
std::optional<std::filesystem::path> path_of_address(std::string_view address);

}  // namespace syn
