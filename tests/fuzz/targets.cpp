#include "targets.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "app/lecture/lecture.hpp"
#include "app/session/moment_text.hpp"
#include "app/session/settings.hpp"
#include "app/state/command.hpp"
#include "app/state/lab_book.hpp"
#include "app/ui/look/glossary.hpp"
#include "app/ui/look/locale.hpp"
#include "core/csv.hpp"
#include "core/png_text.hpp"
#include "core/text.hpp"
#include "mesh/mesh_data.hpp"
#include "model/calibration/calibration.hpp"
#include "model/data/hypotheses.hpp"
#include "model/patch/protocol.hpp"

namespace syn::fuzz {
namespace {

void require(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

const Parameters& parameters() {
  static const Parameters shipped = [] {
    auto loaded = Parameters::load(DataFiles({std::string(SYN_SOURCE_DIR)}));
    require(loaded.has_value(), "the program's own parameters cannot be read");
    return std::move(*loaded);
  }();
  return shipped;
}

// Every refusal says something, in text that can be shown.
void check(const Problems& problems) {
  require(!problems.empty(), "refused without a reason");
  for (const Problem& problem : problems) {
    const std::string text = to_text(problem);
    require(!text.empty() && is_utf8(text) && text.find('\n') == std::string::npos, "a reason that cannot be shown");
  }
}

template <class T>
bool good(const Result<T>& result) {
  if (!result) check(result.error());
  return result.has_value();
}

void scenario(std::string_view bytes) {
  const auto read = parse_scenario(bytes, "fuzz", parameters());
  if (!good(read)) return;
  require(check_scenario(*read, parameters()).empty(), "a scenario that was read breaks a rule");
  scenario_warnings(*read, parameters());
  const auto again = parse_scenario(to_toml(*read), "again", parameters());
  require(again.has_value(), "a scenario that was written cannot be read");
  require(*again == *read, "a scenario that was written is read as another");
}

// The picture that a student hands in, as far as its texts are read; and a file of answers by itself.
void hand_in(std::string_view bytes) {
  const auto answers = [](std::string_view text) {
    const auto read = parse_lab_book(text, "fuzz");
    if (!good(read)) return;
    const auto again = parse_lab_book(to_toml(*read), "again");
    require(again.has_value() && *again == *read, "answers that were written are read as others");
  };
  answers(bytes);
  const auto texts = png_texts(bytes, "fuzz");
  if (!good(texts)) return;
  for (const auto& [name, text] : *texts) answers(text);
}

void protocol(std::string_view bytes) {
  const auto read = parse_protocol(bytes, "fuzz", parameters());
  if (!good(read)) return;
  require(!read->steps.empty() && !read->sweeps().empty() && std::isfinite(read->total_ms()), "a protocol without a sweep was read");
}

void parameter_files(std::string_view bytes) {
  const std::string text(bytes);
  constexpr const char* kSources = "[own]\ncitation = \"c\"\nsays = \"s\"\nlimit = \"l\"\nread = \"own\"\nkind = \"own\"\n";
  if (const auto read = Parameters::from_texts({{"fuzz", text}}, kSources); good(read)) {
    for (const auto& [key, parameter] : read->all())
      require(std::isfinite(parameter.value) && parameter.range.contains(parameter.value), "a parameter outside of its range was read");
    read->missing_words();
  }
  good(Parameters::from_texts({}, text));
  good(parse_hypotheses(text, "fuzz", parameters()));
}

State state_of(const KeptMoment& moment) {
  State state;
  const auto set = apply(state, command::SetScenario{moment.scenario}, parameters());
  require(set.has_value(), "a scenario that was read cannot be shown");
  state = *set;
  for (const Command& command : moment.commands) {
    if (auto next = apply(state, command, parameters()); good(next)) state = std::move(*next);
  }
  return state;
}

void check_moment(const Result<KeptMoment>& written, const State& state) {
  require(written.has_value(), "a moment that was written cannot be read");
  State again = state_of(*written);
  again.selection = state.selection;
  require(again == state, "a moment that was written is read as another");
}

void moments(std::string_view bytes) {
  const auto read = read_moment(bytes, "fuzz", parameters());
  if (!good(read)) return;
  const State state = state_of(*read);
  check_moment(read_moment(moment_text(state), "again", parameters()), state);
}

void settings(std::string_view bytes) {
  if (const auto read = parse_settings(bytes, "fuzz"); good(read)) {
    require(std::isfinite(read->text_scale) && read->recent.size() <= kRecentFiles, "settings beyond their limits were read");
    const auto again = parse_settings(to_toml(*read), "again");
    require(again.has_value() && *again == *read, "settings that were written are read as others");
  }
  moments(bytes);  // what the recovery keeps beside them
}

// What is not a shared text becomes the inside of one, so that more than the check sum is tried.
void share(std::string_view bytes) {
  std::string text(bytes);
  if (!is_share_text(bytes)) {
    std::uint32_t sum = 2166136261U;
    for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
    std::string inside;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) inside += static_cast<char>((sum >> shift) & 255U);
    inside += bytes;
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    text = "SYN1:";
    for (std::size_t i = 0; i < inside.size(); i += 3) {
      std::uint32_t three = 0;
      const std::size_t count = std::min<std::size_t>(3, inside.size() - i);
      for (std::size_t k = 0; k < 3; ++k) three = (three << 8U) | (k < count ? static_cast<unsigned char>(inside[i + k]) : 0U);
      for (std::size_t k = 0; k <= count; ++k) text += kAlphabet[(three >> (18U - 6U * k)) & 63U];
    }
  }
  const auto read = read_share(text, parameters());
  if (!good(read)) return;
  const State state = state_of(*read);
  const std::string written = share_text(state, parameters());
  require(written.size() <= kLongestShare && is_share_text(written), "a shared text that is too long was written");
  check_moment(read_share(written, parameters()), state);
}

void locale(std::string_view bytes) {
  const auto read = Locale::parse(bytes, "fuzz", "en");
  if (!good(read)) return;
  for (const std::string& key : read->keys()) {
    const TextKey known = TextKey::unchecked(key);
    require(read->has(known) && is_utf8(read->text(known)), "a sentence that cannot be shown was read");
    read->text(Sentence{known, {{"value", Quantity{-12345.678, 2}}, {"file", std::string("{value}")}, {"name", known}}});
  }
  read->doubled();
}

constexpr std::array<std::string_view, 3> kColumns{"id", "hours", "note"};

void tables(std::string_view bytes) {
  if (const auto table = parse_csv(bytes, "fuzz", kColumns); good(table)) {
    std::string text;
    const auto write = [&text](const std::vector<std::string>& fields) {
      for (std::size_t i = 0; i < fields.size(); ++i) text += (i > 0 ? "," : "") + csv_field(fields[i]);
      text += '\n';
    };
    write(table->columns);
    for (const CsvRecord& record : table->records) write(record.fields);
    const auto again = parse_csv(text, "again", kColumns);
    require(again.has_value() && again->columns == table->columns && again->records.size() == table->records.size(),
            "a table that was written cannot be read");
    for (std::size_t i = 0; i < table->records.size(); ++i)
      require(again->records[i].fields == table->records[i].fields, "a table that was written is read as another");
    Problems problems;
    for (const CsvRecord& record : table->records) {
      const CsvReader row(*table, record, problems);
      if (const auto hours = row.optional_number("hours")) require(std::isfinite(*hours), "a number that is not finite was read");
      row.numbers("note");
      row.choice("id", kColumns);
    }
  }
  good(Glossary::parse(bytes, "fuzz"));
  for (const CalibrationTable table : kValues<CalibrationTable>)
    good(calibrate_text(table, bytes, "fuzz", parameters(), {.simulate = false}));
}

// A command a line, each done to what the one before left.
void commands(std::string_view bytes) {
  constexpr int kMax = 40;
  State state;
  for (int i = 0; i < kMax && !bytes.empty(); ++i) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const auto read = parse_command(bytes.substr(0, end), parameters());
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (!good(read)) continue;
    const auto again = parse_command(to_text(*read), parameters());
    require(again.has_value() && *again == *read, "a command that was written is read as another");
    auto next = apply(state, *read, parameters());
    if (!good(next)) continue;
    state = std::move(*next);
    require(check_scenario(state.scenario, parameters()).empty(), "a command made a scenario that breaks a rule");
    require(std::isfinite(state.playhead.time_h) && std::isfinite(state.playhead.speed) && std::isfinite(state.view.text_scale),
            "a command made a number that is not finite");
  }
}

void put_word(std::string& out, std::size_t word) {
  const auto small = static_cast<std::uint32_t>(word);
  std::array<char, sizeof small> bytes{};
  std::memcpy(bytes.data(), &small, sizeof small);
  out.append(bytes.data(), bytes.size());
}

// What is no model becomes one: a line of JSON, and the binary part behind it, with lengths that are right.
void models(std::string_view bytes) {
  std::string made;
  if (!bytes.starts_with("glTF")) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string json(bytes.substr(0, end));
    json.append((4 - json.size() % 4) % 4, ' ');
    const std::string_view binary = bytes.substr(std::min(end + 1, bytes.size()));
    made = "glTF";
    put_word(made, 2);
    put_word(made, 12 + 8 + json.size() + 8 + binary.size());
    put_word(made, json.size());
    made += "JSON" + json;
    put_word(made, binary.size());
    made.append("BIN\0", 4);
    made += binary;
    bytes = made;
  }
  const auto read = read_meshes(bytes, "fuzz");
  if (!good(read)) return;
  for (const auto& [name, mesh] : *read) {
    const std::size_t corners = mesh.positions.size();
    require(mesh.normals.size() == corners && mesh.data.size() == corners && mesh.indices.size() % 3 == 0,
            "a surface with missing parts was read");
    for (const std::uint32_t index : mesh.indices) require(index < corners, "a triangle without its corner was read");
    for (const glm::vec3& p : mesh.positions)
      require(std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z), "a place that is not finite was read");
    for (const glm::vec3& n : mesh.normals) require(std::abs(glm::length(n) - 1.0F) < 0.01F, "a normal that has not the length 1 was read");
  }
}

