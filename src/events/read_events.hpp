// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "events/coded_event.hpp"
#include "events/fields.hpp"
#include "events/input.hpp"
#include "events/layout.hpp"
#include "events/read_row.hpp"

namespace detente {

/// A row that could not be read.
struct Reject {
  std::uint64_t line = 0;
  std::string field;  ///< empty where it is the row as a whole
  std::string reason;
  std::string text;  ///< the row, its first 64 KiB; what is not UTF-8 read as ISO 8859-1
};
using RejectSink = std::function<void(const Reject&)>;

/// What was read of one text or of several.
struct ReadReport {
  std::uint64_t rows = 0;  ///< that should be events or mentions: no header, no blank line
  std::uint64_t bad = 0;   ///< of them, could not be read
  std::map<EventSource, std::uint64_t> by_source{};             ///< good rows
  std::map<std::string, std::uint64_t, std::less<>> repairs{};  ///< what was mended, how often
  /// Names without a code: the beginnings of the first thousand.
  std::map<std::string, std::uint64_t, std::less<>> unknown_states{};
  std::map<std::string, std::uint64_t> bad_by_field{};

  void add(const ReadReport& other);
};

struct ReadOptions {
  SourceChoice choice{};
  /// The sink uses more than days, states and codes: all fields must be UTF-8.
  bool texts = true;
};

/// Reads the rows of one text, line by line.
class RowReader {
 public:
  /// `layout`, `sink` and `rejects` must outlive it.
  RowReader(const Layout& layout, const ReadOptions& options, EventSink& sink,
            const RejectSink& rejects);
  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;

  /// A line without its end. `whole` is false where the line is longer than we read.
  void take(std::string_view line, std::uint64_t number, bool whole = true);
  [[nodiscard]] const ReadReport& report() const { return report_; }

 private:
  std::string_view cleaned(std::string_view line);
  Fields in_utf8(std::string_view line, Fields fields);
  std::optional<BadField> read(std::string_view line, CodedEvent& event, EventSource& source);
  void set_codes(EventSource source);
  std::optional<BadField> read_shaped(Fields fields, CodedEvent& event, EventSource& source);
  void reject(std::string_view line, std::uint64_t number, BadField what);

  const Layout& layout_;
  const ReadOptions options_;
  EventSink& sink_;
  const RejectSink& rejects_;
  FieldSplitter splitter_;
  RowContext context_;
  ReadReport report_;
  std::vector<std::string> latin_;      ///< fields turned into UTF-8
  std::vector<std::string_view> utf8_;  ///< the fields with them
};

/// Reads a whole text into the sink; a bad row goes to `rejects` and does not stop the rest.
Result<ReadReport> read_events(ByteStream& stream, const ReadOptions& options, EventSink& sink,
                               const RejectSink& rejects);

}  // namespace detente
