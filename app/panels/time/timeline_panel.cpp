// The timeline: transport above (timeline_transport.hpp), then tracks of doses and sessions whose markers are dragged, walked over
// with Tab and moved with arrows, over the course of the symptoms (timeline_backdrop.hpp); strips of what else acts, and the axis
// with the playhead.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "app/panels/common/panel.hpp"
#include "app/panels/time/context.hpp"
#include "app/panels/time/time_panels.hpp"
#include "app/panels/time/timeline_backdrop.hpp"
#include "app/panels/time/timeline_transport.hpp"
#include "app/state/marker_edit.hpp"
#include "app/ui/plot/plot.hpp"
#include "app/ui/widgets/control_report.hpp"
#include "app/ui/widgets/focus.hpp"
#include "app/ui/widgets/help_topic.hpp"
#include "app/ui/widgets/widgets.hpp"

namespace syn {
namespace {

constexpr float kAxis = 1.5F;      // height of the axis, in text heights
constexpr float kLeastRow = 1.1F;  // of a row

class TimelinePanel : public Panel {
 public:
  PanelName name() const override { return PanelName::timeline; }
  TextKey title() const override { return "panel.timeline.title"_key; }

  void draw(const PanelContext& context) override {
    const UiLook look{context.theme, context.locale, context.unit_px, context.bold};
    page_.follow(context);
    draw_transport(context, look, page_);
    std::vector<Strip> strips = context_strips(context);
    place(context, strips);
    const ImVec2 top = ImGui::GetCursorScreenPos();
    const float out = 0.8F * look.unit_px;
    const float rows_bottom = top.y + 2.0F * row_px_ + curve_px_;
    ImGui::GetWindowDrawList()->AddRectFilled({map_.left - out, top.y}, {map_.right + out, rows_bottom}, as_u32(inner_color(look.theme)),
                                              0.2F * look.unit_px);
    draw_window(context, look, top.y + row_px_, top.y + 2.0F * row_px_);
    backdrop_.draw(context, look, map_, {map_.left - out, top.y + 0.15F * row_px_, map_.right + out, rows_bottom});
    draw_track(context, look, dose_track(context));
    draw_track(context, look, therapy_track(context));
    name_curve(context, look);
    for (const Strip& strip : strips) draw_context(look, strip);
    draw_axis(context, look);
    draw_playhead(context, top.y);
  }

 private:
  struct Span {
    double at_h = 0.0;
    double end_h = 0.0;
  };
  struct Track {
    MarkerKind kind;
    const char* id;
    TextKey words;
    Glyph sign;
    Color color;
    std::vector<Span> markers;
  };

  static Track dose_track(const PanelContext& context) {
    Track track{MarkerKind::dose, "dose_track", "panel.timeline.doses"_key, Glyph::diamond, context.theme[Role::ketamine], {}};
    for (const Dose& dose : context.state.scenario.doses) track.markers.push_back({dose.at_h, dose.end_h()});
    return track;
  }
  static Track therapy_track(const PanelContext& context) {
    Track track{MarkerKind::therapy, "therapy_track", "panel.timeline.therapy"_key, Glyph::square, context.theme[Role::therapy], {}};
    for (const Therapy& session : context.state.scenario.therapies) track.markers.push_back({session.at_h, session.at_h});
    return track;
  }

