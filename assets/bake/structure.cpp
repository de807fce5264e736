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

gemmi::Structure entry_at(const std::string& path) {
  gemmi::Structure structure = gemmi::read_pdb(gemmi::MaybeGzipped(path));
  if (structure.get_info("_entry.id") != "7EOS") throw std::runtime_error(path + " is not PDB 7EOS");
  if (structure.models.empty()) throw std::runtime_error(path + " holds no model");
  return structure;
}

}  // namespace

Legend nmda_legend() {
  Legend legend;
  for (std::size_t s = 0; s < kSubunits; ++s) {
    const auto subunit = static_cast<Subunit>(s);
    legend.bodies.push_back(
        {static_cast<std::uint8_t>(is_glun2a(subunit) ? 255 : 0), static_cast<std::uint8_t>(is_second(subunit) ? 255 : 0)});
  }
  legend.ligand_binding_from = 100.0;
  legend.amino_terminal_from = 155.0;
  return legend;
}

SubunitAtoms read_structure(const std::string& path) {
  const gemmi::Structure structure = entry_at(path);
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

std::array<std::vector<Residue>, kSubunits> read_residues(const std::string& path) {
  const gemmi::Structure structure = entry_at(path);
  std::array<std::vector<Residue>, kSubunits> out;
  for (const gemmi::Chain& chain : structure.models.front().chains) {
    auto& own = out[static_cast<std::size_t>(subunit_of(chain.name))];
    for (const gemmi::Residue& residue : chain.residues) {
      const gemmi::Atom* alpha = residue.find_atom("CA", '*', gemmi::El::C);
      if (alpha == nullptr) continue;
      Residue& r = own.emplace_back();
      r.number = residue.seqid.num.value;
      r.alpha = {alpha->pos.x, alpha->pos.y, alpha->pos.z};
      for (const gemmi::Atom& atom : residue.atoms) {
        if (atom.is_hydrogen()) continue;
        r.heavy.emplace_back(atom.pos.x, atom.pos.y, atom.pos.z);
        const bool backbone = atom.name == "N" || atom.name == "CA" || atom.name == "C" || atom.name == "O";
        if (!backbone) r.side_chain.push_back(r.heavy.back());
      }
    }
  }
  for (const auto& own : out) {
    if (own.empty()) throw std::runtime_error(path + " lacks one of the chains A to D");
  }
  return out;
}

}  // namespace syn::bake
