#include "app/explore/explore.hpp"

#include "app/explore/layout.hpp"
#include "app/panels/time/context.hpp"

namespace syn {
namespace {

class Explore : public ModeScreen {
 public:
  Plan plan(ScreenContext& screen, float width_px, float height_px) override {
    needs_.strips = static_cast<int>(count_context(screen.state().scenario));
    needs_.panels = screen.view().panels;
    at_ = explore_layout(width_px, height_px, screen.unit_px, needs_);
    const float moments_px = MomentStrip::height(screen, at_.picture);
    moments_ = {at_.picture.x, at_.picture.y, at_.picture.width, moments_px};
    at_.picture.y += moments_px;
    at_.picture.height -= moments_px;
    return {at_.picture,
            !strip(),
            {{"ladder", at_.ladder},
             {"moments", moments_},
             {"caption", at_.caption},
             {PanelHost::window_of(screen.view().front), at_.panel},
             {"rail", at_.rail},
             {"timeline", at_.timeline},
             {"line", at_.foot}}};
  }

  bool draw(ScreenParts& parts) override {
    parts.scene.show_badge(true);
    const ExploreNeeds before = needs_;
    const bool rail = at_.rail.width > 0.0F;
    parts.scene.draw([] {});
    if (strip()) parts.scene.caption_strip(at_.caption);
    needs_.ladder_px = parts.ladder.draw(at_.ladder);
    parts.moments.draw(moments_);
    parts.panels.follow_selection();
    if (at_.panel.width > 0.0F) parts.panels.open_one(at_.panel, !rail);
    if (rail) needs_.rail_px = parts.panels.rail(at_.rail);
    needs_.rail_words = static_cast<int>(parts.panels.count());
    parts.panels.window("timeline", at_.timeline, PanelName::timeline);
    parts.act(parts.chrome.foot(at_.foot, !rail && at_.panel.width <= 0.0F));
    parts.chrome.message_at_foot(at_.foot.width, at_.foot.y);
    needs_.line = parts.chrome.foot_lines();
    return needs_ == before;
  }

 private:
  bool strip() const { return at_.caption.height > 0.0F; }  // the caption stands below the picture, not over its foot

  ExploreLayout at_;
  Area moments_;        // over the picture
  ExploreNeeds needs_;  // as the frame before measured them
};

}  // namespace

std::unique_ptr<ModeScreen> make_explore() { return std::make_unique<Explore>(); }

}  // namespace syn
