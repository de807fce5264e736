#include "app/shell/resources.hpp"

#include <utility>

namespace syn {

Result<Resources> Resources::load(const DataFiles& files, const Parameters& parameters) {
  Resources resources;
  for (const LocaleName name : kValues<LocaleName>) {
    auto locale = Locale::load(files, name_of(name));
    if (!locale) return failure(std::move(locale.error()));
    resources.locales.push_back(std::move(*locale));
  }
  for (const char* name : {"dark", "light", "dark_high_contrast", "light_high_contrast"}) {
    auto theme = load_theme(files, name);
    if (!theme) return failure(std::move(theme.error()));
    resources.themes.push_back(*theme);
  }
  auto lookup = Lookup::load(files, parameters);
  if (!lookup) return failure(std::move(lookup.error()));
  resources.lookup = std::move(*lookup);
  auto moments = NamedMoments::load(files);
  if (!moments) return failure(std::move(moments.error()));
  resources.moments = std::move(*moments);
  return resources;
}

}  // namespace syn
