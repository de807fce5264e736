// A second solution of the whole way from dose to symptom: every equation of docs/model.md written down once more, one fixed
// step after the other, with nothing of the program but its numbers. Where the two disagree, one of them is wrong.
#include <array>
#include <cmath>

#include "chain_fixture.hpp"

using namespace syn;
using namespace syn::test;

namespace {

// Everything that moves. Drug: mg in blood, two tissues, liver, norketamine twice; ng/mL where it acts.
enum Moving : std::size_t {
  kBlood,
  kShallow,
  kDeep,
  kLiver,
  kNor,
  kNorTissue,
  kSite,
  kWorn,
  kGlu,
  kBrake,
  kPool,
  kFreed,
  kTrk,
  kAkt,
  kErk,
  kGsk,
  kTor,
  kS6,
  kAmpa,
  kGluA1,
  kPsd,
  kV1,
  kV2,
  kV3,
  kNascent,
  kLasting,
  kPhi,
  kPi,
  kQ,
  kMoving
};
using Values = std::array<double, kMoving>;

double plus(double x) { return x > 0.0 ? x : 0.0; }

// One typical, stressed patient of 70 kg who gets 0.5 mg/kg over 40 min at some hours.
class Second {
 public:
  Second(const Parameters& numbers, std::vector<double> doses_h, double hope, const DriveScale& scale)
      : p_(numbers), doses_h_(std::move(doses_h)), hope_(hope), scale_(scale) {
    y_.fill(0.0);
    y_[kGlu] = y_[kBrake] = y_[kAkt] = y_[kErk] = y_[kGsk] = y_[kAmpa] = 1.0;
    y_[kPool] = y_[kFreed] = y_[kTrk] = 1.0 - at("stress.bdnf");
    y_[kTor] = y_[kS6] = 1.0 - at("stress.mtorc1");
    y_[kNascent] = at("spine.nascent_share") * (1.0 - at("stress.formation"));
    // Undrugged, gain and loss of lasting spines balance.
    double low = 0.0, high = 2.0;
    for (int i = 0; i < 60; ++i) {
      y_[kLasting] = 0.5 * (low + high);
      (slope(-1.0, y_)[kLasting] > 0.0 ? low : high) = y_[kLasting];
    }
  }

  void go_to(double time_h) {
    constexpr double kStep = 1.0 / 240.0;  // the drug reaches its effect within seconds
    while (time_h_ < time_h - 1e-9) {
      double step = std::min(kStep, time_h - time_h_);
      for (const double dose : doses_h_) {
        for (const double edge : {dose, dose + 2.0 / 3.0}) {
          if (edge > time_h_ + 1e-9) step = std::min(step, edge - time_h_);
        }
      }
      const auto moved = [&](const Values& d, double by) {
        Values out = y_;
        for (std::size_t i = 0; i < kMoving; ++i) out[i] += by * d[i];
        return out;
      };
      const double middle = time_h_ + 0.5 * step;
      inflow_ = 0.0;
      for (const double dose : doses_h_) {
        if (dose < middle && middle < dose + 2.0 / 3.0) inflow_ += 35.0 / (2.0 / 3.0);
      }
      const Values a = slope(time_h_, y_), b = slope(middle, moved(a, 0.5 * step)), c = slope(middle, moved(b, 0.5 * step)),
                   d = slope(time_h_ + step, moved(c, step));
      for (std::size_t i = 0; i < kMoving; ++i) y_[i] += step / 6.0 * (a[i] + 2.0 * b[i] + 2.0 * c[i] + d[i]);
      time_h_ += step;
    }
  }

