#include "app/explain/lookup.hpp"

#include <algorithm>
#include <map>

#include "app/explain/inputs.hpp"
#include "core/config.hpp"

namespace syn {
namespace {

struct InnerName {
  std::string_view name, unit;
};
// In the order of Inner.
constexpr std::array<InnerName, kInnerCount> kInners{{{"effect_site_ng_ml", "ng/mL"},
                                                      {"formation_rate", "1/h"},
                                                      {"loss_rate", "1/h"},
                                                      {"spines_nascent", "ratio"},
                                                      {"spines_persistent", "ratio"},
                                                      {"psd95_excess", "ratio"},
                                                      {"typical_remaining", "0..1"},
                                                      {"pyramidal_hz", "Hz"},
                                                      {"parvalbumin_hz", "Hz"},
                                                      {"somatostatin_hz", "Hz"},
                                                      {"block_parvalbumin", "0..1"},
                                                      {"block_somatostatin", "0..1"},
                                                      {"bdnf_released", "ratio"},
                                                      {"akt", "ratio"},
                                                      {"erk", "ratio"},
                                                      {"translation", "0..1"}}};

constexpr std::array kWordings{
    Wording{"hz", "Hz", "lookup.as.hz"_key, 1.0, 1},
    Wording{"percent", "0..1", "lookup.as.percent"_key, 100.0, 0},
    Wording{"percent_healthy", "ratio", "lookup.as.percent_healthy"_key, 100.0, 0},
    Wording{"percent_rest", "ratio", "lookup.as.percent_rest"_key, 100.0, 0},
    Wording{"percent_most", "0..1", "lookup.as.percent_most"_key, 100.0, 0},
    Wording{"of_100", "0..1", "lookup.as.of_100"_key, 100.0, 0},
    Wording{"of_100_people", "0..1", "lookup.as.of_100_people"_key, 100.0, 0},
    Wording{"um", "uM", "lookup.as.um"_key, 1.0, 2},
    Wording{"ng_ml", "ng/mL", "lookup.as.ng_ml"_key, 1.0, 1},
    Wording{"per_day", "1/h", "lookup.as.per_day"_key, 2400.0, 1},  // an hour's share of the healthy density
    Wording{"score", "points", "lookup.as.score"_key, 1.0, 0},
    Wording{"mmhg", "mmHg", "lookup.as.mmhg"_key, 1.0, 0},
    Wording{"plain", "-", "lookup.as.plain"_key, 1.0, 2},
};

constexpr std::array<std::string_view, 4> kBadges{"people", "animals", "hypothesis", "our_model"};

std::string_view unit_of(const Modelled& what) {
  if (const auto* column = std::get_if<Column>(&what)) return column_info(*column).unit;
  return kInners[static_cast<std::size_t>(std::get<Inner>(what))].unit;
}

std::vector<std::string_view> value_names() {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kColumnCount; ++i) names.push_back(column_info(static_cast<Column>(i)).name);
  for (const InnerName& inner : kInners) names.push_back(inner.name);
  return names;
}

std::vector<std::string_view> place_names() {
  std::vector<std::string_view> names;
  for (const ScaleStep step : kScaleSteps) names.push_back(place_of(step));
  names.insert(names.end(), kWords<PanelName>.begin(), kWords<PanelName>.end());
  return names;
}

class ThingReader {
 public:
  ThingReader(const ConfigTable& table, std::string id, Problems& problems) : reader_(table, problems) {
    thing_.name_key = "thing." + id + ".name";
    thing_.text_key = "thing." + id + ".text";
    thing_.id = std::move(id);
    thing_.line = table.line;
  }

