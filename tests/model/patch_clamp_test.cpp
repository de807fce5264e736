// The voltage clamp against what electrophysiology knows, through the protocols that come with the program.
#include "model/patch/patch_clamp.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <sstream>

#include "model/channel/channel.hpp"
#include "shipped.hpp"

using namespace syn;

namespace {

constexpr std::size_t at(Clamp clamp) { return static_cast<std::size_t>(clamp); }

Protocol shipped_protocol(const std::string& name) {
  const auto protocol = load_protocol(std::string(SYN_SOURCE_DIR) + "/assets/protocols/" + name, test::shipped());
  REQUIRE_MESSAGE(protocol.has_value(), (protocol ? "" : to_text(protocol.error())));
  return *protocol;
}

Protocol written(const std::string& text) {
  const auto protocol = parse_protocol("version = 1\n" + text, "p.toml", test::shipped());
  REQUIRE_MESSAGE(protocol.has_value(), (protocol ? "" : to_text(protocol.error())));
  return *protocol;
}

PatchRecord run(const Protocol& protocol) { return run_patch_clamp(protocol, test::shipped()); }

// The window of this name in the sweep with these values.
const PatchWindow& window(const PatchRecord& record, const std::string& name, const std::map<Clamp, double>& values) {
  for (const PatchWindow& w : record.windows) {
    const bool fits = std::all_of(values.begin(), values.end(), [&](const auto& value) { return w.hold[at(value.first)] == value.second; });
    if (fits && w.name == name) return w;
  }
  FAIL("no window is called " << name);
  return record.windows.front();
}

}  // namespace

TEST_CASE("epsc: 315 pS and 27 pS at the peak, a decay that ketamine halves, drug that magnesium keeps out") {
  const PatchRecord record = run(shipped_protocol("epsc.toml"));
  const auto of = [&](double magnesium, double drug) -> const PatchWindow& {
    return window(record, "release 1", {{Clamp::magnesium_mm, magnesium}, {Clamp::drug_um, drug}});
  };
  CHECK(of(0, 0).peak_pa == doctest::Approx(-60e-3 * 315.0).epsilon(0.03));
  CHECK(of(1, 0).peak_pa == doctest::Approx(-60e-3 * 27.0).epsilon(0.03));
  CHECK(of(0, 0).decay_ms == doctest::Approx(38.0).epsilon(0.03));
  CHECK(of(0, 10).decay_ms == doctest::Approx(20.0).epsilon(0.05));
  CHECK(of(0, 1).peak_of_control == doctest::Approx(0.98).epsilon(0.01));
  CHECK(of(0, 10).peak_of_control == doctest::Approx(0.85).epsilon(0.01));
  CHECK(of(1, 10).peak_of_control == doctest::Approx(0.98).epsilon(0.01));
  // The AMPA current is there at once and gone when the NMDA current peaks; ketamine leaves it alone.
  double ampa = 0.0, ampa_at = 0.0;
  for (const PatchSample& sample : record.samples) {
    if (sample.sweep == 0 && sample.ampa_pa < ampa) {
      ampa = sample.ampa_pa;
      ampa_at = sample.time_ms;
    }
  }
  CHECK(ampa == doctest::Approx(-60.0 * 0.5).epsilon(0.03));
  CHECK(ampa_at > 20.0);
  CHECK(ampa_at < 21.0);
}

TEST_CASE("equal protocols give equal bytes; another seed changes the single channels and nothing else") {
  Protocol protocol = shipped_protocol("epsc.toml");
  const PatchRecord first = run(protocol);
  CHECK(to_csv(first, protocol, "v", "h") == to_csv(run(protocol), protocol, "v", "h"));
  CHECK(summary_csv(first, protocol, "v", "h") == summary_csv(run(protocol), protocol, "v", "h"));
  protocol.seed = 8;
  const PatchRecord second = run(protocol);
  REQUIRE(first.samples.size() == second.samples.size());
  bool mean_same = true, single_same = true;
  for (std::size_t i = 0; i < first.samples.size(); ++i) {
    mean_same = mean_same && first.samples[i].current_pa == second.samples[i].current_pa;
    single_same = single_same && first.samples[i].single_pa == second.samples[i].single_pa;
  }
  CHECK(mean_same);
  CHECK_FALSE(single_same);
}

