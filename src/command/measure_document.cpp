// SPDX-License-Identifier: Apache-2.0
#include "command/measure_document.hpp"

#include "command/measure_tables.hpp"

namespace detente {

namespace {

constexpr const char* day_column = "first";

StoreColumn::Type type_of(const Table& table, const std::string& key) {
  using enum StoreColumn::Type;
  if (key == day_column) return date;
  StoreColumn::Type type = integer;
  for (const Json& row : table.rows) {
    if (row.at(key).is_string()) return text;
    if (row.at(key).is_number_float()) type = number;
  }
  return type;
}

Cell cell_of(const Json& value, StoreColumn::Type type) {
  if (value.is_null()) return {};
  switch (type) {
    case StoreColumn::Type::text:
      return value.get<std::string>();
    case StoreColumn::Type::date:
      return parse_day(value.get<std::string>()).value();
    case StoreColumn::Type::integer:
      return value.get<std::int64_t>();
    case StoreColumn::Type::number:
      return value.get<double>();
    case StoreColumn::Type::boolean:
      break;
  }
  return value.get<bool>();
}

}  // namespace

StoreTable indices_store_table(const Document& document) {
  StoreTable result{.name = "indices", .description = document.title, .columns = {}};
  for (const Block& block : document.blocks) {
    const Table* table = std::get_if<Table>(&block);
    if (table == nullptr || table->key != "indices") continue;
    for (const Field& field : table->fields)
      result.columns.push_back({field.key, type_of(*table, field.key), field.title});
    for (const Json& row : table->rows) {
      std::vector<Cell> cells;
      cells.reserve(result.columns.size());
      for (const StoreColumn& column : result.columns)
        cells.push_back(cell_of(row.at(column.name), column.type));
      result.rows.push_back(std::move(cells));
    }
  }
  return result;
}

void add_measures(Document& document, const std::vector<Measured>& all) {
  Paragraph says{.key = "sentences", .title = "What the counts say", .sentences = {}};
  Paragraph limits{.key = "limits", .title = "What is the matter with them", .sentences = {}};
  for (const Measured& measured : all) {
    for (Sentence& sentence : measure_sentences(measured))
      says.sentences.push_back(std::move(sentence));
    const auto& remarks = measured.source.remarks;
    limits.sentences.insert(limits.sentences.end(), remarks.begin(), remarks.end());
  }
  if (all.empty())
    says.sentences.push_back({"Cannot tell: no counts of the two are known on this day.", {}});
  if (limits.sentences.empty()) limits.title.clear();
  document.blocks.emplace_back(std::move(says));
  document.blocks.emplace_back(std::move(limits));
  document.blocks.emplace_back(directions_table(all));
  document.blocks.emplace_back(changes_table(all));
  std::size_t number = 0;
  for (const Measured& measured : all)
    if (!measured.directions.empty())
      document.blocks.emplace_back(measure_chart(measured, ++number));
  document.blocks.emplace_back(indices_table(all));
}

Result<Document> measure_document(const Common& common, const Case& record,
                                  const MeasuredDyad& dyad, std::optional<Period> period) {
  auto sources = coded_sources(record, dyad);
  if (!sources) return tl::unexpected(sources.error());
  const auto all = measured(*std::move(sources), dyad, period);
  if (!all) return tl::unexpected(all.error());
  Document document = make_document(
      "measure", "Indices of " + dyad.names[0] + " and " + dyad.names[1], common, record);
  add_measures(document, *all);
  return document;
}

}  // namespace detente
