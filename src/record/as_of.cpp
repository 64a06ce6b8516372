// SPDX-License-Identifier: Apache-2.0
#include "record/as_of.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/long_date.hpp"
#include "record/first_known.hpp"
#include "record/known_text.hpp"

namespace detente {

namespace {

/// The ids of all sources that something in the record rests on.
std::set<std::string, std::less<>> cited_sources(const Case& record) {
  std::set<std::string, std::less<>> cited;
  const auto cite = [&](const auto& all) {
    for (const auto& one : all) cited.insert(one.source);
  };
  const auto cite_all = [&](const auto& all) {
    for (const auto& one : all) cited.insert(one.sources.begin(), one.sources.end());
  };
  const auto cite_accounts = [&](const auto& all) {
    for (const auto& one : all)
      for (const auto& [side, account] : one.accounts) cited.insert(account.source);
  };
  cite_all(record.channels);
  cite_all(record.events);
  cite_all(record.commitments);
  cite_accounts(record.events);
  cite_accounts(record.commitments);
  cite_accounts(record.recommendations);
  cite(record.positions);
  cite(record.interests);
  cite(record.recommendations);
  cite(record.series);
  cite(record.coded);
  for (const Actor& actor : record.actors) {
    cite(actor.posts);
    cite(actor.members);
  }
  for (const Channel& channel : record.channels) {
    cite(channel.needs);
    if (channel.cadence) cited.insert(channel.cadence->source);
  }
  for (const Commitment& commitment : record.commitments) cite(commitment.statuses);
  for (const Series& series : record.series)
    for (const Observation& figure : series.observations) {
      cited.insert(figure.source);
      cite(figure.earlier);
    }
  return cited;
}

class Pruner {
 public:
  Pruner(Day day, const std::vector<Source>& sources) : day_(day) {
    for (const Source& source : sources) {
      if (const auto date = date_of(source)) dates_of_sources_[source.id] = *date;
    }
  }

  [[nodiscard]] bool known(const Date& date, const std::optional<Date>& known) const {
    return known_from(date, known) <= day_;
  }
  void forget_later(std::optional<Date>& date) const {
    if (date && date->last() > day_) date.reset();
  }
  /// Whether a source came out later; a month or a year is out on its last day.
  [[nodiscard]] bool is_later(const std::string& source) const {
    const auto date = dates_of_sources_.find(source);
    return date != dates_of_sources_.end() && date->second.last() > day_;
  }
  /// Of what something rests on, the sources that were out. Where none was, the first to come out
  /// stands for them: what happened was known, but the record can show it by nothing earlier.
  void prune_sources(std::vector<std::string>& sources) const {
    if (sources.empty()) return;
    const auto came_out = [&](const std::string& source) {
      return is_later(source) ? dates_of_sources_.at(source).last() : Day::min();
    };
    const std::string first = *std::ranges::min_element(sources, {}, came_out);
    std::erase_if(sources, [&](const std::string& one) { return one != first && is_later(one); });
  }
  /// An account is known from `known`, else from the day of its source: no earlier day can be
  /// shown. Of a source's month or year the whole counts, since the account may be of its first
  /// day.
  void prune(Accounts& accounts) const {
    std::erase_if(accounts, [&](const auto& entry) {
      const Account& account = entry.second;
      if (account.known) return account.known->last() > day_;
      const auto date = dates_of_sources_.find(account.source);
      return date != dates_of_sources_.end() && date->second.first() > day_;
    });
  }
  /// A tenure is known from its first day, else from its last, else from the day of its source.
  void prune(std::vector<Tenure>& tenures) const {
    std::erase_if(tenures, [&](const Tenure& tenure) {
      if (tenure.from) return tenure.from->last() > day_;
      return (!tenure.to || tenure.to->last() > day_) && is_later(tenure.source);
    });
    for (Tenure& tenure : tenures) forget_later(tenure.to);
  }
  /// A comparison is known when both texts are.
  void prune_comparisons(Case& record) const;
  /// Gives back the ids of the events that are gone.
  std::set<std::string, std::less<>> prune(std::vector<Event>& events) const;
  void prune(std::string& text) const { text = known_clauses(text, day_); }
  void prune(std::vector<Channel>& channels) const;
  void prune(std::vector<Commitment>& commitments) const;
  void undo_revisions(const Series& series, Observation& observation) const;
  void prune(std::vector<Series>& all) const;
  void prune(std::vector<Recommendation>& recommendations) const {
    std::erase_if(recommendations, [&](const Recommendation& r) { return !known(r.date, {}); });
    for (Recommendation& recommendation : recommendations) {
      prune(recommendation.accounts);
      for (Step& step : recommendation.steps) {
        prune(step.note);
        if (auto* none = std::get_if<NoRule>(&step.rule)) prune(none->why);
      }
    }
  }

