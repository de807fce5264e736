#include "app/panels/editors/panels.hpp"

#include "app/panels/time/time_panels.hpp"

namespace syn {

std::vector<std::unique_ptr<Panel>> make_panels() {
  std::vector<std::unique_ptr<Panel>> panels;
  panels.push_back(make_timeline_panel());
  panels.push_back(make_dose_panel());
  panels.push_back(make_therapy_panel());
  panels.push_back(make_person_panel());
  panels.push_back(make_lab_panel());
  panels.push_back(make_parameters_panel());
  panels.push_back(make_curves_panel());
  panels.push_back(make_inspector_panel());
  panels.push_back(make_words_panel());
  return panels;
}

}  // namespace syn
