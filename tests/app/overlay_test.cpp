#include "app/ui/overlay/overlay.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/random.hpp"
#include "headless_ui.hpp"

using namespace syn;
using namespace syn::test;

namespace {

struct LabelSet {
  Box picture;
  std::vector<Box> obstacles;
  std::vector<LabelRequest> requests;
};

LabelSet random_set(std::uint32_t seed) {
  Stream random(99, seed);
  LabelSet set;
  set.picture = {10.0F, 20.0F, 10.0F + 300.0F + static_cast<float>(random.uniform() * 1500.0),
                 20.0F + 200.0F + static_cast<float>(random.uniform() * 900.0)};
  const float w = set.picture.width();
  const float h = set.picture.height();
  set.obstacles = {{20.0F, 30.0F, 20.0F + 0.2F * w, 60.0F},
                   {set.picture.right - 0.3F * w, 30.0F, set.picture.right - 5.0F, 90.0F},
                   {set.picture.left, set.picture.bottom - 0.2F * h, set.picture.right, set.picture.bottom}};
  const std::uint32_t count = 1 + random.below(25);
  for (std::uint32_t i = 0; i < count; ++i) {
    set.requests.push_back({set.picture.left + static_cast<float>(random.uniform() * 1.1 - 0.05) * w,
                            set.picture.top + static_cast<float>(random.uniform() * 1.1 - 0.05) * h,
                            30.0F + static_cast<float>(random.uniform() * 220.0), 18.0F + static_cast<float>(random.below(2)) * 20.0F,
                            static_cast<float>(random.below(4)), static_cast<float>(random.uniform()), random.below(4) == 0});
  }
  return set;
}

}  // namespace

TEST_CASE("labels never overlap each other or what else stands over the picture") {
  std::size_t shown = 0;
  std::size_t in_place = 0;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    const LabelSet set = random_set(seed);
    const std::vector<LabelPlace> places = layout_labels(set.requests, set.picture, set.obstacles, 4.0F);
    REQUIRE(places.size() == set.requests.size());
    CAPTURE(seed);
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!places[i].shown) continue;
      ++shown;
      const Box& box = places[i].box;
      CHECK(box.left >= set.picture.left);
      CHECK(box.right <= set.picture.right);
      CHECK(box.top >= set.picture.top - 0.01F);
      CHECK(box.bottom <= set.picture.bottom + 0.01F);
      CHECK(box.width() == doctest::Approx(set.requests[i].width));
      CHECK(set.picture.holds(set.requests[i].anchor_x, set.requests[i].anchor_y));
      if (places[i].in_place) {
        CHECK(set.requests[i].in_place);
        CHECK(0.5F * (box.left + box.right) == doctest::Approx(set.requests[i].anchor_x));
        CHECK(box.top == doctest::Approx(set.requests[i].anchor_y));
        ++in_place;
      }
      for (const Box& obstacle : set.obstacles) CHECK(!box.overlaps(obstacle));
      for (std::size_t j = i + 1; j < places.size(); ++j) {
        if (places[j].shown) CHECK(!box.overlaps(places[j].box));
      }
    }
  }
  CHECK(shown > 500);
  CHECK(in_place > 100);
}

TEST_CASE("a label alone stands level with its anchor, on its side") {
  const Box picture{0.0F, 0.0F, 1000.0F, 600.0F};
  const std::vector<LabelRequest> one{{700.0F, 300.0F, 120.0F, 30.0F, 1.0F, 1.0F}};
  const LabelPlace place = layout_labels(one, picture, {}, 6.0F).front();
  REQUIRE(place.shown);
  CHECK(!place.left_column);
  CHECK(0.5F * (place.box.top + place.box.bottom) == doctest::Approx(300.0F));
  CHECK(place.box.left > 700.0F);
}

TEST_CASE("where there is no room the least important labels go, and among equals the farthest") {
  const Box picture{0.0F, 0.0F, 600.0F, 100.0F};  // four labels of 20 px fit into each column
  std::vector<LabelRequest> many;
  for (int i = 0; i < 12; ++i) {
    const bool important = i < 5;  // all of them stand left of the middle
    many.push_back({100.0F + 35.0F * static_cast<float>(i), 50.0F, 80.0F, 20.0F, important ? 2.0F : 1.0F, static_cast<float>(i)});
  }
  const std::vector<LabelPlace> places = layout_labels(many, picture, {}, 4.0F);
  std::size_t shown = 0;
  for (std::size_t i = 0; i < places.size(); ++i) shown += places[i].shown ? 1U : 0U;
  CHECK(shown >= 5);
  CHECK(shown < 12);
  for (std::size_t i = 0; i < 5; ++i) CHECK(places[i].shown);
}

