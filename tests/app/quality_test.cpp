#include <doctest/doctest.h>

#include "app/desktop/quality_choice.hpp"

using namespace syn;

TEST_CASE("quality: a computer that keeps up gets the default, a slower one low, and only a card with time to spare high") {
  for (const bool software : {false, true}) {
    CAPTURE(software);
    CHECK(quality_for(software, 20.0) == QualityName::standard);
    CHECK(quality_for(software, 33.0) == QualityName::standard);
    CHECK(quality_for(software, 33.1) == QualityName::low);
    CHECK(quality_for(software, 500.0) == QualityName::low);
  }
  CHECK(quality_for(false, 2.0) == QualityName::high);
  CHECK(quality_for(true, 2.0) == QualityName::standard);
}

TEST_CASE("quality: a faster computer never gets less") {
  for (const bool software : {false, true}) {
    for (double ms = 0.5; ms < 60.0; ms += 0.5) {
      CHECK(static_cast<int>(quality_for(software, ms)) >= static_cast<int>(quality_for(software, ms + 0.5)));
    }
  }
}

TEST_CASE("quality: the first second is over after a second of drawing, and slow first frames do not decide") {
  FirstSecond first(true);
  CHECK(!first.over());
  CHECK(first.answer() == QualityName::standard);  // nothing known
  for (int i = 0; i < 3; ++i) first.add(400.0);    // shaders are made
  CHECK(!first.over());
  for (int i = 0; i < 5; ++i) first.add(22.0);
  CHECK(first.over());
  CHECK(first.answer() == QualityName::standard);

  FirstSecond slow(true);
  for (int i = 0; i < 30; ++i) slow.add(48.0);
  CHECK(slow.over());
  CHECK(slow.answer() == QualityName::low);

  FirstSecond fast(false);
  for (int i = 0; i < 200; ++i) fast.add(1.5);
  CHECK(!fast.over());
  CHECK(fast.answer() == QualityName::high);

  FirstSecond once(true);  // a single frame that never ended is still an answer
  once.add(3000.0);
  CHECK(once.answer() == QualityName::low);
}
