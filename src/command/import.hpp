// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

struct ImportOptions {
  std::string file;
  std::string resolution;  ///< day, month or year
  bool undirected = false;
  std::vector<std::string> columns;  ///< "events=N", where the header does not tell
  std::string folder;
};

/// Puts published counts into an event store of their own (events/read_counts.hpp says which forms
/// are read). The output is faulty where a row could not be used.
Result<Output> run_import_counts(const ImportOptions& options);

}  // namespace detente
