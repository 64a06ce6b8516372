// SPDX-License-Identifier: Apache-2.0
#include "text/tokens.hpp"

#include <optional>

namespace detente {

namespace {

char digit_of(char32_t c) { return static_cast<char>(c < 0x80 ? c : c - U'０' + U'0'); }

bool is_quote(char32_t c) {
  constexpr std::u32string_view quotes = U"\"“”„‟«»‹›「」『』《》〈〉〝〞·•・`*_";
  return quotes.find(c) != std::u32string_view::npos;
}

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'’' || c == U'‘'; }

bool is_hyphen(char32_t c) { return c == U'-' || c == U'‐' || c == U'‑' || c == U'–'; }

/// The mark that a character counts as; 0 for none.
char mark_of(char32_t c) {
  switch (c) {
    case U'，':
      return ',';
    case U'；':
      return ';';
    case U'：':
      return ':';
    case U'。':
    case U'．':
    case U'…':
      return '.';
    case U'！':
      return '!';
    case U'？':
      return '?';
    case U'（':
    case U'【':
    case U'[':
      return '(';
    case U'）':
    case U'】':
    case U']':
      return ')';
    case U'—':
    case U'–':
      return '-';
    case U'％':
      return '%';
    case U'＄':
      return '$';
    default:
      return c < 0x80 && std::u32string_view(U",;:.!?()-%$&/").find(c) != std::u32string_view::npos
                 ? static_cast<char>(c)
                 : '\0';
  }
}

/// Makes tokens of glyphs, from left to right.
class Tokeniser {
 public:
  Tokeniser(std::span<const Glyph> glyphs, bool simplify) : glyphs_(glyphs), simplify_(simplify) {}

  std::vector<Token> run() {
    while (at_ < glyphs_.size()) step();
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char32_t value(std::size_t i) const {
    return i < glyphs_.size() ? glyphs_[i].value : U'\0';
  }
  [[nodiscard]] bool is_word_letter(std::size_t i) const {
    const char32_t c = value(i);
    return is_letter_or_digit(c) && !is_chinese(c);
  }

  void add(Token::Kind kind, std::string text, std::size_t first, std::size_t last,
           char shape = ' ') {
    first = opened_.value_or(first);
    opened_.reset();
    tokens_.push_back(
        {std::move(text), {glyphs_[first].span.begin, glyphs_[last].span.end}, kind, shape});
  }

  [[nodiscard]] char shape_of(std::size_t first, std::size_t last) const {
    if (!is_upper(value(first))) return 'a';
    if (first == last) return 'A';
    for (std::size_t i = first; i <= last; ++i) {
      if (value(i) != U'.' && !is_upper(value(i))) return 'A';
    }
    return 'X';
  }

  std::string folded(std::size_t first, std::size_t last) {
    std::string text;
    for (std::size_t i = first; i <= last; ++i) {
      for (const char32_t c : fold(value(i), simplify_)) append_utf8(text, c);
    }
    return text;
  }

  void step() {
    const char32_t c = value(at_);
    if (is_chinese(c)) {
      add(Token::Kind::han, folded(at_, at_), at_, at_);
      ++at_;
    } else if (is_digit(c)) {
      number();
    } else if (is_letter_or_digit(c)) {
      word();
    } else if (is_apostrophe(c)) {
      genitive();
    } else {
      mark(c);
    }
  }

  void number() {
    const std::size_t first = at_;
    std::string digits;
    for (; is_digit(value(at_)) ||
           ((value(at_) == U',' || value(at_) == U'.') && is_digit(value(at_ + 1)));
         ++at_) {
      if (value(at_) != U',') digits += value(at_) == U'.' ? '.' : digit_of(value(at_));
    }
    // "5G" is a word; "14th" is a number and its ending.
    if (is_word_letter(at_) && is_upper(value(at_)) && !is_word_letter(at_ + 1)) {
      ++at_;
      add(Token::Kind::word, folded(first, at_ - 1), first, at_ - 1, 'X');
    } else {
      add(Token::Kind::number, std::move(digits), first, at_ - 1);
    }
  }

  void word() {
    const std::size_t first = at_;
    std::size_t letters = 0;  // of the piece since the last full stop
    for (; is_word_letter(at_) || (letters == 1 && value(at_) == U'.' && is_word_letter(at_ + 1));
         ++at_) {
      letters = value(at_) == U'.' ? 0 : letters + 1;
    }
    std::string text = folded(first, at_ - 1);
    const char shape = shape_of(first, at_ - 1);
    const bool abbreviation = text.find('.') != std::string::npos;
    if (abbreviation && value(at_) == U'.' && letters == 1) {
      ++at_;  // its last full stop belongs to it
      add(Token::Kind::word, std::move(text), first, at_ - 1, shape);
    } else if (!text.empty()) {
      add(Token::Kind::word, std::move(text), first, at_ - 1, shape);
    }
  }

  void genitive() {
    const bool after_word = !tokens_.empty() && tokens_.back().kind == Token::Kind::word &&
                            at_ > 0 && tokens_.back().span.end == glyphs_[at_].span.begin;
    const char32_t next = value(at_ + 1);
    if (after_word && (next == U's' || next == U't') && !is_word_letter(at_ + 2)) {
      add(Token::Kind::mark, next == U's' ? "'s" : "'t", at_, at_ + 1);
      ++at_;
    } else if (after_word && tokens_.back().text.ends_with('s') && next == U' ') {
      add(Token::Kind::mark, "'s", at_, at_);  // "the United States' commitment"
    }
    ++at_;
  }

  void mark(char32_t c) {
    // Also behind a full stop, as in "U.S.-China".
    const bool inside = at_ > 0 && is_letter_or_digit(value(at_ + 1)) &&
                        (is_letter_or_digit(value(at_ - 1)) || value(at_ - 1) == U'.');
    const char sign = mark_of(c);
    if (is_quote(c) || (is_hyphen(c) && inside)) {
      attach(c);
      ++at_;
      return;
    }
    if (c == U'、') {
      add(Token::Kind::mark, "、", at_, at_);
    } else if (sign != '\0') {
      add(Token::Kind::mark, std::string(1, sign), at_, at_);
    }
    ++at_;
  }

  /// A quotation mark belongs to the words that it encloses.
  void attach(char32_t c) {
    constexpr std::u32string_view opening = U"“„«‹「『《〈〝", closing = U"”»›」』》〉〞";
    if (opening.find(c) != std::u32string_view::npos) {
      if (!opened_) opened_ = at_;
    } else if (closing.find(c) != std::u32string_view::npos && !tokens_.empty() && at_ > 0 &&
               tokens_.back().span.end == glyphs_[at_ - 1].span.end) {
      tokens_.back().span.end = glyphs_[at_].span.end;
    }
  }

  std::span<const Glyph> glyphs_;
  bool simplify_;
  std::optional<std::size_t> opened_{};  // where quotation marks stand in front of the next token
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenise(std::span<const Glyph> glyphs, bool simplify) {
  return Tokeniser(glyphs, simplify).run();
}

std::vector<Token> tokenise(std::string_view text, bool simplify) {
  const std::vector<Glyph> glyphs = read_glyphs(text);
  return Tokeniser(glyphs, simplify).run();
}

}  // namespace detente
