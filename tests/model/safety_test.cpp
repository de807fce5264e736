#include <doctest/doctest.h>

#include <cmath>

#include "model/data/parameters.hpp"
#include "model/drug/pharmacokinetics.hpp"
#include "model/drug/safety.hpp"
#include "shipped.hpp"

using namespace syn;

TEST_CASE("acute effects of one infusion follow the chain's check values") {
  const Safety safety(test::shipped());
  const Pharmacokinetics drug(test::one_infusion(), test::shipped());
  struct Row {
    double time_h, cadss, rise, pain;
  };
  for (const Row& row : {Row{2.0 / 3.0, 10.831, 8.202, 0.4534}, Row{2.0, 1.231, 2.433, 0.0979}, Row{24.0, 0.0, 0.065, 0.0001}}) {
    CAPTURE(row.time_h);
    const double level = drug.at(row.time_h).acute_ng_ml;
    CHECK(std::abs(safety.cadss(level, 1.0) - row.cadss) < 6e-4);
    CHECK(std::abs(safety.systolic_rise_mmhg(level) - row.rise) < 6e-4);
    CHECK(std::abs(safety.pain_relief(level) - row.pain) < 6e-5);
  }
  // The sixth of six infusions is felt less.
  // Six sessions within two weeks, next to nothing forgotten; twelve weeks without one, half of it.
  const std::vector<double> six{0.0, 48.0, 96.0, 168.0, 216.0, 264.0};
  CHECK(safety.cadss(drug.at(2.0 / 3.0).acute_ng_ml, safety.tolerance(six)) == doctest::Approx(10.831 * std::pow(0.94, 5)).epsilon(0.03));
  CHECK(safety.tolerance(std::vector{0.0, 2016.0}) == doctest::Approx(std::pow(0.94, 0.5)));
  CHECK(safety.tolerance(std::vector{5.0}) == 1.0);
  CHECK(safety.tolerance({}) == 0.0);
  // What it was fitted to: 20 points in week 1, 8.8 in week 14, one to two sessions a week.
  std::vector<double> course;
  for (int i = 0; i < 21; ++i) course.push_back(i * 14.0 * 168.0 / 21.0);
  CHECK(20.0 * safety.tolerance(course) == doctest::Approx(8.8).epsilon(0.05));
}

TEST_CASE("esketamine counts twice: 84 mg give dissociation, sedation and pressure of the size on the label") {
  const Safety safety(test::shipped());
  const auto peak = [&](int devices) {
    const Pharmacokinetics drug(test::one_spray(devices), test::shipped());
    double best = 0.0;
    for (double h = 0.0; h < 4.0; h += 0.005) best = std::max(best, drug.at(h).acute_ng_ml);
    return best;
  };
  const Pharmacokinetics drug(test::one_spray(3), test::shipped());
  CHECK(std::abs(safety.cadss(drug.at(0.6).acute_ng_ml, 1.0) - 11.511) < 1e-3);
  CHECK(safety.sedated_share(peak(2)) == doctest::Approx(0.40).epsilon(0.02));
  CHECK(safety.sedated_share(peak(3)) == doctest::Approx(0.56).epsilon(0.02));
  CHECK(safety.unconscious_share(peak(3)) == doctest::Approx(0.003).epsilon(0.15));
  CHECK(safety.systolic_rise_mmhg(peak(3)) == doctest::Approx(8.5).epsilon(0.02));
}

TEST_CASE("acute effects are nothing without drug and stay within their scales") {
  const Safety safety(test::shipped());
  CHECK(safety.cadss(0.0, 1.0) == 0.0);
  CHECK(safety.cadss(30.0, 1.0) == 0.0);
  CHECK(safety.cadss(331.8, 1.0) == doctest::Approx(20.0).epsilon(1e-3));
  CHECK(safety.cadss(1e6, 1.0) == 92.0);
  CHECK(safety.cadss(500.0, 0.0) == 0.0);
  CHECK(safety.systolic_rise_mmhg(0.0) == 0.0);
  CHECK(safety.systolic_rise_mmhg(750.0) == doctest::Approx(20.0));
  CHECK(safety.systolic_sd_mmhg() == 12.4);
  // Ordinary swings alone: 40 mmHg are 3.226 of their standard deviations; where the mean rise is 20 mmHg, the other 20
  // are 1.613 of them.
  CHECK(safety.steep_rise_share(0.0) == doctest::Approx(0.000628).epsilon(2e-3));
  CHECK(safety.steep_rise_share(750.0) == doctest::Approx(0.0534).epsilon(2e-3));
  CHECK(safety.sedated_share(180.0) == doctest::Approx(0.5));
  CHECK(safety.unconscious_share(900.0) == doctest::Approx(0.5));
  CHECK(safety.pain_relief(0.0) == 0.0);
  CHECK(safety.pain_relief(1e9) == doctest::Approx(0.6));
}
