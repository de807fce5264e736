// The finished picture as a rectangle of two triangles that fills the viewport.
uniform float u_turned;  // 1 where the picture's first row is its top

out vec2 v_place;

void main() {
  vec2 corner = vec2(gl_VertexID == 1 || gl_VertexID == 2 || gl_VertexID == 4 ? 1.0 : 0.0, gl_VertexID >= 2 && gl_VertexID != 3 ? 1.0 : 0.0);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
  v_place = vec2(corner.x, mix(corner.y, 1.0 - corner.y, u_turned));
}
