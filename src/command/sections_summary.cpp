// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "base/text.hpp"
#include "command/lookup.hpp"
#include "command/sections.hpp"
#include "record/as_of.hpp"
#include "record/board.hpp"
#include "record/commitment_state.hpp"
#include "record/scorecard.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

/// "12 met and 3 not met"
std::string tally(const std::map<StepState, std::size_t>& counts) {
  std::vector<std::string> parts;
  parts.reserve(counts.size());
  for (const auto& [state, count] : counts)
    parts.push_back(fmt::format("{} {}", count, to_string(state)));
  return join_list(parts);
}

Sentence channels_sentence(const std::vector<ChannelStatus>& board) {
  return {
      fmt::format("Of {}, {}.", counted(board.size(), "channel", "channels"), count_states(board)),
      {}};
}

/// "Defence talks: suspended since 2003-02-10; reason given: …", with the sources of the act that
/// did it. What came before it the board tells, where both sides' entries can be compared.
Sentence suspended_sentence(const ChannelStatus& status) {
  const ChannelAct& act = status.band.began_by;
  std::string text = fmt::format("{}: {} since {}", status.channel->name,
                                 to_string(status.band.state), to_string(status.band.since));
  if (!act.act->word.empty()) text += "; its word: \"" + act.act->word + '"';
  if (!act.act->word_en.empty()) text += " (" + act.act->word_en + ')';
  if (!act.act->reason.empty()) text += "; reason given: " + act.act->reason;
  return {text + '.', act.event->sources};
}

/// By whose act the channels were suspended or closed that are so now: a list for each side, also
/// where it has none, and one for all others.
std::array<Paragraph, 3> suspended_by_side(const Case& record,
                                           const std::vector<ChannelStatus>& board) {
  std::array<Paragraph, 3> lists;
  constexpr std::array keys{"suspended_first", "suspended_second", "suspended_other"};
  for (std::size_t i = 0; i < lists.size(); ++i) {
    lists.at(i).key = keys.at(i);
    lists.at(i).is_list = true;
  }
  for (const ChannelStatus& status : board) {
    if (status.band.state != ChannelState::suspended && status.band.state != ChannelState::closed)
      continue;
    const std::string& by = status.band.began_by.act->by;
    const auto side = std::ranges::find(record.sides, by) - record.sides.begin();
    lists.at(static_cast<std::size_t>(side)).sentences.push_back(suspended_sentence(status));
  }
  return lists;
}

/// "Suspended or closed now: 4 by Arcadia, 3 by Bordura and 1 by both, others or nobody named."
/// Gives the lists that have an entry their titles.
Sentence count_and_title(const Case& record, std::array<Paragraph, 3>& lists) {
  std::vector<std::string> counts;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    Paragraph& list = lists.at(i);
    const std::string by = i < record.sides.size() ? name_of(record, record.sides.at(i))
                                                   : "both, others or nobody named";
    counts.push_back(fmt::format("{} by {}", list.sentences.size(), by));
    if (!list.sentences.empty()) list.title = "Suspended or closed by " + by;
  }
  return {"Suspended or closed now: " + join_list(counts) + ".", {}};
}

Sentence summit_sentence(const Case& record) {
  const auto summits = last_summits(record, 1);
  if (summits.empty()) return {"The record holds no meeting of leaders with an account.", {}};
  const Event& summit = *summits.front();
  std::vector<std::string> silent;
  for (const std::string& side : record.sides) {
    if (!summit.accounts.contains(side)) silent.push_back(name_of(record, side));
  }
  const std::string accounts = silent.empty()
                                   ? "both sides' accounts are on record"
                                   : "no account by " + join_list(silent) + " is on record";
  return {fmt::format("The last leaders' meeting: {}, {}; {}.", summit.title,
                      to_string(summit.date), accounts),
          summit.sources};
}

Sentence scorecard_sentence(const Case& record, Day day) {
  std::map<StepState, std::size_t> counts;
  std::size_t steps = 0;
  std::vector<std::string> sources;
  for (const Recommendation& recommendation : record.recommendations) {
    for (const Step& step : recommendation.steps) {
      ++counts[step_status(record, step, day).state];
      ++steps;
    }
    if (std::ranges::find(sources, recommendation.source) == sources.end())
      sources.push_back(recommendation.source);
  }
  if (steps == 0) return {"The record holds no recommended step.", {}};
  const Source* report = sources.size() == 1 ? find(record.sources, sources.front()) : nullptr;
  return {fmt::format("Of {} recommended steps{}: {}.", steps,
                      report == nullptr ? "" : " of \"" + report->title + '"', tally(counts)),
          sources};
}

