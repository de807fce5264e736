// The same bits as another type: std::bit_cast, which libc++ has from 14 on only.
#pragma once

#include <type_traits>

namespace syn {

template <class To, class From>
constexpr To bit_cast(const From& from) noexcept {
  static_assert(sizeof(To) == sizeof(From) && std::is_trivially_copyable_v<To> && std::is_trivially_copyable_v<From>);
  return __builtin_bit_cast(To, from);
}

}  // namespace syn
