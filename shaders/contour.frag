in vec4 v_color;
#ifdef CUT
in float v_side;
#endif

uniform vec4 u_look;

out vec4 o_color;

void main() {
#ifdef CUT
  if (v_side < 0.0) discard;
#endif
  // Fades over the outermost pixel (see mesh.frag for the distance to the silhouette).
  float fall = 2.0 * length(vec2(dFdx(v_color.a), dFdy(v_color.a))) + 1e-6;
  o_color = vec4(v_color.rgb, clamp(v_color.a / fall + 0.15, 0.0, 1.0) * u_look.y);
}
