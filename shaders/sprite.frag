// Small things: SHAPE 0 sphere, 1 diamond, 2 ring, 3 plus, 4 triangle. Each is a signed distance in pixels (below 0
// inside) and a normal.
flat in vec4 v_color;
flat in vec4 v_disc;
flat in vec4 v_air;

out vec4 o_color;

void main() {
  vec2 p = (gl_PointCoord - 0.5) * v_disc.y * vec2(1.0, -sign(u_lens.y));
  float r = v_disc.x;
  vec2 u = p / r;
  vec3 color = v_color.rgb;
  float line = min(1.3, 0.22 * r);
  float crease = 0.0;
#if SHAPE == 0
  float away = length(p) - r;
  vec3 n = vec3(u, sqrt(max(1.0 - dot(u, u), 0.0)));
#elif SHAPE == 1
  // A faceted double pyramid, a little taller than wide.
  vec2 a = vec2(abs(u.x) * 1.22, abs(u.y));
  float away = (a.x + a.y - 1.0) * r * 0.66;
  vec3 n = vec3(sign(u.x) * 0.61, sign(u.y) * 0.50, 0.61);
  crease = 0.5 * clamp(0.7 - min(abs(p.x), abs(p.y)), 0.0, 1.0) * clamp(r * 0.2 - 0.6, 0.0, 1.0);
#elif SHAPE == 2
  float d = length(u);
  float tube = (d - 0.68) / 0.32;
  float away = (abs(tube) - 1.0) * 0.32 * r;
  vec3 n = vec3(u / max(d, 1e-4) * tube, sqrt(max(1.0 - tube * tube, 0.0)));
#elif SHAPE == 3
  float away = length(p) - r;
  vec3 n = vec3(u, sqrt(max(1.0 - dot(u, u), 0.0)));
  vec2 a = abs(u);
  float bar = max(min(a.x, a.y) - 0.15, max(a.x, a.y) - 0.58);
  float bright = dot(color, vec3(0.3, 0.6, 0.1));
  color = mix(color, bright > 0.62 ? u_outline.rgb : vec3(0.97), clamp(0.5 - bar * r, 0.0, 1.0));
#else
  // A triangle with round corners that points up.
  vec2 t = vec2(abs(u.x), u.y + 0.08);
  float away = (max(t.x * 0.866 + t.y * 0.5, -t.y) - 0.46) * r;
  vec3 n = normalize(vec3(u * 0.9, 0.9));
#endif
  float cover = clamp(0.5 - away, 0.0, 1.0) * v_color.a;
  if (cover <= 0.004) discard;
  color = paint(color, dot(n, u_light.xyz), 1.0);
  color = mix(color, u_outline.rgb, max(crease, 0.85 * clamp(away + line + 0.5, 0.0, 1.0)));
  o_color = vec4(through(v_air, color), cover);
#ifdef TRUE_DEPTH
  float z = v_disc.z + n.z * v_disc.w;
  gl_FragDepth = 0.5 + 0.5 * (u_lens.z * z + u_lens.w) / -z;
#endif
}
