// What stands in the membrane under the receptor's body, and the molecules: assets/models/receptor_parts.toml.
//
// Nanometres in the frame of the model files: the pore's axis is y, y = 0 the middle of the membrane. Subunits are
// numbered as the colours of a material: GluN1 first and second copy, GluN2A first and second.
#pragma once

#include <array>
#include <glm/glm.hpp>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "core/result.hpp"

namespace syn::receptor {

// A stretch of the chain as a tube: M1, the re-entrant loop M2, M3 (which shuts the gate), M4. One radius a point.
struct Tube {
  int subunit = 0;
  std::string name;
  std::vector<glm::vec3> points;
  std::vector<float> radii;
};

// Side-chain atoms of an amino acid that lines the pore: "threonine", "hydrophobic" or "asparagine".
struct Lining {
  int subunit = 0;
  std::string name;
  std::vector<glm::vec3> atoms;
};

// An atom of the cut-open body that lies open near the pore: with these its surface shows its grain.
struct GrainAtom {
  int subunit = 0;
  glm::vec3 at{0.0F};
  float moves = 0.0F;  // how much with M3, 0..1
  float open = 1.0F;   // how much of the sky it sees, 0..1
};

struct Conformer {
  std::vector<std::string> elements;
  std::vector<glm::vec3> atoms;  // around the origin; the pose in the receptor's frame
};

struct Parts {
  std::vector<Tube> tubes;
  std::vector<Lining> linings;
  std::vector<GrainAtom> grain;
  std::array<glm::vec3, 2> glutamate_sites{};  // in the first and the second GluN2A
  std::array<glm::vec3, 2> glycine_sites{};    // in the first and the second GluN1
  Conformer ketamine_pose, ketamine, glutamate, glycine, magnesium;
};

// Fails, naming the file and the line, when it is missing, malformed or incomplete.
Result<Parts> read_parts(const DataFiles& files);
// Straight tubes and single atoms of the same sizes, for when the file cannot be read.
Parts stand_in_parts();

}  // namespace syn::receptor
