// Commands at random, of every kind, good and bad: what a cat on the keyboard, a torn file or a broken caller could send.
#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include "app/state/command.hpp"
#include "core/random.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn::test {

class RandomCommands {
 public:
  RandomCommands(std::uint64_t seed, const Parameters& parameters) : random_(seed, 0), parameters_(parameters) {}

  // Keeps runs short and the population at one, for tests that simulate.
  void stay_quick() { quick_ = true; }

  Command next() {
    constexpr std::size_t kKinds = std::variant_size_v<Command>;
    return make(random_.below(kKinds), std::make_index_sequence<kKinds>());
  }
  std::uint32_t below(std::uint32_t n) { return random_.below(n); }

 private:
  template <std::size_t... I>
  Command make(std::size_t kind, std::index_sequence<I...>) {
    Command command;
    ((kind == I ? void(command = of(std::type_identity<std::variant_alternative_t<I, Command>>())) : void()), ...);
    return command;
  }

  // Mostly within, sometimes at the edge, outside, or no number at all.
  double number(double low, double high) {
    constexpr std::array kOdd{0.0,
                              -0.0,
                              -1.0,
                              1e308,
                              -1e308,
                              5e-324,
                              1e-9,
                              0.1 + 0.2,
                              std::numeric_limits<double>::infinity(),
                              -std::numeric_limits<double>::infinity(),
                              std::numeric_limits<double>::quiet_NaN(),
                              1.0 / 3.0,
                              9007199254740993.0};
    switch (random_.below(20)) {
      case 0: return low;
      case 1: return high;
      case 2: return low - (high - low) * random_.uniform();
      case 3: return kOdd[random_.below(kOdd.size())];
      case 4: return std::floor(low + (high - low) * random_.uniform());
      default: return low + (high - low) * random_.uniform();
    }
  }
  float real(double low, double high) {
    const double value = number(low, high);
    return std::abs(value) > 3e38 ? std::numeric_limits<float>::infinity() : static_cast<float>(value);
  }
  int whole(int low, int high) {
    constexpr std::array kOdd{-1, std::numeric_limits<int>::max(), std::numeric_limits<int>::min()};
    if (random_.below(20) == 0) return kOdd[random_.below(kOdd.size())];
    return low + static_cast<int>(random_.below(static_cast<std::uint32_t>(high - low + 1)));
  }
  bool flag() { return random_.below(2) == 1; }
  template <class E>
  E one(std::initializer_list<E> values) {
    return values.begin()[random_.below(static_cast<std::uint32_t>(values.size()))];
  }
  template <Named E>
  E any() {
    return kValues<E>[random_.below(static_cast<std::uint32_t>(kValues<E>.size()))];
  }
  double hour() { return number(-24.0, quick_ ? 300.0 : 700.0); }
  std::string key() {
    constexpr std::array kNonsense{"", "pk", "no.such.number", "scenario.limit.im.stop", "=", "a b", "\xff\xfe", "__proto__"};
    if (random_.below(8) == 0) return kNonsense[random_.below(kNonsense.size())];
    if (flag()) return std::next(parameters_.all().begin(), random_.below(5))->first;  // often, so that some are changed back
    return std::next(parameters_.all().begin(), random_.below(static_cast<std::uint32_t>(parameters_.all().size())))->first;
  }

  // A part of a scenario with something in every field of it.
  template <Part T>
  T any_part() {
    T part{};
    fields([this](const Field& field, auto& value, const auto&...) { this->fill(field, value); }, part);
    return part;
  }
  void fill(const Field& field, double& value) {
    value = field.moment ? hour() : number(field.range.low, std::min(field.range.high, 300.0));
  }
  void fill(const Field&, int& value) { value = whole(1, 4); }
  void fill(const Field&, bool& value) { value = flag(); }
  template <Named E>
  void fill(const Field&, E& value) {
    value = any<E>();
  }
  template <Named E>
  void fill(const Field&, std::vector<E>& list) {
    list.clear();
    for (std::uint32_t i = random_.below(5); i > 0; --i) list.push_back(any<E>());  // twice is a fault
  }
  template <class T>
  void fill(const Field& field, std::optional<T>& value) {
    if (flag()) fill(field, value.emplace());
  }

