// SPDX-License-Identifier: Apache-2.0
#include "command/reduce_csv.hpp"

#include <fmt/format.h>

#include "events/printed_date.hpp"

namespace detente {

namespace {

template <typename Integer>
void append_number(std::string& csv, Integer value) {
  const fmt::format_int digits(value);
  csv += ',';
  csv.append(digits.data(), digits.size());
}

void append_text(std::string& csv, std::string_view text) {
  csv += ',';
  csv += text;
}

}  // namespace

void append_csv(std::string& csv, const std::string& feed, const std::vector<CountRow>& rows,
                const Grouping& grouping) {
  constexpr std::size_t usual_line = 48;
  csv.reserve(csv.size() + rows.size() * usual_line);
  Day day{};
  std::string period;  // of `day`
  for (const CountRow& row : rows) {
    csv += feed;
    if (grouping.period) {
      if (period.empty() || row.key.day != day)
        period = name_of_period(day = row.key.day, *grouping.period);
      append_text(csv, period);
    }
    append_text(csv, row.key.source);
    append_text(csv, row.key.target);
    if (grouping.root) append_number(csv, row.key.root);
    if (grouping.quad) append_number(csv, row.key.quad);
    append_number(csv, row.counts.events);
    append_number(csv, row.counts.mentions);
    append_number(csv, row.counts.goldstein);
    csv += '\n';
  }
}

}  // namespace detente
