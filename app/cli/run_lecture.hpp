// The sub-commands about lectures, and what check says of them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/lecture/lecture.hpp"
#include "app/viewing/view.hpp"

namespace syn {

// Everything wrong with a lecture's text, its states brought about included. What beats want that the program cannot show is said.
Problems lecture_problems(std::string_view text, const std::string& file, const LectureReader& reader, const Parameters& parameters,
                          const NamedMoments& moments);

struct LectureJob {
  std::string name;
  std::filesystem::path out;  // folder
  int width = 1920;
  int height = 1080;
  bool film = false;  // the frames of the way from beat to beat, too
};
// Every beat as a picture in both languages, contact sheets, transcripts with sources, and a document to print each.
int run_lecture(const LectureJob& job, const DataFiles& files);

// Every claim of the brief: the beat of the lecture that carries it, its badge, and the sources for and against. kBadInput where
// a claim has no beat.
int run_claims(const std::string& lecture, LocaleName locale, const DataFiles& files);

}  // namespace syn
