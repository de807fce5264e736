#include "parts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "mesh.hpp"

namespace syn::bake {
namespace {

struct Stretch {
  const char* name;
  int first, last;  // numbers of amino acids in PDB 7EOS, both included
};
// Where the chain runs through the membrane. Between them the entry has gaps or domains outside.
constexpr std::array<Stretch, 4> kGluN1{{{"M1", 559, 584}, {"M2", 602, 620}, {"M3", 626, 655}, {"M4", 811, 844}}};
constexpr std::array<Stretch, 4> kGluN2A{{{"M1", 554, 581}, {"M2", 602, 620}, {"M3", 625, 653}, {"M4", 813, 837}}};

const std::array<Stretch, 4>& stretches(Subunit s) { return is_glun2a(s) ? kGluN2A : kGluN1; }

struct Ring {
  const char* name;
  int glun1, glun2a;
};
// The three layers of the cavity: Chou et al. 2022 (NSMB), Zhang et al. 2021 (doi:10.1038/s41586-021-03769-9).
constexpr std::array<Ring, 3> kRings{{{"threonine", 648, 646}, {"hydrophobic", 644, 642}, {"asparagine", 616, 614}}};

// Amino acids that hold the agonist in its cleft, and whose middle is its place here (the entry has no ligands).
constexpr std::array kGlycineSite{516, 518, 523, 688, 732};
constexpr std::array kGlutamateSite{511, 513, 518, 689, 690, 731};

constexpr double kHelixRadius = 0.34, kLooseRadius = 0.17;  // nanometres: a helix with little of its side chains

constexpr const char* kNames[kSubunits] = {"glun1_first", "glun1_second", "glun2a_first", "glun2a_second"};

const Residue* find(const std::vector<Residue>& chain, int number) {
  const auto at = std::lower_bound(chain.begin(), chain.end(), number, [](const Residue& r, int n) { return r.number < n; });
  return at != chain.end() && at->number == number ? &*at : nullptr;
}

const Residue& must_find(const std::vector<Residue>& chain, int number) {
  const Residue* residue = find(chain, number);
  if (residue == nullptr) throw std::runtime_error("amino acid " + std::to_string(number) + " is missing");
  return *residue;
}

glm::dvec3 middle(const std::vector<glm::dvec3>& points) {
  glm::dvec3 sum(0.0);
  for (const glm::dvec3& p : points) sum += p;
  return sum / static_cast<double>(points.size());
}

std::string text_of(const glm::dvec3& p) {
  char out[64];
  std::snprintf(out, sizeof out, "[%.3f, %.3f, %.3f]", p.x + 0.0, p.y + 0.0, p.z + 0.0);
  return out;
}

std::string text_of(const std::vector<glm::dvec3>& points) {
  std::string out = "[";
  for (std::size_t i = 0; i < points.size(); ++i) out += (i == 0 ? "" : i % 4 == 0 ? ",\n  " : ", ") + text_of(points[i]);
  return out + "]";
}

// How much each amino acid of a stretch belongs to a helix, 0..1: C-alphas three apart are 5 angstrom apart in one.
std::vector<double> helicity(const std::vector<glm::dvec3>& alphas) {
  std::vector<double> in(alphas.size(), 0.0);
  for (std::size_t i = 0; i + 3 < alphas.size(); ++i) {
    const double apart = glm::distance(alphas[i], alphas[i + 3]);
    if (apart < 4.3 || apart > 6.4) continue;
    for (std::size_t k = i; k <= i + 3; ++k) in[k] = 1.0;
  }
  std::vector<double> soft(in.size());
  for (std::size_t i = 0; i < in.size(); ++i) {
    soft[i] = (in[i == 0 ? 0 : i - 1] + 2.0 * in[i] + in[std::min(i + 1, in.size() - 1)]) / 4.0;
  }
  return soft;
}

// The axis of the chain: over a turn of the helix where there is one, over the neighbours elsewhere.
glm::dvec3 axis_at(const std::vector<glm::dvec3>& alphas, std::size_t i, double helix) {
  const auto mean = [&](int reach) {
    glm::dvec3 sum(0.0);
    double weight = 0.0;
    const int last = static_cast<int>(alphas.size()) - 1;
    const int span = std::min({reach, static_cast<int>(i), last - static_cast<int>(i)});  // even-handed at the ends
    for (int k = -span; k <= span; ++k) {
      const double w = std::abs(k) == reach ? 0.5 : 1.0;
      sum += w * alphas[static_cast<std::size_t>(static_cast<int>(i) + k)];
      weight += w;
    }
    return sum / weight;
  };
  return glm::mix(mean(1), mean(2), helix);
}

void add_tube(std::string& out, Subunit subunit, const std::vector<Residue>& chain, const Stretch& stretch) {
  std::vector<glm::dvec3> alphas;
  for (int n = stretch.first; n <= stretch.last; ++n) {
    if (const Residue* r = find(chain, n)) alphas.push_back(to_model_frame(r->alpha, kNmdaFrame) * 10.0);
  }
  const std::vector<double> helix = helicity(alphas);
  std::vector<glm::dvec3> points;
  std::string radii;
  for (std::size_t i = 0; i < alphas.size(); ++i) {
    points.push_back(axis_at(alphas, i, helix[i]) / 10.0);
    char number[16];
    std::snprintf(number, sizeof number, "%s%.2f", i == 0 ? "" : ", ", std::lerp(kLooseRadius, kHelixRadius, helix[i]));
    radii += number;
  }
  out += std::string("[[tube]]\nsubunit = \"") + kNames[static_cast<std::size_t>(subunit)] + "\"\nname = \"" + stretch.name +
         "\"\npoints = " + text_of(points) + "\nradii = [" + radii + "]\n\n";
}

// Heavy atoms of an SDF (V2000) or XYZ file, nanometres.
struct Molecule {
  std::string elements;  // words between spaces
  std::vector<glm::dvec3> atoms;
};
Molecule read_molecule(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  const bool sdf = path.extension() == ".sdf";
  std::string line;
  for (int i = 0; i < (sdf ? 4 : 1); ++i) std::getline(file, line);
  const int count = std::stoi(sdf ? line.substr(0, 3) : line);
  if (!sdf) std::getline(file, line);
  Molecule out;
  for (int i = 0; i < count && std::getline(file, line); ++i) {
    std::istringstream words(line);
    std::string element;
    glm::dvec3 p(0.0);
    if (sdf) {
      words >> p.x >> p.y >> p.z >> element;
    } else {
      words >> element >> p.x >> p.y >> p.z;
    }
    if (words.fail()) throw std::runtime_error(path.string() + ": an atom cannot be read");
    if (element == "H") continue;
    out.elements += (out.elements.empty() ? "\"" : ", \"") + element + "\"";
    out.atoms.push_back(p);
  }
  return out;
}

void add_molecule(std::string& out, const char* name, const std::filesystem::path& path, bool in_entry_frame) {
  Molecule molecule = read_molecule(path);
  const glm::dvec3 centre = in_entry_frame ? glm::dvec3(0.0) : middle(molecule.atoms);
  for (glm::dvec3& atom : molecule.atoms) atom = in_entry_frame ? to_model_frame(atom, kNmdaFrame) : (atom - centre) / 10.0;
  out += std::string("[[molecule]]\nname = \"") + name + "\"\nelements = [" + molecule.elements + "]\natoms = " + text_of(molecule.atoms) +
         "\n\n";
}

}  // namespace

const char* subunit_name(Subunit subunit) { return kNames[static_cast<std::size_t>(subunit)]; }

bool in_membrane(Subunit subunit, int number) {
  const auto& own = stretches(subunit);
  return (number >= own[0].first && number <= own[2].last) || (number >= own[3].first && number <= own[3].last);
}

bool in_m3(Subunit subunit, int number) {
  const Stretch& m3 = stretches(subunit)[2];
  return number >= m3.first && number <= m3.last;
}

std::string parts_text(const Residues& residues, const std::filesystem::path& molecules) {
  std::string out =
      "# Made by bake_receptor_half, see README.md here. Nanometres in the frame of nmda_receptor.glb: the pore's axis "
      "is y,\n"
      "# y = 0 is the middle of the membrane. PDB 7EOS, CC0 1.0.\n\n";
  for (std::size_t s = 0; s < kSubunits; ++s) {
    for (const Stretch& stretch : stretches(static_cast<Subunit>(s))) add_tube(out, static_cast<Subunit>(s), residues[s], stretch);
  }
  for (std::size_t s = 0; s < kSubunits; ++s) {
    const auto subunit = static_cast<Subunit>(s);
    for (const Ring& ring : kRings) {
      const Residue& residue = must_find(residues[s], is_glun2a(subunit) ? ring.glun2a : ring.glun1);
      std::vector<glm::dvec3> atoms;
      for (const glm::dvec3& atom : residue.side_chain) atoms.push_back(to_model_frame(atom, kNmdaFrame));
      out += std::string("[[ring]]\nsubunit = \"") + kNames[s] + "\"\nname = \"" + ring.name + "\"\natoms = " + text_of(atoms) + "\n\n";
    }
    std::vector<glm::dvec3> holders;
    const auto hold = [&](int number) { holders.push_back(to_model_frame(middle(must_find(residues[s], number).heavy), kNmdaFrame)); };
    if (is_glun2a(subunit)) {
      for (const int number : kGlutamateSite) hold(number);
    } else {
      for (const int number : kGlycineSite) hold(number);
    }
    out += std::string("[[site]]\nsubunit = \"") + kNames[s] + "\"\nname = \"" + (is_glun2a(subunit) ? "glutamate" : "glycine") +
           "\"\nat = " + text_of(middle(holders)) + "\n\n";
  }
  add_molecule(out, "ketamine_pose", molecules / "S-ketamine_modelled-pose_in_7EOS.sdf", true);
  add_molecule(out, "ketamine", molecules / "S-ketamine.sdf", false);
  add_molecule(out, "glutamate", molecules / "L-glutamate.sdf", false);
  add_molecule(out, "glycine", molecules / "glycine.sdf", false);
  add_molecule(out, "magnesium", molecules / "Mg-hexahydrate.xyz", false);
  out.pop_back();
  return out;
}

}  // namespace syn::bake