TEST_CASE("the table has a line a sample, finite numbers, and says what made it") {
  const Protocol protocol = shipped_protocol("epsc.toml");
  const PatchRecord record = run(protocol);
  std::istringstream lines(to_csv(record, protocol, "1.2.3", "abc"));
  std::string line;
  std::size_t rows = 0, commas = 0;
  while (std::getline(lines, line)) {
    if (line.starts_with("#")) continue;
    const auto found = static_cast<std::size_t>(std::count(line.begin(), line.end(), ','));
    if (rows == 0) {
      commas = found;
      CHECK(line ==
            "sweep,time_ms,voltage_mv,magnesium_mm,glutamate_um,drug_um,current_pa,open_probability,drug_held,"
            "drug_trapped,ampa_pa,glun2a_1_pa,glun2a_2_pa,glun2a_3_pa");
    }
    CHECK(found == commas);
    CHECK(line.find("nan") == std::string::npos);
    CHECK(line.find("inf") == std::string::npos);
    ++rows;
  }
  CHECK(rows == 1 + record.samples.size());
  CHECK(record.samples.size() == 6 * (420 * 5 + 1));
  const std::string summary = summary_csv(record, protocol, "1.2.3", "abc");
  CHECK(summary.find("# synaptoscope 1.2.3\n") == 0);
  CHECK(std::count(summary.begin(), summary.end(), '\n') == 6 + 1 + 6);
}

TEST_CASE("current-voltage: straight without magnesium, a hook with it, reversal at 0 mV in both") {
  const PatchRecord record = run(shipped_protocol("current-voltage.toml"));
  const auto steady = [&](double voltage, double magnesium) {
    return window(record, "steady", {{Clamp::voltage_mv, voltage}, {Clamp::magnesium_mm, magnesium}}).end_pa;
  };
  for (const double magnesium : {0.0, 0.1, 1.0}) {
    CHECK(std::abs(steady(0, magnesium)) < 1e-9);
    CHECK(steady(-10, magnesium) < 0.0);
    CHECK(steady(10, magnesium) > 0.0);
  }
  CHECK(steady(-80, 0) / steady(-20, 0) == doctest::Approx(4.0).epsilon(1e-6));
  CHECK(steady(40, 0) / steady(-40, 0) == doctest::Approx(-1.0).epsilon(1e-6));
  // With 1 mM the inward current is largest between -40 and -20 mV and falls towards rest.
  CHECK(steady(-30, 1) < steady(-80, 1));
  CHECK(steady(-30, 1) < steady(-10, 1));
  CHECK(steady(-60, 1) / steady(-60, 0) == doctest::Approx(0.080).epsilon(0.01));
  CHECK(steady(-40, 1) / steady(-40, 0) == doctest::Approx(0.230).epsilon(0.01));
  CHECK(steady(40, 1) / steady(40, 0) == doctest::Approx(0.977).epsilon(0.01));
  CHECK(steady(-60, 0.1) > steady(-60, 0));
  CHECK(steady(-60, 0.1) < steady(-60, 1));
}

TEST_CASE("dose-response: the fitted half-blocking level is that of the closed form") {
  const PatchRecord record = run(shipped_protocol("dose-response.toml"));
  const Channel c(test::shipped(), Subtype::glun2a);
  for (const double magnesium : {0.0, 1.0}) {
    // log(block / (1 - block)) = log C - log IC50: the mean over the points between a tenth and nine tenths.
    double sum = 0.0;
    int points = 0;
    for (const double drug : {0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0}) {
      const PatchWindow& w = window(record, "drug", {{Clamp::magnesium_mm, magnesium}, {Clamp::drug_um, drug}});
      if (w.end_of_control < 0.1 || w.end_of_control > 0.9) continue;
      sum += std::log(drug) - std::log((1.0 - w.end_of_control) / w.end_of_control);
      ++points;
    }
    REQUIRE(points >= 2);
    CHECK(std::exp(sum / points) == doctest::Approx(c.ic50_um(-66.0, magnesium)).epsilon(0.02));
    CHECK(window(record, "before", {{Clamp::magnesium_mm, magnesium}, {Clamp::drug_um, 100.0}}).end_of_control == doctest::Approx(1.0));
  }
}

