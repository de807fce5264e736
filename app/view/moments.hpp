// The named moments of assets/moments.toml, and where they are in a run.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/stages/common/stage.hpp"
#include "core/files.hpp"
#include "core/result.hpp"

namespace syn {

struct NamedMoment {
  std::string id;
  std::array<std::string, kValues<LocaleName>.size()> names;  // in the order of the languages
  std::optional<StageName> stage;                             // none: the symptom curve
  Viewpoint viewpoint = Viewpoint::usual;
  Lens lens = Lens::h;
  Found (*find)(const RunPtr& run) = nullptr;
  double speed = 1.0;    // of play from there, in multiples of the lens's own pace
  bool opening = false;  // where the program opens; exactly one
  const std::string& name(LocaleName locale) const { return names[static_cast<std::size_t>(locale)]; }
  // Is it one of those at this place: of this scale, the signals being a place of their own?
  bool at(ScaleStep step) const;
};

class NamedMoments {
 public:
  // Reads and checks the file against what the stages can look for; `file` names it in problems.
  static Result<NamedMoments> parse(std::string_view text, const std::string& file);
  static Result<NamedMoments> load(const DataFiles& files);

  std::span<const NamedMoment> all() const { return moments_; }
  const NamedMoment* named(std::string_view id) const;
  const NamedMoment& opening() const;
  // What to say of an id that is none.
  Problem unknown(const std::string& id) const;
  // In a run; what was found is kept as long as the run is the same.
  using Answer = std::variant<FoundMoment, Sentence>;
  Answer find(const NamedMoment& moment, const RunPtr& run) const;
  // Without a search: nothing where none was made yet.
  std::optional<Answer> known(const NamedMoment& moment, const RunPtr& run) const;

 private:
  std::vector<NamedMoment> moments_;
  struct Kept {
    std::uint64_t run = 0;
    std::map<std::string, Answer, std::less<>> answers;
  };
  std::shared_ptr<Kept> kept_ = std::make_shared<Kept>();
};

}  // namespace syn
