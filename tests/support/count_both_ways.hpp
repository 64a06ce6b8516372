// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "events/count_gdelt.hpp"
#include "events/count_table.hpp"
#include "events/layout.hpp"
#include "events/read_events.hpp"

/// Counts of GDELT rows by the plain path and by the fast one.
namespace detente::testing {

struct CountedText {
  std::vector<std::vector<CountRow>> rows;  ///< by source
  ReadReport report;
  std::vector<std::string> rejects;  ///< "line field reason text"
};

class TableSink final : public EventSink {
 public:
  explicit TableSink(CountTables& tables) : tables_(tables) {}
  void take(const CodedEvent& event) override {
    const auto key = pack(event.day, event.source, event.target, event.root, event.quad);
    if (!key) return void(++without_key_);
    tables_.at(static_cast<std::size_t>(event.feed))
        .add(*key,
             {.events = 1, .mentions = event.mentions, .goldstein = event.goldstein.value_or(0)});
  }
  [[nodiscard]] std::size_t without_key() const { return without_key_; }

 private:
  CountTables& tables_;
  std::size_t without_key_ = 0;
};

/// `lines` each end with '\n'. The fast path gets them `block` lines at a time.
inline CountedText count_lines(std::string_view lines, bool fast, std::size_t block = 3) {
  CountedText counted;
  CountTables tables;
  TableSink sink(tables);
  const RejectSink keep = [&](const Reject& reject) {
    counted.rejects.push_back(std::to_string(reject.line) + ' ' + reject.field + ' ' +
                              reject.reason + ' ' + reject.text);
  };
  const ReadOptions options{.texts = false};
  Layout layout = detect_layout(lines, options.choice);
  layout.delimiter = '\t';
  layout.quoted = layout.has_header = false;
  layout.source.reset();
  layout.bom = 0;
  RowReader slow(layout, options, sink, keep);
  GdeltCounter counter;
  std::uint64_t number = 1;
  while (!lines.empty()) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < (fast ? block : 1) && end < lines.size(); ++i)
      end = lines.find('\n', end) + 1;
    if (fast) {
      number += counter.count(lines.substr(0, end), number, tables, slow);
    } else {
      slow.take(lines.substr(0, end - 1), number++);
    }
    lines.remove_prefix(end);
  }
  counted.report = slow.report();
  for (const EventSource version : {EventSource::gdelt1, EventSource::gdelt2}) {
    if (counter.rows_of(version) == 0) continue;
    counted.report.rows += counter.rows_of(version);
    counted.report.by_source[version] += counter.rows_of(version);
  }
  for (std::size_t feed = 0; feed < tables.size(); ++feed)
    counted.rows.push_back(tables.at(feed).rows());
  return counted;
}

/// What differs between the two; empty where nothing does.
inline std::string difference(const CountedText& plain, const CountedText& fast) {
  if (plain.rows != fast.rows) return "counts";
  if (plain.report.rows != fast.report.rows) return "rows";
  if (plain.report.bad != fast.report.bad) return "bad rows";
  if (plain.report.by_source != fast.report.by_source) return "rows by source";
  if (plain.report.repairs != fast.report.repairs) return "repairs";
  if (plain.report.unknown_states != fast.report.unknown_states) return "unknown states";
  if (plain.report.bad_by_field != fast.report.bad_by_field) return "bad rows by field";
  if (plain.rejects != fast.rejects) return "rejects";
  return {};
}

/// Whether two kernels found the same separators.
inline bool same_separators(const Separators& left, const Separators& right) {
  return left.count() == right.count() && left.line_count() == right.line_count() &&
         std::equal(left.at(), left.at() + left.count(), right.at()) &&
         std::equal(left.lines(), left.lines() + left.line_count(), right.lines());
}

}  // namespace detente::testing
