// SPDX-License-Identifier: Apache-2.0
#include "brief/html_blocks.hpp"

#include "report/chart_facts.hpp"
#include "report/svg.hpp"

namespace detente {

std::string block_html(const Paragraph& paragraph, HtmlInline& page, const BlockPlace& place) {
  std::string html;
  if (!paragraph.title.empty()) {
    const std::string id = page.unique_id(place.section_id + '-' + paragraph.key);
    html += "<h3 id=\"" + id + "\">" + page.text(paragraph.title) + "</h3>\n";
  }
  std::string sentences;
  for (const Sentence& sentence : paragraph.sentences) {
    sentences += paragraph.is_list ? "<li>" + page.sentence(sentence) + "</li>\n"
                                   : (sentences.empty() ? "" : " ") + page.sentence(sentence);
  }
  if (sentences.empty()) return html;
  return html +
         (paragraph.is_list ? "<ul>\n" + sentences + "</ul>\n" : "<p>" + sentences + "</p>\n");
}

std::string block_html(const Chart& chart, HtmlInline& page, const BlockPlace& place) {
  const std::string id = page.unique_id(place.section_id + '-' + chart.key);
  // The picture's own ids are the prefix with "-title" and "-desc": the prefix is kept for them.
  const std::string picture = page.unique_id(id + "-picture");
  std::string caption = "<p>" + page.text(chart.summary) + page.marks(chart.sources) + "</p>";
  for (std::size_t i = 0; i < chart.breaks.size(); ++i) {
    const ChartBreak& at = chart.breaks[i];
    caption += "<p><b>" + std::to_string(i + 1) + "</b> " + to_string(Date(at.date, at.precision)) +
               ": " + page.text(at.text) + "</p>";
  }
  for (const std::string& remark : revision_remarks(chart))
    caption += "<p>" + page.text(remark) + "</p>";
  if (!chart.note.empty()) caption += "<p class=\"note\">" + page.text(chart.note) + "</p>";
  return "<figure><h3 id=\"" + id + "\">" + page.text(chart.title) + "</h3>\n" +
         to_svg(chart, {.id = picture}) + "\n<figcaption>" + caption + "</figcaption></figure>\n";
}

std::string block_html(const IntervalChart& chart, HtmlInline& page, const BlockPlace& place) {
  const std::string id = page.unique_id(place.section_id + '-' + chart.key);
  const std::string picture = page.unique_id(id + "-picture");
  std::string caption = "<p>" + page.text(chart.summary) + page.marks(chart.sources) + "</p>";
  if (!chart.note.empty()) caption += "<p class=\"note\">" + page.text(chart.note) + "</p>";
  return "<figure class=\"wide\"><h3 id=\"" + id + "\">" + page.text(chart.title) + "</h3>\n" +
         to_svg(chart, {.id = picture}) + "\n<figcaption>" + caption + "</figcaption></figure>\n";
}

}  // namespace detente
