// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/measure_sources.hpp"

namespace detente {

class EventStore;

/// Two states by the names that a case has for them.
MeasuredDyad dyad_in(const Case& record, const std::array<std::string, 2>& states);

/// "USA:CHN" as typed; where nothing was typed the case's sides. Kind::usage.
Result<MeasuredDyad> chosen_dyad(const Case& record, const std::string& typed);
/// Where nothing was typed the store's own dyad: Kind::usage where it has none.
Result<MeasuredDyad> chosen_dyad(const EventStore& store, const std::string& typed);

}  // namespace detente
