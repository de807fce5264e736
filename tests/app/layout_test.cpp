#include <doctest/doctest.h>

#include <array>

#include "app/layout.hpp"

using namespace syn;

namespace {

bool overlap(const Area& a, const Area& b) {
  return a.x < b.right() - 0.5F && b.x < a.right() - 0.5F && a.y < b.bottom() - 0.5F && b.y < a.bottom() - 0.5F;
}

}  // namespace

TEST_CASE("the areas of the screen fill it without overlapping, at every size and text scale") {
  for (const auto& [width, height] : {std::pair{960.0F, 540.0F}, {1280.0F, 720.0F}, {1366.0F, 768.0F}, {1920.0F, 1080.0F}, {3840.0F, 2160.0F}}) {
    for (const auto& [scale, rows] : {std::pair{1.0F, LayoutRows{}}, {1.5F, {}}, {2.5F, {}}, {1.0F, {1, 1, 1}}, {1.0F, {1, 1, 4}},
                                      {1.5F, {2, 2, 1}}, {2.5F, {4, 4, 4}}}) {
      const Layout layout = make_layout(width, height, height / 40.0F * scale, rows);
      const std::array areas{layout.bar, layout.picture, layout.editor, layout.curves, layout.timeline, layout.line};
      float covered = 0.0F;
      for (std::size_t i = 0; i < areas.size(); ++i) {
        CHECK(areas[i].width > 0.0F);
        CHECK((areas[i].height > 0.0F || (layout.one_column && areas[i].height == layout.curves.height)));
        CHECK(areas[i].right() <= width + 0.5F);
        CHECK(areas[i].bottom() <= height + 0.5F);
        covered += areas[i].width * areas[i].height;
        for (std::size_t j = i + 1; j < areas.size(); ++j) CHECK_FALSE(overlap(areas[i], areas[j]));
      }
      CHECK(covered == doctest::Approx(width * height).epsilon(1e-3));
      CHECK(layout.picture.width >= 0.5F * width);
      if (scale == 1.0F && rows.strips < 4) CHECK_FALSE(layout.one_column);
      CHECK(layout.one_column == (layout.curves.height == 0.0F));
      CHECK(layout.picture.height >= 0.25F * height - 0.01F);
      const Layout bare = make_layout(width, height, height / 40.0F * scale);
      CHECK((layout.bar.height > bare.bar.height) == (rows.bar > 1));
      CHECK((layout.line.height > bare.line.height) == (rows.line > 1));
      if (rows.bar == 1) CHECK((layout.timeline.height > bare.timeline.height) == (rows.strips > 0));
    }
  }
}
