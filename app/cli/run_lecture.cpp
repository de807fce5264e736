// The sub-commands about lectures: claims, and what check says of them.
#include "app/cli/run_lecture.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/console/console.hpp"
#include "app/console/outputs.hpp"
#include "app/lecture/staging.hpp"
#include "app/ui/look/locale.hpp"

namespace syn {
namespace {

// "Perez-Ruixo C et al. Clin Pharmacokinet 2021;60 ..." is long: a line each.
std::string cited(const std::vector<std::string>& names, const Parameters& parameters, std::string_view language) {
  std::string out;
  for (const std::string& name : names) out += fmt::format("      {}: {}\n", name, parameters.source(name)->line("says", language));
  return out.empty() ? "      -\n" : out;
}

}  // namespace

Problems lecture_problems(std::string_view text, const std::string& file, const LectureReader& reader, const Parameters& parameters,
                          const NamedMoments& moments) {
  const auto lecture = reader.parse(text, file);
  if (!lecture) return lecture.error();
  for (const Beat& beat : lecture->beats) {
    for (const Wanted wanted : beat.wants)
      say("{}:{}: the beat {} wants {}, which the program cannot show yet\n", file, beat.line, beat.id, name_of(wanted));
  }
  return Staging(parameters, moments).rehearse(*lecture);
}

int run_claims(const std::string& name, LocaleName language, const DataFiles& files) {
  const auto parameters = Parameters::load(files);
  if (!parameters) return report(parameters.error(), kBadInput);
  const auto reader = LectureReader::open(files, *parameters);
  if (!reader) return report(reader.error(), kBadInput);
  const auto lecture = reader->load_named(name);
  if (!lecture) return report(lecture.error(), kBadInput);
  const auto locale = Locale::load(files, name_of(language));
  if (!locale) return report(locale.error(), kBadInput);
  Problems missing;
  for (std::size_t i = 0; i < reader->claims().size(); ++i) {
    const Claim& claim = reader->claims()[i];
    say("{} {}\n", claim.id, claim.words.in(name_of(language)));
    bool carried = false;
    for (const Beat& beat : lecture->beats) {
      if (std::find(beat.claims.begin(), beat.claims.end(), static_cast<int>(i) + 1) == beat.claims.end()) continue;
      carried = true;
      say("  {}: \"{}\"\n", beat.id, beat.headline.in(name_of(language)));
      say("    {}: {}\n", locale->text("lecture.badge"_key), locale->text(badge_word(beat.badge)));
      say("    {}:\n{}", locale->text("lecture.for"_key), cited(beat.sources_for, *parameters, name_of(language)));
      say("    {}:\n{}", locale->text("lecture.against"_key), cited(beat.sources_against, *parameters, name_of(language)));
    }
    if (!carried) missing.push_back({lecture->file, 0, 0, "no beat carries " + claim.id, "name it in the claims of a beat"});
  }
  return missing.empty() ? kDone : report(missing, kBadInput);
}

}  // namespace syn
