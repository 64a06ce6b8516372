// SPDX-License-Identifier: Apache-2.0
#include "record/check_graph.hpp"

#include <string_view>
#include <unordered_map>

namespace detente {

namespace {

/// Reports each cycle of `next` once, at the first of its records. Each record names at most one
/// other, so that following the names from every record, and stopping at what has been visited,
/// takes linear time.
template <typename T, typename Next>
void check_cycles(const std::vector<T>& records, Next next, std::string_view what,
                  std::string_view key, Faults& faults) {
  std::unordered_map<std::string_view, std::size_t> by_id;
  for (std::size_t i = 0; i < records.size(); ++i) by_id.try_emplace(records[i].id, i);
  std::vector<std::size_t> visit(records.size(),
                                 0);  // 0: not yet; else the number of the walk that came by
  for (std::size_t start = 0; start < records.size(); ++start) {
    const std::size_t walk = start + 1;
    std::size_t at = start;
    while (visit[at] == 0) {
      visit[at] = walk;
      const auto found = by_id.find(next(records[at]));
      if (found == by_id.end() || found->second == at) break;
      at = found->second;
      if (visit[at] == walk) {
        faults.push_back({records[at].place, std::string(what) + " \"" + records[at].id + "\": \"" +
                                                 std::string(key) + "\" leads back to itself"});
      }
    }
  }
}

void check_after_dates(const Case& record, Faults& faults) {
  std::unordered_map<std::string_view, const Event*> by_id;
  for (const Event& event : record.events) by_id.try_emplace(event.id, &event);
  for (const Event& event : record.events) {
    const auto found = event.after.empty() ? by_id.end() : by_id.find(event.after);
    if (found == by_id.end() || found->second->date.first() <= event.date.last()) continue;
    if (event.date == Date()) continue;  // it has none that could be read, which was reported
    faults.push_back({event.place, "event \"" + event.id + "\": \"after\" names \"" + event.after +
                                       "\" of " + to_string(found->second->date) +
                                       ", which is later"});
  }
}

/// One page is one source, or it would be counted and cited twice. Parts of a page differ in their
/// citation.
void check_addresses(const Case& record, Faults& faults) {
  std::unordered_map<std::string, const Source*> by_page;
  for (const Source& source : record.sources) {
    if (source.address.empty()) continue;
    const auto [first, is_new] =
        by_page.try_emplace(source.address + '\n' + source.citation, &source);
    if (is_new) continue;
    faults.push_back({source.place, "source \"" + source.id +
                                        "\": \"address\" is that of source \"" + first->second->id +
                                        "\" already"});
  }
}

}  // namespace

void check_graph(const Case& record, Faults& faults) {
  check_cycles(
      record.events, [](const Event& event) -> std::string_view { return event.after; }, "event",
      "after", faults);
  check_cycles(
      record.actors, [](const Actor& actor) -> std::string_view { return actor.of; }, "actor", "of",
      faults);
  check_after_dates(record, faults);
  check_addresses(record, faults);
}

}  // namespace detente
