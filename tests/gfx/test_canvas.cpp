// The canvas as a whole: it draws everything without a complaint, the same each time, and cleans up behind itself.
#include <doctest/doctest.h>

#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <vector>

#include "gfx/gl_object.hpp"
#include "gl_test.hpp"

namespace syn {
namespace {

using namespace test;

MeshData two_coloured_sphere() {
  MeshData sphere = make_sphere(32, 16);
  for (std::size_t i = 0; i < sphere.positions.size(); ++i) {
    const glm::vec3& p = sphere.positions[i];
    sphere.data[i] = {p.x > 0.0F ? std::uint8_t{255} : std::uint8_t{0}, p.y > 0.0F ? std::uint8_t{255} : std::uint8_t{0}, 40, 200};
  }
  return sphere;
}

// Something of everything.
struct Zoo {
  explicit Zoo(Canvas& canvas) : sphere(canvas.upload(two_coloured_sphere())), nothing(canvas.upload(MeshData{})) {}

  void operator()(Canvas& canvas) const {
    Material four;
    four.colors = {Rgba{0.8F, 0.2F, 0.2F, 1}, Rgba{0.2F, 0.8F, 0.2F, 1}, Rgba{0.2F, 0.2F, 0.8F, 1}, Rgba{0.8F, 0.8F, 0.2F, 1}};
    Material own = four;
    own.vertex_colors = true;
    Material glass = plain_material({0.5F, 0.6F, 0.9F, 1.0F});
    glass.opacity = 0.4F;
    glass.outline_px = 2.0F;
    Material open = four;
    open.two_sided = true;
    std::vector<MeshInstance> instances;
    for (int i = 0; i < 6; ++i) {
      MeshInstance instance;
      const float x = static_cast<float>(i) - 2.5F;
      instance.transform = glm::scale(glm::translate(glm::mat4(1.0F), {x, 0.5F, -x}), {i == 1 ? -0.5F : 0.5F, 0.6F, 0.5F});
      instance.material = i < 2 ? four : i == 2 ? own : i == 3 ? open : i == 4 ? glass : four;
      if (i == 5) instance.cut_plane = {0.0F, 0.0F, -1.0F, 0.0F};
      instances.push_back(instance);
    }
    canvas.meshes(sphere, instances);
    canvas.mesh(nothing, {});
    canvas.surface(two_coloured_sphere(), glass);
    canvas.surface(MeshData{}, glass);
    std::vector<Sprite> sprites;
    for (int i = 0; i < 40; ++i) {
      const float t = static_cast<float>(i);
      sprites.push_back({.center = {2.5F * std::sin(t), 1.7F * std::cos(1.7F * t), 2.0F * std::sin(0.7F * t)},
                         .radius = i == 7 ? 1.3F : 0.02F + 0.01F * t,
                         .color = {0.9F, 0.5F, 0.2F, i % 3 == 0 ? 0.5F : 1.0F},
                         .shape = static_cast<SpriteShape>(i % 5)});
    }
    canvas.sprites(sprites);
    canvas.label({.anchor = {0.0F, 0.0F, 0.0F}, .text = {}});
  }

