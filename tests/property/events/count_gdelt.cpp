// SPDX-License-Identifier: Apache-2.0
#include "events/count_gdelt.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/count_both_ways.hpp"
#include "support/event_rows.hpp"

namespace detente {

namespace {

/// What stands in fields, rightly or wrongly.
rc::Gen<std::string> any_field() {
  return rc::gen::oneOf(
      rc::gen::element<std::string>(
          "", "0", "1", "4", "5", "01", "04", "4", "20", "21", "042", "42", "010", "10", "0211",
          "211", "2031", "02111", "021111", "USA", "CHN", "usa", "US", "USAGOV", "20210405",
          "20210431", "202104", "2021", "20210406101500", "20210406", "1.9", "-7.2", "-10.0", "10",
          "10.1", "+1.0", ".5", "5.", "1,5", "-", "999999999", "4294967295", "4294967296",
          "99999999999", "00000000001", "---", "NA", " ", "\r", "M\xFCnchen", "中国"),
      rc::gen::just(std::string(1, '\0')), rc::gen::arbitrary<std::string>());
}

std::vector<std::string> mutated_row() {
  auto row = *rc::gen::element(testing::gdelt2_row(), testing::gdelt1_row(),
                               testing::gdelt1_row({}, 57), testing::mention_row());
  const auto changes = *rc::gen::resize(3, rc::gen::container<std::vector<int>>(rc::gen::just(0)));
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto checked = *rc::gen::element<std::size_t>(0, 1, 2, 3, 5, 7, 15, 17, 26, 28, 29, 30,
                                                        31, 56, 57, 59, 60);
    const auto field =
        *rc::gen::element(checked, *rc::gen::inRange<std::size_t>(0, row.size())) % row.size();
    row[field] = *any_field();
  }
  const auto how = *rc::gen::inRange(0, 12);
  if (how == 0) row.resize(*rc::gen::inRange<std::size_t>(0, 64));
  if (how == 1) row.insert(row.begin(), "7");
  if (how == 2) row.emplace_back("x");
  return row;
}

std::string mutated_lines() {
  std::string lines;
  const auto count = *rc::gen::inRange(1, 8);
  for (int i = 0; i < count; ++i) {
    auto line = testing::line_of(mutated_row());
    const auto how = *rc::gen::inRange(0, 12);
    if (how == 0) line.insert(line.size() - 1, "\r");
    if (how == 1) line = *rc::gen::element<std::string>("\n", "\r\n", "\t\n", "x\n");
    if (how == 2) line = line.substr(0, *rc::gen::inRange<std::size_t>(0, line.size())) + '\n';
    if (how == 3) line[*rc::gen::inRange<std::size_t>(0, line.size() - 1)] = '\0';
    lines += line;
  }
  return lines;
}

RC_GTEST_PROP(CountingGdelt, BothWaysGiveTheSame, ()) {
  const auto lines = mutated_lines();
  const auto rule = *rc::gen::element<std::optional<DedupeRule>>(
      std::nullopt, DedupeRule{Dedupe::story, true}, DedupeRule{Dedupe::one_a_day, false});
  const auto plain = testing::count_lines(lines, false, 1, rule);
  const auto block = *rc::gen::inRange<std::size_t>(1, 9);
  const auto fast = testing::count_lines(lines, true, block, rule);
  RC_ASSERT(testing::difference(plain, fast) == "");
}

}  // namespace

}  // namespace detente
