// Reads a protocol file, or tells everything that is wrong with it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/config.hpp"
#include "core/files.hpp"
#include "model/data/parameter_changes.hpp"
#include "model/patch/protocol.hpp"

namespace syn {
namespace {

// Limits that keep a protocol finite.
constexpr double kLongestMs = 3.6e6;
constexpr double kShortestMs = 0.001;
constexpr std::size_t kMaxSteps = 1000;
constexpr std::size_t kMaxSweeps = 200;
constexpr std::size_t kMaxReleases = 2000;
constexpr std::int64_t kMaxReceptors = 1000000;
constexpr std::int64_t kMaxSingleChannels = 20;
constexpr double kMaxSweepReleases = 20000;  // all sweeps and subtypes together
constexpr double kMaxRows = 1e6;
constexpr double kMaxValues = 2e7;     // rows times columns
constexpr double kMaxSingleMs = 2e7;   // of single channels, all sweeps together
constexpr double kMaxSiteMs = 600000;  // with the second site, all sweeps together

constexpr std::array kSubtypes{Subtype::glun2a, Subtype::glun2b, Subtype::glun2d};
constexpr std::array kStarts{PatchStart::rest, PatchStart::equilibrium, PatchStart::blocked};
constexpr std::array kAllClamps{Clamp::voltage_mv, Clamp::magnesium_mm, Clamp::glutamate_um, Clamp::drug_um};

struct ClampField {
  std::string_view unit;
  Range range;
};
constexpr std::array<ClampField, kClamps> kClampFields{
    {{"mV", {-150.0, 100.0}}, {"mM", {0.0, 20.0}}, {"uM", {0.0, 10000.0}}, {"uM", {0.0, 1000.0}}}};
const ClampField& field_of(Clamp clamp) { return kClampFields[static_cast<std::size_t>(clamp)]; }

template <class E, std::size_t N>
E read_choice(TableReader& reader, std::string_view key, E fallback, const std::array<E, N>& values) {
  std::vector<std::string_view> names;
  for (const E value : values) names.push_back(name_of(value));
  const std::string name = reader.choice(key, name_of(fallback), names);
  return *std::find_if(values.begin(), values.end(), [&](E value) { return name_of(value) == name; });
}

// Reads and checks one file. Sums over the whole protocol are checked only if every part could be read.
class ProtocolReader {
 public:
  ProtocolReader(const ConfigTable& file, const Parameters& parameters) : parameters_(parameters), top_(file, problems_) {}

  Result<Protocol> read() {
    if (!version_fits()) return failure(std::move(problems_));
    out_.title = top_.text("title", "");
    out_.drug = read_choice(top_, "drug", out_.drug, kPoreBlockers);
    constexpr std::int64_t kLargestSeed = 9007199254740991;
    out_.seed = static_cast<std::uint64_t>(top_.integer("seed", 1, 0, kLargestSeed));
    out_.sample_ms = time(top_, "sample_ms", out_.sample_ms, {0.01, 60000.0});
    out_.start = read_choice(top_, "start", out_.start, kStarts);
    out_.single_channels = static_cast<int>(top_.integer("single_channels", 0, 0, kMaxSingleChannels));
    out_.ampa = top_.boolean("ampa", false);
    out_.second_site = top_.boolean("second_site", false);
    read_changes();
    read_receptors();
    read_hold();
    read_steps();
    read_measures();
    top_.done();
    if (problems_.empty()) check_sums();
    if (problems_.empty()) return std::move(out_);
    std::stable_sort(problems_.begin(), problems_.end(), [](const Problem& a, const Problem& b) { return a.line < b.line; });
    return failure(std::move(problems_));
  }

 private:
  bool version_fits() {
    const ConfigValue* version = top_.any("version");
    const auto* number = version != nullptr ? std::get_if<std::int64_t>(&version->value) : nullptr;
    if (version == nullptr) {
      top_.problem("version", "is missing", "protocol files start with version = 1");
    } else if (number == nullptr || *number != 1) {
      top_.problem("version", number != nullptr ? "is " + std::to_string(*number) : std::string("is ") + version->kind_name(),
                   "this program reads version = 1");
      return false;  // nothing else means anything in a file of another version
    }
    return true;
  }

