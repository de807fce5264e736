// The text form of commands: a name, then fields in a fixed order, "word=value" where a field may be left out.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <span>
#include <type_traits>

#include "app/state/command.hpp"
#include "core/config.hpp"

namespace syn {
namespace {

// --- writing -------------------------------------------------------------------------------------------------

std::string n(double value) { return number_text(value); }

std::string dose_text(const Dose& dose) {
  std::string text =
      fmt::format("at_h={} drug={} route={} over_min={}", n(dose.at_h), name_of(dose.drug), name_of(dose.route), n(dose.over_min));
  if (dose.mg_per_kg) text += " mg_per_kg=" + n(*dose.mg_per_kg);
  if (dose.mg) text += " mg=" + n(*dose.mg);
  if (dose.sprays) text += fmt::format(" sprays={}", *dose.sprays);
  if (!dose.swallowed) text += " swallowed=false";
  return text;
}

std::string therapy_text(const Therapy& therapy) { return fmt::format("at_h={} kind={}", n(therapy.at_h), name_of(therapy.kind)); }

struct Writer {
  std::string operator()(const command::SetScenario& c) const { return "set_scenario " + quote(to_toml(c.scenario)); }
  std::string operator()(const command::ApplySchedule& c) const { return "apply_schedule " + quote(to_toml(c.plan)); }
  std::string operator()(const command::AddDose& c) const { return "add_dose " + dose_text(c.dose); }
  std::string operator()(const command::SetDose& c) const { return fmt::format("set_dose {} {}", c.index, dose_text(c.dose)); }
  std::string operator()(const command::MoveDose& c) const { return fmt::format("move_dose {} {}", c.index, n(c.at_h)); }
  std::string operator()(const command::RemoveDose& c) const { return fmt::format("remove_dose {}", c.index); }
  std::string operator()(const command::AddTherapy& c) const { return "add_therapy " + therapy_text(c.therapy); }
  std::string operator()(const command::SetTherapy& c) const { return fmt::format("set_therapy {} {}", c.index, therapy_text(c.therapy)); }
  std::string operator()(const command::MoveTherapy& c) const { return fmt::format("move_therapy {} {}", c.index, n(c.at_h)); }
  std::string operator()(const command::RemoveTherapy& c) const { return fmt::format("remove_therapy {}", c.index); }
  std::string operator()(const command::SetPatient& c) const {
    const Patient& p = c.patient;
    return fmt::format("set_patient weight_kg={} age_years={} baseline_score={} baseline_sd={} stress={} bdnf={}", n(p.weight_kg),
                       n(p.age_years), n(p.baseline_score), n(p.baseline_sd), name_of(p.stress), name_of(p.bdnf));
  }
  std::string operator()(const command::SetSetting& c) const {
    std::string text = "set_setting trial=" + n(c.setting.trial_factor);
    if (c.setting.expectancy) text += " expectancy=" + n(*c.setting.expectancy);
    return text;
  }
  std::string operator()(const command::SetModel& c) const {
    std::string list;
    for (const Hypothesis hypothesis : c.model.hypotheses) list += (list.empty() ? "" : ",") + std::string(name_of(hypothesis));
    return fmt::format(
        "set_model coupling={} encoding_loss={} route_logic={} window={} block_kinetics={} vary_pharmacokinetics={} hypotheses={}",
        n(c.model.coupling), c.model.encoding_loss, name_of(c.model.route_logic), name_of(c.model.window), name_of(c.model.block_kinetics),
        c.model.vary_pharmacokinetics, list.empty() ? "none" : list);
  }
  std::string operator()(const command::SetHorizon& c) const { return "set_horizon " + n(c.days); }
  std::string operator()(const command::SetSeed& c) const { return fmt::format("set_seed {}", c.seed); }
  std::string operator()(const command::SetPopulation& c) const { return fmt::format("set_population {}", c.people); }
  std::string operator()(const command::SetCondition& c) const { return fmt::format("set_condition {}", name_of(c.condition)); }
  std::string operator()(const command::SetExperiment& c) const {
    std::string text = fmt::format("set_experiment {}", name_of(c.use.kind));
    if (c.use.from_h) text += " from_h=" + n(*c.use.from_h);
    if (c.use.hours) text += " hours=" + n(*c.use.hours);
    return text;
  }
  std::string operator()(const command::RemoveExperiment& c) const { return fmt::format("remove_experiment {}", name_of(c.kind)); }
  std::string operator()(const command::SetParameter& c) const { return fmt::format("set_parameter {} {}", c.key, n(c.value)); }
  std::string operator()(const command::ResetParameter& c) const { return fmt::format("reset_parameter {}", c.key); }
  std::string operator()(const command::ResetParameters&) const { return "reset_parameters"; }
  std::string operator()(const command::SetCurveTab& c) const { return fmt::format("set_curve_tab {}", name_of(c.tab)); }
  std::string operator()(const command::SetPin&) const { return "set_pin"; }
  std::string operator()(const command::ClearPin&) const { return "clear_pin"; }
  std::string operator()(const command::Seek& c) const { return "seek " + n(c.time_h); }
  std::string operator()(const command::Play& c) const { return fmt::format("play {}", c.playing); }
  std::string operator()(const command::SetSpeed& c) const { return "set_speed " + n(c.speed); }
  std::string operator()(const command::Step& c) const { return fmt::format("step {}", c.count); }
  std::string operator()(const command::NextEvent& c) const { return fmt::format("next_event {}", c.count); }
  std::string operator()(const command::SetLens& c) const { return fmt::format("set_lens {}", name_of(c.lens)); }
  std::string operator()(const command::SetStage& c) const { return fmt::format("set_stage {}", name_of(c.stage)); }
  std::string operator()(const command::SetViewpoint& c) const { return fmt::format("set_viewpoint {}", name_of(c.viewpoint)); }
  std::string operator()(const command::SetCamera& c) const {
    const Camera& k = c.camera;
    return fmt::format("set_camera {} {} {} {} {} {} {}", k.target.x, k.target.y, k.target.z, k.yaw, k.pitch, k.distance, k.field_of_view);
  }
  std::string operator()(const command::ResetCamera&) const { return "reset_camera"; }
  std::string operator()(const command::SetTheme& c) const { return fmt::format("set_theme {}", name_of(c.theme)); }
  std::string operator()(const command::SetPalette& c) const { return fmt::format("set_palette {}", name_of(c.palette)); }
  std::string operator()(const command::SetLocale& c) const { return fmt::format("set_locale {}", name_of(c.locale)); }
  std::string operator()(const command::SetQuality& c) const { return fmt::format("set_quality {}", name_of(c.quality)); }
  std::string operator()(const command::SetReducedMotion& c) const { return fmt::format("set_reduced_motion {}", c.on); }
  std::string operator()(const command::SetLetterKeys& c) const { return fmt::format("set_letter_keys {}", c.on); }
  std::string operator()(const command::SetLabels& c) const { return fmt::format("set_labels {}", c.on); }
  std::string operator()(const command::SetTextScale& c) const { return fmt::format("set_text_scale {}", c.scale); }
  std::string operator()(const command::Select& c) const {
    constexpr std::array kKinds{"none", "dose", "therapy"};
    return fmt::format("select {} {}", kKinds[static_cast<std::size_t>(c.selection.kind)], c.selection.index);
  }
};

// --- reading -------------------------------------------------------------------------------------------------

// The words after the command's name: taken one by one, or by their field name. The first thing wrong is kept.
class Words {
 public:
  explicit Words(std::string_view text) : rest_(text) {
    while (!rest_.empty()) {
      const std::size_t start = rest_.find_first_not_of(' ');
      if (start == std::string_view::npos) break;
      rest_.remove_prefix(start);
      const std::size_t end = std::min(rest_.find(' '), rest_.size());
      const std::string_view word = rest_.substr(0, end);
      rest_.remove_prefix(end);
      const std::size_t equals = word.find('=');
      if (equals == std::string_view::npos) {
        plain_.push_back(word);
      } else {
        named_[word.substr(0, equals)] = word.substr(equals + 1);
      }
    }
  }

