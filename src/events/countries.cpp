// SPDX-License-Identifier: Apache-2.0
#include "events/countries.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace detente {

namespace {

#include "events/countries_table.inc"

static_assert(std::is_sorted(icews_names.begin(), icews_names.end()));

constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// CAMEO's codes of roles and of bodies between states (codebook 1.1b3, chapter 3), as GDELT lists
// them. None is a code of ISO 3166-1.
constexpr std::array<std::string_view, 39> roles{
    "AGR", "AMN", "BUS", "COP", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "GOV", "GRP", "HLH",
    "HRI", "IGO", "IMG", "INS", "INT", "IRC", "JUD", "LAB", "LEG", "MED", "MIL", "MNC", "MOD",
    "NGM", "NGO", "OPP", "PKO", "RAD", "REB", "REF", "SEP", "SET", "SPY", "UAF", "UIS", "UNO"};
static_assert(std::is_sorted(roles.begin(), roles.end()));

}  // namespace

std::string_view state_of_name(std::string_view name) {
  constexpr std::size_t shortest = 4;
  const auto* found = std::lower_bound(
      icews_names.begin(), icews_names.end(), name,
      [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  if (found != icews_names.end() && found->first == name) return found->second;
  if (name.size() < shortest) return {};
  found = std::find_if(icews_names.begin(), icews_names.end(), [&](const auto& entry) {
    return std::equal(name.begin(), name.end(), entry.first.begin(), entry.first.end(),
                      [](char left, char right) { return small(left) == small(right); });
  });
  return found != icews_names.end() ? found->second : std::string_view();
}

bool is_code_of_state(std::string_view code) {
  // What ISO has under another code than CAMEO, or ICEWS under no name; and states of the past.
  constexpr std::array<std::string_view, 19> others{"ALA", "ATF", "BES", "BLM", "BVT", "CSK", "DDR",
                                                    "HMD", "JEY", "MYT", "REU", "SGS", "SPM", "SUN",
                                                    "TLS", "UMI", "XKX", "YUG", "ZAR"};
  return std::ranges::find(others, code) != others.end() ||
         std::ranges::any_of(icews_names, [&](const auto& entry) { return entry.second == code; });
}

std::string_view state_of_actor(std::string_view actor) {
  if (actor.size() < 3) return {};
  const std::string_view state = actor.substr(0, 3);
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (!std::all_of(state.begin(), state.end(), is_capital)) return {};
  return std::binary_search(roles.begin(), roles.end(), state) ? std::string_view() : state;
}

}  // namespace detente
