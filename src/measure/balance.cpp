// SPDX-License-Identifier: Apache-2.0
#include "measure/balance.hpp"

#include <boost/math/special_functions/beta.hpp>

namespace detente {

Result<Balance> balance_of(std::uint64_t cooperation, std::uint64_t conflict) {
  if (cooperation == 0 && conflict == 0)
    return fail(Error::Kind::domain, "cooperation and conflict are both 0: there is no balance");
  const auto c = static_cast<double>(cooperation);
  const auto f = static_cast<double>(conflict);
  constexpr double tail = (1 - interval_level) / 2;
  const auto quantile = [&](double p) {
    return 2 * boost::math::ibeta_inv(c + 0.5, f + 0.5, p) - 1;
  };
  return Balance{.value = (c - f) / (c + f),
                 .interval = {.low = cooperation == 0 ? -1 : quantile(tail),
                              .high = conflict == 0 ? 1 : quantile(1 - tail)}};
}

}  // namespace detente
