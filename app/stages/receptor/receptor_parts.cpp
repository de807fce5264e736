#include "app/stages/receptor/receptor_parts.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/config.hpp"

namespace syn::receptor {
namespace {

constexpr const char* kFile = "assets/models/receptor_parts.toml";
constexpr std::array<std::string_view, 4> kSubunits{"glun1_first", "glun1_second", "glun2a_first", "glun2a_second"};
constexpr float kFarthest = 50.0F;  // nothing of the receptor lies further from the origin, nanometres

class Reader {
 public:
  Reader(const ConfigTable& file, Problems& problems) : file_(file), problems_(problems) {}

  // Calls visit(table) for each table of an array of tables.
  template <class Visit>
  void each(std::string_view key, Visit&& visit) {
    const ConfigValue* list = file_.find(key);
    const ConfigArray* array = list == nullptr ? nullptr : list->as_array();
    if (array == nullptr || array->empty()) return fault(0, "there is no [[" + std::string(key) + "]]");
    for (const ConfigValue& value : *array) {
      if (const ConfigTable* table = value.as_table()) visit(*table);
    }
  }

  std::string text(const ConfigTable& table, std::string_view key) {
    const ConfigValue* value = table.find(key);
    if (value != nullptr && value->as_text() != nullptr) return *value->as_text();
    fault(table.line, "\"" + std::string(key) + "\" should be a text");
    return {};
  }

  int subunit(const ConfigTable& table) {
    const auto found = std::find(kSubunits.begin(), kSubunits.end(), text(table, "subunit"));
    if (found == kSubunits.end()) fault(table.line, "\"subunit\" is not one of the four");
    return found == kSubunits.end() ? 0 : static_cast<int>(found - kSubunits.begin());
  }

  std::vector<float> numbers(const ConfigTable& table, std::string_view key) {
    std::vector<float> out;
    if (const ConfigArray* array = list(table, key)) {
      for (const ConfigValue& value : *array) out.push_back(number(value));
    }
    return out;
  }

  std::vector<glm::vec3> points(const ConfigTable& table, std::string_view key) {
    std::vector<glm::vec3> out;
    if (const ConfigArray* array = list(table, key)) {
      for (const ConfigValue& value : *array) out.push_back(point(value));
    }
    return out;
  }

  std::vector<std::string> texts(const ConfigTable& table, std::string_view key) {
    std::vector<std::string> out;
    if (const ConfigArray* array = list(table, key)) {
      for (const ConfigValue& value : *array) out.push_back(value.as_text() != nullptr ? *value.as_text() : "?");
    }
    return out;
  }

  glm::vec3 point(const ConfigValue& value) {
    const ConfigArray* array = value.as_array();
    if (array == nullptr || array->size() != 3) {
      fault(value.line, "a point should have three numbers");
      return glm::vec3{0.0F};
    }
    return {number((*array)[0]), number((*array)[1]), number((*array)[2])};
  }

  void fault(int line, std::string what) { problems_.push_back({file_.file, line, 0, std::move(what), "bake the parts again"}); }

 private:
  const ConfigArray* list(const ConfigTable& table, std::string_view key) {
    const ConfigValue* value = table.find(key);
    if (value != nullptr && value->as_array() != nullptr && !value->as_array()->empty()) return value->as_array();
    fault(table.line, "\"" + std::string(key) + "\" should be a list");
    return nullptr;
  }
  float number(const ConfigValue& value) {
    const double x = value.is_number() ? value.as_number() : std::nan("");
    if (std::abs(x) <= static_cast<double>(kFarthest)) return static_cast<float>(x);
    fault(value.line, "this should be a number of nanometres from -50 to 50");
    return 0.0F;
  }

