#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "app/explore/layout.hpp"

using namespace syn;

namespace {

bool overlap(const Area& a, const Area& b) {
  return a.x < b.right() - 0.5F && b.x < a.right() - 0.5F && a.y < b.bottom() - 0.5F && b.y < a.bottom() - 0.5F;
}

struct Size {
  float width, height;
};
constexpr std::array kSizes{Size{960.0F, 540.0F}, Size{1280.0F, 720.0F}, Size{1366.0F, 768.0F}, Size{1920.0F, 1080.0F},
                            Size{3840.0F, 2160.0F}};
constexpr std::array kPlaces{PanelPlace::folded, PanelPlace::beside, PanelPlace::large};

// As the shell does: text of 23 px on 1080 rows, never below 17.
float unit_of(Size size, float text) { return std::max(17.0F, size.height * 23.0F / 1080.0F) * text; }

}  // namespace

TEST_CASE("the areas of the screen fill it without overlapping, at every size and text scale, with and without a panel") {
  for (const Size size : kSizes) {
    for (const float text : {1.0F, 1.5F, 2.0F, 2.5F}) {
      for (const PanelPlace place : kPlaces) {
        for (const ExploreNeeds& wants : {ExploreNeeds{}, {.line = 2, .strips = 1}, {.line = 4, .strips = 4}}) {
          CAPTURE(size.height);
          CAPTURE(text);
          CAPTURE(name_of(place));
          ExploreNeeds needs = wants;
          needs.panels = place;
          const float unit = unit_of(size, text);
          needs.rail_px = 5.5F * unit;
          needs.ladder_px = 4.8F * unit;
          const ExploreLayout layout = explore_layout(size.width, size.height, unit, needs);
          const std::array areas{layout.ladder, layout.picture, layout.caption, layout.panel, layout.rail, layout.timeline, layout.foot};
          float covered = 0.0F;
          for (std::size_t i = 0; i < areas.size(); ++i) {
            CHECK(areas[i].width >= 0.0F);
            CHECK(areas[i].height >= 0.0F);
            CHECK(areas[i].right() <= size.width + 0.5F);
            CHECK(areas[i].bottom() <= size.height + 0.5F);
            covered += areas[i].width * areas[i].height;
            for (std::size_t j = i + 1; j < areas.size(); ++j) {
              const bool there = areas[i].width * areas[i].height > 0.0F && areas[j].width * areas[j].height > 0.0F;
              CHECK_FALSE((there && overlap(areas[i], areas[j])));
            }
          }
          CHECK(covered == doctest::Approx(size.width * size.height).epsilon(1e-3));
          CHECK((layout.panel.width > 0.0F) == (place != PanelPlace::folded));
          CHECK((layout.rail.width > 0.0F || layout.panel.width > 0.0F || size.height < 26.0F * unit));  // else a button at the foot
          if (place == PanelPlace::large) CHECK(layout.panel.width == doctest::Approx(0.6F * size.width));
          if (place == PanelPlace::beside) CHECK(layout.picture.width >= 0.43F * size.width);
          // Scene and caption together.
          CHECK(layout.picture.height + layout.caption.height >= 0.33F * size.height - 0.01F);
          CHECK(layout.picture.height >= layout.caption.height);
          ExploreNeeds plain;
          plain.panels = place;
          const ExploreLayout bare = explore_layout(size.width, size.height, unit, plain);
          CHECK((layout.foot.height > bare.foot.height) == (needs.line > 1));
          const bool roomy = size.height >= kRoomyHeight * unit;
          if (roomy && needs.line == 1) CHECK((layout.timeline.height > bare.timeline.height) == (needs.strips > 0));
          if (!roomy) CHECK(layout.timeline.height <= bare.timeline.height);
        }
      }
    }
  }
}

TEST_CASE("with all panels folded away the picture with its words has 65 % of the window") {
  for (const Size size : {kSizes[1], kSizes[2], kSizes[3], kSizes[4]}) {
    CAPTURE(size.height);
    const float unit = unit_of(size, 1.0F);
    const ExploreLayout layout = explore_layout(size.width, size.height, unit, {.rail_px = 5.5F * unit, .ladder_px = 4.8F * unit});
    CHECK(layout.picture.width * layout.picture.height >= 0.65F * size.width * size.height);
    CHECK(layout.caption.height == 0.0F);
    CHECK(layout.timeline.width == doctest::Approx(size.width));
  }
}

TEST_CASE("at usual text the timeline keeps its rows, and an open panel stands beside picture and rail") {
  for (const Size size : {kSizes[1], kSizes[2]}) {
    const float unit = unit_of(size, 1.0F);
    CHECK(explore_layout(size.width, size.height, unit).timeline.height >= 8.3F * unit);
    const ExploreLayout open = explore_layout(size.width, size.height, unit, {.panels = PanelPlace::beside});
    CHECK(open.rail.width > 0.0F);
    CHECK(open.panel.width >= 24.0F * unit);
    CHECK(open.panel.height == open.picture.height);
  }
}
