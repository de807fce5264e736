// The contour line: the back of the surface, pushed outward on the screen by the width of the line.
layout(location = 0) in vec3 a_position;
layout(location = 1) in vec3 a_normal;
layout(location = 3) in vec4 a_row_x;
layout(location = 4) in vec4 a_row_y;
layout(location = 5) in vec4 a_row_z;

uniform vec4 u_look;  // x: width in drawn pixels, y: opacity
#ifdef CUT
uniform vec4 u_cut;
out float v_side;
#endif

out vec4 v_color;  // the line's colour and how far the surface turns away

void main() {
  vec4 q = vec4(a_position, 1.0);
  vec3 p = vec3(dot(a_row_x, q), dot(a_row_y, q), dot(a_row_z, q));
  vec3 x = cross(a_row_y.xyz, a_row_z.xyz);
  float side = sign(dot(a_row_x.xyz, x));
  vec3 n = vec3(dot(x, a_normal), dot(cross(a_row_z.xyz, a_row_x.xyz), a_normal),
                dot(cross(a_row_x.xyz, a_row_y.xyz), a_normal));
  n *= side * inversesqrt(max(dot(n, n), 1e-30));
  float inverse_distance = inversesqrt(max(dot(p, p), 1e-30));
  gl_Position = project(p);
  vec4 veil = air(gl_Position, 1.0 / inverse_distance);
  v_color = vec4(through(veil, u_outline.rgb), dot(n, p) * inverse_distance);

  // Where the normal points on the screen, in pixels. Far lines are thinner.
  vec2 direction = (p.xy * n.z - n.xy * p.z) * u_lens.xy * u_picture.xy;
  direction *= inversesqrt(max(dot(direction, direction), 1e-30));
  float width = u_look.x * (0.55 + 0.45 * veil.a) + 0.5;
  gl_Position.xy += direction * u_picture.zw * (2.0 * width * gl_Position.w);
#ifdef CUT
  v_side = dot(u_cut.xyz, p) + u_cut.w;
#endif
}
