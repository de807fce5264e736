#include "model/cortex/surroundings.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/maths.hpp"
#include "model/data/parameters.hpp"

namespace syn {
namespace {

constexpr double kForever = std::numeric_limits<double>::infinity();

// When an experiment acts, if its user named no window.
std::vector<Span> usual_spans(Experiment kind, const Scenario& scenario, const Parameters& parameters) {
  if (kind != Experiment::rapamycin) return {{-kForever, kForever}};
  std::vector<Span> spans;
  for (const TreatmentSession& session : treatment_sessions(scenario.doses, parameters["scenario.limit.session"])) {
    const Span span{session.at_h - parameters["plasticity.experiment.rapamycin_lead"],
                    session.at_h + parameters["plasticity.experiment.rapamycin_after"]};
    if (!spans.empty() && span.from_h <= spans.back().until_h) {
      spans.back().until_h = span.until_h;
    } else {
      spans.push_back(span);
    }
  }
  return spans;
}

// The last entry at or before a moment, or null.
const double* latest(const std::vector<double>& moments, double time_h) {
  const auto next = std::upper_bound(moments.begin(), moments.end(), time_h);
  return next == moments.begin() ? nullptr : &*std::prev(next);
}

}  // namespace

Surroundings::Surroundings(const Scenario& scenario, const Parameters& parameters)
    : stressors_(scenario.stressors),
      full_(parameters["plasticity.experiment.full_block"]),
      lithium_(parameters["plasticity.experiment.lithium"]),
      eef2k_inhibitor_(parameters["plasticity.experiment.eef2k_inhibitor"]),
      memantine_rest_(parameters["plasticity.experiment.memantine_rest"]),
      memantine_burst_(parameters["plasticity.experiment.memantine_burst"]),
      acute_size_(parameters["plasticity.acute_stress.size"]),
      acute_fall_h_(parameters["plasticity.acute_stress.fall_time"]),
      acute_rise_h_(parameters["plasticity.acute_stress.rise_time"]),
      session_h_(parameters["drive.steadying.hours"]),
      lability_h_(parameters["drive.memory.lability"]),
      weakening_(parameters["drive.memory.weakening"]),
      strengthening_(parameters["drive.memory.strengthening"]),
      half_block_(parameters["drive.memory.half_block"]) {
  if (scenario.patient.bdnf == Bdnf::val_met) own_.bdnf_secretion = parameters["plasticity.bdnf.secretion_val_met"];
  if (scenario.patient.bdnf == Bdnf::met_met) own_.bdnf_secretion = parameters["plasticity.bdnf.secretion_met_met"];
  for (const Therapy& therapy : scenario.therapies) sessions_h_.push_back(therapy.at_h);
  for (const Retrieval& retrieval : scenario.retrievals) retrievals_h_.push_back(retrieval.at_h);
  for (const ExperimentUse& use : scenario.experiments) {
    if (use.kind == Experiment::gsk3_knock_in) {
      own_.gsk3_knock_in = 1.0;
    } else if (use.kind == Experiment::eef2k_knock_out) {
      own_.eef2k_gene = 0.0;
    } else if (use.kind == Experiment::spine_erasure) {
      erasures_h_.push_back(*use.from_h);
    } else if (use.kind == Experiment::acute_stressor) {
      acute_h_.push_back(*use.from_h);
    } else if (use.from_h) {
      actions_.push_back({use.kind, {{*use.from_h, use.hours ? *use.from_h + *use.hours : kForever}}});
    } else {
      actions_.push_back({use.kind, usual_spans(use.kind, scenario, parameters)});
    }
  }
}

PlasticitySwitches Surroundings::switches(double time_h) const {
  PlasticitySwitches s = own_;
  for (const Action& action : actions_) {
    const auto now = [&](const Span& span) { return span.holds(time_h); };
    if (std::none_of(action.spans.begin(), action.spans.end(), now)) continue;
    switch (action.kind) {
      case Experiment::rapamycin: s.mtorc1_blocked = full_; break;
      case Experiment::ampa_blocker: s.ampa_blocked = full_; break;
      case Experiment::calcium_blocker: s.calcium_blocked = full_; break;
      case Experiment::trkb_blocker: s.trkb_blocked = full_; break;
      case Experiment::anti_bdnf: s.bdnf_bound = full_; break;
      case Experiment::lithium: s.gsk3_blocked = lithium_; break;
      case Experiment::eef2k_inhibitor: s.eef2k_blocked = eef2k_inhibitor_; break;
      case Experiment::pi3k_inhibitor: s.pi3k_blocked = full_; break;
      case Experiment::mek_inhibitor: s.mek_blocked = full_; break;
      case Experiment::memantine:
        s.block_at_rest = memantine_rest_;
        s.block_disinhibition = memantine_burst_;
        break;
      case Experiment::gsk3_knock_in:
      case Experiment::eef2k_knock_out:
      case Experiment::spine_erasure:
      case Experiment::acute_stressor: break;  // in own_, or moments
    }
  }
  return s;
}

bool Surroundings::acts(Experiment kind, double time_h) const {
  if (kind == Experiment::gsk3_knock_in) return own_.gsk3_knock_in > 0.0;
  if (kind == Experiment::eef2k_knock_out) return own_.eef2k_gene == 0.0;
  if (kind == Experiment::spine_erasure) return latest(erasures_h_, time_h) != nullptr;
  if (kind == Experiment::acute_stressor) return latest(acute_h_, time_h) != nullptr;
  return std::any_of(actions_.begin(), actions_.end(), [&](const Action& action) {
    const auto now = [&](const Span& span) { return span.holds(time_h); };
    return action.kind == kind && std::any_of(action.spans.begin(), action.spans.end(), now);
  });
}

bool Surroundings::begins_at(double time_h) const {
  const auto here = [&](const Span& span) { return span.from_h == time_h; };
  const bool action = std::any_of(actions_.begin(), actions_.end(),
                                  [&](const Action& one) { return std::any_of(one.spans.begin(), one.spans.end(), here); });
  return action || std::find(acute_h_.begin(), acute_h_.end(), time_h) != acute_h_.end();
}

std::vector<Span> Surroundings::spans(Experiment kind) const {
  std::vector<Span> out;
  if (is_gene(kind)) {
    if (acts(kind, 0.0)) out.push_back({-kForever, kForever});
  } else if (is_moment(kind)) {
    for (const double at : kind == Experiment::spine_erasure ? erasures_h_ : acute_h_) out.push_back({at, at});
  } else {
    for (const Action& action : actions_) {
      if (action.kind == kind) out.insert(out.end(), action.spans.begin(), action.spans.end());
    }
  }
  return out;
}

double Surroundings::stress_level(double time_h) const {
  double level = 0.0;
  for (const Stressor& stressor : stressors_) {
    if (Span{stressor.at_h, stressor.at_h + stressor.hours}.holds(time_h)) level += stressor.level;
  }
  return std::min(1.0, level);
}

double Surroundings::acute_stress(double time_h) const {
  double sum = 0.0;
  for (const double at : acute_h_) {
    const double u = time_h - at;
    if (u > 0.0) sum += acute_size_ * (maths::exp(-u / acute_fall_h_) - maths::exp(-u / acute_rise_h_));
  }
  return sum;
}

double Surroundings::session_trace(double time_h) const {
  const double* last = latest(sessions_h_, time_h);
  return last != nullptr ? maths::exp(-(time_h - *last) / session_h_) : 0.0;
}

Surroundings::Memory Surroundings::memory(double time_h) const {
  const double* last = latest(retrievals_h_, time_h);
  if (last == nullptr) return {};
  return {maths::exp(-(time_h - *last) / lability_h_), *last};
}

double Surroundings::memory_slope(const Memory& memory, double block, double block_at_call) const {
  const double under_drug = block_at_call / (block_at_call + half_block_);
  return -memory.lability * block * (weakening_ * (1.0 - under_drug) - strengthening_ * under_drug);
}

std::vector<Stop> Surroundings::stops(bool with_sessions) const {
  std::vector<Stop> out;
  for (const Action& action : actions_) {
    for (const Span& span : action.spans) {
      out.push_back({span.from_h, true});
      out.push_back({span.until_h, true});
    }
  }
  for (const double at : acute_h_) out.push_back({at, true});
  for (const double at : erasures_h_) out.push_back({at, true});
  if (has_memories()) {
    for (const double at : retrievals_h_) out.push_back({at, false});
  }
  if (with_sessions) {
    for (const double at : sessions_h_) out.push_back({at, false});
  }
  for (const Stressor& stressor : stressors_) {
    out.push_back({stressor.at_h, false});
    out.push_back({stressor.at_h + stressor.hours, false});
  }
  std::erase_if(out, [](const Stop& stop) { return !std::isfinite(stop.at_h); });
  std::sort(out.begin(), out.end(), [](const Stop& a, const Stop& b) { return a.at_h < b.at_h; });
  return out;
}

}  // namespace syn
