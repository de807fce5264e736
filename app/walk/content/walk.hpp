// The patient walk: ten screens, each of a few cards, read from assets/walk. A screen has one calm picture; a card says one thing.
// A clinic's own words come from a file of its own and stand under its name, beside the cards of the walk.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/walk/content/phrases.hpp"
#include "core/enum_table.hpp"
#include "core/files.hpp"

namespace syn {

// How well what a card says is known. Background: definitions and rules, which claim no evidence.
enum class KnownFrom { people, animals, hypothesis, background };
template <>
inline constexpr auto kWords<KnownFrom> = words("people", "animals", "hypothesis", "background");

// What a card lets the person do; `thing`: the choices side by side over one of the six things.
enum class CardKind { text, settings, thing, marks, questions, page };
template <>
inline constexpr auto kWords<CardKind> = words("text", "settings", "thing", "marks", "questions", "page");

// Drawn for the walk, but for receptor and dendrite: these are the program's own scenes without their words.
enum class CalmPicture { table, idea, receptor, dendrite, memory, path, fog, roads };
template <>
inline constexpr auto kWords<CalmPicture> = words("table", "idea", "receptor", "dendrite", "memory", "path", "fog", "roads");

// A hundred people: how many it happened to. From `low` to `high` it is not sure. `none`: no figure was read.
struct IconArray {
  LocalizedText label, when;  // who they are; over what time
  LocalizedText yes, no;      // "were helped", "were not"
  double low = 0.0, high = 0.0;
  bool none = false;
  bool recalled = false;
  std::string fact, to;  // `to`: the range goes on to another row's number; may be empty
};

struct WalkCard {
  CardKind kind = CardKind::text;
  int thing = 0;  // of the choices, for CardKind::thing
  LocalizedText title;
  KnownFrom known = KnownFrom::background;
  std::vector<Phrase> text, points;  // sentences; and lines of a list
  std::vector<IconArray> arrays;     // none, or two side by side
  std::vector<std::string> facts;    // all that the card rests on
  std::vector<std::string> sources;  // of assets/sources.toml, beside those of the facts
  bool of_clinic = false;            // stands under the clinic's name
};

struct WalkScreen {
  std::string id;  // of its file, without number and ending
  LocalizedText title;
  CalmPicture picture = CalmPicture::table;
  LocalizedText picture_words;  // what it shows
  std::vector<WalkCard> cards;
};

// The six things that people weigh, and what each choice is in that respect.
struct Choices {
  struct Thing {
    std::string id;
    LocalizedText name;
    std::vector<Phrase> of;  // in the order of `names`
  };
  std::vector<LocalizedText> names;
  std::vector<Thing> things;
};

struct Clinic {
  std::string name;
  LocalizedText contact;
  struct Card {
    int screen = 6;  // that it stands beside, from 6 to 8
    LocalizedText title, text;
  };
  std::vector<Card> cards;
};

inline constexpr std::size_t kWalkScreens = 10;
inline constexpr std::size_t kThings = 6;
inline constexpr std::size_t kOwnQuestions = 3;

// What a person marked and typed: kept in memory alone.
struct WalkNotes {
  std::array<int, kThings> marks{};  // 0 = none, 1 = a little, 2 = a lot
  std::vector<bool> ticked;          // question by question
  std::array<std::string, kOwnQuestions> own;
  bool empty() const;
};

struct Walk {
  LocalizedText date;  // when the facts were read
  Facts facts;
  std::vector<WalkScreen> screens;
  Choices choices;
  std::vector<LocalizedText> questions;
  WalkCard stop;  // "stop here" without a clinic's file
  std::optional<Clinic> clinic;

  // Everything of assets/walk. `clinic`: the clinic's file; empty = assets/walk/clinic.toml where there is one. Fails with all that
  // is wrong with any of the files.
  static Result<Walk> load(const DataFiles& files, const Parameters& parameters, std::span<const Locale> locales,
                           const std::filesystem::path& clinic = {});
};

// A clinic's file by itself.
Result<Clinic> parse_clinic(std::string_view text, const std::string& file);

// "52", or "3 to 28".
std::string count_of(double low, double high, const Locale& locale);
// "52 of 100 were helped." and "48 of 100 were not." Where no figure was read, that.
std::vector<std::string> both_frames(const IconArray& array, const Locale& locale);
// All that a card says, a sentence or a line of a list each: what is measured, and what the voice reads.
std::vector<std::string> prose_of(const WalkCard& card, const Walk& walk, const Locale& locale);
// The sources of a card in one line each.
std::vector<std::string> sources_of(const WalkCard& card, const Walk& walk, const Parameters& parameters, const Locale& locale);

}  // namespace syn
