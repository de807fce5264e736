// The few things of a protocol that a person turns while looking at it: drug, dose, voltage. And what is then to be seen: the sweep
// that has just these values, and the summary as curves over dose or voltage.
#pragma once

#include <string>
#include <vector>

#include "model/patch/patch_clamp.hpp"

namespace syn {

struct ClampKnobs {
  PoreBlocker drug = PoreBlocker::ketamine;
  double drug_um = 10.0;
  double voltage_mv = -60.0;
  bool operator==(const ClampKnobs&) const = default;
};

// The protocol with these values. A list keeps its others, so that its curve stays; a protocol without a list of doses gets none and this
// one; one voltage is replaced. At least one receptor is recorded by itself. A drug that is not measured at one of the
// receptors is left as it was.
Protocol with_knobs(Protocol protocol, const ClampKnobs& knobs, const Parameters& parameters);
// Which sweep of with_knobs() has the values of the knobs; of several the last, with the most magnesium. And the one that differs only in
// having no drug; they are the same without one.
std::size_t sweep_of(const Protocol& protocol, const ClampKnobs& knobs);
std::size_t control_of(const Protocol& protocol, const ClampKnobs& knobs);

// The last window of each sweep over what the protocol has most values of: doses (as a share of the control's) or voltages
// (pA); its peak where there are releases, else its end.
struct ClampCurve {
  struct Line {
    double magnesium_mm = 0.0;
    bool control = false;  // without drug
    std::vector<double> x, y;
  };
  Clamp over = Clamp::drug_um;
  bool peak = false;
  std::vector<Line> lines;
};
ClampCurve curve_of(const PatchRecord& record, const Protocol& protocol, const ClampKnobs& knobs);

// A file that load_protocol() reads as the same protocol.
std::string to_toml(const Protocol& protocol);

}  // namespace syn
