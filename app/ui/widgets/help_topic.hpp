// What the controls stand for. While a HelpTopic lives, every control that is drawn (focus_stop) stands for its thing: an
// entry of assets/inspector.toml. Whoever asks, between two frames or at the end of one, hears at what the mouse or the
// focus is.
//
//   { const About about("weight");
//     slider("weight", ...); }
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>
#include <vector>

namespace syn {

class HelpTopic {
 public:
  // `source`: of assets/sources.toml, where the control has one of its own; may be empty.
  explicit HelpTopic(std::string_view thing, std::string_view source = {});
  ~HelpTopic();
  HelpTopic(const HelpTopic&) = delete;
  HelpTopic& operator=(const HelpTopic&) = delete;

 private:
  std::string thing_before_, source_before_;
};

// For focus_stop(): the last item is a control of the thing of now.
void note_control();
// The mouse is at this thing of a drawing, whose item is a control of its own (a line of a plot).
void note_pointed(std::string_view thing);

struct Meant {
  std::string thing, source;  // empty: nothing
};
// Where the input is: under the mouse, or, once a key has moved the focus, in focus. Of the newest frame.
Meant meant_by_input();
// The same only under a mouse that has come to rest.
Meant meant_by_rest();

// Every control of the newest frame, for tests.
struct Control {
  ImGuiID id = 0;
  std::string thing;
};
const std::vector<Control>& controls_drawn();

}  // namespace syn
