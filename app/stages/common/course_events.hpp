// Searches that several scales share: events that are turning points of the modelled course.
#pragma once

#include <functional>

#include "app/stages/common/stage.hpp"
#include "model/run/turns.hpp"

namespace syn::course {

// Unbound ketamine in the brain, uM, from which the captions of pictures say that it is there. Chosen for teaching: about a
// two-hundredth of what blocks half of the interneurons' receptors (receptor.ic50_interneuron).
inline constexpr double kKetamineThere_um = 0.01;

using Course = std::function<double(Hours)>;

// The row of the run at which a course is highest; the first of equals.
Hours highest(const Run& run, const Course& course);
// The moment on the way from `from` to `to` at which the course first crosses `value`, between rows by bisection; `to` where it
// does not.
Hours first_crossing(const Run& run, const Course& course, Hours from, Hours to, double value);
// When the ketamine in the brain is highest, or the sentence that none comes.
Found ketamine_peak(const Run& run);

}  // namespace syn::course
