// What the program does for each sub-command. Each returns the exit code (exit_code.hpp), and looks at its outputs before
// it computes anything (outputs.hpp). Data that goes to the standard output ("-") stands there alone: what the command
// says about it then goes to the standard error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/console/exit_code.hpp"
#include "app/session/session.hpp"
#include "app/session/settings.hpp"
#include "app/viewing/view.hpp"
#include "core/files.hpp"
#include "core/units.hpp"

namespace syn {

struct Scenario;

inline constexpr const char* kDefaultScenario = "assets/scenarios/one-infusion-cbt.toml";
// Where people handle the drug in ways of their own, all their scores are kept at once: at most so many.
inline constexpr double kMaxScores = 5e7;
// What is wrong with asking for a row every so long of this scenario, for that reason; empty if nothing is.
Problems too_many_scores(const Scenario& scenario, double every_min = 10.0, int patients = 0);

struct SimulateJob {
  std::filesystem::path scenario;
  std::filesystem::path csv;
  double every_min = 10.0;
  int patients = 0;  // 0 = as the scenario says
};
int run_simulate(const SimulateJob& job, const DataFiles& files);

struct CohortJob {
  std::filesystem::path scenario;
  std::filesystem::path csv;
  int patients = 0;  // 0 = as the scenario says
  std::string shard = "1/1";
};
int run_cohort(const CohortJob& job, const DataFiles& files);

struct DescribeJob {
  std::filesystem::path scenario;
  std::optional<Hours> at;           // a moment, to the standard output
  std::string moment;                // ... or a named one with its picture; "all": a list of them
  std::filesystem::path transcript;  // the whole run, to this file; one of the two, or both
  Hours every{24.0};                 // between the transcript's moments, beside its events; at most kMaxMoments
  std::optional<StageName> stage;    // whose picture is put in words, too
  View view;                         // lens and locale
};
inline constexpr double kMaxMoments = 100000.0;
// A moment, or a whole run, in words. A moment outside of the run is wrong input; so is a named one that does not occur.
int run_describe(const DescribeJob& job, const DataFiles& files);

struct PatchJob {
  std::filesystem::path protocol;
  std::filesystem::path csv;
  std::filesystem::path summary;  // may be empty: the summary then goes to the standard output
};
// A voltage clamp on NMDA receptors, as the protocol file says.
int run_patch(const PatchJob& job, const DataFiles& files);

inline constexpr double kMaxPictures = 100000.0;  // in a sequence

struct RenderJob {
  std::filesystem::path scenario;
  std::optional<StageName> stage;  // either a stage, or a panel, or the screen (with the stage that it shows)
  std::optional<PanelName> panel;
  std::optional<std::string> pin;  // a scenario file whose run stands beside as run A
  bool screen = false;             // the whole screen as Explore shows it
  bool bare = false;               // the stage alone, without words
  bool double_words = false;       // every text twice as long: has the layout room for it?
  Hours at;
  std::string moment;            // a named one, which sets stage or panel, view and `at`; empty = none
  std::optional<Hours> every;    // a sequence: from `at`, every so long, ...
  std::optional<Hours> lasting;  // ... for so long
  int width = 1280;
  int height = 720;
  std::filesystem::path out;   // a sequence writes NAME-0001.png, ...
  std::filesystem::path json;  // may be empty
  View view;                   // lens, theme, locale, quality, camera
};
int run_render(const RenderJob& job, const DataFiles& files);
// What draws on this machine, as OpenGL says it; why nothing does, where there is none.
std::string renderer_name();

// Checks scenario, protocol and lecture files (all that come with the program when none is named), parameters, sources, locales,
// palettes. A named file is a protocol if it has [receptors] or [[step]], a lecture if it has [[beat]], else a scenario.
int run_check(const std::vector<std::filesystem::path>& scenarios, const DataFiles& files);
int run_schema();

struct CalibrateJob {
  std::string table;                  // empty = all of them
  std::filesystem::path csv;          // may be empty
  std::filesystem::path markdown;     // may be empty
  std::optional<std::uint64_t> seed;  // another draw of people; empty = the usual one
};
// Published rows beside what the model gives. A miss is a finding, not an error: the exit code is 0 when it could run.
int run_calibrate(const CalibrateJob& job, const DataFiles& files);

struct BenchJob {
  std::filesystem::path json;  // may be empty
  int frames = 60;
  std::string only;  // measure only frames whose name contains this, and nothing of the model
};
int run_bench(const BenchJob& job, const DataFiles& files);

struct ExploreJob {
  std::filesystem::path scenario;  // empty = the default
  std::filesystem::path record;    // where the commands of the session are written as they are given; may be empty
  std::string lecture;             // to be given at once; empty = none
  std::filesystem::path beats;     // where recorded beats go; empty = the loop's own choice
  bool at_once = false;            // to the picture, not to the doors
  std::filesystem::path controls;  // where the controls on screen are listed, for tests (control_report.hpp); may be empty
  std::filesystem::path out;       // without a display: where the pictures go; empty = see PicturesJob
  int width = 1280;
  int height = 720;
  View view;
  GivenOptions given;              // of the view: these win over the settings, for this run
  std::filesystem::path settings;  // folder of the settings; empty = where SDL says
  std::string share;               // a shared text to start from; may be empty
  bool walk = false;               // the patient walk in the place of Explore
  std::filesystem::path clinic;    // the clinic's own file for it; may be empty
};
// The window. Without a display it says so and renders the scenario to pictures and a table instead.
int run_explore(const ExploreJob& job, const DataFiles& files);

struct WalkJob {
  ExploreJob window;               // language, theme, text size
  std::filesystem::path pictures;  // every card as a picture, into this folder; empty = the window
};
// The patient walk: in the window, or as pictures; pictures as well where there is no display.
int run_walk(const WalkJob& job, const DataFiles& files);

struct HandInJob {
  std::filesystem::path scenario;
  std::filesystem::path answers;  // may be empty: none
  std::filesystem::path out;
  Hours at{24.0};  // of the picture
  int width = 1280;
  int height = 720;
  View view;
};
// The file that a student hands in: a picture with scenario, answers and table inside.
int run_hand_in(const HandInJob& job, const DataFiles& files);

struct GradeJob {
  std::filesystem::path folder;
  std::filesystem::path key;  // of docs/lab/key.py; may be empty
};
// Opens every file of the folder, computes its run anew and says what agrees. kBadInput where one does not.
int run_grade(const GradeJob& job, const DataFiles& files);

struct PicturesJob {
  std::filesystem::path scenario;  // whose file must not be written over; may be empty
  std::filesystem::path out;       // folder; empty = out/, or a new folder among the temporary files where that cannot be
  bool own_moment = false;         // also the moment and view that the session stands at
};
// Every stage at its moments, the curves and the table of the session's scenario, and where they are. Without OpenGL the
// table and the curves alone (kCannot).
int run_pictures(const PicturesJob& job, Session& session, const DataFiles& files);

// Reads the command line and does what it says. The program's main is this and nothing else.
int run_command_line(int argc, const char* const* argv);

}  // namespace syn
