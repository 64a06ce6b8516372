// SPDX-License-Identifier: Apache-2.0
#include "brief/references.hpp"

#include "report/show.hpp"

namespace detente {

References::References(const Brief& brief) {
  for (const Reference& reference : brief.references) known_.emplace(reference.id, &reference);
  for (const Section& section : brief.sections) {
    for (const Block& block : section.document.blocks) {
      std::visit([&](const auto& b) { read(b); }, block);
    }
  }
  known_.clear();  // they point into the brief, which may go before this does
}

std::size_t References::number(const std::string& id) const {
  const auto found = numbers_.find(id);
  return found == numbers_.end() ? 0 : found->second;
}

void References::cite(const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    const auto found = known_.find(id);
    if (found == known_.end() || !numbers_.emplace(id, cited_.size() + 1).second) continue;
    cited_.push_back(*found->second);
  }
}

void References::read(const Paragraph& paragraph) {
  for (const Sentence& sentence : paragraph.sentences) cite(sentence.sources);
}

void References::read(const Table& table) {
  if (!shows_rows(table)) return;
  const auto read_cell = [&](const Json& row, const Field& field, bool is_first) {
    for (const ShownLine& line : shown_cell(row, field, is_first)) {
      for (const Sentence& piece : line) cite(piece.sources);
    }
  };
  const std::vector<Field> columns = fields_shown(table, Field::Show::column, Marks::with);
  const std::vector<Field> details = fields_shown(table, Field::Show::detail, Marks::with);
  for (const Json& row : table.rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) read_cell(row, columns[i], i == 0);
    for (const Field& field : details) read_cell(row, field, false);
  }
}

void References::read(const Chart& chart) { cite(chart.sources); }

void References::read(const IntervalChart& chart) { cite(chart.sources); }

}  // namespace detente
