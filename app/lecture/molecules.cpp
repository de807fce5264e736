#include "app/lecture/molecules.hpp"

#include <locale>
#include <sstream>

#include "app/lecture/claims.hpp"

namespace syn {
namespace {

constexpr std::size_t kMostAtoms = 200;

// "N 0.736 -2.491", "1 2 1": words and numbers that fill the whole text.
template <class... Part>
bool read(const std::string& text, Part&... parts) {
  std::istringstream in(text);
  in.imbue(std::locale::classic());
  return static_cast<bool>((in >> ... >> parts)) && (in >> std::ws).eof();
}

Molecule molecule(const std::string& id, const ConfigTable& table, Problems& problems) {
  TableReader reader(table, problems);
  Molecule out;
  out.id = id;
  out.name = both_languages(reader, "name", "what it is called");
  reader.text("smiles", "");
  for (const std::string& text : reader.texts("atoms", {})) {
    Molecule::Atom atom;
    if (!read(text, atom.element, atom.x, atom.y)) reader.problem("atoms", "\"" + text + "\" is no atom", "such as \"N 0.736 -2.491\"");
    out.atoms.push_back(std::move(atom));
  }
  const auto count = static_cast<int>(out.atoms.size());
  if (count == 0 || out.atoms.size() > kMostAtoms) reader.problem("atoms", "are none or too many", "up to 200");
  for (const std::string& text : reader.texts("bonds", {})) {
    Molecule::Bond bond;
    const bool good = read(text, bond.from, bond.to, bond.order) && bond.from >= 1 && bond.from <= count && bond.to >= 1 &&
                      bond.to <= count && bond.order >= 1 && bond.order <= 3;
    if (!good) reader.problem("bonds", "\"" + text + "\" is no bond of these atoms", "two atoms, counted from 1, and 1, 2 or 3: \"1 2 1\"");
    --bond.from;
    --bond.to;
    out.bonds.push_back(bond);
  }
  reader.done();
  return out;
}

}  // namespace

Result<std::vector<Molecule>> parse_molecules(std::string_view text, const std::string& file) {
  const auto table = parse_config(text, file);
  if (!table) return failure(table.error());
  Problems problems;
  std::vector<Molecule> molecules;
  for (const auto& [id, value] : table->fields) {
    if (const ConfigTable* one = value.as_table()) {
      molecules.push_back(molecule(id, *one, problems));
    } else {
      problems.push_back({file, value.line, 0, "\"" + id + "\" is no molecule", "a table each: [ketamine]"});
    }
  }
  if (!problems.empty()) return failure(std::move(problems));
  return molecules;
}

}  // namespace syn
