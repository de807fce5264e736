#include "app/stages/synapse/synapse_signals_picture.hpp"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>

#include "app/stages/common/shapes.hpp"
#include "app/stages/synapse/synapse_scene.hpp"
#include "core/random.hpp"

namespace syn::synapse {
namespace {

using glm::vec3;

constexpr int kRunners = 3;             // dots on an arrow whose source stands at the level of a healthy brain
constexpr double kRunnerSeconds = 2.6;  // from one end of an arrow to the other
constexpr double kBdnfAtHealth = 9.0;   // BDNF signs in the vesicle, and outside; a sign is no count of molecules
constexpr std::uint32_t kDraw = 700;    // apart from the other draws of the stage
constexpr float kVesicleRoom = 11.5F;

Rgba color_of(const SignalNode& node, const Theme& theme) {
  // What moves the chain on has the colour of growth, what holds it back that of a burden; both calm, on a grey base.
  const Rgba grey = mixed(rgba(theme[Role::structure]), rgba(theme[Role::cut]), 0.25F);
  return node.brake ? mixed(grey, rgba(theme[Role::burden]), 0.78F) : mixed(grey, rgba(theme[Role::growth]), 0.62F);
}

// How much a signal is at work, 0..1: one that moves the chain on, from the level of a healthy brain upwards; a brake, as long
// as it holds.
float at_work(const SignalNode& node, double value) {
  const auto v = static_cast<float>(value);
  if (node.brake) return glm::smoothstep(0.45F, 0.95F, v);
  return full_scale(node.signal) > 1.0 ? glm::smoothstep(1.0F, 1.5F, v) : glm::smoothstep(0.0F, 0.25F, v);
}
// The quiet are small and grey, the busy large and in colour.
constexpr float kQuietSize = 0.86F, kBusySize = 1.38F;
constexpr float kGlow = 0.55F, kGlowReach = 46.0F;

// How strongly a signal is drawn: faint where it is low, full at twice the healthy level.
float strength(Signal signal, double value) { return static_cast<float>(std::clamp(value / full_scale(signal), 0.0, 1.0)); }

Material plain(Rgba color, float outline_px, float opacity) {
  Material m;
  m.opacity = opacity;
  m.colors.fill(color);
  m.outline_px = outline_px;
  return m;
}

}  // namespace

void SignalPicture::prepare(Canvas& canvas) {
  for (const Body body : {Body::kinase, Body::complex, Body::receptor, Body::ribosome, Body::vesicle}) {
    bodies_[body] = canvas.upload(signal_body(body));
  }
  for (const SignalEdge& edge : signal_edges()) edges_.push_back(canvas.upload(edge_surface(edge)));
  box_ = canvas.upload(shapes::slab());
}

void SignalPicture::draw(Canvas& canvas, const SignalLevels& levels, const Theme& theme, std::uint64_t seed, double seconds,
                         float opacity) const {
  const Rgba ground = rgba(theme[Role::background]);
  const Rgba faint = mixed(rgba(theme[Role::structure]), ground, theme.dark ? 0.45F : 0.35F);
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    const SignalEdge& edge = signal_edges()[i];
    const Rgba full = mixed(color_of(node(edge.from), theme), rgba(theme[Role::text]), 0.25F);
    const float busy = node(edge.from).body == Body::none ? strength(edge.from, level(levels, edge.from))
                                                          : at_work(node(edge.from), level(levels, edge.from));
    canvas.mesh(edges_[i], {.material = plain(mixed(faint, full, busy), 1.2F, opacity)});
  }
  std::vector<Sprite> glows;
  for (const SignalNode& n : signal_nodes()) {
    const auto body = bodies_.find(n.body);
    if (body == bodies_.end()) continue;
    const float busy = at_work(n, level(levels, n.signal));
    const Rgba quiet = mixed(rgba(theme[Role::structure]), ground, theme.dark ? 0.45F : 0.25F);
    const Rgba color = mixed(quiet, color_of(n, theme), busy);
    glows.push_back(
        {n.at - vec3{0.0F, 0.0F, 14.0F}, kGlowReach * busy, Rgba{vec3(color_of(n, theme)), kGlow * busy * opacity}, SpriteShape::glow});
    MeshInstance instance{.transform = glm::translate(glm::mat4(1.0F), n.at), .material = plain(color, 1.6F, opacity)};
    // A membrane protein keeps its place, and a vesicle its wall.
    if (n.body != Body::receptor && n.body != Body::vesicle)
      instance.transform = glm::scale(instance.transform, vec3(std::lerp(kQuietSize, kBusySize, busy)));
    const Rgba second = mixed(color, rgba(theme[Role::cut]), theme.dark ? 0.22F : 0.40F);
    instance.material.colors = {color, second, second, second};
    if (n.body == Body::receptor) {
      // Out of the spine's flank: its outward normal there.
      instance.transform = glm::rotate(instance.transform, 0.28F, {0.0F, 0.0F, 1.0F});
    }
    if (n.body == Body::vesicle) {
      instance.cut_plane = {0.0F, 0.0F, -1.0F, n.at.z};
      instance.material.cut_color = mixed(rgba(theme[Role::cut]), color, 0.4F);
      instance.material.colors[1] = mixed(color, ground, 0.6F);
    }
    canvas.mesh(body->second, instance);
  }
  canvas.sprites(glows);
  draw_bars(canvas, levels, theme, opacity);
  draw_runners(canvas, levels, theme, seed, seconds, opacity);
}

