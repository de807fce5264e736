// A page to print: what is shown at this moment, as one HTML file that needs nothing else. Any browser prints it.
#pragma once

#include <span>
#include <string>

#include "app/explain/description.hpp"
#include "app/session/session.hpp"
#include "app/shell/resources.hpp"
#include "gfx/target.hpp"
#include "model/calibration/published.hpp"

namespace syn {

// The picture (of the scene with its words), the curves of the tab in front over the whole run, the moment in sentences,
// the keys, and what is needed to come back to it: version, seed, parameter hash, and the text that Open takes.
// Dark ink on white, body text 12 pt.
std::string print_page(const Session& session, const Image& picture, const PictureWords& words, std::span<const PublishedScore> published,
                       const Resources& resources);

// RFC 4648, with padding.
std::string base64(std::string_view bytes);

}  // namespace syn
