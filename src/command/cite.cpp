// SPDX-License-Identifier: Apache-2.0
#include "command/cite.hpp"

#include "command/citation.hpp"
#include "command/lookup.hpp"

namespace detente {

namespace {

Result<Citation> citation_of(const Case& record, const Common& common, const std::string& id,
                             std::string_view version) {
  if (const Source* source = find(record.sources, id)) return cite(*source);
  if (const Event* event = find(record.events, id)) return cite(record, *event);
  if (id == record.name) return cite(record, common.as_of);
  if (id == "detente") return cite_program(version);
  std::vector<std::string> known{record.name, "detente"};
  for (const Source& source : record.sources) known.push_back(source.id);
  for (const Event& event : record.events) known.push_back(event.id);
  return tl::unexpected(no_such("source or event", id, known));
}

}  // namespace

Result<Output> run_cite(const Common& common, const std::vector<std::string>& ids,
                        std::string_view version) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  Output output{.document = make_document("cite", record->title + ": citations", common, *record)};
  Table items{
      .key = "items",
      .title = "",
      .fields = {
          {"id", "Id"}, {"type", "Type"}, {"title", "Title"}, {"csl", "CSL", Field::Show::json}}};
  for (const std::string& id : ids.empty() ? std::vector<std::string>{record->name} : ids) {
    const auto citation = citation_of(*record, common, id, version);
    if (!citation) return tl::unexpected(citation.error());
    output.text += (output.text.empty() ? "" : "\n") + to_bibtex(*citation);
    items.rows.push_back(Json{{"id", citation->key},
                              {"type", citation->type},
                              {"title", citation->title},
                              {"csl", to_csl(*citation)}});
  }
  output.document.blocks.emplace_back(std::move(items));
  return output;
}

}  // namespace detente
