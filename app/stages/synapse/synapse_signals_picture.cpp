#include "app/stages/synapse/synapse_signals_picture.hpp"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <numbers>

#include "app/stages/synapse/synapse_bodies.hpp"
#include "app/stages/synapse/synapse_scene.hpp"
#include "core/random.hpp"

namespace syn::synapse {
namespace {

using glm::vec3;

constexpr double kBdnfAtHealth = 11.0;  // BDNF signs in the vesicle, and outside; a sign is no count of molecules
constexpr std::uint32_t kDraw = 700;    // apart from the other draws of the stage
constexpr float kVesicleRoom = 11.5F;
constexpr float kGlow = 0.55F, kGlowReach = 2.2F;  // of the reach of a body
constexpr float kDot = 1.3F, kDotsApart = 7.5F;    // of what was before
constexpr float kBefore = 30.0F;                   // nanometres towards the eye: over the bodies
constexpr float kPulse = 7.5F, kPulseGlow = 40.0F, kTail = 0.85F;
constexpr int kTailDots = 40;
constexpr float kGrownFrom = 0.004F, kGrownGlow = 0.26F;  // of the outline, over what it was

Rgba color_of(const SignalNode& node, const Theme& theme) {
  // What moves the chain on has the colour of growth, what holds it back that of a burden.
  const Rgba grey = mixed(rgba(theme[Role::structure]), rgba(theme[Role::cut]), 0.25F);
  const Rgba brake = mixed(rgba(theme[Role::burden]), rgba(theme[Role::outline]), theme.dark ? 0.18F : 0.0F);  // darker than what grows
  return node.brake ? mixed(grey, brake, 0.85F) : mixed(grey, rgba(theme[Role::growth]), 0.80F);
}

// How much a signal is at work, 0..1: one that moves the chain on, from the level of a healthy brain upwards; a brake, as long
// as it holds.
float at_work(const SignalNode& node, double value) {
  const auto v = static_cast<float>(value);
  if (node.brake) return glm::smoothstep(0.55F, 0.98F, v);
  return full_scale(node.signal) > 1.0 ? glm::smoothstep(0.98F, 1.5F, v) : glm::smoothstep(0.0F, 0.25F, v);
}
float busy(Signal signal, const SignalLevels& levels) {
  const SignalNode& n = node(signal);
  if (n.body != Body::none) return at_work(n, level(levels, signal));
  return static_cast<float>(std::clamp(level(levels, signal) / full_scale(signal), 0.0, 1.0));
}

Material plain(Rgba color, float outline_px, float opacity) {
  Material m;
  m.opacity = opacity;
  m.colors.fill(color);
  m.outline_px = outline_px;
  return m;
}

// The diagram grows with the spine, about the middle of its membrane.
glm::mat4 grown(float swell) { return glm::scale(glm::mat4(1.0F), {swell, swell, 1.0F}); }
vec3 grown(vec3 at, float swell) { return {swell * at.x, swell * at.y, at.z}; }

Rgba faded(Rgba color, float alpha) { return {color.r, color.g, color.b, color.a * alpha}; }

}  // namespace

void SignalPicture::prepare(Canvas& canvas) {
  for (const Body body : {Body::kinase, Body::complex, Body::receptor, Body::ribosome, Body::vesicle})
    bodies_[body] = canvas.upload(signal_body(body));
  for (const SignalEdge& edge : signal_edges()) {
    auto& widths = edges_.emplace_back();
    for (int i = 0; i < kWidths; ++i)
      widths[static_cast<std::size_t>(i)] = canvas.upload(edge_surface(edge, static_cast<float>(i) / (kWidths - 1)));
  }
  crowd_ = spine_crowd();
  outline_ = spine_outline(kDotsApart);
}

void SignalPicture::draw_crowd(Canvas& canvas, const Theme& theme, Rgba wall) const {
  const Rgba ground = mixed(wall, rgba(theme[Role::background]), theme.dark ? 0.62F : 0.10F);
  const Rgba actin = mixed(rgba(theme[Role::channel]), rgba(theme[Role::cut]), 0.25F), protein = rgba(theme[Role::structure]);
  std::vector<Sprite> sprites;
  sprites.reserve(crowd_.size());
  // The further behind, the more it is like the wall.
  for (const CrowdBead& bead : crowd_) {
    const float near = (theme.dark ? 0.42F : 0.30F) * (1.0F - 0.75F * bead.deep);
    sprites.push_back({bead.at, bead.radius, mixed(ground, greyer(bead.actin ? actin : protein, 0.4F), near), SpriteShape::sphere});
  }
  canvas.sprites(sprites);
}

void SignalPicture::draw(Canvas& canvas, const SignalMoment& moment, const Theme& theme) const {
  draw_edges(canvas, moment, theme);
  draw_bodies(canvas, moment, theme);
  draw_before(canvas, moment, theme);
  draw_bdnf(canvas, moment, theme);
  draw_pulse(canvas, moment, theme);
}

void SignalPicture::draw_edges(Canvas& canvas, const SignalMoment& m, const Theme& theme) const {
  const Rgba ground = rgba(theme[Role::background]);
  const Rgba faint = mixed(rgba(theme[Role::structure]), ground, theme.dark ? 0.45F : 0.35F);
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    const SignalEdge& edge = signal_edges()[i];
    const float flow = busy(edge.from, m.levels);
    const Rgba full = mixed(color_of(node(edge.from), theme), rgba(theme[Role::text]), theme.dark ? 0.15F : 0.25F);
    const auto width = static_cast<std::size_t>(std::lround(flow * (kWidths - 1)));
    canvas.mesh(edges_[i][width], {.transform = grown(m.swell), .material = plain(mixed(faint, full, flow), 1.2F, m.opacity)});
  }
}

