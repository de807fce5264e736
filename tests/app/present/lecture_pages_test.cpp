// A lecture on paper: what is written there can be read again.
#include "app/export/lecture_pages.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "../temporary_folder.hpp"

using namespace syn;

namespace {

DataFiles data() { return DataFiles({std::string(SYN_BINARY_DIR), std::string(SYN_SOURCE_DIR)}); }

Lecture lecture_of(const LocalizedText& headline, const LocalizedText& caption) {
  Lecture lecture;
  lecture.name = "words";
  lecture.title = {"Words", "Ord"};
  lecture.chapters = {{"One", "Ett"}};
  Beat beat;
  beat.id = "first";
  beat.badge = BeatBadge::people;
  beat.headline = headline;
  beat.caption = caption;
  beat.note = {"A note.", "En anteckning."};
  beat.sources_for = {"holmes_2022"};
  beat.sources_against = {"li_2010"};
  lecture.beats = {beat, beat};
  return lecture;
}

std::string words_of(const std::filesystem::path& file) {
  const std::string command = "pdftotext -enc UTF-8 -layout '" + file.string() + "' -";
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 4096> buffer{};
  for (std::size_t read = 0; (read = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), read);
  CHECK(::pclose(pipe) == 0);
  return text;
}

}  // namespace

TEST_CASE("headline, caption and badge stand in the document as text, Swedish letters and signs included") {
  const test::TemporaryFolder folder("pages");
  const Lecture lecture = lecture_of({"A scan", "Ögat såg en å"}, {"2 \u00B5m", "Två \u00B5m, år \u00C5\u00C4\u00D6 \u00E4"});
  const std::vector<Image> pictures(2, Image{64, 36, std::vector<std::uint8_t>(64 * 36 * 3, 200)});
  const Locale locale = Locale::load(data(), "sv").value();
  const auto font = data().find("assets/fonts/Inter-roman.var.ttf").value();
  const auto bytes = lecture_pdf(lecture, pictures, locale, font);
  REQUIRE_MESSAGE(bytes, to_text(bytes.error()));
  REQUIRE(write_file(folder.path / "words.pdf", *bytes));
  const std::string text = words_of(folder.path / "words.pdf");
  for (const std::string& words : {lecture.beats[0].headline.sv, lecture.beats[0].caption.sv, std::string("\u25CF"),
                                   std::string(locale.text(badge_word(BeatBadge::people)))}) {
    CAPTURE(words);
    CHECK(text.find(words) != std::string::npos);
  }
  CHECK(std::count(text.begin(), text.end(), '\f') == 2);  // a page a beat
}

TEST_CASE("a font that is none is told, and the transcript has the sources for and against") {
  const Lecture lecture = lecture_of({"A scan", "En kamera"}, {"Caption.", "Bildtext."});
  const std::vector<Image> pictures(2, Image{16, 9, std::vector<std::uint8_t>(16 * 9 * 3, 200)});
  const Locale locale = Locale::load(data(), "en").value();
  const auto bytes = lecture_pdf(lecture, pictures, locale, std::string(SYN_SOURCE_DIR) + "/README.md");
  REQUIRE_FALSE(bytes);
  CHECK(bytes.error().front().what.find("font") != std::string::npos);
  const Parameters parameters = Parameters::load(data()).value();
  const std::string text = lecture_transcript(lecture, locale, parameters);
  for (const char* source : {"holmes_2022", "li_2010"})
    CHECK(text.find(parameters.source(source)->line("citation", "en")) != std::string::npos);
  CHECK(text.find("Caption.") < text.find("A note."));
}

TEST_CASE("a contact sheet holds every picture, smaller") {
  std::vector<Image> pictures;
  for (const int grey : {0, 100, 200}) pictures.push_back({8, 4, std::vector<std::uint8_t>(8 * 4 * 3, static_cast<std::uint8_t>(grey))});
  const Image sheet = contact_sheet(pictures, 2, 2);
  CHECK(sheet.width == 8);
  CHECK(sheet.height == 4);
  CHECK(sheet.rgb.front() == 0);
  CHECK(sheet.rgb[4 * 3] == 100);
  CHECK(sheet.rgb[2 * 8 * 3] == 200);
}
