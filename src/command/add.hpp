// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"
#include "record/add_record.hpp"

namespace detente {

/// `detente add`: one checked addition (record/add_record.hpp).
Result<Output> run_add(const Common& common, AddedKind kind, std::string_view fragment);

}  // namespace detente
