// The command line: every sub-command with its options, what they mean and what may stand in them. It fills a job and calls
// the sub-command, each in a file of its own (run_*.cpp); what fails comes back as an exit code and words.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <cmath>
#include <exception>
#include <limits>
#include <new>

#include "app/cli/run.hpp"
#include "app/cli/run_lecture.hpp"
#include "app/console/console.hpp"
#include "app/console/option_checks.hpp"
#include "app/console/outputs.hpp"
#include "core/config.hpp"
#include "gfx/target.hpp"
#include "model/calibration/calibration.hpp"
#include "model/data/parameters.hpp"
#include "os/process.hpp"

namespace syn {
namespace {

struct ViewOptions {
  std::string lens = "h";
  std::string viewpoint = "usual";
  std::string theme = "dark";
  std::string palette = "standard";
  std::string curve_tab = "symptoms";
  std::string lab = "assumptions";
  std::string locale = "en";
  std::string quality = "default";
  float text_scale = 1.0F;

  void add_to(CLI::App* app) {
    app->add_option("--viewpoint", viewpoint, "where to look in the scene; signals: inside the spine (synapse); close: at what happens")
        ->check(one_of<Viewpoint>());
    app->add_option("--lens", lens, "time lens")->check(one_of<Lens>());
    app->add_option("--tab", curve_tab, "tab of the curves")->check(one_of<CurveTab>());
    app->add_option("--lab", lab, "part of the laboratory")->check(one_of<LabPart>());
    app->add_option("--theme", theme, "colours")->check(one_of<ThemeName>());
    app->add_option("--palette", palette, "of the theme; high_contrast: black or white ground, thicker edges")
        ->check(one_of<PaletteName>());
    app->add_option("--locale", locale, "language")->check(one_of<LocaleName>());
    app->add_option("--quality", quality, "effort of the picture")->check(one_of<QualityName>());
    app->add_option("--text", text_scale, "text size, 1 to 2.5")->transform(number_from(1.0, 2.5));
  }
  View view() const {
    View v;
    v.viewpoint = *from_name<Viewpoint>(viewpoint);
    v.lens = *from_name<Lens>(lens);
    v.curve_tab = *from_name<CurveTab>(curve_tab);
    v.lab = *from_name<LabPart>(lab);
    v.theme = *from_name<ThemeName>(theme);
    v.palette = *from_name<PaletteName>(palette);
    v.locale = *from_name<LocaleName>(locale);
    v.quality = *from_name<QualityName>(quality);
    v.text_scale = text_scale;
    return v;
  }
};

struct RenderOptions {
  std::string stage;
  std::string panel;
  std::string at;
  std::string every;
  std::string until;
  std::string lasting;
  std::string size = "1280x720";

