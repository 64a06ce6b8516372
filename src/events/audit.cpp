// SPDX-License-Identifier: Apache-2.0
#include "events/audit.hpp"

#include <algorithm>

namespace detente {

namespace {

enum Filter : std::size_t { none, story, one_a_day, no_mirrors, story_no_mirrors, roots, on_time };
constexpr std::array<const char*, 7> filter_names{"none",
                                                  "story",
                                                  "one-a-day",
                                                  "drop-mirrors",
                                                  "story and drop-mirrors",
                                                  "root events alone",
                                                  "added within a week"};

/// "https://www.a.org/b" → "a.org"; what is no address, as it is.
std::string_view host_of(std::string_view address) {
  const auto scheme = address.find("://");
  if (scheme == std::string_view::npos) return address.substr(0, 80);
  address.remove_prefix(scheme + 3);
  address = address.substr(0, address.find_first_of("/?#:"));
  if (address.starts_with("www.")) address.remove_prefix(4);
  return address;
}

void widen(std::optional<Day>& first, std::optional<Day>& last, Day day) {
  if (!first || day < *first) first = day;
  if (!last || day > *last) last = day;
}

bool late(const CodedEvent& event) { return event.added && (*event.added - event.day).count() > 7; }

}  // namespace

std::uint64_t FilterEffect::total(std::size_t direction) const {
  std::uint64_t sum = 0;
  for (const std::uint64_t count : events[direction]) sum += count;
  return sum;
}

std::optional<double> FilterEffect::balance(std::size_t direction) const {
  const std::uint64_t all = total(direction);
  if (all == 0) return std::nullopt;
  const auto cooperation = static_cast<double>(events[direction][0] + events[direction][1]);
  const auto conflict = static_cast<double>(events[direction][2] + events[direction][3]);
  return (cooperation - conflict) / static_cast<double>(all);
}

void Auditor::count_dates(const CodedEvent& event, FeedAudit& audit) const {
  widen(audit.first_day, audit.last_day, event.day);
  if (!event.added) return;
  widen(audit.first_added, audit.last_added, *event.added);
  ++audit.late.with_both;
  const auto days = (*event.added - event.day).count();
  if (days < -1) {
    ++audit.late.before;
  } else if (days >= 28 && days <= 31) {
    ++audit.late.month;
  } else if (days >= 364 && days <= 367) {
    ++audit.late.year;
  } else if (days >= 3650 && days <= 3655) {
    ++audit.late.decade;
  } else if (days > 7) {
    ++audit.late.other;
  }
}

void Auditor::count_publisher(const CodedEvent& event, bool in_dyad, Feed& feed) const {
  constexpr std::size_t most = 1'000'000;
  const std::string_view name = event.publisher.empty() ? host_of(event.story) : event.publisher;
  if (name.empty()) return;
  auto found = feed.publishers.find(std::string(name));
  if (found == feed.publishers.end()) {
    if (feed.publishers.size() >= most) return;
    found = feed.publishers.emplace(std::string(name), PublisherShare{std::string(name)}).first;
  }
  ++found->second.rows;
  found->second.in_dyad += in_dyad ? 1 : 0;
}

void Auditor::take(const CodedEvent& event) {
  Feed& feed = feeds_[event.feed];
  FeedAudit& audit = feed.audit;
  if (audit.filters.empty())
    for (const char* name : filter_names) audit.filters.push_back({.filter = name});
  ++audit.rows;
  audit.no_source += event.source.empty() ? 1 : 0;
  audit.no_target += event.target.empty() ? 1 : 0;
  audit.no_state += event.source.empty() && event.target.empty() ? 1 : 0;
  audit.no_story += event.story.empty() ? 1 : 0;
  audit.not_root += event.root_event ? 0 : 1;
  count_dates(event, audit);
  const auto by_story = feed.story.judge(event);
  const auto by_day = feed.day.judge(event);
  const auto by_mirror = feed.mirrors.judge(event);
  const auto by_both = feed.both.judge(event);
  using Verdict = Deduper::Verdict;
  audit.story_repeats += by_story == Verdict::repeat ? 1 : 0;
  audit.day_repeats += by_day == Verdict::repeat ? 1 : 0;
  audit.mirrors += by_both == Verdict::mirror ? 1 : 0;
  const bool forth = event.source == dyad_[0] && event.target == dyad_[1];
  const bool back = event.source == dyad_[1] && event.target == dyad_[0];
  count_publisher(event, forth || back, feed);
  if ((!forth && !back) || event.quad < 1 || event.quad > 4) return;
  const auto keep = [&](Filter filter, bool kept) {
    if (kept) ++audit.filters[filter].events[forth ? 0 : 1][event.quad - 1U];
  };
  keep(none, true);
  keep(story, by_story == Verdict::event);
  keep(one_a_day, by_day == Verdict::event);
  keep(no_mirrors, by_mirror == Verdict::event);
  keep(story_no_mirrors, by_both == Verdict::event);
  keep(roots, event.root_event);
  keep(on_time, !late(event));
}

void Auditor::take_mention(const CodedEvent& mention) {
  Feed& feed = feeds_[EventSource::mentions];
  ++feed.audit.mentions;
  count_dates(mention, feed.audit);
  count_publisher(mention, false, feed);
}

std::map<EventSource, FeedAudit> Auditor::finish() {
  constexpr std::size_t shown = 10;
  std::map<EventSource, FeedAudit> all;
  for (auto& [source, feed] : feeds_) {
    for (auto& [name, share] : feed.publishers) feed.audit.publishers.push_back(std::move(share));
    std::sort(feed.audit.publishers.begin(), feed.audit.publishers.end(),
              [](const PublisherShare& left, const PublisherShare& right) {
                return left.rows != right.rows ? left.rows > right.rows
                                               : left.publisher < right.publisher;
              });
    if (feed.audit.publishers.size() > shown) feed.audit.publishers.resize(shown);
    all[source] = std::move(feed.audit);
  }
  return all;
}

}  // namespace detente
