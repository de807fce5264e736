// What every material shares: the frame, the backdrop, haze and the way light is painted. Put before each shader by
// the program loader, after the line that names the version. Valid as GLSL 3.30 core and GLSL ES 3.00.
// Positions and directions are in view space; colours are sRGB-encoded and stay so. What can be said at a vertex is
// not said again at a fragment: with a software renderer the fragments are what costs.

layout(std140) uniform FrameBlock {
  vec4 u_background_top;
  vec4 u_background_bottom;
  vec4 u_outline;
  vec4 u_light;    // xyz: unit direction towards the light
  vec4 u_haze;     // x: start distance, y: 1 / (end - start), z: strength; w: drawn width of a line of width 1
  vec4 u_picture;  // width, height, 1 / width, 1 / height, in drawn pixels
  vec4 u_lens;     // the projection: [0][0], [1][1], [2][2], [3][2]; y is negative when drawn upside down
};

vec4 project(vec3 p) { return vec4(u_lens.x * p.x, u_lens.y * p.y, u_lens.z * p.z + u_lens.w, -p.z); }

// The empty picture at a place (0..1 from the first drawn corner): a vertical gradient with a very soft vignette.
vec3 backdrop(vec2 place) {
  vec2 q = place - 0.5;
  return mix(u_background_bottom.rgb, u_background_top.rgb, place.y) * (1.0 - 0.11 * dot(q, q));
}

// Haze as what is left of a colour (a) and what comes in its place (rgb): far things melt into the backdrop.
vec4 air(vec4 clip, float dist) {
  float t = clamp((dist - u_haze.x) * u_haze.y, 0.0, 1.0);
  float haze = u_haze.z * t * (2.0 - t);
  vec2 place = clip.w > 0.0 ? clamp(clip.xy / clip.w, -1.0, 1.0) : vec2(0.0);
  return vec4(backdrop(place * 0.5 + 0.5) * haze, 1.0 - haze);
}

vec3 through(vec4 air, vec3 color) { return color * air.a + air.rgb; }

// One of four colours; between them where `pick` is between 0 and 1.
vec3 one_of(vec4 colors[4], vec2 pick) {
  return mix(mix(colors[0].rgb, colors[1].rgb, pick.g), mix(colors[2].rgb, colors[3].rgb, pick.g), pick.r);
}

// A flat colour under soft light, in three tones that melt into each other. What faces the light keeps its colour;
// shadows turn cool instead of black. `light`: cosine towards the light; `open`: what occlusion and rim leave of it.
const vec3 kShadow = vec3(0.13, 0.16, 0.34);

vec3 paint(vec3 color, float light, float open) {
  float low = clamp(light * 2.0 + 1.0, 0.0, 1.0);
  float high = clamp(light * 3.2 - 0.7, 0.0, 1.0);
  float tone = open * (0.50 + low * low * (0.81 - 0.54 * low) + high * high * (0.69 - 0.46 * high));
  return color * (kShadow + (1.0 - kShadow) * tone);
}
