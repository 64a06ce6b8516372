// SPDX-License-Identifier: Apache-2.0
#include "events/gdelt_rows.hpp"

#if defined(__x86_64__)
#include <immintrin.h>

#include <bit>
#include <cstring>
#endif

namespace detente {

#if defined(__x86_64__)

namespace {

#define DETENTE_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

constexpr std::size_t word = 64;  // bytes that a mask is of
constexpr std::size_t head_words = GdeltRow::head / word;

class RowFinder {
 public:
  DETENTE_AVX2 explicit RowFinder(std::string_view text)
      : text_(text), lowest_(_mm256_set1_epi8(1)) {}

  DETENTE_AVX2 inline GdeltRow row_at(std::size_t begin);
  /// Whether one of the bytes was 0 that were looked at.
  [[nodiscard]] DETENTE_AVX2 inline bool saw_nul() const {
    return _mm256_movemask_epi8(_mm256_cmpeq_epi8(lowest_, _mm256_setzero_si256())) != 0;
  }

 private:
  struct Masks {
    std::uint64_t tabs, lines;
  };
  DETENTE_AVX2 inline Masks masks_at(std::size_t at);
  DETENTE_AVX2 inline Masks masks_of(const char* bytes);

  std::string_view text_;
  __m256i lowest_;  ///< of all bytes, by their places modulo 32; at most 1
};

DETENTE_AVX2 inline RowFinder::Masks RowFinder::masks_of(const char* bytes) {
  const auto low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const auto high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + word / 2));
  lowest_ = _mm256_min_epu8(lowest_, _mm256_min_epu8(low, high));
  const auto mask = [&](__m256i wanted) DETENTE_AVX2 {
    const auto bits = [&](__m256i part) DETENTE_AVX2 {
      return static_cast<std::uint64_t>(
          static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(part, wanted))));
    };
    return bits(low) | bits(high) << 32U;
  };
  return {mask(_mm256_set1_epi8('\t')), mask(_mm256_set1_epi8('\n'))};
}

DETENTE_AVX2 inline RowFinder::Masks RowFinder::masks_at(std::size_t at) {
  if (at + word <= text_.size()) [[likely]]
    return masks_of(text_.data() + at);
  char tail[word];
  std::memset(tail, '\n', word);
  std::memcpy(tail, text_.data() + at, text_.size() - at);
  return masks_of(tail);
}

DETENTE_AVX2 inline GdeltRow RowFinder::row_at(std::size_t begin) {
  GdeltRow row{.begin = static_cast<std::uint32_t>(begin)};
  std::uint64_t tabs[head_words] = {};
  // How many tabs there are before each word of the head.
  std::uint32_t before[head_words + 1] = {0, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
  static_assert(head_words == 4);
  std::uint32_t count = 0;
  std::uint64_t last_tabs = 0;  // of the last word that has some
  std::size_t last_at = begin, at = begin;
  Masks masks{};
  const auto take_word = [&]() DETENTE_AVX2 {
    masks = masks_at(at);
    const std::uint64_t of_row = masks.tabs & _blsmsk_u64(masks.lines);
    count += static_cast<std::uint32_t>(std::popcount(of_row));
    last_at = of_row == 0 ? last_at : at;
    last_tabs = of_row == 0 ? last_tabs : of_row;
    at += word;
    return of_row;
  };
  for (std::size_t i = 0; i < head_words && masks.lines == 0; ++i) {
    tabs[i] = take_word();
    before[i + 1] = count;
  }
  const bool usable = count > GdeltRow::fields.back();
  while (masks.lines == 0) take_word();
  row.end = static_cast<std::uint32_t>(at - word + _tzcnt_u64(masks.lines));
  if (!usable) return row;
  row.width = count + 1;
  row.last =
      static_cast<std::uint32_t>(last_at) + static_cast<std::uint32_t>(std::bit_width(last_tabs));
  for (std::size_t i = 0; i < GdeltRow::fields.size(); ++i) {
    const std::uint32_t which = GdeltRow::fields[i];
    const unsigned in = static_cast<unsigned>(which >= before[1]) +
                        static_cast<unsigned>(which >= before[2]) +
                        static_cast<unsigned>(which >= before[3]);
    const std::uint64_t bit = _pdep_u64(std::uint64_t{1} << (which - before[in]), tabs[in]);
    row.ends[i] = static_cast<std::uint32_t>(begin + in * word + _tzcnt_u64(bit));
  }
  return row;
}

}  // namespace

bool has_avx2() {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
         __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("popcnt") != 0;
}

DETENTE_AVX2 bool find_gdelt_rows_avx2(std::string_view text, std::vector<GdeltRow>& rows) {
  rows.clear();
  RowFinder finder(text);
  for (std::size_t begin = 0; begin < text.size(); begin = rows.back().end + std::size_t{1})
    rows.push_back(finder.row_at(begin));
  return finder.saw_nul();
}

#else

bool has_avx2() { return false; }
bool find_gdelt_rows_avx2(std::string_view text, std::vector<GdeltRow>& rows) {
  return find_gdelt_rows_plain(text, rows);
}

#endif

}  // namespace detente
