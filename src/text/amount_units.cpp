// SPDX-License-Identifier: Apache-2.0
#include "text/amount_units.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace detente {

namespace {

struct Scale {
  std::string_view word;
  double value;
};

constexpr std::array<Scale, 8> scales{{{"hundred", 1e2},
                                       {"thousand", 1e3},
                                       {"million", 1e6},
                                       {"billion", 1e9},
                                       {"trillion", 1e12},
                                       {"千", 1e3},
                                       {"万", 1e4},
                                       {"亿", 1e8}}};

struct Words {
  std::string_view unit;
  std::vector<std::string_view> words;  ///< one token each
};

/// Longer sequences before those that begin them.
const std::vector<Words>& unit_table() {
  static const std::vector<Words> table{{"percent", {"percentage", "point"}},
                                        {"percent", {"percentage", "points"}},
                                        {"percent", {"per", "cent"}},
                                        {"percent", {"个", "百", "分", "点"}},
                                        {"percent", {"percent"}},
                                        {"percent", {"%"}},
                                        {"usd", {"u.s", "dollars"}},
                                        {"usd", {"us", "dollars"}},
                                        {"usd", {"dollars"}},
                                        {"usd", {"美", "元"}},
                                        {"cny", {"yuan"}},
                                        {"cny", {"元"}},
                                        {"cny", {"人", "民", "币"}},
                                        {"ton", {"metric", "tons"}},
                                        {"ton", {"metric", "tonnes"}},
                                        {"ton", {"tons"}},
                                        {"ton", {"tonnes"}},
                                        {"ton", {"吨"}},
                                        {"day", {"days"}},
                                        {"day", {"day"}},
                                        {"day", {"天"}},
                                        {"week", {"weeks"}},
                                        {"week", {"week"}},
                                        {"week", {"周", "年"}},  // an anniversary: see below
                                        {"week", {"周"}},
                                        {"month", {"months"}},
                                        {"month", {"month"}},
                                        {"month", {"个", "月"}},
                                        {"year", {"years"}},
                                        {"year", {"year"}},
                                        {"year", {"年"}},
                                        {"hour", {"hours"}},
                                        {"hour", {"小", "时"}},
                                        {"person", {"people"}},
                                        {"person", {"persons"}},
                                        {"person", {"人"}},
                                        {"person", {"名"}},
                                        {"aircraft", {"aircraft"}},
                                        {"aircraft", {"架"}},
                                        {"count", {"个"}},
                                        {"count", {"次"}},
                                        {"count", {"项"}},
                                        {"count", {"轮"}},
                                        {"count", {"times"}}};
  return table;
}

}  // namespace

int chinese_digit(std::string_view character) {
  constexpr std::array<std::string_view, 12> digits{"〇", "一", "二", "三", "四", "五",
                                                    "六", "七", "八", "九", "零", "两"};
  const auto* const found = std::ranges::find(digits, character);
  if (found == digits.end()) return -1;
  const auto n = static_cast<int>(found - digits.begin());
  return n == 10 ? 0 : n == 11 ? 2 : n;
}

double chinese_scale(std::string_view character) {
  if (character == "十") return 10;
  if (character == "百") return 100;
  if (character == "千") return 1000;
  if (character == "万") return 1e4;
  return character == "亿" ? 1e8 : 0;
}

double scale_of(std::string_view word) {
  const auto* const found = std::ranges::find(scales, word, &Scale::word);
  return found == scales.end() ? 1 : found->value;
}

Unit unit_at(std::span<const Token> tokens, std::size_t at) {
  for (const Words& unit : unit_table()) {
    if (at + unit.words.size() > tokens.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < unit.words.size(); ++i)
      same = same && tokens[at + i].text == unit.words[i];
    // 80周年 is an anniversary of so many years.
    if (same)
      return {unit.words.size() == 2 && unit.words[1] == "年" ? "year" : std::string(unit.unit),
              unit.words.size()};
  }
  return {};
}

}  // namespace detente
