// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "command/command.hpp"
#include "store/event_store.hpp"

namespace detente {

/// One dyad of one source in the store, a row of detente.dyads/1 without rates and rank.
Result<std::vector<Json>> fit_dyads(EventStore& store, Day as_of, int least, std::size_t shard,
                                    std::size_t shards, std::uint64_t seed, int threads);

}  // namespace detente