void SignalPicture::draw_bars(Canvas& canvas, const SignalLevels& levels, const Theme& theme, float opacity) const {
  const Rgba track = mixed(rgba(theme[Role::background]), rgba(theme[Role::control]), 0.35F);
  const auto slab = [&](vec3 left, float length, float height, Rgba color) {
    glm::mat4 place = glm::translate(glm::mat4(1.0F), left);
    place = glm::scale(place, {length, height, 1.0F});
    canvas.mesh(box_, {.transform = place, .material = plain(color, 0.0F, opacity)});
  };
  for (const SignalNode& n : signal_nodes()) {
    if (n.body == Body::none) continue;
    const vec3 left{n.bar.x - 0.5F * kBarLength, n.bar.y, kSignalPlane};
    const float share = std::max(0.01F, strength(n.signal, level(levels, n.signal)));
    const auto layer = [&](int number) { return left + vec3{0.0F, 0.0F, 1.2F * static_cast<float>(number)}; };
    slab(layer(-1) - vec3{1.2F, 0.0F, 0.0F}, kBarLength + 2.4F, kBarHeight + 2.4F, rgba(theme[Role::outline]));
    slab(layer(0), kBarLength, kBarHeight, track);
    slab(layer(1), kBarLength * share, 0.86F * kBarHeight, color_of(n, theme));
    if (full_scale(n.signal) > 1.0) {
      slab(layer(2) + vec3{kBarLength / static_cast<float>(full_scale(n.signal)) - 0.7F, 0.0F, 0.0F}, 1.4F, 1.6F * kBarHeight,
           rgba(theme[Role::text]));
    }
  }
}

void SignalPicture::draw_runners(Canvas& canvas, const SignalLevels& levels, const Theme& theme, std::uint64_t seed, double seconds,
                                 float opacity) const {
  std::vector<Sprite> sprites;
  // Dots along the arrows, as many and as bright as their source is strong: which way, and how much.
  for (std::size_t e = 0; e < signal_edges().size(); ++e) {
    const SignalEdge& edge = signal_edges()[e];
    const double drawn = kRunners * level(levels, edge.from) * (full_scale(edge.from) > 1.0 ? 1.0 : 2.0);
    const int slots = static_cast<int>(std::ceil(drawn));
    for (int i = 0; i < slots; ++i) {
      const double phase = uniform_at(seed, e, kDraw) + seconds / kRunnerSeconds + 0.618034 * i;
      const auto share = static_cast<float>(phase - std::floor(phase));
      // They come up out of the source and sink into the target: nothing blinks.
      const float fade = std::min({1.0F, 6.0F * share, 6.0F * (1.0F - share)}) * static_cast<float>(std::clamp(drawn - i, 0.0, 1.0));
      Rgba color = mixed(color_of(node(edge.from), theme), rgba(theme[Role::text]), 0.55F);
      color.a = opacity * fade;
      sprites.push_back({along(edge, share) + vec3{0.0F, 0.0F, 3.0F}, 2.3F, color, SpriteShape::sphere});
    }
  }
  // BDNF: in its vesicle, and set free.
  const auto bdnf = [&](Signal signal, std::uint32_t what, auto&& place) {
    const double drawn = kBdnfAtHealth * level(levels, signal);
    for (int i = 0; i < static_cast<int>(std::ceil(drawn)); ++i) {
      Rgba color = rgba(theme[Role::growth]);
      color.a = opacity * static_cast<float>(std::clamp(drawn - i, 0.0, 1.0));
      sprites.push_back({place(static_cast<std::uint64_t>(i), what), 3.0F, color, SpriteShape::triangle});
    }
  };
  const auto drift = [&](std::uint64_t who, std::uint32_t what, double period) {
    vec3 at{0.0F};
    for (std::uint32_t axis = 0; axis < 3; ++axis) {
      at[static_cast<int>(axis)] = static_cast<float>(2.0 * uniform_at(seed, who, what + axis) - 1.0 +
                                                      0.35 * smooth_noise(seed, who, what + 4 + axis, seconds / period));
    }
    return at;
  };
  bdnf(Signal::bdnf_pool, kDraw + 10, [&](std::uint64_t who, std::uint32_t what) {
    vec3 at = drift(who, what, 3.0);
    at /= std::max(1.0F, glm::length(at));
    return node(Signal::bdnf_pool).at + kVesicleRoom * vec3{at.x, at.y, 0.3F * std::abs(at.z) - 0.2F};
  });
  bdnf(Signal::bdnf_released, kDraw + 30, [&](std::uint64_t who, std::uint32_t what) {
    const vec3 at = drift(who, what, 2.0);
    return node(Signal::bdnf_released).at + vec3{26.0F * at.x, 24.0F * at.y, 10.0F * at.z};
  });
  canvas.sprites(sprites);
}

void SignalPicture::label(Canvas& canvas, const SignalLevels& levels, const Theme& theme) {
  for (const SignalNode& n : signal_nodes()) {
    Label label;
    label.text = signal_words(n.signal, levels);
    label.priority = n.priority;
    label.anchor = n.at;
    if (n.body == Body::none) {
      label.swatch = n.signal == Signal::nmda_free  ? rgba(theme[Role::ketamine])
                     : n.signal == Signal::proteins ? rgba(theme[Role::growth])
                                                    : Rgba{0.0F};
      label.shape = n.signal == Signal::nmda_free ? SpriteShape::diamond : SpriteShape::triangle;
    } else {
      label.in_place = true;
      label.anchor = {n.bar.x, n.bar.y - 0.5F * kBarHeight - 2.5F, n.at.z};
    }
    canvas.label(label);
  }
}

}  // namespace syn::synapse
