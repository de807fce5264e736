// Small things: SHAPE 0 sphere, 1 diamond, 2 ring, 3 plus, 4 triangle, 5 glow.
flat in vec4 v_color;
flat in vec3 v_ink;
flat in vec3 v_sign;
flat in vec4 v_disc;
#ifdef QUAD
in vec2 v_place;
#else
#define v_place gl_PointCoord
#endif

out vec4 o_color;

void main() {
  float r = v_disc.y;
  vec2 place = v_place;  // gl_PointCoord may be reckoned with at half precision, and this not
  vec2 u = (place - 0.5) * (v_disc.x * vec2(1.0, -sign(u_lens.y)));  // the unit disc, y up
  float squared = dot(u, u);
  vec3 color = v_color.rgb;
#if SHAPE == 5
  // Light alone: no edge, no shade, no ink.
  float left = max(1.0 - squared, 0.0);
  float shine = v_color.a * left * left;
  if (shine <= 0.004) discard;
  o_color = vec4(color, shine);
#ifdef TRUE_DEPTH
  gl_FragDepth = gl_FragCoord.z;
#endif
#else
  float crease = 0.0;

  // For each shape: the signed distance to its edge in pixels (below 0 inside), and the way it faces.
#if SHAPE == 1
  // A faceted double pyramid, a little taller than wide.
  vec2 a = abs(u);
  float away = (a.x * 1.22 + a.y - 1.0) * r * 0.66;
  vec3 n = vec3(u.x > 0.0 ? 0.61 : -0.61, u.y > 0.0 ? 0.50 : -0.50, 0.61);
  crease = clamp(0.7 - min(a.x, a.y) * r, 0.0, 0.5) * clamp(r * 0.2 - 0.6, 0.0, 1.0);
#elif SHAPE == 2
  // A torus seen from its axis.
  float d = inversesqrt(squared + 1e-6);
  float tube = (squared * d - 0.68) / 0.32;
  float away = (abs(tube) - 1.0) * 0.32 * r;
  vec3 n = vec3(u * (d * tube), sqrt(max(1.0 - tube * tube, 0.0)));
#elif SHAPE == 4
  // An upward triangle with a bulge.
  float away = (max(abs(u.x) * 0.866 + (u.y + 0.08) * 0.5, -0.08 - u.y) - 0.46) * r;
  vec3 n = vec3(u * 0.8, 0.8);
#else
  float away = 0.5 * r * (squared - 1.0);  // near enough at the edge
  vec3 n = vec3(u, sqrt(max(1.0 - squared, 0.0)));
#endif
#if SHAPE == 3
  vec2 a = abs(u);
  float bar = max(min(a.x, a.y) - 0.15, max(a.x, a.y) - 0.58);
  color = mix(color, v_sign, clamp(0.5 - bar * r, 0.0, 1.0));
#endif

  float cover = clamp(0.5 - away, 0.0, 1.0) * v_color.a;
  if (cover <= 0.004) discard;
  float lit = clamp(dot(n, u_light.xyz) * 1.3 + 0.35, 0.0, 1.0);
  float tone = 0.55 + lit * lit * (1.35 - 0.9 * lit);
  color *= kShadow + (1.0 - kShadow) * tone;
  float line = min(1.3 * u_haze.w, 0.22 * r);
  color = mix(color, v_ink, max(crease, clamp(away + line + 0.5, 0.0, 1.0)));
  o_color = vec4(color, cover);
#ifdef TRUE_DEPTH
  float z = v_disc.z + n.z * v_disc.w;
  gl_FragDepth = 0.5 + 0.5 * (u_lens.z * z + u_lens.w) / -z;
#endif
#endif
}
