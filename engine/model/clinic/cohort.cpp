#include "model/clinic/cohort.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

#include "core/maths.hpp"
#include "core/random.hpp"
#include "math/parallel_for.hpp"
#include "model/data/parameters.hpp"

namespace syn {
namespace {

// What a random number of a patient stands for; part of its identity, so these never change.
enum Draw : std::uint32_t {
  kDrawBaseline = 0x10000,
  kDrawResponds,
  kDrawDrug,
  kDrawExpectancy,
  kDrawMedicine,
  kDrawLearning,
  kDrawLifetime,
  kDrawFluctuation,
  kDrawRating,
  kDrawClearance,
  kDrawCentralVolume,
  kDrawShallowVolume,
  kDrawLiverFlow,
  kDrawUptake,
  kDrawOralShare,
  kDrawDirectShare,
  kDrawNorketamine,
  kDrawHnk,
  kDrawRelapse,
  kDrawLasting,
};

// Lognormal with mean 1.
double spread_out(double spread, double deviate) { return maths::exp(spread * deviate - 0.5 * spread * spread); }

double knot_deviate(std::uint64_t seed, std::uint64_t who, Draw what, std::int64_t knot) {
  return normal_at(seed, who, what, static_cast<std::uint32_t>(knot));
}

}  // namespace

CohortConstants::CohortConstants(const Parameters& parameters, Condition condition)
    : non_responders_fast(parameters["clinical." + std::string(name_of(condition)) + ".non_responders_fast"]),
      non_responders_lasting(parameters["clinical." + std::string(name_of(condition)) + ".non_responders_lasting"]),
      non_responder_drug(parameters["clinical.patients.non_responder_drug"]),
      fast_spread(parameters["clinical.patients.fast_spread"]),
      lasting_spread(parameters["clinical.patients.lasting_spread"]),
      lasting_correlation(parameters["clinical.patients.lasting_correlation"]),
      expectancy_spread(parameters["clinical.patients.expectancy_spread"]),
      medicine_spread(parameters["clinical.patients.medicine_spread"]),
      learning_spread(parameters["clinical.patients.learning_spread"]),
      baseline_cut(parameters["clinical.patients.baseline_cut"]),
      scale_top(SymptomConstants(parameters, condition).scale_top) {}

double CohortConstants::fast_answer(double deviate) const {
  return (1.0 - non_responders_fast * non_responder_drug) / (1.0 - non_responders_fast) * spread_out(fast_spread, deviate);
}
double CohortConstants::lasting_answer(double deviate) const {
  return (1.0 - non_responders_lasting * non_responder_drug) / (1.0 - non_responders_lasting) * spread_out(lasting_spread, deviate);
}

VirtualPatient virtual_patient(const CohortConstants& c, const Patient& patient, std::uint64_t seed, std::uint64_t index) {
  const auto normal = [&](Draw what) { return normal_at(seed, index, what); };
  VirtualPatient out;
  // Drawn again beyond the cut; more than a few tries are practically impossible, and the last one is then held at it.
  double deviate = 0.0;
  for (std::uint32_t attempt = 0; attempt < 32; ++attempt) {
    deviate = normal_at(seed, index, kDrawBaseline, attempt);
    if (std::abs(deviate) <= c.baseline_cut) break;
  }
  deviate = std::clamp(deviate, -c.baseline_cut, c.baseline_cut);
  out.baseline = std::clamp(patient.baseline_score + patient.baseline_sd * deviate, 0.0, c.scale_top);

  // One uniform number decides both, so that who lacks the smaller share lacks the larger one too.
  const double responds = uniform_at(seed, index, kDrawResponds);
  const double fast = normal(kDrawDrug);
  const double r = c.lasting_correlation;
  const double lasting = r * fast + std::sqrt(1.0 - r * r) * normal(kDrawLasting);
  out.multipliers.fast = responds < c.non_responders_fast ? c.non_responder_drug : c.fast_answer(fast);
  out.multipliers.lasting = responds < c.non_responders_lasting ? c.non_responder_drug : c.lasting_answer(lasting);
  out.multipliers.expectancy = spread_out(c.expectancy_spread, normal(kDrawExpectancy));
  out.multipliers.medicine = spread_out(c.medicine_spread, normal(kDrawMedicine));
  out.multipliers.learning = spread_out(c.learning_spread, normal(kDrawLearning));
  out.lifetime_deviate = normal(kDrawLifetime);
  out.relapse_threshold = -maths::log1p(-uniform_at(seed, index, kDrawRelapse));
  out.traits = {normal(kDrawClearance), normal(kDrawCentralVolume), normal(kDrawShallowVolume), normal(kDrawLiverFlow), normal(kDrawUptake),
                normal(kDrawOralShare), normal(kDrawDirectShare),   normal(kDrawNorketamine),   normal(kDrawHnk)};
  return out;
}

double quantile(std::span<const double> sorted, double q) {
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto low = static_cast<std::size_t>(place);
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  return sorted[low] + (place - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

namespace {

// Of all scores of one moment: their sum, and how many people respond and remit.
struct Counts {
  double sum, responding, remitting;
};

void store(CohortSummary& out, std::size_t row, const Counts& counts, std::span<const double> sorted) {
  const double people = static_cast<double>(sorted.size());
  out.mean[row] = counts.sum / people;
  out.p05[row] = quantile(sorted, 0.05);
  out.p25[row] = quantile(sorted, 0.25);
  out.p50[row] = quantile(sorted, 0.50);
  out.p75[row] = quantile(sorted, 0.75);
  out.p95[row] = quantile(sorted, 0.95);
  out.response[row] = counts.responding / people;
  out.remission[row] = counts.remitting / people;
}

}  // namespace

// The fluctuation of everybody at the knots before day 0, back to the first one that is needed.
class Cohort::Past {
 public:
  Past(const Cohort& cohort, const CohortRequest& request) {
    const auto people = static_cast<std::size_t>(request.patients);
    knots_.emplace_back(people, 0.0);
    const double start_h = request.moments.empty() ? 0.0 : request.moments.front().time_h;
    const std::int64_t first = request.noise ? fluctuation_weights(start_h, cohort.symptoms_.fluctuation_memory_h).knot : 0;
    for (std::int64_t knot = -1; knot >= first; --knot) {
      std::vector<double> values = knots_.back();
      for (std::size_t i = 0; i < people; ++i)
        values[i] = cohort.next_fluctuation(values[i], static_cast<std::uint64_t>(request.first) + i, knot);
      knots_.push_back(std::move(values));
    }
  }
  const std::vector<double>& at(std::int64_t knot) const { return knots_[static_cast<std::size_t>(-knot)]; }

 private:
  std::vector<std::vector<double>> knots_;  // of knot 0, -1, -2 ...
};

// Goes through consecutive moments with all people at once. Whatever a moment needs of the past (fluctuation,
// learning) follows from the start of the run, so several walkers can share the moments between them.
class Cohort::Walker {
 public:
  static constexpr std::size_t kRowsBetweenProgress = 64;
  // `past`: see Past; must live as long as this.
  Walker(const Cohort& cohort, const CohortRequest& request, const Past& past)
      : cohort_(cohort), request_(request), past_(past), n_(static_cast<std::size_t>(request.patients)) {
    first_ = static_cast<std::size_t>(request.first);
    for (std::size_t i = 0; i < n_; ++i) {
      const VirtualPatient who = virtual_patient(cohort.people_, cohort.patient_, cohort.seed_, first_ + i);
      baseline_.push_back(who.baseline);
      const Gains gain = gains(cohort.symptoms_, cohort.setting_factor_, who.multipliers);
      fast_gain_.push_back(gain.fast);
      labile_gain_.push_back(gain.labile);
      stable_gain_.push_back(gain.stable);
      expectancy_gain_.push_back(gain.expectancy);
      medicine_gain_.push_back(gain.medicine);
      learning_gain_.push_back(gain.learning);
      pain_gain_.push_back(gain.pain);
      place_.push_back(lifetime_place(who.lifetime_deviate));
    }
    for (const CohortSession& session : request.sessions) {
      const auto known = [&](const Learned& learned) { return learned.kind == session.kind; };
      if (std::none_of(learned_.begin(), learned_.end(), known)) learned_.push_back({session.kind, 0.0, std::vector<double>(n_, 0.0)});
    }
    for (auto* values : {&z_before_, &z_after_, &e_before_, &e_after_, &labile_, &stable_, &left_, &score_, &sorted_})
      values->assign(n_, 0.0);
    if (cohort.follows_abstinence()) abstinence_.emplace(n_);
    order_.resize(n_);
    std::iota(order_.begin(), order_.end(), 0U);
  }

  void walk(std::size_t from, std::size_t to, CohortSummary& out) {
    // Abstinence rests on all that was before.
    if (abstinence_ && abstained_ == 0) {
      for (const CohortMoment& moment : request_.past) {
        attend_sessions(moment.time_h);
        leave(moment);
      }
    }
    for (; abstinence_ && abstained_ < from; ++abstained_) {
      attend_sessions(request_.moments[abstained_].time_h);
      leave(request_.moments[abstained_]);
    }
    for (std::size_t row = from; row < to; ++row) {
      const CohortMoment& moment = request_.moments[row];
      attend_sessions(moment.time_h);
      leave(moment);
      abstained_ = row + 1;
      score(moment);
      count(row, out);
      // All walkers have as many moments, so the first speaks for the others.
      if (from == 0 && request_.progress && row % kRowsBetweenProgress == 0)
        request_.progress(static_cast<double>(row) / static_cast<double>(to));
    }
  }

 private:
  void attend_sessions(double time_h) {
    for (; session_ < request_.sessions.size() && request_.sessions[session_].at_h <= time_h; ++session_) {
      const CohortSession& session = request_.sessions[session_];
      Learned& learned = *std::find_if(learned_.begin(), learned_.end(), [&](const Learned& l) { return l.kind == session.kind; });
      const double kept = cohort_.therapy_.kept(session.kind, session.at_h - learned.at_h);
      learned.at_h = session.at_h;
      for (std::size_t i = 0; i < n_; ++i) {
        const double window = cohort_.therapy_.window(place_[i].of(session.labile), session.biology, session.gate);
        learned.of[i] = cohort_.therapy_.learn(kept * learned.of[i], session.kind, window, session.encoding);
      }
    }
  }

  // Knots before day 0 come from the past, where they were drawn going back; those behind it follow one another.
  void move_fluctuation(std::int64_t knot) {
    if (knot < 0) {
      z_before_ = past_.at(knot);
      z_after_ = past_.at(knot + 1);
      return;
    }
    if (z_knot_ < 0) z_after_.assign(n_, 0.0);  // day 0
    for (; z_knot_ < knot; ++z_knot_) {
      z_before_ = z_after_;
      for (std::size_t i = 0; i < n_; ++i) z_after_[i] = cohort_.next_fluctuation(z_before_[i], first_ + i, z_knot_ + 2);
    }
  }

  void move_rating(std::int64_t knot) {
    if (rated_ && knot == e_knot_) return;
    const bool next = rated_ && knot == e_knot_ + 1;
    for (std::size_t i = 0; i < n_; ++i) {
      e_before_[i] = next ? e_after_[i] : knot_deviate(cohort_.seed_, first_ + i, kDrawRating, knot);
      e_after_[i] = knot_deviate(cohort_.seed_, first_ + i, kDrawRating, knot + 1);
    }
    rated_ = true;
    e_knot_ = knot;
  }

  // left_: R of everybody, with the burden of everyday stress where use is counted; and their abstinence.
  void leave(const CohortMoment& moment) {
    const SymptomConstants& c = cohort_.symptoms_;
    const double most = c.most_removed;
    const double drug = moment.drug_factor;
    const double remembered = memory_left(c, moment.memory);
    // remaining() for everybody at once, in loops over plain arrays: this is where a run spends most of its time.
    for (std::size_t i = 0; i < n_; ++i) {
      labile_[i] = drug * place_[i].of(moment.labile);
      stable_[i] = drug * place_[i].of(moment.stable);
    }
    for (std::size_t i = 0; i < n_; ++i) {
      left_[i] = left_after(labile_gain_[i] * labile_[i], most) * left_after(stable_gain_[i] * stable_[i], most) *
                 left_after(fast_gain_[i] * drug * moment.fast, most) * left_after(expectancy_gain_[i] * moment.expectancy, most) *
                 left_after(expectancy_gain_[i] * moment.course, most) * remembered;
    }
    for (const Learned& learned : learned_) {
      const double kept = cohort_.therapy_.kept(learned.kind, moment.time_h - learned.at_h);
      for (std::size_t i = 0; i < n_; ++i) left_[i] *= left_after(learning_gain_[i] * kept * learned.of[i], most);
    }
    for (std::size_t i = 0; i < n_; ++i) left_[i] *= left_after(medicine_gain_[i] * moment.medicine, most);
    if (moment.insight > 0.0) {
      for (std::size_t i = 0; i < n_; ++i) left_[i] *= left_after(learning_gain_[i] * moment.insight, most);
    }
    if (c.pain_share > 0.0) {
      for (std::size_t i = 0; i < n_; ++i) left_[i] *= pain_left(pain_gain_[i] * moment.pain_lasting, moment.pain_acute, most);
    }
    if (!abstinence_) return;
    const double use = 1.0 - moment.steady;
    const double burden = c.stress_score * moment.stress;
    for (std::size_t i = 0; i < n_; ++i) left_[i] = use * left_[i] + burden;
    abstinence_->move_to(moment.hazard, moment.knot, left_);
  }

  void score(const CohortMoment& moment) {
    const SymptomConstants& c = cohort_.symptoms_;
    if (c.readout == Readout::days) {
      for (std::size_t i = 0; i < n_; ++i) score_[i] = c.score_of(left_[i], 0.0);
      return;
    }
    if (c.readout == Readout::survival) {
      for (std::size_t i = 0; i < n_; ++i) score_[i] = 100.0 * abstinence_->kept()[i];
      return;
    }
    const KnotWeights z = fluctuation_weights(moment.time_h, c.fluctuation_memory_h);
    const KnotWeights e = rating_weights(moment.time_h, c.rating_memory_h);
    if (request_.noise) {
      move_fluctuation(z.knot);
      move_rating(e.knot);
    }
    const double burden = c.stress_score * moment.stress;
    const double fluctuation_size = request_.noise ? c.fluctuation : 0.0;
    const double error_size = request_.noise ? c.rating_error : 0.0;
    for (std::size_t i = 0; i < n_; ++i) {
      const double left = left_[i];
      const double fluctuation = z.before * z_before_[i] + z.after * z_after_[i];
      const double error = e.before * e_before_[i] + e.after * e_after_[i];
      const double score = baseline_[i] * (left + burden + fluctuation_size * fluctuation) + error_size * error;
      const double positive = score > 0.0 ? score : 0.0;
      score_[i] = positive < c.scale_top ? positive : c.scale_top;
    }
  }

  // Scores in increasing order. The order of the last moment is nearly right, so sorting by insertion is fastest;
  // should it not be, an ordinary sort gives the same values.
  void sort_scores() {
    std::size_t budget = 16 * n_;
    for (std::size_t k = 0; k < n_; ++k) {
      const std::uint32_t who = order_[k];
      const double value = score_[who];
      std::size_t place = k;
      for (; place > 0 && sorted_[place - 1] > value && budget > 0; --place, --budget) {
        sorted_[place] = sorted_[place - 1];
        order_[place] = order_[place - 1];
      }
      sorted_[place] = value;
      order_[place] = who;
    }
    if (budget > 0) return;
    std::sort(order_.begin(), order_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return score_[a] < score_[b] || (score_[a] == score_[b] && a < b); });
    for (std::size_t k = 0; k < n_; ++k) sorted_[k] = score_[order_[k]];
  }

  void count(std::size_t row, CohortSummary& out) {
    const SymptomConstants& c = cohort_.symptoms_;
    double sum = 0.0;
    std::size_t responding = 0;
    double remitting = 0.0;
    for (std::size_t i = 0; i < n_; ++i) {
      sum += score_[i];
      if (c.responds(score_[i], baseline_[i])) ++responding;
      remitting += abstinence_ ? abstinence_->kept()[i] : (c.remits(score_[i], baseline_[i]) ? 1.0 : 0.0);
    }
    sort_scores();
    store(out, row, {sum, static_cast<double>(responding), remitting}, sorted_);
    for (std::size_t i = 0; i < out.runs.size(); ++i) out.runs[i][row] = score_[i];
    for (std::size_t i = 0; i < out.kept.size(); ++i) out.kept[i][row] = abstinence_->kept()[i];
  }

  const Cohort& cohort_;
  const CohortRequest& request_;
  const Past& past_;
  std::size_t n_;
  std::size_t first_ = 0;
  std::vector<double> baseline_;
  std::vector<double> fast_gain_, labile_gain_, stable_gain_, expectancy_gain_, medicine_gain_, learning_gain_, pain_gain_;
  std::optional<Abstinence> abstinence_;
  std::size_t abstained_ = 0;  // moments that it has gone through
  std::vector<LifetimePlace> place_;
  // What one kind of therapy has taught everybody, right after its last session.
  struct Learned {
    TherapyKind kind;
    double at_h;
    std::vector<double> of;
  };
  std::vector<Learned> learned_;
  std::size_t session_ = 0;
  std::vector<double> z_before_, z_after_, e_before_, e_after_;
  std::int64_t z_knot_ = -1;
  std::int64_t e_knot_ = 0;
  bool rated_ = false;
  std::vector<double> labile_, stable_, left_, score_, sorted_;
  std::vector<std::uint32_t> order_;
};

Cohort::Cohort(const Scenario& scenario, const Parameters& parameters)
    : symptoms_(parameters, scenario.condition),
      people_(parameters, scenario.condition),
      therapy_(parameters, scenario.model, scenario.condition),
      patient_(scenario.patient),
      seed_(scenario.seed),
      setting_factor_(scenario.setting.trial_factor),
      kept_(maths::exp(-kFluctuationKnotHours / symptoms_.fluctuation_memory_h)),
      fresh_(std::sqrt(-maths::expm1(-2.0 * kFluctuationKnotHours / symptoms_.fluctuation_memory_h))) {}

double Cohort::next_fluctuation(double last, std::uint64_t who, std::int64_t knot) const {
  return kept_ * last + fresh_ * knot_deviate(seed_, who, kDrawFluctuation, knot);
}

VirtualPatient Cohort::person(int number) const { return virtual_patient(people_, patient_, seed_, static_cast<std::uint64_t>(number)); }

void Cohort::summarise(CohortSummary& out) const {
  const std::vector<std::vector<double>>& scores = out.runs;
  const std::size_t rows = scores.empty() ? 0 : scores.front().size();
  for (auto* column : {&out.mean, &out.p05, &out.p25, &out.p50, &out.p75, &out.p95, &out.response, &out.remission})
    column->assign(rows, 0.0);
  std::vector<double> baselines;
  for (std::size_t i = 0; i < scores.size(); ++i) baselines.push_back(person(static_cast<int>(i)).baseline);
  std::vector<double> sorted(scores.size());
  for (std::size_t row = 0; row < rows; ++row) {
    double sum = 0.0;
    double responding = 0.0;
    double remitting = 0.0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const double score = scores[i][row];
      sorted[i] = score;
      sum += score;
      if (symptoms_.responds(score, baselines[i])) responding += 1.0;
      remitting += follows_abstinence() ? out.kept[i][row] : (symptoms_.remits(score, baselines[i]) ? 1.0 : 0.0);
    }
    std::sort(sorted.begin(), sorted.end());
    store(out, row, {sum, responding, remitting}, sorted);
  }
}

namespace {

CohortSummary empty_summary(const CohortRequest& request, bool abstinence) {
  const std::size_t rows = request.moments.size();
  CohortSummary out;
  for (auto* column : {&out.mean, &out.p05, &out.p25, &out.p50, &out.p75, &out.p95, &out.response, &out.remission})
    column->assign(rows, 0.0);
  out.runs.assign(static_cast<std::size_t>(std::min(request.runs, request.patients)), std::vector<double>(rows, 0.0));
  if (abstinence) out.kept = out.runs;
  return out;
}

}  // namespace

CohortSummary Cohort::run(const CohortRequest& request) const {
  const std::size_t rows = request.moments.size();
  CohortSummary out = empty_summary(request, follows_abstinence());

  // Below some ten thousand scores a thread costs more than it saves.
  const std::size_t worthwhile = 1 + rows * static_cast<std::size_t>(request.patients) / 100000;
  const std::size_t wanted =
      request.threads > 0 ? static_cast<std::size_t>(request.threads) : std::max(1U, std::thread::hardware_concurrency());
  const std::size_t walkers = std::max<std::size_t>(1, std::min({wanted, worthwhile, rows}));
  const auto share = [&](std::size_t part) { return rows * part / walkers; };
  const Past past(*this, request);
  parallel_for(static_cast<int>(walkers), static_cast<int>(walkers), [&](int number) {
    const auto part = static_cast<std::size_t>(number);
    Walker(*this, request, past).walk(share(part), share(part + 1), out);
  });
  return out;
}

struct Cohort::Steps::Inside {
  Inside(const Cohort& cohort, const CohortRequest& request)
      : request_(request),
        past_(cohort, request),
        walker_(cohort, request, past_),
        out_(empty_summary(request, cohort.follows_abstinence())) {}
  const CohortRequest& request_;
  Past past_;
  Walker walker_;
  CohortSummary out_;
  std::size_t row_ = 0;
};

Cohort::Steps::Steps(const Cohort& cohort, const CohortRequest& request) : inside_(std::make_unique<Inside>(cohort, request)) {}
Cohort::Steps::Steps(Steps&& other) noexcept = default;
Cohort::Steps::~Steps() = default;

bool Cohort::Steps::step() {
  constexpr std::size_t kScores = 8192;
  const std::size_t rows = inside_->request_.moments.size();
  const std::size_t more = 1 + kScores / static_cast<std::size_t>(std::max(1, inside_->request_.patients));
  const std::size_t from = std::exchange(inside_->row_, std::min(rows, inside_->row_ + more));
  inside_->walker_.walk(from, inside_->row_, inside_->out_);
  return inside_->row_ < rows;
}

CohortSummary Cohort::Steps::take() { return std::move(inside_->out_); }

}  // namespace syn
