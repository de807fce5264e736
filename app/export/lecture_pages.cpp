#include "app/export/lecture_pages.hpp"

#include <fmt/format.h>
#include <hpdf.h>

#include <algorithm>
#include <array>
#include <memory>

namespace syn {
namespace {

std::string joined(const std::vector<std::string>& words) { return words.empty() ? "\u2013" : fmt::format("{}", fmt::join(words, ", ")); }

// As on the screen, of what the font has.
std::string signed_word(BeatBadge badge, const Locale& locale) {
  constexpr std::array kSigns{"\u25CF ", "\u25B2 ", "? ", "", "\u2014 "};
  return kSigns[static_cast<std::size_t>(badge)] + std::string(locale.text(badge_word(badge)));
}

// libharu tells each error here and goes on; the first is kept.
void keep_first(HPDF_STATUS error, HPDF_STATUS, void* kept) {
  auto& first = *static_cast<HPDF_STATUS*>(kept);
  if (first == HPDF_OK) first = error;
}

// Text below one another on a page, broken at spaces.
class Writer {
 public:
  Writer(HPDF_Page page, HPDF_Font font, float left, float width, float top)
      : page_(page), font_(font), left_(left), width_(width), y_(top) {}

  void say(std::string_view text, float size, float grey = 0.0F) {
    HPDF_Page_SetFontAndSize(page_, font_, size);
    HPDF_Page_SetRGBFill(page_, grey, grey, grey);
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      std::string longer = line.empty() ? std::string(text.substr(at, end - at)) : line + " " + std::string(text.substr(at, end - at));
      if (!line.empty() && HPDF_Page_TextWidth(page_, longer.c_str()) > width_) {
        put(line, size);
        longer = text.substr(at, end - at);
      }
      line = std::move(longer);
      at = end + 1;
    }
    put(line, size);
  }

 private:
  void put(const std::string& line, float size) {
    y_ -= 1.3F * size;
    HPDF_Page_BeginText(page_);
    HPDF_Page_TextOut(page_, left_, y_, line.c_str());
    HPDF_Page_EndText(page_);
  }
  HPDF_Page page_;
  HPDF_Font font_;
  float left_, width_, y_;
};

}  // namespace

std::string lecture_transcript(const Lecture& lecture, const Locale& locale, const Parameters& parameters) {
  const std::string& language = locale.name();
  std::string out = fmt::format("# {}\n\n{}\n", lecture.title.in(language), locale.text("app.overlay.teaching_model"_key));
  int chapter = -1;
  int number = 0;
  for (const Beat& beat : lecture.beats) {
    if (beat.chapter != chapter) {
      chapter = beat.chapter;
      out += fmt::format("\n## {} {}\n", chapter + 1, lecture.chapters[static_cast<std::size_t>(chapter)].in(language));
    }
    out += fmt::format("\n### {}. {}\n\n{}\n\n{}: {}{}\n\n{}\n", ++number, beat.headline.in(language), beat.caption.in(language),
                       locale.text("lecture.badge"_key), signed_word(beat.badge, locale),
                       beat.claims.empty() ? "" : " (" + claim_list(beat) + ")", beat.note.in(language));
    const auto list = [&](TextKey title, const std::vector<std::string>& names) {
      if (names.empty()) return;
      out += fmt::format("\n{}:\n\n", locale.text(title));
      for (const std::string& name : names) {
        const Source& source = *parameters.source(name);
        out += fmt::format("- {}. {} ({})\n", source.line("says", language), source.line("citation", language),
                           source.line("limit", language));
      }
    };
    list("lecture.for"_key, beat.sources_for);
    list("lecture.against"_key, beat.sources_against);
  }
  return out;
}

