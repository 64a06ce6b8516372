// SPDX-License-Identifier: Apache-2.0
#include "record/readers.hpp"

namespace detente {

namespace {

void check_name(TableReader& reader, std::string_view key, const std::string& name,
                std::string_view ending) {
  if (name.empty() || (name.ends_with(ending) && name.find('/') == std::string::npos)) return;
  reader.fault(key, "\"" + std::string(key) + "\" is \"" + name + "\"; it names a " +
                        std::string(ending) + " file that stands in coded/");
}

}  // namespace

CodedCounts read_coded(TableReader& reader) {
  static const std::vector<std::string> resolutions{"day", "month", "year"};
  CodedCounts coded;
  coded.place = reader.place();
  coded.title = reader.text("title");
  coded.file = reader.text("file");
  coded.resolution = reader.one_of("resolution", resolutions);
  coded.undirected = reader.optional_flag("undirected");
  coded.source = reader.refer(IdKind::source, "source");
  coded.published = reader.date("published");
  coded.audit = reader.optional_text("audit");
  coded.totals = reader.optional_text("totals");
  coded.note = reader.optional_text("note");
  check_name(reader, "file", coded.file, ".csv");
  check_name(reader, "audit", coded.audit, ".json");
  check_name(reader, "totals", coded.totals, ".csv");
  reader.finish();
  return coded;
}

}  // namespace detente
