// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "measure/balance.hpp"
#include "measure/period.hpp"

namespace detente {

/// Events of one directed dyad and one quad class on one day, or in one longer span that begins on
/// that day.
struct DyadCount {
  Day day;
  std::uint8_t quad = 0;  ///< 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict; 0:
                          ///< not known
  std::uint64_t events = 0;
  std::uint64_t mentions = 0;
  std::int64_t goldstein = 0;  ///< sum of the scores, in thousandths
  std::uint8_t root = 0;       ///< CAMEO root; 0 where the counts do not tell it
};

/// All events of the source on one day, whoever they are between.
using WorldTotals = std::map<Day, std::uint64_t>;

/// The indices of one directed dyad in one period. A period without an event has zeros.
struct PeriodIndex {
  Day first;
  int days = 0;  ///< of the period that the counts speak of; fewer than it has at either end
  std::uint64_t events = 0;
  std::uint64_t mentions = 0;
  std::int64_t goldstein = 0;            ///< sum of the scores, in thousandths
  std::array<std::uint64_t, 5> quads{};  ///< by quad class; [0]: not known
  std::optional<std::uint64_t> world{};  ///< the source's total; nothing where it is not known

  [[nodiscard]] std::uint64_t cooperation() const { return quads[1] + quads[2]; }
  [[nodiscard]] std::uint64_t conflict() const { return quads[3] + quads[4]; }
  /// Of the events whose quad class is known; nothing where there is none.
  [[nodiscard]] std::optional<double> share(std::size_t quad) const;
  /// Per event; nothing without an event.
  [[nodiscard]] std::optional<double> goldstein_mean() const;
  /// Events of the dyad for each event of the world; nothing where the volume is not known.
  [[nodiscard]] std::optional<double> rate() const;
  /// Nothing where no event has a quad class.
  [[nodiscard]] std::optional<Balance> balance() const;
};

/// The span that counts speak of, both days inclusive.
struct Span {
  Day first, last;
};

/// Every period that `span` touches, in order, those without an event too. Counts outside the span
/// are left out. A period of which `world` names no day, or none with an event, has an unknown
/// volume. Time O(n log n). Fails with Kind::domain where the span ends before it begins,
/// or is longer than 400 years.
Result<std::vector<PeriodIndex>> indices_of(const std::vector<DyadCount>& counts, const Span& span,
                                            Period period, const WorldTotals& world);

}  // namespace detente