  Dose dose() {
    Dose d = any_part<Dose>();
    if (random_.below(6) != 0) d.swallowed = true;
    d.mg_per_kg.reset(), d.mg.reset(), d.sprays.reset();
    switch (random_.below(8)) {
      case 0: break;
      case 1: d.sprays = whole(1, 4); break;
      case 2: d.mg = number(1.0, 200.0), d.mg_per_kg = number(0.1, 1.0); break;
      case 3:
      case 4: d.mg = number(1.0, 100.0); break;
      default: d.mg_per_kg = number(0.05, 1.0); break;
    }
    return d;
  }
  ModelOptions model() {
    ModelOptions m = any_part<ModelOptions>();
    m.vary_pharmacokinetics = random_.below(8) == 0;
    return m;
  }
  // A few come often, so that what is switched on is also changed and switched off.
  Experiment experiment_kind() { return flag() ? one({Experiment::rapamycin, Experiment::lithium}) : any<Experiment>(); }
  ExperimentUse experiment() {
    ExperimentUse use = any_part<ExperimentUse>();
    use.kind = experiment_kind();
    if (random_.below(3) == 0) use.hours.reset();
    return use;
  }
  Scenario scenario() {
    constexpr std::array kTitles{"", "One", "A \"quoted\" title,\nwith a line break and \\", "\xc3\x85ngest \xe2\x80\x94 vecka 2"};
    Scenario s;
    s.title = kTitles[random_.below(kTitles.size())];
    s.horizon_days = number(0.5, quick_ ? 14.0 : 366.0);
    s.population = quick_ ? 1 : whole(1, 1000);
    if (flag()) s.patient = any_part<Patient>();
    for (std::uint32_t i = random_.below(3); i > 0; --i) s.doses.push_back(dose());
    for (std::uint32_t i = random_.below(3); i > 0; --i) s.therapies.push_back(any_part<Therapy>());
    if (random_.below(4) == 0) s.visits.push_back(any_part<Visit>());
    if (random_.below(4) == 0) s.medications.push_back(any_part<Medication>());
    if (random_.below(4) == 0) s.stressors.push_back(any_part<Stressor>());
    if (random_.below(4) == 0) s.retrievals.push_back(any_part<Retrieval>());
    if (random_.below(4) == 0) s.experiments.push_back(experiment());
    if (random_.below(4) == 0) s.parameters[key()] = number(0.0, 1.0);
    return s;
  }