  // A length or moment in whole microseconds.
  double time(TableReader& reader, std::string_view key, double fallback, Range range) {
    const double ms = reader.number(key, fallback, range, "ms");
    if (!whole_microseconds(ms)) {
      reader.problem(key, "is " + number_text(ms), "give whole microseconds: at most three decimals");
      return fallback;
    }
    return ms;
  }
  static bool whole_microseconds(double ms) { return std::abs(ms * 1000.0 - std::round(ms * 1000.0)) < 1e-6 * (1.0 + ms); }

  // Numbers in a list, or one number. `ok` turns false where a problem was told.
  std::vector<double> numbers(TableReader& reader, std::string_view key, Range range, std::string_view unit, bool& ok) {
    const ConfigValue* value = reader.any(key);
    if (value == nullptr) return {};
    std::vector<double> out;
    const std::string wanted = fmt::format("give numbers from {} to {} {}", number_text(range.low), number_text(range.high), unit);
    const auto add = [&](const ConfigValue& item) {
      if (!item.is_number()) {
        reader.problem(key, std::string("holds ") + item.kind_name(), wanted);
        ok = false;
      } else if (const double number = item.as_number(); !std::isfinite(number) || !range.contains(number)) {
        reader.problem(key, "holds " + number_text(number), wanted);
        ok = false;
      } else {
        out.push_back(number);
      }
    };
    if (const ConfigArray* list = value->as_array()) {
      for (const ConfigValue& item : *list) add(item);
      if (list->empty()) {
        reader.problem(key, "is an empty list", wanted);
        ok = false;
      }
    } else {
      add(*value);
    }
    return out;
  }

  void change(TableReader& reader, std::string_view field, std::string_view key, double value) {
    const Parameter* parameter = parameters_.find(key);
    if (parameter == nullptr) {
      std::vector<std::string_view> keys;
      for (const auto& [name, known] : parameters_.all()) keys.push_back(name);
      const std::string near = nearest_word(key, keys);
      reader.problem(field, "is not a parameter", near.empty() ? "the keys stand in assets/parameters" : "did you mean `" + near + "`?");
    } else if (!parameter->range.contains(value)) {
      reader.problem(field, "is " + number_text(value),
                     fmt::format("give a number from {} to {} {}", number_text(parameter->range.low), number_text(parameter->range.high),
                                 parameter->unit));
    } else {
      out_.parameters[std::string(key)] = value;
    }
  }

  void read_changes() {
    if (const auto celsius = top_.optional_number("temperature_c")) change(top_, "temperature_c", "channel.temperature", *celsius);
    if (top_.boolean("gating_voltage", false)) out_.parameters["channel.gating_voltage"] = 1.0;
    if (const ConfigTable* table = top_.table("parameters"))
      read_parameter_changes(*table, parameters_, problems_,
                             [this](TableReader& reader, const std::string& field, const std::string& key, double number) {
                               change(reader, field, key, number);
                             });
  }

  void read_receptors() {
    const ConfigTable* table = top_.table("receptors");
    if (table == nullptr) {
      if (!top_.has("receptors")) top_.problem("receptors", "is missing", "say how many of each subtype: [receptors] with glun2a = 15");
      return;
    }
    TableReader reader(*table, problems_);
    const std::size_t before = problems_.size();
    for (const Subtype subtype : kSubtypes) {
      const std::int64_t count = reader.integer(name_of(subtype), 0, 0, kMaxReceptors);
      if (count == 0) continue;
      out_.receptors.push_back({subtype, count});
      if (!is_measured(parameters_, out_.drug, subtype)) {
        reader.problem(name_of(subtype), fmt::format("has no numbers for drug \"{}\"", name_of(out_.drug)),
                       "that set is of glun2a only; name another drug");
      }
    }
    reader.done();
    if (out_.receptors.empty() && problems_.size() == before)
      top_.problem("receptors", "holds none", "give at least one of glun2a, glun2b and glun2d");
  }

