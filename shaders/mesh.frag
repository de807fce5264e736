in vec2 v_shade;
in vec4 v_air;
#if COLORS == 1
in vec2 v_pick;
#elif COLORS == 2
in vec3 v_color;
#endif
#ifdef CUT
in float v_side;
#endif

uniform vec4 u_colors[4];
uniform vec4 u_tint;
uniform vec2 u_look;  // opacity, half width of colour seams (px)

out vec4 o_color;

void main() {
#ifdef CUT
  if (v_side < 0.0) discard;
#endif
  float light = v_shade.x;
#ifdef TWO_SIDED
  if (!gl_FrontFacing) light = -light;
#endif

#if COLORS == 0
  vec3 color = mix(u_colors[0].rgb, u_tint.rgb, u_tint.a);
#elif COLORS == 1
  vec2 border = (v_pick - 0.5) / max(fwidth(v_pick), 1e-4);
  vec3 color = one_of(u_colors, clamp(border + 0.5, 0.0, 1.0));
  color = mix(color, u_tint.rgb, u_tint.a);
#else
  vec3 color = v_color;
#endif
  color = paint(color, light, v_shade.y);
#if COLORS == 1
  // A seam of ink along the border.
  float seam = clamp(u_look.y + 0.5 - min(abs(border.r), abs(border.g)), 0.0, 1.0);
  color = mix(color, u_outline.rgb, 0.8 * seam);
#endif
  o_color = vec4(through(v_air, color), u_look.x);
}