  double fast() const { return std::pow(plus(y_[kPhi]), p_["drive.fast.power"]); }
  double labile() const { return std::pow(plus(y_[kPi]), p_["drive.spine.power"]); }
  double stable() const { return y_[kQ]; }
  double density() const { return y_[kNascent] + y_[kLasting]; }
  double hope() const {
    double most = 0.0;
    for (const double visit : doses_h_) {
      const double t = std::max(0.0, time_h_ - visit);
      if (visit > time_h_ + 1e-6) continue;
      const double rise = p_["clinical.expectancy_rise"];
      const double risen = rise > 0.0 ? 1.0 - std::exp(-t / rise) : 1.0;
      most = std::max(most, hope_ * risen *
                                (std::exp(-t / p_["clinical.expectancy_lifetime"]) +
                                 p_["clinical.trd.day_lift"] * std::exp(-t / p_["clinical.expectancy_day"])));
    }
    return most;
  }
  double course() const { return p_["clinical.trd.course"] * (1.0 - std::exp(-(time_h_ - doses_h_.front()) / p_["clinical.course_time"])); }
  double left() const {
    return (1.0 - p_["clinical.trd.fast_gain"] * fast()) * (1.0 - p_["clinical.trd.labile_gain"] * labile()) *
           (1.0 - p_["clinical.trd.stable_gain"] * stable()) * (1.0 - hope()) * (1.0 - course());
  }

 private:
  double at(const char* name) const { return p_[std::string("plasticity.") + name]; }

  void drug(const Values& y, Values& d) const {
    const auto racemic = [&](const char* name) { return p_[std::string("pk.racemic.") + name]; };
    const auto metabolite = [&](const char* name) { return p_[std::string("pk.metabolite.") + name]; };
    const double blood = y[kBlood] / racemic("central_volume"), liver = y[kLiver] / racemic("liver_volume");
    const double flow = racemic("liver_flow"), clearance = racemic("clearance");
    const double lost = flow * clearance / (flow - clearance) * liver;  // well stirred: mg/h
    const double to_shallow = racemic("shallow_flow") * (blood - y[kShallow] / racemic("shallow_volume"));
    const double to_deep = racemic("deep_flow") * (blood - y[kDeep] / racemic("deep_volume"));
    d[kBlood] = inflow_ - to_shallow - to_deep - flow * (blood - liver);
    d[kShallow] = to_shallow;
    d[kDeep] = to_deep;
    d[kLiver] = flow * (blood - liver) - lost;
    const double nor = y[kNor] / metabolite("norketamine_volume");
    const double to_tissue = metabolite("norketamine_flow") * (nor - y[kNorTissue] / metabolite("norketamine_tissue_volume"));
    d[kNor] = racemic("liver_to_norketamine") * lost - metabolite("norketamine_clearance") * nor - to_tissue;
    d[kNorTissue] = to_tissue;
    d[kSite] = 60.0 * p_["pk.effect_site_rate"] * (1000.0 * blood - y[kSite]);
  }

  double block(const Values& y) const {
    const double nor_ng_ml = 1000.0 * y[kNor] / p_["pk.metabolite.norketamine_volume"];
    const double k = y[kSite] * p_["pk.unbound_fraction"] * p_["pk.brain_unbound_ratio"] / p_["pk.molar_mass_ketamine"] +
                     nor_ng_ml * p_["receptor.potency_norketamine"] * p_["pk.brain_entry_norketamine"] *
                         p_["pk.unbound_fraction_norketamine"] / p_["pk.molar_mass_norketamine"];
    return k / (k + p_["receptor.block_half"]);
  }

