#include "model/cortex/plasticity.hpp"

#include "chain_fixture.hpp"

using namespace syn;
using namespace syn::test;

namespace {

Plasticity human(PlasticitySwitches switches = {}) {
  return {PlasticityConstants(shipped(), Species::human), PlasticityRoutes{}, switches};
}

}  // namespace

TEST_CASE("an unstressed rodent follows the regression table of 10 mg per kg") {
  // hours, block, glutamate, p-eEF2, BDNF, TrkB, Akt, ERK, GSK3, mTORC1, S6K, AMPAR, PSD95, formation ratio, density
  // clang-format off
  const double table[][15] = {
      {0.25, .54, 1.44, .60, 1.25, 2.00, 1.39, 1.59, .88, 1.19, 1.08, 1.05, 1.00, 1.00, 1.000},
      {0.5, .48, 1.26, .54, 1.43, 2.48, 1.51, 1.74, .81, 1.75, 1.62, 1.14, 1.03, 1.00, 1.000},
      {1, .32, 1.16, .60, 1.48, 2.24, 1.50, 1.72, .81, 1.82, 1.83, 1.29, 1.24, 1.00, 1.001},
      {2, .10, 1.04, .81, 1.26, 1.24, 1.29, 1.42, .87, 1.33, 1.39, 1.42, 1.50, 1.01, 1.002},
      {3, .03, 1.01, .97, 1.05, 1.01, 1.02, 1.03, .99, 1.01, 1.02, 1.42, 1.51, 1.05, 1.004},
      {6, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.36, 1.50, 1.64, 1.012},
      {12, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.25, 1.47, 2.79, 1.047},
      {24, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.12, 1.42, 2.08, 1.117},
      {48, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.03, 1.34, 1.11, 1.134},
      {72, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.01, 1.28, 1.00, 1.126},
      {168, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.00, 1.12, 1.00, 1.112},
      {336, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.00, 1.03, 1.00, 1.072},
  };
  // clang-format on
  // Printed before growth followed the deficit.
  const RodentCourse rat(injected(10.0), first_edition(), 340.0);
  double worst = 0.0;
  double worst_density = 0.0;
  for (const auto& row : table) {
    const double t = row[0];
    const PlasticityState y = rat.at(t);
    const double ratio = rat.rates(t).formation / rat.plasticity().resting_formation();
    const double got[] = {rat.block(t), y.glutamate, y.eef2_phospho, y.bdnf_pool, y.trkb,  y.akt,
                          y.erk,        y.gsk3,      y.mtorc1,       y.s6k,       y.ampar, rat.plasticity().psd95(y),
                          ratio};
    for (int i = 0; i < 13; ++i) {
      CAPTURE(t);
      CAPTURE(i);
      CHECK(std::abs(got[i] - row[i + 1]) < 0.01);
      worst = std::max(worst, std::abs(got[i] - row[i + 1]));
    }
    CHECK(std::abs(y.spine_density() - row[14]) < 0.001);
    worst_density = std::max(worst_density, std::abs(y.spine_density() - row[14]));
  }
  MESSAGE("largest difference " << worst << ", of the density " << worst_density);
}

