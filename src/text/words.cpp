// SPDX-License-Identifier: Apache-2.0
#include "text/words.hpp"

#include <unicode/locid.h>

#include <algorithm>
#include <map>

#include "text/passages.hpp"
#include "text/stop_words.hpp"

namespace detente {

namespace {

std::string side_in(std::string_view words, const Lexicon& lexicon) {
  for (const Match& match : lexicon.concepts_in(tokenise(words, true))) {
    const std::string& side = lexicon.data().concepts[match.entry].side;
    if (!side.empty() && side != "both") return side;
  }
  // "CN": ISO 3166-1 alpha-2
  const std::string code(words.substr(0, std::min(words.find(' '), words.size())));
  return code.size() == 2 ? icu::Locale("", code.c_str()).getISO3Country() : "";
}

SentenceWords words_of(std::span<const Glyph> glyphs, const Lexicon& lexicon) {
  SentenceWords words;
  words.tokens = tokenise(glyphs);
  Matches matches = lexicon.matches_in(words.tokens);
  words.concepts = std::move(matches.concepts);
  words.nested = std::move(matches.nested);
  words.verbs = std::move(matches.verbs);
  words.grammar = std::move(matches.grammar);
  words.amounts = amounts_in(words.tokens);
  const auto han = std::ranges::count(words.tokens, Token::Kind::han, &Token::kind);
  const auto english = std::ranges::count(words.tokens, Token::Kind::word, &Token::kind);
  words.chinese = han > english;
  return words;
}

/// As a statement that two governments make together begins.
bool names_two_governments(const SentenceWords& sentence) {
  std::size_t english = 0, chinese = 0;
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const std::string& text = sentence.tokens[i].text;
    const std::string& next = i + 1 < sentence.tokens.size() ? sentence.tokens[i + 1].text : text;
    english += text == "government" && next == "of" ? 1U : 0U;
    chinese += text == "政" && next == "府" ? 1U : 0U;
  }
  return english == 2 || chinese == 2;
}

}  // namespace

TextWords read_words(std::string_view text, const Lexicon& lexicon) {
  TextWords words;
  const Passages passages = read_passages(text);
  words.issuer = side_in(passages.issuer, lexicon);
  for (const SentenceRange& sentence : passages.sentences) {
    const std::span<const Glyph> glyphs(passages.glyphs);
    auto one = words_of(glyphs.subspan(sentence.first, sentence.last - sentence.first), lexicon);
    one.paragraph = sentence.paragraph;
    words.sentences.push_back(std::move(one));
  }
  words.joint = !words.sentences.empty() && names_two_governments(words.sentences.front());
  return words;
}

std::array<std::string, 2> parties_of(const Lexicon& lexicon, const TextWords& a,
                                      const TextWords& b) {
  std::map<std::string, std::size_t> count;
  for (const TextWords* text : {&a, &b}) {
    for (const SentenceWords& sentence : text->sentences) {
      for (const Match& match : sentence.concepts) {
        const Concept& one = lexicon.data().concepts[match.entry];
        if (!one.side.empty() && one.side != "both") ++count[one.side];
      }
    }
  }
  std::vector<std::pair<std::size_t, std::string>> sides;
  sides.reserve(count.size() + 2);
  for (const auto& [side, times] : count) sides.emplace_back(times, side);
  std::ranges::sort(sides, [](const auto& x, const auto& y) { return x.first > y.first; });
  sides.resize(2);
  std::array<std::string, 2> parties{sides[0].second, sides[1].second};
  if (!parties[1].empty()) std::ranges::sort(parties);
  return parties;
}

WordCoverage coverage_of(const TextWords& text) {
  WordCoverage coverage;
  std::map<std::string, std::size_t> missed;
  for (const SentenceWords& sentence : text.sentences) {
    std::vector<bool> known(sentence.tokens.size());
    const auto mark = [&](std::uint32_t first, std::uint32_t last) {
      for (std::size_t i = first; i < last; ++i) known[i] = true;
    };
    for (const auto* matches : {&sentence.concepts, &sentence.verbs, &sentence.grammar}) {
      for (const Match& match : *matches) mark(match.first, match.last);
    }
    for (const Amount& amount : sentence.amounts) mark(amount.first, amount.last);
    std::string run;  // of missed Chinese characters
    const auto end_run = [&] {
      if (!run.empty()) ++missed[run];
      run.clear();
    };
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const Token& token = sentence.tokens[i];
      const bool counts = (token.kind == Token::Kind::word || token.kind == Token::Kind::han) &&
                          !is_stop_word(token.text);
      if (!counts || known[i] || token.kind != Token::Kind::han) end_run();
      if (!counts) continue;
      ++coverage.words;
      if (known[i]) {
        ++coverage.covered;
      } else if (token.kind == Token::Kind::han) {
        run += token.text;
      } else {
        ++missed[token.text];
      }
    }
    end_run();
  }
  coverage.missed.assign(missed.begin(), missed.end());
  std::ranges::stable_sort(coverage.missed,
                           [](const auto& x, const auto& y) { return x.second > y.second; });
  return coverage;
}

}  // namespace detente
