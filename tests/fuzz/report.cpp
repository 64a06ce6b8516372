// SPDX-License-Identifier: Apache-2.0
// A report of any bytes: every span lies inside the file, and agreement names stances that are
// there.
#include "text/report.hpp"

#include "support/require.hpp"
#include "support/small_lexicon.hpp"

namespace {

using namespace detente;
using testing::require;

void check_span(const Report& report, ByteSpan span, std::size_t size) {
  require(span.begin <= span.end && span.end <= report.layout.text.size(),
          "a span outside its text");
  std::uint32_t before = 0;
  for (const ByteSpan one : report.layout.in_file(span)) {
    require(one.begin < one.end && one.end <= size, "a range outside the file");
    before = std::max(before, one.end);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Report report = read_report(text, testing::small_lexicon());
  require(report.layout.origin.size() == report.layout.text.size(), "bytes without an origin");
  for (const ReportedStance& stance : report.stances) {
    check_span(report, stance.proposition, size);
    check_span(report, stance.verb, size);
    require(!stance.issue.empty(), "a stance without an issue");
    for (const std::size_t other : stance.with)
      require(other < report.stances.size(), "an answer to nothing");
  }
  for (const ReportStep& step : report.steps) check_span(report, step.span, size);
  for (const Participant& one : report.participants) {
    require(!one.name.empty() && !one.spans.empty(), "a participant without a name or place");
    for (const ByteSpan span : one.spans) check_span(report, span, size);
  }
  return 0;
}
