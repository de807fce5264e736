#include "app/view/moments.hpp"

#include <algorithm>

#include "app/view/stages.hpp"
#include "app/view/symptom_events.hpp"
#include "core/config.hpp"

namespace syn {
namespace {

constexpr const char* kFile = "assets/moments.toml";

template <Named E>
E chosen(TableReader& reader, const char* key) {
  std::vector<std::string_view> words;
  for (const E value : kValues<E>) words.push_back(name_of(value));
  return *from_name<E>(reader.choice(key, name_of(E{}), words));
}

// An id is SCALE.what-happens.
bool is_id(std::string_view id) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  return std::all_of(id.begin(), id.end(), fits) && std::count(id.begin(), id.end(), '.') == 1 && id.front() != '.' && id.back() != '.';
}

NamedMoment read_moment(const ConfigTable& table, const std::vector<std::unique_ptr<Stage>>& stages, Problems& problems) {
  TableReader reader(table, problems);
  NamedMoment m;
  m.id = reader.text("id", "");
  if (m.id.empty() || !is_id(m.id)) reader.problem("id", "\"" + m.id + "\" is no name of a moment", "SCALE.what-happens, in small letters");
  const std::string en = reader.text("name", ""), sv = reader.text("name_sv", "");
  if (en.empty()) reader.problem("name", "has no words", "what happens, in English");
  if (sv.empty()) reader.problem("name_sv", "has no words", "what happens, in Swedish");
  m.names = {en, sv};
  m.speed = reader.number("speed", 1.0, {0.1, 10.0});
  m.opening = reader.boolean("opening", false);
  std::span<const EventSearch> events = symptom_events();
  if (reader.has("tab")) {
    if (chosen<CurveTab>(reader, "tab") != CurveTab::symptoms)
      reader.problem("tab", "has no events to look for", "\"symptoms\", or a stage instead");
  } else {
    m.stage = chosen<StageName>(reader, "stage");
    m.viewpoint = chosen<Viewpoint>(reader, "viewpoint");
    m.lens = chosen<Lens>(reader, "lens");
    const Stage& stage = **std::find_if(stages.begin(), stages.end(), [&](const auto& s) { return s->name() == *m.stage; });
    events = stage.events();
    if (!stage.has(m.viewpoint))
      reader.problem("viewpoint", "the stage " + std::string(name_of(*m.stage)) + " has none of this name", "another viewpoint");
  }
  if (events.empty()) {
    reader.problem("stage", "has no events to look for", "another stage");
    return m;
  }
  std::vector<std::string_view> known;
  for (const EventSearch& event : events) known.push_back(event.name);
  const std::string event = reader.choice("event", known.front(), known);
  m.find = std::find_if(events.begin(), events.end(), [&](const EventSearch& e) { return e.name == event; })->find;
  reader.done();
  return m;
}

}  // namespace

bool NamedMoment::at(ScaleStep step) const {
  return stage == step.stage && (viewpoint == Viewpoint::signals) == (step.viewpoint == Viewpoint::signals);
}

Result<NamedMoments> NamedMoments::parse(std::string_view text, const std::string& file) {
  const auto table = parse_config(text, file);
  if (!table) return failure(table.error());
  const auto stages = make_stages();
  Problems problems;
  NamedMoments out;
  TableReader reader(*table, problems);
  for (const ConfigTable* one : reader.tables("moment")) {
    NamedMoment m = read_moment(*one, stages, problems);
    if (out.named(m.id) != nullptr) problems.push_back({file, one->line, 0, "the id \"" + m.id + "\" is used twice", "one of its own"});
    out.moments_.push_back(std::move(m));
  }
  reader.done();
  const auto openings = std::count_if(out.moments_.begin(), out.moments_.end(), [](const NamedMoment& m) { return m.opening; });
  if (openings != 1)
    problems.push_back({file, 0, 0, std::to_string(openings) + " moments say opening = true", "exactly one: where the program opens"});
  if (!problems.empty()) return failure(std::move(problems));
  return out;
}

Result<NamedMoments> NamedMoments::load(const DataFiles& files) {
  const auto path = files.find(kFile);
  if (!path) return failure(path.error());
  const auto text = read_file(*path);
  if (!text) return failure(text.error());
  return parse(*text, path->string());
}

const NamedMoment* NamedMoments::named(std::string_view id) const {
  const auto found = std::find_if(moments_.begin(), moments_.end(), [&](const NamedMoment& m) { return m.id == id; });
  return found == moments_.end() ? nullptr : &*found;
}

const NamedMoment& NamedMoments::opening() const {
  return *std::find_if(moments_.begin(), moments_.end(), [](const NamedMoment& m) { return m.opening; });
}

Problem NamedMoments::unknown(const std::string& id) const {
  std::vector<std::string_view> known;
  std::string list;
  for (const NamedMoment& m : moments_) {
    known.push_back(m.id);
    list += (list.empty() ? "" : ", ") + m.id;
  }
  const std::string near = nearest_word(id, known);
  return {kFile, 0, 0, "there is no moment \"" + id + "\"", near.empty() ? "one of " + list : "did you mean \"" + near + "\"?"};
}

std::optional<NamedMoments::Answer> NamedMoments::known(const NamedMoment& moment, const RunPtr& run) const {
  const auto kept = kept_->answers.find(moment.id);
  if (kept_->run != run->id || kept == kept_->answers.end()) return std::nullopt;
  return kept->second;
}

NamedMoments::Answer NamedMoments::find(const NamedMoment& moment, const RunPtr& run) const {
  if (kept_->run != run->id) *kept_ = {run->id, {}};
  if (const auto known = kept_->answers.find(moment.id); known != kept_->answers.end()) return known->second;
  const Found found = moment.find(run);
  Answer answer;
  if (const auto* happening = std::get_if<Happening>(&found)) {
    answer = FoundMoment{moment.id, moment.stage, moment.viewpoint, moment.lens, happening->at.value, happening->identity};
  } else {
    answer = std::get<Sentence>(found);
  }
  kept_->answers.emplace(moment.id, answer);
  return answer;
}

}  // namespace syn
