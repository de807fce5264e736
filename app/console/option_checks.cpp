#include "app/console/option_checks.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/number_text.hpp"
#include "core/units.hpp"

namespace syn {
namespace {

template <class Whole>
std::optional<Whole> all_of(std::string_view text) {
  Whole value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
}

CLI::Validator name_of_file(const char* standard, const char* type) {
  return CLI::Validator(
      [standard](std::string& text) {
        if (text == "-") text = standard;
        return text.empty() ? std::string("the name is empty; name a file") : std::string();
      },
      type);
}

}  // namespace

std::optional<std::pair<int, int>> parse_size(std::string_view text) {
  const std::size_t cross = std::min(text.find('x'), text.size());
  const auto width = all_of<unsigned>(text.substr(0, cross));
  const auto height = all_of<unsigned>(text.substr(std::min(cross + 1, text.size())));
  constexpr unsigned kMin = 64, kMax = 8192;
  if (!width || !height || *width < kMin || *height < kMin || *width > kMax || *height > kMax) return std::nullopt;
  return std::pair{static_cast<int>(*width), static_cast<int>(*height)};
}

CLI::Validator number_from(double low, double high) {
  return CLI::Validator(
      [low, high](std::string& text) {
        const auto value = plain_number(text);
        if (!value || *value < low || *value > high) return fmt::format("\"{}\" is not a number from {} to {}", text, low, high);
        text = fmt::format("{}", *value);
        return std::string();
      },
      fmt::format("{}..{}", low, high));
}

CLI::Validator whole_from(std::uint64_t low, std::uint64_t high) {
  return CLI::Validator(
      [low, high](std::string& text) {
        const auto value = all_of<std::uint64_t>(text);
        if (!value || *value < low || *value > high) return fmt::format("\"{}\" is not a whole number from {} to {}", text, low, high);
        text = fmt::format("{}", *value);
        return std::string();
      },
      fmt::format("{}..{}", low, high));
}

CLI::Validator a_size() {
  return CLI::Validator(
      [](std::string& text) {
        return parse_size(text) ? std::string()
                                : "\"" + text + "\" is not a size; write WIDTHxHEIGHT such as 1280x720, each from 64 to 8192";
      },
      "WxH");
}

CLI::Validator a_time() {
  return CLI::Validator(
      [](std::string& text) {
        return parse_time(text) ? std::string() : "\"" + text + "\" is not a time; write it like 40min, 36h, 3d or 40min12ms";
      },
      "TIME");
}

CLI::Validator a_length_of_time() {
  return CLI::Validator(
      [](std::string& text) {
        const auto time = parse_time(text);
        return time && time->value > 0.0 ? std::string()
                                         : "\"" + text + "\" is not a length of time; write it like 40min, 36h or 3d, more than nothing";
      },
      "TIME");
}

CLI::Validator an_input() { return name_of_file("/dev/stdin", "FILE"); }
CLI::Validator an_output() { return name_of_file("/dev/stdout", "FILE"); }

CLI::Validator not_empty() {
  return CLI::Validator(
      [](std::string& text) { return text.empty() ? std::string("is empty; leave the option out, or give it something") : std::string(); },
      "TEXT");
}

}  // namespace syn
