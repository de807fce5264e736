// COLORS 0: one colour, 1: one of four by the data bytes, 2: the data bytes are the colour.
in vec3 v_shade;
in vec4 v_air;
#if COLORS > 0
in vec3 v_color;
#endif
#ifdef CUT
in float v_side;
uniform vec4 u_cut_color;
#endif

uniform vec4 u_colors[4];  // tinted already, unless COLORS is 2
uniform vec4 u_tint;
uniform vec4 u_look;  // ink width inside the silhouette (px), opacity, half width of colour seams (px)

out vec4 o_color;

void main() {
#ifdef CUT
  if (v_side < 0.0) discard;
#endif
  float light = v_shade.x;
  float facing = v_shade.y;
#ifdef TWO_SIDED
  if (!gl_FrontFacing) {
    light = -light;
    facing = -facing;
  }
#endif

  // How many pixels to the silhouette? Near it the squared cosine falls linearly, by half the cosine's own slope.
  float fall = 2.0 * length(vec2(dFdx(facing), dFdy(facing))) + 1e-6;
  float ink = clamp(u_look.x + 0.5 - facing / fall, 0.0, 1.0);

#if COLORS == 0
  vec3 color = u_colors[0].rgb;
#elif COLORS == 1
  // A crisp border between the colours, with a seam of ink.
  vec2 border = (v_color.rg - 0.5) / max(fwidth(v_color.rg), 1e-4);
  vec2 pick = clamp(border + 0.5, 0.0, 1.0);
  vec3 color = mix(mix(u_colors[0].rgb, u_colors[1].rgb, pick.g), mix(u_colors[2].rgb, u_colors[3].rgb, pick.g), pick.r);
  ink = max(ink, 0.6 * clamp(u_look.z + 0.5 - min(abs(border.r), abs(border.g)), 0.0, 1.0));
#else
  vec3 color = mix(v_color, u_tint.rgb, u_tint.a);
#endif

  color = paint(color, light, (0.42 + 0.58 * v_shade.z) * (0.82 + 0.18 * clamp(facing * 2.5, 0.0, 1.0)));
#ifdef CUT
  // The line along the cut, and the flat face where one looks at the inside of the far wall.
  ink = max(ink, clamp(1.6 - v_side / max(fwidth(v_side), 1e-6), 0.0, 1.0));
  if (!gl_FrontFacing) {
    color = u_cut_color.rgb;
    ink = 0.0;
  }
#endif
  o_color = vec4(through(v_air, mix(color, u_outline.rgb, ink)), u_look.y);
}
