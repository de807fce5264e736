// Figures as a vector picture. Letters are the reader's own sans serif, so widths of words are only estimated and
// nothing is placed so near that a wider letter would touch.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "app/ui/plot/figure.hpp"
#include "core/text.hpp"

namespace syn {

namespace {

constexpr double kText = 14.0;   // height of a letter, user units
constexpr double kLetter = 7.6;  // mean width of one, generous
constexpr double kRow = 20.0;
constexpr double kMargin = 16.0;

std::string hex(Color color) {
  const auto byte = [](float share) { return std::clamp(static_cast<int>(std::lround(share * 255.0F)), 0, 255); };
  return fmt::format("#{:02x}{:02x}{:02x}", byte(color.r), byte(color.g), byte(color.b));
}

// Letters, not bytes: a continued byte of UTF-8 has no width of its own.
double width_of(std::string_view text) {
  return kLetter * static_cast<double>(
                       std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// The text on lines of at most this many letters, broken between words.
std::vector<std::string> lines_of(const std::string& text, std::size_t letters) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t space = std::min(text.find(' ', from), text.size());
    const std::string word = text.substr(from, space - from);
    if (!line.empty() && width_of(line + " " + word) > kLetter * static_cast<double>(letters)) lines.push_back(std::exchange(line, {}));
    line += (line.empty() ? "" : " ") + word;
    from = space + 1;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string dashes(Stroke stroke) {
  switch (stroke) {
    case Stroke::solid: return "";
    case Stroke::dashed: return " stroke-dasharray=\"9 5\"";
    case Stroke::dotted: return " stroke-dasharray=\"2.5 4\"";
  }
  return "";
}

class Writer {
 public:
  Writer(const FigurePage& page, const Theme& theme, const Locale& locale) : page_(page), theme_(theme), locale_(locale) {}

  std::string write(std::span<const Figure> figures) {
    put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:g}\" height=\"{1:g}\" "
        "viewBox=\"0 0 {0:g} {1:g}\" font-family=\"Inter, Arial, sans-serif\" font-size=\"{2:g}\">\n",
        page_.width, page_.height, kText);
    put("<title>{}</title>\n", xml_escaped(page_.title));
    put("<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n", hex(theme_[Role::background]));
    words(kMargin, kMargin + kText, page_.title, Role::text, "start", " font-weight=\"600\"");
    const double top = kMargin + 1.6 * kRow;
    std::vector<std::string> footer;
    for (const std::string& text : page_.footer) {
      for (std::string& line : lines_of(text, static_cast<std::size_t>((page_.width - 2.0 * kMargin) / kLetter)))
        footer.push_back(std::move(line));
    }
    const double bottom = page_.height - kMargin - kRow * static_cast<double>(footer.size());
    const double height = (bottom - top) / static_cast<double>(std::max<std::size_t>(figures.size(), 1));
    for (std::size_t i = 0; i < figures.size(); ++i) figure(figures[i], i, top + height * static_cast<double>(i), height - 0.5 * kRow);
    for (std::size_t i = 0; i < footer.size(); ++i) words(kMargin, bottom + kRow * static_cast<double>(i) + kText, footer[i], Role::muted);
    put("</svg>\n");
    return fmt::to_string(text_);
  }

 private:
  template <class... T>
  void put(fmt::format_string<T...> format, T&&... values) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<T>(values)...);
  }
  void words(double x, double y, std::string_view text, Role role, std::string_view anchor = "start", std::string_view more = "") {
    put("<text x=\"{:.1f}\" y=\"{:.1f}\" fill=\"{}\" text-anchor=\"{}\"{}>{}</text>\n", x, y, hex(theme_[role]), anchor, more,
        xml_escaped(text));
  }
  void rule(double x0, double y0, double x1, double y1, Color color, double width, std::string_view more = "") {
    put("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" stroke-width=\"{:g}\"{}/>\n", x0, y0, x1, y1,
        hex(color), width, more);
  }
  std::string points(Figure::Data times, Figure::Data values, double factor) const {
    fmt::memory_buffer out;
    for (const PlotPoint& p :
         thin_curve(times, values, map_.time_low_h, map_.time_high_h, static_cast<int>(map_.right - map_.left), map_.log_time))
      fmt::format_to(std::back_inserter(out), "{:.1f},{:.1f} ", map_.x_of(p.time_h), map_.y_of(p.value * factor));
    if (out.size() > 0) out.resize(out.size() - 1);
    return fmt::to_string(out);
  }
  void polyline(std::string_view name, std::string_view at, Color color, double width, double opacity, std::string_view more) {
    put("<polyline class=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{:g}\" stroke-opacity=\"{:g}\" stroke-linejoin=\"round\"{} "
        "points=\"{}\"/>\n",
        name, hex(color), width, opacity, more, at);
  }
  void sign(Glyph sign, double x, double y, double r, Color color) {
    const std::string ink = hex(color);
    switch (sign) {
      case Glyph::sphere: put("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:g}\" fill=\"{}\"/>\n", x, y, r, ink); break;
      case Glyph::ring:
        put("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:g}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"2\"/>\n", x, y, r,
            hex(theme_[Role::background]), ink);
        break;
      case Glyph::square:
        put("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:g}\" height=\"{:g}\" fill=\"{}\"/>\n", x - r, y - r, 2 * r, 2 * r, ink);
        break;
      case Glyph::diamond:
        put("<path d=\"M{:.1f} {:.1f}l{:g} {:g}l{:g} {:g}l{:g} {:g}z\" fill=\"{}\"/>\n", x, y - r, r, r, -r, r, -r, -r, ink);
        break;
      case Glyph::triangle: put("<path d=\"M{:.1f} {:.1f}l{:g} {:g}h{:g}z\" fill=\"{}\"/>\n", x, y - r, r, 2 * r, -2 * r, ink); break;
      case Glyph::plus:
        put("<path d=\"M{0:.1f} {1:.1f}h{2:g}M{3:.1f} {4:.1f}v{2:g}\" stroke=\"{5}\" stroke-width=\"2.5\"/>\n", x - r, y, 2 * r, x, y - r,
            ink);
        break;
    }
  }

