#include "grain.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <glm/geometric.hpp>
#include <map>
#include <numbers>
#include <tuple>

namespace syn::bake {
namespace {

// Nanometres, in the frame of the model.
constexpr double kLow = -2.7, kHigh = 4.4, kAside = 4.3;  // what is near the pore
constexpr double kBehind = 0.02;                          // the cut
constexpr double kAtom = 0.17;                            // radius of an atom
constexpr double kProbe = 0.6, kSky = 2.5;                // how far a ray goes to find out whether an atom lies open, and how open
constexpr double kOpenEnough = 0.06;                      // share of the rays
constexpr double kMovesWithin = 0.2;                      // as the surface goes over from what moves with M3 to what stays
constexpr int kRays = 192;

struct Atom {
  glm::dvec3 at{0.0};
  std::size_t subunit = 0;
  bool membrane = false, moving = false;
};

// Atoms by cells of a grid, so that neighbours are found quickly.
class Neighbours {
 public:
  Neighbours(const std::vector<Atom>& atoms, double reach) : atoms_(atoms), reach_(reach) {
    for (std::size_t i = 0; i < atoms.size(); ++i) cells_[cell(atoms[i].at)].push_back(i);
  }
  template <class Visit>
  void around(const glm::dvec3& p, Visit&& visit) const {
    const auto [x, y, z] = cell(p);
    for (int dx = -1; dx <= 1; ++dx)
      for (int dy = -1; dy <= 1; ++dy)
        for (int dz = -1; dz <= 1; ++dz) {
          const auto found = cells_.find({x + dx, y + dy, z + dz});
          if (found == cells_.end()) continue;
          for (const std::size_t i : found->second) visit(atoms_[i]);
        }
  }
  // Share of the rays from an atom that meet no other one within the reach.
  double openness(const glm::dvec3& p) const {
    std::vector<glm::dvec3> near;
    around(p, [&](const Atom& other) {
      const glm::dvec3 to = other.at - p;
      if (glm::dot(to, to) > 1.0e-8) near.push_back(to);
    });
    int free = 0;
    for (int i = 0; i < kRays; ++i) {
      // A spiral over the sphere.
      const double y = 1.0 - 2.0 * (i + 0.5) / kRays, around_y = std::numbers::pi * (1.0 + std::sqrt(5.0)) * (i + 0.5);
      const double r = std::sqrt(1.0 - y * y);
      const glm::dvec3 ray(r * std::cos(around_y), y, r * std::sin(around_y));
      free += std::none_of(near.begin(), near.end(), [&](const glm::dvec3& to) {
        const double along = glm::dot(to, ray);
        return along > 0.0 && along < reach_ && glm::dot(to, to) - along * along < kAtom * kAtom;
      });
    }
    return static_cast<double>(free) / kRays;
  }

 private:
  using Cell = std::tuple<int, int, int>;
  Cell cell(const glm::dvec3& p) const {
    const double size = reach_ + kAtom;
    return {static_cast<int>(std::floor(p.x / size)), static_cast<int>(std::floor(p.y / size)), static_cast<int>(std::floor(p.z / size))};
  }
  const std::vector<Atom>& atoms_;
  double reach_;
  std::map<Cell, std::vector<std::size_t>> cells_;
};

// How much of what is around belongs to M3, of the chain in the membrane; 0 outside.
double moves_at(const Atom& atom, const Neighbours& all) {
  if (!atom.membrane) return 0.0;
  double moving = 0.0, sum = 1.0e-12;
  all.around(atom.at, [&](const Atom& other) {
    if (!other.membrane) return;
    const glm::dvec3 d = other.at - atom.at;
    const double weight = std::exp(-0.5 * glm::dot(d, d) / (kMovesWithin * kMovesWithin));
    sum += weight;
    if (other.moving) moving += weight;
  });
  return moving / sum;
}

void add_number(std::string& out, std::size_t i, const char* format, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  out += (i == 0 ? "" : i % 16 == 0 ? ",\n  " : ", ");
  out += text;
}

}  // namespace

std::string grain_text(const Residues& residues, double cut_degrees) {
  const double a = cut_degrees * std::numbers::pi / 180.0;
  const glm::dvec3 out_of_cut(-std::sin(a), 0.0, std::cos(a));
  std::vector<Atom> all, half;
  for (std::size_t s = 0; s < residues.size(); ++s) {
    for (const Residue& residue : residues[s]) {
      const auto subunit = static_cast<Subunit>(s);
      for (const glm::dvec3& heavy : residue.heavy)
        all.push_back({to_model_frame(heavy, kNmdaFrame), s, in_membrane(subunit, residue.number), in_m3(subunit, residue.number)});
    }
  }
  for (const Atom& atom : all) {
    if (glm::dot(atom.at, out_of_cut) < -kBehind) half.push_back(atom);
  }
  const Neighbours whole(all, kProbe), kept(half, kSky);
  std::string out;
  for (std::size_t s = 0; s < residues.size(); ++s) {
    std::string points, moves, open;
    std::size_t count = 0;
    for (const Atom& atom : half) {
      const bool near = atom.at.y > kLow && atom.at.y < kHigh && std::hypot(atom.at.x, atom.at.z) < kAside;
      if (atom.subunit != s || !near || whole.openness(atom.at) < kOpenEnough) continue;
      char text[64];
      std::snprintf(text, sizeof text, "%s[%.2f, %.2f, %.2f]",
                    count == 0       ? ""
                    : count % 5 == 0 ? ",\n  "
                                     : ", ",
                    atom.at.x + 0.0, atom.at.y + 0.0, atom.at.z + 0.0);
      points += text;
      add_number(moves, count, "%.2f", moves_at(atom, whole));
      add_number(open, count, "%.2f", kept.openness(atom.at));
      ++count;
    }
    std::printf("grain of %s: %zu atoms\n", subunit_name(static_cast<Subunit>(s)), count);
    out += std::string("[[grain]]\nsubunit = \"") + subunit_name(static_cast<Subunit>(s)) + "\"\npoints = [" + points + "]\nmoves = [" +
           moves + "]\nopen = [" + open + "]\n\n";
  }
  out.pop_back();
  return out;
}

}  // namespace syn::bake
