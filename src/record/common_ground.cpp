// SPDX-License-Identifier: Apache-2.0
#include "record/common_ground.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "record/actors.hpp"
#include "record/board.hpp"
#include "record/commitment_state.hpp"
#include "record/scorecard.hpp"
#include "record/words.hpp"

namespace detente {

namespace {

constexpr int recent_days = 731;  // 24 months

bool holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

bool binds_both(const Case& record, const std::vector<std::string>& parties) {
  return holds(parties, record.sides[0]) && holds(parties, record.sides[1]);
}

/// Does the actor speak for a side: is it the side, an office or an official of it?
bool speaks_for_side(const Case& record, const std::string& id) {
  if (std::ranges::find(record.sides, id) != record.sides.end()) return true;
  const auto actor = std::ranges::find(record.actors, id, &Actor::id);
  return actor != record.actors.end() && (actor->kind == "office" || actor->kind == "person");
}

/// What a side says of the other's part in a commitment.
struct Accusation {
  std::string by, of;  ///< names
  Date date;
};

/// The sides that say of the other that it has not or hardly carried out the commitment, in the
/// order of the case. The latest statement of each actor about each side is what counts.
std::vector<Accusation> accusations(const Case& record, const Commitment& commitment) {
  std::vector<Accusation> found;
  for (const Implementation& one : commitment.statuses) {
    const std::string by = side_of(record, one.by);
    if (by.empty() || by == one.side || one.level > 1 || !speaks_for_side(record, one.by)) continue;
    const bool later = std::ranges::any_of(commitment.statuses, [&](const Implementation& other) {
      return other.by == one.by && other.side == one.side && other.date.last() > one.date.last();
    });
    if (!later) found.push_back({name_of(record, by), name_of(record, one.side), one.date});
  }
  const std::string first = name_of(record, record.sides[0]);
  std::ranges::stable_sort(found, {}, [&](const Accusation& one) {
    return std::pair(one.by != first, one.date.last());
  });
  return found;
}

/// "U.S. said on 2025-05-30 that China has not or hardly carried it out; China said …"
std::string accusations_text(const std::vector<Accusation>& all) {
  std::vector<std::string> clauses;
  for (auto one = all.begin(); one != all.end(); ++one) {
    const auto next = one + 1;
    if (next != all.end() && next->by == one->by) continue;  // the last of a side is enough
    clauses.push_back(fmt::format("{} said ({}) that {} has not or hardly carried it out", one->by,
                                  to_string(one->date), one->of));
  }
  return join(clauses, "; ");
}

/// Is it a channel taken off?
bool stops_a_channel(const Event& event) {
  return std::ranges::any_of(event.acts, [](const Act& act) {
    return act.kind == ActKind::suspend || act.kind == ActKind::cancel ||
           act.kind == ActKind::close;
  });
}

class GroundReader {
 public:
  GroundReader(const Case& record, Day day) : record_(record), day_(day) {}

  IssueGround read(const Issue& issue) const {
    IssueGround ground{.issue = &issue};
    for (const Position& position : record_.positions) {
      if (position.issue == issue.id) count(side_of(record_, position.actor), ground);
    }
    ground.own = ground.spoken;
    add_interests(issue, ground);
    add_commitments(issue, ground);
    add_events(issue, ground);
    ground.ground = verdict(ground);
    return ground;
  }

 private:
  void count(const std::string& side, IssueGround& ground) const {
    for (std::size_t i = 0; i < 2; ++i)
      ground.spoken.at(i) += record_.sides.at(i) == side ? 1U : 0U;
  }

  void add_interests(const Issue& issue, IssueGround& ground) const {
    for (const Interest& interest : record_.interests) {
      // What participants of a Track II meeting share is not what their governments do.
      if (interest.voice == "participants" || !holds(interest.issues, issue.id) ||
          !binds_both(record_, interest.sides))
        continue;
      ground.together.push_back({"interest", interest.id, interest.text, {interest.source}});
      for (const std::string& side : record_.sides) count(side, ground);
    }
  }

  void add_commitments(const Issue& issue, IssueGround& ground) const {
    for (const Commitment& commitment : record_.commitments) {
      if (!holds(commitment.issues, issue.id)) continue;
      for (const auto& [side, account] : commitment.accounts) count(side, ground);
      const CommitmentState state = commitment_state(record_, commitment, day_);
      const bool stands = state == CommitmentState::open || state == CommitmentState::kept;
      if (stands && binds_both(record_, commitment.parties) && commitment.accounts.size() == 2) {
        GroundEvidence one{"commitment", commitment.id, commitment.title, commitment.sources};
        if (!commitment.read_apart.empty()) one.text += ": " + commitment.read_apart;
        (commitment.read_apart.empty() ? ground.together : ground.read_apart).push_back(one);
      }
      const auto said = accusations(record_, commitment);
      if (state != CommitmentState::ended && !said.empty()) {
        ground.apart.push_back({"statement", commitment.id,
                                commitment.title + ": " + accusations_text(said),
                                commitment.sources});
      }
    }
  }

  void add_events(const Issue& issue, IssueGround& ground) const {
    for (const Event& event : record_.events) {
      const bool recent = event.date.last() > day_ - std::chrono::days(recent_days);
      if (!recent || !holds(event.issues, issue.id) || !binds_both(record_, event.parties))
        continue;
      const GroundEvidence one{event.kind, event.id, event.title, event.sources};
      if (event.kind == "agreement") ground.together.push_back(one);
      // Of other measures the record does not tell whether they press or ease.
      const bool is_contested = issue.hot_spot && event.accounts.size() == record_.sides.size();
      if (event.kind == "incident" ||
          (event.kind == "measure" && (stops_a_channel(event) || is_contested)))
        ground.apart.push_back(one);
    }
  }

