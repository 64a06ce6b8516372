// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "events/audit.hpp"
#include "events/fields.hpp"

namespace detente {

namespace {

using Minutes = std::chrono::sys_time<std::chrono::minutes>;

struct Series {
  std::string_view ending;  ///< behind the stamp
  std::size_t digits;       ///< of the stamp
  std::chrono::minutes step;
  const char* kind;
};

constexpr std::array<Series, 4> known_series{{
    {".export.CSV", 14, std::chrono::minutes(15), "GDELT 2.0 events, every 15 minutes"},
    {".mentions.CSV", 14, std::chrono::minutes(15), "GDELT 2.0 mentions, every 15 minutes"},
    {".export.CSV", 8, std::chrono::hours(24), "GDELT 1.0 events, daily"},
    {"-icews-events.tab", 8, std::chrono::hours(24), "ICEWS events, daily"},
}};

std::string_view bare_name(std::string_view name) {
  const auto place = name.find_last_of("/:");
  if (place != std::string_view::npos) name.remove_prefix(place + 1);
  for (const std::string_view packed : {".zip", ".gz", ".zst"})
    if (name.ends_with(packed)) name.remove_suffix(packed.size());
  return name;
}

std::optional<Minutes> time_of(std::string_view stamp) {
  const auto day = parse_stamp_day(stamp);
  if (!day) return std::nullopt;
  if (stamp.size() == 8) return Minutes(*day);
  const auto number = [&](std::size_t at) {
    return (stamp[at] - '0') * 10 + (stamp[at + 1] - '0');
  };
  if (number(8) > 23 || number(10) > 59) return std::nullopt;
  return Minutes(*day) + std::chrono::hours(number(8)) + std::chrono::minutes(number(10));
}

std::string stamp_of(Minutes time, std::size_t digits) {
  const Day day = std::chrono::floor<std::chrono::days>(time);
  std::string stamp = to_string(day);
  stamp.erase(std::remove(stamp.begin(), stamp.end(), '-'), stamp.end());
  if (digits == 8) return stamp;
  const auto minutes = (time - Minutes(day)).count();
  const auto two = [](std::int64_t number) {
    return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
  };
  return stamp + two(minutes / 60) + two(minutes % 60) + "00";
}

Coverage coverage_of_series(const Series& series, const std::set<Minutes>& times) {
  constexpr std::size_t most = 1000;
  Coverage coverage{.kind = series.kind,
                    .first = stamp_of(*times.begin(), series.digits),
                    .last = stamp_of(*times.rbegin(), series.digits),
                    .expected = 0,
                    .present = times.size(),
                    .missing = {},
                    .missing_count = 0};
  for (Minutes time = *times.begin(); time <= *times.rbegin(); time += series.step) {
    ++coverage.expected;
    if (times.contains(time)) continue;
    ++coverage.missing_count;
    if (coverage.missing.size() < most) coverage.missing.push_back(stamp_of(time, series.digits));
  }
  return coverage;
}

}  // namespace

std::vector<Coverage> coverage_of(const std::vector<std::string>& names) {
  std::map<std::size_t, std::set<Minutes>> found;
  for (const std::string& full : names) {
    const std::string_view name = bare_name(full);
    for (std::size_t i = 0; i < known_series.size(); ++i) {
      const Series& series = known_series[i];
      if (!name.ends_with(series.ending) || name.size() != series.digits + series.ending.size())
        continue;
      if (const auto time = time_of(name.substr(0, series.digits))) found[i].insert(*time);
    }
  }
  std::vector<Coverage> all;
  all.reserve(found.size());
  for (const auto& [i, times] : found) all.push_back(coverage_of_series(known_series[i], times));
  return all;
}

}  // namespace detente
