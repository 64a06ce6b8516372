// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "command/compare.hpp"
#include "command/compare_marks.hpp"
#include "command/compare_rows.hpp"
#include "report/escape.hpp"

namespace detente {

namespace {

// Nothing is told by colour alone: each mark has its sign, and each kind its line.
constexpr std::string_view style = R"(
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #55554f; --ground: #fffefb;
  --line: #c9c6bc; --shared: #e4eedc; --stronger: #fbe9c4; --against: #f7d4cc; --only: #dfe7f5; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e0; --soft: #b3b0a8; --ground: #171716; --line: #4a4944;
    --shared: #24361d; --stronger: #4a3a10; --against: #56231a; --only: #1e2f4d; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem clamp(.75rem, 3vw, 2rem) 3rem; max-width: 90rem;
  color: var(--ink); background: var(--ground); line-height: 1.65;
  font-family: Charter, Georgia, 'Noto Serif', 'Songti SC', 'Noto Serif CJK SC', SimSun, serif; }
h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.1rem; margin: 1rem 0 .5rem; }
h1, h2, .key, .note, table, sup { font-family: system-ui, 'Segoe UI', Roboto, sans-serif; }
.texts { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; }
.text { min-width: 0; overflow-wrap: anywhere; }
.text p { margin: 0 0 .8rem; white-space: pre-wrap; }
mark { color: inherit; padding: .1em .15em; border-radius: 2px; border-bottom: 2px solid; }
.shared { background: var(--shared); border-bottom-style: solid; }
.stronger { background: var(--stronger); border-bottom-style: double; border-bottom-width: 4px; }
.contradictory { background: var(--against); border-bottom-style: dashed; border-bottom-width: 3px; }
.only { background: var(--only); border-bottom-style: dotted; }
u { text-decoration-thickness: 2px; text-underline-offset: 3px; }
mark:target { outline: 3px solid; outline-offset: 2px; }
sup { font-size: .68em; line-height: 0; } sup a { color: inherit; }
.key mark { margin-right: .8rem; } .note { color: var(--soft); font-size: .9rem; }
table { border-collapse: collapse; font-size: .9rem; margin: 0 0 1rem; }
th, td { text-align: left; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--line); }
@media (max-width: 640px) { .texts { grid-template-columns: 1fr; } }
@media print { .texts { gap: 1rem; font-size: 9pt; line-height: 1.4; } }
)";

class Page {
 public:
  Page(const Compared& compared, std::string_view version)
      : compared_(compared), version_(version), marks_(marks_of(compared)) {}

  [[nodiscard]] std::string html() const {
    return head() + "<body>\n<h1>Two accounts of one meeting</h1>\n" + summary() + key() +
           "<div class=\"texts\">\n" + column(0) + column(1) + "</div>\n" + issues() + foot() +
           "</body>\n</html>\n";
  }

 private:
  [[nodiscard]] std::string head() const {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           // Nothing is loaded and nothing runs, whatever a text may have smuggled in.
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
           "style-src 'unsafe-inline'\">\n<meta name=\"generator\" content=\"Détente " +
           escape_markup(version_) + "\">\n<title>" + escape_markup(compared_.files[0]) + " and " +
           escape_markup(compared_.files[1]) + "</title>\n<style>" + std::string(style) +
           "</style>\n</head>\n";
  }

  [[nodiscard]] std::string summary() const {
    std::string text;
    for (const Sentence& sentence : summary_of(compared_).sentences)
      text += (text.empty() ? "" : " ") + sentence.text;
    return "<p>" + escape_markup(text) + "</p>\n";
  }

  [[nodiscard]] static std::string key() {
    return "<p class=\"key\"><mark class=\"shared\">in both =</mark> <mark class=\"stronger\">more "
           "binding in one ></mark> <mark class=\"contradictory\">contradictory ≠</mark> <mark "
           "class=\"only\">only here !</mark> <u>underlined</u>: never mentioned by the other. The "
           "small figures lead to the point in the other text; what is not marked was not read as "
           "a "
           "point.</p>\n";
  }

