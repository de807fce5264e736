// Neighbours in a scene that must be told apart, measured on the rendered picture in each theme and by each kind of sight: they
// differ by 25 L*, or an outline parts them that differs by as much from both.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "app/export/offscreen_renderer.hpp"
#include "app/stages/synapse/synapse_signals.hpp"
#include "app/view/moments.hpp"
#include "color_vision.hpp"
#include "headless_ui.hpp"
#include "panel_bench.hpp"

using namespace syn;
using namespace syn::test;

namespace {

constexpr int kWidth = 1280, kHeight = 720;
constexpr double kApart = 25.0;  // L*

struct Spot {
  glm::vec2 at{0.0F};
  float radius = 0.0F;  // pixels
};

class Pictures {
 public:
  Pictures()
      : renderer_(must(OffscreenRenderer::open(data_files(), shipped_parameters()))),
        target_(kWidth, kHeight),
        session_(shipped_parameters(), must(load_scenario(std::filesystem::path(SYN_SOURCE_DIR) / "assets/scenarios/one-infusion-cbt.toml",
                                                          shipped_parameters()))) {}
  Session& session() { return session_; }
  void paint(const View& view, double time_h) {
    session_.set_view(view);
    session_.submit(command::Seek{time_h});
    renderer_->paint_stage(session_, target_, true, Finish::refined);
    image_ = target_.read();
  }
  Spot spot(glm::vec3 at, float radius) const {
    const Camera eye = renderer_->show().canvas().frame().camera;
    const glm::vec3 seen(eye.view() * glm::vec4(at, 1.0F));
    const float focal = 0.5F * kHeight / std::tan(0.5F * eye.field_of_view);
    return {{0.5F * kWidth + focal * seen.x / -seen.z, 0.5F * kHeight - focal * seen.y / -seen.z}, focal * radius / -seen.z};
  }
  Spot label(const std::string& key) const {
    for (const ProjectedLabel& label : renderer_->show().canvas().labels()) {
      if (label.label.text.key.id() == key) return {label.pixel, label.radius_px};
    }
    FAIL(key);
    return {};
  }
  StageReport report() {
    const State& state = session_.state();
    return renderer_->show().report(session_.run(), {state.playhead.time_h}, state.view);
  }
  Color pixel(glm::vec2 at) const {
    const int x = std::clamp(static_cast<int>(at.x), 0, kWidth - 1), y = std::clamp(static_cast<int>(at.y), 0, kHeight - 1);
    const std::uint8_t* p = &image_.rgb[3 * (static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x))];
    return {p[0] / 255.0F, p[1] / 255.0F, p[2] / 255.0F, 1.0F};
  }
  // The median of what is within half the radius.
  Color color(Spot spot) const {
    const float reach = std::max(2.0F, 0.5F * spot.radius);
    std::vector<Color> found;
    for (float y = -reach; y <= reach; y += 1.0F) {
      for (float x = -reach; x <= reach; x += 1.0F) found.push_back(pixel(spot.at + glm::vec2{x, y}));
    }
    return median(found);
  }
  // The median of what lies around it, at the double radius.
  Color around(Spot spot) const {
    std::vector<Color> found;
    for (float angle = 0.0F; angle < 6.28F; angle += 0.05F)
      found.push_back(pixel(spot.at + 2.0F * spot.radius * glm::vec2{std::cos(angle), std::sin(angle)}));
    return median(found);
  }

 private:
  static Color median(const std::vector<Color>& found) {  // channel by channel
    std::vector<float> r, g, b;
    for (const Color c : found) r.push_back(c.r), g.push_back(c.g), b.push_back(c.b);
    const auto middle = [](std::vector<float>& all) {
      std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
      return all[all.size() / 2];
    };
    return {middle(r), middle(g), middle(b), 1.0F};
  }
  std::unique_ptr<OffscreenRenderer> renderer_;
  RenderTarget target_;
  Session session_;
  Image image_;
};

// Looking out from the first thing in all directions: in how many does something differ from both by enough before the double
// radius?
double outlined(const Pictures& pictures, Spot spot, Color a, Color b, const test::Matrix& eye) {
  constexpr int kDirections = 24;
  int found = 0;
  for (int i = 0; i < kDirections; ++i) {
    const float angle = 6.2831853F * static_cast<float>(i) / kDirections;
    for (float r = 0.5F * spot.radius; r < 2.0F * spot.radius + 4.0F; r += 0.5F) {
      const double l = lab(pictures.pixel(spot.at + r * glm::vec2{std::cos(angle), std::sin(angle)}), eye)[0];
      if (std::abs(l - lab(a, eye)[0]) < kApart || std::abs(l - lab(b, eye)[0]) < kApart) continue;
      ++found;
      break;
    }
  }
  return static_cast<double>(found) / kDirections;
}

