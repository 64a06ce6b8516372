// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

/// Series over equal periods, and the stated rules by which they are made stationary.
namespace detente {

/// Values of consecutive months or years. A month's number is 12 * year + month - 1, a year's the
/// year.
struct RegularSeries {
  int first = 0;
  std::vector<std::optional<double>> values{};

  [[nodiscard]] std::optional<double> at(int period) const;
  [[nodiscard]] int last() const { return first + static_cast<int>(values.size()) - 1; }
};

/// The mean of each year all of whose twelve months have a value; nothing for the others.
RegularSeries yearly(const RegularSeries& months);

/// Periods that no model here is to see, both inclusive.
struct Mask {
  int first = 0, last = -1;
  [[nodiscard]] bool covers(int period) const { return period >= first && period <= last; }
};

/// What became of a series, in this order:
/// 1. the masked periods are taken out;
/// 2. one that is never negative and whose largest value is over three times its median is put in
///    logarithms, of value + median / 10 so that a month near nothing does not outweigh the rest;
/// 3. by months: it is seasonal where month dummies explain its changes (F test, p < 0.01, 36
///    months or more); every regression that it enters then has month dummies;
/// 4. it stays in levels where the augmented Dickey-Fuller test with a constant rejects a unit root
///    and the KPSS test does not reject a level, both at 5 %; else its changes are taken, from one
///    period to the next alone;
/// 5. a known break takes out the change at it or, in levels, becomes a step in every regression.
/// At last it is divided by its standard deviation.
///
/// Critical values: MacKinnon (2010, Queen's Economics Department Working Paper 1227) and
/// Kwiatkowski et al. (1992, J. Econometrics 54:159-178). Known but unlisted breaks make the first
/// test keep the unit root, and so lead to changes.
struct Stationary {
  RegularSeries series{};
  bool logs = false, seasonal = false, changes = false;
  std::vector<int> steps{};  ///< the first periods after breaks, where it is in levels
  int values = 0;            ///< that are left
};

/// `per_year` is 12 or 1; `breaks` are the first periods after each known break. Where fewer than
/// eight values are left, or all are equal, the series comes back without values.
Stationary make_stationary(const RegularSeries& raw, int per_year, const std::vector<int>& breaks,
                           const Mask& mask);

}  // namespace detente
