// SPDX-License-Identifier: Apache-2.0
#include "brief/html_inline.hpp"

#include <fmt/format.h>

#include "base/date.hpp"
#include "report/escape.hpp"
#include "report/utf8.hpp"

namespace detente {

namespace {

/// A word of more letters makes a table's column, or the page, wider than a phone.
constexpr std::size_t longest_word = 18;

/// With a place to break after punctuation, or every 12 letters.
std::string breakable_word(std::string_view word) {
  constexpr std::size_t most_letters = 12;
  constexpr std::size_t least_letters = 4;
  constexpr std::string_view good_ends = "/.-_?&=,;:";
  std::string html;
  std::size_t letters = 0;
  while (!word.empty()) {
    const Character c = first_character(word);
    word.remove_prefix(c.bytes.size());
    html += escape_markup(c.bytes);
    ++letters;
    const bool is_good_end = good_ends.find(c.bytes) != std::string_view::npos;
    if (word.empty() || letters < (is_good_end ? least_letters : most_letters)) continue;
    html += "<wbr>";
    letters = 0;
  }
  return html;
}

/// A date stays on one line, which browsers would end after a hyphen.
std::string word_html(std::string_view word) {
  const std::size_t start = word.find_first_of("0123456789");
  const std::size_t end = word.find_last_of("0123456789") + 1;
  const bool is_path =
      word.find('/') != std::string_view::npos;  // may end with a date, and is long
  if (!is_path && start < end && end - start >= 7 && parse_date(word.substr(start, end - start))) {
    return "<span class=\"day\">" + escape_markup(word) + "</span>";
  }
  return word.size() > longest_word ? breakable_word(word) : escape_markup(word);
}

std::string words_html(std::string_view text) {
  std::string html;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) html += word_html(text.substr(0, end));
    text.remove_prefix(end);
    const std::size_t spaces = std::min(text.find_first_not_of(' '), text.size());
    if (spaces > 0) html += ' ';
    text.remove_prefix(spaces);
  }
  return html;
}

}  // namespace

HtmlInline::HtmlInline(const References& references, std::string_view language)
    : references_(references),
      marks_han_(!language.starts_with("zh")),
      mark_ids_(references.cited().size() + 1) {}

std::string HtmlInline::text(std::string_view text) const {
  const std::string clean = clean_text(text);
  std::string html;
  std::string run;
  bool run_is_han = false;
  const auto flush = [&] {
    if (run_is_han) html += "<span lang=\"zh\">" + escape_markup(run) + "</span>";
    if (!run_is_han) html += words_html(run);
    run.clear();
  };
  for (std::string_view rest = clean; !rest.empty();) {
    const Character c = first_character(rest);
    rest.remove_prefix(c.bytes.size());
    const bool han = marks_han_ && is_han(c.value);
    if (han != run_is_han) flush();
    run_is_han = han;
    run += c.bytes;
  }
  flush();
  return html;
}

std::string HtmlInline::address(std::string_view address) const {
  if (!is_web_address(address)) return text(address);
  return "<a href=\"" + escape_markup(address) + "\">" + words_html(address) + "</a>";
}

std::string HtmlInline::marks(const std::vector<std::string>& ids) {
  std::string html;
  for (const std::string& id : ids) {
    const std::size_t number = references_.number(id);
    if (number == 0) {
      html += "<sup class=\"mark\">[" + escape_markup(id) + "]</sup>";
      continue;
    }
    std::vector<std::string>& known = mark_ids_[number];
    known.push_back(unique_id(fmt::format("mark-{}-{}", number, known.size() + 1)));
    html += fmt::format(
        "<sup class=\"mark\"><a href=\"#{}\" id=\"{}\" aria-label=\"source {}\">[{}]</a></sup>",
        source_anchor(number), known.back(), number, number);
  }
  return html;
}

std::string HtmlInline::sentence(const Sentence& sentence) {
  const std::string html =
      is_web_address(sentence.text) ? address(sentence.text) : text(sentence.text);
  return html + marks(sentence.sources);
}

std::string HtmlInline::value(const Shown& lines) {
  std::string html;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) html += "<br>";
    for (const Sentence& piece : lines[i]) html += sentence(piece);
  }
  return html;
}

const std::vector<std::string>& HtmlInline::marks_of(std::size_t number) const {
  return mark_ids_.at(number);
}

std::string HtmlInline::unique_id(std::string_view wanted) {
  const std::string base = markup_id(wanted);
  std::string id = base;
  for (int copy = 2; !ids_.insert(id).second; ++copy) id = base + '-' + std::to_string(copy);
  return id;
}

std::string source_anchor(std::size_t number) { return "source-" + std::to_string(number); }

}  // namespace detente
