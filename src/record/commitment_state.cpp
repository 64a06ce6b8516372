// SPDX-License-Identifier: Apache-2.0
#include "record/commitment_state.hpp"

#include <algorithm>
#include <map>

namespace detente {

namespace {

constexpr int full = 3;

/// Of each actor the latest statement about `side` says that it is carried out in full, and there
/// is one.
bool full_for(const Commitment& commitment, const std::string& side) {
  std::map<std::string_view, const Implementation*> latest;
  for (const Implementation& status : commitment.statuses) {
    if (status.side != side) continue;
    const Implementation*& of_actor = latest[status.by];
    if (of_actor == nullptr || status.date.last() >= of_actor->date.last()) of_actor = &status;
  }
  return !latest.empty() &&
         std::ranges::all_of(latest, [](const auto& entry) { return entry.second->level == full; });
}

}  // namespace

std::string_view to_string(CommitmentState state) {
  switch (state) {
    case CommitmentState::open:
      return "open";
    case CommitmentState::past:
      return "past its date";
    case CommitmentState::kept:
      return "said to be carried out";
    case CommitmentState::ended:
      return "ended";
  }
  return {};
}

bool full_for_all(const Case& record, const Commitment& commitment) {
  bool binds_a_side = false;
  for (const std::string& side : record.sides) {
    if (std::ranges::find(commitment.parties, side) == commitment.parties.end()) continue;
    if (!full_for(commitment, side)) return false;
    binds_a_side = true;
  }
  return binds_a_side;
}

CommitmentState commitment_state(const Case& record, const Commitment& commitment, Day day) {
  if (commitment.ended && commitment.ended->last() <= day) return CommitmentState::ended;
  if (commitment.due)
    return commitment.due->last() < day ? CommitmentState::past : CommitmentState::open;
  return full_for_all(record, commitment) ? CommitmentState::kept : CommitmentState::open;
}

}  // namespace detente