  Thing read(const Glossary& glossary, const Parameters& parameters) {
    thing_.place = reader_.choice("place", "", place_names());
    if (!reader_.has("place")) reader_.problem("place", "is missing", "one of the places, for example \"synapse\"");
    const std::string badge = reader_.choice("badge", "our_model", kBadges);
    thing_.badge = static_cast<BadgeGlyph>(std::find(kBadges.begin(), kBadges.end(), badge) - kBadges.begin());
    if (!reader_.has("badge")) reader_.problem("badge", "is missing", "people, animals, hypothesis or our_model");
    thing_.labels = reader_.texts("labels", {});
    thing_.name_key = reader_.text("name", thing_.name_key);
    thing_.text_key = reader_.text("text", thing_.text_key);
    if (reader_.has("input")) thing_.input = reader_.choice("input", "", input_names());
    std::vector<std::string_view> terms;
    for (const GlossaryEntry& entry : glossary.entries()) terms.push_back(entry.id());
    thing_.terms = known("terms", terms, "assets/glossary.csv", true);
    std::vector<std::string_view> numbers;
    for (const auto& [key, parameter] : parameters.all()) numbers.push_back(key);
    thing_.parameters = known("parameters", numbers, "assets/parameters", false);
    std::vector<std::string_view> sources;
    for (const auto& [key, source] : parameters.sources()) sources.push_back(key);
    thing_.sources = known("sources", sources, "assets/sources.toml", true);
    thing_.against = known("against", sources, "assets/sources.toml", false);
    for (const std::string& key : thing_.against) {
      if (std::find(thing_.sources.begin(), thing_.sources.end(), key) != thing_.sources.end())
        reader_.problem("against", "names \"" + key + "\", which already stands behind it", "one side only");
    }
    read_value();
    reader_.done();
    return std::move(thing_);
  }

 private:
  std::vector<std::string> known(std::string_view field, std::span<const std::string_view> names, const char* list, bool needed) {
    std::vector<std::string> given = reader_.texts(field, {});
    if (needed && given.empty()) reader_.problem(field, "names nothing", std::string("at least one entry of ") + list);
    for (const std::string& name : given) {
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      const std::string near = nearest_word(name, names);
      reader_.problem(field, "names \"" + name + "\", which " + list + " does not list",
                      near.empty() ? std::string("name an entry of ") + list : "did you mean \"" + near + "\"?");
    }
    return given;
  }

  std::optional<Modelled> modelled(std::string_view field) {
    const std::string name = reader_.text(field, "");
    if (name.empty()) return std::nullopt;
    const auto found = modelled_from(name);
    if (!found) {
      const std::string near = nearest_word(name, value_names());
      reader_.problem(field, "\"" + name + "\" is no value of the model",
                      near.empty() ? "a column of the trajectory's table" : "did you mean \"" + near + "\"?");
    }
    return found;
  }

  void read_value() {
    thing_.value = modelled("value");
    thing_.low = modelled("low");
    thing_.high = modelled("high");
    if (thing_.low.has_value() != thing_.high.has_value()) reader_.problem("low", "and high belong together", "both or none");
    std::vector<std::string_view> names;
    for (const Wording& wording : kWordings) names.push_back(wording.name);
    const std::string as = reader_.choice("as", "", names);
    if (reader_.has("value") != reader_.has("as")) reader_.problem("as", "and value belong together", "both or none");
    for (const Wording& wording : kWordings) {
      if (wording.name == as) thing_.wording = &wording;
    }
    if (thing_.value && thing_.wording != nullptr && unit_of(*thing_.value) != thing_.wording->unit)
      reader_.problem("as",
                      "\"" + as + "\" is for values in " + std::string(thing_.wording->unit) + ", this one is in " +
                          std::string(unit_of(*thing_.value)),
                      "a wording for its unit");
    if (thing_.wording == nullptr) thing_.value.reset();
  }

  TableReader reader_;
  Thing thing_;
};

}  // namespace

std::optional<Modelled> modelled_from(std::string_view name) {
  for (std::size_t i = 0; i < kColumnCount; ++i) {
    if (column_info(static_cast<Column>(i)).name == name) return static_cast<Column>(i);
  }
  for (std::size_t i = 0; i < kInnerCount; ++i) {
    if (kInners[i].name == name) return static_cast<Inner>(i);
  }
  return std::nullopt;
}

double value_at(const Trajectory& trajectory, const Modelled& what, Hours time) {
  return std::visit([&](auto which) { return trajectory.at(which, time); }, what);
}

