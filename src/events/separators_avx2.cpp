// SPDX-License-Identifier: Apache-2.0
#include "events/separators.hpp"

#if defined(__x86_64__)
#include <immintrin.h>

#include <bit>
#include <cstring>
#endif

namespace detente {

#if defined(__x86_64__)

namespace {

#define DETENTE_AVX2 __attribute__((target("avx2,bmi,popcnt")))

struct Masks {
  std::uint64_t separators, lines;
};

DETENTE_AVX2 inline Masks masks_of(const char* text, __m256i delimiter, __m256i line_end) {
  const auto low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
  const auto high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + 32));
  const auto mask = [](__m256i left, __m256i right) DETENTE_AVX2 {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(left))) |
           static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(right)))
               << 32U;
  };
  const auto low_end = _mm256_cmpeq_epi8(low, line_end);
  const auto high_end = _mm256_cmpeq_epi8(high, line_end);
  return {mask(_mm256_or_si256(_mm256_cmpeq_epi8(low, delimiter), low_end),
               _mm256_or_si256(_mm256_cmpeq_epi8(high, delimiter), high_end)),
          mask(low_end, high_end)};
}

// Eight at a time, whether or not there are eight: the surplus is overwritten by what follows.
DETENTE_AVX2 inline void store_offsets(std::uint64_t bits, std::uint32_t base, std::uint32_t* to) {
  const int count = std::popcount(bits);
  for (int done = 0; done < count; done += 8) {
    for (int i = 0; i < 8; ++i) {
      to[done + i] = base + static_cast<std::uint32_t>(_tzcnt_u64(bits));
      bits = _blsr_u64(bits);
    }
  }
}

}  // namespace

bool has_avx2() {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
         __builtin_cpu_supports("popcnt") != 0;
}

DETENTE_AVX2 void find_separators_avx2(std::string_view text, char delimiter, Separators& found) {
  found.make_room(text.size());
  const auto delimiters = _mm256_set1_epi8(delimiter);
  const auto line_ends = _mm256_set1_epi8('\n');
  std::uint32_t* at = found.at_.get();
  std::uint32_t* lines = found.lines_.get();
  const auto take = [&](Masks masks, std::size_t base) DETENTE_AVX2 {
    while (masks.lines != 0) {
      const std::uint64_t before = (masks.lines & -masks.lines) - 1;
      *lines++ = static_cast<std::uint32_t>(at - found.at_.get() +
                                            std::popcount(masks.separators & before));
      masks.lines = _blsr_u64(masks.lines);
    }
    store_offsets(masks.separators, static_cast<std::uint32_t>(base), at);
    at += std::popcount(masks.separators);
  };
  std::size_t base = 0;
  for (; base + 64 <= text.size(); base += 64)
    take(masks_of(text.data() + base, delimiters, line_ends), base);
  if (base < text.size()) {
    char tail[64];
    // Filled with what is neither separator: a zero is a delimiter to nobody but who asks for it.
    std::memset(tail, delimiter == 0 ? 1 : 0, sizeof tail);
    std::memcpy(tail, text.data() + base, text.size() - base);
    take(masks_of(tail, delimiters, line_ends), base);
  }
  found.count_ = static_cast<std::size_t>(at - found.at_.get());
  found.line_count_ = static_cast<std::size_t>(lines - found.lines_.get());
}

#else

bool has_avx2() { return false; }
void find_separators_avx2(std::string_view text, char delimiter, Separators& found) {
  find_separators_plain(text, delimiter, found);
}

#endif

}  // namespace detente