  // Where two rows have no room they are folded into one: doses above, sessions below, told apart by their signs. What
  // is only looked at goes then.
  void place(const PanelContext& context, std::vector<Strip>& strips) {
    const float u = context.unit_px;
    const float room = ImGui::GetContentRegionAvail().y;
    folded_ = room < 2.0F * kLeastRow * u + 2.1F * u;
    if (folded_) strips.clear();
    const auto strips_px = [&] { return static_cast<float>(strips.size()) * kStripRow * u; };
    while (!strips.empty() && room < strips_px() + 2.0F * kLeastRow * u + 2.1F * u) strips.pop_back();
    // The curve shows through the rows, and has one of its own with its name where there is room.
    const float rows = room - strips_px() - kAxis * u;
    const bool third = !folded_ && Backdrop::has_curve(context) && rows >= 2.7F * kLeastRow * u;
    row_px_ = folded_ ? std::clamp(0.5F * rows, 0.7F * u, kLeastRow * u) : std::clamp(rows / (third ? 3.0F : 2.0F), u, 2.0F * u);
    curve_px_ = third ? std::max(rows - 2.0F * row_px_, 0.0F) : 0.0F;
    const TimeTicks ticks = time_ticks(page_.shown(context).low_h, page_.shown(context).high_h, 8);
    float names = ImGui::CalcTextSize(context.locale.text(name_key(ticks.unit))).x;
    for (const TextKey key : {"panel.timeline.doses"_key, "panel.timeline.therapy"_key}) {
      if (!folded_) names = std::max(names, ImGui::CalcTextSize(context.locale.text(key)).x);
    }
    for (const Strip& strip : strips) names = std::max(names, ImGui::CalcTextSize(strip.name.c_str()).x);
    if (curve_px_ > 0.0F) names = std::max(names, ImGui::CalcTextSize(curve_words(context, 88.0).c_str()).x);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    map_.left = std::round(corner.x + names + 1.6F * u);
    map_.right = std::round(corner.x + ImGui::GetContentRegionAvail().x - 0.8F * u);
    map_.time_low_h = page_.shown(context).low_h;
    map_.time_high_h = page_.shown(context).high_h;
    names_left_ = corner.x;
  }

  // One row: its name, its markers, and all that the mouse and the keys do with them.
  void draw_track(const PanelContext& context, const UiLook& look, const Track& track) {
    const float u = look.unit_px;
    const ImVec2 low{map_.left - 0.8F * u, ImGui::GetCursorScreenPos().y};
    const ImVec2 high{map_.right + 0.8F * u, low.y + row_px_};
    const ImU32 text = as_u32(look.theme[Role::text]);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const ImU32 outline = as_u32(look.theme[Role::outline]);
    if (folded_) {
      draw_glyph(draw, track.sign, {names_left_ + 0.6F * u, low.y + 0.5F * row_px_}, 0.36F * row_px_, as_u32(track.color), outline);
    } else {
      draw.AddText({names_left_, low.y + 0.5F * (row_px_ - u)}, text, look.locale.text(track.words));
    }
    const HelpTopic about(track.kind == MarkerKind::dose ? "dose_time" : "session_time");
    ImGui::SetCursorScreenPos(low);
    ImGui::InvisibleButton(track.id, {high.x - low.x, row_px_});
    const bool keys = item_has_keys();
    drag(context, track);
    const bool keeps_tab = keys && handle_keys(context, track);
    page_.by_input(context, map_);
    mark_gesture(context.gesture);
    focus_stop(look, track.id, keeps_tab);
    if (ImGui::IsItemHovered() && nearest(track)) {
      ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    } else if (ImGui::IsItemHovered() && track.kind == MarkerKind::therapy) {
      note_pointed("window");  // between the sessions one sees how wide it stands open
    }

    const Selection& selection = context.state.selection;
    const float y = low.y + 0.5F * row_px_;
    const float r = std::min(0.36F * row_px_, 0.65F * u);
    draw.PushClipRect({low.x, low.y - 0.5F * row_px_}, {high.x, high.y + 0.5F * row_px_}, true);
    for (std::size_t i = 0; i < track.markers.size(); ++i) {
      const Span& marker = track.markers[i];
      if (marker.end_h < map_.time_low_h || marker.at_h > map_.time_high_h) continue;
      const float x = map_.x_of(marker.at_h);
      const float end = map_.x_of(marker.end_h);
      const bool chosen = selection.kind == track.kind && selection.index == static_cast<int>(i);
      if (control_report::wanted())
        control_report::add_part(std::string(track.id) + "/" + std::to_string(i), {x - r, y - r, x + r, y + r}, chosen);
      if (end > x + 1.0F) draw.AddRectFilled({x, y - 0.3F * r}, {end, y + 0.3F * r}, as_u32(track.color, 0.6F));
      if (chosen)
        draw.AddRect({x - 1.45F * r, y - 1.35F * r}, {x + 1.45F * r, y + 1.35F * r}, text, 0.25F * r, 0, std::max(1.5F, u / 10.0F));
      draw_glyph(draw, track.sign, {x, y}, r, as_u32(track.color), outline);
    }
    draw.PopClipRect();
    ImGui::SetCursorScreenPos({names_left_, high.y});
  }

