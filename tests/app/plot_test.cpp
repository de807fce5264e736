#include "app/ui/plot/plot.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "app/ui/plot/plot_math.hpp"
#include "core/random.hpp"
#include "headless_ui.hpp"

using namespace syn;
using namespace syn::test;

TEST_CASE("ticks are round, inside the range, evenly spaced and few") {
  for (std::uint32_t i = 0; i < 500; ++i) {
    const double size = std::pow(10.0, 8.0 * uniform_at(1, i, 0) - 4.0);
    const double low = (uniform_at(1, i, 1) - 0.5) * 4.0 * size;
    const double high = low + size * (0.1 + uniform_at(1, i, 2));
    const int most = 2 + static_cast<int>(8.0 * uniform_at(1, i, 3));
    const std::vector<double> ticks = round_ticks(low, high, most);
    CAPTURE(low);
    CAPTURE(high);
    CHECK(static_cast<int>(ticks.size()) <= most);
    if (ticks.size() < 2) continue;
    const double step = ticks[1] - ticks[0];
    const double mantissa = step / std::pow(10.0, std::floor(std::log10(step) + 1e-6));
    CHECK(std::min({std::abs(mantissa - 1.0), std::abs(mantissa - 2.0), std::abs(mantissa - 5.0)}) < 1e-3);
    for (std::size_t k = 0; k < ticks.size(); ++k) {
      CHECK(ticks[k] >= low - 1e-6 * size);
      CHECK(ticks[k] <= high + 1e-6 * size);
      CHECK(std::abs(std::remainder(ticks[k], step)) < 1e-6 * step);
    }
  }
  CHECK(round_ticks(1.0, 1.0, 5).empty());
  CHECK(round_ticks(0.0, 60.0, 7) == std::vector<double>{0, 10, 20, 30, 40, 50, 60});
  CHECK(tick_decimals(std::vector<double>{0.0, 0.05, 0.1}) == 2);
  CHECK(tick_decimals(std::vector<double>{0.0, 20.0}) == 0);
}

TEST_CASE("an axis covers its data and ends on round numbers") {
  const AxisRange range = round_range(0.0, 194.0);
  CHECK(range.low == 0.0);
  CHECK(range.high == doctest::Approx(200.0));
  const AxisRange narrow = round_range(0.63, 1.52);
  CHECK(narrow.low <= 0.63);
  CHECK(narrow.high >= 1.52);
  CHECK(narrow.high - narrow.low < 1.3);
}

TEST_CASE("time axes count in the units that people count in") {
  CHECK(time_ticks(0.0, 28.0 * 24.0, 30).unit == ClockUnit::d);
  CHECK(time_ticks(0.0, 28.0 * 24.0, 30).times_h.size() == 29);
  CHECK(time_ticks(0.0, 28.0 * 24.0, 5).times_h == std::vector<double>{0, 168, 336, 504, 672});
  const TimeTicks hours = time_ticks(0.0, 48.0, 9);
  CHECK(hours.unit == ClockUnit::h);
  CHECK(hours.times_h == std::vector<double>{0, 6, 12, 18, 24, 30, 36, 42, 48});
  const TimeTicks minutes = time_ticks(0.0, 1.0, 8);
  CHECK(minutes.unit == ClockUnit::min);
  CHECK(minutes.label_of(minutes.times_h.back()) == doctest::Approx(60.0));
  CHECK(time_ticks(0.0, 366.0 * 24.0, 4).times_h.size() <= 4);
}

TEST_CASE("time and pixels map onto each other both ways") {
  const PlotMap map{-2.0, 670.0, 5.0, 60.0, false, 100.0F, 20.0F, 900.0F, 420.0F};
  for (double t = -2.0; t <= 670.0; t += 7.3) CHECK(map.time_of(map.x_of(t)) == doctest::Approx(t).epsilon(1e-4));
  for (double v = 5.0; v <= 60.0; v += 1.7) CHECK(map.value_of(map.y_of(v)) == doctest::Approx(v).epsilon(1e-4));
  CHECK(map.x_of(-2.0) == 100.0F);
  CHECK(map.y_of(5.0) == 420.0F);  // up is more
  CHECK(map.time_of(0.0F) == -2.0);
  CHECK(map.time_of(5000.0F) == 670.0);
}

