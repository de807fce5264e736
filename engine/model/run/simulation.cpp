#include <optional>
#include <utility>

#include "model/run/preparation.hpp"
#include "model/run/simulate.hpp"
#include "model/run/timeline.hpp"

namespace syn {

struct Simulation::Inside {
  enum class Next : std::uint8_t { chains, rows, people, nothing };
  Inside(Scenario&& sorted, const Parameters& parameters, const SimulateOptions& how)
      : whole(std::move(sorted)),
        options(how),
        prepared(whole, parameters, options),
        table(prepared.scenario, prepared.changed, prepared.course.drug(), prepared.times.size() + kMorePeaks, !options.typical_only),
        cohort(prepared.scenario, prepared.changed),
        next(prepared.own_chains ? Next::chains : Next::rows) {}

  void chain() {
    own.push_back(own_course(prepared, cohort, static_cast<int>(own.size()), options.noise));
    if (static_cast<int>(own.size()) == prepared.patients) next = Next::rows;
  }

  void rows() {
    prepared.course.run(prepared.times, [&](const CourseRow& row) { table.add(row); });
    table.close();
    next = Next::nothing;
    if (prepared.healthy) return table.hide_symptoms();
    if (prepared.typical) return table.add_typical();
    if (prepared.own_chains) return add(summary_of(cohort, std::move(own), options.runs));
    request = request_for(table, prepared, options);
    people.emplace(cohort, request);
    next = Next::people;
  }

  void some_people() {
    if (people->step()) return;
    add(people->take());
    next = Next::nothing;
  }

  void add(CohortSummary summary) {
    runs = std::move(summary.runs);
    table.add(std::move(summary));
  }

  Scenario whole;
  SimulateOptions options;
  Preparation prepared;
  TrajectoryTable table;
  Cohort cohort;
  CohortRequest request;
  std::optional<Cohort::Steps> people;
  std::vector<OwnCourse> own;  // of people with chains of their own
  std::vector<std::vector<double>> runs;
  Next next;
};

Simulation::Simulation(const Scenario& scenario, const Parameters& parameters, const SimulateOptions& options) {
  Scenario whole = scenario;
  whole.sort_events();
  SimulateOptions how = options;
  how.stop = {};
  inside_ = std::make_unique<Inside>(std::move(whole), parameters, how);
}
Simulation::Simulation(Simulation&& other) noexcept = default;
Simulation::~Simulation() = default;

bool Simulation::step() {
  switch (inside_->next) {
    case Inside::Next::chains: inside_->chain(); break;
    case Inside::Next::rows: inside_->rows(); break;
    case Inside::Next::people: inside_->some_people(); break;
    case Inside::Next::nothing: break;
  }
  return inside_->next != Inside::Next::nothing;
}

Trajectory Simulation::take() {
  std::vector<Event> events = events_of(inside_->whole);
  return Trajectory(std::move(inside_->whole), std::move(inside_->table.times_h()), std::move(inside_->table.columns()),
                    std::move(inside_->table.inners()), std::move(events), std::move(inside_->runs));
}

}  // namespace syn