  static std::string curve_words(const PanelContext& context, double score) {
    return context.locale.text({named_key<"condition.", ".now">(context.state.scenario.condition), {{"score", Quantity{score, 0}}}});
  }
  void name_curve(const PanelContext& context, const UiLook& look) const {
    if (curve_px_ <= 0.0F) return;
    const double score = context.run.trajectory.at(Column::symptom_mean, Hours{context.state.playhead.time_h});
    const float top = ImGui::GetCursorScreenPos().y;
    ImGui::GetWindowDrawList()->AddText({names_left_, std::round(top + 0.5F * (curve_px_ - look.unit_px))}, as_u32(look.theme[Role::text]),
                                        curve_words(context, score).c_str());
    ImGui::SetCursorScreenPos({names_left_, top + curve_px_});
  }

  // A narrow row that is only looked at.
  void draw_context(const UiLook& look, const Strip& strip) const {
    const float u = look.unit_px;
    const float top = ImGui::GetCursorScreenPos().y;
    const float bottom = top + (kStripRow - 0.15F) * u;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const ImU32 muted = as_u32(look.theme[Role::muted]);
    draw.AddText({names_left_, std::round(0.5F * (top + bottom - u))}, muted, strip.name.c_str());
    draw.AddRectFilled({map_.left - 0.8F * u, top}, {map_.right + 0.8F * u, bottom}, as_u32(inner_color(look.theme)), 0.2F * u);
    draw_strip(strip, map_, top, bottom, look);
    ImGui::SetCursorScreenPos({names_left_, top + kStripRow * u});
  }

  // How wide the model's learning window stands open, behind the sessions that are to fall into it.
  void draw_window(const PanelContext& context, const UiLook& look, float top, float bottom) const {
    const Trajectory& trajectory = context.run.trajectory;
    const Color color = mix(look.theme[Role::panel], look.theme[Role::growth], 0.3F);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float step = std::max(1.0F, look.unit_px / 9.0F);
    for (float x = map_.left; x < map_.right; x += step) {
      const double open = trajectory.at(Column::plasticity_window, Hours{map_.time_of(x + 0.5F * step)});
      const float height = static_cast<float>(std::clamp(open, 0.0, 1.0)) * (bottom - top);
      if (height > 0.5F) draw.AddRectFilled({x, bottom - height}, {std::min(x + step, map_.right), bottom}, as_u32(color));
    }
    if (folded_) return;
    const char* words = look.locale.text("panel.timeline.window"_key);
    const ImVec2 size = ImGui::CalcTextSize(words);
    if (size.x > 0.4F * (map_.right - map_.left)) return;
    // Where no marker stands and the window is low, from the right; where there is no such place, nowhere: the inspector
    // says it too.
    const float pad = 0.4F * look.unit_px;
    const auto free_at = [&](float left) {
      const float right = left + size.x;
      for (const Therapy& session : context.state.scenario.therapies) {
        const float x = map_.x_of(session.at_h);
        if (x > left - 2.0F * pad && x < right + 2.0F * pad) return false;
      }
      for (float x = left; x <= right; x += pad) {
        const auto y = backdrop_.mean_y(context, x);
        if (y && *y > top && *y < bottom) return false;
        if (trajectory.at(Column::plasticity_window, Hours{map_.time_of(x)}) > 0.28) return false;
      }
      const float now = map_.x_of(context.state.playhead.time_h);
      return now < left - pad || now > right + pad;
    };
    for (float left = map_.right - size.x; left > map_.left; left -= 2.0F * look.unit_px) {
      if (!free_at(left)) continue;
      const ImVec2 at{std::round(left), top + 0.08F * look.unit_px};
      draw.AddRectFilled({at.x - pad, at.y}, {at.x + size.x + pad, std::min(at.y + size.y + 2.0F, bottom)},
                         as_u32(inner_color(look.theme)));
      return draw.AddText(at, as_u32(look.theme[Role::muted]), words);
    }
  }

