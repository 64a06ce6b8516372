// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "record/types.hpp"

namespace detente {

/// Where a commitment stands on a day.
enum class CommitmentState {
  open,   ///< it binds, and something is still to be done or kept up
  past,   ///< the day by which it was due has passed
  kept,   ///< it has no such day, and full_for_all holds
  ended,  ///< it binds no longer
};

/// "open", "past its date", "said to be carried out", "ended"
std::string_view to_string(CommitmentState state);

/// Each side of the case that the commitment binds has a statement of how far it has carried it
/// out, and the latest one of each actor about it is 3 (full): what the actors say, no verdict of
/// ours. False where it binds no side of the case.
bool full_for_all(const Case& record, const Commitment& commitment);

/// `record` must be what was known on `day` (known_on). A commitment with a day still to come is
/// open however full its statements: they can only speak of the time so far.
CommitmentState commitment_state(const Case& record, const Commitment& commitment, Day day);

}  // namespace detente
