// A square on the cut plane, large enough for one solid.
uniform vec4 u_center;  // view space
uniform vec4 u_along;   // half sides
uniform vec4 u_across;

void main() {
  float s = gl_VertexID == 1 || gl_VertexID == 2 ? 1.0 : -1.0;
  float t = gl_VertexID >= 2 ? 1.0 : -1.0;
  gl_Position = project(u_center.xyz + s * u_along.xyz + t * u_across.xyz);
}