  // The marker under the mouse, if any.
  std::optional<int> nearest(const Track& track) const {
    const float mouse = ImGui::GetIO().MousePos.x;
    std::optional<int> best;
    float reach = 0.45F * row_px_;
    for (std::size_t i = 0; i < track.markers.size(); ++i) {
      const float distance = std::abs(map_.x_of(track.markers[i].at_h) - mouse);
      if (distance <= reach) {
        reach = distance;
        best = static_cast<int>(i);
      }
    }
    return best;
  }

  // Nowhere that the rules forbid: there the marker stays where it was.
  void move(const PanelContext& context, const Track& track, int index, double at_h) const {
    const Span& marker = track.markers[static_cast<std::size_t>(index)];
    constexpr double kMinRoomH = 1.0;
    const double latest = map_.time_high_h - std::max(marker.end_h - marker.at_h, kMinRoomH);
    at_h = std::clamp(at_h, std::min(0.0, marker.at_h), std::max(latest, 0.0));
    if (at_h == marker.at_h) return;
    if (track.kind == MarkerKind::therapy) return context.out.push_back(command::MoveTherapy{index, at_h});
    Scenario next = context.state.scenario;
    next.doses[static_cast<std::size_t>(index)].at_h = at_h;
    next.sort_events();
    if (check_scenario(next, context.parameters).empty()) context.out.push_back(command::MoveDose{index, at_h});
  }

  // A press on a marker takes it along; a press beside the markers takes the playhead there.
  void drag(const PanelContext& context, const Track& track) {
    const ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsItemActivated()) {
      held_.reset();
      const std::optional<int> hit = io.MouseDown[0] ? nearest(track) : std::nullopt;
      if (!hit && io.MouseDown[0] && ImGui::IsMouseDoubleClicked(0)) {
        add_at(context, track, map_.time_of(io.MousePos.x));
        return;
      }
      if (hit) {
        from_h_ = track.markers[static_cast<std::size_t>(*hit)].at_h;
        held_ = map_.time_of(io.MousePos.x) - track.markers[static_cast<std::size_t>(*hit)].at_h;
        context.out.push_back(command::Select{{track.kind, *hit}});
        return;
      }
    }
    if (!ImGui::IsItemActive() || !io.MouseDown[0]) return;
    if (!held_) {
      context.out.push_back(command::Seek{map_.time_of(io.MousePos.x)});
      return;
    }
    const Selection& selection = context.state.selection;
    const bool mine = selection.kind == track.kind && selection.index >= 0 && selection.index < static_cast<int>(track.markers.size());
    if (!mine || !ImGui::IsMouseDragging(0, 2.0F)) return;
    const double wanted = map_.time_of(io.MousePos.x) - *held_;
    move(context, track, selection.index, snapped_moment(from_h_, wanted, context.state.view.lens, io.KeyAlt));
  }

  static void add_at(const PanelContext& context, const Track& track, double at_h) {
    const double step_h = std::min(1.0, snap_steps(context.state.view.lens).small_h);
    const double snapped = std::clamp(std::floor(at_h / step_h) * step_h, 0.0, context.state.scenario.end_h());
    if (auto command = put_marker(context.state, new_marker(context.state, track.kind), snapped, step_h, context.parameters))
      context.out.push_back(std::move(*command));
  }

