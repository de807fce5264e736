// What stands over the picture of a beat when it is asked for: its sources, the presenter's note, the question to the room, all
// beats of the lecture.
#pragma once

#include "app/present/hands.hpp"
#include "app/present/lectern.hpp"

namespace syn {

// Each fills this area with an ImGui window of its own, in the frame under way.
// `down`: how far it is scrolled, in pixels; kept within what there is.
void draw_sources(const Area& area, const Beat& beat, float& down, const ScreenContext& screen);
// `seconds`: that the lecture has run.
void draw_notes(const Area& area, const Lecture& lecture, int index, float seconds, const ScreenContext& screen);
// The same and the next beat, clock and time left, as large as a whole display.
void draw_speaker(const Area& area, const Lecture& lecture, int index, float seconds, const ScreenContext& screen);
// `told`: the right answer is shown.
void draw_question(const Area& area, const Question& question, const Hands& hands, bool told, const ScreenContext& screen);
// The answers with how many hands each got, the right one framed: to stand beside the picture.
void draw_hands(const Area& area, const Question& question, const Hands& hands, const ScreenContext& screen);
// `picked`: the beat that Enter goes to.
void draw_overview(const Area& area, const Lecture& lecture, int picked, const ScreenContext& screen);

}  // namespace syn
