// The face of a receptor that is cut open: grained, darker towards its edge, in the colours of what it runs through.
#pragma once

#include <glm/glm.hpp>

#include "mesh/mesh_data.hpp"

namespace syn::synapse {

// Where the plane z = 0 runs through a closed body that stands in the scene by `transform`: what lies within, facing +z. Its data
// chooses the colour of the surface next to it; its shade has grain and a dark edge. Scene units are nanometres.
MeshData cut_face(const MeshData& body, const glm::mat4& transform);

}  // namespace syn::synapse
