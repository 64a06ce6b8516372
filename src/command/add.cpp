// SPDX-License-Identifier: Apache-2.0
#include "command/add.hpp"

#include <fmt/format.h>

namespace detente {

Result<Output> run_add(const Common& common, AddedKind kind, std::string_view fragment) {
  const auto added = add_record(common.folder, kind, fragment, common.progress);
  if (!added) return tl::unexpected(added.error());
  Table table{
      .key = "added", .title = "", .fields = {{"id", "Id"}, {"file", "File"}, {"line", "Line"}}};
  table.rows.push_back(Json{{"id", added->id}, {"file", added->file}, {"line", added->line}});
  Output output{.document = {.schema = "detente.add/1",
                             .title = "Added",
                             .as_of = to_string(common.as_of),
                             .vintage = {}}};
  output.document.blocks.emplace_back(std::move(table));
  output.text = fmt::format("{}/{}:{}: added {}\n", common.folder.generic_string(), added->file,
                            added->line, added->id);
  return output;
}

}  // namespace detente
