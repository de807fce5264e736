#include "app/session/moment_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace syn {
namespace {

constexpr std::string_view kMark = "#: ";
constexpr std::string_view kShare = "SYN1:";
constexpr std::string_view kFamily = "SYN";
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

Commands view_commands(const State& state) {
  const View& view = state.view;
  Commands commands{command::SetStage{view.stage}, command::SetViewpoint{view.viewpoint}, command::SetLens{view.lens},
                    command::SetLabels{view.labels}};
  commands.push_back(view.camera ? Command(command::SetCamera{*view.camera}) : Command(command::ResetCamera{}));
  commands.push_back(command::Seek{state.playhead.time_h});
  return commands;
}

// A text from elsewhere may move the time and the eye, and nothing else.
bool allowed(const Command& command) {
  return std::holds_alternative<command::SetStage>(command) || std::holds_alternative<command::SetViewpoint>(command) ||
         std::holds_alternative<command::SetLens>(command) || std::holds_alternative<command::SetLabels>(command) ||
         std::holds_alternative<command::SetCamera>(command) || std::holds_alternative<command::ResetCamera>(command) ||
         std::holds_alternative<command::Seek>(command);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// The fields before the first table, or a table with its name.
using Block = std::vector<std::string>;

std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks(1);
  for (std::string& line : lines_of(text)) {
    if (line.starts_with('[')) blocks.emplace_back();
    blocks.back().push_back(std::move(line));
  }
  return blocks;
}

// Leaves out of `block`, from its last line to its first, every line without which `before` + block + `after` is read as
// the same scenario. A table's name comes after its fields that way, and goes too when nothing of it is left.
void shorten(Block& block, const std::string& before, const std::string& after, const Parameters& parameters) {
  const auto read = [&] { return parse_scenario(before + joined(block) + after, "", parameters); };
  const auto meant = read();
  for (std::size_t i = block.size(); i-- > 0;) {
    std::string line = std::move(block[i]);
    block.erase(block.begin() + static_cast<std::ptrdiff_t>(i));
    if (meant) {
      if (const auto shorter = read(); shorter && *shorter == *meant) continue;
    }
    if (const std::size_t equals = line.find(" = "); equals != std::string::npos) line.replace(equals, 3, "=");
    block.insert(block.begin() + static_cast<std::ptrdiff_t>(i), std::move(line));
  }
}

// The scenario without what its reader fills in. What is filled in for a dose depends on no other dose, so each entry of a
// list is shortened beside the person and the setting alone: hundreds of entries, each tried in the whole text, would take
// a minute. Changed numbers of the model are never filled in.
std::string shortest(const Scenario& scenario, const Parameters& parameters) {
  std::vector<Block> blocks = blocks_of(to_toml(scenario));
  const auto entry = [](const Block& block) { return block.front().starts_with("[["); };
  const auto changes = [](const Block& block) { return block.front() == "[parameters]"; };
  const auto all_but = [&](std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i) {
      if (!entry(blocks[i]) && !changes(blocks[i])) text += joined(blocks[i]);
    }
    return text;
  };
  // From the last block to the first, so that the person still stands there whole while entries are shortened.
  for (std::size_t i = blocks.size(); i-- > 0;) shorten(blocks[i], all_but(0, i), all_but(i + 1, blocks.size()), parameters);
  std::string text;
  for (const Block& block : blocks) text += joined(block);
  const auto whole = parse_scenario(to_toml(scenario), "", parameters);
  const auto shorter = parse_scenario(text, "", parameters);
  return whole && shorter && *whole == *shorter ? text : to_toml(scenario);
}

std::uint32_t check_sum(std::string_view bytes) {
  std::uint32_t hash = 2166136261U;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

std::string encode(std::string_view bytes) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      out += kAlphabet[(held >> static_cast<unsigned>(bits)) & 63U];
    }
  }
  if (bits > 0) out += kAlphabet[(held << static_cast<unsigned>(6 - bits)) & 63U];
  return out;
}

std::optional<std::string> decode(std::string_view text) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    held = (held << 6U) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>((held >> static_cast<unsigned>(bits)) & 255U);
  }
  return out;
}

std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') out += c;
  }
  return out;
}

tl::unexpected<Problems> damaged() {
  return failure(
      {"", 0, 0, "the shared text is damaged: a part of it is missing or changed", "copy it again, from SYN1: to its last sign"});
}

}  // namespace

std::string moment_text(const State& state) {
  std::string text = to_toml(state.scenario);
  for (const Command& command : view_commands(state)) text += std::string(kMark) + to_text(command) + "\n";
  return text;
}

Result<KeptMoment> read_moment(std::string_view text, const std::string& file, const Parameters& parameters) {
  auto scenario = parse_scenario(text, file, parameters);
  if (!scenario) return failure(std::move(scenario.error()));
  KeptMoment moment{std::move(*scenario), {}};
  Problems problems;
  int number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.starts_with(kMark)) continue;
    auto command = parse_command(line.substr(kMark.size()), parameters);
    if (!command) {
      for (Problem& problem : command.error()) problems.push_back({file, number, 0, problem.what, problem.remedy});
    } else if (!allowed(*command)) {
      problems.push_back({file, number, 0, "this command does not belong here", "only time and view may follow a scenario"});
    } else {
      moment.commands.push_back(std::move(*command));
    }
  }
  if (!problems.empty()) return failure(std::move(problems));
  return moment;
}

std::string share_text(const State& state, const Parameters& parameters) {
  std::string text = shortest(state.scenario, parameters);
  for (const Command& command : view_commands(state)) text += std::string(kMark) + to_text(command) + "\n";
  const std::uint32_t sum = check_sum(text);
  std::string bytes;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>((sum >> shift) & 255U);
  return std::string(kShare) + encode(bytes + text);
}

bool is_share_text(std::string_view text) {
  const std::string plain = without_spaces(text.substr(0, 200));
  if (!plain.starts_with(kFamily)) return false;
  const std::size_t colon = plain.find_first_not_of("0123456789", kFamily.size());
  return colon != std::string::npos && colon > kFamily.size() && plain[colon] == ':';
}

Result<KeptMoment> read_share(std::string_view text, const Parameters& parameters) {
  if (text.size() > kLongestShare) {
    return failure({"", 0, 0, fmt::format("the shared text is too long: {} signs", text.size()),
                    fmt::format("at most {} signs are read", kLongestShare)});
  }
  if (!is_share_text(text)) {
    return failure({"", 0, 0, "this is not a shared text", "it starts with " + std::string(kShare)});
  }
  const std::string plain = without_spaces(text);
  if (!plain.starts_with(kShare)) {
    return failure({"", 0, 0,
                    "the shared text starts with " + plain.substr(0, plain.find(':') + 1) + ": it was made by a newer Synaptoscope",
                    "this one reads " + std::string(kShare)});
  }
  const auto bytes = decode(std::string_view(plain).substr(kShare.size()));
  if (!bytes || bytes->size() < 4) return damaged();
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < 4; ++i) sum = (sum << 8U) | static_cast<unsigned char>((*bytes)[i]);
  const std::string_view inside = std::string_view(*bytes).substr(4);
  if (check_sum(inside) != sum) return damaged();
  return read_moment(inside, "shared text", parameters);
}

}  // namespace syn