TEST_CASE("thinning keeps every column's extremes, the ends and the order") {
  std::vector<double> times;
  std::vector<double> values;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    times.push_back(0.01 * i + 0.004 * uniform_at(3, i, 0));
    values.push_back(std::sin(0.02 * i) + (i == 7777 ? 50.0 : 0.0) - (i == 7801 ? 40.0 : 0.0));
  }
  const double low = 20.0;
  const double high = 180.0;
  const int columns = 300;
  const std::vector<PlotPoint> points = thin_curve(times, values, low, high, columns);
  CHECK(points.size() <= 4 * static_cast<std::size_t>(columns) + 8);
  std::vector<double> least(columns, 1e9);
  std::vector<double> most(columns, -1e9);
  const auto column_of = [&](double t) { return static_cast<std::size_t>((t - low) / (high - low) * columns); };
  for (const PlotPoint& p : points) {
    if (p.time_h < low || p.time_h >= high) continue;
    least[column_of(p.time_h)] = std::min(least[column_of(p.time_h)], p.value);
    most[column_of(p.time_h)] = std::max(most[column_of(p.time_h)], p.value);
  }
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (times[i] < low || times[i] >= high) continue;
    CHECK(values[i] >= least[column_of(times[i])]);
    CHECK(values[i] <= most[column_of(times[i])]);
  }
  for (std::size_t k = 1; k < points.size(); ++k) CHECK(points[k].time_h > points[k - 1].time_h);
  CHECK(points.front().time_h < low);  // the neighbours outside, so that the line reaches the edges
  CHECK(points.back().time_h > high);
  CHECK(thin_curve({}, {}, 0.0, 1.0, 10).empty());
}

TEST_CASE("values between samples are linear and held at the ends") {
  const std::vector<double> times{0.0, 1.0, 3.0};
  const std::vector<double> values{2.0, 4.0, 0.0};
  CHECK(value_at(times, values, -5.0) == 2.0);
  CHECK(value_at(times, values, 0.5) == 3.0);
  CHECK(value_at(times, values, 2.0) == 2.0);
  CHECK(value_at(times, values, 9.0) == 0.0);
}

TEST_CASE("a page of the run always holds the moment and half a page of its past") {
  for (double t = 0.0; t <= 672.0; t += 1.7) {
    const TimePage page = page_around(t, 0.0, 672.0, 48.0);
    CHECK(page.high_h - page.low_h == doctest::Approx(48.0));
    CHECK(page.low_h <= t);
    CHECK(page.high_h >= t);
    CHECK(page.low_h >= 0.0);
    CHECK(page.high_h <= 672.0);
    if (t > 24.0) CHECK(page.low_h <= t - 24.0 + 1e-9);
  }
  CHECK(page_around(10.0, -3.0, 20.0, 0.0).low_h == -3.0);
  CHECK(page_around(10.0, -3.0, 20.0, 48.0).high_h == 20.0);
}

namespace {

// A plot in a window, with what its last frame answered.
struct PlotBench {
  HeadlessUi ui{640.0F, 360.0F};
  std::vector<double> times{0.0, 12.0, 24.0, 48.0};
  std::vector<double> values{0.0, 10.0, 20.0, 5.0};
  PlotOutcome outcome;
  double playhead_h = 12.0;
  PlotBench() {
    ui.content = [this] {
      const UiLook look = ui.look();
      Plot plot("plot", {0.0F, 300.0F},
                {.time_low_h = 0.0, .time_high_h = 48.0, .value_low = 0.0, .value_high = 20.0, .value_label = "points", .note = "note"},
                look);
      plot.line(times, values, {.name = "mean", .color = ui.theme[Role::symptom]});
      plot.band(times, values, values, ui.theme[Role::symptom], 0.2F, "band");
      plot.hatch(24.0, 48.0, "assumed");
      plot.reference(10.0, "ten");
      plot.marker(24.0, Glyph::square, ui.theme[Role::therapy]);
      plot.playhead(playhead_h);
      outcome = plot.end();
    };
    ui.frame(2);
  }
};

}  // namespace

TEST_CASE("dragging in a plot answers the time under the mouse") {
  PlotBench bench;
  const Box area = bench.outcome.area;
  REQUIRE(area.width() > 300.0F);
  const float y = 0.5F * (area.top + area.bottom);
  bench.ui.mouse(area.left + 0.25F * area.width(), y, false);
  REQUIRE(bench.outcome.cursor_h);
  CHECK(*bench.outcome.cursor_h == doctest::Approx(12.0).epsilon(0.01));
  CHECK(!bench.outcome.seek_h);
  bench.ui.mouse(area.left + 0.25F * area.width(), y, true);
  bench.ui.mouse(area.left + 0.75F * area.width(), y, true);
  REQUIRE(bench.outcome.seek_h);
  CHECK(bench.outcome.dragging);
  CHECK(*bench.outcome.seek_h == doctest::Approx(36.0).epsilon(0.01));
  bench.ui.mouse(area.right + 500.0F, y, true);  // beyond the edge: held at the end
  CHECK(*bench.outcome.seek_h == doctest::Approx(48.0));
  bench.ui.mouse(area.right + 500.0F, y, false);
  CHECK(!bench.outcome.seek_h);
}