void SignalPicture::draw_bodies(Canvas& canvas, const SignalMoment& m, const Theme& theme) const {
  const Rgba ground = rgba(theme[Role::background]);
  const Rgba quiet = mixed(rgba(theme[Role::structure]), ground, theme.dark ? 0.50F : 0.35F);
  std::vector<Sprite> glows;
  for (const SignalNode& n : signal_nodes()) {
    const auto body = bodies_.find(n.body);
    if (body == bodies_.end()) continue;
    const float works = at_work(n, level(m.levels, n.signal)), size = size_of(n.signal, level(m.levels, n.signal));
    const Rgba full = color_of(n, theme), color = mixed(quiet, full, works);
    const vec3 at = grown(n.at, m.swell);
    const float shine = kGlow * works * (n.brake ? 0.5F : 1.0F) * (theme.dark ? 1.0F : 0.6F) * m.opacity;
    glows.push_back({at - vec3{0.0F, 0.0F, 24.0F}, kGlowReach * n.reach * size, faded(full, shine), SpriteShape::glow});
    MeshInstance instance{.transform = glm::translate(glm::mat4(1.0F), at), .material = plain(color, 2.2F, m.opacity)};
    // Out of the spine's flank: its outward normal there.
    if (n.body == Body::receptor) instance.transform = glm::rotate(instance.transform, 0.28F, {0.0F, 0.0F, 1.0F});
    instance.transform = glm::scale(instance.transform, vec3(n.body == Body::vesicle ? 1.0F : size));
    const Rgba second = mixed(color, rgba(theme[Role::cut]), theme.dark ? 0.22F : 0.40F);
    instance.material.colors = {color, second, second, second};
    if (n.body == Body::vesicle) {
      instance.cut_plane = {0.0F, 0.0F, -1.0F, n.at.z};
      instance.material.cut_color = mixed(rgba(theme[Role::cut]), color, 0.4F);
      instance.material.colors[1] = mixed(color, ground, 0.6F);
    }
    canvas.mesh(body->second, instance);
  }
  canvas.sprites(glows);
}

// Dotted: the bodies' size and the spine's outline as they were before the first dose.
void SignalPicture::draw_before(Canvas& canvas, const SignalMoment& m, const Theme& theme) const {
  std::vector<Sprite> dots;
  const Rgba ink = faded(rgba(theme[Role::text]), 0.85F * m.opacity);
  for (const SignalNode& n : signal_nodes()) {
    if (n.body == Body::none || n.body == Body::cloud || n.body == Body::vesicle) continue;
    const float radius = n.reach * size_of(n.signal, level(m.before, n.signal));
    const int count = static_cast<int>(2.0F * std::numbers::pi_v<float> * radius / (0.85F * kDotsApart));
    for (int i = 0; i < count; ++i) {
      const float a = 2.0F * std::numbers::pi_v<float> * static_cast<float>(i) / static_cast<float>(count);
      dots.push_back({grown(n.at, m.swell) + vec3{radius * std::cos(a), radius * std::sin(a), kBefore}, kDot, ink, SpriteShape::sphere});
    }
  }
  // What the outline has gained lies in light.
  if (m.swell > 1.0F + kGrownFrom) {
    std::vector<Sprite> gained;
    for (const vec3& at : outline_) {
      const vec3 middle = 0.5F * (at + grown(at, m.swell));
      const float gap = glm::distance(at, grown(at, m.swell));
      gained.push_back({{middle.x, middle.y, at.z + 2.0F},
                        1.1F * gap + 3.0F,
                        faded(rgba(theme[Role::growth]), kGrownGlow * m.opacity),
                        SpriteShape::glow});
    }
    canvas.sprites(gained);
  }
  for (const vec3& at : outline_) dots.push_back({at + vec3{0.0F, 0.0F, 2.5F}, 1.5F * kDot, ink, SpriteShape::sphere});
  canvas.sprites(dots);
}

