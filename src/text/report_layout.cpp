// SPDX-License-Identifier: Apache-2.0
#include "text/report_layout.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "text/report_lines.hpp"

namespace detente {

namespace {

/// Longer blocks are no headings; one that ends in no mark has been torn.
constexpr std::size_t longest_heading = 130;

bool is_lower(char32_t c) { return is_letter_or_digit(c) && !is_upper(c) && !is_digit(c); }

std::size_t width_of(std::span<const Glyph> glyphs) {
  std::size_t width = 0;
  for (const Glyph& glyph : glyphs) width += is_chinese(glyph.value) ? 3 : 1;
  return width;
}

/// What opens an item of a list.
struct Opening {
  std::size_t length = 0;  ///< glyphs, with the spaces behind; 0: no item
  std::string label{};
};

Opening opening_of(const ReportLine& line) {
  const auto behind = [&](std::size_t at) {
    while (is_one_of(line.at(at), U" \t")) ++at;
    return at;
  };
  if (is_one_of(line.at(0), U"-*•·–—●▪◦‣■○") && is_one_of(line.at(1), U" \t"))
    return {behind(1), {}};
  if (line.at(0) == U'•' || line.at(0) == U'●') return {1, {}};
  const bool bracket = is_one_of(line.at(0), U"(（");
  std::size_t at = bracket ? 1 : 0;
  // "Recommendation 3:"
  for (const std::u32string_view word :
       {std::u32string_view(U"Recommendation "), std::u32string_view(U"Takeaway "),
        std::u32string_view(U"建议")}) {
    std::size_t i = 0;
    while (i < word.size() && line.at(i) == word[i]) ++i;
    if (i == word.size()) at = i;
  }
  const bool worded = at > 1;
  std::string label;
  if (line.at(at) == U'R' && is_digit(line.at(at + 1))) append_utf8(label, line.at(at++));
  const std::size_t from = at;
  while (is_digit(line.at(at)) && at < from + 3) append_utf8(label, line.at(at++));
  if (at == from)
    while (is_one_of(line.at(at), U"一二三四五六七八九十") && at < from + 3)
      append_utf8(label, line.at(at++));
  if (at == from && (is_lower(line.at(at)) || (bracket && is_upper(line.at(at)))) &&
      !is_chinese(line.at(at)) && (bracket || line.at(at + 1) == U')'))
    append_utf8(label, line.at(at++));
  if (at == from && line.at(at) != U'\0' && is_one_of(line.at(at), U"IVX")) {
    while (is_one_of(line.at(at), U"IVX") && line.at(at) != U'\0')
      append_utf8(label, line.at(at++));
    if (line.at(at) != U'.') label.clear();
  }
  if (label.empty() || label == "R") return {};
  if (!is_one_of(line.at(at), U".)）、:：") && !worded) return {};
  if (line.at(at) == U'.' && is_digit(line.at(at + 1))) return {};  // "1.5"
  while (is_one_of(line.at(at), U".)）、:：–—-") && line.at(at) != U'\0') ++at;
  return {behind(at), label};
}

/// A block while its lines are gathered.
struct Draft {
  ReportBlock::Kind kind = ReportBlock::Kind::paragraph;
  std::string label{};
  bool marked = false;  ///< a heading by its own marks
  std::vector<std::vector<Glyph>> lines{};

  [[nodiscard]] std::size_t width() const {
    std::size_t width = 0;
    for (const auto& line : lines) width += width_of(line) + 1;
    return width;
  }
  [[nodiscard]] bool is_final() const {
    return !lines.empty() && ReportLine{.glyphs = lines.back()}.is_final();
  }
};

class BlockReader {
 public:
  explicit BlockReader(std::vector<ReportLine> lines) : lines_(std::move(lines)) {
    for (const ReportLine& line : lines_) widest_ = std::max(widest_, line.size());
  }

