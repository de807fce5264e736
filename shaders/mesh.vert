// COLORS 0: one colour, 1: one of four by the data bytes with a crisp border, 2: the colour of the vertices, which
// may be one of four, too.
layout(location = 0) in vec3 a_position;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in vec4 a_data;
layout(location = 3) in vec4 a_row_x;  // view from mesh, by rows
layout(location = 4) in vec4 a_row_y;
layout(location = 5) in vec4 a_row_z;

#ifdef CUT
uniform vec4 u_cut;  // plane in view space; the side below 0 goes
out float v_side;
#endif
out vec2 v_shade;  // cosine towards the light; how open the place is, and darker where the surface turns away
#if COLORS == 1
out vec2 v_pick;
#elif COLORS == 2
uniform vec4 u_colors[4];
uniform vec4 u_tint;
uniform float u_own;  // 1 where the data bytes are the colour
out vec3 v_color;
#endif
out vec4 v_air;

void main() {
  vec4 q = vec4(a_position, 1.0);
  vec3 p = vec3(dot(a_row_x, q), dot(a_row_y, q), dot(a_row_z, q));
  // Normals go with the cofactors, which are right for any scaling; mirrored copies turn them back outward.
  vec3 x = cross(a_row_y.xyz, a_row_z.xyz);
  float side = sign(dot(a_row_x.xyz, x));
  vec3 n = vec3(dot(x, a_normal), dot(cross(a_row_z.xyz, a_row_x.xyz), a_normal),
                dot(cross(a_row_x.xyz, a_row_y.xyz), a_normal));
  n *= side * inversesqrt(max(dot(n, n), 1e-30));
  float inverse_distance = inversesqrt(max(dot(p, p), 1e-30));
  gl_Position = project(p);
  v_air = air(gl_Position, 1.0 / inverse_distance);
  float facing = abs(dot(n, p)) * inverse_distance;
  float open = 0.20 + 0.80 * a_data.a * (0.5 * a_data.a + 0.5);
  v_shade = vec2(dot(n, u_light.xyz), open * (0.80 + 0.20 * min(facing * 2.2, 1.0)));
#if COLORS == 1
  v_pick = a_data.rg;
#elif COLORS == 2
  vec3 color = one_of(u_colors, step(0.5, a_data.rg));
  v_color = mix(mix(color, a_data.rgb, u_own), u_tint.rgb, u_tint.a);
#endif
#ifdef CUT
  v_side = dot(u_cut.xyz, p) + u_cut.w;
#endif
}
