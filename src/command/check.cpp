// SPDX-License-Identifier: Apache-2.0
#include "command/check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "record/read_case.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

std::string contents(const Case& record) {
  const std::vector<std::string> parts{
      counted(record.events.size(), "event", "events"),
      counted(record.channels.size(), "channel", "channels"),
      counted(record.commitments.size(), "commitment", "commitments"),
      counted(record.positions.size(), "position", "positions"),
      counted(record.recommendations.size(), "recommendation", "recommendations"),
      counted(record.series.size(), "series", "series"),
      counted(record.sources.size(), "source", "sources"),
  };
  return join_list(parts);
}

}  // namespace

Result<Output> run_check(const Common& common) {
  auto read = read_case(common.folder, common.progress);
  if (!read) return tl::unexpected(read.error());
  if (std::ranges::any_of(read->faults, &Fault::machine) && read->faults.size() == 1) {
    // Only the machine is at fault: the caller's exit status says so.
    return fail(Error::Kind::io, to_string(read->faults.front(), common.folder.generic_string()));
  }
  Output output{.document =
                    make_document("check", "Check of " + read->record.name, common, read->record)};
  Table table{
      .key = "faults",
      .title = "",
      .fields = {{"file", "File"}, {"line", "Line"}, {"column", "Column"}, {"message", "Message"}},
      .empty = "No fault."};
  for (const Fault& fault : read->faults) {
    table.rows.push_back(Json{{"file", fault.place.file},
                              {"line", fault.place.line},
                              {"column", fault.place.column},
                              {"message", fault.message}});
    output.text += to_string(fault, common.folder.generic_string()) + '\n';
  }
  output.faulty = !read->faults.empty();
  output.text += output.faulty ? counted(read->faults.size(), "fault", "faults") + '\n'
                               : fmt::format("{}: no fault in {}\n", common.folder.generic_string(),
                                             contents(read->record));
  output.document.blocks.emplace_back(std::move(table));
  return output;
}

}  // namespace detente
