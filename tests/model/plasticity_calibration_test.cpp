// The calibration of the rodent chain: published or chosen rows (C, T) and what the chain gave when it was fitted (X),
// from assets/calibration/plasticity.csv.
#include "model/calibration/calibration.hpp"

#include <cmath>

#include "chain_fixture.hpp"

using namespace syn;
using namespace syn::test;

TEST_CASE("the rodent chain meets its calibration rows") {
  const auto report = calibrate(CalibrationTable::plasticity, source_tree(), shipped());
  REQUIRE_MESSAGE(report, (report ? "" : to_text(report.error())));
  CHECK(report->rows.size() == 103);
  int directions = 0;
  for (const CalibrationRow& row : report->rows) {
    CAPTURE(row.id);
    REQUIRE(row.model.has_value());
    CAPTURE(*row.model);
    CHECK(row.inside() == true);
    if (row.spread.starts_with("at ")) ++directions;
  }
  CHECK(directions == 3);
  const CalibrationSummary fitted = summary_of(*report, 0);
  MESSAGE(fitted.inside << " of " << fitted.rows << " rows inside their tolerance, rms z " << fitted.rms);
  CHECK(fitted.rows == 65);
  CHECK(fitted.judged == 65);
  CHECK(fitted.inside >= 64);
  // The fit itself gave 0.32.
  CHECK(fitted.rms < 0.42);
}
