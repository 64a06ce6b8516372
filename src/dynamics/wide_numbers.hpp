// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

/// Numbers that are worked on side by side: what loops over days are made of, for functions that
/// are compiled for several widths of machine. All of it is inlined into them.
namespace detente::wide {

#define DETENTE_INLINE __attribute__((always_inline)) inline

constexpr std::size_t block = 128, lanes = 8;
/// A number for each day of a block.
struct alignas(64) Days : std::array<double, block> {};
/// Eight sums side by side.
using Sum = std::array<double, lanes>;
/// As many numbers as a machine adds at once.
using Two = double __attribute__((vector_size(2 * sizeof(double))));
using Four = double __attribute__((vector_size(4 * sizeof(double))));
using Eight = double __attribute__((vector_size(8 * sizeof(double))));
template <typename Numbers>
constexpr std::size_t width = sizeof(Numbers) / sizeof(double);
static_assert(width<Two> == 2 && width<Four> == 4 && width<Eight> == 8);

/// The same, wherever they lie in a row of numbers.
template <typename Numbers>
struct InMemory {
  using Type __attribute__((aligned(alignof(double)), may_alias)) = Numbers;
};
template <typename Numbers>
DETENTE_INLINE void load(const double* from, Numbers& to) {
  to = *reinterpret_cast<const typename InMemory<Numbers>::Type*>(from);
}
template <typename Numbers>
DETENTE_INLINE void add(const Numbers& what, double* to) {
  *reinterpret_cast<typename InMemory<Numbers>::Type*>(to) += what;
}

inline double total(const Sum& s) {
  return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
}

/// exp(x) with an error of about one unit in the last place; x is held between -708 and 708.
DETENTE_INLINE double exponential(double x) {
  constexpr double shift = 0x1.8p52;  // adding it rounds to a whole number, in the lowest bits
  x = x < -708 ? -708 : x;
  x = x > 708 ? 708 : x;
  const double shifted = x * 0x1.71547652b82fep0 + shift;
  const double whole = shifted - shift;
  const double r = (x - whole * 0x1.62e42fee00000p-1) - whole * 0x1.a39ef35793c76p-33;
  double sum = 1.0 / 6227020800;
  sum = sum * r + 1.0 / 479001600;
  sum = sum * r + 1.0 / 39916800;
  sum = sum * r + 1.0 / 3628800;
  sum = sum * r + 1.0 / 362880;
  sum = sum * r + 1.0 / 40320;
  sum = sum * r + 1.0 / 5040;
  sum = sum * r + 1.0 / 720;
  sum = sum * r + 1.0 / 120;
  sum = sum * r + 1.0 / 24;
  sum = sum * r + 1.0 / 6;
  sum = sum * r + 0.5;
  sum = sum * r * r + r + 1;
  return sum * std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) + 1023) << 52);
}

/// x = 2^k m, m about 1, for normal x > 0.
struct Parts {
  double k, m;
};
DETENTE_INLINE Parts parts_of(double x) {
  constexpr std::uint64_t one = 0x3ff0000000000000, root_of_half = 0x3fe6a09e667f3bcd;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t raised = (bits + (one - root_of_half)) >> 52;  // k + 1023
  return {std::bit_cast<double>(raised | 0x4330000000000000) - (0x1p52 + 1023),
          std::bit_cast<double>(bits - (raised << 52) + one)};
}

/// k log 2 + 2 artanh(s), by its series for |s| < 0.172.
DETENTE_INLINE double logarithm(double k, double s) {
  const double s2 = s * s;
  double sum = 1.0 / 19;
  sum = sum * s2 + 1.0 / 17;
  sum = sum * s2 + 1.0 / 15;
  sum = sum * s2 + 1.0 / 13;
  sum = sum * s2 + 1.0 / 11;
  sum = sum * s2 + 1.0 / 9;
  sum = sum * s2 + 1.0 / 7;
  sum = sum * s2 + 1.0 / 5;
  sum = sum * s2 + 1.0 / 3;
  return k * 0x1.62e42fee00000p-1 + (2 * s + (2 * s * s2 * sum + k * 0x1.a39ef35793c76p-33));
}

struct Logarithms {
  double first, second;
};
/// log(x) and log(y), with errors of about one unit in the last place of the larger of 1 and the
/// result: log m = 2 artanh((m - 1) / (m + 1)). Both take one division.
DETENTE_INLINE Logarithms logarithms(double x, double y) {
  const Parts a = parts_of(x), b = parts_of(y);
  const double over = 1 / ((a.m + 1) * (b.m + 1));
  return {logarithm(a.k, (a.m - 1) * (b.m + 1) * over),
          logarithm(b.k, (b.m - 1) * (a.m + 1) * over)};
}

}  // namespace detente::wide
