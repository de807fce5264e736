// The choices a person makes about the picture. Plain values with names as they stand in files and options.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "camera/camera.hpp"
#include "core/enum_table.hpp"

namespace syn {

enum class StageName { circuit, dendrite, synapse, receptor };  // from large to small, the order of the scale ladder
enum class PanelName { dose, therapy, timeline, curves, person, lab, parameters, inspector, words };
// Where the panel in front stands: folded away, beside the picture, or large (the curves) over most of it.
enum class PanelPlace { folded, beside, large };
// The tabs of the curves.
enum class CurveTab { drug, circuit, cell, symptoms, safety };
enum class Lens { ms, s, min, h, d, wk };
enum class ThemeName { dark, light, projector };
enum class PaletteName { standard, high_contrast };  // of either theme
enum class LocaleName { en, sv };
enum class QualityName { low, standard, high };  // "default" in files
// Where in a scene one looks. Every stage has the usual one, through which the zoom passes; the synapse can also be looked at
// from further away, cut open, for the signals inside the spine. Close: what a moment is about fills the frame.
enum class Viewpoint { usual, signals, close };
enum class Mode { explore, present, start };  // start: the doors to the others
// A window over the whole screen. What the windows of the files ask is theirs alone.
enum class Dialog { none, help, settings, menu, quit };
enum class LookupPage { thing, glossary, sources };  // of the inspector
// What of the laboratory is in front.
enum class LabPart { assumptions, clamp, timing, seeds, compare, hand_in };

// Their names in files, options and commands.
template <>
inline constexpr auto kWords<StageName> = words("circuit", "dendrite", "synapse", "receptor");
template <>
inline constexpr auto kWords<PanelName> = words("dose", "therapy", "timeline", "curves", "person", "lab", "parameters", "inspector",
                                                "words");
template <>
inline constexpr auto kWords<PanelPlace> = words("folded", "beside", "large");
template <>
inline constexpr auto kWords<CurveTab> = words("drug", "circuit", "cell", "symptoms", "safety");
template <>
inline constexpr auto kWords<Lens> = words("ms", "s", "min", "h", "d", "wk");
template <>
inline constexpr auto kWords<ThemeName> = words("dark", "light", "projector");
template <>
inline constexpr auto kWords<PaletteName> = words("standard", "high_contrast");
template <>
inline constexpr auto kWords<LocaleName> = words("en", "sv");
template <>
inline constexpr auto kWords<QualityName> = words("low", "default", "high");
template <>
inline constexpr auto kWords<Viewpoint> = words("usual", "signals", "close");
template <>
inline constexpr auto kWords<Mode> = words("explore", "present", "start");
template <>
inline constexpr auto kWords<Dialog> = words("none", "help", "settings", "menu", "quit");
template <>
inline constexpr auto kWords<LookupPage> = words("thing", "glossary", "sources");
template <>
inline constexpr auto kWords<LabPart> = words("assumptions", "clamp", "timing", "seeds", "compare", "hand_in");
// The table of assets/palettes.toml that holds the colours.
std::string table_of(ThemeName theme, PaletteName palette);
inline constexpr auto kStageNames = kValues<StageName>;
inline constexpr auto kCurveTabs = kValues<CurveTab>;
inline constexpr auto kLenses = kValues<Lens>;

// One step of the ladder of scales, from far to near: where the zoom stops on its way.
struct ScaleStep {
  StageName stage = StageName::synapse;
  Viewpoint viewpoint = Viewpoint::usual;
  bool operator==(const ScaleStep&) const = default;
};
inline constexpr std::array kScaleSteps{ScaleStep{StageName::circuit, Viewpoint::usual}, ScaleStep{StageName::dendrite, Viewpoint::usual},
                                        ScaleStep{StageName::synapse, Viewpoint::signals}, ScaleStep{StageName::synapse, Viewpoint::usual},
                                        ScaleStep{StageName::receptor, Viewpoint::usual}};
int index_of(ScaleStep scale_step);  // into kScaleSteps; a close view is on the step of its stage

// How much story time one second of the viewer's time covers at speed x1, in hours, and a step (the K/J keys).
double lens_hours_per_second(Lens lens);
double lens_step_hours(Lens lens);

struct LookedUp {
  LookupPage page = LookupPage::thing;
  std::string thing;  // of assets/inspector.toml; empty = the first that the picture shows
  bool operator==(const LookedUp&) const = default;
};

// The voltage clamp of the laboratory: what is set, and the one receptor at the cursor of its trace.
inline constexpr double kMostDrugUm = 1000.0, kLowestMv = -150.0, kHighestMv = 100.0;
inline constexpr int kClampStates = 24;
struct ClampView {
  std::string protocol = "epsc";  // of assets/protocols, without the ending
  std::string drug = "ketamine";  // a name of PoreBlocker
  double drug_um = 10.0;          // 0 .. 1000
  double voltage_mv = -60.0;      // -150 .. 100
  double cursor_ms = 60.0;        // since the start of the sweep
  int state = -1;                 // of the one receptor there, 0 .. 23; -1 = not known yet
  double held_mv = -60.0;         // what the clamp holds there
  double magnesium_mm = 1.0;
  double glutamate_um = 0.0;
  double bath_um = 0.0;  // the drug
  bool operator==(const ClampView&) const = default;
};

// What stands over the picture while presenting.
enum class Card { none, sources, notes, question, answer, overview };
template <>
inline constexpr auto kWords<Card> = words("none", "sources", "notes", "question", "answer", "overview");
// How a beat of a lecture is being shown.
struct Presented {
  Card card = Card::none;
  bool aside = false;      // a question from the room: the picture is no longer the beat's
  bool blank = false;      // the screen is dark
  bool frozen = false;     // story and camera stand still
  bool spotlight = false;  // all is dimmed but where the pointer is
  bool operator==(const Presented&) const = default;
};

inline constexpr int kMostIdentities = 9999;
// A named moment as it was found in a run: where and when one looks.
struct FoundMoment {
  std::string id;                  // of assets/moments.toml
  std::optional<StageName> stage;  // none: the symptom curve
  Viewpoint viewpoint = Viewpoint::usual;
  Lens lens = Lens::h;
  double at_h = 0.0;
  int identity = 0;
  bool operator==(const FoundMoment&) const = default;
};

struct View {
  StageName stage = StageName::synapse;
  Viewpoint viewpoint = Viewpoint::usual;
  std::string moment;            // the named moment that was gone to last and not left since; empty = none
  int identity = 0;              // which one of the run's own process is looked at, such as the so-many-th receptor
  std::optional<Camera> camera;  // empty = the stage's own
  Lens lens = Lens::h;
  CurveTab curve_tab = CurveTab::symptoms;
  ThemeName theme = ThemeName::dark;
  PaletteName palette = PaletteName::standard;
  LocaleName locale = LocaleName::en;
  QualityName quality = QualityName::standard;
  bool reduced_motion = false;
  bool labels = true;
  bool letter_keys = true;  // keys of one letter or sign act outside text fields
  float text_scale = 1.0F;  // 1.0 .. 2.5
  Mode mode = Mode::explore;
  PanelName front = PanelName::dose;  // the panel that is open, or was last
  PanelPlace panels = PanelPlace::folded;
  Mode door = Mode::explore;  // that was gone through last
  std::string lecture;        // that is given, or was last, of assets/lectures without the ending; empty = none yet
  std::string beat;           // of it, where one is
  Presented presented;
  ThemeName hall_theme = ThemeName::projector;  // while presenting
  bool hall = false;                            // presenting in a hall: the camera takes its time
  Dialog dialog = Dialog::none;
  LookedUp looked_up;
  LabPart lab = LabPart::assumptions;
  ClampView clamp;
  std::string highlight;  // what is pointed out: a label, or a control as the report for scripts calls it; empty = nothing
  ScaleStep scale_step() const { return {stage, viewpoint}; }
  bool shows(PanelName panel) const { return panels != PanelPlace::folded && front == panel; }
  // The receptor that is looked at is the one under the clamp of the laboratory.
  bool clamped() const { return mode == Mode::explore && shows(PanelName::lab) && lab == LabPart::clamp && clamp.state >= 0; }
  ThemeName shown_theme() const { return mode == Mode::present ? hall_theme : theme; }
  bool operator==(const View&) const = default;
};

}  // namespace syn
