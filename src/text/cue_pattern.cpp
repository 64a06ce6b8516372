// SPDX-License-Identifier: Apache-2.0
#include "text/cue_pattern.hpp"

#include <algorithm>

namespace detente {

namespace {

constexpr std::size_t near_reach = 6;
constexpr std::size_t far_reach = 16;
constexpr std::string_view genitive = " 's";

Who party_of(std::uint32_t number, const Direction& direction) {
  if (number == 0) return direction.other;
  return number == 1 ? direction.own : Who::both;
}

bool stops(const Token& token, bool near) {
  if (token.kind != Token::Kind::mark || token.text.size() != 1) return false;
  return std::string_view(near ? ",;:.!?" : ";.!?").find(token.text[0]) != std::string_view::npos;
}

}  // namespace

std::uint32_t CuePatterns::number_of(const std::string& word) {
  return words_.emplace(word, static_cast<std::uint32_t>(words_.size() + 1)).first->second;
}

void CuePatterns::add_set(const std::string& id, std::span<const std::string> forms) {
  const auto [found, is_new] = set_ids_.emplace(id, static_cast<std::uint32_t>(sets_.size()));
  if (is_new) sets_.emplace_back();
  for (const std::string& text : forms) {
    Form form;
    for (const Token& token : tokenise(text)) form.push_back(number_of(token.text));
    if (!form.empty()) sets_[found->second][form.front()].push_back(std::move(form));
  }
}

CuePattern CuePatterns::compile(std::string_view text, std::string& why) {
  CuePattern pattern;
  const auto refuse = [&](std::string reason) {
    why = std::move(reason);
    return CuePattern{};
  };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '<') {
      const std::size_t end = text.find('>', at);
      if (end == std::string_view::npos) return refuse("has '<' without '>'");
      const std::string_view id = text.substr(at + 1, end - at - 1);
      at = end + 1;
      if (id == "other" || id == "own" || id == "both") {
        pattern.items.push_back(
            {CuePattern::Kind::party, id == "other" ? 0U : (id == "own" ? 1U : 2U)});
        continue;
      }
      const auto set = set_ids_.find(id);
      if (set == set_ids_.end()) return refuse("names no set of words: <" + std::string(id) + ">");
      pattern.items.push_back({CuePattern::Kind::set, set->second});
    } else if (text.substr(at, 2) == "..") {
      const std::size_t end = std::min(text.find_first_not_of('.', at), text.size());
      pattern.items.push_back({end - at == 2   ? CuePattern::Kind::near_gap
                               : end - at == 3 ? CuePattern::Kind::far_gap
                                               : CuePattern::Kind::any_gap,
                               0});
      at = end;
    } else if (text.substr(at, genitive.size()) == genitive) {
      pattern.items.push_back({CuePattern::Kind::word, number_of("'s")});
      at += genitive.size();
    } else {
      const std::size_t end =
          std::min({text.find('<', at), text.find("..", at), text.find(genitive, at), text.size()});
      for (const Token& token : tokenise(text.substr(at, end - at)))
        pattern.items.push_back({CuePattern::Kind::word, number_of(token.text)});
      at = end;
    }
  }
  const auto is_gap = [](const CuePattern::Item& item) {
    return item.kind >= CuePattern::Kind::near_gap;
  };
  if (pattern.items.empty()) return refuse("holds no word");
  if (is_gap(pattern.items.front()) || is_gap(pattern.items.back()))
    return refuse("begins or ends with a gap");
  return pattern;
}

CuePatterns::Sentence CuePatterns::prepare(const SentenceWords& words, const Frame& frame,
                                           Direction direction) const {
  Sentence sentence{.words = &words, .frame = &frame, .direction = direction, .numbers = {}};
  sentence.numbers.resize(words.tokens.size());
  for (std::size_t i = 0; i < words.tokens.size(); ++i) {
    std::size_t n = 0;
    for (const std::string& base : base_forms(words.tokens[i].text)) {
      const auto found = words_.find(base);
      if (found != words_.end() && n < sentence.numbers[i].size())
        sentence.numbers[i].at(n++) = found->second;
    }
  }
  return sentence;
}

bool CuePatterns::is_word(const Sentence& sentence, std::size_t at, std::uint32_t number) const {
  if (at >= sentence.numbers.size()) return false;
  const auto& numbers = sentence.numbers[at];
  return std::ranges::find(numbers, number) != numbers.end();
}

/// One item was found: its tokens join the piece before them, where there is no gap between.
bool CuePatterns::match_piece(const CuePattern& pattern, std::size_t item, std::size_t at,
                              std::size_t length, Search& search) const {
  const auto before = search.pieces;
  const auto first = static_cast<std::uint32_t>(at);
  const auto last = static_cast<std::uint32_t>(at + length);
  if (!search.pieces.empty() && search.pieces.back().second == first) {
    search.pieces.back().second = last;
  } else {
    search.pieces.emplace_back(first, last);
  }
  if (match_from(pattern, item + 1, last, search)) return true;
  search.pieces = before;
  return false;
}

bool CuePatterns::match_gap(const CuePattern& pattern, std::size_t item, std::size_t at,
                            Search& search) const {
  const CuePattern::Kind kind = pattern.items[item].kind;
  const bool near = kind == CuePattern::Kind::near_gap;
  const auto& tokens = search.sentence.words->tokens;
  std::size_t reach = near ? near_reach : far_reach;
  if (search.sentence.words->chinese) reach *= 2;
  if (kind == CuePattern::Kind::any_gap) reach = tokens.size();
  for (std::size_t i = at; i <= at + reach && i < tokens.size(); ++i) {
    if (match_from(pattern, item + 1, i, search)) return true;
    if (stops(tokens[i], near)) return false;
  }
  return false;
}

bool CuePatterns::match_from(const CuePattern& pattern, std::size_t item, std::size_t at,
                             Search& search) const {
  if (item == pattern.items.size()) return true;
  const CuePattern::Item& one = pattern.items[item];
  switch (one.kind) {
    case CuePattern::Kind::word:
      return is_word(search.sentence, at, one.number) && match_piece(pattern, item, at, 1, search);
    case CuePattern::Kind::party:
      return std::ranges::any_of(search.sentence.frame->parties(), [&](const PartyAt& party) {
        return party.first == at && party.who == party_of(one.number, search.sentence.direction) &&
               match_piece(pattern, item, at, party.last - party.first, search);
      });
    case CuePattern::Kind::set:
      break;
    case CuePattern::Kind::near_gap:
    case CuePattern::Kind::far_gap:
    case CuePattern::Kind::any_gap:
      return match_gap(pattern, item, at, search);
  }
  if (at >= search.sentence.numbers.size()) return false;
  for (const std::uint32_t number : search.sentence.numbers[at]) {
    if (number == 0) break;
    const auto forms = sets_[one.number].find(number);
    if (forms == sets_[one.number].end()) continue;
    for (const Form& form : forms->second) {
      std::size_t n = 1;
      while (n < form.size() && is_word(search.sentence, at + n, form[n])) ++n;
      if (n == form.size() && match_piece(pattern, item, at, n, search)) return true;
    }
  }
  return false;
}

bool CuePatterns::find(const CuePattern& pattern, const Sentence& sentence, std::size_t from,
                       CueMatch& match) const {
  Search search{sentence, {}};
  for (std::size_t at = from; at < sentence.numbers.size(); ++at) {
    search.pieces.clear();
    if (!match_from(pattern, 0, at, search)) continue;
    match.pieces = search.pieces;
    match.first = match.pieces.front().first;
    match.last = match.pieces.back().second;
    return true;
  }
  return false;
}

}  // namespace detente
