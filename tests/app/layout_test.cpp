#include <doctest/doctest.h>

#include <array>

#include "app/explore/layout.hpp"

using namespace syn;

namespace {

bool overlap(const Area& a, const Area& b) {
  return a.x < b.right() - 0.5F && b.x < a.right() - 0.5F && a.y < b.bottom() - 0.5F && b.y < a.bottom() - 0.5F;
}

}  // namespace

TEST_CASE("the areas of the screen fill it without overlapping, at every size and text scale") {
  for (const auto& [width, height] :
       {std::pair{960.0F, 540.0F}, {1280.0F, 720.0F}, {1366.0F, 768.0F}, {1920.0F, 1080.0F}, {3840.0F, 2160.0F}}) {
    for (const auto& [scale, needs] : {std::pair{1.0F, ExploreNeeds{}},
                                       {1.5F, {}},
                                       {2.0F, {}},
                                       {2.5F, {}},
                                       {1.0F, {1, 1}},
                                       {1.0F, {1, 4, 2000.0F}},
                                       {1.5F, {2, 1}},
                                       {2.5F, {4, 4}}}) {
      const float unit = height / 45.0F * scale;
      const ExploreLayout layout = explore_layout(width, height, unit, needs);
      const std::array areas{layout.bar, layout.picture, layout.caption, layout.editor, layout.curves, layout.timeline, layout.line};
      float covered = 0.0F;
      for (std::size_t i = 0; i < areas.size(); ++i) {
        CHECK(areas[i].width > 0.0F);
        const bool may_go = areas[i] == layout.caption || (layout.one_column && areas[i] == layout.curves);
        CHECK((areas[i].height > 0.0F || (may_go && areas[i].height == 0.0F)));
        CHECK(areas[i].right() <= width + 0.5F);
        CHECK(areas[i].bottom() <= height + 0.5F);
        covered += areas[i].width * areas[i].height;
        for (std::size_t j = i + 1; j < areas.size(); ++j) CHECK_FALSE(overlap(areas[i], areas[j]));
      }
      CHECK(covered == doctest::Approx(width * height).epsilon(1e-3));
      CHECK(layout.picture.width >= 0.5F * width);
      if (scale == 1.0F) CHECK_FALSE(layout.one_column);
      CHECK(layout.one_column == (layout.curves.height == 0.0F));
      // Scene and caption together.
      CHECK(layout.picture.height + layout.caption.height >= 0.33F * height - 0.01F);
      CHECK(layout.picture.height >= layout.caption.height);
      const ExploreLayout bare = explore_layout(width, height, unit);
      CHECK((layout.line.height > bare.line.height) == (needs.line > 1));
      const bool roomy = height >= kRoomyHeight * unit;
      if (roomy && needs.line == 1) CHECK((layout.timeline.height > bare.timeline.height) == (needs.strips > 0));
      if (!roomy) CHECK(layout.timeline.height <= bare.timeline.height);
    }
  }
}

TEST_CASE("at usual text the timeline keeps its two rows, on the smallest screen too") {
  for (const auto& [width, height] : {std::pair{1280.0F, 720.0F}, {1366.0F, 768.0F}})
    CHECK(explore_layout(width, height, 17.0F).timeline.height >= 7.6F * 17.0F);
}

TEST_CASE("the editor takes the height that its controls need, as long as the curves stay readable") {
  const auto editor = [](float needed_units) {
    const ExploreLayout layout = explore_layout(1920.0F, 1080.0F, 23.0F, {1, 0, needed_units * 23.0F});
    CHECK(layout.curves.height >= 20.0F * 23.0F - 0.5F);
    return layout.editor.height / 23.0F;
  };
  CHECK(editor(12.0F) == doctest::Approx(12.0F));
  CHECK(editor(13.0F) == doctest::Approx(13.0F));
  CHECK(editor(1.0F) > 10.0F);
  CHECK(editor(60.0F) == doctest::Approx(editor(30.0F)));
}