  bool fill(RenderJob& job, std::string& error) const {
    const bool by_name = !job.moment.empty();
    const int named = static_cast<int>(!stage.empty() || job.screen) + static_cast<int>(!panel.empty() && !job.screen);
    if (by_name ? !at.empty() || !stage.empty() || !panel.empty() : at.empty())
      error = "render needs either --at TIME, or --moment ID, which sets scale, viewpoint, lens and time";
    if (!by_name && named != 1)
      error = "render needs --stage NAME, --panel NAME or --screen; --screen may name a stage and the panel in front";
    // A moment has its own pace: a film of it may leave the time between pictures to that.
    const bool own_pace = by_name && every.empty() && !lasting.empty();
    if (!own_pace && every.empty() != (until.empty() && lasting.empty())) error = "--every belongs together with --until or --for";
    if (!until.empty() && (by_name || !lasting.empty()))
      error = "--until is a time of the run: with --moment, and beside it, --for says how long";
    if (!error.empty()) return false;
    if (!stage.empty()) job.stage = from_name<StageName>(stage);
    if (!panel.empty()) job.panel = from_name<PanelName>(panel);
    if (!by_name) job.at = *parse_time(at);
    if (own_pace) job.lasting = parse_time(lasting);
    if (!every.empty()) {
      job.every = parse_time(every);
      job.lasting = lasting.empty() ? *parse_time(until) - job.at : *parse_time(lasting);
      const double frames = job.lasting->value / job.every->value;
      if (!(frames >= 0.0) || frames > kMaxPictures) {
        error = fmt::format("--until must not be before --at, and a sequence has at most {} pictures", kMaxPictures);
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

int command_line(int argc, const char* const* argv) {
  CLI::App app{
      "Synaptoscope: a real-time 3D visualiser of ketamine-assisted psychotherapy.\n"
      "A teaching model of a made-up group. It predicts nobody and advises no dose."};
  app.require_subcommand(0, 1);
  app.set_help_flag("-h,--help", "show this help");
  std::string data;
  bool show_version = false;
  app.add_option("--data", data, "folder that holds assets/ and shaders/")->transform(not_empty());
  app.add_flag("--version", show_version, "version, parameter hash, renderer");

  ExploreJob explore;
  std::string explore_size = "1280x720";
  ViewOptions explore_view;
  std::string explore_stage = "synapse";
  app.add_option("--scenario", explore.scenario, "open this scenario")->transform(an_input());
  app.add_option("--size", explore_size, "size of the window")->transform(a_size());
  app.add_option("--stage", explore_stage, "scale to open at")->check(one_of<StageName>());
  app.add_option("--record", explore.record, "write every command of the session to this file, as it is given")->transform(an_output());
  app.add_option("--report-controls", explore.controls, "for tests: keep a list of the controls on screen in this file")
      ->transform(an_output());
  app.add_option("--out", explore.out, "folder for the pictures when there is no display")->transform(not_empty());
  app.add_option("--settings", explore.settings, "folder for settings and recovery instead of your own")->transform(not_empty());
  app.add_option("--share", explore.share, "start from a shared text (SYN1:...)")->transform(not_empty());
  app.add_option("--beats", explore.beats, "the lecture file to which Ctrl+R appends beats")->transform(not_empty());
  app.add_flag("--explore", explore.at_once, "straight to the picture, past the doors");
  explore_view.add_to(&app);

  SimulateJob simulate;
  CLI::App* simulate_command = app.add_subcommand("simulate", "the trajectory of a scenario as a table");
  simulate_command->add_option("scenario", simulate.scenario, "scenario file")->transform(an_input())->required();
  simulate_command->add_option("--csv", simulate.csv, "table to write")->transform(an_output())->required();
  simulate_command->add_option("--every", simulate.every_min, "minutes between rows")->transform(number_from(0.1, 1440.0));
  simulate_command->add_option("--patients", simulate.patients, "virtual patients")->transform(whole_from(1, 100000));

  CohortJob cohort;
  CLI::App* cohort_command = app.add_subcommand("cohort", "one row a virtual patient");
  cohort_command->add_option("scenario", cohort.scenario, "scenario file")->transform(an_input())->required();
  cohort_command->add_option("--csv", cohort.csv, "table to write")->transform(an_output())->required();
  cohort_command->add_option("--patients", cohort.patients, "virtual patients")->transform(whole_from(1, 10000000));
  cohort_command->add_option("--shard", cohort.shard, "i/n: the i-th of n parts, which behind each other are the whole");

  PatchJob patch;
  CLI::App* patch_command = app.add_subcommand("patch", "a voltage clamp on NMDA receptors as a table");
  patch_command->add_option("protocol", patch.protocol, "protocol file")->transform(an_input())->required();
  patch_command->add_option("--csv", patch.csv, "table to write")->transform(an_output())->required();
  patch_command->add_option("--summary", patch.summary, "also write peaks, charge and ratios (else they are printed)")
      ->transform(an_output());

  RenderJob render;
  RenderOptions render_options;
  ViewOptions render_view;
  CLI::App* render_command = app.add_subcommand("render", "any moment of a stage or panel as a picture");
  render_command->add_option("scenario", render.scenario, "scenario file")->transform(an_input())->required();
  render_command->add_option("--stage", render_options.stage, "scale to draw")->check(one_of<StageName>());
  render_command->add_option("--panel", render_options.panel, "panel to draw")->check(one_of<PanelName>());
  render_command->add_flag("--screen", render.screen, "the whole screen");
  render_command->add_flag("--bare", render.bare, "the stage alone, without words");
  render_command->add_flag("--double-words", render.double_words,
                           "every text twice as long, to see whether the layout has room for another language");
  render_command->add_option("--at", render_options.at, "moment")->transform(a_time());
  render_command->add_option("--moment", render.moment, "instead: a named moment, such as receptor.ketamine-enters")
      ->transform(not_empty());
  render_command->add_option("--every", render_options.every, "a sequence: time between pictures")->transform(a_length_of_time());
  render_command->add_option("--until", render_options.until, "a sequence: last moment")->transform(a_time());
  render_command->add_option("--for", render_options.lasting, "a sequence: how long; of a moment without --every at its own pace")
      ->transform(a_length_of_time());
  render_command->add_option("--size", render_options.size, "size of the picture")->transform(a_size());
  render_command->add_option("--out", render.out, "picture (.png) or page (.html) to write; of --panel curves also .svg or .csv")
      ->transform(an_output());
  render_command->add_option("--pin", render.pin, "another scenario file as run A beside the curves")->transform(an_input());
  render_command->add_option("--json", render.json, "also write what the picture shows")->transform(an_output());
  render_view.add_to(render_command);
  for (const char* set : {"--viewpoint", "--lens", "--tab"}) render_command->get_option(set)->excludes("--moment");

  WalkJob walk;
  ViewOptions walk_view;
  walk_view.theme = "light";
  std::string walk_size = "1280x720";
  CLI::App* walk_command = app.add_subcommand("walk", "the patient walk: ten calm screens to talk about");
  walk_command->add_option("--clinic", walk.window.clinic, "file with the clinic's own words, as assets/walk/clinic-template.toml")
      ->transform(an_input());
  walk_command->add_option("--pictures", walk.pictures, "folder: write every card as a picture instead of opening a window")
      ->transform(not_empty());
  walk_command->add_option("--size", walk_size, "size of the window or the pictures")->transform(a_size());
  walk_command->add_option("--settings", walk.window.settings, "folder for settings and recovery instead of your own")
      ->transform(not_empty());
  walk_command->add_option("--record", walk.window.record, "write where one goes to this file; not what is marked or typed")
      ->transform(an_output());
  walk_command->add_option("--report-controls", walk.window.controls, "for tests: keep a list of the controls on screen in this file")
      ->transform(an_output());
  walk_view.add_to(walk_command);

  DescribeJob describe;
  std::string describe_at;
  std::string describe_every = "1d";
  std::string describe_stage;
  std::string describe_lens = "h";
  std::string describe_locale = "en";
  CLI::App* describe_command = app.add_subcommand("describe", "a moment of a scenario, or the whole run, in words");
  describe_command->add_option("scenario", describe.scenario, "scenario file")->transform(an_input())->required();
  describe_command->add_option("--at", describe_at, "moment, to the standard output")->transform(a_time());
  describe_command->add_option("--moment", describe.moment, "a named moment and its picture instead; \"all\": where each of them is")
      ->transform(not_empty());
  describe_command->add_option("--transcript", describe.transcript, "write the whole run to this file: each event, and every so long")
      ->transform(an_output());
  describe_command->add_option("--every", describe_every, "time between the transcript's moments")->transform(a_length_of_time());
  describe_command->add_option("--stage", describe_stage, "also say what this scale's picture shows")->check(one_of<StageName>());
  describe_command->add_option("--lens", describe_lens, "time lens of that picture")->check(one_of<Lens>());
  describe_command->add_option("--locale", describe_locale, "language")->check(one_of<LocaleName>());
  for (const char* set : {"--at", "--stage", "--lens"}) describe_command->get_option(set)->excludes("--moment");

  HandInJob hand_in;
  ViewOptions hand_in_view;
  std::string hand_in_at = "1d";
  std::string hand_in_size = "1280x720";
  std::string hand_in_stage = "synapse";
  CLI::App* hand_in_command =
      app.add_subcommand("hand-in", "the worksheet of the laboratory as one file: scenario, answers, table, picture");
  hand_in_command->add_option("scenario", hand_in.scenario, "scenario file")->transform(an_input())->required();
  hand_in_command->add_option("--answers", hand_in.answers, "file with version = 1 and [answers]: q1 = \"...\" to q11")
      ->transform(an_input());
  hand_in_command->add_option("--out", hand_in.out, "picture (.png) to write, with all else inside")->transform(an_output())->required();
  hand_in_command->add_option("--at", hand_in_at, "moment of the picture")->transform(a_time());
  hand_in_command->add_option("--stage", hand_in_stage, "scale of the picture")->check(one_of<StageName>());
  hand_in_command->add_option("--size", hand_in_size, "size of the picture")->transform(a_size());
  hand_in_view.add_to(hand_in_command);
  GradeJob grade;
  CLI::App* grade_command = app.add_subcommand("grade", "open every hand-in of a folder, compute it anew, and say what agrees");
  grade_command->add_option("folder", grade.folder, "folder with the files")->transform(not_empty())->required();
  grade_command->add_option("--key", grade.key, "also count the numbers of this key in the answers, as docs/lab/key.py writes it")
      ->transform(an_input());

  std::vector<std::filesystem::path> to_check;
  CLI::App* check_command =
      app.add_subcommand("check", "check scenarios, protocols, lectures, parameters, sources, locales: all problems at once");
  check_command->add_option("file", to_check, "scenario, protocol or lecture files (none: all that come with the program)")
      ->transform(an_input());
  LectureJob lecture;
  std::string lecture_size = "1920x1080";
  CLI::App* lecture_command =
      app.add_subcommand("lecture", "give a lecture; with --out its beats as pictures, captions, transcript, sources");
  lecture_command->add_option("name", lecture.name, "lecture of assets/lectures, without its ending")->transform(not_empty())->required();
  lecture_command->add_option("--out", lecture.out, "write pictures, transcript and a document to this folder")->transform(not_empty());
  lecture_command->add_flag("--film", lecture.film, "also the frames of a film, ten a second");
  lecture_command->fallthrough();  // the window's own options
  lecture_command->add_option("--size", lecture_size, "size of the pictures")->transform(a_size());
  std::string claims_of = "twenty-minutes";
  std::string claims_locale = "en";
  CLI::App* claims_command = app.add_subcommand("claims", "the claims of the brief: beat, badge, sources for and against");
  claims_command->add_option("--lecture", claims_of, "lecture that carries them")->transform(not_empty());
  claims_command->add_option("--locale", claims_locale, "language")->check(one_of<LocaleName>());
  CLI::App* schema_command = app.add_subcommand("schema", "the fields that scenario files accept");

  CalibrateJob calibrate;
  CLI::App* calibrate_command = app.add_subcommand("calibrate", "published rows beside what the model gives for them");
  calibrate_command->add_option("--table", calibrate.table, "only this one")->check(one_of<CalibrationTable>());
  calibrate_command->add_option("--seed", calibrate.seed, "another draw of made-up people for the trials")
      ->transform(whole_from(0, std::numeric_limits<std::uint64_t>::max()));
  calibrate_command->add_option("--csv", calibrate.csv, "also write the rows to this table")->transform(an_output());
  calibrate_command->add_option("--markdown", calibrate.markdown, "also write them as a page to read")->transform(an_output());

  BenchJob bench;
  CLI::App* bench_command = app.add_subcommand("bench", "the program's own figures");
  bench_command->add_option("--json", bench.json, "also write the figures to this file")->transform(an_output());
  bench_command->add_option("--frames", bench.frames, "frames per measurement")->transform(whole_from(5, 10000));
  bench_command->add_option("--only", bench.only, "only frames whose name contains this");

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    say("{}", app.help());
    return kDone;
  } catch (const CLI::ParseError& error) {
    complain("synaptoscope: {}\nsynaptoscope --help lists the commands.\n", error.what());
    return kBadCommandLine;
  }

  const DataFiles files = DataFiles::standard(data, os::executable());
  if (show_version) {
    say("{} - {}\n", version_line(files), renderer_name());
    return kDone;
  }
  if (!app.get_subcommands().empty() && !walk_command->parsed()) end_on_signals();  // a window ends otherwise
  if (simulate_command->parsed()) return run_simulate(simulate, files);
  if (cohort_command->parsed()) return run_cohort(cohort, files);
  if (describe_command->parsed()) {
    if (describe_at.empty() && describe.transcript.empty() && describe.moment.empty()) {
      complain("synaptoscope: describe needs --at TIME, --moment ID, --transcript FILE, or one of the first two and the last\n");
      return kBadCommandLine;
    }
    if (!describe_at.empty()) describe.at = parse_time(describe_at);
    describe.every = *parse_time(describe_every);
    if (!describe_stage.empty()) describe.stage = from_name<StageName>(describe_stage);
    describe.view.lens = *from_name<Lens>(describe_lens);
    describe.view.locale = *from_name<LocaleName>(describe_locale);
    return run_describe(describe, files);
  }
  if (patch_command->parsed()) return run_patch(patch, files);
  if (hand_in_command->parsed()) {
    hand_in.view = hand_in_view.view();
    hand_in.view.stage = *from_name<StageName>(hand_in_stage);
    hand_in.at = *parse_time(hand_in_at);
    std::tie(hand_in.width, hand_in.height) = *parse_size(hand_in_size);
    return run_hand_in(hand_in, files);
  }
  if (grade_command->parsed()) return run_grade(grade, files);
  if (check_command->parsed()) return run_check(to_check, files);
  if (lecture_command->parsed() && !lecture.out.empty()) {
    std::tie(lecture.width, lecture.height) = *parse_size(lecture_size);
    return run_lecture(lecture, files);
  }
  if (claims_command->parsed()) return run_claims(claims_of, *from_name<LocaleName>(claims_locale), files);
  if (schema_command->parsed()) return run_schema();
  if (calibrate_command->parsed()) return run_calibrate(calibrate, files);
  if (bench_command->parsed()) return run_bench(bench, files);
  if (render_command->parsed()) {
    std::string error;
    render.view = render_view.view();
    if (!render_options.fill(render, error)) {
      complain("synaptoscope: {}\n", error);
      return kBadCommandLine;
    }
    if (render.out.empty() && render.json.empty()) {
      complain("synaptoscope: render needs --out FILE.png (or .html: a page to print), --json FILE, or both\n");
      return kBadCommandLine;
    }
    return run_render(render, files);
  }
  if (walk_command->parsed()) {
    ExploreJob& window = walk.window;
    window.view = walk_view.view();
    window.walk = true;
    const auto given = [&](const char* option) { return walk_command->count(option) > 0; };
    window.given = {given("--locale"), given("--theme"), given("--text"), given("--quality"), given("--palette")};
    std::tie(window.width, window.height) = *parse_size(walk_size);
    Outputs outputs(files);
    outputs.reads(window.clinic);
    outputs.writes("--record", window.record, {Format::text});
    outputs.writes("--report-controls", window.controls, {Format::text}, true);
    if (const auto code = outputs.refused()) return *code;
    return run_walk(walk, files);
  }
  explore.view = explore_view.view();
  explore.given = {app.count("--locale") > 0,  app.count("--theme") > 0,   app.count("--text") > 0,
                   app.count("--quality") > 0, app.count("--palette") > 0, lecture_command->parsed()};
  explore.view.stage = *from_name<StageName>(explore_stage);
  explore.lecture = lecture.name;
  std::tie(explore.width, explore.height) = *parse_size(explore_size);
  Outputs outputs(files);
  outputs.reads(explore.scenario);
  outputs.writes("--record", explore.record, {Format::text});
  outputs.writes("--report-controls", explore.controls, {Format::text}, true);
  if (const auto code = outputs.refused()) return *code;
  return run_explore(explore, files);
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  try {
    return settle(command_line(argc, argv));
  } catch (const std::bad_alloc&) {
    complain("synaptoscope: out of memory; ask for fewer rows, patients or pictures\n");
  } catch (const std::exception& error) {
    complain("synaptoscope: this machine could not go on: {}\n", error.what());
  }
  return kCannot;
}

}  // namespace syn
