// SPDX-License-Identifier: Apache-2.0
#include "brief/brief.hpp"
#include "brief/markdown_inline.hpp"
#include "brief/markdown_table.hpp"
#include "brief/words.hpp"
#include "report/chart_facts.hpp"
#include "report/show.hpp"

namespace detente {

namespace {

/// A paragraph with the blank line that parts it from what follows; nothing for nothing.
std::string part(const std::string& text) { return text.empty() ? text : text + "\n\n"; }

std::string heading(const std::string& title) {
  return title.empty() ? "" : "### " + escape_markdown(title) + "\n\n";
}

std::string block_markdown(const Paragraph& paragraph, const References& references) {
  std::string text;
  const std::string between = paragraph.is_list ? "\n" : " ";
  for (const Sentence& sentence : paragraph.sentences) {
    text += (text.empty() ? "" : between) + (paragraph.is_list ? "- " : "") +
            escape_markdown(sentence.text) + markdown_marks(sentence.sources, references);
  }
  return heading(paragraph.title) + part(text);
}

std::string block_markdown(const Table& table, const References& references) {
  if (!is_for_people(table)) return {};
  return heading(table.title) + markdown_table(table, references) + '\n' +
         part(escape_markdown(table.note));
}

std::string block_markdown(const Chart& chart, const References& references) {
  const std::string unit = chart.unit.empty() ? "" : " (" + chart.unit + ")";
  std::string text = heading(chart.title + unit) + part(escape_markdown(chart.summary) +
                                                        markdown_marks(chart.sources, references));
  text += markdown_table(chart_facts(chart), references) + '\n';
  const std::vector<std::string> remarks = chart_remarks(chart);
  for (const std::string& remark : remarks) text += "- " + escape_markdown(remark) + '\n';
  if (!remarks.empty()) text += '\n';
  return text + part(escape_markdown(chart.note));
}

std::string block_markdown(const IntervalChart& chart, const References& references) {
  return heading(chart.title) +
         part(escape_markdown(chart.summary) + markdown_marks(chart.sources, references)) +
         markdown_table(chart_facts(chart), references) + '\n' + part(escape_markdown(chart.note));
}

std::string sources_markdown(const References& references, const std::string& language) {
  if (references.cited().empty()) return "No source is cited.\n";
  std::string text;
  std::size_t number = 0;
  for (const Reference& source : references.cited()) {
    text += "[^" + std::to_string(++number) + "]: " + escape_markdown(source.text);
    const std::string note = language_note(source, language);
    if (!note.empty()) text += " (" + escape_markdown(note) + ')';
    if (!source.address.empty()) text += ", " + markdown_address(source.address);
    if (!source.archive.empty()) text += ", archived: " + markdown_address(source.archive);
    text += '\n';
  }
  return text;
}

}  // namespace

std::string to_markdown(const Brief& brief) {
  const References references(brief);
  std::string text = "# " + escape_markdown(brief.title) + "\n\n";
  text += part(escape_markdown(brief.subtitle));
  if (!brief.as_of.empty()) text += part("As of " + escape_markdown(long_date(brief.as_of)) + '.');
  for (const Section& section : brief.sections) {
    text += "## " + escape_markdown(section.document.title) + "\n\n";
    for (const Block& block : section.document.blocks) {
      text += std::visit([&](const auto& b) { return block_markdown(b, references); }, block);
    }
  }
  // A renderer moves the footnotes to the end by itself: the heading must have a text of its own.
  text += "## Sources\n\n" + sources_markdown(references, brief.language) + '\n';
  text += escape_markdown("Détente " + brief.version);
  if (!brief.vintage.empty()) text += escape_markdown(", data vintage " + brief.vintage);
  return text + ".\n";
}

}  // namespace detente