TEST_CASE("recovery: silence keeps the drug trapped, use frees it, faster when depolarised") {
  const PatchRecord record = run(shipped_protocol("recovery.toml"));
  const auto recovered = [&](int release, double voltage) {
    return window(record, "release " + std::to_string(release), {{Clamp::voltage_mv, voltage}, {Clamp::drug_um, 10.0}}).charge_of_control;
  };
  double held_before = 0.0, held_after = 0.0, trapped_after = 0.0;
  for (const PatchSample& sample : record.samples) {
    if (sample.sweep != 1) continue;  // -60 mV, 10 uM
    if (sample.time_ms <= 10000.0) held_before = sample.held;
    if (sample.time_ms <= 70000.0) {
      held_after = sample.held;
      trapped_after = sample.trapped;
    }
  }
  CHECK(held_before > 0.95);
  CHECK(held_after / held_before > 0.97);
  CHECK(trapped_after == doctest::Approx(held_after).epsilon(1e-3));
  CHECK(recovered(1, -60.0) < 0.15);
  CHECK(recovered(40, -60.0) > 5.0 * recovered(1, -60.0));
  CHECK(recovered(1, 40.0) < 0.7);
  CHECK(recovered(5, 40.0) > 3.0 * recovered(5, -60.0));
  CHECK(recovered(40, 40.0) > 0.98);
}

TEST_CASE("use dependence: the ratios of the releases of a train") {
  const PatchRecord record = run(shipped_protocol("use-dependence.toml"));
  struct Row {
    double magnesium, drug;
    std::map<int, double> ratios;
  };
  for (const Row& row :
       {Row{0, 1, {{1, 0.98}, {2, 0.90}, {5, 0.72}, {10, 0.53}, {20, 0.36}, {41, 0.29}}},
        Row{0, 10, {{1, 0.85}, {2, 0.47}, {5, 0.12}, {10, 0.04}, {41, 0.04}}}, Row{1, 1, {{1, 1.00}, {5, 0.97}, {20, 0.91}, {41, 0.86}}},
        Row{1, 10, {{1, 0.98}, {5, 0.76}, {20, 0.43}, {41, 0.35}}}}) {
    for (const auto& each : row.ratios) {
      const auto& release = each.first;
      const auto& ratio = each.second;
      CAPTURE(release);
      CHECK(
          std::abs(window(record, "release " + std::to_string(release), {{Clamp::magnesium_mm, row.magnesium}, {Clamp::drug_um, row.drug}})
                       .peak_of_control -
                   ratio) < 0.006);
    }
  }
}

TEST_CASE("tonic: interneuron receptors reach their block of a fifth within half an hour") {
  const PatchRecord record = run(shipped_protocol("tonic.toml"));
  CHECK(1.0 - window(record, "after half an hour", {{Clamp::drug_um, 0.7}}).end_of_control == doctest::Approx(0.21).epsilon(0.05));
}

