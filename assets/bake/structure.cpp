#include "structure.hpp"

#include <stdexcept>

#include <gemmi/gz.hpp>
#include <gemmi/pdb.hpp>

namespace syn::bake {
namespace {

Subunit subunit_of(const std::string& chain) {
  if (chain == "A") return Subunit::kGluN2AFirst;
  if (chain == "B") return Subunit::kGluN1First;
  if (chain == "C") return Subunit::kGluN2ASecond;
  if (chain == "D") return Subunit::kGluN1Second;
  throw std::runtime_error("chain " + chain + " is not one of PDB 7EOS (A to D)");
}

}  // namespace

SubunitAtoms read_structure(const std::string& path) {
  const gemmi::Structure structure = gemmi::read_pdb(gemmi::MaybeGzipped(path));
  if (structure.get_info("_entry.id") != "7EOS") throw std::runtime_error(path + " is not PDB 7EOS");
  if (structure.models.empty()) throw std::runtime_error(path + " holds no model");
  SubunitAtoms atoms;
  // A chain can come in two parts of the same name (the glycans follow at the end of the file), so go by name.
  for (const gemmi::Chain& chain : structure.models.front().chains) {
    auto& own = atoms[static_cast<std::size_t>(subunit_of(chain.name))];
    for (const gemmi::Residue& residue : chain.residues) {
      for (const gemmi::Atom& atom : residue.atoms) {
        if (!atom.is_hydrogen()) own.emplace_back(atom.pos.x, atom.pos.y, atom.pos.z);
      }
    }
  }
  for (const auto& own : atoms) {
    if (own.empty()) throw std::runtime_error(path + " lacks one of the chains A to D");
  }
  return atoms;
}

}  // namespace syn::bake
