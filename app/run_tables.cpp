// The sub-commands that need no picture: simulate, check, schema.
#include <fmt/format.h>

#include <cstdio>

#include "app/run.hpp"
#include "core/config.hpp"
#include "model/cohort_table.hpp"
#include "model/protocol.hpp"
#include "model/calibration.hpp"
#include "model/simulate.hpp"
#include "panels/lookup.hpp"
#include "state/schedule.hpp"
#include "ui/locale.hpp"
#include "ui/theme.hpp"

namespace syn {
namespace {

// Protocols have [receptors] and [[step]], which no scenario has. What cannot be read is left to the scenario reader.
bool is_protocol(const std::filesystem::path& path) {
  if (path.parent_path().filename() == "protocols") return true;
  const auto text = read_file(path);
  if (!text) return false;
  const auto table = parse_config(*text, path.string());
  return table && (table->find("receptors") != nullptr || table->find("step") != nullptr);
}

}  // namespace

int report(const Problems& problems, ExitCode code) {
  fmt::print(stderr, "{}", to_text(problems));
  return code;
}

int run_simulate(const SimulateJob& job, const DataFiles& files) {
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  auto scenario = load_scenario(job.scenario, *parameters);
  if (!scenario) return report(scenario.error(), kBadInput);
  if (job.patients > 0) scenario->population = job.patients;
  if (const Problems wrong = check_scenario(*scenario, *parameters); !wrong.empty()) return report(wrong, kBadInput);
  for (const Problem& warning : scenario_warnings(*scenario, *parameters)) fmt::print(stderr, "warning: {}\n", to_text(warning));
  const Parameters changed = parameters->with(scenario->parameters);
  const Trajectory trajectory = simulate(*scenario, *parameters, {.every_min = job.every_min});
  const auto written = write_file(job.csv, to_csv(trajectory, version(), changed.hash()));
  if (!written) return report(written.error(), kCannot);
  fmt::print("{}: {} rows, {} to {}\n", job.csv.string(), trajectory.times_h().size(), time_text(trajectory.start()), time_text(trajectory.end()));
  return kDone;
}

int run_cohort(const CohortJob& job, const DataFiles& files) {
  const auto shard = parse_shard(job.shard);
  if (!shard) return report(shard.error(), kBadCommandLine);
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  const auto scenario = load_scenario(job.scenario, *parameters);
  if (!scenario) return report(scenario.error(), kBadInput);
  if (scenario->patient.stress == Stress::none) {
    return report({{job.scenario.string(), 0, 0, "`patient.stress` is \"none\": healthy people have no score to follow",
                    "write stress = \"chronic\", or use simulate"}},
                  kBadInput);
  }
  const auto written =
      write_file(job.csv, cohort_csv(*scenario, *parameters, {.patients = job.patients, .shard = *shard}, version()));
  if (!written) return report(written.error(), kCannot);
  fmt::print("{}: {} patients, shard {}\n", job.csv.string(), job.patients > 0 ? job.patients : scenario->population, job.shard);
  return kDone;
}

int run_check(const std::vector<std::filesystem::path>& scenarios, const DataFiles& files) {
  Problems problems;
  const auto add = [&problems](const Problems& more) { problems.insert(problems.end(), more.begin(), more.end()); };
  std::size_t good = 0;
  std::size_t protocols = 0;
  const auto parameters = Parameters::load(files);
  if (parameters) {
    auto paths = scenarios;
    if (paths.empty()) {
      paths = files.list("assets/scenarios", ".toml");
      const auto shipped = files.list("assets/protocols", ".toml");
      paths.insert(paths.end(), shipped.begin(), shipped.end());
    }
    for (const auto& path : paths) {
      if (is_protocol(path)) {
        const auto protocol = load_protocol(path, *parameters);
        if (!protocol) add(protocol.error());
        protocols += protocol ? 1U : 0U;
        continue;
      }
      const auto scenario = load_scenario(path, *parameters);
      if (!scenario) {
        add(scenario.error());
        continue;
      }
      ++good;
      for (Problem warning : scenario_warnings(*scenario, *parameters)) {
        warning.file = path.string();
        fmt::print("warning: {}\n", to_text(warning));
      }
    }
    if (const auto schedules = load_schedules(files, *parameters); !schedules) add(schedules.error());
    if (const auto ideas = load_hypotheses(files, *parameters); !ideas) add(ideas.error());
    add(parameters->missing_words());
  } else {
    add(parameters.error());
  }
  std::size_t things = 0;
  std::size_t terms = 0;
  const auto lookup = parameters ? Lookup::load(files) : Result<Lookup>();
  if (lookup) {
    things = lookup->things().size();
    terms = lookup->glossary().entries().size();
  } else {
    add(lookup.error());
  }
  std::size_t published = 0;
  for (const CalibrationTable table : all_calibration_tables()) {
    if (!parameters) break;
    const auto read = calibrate(table, files, *parameters, {.simulate = false});
    if (!read) add(read.error());
    published += read ? read->rows.size() : 0;
  }
  std::vector<std::vector<std::string>> keys;
  for (const char* name : {"en", "sv"}) {
    const auto locale = Locale::load(files, name);
    if (!locale) add(locale.error());
    if (locale && lookup) add(lookup->check_words(*locale));
    keys.push_back(locale ? locale->keys() : std::vector<std::string>{});
  }
  if (keys[0] != keys[1]) problems.push_back({"assets/locales", 0, 0, "en.toml and sv.toml do not have the same keys", "every sentence stands in both"});
  for (const char* name : {"dark", "light"}) {
    if (const auto theme = load_theme(files, name); !theme) add(theme.error());
  }
  if (!problems.empty()) {
    fmt::print(stderr, "{}{} problem(s)\n", to_text(problems), problems.size());
    return kBadInput;
  }
  fmt::print("good: {} scenario(s), {} protocol(s), {} parameters, {} sources, {} published rows, {} things to look up, {} terms, {} sentences in 2 languages\n", good, protocols,
             parameters->all().size(), parameters->sources().size(), published, things, terms, keys[0].size());
  return kDone;
}

int run_schema() {
  fmt::print("{}", scenario_schema());
  return kDone;
}

}  // namespace syn