void check_apart(const std::string& what, const Pictures& pictures, Spot spot, Color a, Color b) {
  constexpr std::array kSights{"normal", "protan", "deutan", "tritan"};
  std::string told;
  for (std::size_t i = 0; i < kEyes.size(); ++i) {
    const double step = std::abs(lab(a, kEyes[i])[0] - lab(b, kEyes[i])[0]);
    const double parted = outlined(pictures, spot, a, b, kEyes[i]);
    told += std::string(kSights[i]) + " " + std::to_string(static_cast<int>(step)) + " (outline " +
            std::to_string(static_cast<int>(100.0 * parted)) + " %), ";
    CHECK_MESSAGE((step >= kApart || parted >= 0.8), what, ", ", kSights[i], ": ", step, " L*, an outline on ", 100.0 * parted, " %");
  }
  MESSAGE(what << ": " << told);
}

View view_of(ThemeName theme, StageName stage, Viewpoint from = Viewpoint::usual) {
  View view;
  view.theme = theme;
  view.stage = stage;
  view.viewpoint = from;
  view.lens = Lens::h;
  return view;
}

}  // namespace

TEST_CASE("growth is told from the dendrite that it grows on, in every theme and by every sight") {
  Pictures pictures;
  for (const ThemeName theme : kValues<ThemeName>) {
    const View view = view_of(theme, StageName::dendrite);
    pictures.paint(view, 0.0);
    const Color dendrite = pictures.color(pictures.label("stage.dendrite.label.branch"));
    pictures.paint(view, 168.0);
    const StageReport report = pictures.report();
    REQUIRE(!report.story.empty());
    const auto largest = std::max_element(report.story.begin(), report.story.end(),
                                          [](const StoryPlace& a, const StoryPlace& b) { return a.radius < b.radius; });
    const Spot spot = pictures.spot(largest->at, largest->radius);
    check_apart("growth and dendrite, " + std::string(name_of(theme)), pictures, spot, pictures.color(spot), dendrite);
  }
}

TEST_CASE("ketamine is told from the receptor that it sits in, in every theme and by every sight") {
  Pictures pictures;
  const NamedMoments moments = must(NamedMoments::load(data_files()));
  const FoundMoment moment = std::get<FoundMoment>(moments.find(*moments.named("receptor.gate-shuts"), pictures.session().run()));
  for (const ThemeName theme : kValues<ThemeName>) {
    pictures.session().submit(command::ShowMoment{moment});
    View view = pictures.session().state().view;
    view.theme = theme;
    pictures.paint(view, moment.at_h);
    const Spot drug = pictures.label("stage.receptor.label.ketamine_pore");
    const Color receptor = pictures.around(drug);
    check_apart("ketamine and NMDA receptor, " + std::string(name_of(theme)), pictures, drug, pictures.color(drug), receptor);
  }
}

TEST_CASE("what moves the chain on is told from what holds it back, in every theme and by every sight") {
  Pictures pictures;
  for (const ThemeName theme : kValues<ThemeName>) {
    for (const double time_h : {0.0, 1.0}) {
      pictures.paint(view_of(theme, StageName::synapse, Viewpoint::signals), time_h);
      const auto body = [&](synapse::Signal signal) {
        const synapse::SignalNode& node = synapse::node(signal);
        return pictures.spot(node.at, 0.8F * node.reach);
      };
      const Spot forward = body(synapse::Signal::akt), back = body(synapse::Signal::gsk3);
      check_apart("activator and inhibitor at " + std::to_string(time_h) + " h, " + std::string(name_of(theme)), pictures, forward,
                  pictures.color(forward), pictures.color(back));
    }
  }
}

TEST_CASE("parvalbumin cells are told from somatostatin cells, in every theme and by every sight") {
  Pictures pictures;
  for (const ThemeName theme : kValues<ThemeName>) {
    pictures.paint(view_of(theme, StageName::circuit), 2.0 / 3.0);
    Spot first = pictures.label("stage.circuit.label.parvalbumin"), second = pictures.label("stage.circuit.label.somatostatin");
    first.radius = second.radius = 16.0F;
    check_apart("parvalbumin and somatostatin, " + std::string(name_of(theme)), pictures, first, pictures.color(first),
                pictures.color(second));
  }
}
