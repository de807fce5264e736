in vec4 v_air;

uniform vec4 u_color;

out vec4 o_color;

void main() { o_color = vec4(through(v_air, u_color.rgb), 1.0); }
