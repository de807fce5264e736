// exp, log, pow and the few others that tables rest on, the same to the last bit whichever compiler, optimisation,
// system or x86-64 processor: musl's, compiled in (engine/cmake/SynMaths.cmake). A machine's own library differs by
// version and takes other paths on other processors, and each compiler works out calls with constants by a library of
// its own. What IEEE 754 rounds exactly (sqrt, floor, fma, fabs) is the same everywhere and stays std::.
//
// Errors are below 1 unit in the last place (sinh: 2); arguments outside of a function's domain give NaN or infinity
// as in C, and errno stays as it is. On processors whose musl is built with fused multiplication (64-bit ARM) log, log2
// and pow may differ in the last bit from x86-64: not tried.
#pragma once

namespace syn::maths {
namespace musl {
extern "C" {
[[gnu::const]] double syn_musl_cos(double) noexcept;
[[gnu::const]] double syn_musl_exp(double) noexcept;
[[gnu::const]] double syn_musl_expm1(double) noexcept;
[[gnu::const]] double syn_musl_hypot(double, double) noexcept;
[[gnu::const]] double syn_musl_log(double) noexcept;
[[gnu::const]] double syn_musl_log1p(double) noexcept;
[[gnu::const]] double syn_musl_log2(double) noexcept;
[[gnu::const]] double syn_musl_pow(double, double) noexcept;
[[gnu::const]] double syn_musl_sinh(double) noexcept;
}
}  // namespace musl

inline double cos(double x) noexcept { return musl::syn_musl_cos(x); }  // x in radians
inline double exp(double x) noexcept { return musl::syn_musl_exp(x); }
inline double expm1(double x) noexcept { return musl::syn_musl_expm1(x); }
inline double hypot(double x, double y) noexcept { return musl::syn_musl_hypot(x, y); }
inline double log(double x) noexcept { return musl::syn_musl_log(x); }
inline double log1p(double x) noexcept { return musl::syn_musl_log1p(x); }
inline double log2(double x) noexcept { return musl::syn_musl_log2(x); }
inline double pow(double x, double y) noexcept { return musl::syn_musl_pow(x, y); }
inline double sinh(double x) noexcept { return musl::syn_musl_sinh(x); }

}  // namespace syn::maths
