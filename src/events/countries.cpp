// SPDX-License-Identifier: Apache-2.0
#include "events/countries.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace detente {

namespace {

#include "events/countries_table.inc"

template <std::size_t N>
std::string_view look_up(const std::array<std::pair<std::string_view, std::string_view>, N>& table,
                         std::string_view key) {
  const auto* found = std::lower_bound(
      table.begin(), table.end(), key,
      [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  return found != table.end() && found->first == key ? found->second : std::string_view();
}

}  // namespace

std::string_view state_of_name(std::string_view name) { return look_up(icews_names, name); }

std::string_view state_of_fips(std::string_view fips) { return look_up(fips_codes, fips); }

std::string_view state_of_actor(std::string_view actor) {
  if (actor.size() < 3) return {};
  const std::string_view state = actor.substr(0, 3);
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return std::all_of(state.begin(), state.end(), is_capital) ? state : std::string_view();
}

}  // namespace detente
