// A beat is a whole state: the same one from wherever one comes.
#include "app/lecture/staging.hpp"

#include <doctest/doctest.h>

#include "../state/random_commands.hpp"
#include "app/lecture/recording.hpp"

using namespace syn;

namespace {

const DataFiles kFiles({SYN_SOURCE_DIR});

const Parameters& parameters() {
  static const Parameters loaded = Parameters::load(kFiles).value();
  return loaded;
}
const NamedMoments& moments() {
  static const NamedMoments loaded = NamedMoments::load(kFiles).value();
  return loaded;
}
const LectureReader& reader() {
  static const LectureReader opened = LectureReader::open(kFiles, parameters()).value();
  return opened;
}
const Staging& staging() {
  static const Staging made(parameters(), moments());
  return made;
}

// What the commands that lead to `target` make of this state.
State led(State state, const State& target) {
  for (const Command& command : commands_to(target)) {
    auto next = apply(state, command, parameters());
    REQUIRE_MESSAGE(next, to_text(command));
    state = std::move(*next);
  }
  return state;
}

std::vector<State> states_of(const Lecture& lecture) {
  std::vector<State> states;
  for (const Beat& beat : lecture.beats) {
    auto state = staging().state_of(lecture, beat, View());
    REQUIRE_MESSAGE(state, to_text(state.error()));
    states.push_back(std::move(*state));
  }
  return states;
}

// Twenty states that somebody could be in who was led into the dark.
std::vector<State> strange_states() {
  std::vector<State> states;
  test::RandomCommands commands(11, parameters());
  State state;
  for (int i = 0; i < 20; ++i) {
    for (int k = 0; k < 60; ++k) {
      if (auto next = apply(state, commands.next(), parameters())) state = std::move(*next);
    }
    states.push_back(state);
  }
  return states;
}

}  // namespace

TEST_CASE("every lecture, forwards, backwards, at random and from strange states: the same states") {
  const std::vector<State> strange = strange_states();
  Stream random(5, 0);
  for (const auto& path : reader().all()) {
    const Lecture lecture = reader().load(path).value();
    const std::vector<State> states = states_of(lecture);
    std::vector<std::size_t> way;
    for (std::size_t i = 0; i < states.size(); ++i) way.push_back(i);
    for (std::size_t i = states.size(); i-- > 0;) way.push_back(i);
    for (int i = 0; i < 40; ++i) way.push_back(random.below(static_cast<std::uint32_t>(states.size())));
    State now;
    for (const std::size_t i : way) {
      now = led(now, states[i]);
      REQUIRE_MESSAGE(now == states[i], lecture.name << " " << lecture.beats[i].id);
    }
    for (const State& from : strange) {
      const std::size_t i = random.below(static_cast<std::uint32_t>(states.size()));
      State wanted = states[i];
      wanted.view = with_likes(wanted.view, from.view);
      REQUIRE_MESSAGE(led(from, states[i]) == wanted, lecture.name << " " << lecture.beats[i].id);
    }
  }
}

TEST_CASE("strange states lead to one another") {
  const std::vector<State> strange = strange_states();
  for (std::size_t i = 0; i < strange.size(); ++i) {
    State wanted = strange[i];
    const State& from = strange[(i + 7) % strange.size()];
    wanted.view = with_likes(wanted.view, from.view);
    CHECK(led(from, strange[i]) == wanted);
  }
}

TEST_CASE("how a person likes the program stays as it is") {
  const Lecture lecture = reader().load_named("five-minutes").value();
  View liked;
  liked.locale = LocaleName::sv;
  liked.text_scale = 1.5F;
  liked.reduced_motion = true;
  const State state = staging().state_of(lecture, lecture.beats.front(), liked).value();
  CHECK(state.view.locale == LocaleName::sv);
  CHECK(state.view.text_scale == 1.5F);
  CHECK(state.view.reduced_motion);
}

TEST_CASE("a command that is refused and a moment that does not occur are told with the beat's line") {
  Lecture lecture = reader().load_named("five-minutes").value();
  lecture.beats.resize(1);
  Beat& beat = lecture.beats.front();
  beat.line = 12;
  beat.commands = {command::RemoveDose{9}};
  Problems wrong = staging().rehearse(lecture);
  REQUIRE(wrong.size() == 1);
  CHECK(wrong.front().line == 12);
  CHECK(wrong.front().what.find("remove_dose 9") != std::string::npos);
  beat.commands = {command::RemoveDose{0}};
  beat.moment = "receptor.ketamine-enters";
  wrong = staging().rehearse(lecture);
  REQUIRE(wrong.size() == 1);
  CHECK(wrong.front().what.find("does not occur") != std::string::npos);
  beat.moment = "receptor.ketamin-enters";
  CHECK(staging().rehearse(lecture).front().remedy == "did you mean \"receptor.ketamine-enters\"?");
}

TEST_CASE("a recorded beat plays back the same state") {
  std::string text;
  const std::vector<State> strange = strange_states();
  for (const State& state : strange) text = with_beat(text, state);
  const auto lecture = reader().parse(text, "recorded.toml");
  REQUIRE_MESSAGE(lecture, to_text(lecture.error()));
  REQUIRE(lecture->beats.size() == strange.size());
  for (std::size_t i = 0; i < strange.size(); ++i) {
    CAPTURE(i);
    const auto state = staging().state_of(*lecture, lecture->beats[i], strange[i].view);
    REQUIRE_MESSAGE(state, to_text(state.error()));
    CHECK(state->scenario == strange[i].scenario);
    CHECK(state->pinned == strange[i].pinned);
    CHECK(state->playhead == strange[i].playhead);
    CHECK(state->selection == strange[i].selection);
    CHECK(state->view == strange[i].view);
  }
}
