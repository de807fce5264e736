#include "app/shell/look_up.hpp"

#include <algorithm>
#include <utility>

#include "app/ui/widgets/help_topic.hpp"

namespace syn {

void LookUp::point_at(std::optional<std::string_view> label) {
  if (label) {
    pointed_anew_ = pointed_anew_ || !pointing_ || pointed_at_ != *label;
    pointed_at_ = *label;
  }
  pointing_ = label.has_value();
}

void LookUp::turn_to(LookupPage page) {
  LookedUp what{page, screen_.view().looked_up.thing};
  const auto& labels = screen_.in_view.labels;
  if (Meant meant = meant_by_input(); !meant.thing.empty()) {  // what the input is at comes first
    what.thing = std::move(meant.thing);
    screen_.in_view.asked_source = std::move(meant.source);
  } else if (page == LookupPage::thing && !labels.empty()) {
    const auto at = std::find(labels.begin(), labels.end(), pointed_at_);
    if (at == labels.end() || screen_.view().shows(PanelName::inspector)) {
      pointed_at_ = at == labels.end() || at + 1 == labels.end() ? labels.front() : *(at + 1);
      pointed_anew_ = true;
    }
  }
  screen_.session.submit(command::SetPanel{PanelName::inspector});
  screen_.session.submit(command::LookUp{std::move(what)});
}

void LookUp::follow() {
  std::string rest = meant_by_rest().thing;
  if (screen_.view().shows(PanelName::inspector)) {
    std::string thing = rest != rested_on_ ? rest : std::string();
    if (const Thing* pointed = screen_.resources.lookup.of_label(pointed_at_); thing.empty() && pointed_anew_ && pointed != nullptr)
      thing = pointed->id;
    if (!thing.empty()) screen_.give(command::LookUp{{LookupPage::thing, std::move(thing)}});
    pointed_anew_ = false;
  }
  rested_on_ = std::move(rest);
}

}  // namespace syn
