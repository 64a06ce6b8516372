// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "events/event_hash.hpp"
#include "support/count_both_ways.hpp"
#include "support/event_rows.hpp"
#include "support/require.hpp"

/// What the fuzzers of the readers of coded events share: whatever the bytes are, what is read of
/// them holds what its types promise, and does not depend on how the stream is cut.
namespace detente::testing {

/// Checks each event, and counts them all.
class CheckingSink final : public EventSink {
 public:
  explicit CheckingSink(bool texts) : texts_(texts) {}
  void take(const CodedEvent& event) override {
    ++events_;
    require(event.root >= 1 && event.root <= 22, "a root that is none");
    require(event.quad >= 1 && event.quad <= 4, "a class that is none");
    const auto score = event.goldstein.value_or(0);
    require(score >= -10'000 && score <= 10'000, "a score out of its range");
    require(pack(event.day, event.source, event.target, event.root, event.quad).has_value(),
            "an event that cannot be counted");
    require(event.line > 0, "an event without a line");
    check_texts(event);
    table_.add(*pack(event.day, event.source, event.target, event.root, event.quad),
               {.events = 1, .mentions = event.mentions, .goldstein = score});
    deduper_.judge(event);
  }
  void take_mention(const CodedEvent& event) override {
    ++events_;
    check_texts(event);
  }
  [[nodiscard]] std::uint64_t events() const { return events_; }
  CountTable& table() { return table_; }

 private:
  void check_texts(const CodedEvent& event) const {
    for (const std::string_view text :
         {event.id, event.source, event.target, event.source_actor, event.target_actor, event.code,
          event.story, event.place, event.publisher}) {
      if (texts_) require(find_invalid_utf8(text) == std::string_view::npos, "is not UTF-8");
      require(text.find('\0') == std::string_view::npos, "a NUL byte");
    }
  }

  bool texts_;
  std::uint64_t events_ = 0;
  CountTable table_;
  Deduper deduper_{Dedupe::story, true};
};

struct FuzzedRead {
  ReadReport report;
  std::vector<CountRow> rows;
};

inline FuzzedRead fuzz_read(std::string_view text, const SourceChoice& choice, std::size_t step,
                            bool texts) {
  MemoryStream stream(text, step);
  CheckingSink sink(texts);
  std::uint64_t rejects = 0;
  const RejectSink check = [&](const Reject& reject) {
    ++rejects;
    require(reject.line > 0 && !reject.reason.empty(), "a reject without a line or a reason");
    for (const std::string_view said :
         {std::string_view(reject.reason), std::string_view(reject.text)})
      require(find_invalid_utf8(said) == std::string_view::npos, "a reject that is not UTF-8");
  };
  const auto report = read_events(stream, {.choice = choice, .texts = texts}, sink, check);
  require(report.has_value(), "a text in memory that cannot be read");
  require(report->rows == report->bad + sink.events(), "a row that is neither good nor bad");
  require(report->bad == rejects, "a bad row that is not told");
  for (const auto& [name, count] : report->unknown_states)
    require(find_invalid_utf8(name) == std::string_view::npos && name.size() <= 200 && count > 0,
            "an unknown state that is no name");
  return {*report, sum_rows({sink.table().take()})};
}

/// Reads the bytes as files of that source, several ways.
inline void fuzz_reader(const unsigned char* data, std::size_t size, std::string_view source) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const SourceChoice choice = source_choice(source).value();
  const auto whole = fuzz_read(text, choice, SIZE_MAX, true);
  const auto cut = fuzz_read(text, choice, 7, true);
  const auto bare = fuzz_read(text, choice, SIZE_MAX, false);
  require(whole.rows == cut.rows && whole.report.bad_by_field == cut.report.bad_by_field &&
              whole.report.repairs == cut.report.repairs,
          "what is read depends on how the stream is cut");
  require(whole.rows == bare.rows && whole.report.bad_by_field == bare.report.bad_by_field &&
              whole.report.unknown_states == bare.report.unknown_states,
          "counts depend on whether texts are wanted");
}

/// Both kernels and both ways of counting give the same.
inline void fuzz_kernels(const unsigned char* data, std::size_t size) {
  const std::string lines = std::string(reinterpret_cast<const char*>(data), size) + '\n';
  if (has_avx2()) {
    static std::vector<GdeltRow> plain, fast;
    const bool nul = find_gdelt_rows_plain(lines, plain);
    require(find_gdelt_rows_avx2(lines, fast) == nul && plain == fast, "the kernels disagree");
  }
  for (const auto& rule : {std::optional<DedupeRule>(), {DedupeRule{Dedupe::story, true}}}) {
    const std::string differs =
        difference(count_lines(lines, false, 1, rule), count_lines(lines, true, 3, rule));
    require(differs.empty(), "the ways of counting disagree on " + differs);
  }
}

}  // namespace detente::testing
