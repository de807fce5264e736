// The face of a cut: a square on the plane, large enough for one solid; the stencil holds where matter is.
uniform vec4 u_center;  // view space
uniform vec4 u_along;   // half sides
uniform vec4 u_across;

out vec4 v_air;

void main() {
  float s = gl_VertexID == 1 || gl_VertexID == 2 ? 1.0 : -1.0;
  float t = gl_VertexID >= 2 ? 1.0 : -1.0;
  vec3 p = u_center.xyz + s * u_along.xyz + t * u_across.xyz;
  gl_Position = project(p);
  v_air = air(gl_Position, length(p));
}
