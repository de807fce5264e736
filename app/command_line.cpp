#include <CLI/CLI.hpp>
#include <cmath>
#include <fmt/format.h>

#include "app/run.hpp"
#include "core/config.hpp"
#include "gfx/target.hpp"
#include "model/calibration.hpp"
#include "model/parameters.hpp"

namespace syn {
namespace {

// "1280x720": both at least 64, at most 8192.
std::optional<std::pair<int, int>> parse_size(const std::string& text) {
  const std::size_t cross = text.find('x');
  if (cross == std::string::npos) return std::nullopt;
  int width = 0;
  int height = 0;
  try {
    std::size_t used_w = 0;
    std::size_t used_h = 0;
    width = std::stoi(text.substr(0, cross), &used_w);
    height = std::stoi(text.substr(cross + 1), &used_h);
    if (used_w != cross || used_h != text.size() - cross - 1) return std::nullopt;
  } catch (const std::exception&) {
    return std::nullopt;
  }
  if (width < 64 || height < 64 || width > 8192 || height > 8192) return std::nullopt;
  return std::pair{width, height};
}

const CLI::Validator kSize([](std::string& text) { return parse_size(text) ? std::string() : "\"" + text + "\" is not a size; write WIDTHxHEIGHT such as 1280x720, each from 64 to 8192"; }, "WxH");
const CLI::Validator kTime([](std::string& text) { return parse_time(text) ? std::string() : "\"" + text + "\" is not a time; write it like 40min, 36h, 3d or 40min12ms"; }, "TIME");

// An option that takes one of the listed names.
template <class Parse>
CLI::Validator one_of(Parse parse, const char* names) {
  return CLI::Validator([parse, names](std::string& text) { return parse(text) ? std::string() : "\"" + text + "\" is not one of: " + names; }, names);
}

struct ViewOptions {
  std::string lens = "h";
  std::string viewpoint = "usual";
  std::string theme = "dark";
  std::string curve_tab = "symptoms";
  std::string locale = "en";
  std::string quality = "default";
  float text_scale = 1.0F;

  void add_to(CLI::App* app) {
    app->add_option("--viewpoint", viewpoint, "where to look in the scene; signals: inside the spine (synapse)")
        ->check(one_of(viewpoint_from, "usual signals"));
    app->add_option("--lens", lens, "time lens")->check(one_of(lens_from, "ms s min h d wk"));
    app->add_option("--tab", curve_tab, "tab of the curves")->check(one_of(curve_tab_from, "drug circuit cell symptoms"));
    app->add_option("--theme", theme, "colours")->check(one_of(theme_from, "dark light"));
    app->add_option("--locale", locale, "language")->check(one_of(locale_from, "en sv"));
    app->add_option("--quality", quality, "effort of the picture")->check(one_of(quality_from, "low default high"));
    app->add_option("--text", text_scale, "text size, 1 to 2.5")->check(CLI::Range(1.0, 2.5));
  }
  View view() const {
    View v;
    v.viewpoint = *viewpoint_from(viewpoint);
    v.lens = *lens_from(lens);
    v.curve_tab = *curve_tab_from(curve_tab);
    v.theme = *theme_from(theme);
    v.locale = *locale_from(locale);
    v.quality = *quality_from(quality);
    v.text_scale = text_scale;
    return v;
  }
};

struct RenderOptions {
  std::string stage;
  std::string panel;
  std::string at = "0h";
  std::string every;
  std::string until;
  std::string size = "1280x720";

