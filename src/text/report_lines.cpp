// SPDX-License-Identifier: Apache-2.0
#include "text/report_lines.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>

namespace detente {

namespace {

bool is_superscript(char32_t c) {
  return is_one_of(c, U"¹²³") || c == U'⁰' || (c >= U'⁴' && c <= U'⁹');
}

void trim(std::vector<Glyph>& glyphs) {
  const auto blank = [](const Glyph& g) { return is_one_of(g.value, U" \t\u00a0\u3000"); };
  while (!glyphs.empty() && blank(glyphs.back())) glyphs.pop_back();
  glyphs.erase(glyphs.begin(), std::ranges::find_if_not(glyphs, blank));
}

/// Takes the marks of Markdown off a line.
void strip_marks(ReportLine& line) {
  trim(line.glyphs);
  std::size_t hashes = 0;
  while (line.at(hashes) == U'#') ++hashes;
  if (hashes > 0 || line.at(0) == U'>') {
    line.bold = hashes > 0;
    line.glyphs.erase(
        line.glyphs.begin(),
        line.glyphs.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(hashes, 1)));
    trim(line.glyphs);
  }
  if (line.at(0) == U'*' && line.at(1) == U'*')
    line.bold = line.bold || line.at(line.size() - 1) == U'*';
  const bool bullet = line.at(0) == U'*' && line.at(1) == U' ';
  std::vector<Glyph> kept;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char32_t c = line.at(i);
    const bool emphasis = c == U'*' && !(bullet && i == 0);
    const bool underline = c == U'_' && (i == 0 || i + 1 == line.size());
    // The sign of a footnote stands behind a word or mark.
    if (!emphasis && !underline && !(is_superscript(c) && i > 0)) kept.push_back(line.glyphs[i]);
  }
  line.glyphs = std::move(kept);
  trim(line.glyphs);
}

/// The column at which a gap parts all lines first to last - 1, or 0.
std::size_t gutter(std::span<const ReportLine> lines) {
  constexpr std::size_t least_lines = 4, least_gap = 3, least_width = 18;
  if (lines.size() < least_lines) return 0;
  std::size_t widest = 0;
  for (const ReportLine& line : lines) widest = std::max(widest, line.size());
  std::vector<std::size_t> filled(widest + 1);
  for (const ReportLine& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i)
      filled[i] += is_one_of(line.at(i), U" \t") ? 0U : 1U;
  for (std::size_t begin = least_width; begin + least_width < widest; ++begin) {
    std::size_t end = begin;
    while (end < widest && filled[end] == 0) ++end;
    if (end - begin < least_gap) continue;
    std::size_t both = 0;
    for (const ReportLine& line : lines) both += line.size() > end ? 1U : 0U;
    if (widest - end >= least_width && 2 * both > lines.size()) return end;
    begin = end;
  }
  return 0;
}

/// Lines of the file as a person reads them: two columns become one.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : text_(text) {}

  std::vector<ReportLine> run() {
    std::vector<Glyph> glyphs = read_glyphs(text_);
    ReportLine line;
    for (const Glyph& glyph : glyphs) {
      if (glyph.value != U'\n') {
        line.glyphs.push_back(glyph);
        continue;
      }
      end(line);
    }
    end(line);
    flush();
    return std::move(lines_);
  }

 private:
  void end(ReportLine& line) {
    if (!line.empty()) {
      // A form feed is a control, which has vanished: it stands right before the line.
      const std::size_t begin = line.glyphs.front().span.begin;
      line.page = begin > 0 && text_[begin - 1] == '\f';
    }
    const bool blank = std::ranges::all_of(
        line.glyphs, [](const Glyph& g) { return is_one_of(g.value, U" \t\u00a0\u3000"); });
    if (blank) {
      flush();
      lines_.emplace_back();
    } else {
      chunk_.push_back(std::move(line));
    }
    line = ReportLine();
  }

  void flush() {
    const std::size_t at = gutter(chunk_);
    std::vector<ReportLine> right;
    for (ReportLine& line : chunk_) {
      if (at > 0 && line.size() > at) {
        ReportLine rest;
        rest.glyphs.assign(line.glyphs.begin() + static_cast<std::ptrdiff_t>(at),
                           line.glyphs.end());
        line.glyphs.resize(at);
        right.push_back(std::move(rest));
      }
      add(line);
    }
    for (ReportLine& line : right) add(line);
    chunk_.clear();
  }

  void add(ReportLine& line) {
    strip_marks(line);
    if (!line.empty() || lines_.empty() || !lines_.back().empty())
      lines_.push_back(std::move(line));
  }

  std::string_view text_;
  std::vector<ReportLine> chunk_, lines_;
};

