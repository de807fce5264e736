#include "ampa_structure.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <utility>

#include <gemmi/gz.hpp>
#include <gemmi/pdb.hpp>
#include <glm/geometric.hpp>

namespace syn::bake {
namespace {

constexpr int kFirstOfTarp = 1001;  // numbers of the entry
constexpr int kFirstOfLigands = 1301;
constexpr double kMembraneCore = 28.0;  // angstrom, as of the NMDA receptor's model

// Kyte & Doolittle 1982.
const std::map<std::string, double> kHydropathy{{"ILE", 4.5},  {"VAL", 4.2},  {"LEU", 3.8},  {"PHE", 2.8},  {"CYS", 2.5},
                                                {"MET", 1.9},  {"ALA", 1.8},  {"GLY", -0.4}, {"THR", -0.7}, {"SER", -0.8},
                                                {"TRP", -0.9}, {"TYR", -1.3}, {"PRO", -1.6}, {"HIS", -3.2}, {"GLU", -3.5},
                                                {"GLN", -3.5}, {"ASP", -3.5}, {"ASN", -3.5}, {"LYS", -3.9}, {"ARG", -4.5}};

// C-alphas that two facing chains both have.
template <class Use>
void each_pair(const AmpaStructure& structure, Use&& use) {
  for (const auto& [first, second] : {std::pair(0, 2), std::pair(1, 3)}) {
    const auto& a = structure.alphas[static_cast<std::size_t>(first)];
    const auto& b = structure.alphas[static_cast<std::size_t>(second)];
    auto other = b.begin();
    for (const auto& one : a) {
      while (other != b.end() && other->number < one.number) ++other;
      if (other != b.end() && other->number == one.number) use(one.place, other->place);
    }
  }
}

}  // namespace

Legend ampa_legend() {
  Legend legend;
  for (std::size_t body = 0; body < kAmpaBodies; ++body) {
    legend.bodies.push_back({static_cast<std::uint8_t>(body < kAmpaChains ? 0 : 255), static_cast<std::uint8_t>(body % 2 == 0 ? 0 : 255)});
  }
  // The linkers end at about 137 in all four chains; the lowest of the amino-terminal layer is at 185.
  legend.ligand_binding_from = 136.0;
  legend.amino_terminal_from = 187.0;
  return legend;
}

AmpaStructure read_ampa_structure(const std::string& path) {
  const gemmi::Structure entry = gemmi::read_pdb(gemmi::MaybeGzipped(path));
  if (entry.get_info("_entry.id") != "5WEO") throw std::runtime_error(path + " is not PDB 5WEO");
  if (entry.models.empty()) throw std::runtime_error(path + " holds no model");
  AmpaStructure out;
  for (const gemmi::Chain& chain : entry.models.front().chains) {
    if (chain.name.size() != 1 || chain.name[0] < 'A' || chain.name[0] > 'D') {
      throw std::runtime_error("chain " + chain.name + " is not one of PDB 5WEO (A to D)");
    }
    const auto number_of_chain = static_cast<std::size_t>(chain.name[0] - 'A');
    for (const gemmi::Residue& residue : chain.residues) {
      const int number = residue.seqid.num.value;
      if (number >= kFirstOfLigands) continue;
      auto& own = out.atoms[number_of_chain + (number >= kFirstOfTarp ? kAmpaChains : 0)];
      for (const gemmi::Atom& atom : residue.atoms) {
        if (atom.is_hydrogen()) continue;
        own.emplace_back(atom.pos.x, atom.pos.y, atom.pos.z);
        if (atom.name == "CA") out.alphas[number_of_chain].push_back({number, residue.name, own.back()});
      }
    }
  }
  for (const auto& own : out.atoms) {
    if (own.empty()) throw std::runtime_error(path + " lacks one of the chains A to D or its TARP");
  }
  return out;
}

EntryFrame frame_of(const AmpaStructure& structure) {
  EntryFrame frame{{0.0, 0.0}, 0.0};
  double pairs = 0.0;
  each_pair(structure, [&](const glm::dvec3& a, const glm::dvec3& b) {
    frame.axis += 0.5 * glm::dvec2(a + b);
    pairs += 1.0;
  });
  frame.axis /= pairs;

  std::vector<std::pair<double, double>> by_height;  // z, hydropathy
  for (const auto& chain : structure.alphas) {
    for (const auto& alpha : chain) {
      const auto found = kHydropathy.find(alpha.residue);
      if (found != kHydropathy.end()) by_height.emplace_back(alpha.place.z, found->second);
    }
  }
  std::sort(by_height.begin(), by_height.end());
  double best = 0.0, sum = 0.0;
  std::size_t first = 0;
  for (std::size_t last = 0; last < by_height.size(); ++last) {  // slabs that end at an amino acid
    sum += by_height[last].second;
    while (by_height[last].first - by_height[first].first > kMembraneCore) sum -= by_height[first++].second;
    if (sum > best) {
      best = sum;
      frame.membrane = 0.5 * (by_height[first].first + by_height[last].first);
    }
  }
  return frame;
}

double two_fold_error(const AmpaStructure& structure, const EntryFrame& frame) {
  double squared = 0.0, pairs = 0.0;
  each_pair(structure, [&](const glm::dvec3& a, const glm::dvec3& b) {
    const glm::dvec3 turned(2.0 * frame.axis - glm::dvec2(a), a.z);
    squared += glm::dot(turned - b, turned - b);
    pairs += 1.0;
  });
  return std::sqrt(squared / pairs);
}

}  // namespace syn::bake