  template <class T>
  T number() {
    return to_number<T>(next_ < plain_.size() ? plain_[next_++] : std::string_view());
  }
  bool flag() { return to_flag(word()); }
  std::string_view word() { return next_ < plain_.size() ? plain_[next_++] : std::string_view(); }

  bool has(std::string_view name) const { return named_.contains(name); }
  std::string_view field(std::string_view name) {
    const auto found = named_.find(name);
    if (found == named_.end()) {
      wrong(fmt::format("the field {}= is missing", name));
      return {};
    }
    const std::string_view value = found->second;
    named_.erase(found);
    return value;
  }
  template <class T>
  T field_number(std::string_view name) {
    return to_number<T>(field(name));
  }
  bool field_flag(std::string_view name) { return to_flag(field(name)); }

  template <class E>
  E one_of(std::string_view text, std::initializer_list<E> values) {
    return one_of(text, std::span<const E>(values.begin(), values.size()));
  }
  template <class E>
  E one_of(std::string_view text, std::span<const E> values) {
    std::string names;
    for (const E value : values) {
      if (name_of(value) == text) return value;
      names += (names.empty() ? "" : ", ") + std::string(name_of(value));
    }
    wrong(fmt::format("\"{}\" is none of {}", text, names));
    return values.front();
  }
  template <class E>
  E parsed(std::optional<E> value, std::string_view text, E fallback) {
    if (!value) wrong(fmt::format("\"{}\" is not a name here", text));
    return value.value_or(fallback);
  }

