// A GLB reduced to its surfaces before a general reader sees it. Internal to load_meshes.
//
// A file of some hundred bytes can ask for gigabytes (nodes that are the children of many, lengths that are not there) or
// name things in an order that readers do not expect (skins, strips without a triangle). So everything that a picture needs
// is looked at here, with the file's own size as the measure, and written anew; the rest (materials, animations, cameras,
// what other programs add) is left behind, and nobody reads it.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace syn {

// Nodes with their transforms, meshes of triangles with positions, normals and colours: a GLB of version 2 with one buffer,
// in which every index, offset and count has been checked. Points and lines have no surface and are left out. Fails with the
// first thing that is damaged, too much (see mesh_data.hpp), or that would change the shape and is not read here: skins,
// morph targets, sparse accessors, extensions that are required. Source: glTF 2.0 (Khronos, ISO/IEC 12113), chapters 3 and 4.
Result<std::string> plain_glb(std::string_view bytes, const std::string& file);

}  // namespace syn
