// What a student writes to run a voltage clamp on NMDA receptors: a protocol file (TOML), and what is read from it.
//
//   version = 1
//   title = "A synaptic current with and without ketamine"
//   drug = "ketamine"                 # a name of PoreBlocker
//   sample_ms = 0.5                   # time between rows
//   single_channels = 3               # receptors of each subtype recorded one by one
//   ampa = true                       # the AMPA current of the same releases beside it
//
//   [receptors]                       # how many of each subtype are under the electrode
//   glun2a = 15
//
//   [hold]                            # what holds unless a step says otherwise; a list makes one sweep a value
//   voltage_mv = -60
//   magnesium_mm = 1.0
//   drug_um = [0, 1, 10]
//
//   [[step]]                          # one after the other, the same in every sweep
//   for_ms = 20
//   [[step]]
//   for_ms = 400
//   releases_ms = [0]                 # since the start of the step
//
//   [[measure]]                       # optional windows of the summary
//   name = "peak"
//   from_ms = 20
//   to_ms = 200
//
// docs/patch.md is the page for students. Limits keep every protocol finite: an hour, 200 sweeps, a million rows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/enum_table.hpp"
#include "core/result.hpp"
#include "model/channel/blocker.hpp"
#include "model/channel/channel.hpp"

namespace syn {

class DataFiles;
class Parameters;

// Where every receptor is when a sweep begins.
enum class PatchStart {
  rest,         // unbound, gate shut, pore empty
  equilibrium,  // settled under the conditions of the first step
  blocked       // unbound, gate shut, the drug trapped in every pore
};
template <>
inline constexpr auto kWords<PatchStart> = words("rest", "equilibrium", "blocked");

// The four things a clamp can set.
enum class Clamp : std::size_t { voltage_mv, magnesium_mm, glutamate_um, drug_um };
inline constexpr std::size_t kClamps = 4;
template <>
inline constexpr auto kWords<Clamp> = words("voltage_mv", "magnesium_mm", "glutamate_um", "drug_um");
using ClampValues = std::array<double, kClamps>;

struct ReceptorGroup {
  Subtype subtype = Subtype::glun2a;
  std::int64_t count = 1;
};

struct ProtocolStep {
  double for_ms = 0.0;
  std::array<std::optional<double>, kClamps> set;  // overrides what holds
  std::vector<double> releases_ms;                 // single vesicles, since the start of the step; increasing
};

// A window of the summary, ms since the start of the sweep.
struct Measure {
  std::string name;
  double from_ms = 0.0;
  double to_ms = 0.0;
};

struct Protocol {
  std::string title;
  PoreBlocker drug = PoreBlocker::ketamine;
  std::uint64_t seed = 1;
  double sample_ms = 1.0;
  PatchStart start = PatchStart::rest;
  int single_channels = 0;
  bool ampa = false;
  bool second_site = false;
  std::vector<ReceptorGroup> receptors;
  std::array<std::vector<double>, kClamps> hold;  // one or more values each
  std::vector<ProtocolStep> steps;
  std::vector<Measure> measures;             // as written, or one for each release, or the whole sweep
  std::map<std::string, double> parameters;  // changes, checked; holds temperature_c and gating_voltage too

  double total_ms() const;
  // What holds in each sweep: all combinations of the lists. Magnesium changes slowest, then voltage, glutamate, and
  // the drug fastest.
  std::vector<ClampValues> sweeps() const;
};

// Fails with every problem of the file: place, what is wrong, what would be right.
Result<Protocol> parse_protocol(std::string_view text, const std::string& file, const Parameters& parameters);
Result<Protocol> load_protocol(const std::filesystem::path& path, const Parameters& parameters);

// A protocol that comes with the program, by the name of its file without the ending.
struct NamedProtocol {
  std::string name;
  Protocol protocol;
};
// Those that the worksheet asks about, assets/lab/*.toml, then assets/protocols/*.toml, each in the order of their names. Fails with all
// problems of all files.
Result<std::vector<NamedProtocol>> load_protocols(const DataFiles& files, const Parameters& parameters);

// Times of a protocol are whole microseconds, so that the same moment reached on two ways is the same number.
std::int64_t microseconds(double ms);

}  // namespace syn
