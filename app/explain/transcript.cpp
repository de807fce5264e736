#include "app/explain/transcript.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace syn {
namespace {

constexpr std::size_t kLineWidth = 96;
constexpr double kSameMoment_h = 1e-6;

// Paragraphs that say the same at every moment.
bool of_the_run(const Paragraph& paragraph) {
  return paragraph.heading == "describe.heading.assumptions"_key || paragraph.heading == "describe.heading.unknown"_key;
}

// Day and time of day, with the seconds and their thousandths if the moment has some.
std::string clock(Hours at, const Locale& locale) {
  constexpr long kPerSecond = 1000;
  constexpr long kPerMinute = 60 * kPerSecond;
  constexpr long kPerDay = 1440 * kPerMinute;
  const long all = std::lround(at.value * 60.0 * kPerMinute);
  const long day = static_cast<long>(std::floor(static_cast<double>(all) / kPerDay));
  const long of_day = all - kPerDay * day;
  std::string time = fmt::format("{:02}:{:02}", of_day / kPerMinute / 60, of_day / kPerMinute % 60);
  if (of_day % kPerMinute != 0) time += fmt::format(":{:02}", of_day % kPerMinute / kPerSecond);
  if (of_day % kPerSecond != 0) time += fmt::format(".{:03}", of_day % kPerSecond);
  return locale.text(Sentence{"transcript.day"_key, {{"day", Quantity{static_cast<double>(day), 0}}, {"time", time}}});
}

}  // namespace

std::vector<TranscriptMoment> transcript_moments(const Trajectory& trajectory, Hours every) {
  assert(every.value > 0.0);
  const double start = trajectory.start().value;
  const double end = trajectory.end().value;
  std::vector<TranscriptMoment> moments{{trajectory.start(), {}}, {trajectory.end(), {}}};
  const auto first = static_cast<long>(std::ceil(start / every.value - 1e-9));
  for (long i = first; static_cast<double>(i) * every.value <= end; ++i) moments.push_back({{static_cast<double>(i) * every.value}, {}});
  for (const Event& event : trajectory.events()) {
    if (event.at_h >= start && event.at_h <= end) moments.push_back({{event.at_h}, {event}});
  }
  std::stable_sort(moments.begin(), moments.end(),
                   [](const TranscriptMoment& a, const TranscriptMoment& b) { return a.at.value < b.at.value; });
  std::vector<TranscriptMoment> merged;
  for (TranscriptMoment& moment : moments) {
    if (!merged.empty() && moment.at.value - merged.back().at.value < kSameMoment_h) {
      merged.back().events.insert(merged.back().events.end(), moment.events.begin(), moment.events.end());
    } else {
      merged.push_back(std::move(moment));
    }
  }
  return merged;
}

bool transcript_text(const Run& run, const Locale& locale, Hours every, const PictureAt& picture,
                     const std::function<bool(std::string_view)>& take, const std::function<void(double)>& progress) {
  const auto line = [&](const Sentence& sentence) { return wrap(locale.text(sentence), kLineWidth) + "\n"; };
  if (!take(line({"transcript.title"_key, {{"title", run.scenario().title_in(locale.name())}}}) + line({"describe.intro"_key, {}})))
    return false;
  std::vector<Paragraph> last;
  const std::vector<TranscriptMoment> moments = transcript_moments(run.trajectory, every);
  for (const TranscriptMoment& moment : moments) {
    std::vector<Paragraph> paragraphs = describe(run, moment.at);
    const auto rest = std::stable_partition(paragraphs.begin(), paragraphs.end(), [](const Paragraph& p) { return !of_the_run(p); });
    last.assign(rest, paragraphs.end());
    paragraphs.erase(rest, paragraphs.end());
    if (picture) paragraphs.insert(paragraphs.begin() + 1, picture_paragraph(picture(moment.at)));
    std::string out = "\n=== " + clock(moment.at, locale) + " ===\n";
    for (const Event& event : moment.events) out += line(event_sentence(run.trajectory, event));
    if (!take(out + "\n" + paragraphs_text(paragraphs, locale))) return false;
    if (progress) progress(static_cast<double>(&moment - moments.data()) / static_cast<double>(moments.size()));
  }
  return take("\n===\n\n" + paragraphs_text(last, locale));
}

std::string transcript_text(const Run& run, const Locale& locale, Hours every, const PictureAt& picture) {
  std::string out;
  transcript_text(run, locale, every, picture, [&](std::string_view part) {
    out += part;
    return true;
  });
  return out;
}

}  // namespace syn