  [[nodiscard]] std::string column(std::size_t side) const {
    const std::string& text = compared_.texts.at(side);
    const auto& points = side == 0 ? compared_.found.a : compared_.found.b;
    const std::string& issuer = compared_.found.issuers.at(side);
    std::string html = "<section class=\"text\">\n<h2>" + std::string(side == 0 ? "A: " : "B: ") +
                       escape_markup(compared_.files.at(side)) +
                       (issuer.empty() ? "" : " (" + escape_markup(issuer) + ")") + "</h2>\n<p>";
    std::size_t at = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const ByteSpan span = points[i].span;
      if (span.begin < at || span.end > text.size()) continue;
      html += plain(text.substr(at, span.begin - at)) + mark(side, i);
      at = span.end;
    }
    return html + plain(text.substr(std::min(at, text.size()))) + "</p>\n</section>\n";
  }

  /// Text between points: an empty line begins a paragraph.
  [[nodiscard]] static std::string plain(std::string_view text) {
    std::string html;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      html += escape_markup(text.substr(at, end - at));
      std::size_t next = end;
      while (next < text.size() && (text[next] == '\n' || text[next] == '\r')) ++next;
      if (next > end) html += "</p>\n<p>";
      at = next;
    }
    return html;
  }

  [[nodiscard]] std::string mark(std::size_t side, std::size_t number) const {
    const PointMark& found = marks_.at(side)[number];
    const auto& points = side == 0 ? compared_.found.a : compared_.found.b;
    const Point& point = points[number];
    const std::string title =
        fmt::format("{}; by {}; binding {}{}{}", point.issue, point.who, point.binding,
                    found.note.empty() ? "" : "\n", found.note);
    std::string html = fmt::format("<mark id=\"{}\" class=\"{}\" title=\"{}\">",
                                   point_id(side, number), found.kind, escape_markup(title)) +
                       underlined(compared_.texts.at(side), point.span, found.missing) + "<sup>" +
                       sign_of(found.kind);
    for (const std::size_t partner : found.partners)
      html += fmt::format(" <a href=\"#{0}\">{0}</a>", point_id(1 - side, partner));
    return html + "</sup></mark>";
  }

  static const char* sign_of(std::string_view kind) {
    if (kind == "shared") return "=";
    if (kind == "stronger") return "&gt;";
    return kind == "contradictory" ? "≠" : "!";
  }

  static std::string underlined(const std::string& text, ByteSpan span,
                                const std::vector<Mention>& missing) {
    std::string html;
    std::size_t at = span.begin;
    for (const Mention& mention : missing) {
      if (mention.span.begin < at || mention.span.end > span.end) continue;
      html += escape_markup(std::string_view(text).substr(at, mention.span.begin - at)) + "<u>" +
              escape_markup(std::string_view(text).substr(mention.span.begin,
                                                          mention.span.end - mention.span.begin)) +
              "</u>";
      at = mention.span.end;
    }
    return html + escape_markup(std::string_view(text).substr(at, span.end - at));
  }

  [[nodiscard]] std::string issues() const {
    std::string html =
        "<h2>Space and order by issue</h2>\n<table>\n<tr><th>Issue</th><th>Share of A</th>"
        "<th>Share of B</th><th>Place in A</th><th>Place in B</th></tr>\n";
    const auto place = [](std::size_t n) { return n == 0 ? std::string("–") : std::to_string(n); };
    for (const IssueShare& one : compared_.found.issues) {
      html += fmt::format(
          "<tr><td>{}</td><td>{:.0f} %</td><td>{:.0f} %</td><td>{}</td><td>{}</td></tr>\n",
          one.issue, 100 * one.share_a, 100 * one.share_b, place(one.place_a), place(one.place_b));
    }
    return html + "</table>\n";
  }

  [[nodiscard]] std::string foot() const {
    return fmt::format(
        "<p class=\"note\">Compared by machine: a link has a score of at least {}, which is {}. "
        "Hovering over a point shows the words that made its link. Détente {}, data vintage "
        "{}</p>\n",
        link_threshold, escape_markup(score_in_words), escape_markup(version_),
        escape_markup(compared_.vintage));
  }

  const Compared& compared_;
  std::string version_;
  std::array<std::vector<PointMark>, 2> marks_;
};

}  // namespace

std::string compare_page(const Compared& compared, std::string_view version) {
  return Page(compared, version).html();
}

}  // namespace detente