void lecture(std::string_view bytes) {
  static const LectureReader reader = [] {
    auto opened = LectureReader::open(DataFiles({std::string(SYN_SOURCE_DIR)}), parameters());
    require(opened.has_value(), "the claims and the rules of wording cannot be read");
    return std::move(*opened);
  }();
  const auto read = reader.parse(bytes, "fuzz");
  if (!good(read)) return;
  require(!read->beats.empty(), "a lecture without a beat was read");
  for (const Beat& beat : read->beats) {
    require(!beat.headline.en.empty() && !beat.headline.sv.empty() && !beat.sources_for.empty(),
            "a beat without words or sources was read");
    require(beat.chapter >= 0 && static_cast<std::size_t>(beat.chapter) < read->chapters.size(), "a beat of no chapter was read");
  }
}

constexpr std::array kTargets{Target{"scenario", scenario}, Target{"protocol", protocol}, Target{"parameters", parameter_files},
                              Target{"settings", settings}, Target{"share", share},       Target{"locale", locale},
                              Target{"tables", tables},     Target{"commands", commands}, Target{"models", models},
                              Target{"moments", moments},   Target{"lecture", lecture},   Target{"hand_in", hand_in}};

}  // namespace

std::span<const Target> targets() { return kTargets; }

}  // namespace syn::fuzz
