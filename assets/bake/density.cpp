#include "density.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace syn::bake {
namespace {

constexpr double kReach = 4.0;  // an atom is felt this far, in sigma
constexpr double kNothing = -1.0e3;

}  // namespace

Density::Density(std::span<const std::vector<glm::dvec3>> atoms, const DensitySettings& settings)
    : spacing_(settings.spacing), fields_(atoms.size()) {
  glm::dvec3 low(atoms[0].front());
  glm::dvec3 high(low);
  for (const auto& own : atoms) {
    for (const glm::dvec3& atom : own) {
      low = glm::min(low, atom);
      high = glm::max(high, atom);
    }
  }
  const double margin = kReach * std::max(settings.sigma, settings.packing_sigma) + spacing_;
  origin_ = glm::floor((low - margin) / spacing_) * spacing_;
  const glm::dvec3 cells = glm::ceil((high + margin - origin_) / spacing_);
  shape_ = {static_cast<std::size_t>(cells.x) + 1, static_cast<std::size_t>(cells.y) + 1, static_cast<std::size_t>(cells.z) + 1};

  total_.assign(shape_[0] * shape_[1] * shape_[2], 0.0);
  for (std::size_t s = 0; s < atoms.size(); ++s) {
    fields_[s].assign(total_.size(), 0.0);
    for (const glm::dvec3& atom : atoms[s]) add_atom(atom, settings.sigma, fields_[s]);
    for (std::size_t i = 0; i < total_.size(); ++i) total_[i] += fields_[s][i];
  }
  if (settings.packing_sigma <= 0.0) return;
  std::vector<double> packing(total_.size(), 0.0);
  for (const auto& own : atoms) {
    for (const glm::dvec3& atom : own) add_atom(atom, settings.packing_sigma, packing);
  }
  for (std::size_t i = 0; i < total_.size(); ++i) total_[i] = std::max(total_[i], packing[i] * settings.level / settings.packed);
}

void Density::add_atom(const glm::dvec3& centre, double sigma, std::vector<double>& field) const {
  const double peak = std::pow(2.0 * std::numbers::pi * sigma * sigma, -1.5);
  const double reach = kReach * sigma;
  const glm::dvec3 first = glm::ceil((centre - reach - origin_) / spacing_);
  const glm::dvec3 last = glm::floor((centre + reach - origin_) / spacing_);
  for (auto z = static_cast<std::size_t>(first.z); z <= static_cast<std::size_t>(last.z); ++z) {
    for (auto y = static_cast<std::size_t>(first.y); y <= static_cast<std::size_t>(last.y); ++y) {
      for (auto x = static_cast<std::size_t>(first.x); x <= static_cast<std::size_t>(last.x); ++x) {
        const glm::dvec3 away = place(x, y, z) - centre;
        const double squared = glm::dot(away, away);
        if (squared < reach * reach) field[index(x, y, z)] += peak * std::exp(-0.5 * squared / (sigma * sigma));
      }
    }
  }
}

glm::dvec3 Density::place(std::size_t x, std::size_t y, std::size_t z) const {
  return origin_ + spacing_ * glm::dvec3(static_cast<double>(x), static_cast<double>(y), static_cast<double>(z));
}

std::size_t Density::strongest(const glm::dvec3& point) const {
  const glm::dvec3 cell = (point - origin_) / spacing_;
  std::array<std::size_t, 3> base{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double c = cell[static_cast<int>(axis)];
    if (!(c >= 0.0) || c >= static_cast<double>(shape_[axis] - 1)) throw std::out_of_range("point outside the density");
    base[axis] = static_cast<std::size_t>(c);
  }
  const glm::dvec3 f = glm::fract(cell);
  std::vector<double> strengths(fields_.size(), 0.0);
  for (std::size_t corner = 0; corner < 8; ++corner) {
    const std::size_t dx = corner & 1U;
    const std::size_t dy = (corner >> 1U) & 1U;
    const std::size_t dz = corner >> 2U;
    const double weight = (dx != 0 ? f.x : 1.0 - f.x) * (dy != 0 ? f.y : 1.0 - f.y) * (dz != 0 ? f.z : 1.0 - f.z);
    const std::size_t node = index(base[0] + dx, base[1] + dy, base[2] + dz);
    for (std::size_t s = 0; s < fields_.size(); ++s) strengths[s] += weight * fields_[s][node];
  }
  return static_cast<std::size_t>(std::max_element(strengths.begin(), strengths.end()) - strengths.begin());
}

double Density::cut_below(double y) {
  const auto first = static_cast<std::size_t>(std::ceil((y - origin_.y) / spacing_));
  if (first == 0 || first >= shape_[1]) throw std::out_of_range("the cut misses the density");
  for (std::size_t z = 0; z < shape_[2]; ++z) {
    for (std::size_t x = 0; x < shape_[0]; ++x) {
      for (std::size_t layer = 0; layer < first; ++layer) total_[index(x, layer, z)] = 0.0;
      // Far below the level: the crossing then lies as near the first layer as it may, and the face reaches out to the
      // true outline of the cut instead of ending in steps.
      total_[index(x, first - 1, z)] = kNothing;
    }
  }
  return origin_.y + spacing_ * (static_cast<double>(first));
}

}  // namespace syn::bake
