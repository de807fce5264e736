#include "app/walk/content/readability.hpp"

#include <algorithm>
#include <cctype>

#include "app/ui/look/glossary.hpp"

namespace syn {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

// A word's letters: bytes of a sign beyond ASCII count once.
int letters_of(std::string_view word) {
  return static_cast<int>(std::count_if(word.begin(), word.end(),
                                        [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U && c != '\'' && c != '-'; }));
}

int syllables_of(const std::string& word) {
  if (std::any_of(word.begin(), word.end(), digit)) return static_cast<int>(std::count_if(word.begin(), word.end(), digit));
  int groups = 0;
  for (std::size_t i = 0; i < word.size(); ++i) groups += vowel(word[i]) && (i == 0 || !vowel(word[i - 1])) ? 1 : 0;
  const std::size_t n = word.size();
  const bool silent_e = n > 2 && word[n - 1] == 'e' && !vowel(word[n - 2]) && !(word[n - 2] == 'l' && !vowel(word[n - 3]));
  const bool silent_ed = n > 3 && word.ends_with("ed") && !vowel(word[n - 3]) && word[n - 3] != 't' && word[n - 3] != 'd';
  return std::max(1, groups - (silent_e || silent_ed ? 1 : 0));
}

bool in_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80U || c == '\'' || c == '-';
}

void add(Reading& reading, std::string_view text) {
  constexpr int kLong = 6;
  int in_sentence = 0;
  const auto end_sentence = [&] {
    reading.sentences += in_sentence > 0 ? 1 : 0;
    reading.longest = std::max(reading.longest, in_sentence);
    in_sentence = 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (!in_word(text[i])) {
      const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
      if (stop && (i + 1 == text.size() || text[i + 1] == ' ')) end_sentence();
      ++i;
      continue;
    }
    std::size_t end = i;
    const auto decimal = [&](std::size_t at) {
      return (text[at] == '.' || text[at] == ',') && at + 1 < text.size() && digit(text[at - 1]) && digit(text[at + 1]);
    };
    while (end < text.size() && (in_word(text[end]) || decimal(end))) ++end;
    const std::string word = folded(text.substr(i, end - i));
    ++reading.words;
    ++in_sentence;
    reading.long_words += letters_of(word) > kLong ? 1 : 0;
    reading.syllables += syllables_of(word);
    i = end;
  }
  end_sentence();
}

}  // namespace

double Reading::lix() const {
  if (sentences == 0 || words == 0) return 0.0;
  return static_cast<double>(words) / sentences + 100.0 * long_words / words;
}

double Reading::grade() const {
  if (sentences == 0 || words == 0) return 0.0;
  return 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
}

Reading reading_of(std::span<const std::string> texts) {
  Reading reading;
  for (const std::string& text : texts) add(reading, text);
  return reading;
}

}  // namespace syn