  bool fill(RenderJob& job, std::string& error) const {
    const int named = static_cast<int>(!stage.empty() || job.screen) + static_cast<int>(!panel.empty() && !job.screen);
    if (named != 1) error = "render needs --stage NAME, --panel NAME or --screen; --screen may name a stage and the panel in front";
    if (every.empty() != until.empty()) error = "--every and --until belong together";
    if (!error.empty()) return false;
    if (!stage.empty()) job.stage = stage_from(stage);
    if (!panel.empty()) job.panel = panel_from(panel);
    job.at = *parse_time(at);
    if (!every.empty()) {
      job.every = parse_time(every);
      job.until = parse_time(until);
      const double frames = (job.until->value - job.at.value) / job.every->value;
      if (!(job.every->value > 0.0) || !(frames >= 0.0) || frames > 100000.0) {
        error = "--every must be positive and --until not before --at (at most 100000 pictures)";
        return false;
      }
    }
    std::tie(job.width, job.height) = *parse_size(size);
    return true;
  }
};

// The renderer's name needs a context; without one the rest of the line is still true.
std::string version_line(const DataFiles& files) {
  const auto parameters = Parameters::load(files);
  return fmt::format("synaptoscope {} - parameters {}", version(), parameters ? parameters->hash() : "unreadable");
}

}  // namespace

std::string version() { return SYN_VERSION; }

std::string renderer_name();  // run_render.cpp

int run_command_line(int argc, const char* const* argv) {
  CLI::App app{"Synaptoscope: a real-time 3D visualiser of ketamine-assisted psychotherapy.\n"
               "A teaching model of a made-up group. It predicts nobody and advises no dose."};
  app.require_subcommand(0, 1);
  app.set_help_flag("-h,--help", "show this help");
  std::string data;
  bool show_version = false;
  app.add_option("--data", data, "folder that holds assets/ and shaders/");
  app.add_flag("--version", show_version, "version, parameter hash, renderer");

  ExploreJob explore;
  std::string explore_size = "1280x720";
  ViewOptions explore_view;
  std::string explore_stage = "synapse";
  app.add_option("--scenario", explore.scenario, "open this scenario");
  app.add_option("--size", explore_size, "size of the window")->check(kSize);
  app.add_option("--stage", explore_stage, "scale to open at")->check(one_of(stage_from, "circuit dendrite synapse receptor"));
  app.add_option("--record", explore.record, "write every command of the session to this file, as it comes");
  app.add_option("--out", explore.out, "folder for the pictures when there is no display");
  app.add_option("--settings", explore.settings, "folder for settings and recovery instead of your own");
  app.add_option("--share", explore.share, "start from a shared text (SYN1:...)");
  explore_view.add_to(&app);

  SimulateJob simulate;
  CLI::App* simulate_command = app.add_subcommand("simulate", "the trajectory of a scenario as a table");
  simulate_command->add_option("scenario", simulate.scenario, "scenario file")->required();
  simulate_command->add_option("--csv", simulate.csv, "table to write")->required();
  simulate_command->add_option("--every", simulate.every_min, "minutes between rows")->check(CLI::Range(0.1, 1440.0));
  simulate_command->add_option("--patients", simulate.patients, "virtual patients")->check(CLI::Range(1, 100000));

  CohortJob cohort;
  CLI::App* cohort_command = app.add_subcommand("cohort", "one row a virtual patient");
  cohort_command->add_option("scenario", cohort.scenario, "scenario file")->required();
  cohort_command->add_option("--csv", cohort.csv, "table to write")->required();
  cohort_command->add_option("--patients", cohort.patients, "virtual patients")->check(CLI::Range(1, 10000000));
  cohort_command->add_option("--shard", cohort.shard, "i/n: the i-th of n parts, which behind each other are the whole");

  PatchJob patch;
  CLI::App* patch_command = app.add_subcommand("patch", "a voltage clamp on NMDA receptors as a table");
  patch_command->add_option("protocol", patch.protocol, "protocol file")->required();
  patch_command->add_option("--csv", patch.csv, "table to write")->required();
  patch_command->add_option("--summary", patch.summary, "also write peaks, charge and ratios (else they are printed)");

  RenderJob render;
  RenderOptions render_options;
  ViewOptions render_view;
  CLI::App* render_command = app.add_subcommand("render", "any moment of a stage or panel as a picture");
  render_command->add_option("scenario", render.scenario, "scenario file")->required();
  render_command->add_option("--stage", render_options.stage, "scale to draw")->check(one_of(stage_from, "circuit dendrite synapse receptor"));
  render_command->add_option("--panel", render_options.panel, "panel to draw")->check(one_of(panel_from, "dose therapy timeline curves person lab parameters inspector words"));
  render_command->add_flag("--screen", render.screen, "the whole screen");
  render_command->add_flag("--bare", render.bare, "the stage alone, without words");
  render_command->add_option("--at", render_options.at, "moment")->required()->check(kTime);
  render_command->add_option("--every", render_options.every, "a sequence: time between pictures")->check(kTime);
  render_command->add_option("--until", render_options.until, "a sequence: last moment")->check(kTime);
  render_command->add_option("--size", render_options.size, "size of the picture")->check(kSize);
  render_command->add_option("--out", render.out, "PNG file to write; of the curves also NAME.svg or NAME.csv");
  render_command->add_option("--pin", render.pin, "another scenario file as run A beside the curves");
  render_command->add_option("--json", render.json, "also write what the picture shows");
  render_view.add_to(render_command);

  DescribeJob describe;
  std::string describe_at;
  std::string describe_every = "1d";
  std::string describe_stage;
  std::string describe_lens = "h";
  std::string describe_locale = "en";
  CLI::App* describe_command = app.add_subcommand("describe", "a moment of a scenario, or the whole run, in words");
  describe_command->add_option("scenario", describe.scenario, "scenario file")->required();
  describe_command->add_option("--at", describe_at, "moment, to the standard output")->check(kTime);
  describe_command->add_option("--transcript", describe.transcript, "write the whole run to this file: each event, and every so long");
  describe_command->add_option("--every", describe_every, "time between the transcript's moments")->check(kTime);
  describe_command->add_option("--stage", describe_stage, "also say what this scale's picture shows")->check(one_of(stage_from, "circuit dendrite synapse receptor"));
  describe_command->add_option("--lens", describe_lens, "time lens of that picture")->check(one_of(lens_from, "ms s min h d wk"));
  describe_command->add_option("--locale", describe_locale, "language")->check(one_of(locale_from, "en sv"));

  std::vector<std::filesystem::path> to_check;
  CLI::App* check_command = app.add_subcommand("check", "check scenarios, protocols, parameters, sources, locales: all problems at once");
  check_command->add_option("file", to_check, "scenario or protocol files (none: all that come with the program)");
  CLI::App* schema_command = app.add_subcommand("schema", "the fields that scenario files accept");

  CalibrateJob calibrate;
  CLI::App* calibrate_command = app.add_subcommand("calibrate", "published rows beside what the model gives for them");
  calibrate_command->add_option("--table", calibrate.table, "only this one")->check(one_of(calibration_table_from, "trials plasticity pharmacokinetics channel"));
  calibrate_command->add_option("--seed", calibrate.seed, "another draw of made-up people for the trials");
  calibrate_command->add_option("--csv", calibrate.csv, "also write the rows to this table");
  calibrate_command->add_option("--markdown", calibrate.markdown, "also write them as a page to read");

  BenchJob bench;
  CLI::App* bench_command = app.add_subcommand("bench", "the program's own figures");
  bench_command->add_option("--json", bench.json, "also write the figures to this file");
  bench_command->add_option("--frames", bench.frames, "frames per measurement")->check(CLI::Range(5, 10000));
  bench_command->add_option("--only", bench.only, "only frames whose name contains this");

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    fmt::print("{}", app.help());
    return kDone;
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "synaptoscope: {}\nsynaptoscope --help lists the commands.\n", error.what());
    return kBadCommandLine;
  }

  const DataFiles files = DataFiles::standard(data, std::filesystem::weakly_canonical("/proc/self/exe"));
  if (show_version) {
    fmt::print("{} - {}\n", version_line(files), renderer_name());
    return kDone;
  }
  if (simulate_command->parsed()) return run_simulate(simulate, files);
  if (cohort_command->parsed()) return run_cohort(cohort, files);
  if (describe_command->parsed()) {
    if (describe_at.empty() && describe.transcript.empty()) {
      fmt::print(stderr, "synaptoscope: describe needs --at TIME, --transcript FILE, or both\n");
      return kBadCommandLine;
    }
    if (!describe_at.empty()) describe.at = parse_time(describe_at);
    describe.every = *parse_time(describe_every);
    if (!(describe.every.value > 0.0)) {
      fmt::print(stderr, "synaptoscope: --every must be positive\n");
      return kBadCommandLine;
    }
    if (!describe_stage.empty()) describe.stage = stage_from(describe_stage);
    describe.view.lens = *lens_from(describe_lens);
    describe.view.locale = *locale_from(describe_locale);
    return run_describe(describe, files);
  }
  if (patch_command->parsed()) return run_patch(patch, files);
  if (check_command->parsed()) return run_check(to_check, files);
  if (schema_command->parsed()) return run_schema();
  if (calibrate_command->parsed()) return run_calibrate(calibrate, files);
  if (bench_command->parsed()) return run_bench(bench, files);
  if (render_command->parsed()) {
    std::string error;
    render.view = render_view.view();
    if (!render_options.fill(render, error)) {
      fmt::print(stderr, "synaptoscope: {}\n", error);
      return kBadCommandLine;
    }
    if (render.out.empty() && render.json.empty()) {
      fmt::print(stderr, "synaptoscope: render needs --out FILE.png, --json FILE, or both\n");
      return kBadCommandLine;
    }
    return run_render(render, files);
  }
  explore.view = explore_view.view();
  explore.given = {app.count("--locale") > 0, app.count("--theme") > 0, app.count("--text") > 0, app.count("--quality") > 0};
  explore.view.stage = *stage_from(explore_stage);
  std::tie(explore.width, explore.height) = *parse_size(explore_size);
  return run_explore(explore, files);
}

}  // namespace syn