TEST_CASE("with the keyboard the arrows move the read-out and Enter takes the playhead there") {
  PlotBench bench;
  REQUIRE(bench.ui.tab_to({"plot"}));
  bench.ui.frame();
  REQUIRE(bench.outcome.cursor_h);
  CHECK(*bench.outcome.cursor_h == doctest::Approx(12.0));  // starts at the playhead
  bench.ui.key(ImGuiKey_RightArrow);
  CHECK(*bench.outcome.cursor_h == doctest::Approx(12.48).epsilon(1e-4));
  bench.ui.key(ImGuiKey_LeftArrow, true);
  CHECK(*bench.outcome.cursor_h == doctest::Approx(7.68).epsilon(1e-4));
  CHECK(bench.ui.focus_is({"plot"}));  // the arrows did not carry the focus away
  ImGui::GetIO().KeysDown[ImGuiKey_Enter] = true;
  bench.ui.frame();
  REQUIRE(bench.outcome.seek_h);
  CHECK(*bench.outcome.seek_h == doctest::Approx(7.68).epsilon(1e-4));
}

TEST_CASE("words beside a plot keep their order, lie over none, and move no more than they must") {
  const std::vector<float> wishes{10.0F, 12.0F, 13.0F, 80.0F, 99.0F}, heights{10.0F, 20.0F, 10.0F, 10.0F, 10.0F};
  const std::vector<float> middles = spread_apart(wishes, heights, 0.0F, 100.0F);
  REQUIRE(middles.size() == wishes.size());
  for (std::size_t i = 0; i < middles.size(); ++i) {
    CHECK(middles[i] - 0.5F * heights[i] >= -1e-4F);
    CHECK(middles[i] + 0.5F * heights[i] <= 100.0F + 1e-4F);
    if (i > 0) CHECK(middles[i] - middles[i - 1] >= 0.5F * (heights[i] + heights[i - 1]) - 1e-4F);
  }
  CHECK(middles[3] == doctest::Approx(80.0F));  // where there is room, where it wished
  CHECK(middles[4] == doctest::Approx(95.0F));
  CHECK(spread_apart({}, {}, 0.0F, 1.0F).empty());
}

TEST_CASE("logarithmic time is strictly increasing and goes back to where it came from") {
  double before = -1e9;
  for (double t = -2.0; t < 2000.0; t += 0.11) {
    const double at = log_time(t);
    CHECK(at > before);
    CHECK(time_of_log(at) == doctest::Approx(t).epsilon(1e-9));
    before = at;
  }
  CHECK(log_time(0.0) == 0.0);
  CHECK(log_time(9.0 / 60.0) == doctest::Approx(1.0));  // 1 + 9 min / 1 min = 10
  PlotMap map;
  map.time_high_h = 672.0;
  map.log_time = true;
  map.right = 400.0F;
  CHECK(map.x_of(0.0) == doctest::Approx(0.0));
  CHECK(map.x_of(672.0) == doctest::Approx(400.0));
  CHECK(map.time_of(map.x_of(24.0)) == doctest::Approx(24.0).epsilon(1e-4));
  const auto ticks = log_time_ticks(0.0, 672.0);
  REQUIRE(ticks.size() == 8);
  CHECK(ticks[3].time_h == 1.0);
  CHECK(log_time_ticks(2.0, 30.0).size() == 2);  // 6 h and 1 d
}

TEST_CASE("zooming keeps the moment in its place, moving keeps the length, both stay within the run") {
  const TimePage run{0.0, 672.0};
  for (const bool log : {false, true}) {
    const TimePage page{10.0, 100.0};
    const TimePage closer = zoomed(page, 30.0, 0.5, run, log);
    PlotMap before;
    before.time_low_h = page.low_h;
    before.time_high_h = page.high_h;
    before.log_time = log;
    PlotMap after = before;
    after.time_low_h = closer.low_h;
    after.time_high_h = closer.high_h;
    CHECK(after.share_of(30.0) == doctest::Approx(before.share_of(30.0)));
    CHECK(closer.high_h - closer.low_h < 90.0);
    CHECK(zoomed(page, 30.0, 1e6, run, log) == run);
    CHECK(zoomed({5.0, 5.02}, 5.01, 0.1, run, log) == TimePage{5.0, 5.02});  // not closer than a minute
    CHECK(moved(page, 1e9, run, log).high_h == doctest::Approx(672.0));
    CHECK(moved(page, -1e9, run, log).low_h == doctest::Approx(0.0));
  }
  const TimePage on = moved({10.0, 100.0}, 0.5, run, false);
  CHECK(on.low_h == doctest::Approx(55.0));
  CHECK(on.high_h == doctest::Approx(145.0));
  CHECK(moved({10.0, 100.0}, 50.0, run, false).low_h == doctest::Approx(582.0));
}

TEST_CASE("a thinned curve on a logarithmic axis keeps its peaks") {
  std::vector<double> times;
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) {
    times.push_back(i * 0.1);
    values.push_back(i == 3 ? 9.0 : i == 4000 ? 8.0 : 1.0);
  }
  double most = 0.0;
  double late = 0.0;
  double before = -1.0;
  const auto points = thin_curve(times, values, 0.0, 500.0, 100, true);
  for (const PlotPoint& p : points) {
    CHECK(p.time_h > before);
    before = p.time_h;
    most = std::max(most, p.value);
    if (p.time_h > 300.0) late = std::max(late, p.value);
  }
  CHECK(most == 9.0);
  CHECK(late == 8.0);
  CHECK(points.size() <= 402);
}
