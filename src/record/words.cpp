// SPDX-License-Identifier: Apache-2.0
#include "record/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace detente {

namespace {

const std::vector<std::string> acts{"hold",   "announce", "suspend", "cancel",
                                    "resume", "open",     "close",   "end"};

}  // namespace

std::span<const std::string> act_words() { return acts; }

std::optional<ActKind> parse_act(std::string_view word) {
  const auto found = std::ranges::find(acts, word);
  if (found == acts.end()) return std::nullopt;
  return static_cast<ActKind>(found - acts.begin());
}

std::string_view to_string(ActKind kind) { return acts.at(static_cast<std::size_t>(kind)); }

std::string_view to_string(Form form) { return form == Form::standing ? "standing" : "meeting"; }

std::string to_string(const Quantity& quantity) {
  if (quantity.about) return fmt::format("about {} {}", *quantity.low, quantity.unit);
  if (quantity.low && quantity.high) {
    if (*quantity.low == *quantity.high) return fmt::format("{} {}", *quantity.low, quantity.unit);
    return fmt::format("{} to {} {}", *quantity.low, *quantity.high, quantity.unit);
  }
  if (quantity.high) return fmt::format("at most {} {}", *quantity.high, quantity.unit);
  return fmt::format("at least {} {}", quantity.low.value_or(0), quantity.unit);
}

}  // namespace detente
