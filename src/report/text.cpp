// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/chart_facts.hpp"
#include "report/document.hpp"
#include "report/show.hpp"
#include "report/text_table.hpp"

namespace detente {

namespace {

constexpr std::size_t narrowest = 40;

std::string wrapped(std::string_view text, std::size_t width) {
  return hanging_text(text, width, 0);
}

std::string block_text(const Paragraph& paragraph, std::size_t width) {
  std::string sentences;
  for (const Sentence& sentence : paragraph.sentences) {
    sentences +=
        paragraph.is_list ? hanging_text("- " + sentence.text, width, 2) : sentence.text + ' ';
  }
  return wrapped(paragraph.title, width) +
         (paragraph.is_list ? sentences : wrapped(sentences, width));
}

std::string block_text(const Table& table, std::size_t width) {
  if (!is_for_people(table)) return {};
  const std::string note = wrapped(table.note, width);
  return wrapped(table.title, width) + (table.title.empty() ? "" : "\n") +
         table_text(table, width) + (note.empty() ? "" : "\n" + note);
}

std::string block_text(const Chart& chart, std::size_t width) {
  const std::string unit = chart.unit.empty() ? "" : " (" + chart.unit + ")";
  std::string text = wrapped(chart.title + unit, width) + wrapped(chart.summary, width);
  text += '\n' + table_text(chart_facts(chart), width);
  const std::vector<std::string> remarks = chart_remarks(chart);
  if (!remarks.empty()) text += '\n';
  for (const std::string& remark : remarks) text += hanging_text(remark, width, 2);
  const std::string note = wrapped(chart.note, width);
  return text + (note.empty() ? "" : "\n" + note);
}

std::string block_text(const IntervalChart& chart, std::size_t width) {
  const std::string note = wrapped(chart.note, width);
  return wrapped(chart.title, width) + wrapped(chart.summary, width) + '\n' +
         table_text(chart_facts(chart), width) + (note.empty() ? "" : "\n" + note);
}

std::string title_text(const Document& document) {
  const bool says_when = document.title.find(document.as_of) != std::string::npos;
  return says_when ? document.title : document.title + ", as of " + document.as_of;
}

}  // namespace

std::string to_text(const Document& document, std::size_t width) {
  width = std::max(width, narrowest);
  std::string text = wrapped(title_text(document), width);
  for (const Block& block : document.blocks) {
    const std::string more = std::visit([&](const auto& b) { return block_text(b, width); }, block);
    if (more.empty()) continue;
    if (!text.empty()) text += '\n';
    text += more;
  }
  return text;
}

}  // namespace detente
