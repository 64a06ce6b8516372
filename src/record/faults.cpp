// SPDX-License-Identifier: Apache-2.0
#include "record/faults.hpp"

#include <algorithm>
#include <tuple>

namespace detente {

void sort_faults(Faults& faults) {
  const auto where = [](const Fault& fault) {
    return std::tie(fault.place.file, fault.place.line, fault.place.column);
  };
  std::ranges::stable_sort(faults,
                           [&](const Fault& a, const Fault& b) { return where(a) < where(b); });
  const auto repeats = std::ranges::unique(faults, [&](const Fault& a, const Fault& b) {
    return where(a) == where(b) && a.message == b.message;
  });
  faults.erase(repeats.begin(), repeats.end());
}

std::string to_string(const Fault& fault, const std::string& folder) {
  const std::string file = folder.empty() ? fault.place.file : folder + "/" + fault.place.file;
  return file + ':' + std::to_string(fault.place.line) + ':' + std::to_string(fault.place.column) +
         ": error: " + fault.message;
}

}  // namespace detente
