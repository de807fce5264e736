#include "core/number_text.hpp"

#include <cerrno>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <string>

namespace syn {
namespace {

// Takes the digits off the front; how many.
std::size_t take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  text.remove_prefix(count);
  return count;
}

bool take(std::string_view& text, std::string_view any_of) {
  const bool there = !text.empty() && any_of.find(text.front()) != std::string_view::npos;
  if (there) text.remove_prefix(1);
  return there;
}

bool is_number(std::string_view text, Notation notation) {
  take(text, "-");
  std::size_t digits = take_digits(text);
  if (take(text, ".")) digits += take_digits(text);
  if (digits == 0) return false;
  if (notation == Notation::any && take(text, "eE")) {
    take(text, "+-");
    if (take_digits(text) == 0) return false;
  }
  return text.empty();
}

// `convert` is strtod or strtof, which read a point as the language of the machine writes it.
template <class Number>
std::optional<Number> converted(std::string_view text, Notation notation, Number (*convert)(const char*, char**)) {
  if (!is_number(text, notation)) return std::nullopt;
  std::string local(text);
  if (const std::size_t point = local.find('.'); point != std::string::npos) local.replace(point, 1, std::localeconv()->decimal_point);
  const int before = errno;
  char* end = nullptr;
  const Number value = convert(local.c_str(), &end);
  errno = before;
  if (end != local.c_str() + local.size() || !std::isfinite(value)) return std::nullopt;
  const bool nothing = text.substr(0, text.find_first_of("eE")).find_first_of("123456789") == std::string_view::npos;
  return value != 0 || nothing ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<double> plain_number(std::string_view text, Notation notation) { return converted(text, notation, &std::strtod); }

std::optional<float> plain_float(std::string_view text) { return converted(text, Notation::any, &std::strtof); }

}  // namespace syn
