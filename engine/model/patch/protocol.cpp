#include "model/patch/protocol.hpp"

#include <array>
#include <cmath>

namespace syn {

double Protocol::total_ms() const {
  double sum = 0.0;
  for (const ProtocolStep& step : steps) sum += step.for_ms;
  return sum;
}

std::vector<ClampValues> Protocol::sweeps() const {
  const auto& values = [this](Clamp clamp) -> const std::vector<double>& { return hold[static_cast<std::size_t>(clamp)]; };
  std::vector<ClampValues> out;
  for (const double magnesium : values(Clamp::magnesium_mm)) {
    for (const double voltage : values(Clamp::voltage_mv)) {
      for (const double glutamate : values(Clamp::glutamate_um)) {
        for (const double dissolved : values(Clamp::drug_um)) out.push_back({voltage, magnesium, glutamate, dissolved});
      }
    }
  }
  return out;
}

std::int64_t microseconds(double ms) { return std::llround(ms * 1000.0); }

}  // namespace syn
