out vec4 o_color;

void main() {
  // Half a level of ordered noise (after J. Jimenez, 2014) keeps dark gradients free of bands.
  float grain = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) - 0.5;
  o_color = vec4(backdrop(gl_FragCoord.xy * u_picture.zw) + grain / 255.0, 1.0);
}
