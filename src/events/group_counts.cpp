// SPDX-License-Identifier: Apache-2.0
#include "events/group_counts.hpp"

#include <algorithm>
#include <map>

namespace detente {

Result<Grouping> grouping_of(const std::string& words) {
  Grouping grouping;
  for (std::size_t begin = 0; begin <= words.size();) {
    const std::size_t end = std::min(words.find(',', begin), words.size());
    const std::string word = words.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty() && words.empty()) break;
    if (word == "root") {
      grouping.root = true;
    } else if (word == "quad") {
      grouping.quad = true;
    } else if (word == "day" || word == "month" || word == "year") {
      if (grouping.period) return fail(Error::Kind::usage, "--by: only one of day, month and year");
      grouping.period = word == "day"     ? Resolution::day
                        : word == "month" ? Resolution::month
                                          : Resolution::year;
    } else {
      return fail(Error::Kind::usage,
                  "--by: \"" + word + "\" is none of day, month, year, root, quad");
    }
  }
  return grouping;
}

bool CountFilter::takes(const CountKey& key) const {
  if ((from && key.day < *from) || (to && key.day > *to)) return false;
  if (!unnamed && (key.source.empty() || key.target.empty())) return false;
  if (!firsts.empty() &&
      std::ranges::find(firsts, std::min(key.source, key.target).text()) == firsts.end())
    return false;
  if (dyad.size() != 2) return true;
  return (key.source == dyad[0] && key.target == dyad[1]) ||
         (key.source == dyad[1] && key.target == dyad[0]);
}

Day period_start(Day day, const std::optional<Resolution>& period) {
  if (!period) return Day{};
  if (*period == Resolution::day) return day;
  const std::chrono::year_month_day date(day);
  const auto month = *period == Resolution::month ? date.month() : std::chrono::January;
  return Day(date.year() / month / 1);
}

std::vector<CountRow> group_counts(std::vector<CountRow> rows, const Grouping& grouping,
                                   const CountFilter& filter) {
  const bool in_order =
      std::adjacent_find(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return !(a.key < b.key);
      }) == rows.end();
  if (in_order && grouping.root && grouping.quad && grouping.period == Resolution::day) {
    // Nothing to sum over.
    std::erase_if(rows, [&](const CountRow& row) { return !filter.takes(row.key); });
    return rows;
  }
  std::map<CountKey, Counts> sums;
  for (const CountRow& row : rows) {
    if (!filter.takes(row.key)) continue;
    CountKey key = row.key;
    key.day = period_start(key.day, grouping.period);
    if (!grouping.root) key.root = 0;
    if (!grouping.quad) key.quad = 0;
    sums[key].add(row.counts);
  }
  std::vector<CountRow> grouped;
  grouped.reserve(sums.size());
  for (auto& [key, counts] : sums) grouped.push_back({key, counts});
  return grouped;
}

}  // namespace detente
