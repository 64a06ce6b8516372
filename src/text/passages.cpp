// SPDX-License-Identifier: Apache-2.0
#include "text/passages.hpp"

#include <unicode/brkiter.h>

#include <algorithm>
#include <array>
#include <memory>

namespace detente {

namespace {

using Range = std::pair<std::size_t, std::size_t>;  // of glyphs

bool is_final(char32_t c) {
  return std::u32string_view(U".!?。！？;；:：…").find(c) != std::u32string_view::npos;
}

bool is_closing(char32_t c) {
  return std::u32string_view(U"\"'”’）)」』》]").find(c) != std::u32string_view::npos;
}

bool is_bullet(char32_t c) {
  return std::u32string_view(U"-*•·–—●▪◦‣").find(c) != std::u32string_view::npos;
}

/// The characters as they follow one another, with line ends settled.
class Paragraphs {
 public:
  explicit Paragraphs(std::vector<Glyph>& glyphs) : glyphs_(glyphs) {}

  std::vector<Range> run() {
    std::size_t first = 0;
    for (std::size_t i = 0; i <= glyphs_.size(); ++i) {
      if (i < glyphs_.size() && (glyphs_[i].value != U'\n' || !ends_at(i))) continue;
      add(first, i);
      first = i + 1;
    }
    return std::move(ranges_);
  }

 private:
  /// Whether the line end at `i` ends a paragraph.
  bool ends_at(std::size_t i) {
    std::size_t before = i;
    while (before > 0 &&
           (glyphs_[before - 1].value == U' ' || is_closing(glyphs_[before - 1].value)))
      --before;
    if (before == 0 || is_final(glyphs_[before - 1].value) || glyphs_[before - 1].value == U'\n')
      return true;
    std::size_t after = i + 1;
    while (after < glyphs_.size() && glyphs_[after].value == U' ') ++after;
    const char32_t next = after < glyphs_.size() ? glyphs_[after].value : U'\n';
    if (next == U'\n' || next == U'#' || is_bullet(next)) return true;
    // A line that begins with '#' is one line.
    std::size_t begin = i;
    while (begin > 0 && glyphs_[begin - 1].value != U'\n') --begin;
    if (begin < i && glyphs_[begin].value == U'#') return true;
    if (is_headline(begin, i)) return true;
    glyphs_[i].value = U' ';
    return false;
  }

  /// Whether the line is the headline of a Chinese text: its first one, and shorter than lines are
  /// when a sentence is broken over them.
  [[nodiscard]] bool is_headline(std::size_t first, std::size_t last) const {
    constexpr std::size_t longest = 30;
    const auto is_remark = [&](const Range& range) { return glyphs_[range.first].value == U'#'; };
    return last - first <= longest && std::ranges::all_of(ranges_, is_remark) &&
           std::any_of(glyphs_.begin() + static_cast<std::ptrdiff_t>(first),
                       glyphs_.begin() + static_cast<std::ptrdiff_t>(last),
                       [](const Glyph& glyph) { return is_chinese(glyph.value); });
  }

  void add(std::size_t first, std::size_t last) {
    while (first < last && (glyphs_[first].value == U' ' || glyphs_[first].value == U'\n')) ++first;
    while (last > first && (glyphs_[last - 1].value == U' ' || glyphs_[last - 1].value == U'\n'))
      --last;
    if (first < last) ranges_.emplace_back(first, last);
  }

  std::vector<Glyph>& glyphs_;
  std::vector<Range> ranges_;
};

std::u32string values(const std::vector<Glyph>& glyphs, Range range, std::size_t most) {
  std::u32string text;
  for (std::size_t i = range.first; i < std::min(range.second, range.first + most); ++i)
    text += glyphs[i].value;
  return text;
}

/// How wide the paragraph is: a Chinese character counts as half a word's six letters.
std::size_t width_of(const std::vector<Glyph>& glyphs, Range range) {
  std::size_t width = 0;
  for (std::size_t i = range.first; i < range.second; ++i)
    width += is_chinese(glyphs[i].value) ? 3 : 1;
  return width;
}

/// A short paragraph that ends in no mark, and is no item of a list.
bool is_heading(const std::vector<Glyph>& glyphs, Range range) {
  constexpr std::size_t longest = 130;
  std::size_t last = range.second;
  while (last > range.first + 1 && is_closing(glyphs[last - 1].value)) --last;
  const char32_t end = glyphs[last - 1].value;
  const bool ended = is_final(end) || end == U',' || end == U'，';
  return !ended && !is_bullet(glyphs[range.first].value) && width_of(glyphs, range) <= longest;
}

bool is_attribution(const std::vector<Glyph>& glyphs, Range range) {
  constexpr std::size_t longest = 160;
  if (range.second - range.first > longest) return false;
  const std::u32string text = values(glyphs, range, longest);
  return text.find(U"attributable to") != std::u32string::npos || text.starts_with(U"责任编辑") ||
         text.starts_with(U"来源：");
}

/// Behind the dateline that the paragraph begins with, or its begin.
std::size_t behind_dateline(const std::vector<Glyph>& glyphs, Range range) {
  constexpr std::size_t longest = 60;
  const std::u32string text = values(glyphs, range, longest);
  const bool agency =
      text.starts_with(U"新华社") || text.starts_with(U"中新社") || text.starts_with(U"人民网");
  if (const auto at = text.find(U"消息"); at <= 6) {  // npos is larger
    if (const auto end = text.find(U'：'); end != std::u32string::npos && end <= at + 12)
      return range.first + end + 1;
  }
  if (const auto at = text.find(U'电'); agency && at != std::u32string::npos) {
    const auto close = text.find(U'）', at);
    const bool named = at + 1 < text.size() && (text[at + 1] == U'（' || text[at + 1] == U'(');
    return range.first + (named && close != std::u32string::npos ? close : at) + 1;
  }
  return range.first;
}

/// Splits paragraphs at ICU's sentence boundaries.
class Splitter {
 public:
  Splitter() {
    UErrorCode error = U_ZERO_ERROR;
    breaks_.reset(icu::BreakIterator::createSentenceInstance(icu::Locale("en@ss=standard"), error));
    if (U_FAILURE(error)) breaks_.reset();
  }