  Values slope(double, const Values& y) const {
    Values d{};
    drug(y, d);
    const double b = block(y);
    const double base_bdnf = 1.0 - at("stress.bdnf"), base_tor = 1.0 - at("stress.mtorc1"), base_protein = 1.0 - at("stress.protein");

    // Burst, and how it wears out.
    const double on = std::pow(b, at("burst.block_power")), off = std::pow(b, at("burst.shutdown_power"));
    const double drive = on / (on + std::pow(at("burst.half_block"), at("burst.block_power")));
    const double shut = off / (off + std::pow(at("burst.shutdown_block"), at("burst.shutdown_power")));
    const double surplus = plus(y[kGlu] - 1.0);
    d[kWorn] = (at("burst.adaptation_by_block") * shut + at("burst.adaptation_by_glutamate") * std::pow(surplus / at("burst.gain"), 2)) *
                   (1.0 - y[kWorn]) -
               y[kWorn] / at("burst.recovery_time_human");
    d[kGlu] = (1.0 + at("burst.gain") * drive * (1.0 - shut) * (1.0 - y[kWorn]) - y[kGlu]) / at("burst.glutamate_time");

    // Rest arm: less brake on translation, more BDNF; both arms release it.
    d[kBrake] =
        ((1.0 - at("eef2.rest_block_weight") * b) / (1.0 + at("eef2.s6k_weight") * plus(y[kS6] - 1.0)) - y[kBrake]) / at("eef2.time");
    d[kPool] = (base_bdnf * (1.0 + at("bdnf.pool_gain") * plus(1.0 - y[kBrake])) - y[kPool]) / at("bdnf.pool_time");
    const double pool = at("bdnf.release_from_base_pool") + at("bdnf.release_from_new_pool") * plus(y[kPool] / base_bdnf - 1.0);
    d[kFreed] = (base_bdnf * (1.0 + at("bdnf.release_gain") * surplus * y[kAmpa] * pool) - y[kFreed]) / at("bdnf.release_time");
    d[kTrk] = (y[kFreed] - y[kTrk]) / at("trkb.time");
    const double heard = y[kTrk] - base_bdnf < 1e-13 ? 0.0 : y[kTrk] - base_bdnf;
    const double signal = heard / (heard + at("trkb.half_signal"));

    // Kinases.
    d[kAkt] = (1.0 + at("akt.gain") * signal - y[kAkt]) / at("akt.time");
    d[kErk] = (1.0 + at("erk.gain") * signal - y[kErk]) / at("erk.time");
    d[kGsk] = (1.0 / (1.0 + at("gsk3.akt_weight") * plus(y[kAkt] - 1.0)) - y[kGsk]) / at("gsk3.time");
    const double held = std::pow(plus(1.0 - y[kGsk]), 2);
    const double gate = at("mtorc1.gate_floor") + (1.0 - at("mtorc1.gate_floor")) * held / (held + std::pow(at("mtorc1.gate_half"), 2));
    d[kTor] = (base_tor + at("mtorc1.gain") * std::sqrt(plus(y[kAkt] - 1.0) * plus(y[kErk] - 1.0)) * gate - y[kTor]) / at("mtorc1.time");
    d[kS6] = (y[kTor] - y[kS6]) / at("s6k.time");

    // Receptors, proteins, spines.
    const double made = at("ampar.rate") * signal * (at("ampar.trkb_weight") + at("ampar.gsk3_weight") * plus(1.0 - y[kGsk])) *
                        plus(at("ampar.ceiling") - y[kAmpa]);
    d[kAmpa] = made - (y[kAmpa] - 1.0) / at("ampar.lifetime");
    const double order = std::pow(plus(y[kS6] - base_tor) * (1.0 + at("translation.elongation_gain") * plus(1.0 - y[kBrake])), 2);
    const double ordered = order / (order + std::pow(at("translation.half_drive"), 2));
    const double human = at("protein.human_factor");
    const double glua1 = human * at("protein.glua1_rate") * ordered * plus(at("protein.ceiling") * base_protein - y[kGluA1]);
    const double psd = human * at("protein.psd95_rate") * ordered * plus(at("protein.ceiling") * base_protein - y[kPsd]);
    d[kGluA1] = glua1 - y[kGluA1] / at("protein.lifetime");
    d[kPsd] = psd - y[kPsd] / at("protein.lifetime");
    const double delay = at("spine.growth_delay");
    d[kV1] = 0.5 * (glua1 + psd) - y[kV1] / delay;
    d[kV2] = (y[kV1] - y[kV2]) / delay;
    d[kV3] = (y[kV2] - y[kV3]) / delay;

    const double nascent = at("spine.nascent_share"), young = at("spine.nascent_lifetime"), kept = at("spine.stabilised_share");
    const double s = y[kNascent] + y[kLasting], usual = nascent / young;
    const double room = plus(at("spine.capacity") - s) / (at("spine.capacity") - 1.0);
    const double allowed = std::min(1.0, y[kTor] / base_tor), weary = 1.0 - at("stress.formation");
    const double extra = usual * at("spine.growth_gain") * y[kV3] * y[kV3] / (y[kV3] + at("spine.growth_half")) * room * allowed * weary;
    const double stays = std::min(at("spine.stabilised_ceiling"), kept * (1.0 + at("spine.psd95_gain") * y[kPsd] * std::min(1.0, room)));
    const double floor = at("stress.spine_floor");
    const double loss =
        kept * usual / (1.0 - nascent) * (1.0 + at("spine.crowding") * plus(s - 1.0) + at("stress.loss") * plus(s - floor) / (1.0 - floor));
    d[kNascent] = usual * weary + extra - y[kNascent] / young;
    d[kLasting] = stays * y[kNascent] / young - loss * y[kLasting] + at("spine.natural_repair") * plus(floor - s);

    // Drives.
    d[kPhi] = made / scale_.fast - y[kPhi] / p_["drive.fast.memory"];
    d[kPi] = extra / scale_.spine - y[kPi] / (p_["drive.spine.memory_share"] * p_["drive.spine.lifetime"]);
    const double labile = std::pow(plus(y[kPi]), p_["drive.spine.power"]);
    d[kQ] = std::pow(labile, p_["drive.stable.cooperation"]) / p_["drive.stable.gain_time"] * (1.0 - y[kQ]) -
            y[kQ] / p_["drive.stable.lifetime"];
    return d;
  }