  void read_hold() {
    out_.hold = {{{-60.0}, {1.0}, {0.0}, {0.0}}};
    const ConfigTable* table = top_.table("hold");
    if (table == nullptr) return;
    TableReader reader(*table, problems_);
    bool ok = true;
    std::size_t sweeps = 1;
    for (const Clamp clamp : kAllClamps) {
      const ClampField& field = field_of(clamp);
      const std::vector<double> values = numbers(reader, name_of(clamp), field.range, field.unit, ok);
      if (values.empty()) continue;
      sweeps *= values.size();
      out_.hold[static_cast<std::size_t>(clamp)] = values;
    }
    reader.done();
    if (ok && sweeps > kMaxSweeps)
      top_.problem("hold", fmt::format("makes {} sweeps", sweeps), fmt::format("at most {}: shorten a list", kMaxSweeps));
  }

  ProtocolStep read_step(TableReader reader) {
    ProtocolStep step;
    if (!reader.has("for_ms")) reader.problem("for_ms", "is missing", "say how long the step lasts: for_ms = 100");
    step.for_ms = time(reader, "for_ms", 1.0, {kShortestMs, kLongestMs});
    for (const Clamp clamp : kAllClamps) {
      const ClampField& field = field_of(clamp);
      step.set[static_cast<std::size_t>(clamp)] = reader.optional_number(name_of(clamp), field.range, field.unit);
    }
    bool ok = true;
    step.releases_ms = numbers(reader, "releases_ms", {0.0, kLongestMs}, "ms", ok);
    if (const ConfigTable* table = reader.table("train")) read_train(TableReader(*table, problems_), step);
    std::sort(step.releases_ms.begin(), step.releases_ms.end());
    const std::string_view key = reader.has("train") ? "train" : "releases_ms";
    if (ok && !step.releases_ms.empty()) {
      const auto& times = step.releases_ms;
      if (times.back() >= step.for_ms) {
        reader.problem(key, fmt::format("releases at {} ms", number_text(times.back())),
                       fmt::format("the step ends at {} ms", number_text(step.for_ms)));
      } else if (!std::all_of(times.begin(), times.end(), whole_microseconds)) {
        reader.problem(key, "holds parts of a microsecond", "give at most three decimals");
      } else if (std::adjacent_find(times.begin(), times.end()) != times.end()) {
        reader.problem(key, "releases twice at the same moment", "one vesicle at a time");
      }
    }
    reader.done();
    return step;
  }

  void read_train(TableReader reader, ProtocolStep& step) {
    const double first = time(reader, "first_ms", 0.0, {0.0, kLongestMs});
    const double every = time(reader, "every_ms", 1000.0, {kShortestMs, kLongestMs});
    const std::int64_t count = reader.integer("count", 1, 1, static_cast<std::int64_t>(kMaxReleases));
    for (const char* needed : {"every_ms", "count"}) {
      if (!reader.has(needed)) reader.problem(needed, "is missing", "a train is written { every_ms = 100, count = 10 }");
    }
    for (std::int64_t i = 0; i < count; ++i) step.releases_ms.push_back(first + every * static_cast<double>(i));
    reader.done();
  }

  void read_steps() {
    const std::vector<const ConfigTable*> tables = top_.tables("step");
    if (!top_.has("step")) top_.problem("step", "is missing", "write at least one [[step]] with for_ms");
    if (tables.size() > kMaxSteps) {
      top_.problem("step", fmt::format("is there {} times", tables.size()), fmt::format("at most {}", kMaxSteps));
      return;
    }
    for (const ConfigTable* table : tables) out_.steps.push_back(read_step(TableReader(*table, problems_)));
  }

  void read_measures() {
    const std::vector<const ConfigTable*> tables = top_.tables("measure");
    if (tables.size() > kMaxReleases) {
      top_.problem("measure", fmt::format("is there {} times", tables.size()), fmt::format("at most {}", kMaxReleases));
      return;
    }
    for (const ConfigTable* table : tables) {
      TableReader reader(*table, problems_);
      Measure measure;
      measure.name = reader.text("name", fmt::format("window {}", out_.measures.size() + 1));
      measure.from_ms = time(reader, "from_ms", 0.0, {0.0, kLongestMs});
      measure.to_ms = time(reader, "to_ms", out_.total_ms(), {0.0, kLongestMs});
      if (!(measure.from_ms < measure.to_ms)) {
        reader.problem("to_ms", fmt::format("is {}, not after from_ms", number_text(measure.to_ms)), "a window ends after it begins");
      } else if (measure.to_ms > out_.total_ms() + 1e-6) {
        reader.problem("to_ms", fmt::format("is {}", number_text(measure.to_ms)),
                       fmt::format("the steps end at {} ms", number_text(out_.total_ms())));
      }
      reader.done();
      out_.measures.push_back(std::move(measure));
    }
    if (out_.measures.empty()) usual_measures();
  }

