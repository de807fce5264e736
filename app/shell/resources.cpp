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
  for (const PaletteName palette : kValues<PaletteName>) {
    for (const ThemeName name : kValues<ThemeName>) {
      auto theme = load_theme(files, table_of(name, palette));
      if (!theme) return failure(std::move(theme.error()));
      resources.themes.push_back(*theme);
    }
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
