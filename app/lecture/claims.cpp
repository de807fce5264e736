#include "app/lecture/claims.hpp"

namespace syn {

LocalizedText both_languages(TableReader& reader, const std::string& key, std::string_view what) {
  LocalizedText text{reader.text(key, ""), reader.text(key + "_sv", "")};
  if (text.en.empty()) reader.problem(key, "has no words", std::string(what) + ", in English");
  if (text.sv.empty()) reader.problem(key + "_sv", "has no words", std::string(what) + ", in Swedish");
  return text;
}

Result<std::vector<Claim>> parse_claims(std::string_view text, const std::string& file) {
  const auto table = parse_config(text, file);
  if (!table) return failure(table.error());
  Problems problems;
  TableReader reader(*table, problems);
  std::vector<Claim> claims;
  for (const ConfigTable* one : reader.tables("claim")) {
    TableReader fields(*one, problems);
    Claim claim{fields.text("id", ""), both_languages(fields, "words", "the claim")};
    const std::string wanted = "C" + std::to_string(claims.size() + 1);
    if (claim.id != wanted) fields.problem("id", "is \"" + claim.id + "\"", "claims are numbered in their order: " + wanted);
    fields.done();
    claims.push_back(std::move(claim));
  }
  reader.done();
  if (claims.empty()) problems.push_back({file, 0, 0, "there is no claim", "start each one with [[claim]]"});
  if (!problems.empty()) return failure(std::move(problems));
  return claims;
}

}  // namespace syn
