// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/count_gdelt.hpp"
#include "events/count_table.hpp"
#include "events/event_batch.hpp"
#include "events/layout.hpp"
#include "events/read_events.hpp"

/// Counts of GDELT rows by the plain path and by the fast one.
namespace detente::testing {

struct CountedText {
  std::vector<std::vector<CountRow>> rows;  ///< by source
  std::uint64_t repeats = 0, mirrors = 0;
  ReadReport report;
  std::vector<std::string> rejects;  ///< "line field reason text"
};

/// `lines` each end with '\n'. The fast path gets them `block` lines at a time.
inline CountedText count_lines(std::string_view lines, bool fast, std::size_t block = 3,
                               const std::optional<DedupeRule>& rule = {}) {
  CountedText counted;
  EventBatch batch(rule);
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
  RowReader slow(layout, options, batch, keep);
  GdeltCounter counter({});
  std::uint64_t number = 1;
  while (!lines.empty()) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < (fast ? block : 1) && end < lines.size(); ++i)
      end = lines.find('\n', end) + 1;
    if (fast) {
      number += counter.count(lines.substr(0, end), number, batch, slow);
    } else {
      slow.take(lines.substr(0, end - 1), number++);
    }
    lines.remove_prefix(end);
  }
  counted.report = slow.report();
  counted.report.add(counter.take_report());
  if (rule) {
    Deduper deduper(*rule);
    const auto dropped = batch.judge(deduper);
    counted.repeats = dropped.repeats;
    counted.mirrors = dropped.mirrors;
  }
  CountTables tables;
  batch.add_to(tables);
  for (CountTable& table : tables) counted.rows.push_back(sum_rows({table.take()}));
  return counted;
}

/// What differs between the two; empty where nothing does.
inline std::string difference(const CountedText& plain, const CountedText& fast) {
  if (plain.rows != fast.rows) return "counts";
  if (plain.repeats != fast.repeats) return "repeats";
  if (plain.mirrors != fast.mirrors) return "mirrors";
  if (plain.report.rows != fast.report.rows) return "rows";
  if (plain.report.bad != fast.report.bad) return "bad rows";
  if (plain.report.by_source != fast.report.by_source) return "rows by source";
  if (plain.report.repairs != fast.report.repairs) return "repairs";
  if (plain.report.unknown_states != fast.report.unknown_states) return "unknown states";
  if (plain.report.bad_by_field != fast.report.bad_by_field) return "bad rows by field";
  if (plain.rejects != fast.rejects) return "rejects";
  return {};
}

}  // namespace detente::testing
