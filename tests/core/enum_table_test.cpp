#include "core/enum_table.hpp"

#include <doctest/doctest.h>

namespace syn {

enum class Tone { low, middle, high };
template <>
inline constexpr auto kWords<Tone> = words("low", "usual", "high");
enum class Nameless { one };

}  // namespace syn

using namespace syn;

TEST_CASE("an enumeration with words has a name for each value and a value for each name, and nothing for others") {
  static_assert(Named<Tone> && !Named<Nameless> && !Named<int>);
  for (const Tone tone : kValues<Tone>) CHECK(from_name<Tone>(name_of(tone)) == tone);
  CHECK(name_of(Tone::middle) == "usual");
  CHECK(kValues<Tone>.back() == Tone::high);
  CHECK(from_name<Tone>("middle") == std::nullopt);
  CHECK(from_name<Tone>("") == std::nullopt);
  CHECK(name_of(static_cast<Tone>(3)).empty());
  CHECK(words_of<Tone>() == "low usual high");
  CHECK(words_of<Tone>(" | ") == "low | usual | high");
}
