// What can be looked up: the things that pictures name and panels show, the words of the field, and the sources.
//
// assets/inspector.toml holds one table a thing:
//   [glutamate]
//   place = "synapse"                        # circuit dendrite synapse signals receptor dose therapy curves person lab
//   labels = ["stage.synapse.label.glutamate"]  # text keys of labels in pictures that mean it; none for a bare quantity
//   terms = ["glutamate"]                    # entries of assets/glossary.csv, by their English term
//   value = "glutamate_ratio"                # a column of the trajectory's table, or one of inner_names(); may be left out
//   as = "percent_rest"                      # how the value is worded: lookup.as.<as> in the locale files
//   input = "weight_kg"                      # the number of the scenario that is set here (inputs.hpp); may be left out
//   low = "...", high = "..."                # columns that bound the group, both or none
//   parameters = ["channel.magnesium"]       # numbers of assets/parameters
//   sources = [...]; against = [...]         # entries of assets/sources.toml; no source on both sides
//   badge = "animals"                        # what its sentence rests on
//   name = "...", text = "..."               # keys of sentences that say it already; may be left out
// Name and sentence stand in the locale files: thing.<id>.name and thing.<id>.text, where no other keys are given.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/ui/look/glossary.hpp"
#include "app/ui/widgets/badge.hpp"
#include "app/viewing/view.hpp"
#include "core/files.hpp"
#include "core/sentence.hpp"
#include "model/data/hypotheses.hpp"
#include "model/run/trajectory.hpp"

namespace syn {

// Where one looks, as a thing names its place: the scale, or the viewpoint of a scale that is no usual one.
std::string_view place_of(ScaleStep step);

using Modelled = std::variant<Column, Inner>;
// By the name of the table's column ("plasma_ketamine_ng_ml") or of an inner value ("pyramidal_hz").
std::optional<Modelled> modelled_from(std::string_view name);
double value_at(const Trajectory& trajectory, const Modelled& what, Hours time);
std::span<const double> values_of(const Trajectory& trajectory, const Modelled& what);

struct Wording {  // one way to say a value
  std::string_view name;
  std::string_view unit;  // that the modelled value must have: as column_info() writes it
  TextKey key;
  double scale;  // shown = modelled x scale
  int decimals;
};
std::span<const Wording> wordings();

struct Thing {
  std::string id;
  std::string place;  // where it is met: as place_of() says it, or the name of a panel
  std::vector<std::string> labels, terms, parameters, sources, against;
  std::optional<Modelled> value, low, high;
  const Wording* wording = nullptr;  // into wordings(); set where there is a value
  BadgeGlyph badge = BadgeGlyph::our_model;
  std::string name_key, text_key;
  std::string input;  // one of input_names(), or empty
  int line = 0;
};

// "X % of rest" for a value of this thing.
std::string words_of(const Thing& thing, double modelled, const Locale& locale);

class Lookup {
 public:
  // Reads glossary, things and hypotheses, and the parameters they name. Fails with every problem of all files.
  static Result<Lookup> load(const DataFiles& files, const Parameters& parameters);
  static Result<std::vector<Thing>> parse_things(std::string_view text, const std::string& file, const Glossary& glossary,
                                                 const Parameters& parameters);

  const Glossary& glossary() const { return glossary_; }
  const std::vector<Thing>& things() const { return things_; }
  const std::vector<HypothesisEvidence>& ideas() const { return ideas_; }
  const Thing* find(std::string_view id) const;
  const Thing* of_label(std::string_view label_key) const;  // the thing that a label means; null: none
  // Things without name or sentence in this language, and labels that are no key of it.
  Problems check_words(const Locale& locale) const;

 private:
  Glossary glossary_;
  std::vector<Thing> things_;
  std::vector<HypothesisEvidence> ideas_;
};

}  // namespace syn