TEST_CASE("the mean of many single channels is the current of the crowd") {
  Protocol protocol = written(R"(
single_channels = 20
sample_ms = 5
[receptors]
glun2a = 1
[hold]
voltage_mv = 40
[[step]]
for_ms = 100
releases_ms = [0]
)");
  std::vector<double> mean(21, 0.0);
  constexpr int kSeeds = 100;
  for (int seed = 0; seed < kSeeds; ++seed) {
    protocol.seed = static_cast<std::uint64_t>(seed);
    const PatchRecord record = run(protocol);
    REQUIRE(record.samples.size() == mean.size());
    for (std::size_t i = 0; i < mean.size(); ++i) {
      for (const double pa : record.samples[i].single_pa) {
        mean[i] += pa / (20.0 * kSeeds);
        CHECK(pa >= 0.0);
        CHECK(pa <= 50e-3 * 40.0 + 1e-12);
      }
    }
  }
  const PatchRecord record = run(protocol);
  double charge = 0.0;
  for (const double pa : mean) charge += 5.0 * pa;
  CHECK(charge == doctest::Approx(record.windows[0].charge_fc).epsilon(0.05));
}

TEST_CASE("the clamp's grid does not matter: coarse and fine samples meet in the same values") {
  const auto text = [](const char* sample) {
    return std::string("sample_ms = ") + sample +
           "\n[receptors]\nglun2a = 5\nglun2b = 5\n[hold]\ndrug_um = 3\n"
           "[[step]]\nfor_ms = 33.3\nreleases_ms = [1.05]\n[[step]]\nfor_ms = 66.7\nvoltage_mv = 20\nglutamate_um = "
           "5\n";
  };
  const PatchRecord coarse = run(written(text("10")));
  const PatchRecord fine = run(written(text("0.07")));
  CHECK(coarse.samples.back().time_ms == 100.0);
  CHECK(fine.samples.back().time_ms == 100.0);
  CHECK(coarse.samples.back().current_pa == doctest::Approx(fine.samples.back().current_pa).epsilon(1e-9));
  CHECK(coarse.samples.back().held == doctest::Approx(fine.samples.back().held).epsilon(1e-9));
  CHECK(coarse.windows[0].charge_fc == doctest::Approx(fine.windows[0].charge_fc).epsilon(0.02));
}

TEST_CASE("shares stay shares through drug, voltage and release, and start where the protocol says") {
  const PatchRecord record = run(written(R"(
start = "blocked"
drug = "memantine"
second_site = true
temperature_c = 33
[receptors]
glun2a = 5
glun2d = 5
[hold]
drug_um = [0, 30]
[[step]]
for_ms = 50
train = { every_ms = 5, count = 6 }
[[step]]
for_ms = 50
voltage_mv = 40
glutamate_um = 1000
magnesium_mm = 0
)"));
  CHECK(record.samples.front().held == 1.0);
  CHECK(record.samples.front().trapped == 1.0);
  for (const PatchSample& sample : record.samples) {
    CHECK(sample.open >= 0.0);
    CHECK(sample.open + sample.held <= 1.0 + 1e-9);
    CHECK(sample.trapped <= sample.held + 1e-12);
    CHECK(sample.trapped >= 0.0);
    CHECK(std::isfinite(sample.current_pa));
  }
  CHECK(record.samples.back().held > record.samples[100].held);  // 30 uM stay
  CHECK(record.samples[100].held < 0.6);                         // washed out at +40 mV
}

TEST_CASE("the second site takes from a tonic current within seconds and spares a single release") {
  const auto text = [](const char* site, const char* steps) {
    return std::string("second_site = ") + site +
           "\nsample_ms = 10\nstart = \"equilibrium\"\n[receptors]\nglun2a = 100\n[hold]\nmagnesium_mm = 0\n"
           "drug_um = 0.1\n" +
           steps;
  };
  const char* release = "[[step]]\nfor_ms = 300\nreleases_ms = [0]\n";
  const char* tonic = "[[step]]\nfor_ms = 5000\nglutamate_um = 1000\n";
  const auto lost = [&](const char* steps, bool end) {
    const PatchWindow with = run(written(text("true", steps))).windows[0];
    const PatchWindow without = run(written(text("false", steps))).windows[0];
    return 1.0 - (end ? with.end_pa / without.end_pa : with.charge_fc / without.charge_fc);
  };
  CHECK(lost(tonic, true) > 0.03);
  CHECK(lost(release, false) < 0.25 * lost(tonic, true));
}
