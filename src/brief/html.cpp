// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "brief/brief.hpp"
#include "brief/html_blocks.hpp"
#include "brief/html_style.hpp"
#include "brief/words.hpp"
#include "report/escape.hpp"

namespace detente {

namespace {

/// The ids that the page's parts link to. Sections choose first: their ids are known outside.
struct Anchors {
  std::vector<std::string> sections;
  std::string main, contents, sources;
};

Anchors claim_anchors(const Brief& brief, const References& references, HtmlInline& page) {
  Anchors anchors;
  // The foot's own ids are a promise of source_anchor(), so they are taken before any other.
  for (std::size_t n = 1; n <= references.cited().size(); ++n) page.unique_id(source_anchor(n));
  for (const Section& section : brief.sections) {
    anchors.sections.push_back(page.unique_id(section.id));
  }
  anchors.main = page.unique_id("main");
  anchors.contents = page.unique_id("contents");
  anchors.sources = page.unique_id("sources");
  return anchors;
}

std::string head_html(const Brief& brief) {
  return "<!DOCTYPE html>\n<html lang=\"" + escape_markup(brief.language) +
         "\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         // Nothing is loaded and nothing runs, whatever a case file may have smuggled in.
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
         "style-src 'unsafe-inline'\">\n<meta name=\"generator\" content=\"Détente " +
         escape_markup(brief.version) + "\">\n<title>" + escape_markup(brief.title) +
         "</title>\n<style>" + html_style() + "</style>\n</head>\n";
}

std::string header_html(const Brief& brief, const HtmlInline& page) {
  std::string html = "<header>\n<h1>" + page.text(brief.title) + "</h1>\n";
  if (!brief.subtitle.empty()) {
    html += "<p class=\"subtitle\">" + page.text(brief.subtitle) + "</p>\n";
  }
  if (!brief.as_of.empty()) {
    html += "<p class=\"meta\">As of <time datetime=\"" + escape_markup(brief.as_of) + "\">" +
            escape_markup(long_date(brief.as_of)) + "</time></p>\n";
  }
  return html + "</header>\n";
}

std::string contents_html(const Brief& brief, const Anchors& anchors, const HtmlInline& page) {
  std::string items;
  for (std::size_t i = 0; i < brief.sections.size(); ++i) {
    items += "<li><a href=\"#" + anchors.sections[i] + "\">" +
             page.text(brief.sections[i].document.title) + "</a></li>\n";
  }
  items += "<li><a href=\"#" + anchors.sources + "\">Sources</a></li>\n";
  return "<nav aria-labelledby=\"" + anchors.contents + "\">\n<h2 id=\"" + anchors.contents +
         "\">Contents</h2>\n<ol>\n" + items + "</ol>\n</nav>\n";
}

std::string section_html(const Section& section, const std::string& id, HtmlInline& page) {
  std::string html = "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" +
                     page.text(section.document.title) + "</h2>\n";
  const BlockPlace place{id, section.document.title};
  for (const Block& block : section.document.blocks) {
    html += std::visit([&](const auto& b) { return block_html(b, page, place); }, block);
  }
  return html + "</section>\n";
}

std::string back_links(std::size_t number, const HtmlInline& page) {
  std::string links;
  int count = 0;
  for (const std::string& id : page.marks_of(number)) {
    const int nth = ++count;
    links += fmt::format("<a href=\"#{}\" aria-label=\"back to mark {} of source {}\">{}</a>", id,
                         nth, number, nth);
  }
  return "<span class=\"back\">↩ " + links + "</span>";
}

std::string source_html(const Reference& source, std::size_t number, const std::string& language,
                        const HtmlInline& page) {
  std::string html = "<li id=\"" + source_anchor(number) + "\">" + page.text(source.text);
  const std::string note = language_note(source, language);
  if (!note.empty()) html += " (" + page.text(note) + ')';
  if (!source.address.empty()) html += "<br>" + page.address(source.address);
  if (!source.archive.empty()) html += "<br>Archived: " + page.address(source.archive);
  return html + ' ' + back_links(number, page) + "</li>\n";
}

std::string sources_html(const References& references, const std::string& language,
                         const Anchors& anchors, const HtmlInline& page) {
  std::string items;
  std::size_t number = 0;
  for (const Reference& source : references.cited()) {
    items += source_html(source, ++number, language, page);
  }
  const std::string list = items.empty() ? "<p class=\"empty\">No source is cited.</p>\n"
                                         : "<ol class=\"sources\">\n" + items + "</ol>\n";
  return "<section aria-labelledby=\"" + anchors.sources + "\">\n<h2 id=\"" + anchors.sources +
         "\">Sources</h2>\n" + list + "</section>\n";
}

std::string footer_html(const Brief& brief) {
  std::string html = "<footer><p>Détente " + escape_markup(brief.version);
  if (!brief.vintage.empty()) html += ", data vintage " + escape_markup(brief.vintage);
  return html + "</p></footer>\n";
}

}  // namespace

std::string to_html(const Brief& brief) {
  const References references(brief);
  HtmlInline page(references, brief.language);
  const Anchors anchors = claim_anchors(brief, references, page);
  std::string html = head_html(brief) + "<body>\n<a class=\"skip\" href=\"#" + anchors.main +
                     "\">Skip to the text</a>\n" + header_html(brief, page) +
                     contents_html(brief, anchors, page) + "<main id=\"" + anchors.main + "\">\n";
  for (std::size_t i = 0; i < brief.sections.size(); ++i) {
    html += section_html(brief.sections[i], anchors.sections[i], page);
  }
  // Last, because the list links back to the marks that the sections have set.
  html += sources_html(references, brief.language, anchors, page);
  return html + "</main>\n" + footer_html(brief) + "</body>\n</html>\n";
}

}  // namespace detente