TEST_CASE("leaders of one column do not cross when anchors stand one above the other") {
  const Box picture{0.0F, 0.0F, 1200.0F, 700.0F};
  std::vector<LabelRequest> labels;
  for (int i = 0; i < 8; ++i)
    labels.push_back({650.0F + 20.0F * static_cast<float>(i % 3), 300.0F + 6.0F * static_cast<float>(i), 150.0F, 28.0F, 1.0F, 1.0F});
  const std::vector<LabelPlace> places = layout_labels(labels, picture, {}, 6.0F);
  const auto turn = [](float ax, float ay, float bx, float by, float cx, float cy) {
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0.0F;
  };
  CHECK(std::count_if(places.begin(), places.end(), [](const LabelPlace& place) { return place.shown; }) >= 4);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (std::size_t j = i + 1; j < labels.size(); ++j) {
      if (!places[i].shown || !places[j].shown) continue;
      const float ax = labels[i].anchor_x, ay = labels[i].anchor_y, bx = places[i].box.left,
                  by = 0.5F * (places[i].box.top + places[i].box.bottom);
      const float cx = labels[j].anchor_x, cy = labels[j].anchor_y, dx = places[j].box.left,
                  dy = 0.5F * (places[j].box.top + places[j].box.bottom);
      CHECK(
          !(turn(ax, ay, bx, by, cx, cy) != turn(ax, ay, bx, by, dx, dy) && turn(cx, cy, dx, dy, ax, ay) != turn(cx, cy, dx, dy, bx, by)));
    }
  }
}

TEST_CASE("scale bars have round lengths that fit") {
  for (std::uint32_t i = 0; i < 300; ++i) {
    const double per_px = std::pow(10.0, 6.0 * uniform_at(5, i, 0) - 3.0);
    const ScaleBar bar = scale_bar(per_px, 200.0F);
    CHECK(bar.pixels <= 200.01F);
    CHECK(bar.pixels >= 79.9F);  // the next round length would not fit
    CHECK(static_cast<double>(bar.pixels) * per_px == doctest::Approx(bar.nanometres));
    const double mantissa = bar.nanometres / std::pow(10.0, std::floor(std::log10(bar.nanometres) + 1e-9));
    CHECK(std::min({std::abs(mantissa - 1.0), std::abs(mantissa - 2.0), std::abs(mantissa - 5.0)}) < 1e-6);
  }
  const Locale sv = must(Locale::load(data_files(), "sv"));
  CHECK(length_text(20.0, sv) == "20\u00A0nm");
  CHECK(length_text(0.5, sv) == "0,5\u00A0nm");
  CHECK(length_text(1000.0, sv) == "1\u00A0µm");
  CHECK(length_text(500.0, sv) == "500\u00A0nm");
}

