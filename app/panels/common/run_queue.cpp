#include "app/panels/common/run_queue.hpp"

#include <utility>

namespace syn {

void RunQueue::ask(std::vector<Scenario> scenarios, const SimulateOptions& options, const Parameters& parameters) {
  const bool same_options = options.every_min == options_.every_min && options.patients == options_.patients;
  if (same_options && scenarios == scenarios_ && parameters_) return;
  current_.reset();  // it refers to the parameters
  parameters_.emplace(parameters);
  runs_.clear();
  scenarios_ = std::move(scenarios);
  options_ = options;
  ++revision_;
}

bool RunQueue::work() {
  const auto until = std::chrono::steady_clock::now() + kBudget;
  while (runs_.size() < scenarios_.size()) {
    if (!current_) {
      current_.emplace(scenarios_[runs_.size()], *parameters_, options_);
    } else if (!current_->step()) {
      runs_.push_back(current_->take());
      current_.reset();
      ++revision_;
    }
    if (std::chrono::steady_clock::now() >= until) break;
  }
  return runs_.size() < scenarios_.size();
}

}  // namespace syn
