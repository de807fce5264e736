// Bytes as text.
#pragma once

#include <string>
#include <string_view>

namespace syn {

// Whether the bytes are UTF-8: no byte out of place, no letter written longer than needed, no half of a UTF-16 pair.
bool is_utf8(std::string_view bytes);

// A text as XML and HTML take it, between tags or in an attribute; control characters are left out.
std::string xml_escaped(std::string_view text);

}  // namespace syn
