// SPDX-License-Identifier: Apache-2.0
#include "events/cameo.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace detente {

namespace {

#include "events/goldstein_table.inc"

static_assert(std::is_sorted(cameo_scores.begin(), cameo_scores.end()));
static_assert(std::is_sorted(weis_scores.begin(), weis_scores.end()));

template <std::size_t N>
std::optional<std::int32_t> score(const std::array<std::pair<std::string_view, int>, N>& scores,
                                  std::string_view code) {
  for (; code.size() >= 2; code.remove_suffix(1)) {
    const auto* found = std::lower_bound(
        scores.begin(), scores.end(), code,
        [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
    if (found != scores.end() && found->first == code) return found->second;
  }
  return std::nullopt;
}

// CAMEO2PLOVER of 17 September 2021: the root that most codes of the type have, and the quad class
// of that root. POLECAT files state a quad class of their own, which counts where it is there.
constexpr std::array<std::pair<std::string_view, PloverClass>, 16> plover_types{{
    {"ACCUSE", {11, 3}},
    {"AGREE", {3, 1}},
    {"AID", {7, 2}},
    {"ASSAULT", {19, 4}},
    {"COERCE", {17, 4}},
    {"CONCEDE", {8, 2}},
    {"CONSULT", {4, 1}},
    {"COOPERATE", {6, 2}},
    {"MOBILIZE", {15, 4}},
    {"PROTEST", {14, 4}},
    {"REJECT", {12, 3}},
    {"REQUEST", {10, 3}},
    {"RETREAT", {8, 2}},
    {"SANCTION", {16, 4}},
    {"SUPPORT", {5, 1}},
    {"THREATEN", {13, 3}},
}};

}  // namespace

std::optional<std::uint8_t> root_of(std::string_view code, CodeSystem system) {
  if (code.size() < 2 || code.size() > 5 || !std::all_of(code.begin(), code.end(), is_digit))
    return std::nullopt;
  const int root = (code[0] - '0') * 10 + (code[1] - '0');
  if (root < 1 || root > (system == CodeSystem::weis ? 22 : 20)) return std::nullopt;
  return static_cast<std::uint8_t>(root);
}

std::uint8_t quad_of_root(std::uint8_t root, CodeSystem system) {
  if (system == CodeSystem::weis) {
    if (root == 1 || root == 6 || root == 7) return 2;
    return root <= 10 ? 1 : root <= 17 ? 3 : 4;
  }
  return root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}

std::optional<std::int32_t> goldstein_of(std::string_view code, CodeSystem system) {
  return system == CodeSystem::weis ? score(weis_scores, code) : score(cameo_scores, code);
}

bool lost_a_zero(std::string_view code) {
  if (!std::all_of(code.begin(), code.end(), is_digit)) return false;
  if (code.size() == 2) return code[0] != '0';
  return code.size() == 3 && (code[0] - '0') * 10 + (code[1] - '0') > 20;
}

std::optional<PloverClass> plover_class_of(std::string_view type) {
  std::string upper(type);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  for (const auto& [name, what] : plover_types)
    if (name == upper) return what;
  return std::nullopt;
}

}  // namespace detente
