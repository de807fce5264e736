layout(location = 0) in vec4 a_sphere;  // centre in view space, radius
layout(location = 1) in vec4 a_color;

uniform vec2 u_guard;  // shrinks the picture into the middle of a wider viewport, so that no point pops at the rim

flat out vec4 v_color;
flat out vec4 v_disc;  // radius and size of the point in drawn pixels, depth of the centre, radius in the scene
flat out vec4 v_air;

void main() {
  float squared = dot(a_sphere.xyz, a_sphere.xyz);
  float radius = a_sphere.w * abs(u_lens.y) * 0.5 * u_picture.y * inversesqrt(max(squared - a_sphere.w * a_sphere.w, 1e-12));
  // What is smaller than a pixel keeps a pixel's size and fades instead: it does not flicker.
  float shown = max(radius, 1.0);
  float fade = radius / shown;
  v_color = vec4(a_color.rgb, a_color.a * fade * fade);
  gl_PointSize = 2.0 * shown + 1.5;
  v_disc = vec4(shown, gl_PointSize, a_sphere.z, a_sphere.w);
  gl_Position = project(a_sphere.xyz);
  v_air = air(gl_Position, sqrt(squared));
  gl_Position.xy *= u_guard;
}
