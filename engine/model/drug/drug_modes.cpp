#include "model/drug/drug_modes.hpp"

#include <cmath>
#include <span>
#include <utility>

namespace syn {
namespace {

// Moves `rate` until it is clearly apart from all of `others`.
double apart(double rate, std::span<const double> others) {
  constexpr double kMinGap = 1e-6;
  for (std::size_t i = 0; i < others.size();) {
    if (std::abs(rate - others[i]) < kMinGap * rate) {
      rate *= 1.0 + 2.0 * kMinGap;
      i = 0;
    } else {
      ++i;
    }
  }
  return rate;
}

// Eigenvalues (as positive rates) and eigenvectors of a block of compartments that exchange by flows: with amounts
// divided by the root of their volume it is symmetric, so the rates are real and the vectors orthogonal.
struct Block {
  std::vector<double> rates;
  Matrix vectors;  // columns, in amounts
};

Block block_modes(const Matrix& a, std::size_t first, std::span<const double> volumes) {
  const std::size_t n = volumes.size();
  Matrix symmetric(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) symmetric(i, j) = -a(first + i, first + j) * std::sqrt(volumes[j] / volumes[i]);
  }
  SymmetricModes modes = symmetric_modes(symmetric);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) modes.vectors(i, j) *= std::sqrt(volumes[i]);
  }
  return {std::move(modes.values), std::move(modes.vectors)};
}

Matrix flow_matrix(const Disposition& d) {
  Matrix a(kStates, kStates);
  a(kDirect, kDirect) = -d.direct_uptake;
  a(kGut, kGut) = -d.swallowed_uptake;
  a(kCentral, kDirect) = d.direct_uptake;
  a(kLiver, kGut) = d.gut_passing * d.swallowed_uptake;
  a(kCentral, kCentral) = -(d.shallow_flow + d.deep_flow + d.liver_flow) / d.central_volume;
  a(kCentral, kShallow) = d.shallow_flow / d.shallow_volume;
  a(kShallow, kShallow) = -d.shallow_flow / d.shallow_volume;
  a(kShallow, kCentral) = d.shallow_flow / d.central_volume;
  a(kCentral, kDeep) = d.deep_flow / d.deep_volume;
  a(kDeep, kDeep) = -d.deep_flow / d.deep_volume;
  a(kDeep, kCentral) = d.deep_flow / d.central_volume;
  a(kCentral, kLiver) = d.liver_flow / d.liver_volume;
  a(kLiver, kLiver) = -d.liver_flow / d.liver_volume - d.liver_loss;
  a(kLiver, kCentral) = d.liver_flow / d.central_volume;
  a(kNor, kLiver) = d.liver_to_norketamine * d.liver_loss;
  a(kNor, kGut) = d.gut_to_norketamine * (1.0 - d.gut_passing) * d.swallowed_uptake;
  a(kNor, kNor) = -(d.norketamine_clearance + d.norketamine_flow) / d.norketamine_volume;
  a(kNor, kNorTissue) = d.norketamine_flow / d.norketamine_tissue_volume;
  a(kNorTissue, kNorTissue) = -d.norketamine_flow / d.norketamine_tissue_volume;
  a(kNorTissue, kNor) = d.norketamine_flow / d.norketamine_volume;
  a(kHnkBody, kNor) = d.norketamine_to_hnk * d.norketamine_clearance / d.norketamine_volume;
  a(kHnkBody, kHnkBody) = -d.hnk_clearance / d.hnk_volume;
  a(kSite, kCentral) = d.effect_site_rate * kNgPerMlPerMgPerL / d.central_volume;
  a(kSite, kSite) = -d.effect_site_rate;
  return a;
}

}  // namespace

DrugModes find_modes(Disposition& d) {
  const double parent_volumes[] = {d.central_volume, d.shallow_volume, d.deep_volume, d.liver_volume};
  const double nor_volumes[] = {d.norketamine_volume, d.norketamine_tissue_volume};
  std::vector<double> taken = block_modes(flow_matrix(d), kCentral, parent_volumes).rates;
  const auto settle = [&](double& rate) { taken.push_back(rate = apart(rate, taken)); };
  settle(d.direct_uptake);
  settle(d.swallowed_uptake);
  std::vector<double> nor = block_modes(flow_matrix(d), kNor, nor_volumes).rates;
  const std::vector<double> nor_wanted = nor;
  for (std::size_t i = 0; i < nor.size();) {
    const double moved = apart(nor[i], taken);
    const double factor = moved / nor[i];
    for (double& rate : nor) rate *= factor;  // the block moves as one
    i = factor == 1.0 ? i + 1 : 0;
  }
  d.norketamine_clearance *= nor.at(0) / nor_wanted.at(0);
  d.norketamine_flow *= nor.at(0) / nor_wanted.at(0);
  taken.insert(taken.end(), nor.begin(), nor.end());
  double hnk_rate = d.hnk_clearance / d.hnk_volume;
  settle(hnk_rate);
  d.hnk_clearance = hnk_rate * d.hnk_volume;
  settle(d.effect_site_rate);

  const Matrix a = flow_matrix(d);
  DrugModes modes{std::vector<double>(kStates), Matrix(kStates, kStates), {}};
  const auto add = [&](std::size_t first, const Block& block) {
    const std::size_t size = block.rates.size();
    const std::size_t next = first + size;
    for (std::size_t m = 0; m < size; ++m) {
      modes.rates[first + m] = block.rates[m];
      for (std::size_t i = 0; i < size; ++i) modes.vectors(first + i, first + m) = block.vectors(i, m);
      if (next == kStates) continue;
      // What hangs below the block follows it: (A_below + rate) v_below = -A_below,block v_block.
      Matrix below(kStates - next, kStates - next);
      Matrix right(kStates - next, 1);
      for (std::size_t i = next; i < kStates; ++i) {
        for (std::size_t j = next; j < kStates; ++j) below(i - next, j - next) = a(i, j) + (i == j ? block.rates[m] : 0.0);
        for (std::size_t j = 0; j < size; ++j) right(i - next, 0) -= a(i, first + j) * block.vectors(j, m);
      }
      const Matrix follow = solve(below, right);
      for (std::size_t i = next; i < kStates; ++i) modes.vectors(i, first + m) = follow(i - next, 0);
    }
  };
  const auto alone = [](double rate) { return Block{{rate}, Matrix::identity(1)}; };
  add(kDirect, alone(d.direct_uptake));
  add(kGut, alone(d.swallowed_uptake));
  add(kCentral, block_modes(a, kCentral, parent_volumes));
  add(kNor, block_modes(a, kNor, nor_volumes));
  add(kHnkBody, alone(hnk_rate));
  add(kSite, alone(d.effect_site_rate));
  modes.inverse = solve(modes.vectors, Matrix::identity(kStates));
  return modes;
}

}  // namespace syn