  void split(Range range, Passages& passages) {
    icu::UnicodeString text;
    std::vector<std::size_t> glyph_of;  // by UTF-16 unit
    for (std::size_t i = range.first; i < range.second; ++i) {
      text.append(static_cast<UChar32>(passages.glyphs[i].value));
      glyph_of.resize(static_cast<std::size_t>(text.length()), i);
    }
    std::size_t first = range.first;
    if (breaks_ != nullptr) {
      breaks_->setText(text);
      for (std::int32_t at = breaks_->next(); at != icu::BreakIterator::DONE;
           at = breaks_->next()) {
        const auto unit = static_cast<std::size_t>(at);
        const std::size_t glyph = unit < glyph_of.size() ? glyph_of[unit] : range.second;
        if (glyph < range.second && is_initial(passages.glyphs, first, glyph)) continue;
        add(first, glyph, passages);
        first = glyph;
      }
    }
    add(first, range.second, passages);
    ++passages.paragraphs;
  }

 private:
  /// A boundary behind "Joseph R. " or "No. 5" is none; one behind "U.S. " is, before a word that
  /// begins sentences.
  static bool is_initial(const std::vector<Glyph>& glyphs, std::size_t first, std::size_t at) {
    std::size_t i = at;
    while (i > first && glyphs[i - 1].value == U' ') --i;
    if (i < first + 2 || glyphs[i - 1].value != U'.') return false;
    const bool alone = i < first + 3 || !is_letter_or_digit(glyphs[i - 3].value);
    if (alone && is_upper(glyphs[i - 2].value)) {
      const bool abbreviation = i >= first + 4 && glyphs[i - 3].value == U'.';
      return !abbreviation || !begins_sentence(glyphs, at);
    }
    return i >= first + 3 && glyphs[i - 3].value == U'N' && glyphs[i - 2].value == U'o';
  }

  static bool begins_sentence(const std::vector<Glyph>& glyphs, std::size_t at) {
    std::u32string word;
    for (; at < glyphs.size() && is_letter_or_digit(glyphs[at].value) && word.size() < 8; ++at)
      word += glyphs[at].value;
    constexpr std::array<std::u32string_view, 16> words{
        U"The", U"He",  U"She", U"They", U"We",   U"It",    U"In",   U"On",
        U"At",  U"But", U"And", U"I",    U"This", U"These", U"Both", U"As"};
    return std::ranges::find(words, word) != words.end();
  }

  static void add(std::size_t first, std::size_t last, Passages& passages) {
    const auto& glyphs = passages.glyphs;
    while (first < last && (glyphs[first].value == U' ' || glyphs[first].value == U'\n')) ++first;
    while (last > first && (glyphs[last - 1].value == U' ' || glyphs[last - 1].value == U'\n'))
      --last;
    if (first < last) passages.sentences.push_back({first, last, passages.paragraphs});
  }

  std::unique_ptr<icu::BreakIterator> breaks_;
};

std::string_view issuer_of(std::string_view text) {
  if (!text.starts_with("# ")) return {};
  const std::string_view line = text.substr(0, text.find('\n'));
  constexpr std::string_view key = "| side: ";
  const auto at = line.find(key);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = line.substr(at + key.size());
  return rest.substr(0, rest.find(" |"));
}

}  // namespace

Passages read_passages(std::string_view text) {
  Passages passages;
  passages.glyphs = read_glyphs(text);
  passages.issuer = issuer_of(text);
  Splitter splitter;
  for (Range range : Paragraphs(passages.glyphs).run()) {
    if (passages.glyphs[range.first].value == U'#' || is_attribution(passages.glyphs, range))
      continue;
    range.first = behind_dateline(passages.glyphs, range);
    if (range.first >= range.second || is_heading(passages.glyphs, range)) continue;
    splitter.split(range, passages);
  }
  return passages;
}

}  // namespace detente
