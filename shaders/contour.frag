in vec4 v_color;
in vec3 v_line;

out vec4 o_color;

void main() {
  float cover = clamp(v_line.x + v_line.y + 0.5, 0.0, 1.0) * clamp(v_line.z + 0.5 - v_line.x, 0.0, 1.0);
  o_color = vec4(v_color.rgb, v_color.a * cover);
}
