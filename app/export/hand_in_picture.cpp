#include "app/export/hand_in_picture.hpp"

#include "app/console/exit_code.hpp"
#include "app/session/hand_in.hpp"
#include "app/view/picture_report.hpp"

namespace syn {

std::string hand_in_png(const Image& picture, const Session& session, const LabBook& book) {
  auto texts = picture_origin(session.state().scenario, session.run()->parameters.hash(), version());
  const HandInTexts more = hand_in_texts(session.state().scenario, book, session.parameters(), version());
  texts.insert(texts.end(), more.begin(), more.end());
  return to_png(picture, texts);
}

}  // namespace syn
