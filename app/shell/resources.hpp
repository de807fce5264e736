// What the program carries in every language and theme, read once.
#pragma once

#include <vector>

#include "app/explain/lookup.hpp"
#include "app/ui/look/locale.hpp"
#include "app/ui/look/theme.hpp"
#include "app/view/moments.hpp"
#include "app/viewing/view.hpp"

namespace syn {

struct Resources {
  std::vector<Locale> locales;  // in the order of LocaleName
  std::vector<Theme> themes;    // palette by palette, each in the order of ThemeName
  Lookup lookup;                // things, glossary, sources
  NamedMoments moments;
  const Locale& locale(const View& view) const { return locales[static_cast<std::size_t>(view.locale)]; }
  const Theme& theme(const View& view) const {
    return themes[kValues<ThemeName>.size() * static_cast<std::size_t>(view.palette) + static_cast<std::size_t>(view.shown_theme())];
  }
  static Result<Resources> load(const DataFiles& files, const Parameters& parameters);
};

}  // namespace syn