  // Row after row like words; gives the height that it took.
  double legend(const Figure& f, double top) {
    double x = kMargin;
    double y = top;
    const auto item = [&](const std::string& text, auto sample) {
      const double width = 40.0 + width_of(text) + 16.0;
      if (x > kMargin && x + width > page_.width - kMargin) {
        x = kMargin;
        y += kRow;
      }
      sample(x, y + 0.5 * kRow);
      words(x + 40.0, y + 0.5 * kRow + 0.35 * kText, text, Role::text);
      x += width;
    };
    const double now = f.playhead_h.value_or(f.axes.time_low_h);
    for (const Figure::Line& line : f.lines) {
      item(line.style.name + "  " + value_words(line, now, locale_), [&](double left, double middle) {
        rule(left, middle, left + 32.0, middle, line.style.color, 2.2 * line.style.width, dashes(line.style.stroke));
        sign(line.style.sign, left + 16.0, middle, 4.5, line.style.color);
      });
    }
    for (const Figure::Band& band : f.bands) {
      item(band.name + "  " + value_words(band, now, locale_), [&](double left, double middle) {
        put("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"32\" height=\"12\" fill=\"{}\" fill-opacity=\"{:g}\" stroke=\"{}\"/>\n", left,
            middle - 6.0, hex(band.color), 1.5 * band.alpha, hex(band.color));
      });
    }
    for (const Figure::Runs& runs : f.runs)
      item(runs.name, [&](double left, double middle) { rule(left, middle, left + 32.0, middle, runs.color, 0.7); });
    if (f.has_ghost())
      item(f.ghost_name, [&](double left, double middle) {
        rule(left, middle, left + 32.0, middle, theme_[Role::muted], 1.6, " stroke-dasharray=\"12 7\"");
      });
    for (const Figure::Points& marks : f.points)
      item(marks.name, [&](double left, double middle) { sign(Glyph::square, left + 16.0, middle, 4.5, marks.color); });
    return y + kRow - top;
  }

