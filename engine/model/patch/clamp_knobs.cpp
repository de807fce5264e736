#include "model/patch/clamp_knobs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/config.hpp"
#include "core/number_text.hpp"

namespace syn {
namespace {

constexpr std::size_t at(Clamp clamp) { return static_cast<std::size_t>(clamp); }

void insert(std::vector<double>& list, double value) {
  if (std::find(list.begin(), list.end(), value) != list.end()) return;
  list.insert(std::upper_bound(list.begin(), list.end(), value), value);
}

bool has_releases(const Protocol& protocol) {
  return std::any_of(protocol.steps.begin(), protocol.steps.end(), [](const ProtocolStep& step) { return !step.releases_ms.empty(); });
}

std::size_t find_sweep(const Protocol& protocol, double drug_um, double voltage_mv) {
  const std::vector<ClampValues> sweeps = protocol.sweeps();
  std::size_t found = sweeps.size() - 1;
  for (std::size_t i = 0; i < sweeps.size(); ++i) {
    if (sweeps[i][at(Clamp::drug_um)] == drug_um && sweeps[i][at(Clamp::voltage_mv)] == voltage_mv) found = i;
  }
  return found;
}

std::string list_text(const std::vector<double>& values) {
  std::string out;
  for (const double value : values) out += (out.empty() ? "[" : ", ") + number_text(value);
  return out + "]";
}

}  // namespace

Protocol with_knobs(Protocol protocol, const ClampKnobs& knobs, const Parameters& parameters) {
  if (std::all_of(protocol.receptors.begin(), protocol.receptors.end(),
                  [&](const ReceptorGroup& group) { return is_measured(parameters, knobs.drug, group.subtype); }))
    protocol.drug = knobs.drug;
  protocol.single_channels = std::max(1, protocol.single_channels);
  std::vector<double>& doses = protocol.hold[at(Clamp::drug_um)];
  if (doses.size() == 1) doses = {0.0};
  insert(doses, knobs.drug_um);
  std::vector<double>& voltages = protocol.hold[at(Clamp::voltage_mv)];
  if (voltages.size() == 1) voltages.clear();
  insert(voltages, knobs.voltage_mv);
  return protocol;
}

std::size_t sweep_of(const Protocol& protocol, const ClampKnobs& knobs) { return find_sweep(protocol, knobs.drug_um, knobs.voltage_mv); }
std::size_t control_of(const Protocol& protocol, const ClampKnobs& knobs) { return find_sweep(protocol, 0.0, knobs.voltage_mv); }

ClampCurve curve_of(const PatchRecord& record, const Protocol& protocol, const ClampKnobs& knobs) {
  ClampCurve curve;
  curve.peak = has_releases(protocol);
  const bool voltages = protocol.hold[at(Clamp::voltage_mv)].size() > protocol.hold[at(Clamp::drug_um)].size();
  curve.over = voltages ? Clamp::voltage_mv : Clamp::drug_um;
  for (const double magnesium : protocol.hold[at(Clamp::magnesium_mm)]) {
    for (const bool control : {true, false}) {
      if (control && (!voltages || knobs.drug_um == 0.0)) continue;
      ClampCurve::Line line{magnesium, control, {}, {}};
      for (const PatchWindow& window : record.windows) {
        if (window.name != protocol.measures.back().name || window.hold[at(Clamp::magnesium_mm)] != magnesium) continue;
        const double drug_um = window.hold[at(Clamp::drug_um)], mv = window.hold[at(Clamp::voltage_mv)];
        if (voltages ? drug_um != (control ? 0.0 : knobs.drug_um) : mv != knobs.voltage_mv) continue;
        const double of_control = curve.peak ? window.peak_of_control : window.end_of_control;
        line.x.push_back(voltages ? mv : drug_um);
        line.y.push_back(voltages ? (curve.peak ? window.peak_pa : window.end_pa) : drug_um == 0.0 ? 1.0 : of_control);
      }
      curve.lines.push_back(std::move(line));
    }
  }
  return curve;
}

std::string to_toml(const Protocol& protocol) {
  std::string text;
  const auto out = std::back_inserter(text);
  fmt::format_to(out, "version = 1\ntitle = {}\ndrug = \"{}\"\nseed = {}\nsample_ms = {}\nstart = \"{}\"\nsingle_channels = {}\n",
                 quote(protocol.title), name_of(protocol.drug), protocol.seed, number_text(protocol.sample_ms), name_of(protocol.start),
                 protocol.single_channels);
  fmt::format_to(out, "ampa = {}\nsecond_site = {}\n\n[receptors]\n", protocol.ampa, protocol.second_site);
  for (const ReceptorGroup& group : protocol.receptors) fmt::format_to(out, "{} = {}\n", name_of(group.subtype), group.count);
  fmt::format_to(out, "\n[hold]\n");
  for (const Clamp clamp : kValues<Clamp>) fmt::format_to(out, "{} = {}\n", name_of(clamp), list_text(protocol.hold[at(clamp)]));
  for (const ProtocolStep& step : protocol.steps) {
    fmt::format_to(out, "\n[[step]]\nfor_ms = {}\n", number_text(step.for_ms));
    for (const Clamp clamp : kValues<Clamp>) {
      if (step.set[at(clamp)]) fmt::format_to(out, "{} = {}\n", name_of(clamp), number_text(*step.set[at(clamp)]));
    }
    if (!step.releases_ms.empty()) fmt::format_to(out, "releases_ms = {}\n", list_text(step.releases_ms));
  }
  for (const Measure& measure : protocol.measures)
    fmt::format_to(out, "\n[[measure]]\nname = {}\nfrom_ms = {}\nto_ms = {}\n", quote(measure.name), number_text(measure.from_ms),
                   number_text(measure.to_ms));
  if (!protocol.parameters.empty()) fmt::format_to(out, "\n[parameters]\n");
  for (const auto& [key, value] : protocol.parameters) fmt::format_to(out, "{} = {}\n", key, number_text(value));
  return text;
}

}  // namespace syn
