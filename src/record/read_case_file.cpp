// SPDX-License-Identifier: Apache-2.0
#include "record/readers.hpp"

namespace detente {

void read_case_file(TableReader& reader, Case& into) {
  into.title = reader.text("title");
  const std::vector<std::string> sides = reader.refer_all(IdKind::actor, "sides", true);
  if (reader.has("sides") && sides.size() != 2)
    reader.fault("sides", "\"sides\" names two different actors");
  if (sides.size() == 2) into.sides = {sides[0], sides[1]};
  into.languages = reader.texts("languages");
  for (const std::string& language : into.languages) check_language(reader, "languages", language);
  into.from = reader.optional_date("from");
  into.to = reader.optional_date("to");
  if (into.from) check_order(reader, *into.from, "to", into.to);
  into.covered = reader.optional_date("covered");
  into.summary = reader.optional_text("summary");
  into.authors = reader.texts("authors");
  into.version = reader.optional_text("version");
  into.licence = reader.optional_text("licence");
  reader.finish();
}

}  // namespace detente