Image contact_sheet(std::span<const Image> pictures, int columns, int smaller) {
  if (pictures.empty()) return {};
  const int width = pictures.front().width / smaller, height = pictures.front().height / smaller;
  const int rows = (static_cast<int>(pictures.size()) + columns - 1) / columns;
  Image sheet{columns * width, rows * height, {}};
  sheet.rgb.assign(static_cast<std::size_t>(sheet.width) * static_cast<std::size_t>(sheet.height) * 3, 255);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const Image& from = pictures[i];
    const int left = static_cast<int>(i) % columns * width, top = static_cast<int>(i) / columns * height;
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width * 3; ++x) {
        int sum = 0;  // the mean of a square of pixels
        for (int dy = 0; dy < smaller; ++dy) {
          for (int dx = 0; dx < smaller; ++dx)
            sum += from.rgb[static_cast<std::size_t>(((y * smaller + dy) * from.width + x / 3 * smaller + dx) * 3 + x % 3)];
        }
        sheet.rgb[static_cast<std::size_t>(((top + y) * sheet.width + left) * 3 + x)] =
            static_cast<std::uint8_t>(sum / (smaller * smaller));
      }
    }
  }
  return sheet;
}

Result<std::string> lecture_pdf(const Lecture& lecture, std::span<const Image> pictures, const Locale& locale,
                                const std::filesystem::path& font) {
  HPDF_STATUS wrong = HPDF_OK;
  const std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, void (*)(HPDF_Doc)> pdf(HPDF_New(keep_first, &wrong), HPDF_Free);
  if (!pdf) return failure({"", 0, 0, "the document cannot be made", "free some memory"});
  HPDF_SetCompressionMode(pdf.get(), HPDF_COMP_ALL);
  HPDF_UseUTFEncodings(pdf.get());
  HPDF_SetInfoAttr(pdf.get(), HPDF_INFO_TITLE, lecture.title.in(locale.name()).c_str());
  HPDF_SetInfoAttr(pdf.get(), HPDF_INFO_CREATOR, "Synaptoscope");
  const char* name = HPDF_LoadTTFontFromFile(pdf.get(), font.string().c_str(), HPDF_TRUE);
  if (name == nullptr)
    return failure({font.string(), 0, 0, "the font cannot be read", "a TrueType file; Debian's fonts-inter-variable has one"});
  const HPDF_Font face = HPDF_GetFont(pdf.get(), name, "UTF-8");
  constexpr float kWidth = 960.0F, kMargin = 36.0F, kText = 260.0F;  // points
  for (std::size_t i = 0; i < lecture.beats.size() && i < pictures.size() && wrong == HPDF_OK; ++i) {
    const Beat& beat = lecture.beats[i];
    const Image& picture = pictures[i];
    const float height = kWidth * static_cast<float>(picture.height) / static_cast<float>(picture.width);
    const HPDF_Page page = HPDF_AddPage(pdf.get());
    HPDF_Page_SetWidth(page, kWidth);
    HPDF_Page_SetHeight(page, height + kText);
    const HPDF_Image image = HPDF_LoadRawImageFromMem(pdf.get(), picture.rgb.data(), static_cast<HPDF_UINT>(picture.width),
                                                      static_cast<HPDF_UINT>(picture.height), HPDF_CS_DEVICE_RGB, 8);
    HPDF_Page_DrawImage(page, image, 0.0F, kText, kWidth, height);
    Writer text(page, face, kMargin, kWidth - 2.0F * kMargin, kText - 6.0F);
    const std::string& language = locale.name();
    text.say(beat.headline.in(language), 22.0F);
    text.say(beat.caption.in(language), 16.0F);
    text.say(fmt::format("{}: {}", locale.text("lecture.badge"_key), signed_word(beat.badge, locale)), 12.0F, 0.3F);
    text.say(beat.note.in(language), 12.0F);
    text.say(fmt::format("{}: {}. {}: {}", locale.text("lecture.for"_key), joined(beat.sources_for), locale.text("lecture.against"_key),
                         joined(beat.sources_against)),
             12.0F, 0.3F);
  }
  HPDF_SaveToStream(pdf.get());
  if (wrong != HPDF_OK)
    return failure({"", 0, 0, fmt::format("the document cannot be made: libharu's error {:#x}", wrong), "another font"});
  std::string bytes(HPDF_GetStreamSize(pdf.get()), '\0');
  auto size = static_cast<HPDF_UINT32>(bytes.size());
  HPDF_ReadFromStream(pdf.get(), reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
  return bytes;
}

}  // namespace syn
