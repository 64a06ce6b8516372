// SPDX-License-Identifier: Apache-2.0
#include "record/known_text.hpp"

#include <algorithm>

#include "base/long_date.hpp"

namespace detente {

namespace {

/// Where the sentence or the clause ends that begins at `begin`: behind a ';' or a '.' before a
/// space, but not behind that of "U.S.".
std::size_t clause_end(std::string_view text, std::size_t begin) {
  const auto is_initial = [&](std::size_t at) {
    return at > 0 && text[at - 1] >= 'A' && text[at - 1] <= 'Z' &&
           (at == 1 || text[at - 2] == ' ' || text[at - 2] == '.' || text[at - 2] == '(');
  };
  for (std::size_t at = text.find_first_of(".;", begin); at < text.size();
       at = text.find_first_of(".;", at + 1)) {
    if (at + 1 == text.size() || (text[at + 1] == ' ' && !(text[at] == '.' && is_initial(at))))
      return at + 1;
  }
  return text.size();
}

}  // namespace

std::string known_clauses(std::string_view text, Day day) {
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = clause_end(text, end);
    if (std::ranges::any_of(long_dates_in(text.substr(end, next - end)),
                            [&](const Date& date) { return date.first() > day; }))
      break;
    end = next;
  }
  std::string known(text.substr(0, end));
  if (known.ends_with(';')) known.back() = '.';
  return known;
}

}  // namespace detente
