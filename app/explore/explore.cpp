#include "app/explore/explore.hpp"

#include "app/explore/layout.hpp"
#include "app/panels/time/context.hpp"

namespace syn {
namespace {

class Explore : public ModeScreen {
 public:
  Plan plan(const ScreenContext& screen, float width_px, float height_px) override {
    const PanelName front = screen.view().front;
    needs_.strips = static_cast<int>(count_context(screen.state().scenario));
    needs_.list = front == PanelName::person || front == PanelName::lab || front == PanelName::parameters;
    at_ = explore_layout(width_px, height_px, screen.unit_px, needs_);
    // Reading takes the whole column; the curves come back with the tab of an editor.
    curves_tab_ = at_.one_column;
    const bool reading = front == PanelName::inspector || front == PanelName::words;
    if (reading && !at_.one_column) {
      at_.editor.height += at_.curves.height;
      at_.curves = {at_.curves.x, at_.editor.bottom(), at_.curves.width, 0.0F};
      at_.one_column = true;
    }
    const float moments_px = MomentStrip::height(screen, at_.picture);
    moments_ = {at_.picture.x, at_.picture.y, at_.picture.width, moments_px};
    at_.picture.y += moments_px;
    at_.picture.height -= moments_px;
    return {at_.picture,
            !strip(),
            {{"bar", at_.bar},
             {"moments", moments_},
             {"caption", at_.caption},
             {"editor", at_.editor},
             {"curves", at_.curves},
             {"timeline", at_.timeline},
             {"line", at_.line}}};
  }

  bool draw(ScreenParts& parts) override {
    const ExploreNeeds before = needs_;
    parts.scene.draw([&] { parts.chrome.message(at_.picture); });
    if (strip()) parts.scene.caption_strip(at_.caption);
    parts.act(parts.chrome.bar(at_.bar));
    parts.moments.draw(moments_);
    needs_.editor = parts.panels.tabs(at_.editor, curves_tab_);
    if (!at_.one_column) parts.panels.window("curves", at_.curves, PanelName::curves);
    parts.panels.window("timeline", at_.timeline, PanelName::timeline);
    needs_.line = parts.chrome.teaching_line(at_.line);
    return needs_ == before;
  }

 private:
  bool strip() const { return at_.caption.height > 0.0F; }  // the caption stands below the picture, not over its foot

  ExploreLayout at_;
  Area moments_;             // over the picture
  ExploreNeeds needs_;       // as the frame before measured them
  bool curves_tab_ = false;  // there is no place for the curves but a tab
};

}  // namespace

std::unique_ptr<ModeScreen> make_explore() { return std::make_unique<Explore>(); }

}  // namespace syn
