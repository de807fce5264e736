// How hard a text is to read, by two measures that count and understand nothing.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace syn {

struct Reading {
  int sentences = 0, words = 0, long_words = 0, syllables = 0;
  int longest = 0;  // words of the longest sentence
  // Words a sentence plus long words (more than six letters) of 100 (Björnsson 1968). To 30 very easy, to 40 easy.
  double lix() const;
  // The school grade by Flesch and Kincaid (Kincaid et al. 1975). For English alone.
  double grade() const;
};

// Each text ends a sentence; within one, a full stop, a question mark or a mark of exclamation before a space does. A number is a
// word, and each of its digits a syllable; other syllables are counted by groups of vowels, less a silent e at the end.
Reading reading_of(std::span<const std::string> texts);

}  // namespace syn
