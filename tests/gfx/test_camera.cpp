#include <doctest/doctest.h>

#include <cmath>
#include <glm/gtc/constants.hpp>
#include <initializer_list>

#include "camera/camera.hpp"

namespace syn {

TEST_CASE("a glide begins and ends exactly at its cameras") {
  const Camera from{.target = {1.0F, 2.0F, 3.0F}, .yaw = 0.1F, .pitch = -0.2F, .distance = 4.0F};
  const Camera to{.target = {-5.0F, 0.0F, 2.0F}, .yaw = 2.0F, .pitch = 0.7F, .distance = 4000.0F, .field_of_view = 0.9F};
  CHECK(glm::distance(glide(from, to, 0.0F).position(), from.position()) < 1e-5F);
  CHECK(glm::distance(glide(from, to, 1.0F).position(), to.position()) < 1e-2F);
  CHECK(glide(from, to, 1.0F).field_of_view == doctest::Approx(0.9F));
  CHECK(glide(from, to, -3.0F).distance == doctest::Approx(4.0F));
  CHECK(glide(from, to, 7.0F).distance == doctest::Approx(4000.0F));
}

TEST_CASE("half way through a glide the distance is the geometric mean") {
  const Camera from{.distance = 10.0F};
  const Camera to{.distance = 1000.0F};
  CHECK(glide(from, to, 0.5F).distance == doctest::Approx(100.0F));
}

TEST_CASE("a glide starts and stops gently and never turns back") {
  const Camera from{.yaw = 0.0F};
  const Camera to{.yaw = 1.0F};
  float before = 0.0F;
  for (int i = 1; i <= 100; ++i) {
    const float yaw = glide(from, to, static_cast<float>(i) / 100.0F).yaw;
    CHECK(yaw >= before);
    before = yaw;
  }
  CHECK(glide(from, to, 0.01F).yaw < 1e-4F);
  CHECK(glide(from, to, 0.99F).yaw > 1.0F - 1e-4F);
}

TEST_CASE("the target is in the middle of the picture at the camera's distance") {
  const Camera camera{.target = {3.0F, -1.0F, 2.0F}, .yaw = 1.3F, .pitch = -0.4F, .distance = 7.0F};
  const glm::vec4 seen = camera.view() * glm::vec4(camera.target, 1.0F);
  CHECK(seen.x == doctest::Approx(0.0F).epsilon(1e-4));
  CHECK(seen.y == doctest::Approx(0.0F).epsilon(1e-4));
  CHECK(seen.z == doctest::Approx(-7.0F).epsilon(1e-4));
  CHECK(glm::distance(camera.position(), camera.target) == doctest::Approx(7.0F));
}

TEST_CASE("near and far planes follow the distance, so that every scale has the same depth range") {
  for (const float distance : {1e-3F, 1.0F, 1e6F}) {
    const Camera camera{.distance = distance};
    const glm::mat4 projection = camera.projection(1.6F);
    const glm::vec4 clip = projection * glm::vec4(0.0F, 0.0F, -distance, 1.0F);
    CHECK(clip.z / clip.w == doctest::Approx(0.962F).epsilon(0.01));
  }
}

}  // namespace syn
