#include "app/viewing/view.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace syn {
namespace {

template <class E>
using Names = std::pair<E, std::string_view>;

constexpr std::array kStages{Names<StageName>{StageName::circuit, "circuit"}, Names<StageName>{StageName::dendrite, "dendrite"},
                             Names<StageName>{StageName::synapse, "synapse"}, Names<StageName>{StageName::receptor, "receptor"}};
constexpr std::array kPanels{Names<PanelName>{PanelName::dose, "dose"},
                             Names<PanelName>{PanelName::therapy, "therapy"},
                             Names<PanelName>{PanelName::timeline, "timeline"},
                             Names<PanelName>{PanelName::curves, "curves"},
                             Names<PanelName>{PanelName::person, "person"},
                             Names<PanelName>{PanelName::lab, "lab"},
                             Names<PanelName>{PanelName::parameters, "parameters"},
                             Names<PanelName>{PanelName::inspector, "inspector"},
                             Names<PanelName>{PanelName::words, "words"}};
constexpr std::array kCurveTabNames{Names<CurveTab>{CurveTab::drug, "drug"}, Names<CurveTab>{CurveTab::circuit, "circuit"},
                                    Names<CurveTab>{CurveTab::cell, "cell"}, Names<CurveTab>{CurveTab::symptoms, "symptoms"}};
constexpr std::array kLensNames{Names<Lens>{Lens::ms, "ms"}, Names<Lens>{Lens::s, "s"}, Names<Lens>{Lens::min, "min"},
                                Names<Lens>{Lens::h, "h"},   Names<Lens>{Lens::d, "d"}, Names<Lens>{Lens::wk, "wk"}};
constexpr std::array kThemes{Names<ThemeName>{ThemeName::dark, "dark"}, Names<ThemeName>{ThemeName::light, "light"}};
constexpr std::array kPalettes{Names<PaletteName>{PaletteName::standard, "standard"},
                               Names<PaletteName>{PaletteName::high_contrast, "high_contrast"}};
constexpr std::array kLocales{Names<LocaleName>{LocaleName::en, "en"}, Names<LocaleName>{LocaleName::sv, "sv"}};
constexpr std::array kQualities{Names<QualityName>{QualityName::low, "low"}, Names<QualityName>{QualityName::standard, "default"},
                                Names<QualityName>{QualityName::high, "high"}};

constexpr std::array kViewpoints{Names<Viewpoint>{Viewpoint::usual, "usual"}, Names<Viewpoint>{Viewpoint::signals, "signals"}};

template <class Table, class E>
std::string_view name_in(const Table& table, E value) {
  for (const auto& [entry, name] : table) {
    if (entry == value) return name;
  }
  return {};
}

template <class Table>
auto value_in(const Table& table, std::string_view text) -> std::optional<typename Table::value_type::first_type> {
  for (const auto& [entry, name] : table) {
    if (name == text) return entry;
  }
  return std::nullopt;
}

}  // namespace

int index_of(ScaleStep scale_step) {
  return static_cast<int>(std::find(kScaleSteps.begin(), kScaleSteps.end(), scale_step) - kScaleSteps.begin());
}

std::string_view name_of(StageName name) { return name_in(kStages, name); }
std::string_view name_of(PanelName name) { return name_in(kPanels, name); }
std::string_view name_of(CurveTab name) { return name_in(kCurveTabNames, name); }
std::string_view name_of(Lens lens) { return name_in(kLensNames, lens); }
std::string_view name_of(ThemeName name) { return name_in(kThemes, name); }
std::string_view name_of(PaletteName name) { return name_in(kPalettes, name); }
std::string_view name_of(LocaleName name) { return name_in(kLocales, name); }
std::string_view name_of(QualityName name) { return name_in(kQualities, name); }
std::string_view name_of(Viewpoint name) { return name_in(kViewpoints, name); }
std::optional<StageName> stage_from(std::string_view name) { return value_in(kStages, name); }
std::optional<PanelName> panel_from(std::string_view name) { return value_in(kPanels, name); }
std::optional<CurveTab> curve_tab_from(std::string_view name) { return value_in(kCurveTabNames, name); }
std::optional<Lens> lens_from(std::string_view name) { return value_in(kLensNames, name); }
std::optional<ThemeName> theme_from(std::string_view name) { return value_in(kThemes, name); }
std::optional<PaletteName> palette_from(std::string_view name) { return value_in(kPalettes, name); }
std::optional<LocaleName> locale_from(std::string_view name) { return value_in(kLocales, name); }
std::optional<QualityName> quality_from(std::string_view name) { return value_in(kQualities, name); }
std::optional<Viewpoint> viewpoint_from(std::string_view name) { return value_in(kViewpoints, name); }

double lens_hours_per_second(Lens lens) {
  switch (lens) {
    case Lens::ms: return 0.004 / 3600.0;  // 4 ms of the story a second
    case Lens::s: return 0.25 / 3600.0;
    case Lens::min: return 2.0 / 60.0;
    case Lens::h: return 0.5;
    case Lens::d: return 12.0;
    case Lens::wk: return 48.0;
  }
  return 1.0;
}

double lens_step_hours(Lens lens) {
  switch (lens) {
    case Lens::ms: return 1.0 / 3.6e6;
    case Lens::s: return 0.1 / 3600.0;
    case Lens::min: return 1.0 / 60.0;
    case Lens::h: return 0.5;
    case Lens::d: return 12.0;
    case Lens::wk: return 24.0;
  }
  return 1.0;
}

}  // namespace syn
