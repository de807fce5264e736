// The chain as a user of a general solver would write it, against the program's own: SUNDIALS CVODE (BDF, dense, its
// own difference Jacobian), every compartment and every quantity an unknown, restarted at each start and end of an
// infusion, the same hourly outputs. Reported: the error of every quantity at every hour against a solution at 1e-11,
// and the ratio of the times, for the loosest tolerance at which CVODE is as good as 1e-4.
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <vector>

#include "core/files.hpp"
#include "model/drug/disposition.hpp"
#include "model/run/course.hpp"
#include "model/run/simulate.hpp"

namespace {

using namespace syn;

constexpr std::size_t kDrug = 8;                                    // central, shallow, deep, liver, norketamine (2), HNK, effect site
constexpr std::size_t kStates = kDrug + PlasticityState::size + 4;  // + glutamate, Phi, Pi, Q
constexpr double kEndH = 672.0;

Scenario six_infusions() {
  Scenario scenario;
  scenario.population = 1;
  for (int i = 0; i < 6; ++i) {
    Dose dose;
    dose.at_h = 48.0 * i;
    dose.mg_per_kg = 0.5;
    scenario.doses.push_back(dose);
  }
  for (int i = 1; i <= 8; ++i) scenario.therapies.push_back({24.0 * i, TherapyKind::cbt});
  return scenario;
}

struct ChainProblem {
  Disposition body;
  Receptor receptor;
  Circuit circuit;
  Plasticity plasticity;
  DriveConstants drives;
  DriveScale scale;
  double um_per_ng_ml;
  double infusion_mg_h = 0.0;

  explicit ChainProblem(const Parameters& p)
      : body(disposition(p, Drug::racemic, Route::iv_infusion, Patient{})),
        receptor(p),
        circuit(p, true),
        plasticity(PlasticityConstants(p, Species::human), PlasticityRoutes{}, {}),
        drives(p),
        scale(reference_scale(p, {})),
        um_per_ng_ml(p["pk.unbound_fraction"] * p["pk.brain_unbound_ratio"] / p["pk.molar_mass_ketamine"]) {}

  void slope(const double* y, double* d) const {
    const Disposition& b = body;
    const double central = y[0] / b.central_volume, shallow = y[1] / b.shallow_volume, deep = y[2] / b.deep_volume;
    const double liver = y[3] / b.liver_volume;
    const double nor = y[4] / b.norketamine_volume, nor_tissue = y[5] / b.norketamine_tissue_volume;
    d[0] = infusion_mg_h - b.shallow_flow * (central - shallow) - b.deep_flow * (central - deep) - b.liver_flow * (central - liver);
    d[1] = b.shallow_flow * (central - shallow);
    d[2] = b.deep_flow * (central - deep);
    d[3] = b.liver_flow * (central - liver) - b.liver_loss * y[3];
    d[4] = b.liver_to_norketamine * b.liver_loss * y[3] - b.norketamine_clearance * nor - b.norketamine_flow * (nor - nor_tissue);
    d[5] = b.norketamine_flow * (nor - nor_tissue);
    d[6] = b.norketamine_to_hnk * b.norketamine_clearance * nor - b.hnk_clearance / b.hnk_volume * y[6];
    d[7] = b.effect_site_rate * (1000.0 * central - y[7]);

    const double k = um_per_ng_ml * std::max(0.0, y[7]);
    PlasticityArray state;
    std::copy_n(y + kDrug, state.size(), state.begin());
    const PlasticityInput in{.block = receptor.effective_block(k), .stress = 1.0};
    const PlasticityMotion motion = plasticity.motion(from_array(state), in);
    const PlasticityArray moved = to_array(motion.slope);
    std::copy(moved.begin(), moved.end(), d + kDrug);
    const double* rest = y + kDrug + PlasticityState::size;
    double* out = d + kDrug + PlasticityState::size;
    out[0] = (circuit.glutamate_target(k) - rest[0]) / circuit.glutamate_lag_h();
    DriveStores<1> stores;
    stores.fast_store = rest[1];
    stores.labile_store[0] = rest[2];
    stores.stable[0] = rest[3];
    const auto drive = drive_slope(drives, scale, stores, {motion.rates.ampar_production, motion.rates.drug_formation, 0, 0, 0, 0});
    out[1] = drive.fast_store;
    out[2] = drive.labile_store[0];
    out[3] = drive.stable[0];
  }
};

using Row = std::array<double, kStates>;

int cvode_slope(double, N_Vector y, N_Vector d, void* data) {
  static_cast<const ChainProblem*>(data)->slope(N_VGetArrayPointer(y), N_VGetArrayPointer(d));
  return 0;
}

std::vector<Row> solve_with_cvode(ChainProblem& problem, const Scenario& scenario, double tolerance) {
  SUNContext context = nullptr;
  SUNContext_Create(nullptr, &context);
  const auto size = static_cast<sunindextype>(kStates);
  N_Vector y = N_VNew_Serial(size, context);
  SUNMatrix matrix = SUNDenseMatrix(size, size, context);
  SUNLinearSolver solver = SUNLinSol_Dense(y, matrix, context);
  double* values = N_VGetArrayPointer(y);
  std::fill_n(values, kStates, 0.0);
  const PlasticityArray start = to_array(problem.plasticity.patient_start());
  std::copy(start.begin(), start.end(), values + kDrug);
  values[kDrug + start.size()] = 1.0;

  std::vector<double> stops;
  for (const Dose& dose : scenario.doses) {
    stops.push_back(dose.at_h);
    stops.push_back(dose.end_h());
  }
  stops.push_back(kEndH);
  void* memory = CVodeCreate(CV_BDF, context);
  CVodeInit(memory, cvode_slope, 0.0, y);
  CVodeSStolerances(memory, tolerance, 0.01 * tolerance);
  CVodeSetUserData(memory, &problem);
  CVodeSetLinearSolver(memory, solver, matrix);
  CVodeSetMaxNumSteps(memory, 1000000);

  std::vector<Row> rows;
  double now = 0.0;
  const auto keep = [&] {
    Row row;
    std::copy_n(values, kStates, row.begin());
    rows.push_back(row);
  };
  keep();
  double next_hour = 1.0;
  for (std::size_t s = 0; s + 1 < stops.size(); ++s) {
    const double from = stops[s];
    const double to = stops[s + 1];
    problem.infusion_mg_h = 0.0;
    for (const Dose& dose : scenario.doses) {
      if (dose.at_h <= from && from < dose.end_h())
        problem.infusion_mg_h = dose.amount_mg(scenario.patient.weight_kg) / (dose.end_h() - dose.at_h);
    }
    CVodeReInit(memory, from, y);
    CVodeSetStopTime(memory, to);
    for (; next_hour < to; next_hour += 1.0) {
      if (CVode(memory, next_hour, y, &now, CV_NORMAL) < 0) std::abort();
      keep();
    }
    if (CVode(memory, to, y, &now, CV_NORMAL) < 0) std::abort();
    if (to == next_hour) {
      keep();
      next_hour += 1.0;
    }
  }
  CVodeFree(&memory);
  SUNLinSolFree(solver);
  SUNMatDestroy(matrix);
  N_VDestroy(y);
  SUNContext_Free(&context);
  return rows;
}

double largest_error(const std::vector<Row>& rows, const std::vector<Row>& exact) {
  double worst = 0.0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    for (std::size_t k = kDrug; k < kStates; ++k) worst = std::max(worst, std::abs(rows[i][k] - exact[i][k]));
  }
  return worst;
}

