// The drawing vocabulary: what a stage may say. A stage fills one frame with meshes, sprites, streamed surfaces and
// labels; the canvas turns them into a picture in the house style: flat colours, soft light, dark contour lines,
// ambient occlusion from the vertices, haze with depth. Knows nothing of the subject. No OpenGL in this header.
//
//   canvas.begin(frame);
//   canvas.mesh(receptor, {.transform = m, .material = blue});
//   canvas.sprites(molecules);
//   canvas.surface(dendrite);
//   canvas.label({...});
//   canvas.end();
#pragma once

#include <array>
#include <cstdint>
#include <glm/glm.hpp>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "camera/camera.hpp"
#include "core/files.hpp"
#include "core/sentence.hpp"
#include "mesh/mesh_data.hpp"

namespace syn {

using Rgba = glm::vec4;  // sRGB-encoded 0..1, as in the palette file; alpha 1 = opaque

// How a surface is coloured. With `vertex_colors` the data bytes r, g, b are the colour itself; otherwise the
// bytes choose one of `colors`: index = (r > 127 ? 2 : 0) + (g > 127 ? 1 : 0).
struct Material {
  std::array<Rgba, 4> colors{Rgba{0.7F, 0.7F, 0.7F, 1.0F}, Rgba{0.7F, 0.7F, 0.7F, 1.0F}, Rgba{0.7F, 0.7F, 0.7F, 1.0F},
                             Rgba{0.7F, 0.7F, 0.7F, 1.0F}};
  bool vertex_colors = false;
  Rgba cut_color{0.9F, 0.9F, 0.9F, 1.0F};  // the face where a cut runs through the solid
  Rgba tint{0.0F, 0.0F, 0.0F, 0.0F};       // laid over the colour by its alpha (a state, a highlight)
  float outline_px = 1.5F;                 // contour line; 0 = none
  float opacity = 1.0F;                    // below 1: drawn after everything opaque, sorted back to front
  bool two_sided = false;                  // open surfaces
};

// One copy of an uploaded mesh.
struct MeshInstance {
  glm::mat4 transform{1.0F};
  Material material;
  // Keep the side dot(plane.xyz, world position) + plane.w >= 0; (0,0,0,0) = no cut. The cut face is filled.
  glm::vec4 cut_plane{0.0F};
};

// Small things drawn as shaded sprites of true 3D size. The shape repeats what the colour says. A glow is light without a
// body: its colour melts away towards its radius; it belongs behind or around what shines, with an alpha below 1.
enum class SpriteShape : std::uint8_t { sphere, diamond, ring, plus, triangle, glow };
struct Sprite {
  glm::vec3 center{0.0F};
  float radius = 1.0F;  // scene units
  Rgba color{1.0F};     // alpha fades it
  SpriteShape shape = SpriteShape::sphere;
};

// Words anchored to a point of the scene. The canvas only projects them; the user interface lays them out.
struct Label {
  glm::vec3 anchor{0.0F};
  Sentence text;
  float priority = 1.0F;  // where there is no room, the lower priority goes
  Rgba swatch{0.0F};      // small colour sign before the words; alpha 0 = none
  SpriteShape shape = SpriteShape::sphere;
  bool in_place = false;  // centred under its anchor where there is room, without a leader line: names in a diagram
  float radius = 0.0F;    // of a small thing that is named as a whole, scene units; 0 = the anchor lies in something large
};
struct ProjectedLabel {
  Label label;
  glm::vec2 pixel{0.0F};  // from the top left of the picture, in pixels of the output
  float depth = 0.0F;     // distance from the eye, scene units
  float radius_px = 0.0F;
  bool hidden = false;  // something solid stands before its anchor: found in stills, and kept in the frames that follow them
};
// Something that words keep off, in pixels of the output.
struct KeptClear {
  glm::vec2 pixel{0.0F};
  float radius_px = 0.0F;
};

enum class Quality : std::uint8_t { low, standard, high };

// Everything about the frame that is not in the scene.
struct Frame {
  int width_px = 1280;  // of the picture area, in output pixels
  int height_px = 720;
  Camera camera;
  Rgba background_top{0.06F, 0.09F, 0.14F, 1.0F};
  Rgba background_bottom{0.06F, 0.09F, 0.14F, 1.0F};
  Rgba outline{0.02F, 0.03F, 0.05F, 1.0F};
  glm::vec3 light{-0.4F, 0.8F, 0.5F};  // direction towards the light, in view space
  float haze_start = 1.0F;             // in multiples of the camera's distance from its target
  float haze_end = 3.0F;               // fully hazed (towards the background colour)
  float haze_strength = 0.75F;
  Quality quality = Quality::standard;
  float render_scale = 1.0F;  // 0.25 .. 1: the scene is drawn smaller and scaled up
  float contour = 1.0F;       // of lines, in multiples of the usual thickness
  bool refined = false;       // a still: at high effort and with its edges smoothed, whatever `quality` is; stages say the same things
};

// Lines grow with the picture: what is two pixels wide at 720 rows is six wide at 2160. Smaller pictures keep the usual width, of
// which less would break up.
float line_scale(const Frame& frame);

struct FrameCounts {
  std::size_t triangles = 0;
  std::size_t instances = 0;
  std::size_t sprites = 0;
  std::size_t draw_calls = 0;
};

class Canvas {
 public:
  // Needs a current OpenGL 3.3 core context. Fails with the shader's log when a program does not build.
  static Result<std::unique_ptr<Canvas>> create(const DataFiles& files);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  using MeshId = int;
  // Copies a mesh to the graphics memory; it lives as long as the canvas. Empty meshes are fine and draw nothing.
  MeshId upload(const MeshData& mesh);
  // The same thing in several levels of detail, finest first (at least one): each copy is drawn with the coarsest
  // level whose triangles still look small where it stands. Small triangles are what costs without a graphics card.
  MeshId upload(std::span<const MeshData> levels);

  void begin(const Frame& frame);
  void mesh(MeshId mesh, const MeshInstance& instance);
  void meshes(MeshId mesh, std::span<const MeshInstance> instances);  // one draw call where materials allow
  void sprites(std::span<const Sprite> sprites);
  void surface(const MeshData& mesh, const Material& material);  // streamed for this frame only
  // From here on (until still(false)) meshes and sprites are said to stand still from frame to frame. They are drawn
  // before everything else, and kept: as long as they, the camera and the frame are the same to the bit, later frames
  // start from that picture. What it shows is the same with and without; only the order of drawing differs.
  void static_layer(bool on);
  // The next frame is drawn from nothing, and no label is known to be hidden: for pictures that must not depend on what was shown
  // before, to the bit.
  void forget_static_layer();
  void label(Label label);
  // No label lies over this ball.
  void keep_clear(glm::vec3 middle, float radius);
  // Draws everything into the canvas's own picture.
  void end();

  // Puts the finished picture into the bound framebuffer at this corner (pixels from the bottom left), scaled to
  // the frame's size.
  void blit(int x_px, int y_px) const;
  std::span<const ProjectedLabel> labels() const;
  std::span<const KeptClear> kept_clear() const;
  FrameCounts counts() const;
  const Frame& frame() const;

 private:
  Canvas();
  struct Projected {
    glm::vec2 pixel;
    float distance, depth, px_per_unit;
  };
  std::optional<Projected> project(glm::vec3 at) const;
  void find_hidden();
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace syn
