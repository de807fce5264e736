// What the depth of a picture tells, for stills. CONTOUR: an outer contour around whatever has lines of its own and stands well
// before what lies behind it. GATHER: how much each place is shut in by what stands before it and around it, and its depth packed
// beside that. SHADE: the picture's darkening by what was gathered.
uniform highp sampler2D u_texture;
uniform highp sampler2D u_outlined;  // the depth of what has lines, alone
uniform vec4 u_relief;  // reach in scene units; the smallest step that gets a contour, as a share of the depth; its width, px;
                        // the camera's distance from what it looks at

out vec4 o_color;

const float kTurn = 6.2831853;

float view_depth(float stored) { return u_lens.w / (2.0 * stored - 1.0 + u_lens.z); }
vec4 at(ivec2 p) { return texelFetch(u_texture, clamp(p, ivec2(0), ivec2(u_picture.xy) - 1), 0); }

#if defined(CONTOUR)

// What lies behind the scene's middle has no contour, and neither has what is thin: that would be a thicket.
const vec2 kFades = vec2(1.05, 1.16);  // of the camera's distance
const float kThick = 3.0;              // of the line's width
const float kSteeper = 3.0;            // a step is no slope of a surface that goes on beyond

bool has_lines(ivec2 p) {
  ivec2 q = clamp(p, ivec2(0), ivec2(u_picture.xy) - 1);
  return texelFetch(u_outlined, q, 0).r <= texelFetch(u_texture, q, 0).r;
}

void main() {
  ivec2 here = ivec2(gl_FragCoord.xy);
  float depth = view_depth(at(here).r);
  // How far it is to the nearest place that stands well before this one.
  float width = u_relief.z, line = 0.0;
  int reach = int(ceil(width));
  for (int y = -reach; y <= reach; ++y) {
    for (int x = -reach; x <= reach; ++x) {
      ivec2 to = ivec2(x, y);
      float other = view_depth(at(here + to).r);
      if (depth - other <= u_relief.y * other || !has_lines(here + to)) continue;
      // Across a plane one over the depth changes evenly.
      float beyond = view_depth(at(here - to).r);
      if (1.0 / other - 1.0 / depth < kSteeper * (1.0 / depth - 1.0 / beyond)) continue;
      vec2 inward = normalize(vec2(to)) * kThick * width;
      if (view_depth(at(here + to + ivec2(inward)).r) - other > u_relief.y * other) continue;
      float there = 1.0 - smoothstep(kFades.x, kFades.y, other / u_relief.w);
      line = max(line, there * clamp(width + 0.5 - length(vec2(to)), 0.0, 1.0));
    }
  }
  o_color = vec4(mix(vec3(1.0), u_outline.rgb, line), 1.0);
}

#elif defined(GATHER)

const int kSamples = 14;
const float kSpiral = 5.0;      // turns
const float kBias = 0.012;      // of the reach: less is the surface's own slope
const float kStrength = 1.15;
const float kLargestPx = 0.16;  // of the height

vec3 place_at(ivec2 p) {
  float depth = view_depth(at(p).r);
  vec2 q = (vec2(p) + 0.5) * u_picture.zw * 2.0 - 1.0;
  return vec3(q * depth / u_lens.xy, -depth);
}

vec3 packed_depth(float stored) {
  vec3 parts = fract(min(stored, 0.9999999) * vec3(1.0, 255.0, 65025.0));
  return parts - vec3(parts.yz, 0.0) / 255.0;
}

void main() {
  ivec2 here = ivec2(gl_FragCoord.xy);
  float stored = at(here).r;
  if (stored >= 1.0) {
    o_color = vec4(0.0, packed_depth(stored));
    return;
  }
  vec3 p = place_at(here);
  // Of both neighbours the one that is likelier to lie on the same surface.
  vec3 right = place_at(here + ivec2(1, 0)) - p, left = p - place_at(here - ivec2(1, 0));
  vec3 up = place_at(here + ivec2(0, 1)) - p, down = p - place_at(here - ivec2(0, 1));
  vec3 along = abs(right.z) < abs(left.z) ? right : left;
  vec3 across = abs(up.z) < abs(down.z) ? up : down;
  vec3 n = normalize(cross(along, across));
  if (dot(n, p) > 0.0) n = -n;
  float reach = u_relief.x;
  float wide = min(0.5 * abs(u_lens.y) * u_picture.y * reach / -p.z, kLargestPx * u_picture.y);
  float turned = float((here.x & 3) * 4 + (here.y & 3)) / 16.0;
  float shut = 0.0;
  for (int i = 0; i < kSamples; ++i) {
    float share = (float(i) + fract(turned * 7.0 + 0.37)) / float(kSamples);
    float angle = kTurn * (kSpiral * share + turned);
    vec3 to = place_at(here + ivec2(share * wide * vec2(cos(angle), sin(angle)))) - p;
    float near = dot(to, to);
    float fades = max(0.0, 1.0 - near / (reach * reach));
    shut += fades * max(0.0, dot(to, n) - kBias * reach) * inversesqrt(near + 1e-12);
  }
  o_color = vec4(min(1.0, kStrength * 2.0 * shut / float(kSamples)), packed_depth(stored));
}

#else

const vec3 kShade = vec3(0.20, 0.20, 0.30);

float depth_of(vec4 texel) { return view_depth(dot(texel.gba, vec3(1.0, 1.0 / 255.0, 1.0 / 65025.0))); }

void main() {
  ivec2 here = ivec2(gl_FragCoord.xy);
  float depth = depth_of(at(here));
  // Averaged over the pattern of turns, among places of about the same depth.
  float sum = 0.0, weight = 0.0;
  for (int y = -2; y < 2; ++y) {
    for (int x = -2; x < 2; ++x) {
      vec4 other = at(here + ivec2(x, y));
      float same = max(0.0, 1.0 - 40.0 * abs(depth_of(other) - depth) / depth);
      sum += same * other.r;
      weight += same;
    }
  }
  float shut = weight > 0.0 ? sum / weight : 0.0;
  o_color = vec4(mix(vec3(1.0), kShade, shut), 1.0);
}

#endif
