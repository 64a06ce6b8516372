// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "record/types.hpp"
#include "report/document.hpp"

namespace detente {

/// What every command is told.
struct Common {
  std::filesystem::path folder;  ///< of the case
  Day as_of;
  Progress progress{};
  std::shared_ptr<const Case> record{};  ///< the case as it was read already; null: from the folder
};

/// What a command gives back.
struct Output {
  Document document;
  std::string
      text{};         ///< shown to a person instead of the document's tables, where it is not empty
  std::string csv{};  ///< written in place of the document's CSV, where it is not empty: the same,
                      ///< made faster
  bool faulty = false;    ///< the command did its work and found the input at fault: exit status 1
  std::string json{};     ///< written in place of the document's JSON, where it is not empty
  std::string warning{};  ///< said on standard error beside it, where it is not empty
};

/// What --format json and --format csv write. `version` is the program's.
std::string json_bytes(const Output& output, std::string_view version);
std::string csv_bytes(Output output);

/// The case as it was known on the as-of day. Fails where it has a fault.
Result<Case> load(const Common& common);

/// A document with its title, day and vintage filled in; `name` as in "status": the schema is
/// detente.status/1.
Document make_document(std::string_view name, std::string title, const Common& common,
                       const Case& record);

}  // namespace detente
