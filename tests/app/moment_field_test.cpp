#include "app/ui/widgets/moment_field.hpp"

#include <doctest/doctest.h>

#include "app/ui/look/clock.hpp"
#include "headless_ui.hpp"

using namespace syn;
using namespace syn::test;

TEST_CASE("a day and a clock time are read as people write them") {
  const double now_h = 50.25;  // day 2, 02:15
  CHECK(parse_moment("day 3 14:30", now_h) == 86.5);
  CHECK(parse_moment("dag 3, 14.30", now_h) == 86.5);
  CHECK(parse_moment("3 14:30", now_h) == 86.5);
  CHECK(parse_moment("  14:30 3", now_h) == 86.5);
  CHECK(parse_moment("14:30", now_h) == 62.5);
  CHECK(parse_moment("day 0", now_h) == 2.25);
  CHECK(parse_moment("-1 09:00", now_h) == -15.0);
  CHECK(parse_moment("\u22121 09:00", now_h) == -15.0);
  for (const char* wrong : {"", "soon", "25:00", "3 14:75", "3 14:3", "3 4 14:30", "14:30 15:30", "1-2", "3 14:30:20"}) {
    CAPTURE(wrong);
    CHECK(!parse_moment(wrong, now_h));
  }
}

TEST_CASE("what a moment reads as is read back as the same moment, in both languages") {
  for (const char* language : {"en", "sv"}) {
    const Locale locale = must(Locale::load(data_files(), language));
    for (const double at_h : {0.0, 0.5, 23.75, 24.0, 86.5, -24.0, -0.5, 671.0}) {
      CAPTURE(moment_text(at_h, locale));
      const auto read = parse_moment(moment_text(at_h, locale), 12.0);
      REQUIRE(read);
      CHECK(*read == doctest::Approx(at_h));
    }
  }
}

TEST_CASE("a typed moment counts on Enter and on leaving, not while it is half typed, and Esc takes it back") {
  HeadlessUi ui;
  MomentField field;
  double at_h = 24.0;
  int changes = 0;
  double other = 0.0;
  MomentField next;
  ui.content = [&] {
    if (field.draw("##moment", "When", at_h, 0.0, 600.0, ui.look())) ++changes;
    next.draw("##next", "Then", other, 0.0, 600.0, ui.look());
  };
  ui.frame(2);
  REQUIRE(ui.tab_to({"##moment"}));
  ui.key(ImGuiKey_Enter);
  ui.type("day 12 14:30");
  CHECK(at_h == 24.0);
  ui.key(ImGuiKey_Enter);
  CHECK(at_h == 302.5);
  CHECK(changes == 1);

  ui.key(ImGuiKey_Enter);
  ui.type("9:00");
  ui.key(ImGuiKey_Tab);
  ui.frame(2);
  CHECK(at_h == 297.0);
  CHECK(ui.focus_is({"##next"}));

  REQUIRE(ui.tab_to({"##moment"}));
  ui.key(ImGuiKey_Enter);
  ui.type("3");
  ui.key(ImGuiKey_Escape);
  ui.frame(2);
  CHECK(at_h == 297.0);

  REQUIRE(ui.tab_to({"##moment"}));
  ui.key(ImGuiKey_Enter);
  ui.type("day 900");  // after the end
  ui.key(ImGuiKey_Enter);
  CHECK(at_h == 297.0);
  CHECK(changes == 2);
}