  void axes(const Figure& f) {
    const Color grid = theme_[Role::panel_edge];
    const std::vector<double> ticks =
        round_ticks(f.axes.value_low, f.axes.value_high, std::max(2, static_cast<int>((map_.bottom - map_.top) / 34.0F)));
    for (const double tick : ticks) {
      const double y = map_.y_of(tick);
      rule(map_.left, y, map_.right, y, grid, 1.0);
      words(map_.left - 6.0, y + 0.35 * kText, locale_.number(tick, tick_decimals(ticks)), Role::muted, "end");
    }
    const double base = map_.bottom + kText + 5.0;
    const auto at = [&](double time_h, const std::string& text) {
      const double x = map_.x_of(time_h);
      rule(x, map_.top, x, map_.bottom, grid, 1.0);
      words(x, base, text, Role::muted, "middle");
    };
    if (f.axes.log_time) {
      for (const LogTick& tick : log_time_ticks(map_.time_low_h, map_.time_high_h))
        at(tick.time_h, tick.time_h == 0.0 ? "0" : locale_.number(tick.number, 0) + "\u00A0" + locale_.text(symbol_key(tick.unit)));
      return;
    }
    const TimeTicks times = time_ticks(map_.time_low_h, map_.time_high_h, std::max(2, static_cast<int>((map_.right - map_.left) / 60.0F)));
    for (const double time : times.times_h) {
      if (map_.x_of(time) < map_.right - 60.0F) at(time, locale_.number(times.label_of(time), 0));
    }
    words(map_.right, base, locale_.text(name_key(times.unit)), Role::muted, "end");
  }

  void band(const Figure::Band& b) {
    fmt::memory_buffer out;
    constexpr int kColumns = 240;
    for (const bool back : {false, true}) {
      for (int i = 0; i <= kColumns; ++i) {
        const double t = map_.time_at(static_cast<double>(back ? kColumns - i : i) / kColumns);
        fmt::format_to(std::back_inserter(out), "{:.1f},{:.1f} ", map_.x_of(t), map_.y_of(value_at(b.times, back ? b.low : b.high, t)));
      }
    }
    put("<polygon class=\"band\" fill=\"{0}\" fill-opacity=\"{1:g}\" stroke=\"{0}\" stroke-opacity=\"{2:g}\" points=\"{3}\"/>\n",
        hex(b.color), b.alpha, std::min(1.0, 2.0 * static_cast<double>(b.alpha)), fmt::to_string(out));
  }

