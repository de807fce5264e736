// The moment in sentences: what the pictures and curves show, for those who would rather read, and good enough to teach
// from. The text is that of `synaptoscope describe`.
#include <imgui.h>

#include <algorithm>

#include "app/explain/description.hpp"
#include "app/panels/common/panel.hpp"
#include "app/panels/editors/panels.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/text_block.hpp"
#include "app/ui/widgets/widgets.hpp"
#include "app/ui/widgets/wrap.hpp"

namespace syn {
namespace {

// While the story plays, the text follows it twice a second: nobody reads faster.
constexpr double kSecondsBetween = 0.5;

class WordsPanel : public Panel {
 public:
  PanelName name() const override { return PanelName::words; }
  TextKey title() const override { return "words.title"_key; }
  TextKey tab() const override { return "words.tab"_key; }

  void draw(const PanelContext& context) override {
    const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
    const Locale& locale = context.locale;
    refresh(context);
    // Ctrl+C as in a page of text, wherever in the panel the focus is.
    const bool asked = ImGui::GetIO().KeyCtrl && key_pressed(ImGuiKey_C) && ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows);
    if (button("copy", locale.text("words.copy"_key), look) || asked) {
      ImGui::SetClipboardText(description_text(context.run, {context.state.playhead.time_h}, locale, picture_).c_str());
      copied_at_ = ImGui::GetTime();
    }
    const char* transcript = locale.text("words.transcript"_key);
    if (context.in_view != nullptr) {
      const float width = ImGui::CalcTextSize(transcript).x + 2.4F * ImGui::GetStyle().FramePadding.x;
      same_line_if_fits(width);
      if (button("transcript", transcript, look)) context.in_view->wishes.push_back(Wish::transcript);
    }
    const bool just_copied = copied_at_ >= 0.0 && ImGui::GetTime() - copied_at_ < 4.0;
    paragraph(locale.text(just_copied ? "words.copied"_key : "words.live"_key), look);
    for (std::size_t i = 0; i < shown_.size(); ++i) draw_paragraph(shown_[i], static_cast<int>(i), look);
  }

 private:
  struct Shown {
    std::string heading, basis;
    std::vector<TextLine> lines;
    BadgeGlyph badge;
  };

  static void draw_paragraph(const Shown& shown, int id, const UiLook& look) {
    push_id(id);
    ImGui::Dummy({1.0F, 0.3F * look.unit_px});
    if (look.bold != nullptr) ImGui::PushFont(look.bold);
    ImGui::TextUnformatted(wrapped(shown.heading, ImGui::GetContentRegionAvail().x).c_str());
    if (look.bold != nullptr) ImGui::PopFont();
    text_block("text", shown.lines, BlockMark::none, look);
    notice(shown.badge, shown.basis.c_str(), look);
    ImGui::PopID();
  }

  // Words the moment anew where something it depends on has changed, and not more often than one can read.
  void refresh(const PanelContext& c) {
    const double now = ImGui::GetTime();
    std::optional<PictureWords> picture;
    if (c.in_view != nullptr && !c.in_view->caption.key.empty())
      picture = PictureWords{c.in_view->caption, c.in_view->lens_note, c.in_view->badge};
    const bool same_picture = picture.has_value() == picture_.has_value() &&
                              (!picture || (picture->caption == picture_->caption && picture->lens_note == picture_->lens_note));
    const bool same_run = run_ == c.run.id && language_ == c.locale.name();
    if (same_run && same_picture && time_h_ == c.state.playhead.time_h) return;
    if (same_run && c.state.playhead.playing && now - worded_at_ < kSecondsBetween) return;
    worded_at_ = now;
    run_ = c.run.id;
    language_ = c.locale.name();
    time_h_ = c.state.playhead.time_h;
    picture_ = picture;

    std::vector<Paragraph> paragraphs = describe(c.run, {time_h_});
    if (picture) paragraphs.insert(paragraphs.begin() + 1, picture_paragraph(*picture));
    shown_.clear();
    for (const Paragraph& paragraph : paragraphs) {
      Shown shown{c.locale.text(paragraph.heading), {}, {}, static_cast<BadgeGlyph>(paragraph.basis)};
      // The sign is drawn; only the words of the evidence are typed.
      shown.basis = std::string(c.locale.text(word_of(shown.badge))) + ".";
      const auto sign_was = [&](const Shown& earlier) { return earlier.badge == shown.badge; };
      // What a sign means is said the first time that it comes.
      if (std::none_of(shown_.begin(), shown_.end(), sign_was))
        shown.basis += std::string(" ") + c.locale.text(explanation_of(shown.badge));
      if (paragraph.modelled && paragraph.basis != Basis::our_model) shown.basis += std::string(" ") + c.locale.text("words.numbers"_key);
      if (paragraph.list) {
        for (const Sentence& sentence : paragraph.sentences)
          shown.lines.push_back({"– " + c.locale.text(sentence), Role::text, shown.lines.empty() ? 0.0F : 0.3F});
      } else {
        std::string text;
        for (const Sentence& sentence : paragraph.sentences) text += (text.empty() ? "" : " ") + c.locale.text(sentence);
        shown.lines.push_back({text, Role::text, 0.0F});
      }
      shown_.push_back(std::move(shown));
    }
  }

  std::vector<Shown> shown_;
  std::uint64_t run_ = 0;
  std::string language_;
  std::optional<PictureWords> picture_;
  double time_h_ = 0.0;
  double worded_at_ = -1.0;
  double copied_at_ = -1.0;
};

}  // namespace

std::unique_ptr<Panel> make_words_panel() { return std::make_unique<WordsPanel>(); }

}  // namespace syn
