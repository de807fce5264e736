// From a beat to the state that it is, and from a state to the commands that bring it about from any other.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/lecture/lecture.hpp"
#include "app/state/state.hpp"

namespace syn {

class Staging {
 public:
  Staging(Parameters parameters, const NamedMoments& moments) : parameters_(std::move(parameters)), moments_(moments) {}

  // The scenario, the commands of the beat, and its moment, which is looked for in the run as the commands make it: those about
  // the view hold after it. How the person likes the program (language, theme, text size ...) is taken from `liked`. Fails, with
  // the beat's line, where a command is refused or the moment is not there.
  Result<State> state_of(const Lecture& lecture, const Beat& beat, const View& liked) const;
  // Of all beats. A run each for those that stand on a moment.
  Problems rehearse(const Lecture& lecture) const;

 private:
  Result<FoundMoment> find(const std::string& id, const Scenario& scenario) const;
  Parameters parameters_;
  const NamedMoments& moments_;
  mutable std::vector<RunPtr> runs_;  // the typical patient of each scenario that was asked for
};

// Brings any state to this one, but for what the person likes.
Commands commands_to(const State& target);

// The same view with the likes of another.
View with_likes(View view, const View& liked);

}  // namespace syn