  void figure(const Figure& f, std::size_t number, double top, double height) {
    const double legend_height = legend(f, top);
    const double frame_top = top + legend_height + 1.3 * kRow;
    map_ = {};
    map_.time_low_h = f.axes.time_low_h;
    map_.time_high_h = f.axes.time_high_h;
    map_.value_low = f.axes.value_low;
    map_.value_high = f.axes.value_high;
    map_.log_time = f.axes.log_time;
    map_.left = static_cast<float>(kMargin + 48.0);
    map_.right = static_cast<float>(page_.width - kMargin);
    map_.top = static_cast<float>(frame_top);
    map_.bottom = static_cast<float>(std::max(top + height - 1.4 * kRow, frame_top + kRow));
    words(kMargin, frame_top - 6.0, f.axes.value_label, Role::text);
    words(map_.right, frame_top - 6.0, std::string(locale_.text(word_of(f.axes.badge))) + " \u00B7 " + f.axes.note, Role::muted, "end");
    axes(f);
    put("<clipPath id=\"plot{0}\"><rect x=\"{1:.1f}\" y=\"{2:.1f}\" width=\"{3:.1f}\" height=\"{4:.1f}\"/></clipPath>\n<g "
        "clip-path=\"url(#plot{0})\">\n",
        number, map_.left, map_.top, map_.right - map_.left, map_.bottom - map_.top);
    for (const Figure::Runs& runs : f.runs) {
      for (const std::vector<double>& run : runs.runs) polyline("run", points(runs.times, run, 1.0), runs.color, 0.7, 0.3, "");
    }
    for (const Figure::Band& b : f.bands) band(b);
    for (const Figure::Reference& reference : f.references) {
      const double y = map_.y_of(reference.value);
      rule(map_.left, y, map_.right, y, theme_[Role::muted], 1.0, " stroke-dasharray=\"6 5\"");
      words(map_.right - 6.0, y - 4.0, reference.words, Role::muted, "end");
    }
    for (const Figure::Marker& marker : f.markers) {
      const double x = map_.x_of(marker.time_h);
      rule(x, map_.top, x, map_.bottom, marker.color, 1.0, " stroke-opacity=\"0.5\"");
      sign(marker.sign, x, map_.bottom - 8.0, 5.0, marker.color);
    }
    for (const Figure::Line& line : f.lines) {
      if (!line.ghost_times.empty())
        polyline("ghost", points(line.ghost_times, line.ghost_values, line.style.factor), line.style.color, 1.6, 0.8,
                 " stroke-dasharray=\"12 7\"");
    }
    for (std::size_t i = 0; i < f.lines.size(); ++i) {
      const Figure::Line& line = f.lines[i];
      polyline("line", points(line.times, line.values, line.style.factor), line.style.color, 2.2 * line.style.width, 1.0,
               dashes(line.style.stroke));
      for (float x = map_.left + 24.0F + 30.0F * static_cast<float>(i); x < map_.right; x += 170.0F)
        sign(line.style.sign, x, map_.y_of(value_at(line.times, line.values, map_.time_of(x)) * line.style.factor), 4.5, line.style.color);
    }
    for (const Figure::Hatch& hatch : f.hatches) hatched(hatch);
    if (f.playhead_h) {
      const double x = map_.x_of(*f.playhead_h);
      rule(x, map_.top, x, map_.bottom, theme_[Role::text], 1.5);
    }
    for (const Figure::Points& marks : f.points) {
      for (const PlotPointMark& mark : marks.marks) point(mark, marks.color);
    }
    put("</g>\n");
  }

  void hatched(const Figure::Hatch& hatch) {
    const double left = std::max(map_.x_of(hatch.from_h), map_.left);
    const double right = std::min(map_.x_of(hatch.until_h), map_.right);
    for (double x = left - kRow; x < right; x += 10.0) {
      const double from = std::max(x, left);
      const double to = std::min(x + kRow, right);
      if (from < to) rule(from, map_.top + kRow - (from - x), to, map_.top + kRow - (to - x), theme_[Role::control], 1.0);
    }
    if (width_of(hatch.words) + 16.0 < right - left) {
      put("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:g}\" fill=\"{}\"/>\n", left + 4.0, map_.top + 1.0,
          width_of(hatch.words), kRow - 2.0, hex(theme_[Role::background]));
      words(left + 8.0, map_.top + 0.75 * kRow, hatch.words, Role::muted);
    }
  }

  void point(const PlotPointMark& mark, Color color) {
    const double x = map_.x_of(mark.time_h);
    const double y = map_.y_of(mark.value);
    put("<g class=\"point\"><title>{}</title>\n", xml_escaped(mark.hint));
    if (mark.error) rule(x, map_.y_of(mark.value - *mark.error), x, map_.y_of(mark.value + *mark.error), color, 2.0);
    sign(Glyph::square, x, y, 5.0, color);
    if (mark.open) sign(Glyph::square, x, y, 2.5, theme_[Role::background]);
    put("</g>\n");
  }

  const FigurePage& page_;
  const Theme& theme_;
  const Locale& locale_;
  PlotMap map_;
  fmt::memory_buffer text_;
};

}  // namespace

std::string figure_svg(std::span<const Figure> figures, const FigurePage& page, const Theme& theme, const Locale& locale) {
  return Writer(page, theme, locale).write(figures);
}

}  // namespace syn