  // True when Tab stays on the track because it goes to the next marker.
  bool handle_keys(const PanelContext& context, const Track& track) const {
    const ImGuiIO& io = ImGui::GetIO();
    const int count = static_cast<int>(track.markers.size());
    const int arrow = take_horizontal_arrows();
    if (count == 0) return false;
    const Selection& selection = context.state.selection;
    if (selection.kind != track.kind || selection.index >= count) {
      if (!ImGui::IsItemActive() && (focus_arrived() || arrow != 0))
        context.out.push_back(command::Select{{track.kind, io.KeyShift ? count - 1 : 0}});
      return false;
    }
    const int index = selection.index;
    const double at_h = track.markers[static_cast<std::size_t>(index)].at_h;
    const SnapSteps steps = snap_steps(context.state.view.lens);
    if (arrow != 0) move(context, track, index, at_h + arrow * (io.KeyShift ? steps.large_h : steps.small_h));
    if (key_pressed(ImGuiKey_Delete)) {
      if (auto command = remove_marker(context.state)) context.out.push_back(std::move(*command));
      return false;
    }
    if (key_pressed(ImGuiKey_Enter)) context.out.push_back(command::Seek{at_h});
    if (!key_pressed(ImGuiKey_Tab)) return false;
    const int next = index + (io.KeyShift ? -1 : 1);
    if (next < 0 || next >= count) return false;
    context.out.push_back(command::Select{{track.kind, next}});
    return true;
  }

  void draw_axis(const PanelContext& context, const UiLook& look) {
    const float u = look.unit_px;
    const ImVec2 low{map_.left - 0.8F * u, ImGui::GetCursorScreenPos().y - 0.1F * u};
    const float height = kAxis * u;
    ImGui::SetCursorScreenPos(low);
    ImGui::InvisibleButton("axis", {map_.right - map_.left + 1.6F * u, height});
    if (ImGui::IsItemActive() && ImGui::GetIO().MouseDown[0]) context.out.push_back(command::Seek{map_.time_of(ImGui::GetIO().MousePos.x)});
    if (item_has_keys()) {
      if (const int arrow = take_horizontal_arrows(); arrow != 0)
        context.out.push_back(command::Step{arrow * (ImGui::GetIO().KeyShift ? 10 : 1)});
    }
    page_.by_input(context, map_);
    focus_stop(look, "axis");

    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const ImU32 muted = as_u32(look.theme[Role::muted]);
    const ImU32 line = as_u32(look.theme[Role::control]);
    const float axis_y = std::round(low.y);
    draw.AddLine({map_.left, axis_y}, {map_.right, axis_y}, line);
    const TimeTicks ticks =
        time_ticks(map_.time_low_h, map_.time_high_h, std::max(2, static_cast<int>((map_.right - map_.left) / (2.2F * u))));
    draw.AddText({names_left_, low.y + 0.35F * u}, muted, look.locale.text(name_key(ticks.unit)));
    for (const double time : ticks.times_h) {
      const float x = std::round(map_.x_of(time));
      draw.AddLine({x, axis_y}, {x, axis_y + 0.35F * u}, line);
      const std::string words = look.locale.number(ticks.label_of(time), 0);
      draw.AddText({x - 0.5F * ImGui::CalcTextSize(words.c_str()).x, low.y + 0.4F * u}, muted, words.c_str());
    }
  }

  void draw_playhead(const PanelContext& context, float top) const {
    const float u = context.unit_px;
    const double now = context.state.playhead.time_h;
    if (now < map_.time_low_h || now > map_.time_high_h) return;
    const float x = std::round(map_.x_of(now));
    const float bottom = ImGui::GetItemRectMin().y;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const ImU32 ink = as_u32(context.theme[Role::ketamine]);
    const float width = std::max(2.0F, u / 9.0F);
    draw.AddLine({x, top}, {x, bottom}, as_u32(inner_color(context.theme)), width + 2.0F);
    draw.AddLine({x, top}, {x, bottom}, ink, width);
    // Above the numbers of the axis.
    draw.AddTriangleFilled({x - 0.4F * u, bottom + 0.4F * u}, {x + 0.4F * u, bottom + 0.4F * u}, {x, bottom - 0.2F * u}, ink);
  }

  PlotMap map_;  // hours to pixels along the tracks
  TimelinePage page_;
  Backdrop backdrop_;
  bool folded_ = false;
  float row_px_ = 0.0F;
  float curve_px_ = 0.0F;  // below the rows; 0 = none of its own
  float names_left_ = 0.0F;
  double from_h_ = 0.0;         // where a dragged marker stood
  std::optional<double> held_;  // a marker is being dragged: how far right of its start it was taken hold of, h
};

}  // namespace

std::unique_ptr<Panel> make_timeline_panel() { return std::make_unique<TimelinePanel>(); }

}  // namespace syn
