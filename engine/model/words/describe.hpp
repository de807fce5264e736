// A moment of a trajectory in words: the text route into the model, for teaching and for those who cannot see the
// pictures. It gives sentence keys with their values; a Locale turns them into English or Swedish.
//
// Order of the paragraphs: where we are, the drug, receptors, circuit, signals in the spine, AMPA receptors and spines,
// learning window and therapy, symptoms, what this run assumes, what speaks against the story and what nobody knows.
// Every number is read from the trajectory or follows from the parameters; bands come before single values. Evidence in
// people that contradicts a claim stands beside the claim and again in the last paragraph, which is always there.
#pragma once

#include <array>
#include <vector>

#include "core/sentence.hpp"
#include "core/units.hpp"
#include "model/run/run.hpp"

namespace syn {

// What the claims of a paragraph rest on, from well known to our own making. The numbers are the model's in any case.
enum class Basis { people, animals, hypothesis, our_model };

struct Paragraph {
  TextKey heading;
  std::vector<Sentence> sentences;
  Basis basis = Basis::our_model;
  bool modelled = true;  // false: every number in it is a study's own
  bool list = false;     // true: one point a sentence, better read one below the other
};

// `at` must lie within the run, start() to end(). Keys: describe.*, hypothesis.*, app.badge.* in every locale file.
std::vector<Paragraph> describe(const Run& run, Hours at);

// How many of 100 people have responded at a moment, and how many are as well as the limit of the condition asks, or abstinent:
// in the words of the condition, of the share of people and of its rest. `at` and keys as for `describe`.
std::vector<Sentence> outcome_sentences(const Run& run, Hours at);

// What studies found of repeated and long use. It is said in words only: no study gives a course for treatment, so the model
// has none.
inline constexpr std::array kRepeatedUse{"repeated.unknown"_key, "repeated.bladder"_key, "repeated.treatment"_key,
                                         "repeated.dependence"_key, "repeated.memory"_key};

// What happens at an event of the run: "A dose begins: 35 mg of ketamine, infusion into a vein."
Sentence event_sentence(const Trajectory& trajectory, const Event& event);

}  // namespace syn
