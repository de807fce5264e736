// The curves of a session as a file: the whole run, with run A and with those published scores that fit the scenario.
#pragma once

#include <string>

#include "app/session/session.hpp"
#include "app/shell/resources.hpp"

namespace syn {

// A vector picture (SVG) in the colours and language of the session's view. Fails with what is wrong with the published scores.
Result<std::string> curves_picture(CurveTab tab, const Session& session, const DataFiles& files, const Resources& resources, int width_px,
                                   int height_px);
// The same curves as a table (CSV).
Result<std::string> curves_table(CurveTab tab, const Session& session, const DataFiles& files);

}  // namespace syn
