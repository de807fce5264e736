// The names of enumerators as they stand in files, options and commands, said once. Beside an enumeration whose values run
// from 0 stands
//
//   template <> inline constexpr auto kWords<Lens> = words("ms", "s", "min", "h", "d", "wk");
//
// with a name for each of them in their order, and from it follow name_of(), from_name(), kValues and words_of().
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace syn {

template <class... Text>
consteval std::array<std::string_view, sizeof...(Text)> words(Text... text) {
  return {text...};
}

template <class E>
inline constexpr std::nullptr_t kWords = nullptr;

template <class E>
concept Named = !std::same_as<std::remove_cv_t<decltype(kWords<E>)>, std::nullptr_t>;

// Empty for what is no enumerator.
template <Named E>
constexpr std::string_view name_of(E value) {
  const auto at = static_cast<std::size_t>(value);
  return at < kWords<E>.size() ? kWords<E>[at] : std::string_view();
}

template <Named E>
constexpr std::optional<E> from_name(std::string_view name) {
  for (std::size_t i = 0; i < kWords<E>.size(); ++i) {
    if (kWords<E>[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

// Every enumerator, in order.
template <Named E>
inline constexpr auto kValues = [] {
  std::array<E, kWords<E>.size()> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<E>(i);
  return out;
}();

// The one after it, and after the last the first.
template <Named E>
constexpr E following(E value) {
  return static_cast<E>((static_cast<std::size_t>(value) + 1) % kWords<E>.size());
}

// "ms s min": the names in a row.
template <Named E>
std::string words_of(std::string_view between = " ") {
  std::string out;
  for (const std::string_view word : kWords<E>) out.append(out.empty() ? std::string_view() : between).append(word);
  return out;
}

}  // namespace syn
