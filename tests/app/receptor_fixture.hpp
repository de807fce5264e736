// What the tests of stage "receptor" share: the files, and the stage read once.
#pragma once

#include <doctest/doctest.h>

#include "app/stages/receptor/receptor_stage.hpp"
#include "core/files.hpp"

namespace syn::test::receptor {

inline const DataFiles kFiles({SYN_SOURCE_DIR});

inline ReceptorStage& stage() {
  static ReceptorStage ready = [] {
    ReceptorStage s;
    REQUIRE(s.read(kFiles).empty());
    return s;
  }();
  return ready;
}

}  // namespace syn::test::receptor
