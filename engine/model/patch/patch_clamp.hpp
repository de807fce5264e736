// Runs a protocol: NMDA receptors under a voltage clamp, as a table of samples and a summary of windows.
//
// The mean of all receptors follows the master equation of Channel exactly, in stretches of constant conditions (0.1 ms
// for 12 ms after a release). Single receptors are walks of the same scheme (ChannelWalk), a function of the protocol's
// seed, the sweep, the subtype and the receptor. Equal protocols and parameters give equal bytes.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/channel/channel_walk.hpp"
#include "model/patch/protocol.hpp"

namespace syn {

// One row. What the clamp sets is what holds from this moment on; a mixture of subtypes is weighted by their numbers.
struct PatchSample {
  double time_ms = 0.0;
  std::size_t sweep = 0;                // from 0
  ClampValues clamp{};                  // glutamate with what a release adds, averaged over 0.1 ms
  double current_pa = 0.0;              // all NMDA receptors, mean; inward is negative
  double open = 0.0;                    // probability that a receptor conducts
  double held = 0.0;                    // share of receptors that hold the drug ...
  double trapped = 0.0;                 // ... and of those whose gate is shut on it
  double ampa_pa = 0.0;                 // 0 unless the protocol asks for it
  std::vector<double> single_pa;        // single receptors, mean since the row before (as a filter would show them)
  std::vector<WalkState> single_state;  // where each of them is
};

// One window of one sweep. Peak is the largest current either way; decay is from there to 1/e of it.
struct PatchWindow {
  std::size_t sweep = 0;
  std::string name;
  ClampValues hold{};  // the values that tell the sweeps apart
  double peak_pa = 0.0;
  double peak_at_ms = 0.0;     // since the start of the sweep
  double end_pa = 0.0;         // at the end of the window
  double charge_fc = 0.0;      // current times time, pA ms
  double decay_ms = -1.0;      // negative: not reached within the window
  double peak_of_first = 0.0;  // against the first window of the same sweep
  // Against the same window of the sweep that differs only in having no drug; negative: there is no such sweep.
  double peak_of_control = -1.0;
  double end_of_control = -1.0;
  double charge_of_control = -1.0;
};

struct PatchRecord {
  bool ampa = false;
  std::vector<std::string> single_names;  // "glun2a_1", ...
  std::vector<PatchSample> samples;       // sweep by sweep, times rising
  std::vector<PatchWindow> windows;
};

// The record in steps, for who has something else to do between them: the same bytes. A step takes microseconds, the first ones
// of each kind of stretch some hundred. `parameters` as shipped; the protocol's own changes are made here.
class PatchClamp {
 public:
  PatchClamp(const Protocol& protocol, const Parameters& parameters);
  PatchClamp(PatchClamp&& other) noexcept;
  ~PatchClamp();
  bool step();           // false when it is done
  double share() const;  // of the whole, 0..1
  PatchRecord take();    // once, when it is done

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// `parameters` as shipped; the protocol's own changes are made here. `progress` is told now and then what share of the
// rows is done, 0..1.
PatchRecord run_patch_clamp(const Protocol& protocol, const Parameters& parameters, const std::function<void(double)>& progress = {});

// Current of AMPA receptors `ms` after one release, pA: gmax n (exp(-t/decay) - exp(-t/rise)) (V - Erev).
class AmpaCurrent {
 public:
  explicit AmpaCurrent(const Parameters& parameters);
  double pa(double ms, double voltage_mv) const;

 private:
  double peak_ns_, decay_ms_, rise_ms_, reversal_mv_, norm_;
};

// Tables with comment lines that say what made them; numbers do not depend on the locale.
std::string to_csv(const PatchRecord& record, const Protocol& protocol, std::string_view version, std::string_view parameter_hash);
std::string summary_csv(const PatchRecord& record, const Protocol& protocol, std::string_view version, std::string_view parameter_hash);

}  // namespace syn
