// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/types.hpp"

namespace detente {

/// Where the two sides stand to each other on an issue.
enum class Ground {
  agree,
  partly_agree,
  read_apart,
  apart_only,
  one_silent,
  both_silent,
  cannot_tell
};

std::string_view to_string(Ground ground);  ///< "agree", "partly agree", "apart only", …

/// Something in the record that speaks for or against common ground.
struct GroundEvidence {
  std::string kind;  ///< "interest", "commitment", "agreement", "statement", "measure", "incident"
  std::string id, text;
  std::vector<std::string> sources;
};

struct IssueGround {
  const Issue* issue = nullptr;
  Ground ground = Ground::cannot_tell;
  std::array<std::size_t, 2> own{};  ///< positions of each side
  std::array<std::size_t, 2>
      spoken{};  ///< the same, with shared interests and accounts of commitments
  std::vector<GroundEvidence> together{}, apart{};
  std::vector<GroundEvidence> read_apart{};  ///< the same words, which each side reads its own way
};

/// For each issue, in the order of issues.toml, by this rule and by nothing else:
///   a side is silent that has no position on the issue and no account of a commitment on it;
///   together: an interest that both governments state to share; a commitment that binds both, of
///   which both
///     give an account, and which is neither ended nor past its date; an agreement between both in
///     the 24 months before `day`;
///   read apart: such a commitment of which the record says that the sides read its words
///     differently (`read_apart`); it is not among what is together;
///   apart: a side says of the other that a commitment was not carried out or hardly (its latest
///     statement is level 0 or 1), unless it has ended; an incident between both, a measure on a
///     hot spot of which both give an account, or one that suspended, cancelled or closed a
///     channel, in those 24 months;
///   read apart: at least as much is read apart as is together, since words that mean two things
///     are no agreement; else agree: only together, and not both hold positions of their own, of
///     which the record does not tell whether they agree; partly agree: together, and apart, read
///     apart or such positions; apart only; cannot tell: none of them.
/// `record` must be what was known on `day`.
std::vector<IssueGround> common_ground(const Case& record, Day day);
extern const std::string_view ground_rule;  ///< the same for whoever reads a result

/// How near a step is: what stands between it and its rule, by the record's own fields.
struct StepCost {
  const Recommendation* recommendation = nullptr;
  const Step* step = nullptr;
  bool done = false;  ///< its rule is met
  std::optional<std::size_t>
      obstacles;                  ///< nothing: its rule names no channel, so it cannot be told
  std::vector<std::string> what;  ///< each obstacle in words
};

/// The steps of recommendations whose aim both sides support (`supports = true`), the
/// cheapest first: by the number of channels in the rule that are not open, plus the needs that a
/// side states for them; then those of which it cannot be told, then what is done.
std::vector<StepCost> cheapest_steps(const Case& record, Day day);
extern const std::string_view cost_rule;

}  // namespace detente
