// Nothing but a texture: software renderers have a much faster way for that.
in vec2 v_place;

uniform sampler2D u_source;

out vec4 o_color;

void main() { o_color = texture(u_source, v_place); }
