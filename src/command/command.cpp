// SPDX-License-Identifier: Apache-2.0
#include "command/command.hpp"

#include <fmt/format.h>

#include "record/as_of.hpp"
#include "record/read_case.hpp"

namespace detente {

std::string json_bytes(const Output& output, std::string_view version) {
  return output.json.empty() ? to_json(output.document, version).dump(2) + '\n' : output.json;
}

std::string csv_bytes(Output output) {
  return output.csv.empty() ? to_csv(output.document) : std::move(output.csv);
}

Result<Case> load(const Common& common) {
  if (common.record) return known_on(*common.record, common.as_of);
  auto record = read_sound_case(common.folder, common.progress);
  if (!record) return record;
  return known_on(*std::move(record), common.as_of);
}

Document make_document(std::string_view name, std::string title, const Common& common,
                       const Case& record) {
  return {.schema = fmt::format("detente.{}/1", name),
          .title = std::move(title),
          .as_of = to_string(common.as_of),
          .vintage = record.vintage};
}

}  // namespace detente