TEST_CASE("the overlay keeps its parts apart on every screen, in both languages and themes") {
  for (const auto& size : {std::pair(640.0F, 360.0F), std::pair(890.0F, 480.0F), std::pair(1280.0F, 720.0F), std::pair(1920.0F, 1080.0F)}) {
    const float width = size.first;
    const float height = size.second;
    for (const char* locale : {"en", "sv"}) {
      CAPTURE(width);
      CAPTURE(locale);
      HeadlessUi ui(width, height, 17.0F, "light", locale);
      OverlayContent content;
      content.caption = "Magnesium leaves the pore, ketamine wanders in, and the gate may close with the drug locked inside it.";
      content.lens_note = "The lens shows milliseconds; ketamine is drawn 40 × denser than it is";
      content.badge = BadgeGlyph::our_model;
      content.time_h = 30.123456;
      content.lens = ClockUnit::ms;
      content.hours_per_second = 1e-6 / 3.6;
      content.paused = true;
      content.nanometres_per_px = 0.4;
      for (int i = 0; i < 9; ++i) {
        OverlayLabel label;
        label.x = width * (0.25F + 0.06F * static_cast<float>(i));
        label.y = height * (0.3F + 0.03F * static_cast<float>(i));
        label.depth = 1.0F;
        label.text = "A name of some length " + std::to_string(i);
        label.swatch = ui.theme[Role::ketamine];
        label.sign = Glyph::diamond;
        content.labels.push_back(label);
      }
      const OverlayLook look{ui.theme, ui.locale, ui.fonts};
      const Box picture{0.0F, 0.0F, width, height};
      const OverlayPlan plan = plan_overlay(picture, content, look);
      std::vector<Box> parts{plan.badge_box, plan.clock_box, plan.scale_box, plan.bar_box};
      for (const LabelPlace& label : plan.labels) {
        if (label.shown) parts.push_back(label.box);
      }
      CHECK(parts.size() >= 6);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        CHECK(parts[i].left >= 0.0F);
        CHECK(parts[i].right <= width + 0.01F);
        CHECK(parts[i].bottom <= height + 0.01F);
        for (std::size_t j = i + 1; j < parts.size(); ++j) CHECK(!parts[i].overlaps(parts[j]));
      }
      CHECK(plan.caption_lines.size() <= 2);
      CHECK(plan.bar_box.height() < 0.45F * height);
      for (const std::string& line : plan.caption_lines) {
        CHECK(plan.caption_font->CalcTextSizeA(plan.caption_font->FontSize, 1e9F, 0.0F, line.c_str()).x <= width);
      }
      ui.content = [&] { draw_overlay(*ImGui::GetWindowDrawList(), plan, content, look); };
      ui.frame(2);
      CHECK(ImGui::GetDrawData()->TotalVtxCount > 500);
    }
  }
}

namespace {

// A picture with more names than may be shown, the drug's among the least important.
OverlayContent many_names(const Theme& theme) {
  OverlayContent content;
  content.caption = "A caption.";
  for (int i = 0; i < 9; ++i) {
    const bool drug = i == 6;
    content.labels.push_back({.x = 300.0F + 70.0F * static_cast<float>(i),
                              .y = 120.0F + 45.0F * static_cast<float>(i),
                              .depth = 1.0F,
                              .priority = static_cast<float>(9 - i),
                              .text = "Name " + std::to_string(i),
                              .swatch = theme[drug ? Role::ketamine : Role::channel],
                              .id = "name." + std::to_string(i)});
  }
  return content;
}

const Box kPicture{0.0F, 0.0F, 1280.0F, 720.0F};

std::size_t shown_names(const OverlayPlan& plan) {
  return static_cast<std::size_t>(std::count_if(plan.labels.begin(), plan.labels.end(), [](const LabelPlace& p) { return p.shown; }));
}

}  // namespace

TEST_CASE("at most five names at once, the drug's first and largest, and legends beside them") {
  HeadlessUi ui(1280.0F, 720.0F);
  OverlayContent content = many_names(ui.theme);
  OverlayPlan plan = plan_overlay(kPicture, content, {ui.theme, ui.locale, ui.fonts});
  CHECK(shown_names(plan) == kMostLabels);
  REQUIRE(plan.labels[6].shown);
  for (std::size_t i = 0; i < plan.labels.size(); ++i) CHECK((plan.label_fonts[i] == ui.fonts.clock) == (i == 6));
  content.labels[8].priority = kLegendPriority;
  content.labels[8].in_place = true;
  plan = plan_overlay(kPicture, content, {ui.theme, ui.locale, ui.fonts});
  CHECK(plan.labels[8].shown);
  CHECK(shown_names(plan) == kMostLabels + 1);
}

TEST_CASE("no name lies over what the picture is about") {
  HeadlessUi ui(1280.0F, 720.0F);
  OverlayContent content = many_names(ui.theme);
  const OverlayPlan free = plan_overlay(kPicture, content, {ui.theme, ui.locale, ui.fonts});
  for (const LabelPlace& place : free.labels) {
    if (place.shown) content.subjects.push_back(place.box);
  }
  const OverlayPlan plan = plan_overlay(kPicture, content, {ui.theme, ui.locale, ui.fonts});
  CHECK(shown_names(plan) == kMostLabels);
  for (const LabelPlace& place : plan.labels) {
    for (const Box& subject : content.subjects) CHECK_FALSE((place.shown && place.box.overlaps(subject)));
  }
}

