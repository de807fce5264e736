// The text form of commands: a name, then its fields in their order. A field is one plain word or several, or those of a
// part of a scenario, in any order: at_h=24 kind=cbt.
#include <fmt/format.h>

#include <charconv>
#include <concepts>
#include <map>
#include <type_traits>

#include "app/state/command.hpp"
#include "core/config.hpp"
#include "core/number_text.hpp"
#include "model/scenario/scenario_fields.hpp"

namespace syn {
namespace {

// A field of a command; `words` is a Writer or a Reader. The fields of a scenario's parts stand in scenario_fields.hpp.
template <class T>
void field(auto& words, T& value) {
  if constexpr (Is<T, Camera>) {
    for (auto* number :
         {&value.target.x, &value.target.y, &value.target.z, &value.yaw, &value.pitch, &value.distance, &value.field_of_view})
      words.plain(*number);
  } else if constexpr (Is<T, Selection>) {
    words.plain(value.kind);
    words.plain(value.index);
  } else if constexpr (Is<T, LookedUp>) {
    words.plain(value.page);
    words(Field{.name = "thing", .left_out = value.thing.empty()}, value.thing);
  } else if constexpr (Is<T, Presented>) {
    words(Field{.name = "card"}, value.card);
    words(Field{.name = "aside", .left_out = !value.aside}, value.aside);
    words(Field{.name = "blank", .left_out = !value.blank}, value.blank);
    words(Field{.name = "frozen", .left_out = !value.frozen}, value.frozen);
    words(Field{.name = "spotlight", .left_out = !value.spotlight}, value.spotlight);
  } else if constexpr (Is<T, ClampView>) {
    words.plain(value.protocol);
    words.plain(value.drug);
    words(Field{.name = "drug_um"}, value.drug_um);
    words(Field{.name = "voltage_mv"}, value.voltage_mv);
    words(Field{.name = "cursor_ms"}, value.cursor_ms);
    words(Field{.name = "state"}, value.state);
    words(Field{.name = "held_mv"}, value.held_mv);
    words(Field{.name = "magnesium_mm"}, value.magnesium_mm);
    words(Field{.name = "glutamate_um"}, value.glutamate_um);
    words(Field{.name = "bath_um"}, value.bath_um);
  } else if constexpr (Is<T, FoundMoment>) {
    words.plain(value.id);
    words(Field{.name = "stage"}, value.stage);
    words(Field{.name = "viewpoint"}, value.viewpoint);
    words(Field{.name = "lens"}, value.lens);
    words(Field{.name = "at_h"}, value.at_h);
    words(Field{.name = "identity"}, value.identity);
  } else if constexpr (Is<T, ExperimentUse>) {
    words.plain(value.kind);
    fields(words, value);
  } else if constexpr (Part<T> && !Is<T, Scenario>) {
    fields(words, value);
  } else {
    words.plain(value);
  }
}

// --- writing -----------------------------------------------------------------------------------------------------

std::string word_of(double value) { return number_text(value); }
std::string word_of(float value) { return fmt::format("{}", value); }
std::string word_of(bool value) { return value ? "true" : "false"; }
std::string word_of(std::integral auto value) { return fmt::format("{}", value); }
std::string word_of(const std::string& value) { return value; }
std::string word_of(const Scenario& scenario) { return quote(to_toml(scenario)); }
template <Named E>
std::string word_of(E value) {
  return std::string(name_of(value));
}
template <Named E>
std::string word_of(const std::vector<E>& list) {
  std::string out;
  for (const E value : list) out += (out.empty() ? "" : ",") + word_of(value);
  return out.empty() ? "none" : out;
}

class Writer {
 public:
  explicit Writer(std::string_view name) : text(name) {}
  void plain(const auto& value) { text += " " + word_of(value); }
  template <class T>
  void operator()(const Field& field, const T& value, const auto&...) {
    if constexpr (Optional<T>) {
      if (value) (*this)(field, *value);
    } else if (!field.left_out) {
      text += fmt::format(" {}={}", field.name, word_of(value));
    }
  }
  std::string text;
};

// --- reading -----------------------------------------------------------------------------------------------------

// The words after the command's name: taken one by one, or by their field name. The first thing wrong is kept.
class Reader {
 public:
  explicit Reader(std::string_view text) {
    for (std::string_view rest = text; !rest.empty();) {
      const std::size_t start = rest.find_first_not_of(' ');
      if (start == std::string_view::npos) break;
      rest.remove_prefix(start);
      const std::size_t end = std::min(rest.find(' '), rest.size());
      const std::string_view word = rest.substr(0, end);
      rest.remove_prefix(end);
      const std::size_t equals = word.find('=');
      if (equals == std::string_view::npos) {
        plain_.push_back(word);
      } else {
        named_[word.substr(0, equals)] = word.substr(equals + 1);
      }
    }
  }

  void plain(auto& value) { read(next_ < plain_.size() ? plain_[next_++] : std::string_view(), value); }
  template <class T>
  void operator()(const Field& field, T& value, const auto&...) {
    const auto found = named_.find(field.name);
    if (found == named_.end()) {
      if (!Optional<T> && !field.left_out) wrong(fmt::format("the field {}= is missing", field.name));
      return;
    }
    const std::string_view word = found->second;
    named_.erase(found);
    if constexpr (Optional<T>) {
      read(word, value.emplace());
    } else {
      read(word, value);
    }
  }

