#include "app/export/print_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "app/console/exit_code.hpp"
#include "app/panels/time/curves_below.hpp"
#include "app/session/moment_text.hpp"
#include "app/shell/actions.hpp"
#include "app/ui/look/clock.hpp"
#include "app/ui/look/keys.hpp"
#include "app/ui/plot/figure.hpp"
#include "core/text.hpp"
#include "model/scenario/acting.hpp"

namespace syn {
namespace {

constexpr std::string_view kStyle =
    "@page{size:A4;margin:16mm}"
    "body{font:12pt/1.4 Inter,'DejaVu Sans',sans-serif;color:#111827;background:#fff;max-width:178mm;margin:0 auto}"
    "h1{font-size:20pt;line-height:1.2;margin:0 0 2mm}h2{font-size:14pt;margin:6mm 0 1mm}p{margin:0 0 2mm}"
    "figure{margin:4mm 0;break-inside:avoid}img,svg{width:100%;height:auto;display:block}"
    "svg{max-height:98mm}h2{break-after:avoid}p{orphans:3;widows:3}.small{font-size:10pt;color:#4a5568}.text{font-family:monospace;"
    "overflow-wrap:anywhere}"
    ".line{border:1px solid #4a5568;padding:2mm 3mm}table{border-collapse:collapse}td{padding:0.5mm 6mm 0.5mm 0;vertical-align:top}"
    ".keys{break-before:page}.card{columns:2;font-size:10pt}kbd{font:inherit;font-weight:600}";

std::string curves(const Session& session, std::span<const PublishedScore> published, const Resources& resources) {
  const State& state = session.state();
  const Trajectory& run = session.trajectory();
  CurveTab tab = state.view.curve_tab;
  if (tab == CurveTab::symptoms && run.scenario().patient.stress == Stress::none)
    tab = CurveTab::cell;  // nothing to show of a healthy start
  std::vector<PublishedScore> fitting;
  const double expectancy = expectancy_of(run.scenario(), session.parameters());
  std::copy_if(published.begin(), published.end(), std::back_inserter(fitting),
               [&](const PublishedScore& score) { return fits(score, run.scenario(), expectancy); });
  const CurveView view{.run = *session.run(),
                       .pinned = session.pinned(),
                       .published = fitting,
                       .page = {run.start().value, run.end().value},
                       .playhead_h = state.playhead.time_h};
  const Locale& locale = resources.locale(state.view);
  std::string svg =
      curves_svg(tab, view, session.parameters(), locale, resources.themes[static_cast<std::size_t>(ThemeName::light)], version());
  // Inside a page the head of a file of its own is wrong.
  const std::size_t start = svg.find("<svg");
  return start == std::string::npos ? std::string() : svg.substr(start);
}

std::string key_card(const Locale& locale) {
  std::string rows;
  for (const KeyLine& line : key_lines(locale))
    rows += fmt::format("<tr><td><kbd>{}</kbd></td><td>{}</td></tr>\n", xml_escaped(line.keys), xml_escaped(locale.text(line.words)));
  return rows;
}

}  // namespace

std::string base64(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t k) {
      return i + k < bytes.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i + k])) : 0U;
    };
    const std::uint32_t three = (at(0) << 16U) | (at(1) << 8U) | at(2);
    out += kLetters[(three >> 18U) & 63U];
    out += kLetters[(three >> 12U) & 63U];
    out += i + 1 < bytes.size() ? kLetters[(three >> 6U) & 63U] : '=';
    out += i + 2 < bytes.size() ? kLetters[three & 63U] : '=';
  }
  return out;
}

std::string print_page(const Session& session, const Image& picture, const PictureWords& words, std::span<const PublishedScore> published,
                       const Resources& resources) {
  const State& state = session.state();
  const Locale& locale = resources.locale(state.view);
  const auto say = [&](TextKey key) { return xml_escaped(locale.text(key)); };
  const Trajectory& run = session.trajectory();
  const std::string moment = moment_text(state.playhead.time_h, locale);
  std::string page = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
      locale.name(), xml_escaped(run.scenario().title_in(locale.name()) + ", " + moment), kStyle);
  page += fmt::format("<h1>{}</h1>\n<p>{}</p>\n<p class=\"line\">{}</p>\n", xml_escaped(run.scenario().title_in(locale.name())),
                      xml_escaped(moment), say("shell.teaching_line"_key));
  const std::string caption = xml_escaped(locale.text(words.caption));
  page += fmt::format("<figure><img alt=\"{}\" src=\"data:image/png;base64,{}\"></figure>\n", caption, base64(to_png(picture)));
  page += "<figure>" + curves(session, published, resources) + "</figure>\n";
  std::vector<Paragraph> paragraphs = describe(*session.run(), Hours{state.playhead.time_h});
  paragraphs.insert(paragraphs.begin(), picture_paragraph(words));
  for (const Paragraph& paragraph : paragraphs) {
    page += fmt::format("<section><h2>{}</h2>\n<p>", xml_escaped(locale.text(paragraph.heading)));
    for (const Sentence& sentence : paragraph.sentences) page += xml_escaped(locale.text(sentence)) + (paragraph.list ? "<br>" : " ");
    page += fmt::format("</p>\n<p class=\"small\">{}</p></section>\n", xml_escaped(locale.text(basis_sentence(paragraph))));
  }
  page += fmt::format(
      "<h2>{}</h2>\n<p class=\"small\">{}</p>\n<p class=\"small text\">{}</p>\n<p class=\"small\">Synaptoscope {} · {} {} · {} {}</p>\n",
      say("page.back"_key), say("page.back_how"_key), share_text(state, session.parameters()), version(), say("page.seed"_key),
      run.scenario().seed, say("page.hash"_key), session.run()->parameters.hash());
  page += fmt::format("<h2 class=\"keys\">{}</h2>\n<div class=\"card\"><table>\n{}</table></div>\n</body>\n</html>\n",
                      say("shell.keys_title"_key), key_card(locale));
  return page;
}

}  // namespace syn
