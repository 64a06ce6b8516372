// SPDX-License-Identifier: Apache-2.0
#include "measure/agreement.hpp"

#include <map>

namespace detente {

std::optional<double> krippendorff_alpha(std::span<const std::vector<int>> units) {
  std::map<int, double> of_value;  // values that can be paired
  double all = 0;
  double observed = 0;  // pairs that differ, each unit weighed by its number of values
  for (const std::vector<int>& unit : units) {
    if (unit.size() < 2) continue;
    std::map<int, double> here;
    for (const int value : unit) ++here[value];
    const auto n = static_cast<double>(unit.size());
    double same = 0;
    for (const auto& [value, times] : here) {
      of_value[value] += times;
      same += times * (times - 1);
    }
    observed += (n * (n - 1) - same) / (n - 1);
    all += n;
  }
  double expected = all * (all - 1);
  for (const auto& [value, times] : of_value) expected -= times * (times - 1);
  if (of_value.size() < 2 || expected <= 0) return std::nullopt;
  return 1 - (observed / all) / (expected / (all * (all - 1)));
}

}  // namespace detente
