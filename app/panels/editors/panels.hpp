// All panels.
#pragma once

#include <memory>
#include <vector>

#include "app/panels/common/panel.hpp"

namespace syn {

// The one list; those with a tab in the order of the tabs.
std::vector<std::unique_ptr<Panel>> make_panels();
std::unique_ptr<Panel> make_dose_panel();
std::unique_ptr<Panel> make_therapy_panel();
std::unique_ptr<Panel> make_person_panel();
std::unique_ptr<Panel> make_lab_panel();
std::unique_ptr<Panel> make_parameters_panel();
std::unique_ptr<Panel> make_inspector_panel();
std::unique_ptr<Panel> make_words_panel();

}  // namespace syn
