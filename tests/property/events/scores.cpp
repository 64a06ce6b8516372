// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "events/fields.hpp"

namespace detente {

namespace {

/// By the school's rules: the digits as one whole number of as many decimals, then rounded.
std::optional<std::int32_t> slow_score(bool negative, const std::string& whole,
                                       const std::string& decimals) {
  std::string digits = whole + decimals;
  std::size_t places = decimals.size();
  for (; places < 4; ++places) digits += '0';
  const std::string dropped = digits.substr(digits.size() - (places - 3));
  digits.resize(digits.size() - (places - 3));
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (digits.size() > 6) return std::nullopt;
  const int value = std::stoi(digits) + (dropped[0] >= '5' ? 1 : 0);
  if (value > 10'000) return std::nullopt;
  return negative ? -value : value;
}

rc::Gen<std::string> digits(std::size_t most) {
  return rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, most + 1), [](std::size_t size) {
    return rc::gen::container<std::string>(size,
                                           rc::gen::elementOf(std::string("01234567890005599")));
  });
}

RC_GTEST_PROP(Scores, AreRoundedAsExactDecimals, ()) {
  const auto whole = *rc::gen::oneOf(digits(3), rc::gen::element<std::string>("9", "10", "00010"));
  const auto decimals = *digits(7);
  RC_PRE(!(whole + decimals).empty());
  const auto sign = *rc::gen::element<std::string>("", "-", "+");
  const auto point = decimals.empty() ? *rc::gen::element<std::string>("", ".")
                                      : *rc::gen::element<std::string>(".", ",");
  RC_ASSERT(parse_score(sign + whole + point + decimals) ==
            slow_score(sign == "-", whole, decimals));
}

RC_GTEST_PROP(Scores, AreInTheirRangeWhateverTheText, (const std::string& text)) {
  const auto score = parse_score(text);
  RC_ASSERT(!score || (*score >= -10'000 && *score <= 10'000));
}

RC_GTEST_PROP(Days, OfEightDigitsAreThoseWithDashes, ()) {
  const auto text =
      *rc::gen::container<std::string>(8, rc::gen::elementOf(std::string("00112233456789")));
  RC_ASSERT(parse_compact_day(text) ==
            parse_day(text.substr(0, 4) + '-' + text.substr(4, 2) + '-' + text.substr(6)));
}

}  // namespace

}  // namespace detente
