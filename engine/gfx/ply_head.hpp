// What the header of a PLY says, before anything is believed and memory is taken for it. Internal to load_meshes.
#pragma once

#include <string>
#include <string_view>

namespace syn {

// Why the file is not read: empty if it is a list of vertices (x, y and z, and other numbers) and a list of faces (corners
// counted by one byte), both no longer than what follows the header allows.
std::string ply_objection(std::string_view bytes);

}  // namespace syn
