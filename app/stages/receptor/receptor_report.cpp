// What the receptor stage says: caption, note, chart and counts. The picture is in receptor_stage.cpp.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/stages/receptor/receptor_stage.hpp"

namespace syn {
namespace {

using namespace receptor;

TextKey lens_key(Lens lens) {
  switch (lens) {
    case Lens::ms: return "stage.receptor.lens.ms"_key;
    case Lens::s: return "stage.receptor.lens.s"_key;
    default: return "stage.receptor.lens.many"_key;
  }
}

TextKey caption_key(Story story) {
  switch (story) {
    case Story::rest: return "stage.receptor.caption.rest"_key;
    case Story::one_bound: return "stage.receptor.caption.one_bound"_key;
    case Story::both_bound: return "stage.receptor.caption.both_bound"_key;
    case Story::desensitised: return "stage.receptor.caption.desensitised"_key;
    case Story::open: return "stage.receptor.caption.open"_key;
    case Story::open_magnesium: return "stage.receptor.caption.open_magnesium"_key;
    case Story::entering: return "stage.receptor.caption.entering"_key;
    case Story::leaving: return "stage.receptor.caption.leaving"_key;
    case Story::blocked: return "stage.receptor.caption.blocked"_key;
    case Story::trapped: return "stage.receptor.caption.trapped"_key;
    case Story::many: return "stage.receptor.caption.many"_key;
  }
  return {};
}

std::string state_name(WalkState state) {
  constexpr std::array kGateNames{"R", "RA", "RA2", "D1", "D2", "F", "S", "O"};
  constexpr std::array kPoreNames{"empty", "magnesium", "ketamine"};
  return std::string(kGateNames[static_cast<std::size_t>(gate_of(state))]) + " " + kPoreNames[static_cast<std::size_t>(pore_of(state))];
}

}  // namespace

std::optional<StageChart> ReceptorStage::chart_of() const {
  const Moment& m = moment_;
  if (clamped_) return std::nullopt;  // its trace stands in the panel
  StageChart chart;
  if (!m.walking) {
    constexpr std::array<Role, kKinds> kRoles{Role::channel, Role::focus, Role::structure, Role::magnesium, Role::ketamine};
    constexpr std::array kShapes{SpriteShape::ring, SpriteShape::triangle, SpriteShape::sphere, SpriteShape::plus, SpriteShape::diamond};
    constexpr std::array kWords{"stage.receptor.kind.conducting"_key, "stage.receptor.kind.open_magnesium"_key,
                                "stage.receptor.kind.shut"_key, "stage.receptor.kind.shut_magnesium"_key,
                                "stage.receptor.kind.ketamine"_key};
    chart.title = {"stage.receptor.chart.many"_key, {}};
    const auto counts = of_hundred(kind_shares(m.shares));
    for (std::size_t i = kKinds; i-- > 0;) chart.rows.push_back({{kWords[i], {}}, counts[i], kRoles[i], kShapes[i]});
    return chart;
  }
  const bool fast = lens_ == Lens::ms;
  const double span = fast ? 50.0 : m.life.length_ms;
  const double page = fast ? std::floor(m.place.since_ms / span) * span : 0.0;
  const double until = m.place.since_ms;
  chart.title = {fast ? "stage.receptor.chart.current"_key : "stage.receptor.chart.mean_current"_key, {{"ms", Quantity{span / 200.0, 0}}}};
  chart.x_title = {"stage.receptor.chart.since"_key, {}};
  chart.x_low = static_cast<float>(page);
  chart.x_high = static_cast<float>(page + span);
  for (int i = 0; i <= 5; ++i) chart.x_ticks.push_back(static_cast<float>(page + span * i / 5.0));
  const double lowest = std::floor(walk_.lowest_current_pa() - 0.2);
  chart.y_low = static_cast<float>(lowest);
  chart.y_high = 0.5F;
  for (double y = lowest; y <= 0.0; y += 1.0) chart.y_ticks.push_back(static_cast<float>(y));
  chart.color = Role::channel;
  const auto current = [&](double ms, WalkState state) {
    return static_cast<float>(walk_.current_pa(state, walk_.voltage_mv(m.life, ms)));
  };
  if (fast) {
    chart.points.push_back({static_cast<float>(page), current(page, m.life.state_at(page))});
    std::vector<double> moments{walk_.paired_from_ms(), walk_.paired_until_ms()};
    for (const Stay& stay : m.life.stays) moments.push_back(stay.at_ms);
    std::sort(moments.begin(), moments.end());
    for (const double at : moments) {
      if (at > page && at <= until) chart.points.push_back({static_cast<float>(at), current(at, m.life.state_at(at))});
    }
    chart.points.push_back({static_cast<float>(until), current(until, m.life.state_at(until))});
    return chart;
  }
  const double bin = span / 200.0;  // means, or a thousand openings would be one dark block
  for (double from = 0.0; from < until; from += bin) {
    const double to = std::min(from + bin, until);
    const double share = m.life.share(from, to, [](WalkState s) { return conducts(s); });
    chart.points.push_back(
        {static_cast<float>(from), static_cast<float>(share) * current(0.5 * (from + to), walk_state(Pore::empty, Gate::o))});
  }
  if (!chart.points.empty()) chart.points.push_back({static_cast<float>(until), chart.points.back().y});
  return chart;
}

StageReport ReceptorStage::describe() const {
  StageReport report;
  report.badge = Badge::our_model;
  const Moment& m = moment_;
  const Crowds crowds = crowds_of(m);
  const auto whole = [](double value) { return Quantity{value, 0}; };
  const auto hundred = of_hundred(kind_shares(m.shares));
  report.caption = {caption_key(m.story),
                    {{"mv", whole(m.voltage_mv)},
                     {"ketamine", whole(hundred[static_cast<std::size_t>(Kind::ketamine)])},
                     {"magnesium", whole(hundred[static_cast<std::size_t>(Kind::shut_magnesium)])}}};
  if (m.walking && identity_ > 0 && !clamped_)
    report.caption = {"stage.receptor.caption.found"_key, {{"caption", std::vector{report.caption}}, {"n", whole(identity_ + 1)}}};
  const bool drug = crowds.ketamine.count() > 0;
  report.lens_note.key = close_ && m.walking ? "stage.receptor.note.close"_key
                         : m.walking         ? (drug ? "stage.receptor.note.walk_drug"_key : "stage.receptor.note.walk"_key)
                                             : (drug ? "stage.receptor.note.many_drug"_key : "stage.receptor.note.many"_key);
  report.lens_note.values = {{"lens", lens_key(lens_)},
                             {"slow", whole(1.0 / (3600.0 * lens_hours_per_second(lens_)))},
                             {"blend", Quantity{kBlend_s * 3.6e6 * lens_hours_per_second(lens_), lens_ == Lens::ms ? 1 : 0}},
                             {"mv", whole(m.voltage_mv)},
                             {"ketamine", whole(crowds.ketamine.factor)},
                             {"larger", Quantity{kCloseLarger, 1}},
                             {"wider", Quantity{kOpensWider + kShutsTighter, 1}},
                             {"glutamate", whole(crowds.glutamate.factor)},
                             {"magnesium", whole(crowds.magnesium.factor)}};
  if (clamped_) {
    report.lens_note = {"stage.receptor.note.clamped"_key,
                        {{"mv", whole(m.voltage_mv)}, {"mm", Quantity{clamped_->magnesium_mm, 1}}, {"um", Quantity{m.ketamine_um, 1}}}};
  }
  report.chart = chart_of();

  const auto holds = [](bool yes) { return yes ? 1.0 : 0.0; };
  if (m.walking) {
    const auto share = [&](auto&& is) { return m.life.share(0.0, m.life.length_ms, is); };
    report.items.push_back(state_name(m.state));
    report.counts = {{"state", m.state},
                     {"gate_open", holds(gate_of(m.state) == Gate::o)},
                     {"glutamate_bound", bound_glutamate(m.state)},
                     {"magnesium_in_pore", holds(pore_of(m.state) == Pore::magnesium)},
                     {"ketamine_in_pore", holds(pore_of(m.state) == Pore::ketamine)},
                     {"conducting_fraction_of_release", share([](WalkState s) { return conducts(s); })},
                     {"gate_open_fraction_of_release", share([](WalkState s) { return gate_of(s) == Gate::o; })},
                     {"transitions_of_release", static_cast<double>(m.life.stays.size() - 1)},
                     {"release", static_cast<double>(m.place.release)},
                     {"since_release_ms", m.place.since_ms},
                     {"clamped", holds(clamped_.has_value())},
                     {"voltage_mv", m.voltage_mv},
                     {"current_pa", m.current_pa}};
  } else {
    constexpr std::array kNames{"of_100_conducting", "of_100_open_mg", "of_100_shut", "of_100_shut_mg", "of_100_ketamine"};
    for (std::size_t i = 0; i < kKinds; ++i) report.counts.emplace_back(kNames[i], hundred[i]);
    report.counts.emplace_back("ketamine_share", m.shares.ketamine);
    report.counts.emplace_back("row_drawn", has_row() ? kRowOf : 0);
    report.counts.emplace_back("row_ketamine", row()[static_cast<std::size_t>(Kind::ketamine)]);
    if (has_row())
      report.lens_note = {"stage.receptor.note.row"_key,
                          {{"note", std::vector{report.lens_note}}, {"row", whole(kRowOf)}, {"each", whole(100.0 / kRowOf)}}};
  }
  if (const auto at = ketamine_at()) report.story.push_back({*at, kKetamineReach, Role::ketamine});
  report.counts.emplace_back("watched", identity_);
  report.counts.emplace_back("gate_drawn", m.gate);
  report.counts.emplace_back("ketamine_pore_drawn", m.ketamine);
  report.counts.emplace_back("magnesium_pore_drawn", m.magnesium);
  report.counts.emplace_back("ketamine_drawn", crowds.ketamine.count());
  report.counts.emplace_back("ketamine_expected", crowds.ketamine.real);
  report.counts.emplace_back("ketamine_factor", crowds.ketamine.factor);
  report.counts.emplace_back("magnesium_drawn", crowds.magnesium.count());
  report.counts.emplace_back("magnesium_factor", crowds.magnesium.factor);
  report.counts.emplace_back("glutamate_drawn", crowds.glutamate.count());
  report.counts.emplace_back("glutamate_factor", crowds.glutamate.factor);
  return report;
}

}  // namespace syn
