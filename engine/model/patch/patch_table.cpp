// The tables of a patch clamp record.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "model/patch/patch_clamp.hpp"

namespace syn {
namespace {

constexpr std::array kClampColumns{Clamp::voltage_mv, Clamp::magnesium_mm, Clamp::glutamate_um, Clamp::drug_um};

void add_heading(fmt::memory_buffer& text, const Protocol& protocol, std::string_view version, std::string_view hash) {
  // The title is the user's; a line break in it must not end the comment.
  std::string title = protocol.title;
  std::replace_if(
      title.begin(), title.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  fmt::format_to(std::back_inserter(text),
                 "# synaptoscope {}\n# protocol: {}\n# drug: {}\n# seed: {}\n# parameters: {}\n"
                 "# teaching model of receptors; sweeps count from 1, inward current is negative\n",
                 version, title, name_of(protocol.drug), protocol.seed, hash);
}

void add_number(fmt::memory_buffer& text, double value) {
  fmt::format_to(std::back_inserter(text), ",{:.6g}", value == 0.0 ? 0.0 : value);  // no negative zero
}

// A moment of up to an hour, to the microsecond.
void add_ms(fmt::memory_buffer& text, double ms) { fmt::format_to(std::back_inserter(text), ",{:.10g}", ms); }

void add_clamp(fmt::memory_buffer& text, const ClampValues& clamp) {
  for (const Clamp column : kClampColumns) add_number(text, clamp[static_cast<std::size_t>(column)]);
}

// Negative stands for "there is none": an empty field.
void add_optional(fmt::memory_buffer& text, double value) {
  if (value < 0.0)
    text.push_back(',');
  else
    add_number(text, value);
}

}  // namespace

std::string to_csv(const PatchRecord& record, const Protocol& protocol, std::string_view version, std::string_view parameter_hash) {
  fmt::memory_buffer text;
  const auto out = std::back_inserter(text);
  add_heading(text, protocol, version, parameter_hash);
  fmt::format_to(out, "sweep,time_ms");
  for (const Clamp column : kClampColumns) fmt::format_to(out, ",{}", name_of(column));
  fmt::format_to(out, ",current_pa,open_probability,drug_held,drug_trapped");
  if (record.ampa) fmt::format_to(out, ",ampa_pa");
  for (const std::string& name : record.single_names) fmt::format_to(out, ",{}_pa", name);
  text.push_back('\n');
  for (const PatchSample& row : record.samples) {
    fmt::format_to(out, "{}", row.sweep + 1);
    add_ms(text, row.time_ms);
    add_clamp(text, row.clamp);
    for (const double value : {row.current_pa, row.open, row.held, row.trapped}) add_number(text, value);
    if (record.ampa) add_number(text, row.ampa_pa);
    for (const double pa : row.single_pa) add_number(text, pa);
    text.push_back('\n');
  }
  return fmt::to_string(text);
}

std::string summary_csv(const PatchRecord& record, const Protocol& protocol, std::string_view version, std::string_view parameter_hash) {
  fmt::memory_buffer text;
  const auto out = std::back_inserter(text);
  add_heading(text, protocol, version, parameter_hash);
  fmt::format_to(out, "sweep,window");
  for (const Clamp column : kClampColumns) fmt::format_to(out, ",{}", name_of(column));
  fmt::format_to(out,
                 ",peak_pa,peak_at_ms,end_pa,charge_fc,decay_ms,peak_of_first,peak_of_control,end_of_control,"
                 "charge_of_control\n");
  for (const PatchWindow& window : record.windows) {
    // A name may hold anything; quotation marks are doubled and line breaks become spaces.
    std::string name;
    for (const char c : window.name) {
      name += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
      if (c == '"') name += c;
    }
    fmt::format_to(out, "{},\"{}\"", window.sweep + 1, name);
    add_clamp(text, window.hold);
    add_number(text, window.peak_pa);
    add_ms(text, window.peak_at_ms);
    for (const double value : {window.end_pa, window.charge_fc}) add_number(text, value);
    add_optional(text, window.decay_ms);
    add_number(text, window.peak_of_first);
    for (const double value : {window.peak_of_control, window.end_of_control, window.charge_of_control}) add_optional(text, value);
    text.push_back('\n');
  }
  return fmt::to_string(text);
}

}  // namespace syn