bool is_page_number(const ReportLine& line) {
  std::u32string rest;
  bool digits = false;
  for (const Glyph& glyph : line.glyphs) {
    if (is_digit(glyph.value)) digits = true;
    if (!is_digit(glyph.value) && !is_one_of(glyph.value, U" -–—|/[]第页")) rest += glyph.value;
  }
  return digits && line.size() <= 14 &&
         (rest.empty() || rest == U"Page" || rest == U"page" || rest == U"Pageof" || rest == U"p.");
}

/// What a running head is known by: its letters, without the page number.
std::u32string key_of(const ReportLine& line) {
  std::u32string key;
  for (const Glyph& glyph : line.glyphs)
    if (is_letter_or_digit(glyph.value) && !is_digit(glyph.value)) key += glyph.value;
  return key;
}

bool has_number_at_end(const ReportLine& line) {
  return !line.empty() && (is_digit(line.at(0)) || is_digit(line.at(line.size() - 1)));
}

/// Drops what stands at the edge of pages.
void drop_page_edges(std::vector<ReportLine>& lines) {
  constexpr std::size_t longest = 90;
  std::map<std::u32string, std::size_t> times;
  for (const ReportLine& line : lines)
    if (!line.empty() && line.size() <= longest) ++times[key_of(line)];
  for (ReportLine& line : lines) line.dropped = !line.empty() && is_page_number(line);
  const auto near_edge = [&](std::size_t i, int step) {
    for (std::size_t j = i + static_cast<std::size_t>(step); j < lines.size();
         j += static_cast<std::size_t>(step)) {
      if (lines[j].empty()) continue;
      return lines[j].dropped && is_page_number(lines[j]);
    }
    return false;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ReportLine& line = lines[i];
    if (line.empty() || line.dropped || line.size() > longest) continue;
    const std::u32string key = key_of(line);
    if (key.size() < 4 || times[key] < 2) continue;
    const bool numbered = has_number_at_end(line) && times[key] >= 3 && !line.is_final() &&
                          !is_one_of(line.at(1), U".)") && !is_one_of(line.at(2), U".)");
    line.dropped = numbered || line.page || near_edge(i, 1) || near_edge(i, -1);
  }
}

bool ends_open(const std::vector<ReportLine>& lines, std::size_t at) {
  while (at-- > 0) {
    if (!lines[at].empty() && !lines[at].dropped)
      return !lines[at].is_final() && lines[at].size() > 20;
  }
  return false;
}

/// Drops footnotes: from their sign to the next empty line.
void drop_footnotes(std::vector<ReportLine>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ReportLine& line = lines[i];
    if (line.empty() || line.dropped) continue;
    const bool first = i == 0 || lines[i - 1].empty() || lines[i - 1].dropped;
    bool note = is_superscript(line.at(0));
    if (first && line.at(0) == U'[' && is_digit(line.at(1)))
      note = note || line.at(2) == U']' || line.at(3) == U']';
    // "1 This report …" only where it interrupts a sentence.
    std::size_t digits = 0;
    while (is_digit(line.at(digits))) ++digits;
    if (first && digits >= 1 && digits <= 2 && line.at(digits) == U' ' &&
        is_upper(line.at(digits + 1)))
      note = note || ends_open(lines, i);
    if (!note) continue;
    for (; i < lines.size() && !lines[i].empty(); ++i) lines[i].dropped = true;
  }
}

}  // namespace

bool ReportLine::is_final() const {
  std::size_t last = size();
  while (last > 0 && is_one_of(at(last - 1), U"\"'”’）)」』》] ")) --last;
  return last > 0 && is_one_of(at(last - 1), U".!?。！？;；:：…");
}

std::vector<ReportLine> read_report_lines(std::string_view text) {
  std::vector<ReportLine> lines = LineReader(text).run();
  drop_page_edges(lines);
  drop_footnotes(lines);
  return lines;
}

}  // namespace detente
