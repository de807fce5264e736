#include "app/view/symptom_events.hpp"

#include <array>

#include "app/stages/common/course_events.hpp"

namespace syn {
namespace {

Found with_fall(const RunPtr& run, Found (*find)(const RunPtr&, const course::SymptomTurns&)) {
  if (run->scenario().patient.stress == Stress::none) return Sentence{"moment.reason.healthy"_key, {}};
  const Condition condition = run->scenario().condition;
  if (condition == Condition::opioid || condition == Condition::smoking) return Sentence{"moment.reason.abstinence"_key, {}};
  const auto turns = course::symptom_turns(*run);
  if (!turns) return Sentence{"moment.reason.no_fall"_key, {}};
  return find(run, *turns);
}

// Half of the way down.
Found the_fall(const RunPtr& run) {
  return with_fall(run, [](const RunPtr& r, const course::SymptomTurns& turns) -> Found {
    const course::Course score = [&](Hours h) { return r->trajectory.at(Column::symptom_mean, h); };
    return Happening{course::first_crossing(*r, score, turns.before, turns.lowest, turns.half())};
  });
}

Found the_return(const RunPtr& run) {
  return with_fall(run, [](const RunPtr&, const course::SymptomTurns& turns) -> Found {
    if (!turns.back) return Sentence{"moment.reason.no_return"_key, {}};
    return Happening{*turns.back};
  });
}

Found therapy_holds(const RunPtr& run) {
  return with_fall(run, [](const RunPtr&, const course::SymptomTurns& turns) -> Found {
    if (!turns.learned) return Sentence{"moment.reason.no_therapy"_key, {}};
    return Happening{*turns.learned};
  });
}

}  // namespace

std::span<const EventSearch> symptom_events() {
  static constexpr std::array kEvents{EventSearch{"fall", the_fall}, EventSearch{"return", the_return},
                                      EventSearch{"therapy_holds", therapy_holds}};
  return kEvents;
}

}  // namespace syn