  Canvas::MeshId sphere;
  Canvas::MeshId nothing;
};

Frame zoo_frame(Quality quality, float scale) {
  Frame frame = plain_frame(320, 200);
  frame.background_top = {0.06F, 0.09F, 0.14F, 1.0F};
  frame.background_bottom = {0.02F, 0.03F, 0.05F, 1.0F};
  frame.haze_strength = 0.7F;
  frame.quality = quality;
  frame.render_scale = scale;
  return frame;
}

}  // namespace

TEST_CASE("everything can be drawn at every quality without a message from OpenGL (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const Zoo zoo(*canvas);
  for (const Quality quality : {Quality::low, Quality::standard, Quality::high}) {
    for (const float scale : {1.0F, 0.5F}) {
      const Image image = shoot(*canvas, zoo_frame(quality, scale), zoo);
      CHECK(off(middle(image), {0.05F, 0.06F, 0.1F, 1.0F}) > 20.0);
      CHECK(take_gl_messages().empty());
      CHECK(canvas->counts().instances == 7);
      CHECK(canvas->counts().sprites == 40);
      CHECK(canvas->counts().triangles == 7 * 960);
      CHECK(canvas->counts().draw_calls > 0);
    }
  }
}

TEST_CASE("the same frame twice gives the same bytes (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const Zoo zoo(*canvas);
  for (const Quality quality : {Quality::low, Quality::standard, Quality::high}) {
    const Frame frame = zoo_frame(quality, 1.0F);
    const Image first = shoot(*canvas, frame, zoo);
    Frame other = frame;
    other.camera.yaw = 1.0F;
    other.width_px = 100;
    shoot(*canvas, other, zoo);
    CHECK(shoot(*canvas, frame, zoo).rgb == first.rgb);
    const auto fresh = make_canvas();
    const Zoo fresh_zoo(*fresh);
    CHECK(shoot(*fresh, frame, fresh_zoo).rgb == first.rgb);
  }
}

TEST_CASE("a refined frame has softer edges, and the quick frames around it are as they were (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const Zoo zoo(*canvas);
  const Frame quick = zoo_frame(Quality::standard, 1.0F);
  Frame still = quick;
  still.refined = true;
  const Image first = shoot(*canvas, quick, zoo);
  const Image refined = shoot(*canvas, still, zoo);
  CHECK(shoot(*canvas, still, zoo).rgb == refined.rgb);
  CHECK(shoot(*canvas, quick, zoo).rgb == first.rgb);

  // The rim of a white ball before black: without smoothing nothing of it is darker than its own shade.
  const auto dim = [&](bool smooth) {
    Frame frame = plain_frame();
    frame.refined = smooth;
    const Image image = shoot(*canvas, frame, [&](Canvas& c) { c.mesh(zoo.sphere, {.material = plain_material(kWhite)}); });
    int count = 0;
    for (int y = 0; y < image.height; ++y) {
      for (int x = 0; x < image.width; ++x) count += pixel(image, x, y)[1] > 5 && pixel(image, x, y)[1] < 60 ? 1 : 0;
    }
    return count;
  };
  CHECK(dim(false) == 0);
  CHECK(dim(true) > 40);
}

TEST_CASE("contours grow with the picture above 720 rows, and with what the frame asks for (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const auto sphere = canvas->upload(make_sphere(96, 48));
  // How wide the two lines are that the middle row crosses, in pixels.
  const auto width = [&](int rows, float contour) {
    Frame frame = plain_frame(rows, rows);
    frame.outline = kWhite;
    frame.contour = contour;
    const Image image = shoot(*canvas, frame, [&](Canvas& c) {
      MeshInstance instance;
      instance.material = plain_material({0.0F, 0.0F, 0.0F, 1.0F});
      instance.material.outline_px = 4.0F;
      c.mesh(sphere, instance);
    });
    double sum = 0.0;
    for (int x = 0; x < rows; ++x) sum += pixel(image, x, rows / 2)[0] / 255.0;
    return sum;
  };
  const double usual = width(720, 1.0F);
  CHECK(usual > 4.0);
  CHECK(width(360, 1.0F) == doctest::Approx(usual).epsilon(0.15));
  CHECK(width(1440, 1.0F) == doctest::Approx(2.0 * usual).epsilon(0.2));
  CHECK(width(720, 1.5F) == doctest::Approx(1.5 * usual).epsilon(0.2));
}

TEST_CASE("the picture in a window is the one in a target, the same way up (gl)") {
  const GlContext context(320, 200);
  const auto canvas = make_canvas();
  const Zoo zoo(*canvas);
  const Frame frame = zoo_frame(Quality::standard, 1.0F);
  const Image wanted = shoot(*canvas, frame, zoo);

  bind_window(320, 200);
  clear(0.0F, 0.0F, 0.0F);
  canvas->begin(frame);
  zoo(*canvas);
  canvas->end();
  canvas->blit(0, 0);
  std::vector<std::uint8_t> rgba(320 * 200 * 4);
  using ReadPixels = void(int, int, int, int, unsigned, unsigned, void*);
  context.function<ReadPixels>("glReadPixels")(0, 0, 320, 200, 0x1908U /* RGBA */, 0x1401U /* bytes */, rgba.data());
  Image found{.width = 320, .height = 200, .rgb = {}};
  for (std::size_t y = 200; y-- > 0;) {
    for (std::size_t x = 0; x < 320; ++x) {
      for (std::size_t k = 0; k < 3; ++k) found.rgb.push_back(rgba[(y * 320 + x) * 4 + k]);
    }
  }
  CHECK(compare(found, wanted).mean < 0.5);

  // What was drawn for the window may go to a target as well.
  const RenderTarget target(320, 200);
  target.bind();
  canvas->blit(0, 0);
  CHECK(compare(target.read(), wanted).mean < 0.5);
}

TEST_CASE("the picture goes to its corner and leaves the rest alone (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  Frame frame = plain_frame(60, 40);
  frame.background_top = frame.background_bottom = {1.0F, 0.0F, 0.0F, 1.0F};
  for (const float scale : {1.0F, 0.5F}) {
    frame.render_scale = scale;
    const RenderTarget target(200, 100);
    target.bind();
    clear(0.0F, 0.0F, 1.0F);
    canvas->begin(frame);
    canvas->end();
    canvas->blit(20, 10);
    const Image image = target.read();
    CHECK(pixel(image, 19, 60) == Pixel{0, 0, 255});
    CHECK(pixel(image, 80, 60) == Pixel{0, 0, 255});
    CHECK(pixel(image, 50, 49) == Pixel{0, 0, 255});
    CHECK(pixel(image, 50, 90) == Pixel{0, 0, 255});
    for (const auto& [x, y] : {std::pair(21, 51), std::pair(78, 88), std::pair(50, 70)}) CHECK(pixel(image, x, y)[0] > 230);
  }
}

TEST_CASE("a canvas leaves the framebuffer and viewport as they were (gl)") {
  const GlContext context;
  const auto canvas = make_canvas();
  const RenderTarget target(50, 30);
  target.bind();
  canvas->begin(plain_frame(200, 200));
  canvas->end();
  clear(0.0F, 1.0F, 0.0F);
  CHECK(pixel(target.read(), 25, 15) == Pixel{0, 255, 0});
  std::array<int, 4> viewport{};
  context.function<void(unsigned, int*)>("glGetIntegerv")(0x0BA2U, viewport.data());
  CHECK(viewport == std::array<int, 4>{0, 0, 50, 30});
}

TEST_CASE("handles own one object, hand it on when moved, and delete it when they go (gl)") {
  const GlContext context;
  using Is = unsigned char(unsigned);
  const auto is_buffer = context.function<Is>("glIsBuffer");
  const auto bind = context.function<void(unsigned, unsigned)>("glBindBuffer");
  CHECK_FALSE(GlBuffer());
  unsigned id = 0;
  {
    GlBuffer first = GlBuffer::make();
    id = first.id();
    bind(0x8892U, id);  // an object begins to exist when it is first bound
    CHECK(is_buffer(id) == 1);
    GlBuffer second = std::move(first);
    CHECK_FALSE(first);
    CHECK(second.id() == id);
    GlBuffer third;
    third = std::move(second);
    CHECK(is_buffer(id) == 1);
  }
  CHECK(is_buffer(id) == 0);
}

TEST_CASE("targets and canvases give all their objects back (gl)") {
  const GlContext context;
  const auto alive = [&] {
    int count = 0;
    for (const char* name : {"glIsBuffer", "glIsVertexArray", "glIsTexture", "glIsFramebuffer", "glIsRenderbuffer", "glIsProgram"}) {
      const auto is = context.function<unsigned char(unsigned)>(name);
      for (unsigned id = 1; id < 400; ++id) count += is(id);
    }
    return count;
  };
  const int before = alive();
  {
    RenderTarget target(20, 20);
    RenderTarget moved(10, 10);
    moved = std::move(target);
    CHECK(moved.width() == 20);
    const auto canvas = make_canvas();
    const Zoo zoo(*canvas);
    shoot(*canvas, zoo_frame(Quality::high, 1.0F), zoo);
    shoot(*canvas, zoo_frame(Quality::standard, 1.0F), zoo);
    CHECK(alive() > before + 20);
  }
  CHECK(alive() == before);
}

}  // namespace syn