  const Parameters& p_;
  std::vector<double> doses_h_;
  double hope_;
  DriveScale scale_;
  Values y_;
  double time_h_ = 0.0;
  double inflow_ = 0.0;
};

}  // namespace

TEST_CASE("a second solution that shares nothing but the numbers gives the same course from dose to symptom") {
  const Parameters first = first_edition();
  double worst = 0.0;
  for (const Parameters* numbers : {&shipped(), &first}) {
    const DriveScale scale = reference_scale(*numbers, {});
    for (const std::vector<double>& doses_h : {std::vector{0.0}, std::vector{0.0, 48.0, 96.0, 168.0, 216.0, 264.0}}) {
      std::vector<Dose> doses;
      for (const double at_h : doses_h) doses.push_back(infusion(at_h));
      const Trajectory run = simulate_typical(check_scenario(doses, 42.0), 12.0, *numbers);
      Second second(*numbers, doses_h, 0.20, scale);
      for (const double t : {0.2, 2.0 / 3.0, 1.0, 2.0, 6.0, 24.0, 47.0, 72.0, 97.0, 168.0, 265.0, 288.0, 336.0, 504.0, 720.0, 1000.0}) {
        CAPTURE(t);
        CAPTURE(doses_h.size());
        second.go_to(t);
        const auto check = [&](double got, double wanted) {
          CHECK(std::abs(got - wanted) < 5e-4);
          worst = std::max(worst, std::abs(got - wanted));
        };
        check(run.at(Column::drive_fast, {t}), second.fast());
        check(run.at(Column::drive_spines_labile, {t}), second.labile());
        check(run.at(Column::drive_spines_stable, {t}), second.stable());
        check(run.at(Column::spine_density, {t}), second.density());
        check(run.at(Inner::typical_remaining, {t}), second.left());
      }
    }
  }
  MESSAGE("largest difference " << worst);
}
