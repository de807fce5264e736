#include "app/walk/content/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"

namespace syn {
namespace {

constexpr std::string_view kStyle =
    "@page{size:A4;margin:12mm}"
    "body{font:11pt/1.3 Inter,'DejaVu Sans',sans-serif;color:#111827;background:#fff;max-width:186mm;margin:0 auto}"
    "h1{font-size:17pt;margin:0 0 1mm}h2{font-size:12.5pt;margin:4mm 0 1mm}h3{font-size:11pt;margin:2mm 0 0}p{margin:0 0 1mm}"
    "ul{margin:0;padding-left:5mm}.small{font-size:8pt;color:#3e4858}.line{border:1px solid #3e4858;padding:1.5mm 2.5mm}"
    "table{border-collapse:collapse;width:100%;font-size:9pt}td,th{border-top:1px solid #c3ccd8;padding:0.8mm 2mm 0.8mm 0;text-align:left;"
    "vertical-align:top}th{width:36mm;font-weight:600}.room{border-bottom:1px solid #3e4858;height:8mm}";

}  // namespace

std::string walk_page(const Walk& walk, const WalkNotes& notes, const Parameters& parameters, const Locale& locale) {
  const std::string& language = locale.name();
  const auto say = [&](TextKey key) { return xml_escaped(locale.text(key)); };
  const bool marked = std::any_of(notes.marks.begin(), notes.marks.end(), [](int mark) { return mark > 0; });
  std::string page = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
      language, say("walk.page.title"_key), kStyle);
  page += fmt::format("<h1>{}</h1>\n<p class=\"line\">{}</p>\n", say("walk.page.title"_key),
                      xml_escaped(locale.text(Sentence{"walk.page.intro"_key, {{"date", walk.date.in(language)}}})));
  if (marked) {
    page += fmt::format("<h2>{}</h2>\n<ul>\n", say("walk.page.matters"_key));
    for (std::size_t i = 0; i < kThings; ++i) {
      if (notes.marks[i] == 0) continue;
      page += fmt::format("<li>{}: {}</li>\n", xml_escaped(walk.choices.things[i].name.in(language)),
                          say(notes.marks[i] == 2 ? "walk.page.lot"_key : "walk.page.little"_key));
    }
    page += "</ul>\n";
  }
  std::string asked;
  for (std::size_t i = 0; i < walk.questions.size(); ++i) {
    if (i < notes.ticked.size() && notes.ticked[i]) asked += fmt::format("<li>{}</li>\n", xml_escaped(walk.questions[i].in(language)));
  }
  for (const std::string& own : notes.own) {
    if (!own.empty()) asked += fmt::format("<li>{}</li>\n", xml_escaped(own));
  }
  if (!asked.empty()) page += fmt::format("<h2>{}</h2>\n<ul>\n{}</ul>\n", say("walk.page.questions"_key), asked);

  WalkCard shown;  // gathers the facts of what stands on the page
  page += fmt::format("<h2>{}</h2>\n", say("walk.page.choices"_key));
  for (std::size_t i = 0; i < kThings; ++i) {
    const Choices::Thing& thing = walk.choices.things[i];
    if (marked && notes.marks[i] == 0) continue;
    page += fmt::format("<h3>{}</h3>\n<table>\n", xml_escaped(thing.name.in(language)));
    for (std::size_t k = 0; k < thing.of.size(); ++k) {
      page += fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", xml_escaped(walk.choices.names[k].in(language)),
                          xml_escaped(thing.of[k].words.in(language)));
      for (const std::string& id : thing.of[k].facts) {
        if (std::find(shown.facts.begin(), shown.facts.end(), id) == shown.facts.end()) shown.facts.push_back(id);
      }
    }
    page += "</table>\n";
  }
  page += fmt::format("<h2>{}</h2>\n<div class=\"room\"></div>\n<div class=\"room\"></div>\n", say("walk.page.room"_key));
  page += fmt::format("<h2>{}</h2>\n", say("walk.page.contact"_key));
  if (walk.clinic) {
    page += fmt::format("<p><b>{}</b>: {}</p>\n", xml_escaped(walk.clinic->name), xml_escaped(walk.clinic->contact.in(language)));
  }
  for (std::size_t i = walk.clinic ? walk.stop.text.size() - 1 : 1; i < walk.stop.text.size(); ++i)
    page += fmt::format("<p>{}</p>\n", xml_escaped(walk.stop.text[i].words.in(language)));
  std::string sources;
  for (const std::string& source : sources_of(shown, walk, parameters, locale))
    sources += (sources.empty() ? "" : "; ") + xml_escaped(source);
  if (!sources.empty()) page += fmt::format("<p class=\"small\">{}: {}.</p>\n", say("walk.page.sources"_key), sources);
  return page + "</body>\n</html>\n";
}

}  // namespace syn