std::vector<Row> solve_here(const Scenario& scenario, const Parameters& parameters, const DriveScale& scale) {
  std::vector<double> hours;
  for (double t = 0.0; t <= kEndH; t += 1.0) hours.push_back(t);
  const DriveConstants drives(parameters);
  CourseOptions options;
  options.typical_only = true;
  std::vector<Row> rows;
  Course(scenario, parameters, scale, options).run(hours, [&](const CourseRow& course) {
    Row row{};
    const PlasticityArray biology = to_array(course.biology);
    std::copy(biology.begin(), biology.end(), row.begin() + kDrug);
    double* rest = row.data() + kDrug + PlasticityState::size;
    rest[0] = course.glutamate;
    rest[1] = std::pow(course.fast, 1.0 / drives.fast_power);
    rest[2] = std::pow(course.typical_labile(), 1.0 / drives.spine_power);
    rest[3] = course.typical_stable();
    rows.push_back(row);
  });
  return rows;
}

template <class Work>
double once_ms(Work work) {
  // Of this process: both are one thread, and what else the machine does counts less.
  const std::clock_t start = std::clock();
  work();
  return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

template <class Work>
double median_ms(Work work) {
  std::vector<double> ms;
  work();
  for (int i = 0; i < 11; ++i) ms.push_back(once_ms(work));
  std::nth_element(ms.begin(), ms.begin() + 5, ms.end());
  return ms[5];
}

}  // namespace

int main() {
  const Parameters parameters = Parameters::load(DataFiles({std::string(SYN_SOURCE_DIR)})).value();
  const Scenario scenario = six_infusions();
  ChainProblem problem(parameters);
  const std::vector<Row> exact = solve_with_cvode(problem, scenario, 1e-11);

  SimulateOptions whole;
  whole.every_min = 60.0;
  whole.threads = 1;
  whole.typical_only = true;
  const double here = median_ms([&] { (void)simulate(scenario, parameters, whole); });
  std::printf("28 days, 6 infusions, 8 sessions, typical patient, hourly rows, one thread\n");
  std::printf("%-34s %8.3f ms   largest error %.1e\n", "simulate (whole chain, all columns)", here,
              largest_error(solve_here(scenario, parameters, problem.scale), exact));
  double needed = 0.0;
  for (const double tolerance : {1e-4, 1e-5, 1e-6, 1e-7, 1e-8}) {
    const double error = largest_error(solve_with_cvode(problem, scenario, tolerance), exact);
    const double ms = median_ms([&] { (void)solve_with_cvode(problem, scenario, tolerance); });
    std::printf("CVODE BDF dense, rtol %.0e           %8.3f ms   largest error %.1e\n", tolerance, ms, error);
    if (needed == 0.0 && error <= 1e-4) needed = tolerance;
  }
  // Turn and turn about, so that a machine that changes its pace slows both.
  std::vector<double> ratios;
  for (int i = 0; i < 31; ++i) {
    const double ours = once_ms([&] { (void)simulate(scenario, parameters, whole); });
    ratios.push_back(once_ms([&] { (void)solve_with_cvode(problem, scenario, needed); }) / ours);
  }
  std::sort(ratios.begin(), ratios.end());
  std::printf("CVODE at the tolerance it needs / simulate, in turns: median %.1f (quartiles %.1f to %.1f)\n", ratios[15], ratios[7],
              ratios[23]);
}
