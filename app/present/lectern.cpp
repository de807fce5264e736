#include "app/present/lectern.hpp"

#include <algorithm>
#include <utility>

#include "app/present/present.hpp"

namespace syn {

int Lectern::index(const ScreenContext& screen) const {
  if (!lecture_) return 0;
  const auto& beats = lecture_->beats;
  const auto found = std::find_if(beats.begin(), beats.end(), [&](const Beat& beat) { return beat.id == screen.view().beat; });
  return found == beats.end() ? 0 : static_cast<int>(found - beats.begin());
}

bool Lectern::stale() const {
  std::error_code error;
  return !file_.empty() && std::filesystem::last_write_time(file_, error) != changed_;
}

bool Lectern::look_after(ScreenContext& screen) {
  const std::string& named = screen.view().lecture;
  const std::string wanted = named.empty() ? kFirstLecture : named;
  if (wanted == asked_ && !stale()) return false;
  asked_ = wanted;
  read(screen);
  return lecture_ && trouble_.empty();
}

void Lectern::read(ScreenContext& screen) {
  trouble_.clear();
  const auto tell = [&](const Problems& problems) {
    trouble_ = to_text(problems.front());
    if (!lecture_) screen.notify(trouble_);
  };
  if (!reader_) {
    auto opened = LectureReader::open(files_, screen.session.parameters());
    if (!opened) return tell(opened.error());
    reader_ = std::move(*opened);
    staging_ = std::make_unique<Staging>(screen.session.parameters(), screen.resources.moments);
  }
  std::error_code error;
  file_ = reader_->path_of(asked_);
  if (!file_.empty()) changed_ = std::filesystem::last_write_time(file_, error);
  auto lecture = reader_->load_named(asked_);
  if (!lecture) return tell(lecture.error());
  lecture_ = std::move(*lecture);
}

void Lectern::go_to(ScreenContext& screen, int index) {
  if (!lecture_) return;
  const int last = static_cast<int>(lecture_->beats.size()) - 1;
  const Beat& beat = lecture_->beats[static_cast<std::size_t>(std::clamp(index, 0, last))];
  const auto state = staging_->state_of(*lecture_, beat, screen.view());
  if (!state) return screen.notify(to_text(state.error().front()));
  const Scenario before = screen.state().scenario;
  screen.session.submit(commands_to(*state));
  // Nobody wrote it: there is nothing to save, nor to offer at the next start.
  if (!(before == state->scenario)) screen.user_data.document.opened({}, before, state->scenario);
  screen.session.submit(command::Present{asked_, beat.id, {.card = beat.question ? Card::question : Card::none}});
}

void Lectern::to_first_of_chapter(ScreenContext& screen) {
  if (!lecture_) return;
  int first = index(screen);
  while (first > 0 && lecture_->beats[static_cast<std::size_t>(first - 1)].chapter == beat(screen)->chapter) --first;
  go_to(screen, first);
}

}  // namespace syn
