// SPDX-License-Identifier: Apache-2.0
#include "events/event_batch.hpp"

#include <algorithm>

namespace detente {

namespace {

// So many events ahead, what will be looked at is brought near: memory takes that long.
constexpr std::size_t looked_ahead = 16;

}  // namespace

void EventBatch::take(const CodedEvent& event) {
  // Every reader gives states of three capital letters, or none.
  const auto key = pack(event.day, event.source, event.target, event.root, event.quad);
  if (!key) return;
  take(PackedEvent{.key = *key,
                   .feed = event.feed,
                   .mentions = event.mentions,
                   .goldstein = event.goldstein.value_or(0)});
  if (rule_) take(marks_of(event, *rule_));
}

EventBatch::Dropped EventBatch::judge(Deduper& deduper) {
  Dropped dropped;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (i + looked_ahead < marks_.size()) deduper.prefetch(marks_[i + looked_ahead]);
    const auto verdict = deduper.judge(marks_[i]);
    dropped.repeats += verdict == Deduper::Verdict::repeat ? 1 : 0;
    dropped.mirrors += verdict == Deduper::Verdict::mirror ? 1 : 0;
    if (verdict == Deduper::Verdict::event) events_[kept++] = events_[i];
  }
  events_.resize(kept);
  marks_.clear();
  return dropped;
}

void EventBatch::add_to(CountTables& tables) {
  const auto table_of = [&](std::size_t i) -> CountTable& {
    return tables[static_cast<std::size_t>(events_[i].feed)];
  };
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (i + looked_ahead < events_.size())
      table_of(i + looked_ahead).prefetch(events_[i + looked_ahead].key);
    table_of(i).add(
        events_[i].key,
        {.events = 1, .mentions = events_[i].mentions, .goldstein = events_[i].goldstein});
  }
  events_.clear();
}

}  // namespace detente
