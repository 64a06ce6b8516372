// SPDX-License-Identifier: Apache-2.0
// The reader takes bytes of any kind: it ends, and each fault has a place in a file of the case.
#include <gtest/gtest.h>
// rapidcheck needs gtest before it.
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "support/record_case.hpp"

namespace detente::testing {
namespace {

std::string any_file() {
  std::vector<std::string> names;
  for (const auto& [name, text] : small_case()) names.push_back(name);
  return *rc::gen::elementOf(names);
}

void check_places(const CaseFiles& files, const Faults& faults) {
  std::string last;
  for (const Fault& fault : faults) {
    const std::string line = to_string(fault, "");
    const auto file = files.find(fault.place.file);
    if (file == files.end()) RC_FAIL("names no file of the case: " + line);
    const auto lines = std::ranges::count(file->second, '\n') + 1;
    if (fault.place.line < 1 || fault.place.line > lines) RC_FAIL("names no line: " + line);
    if (fault.place.column < 1 || fault.place.column > file->second.size() + 1)
      RC_FAIL("names no column: " + line);
    RC_ASSERT(!fault.message.empty());
    RC_ASSERT(fault.message.find('\n') == std::string::npos);
    RC_ASSERT(!fault.machine);
    RC_ASSERT(line != last);
    last = line;
  }
}

RC_GTEST_PROP(ReadCase, PlacesTheFaultsOfArbitraryBytes, ()) {
  CaseFiles files = small_case();
  const std::string name = any_file();
  files[name] = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  check_places(files, parse(files).faults);
}

/// A piece of what files are made of, and of what they had better not be made of.
std::string any_piece() {
  static const std::vector<std::string> pieces{
      R"(")", R"(""")", "'",  "[[",      "]]",   "[",     "{",    "}",      "=",    ",",
      "\n",   "\r\n",   "#",  ".",       R"(\)", R"(\u)", "é",    "取消",   "\xFF", "\xEF\xBB\xBF",
      "0",    "-1",     "1e", R"("s1")", "date", "id",    "true", "2022-0", "\x01", "account."};
  return *rc::gen::elementOf(pieces);
}

void mutate(std::string& text) {
  const auto any_offset = [&] { return *rc::gen::inRange<std::size_t>(0, text.size() + 1); };
  const std::size_t from = any_offset();
  const std::size_t length = *rc::gen::inRange<std::size_t>(0, 40);
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      return void(text.insert(from, any_piece()));
    case 1:
      return void(text.erase(from, length));
    case 2:
      return void(text.insert(any_offset(), text.substr(from, length)));
    case 3:
      return text.resize(from);
    default:
      return void(text.replace(from, std::min<std::size_t>(1, text.size() - from), any_piece()));
  }
}

RC_GTEST_PROP(ReadCase, PlacesTheFaultsOfMutatedFiles, ()) {
  CaseFiles files = small_case();
  const int slips = *rc::gen::inRange(1, 6);
  for (int i = 0; i < slips; ++i) mutate(files[any_file()]);
  check_places(files, parse(files).faults);
}

RC_GTEST_PROP(ReadCase, TakesTheFilesInAnyOrder, ()) {
  CaseFiles files = small_case();
  if (*rc::gen::arbitrary<bool>()) mutate(files[any_file()]);
  std::vector<std::string> names;
  for (const auto& [name, text] : files) names.push_back(name);
  // Random keys to sort by: a permutation.
  const auto keys = *rc::gen::container<std::vector<int>>(names.size(), rc::gen::arbitrary<int>());
  std::vector<std::pair<int, std::string>> order;
  for (std::size_t i = 0; i < names.size(); ++i) order.emplace_back(keys[i], names[i]);
  std::ranges::sort(order);
  CaseParser parser("small");
  for (const auto& [key, name] : order) parser.add(name, files[name]);
  const ReadCase shuffled = parser.finish();
  const ReadCase sorted = parse(files);
  RC_ASSERT(lines(shuffled.faults) == lines(sorted.faults));
  RC_ASSERT(shuffled.record.events.size() == sorted.record.events.size());
  for (std::size_t i = 0; i < sorted.record.events.size(); ++i)
    RC_ASSERT(shuffled.record.events[i].id == sorted.record.events[i].id);
}

}  // namespace
}  // namespace detente::testing
