// Smoothed atom density on a grid, one field per body: a subunit, or a part of one that is told apart.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include <glm/vec3.hpp>

namespace syn::bake {

// How the density is made.
struct DensitySettings {
  double spacing = 2.5;  // between grid nodes, angstrom
  double sigma = 2.5;    // of the Gaussian that each atom becomes, angstrom
  // Narrow Gaussians leave gaps between the atoms of one body, which a cut would open: where wider ones add up to
  // `packed`, the inside is filled up to `level`. No filling with packing sigma 0.
  double packing_sigma = 0.0;  // angstrom
  double packed = 0.03;        // atoms per cubic angstrom
  double level = 0.015;        // atoms per cubic angstrom: where the surface will be drawn
};

// Number density of heavy atoms (atoms per cubic angstrom): each atom is a Gaussian of weight 1. The grid reaches
// four sigma beyond every atom, so the density on its border is nil.
class Density {
 public:
  // Centres of the atoms of each body, angstrom; at least one atom in each. Shape [bodies][atoms].
  Density(std::span<const std::vector<glm::dvec3>> atoms, const DensitySettings& settings);

  // Nodes along x, y, z.
  const std::array<std::size_t, 3>& shape() const { return shape_; }
  // Number of a node: x runs fastest.
  std::size_t index(std::size_t x, std::size_t y, std::size_t z) const { return (z * shape_[1] + y) * shape_[0] + x; }
  // Place of a node, angstrom.
  glm::dvec3 place(std::size_t x, std::size_t y, std::size_t z) const;
  // Sum of all bodies at the nodes. Shape [nodes].
  const std::vector<double>& total() const { return total_; }
  // The body that contributes most at a point (angstrom), fields interpolated linearly between nodes. Throws
  // std::out_of_range outside the grid.
  std::size_t strongest(const glm::dvec3& point) const;
  // Takes away everything at y below about `y` (angstrom), so that a surface closes there with a face that is flat to a
  // twentieth of the spacing. Returns where the face lies.
  double cut_below(double y);

 private:
  void add_atom(const glm::dvec3& centre, double sigma, std::vector<double>& field) const;

  double spacing_;                           // angstrom
  glm::dvec3 origin_{0.0};                   // place of node 0, angstrom
  std::array<std::size_t, 3> shape_{};       // nodes along x, y, z
  std::vector<std::vector<double>> fields_;  // [body][node], atoms per cubic angstrom
  std::vector<double> total_;                // [node], atoms per cubic angstrom
};

}  // namespace syn::bake
