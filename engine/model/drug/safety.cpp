#include "model/drug/safety.hpp"

#include <algorithm>

#include "core/maths.hpp"
#include "core/random.hpp"
#include "model/data/parameters.hpp"

namespace syn {
namespace {

// x^n / (x^n + half^n), written so that large powers neither overflow nor lose the small end.
double hill(double x, double half, double n) { return x <= 0.0 ? 0.0 : 1.0 / (1.0 + maths::pow(half / x, n)); }

}  // namespace

Safety::Safety(const Parameters& parameters)
    : cadss_slope_(parameters["safety.cadss_slope"]),
      cadss_floor_ng_ml_(parameters["safety.cadss_floor"]),
      cadss_top_(parameters["safety.cadss_top"]),
      cadss_repeat_(parameters["safety.cadss_repeat"]),
      cadss_forgetting_h_(parameters["safety.cadss_forgetting"]),
      systolic_top_mmhg_(parameters["safety.systolic_top"]),
      systolic_half_ng_ml_(parameters["safety.systolic_half"]),
      systolic_sd_mmhg_(parameters["safety.systolic_sd"]),
      steep_rise_mmhg_(parameters["safety.steep_rise"]),
      sedation_half_ng_ml_(parameters["safety.sedation_half"]),
      unconscious_half_ng_ml_(parameters["safety.unconscious_half"]),
      pain_top_(parameters["safety.pain_top"]),
      pain_half_ng_ml_(parameters["safety.pain_half"]) {}

double Safety::cadss(double c_ng_ml, double tolerance) const {
  return std::min(cadss_top_, cadss_slope_ * std::max(0.0, c_ng_ml - cadss_floor_ng_ml_)) * tolerance;
}

double Safety::tolerance(std::span<const double> sessions_h) const {
  if (sessions_h.empty()) return 0.0;
  double earlier = 0.0;
  for (const double at_h : sessions_h.first(sessions_h.size() - 1))
    earlier += cadss_forgetting_h_ > 0.0 ? maths::pow(0.5, (sessions_h.back() - at_h) / cadss_forgetting_h_) : 1.0;
  return maths::pow(cadss_repeat_, earlier);
}

double Safety::systolic_rise_mmhg(double c_ng_ml) const { return systolic_top_mmhg_ * hill(c_ng_ml, systolic_half_ng_ml_, 1.0); }

double Safety::steep_rise_share(double c_ng_ml) const {
  return normal_share((systolic_rise_mmhg(c_ng_ml) - steep_rise_mmhg_) / systolic_sd_mmhg_);
}

double Safety::sedated_share(double c_ng_ml) const { return hill(c_ng_ml, sedation_half_ng_ml_, 2.0); }

double Safety::unconscious_share(double c_ng_ml) const { return hill(c_ng_ml, unconscious_half_ng_ml_, 4.0); }

double Safety::pain_relief(double c_ng_ml) const { return pain_top_ * hill(c_ng_ml, pain_half_ng_ml_, 2.0); }

}  // namespace syn