  // What is wrong, or empty; leftover words are wrong too.
  std::string verdict() {
    if (next_ < plain_.size()) wrong(fmt::format("\"{}\" is one word too many", plain_[next_]));
    if (!named_.empty()) wrong(fmt::format("\"{}\" is not a field of this command", named_.begin()->first));
    return wrong_;
  }

 private:
  void wrong(std::string what) {
    if (wrong_.empty()) wrong_ = std::move(what);
  }
  void read(std::string_view word, bool& value) {
    value = word == "true";
    if (!value && word != "false") wrong(fmt::format("\"{}\" is not true or false", word));
  }
  template <class T>
  requires std::is_arithmetic_v<T>
  void read(std::string_view word, T& value) {
    std::optional<T> number;
    if constexpr (std::is_same_v<T, float>) {
      number = plain_float(word);
    } else if constexpr (std::is_same_v<T, double>) {
      number = plain_number(word);
    } else {
      T whole{};
      const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), whole);
      if (error == std::errc() && end == word.data() + word.size() && !word.empty()) number = whole;
    }
    if (!number) return wrong(fmt::format("\"{}\" is not a number of the kind needed", word));
    value = *number;
  }
  // A key or a name that the command itself looks up.
  void read(std::string_view word, std::string& value) {
    if (word.empty()) wrong("the name is missing");
    value = word;
  }
  template <Named E>
  void read(std::string_view word, E& value) {
    if (const auto known = from_name<E>(word)) {
      value = *known;
    } else {
      wrong(fmt::format("\"{}\" is none of {}", word, words_of<E>(", ")));
    }
  }
  template <Named E>
  void read(std::string_view word, std::vector<E>& list) {
    list.clear();
    while (!word.empty() && word != "none") {
      const std::size_t comma = std::min(word.find(','), word.size());
      read(word.substr(0, comma), list.emplace_back());
      word.remove_prefix(std::min(comma + 1, word.size()));
    }
  }

  std::vector<std::string_view> plain_;
  std::map<std::string_view, std::string_view> named_;
  std::size_t next_ = 0;
  std::string wrong_;
};

Result<Scenario> read_scenario(std::string_view name, std::string_view text, const Parameters& parameters) {
  // A quoted TOML text is itself a TOML value, so the same reader takes the quotes off.
  const auto wrapped = parse_config("scenario = " + std::string(text) + "\n", "command");
  if (!wrapped) return failure(wrapped.error());
  const ConfigValue* value = wrapped->find("scenario");
  if (value == nullptr || value->as_text() == nullptr) {
    return failure({"command", 0, 0, fmt::format("{} needs a scenario", name), "the file's text in quotation marks"});
  }
  return parse_scenario(*value->as_text(), "command", parameters);
}

template <class C>
constexpr bool kHoldsScenario = std::same_as<decltype(command::fields_of(std::declval<C&>())), std::tuple<Scenario&>>;

template <class C>
Result<Command> read_command(std::string_view name, std::string_view text, const Parameters& parameters) {
  C command;
  if constexpr (kHoldsScenario<C>) {
    auto scenario = read_scenario(name, text, parameters);
    if (!scenario) return failure(std::move(scenario.error()));
    std::get<0>(command::fields_of(command)) = std::move(*scenario);
  } else {
    Reader reader(text);
    std::apply([&](auto&... value) { (field(reader, value), ...); }, command::fields_of(command));
    if (std::string wrong = reader.verdict(); !wrong.empty())
      return failure({"command", 0, 0, fmt::format("{}: {}", name, wrong), "such as: " + to_text(command)});
  }
  return Command(std::move(command));
}

}  // namespace

std::string to_text(const Command& command) {
  return std::visit(
      []<class C>(const C& c) {
        Writer writer(std::get<command::Entry<C>>(command::kList).name);
        std::apply([&](const auto&... value) { (field(writer, value), ...); }, command::fields_of(c));
        return writer.text;
      },
      command);
}

Result<Command> parse_command(std::string_view text, const Parameters& parameters) {
  const std::size_t space = std::min(text.find(' '), text.size());
  const std::string_view name = text.substr(0, space);
  const std::string_view rest = text.substr(std::min(space + 1, text.size()));
  std::optional<Result<Command>> read;
  std::vector<std::string_view> names;
  const auto try_one = [&]<class C>(const command::Entry<C>& entry) {
    names.push_back(entry.name);
    if (entry.name == name) read = read_command<C>(name, rest, parameters);
  };
  std::apply([&](const auto&... entry) { (try_one(entry), ...); }, command::kList);
  if (read) return *std::move(read);
  const std::string near = nearest_word(name, names);
  return failure({"command", 0, 0, fmt::format("\"{}\" is not a command", name),
                  near.empty() ? fmt::format("known: {}", fmt::join(names, ", ")) : "did you mean " + near + "?"});
}

}  // namespace syn
