// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/faults.hpp"

namespace detente {

/// The faults that only show between records: a cycle in `after` or in `of`, an event that answers
/// a later one, and a page that is two sources.
void check_graph(const Case& record, Faults& faults);

}  // namespace detente
