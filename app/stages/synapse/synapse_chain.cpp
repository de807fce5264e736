#include "app/stages/synapse/synapse_chain.hpp"

#include <algorithm>
#include <cmath>

#include "app/stages/common/course_events.hpp"

namespace syn::synapse {
namespace {

constexpr double kAnswers =
    1.02;                        // of the level when the dose comes, or when the run begins where it is held under that: less is no answer
constexpr double kNone = 0.005;  // of shares, which may begin at none
constexpr double kComesUp_h = 0.1;  // before the first stop
constexpr double kFades_h = 0.5;    // after the last that answers

double stop_level(std::size_t stop, const Trajectory& trajectory, double time_h) {
  const Hours at{time_h};
  switch (stop) {
    case 0: return trajectory.at(Column::effective_block, at);
    case 1: return trajectory.at(Inner::bdnf_released, at);
    case 2: return trajectory.at(Column::trkb, at);
    case 3: return 0.5 * (trajectory.at(Inner::akt, at) + trajectory.at(Inner::erk, at));
    case 4: return trajectory.at(Column::mtorc1, at);
    case 5: return trajectory.at(Inner::translation, at);
    default: return trajectory.at(Column::synaptic_protein, at);
  }
}

// When the stops are highest between a dose and the next one.
std::vector<double> wave(const Trajectory& trajectory, double rest_h, double from_h, double until_h) {
  std::vector<double> out;
  const auto times = trajectory.times_h();
  for (std::size_t stop = 0; stop < kChainStops; ++stop) {
    const double start = std::max(stop_level(stop, trajectory, from_h), stop_level(stop, trajectory, rest_h));
    double best = start, best_h = from_h;
    for (auto at = std::lower_bound(times.begin(), times.end(), from_h); at != times.end() && *at < until_h; ++at) {
      if (const double level = stop_level(stop, trajectory, *at); level > best) best = level, best_h = *at;
    }
    if (best <= kAnswers * start + kNone) break;
    out.push_back(out.empty() ? best_h : std::max(best_h, out.back()));
  }
  return out;
}

const SignalEdge* edge_between(Signal from, Signal to) {
  for (const SignalEdge& edge : signal_edges()) {
    if (edge.from == from && edge.to == to) return &edge;
  }
  return nullptr;  // ways_of names edges of the diagram; a test goes through them
}

}  // namespace

void SignalChain::enter(const Run& run) {
  const Trajectory& trajectory = run.trajectory;
  before_ = signal_levels(trajectory, course::before_doses(run));
  std::vector<double> doses;
  for (const Dose& dose : run.scenario().doses) doses.push_back(dose.at_h);
  std::sort(doses.begin(), doses.end());
  waves_.clear();
  for (std::size_t i = 0; i < doses.size(); ++i) {
    const double until = i + 1 < doses.size() ? doses[i + 1] : trajectory.end().value;
    if (auto stops = wave(trajectory, trajectory.start().value, std::max(doses[i], trajectory.start().value), until); !stops.empty())
      waves_.push_back(std::move(stops));
  }
}

std::optional<Pulse> SignalChain::at(Hours time) const {
  const double now = time.value;
  for (auto stops = waves_.rbegin(); stops != waves_.rend(); ++stops) {
    if (now < stops->front() - kComesUp_h) continue;
    Pulse pulse;
    if (now < stops->front()) {
      pulse.bright = static_cast<float>(1.0 - (stops->front() - now) / kComesUp_h);
      return pulse;
    }
    const auto next = std::upper_bound(stops->begin(), stops->end(), now);
    if (next == stops->end()) {
      const double since = now - stops->back();
      if (since > kFades_h || stops->size() < 2) return std::nullopt;
      pulse = {stops->size() - 2, 1.0F, static_cast<float>(1.0 - since / kFades_h)};
      return pulse;
    }
    const auto leg = static_cast<std::size_t>(next - stops->begin()) - 1;
    pulse.leg = leg;
    pulse.share = static_cast<float>((now - (*stops)[leg]) / (*next - (*stops)[leg]));
    return pulse;
  }
  return std::nullopt;
}

std::vector<std::vector<const SignalEdge*>> ways_of(std::size_t leg) {
  const auto way = [](std::initializer_list<Signal> stops) {
    std::vector<const SignalEdge*> out;
    for (auto to = stops.begin() + 1; to != stops.end(); ++to) out.push_back(edge_between(*(to - 1), *to));
    return out;
  };
  switch (leg) {
    case 0: return {way({Signal::ampa, Signal::bdnf_pool, Signal::bdnf_released})};
    case 1: return {way({Signal::bdnf_released, Signal::trkb})};
    case 2: return {way({Signal::trkb, Signal::akt}), way({Signal::trkb, Signal::erk})};
    case 3: return {way({Signal::akt, Signal::mtorc1}), way({Signal::erk, Signal::mtorc1})};
    case 4: return {way({Signal::mtorc1, Signal::synthesis})};
    default: return {way({Signal::synthesis, Signal::proteins})};
  }
}

// From the middle of a body to the middle of the next, where both have one.
glm::vec3 along(const std::vector<const SignalEdge*>& way, float share) {
  std::vector<glm::vec3> corners;
  constexpr int kSteps = 16;
  const auto middle = [&](Signal signal) {
    if (node(signal).body != Body::none) corners.push_back(node(signal).at);
  };
  for (const SignalEdge* edge : way) {
    middle(edge->from);
    for (int i = 0; i <= kSteps; ++i) corners.push_back(along(*edge, static_cast<float>(i) / kSteps));
  }
  middle(way.back()->to);
  float length = 0.0F;
  for (std::size_t i = 1; i < corners.size(); ++i) length += glm::distance(corners[i - 1], corners[i]);
  float left = std::clamp(share, 0.0F, 1.0F) * length;
  for (std::size_t i = 1; i < corners.size(); ++i) {
    const float step = glm::distance(corners[i - 1], corners[i]);
    if (left <= step) return glm::mix(corners[i - 1], corners[i], left / std::max(step, 1.0e-3F));
    left -= step;
  }
  return corners.back();
}

float swelling(const SignalLevels& now, const SignalLevels& before) {
  return static_cast<float>(std::cbrt(level(now, Signal::proteins) / std::max(level(before, Signal::proteins), 1.0e-6)));
}

}  // namespace syn::synapse
