// The worksheet in the window: an answer to each question, kept for later if asked, and handed in with its run.
#include <array>

#include "app/panels/editors/lab_tools.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace {

constexpr std::array<TextKey, kLabQuestions> kQuestions{
    "panel.lab.question.q1"_key, "panel.lab.question.q2"_key,  "panel.lab.question.q3"_key, "panel.lab.question.q4"_key,
    "panel.lab.question.q5"_key, "panel.lab.question.q6"_key,  "panel.lab.question.q7"_key, "panel.lab.question.q8"_key,
    "panel.lab.question.q9"_key, "panel.lab.question.q10"_key, "panel.lab.question.q11"_key};

class LabHandIn : public LabTool {
 public:
  void draw(const PanelContext& context, const UiLook& look) override {
    const HelpTopic about("laboratory");
    if (context.book == nullptr) return;
    const Locale& locale = context.locale;
    paragraph(locale.text("panel.lab.hand_in_note"_key), look);
    const auto wish = [&](const char* id, TextKey words, Wish what) {
      if (button(id, locale.text(words), look, context.in_view != nullptr) && context.in_view != nullptr)
        context.in_view->wishes.push_back(what);
    };
    wish("keep", "panel.lab.keep"_key, Wish::keep_lab);
    same_line_if_fits(button_width(locale.text("panel.lab.give"_key)));
    wish("give", "panel.lab.give"_key, Wish::hand_in);
    for (std::size_t i = 0; i < kLabQuestions; ++i) {
      push_id(static_cast<int>(i + 1));
      paragraph(locale.text(kQuestions[i]), look);
      std::string answer = context.book->answers[i];
      if (text_input("answer", locale.text("panel.lab.answer"_key), answer, look) && answer.size() <= LabBook::kLongest)
        context.book->answers[i] = std::move(answer);
      ImGui::PopID();
    }
  }
};

}  // namespace

std::unique_ptr<LabTool> make_lab_hand_in() { return std::make_unique<LabHandIn>(); }

}  // namespace syn