 private:
  Day day_;
  std::map<std::string, Date, std::less<>> dates_of_sources_;
};

void Pruner::prune_comparisons(Case& record) const {
  const auto is_out = [&](const auto& text) {
    const auto source = std::ranges::find(record.sources, text.second.address, &Source::address);
    return text.second.address.empty() || source == record.sources.end() || !is_later(source->id);
  };
  std::erase_if(record.comparisons, [&](const ReadoutComparison& comparison) {
    const auto event = std::ranges::find(record.events, comparison.event, &Event::id);
    return event == record.events.end() || event->accounts.size() < record.sides.size() ||
           !std::ranges::all_of(comparison.texts, is_out);
  });
}

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
    prune_sources(event.sources);
    std::erase_if(event.corrections, [&](const Correction& c) { return c.date.last() > day_; });
  }
  return gone;
}

void Pruner::prune(std::vector<Channel>& channels) const {
  for (Channel& channel : channels) {
    prune(channel.summary);
    std::erase_if(channel.sources, [&](const std::string& source) { return is_later(source); });
    if (channel.cadence && is_later(channel.cadence->source)) channel.cadence.reset();
    std::erase_if(channel.needs, [&](const Need& need) { return !known(need.date, need.known); });
    for (Need& need : channel.needs) forget_later(need.until);
  }
}

void Pruner::prune(std::vector<Commitment>& commitments) const {
  std::erase_if(commitments, [&](const Commitment& c) { return !known(c.date, c.known); });
  for (Commitment& commitment : commitments) {
    prune(commitment.accounts);
    prune_sources(commitment.sources);
    prune(commitment.read_apart);
    if (commitment.accounts.size() < 2) commitment.read_apart.clear();
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
    for (Break& at : series.breaks) {
      prune(at.text);
      if (at.text.empty()) at.text = "what is counted changes";
    }
    prune(series.note);
  }
}

}  // namespace

Day known_from(const Date& date, const std::optional<Date>& known) {
  return known ? known->last() : date.last();
}

Day known_from(const Event& event) {
  return known_from(event.end ? *event.end : event.date, event.known);
}

std::optional<Date> date_of(const Source& source) {
  if (source.date) return source.date;
  const auto named = long_dates_in(source.id + ' ' + source.title + ' ' + source.address);
  return named.empty() ? std::nullopt : std::optional(*std::ranges::max_element(named));
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
  const FirstKnown first = first_known(record);
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
  pruner.prune_comparisons(record);
  std::erase_if(record.coded, [&](const CodedCounts& c) { return c.published.last() > day; });
  pruner.prune(record.recommendations);
  const auto named = named_by_rules(record);
  pruner.prune(record.series);
  std::erase_if(record.series, [&](const Series& series) {
    return first.series.is_later(series.id, day) && !named.contains(series.id);
  });
  record.later_channels += std::erase_if(record.channels, [&](const Channel& channel) {
    return first.channels.is_later(channel.id, day) && !named.contains(channel.id);
  });
  std::erase_if(record.issues,
                [&](const Issue& issue) { return first.issues.is_later(issue.id, day); });
  std::erase_if(record.positions,
                [&](const Position& p) { return !pruner.known(p.date, p.known); });
  std::erase_if(record.interests,
                [&](const Interest& i) { return !pruner.known(i.date, i.known); });
  const auto cited = cited_sources(record);
  std::erase_if(record.sources, [&](const Source& source) {
    return pruner.is_later(source.id) && !cited.contains(source.id);
  });
  for (Source& source : record.sources) pruner.prune(source.note);
  for (Issue& issue : record.issues) pruner.prune(issue.summary);
  for (CodedCounts& coded : record.coded) pruner.prune(coded.note);
  pruner.prune(record.summary);
  return record;
}

}  // namespace detente