TEST_CASE("while time runs names stand where they stood, whatever they name does; a new one finds a place between them") {
  HeadlessUi ui(1280.0F, 720.0F);
  const OverlayLook look{ui.theme, ui.locale, ui.fonts};
  OverlayContent content = many_names(ui.theme);
  content.labels.resize(4);
  const OverlayPlan first = plan_overlay(kPicture, content, look);
  content.standing = standing_labels(first, content);
  REQUIRE(content.standing.size() == 4);
  for (OverlayLabel& label : content.labels) {
    label.x += 60.0F;
    label.y = 640.0F - label.y;
  }
  content.labels.push_back({.x = 500.0F, .y = 300.0F, .priority = 20.0F - 11.0F, .text = "A new one", .id = "name.new"});
  const OverlayPlan then = plan_overlay(kPicture, content, look);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(then.labels[i].box.left == first.labels[i].box.left);
    CHECK(then.labels[i].box.top == first.labels[i].box.top);
  }
  REQUIRE(then.labels[4].shown);
  for (std::size_t i = 0; i < 4; ++i) CHECK_FALSE(then.labels[4].box.overlaps(then.labels[i].box));
  content.standing.clear();
  CHECK(plan_overlay(kPicture, content, look).labels[0].box.top != first.labels[0].box.top);
}

TEST_CASE("what is pointed at is named although it is not one of the five, and nothing else moves") {
  HeadlessUi ui(1280.0F, 720.0F);
  const OverlayLook look{ui.theme, ui.locale, ui.fonts};
  OverlayContent content = many_names(ui.theme);
  const OverlayPlan before = plan_overlay(kPicture, content, look);
  REQUIRE_FALSE(before.labels[8].shown);
  content.pointer = std::pair(content.labels[8].x + 3.0F, content.labels[8].y);
  const OverlayPlan pointed = plan_overlay(kPicture, content, look);
  CHECK(pointed.labels[8].shown);
  CHECK(pointed.pointed == std::size_t{8});
  CHECK(standing_labels(pointed, content).size() == kMostLabels);
  for (std::size_t i = 0; i < 8; ++i) CHECK(pointed.labels[i].box.top == before.labels[i].box.top);
}

TEST_CASE("large text: names stand in a list, all but the most important one") {
  HeadlessUi ui(1280.0F, 720.0F);
  OverlayContent content = many_names(ui.theme);
  content.text_scale = 1.75F;
  const OverlayPlan plan = plan_overlay(kPicture, content, {ui.theme, ui.locale, ui.fonts});
  CHECK(plan.listed);
  std::size_t in_list = 0;
  for (std::size_t i = 0; i < plan.labels.size(); ++i) {
    if (!plan.labels[i].shown) continue;
    CHECK(plan.labels[i].in_place == (i != 6));
    if (i == 6) continue;
    CHECK(plan.labels[i].box.left == plan.badge_box.left);
    ++in_list;
  }
  CHECK(in_list == kMostLabels - 1);
}

TEST_CASE("a text over two lines is broken so that both are of about one length") {
  HeadlessUi ui(1280.0F, 720.0F);
  const std::string text = "Relief can begin before any growth is seen in this model at all";
  const ImFont& font = *ui.fonts.label;
  const float whole = font.CalcTextSizeA(font.FontSize, 1e9F, 0.0F, text.c_str()).x;
  const std::vector<std::string> lines = balanced_lines(text, font, 0.8F * whole);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] + " " + lines[1] == text);
  const auto width = [&](const std::string& line) { return font.CalcTextSizeA(font.FontSize, 1e9F, 0.0F, line.c_str()).x; };
  CHECK(std::abs(width(lines[0]) - width(lines[1])) < 0.25F * whole);
}

TEST_CASE("a caption that is far too long is set smaller and then cut, never run over") {
  HeadlessUi ui(640.0F, 360.0F);
  OverlayContent content;
  for (int i = 0; i < 40; ++i) content.caption += "word ";
  const OverlayPlan plan = plan_overlay({0.0F, 0.0F, 640.0F, 360.0F}, content, {ui.theme, ui.locale, ui.fonts});
  CHECK(plan.caption_lines.size() == 2);
  CHECK(plan.caption_font == ui.fonts.label);
  CHECK(plan.caption_lines.back().ends_with("…"));
}
