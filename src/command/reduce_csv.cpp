// SPDX-License-Identifier: Apache-2.0
#include "command/reduce_csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "events/printed_date.hpp"

namespace detente {

namespace {

/// One line as it is written: a row of numbers and short codes never is longer.
class Line {
 public:
  void add(std::string_view text) {
    *end_++ = ',';
    end_ = std::copy(text.begin(), text.end(), end_);
  }
  template <typename Integer>
  void add(Integer value) {
    *end_++ = ',';
    end_ = std::to_chars(end_, letters_.data() + letters_.size(), value).ptr;
  }
  void end_in(std::string& csv) {
    *end_++ = '\n';
    csv.append(letters_.data(), end_);
    end_ = letters_.data();
  }

 private:
  static constexpr std::size_t longest = std::size_t{8} * 21;  // eight cells of at most 20 letters
  std::array<char, longest> letters_{};
  char* end_ = letters_.data();
};

}  // namespace

void append_csv(std::string& csv, const std::string& feed, const std::vector<CountRow>& rows,
                const Grouping& grouping) {
  constexpr std::size_t usual_line = 48;
  csv.reserve(csv.size() + rows.size() * usual_line);
  Day day{};
  std::string period;  // of `day`
  Line line;
  for (const CountRow& row : rows) {
    csv += feed;
    if (grouping.period) {
      if (period.empty() || row.key.day != day)
        period = name_of_period(day = row.key.day, *grouping.period);
      line.add(std::string_view(period));
    }
    line.add(row.key.source.text());
    line.add(row.key.target.text());
    if (grouping.root) line.add(unsigned{row.key.root});
    if (grouping.quad) line.add(unsigned{row.key.quad});
    line.add(row.counts.events);
    line.add(row.counts.mentions);
    line.add(row.counts.goldstein);
    line.end_in(csv);
  }
}

}  // namespace detente
