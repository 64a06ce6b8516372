// SPDX-License-Identifier: Apache-2.0
#include "events/event_hash.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

// The library's own way to be used without a library file.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace detente {

namespace {

EventHash hash_texts(const CodedEvent& event, std::initializer_list<std::string_view> texts) {
  // Fields hold no NUL (rows with one are refused), so that it keeps them apart.
  const auto day = static_cast<std::int32_t>(event.day.time_since_epoch().count());
  std::size_t size = sizeof day + 1;
  for (const std::string_view text : texts) size += 1 + text.size();
  thread_local std::vector<char> key;
  if (key.size() < size) key.resize(size);
  char* to = key.data();
  std::memcpy(to, &day, sizeof day);
  to += sizeof day;
  *to++ = static_cast<char>(event.feed);
  for (const std::string_view text : texts) {
    *to++ = '\0';
    to = std::copy_n(text.data(), text.size(), to);
  }
  const XXH128_hash_t hash = XXH3_128bits(key.data(), size);
  return {hash.low64, hash.high64};
}

// Root and class beside the code: PLOVER events have no code, and a code of WEIS has another class
// than the same digits in CAMEO.
std::array<char, 2> class_of(const CodedEvent& event) {
  return {static_cast<char>('A' + event.root), static_cast<char>('0' + event.quad)};
}

}  // namespace

EventHash hash_of(const CodedEvent& event, Dedupe dedupe) {
  const auto kind = class_of(event);
  return hash_texts(event, {event.source, event.source_actor, event.target, event.target_actor,
                            event.code, std::string_view(kind.data(), kind.size()),
                            dedupe == Dedupe::story ? event.story : std::string_view()});
}

EventHash mirror_hash_of(const CodedEvent& event) {
  const auto kind = class_of(event);
  return hash_texts(event,
                    {std::min(event.source, event.target), std::max(event.source, event.target),
                     event.code, std::string_view(kind.data(), kind.size()), event.story});
}

HashTable::HashTable() : cells_(1U << 10U) {}

HashTable::Cell& HashTable::find(std::vector<Cell>& cells, const EventHash& hash) {
  std::size_t place = hash.low & (cells.size() - 1);
  while (cells[place].used && cells[place].hash != hash) place = (place + 1) & (cells.size() - 1);
  return cells[place];
}

std::int32_t& HashTable::operator[](const EventHash& hash) {
  Cell* cell = &find(cells_, hash);
  if (cell->used) return cell->number;
  if ((size_ + 1) * 4 > cells_.size() * 3) {
    std::vector<Cell> larger(cells_.size() * 2);
    for (const Cell& old : cells_)
      if (old.used) find(larger, old.hash) = old;
    cells_.swap(larger);
    cell = &find(cells_, hash);
  }
  ++size_;
  cell->used = true;
  cell->hash = hash;
  return cell->number;
}

EventMarks marks_of(const CodedEvent& event, const DedupeRule& rule) {
  EventMarks marks;
  marks.can_repeat =
      rule.dedupe == Dedupe::one_a_day || (rule.dedupe == Dedupe::story && !event.story.empty());
  if (marks.can_repeat) marks.same = hash_of(event, rule.dedupe);
  if (!rule.drop_mirrors || event.source.empty() || event.target.empty() ||
      event.source == event.target)
    return marks;
  marks.step = event.source < event.target ? 1 : -1;
  marks.mirror = mirror_hash_of(event);
  return marks;
}

void Deduper::prefetch(const EventMarks& marks) const {
  if (marks.can_repeat) seen_.prefetch(marks.same);
  if (marks.step != 0) unanswered_.prefetch(marks.mirror);
}

Deduper::Verdict Deduper::judge(const EventMarks& marks) {
  if (marks.can_repeat && seen_[marks.same]++ > 0) return Verdict::repeat;
  if (marks.step == 0) return Verdict::event;
  std::int32_t& open = unanswered_[marks.mirror];
  const bool answers = open * marks.step < 0;
  open += marks.step;
  return answers ? Verdict::mirror : Verdict::event;
}

}  // namespace detente