Sentence incidents_sentence(const Case& record, Day day) {
  const Day year_ago = add_months(day, -12);
  std::size_t count = 0;
  const Event* last = nullptr;
  for (const Event& event : record.events) {
    if (event.kind != "incident") continue;
    last = &event;
    if (event.date.last() > year_ago) ++count;
  }
  if (last == nullptr) return {"The record holds no incident.", {}};
  return {fmt::format("{} on record in the last twelve months; the latest: {}, {}.",
                      count == 0 ? "No incident, encounter or passage"
                                 : counted(count, "incident, encounter or passage",
                                           "incidents, encounters or passages"),
                      last->title, to_string(last->date)),
          last->sources};
}

}  // namespace

std::vector<const Event*> last_summits(const Case& record, std::size_t most) {
  std::vector<const Event*> summits;
  for (auto event = record.events.rbegin(); event != record.events.rend() && summits.size() < most;
       ++event) {
    const bool of_leaders = std::ranges::any_of(event->acts, [&](const Act& act) {
      const Channel* channel = find(record.channels, act.channel);
      return act.kind == ActKind::hold && channel != nullptr && channel->level == "leaders";
    });
    if ((event->kind == "meeting" || event->kind == "visit") && of_leaders &&
        !event->accounts.empty())
      summits.push_back(&*event);
  }
  return summits;
}

std::string count_states(const std::vector<ChannelStatus>& board) {
  std::map<ChannelState, std::size_t> counts;
  for (const ChannelStatus& status : board) ++counts[status.band.state];
  std::vector<std::string> parts;
  for (const auto& [state, count] : counts) {
    const auto word = state == ChannelState::not_yet ? "not yet open" : to_string(state);
    parts.push_back(fmt::format("{} {}", count, word));
  }
  return join_list(parts);
}

Sentence coverage(const Case& record, Day as_of) {
  if (record.events.empty()) return {"The record holds no event.", {}};
  const Event& latest = record.events.back();
  const auto days = (as_of - latest.date.last()).count();
  std::string text = fmt::format("The latest event on record is of {}", to_string(latest.date));
  constexpr int a_month = 31;
  if (days > a_month) {
    text += fmt::format(
        ", {} days before: what has happened since is not in it, and a channel that has become "
        "overdue or dormant "
        "since then may only lack an entry",
        count_text(static_cast<std::uint64_t>(days)));
  }
  return {text + ".", latest.sources};
}

Document summary_document(const Common& common, const Case& record, const Sentence& verdict) {
  Document document = make_document("summary", "Summary", common, record);
  const auto add = [&](std::string key, std::vector<Sentence> sentences) {
    document.blocks.emplace_back(Paragraph{std::move(key), "", std::move(sentences)});
  };
  const auto open = std::ranges::count_if(record.commitments, [&](const Commitment& c) {
    return commitment_state(record, c, common.as_of) == CommitmentState::open;
  });
  const auto known_series = std::ranges::count_if(
      record.series, [](const Series& series) { return !series.observations.empty(); });
  std::vector<Sentence> about;
  if (!record.summary.empty()) about.push_back({record.summary, {}});
  about.push_back(
      {fmt::format(
           "As of {} the record holds {}, {} and {}.", to_string(common.as_of),
           counted(record.events.size(), "event", "events"),
           counted(static_cast<std::size_t>(open), "open commitment", "open commitments"),
           counted(static_cast<std::size_t>(known_series), "indicator series", "indicator series")),
       {}});
  about.push_back(coverage(record, common.as_of));
  add("about", std::move(about));
  const auto board = channel_board(record, common.as_of);
  add("channels", {channels_sentence(board)});
  auto suspended = suspended_by_side(record, board);
  add("suspended", {count_and_title(record, suspended)});
  add("leaders", {summit_sentence(record)});
  add("scorecard", {scorecard_sentence(record, common.as_of)});
  add("incidents", {incidents_sentence(record, common.as_of)});
  add("fatalism", {verdict});
  // Last: they have headings, which what follows must not seem to stand under.
  for (Paragraph& list : suspended) document.blocks.emplace_back(std::move(list));
  return document;
}

Document news_document(const Common& common, const Case& record, Day from) {
  Document document =
      make_document("news", fmt::format("Events since {}", to_string(from)), common, record);
  Table table{.key = "events",
              .title = "",
              .fields = {{"date", "Date"},
                         {"kind", "Kind"},
                         {"title", "Event"},
                         {"known", "Known from", Field::Show::data},
                         {"summary", "What happened", Field::Show::detail},
                         {"says", "What each side says", Field::Show::people},
                         {"sources", "Sources", Field::Show::data}},
              .empty = fmt::format("The record holds no event that happened or came out after {}.",
                                   to_string(from))};
  for (const Event& event : record.events) {
    const Day known = known_from(event);
    if (known <= from) continue;
    table.rows.push_back(
        Json{{"date", to_string(event.date)},
             {"kind", event.kind},
             {"title", event.title},
             {"known", to_string(known)},
             {"summary", event.summary},
             {"says", said_by_each(record, event.accounts, "no account on record")},
             {"sources", event.sources}});
  }
  document.blocks.emplace_back(std::move(table));
  return document;
}

}  // namespace detente
