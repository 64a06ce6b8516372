// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

enum class Which { all, open };

/// `detente commitments`: the ledger. For each side the statuses that named actors state, on the
/// 0–3 implementation scale of the Peace Accords Matrix (Joshi, Quinn & Regan 2015, J. Peace Res.
/// 52(4)), with the dated evidence.
Result<Output> run_commitments(const Common& common);

Document commitments_document(const Common& common, const Case& record, Which which);

}  // namespace detente
