// SPDX-License-Identifier: Apache-2.0
#include "events/read_row.hpp"

#include <algorithm>

#include "events/countries.hpp"
#include "events/fields.hpp"

namespace detente {

void RowContext::note_repair(std::string_view what) {
  if (repairs == nullptr) return;
  const auto found = repairs->find(what);
  if (found != repairs->end()) {
    ++found->second;
  } else {
    repairs->emplace(what, 1);
  }
}

std::string_view RowContext::state_of(std::string_view text) {
  if (text.empty()) return {};
  if (const auto state = state_of_name(text); !state.empty()) return state;
  if (const auto state = state_of_actor(text); !state.empty()) return state;
  // A file of prose would fill the map: past a thousand names one more tells nothing.
  if (unknown_states != nullptr) {
    const auto found = unknown_states->find(text);
    if (found != unknown_states->end()) {
      ++found->second;
    } else if (unknown_states->size() < 1000) {
      unknown_states->emplace(text, 1);
    }
  }
  return {};
}

std::optional<CodeRead> read_code(std::string_view code, std::string_view root_text,
                                  RowContext& context) {
  const auto stated = root_text.empty() ? std::nullopt : parse_count(root_text);
  if (!root_text.empty() && !stated) return std::nullopt;
  const auto fits = [&](std::string_view text) -> std::optional<std::uint8_t> {
    const auto root = root_of(text, context.codes);
    return root && (!stated || *root == *stated) ? root : std::nullopt;
  };
  const bool zero_is_sure = stated.has_value() || code.size() == 1 ||
                            (context.surely_cameo && code.size() == 3 && lost_a_zero(code));
  if (const auto root = fits(code)) return CodeRead{code, *root};
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
  std::string shown(value.substr(0, 40));
  if (value.size() > 40) shown += "…";
  return {std::string(field), '"' + shown + "\" " + std::string(why)};
}

}  // namespace detente
