// SPDX-License-Identifier: Apache-2.0
#include "record/as_of.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/long_date.hpp"

namespace detente {

namespace {

class Pruner {
 public:
  Pruner(Day day, const std::vector<Source>& sources) : day_(day) {
    for (const Source& source : sources) {
      if (source.date && source.date->precision() == Date::Precision::day)
        days_of_sources_[source.id] = source.date->last();
    }
  }

  [[nodiscard]] bool known(const Date& date, const std::optional<Date>& known) const {
    return known_from(date, known) <= day_;
  }
  void forget_later(std::optional<Date>& date) const {
    if (date && date->last() > day_) date.reset();
  }
  /// An account is known from `known`, else from the day of its source: no earlier day can be
  /// shown.
  void prune(Accounts& accounts) const {
    std::erase_if(accounts, [&](const auto& entry) {
      const Account& account = entry.second;
      if (account.known) return account.known->last() > day_;
      const auto source = days_of_sources_.find(account.source);
      return source != days_of_sources_.end() && source->second > day_;
    });
  }
  void prune(std::vector<Tenure>& tenures) const {
    std::erase_if(tenures,
                  [&](const Tenure& tenure) { return tenure.from && tenure.from->last() > day_; });
    for (Tenure& tenure : tenures) forget_later(tenure.to);
  }
  /// Gives back the ids of the events that are gone.
  std::set<std::string, std::less<>> prune(std::vector<Event>& events) const;
  [[nodiscard]] std::string known_clauses(std::string_view text) const;
  void prune(std::vector<Channel>& channels) const;
  void prune(std::vector<Commitment>& commitments) const;
  void undo_revisions(const Series& series, Observation& observation) const;
  void prune(std::vector<Series>& all) const;
  void prune(std::vector<Recommendation>& recommendations) const {
    std::erase_if(recommendations, [&](const Recommendation& r) { return !known(r.date, {}); });
    for (Recommendation& recommendation : recommendations) prune(recommendation.accounts);
  }

 private:
  Day day_;
  std::map<std::string, Day, std::less<>> days_of_sources_;
};

std::set<std::string, std::less<>> Pruner::prune(std::vector<Event>& events) const {
  std::set<std::string, std::less<>> gone;
  for (const Event& event : events) {
    if (known_from(event) > day_) gone.insert(event.id);
  }
  std::erase_if(events, [&](const Event& event) { return gone.contains(event.id); });
  for (Event& event : events) {
    if (gone.contains(event.after)) event.after.clear();
    forget_later(event.end);
    prune(event.accounts);
    std::erase_if(event.corrections, [&](const Correction& c) { return c.date.last() > day_; });
  }
  return gone;
}

/// Where the sentence or the clause ends that begins at `begin`: behind a ';' or a '.' before a
/// space, but not behind that of "U.S.".
std::size_t clause_end(std::string_view text, std::size_t begin) {
  const auto is_initial = [&](std::size_t at) {
    return at > 0 && text[at - 1] >= 'A' && text[at - 1] <= 'Z' &&
           (at == 1 || text[at - 2] == ' ' || text[at - 2] == '.' || text[at - 2] == '(');
  };
  for (std::size_t at = text.find_first_of(".;", begin); at < text.size();
       at = text.find_first_of(".;", at + 1)) {
    if (at + 1 == text.size() || (text[at + 1] == ' ' && !(text[at] == '.' && is_initial(at))))
      return at + 1;
  }
  return text.size();
}

/// What a summary says of days still to come is not known, nor what leans on it: the text up to the
/// first clause that names such a day.
std::string Pruner::known_clauses(std::string_view text) const {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = clause_end(text, end);
    if (std::ranges::any_of(long_dates_in(text.substr(end, next - end)),
                            [&](const Date& date) { return date.first() > day_; }))
      break;
    end = next;
  }
  std::string known(text.substr(0, end));
  if (known.ends_with(';')) known.back() = '.';
  return known;
}

void Pruner::prune(std::vector<Channel>& channels) const {
  for (Channel& channel : channels) {
    channel.summary = known_clauses(channel.summary);
    std::erase_if(channel.needs, [&](const Need& need) { return !known(need.date, need.known); });
    for (Need& need : channel.needs) forget_later(need.until);
  }
}

void Pruner::prune(std::vector<Commitment>& commitments) const {
  std::erase_if(commitments, [&](const Commitment& c) { return !known(c.date, c.known); });
  for (Commitment& commitment : commitments) {
    prune(commitment.accounts);
    std::erase_if(commitment.statuses,
                  [&](const Implementation& s) { return !known(s.date, s.known); });
    forget_later(commitment.ended);
  }
}

/// As long as the figure was not out, the one before it held.
void Pruner::undo_revisions(const Series& series, Observation& observation) const {
  while (!observation.earlier.empty() && known_from(series, observation) > day_) {
    Observation before = std::move(observation.earlier.back());
    observation.earlier.pop_back();
    before.earlier = std::move(observation.earlier);
    observation = std::move(before);
  }
}

void Pruner::prune(std::vector<Series>& all) const {
  for (Series& series : all) {
    for (Observation& o : series.observations) undo_revisions(series, o);
    std::erase_if(series.observations,
                  [&](const Observation& o) { return known_from(series, o) > day_; });
    std::erase_if(series.breaks, [&](const Break& b) { return b.date.last() > day_; });
  }
}

}  // namespace

Day known_from(const Date& date, const std::optional<Date>& known) {
  return known ? known->last() : date.last();
}

Day known_from(const Event& event) {
  return known_from(event.end ? *event.end : event.date, event.known);
}

Day period_end(const Series& series, const Observation& observation) {
  const Day last = observation.date.last();
  return series.frequency == "quarter" ? last_day(quarter_of(last)) : last;
}

Day known_from(const Series& series, const Observation& observation) {
  const Day out = observation.known ? observation.known->last()
                                    : period_end(series, observation) +
                                          std::chrono::days(series.lag_days.value_or(0));
  return series.published ? std::max(out, series.published->last()) : out;
}

Case known_on(Case record, Day day) {
  const Pruner pruner(day, record.sources);
  for (Actor& actor : record.actors) {
    pruner.prune(actor.posts);
    pruner.prune(actor.members);
  }
  const auto gone = pruner.prune(record.events);
  pruner.prune(record.channels);
  pruner.prune(record.commitments);
  for (Commitment& commitment : record.commitments) {
    if (gone.contains(commitment.event)) commitment.event.clear();
  }
  // A comparison is known when both texts are.
  std::erase_if(record.comparisons, [&](const ReadoutComparison& comparison) {
    const auto event = std::ranges::find(record.events, comparison.event, &Event::id);
    return event == record.events.end() || event->accounts.size() < record.sides.size();
  });
  pruner.prune(record.series);
  std::erase_if(record.coded, [&](const CodedCounts& c) { return c.published.last() > day; });
  pruner.prune(record.recommendations);
  std::erase_if(record.positions,
                [&](const Position& p) { return !pruner.known(p.date, p.known); });
  std::erase_if(record.interests,
                [&](const Interest& i) { return !pruner.known(i.date, i.known); });
  return record;
}

}  // namespace detente