  ReportLayout run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].dropped) {
        torn_ = true;
        continue;
      }
      if (lines_[i].empty()) {
        fresh_ = true;
      } else {
        read(lines_[i], i + 1 < lines_.size() ? &lines_[i + 1] : nullptr);
      }
    }
    settle_kinds();
    ReportLayout layout;
    for (const Draft& draft : drafts_) write(draft, layout);
    return layout;
  }

 private:
  void read(const ReportLine& line, const ReportLine* next) {
    const Opening opening = opening_of(line);
    const bool item = opening.length > 0 && opening.length < line.size();
    if (item || line.bold || begins_block(line)) {
      Draft draft{
          .kind = item && !line.bold ? ReportBlock::Kind::item : ReportBlock::Kind::paragraph,
          .label = opening.label,
          .marked = line.bold};
      const auto from = item ? static_cast<std::ptrdiff_t>(opening.length) : 0;
      draft.lines.emplace_back(line.glyphs.begin() + from, line.glyphs.end());
      // Two bold lines in a row are one heading.
      if (line.bold && !fresh_ && !drafts_.empty() && drafts_.back().marked && !item) {
        drafts_.back().lines.push_back(std::move(draft.lines.front()));
      } else {
        drafts_.push_back(std::move(draft));
      }
    } else {
      drafts_.back().lines.push_back(line.glyphs);
    }
    fresh_ = torn_ = false;
    // A line that ends early behind a full stop ends its paragraph; so does a short first line over
    // a longer one.
    const bool early = line.is_final() && (10 * line.size() < 8 * widest_ || line.size() > 200);
    const bool over = next != nullptr && !next->empty() && heads(line, *next);
    if (early || over) fresh_ = true;
    if (over) drafts_.back().marked = true;
  }

  [[nodiscard]] bool heads(const ReportLine& line, const ReportLine& next) const {
    return drafts_.back().lines.size() == 1 &&
           drafts_.back().kind == ReportBlock::Kind::paragraph && !line.is_final() &&
           2 * line.size() < widest_ && 10 * next.size() > 7 * widest_ && is_upper(next.at(0)) &&
           is_upper(line.at(0)) && next.size() > 60;
  }

  /// Whether a line that opens no item begins a block, or goes on with the last one.
  [[nodiscard]] bool begins_block(const ReportLine& line) const {
    if (drafts_.empty()) return true;
    const Draft& last = drafts_.back();
    if (last.marked) return true;
    if (!fresh_ && !torn_) return false;
    // What a page's end, a footnote or an empty line has torn.
    const bool long_lines = last.width() > 55 * last.lines.size();  // no list of names
    const bool open = !last.is_final() && long_lines;
    if (open && (last.width() > longest_heading || is_lower(line.at(0)))) return false;
    return !(torn_ && is_lower(line.at(0)) && !last.is_final());
  }

  void settle_kinds() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Draft& draft = drafts_[i];
      const bool brief = draft.width() <= longest_heading;
      const bool ends = draft.is_final();
      if (draft.marked && brief) draft.kind = ReportBlock::Kind::heading;
      if (draft.kind == ReportBlock::Kind::paragraph && brief && (!ends || is_label(draft)))
        draft.kind = ReportBlock::Kind::heading;
      // "1. Regional issues" over a paragraph is a heading; among items it is one.
      const bool over = i + 1 < drafts_.size() &&
                        drafts_[i + 1].kind == ReportBlock::Kind::paragraph &&
                        drafts_[i + 1].width() > longest_heading;
      if (draft.kind == ReportBlock::Kind::item && !draft.label.empty() && brief && !ends && over)
        draft.kind = ReportBlock::Kind::heading;
    }
  }

  /// "Main takeaways:"
  static bool is_label(const Draft& draft) {
    constexpr std::size_t longest = 60;
    const auto& line = draft.lines.back();
    if (!is_one_of(line.back().value, U":：") || draft.width() > longest) return false;
    std::u32string text;
    for (const auto& one : draft.lines)
      for (const Glyph& glyph : one) text += glyph.value;
    // Such a line is the begin of what the list below it says.
    return std::ranges::none_of(
        std::array<std::u32string_view, 6>{U" should", U" must", U" following", U" need", U"应",
                                           U"如下"},
        [&](std::u32string_view word) { return text.find(word) != std::u32string::npos; });
  }

  static void append(ReportLayout& layout, const Glyph& glyph) {
    const std::size_t before = layout.text.size();
    append_utf8(layout.text, glyph.value);
    layout.origin.insert(layout.origin.end(), layout.text.size() - before, glyph.span);
  }

  /// Whether the space at `at` stands behind an abbreviation that also ends its sentence: "… the
  /// U.S. However, …". Where sentences are told apart, such a full stop counts as none.
  static bool opens_sentence(const std::vector<Glyph>& line, std::size_t at) {
    if (at < 4 || line[at].value != U' ' || line[at - 1].value != U'.' ||
        line[at - 3].value != U'.')
      return false;
    std::u32string word;
    for (std::size_t i = at + 1; i < line.size() && is_letter_or_digit(line[i].value); ++i)
      word += line[i].value;
    constexpr std::array<std::u32string_view, 12> words{
        U"However", U"Moreover",    U"Therefore", U"Nevertheless", U"Nonetheless", U"Meanwhile",
        U"Instead", U"Furthermore", U"Another",   U"Some",         U"Several",     U"Although"};
    return std::ranges::find(words, word) != words.end();
  }

  static void write(const Draft& draft, ReportLayout& layout) {
    if (!layout.text.empty()) {
      const ByteSpan end{layout.origin.back().end, layout.origin.back().end};
      for (int i = 0; i < 2; ++i) append(layout, {U'\n', end});
    }
    ReportBlock block{.kind = draft.kind, .label = draft.label};
    block.span.begin = static_cast<std::uint32_t>(layout.text.size());
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
      std::vector<Glyph> line = draft.lines[i];
      const bool more = i + 1 < draft.lines.size();
      const auto from = static_cast<std::uint32_t>(layout.text.size());
      // A word split at the line's end; "U.S.-" and "low-" keep their hyphen only before capitals.
      const bool split = more && line.size() > 2 && is_one_of(line.back().value, U"-‐\u00ad") &&
                         is_lower(line[line.size() - 2].value) &&
                         is_lower(draft.lines[i + 1].front().value);
      if (split) line.pop_back();
      for (std::size_t at = 0; at < line.size(); ++at)
        append(layout, opens_sentence(line, at) ? Glyph{U'\n', line[at].span} : line[at]);
      block.lines.push_back({from, static_cast<std::uint32_t>(layout.text.size())});
      const bool chinese =
          more && is_chinese(line.back().value) && is_chinese(draft.lines[i + 1].front().value);
      const ByteSpan end{line.back().span.end, line.back().span.end};
      if (more && !split && !chinese) append(layout, {U' ', end});
    }
    // What is no heading is a sentence, whatever it ends in.
    if (draft.kind != ReportBlock::Kind::heading && !draft.is_final()) {
      const ByteSpan end{layout.origin.back().end, layout.origin.back().end};
      append(layout, {is_chinese(draft.lines.back().back().value) ? U'。' : U'.', end});
    }
    block.span.end = static_cast<std::uint32_t>(layout.text.size());
    layout.blocks.push_back(std::move(block));
  }

  std::vector<ReportLine> lines_;
  std::size_t widest_ = 0;
  std::vector<Draft> drafts_;
  bool fresh_ = true;  ///< an empty line, or the end of a paragraph, came before
  bool torn_ = false;  ///< something was dropped before
};

}  // namespace

std::vector<ByteSpan> ReportLayout::in_file(ByteSpan span) const {
  constexpr std::uint32_t least_gap = 8;  // a line's end with spaces around it is no gap
  std::vector<ByteSpan> ranges;
  for (std::uint32_t i = span.begin; i < span.end && i < origin.size(); ++i) {
    if (origin[i].begin == origin[i].end) continue;
    if (!ranges.empty() && origin[i].begin < ranges.back().end + least_gap &&
        origin[i].begin >= ranges.back().begin) {
      ranges.back().end = std::max(ranges.back().end, origin[i].end);
    } else {
      ranges.push_back(origin[i]);
    }
  }
  return ranges;
}

ReportLayout read_report_layout(std::string_view text) {
  return BlockReader(read_report_lines(text)).run();
}

}  // namespace detente
