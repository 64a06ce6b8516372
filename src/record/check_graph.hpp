// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/faults.hpp"

namespace detente {

/// The faults that only show between records: a cycle in `after` or in `of`, and an event that
/// answers a later one.
void check_graph(const Case& record, Faults& faults);

}  // namespace detente