  void wrong(std::string what) {
    if (wrong_.empty()) wrong_ = std::move(what);
  }
  // What is wrong, or empty; leftover words are wrong too.
  std::string verdict() {
    if (next_ < plain_.size()) wrong(fmt::format("\"{}\" is one word too many", plain_[next_]));
    if (!named_.empty()) wrong(fmt::format("\"{}\" is not a field of this command", named_.begin()->first));
    return wrong_;
  }

 private:
  template <class T>
  T to_number(std::string_view text) {
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool good = error == std::errc() && end == text.data() + text.size() && !text.empty();
    if constexpr (std::is_floating_point_v<T>) good = good && std::isfinite(value);
    if (good) return value;
    wrong(fmt::format("\"{}\" is not a number of the kind needed", text));
    return T{};
  }
  bool to_flag(std::string_view text) {
    if (text != "true" && text != "false") wrong(fmt::format("\"{}\" is not true or false", text));
    return text == "true";
  }

  std::string_view rest_;
  std::vector<std::string_view> plain_;
  std::map<std::string_view, std::string_view> named_;
  std::size_t next_ = 0;
  std::string wrong_;
};

Dose read_dose(Words& w) {
  Dose dose;
  dose.at_h = w.field_number<double>("at_h");
  dose.drug = w.one_of(w.field("drug"), {Drug::racemic, Drug::esketamine});
  dose.route = w.one_of(w.field("route"), all_routes());
  dose.over_min = w.field_number<double>("over_min");
  if (w.has("mg_per_kg")) dose.mg_per_kg = w.field_number<double>("mg_per_kg");
  if (w.has("mg")) dose.mg = w.field_number<double>("mg");
  if (w.has("sprays")) dose.sprays = w.field_number<int>("sprays");
  if (w.has("swallowed")) dose.swallowed = w.field_flag("swallowed");
  return dose;
}

Therapy read_therapy(Words& w) {
  Therapy therapy;
  therapy.at_h = w.field_number<double>("at_h");
  therapy.kind = w.one_of(w.field("kind"), all_therapies());
  return therapy;
}

Patient read_patient(Words& w) {
  Patient p;
  p.weight_kg = w.field_number<double>("weight_kg");
  p.age_years = w.field_number<double>("age_years");
  p.baseline_score = w.field_number<double>("baseline_score");
  p.baseline_sd = w.field_number<double>("baseline_sd");
  p.stress = w.one_of(w.field("stress"), {Stress::chronic, Stress::none});
  p.bdnf = w.one_of(w.field("bdnf"), {Bdnf::val_val, Bdnf::val_met, Bdnf::met_met});
  return p;
}

Setting read_setting(Words& w) {
  Setting setting;
  setting.trial_factor = w.field_number<double>("trial");
  if (w.has("expectancy")) setting.expectancy = w.field_number<double>("expectancy");
  return setting;
}

ModelOptions read_model(Words& w) {
  ModelOptions m;
  m.coupling = w.field_number<double>("coupling");
  m.encoding_loss = w.field_flag("encoding_loss");
  m.route_logic = w.one_of(w.field("route_logic"), {RouteLogic::both, RouteLogic::either});
  m.window = w.one_of(w.field("window"), {WindowKind::clinical, WindowKind::rodent});
  m.block_kinetics = w.one_of(w.field("block_kinetics"), {BlockKinetics::equilibrium, BlockKinetics::use_dependent});
  m.vary_pharmacokinetics = w.field_flag("vary_pharmacokinetics");
  m.hypotheses.clear();
  std::string_view list = w.field("hypotheses");
  while (!list.empty() && list != "none") {
    const std::size_t comma = std::min(list.find(','), list.size());
    m.hypotheses.push_back(w.one_of(list.substr(0, comma), all_hypotheses()));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return m;
}

ExperimentUse read_experiment(Words& w) {
  ExperimentUse use;
  use.kind = w.one_of(w.word(), all_experiments());
  if (w.has("from_h")) use.from_h = w.field_number<double>("from_h");
  if (w.has("hours")) use.hours = w.field_number<double>("hours");
  return use;
}

// A name that the command itself checks.
std::string read_key(Words& w) {
  const std::string_view key = w.word();
  if (key.empty()) w.wrong("the key of a parameter is missing");
  return std::string(key);
}

Camera read_camera(Words& w) {
  Camera k;
  for (float* value : {&k.target.x, &k.target.y, &k.target.z, &k.yaw, &k.pitch, &k.distance, &k.field_of_view}) *value = w.number<float>();
  return k;
}

Selection read_selection(Words& w) {
  const std::string_view kind = w.word();
  Selection selection;
  selection.kind = kind == "dose" ? MarkerKind::dose : kind == "therapy" ? MarkerKind::therapy : MarkerKind::none;
  if (selection.kind == MarkerKind::none && kind != "none") w.wrong(fmt::format("\"{}\" is none of none, dose, therapy", kind));
  selection.index = w.number<int>();
  return selection;
}

using Reader = Command (*)(Words&);

const std::map<std::string_view, Reader>& readers() {
  // clang-format off: a table, to be read as one
  static const std::map<std::string_view, Reader> kReaders{
      {"add_dose", [](Words& w) -> Command { return command::AddDose{read_dose(w)}; }},
      {"set_dose",
       [](Words& w) -> Command {
         const int i = w.number<int>();
         return command::SetDose{i, read_dose(w)};
       }},
      {"move_dose",
       [](Words& w) -> Command {
         const int i = w.number<int>();
         return command::MoveDose{i, w.number<double>()};
       }},
      {"remove_dose", [](Words& w) -> Command { return command::RemoveDose{w.number<int>()}; }},
      {"add_therapy", [](Words& w) -> Command { return command::AddTherapy{read_therapy(w)}; }},
      {"set_therapy",
       [](Words& w) -> Command {
         const int i = w.number<int>();
         return command::SetTherapy{i, read_therapy(w)};
       }},
      {"move_therapy",
       [](Words& w) -> Command {
         const int i = w.number<int>();
         return command::MoveTherapy{i, w.number<double>()};
       }},
      {"remove_therapy", [](Words& w) -> Command { return command::RemoveTherapy{w.number<int>()}; }},
      {"set_patient", [](Words& w) -> Command { return command::SetPatient{read_patient(w)}; }},
      {"set_setting", [](Words& w) -> Command { return command::SetSetting{read_setting(w)}; }},
      {"set_model", [](Words& w) -> Command { return command::SetModel{read_model(w)}; }},
      {"set_horizon", [](Words& w) -> Command { return command::SetHorizon{w.number<double>()}; }},
      {"set_seed", [](Words& w) -> Command { return command::SetSeed{w.number<std::uint64_t>()}; }},
      {"set_population", [](Words& w) -> Command { return command::SetPopulation{w.number<int>()}; }},
      {"set_condition", [](Words& w) -> Command { return command::SetCondition{w.one_of(w.word(), {Condition::trd})}; }},
      {"set_experiment", [](Words& w) -> Command { return command::SetExperiment{read_experiment(w)}; }},
      {"remove_experiment", [](Words& w) -> Command { return command::RemoveExperiment{w.one_of(w.word(), all_experiments())}; }},
      {"set_parameter",
       [](Words& w) -> Command {
         std::string key = read_key(w);
         return command::SetParameter{std::move(key), w.number<double>()};
       }},
      {"reset_parameter", [](Words& w) -> Command { return command::ResetParameter{read_key(w)}; }},
      {"reset_parameters", [](Words&) -> Command { return command::ResetParameters{}; }},
      {"seek", [](Words& w) -> Command { return command::Seek{w.number<double>()}; }},
      {"play", [](Words& w) -> Command { return command::Play{w.flag()}; }},
      {"set_speed", [](Words& w) -> Command { return command::SetSpeed{w.number<double>()}; }},
      {"step", [](Words& w) -> Command { return command::Step{w.number<int>()}; }},
      {"next_event", [](Words& w) -> Command { return command::NextEvent{w.number<int>()}; }},
      {"set_lens",
       [](Words& w) -> Command {
         const auto t = w.word();
         return command::SetLens{w.parsed(lens_from(t), t, Lens::h)};
       }},
      {"set_stage",
       [](Words& w) -> Command {
         const auto t = w.word();
         return command::SetStage{w.parsed(stage_from(t), t, StageName::synapse)};
       }},
      {"set_viewpoint",
       [](Words& w) -> Command {
         const auto t = w.word();
         return command::SetViewpoint{w.parsed(viewpoint_from(t), t, Viewpoint::usual)};
       }},
      {"set_camera", [](Words& w) -> Command { return command::SetCamera{read_camera(w)}; }},
      {"reset_camera", [](Words&) -> Command { return command::ResetCamera{}; }},
      {"set_theme",
       [](Words& w) -> Command {
         const auto t = w.word();
         return command::SetTheme{w.parsed(theme_from(t), t, ThemeName::dark)};
       }},
      {"set_palette",
       [](Words& w) -> Command {
         const auto t = w.word();
         return command::SetPalette{w.parsed(palette_from(t), t, PaletteName::standard)};
       }},
      {"set_locale",
       [](Words& w) -> Command {
         const auto t = w.word();
         return command::SetLocale{w.parsed(locale_from(t), t, LocaleName::en)};
       }},
      {"set_quality",
       [](Words& w) -> Command {
         const auto t = w.word();
         return command::SetQuality{w.parsed(quality_from(t), t, QualityName::standard)};
       }},
      {"set_reduced_motion", [](Words& w) -> Command { return command::SetReducedMotion{w.flag()}; }},
      {"set_letter_keys", [](Words& w) -> Command { return command::SetLetterKeys{w.flag()}; }},
      {"set_labels", [](Words& w) -> Command { return command::SetLabels{w.flag()}; }},
      {"set_text_scale", [](Words& w) -> Command { return command::SetTextScale{w.number<float>()}; }},
      {"set_curve_tab",
       [](Words& w) -> Command {
         const auto t = w.word();
         return command::SetCurveTab{w.parsed(curve_tab_from(t), t, CurveTab::symptoms)};
       }},
      {"set_pin", [](Words&) -> Command { return command::SetPin{}; }},
      {"clear_pin", [](Words&) -> Command { return command::ClearPin{}; }},
      {"select", [](Words& w) -> Command { return command::Select{read_selection(w)}; }},
  };
  // clang-format on
  return kReaders;
}

template <class WithScenario>
Result<Command> read_scenario(std::string_view name, std::string_view text, const Parameters& parameters) {
  // A quoted TOML text is itself a TOML value, so the same reader takes the quotes off.
  const auto wrapped = parse_config("scenario = " + std::string(text) + "\n", "command");
  if (!wrapped) return failure(wrapped.error());
  const ConfigValue* value = wrapped->find("scenario");
  if (value == nullptr || value->as_text() == nullptr) {
    return failure({"command", 0, 0, fmt::format("{} needs a scenario", name), "the file's text in quotation marks"});
  }
  auto scenario = parse_scenario(*value->as_text(), "command", parameters);
  if (!scenario) return failure(std::move(scenario.error()));
  return WithScenario{std::move(*scenario)};
}

}  // namespace

std::string to_text(const Command& command) { return std::visit(Writer{}, command); }

Result<Command> parse_command(std::string_view text, const Parameters& parameters) {
  const std::size_t space = std::min(text.find(' '), text.size());
  const std::string_view name = text.substr(0, space);
  const std::string_view rest = text.substr(std::min(space + 1, text.size()));
  if (name == "set_scenario") return read_scenario<command::SetScenario>(name, rest, parameters);
  if (name == "apply_schedule") return read_scenario<command::ApplySchedule>(name, rest, parameters);
  const auto reader = readers().find(name);
  if (reader == readers().end()) {
    std::vector<std::string_view> names{"set_scenario", "apply_schedule"};
    for (const auto& [known, unused] : readers()) names.push_back(known);
    const std::string near = nearest_word(name, names);
    return failure({"command", 0, 0, fmt::format("\"{}\" is not a command", name),
                    near.empty() ? fmt::format("known: {}", fmt::join(names, ", ")) : "did you mean " + near + "?"});
  }
  Words words(rest);
  Command command = reader->second(words);
  if (std::string wrong = words.verdict(); !wrong.empty()) {
    return failure({"command", 0, 0, fmt::format("{}: {}", name, wrong), "such as: " + to_text(command)});
  }
  return command;
}

}  // namespace syn
