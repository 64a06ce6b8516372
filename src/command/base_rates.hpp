// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"
#include "outlook/episodes.hpp"

/// Claim C2 by base rates: how often and how soon others recovered.
namespace detente {

/// One feed of an event store: every dyad's history by month (by year where the counts are annual).
struct FeedHistories {
  std::string feed;
  int per_year = 12;
  std::map<std::pair<std::string, std::string>, PairHistory> dyads{};  ///< by states in order
};

/// Nothing is used that happened, or that the source had, after `as_of`, nor a period that was not
/// over then. Kind::usage where the folder is no event store; Kind::io, Kind::input.
Result<std::vector<FeedHistories>> stored_histories(const std::string& folder, Day as_of,
                                                    int threads);

struct BaseRates {
  std::vector<Table> tables;  ///< "base_rates", "own_spells", "before_recovery"
  std::vector<Sentence> sentences;
};

/// From the populations that the program has and that can have been known, and those of an event
/// store.
BaseRates base_rates_of(const Case& record, const std::vector<FeedHistories>& feeds, Day as_of);

/// The spells of the record's two sides in the populations that the program has; empty where these
/// are not of the two.
std::span<const OwnSpell> own_spells_of(const Case& record);

}  // namespace detente