  static Ground verdict(const IssueGround& ground) {
    const bool first = ground.spoken[0] > 0, second = ground.spoken[1] > 0;
    if (!first && !second) return Ground::both_silent;
    if (!first || !second) return Ground::one_silent;
    const bool untold = ground.own[0] > 0 && ground.own[1] > 0;
    if (!ground.read_apart.empty() && ground.read_apart.size() >= ground.together.size())
      return Ground::read_apart;
    if (!ground.together.empty()) {
      const bool only = ground.apart.empty() && ground.read_apart.empty() && !untold;
      return only ? Ground::agree : Ground::partly_agree;
    }
    return ground.apart.empty() ? Ground::cannot_tell : Ground::apart_only;
  }

  const Case& record_;
  Day day_;
};

/// The channels that a rule names; nothing where it is about something else.
const std::vector<std::string>* channels_of(const Rule& rule) {
  if (const auto* open = std::get_if<ChannelsOpenRule>(&rule)) return &open->channels;
  if (const auto* kept = std::get_if<NotSuspendedRule>(&rule)) return &kept->channels;
  if (const auto* held = std::get_if<HeldRule>(&rule)) return &held->channels;
  return nullptr;
}

bool both_support(const Case& record, const Recommendation& recommendation) {
  return std::ranges::all_of(record.sides, [&](const std::string& side) {
    const auto account = recommendation.accounts.find(side);
    return account != recommendation.accounts.end() && account->second.supports == true;
  });
}

std::string without_full_stop(std::string text) {
  if (text.ends_with('.')) text.pop_back();
  return text;
}

void add_obstacles(const Case& record, const std::vector<ChannelStatus>& board, StepCost& cost) {
  const auto* channels = channels_of(cost.step->rule);
  if (channels == nullptr) return;
  for (const ChannelStatus& status : board) {
    if (!holds(*channels, status.channel->id)) continue;
    if (status.band.state != ChannelState::open)
      cost.what.push_back(
          fmt::format("{} is {}", status.channel->name, to_string(status.band.state)));
    for (const Need* need : status.needs)
      cost.what.push_back(fmt::format("stated need of {} for {} ({}): {}",
                                      name_of(record, need->side), status.channel->name,
                                      to_string(need->date), without_full_stop(need->text)));
  }
  cost.obstacles = cost.what.size();
}

}  // namespace

const std::string_view ground_rule =
    "Together counts: an interest that both governments state to share, a standing commitment that "
    "binds both and of which both give an account (it stands until the record has its end, "
    "whatever was said since), an agreement between them in the last 24 months. Read differently "
    "counts, instead of together, such a commitment of which the record says that the sides take "
    "its words differently. Apart counts: one says that the other has not or hardly carried out a "
    "commitment, and, in the last 24 months, an incident or passage between them, a measure on a "
    "hot spot of which both give an account, or a measure that took off a channel; of other "
    "measures the record does not tell whether they press or ease. Same words, read differently: "
    "at least as much is read differently as is together. Else agree: only together, and not both "
    "hold positions of their own; partly agree: together, and something else or such positions, "
    "since the record does not tell whether these agree; apart only: nothing together; cannot "
    "tell: none of them. A side is silent that has no position and no account of a commitment on "
    "the issue.";

const std::string_view cost_rule =
    "Only recommendations whose aim both sides support by their accounts; that a side supports the "
    "single step is not said by that. Fewest obstacles first: "
    "channels in "
    "the step's rule that are not open, and needs that a side states for them. A step whose rule "
    "names "
    "no channel: cannot tell. A step counts as done where its rule is met.";

std::string_view to_string(Ground ground) {
  switch (ground) {
    case Ground::agree:
      return "agree";
    case Ground::partly_agree:
      return "partly agree";
    case Ground::read_apart:
      return "same words, read differently";
    case Ground::apart_only:
      return "apart only";
    case Ground::one_silent:
      return "one is silent";
    case Ground::both_silent:
      return "both are silent";
    case Ground::cannot_tell:
      break;
  }
  return "cannot tell";
}

std::vector<IssueGround> common_ground(const Case& record, Day day) {
  const GroundReader reader(record, day);
  std::vector<IssueGround> all;
  all.reserve(record.issues.size());
  for (const Issue& issue : record.issues) all.push_back(reader.read(issue));
  return all;
}

std::vector<StepCost> cheapest_steps(const Case& record, Day day) {
  const auto board = channel_board(record, day);
  std::vector<StepCost> all;
  for (const Recommendation& recommendation : record.recommendations) {
    if (!both_support(record, recommendation)) continue;
    for (const Step& step : recommendation.steps) {
      StepCost cost{.recommendation = &recommendation, .step = &step, .obstacles = {}, .what = {}};
      cost.done = step_status(record, step, day).state == StepState::met;
      if (!cost.done) add_obstacles(record, board, cost);
      all.push_back(std::move(cost));
    }
  }
  const auto rank = [](const StepCost& cost) {
    return std::pair(cost.done ? 2 : cost.obstacles ? 0 : 1, cost.obstacles.value_or(0));
  };
  std::ranges::stable_sort(all, {}, rank);
  return all;
}

}  // namespace detente
