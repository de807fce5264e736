// A sprite as a point, or (QUAD) as a rectangle of four vertices where it is too large for a point.
layout(location = 0) in vec4 a_sphere;  // centre in view space, radius
layout(location = 1) in vec4 a_color;

#ifdef QUAD
out vec2 v_place;  // as gl_PointCoord
#else
uniform vec2 u_guard;  // shrinks the picture into the middle of a wider viewport, so that no point pops at the rim
#endif
flat out vec4 v_color;  // hazed
flat out vec3 v_ink;    // hazed
flat out vec3 v_sign;   // hazed: ink on light things, white on dark ones
flat out vec4 v_disc;   // size of the point over its radius; radius in drawn pixels; depth of the centre; scene radius

void main() {
  float squared = dot(a_sphere.xyz, a_sphere.xyz);
  float reach = inversesqrt(max(squared - a_sphere.w * a_sphere.w, 1e-12));
  float radius = 0.5 * u_picture.y * abs(u_lens.y) * a_sphere.w * reach;
  // What is smaller than a pixel keeps a pixel's size and fades instead: it does not flicker.
  float shown = max(radius, 1.0);
  float fade = radius / shown;
  float size = 2.0 * shown + 1.5;
  gl_Position = project(a_sphere.xyz);
  vec4 veil = air(gl_Position, sqrt(squared));
  v_color = vec4(through(veil, a_color.rgb), a_color.a * fade * fade);
  v_ink = through(veil, mix(a_color.rgb, u_outline.rgb, 0.85));
  float bright = dot(a_color.rgb, vec3(0.3, 0.6, 0.1));
  v_sign = through(veil, bright > 0.62 ? u_outline.rgb : vec3(0.96));
  v_disc = vec4(size / shown, shown, a_sphere.z, a_sphere.w);
#ifdef QUAD
  v_place = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position.xy += (v_place - 0.5) * vec2(2.0, -2.0) * size * u_picture.zw * gl_Position.w;
#else
  gl_PointSize = size;
  gl_Position.xy *= u_guard;
#endif
}