TEST_CASE("three weeks of stress cost spines, and ketamine brings some back") {
  const double build_up[][2] = {{1, .996}, {3, .974}, {7, .916}, {10, .875}, {14, .830}, {21, .775}};
  const Rodent erased = stressed(10.0).with(Experiment::spine_erasure, 24.0);
  const Rodent with_rapamycin = stressed(10.0).with(Experiment::rapamycin, -0.5, 24.5);
  const Parameters printed = first_edition();  // before growth followed the deficit
  const RodentCourse untreated(stressed(0.0), printed, 340.0);
  const RodentCourse treated(stressed(10.0), printed, 340.0);
  const RodentCourse bleached(erased, printed, 340.0);
  const RodentCourse rapamycin(with_rapamycin, printed, 340.0);
  for (const auto& [day, density] : build_up) CHECK(std::abs(untreated.at(day * 24.0 - 504.0).spine_density() - density) < 0.001);
  // hours, untreated, ketamine, spines erased at 24 h, rapamycin
  const double table[][5] = {{0, .775, .775, .775, .775},   {3, .774, .777, .777, .774},  {12, .773, .806, .806, .773},
                             {24, .774, .869, .775, .774},  {48, .779, .910, .785, .779}, {72, .788, .918, .795, .788},
                             {168, .836, .964, .843, .836}, {336, .912, .997, .915, .912}};
  double worst = 0.0;
  for (const auto& row : table) {
    const double got[] = {untreated.at(row[0]).spine_density(), treated.at(row[0]).spine_density(), bleached.at(row[0]).spine_density(),
                          rapamycin.at(row[0]).spine_density()};
    for (int i = 0; i < 4; ++i) {
      CAPTURE(row[0]);
      CAPTURE(i);
      CHECK(std::abs(got[i] - row[i + 1]) < 0.002);
      worst = std::max(worst, std::abs(got[i] - row[i + 1]));
    }
  }
  MESSAGE("largest difference " << worst);
}

TEST_CASE("stress that goes on after the dose keeps part of the loss") {
  Rodent going_on = stressed(10.0);
  going_on.stress_to_h = 400.0;
  Rodent alone = stressed(0.0);
  alone.stress_to_h = 400.0;
  const RodentCourse treated = solved(going_on, 340.0);
  const RodentCourse untreated = solved(alone, 340.0);
  const double table[][3] = {{24, .862, .769}, {168, .867, .741}, {336, .814, .721}};
  for (const auto& [t, with, without] : table) {
    CHECK(std::abs(treated.at(t).spine_density() - with) < 0.001);
    CHECK(std::abs(untreated.at(t).spine_density() - without) < 0.001);
  }
}

TEST_CASE("a patient starts where chronic stress has brought the brain, and stays there without drug") {
  const Plasticity brain = human();
  const PlasticityState start = brain.patient_start();
  CHECK(start.spines_nascent == doctest::Approx(0.0624).epsilon(1e-9));
  CHECK(start.spines_persistent == doctest::Approx(0.623021).epsilon(1e-6));
  CHECK(start.spine_density() == doctest::Approx(0.685421).epsilon(1e-6));
  CHECK(start.bdnf_pool == doctest::Approx(0.70));
  CHECK(start.trkb == doctest::Approx(0.70));
  CHECK(start.mtorc1 == doctest::Approx(0.76));
  CHECK(brain.psd95(start) == doctest::Approx(0.705));
  CHECK(brain.synaptic_protein(start) == doctest::Approx(0.705));
  PlasticityInput stressed_input;
  stressed_input.stress = 1.0;
  for (const double rate : to_array(brain.motion(start, stressed_input).slope)) CHECK(std::abs(rate) < 1e-12);
}

TEST_CASE("a healthy brain without drug stays as it is") {
  PlasticitySwitches lithium;
  lithium.gsk3_blocked = 0.5;
  for (const Plasticity& brain : {human(), human(lithium)}) {
    const PlasticityState start = brain.healthy_start();
    CHECK(start.spine_density() == doctest::Approx(1.0));
    for (const double rate : to_array(brain.motion(start, {}).slope)) CHECK(std::abs(rate) < 1e-12);
  }
}

TEST_CASE("settling finds the place where the fast quantities stop") {
  const Plasticity brain = human();
  for (const double block : {0.0, 0.0005, 0.005}) {
    PlasticityState y = brain.patient_start();
    PlasticityInput in;
    in.block = block;
    in.stress = 1.0;
    brain.settle(y, in);
    const PlasticityState d = brain.motion(y, in).slope;
    for (const double rate : {d.glutamate, d.eef2_phospho, d.bdnf_pool, d.bdnf_released, d.trkb, d.akt, d.erk, d.gsk3, d.mtorc1, d.s6k}) {
      CAPTURE(block);
      CHECK(std::abs(rate) < 1e-12);
    }
    const PlasticityMotion slow = brain.settled_motion(y, in);
    const PlasticityMotion full = brain.motion(y, in);
    CHECK(slow.slope.ampar == full.slope.ampar);
    CHECK(slow.slope.spines_persistent == full.slope.spines_persistent);
    CHECK(slow.rates.drug_formation == full.rates.drug_formation);
  }
}