std::span<const double> values_of(const Trajectory& trajectory, const Modelled& what) {
  if (const auto* column = std::get_if<Column>(&what)) return trajectory.column(*column);
  return trajectory.inner(std::get<Inner>(what));
}

std::span<const Wording> wordings() { return kWordings; }

std::string words_of(const Thing& thing, double modelled, const Locale& locale) {
  const Wording& wording = *thing.wording;
  return locale.text(Sentence{wording.key, {{"value", Quantity{modelled * wording.scale, wording.decimals}}}});
}

Result<std::vector<Thing>> Lookup::parse_things(std::string_view text, const std::string& file, const Glossary& glossary,
                                                const Parameters& parameters) {
  const auto table = parse_config(text, file);
  if (!table) return failure(table.error());
  Problems problems;
  std::vector<Thing> things;
  std::map<std::string, std::string> labels;
  for (const auto& [id, value] : table->fields) {
    const ConfigTable* inner = value.as_table();
    if (inner == nullptr) {
      problems.push_back({file, value.line, value.column, "`" + id + "` is no table", "one table a thing: [glutamate]"});
      continue;
    }
    things.push_back(ThingReader(*inner, id, problems).read(glossary, parameters));
    for (const std::string& label : things.back().labels) {
      const auto [seen, fresh] = labels.emplace(label, id);
      if (!fresh)
        problems.push_back(
            {file, value.line, 0, "`" + id + "`: the label \"" + label + "\" already means `" + seen->second + "`", "one thing a label"});
    }
  }
  if (!problems.empty()) return failure(std::move(problems));
  return things;
}

std::string_view place_of(ScaleStep step) { return step.viewpoint == Viewpoint::signals ? name_of(step.viewpoint) : name_of(step.stage); }

Result<Lookup> Lookup::load(const DataFiles& files, const Parameters& parameters) {
  Problems problems;
  const auto add = [&problems](const Problems& more) { problems.insert(problems.end(), more.begin(), more.end()); };
  Lookup lookup;
  if (auto ideas = load_hypotheses(files, parameters)) {
    lookup.ideas_ = std::move(*ideas);
  } else {
    add(ideas.error());
  }
  if (auto glossary = Glossary::load(files)) {
    lookup.glossary_ = std::move(*glossary);
  } else {
    add(glossary.error());
    return failure(std::move(problems));  // every term of a thing would be reported: the glossary is the one thing to mend
  }
  const auto path = files.find("assets/inspector.toml");
  const auto text = path ? read_file(*path) : Result<std::string>(failure(path.error()));
  if (!text) {
    add(text.error());
    return failure(std::move(problems));
  }
  if (auto things = parse_things(*text, path->string(), lookup.glossary_, parameters)) {
    lookup.things_ = std::move(*things);
  } else {
    add(things.error());
  }
  if (!problems.empty()) return failure(std::move(problems));
  return lookup;
}

const Thing* Lookup::find(std::string_view id) const {
  const auto found = std::find_if(things_.begin(), things_.end(), [id](const Thing& thing) { return thing.id == id; });
  return found == things_.end() ? nullptr : &*found;
}

const Thing* Lookup::of_label(std::string_view label_key) const {
  for (const Thing& thing : things_) {
    if (std::find(thing.labels.begin(), thing.labels.end(), label_key) != thing.labels.end()) return &thing;
  }
  return nullptr;
}

Problems Lookup::check_words(const Locale& locale) const {
  Problems problems;
  const auto need = [&](const Thing& thing, const std::string& key, const char* remedy) {
    if (locale.has(TextKey::unchecked(key))) return;
    problems.push_back({"assets/inspector.toml", thing.line, 0,
                        "`" + thing.id + "`: the key \"" + key + "\" is not in " + locale.name() + ".toml", remedy});
  };
  for (const Thing& thing : things_) {
    need(thing, thing.name_key, "every thing has a name in every language");
    need(thing, thing.text_key, "every thing has one plain sentence in every language");
    for (const std::string& label : thing.labels) need(thing, label, "name a label that a picture can show");
  }
  return problems;
}

}  // namespace syn
