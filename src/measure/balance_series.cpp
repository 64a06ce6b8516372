// SPDX-License-Identifier: Apache-2.0
#include "measure/balance_series.hpp"

namespace detente {

ObservedSeries balance_series(const std::vector<PeriodIndex>& indices) {
  double c = 0;
  double f = 0;
  for (const PeriodIndex& index : indices) {
    c += static_cast<double>(index.cooperation());
    f += static_cast<double>(index.conflict());
  }
  const double all = (c - f) / (c + f + 1);
  ObservedSeries series;
  for (const PeriodIndex& index : indices) {
    const auto n = static_cast<double>(index.cooperation() + index.conflict());
    const auto balance = index.balance();
    series.push_back(balance ? std::optional(Observed{balance->value, (1 - all * all) / n})
                             : std::nullopt);
  }
  return series;
}

WeighedSeries weighed(const ObservedSeries& series, double noise) {
  double sum = 0;
  double count = 0;
  for (const auto& observed : series) {
    if (!observed) continue;
    sum += 1 / (observed->variance + noise);
    ++count;
  }
  WeighedSeries result;
  for (const auto& observed : series) {
    result.push_back(observed ? std::optional(Weighed{observed->value,
                                                      count / (observed->variance + noise) / sum})
                              : std::nullopt);
  }
  return result;
}

}  // namespace detente