  // One window a release, to the next release or the end of its step; without releases the whole sweep.
  void usual_measures() {
    double start = 0.0;
    for (const ProtocolStep& step : out_.steps) {
      for (std::size_t i = 0; i < step.releases_ms.size(); ++i) {
        const double end = i + 1 < step.releases_ms.size() ? step.releases_ms[i + 1] : step.for_ms;
        out_.measures.push_back({fmt::format("release {}", out_.measures.size() + 1), start + step.releases_ms[i], start + end});
      }
      start += step.for_ms;
    }
    if (out_.measures.empty()) out_.measures.push_back({"whole sweep", 0.0, out_.total_ms()});
  }

  void check_sums() {
    const double total = out_.total_ms();
    const auto sweeps = static_cast<double>(out_.sweeps().size());
    const double singles = static_cast<double>(out_.single_channels) * static_cast<double>(out_.receptors.size());
    std::size_t releases = 0;
    for (const ProtocolStep& step : out_.steps) releases += step.releases_ms.size();
    if (total > kLongestMs)
      top_.problem("step", fmt::format("adds up to {} ms", number_text(total)), "a sweep lasts at most an hour, 3600000 ms");
    if (releases > kMaxReleases)
      top_.problem("step", fmt::format("holds {} releases", releases), fmt::format("at most {} a sweep", kMaxReleases));
    else if (const double all = static_cast<double>(releases * out_.receptors.size()) * sweeps; all > kMaxSweepReleases)
      top_.problem("step", fmt::format("holds {} releases, counted for each sweep and subtype", all),
                   fmt::format("at most {}: fewer releases or fewer sweeps", kMaxSweepReleases));
    if (const double rows = sweeps * (total / out_.sample_ms + 1.0); rows > kMaxRows)
      top_.problem("sample_ms", fmt::format("makes {:.0f} rows", rows), "at most 1000000: sample less often");
    else if (constexpr double kColumns = 11.0; rows * (kColumns + singles) > kMaxValues)
      top_.problem("single_channels", fmt::format("makes a table of {:.0f} numbers", rows * (kColumns + singles)),
                   "at most 20000000: fewer channels, or sample less often");
    if (singles * sweeps * total > kMaxSingleMs)
      top_.problem("single_channels", fmt::format("records {:.0f} ms of single channels", singles * sweeps * total),
                   "at most 20000000: fewer channels, fewer sweeps or less time");
    if (out_.second_site && sweeps * total > kMaxSiteMs)
      top_.problem("second_site", fmt::format("is followed through {:.0f} ms", sweeps * total),
                   "at most 600000: fewer sweeps or less time");
  }

  const Parameters& parameters_;
  Problems problems_;
  TableReader top_;
  Protocol out_;
};

}  // namespace

Result<Protocol> parse_protocol(std::string_view text, const std::string& file, const Parameters& parameters) {
  const Result<ConfigTable> parsed = parse_config(text, file);
  if (!parsed) return failure(parsed.error());
  return ProtocolReader(*parsed, parameters).read();
}

Result<Protocol> load_protocol(const std::filesystem::path& path, const Parameters& parameters) {
  constexpr std::size_t kLimitBytes = 1U << 20U;
  const Result<std::string> text = read_file(path, kLimitBytes);
  if (!text) return failure(text.error());
  return parse_protocol(*text, path.string(), parameters);
}

Result<std::vector<NamedProtocol>> load_protocols(const DataFiles& files, const Parameters& parameters) {
  std::vector<NamedProtocol> protocols;
  Problems problems;
  for (const char* folder : {"assets/lab", "assets/protocols"}) {
    for (const auto& path : files.list(folder, ".toml")) {
      if (auto protocol = load_protocol(path, parameters)) {
        protocols.push_back({path.stem().string(), std::move(*protocol)});
      } else {
        problems.insert(problems.end(), protocol.error().begin(), protocol.error().end());
      }
    }
  }
  if (!problems.empty()) return failure(std::move(problems));
  return protocols;
}

}  // namespace syn