  const ConfigTable& file_;
  Problems& problems_;
};

}  // namespace

Result<Parts> read_parts(const DataFiles& files) {
  const auto path = files.find(kFile);
  if (!path) return failure(path.error());
  const auto text = read_file(*path);
  if (!text) return failure(text.error());
  const auto file = parse_config(*text, path->string());
  if (!file) return failure(file.error());

  Parts parts;
  Problems problems;
  Reader read(*file, problems);
  read.each("tube", [&](const ConfigTable& t) {
    Tube tube{read.subunit(t), read.text(t, "name"), read.points(t, "points"), read.numbers(t, "radii")};
    const bool thick = std::all_of(tube.radii.begin(), tube.radii.end(), [](float r) { return r > 0.0F; });
    if (tube.points.size() < 2 || tube.radii.size() != tube.points.size() || !thick) {
      return read.fault(t.line, "a tube needs two points or more and as many radii above 0");
    }
    parts.tubes.push_back(std::move(tube));
  });
  read.each("ring", [&](const ConfigTable& t) {
    parts.linings.push_back({read.subunit(t), read.text(t, "name"), read.points(t, "atoms")});
  });
  read.each("grain", [&](const ConfigTable& t) {
    const int subunit = read.subunit(t);
    const std::vector<glm::vec3> points = read.points(t, "points");
    const std::vector<float> moves = read.numbers(t, "moves"), open = read.numbers(t, "open");
    if (moves.size() != points.size() || open.size() != points.size())
      return read.fault(t.line, "as many \"moves\" and \"open\" as points are needed");
    for (std::size_t i = 0; i < points.size(); ++i)
      parts.grain.push_back({subunit, points[i], std::clamp(moves[i], 0.0F, 1.0F), std::clamp(open[i], 0.0F, 1.0F)});
  });
  read.each("site", [&](const ConfigTable& t) {
    const int subunit = read.subunit(t);
    const ConfigValue* at = t.find("at");
    if (at == nullptr) return read.fault(t.line, "\"at\" is missing");
    (subunit < 2 ? parts.glycine_sites : parts.glutamate_sites)[static_cast<std::size_t>(subunit % 2)] = read.point(*at);
  });
  const std::array<std::pair<std::string_view, Conformer*>, 5> molecules{{{"ketamine_pose", &parts.ketamine_pose},
                                                                          {"ketamine", &parts.ketamine},
                                                                          {"glutamate", &parts.glutamate},
                                                                          {"glycine", &parts.glycine},
                                                                          {"magnesium", &parts.magnesium}}};
  read.each("molecule", [&](const ConfigTable& t) {
    const std::string name = read.text(t, "name");
    Conformer molecule{read.texts(t, "elements"), read.points(t, "atoms")};
    if (molecule.elements.size() != molecule.atoms.size()) return read.fault(t.line, "as many elements as atoms are needed");
    for (const auto& [known, place] : molecules) {
      if (name == known) *place = std::move(molecule);
    }
  });
  for (const auto& [name, molecule] : molecules) {
    if (molecule->atoms.empty()) read.fault(0, "there is no molecule \"" + std::string(name) + "\"");
  }
  if (!problems.empty()) return failure(std::move(problems));
  return parts;
}

Parts stand_in_parts() {
  Parts parts;
  for (int s = 0; s < 4; ++s) {
    const float around = 1.5708F * static_cast<float>(s < 2 ? 2 * s : 2 * s - 3);
    const glm::vec3 out{std::cos(around), 0.0F, std::sin(around)};
    parts.tubes.push_back({s, "M3", {1.6F * out + glm::vec3{0.0F, -1.5F, 0.0F}, 0.6F * out + glm::vec3{0.0F, 2.6F, 0.0F}}, {0.34F, 0.34F}});
    parts.tubes.push_back({s, "M4", {2.4F * out + glm::vec3{0.0F, -1.8F, 0.0F}, 2.0F * out + glm::vec3{0.0F, 1.8F, 0.0F}}, {0.34F, 0.34F}});
  }
  parts.glutamate_sites = {glm::vec3{2.7F, 6.2F, 1.4F}, glm::vec3{-2.7F, 6.2F, -1.4F}};
  parts.glycine_sites = {glm::vec3{0.3F, 6.1F, 2.5F}, glm::vec3{-0.3F, 6.1F, -2.5F}};
  const Conformer ball{{"C"}, {glm::vec3{0.0F}}};
  parts.ketamine = parts.glutamate = parts.glycine = ball;
  parts.ketamine_pose = {{"C"}, {glm::vec3{0.0F, 0.55F, 0.0F}}};
  parts.magnesium = {{"Mg"}, {glm::vec3{0.0F}}};
  return parts;
}

}  // namespace syn::receptor