TEST_CASE("spines that appear and vanish add up to the change of their number") {
  const RodentCourse mouse = solved(stressed(10.0), 120.0);
  for (const double t : {1.0, 10.0, 30.0, 100.0}) {
    const PlasticityState y = mouse.at(t);
    const PlasticityMotion motion = mouse.plasticity().motion(y, mouse.input_at(t));
    const double repair = mouse.plasticity().constants().knat * (1.0 - y.stress_load) * std::max(0.0, 1.0 - y.spine_density());
    const double net = motion.slope.spines_nascent + motion.slope.spines_persistent;
    CHECK(net == doctest::Approx(motion.rates.formation - motion.rates.loss + repair).epsilon(1e-9));
  }
}

TEST_CASE("every quantity stays positive under deep and repeated doses") {
  Rodent heavy = stressed(0.0);
  heavy = heavy.with(Experiment::acute_stressor, -100.0).with(Experiment::acute_stressor, 10.0);
  for (double t = 0.0; t < 300.0; t += 7.0) heavy.injections.push_back({t, 80.0});
  const RodentCourse mouse = solved(heavy, 400.0);
  for (double t = -500.0; t < 400.0; t += 0.7) {
    for (const double value : to_array(mouse.at(t))) REQUIRE(value > -1e-9);
  }
}

TEST_CASE("smaller steps do not change the answer") {
  const RodentCourse coarse = solved(stressed(10.0), 200.0, 1e-6);
  const RodentCourse fine = solved(stressed(10.0), 200.0, 1e-10);
  double worst = 0.0;
  for (double t = -500.0; t < 200.0; t += 0.37) {
    const PlasticityArray a = to_array(coarse.at(t));
    const PlasticityArray b = to_array(fine.at(t));
    for (std::size_t i = 0; i < a.size(); ++i) worst = std::max(worst, std::abs(a[i] - b[i]));
  }
  MESSAGE("largest difference " << worst);
  CHECK(worst < 2e-5);
}

TEST_CASE("the integrator reproduces a known solution between and at its steps") {
  // y'' = -y, and a stiff partner that follows it.
  std::array<double, 3> y{1.0, 0.0, 1.0};
  double worst = 0.0;
  double last = 0.0;
  const IntegratorWork work = integrate(
      y, 0.0, 20.0, {1e-8, 1e-10, 0.01, 1.0},
      [](double, const std::array<double, 3>& v, std::array<double, 3>& d) {
        d = {v[1], -v[0], 50.0 * (v[0] - v[2])};
      },
      [&](const DenseStep<3>& step) {
        CHECK(step.begin_h() == last);
        last = step.end_h();
        for (const double share : {0.0, 0.3, 0.5, 0.9, 1.0}) {
          const double t = step.begin_h() + share * (step.end_h() - step.begin_h());
          worst = std::max(worst, std::abs(step.at(t)[0] - std::cos(t)));
        }
      });
  CHECK(last == 20.0);
  CHECK(std::abs(y[0] - std::cos(20.0)) < 1e-6);
  CHECK(worst < 1e-5);
  CHECK(work.steps > 10);
}

TEST_CASE("the drug refills a loss: it adds more spines to a stressed animal than to one that lost none") {
  const auto added = [](bool stress) {
    const RodentCourse with = solved(stress ? stressed(10.0) : injected(10.0), 340.0);
    const RodentCourse without = solved(stress ? stressed(0.0) : injected(0.0), 340.0);
    double most = 0.0;
    for (double t = 0.0; t <= 340.0; t += 1.0) most = std::max(most, with.at(t).spine_density() - without.at(t).spine_density());
    return most;
  };
  const double ratio = added(false) / added(true);
  MESSAGE("unstressed against stressed " << ratio);
  CHECK(ratio < 0.71);  // half was wished for; below 0.70 the rows of unstressed animals no longer hold
}