  // One maker for each kind of command: a new kind does not compile until it has one.
  template <class T>
  using Of = std::type_identity<T>;
  Command of(Of<command::SetScenario>) { return command::SetScenario{scenario()}; }
  Command of(Of<command::ApplySchedule>) { return command::ApplySchedule{scenario()}; }
  Command of(Of<command::AddDose>) { return command::AddDose{dose()}; }
  Command of(Of<command::SetDose>) { return command::SetDose{whole(0, 4), dose()}; }
  Command of(Of<command::MoveDose>) { return command::MoveDose{whole(0, 4), hour()}; }
  Command of(Of<command::RemoveDose>) { return command::RemoveDose{whole(0, 4)}; }
  Command of(Of<command::AddTherapy>) { return command::AddTherapy{any_part<Therapy>()}; }
  Command of(Of<command::SetTherapy>) { return command::SetTherapy{whole(0, 4), any_part<Therapy>()}; }
  Command of(Of<command::MoveTherapy>) { return command::MoveTherapy{whole(0, 4), hour()}; }
  Command of(Of<command::RemoveTherapy>) { return command::RemoveTherapy{whole(0, 4)}; }
  Command of(Of<command::SetPatient>) { return command::SetPatient{any_part<Patient>()}; }
  Command of(Of<command::SetSetting>) { return command::SetSetting{any_part<Setting>()}; }
  Command of(Of<command::SetModel>) { return command::SetModel{model()}; }
  Command of(Of<command::SetHorizon>) { return command::SetHorizon{number(0.5, quick_ ? 14.0 : 366.0)}; }
  Command of(Of<command::SetSeed>) { return command::SetSeed{flag() ? random_.below(100) : ~0ULL >> random_.below(20)}; }
  Command of(Of<command::SetPopulation>) {
    return command::SetPopulation{quick_ ? 1 - static_cast<int>(random_.below(2)) : whole(1, 100000)};
  }
  Command of(Of<command::SetCondition>) { return command::SetCondition{Condition::trd}; }
  Command of(Of<command::SetAbstinence>) { return command::SetAbstinence{hour()}; }
  Command of(Of<command::SetExperiment>) { return command::SetExperiment{experiment()}; }
  Command of(Of<command::RemoveExperiment>) { return command::RemoveExperiment{experiment_kind()}; }
  Command of(Of<command::SetParameter>) {
    const std::string name = key();
    const Parameter* parameter = parameters_.find(name);
    const Range range = parameter != nullptr ? parameter->range : Range{0.0, 1.0};
    return command::SetParameter{name, number(range.low, range.high)};
  }
  Command of(Of<command::ResetParameter>) { return command::ResetParameter{key()}; }
  Command of(Of<command::ResetParameters>) { return command::ResetParameters{}; }
  Command of(Of<command::Seek>) { return command::Seek{hour()}; }
  Command of(Of<command::ShowMoment>) {
    FoundMoment moment{"stage.something", any<StageName>(), any<Viewpoint>(), any<Lens>(), hour(), whole(0, 50)};
    if (flag()) moment.stage.reset();
    return command::ShowMoment{moment};
  }
  Command of(Of<command::Play>) { return command::Play{flag()}; }
  Command of(Of<command::SetSpeed>) { return command::SetSpeed{number(0.1, 10.0)}; }
  Command of(Of<command::Step>) { return command::Step{whole(-50, 50)}; }
  Command of(Of<command::NextEvent>) { return command::NextEvent{whole(-3, 3)}; }
  Command of(Of<command::SetLens>) { return command::SetLens{any<Lens>()}; }
  Command of(Of<command::SetStage>) { return command::SetStage{any<StageName>()}; }
  Command of(Of<command::SetViewpoint>) { return command::SetViewpoint{one({Viewpoint::usual, Viewpoint::signals})}; }
  Command of(Of<command::SetCamera>) {
    Camera k;
    for (float* value : {&k.target.x, &k.target.y, &k.target.z, &k.yaw, &k.pitch, &k.distance, &k.field_of_view}) *value = real(-5.0, 5.0);
    return command::SetCamera{k};
  }
  Command of(Of<command::ResetCamera>) { return command::ResetCamera{}; }
  Command of(Of<command::SetTheme>) { return command::SetTheme{one({ThemeName::dark, ThemeName::light})}; }
  Command of(Of<command::SetPalette>) { return command::SetPalette{one({PaletteName::standard, PaletteName::high_contrast})}; }
  Command of(Of<command::SetLocale>) { return command::SetLocale{one({LocaleName::en, LocaleName::sv})}; }
  Command of(Of<command::SetQuality>) { return command::SetQuality{one({QualityName::low, QualityName::standard, QualityName::high})}; }
  Command of(Of<command::SetReducedMotion>) { return command::SetReducedMotion{flag()}; }
  Command of(Of<command::SetLetterKeys>) { return command::SetLetterKeys{flag()}; }
  Command of(Of<command::SetCurveTab>) { return command::SetCurveTab{any<CurveTab>()}; }
  Command of(Of<command::SetMode>) { return command::SetMode{any<Mode>()}; }
  Command of(Of<command::Present>) {
    return command::Present{
        flag() ? "five-minutes" : "twenty-minutes", flag() ? "" : "in-the-gate", {any<Card>(), flag(), flag(), flag(), flag()}};
  }
  Command of(Of<command::SetHall>) { return command::SetHall{flag()}; }
  Command of(Of<command::SetPanel>) { return command::SetPanel{any<PanelName>()}; }
  Command of(Of<command::PlacePanels>) { return command::PlacePanels{any<PanelPlace>()}; }
  Command of(Of<command::SetDialog>) { return command::SetDialog{any<Dialog>()}; }
  Command of(Of<command::LookUp>) { return command::LookUp{{any<LookupPage>(), flag() ? "" : "weight"}}; }
  Command of(Of<command::SetLabPart>) { return command::SetLabPart{any<LabPart>()}; }
  Command of(Of<command::SetClamp>) {
    ClampView clamp;
    clamp.drug_um = real(0.0, 100.0);
    clamp.voltage_mv = real(-100.0, 60.0);
    clamp.state = whole(-1, kClampStates - 1);
    return command::SetClamp{clamp};
  }
  Command of(Of<command::Highlight>) { return command::Highlight{flag() ? "menu" : "stage.synapse.label.nmda"}; }
  Command of(Of<command::ClearHighlight>) { return command::ClearHighlight{}; }
  Command of(Of<command::SetPin>) { return command::SetPin{}; }
  Command of(Of<command::ClearPin>) { return command::ClearPin{}; }
  Command of(Of<command::SetLabels>) { return command::SetLabels{flag()}; }
  Command of(Of<command::SetTextScale>) { return command::SetTextScale{real(1.0, 2.5)}; }
  Command of(Of<command::Select>) { return command::Select{{one({MarkerKind::none, MarkerKind::dose, MarkerKind::therapy}), whole(0, 5)}}; }

  Stream random_;
  const Parameters& parameters_;
  bool quick_ = false;
};

}  // namespace syn::test
