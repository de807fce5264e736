// The sub-commands that need no picture: simulate, check, schema.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "app/cli/run.hpp"
#include "app/cli/run_lecture.hpp"
#include "app/console/console.hpp"
#include "app/console/outputs.hpp"
#include "app/console/progress.hpp"
#include "app/explain/lookup.hpp"
#include "app/state/schedule.hpp"
#include "app/ui/look/locale.hpp"
#include "app/ui/look/theme.hpp"
#include "app/view/moments.hpp"
#include "app/walk/content/walk.hpp"
#include "core/config.hpp"
#include "core/output_file.hpp"
#include "model/calibration/calibration.hpp"
#include "model/patch/protocol.hpp"
#include "model/run/cohort_table.hpp"
#include "model/run/simulate_rows.hpp"

namespace syn {
namespace {

// Protocols have [receptors] and [[step]], lectures [[beat]], which no scenario has. What cannot be read is left to the
// scenario reader.
bool is_of(std::string_view folder, std::initializer_list<std::string_view> keys, const std::filesystem::path& path,
           std::string_view text) {
  if (path.parent_path().filename() == folder) return true;
  const auto table = parse_config(text, path.string());
  return table && std::any_of(keys.begin(), keys.end(), [&](std::string_view key) { return table->find(key) != nullptr; });
}

}  // namespace

Problems too_many_scores(const Scenario& scenario, double every_min, int patients) {
  if (!scenario.model.vary_pharmacokinetics) return {};
  const double people = patients > 0 ? patients : scenario.population;
  const double rows = (scenario.end_h() - scenario.start_h()) * 60.0 / every_min;
  if (people * rows <= kMaxScores) return {};
  return {{"", 0, 0, fmt::format("{:.0f} people at {:.0f} moments are too many scores to keep where pharmacokinetics vary", people, rows),
           fmt::format("at most {:.0f} in all: fewer people, fewer rows or fewer days", kMaxScores)}};
}

int run_simulate(const SimulateJob& job, const DataFiles& files) {
  Outputs outputs(files);
  outputs.reads(job.scenario);
  outputs.writes("--csv", job.csv, {Format::csv});
  if (const auto code = outputs.refused()) return *code;
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  auto scenario = load_scenario(job.scenario, *parameters);
  if (!scenario) return report(scenario.error(), kBadInput);
  if (job.patients > 0) scenario->population = job.patients;
  if (const Problems wrong = check_scenario(*scenario, *parameters); !wrong.empty()) return report(wrong, kBadInput);
  if (const Problems wrong = too_many_scores(*scenario, job.every_min); !wrong.empty()) return report(wrong, kBadCommandLine);
  for (const Problem& warning : scenario_warnings(*scenario, *parameters)) complain("warning: {}\n", to_text(warning));
  auto file = OutputFile::open(job.csv);
  if (!file) return report(file.error(), kCannot);
  file->write(csv_head(*scenario, version(), parameters->with(scenario->parameters).hash()));
  std::size_t rows = 0;
  {
    Progress progress("simulating");
    const auto take = [&](const TrajectoryRows& more) {
      rows += more.times_h.size();
      return file->write(csv_rows(more));
    };
    simulate_rows(*scenario, *parameters, {.every_min = job.every_min}, take, progress.teller());
  }
  if (const auto written = file->commit(); !written) return not_written(*file, written.error());
  outputs.words().say("{}: {} rows, {} to {}\n", job.csv.string(), rows, time_text({scenario->start_h()}), time_text({scenario->end_h()}));
  return kDone;
}

int run_cohort(const CohortJob& job, const DataFiles& files) {
  const auto shard = parse_shard(job.shard);
  if (!shard) return report(shard.error(), kBadCommandLine);
  Outputs outputs(files);
  outputs.reads(job.scenario);
  outputs.writes("--csv", job.csv, {Format::csv});
  if (const auto code = outputs.refused()) return *code;
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  const auto scenario = load_scenario(job.scenario, *parameters);
  if (!scenario) return report(scenario.error(), kBadInput);
  if (scenario->patient.stress == Stress::none) {
    return report({{job.scenario.string(), 0, 0, "`patient.stress` is \"none\": healthy people have no score to follow",
                    "write stress = \"chronic\", or use simulate"}},
                  kBadInput);
  }
  auto file = OutputFile::open(job.csv);
  if (!file) return report(file.error(), kCannot);
  {
    Progress progress("drawing patients");
    cohort_csv(*scenario, *parameters, {.patients = job.patients, .shard = *shard, .progress = progress.teller()}, version(),
               [&](std::string_view part) { return file->write(part); });
  }
  if (const auto written = file->commit(); !written) return not_written(*file, written.error());
  outputs.words().say("{}: {} patients, shard {}\n", job.csv.string(), job.patients > 0 ? job.patients : scenario->population, job.shard);
  return kDone;
}

int run_check(const std::vector<std::filesystem::path>& scenarios, const DataFiles& files) {
  Outputs outputs(files);
  for (const auto& path : scenarios) outputs.reads(path);
  if (const auto code = outputs.refused()) return *code;
  Problems problems;
  const auto add = [&problems](const Problems& more) { problems.insert(problems.end(), more.begin(), more.end()); };
  std::size_t good = 0;
  std::size_t protocols = 0;
  std::size_t lectures = 0;
  const auto parameters = Parameters::load(files);
  if (parameters) {
    auto paths = scenarios;
    if (paths.empty()) {
      paths = files.list("assets/scenarios", ".toml");
      for (const char* folder : {"assets/protocols", "assets/lab"}) {
        const auto shipped = files.list(folder, ".toml");
        paths.insert(paths.end(), shipped.begin(), shipped.end());
      }
      const auto talks = files.list("assets/lectures", ".toml");
      paths.insert(paths.end(), talks.begin(), talks.end());
    }
    const auto moments = NamedMoments::load(files);
    if (!moments) add(moments.error());
    const auto reader = LectureReader::open(files, *parameters);
    if (!reader) add(reader.error());
    for (const auto& path : paths) {
      // Read once: a pipe has no second time.
      constexpr std::size_t kLimitBytes = 1U << 20U;
      const auto text = read_file(path, kLimitBytes);
      if (!text) {
        add(text.error());
        continue;
      }
      if (is_of("lectures", {"beat"}, path, *text)) {
        if (!moments || !reader) continue;
        const Problems found = lecture_problems(*text, path.string(), *reader, *parameters, *moments);
        lectures += found.empty() ? 1U : 0U;
        add(found);
        continue;
      }
      if (is_of("protocols", {"receptors", "step"}, path, *text)) {
        const auto protocol = parse_protocol(*text, path.string(), *parameters);
        if (!protocol) add(protocol.error());
        protocols += protocol ? 1U : 0U;
        continue;
      }
      const auto scenario = parse_scenario(*text, path.string(), *parameters);
      if (!scenario) {
        add(scenario.error());
        continue;
      }
      ++good;
      for (Problem warning : scenario_warnings(*scenario, *parameters)) {
        warning.file = path.string();
        say("warning: {}\n", to_text(warning));
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
  const auto lookup = parameters ? Lookup::load(files, *parameters) : Result<Lookup>();
  if (lookup) {
    things = lookup->things().size();
    terms = lookup->glossary().entries().size();
  } else {
    add(lookup.error());
  }
  std::size_t published = 0;
  for (const CalibrationTable table : kValues<CalibrationTable>) {
    if (!parameters) break;
    const auto read = calibrate(table, files, *parameters, {.simulate = false});
    if (!read) add(read.error());
    published += read ? read->rows.size() : 0;
  }
  std::vector<std::vector<std::string>> keys;
  std::vector<Locale> locales;
  for (const char* name : {"en", "sv"}) {
    const auto locale = Locale::load(files, name);
    if (!locale) add(locale.error());
    if (locale && lookup) add(lookup->check_words(*locale));
    keys.push_back(locale ? locale->keys() : std::vector<std::string>{});
    if (locale) locales.push_back(*locale);
  }
  if (parameters && locales.size() == keys.size()) {
    if (const auto walk = Walk::load(files, *parameters, locales); !walk) add(walk.error());
  }
  if (keys[0] != keys[1])
    problems.push_back({"assets/locales", 0, 0, "en.toml and sv.toml do not have the same keys", "every sentence stands in both"});
  for (const PaletteName palette : kValues<PaletteName>) {
    for (const ThemeName name : kValues<ThemeName>) {
      if (const auto theme = load_theme(files, table_of(name, palette)); !theme) add(theme.error());
    }
  }
  if (!problems.empty()) {
    complain("{}{} problem(s)\n", to_text(problems), problems.size());
    return kBadInput;
  }
  say("good: {} scenario(s), {} protocol(s), {} lecture(s), {} parameters, {} sources, {} published rows, {} things to look up, {} terms, "
      "{} sentences in "
      "2 languages\n",
      good, protocols, lectures, parameters->all().size(), parameters->sources().size(), published, things, terms, keys[0].size());
  return kDone;
}

int run_schema() {
  say("{}", scenario_schema());
  return kDone;
}

}  // namespace syn
