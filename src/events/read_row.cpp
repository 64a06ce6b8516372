// SPDX-License-Identifier: Apache-2.0
#include "events/read_row.hpp"

#include <algorithm>

#include "events/countries.hpp"
#include "events/fields.hpp"

namespace detente {

namespace {

// Parts of three capital letters: else "CHINE" would be a state CHI.
bool is_actor_code(std::string_view text) {
  return text.size() % 3 == 0 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

void RowContext::note_repair(std::string_view what) const {
  if (repairs == nullptr) return;
  const auto found = repairs->find(what);
  if (found != repairs->end()) {
    ++found->second;
  } else {
    repairs->emplace(what, 1);
  }
}

std::string_view RowContext::state_of(std::string_view text) const {
  if (text.empty()) return {};
  constexpr std::size_t longest_name = 100;
  if (const auto state = state_of_name(text); !state.empty()) return state;
  if (is_actor_code(text))
    if (const auto state = state_of_actor(text); !state.empty()) return state;
  // Fields are not always made UTF-8 beforehand.
  const std::string name = as_utf8(text);
  if (const auto state = state_of_name(name); !state.empty()) return state;
  if (unknown_states != nullptr) note(*unknown_states, beginning_of(name, longest_name), 1);
  return {};
}

void note(std::map<std::string, std::uint64_t, std::less<>>& names, std::string_view name,
          std::uint64_t count) {
  constexpr std::size_t most_names = 1000;
  const auto found = names.find(name);
  if (found != names.end()) {
    found->second += count;
  } else if (names.size() < most_names) {
    names.emplace(name, count);
  }
}

std::optional<CodeRead> read_code(std::string_view code, std::string_view root_text,
                                  RowContext& context) {
  const auto stated = root_text.empty() ? std::nullopt : parse_count(root_text);
  if (!root_text.empty() && !stated) return std::nullopt;
  const auto fits = [&](std::string_view text) -> std::optional<std::uint8_t> {
    const auto root = root_of(text, context.codes);
    return root && (!stated || *root == *stated) ? root : std::nullopt;
  };
  const bool lost = context.surely_cameo && lost_a_zero(code);
  const bool zero_is_sure = stated.has_value() || code.size() == 1 || lost;
  if (const auto root = fits(code); root && !lost) return CodeRead{code, *root};
  if (!zero_is_sure || code.empty() || code.size() + 1 > context.code.size()) return std::nullopt;
  context.code[0] = '0';
  std::copy(code.begin(), code.end(), context.code.begin() + 1);
  const std::string_view mended(context.code.data(), code.size() + 1);
  const auto root = fits(mended);
  if (!root) return std::nullopt;
  context.note_repair("leading zero given back to a code");
  return CodeRead{mended, *root};
}

BadField bad(std::string_view field, std::string_view value, std::string_view why) {
  constexpr std::size_t most = 40;
  const std::string text = as_utf8(value);
  std::string shown(beginning_of(text, most));
  if (text.size() > shown.size()) shown += "…";
  return {std::string(field), '"' + shown + "\" " + std::string(why)};
}

}  // namespace detente
