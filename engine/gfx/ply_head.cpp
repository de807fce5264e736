#include "gfx/ply_head.hpp"

#include <array>
#include <cstddef>
#include <sstream>
#include <vector>

namespace syn {
namespace {

constexpr std::size_t kLongestHeader = 64U << 10U;
constexpr const char* kLoose = "has an unknown line in its header";
constexpr const char* kTooMuch = "claims to hold more than its size allows";

// Bytes of a number of this type; 0 for what is no type.
std::size_t size_of_type(std::string_view name) {
  struct Type {
    std::string_view name;
    std::size_t bytes;
  };
  constexpr std::array kTypes{Type{"char", 1},  Type{"int8", 1},    Type{"uchar", 1},  Type{"uint8", 1},   Type{"short", 2},  Type{"int16", 2},
                              Type{"ushort", 2}, Type{"uint16", 2}, Type{"int", 4},    Type{"int32", 4},   Type{"uint", 4},   Type{"uint32", 4},
                              Type{"float", 4},  Type{"float32", 4}, Type{"double", 8}, Type{"float64", 8}};
  for (const Type& type : kTypes) {
    if (type.name == name) return type.bytes;
  }
  return 0;
}

struct Element {
  std::string name;
  std::size_t count = 0;
  std::size_t numbers = 0;  // of one entry, at least
  std::size_t bytes = 0;
  bool has_list = false;
  int axes = 0;
};

std::string read_property(std::istringstream& words, Element& element) {
  std::string type, name;
  words >> type;
  if (type == "list") {
    std::string counter;
    if (!(words >> counter >> type >> name) || element.has_list || element.name != "face") return "has a list that is not of the corners of faces";
    if (counter != "uchar" && counter != "uint8") return "counts the corners of a face with more than a byte";
    if (name != "vertex_indices" && name != "vertex_index") return "has a list that is not of the corners of faces";
    element.has_list = true;
    element.bytes += 1;
  } else {
    if (!(words >> name) || element.name == "face") return "has faces with more than their corners";
    element.bytes += size_of_type(type);
    if (name == "x" || name == "y" || name == "z") ++element.axes;
  }
  if (size_of_type(type) == 0) return "holds numbers of an unknown kind";
  if (std::string more; words >> more) return kLoose;
  ++element.numbers;
  return {};
}

}  // namespace

std::string ply_objection(std::string_view bytes) {
  const std::size_t end = bytes.substr(0, kLongestHeader).find("end_header");
  if (!bytes.starts_with("ply") || end == std::string_view::npos) return "is a PLY model without an end to its header";
  const std::size_t rest = bytes.size() - end;
  std::istringstream lines{std::string(bytes.substr(0, end))};
  std::string line, format;
  std::vector<Element> elements;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string word;
    if (!(words >> word) || word == "comment" || word == "obj_info") continue;
    if (word == "format") {
      words >> format;
    } else if (word == "element") {
      Element element;
      if (!(words >> element.name >> element.count) || element.count > rest) return kTooMuch;
      if (words >> word) return kLoose;
      elements.push_back(std::move(element));
    } else if (word == "property" && !elements.empty()) {
      if (std::string wrong = read_property(words, elements.back()); !wrong.empty()) return wrong;
    } else {
      return kLoose;
    }
  }
  const bool ascii = format == "ascii";
  if (!ascii && format != "binary_little_endian" && format != "binary_big_endian") return "is a PLY model of an unknown format";
  constexpr int kAxes = 3;
  const bool usual = elements.size() == 2 && elements[0].name == "vertex" && elements[0].axes == kAxes && elements[1].name == "face" && elements[1].has_list;
  if (!usual) return "is not made of vertices (x, y, z) and then faces";
  std::size_t claimed = 0;
  for (const Element& element : elements) claimed += element.count * (ascii ? 2 * element.numbers - 1 : element.bytes);
  return claimed > rest ? kTooMuch : "";
}

}  // namespace syn
