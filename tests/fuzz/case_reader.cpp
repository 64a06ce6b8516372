// SPDX-License-Identifier: Apache-2.0
// The reader of cases on bytes of any kind. The first byte chooses the file of the small case that
// the rest stands for; the letters from 'a' on are the files in order of name.

#include "record/as_of.hpp"
#include "record/board.hpp"
#include "record/scorecard.hpp"
#include "support/require.hpp"
#include "support/small_case.hpp"

namespace {

using namespace detente;
using testing::require;

/// What may not fail on any record that the reader called sound.
void ask(const Case& record) {
  for (const auto text : {"0001-01-01", "2022-08-05", "2022-12-21", "9999-12-31"}) {
    const Day day = parse_day(text).value_or(Day{});
    const Case known = known_on(record, day);
    const auto board = channel_board(known, day);
    require(board.size() == known.channels.size(), "the board has not one line for each channel");
    channel_changes(known, add_months(day, -12), day);
    for (const Recommendation& recommendation : known.recommendations)
      for (const Step& step : recommendation.steps) {
        require(!rule_in_words(known, step.rule).empty(), "a rule without words");
        require(!step_status(known, step, day).why.empty(), "a status without a reason");
      }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  static const auto sound = testing::small_case();
  auto files = sound;
  const auto number = static_cast<unsigned char>(data[0] - 'a') % files.size();
  const auto chosen = std::next(files.begin(), static_cast<std::ptrdiff_t>(number));
  chosen->second.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto [record, faults] = testing::parse(files);
  for (const Fault& fault : faults) {
    const std::string line = to_string(fault, "");
    require(files.contains(fault.place.file), "names no file of the case: " + line);
    require(fault.place.line > 0 && fault.place.column > 0, "has no place: " + line);
    require(!fault.message.empty() && fault.message.find('\n') == std::string::npos,
            "is not one line: " + line);
    require(!fault.machine, "blames the machine: " + line);
  }
  if (faults.empty()) ask(record);
  return 0;
}