// A light with a tail, on every way of its leg.
void SignalPicture::draw_pulse(Canvas& canvas, const SignalMoment& m, const Theme& theme) {
  if (!m.pulse) return;
  const float bright = m.pulse->bright * m.opacity;
  const Rgba light = mixed(rgba(theme[Role::growth]), Rgba{1.0F}, theme.dark ? 0.6F : 0.0F), core{1.0F};
  const float strong = theme.dark ? 1.0F : 0.6F;
  std::vector<Sprite> sprites;
  for (const auto& way : ways_of(m.pulse->leg)) {
    const auto at = [&](float share) { return grown(along(way, share), m.swell) + vec3{0.0F, 0.0F, kBefore + 2.0F}; };
    for (int i = kTailDots; i >= 1; --i) {
      const float back = static_cast<float>(i) / kTailDots, share = m.pulse->share - kTail * back;
      if (share < 0.0F) continue;
      const float left = 1.0F - back;
      sprites.push_back({at(share), kPulse * (0.4F + 1.5F * left), faded(light, 0.6F * bright * left), SpriteShape::glow});
    }
    sprites.push_back({at(m.pulse->share), kPulseGlow, faded(light, 0.8F * strong * bright), SpriteShape::glow});
    sprites.push_back({at(m.pulse->share), kPulse, faded(core, bright), SpriteShape::sphere});
  }
  canvas.sprites(sprites);
}

// BDNF: in its vesicle, and set free.
void SignalPicture::draw_bdnf(Canvas& canvas, const SignalMoment& m, const Theme& theme) {
  std::vector<Sprite> sprites;
  const auto bdnf = [&](Signal signal, std::uint32_t what, float radius, auto&& place) {
    const double drawn = kBdnfAtHealth * level(m.levels, signal);
    for (int i = 0; i < static_cast<int>(std::ceil(drawn)); ++i) {
      const float there = static_cast<float>(std::clamp(drawn - i, 0.0, 1.0));
      sprites.push_back({grown(place(static_cast<std::uint64_t>(i), what), m.swell), radius,
                         faded(rgba(theme[Role::growth]), m.opacity * there), SpriteShape::triangle});
    }
  };
  const auto drift = [&](std::uint64_t who, std::uint32_t what, double period) {
    vec3 at{0.0F};
    for (std::uint32_t axis = 0; axis < 3; ++axis) {
      at[static_cast<int>(axis)] = static_cast<float>(2.0 * uniform_at(m.seed, who, what + axis) - 1.0 +
                                                      0.35 * smooth_noise(m.seed, who, what + 4 + axis, m.seconds / period));
    }
    return at;
  };
  bdnf(Signal::bdnf_pool, kDraw + 10, 3.0F, [&](std::uint64_t who, std::uint32_t what) {
    vec3 at = drift(who, what, 3.0);
    at /= std::max(1.0F, glm::length(at));
    return node(Signal::bdnf_pool).at + kVesicleRoom * vec3{at.x, at.y, 0.3F * std::abs(at.z) - 0.2F};
  });
  bdnf(Signal::bdnf_released, kDraw + 30, 5.2F, [&](std::uint64_t who, std::uint32_t what) {
    const vec3 at = drift(who, what, 2.0);
    return node(Signal::bdnf_released).at + vec3{26.0F * at.x, 26.0F * at.y, 10.0F * at.z};
  });
  canvas.sprites(sprites);
}

// The two signals that are receptors are named where those stand, in the row along the membrane.
static vec3 label_at(const SignalNode& n) {
  if (n.signal == Signal::ampa) return {-89.0F, 8.0F, kReceptorCut};
  if (n.signal == Signal::nmda_free) return {1.0F, 8.0F, kReceptorCut};
  return n.at;
}

void SignalPicture::label(Canvas& canvas, const SignalMoment& m, const Theme& theme) {
  for (const SignalNode& n : signal_nodes()) {
    Label label;
    label.text = signal_words(n.signal, m.levels);
    label.priority = n.priority;
    label.anchor = grown(label_at(n), m.swell);
    if (n.body == Body::none) {
      label.swatch = n.signal == Signal::nmda_free  ? rgba(theme[Role::ketamine])
                     : n.signal == Signal::proteins ? rgba(theme[Role::growth])
                                                    : Rgba{0.0F};
      label.shape = n.signal == Signal::nmda_free ? SpriteShape::diamond : SpriteShape::triangle;
    } else {
      label.in_place = true;
      const double larger = std::max(level(m.levels, n.signal), level(m.before, n.signal));
      label.anchor.y -= n.body == Body::cloud ? -44.0F : n.reach * (n.body == Body::vesicle ? 1.0F : size_of(n.signal, larger)) + 2.0F;
    }
    canvas.label(label);
  }
}

}  // namespace syn::synapse
