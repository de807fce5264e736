// A ribbon along an edge of a surface (see engine/gfx/contour.hpp).
layout(location = 0) in vec3 a_position;
layout(location = 1) in vec2 a_direction;
layout(location = 2) in vec4 a_line;  // place across, inner and outer end of the line (px), opacity

out vec4 v_color;
out vec3 v_line;

void main() {
  gl_Position = project(a_position);
  v_color = vec4(through(air(gl_Position, length(a_position)), u_outline.rgb), a_line.w);
  v_line = a_line.xyz;
  vec2 pixel = vec2(1.0, sign(u_lens.y)) * u_picture.zw * 2.0;
  gl_Position.xy += a_direction * pixel * (a_line.x * gl_Position.w);
}
