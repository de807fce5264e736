// Only depth is written: the colour of the cut face is there already.
out vec4 o_color;

void main() { o_color = vec4(0.0); }
